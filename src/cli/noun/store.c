/*
 * The store as a whole: made, filled for training, checked, copied, put back.
 */
#include "cli/given.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static json_t *object_store(struct cli *cli, const char *path, bool training)
{
	json_t *object = json_object();

	put_text(cli, object, "path", path);
	put_flag(cli, object, "training", training);
	return object;
}

static enum bo_status make_store(struct cli *cli, bool training, const char **path)
{
	enum bo_status status;

	*path = cli_store_path(cli);
	if (!*path)
		return say_failed(cli, BO_IO,
				  "There is no --store, BOXOFFICE_STORE or HOME to "
				  "make the store by.");
	status = cli_make_folders(cli, *path);
	if (!status)
		status = bo_store_create(cli->bo, *path, training);
	return status;
}

static enum bo_status run_init(struct cli *cli)
{
	bool training = given(cli, "--training");
	const char *path;
	enum bo_status status = cli_set_clock(cli, training, bo_zone(cli->bo));

	if (!status)
		status = make_store(cli, training, &path);
	if (status)
		return status;
	kept_done(cli);
	return out_done(cli, "store", object_store(cli, path, training),
			"%s is a new%s store.  Next: boxoffice staff add NAME --role admin", path,
			training ? " training" : "");
}

static enum bo_status run_demo(struct cli *cli)
{
	struct bo_performances performances = { 0 };
	const char *path;
	const struct bo_demo_person *people;
	json_t *object;
	size_t n;
	enum bo_status status = cli_set_clock(cli, true, BO_DEMO_ZONE);

	if (!status)
		status = make_store(cli, true, &path);
	if (!status)
		status = bo_demo_fill(cli->bo);
	if (!status)
		status = bo_demo_offers(cli->bo);
	if (!status)
		status = bo_performance_list(cli->bo, &cli->arena,
					     &(struct bo_performance_filter){ .from = BO_NONE },
					     &performances);
	if (status)
		return status;
	kept_done(cli);
	people = bo_demo_people(&n);
	if (cli->format != FORMAT_JSON) {
		out_line(cli, "%s is a training store with a season of %zu performances.", path,
			 performances.n);
		out_line(cli, "%s", "");
		status = out_whole(cli, &object_demo_person, people, n);
		out_line(cli, "%s", "");
		out_line(cli, "Open the screens with: boxoffice --store %s", path);
		return status;
	}
	object = object_store(cli, path, true);
	put_number(cli, object, "performances", (int64_t)performances.n);
	put(cli, object, "staff", object_list(cli, &object_demo_person, people, n));
	return out_done(cli, "store", object, "%s", path);
}

static enum bo_status run_check(struct cli *cli)
{
	struct bo_faults faults = { 0 };
	enum bo_status status = bo_store_check(cli->bo, &cli->arena, out_progress, NULL, &faults);

	if (status)
		return status;
	if (faults.n == 0 && cli->format == FORMAT_TABLE) {
		out_line(cli, "%s is sound.", bo_store_path(cli->bo));
		return BO_OK;
	}
	if (faults.n > 0 && cli->format == FORMAT_JSON) {
		/* One document: the faults go along with the error. */
		cli->extra_key = "faults";
		cli->extra = object_list(cli, &object_fault, faults.row, faults.n);
	} else {
		status = out_list(cli, &object_fault, faults.row, faults.n);
	}
	if (!status && faults.n > 0)
		status = say_failed(cli, BO_CORRUPT, "The check found %zu fault%s.", faults.n,
				    faults.n == 1 ? "" : "s");
	return status;
}

/* The store itself is no place for its backup. */
static enum bo_status check_other(struct cli *cli, const char *to)
{
	struct stat store, there;

	if (stat(bo_store_path(cli->bo), &store) == 0 && stat(to, &there) == 0 &&
	    store.st_dev == there.st_dev && store.st_ino == there.st_ino)
		return say_invalid(cli, "file", to, "%s is the store; name another file.", to);
	return BO_OK;
}

static enum bo_status run_backup(struct cli *cli)
{
	const char *to = given_text(cli, "FILE"), *made = to;
	struct stat there;
	enum bo_status status = BO_OK;

	/* The one that is there goes when the new one is whole. */
	if (given(cli, "--force") && stat(to, &there) == 0 && S_ISREG(there.st_mode) &&
	    !(made = bo_arena_printf(&cli->arena, "%s.new", to)))
		status = say_no_memory(cli);
	if (!status && made != to)
		status = check_other(cli, to);
	cli->acts = BO_NONE; /* the journal has it before the copy has its name */
	if (!status)
		status = bo_store_backup(cli->bo, made, out_progress, NULL);
	if (!status && made != to && rename(made, to) != 0)
		status = say_failed(cli, BO_IO, "%s cannot be written: %s.", to, strerror(errno));
	if (status)
		return status;
	kept_done(cli);
	return out_done(cli, "backup", object_store(cli, to, bo_store_is_training(cli->bo)),
			"%s is a backup of %s.", to, bo_store_path(cli->bo));
}

/* Whoever restores signs in at the store, or at the copy where there is none. */
static enum bo_status put_back(struct cli *cli, const char *from, const char *path)
{
	enum bo_status status = bo_store_open_for_restore(cli->bo, from, path);

	if (!status)
		status = cli_enter(cli);
	if (!status)
		status = cli_act(cli);
	cli->acts = BO_NONE; /* what a copy keeps is not kept before it is in its place */
	if (!status)
		status = bo_store_restore(cli->bo, from, path);
	if (status)
		return status;
	kept_done(cli);
	return bo_store_open(cli->bo, path);
}

static enum bo_status run_restore(struct cli *cli)
{
	const char *path = cli_store_path(cli), *from = given_text(cli, "FILE");
	enum bo_status status;
	bool replaces;

	if (!path)
		return say_failed(cli, BO_IO,
				  "There is no --store, BOXOFFICE_STORE or HOME to "
				  "find the store by.");
	status = cli_make_folders(cli, path);
	replaces = access(path, F_OK) == 0;
	if (!status)
		status = put_back(cli, from, path);
	if (status)
		return status;
	return out_done(cli, "store", object_store(cli, path, bo_store_is_training(cli->bo)),
			"%s is as %s was%s%s%s.", path, from,
			replaces ? "; what stood there before is " : "", replaces ? path : "",
			replaces ? ".before-restore" : "");
}

const struct command store_commands[] = {
	{ "init", "Make a new, empty store.", run_init, BARE, ANYBODY, SELF,
	  TAKES(ARG("--training", FLAG, 0,
		    "Make a store to learn with: its clock can be set, its tickets are "
		    "specimens.")) },
	{ "demo", "Make a training store with a season, staff and some sales.", run_demo, BARE,
	  ANYBODY, SELF, NOTHING },
	{ "check", "Read the whole store and recount everything.", run_check, READS, ANYBODY,
	  NOTHING },
	{ "backup", "Copy the store while others go on selling; a manager's act.", run_backup,
	  WRITES, BO_MAY_KEEP_STORE, TAKES(ARG("FILE", PATH, NEEDED, "The copy."), FORCE) },
	{ "restore",
	  "Put a backup in the place of the store, which is kept beside it; a manager's act.",
	  run_restore, BARE, BO_MAY_KEEP_STORE, TAKES(ARG("FILE", PATH, NEEDED, "The backup.")) },
	{ 0 }
};
