/*
 * Options: what the house has decided.
 */
#include "cli/commands.h"
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

enum bo_status run_option_list(struct cli *cli)
{
	struct bo_options found = { 0 };
	enum bo_status status = bo_option_list(cli->bo, &cli->arena, &found);

	if (status)
		return status;
	return out_list(cli, &object_option, found.row, found.n);
}

enum bo_status run_option_set(struct cli *cli)
{
	enum bo_status status = cli_act(cli);

	if (!status)
		status = bo_option_set(cli->bo, cli->word[0], cli->word[1]);
	return status ? status : show_option(cli, cli->word[0]);
}
