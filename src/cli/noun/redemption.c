/*
 * Redemptions, in bulk.
 */
#include "cli/lookup.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <string.h>

enum { COUNT_MAX = 1000000 };

static const struct {
	const char *option;
	unsigned bit;
} fields[] = { { "--start", BO_FIELD_START }, { "--end", BO_FIELD_END }, { "--cap", BO_FIELD_CAP },
	       { "--codes", BO_FIELD_CODES }, { "--min", BO_FIELD_MIN }, { "--max", BO_FIELD_MAX },
	       { "--step", BO_FIELD_STEP } };
enum { FIELDS = sizeof fields / sizeof *fields };

/* One word of --keep. */
static enum bo_status keep_field(struct cli *cli, const char *word, size_t n, unsigned *keep)
{
	const char *names[FIELDS], *near;
	char *copy = bo_arena_printf(&cli->arena, "%.*s", (int)n, word);

	if (!copy)
		return say_no_memory(cli);
	for (int i = 0; i < FIELDS; i++) {
		names[i] = fields[i].option + 2;
		if (strcmp(names[i], copy) == 0) {
			*keep |= fields[i].bit;
			return BO_OK;
		}
	}
	near = bo_text_nearest(copy, names, FIELDS);
	return say_invalid(cli, "keep", copy, "\"%s\" is no field to keep%s%s%s.", copy,
			   near ? "; did you mean \"" : ": start, end, cap, codes, min, max, step",
			   near ? near : "", near ? "\"" : "");
}

static enum bo_status read_batch(struct cli *cli, struct bo_redemption_batch *batch,
				 struct ids *performances)
{
	const struct value *types = given_all(cli, "--type");
	const char *keep = given_text(cli, "--keep"), *codes = given_text(cli, "--codes");
	enum bo_status status = given_performances(cli, performances);

	*batch = (struct bo_redemption_batch){
		.types = types->number,
		.n_types = types->n,
		.performances = performances->id,
		.n_performances = performances->n,
		.start = *(const struct bo_bound *)given_row(cli, "--start"),
		.end = *(const struct bo_bound *)given_row(cli, "--end"),
		.cap = given_number(cli, "--cap", BO_NONE),
		.codes = codes ? codes : "",
		.min = given_number(cli, "--min", 1),
		.max = given_number(cli, "--max", BO_NONE),
		.step = given_number(cli, "--step", 1),
		.dry_run = given(cli, "--dry-run"),
	};
	for (int i = 0; i < FIELDS; i++)
		if (given(cli, fields[i].option))
			batch->given |= fields[i].bit;
	for (; !status && keep && *keep; keep += *keep == ',') {
		size_t n = strcspn(keep, ",");

		status = keep_field(cli, keep, n, &batch->keep);
		keep += n;
	}
	return status;
}

/* What is in a row of the preview, in a person's words. */
static void print_change(struct cli *cli, const struct bo_change *change)
{
	const char *where =
		change->performance_id
			? out_performance(cli, change->show, change->performance_at, change->zone)
			: "without a performance";

	out_line(cli, "%-9s  %s, %s%s%s", bo_change_code(change->kind), change->type, where,
		 change->message ? ": " : "", change->message ? change->message : "");
	for (size_t i = 0; i < change->n_fields; i++) {
		const struct bo_field_change *field = &change->fields[i];

		if (field->before)
			out_line(cli, "             %-5s  %s -> %s", field->field, field->before,
				 field->after ? field->after : "");
		else
			out_line(cli, "             %-5s  %s", field->field,
				 field->after ? field->after : "");
	}
}

static enum bo_status print_changes(struct cli *cli, const struct bo_changes *changes, bool dry_run)
{
	if (cli->format != FORMAT_TABLE)
		return out_list(cli, &object_change, changes->row, changes->n);
	for (size_t i = 0; i < changes->n; i++)
		print_change(cli, &changes->row[i]);
	out_line(cli, "%zu created, %zu changed, %zu unchanged%s%s.", changes->created,
		 changes->changed, changes->unchanged,
		 changes->deleted ? bo_arena_printf(&cli->arena, ", %zu deleted", changes->deleted)
				  : "",
		 dry_run ? "; nothing was written (--dry-run)" : "");
	return BO_OK;
}

/* Which pairs stood in the way, beside the sentence that status will be said with. */
static enum bo_status say_changes(struct cli *cli, const struct bo_changes *changes,
				  enum bo_status status)
{
	if (changes->n > 0 && cli->format == FORMAT_JSON) {
		cli->extra_key = "changes";
		cli->extra = object_list(cli, &object_change, changes->row, changes->n);
	}
	for (size_t i = 0; i < changes->n; i++)
		if (changes->row[i].kind == BO_CHANGE_REFUSED)
			print_change(cli, &changes->row[i]);
	return status;
}

static enum bo_status run_apply(struct cli *cli)
{
	struct bo_redemption_batch batch;
	struct bo_changes changes = { 0 };
	struct ids performances;
	enum bo_status status = read_batch(cli, &batch, &performances);

	if (status)
		return status;
	status = bo_redemption_apply(cli->bo, &cli->arena, &batch, &changes);
	return status ? say_changes(cli, &changes, status)
		      : print_changes(cli, &changes, batch.dry_run);
}

static enum bo_status run_undo(struct cli *cli)
{
	struct bo_changes changes = { 0 };
	enum bo_status status = bo_redemption_undo(cli->bo, &cli->arena, &changes);

	return status ? say_changes(cli, &changes, status) : print_changes(cli, &changes, false);
}

static enum bo_status run_redo(struct cli *cli)
{
	struct bo_changes changes = { 0 };
	enum bo_status status = bo_redemption_redo(cli->bo, &cli->arena, &changes);

	return status ? say_changes(cli, &changes, status) : print_changes(cli, &changes, false);
}

static enum bo_status run_copy(struct cli *cli)
{
	const struct source *from = given_row(cli, "--from");
	const struct value *to = given_all(cli, "--to"), *types = given_all(cli, "--type");
	struct bo_redemption_copy copy = { .type_id = from->type.id,
					   .performance_id = from->performance.id,
					   .types = types->n ? types->number : &from->type.id,
					   .n_types = types->n ? types->n : 1,
					   .performances = to->number,
					   .n_performances = to->n,
					   .dry_run = given(cli, "--dry-run") };
	struct bo_changes changes = { 0 };
	struct ids all = { 0 };
	enum bo_status status = add_performances(cli, given_all(cli, "--show"), &all);

	if (status)
		return status;
	if (all.n > 0) {
		copy.performances = all.id;
		copy.n_performances = all.n;
	}
	status = bo_redemption_copy(cli->bo, &cli->arena, &copy, &changes);
	return status ? say_changes(cli, &changes, status)
		      : print_changes(cli, &changes, copy.dry_run);
}

/* A word may name a show or a performance: "@" tells, else a show is looked for first. */
static enum bo_status show_or_performance(struct cli *cli, const char *text, int64_t *show_id,
					  int64_t *performance_id)
{
	struct bo_performance performance = { 0 };
	struct bo_show show = { 0 };
	enum bo_status status = BO_NOT_FOUND;

	if (!strchr(text, '@')) {
		status = bo_show_find(cli->bo, &cli->arena, text, &show);
		if (!status)
			*show_id = show.id;
		if (status != BO_NOT_FOUND || strspn(text, "0123456789") != strlen(text))
			return status;
	}
	status = bo_performance_find(cli->bo, &cli->arena, text, &performance);
	if (!status)
		*performance_id = performance.id;
	return status;
}

static enum bo_status run_list(struct cli *cli)
{
	int64_t show_id = given_id(cli, "--show"), performance_id = given_id(cli, "--performance");
	const char *either = given_text(cli, "SHOW|P");
	struct bo_redemptions found = { 0 };
	enum bo_status status =
		either ? show_or_performance(cli, either, &show_id, &performance_id) : BO_OK;

	if (!status)
		status = bo_redemption_list(cli->bo, &cli->arena, show_id, performance_id, &found);
	return status ? status : out_list(cli, &object_redemption, found.row, found.n);
}

static enum bo_status run_delete(struct cli *cli)
{
	const struct value *types = given_all(cli, "--type");
	struct ids performances;
	size_t deleted = 0;
	enum bo_status status = given_performances(cli, &performances);

	if (!status)
		status = bo_redemption_delete(cli->bo, types->number, types->n, performances.id,
					      performances.n, &deleted);
	if (status)
		return status;
	out_line(cli, "%zu redemption%s deleted.", deleted, deleted == 1 ? "" : "s");
	return out_one(cli, "deleted", json_integer((json_int_t)deleted));
}

#define WHERE                                                                                      \
	ARG("--performance P", PERFORMANCE, NEEDED | MANY, "A performance; bundles need none.",    \
	    EITHER(-1, 1)),                                                                        \
		ARG("--show SHOW", SHOW, NEEDED | MANY, "All performances of this show.",          \
		    EITHER(-1, 2))

const struct command redemption_commands[] = {
	{ "redemption apply",
	  "Set where, when and how many of each type are sold; a field left out stays as it is.",
	  run_apply, WRITES, BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("--type T", TYPE, NEEDED | MANY, "A voucher type."), WHERE,
		ARG("--start T", BOUND, 0,
		    "When sales start: a time, -2d before curtain, or none."),
		ARG("--end T", BOUND, 0, "When sales end: a time, -3h before curtain, or none."),
		ARG("--cap N|none", NUMBER, 0, "Max sales for the type; 0 closes it.", 0,
		    COUNT_MAX),
		ARG("--codes X,Y", TEXT, 0,
		    "Codes that open it, BARD:50 at most 50 pieces; \"\" clears them."),
		ARG("--min N", NUMBER, 0, "Minimum per transaction.", 1, COUNT_MAX),
		ARG("--max N|none", NUMBER, 0, "Maximum per transaction.", 1, COUNT_MAX),
		ARG("--step N", NUMBER, 0, "Step per transaction.", 1, COUNT_MAX),
		ARG("--keep FIELDS", TEXT, 0,
		    "Fields that existing redemptions keep: start,end,cap,codes,min,max,step."),
		DRY_RUN) },
	{ "redemption list", "List redemptions with their windows and limits.", run_list, READS,
	  BO_MAY_READ_SALES,
	  TAKES(ARG("SHOW|P", TEXT, NEEDED, "A show or a performance.", EITHER(-1, 1)),
		ARG("--show SHOW", SHOW, NEEDED, "Only those of this show.", EITHER(-1, 2)),
		ARG("--performance P", PERFORMANCE, NEEDED, "Only those of this performance.",
		    EITHER(-1, 3))) },
	{ "redemption delete", "Delete redemptions nothing was sold or is held of.", run_delete,
	  WRITES, BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("--type T", TYPE, NEEDED | MANY, "A voucher type."), WHERE) },
	{ "redemption copy",
	  "Copy one redemption, with its window, limits and codes, to other pairs.", run_copy,
	  WRITES, BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("--from TYPE@P", SOURCE, NEEDED, "The redemption to copy."),
		ARG("--to P", PERFORMANCE, NEEDED | MANY, "A performance that gets it.",
		    EITHER(1, 1)),
		ARG("--show SHOW", SHOW, NEEDED | MANY, "All performances of this show get it.",
		    EITHER(1, 2)),
		ARG("--type T", TYPE, MANY, "A voucher type that gets it; else the same."),
		DRY_RUN) },
	{ "redemption undo", "Take back the last apply, copy or delete, whole or not at all.",
	  run_undo, WRITES, BO_MAY_SET_UP_SEASON, NOTHING },
	{ "redemption redo", "Do again what was undone last.", run_redo, WRITES,
	  BO_MAY_SET_UP_SEASON, NOTHING },
	{ 0 }
};
