/*
 * Options: what the house has decided.
 */
#include "cli/given.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

#include <string.h>

static enum bo_status show_option(struct cli *cli, const char *name)
{
	struct bo_options list = { 0 };
	enum bo_status status = bo_option_list(cli->bo, &cli->arena, &list);

	for (size_t i = 0; !status && i < list.n; i++)
		if (strcmp(list.row[i].name, name) == 0)
			return out_done(cli, "option", object_of(cli, &object_option, &list.row[i]),
					"%s is %s.", name, list.row[i].value);
	return status;
}

LISTS(run_list, bo_options, object_option, bo_option_list(cli->bo, &cli->arena, &found))

static enum bo_status run_set(struct cli *cli)
{
	const char *name = given_text(cli, "NAME");
	enum bo_status status = bo_option_set(cli->bo, name, given_text(cli, "VALUE"));

	return status ? status : show_option(cli, name);
}

const struct command option_commands[] = {
	{ "option list", "List the house's options and what they are.", run_list, READS,
	  BO_MAY_WORK_HERE, NOTHING },
	{ "option set", "Set an option of the house.", run_set, WRITES, BO_MAY_SET_UP_STAFF,
	  TAKES(ARG("NAME", TEXT, NEEDED, "The option."),
		ARG("VALUE", TEXT, NEEDED, "What it shall be.")) },
	{ 0 }
};
