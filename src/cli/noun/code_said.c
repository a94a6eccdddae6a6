/*
 * A code that was given and did nothing.  It is no error, as it may open something
 * elsewhere; but who mistyped one would else learn of it from the price alone.
 */
#include "cli/noun/code_said.h"
#include "cli/lookup.h"

#include <stdio.h>

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

static void say(struct cli *cli, const char *code)
{
	enum bo_code_shape shape = BO_CODE_UNKNOWN;
	char clean[200];

	if (bo_code_shape_of(cli->bo, code, &shape))
		shape = BO_CODE_UNKNOWN;
	bo_text_clean(code, clean, sizeof clean);
	fprintf(stderr, "boxoffice: The code %s opened nothing here%s.\n", clean,
		shape == BO_CODE_MISTYPED ? "; it looks mistyped" : "");
}

void code_said(struct cli *cli, const char *used)
{
	const char *codes = NULL;
	char code[BO_CODE_SIZE];

	if (given_codes(cli, &codes))
		return;
	while (bo_code_next(&codes, code))
		if (!bo_code_among(used, code) && !known(cli, code))
			say(cli, code);
}

void code_said_of_order(struct cli *cli, const struct bo_order *order)
{
	char text[BO_CODES_SIZE], code[BO_CODE_SIZE];
	struct bo_buf used = BO_BUF(text);

	for (size_t i = 0; i < order->n_lines; i++)
		for (const char *codes = order->line[i].codes; bo_code_next(&codes, code);)
			bo_code_append(&used, code);
	code_said(cli, text);
}

void code_said_of_basket(struct cli *cli, const struct bo_basket *basket)
{
	char text[BO_CODES_SIZE], code[BO_CODE_SIZE];
	struct bo_buf used = BO_BUF(text);

	for (size_t i = 0; i < basket->n_lines; i++)
		for (const char *codes = basket->line[i].codes; bo_code_next(&codes, code);)
			bo_code_append(&used, code);
	code_said(cli, text);
}
