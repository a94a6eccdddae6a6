/*
 * From the options to an open box office with somebody acting in it.  Nothing
 * is written here: a till is made only by a command that writes.
 */
#include "cli/given.h"
#include "cli/say.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *cli_store_path(struct cli *cli)
{
	const char *path = common_text(cli, "--store"), *data = getenv("XDG_DATA_HOME");

	if (!path)
		path = getenv("BOXOFFICE_STORE");
	if (path && *path)
		return path;
	/* The XDG rule: a relative one is as good as none. */
	if (data && data[0] == '/')
		return bo_arena_printf(&cli->arena, "%s/boxoffice/boxoffice.db", data);
	data = getenv("HOME");
	return data && *data ? bo_arena_printf(&cli->arena,
					       "%s/.local/share/boxoffice/boxoffice.db", data)
			     : NULL;
}

enum bo_status cli_make_folders(struct cli *cli, const char *path)
{
	char *copy = bo_arena_copy(&cli->arena, path);

	if (!copy)
		return say_no_memory(cli);
	/* A folder somebody named must be there; the default one is ours to make. */
	if (common_text(cli, "--store") ||
	    (getenv("BOXOFFICE_STORE") && *getenv("BOXOFFICE_STORE")))
		return BO_OK;
	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0700) && errno != EEXIST)
			return say_failed(cli, BO_IO, "The folder %s cannot be made: %s.", copy,
					  strerror(errno));
		*slash = '/';
	}
	return BO_OK;
}

static int64_t fixed_clock(void *arg)
{
	return *(const int64_t *)arg;
}

enum bo_status cli_set_clock(struct cli *cli, bool training, const char *zone)
{
	const char *text = common_text(cli, "--now"), *fault;

	if (!text)
		return BO_OK;
	if (!training)
		return say_invalid(cli, "now", text,
				   "The clock can be set in training stores only; this is none.");
	fault = bo_when_parse(text, zone, &cli->now);
	if (fault)
		return say_invalid(cli, "now", text, "The time \"%s\" %s.", text, fault);
	bo_set_clock(cli->bo, fixed_clock, &cli->now);
	return BO_OK;
}

/* *pin is NULL where the person has none. */
static enum bo_status find_pin(struct cli *cli, const char *name, const char *variable,
			       const char **pin)
{
	bool has_pin = false;
	enum bo_status status = bo_staff_has_pin(cli->bo, name, &has_pin);

	*pin = NULL;
	if (status || !has_pin)
		return status;
	*pin = getenv(variable);
	if (!*pin)
		*pin = cli_ask_pin(cli, name);
	if (!*pin)
		return say_not_permitted(cli,
					 "%s signs in with a PIN: none was typed, and %s is not "
					 "set.",
					 name, variable);
	return BO_OK;
}

/* "counter/pts/3"; the machine's name alone where there is no terminal. */
static const char *default_till(struct cli *cli)
{
	char host[65] = "till";
	const char *terminal = ttyname(STDIN_FILENO);

	if (gethostname(host, sizeof host))
		return "till";
	host[sizeof host - 1] = '\0';
	if (terminal && strncmp(terminal, "/dev/", 5) == 0)
		return bo_arena_printf(&cli->arena, "%s/%s", host, terminal + 5);
	return bo_arena_copy(&cli->arena, host);
}

static const char *till_of(struct cli *cli)
{
	const char *till = common_text(cli, "--till");

	return till ? till : default_till(cli);
}

static enum bo_status sign_in(struct cli *cli)
{
	const char *staff = common_text(cli, "--staff");
	const char *approve = common_text(cli, "--approve"), *till = till_of(cli), *pin;
	enum bo_status status = BO_OK;

	if (!till)
		return say_no_memory(cli);
	if (staff || approve)
		status = bo_till_at(cli->bo, till);
	if (!status && staff)
		status = find_pin(cli, staff, "BOXOFFICE_PIN", &pin);
	if (!status && staff)
		status = bo_sign_in(cli->bo, staff, pin);
	if (!status && approve)
		status = find_pin(cli, approve, "BOXOFFICE_APPROVE_PIN", &pin);
	if (!status && approve)
		status = bo_approve(cli->bo, approve, pin);
	return status;
}

static enum bo_status act_as(struct cli *cli)
{
	const char *as = common_text(cli, "--as");
	const char *proof = common_text(cli, "--proof");

	if (proof && !as)
		return say_invalid(cli, "proof", "", "A proof is for --as patron; staff sign in.");
	if (!as)
		return BO_OK;
	if (strcmp(as, "patron") != 0)
		return say_invalid(cli, "as", as,
				   "One acts as patron or as oneself, not as \"%s\".", as);
	bo_act_as_patron(cli->bo);
	return proof ? bo_prove(cli->bo, proof) : BO_OK;
}

enum bo_status cli_open(struct cli *cli)
{
	const char *path = cli_store_path(cli);
	enum bo_status status;

	if (!path)
		return say_failed(cli, BO_IO,
				  "There is no --store, BOXOFFICE_STORE or HOME to "
				  "find the store by.");
	status = bo_store_open(cli->bo, path);
	return status ? status : cli_enter(cli);
}

enum bo_status cli_enter(struct cli *cli)
{
	enum bo_status status = cli_set_clock(cli, bo_store_is_training(cli->bo), bo_zone(cli->bo));

	if (!status)
		status = sign_in(cli);
	if (!status)
		status = act_as(cli);
	return status;
}

enum bo_status cli_act(struct cli *cli)
{
	const char *till = till_of(cli);
	enum bo_status status;

	if (!till)
		return say_no_memory(cli);
	cli->till = till;
	status = bo_till_use(cli->bo, till);
	cli->acts = bo_kept(cli->bo)->acts;
	return status;
}
