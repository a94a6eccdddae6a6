/*
 * A code that was given and did nothing.  It is no error, as it may open something
 * elsewhere; but who mistyped one would else learn of it from the price alone.
 */
#include "cli/code_said.h"

#include <stdio.h>
#include <string.h>

static bool known(struct cli *cli, const char *code)
{
	struct bo_standings list = { 0 };

	if (bo_campaign_standings(cli->bo, &cli->arena, code, 0, 0, &list))
		return true; /* nothing can be said of it then */
	for (size_t i = 0; i < list.n; i++)
		if (list.row[i].member_id)
			return true;
	return false;
}

void code_said(struct cli *cli, bool opened)
{
	const char *code = args_value(&cli->args, OPT_CODE);
	enum bo_code_shape shape = BO_CODE_UNKNOWN;
	char clean[200];

	if (!code || !code[strspn(code, " ")] || opened || known(cli, code))
		return;
	if (bo_code_shape_of(cli->bo, code, &shape))
		shape = BO_CODE_UNKNOWN;
	bo_text_clean(code, clean, sizeof clean);
	fprintf(stderr, "boxoffice: The code %s opened nothing here%s.\n", clean,
		shape == BO_CODE_MISTYPED ? "; it looks mistyped" : "");
}
