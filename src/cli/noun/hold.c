/*
 * Holds: places kept for a while.
 */
#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/noun/code_said.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/parse.h"

#include <inttypes.h>

static enum bo_status show_hold(struct cli *cli, int64_t id)
{
	struct bo_basket basket = { 0 };
	enum bo_status status = bo_basket_get(cli->bo, &cli->arena, id, &basket);

	if (!status)
		status = out_done(
			cli, "hold", object_hold(cli, &basket),
			"Hold %" PRId64 " keeps its places until %s: %s in all.", basket.id,
			out_when(cli, basket.expires, basket.n_lines ? basket.line[0].zone : NULL),
			out_money(cli, basket.total));
	if (!status)
		code_said_of_basket(cli, &basket);
	return status;
}

enum bo_status run_hold_add(struct cli *cli)
{
	struct bo_wish *wishes;
	const char *codes = NULL;
	int64_t patron_id = 0, id = 0;
	size_t n;
	enum bo_status status = read_lines(cli, true, &wishes, &n);

	if (!status)
		status = option_named_codes(cli, &codes);
	if (!status)
		status = option_patron(cli, &patron_id);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_hold_add(cli->bo, wishes, n, codes, patron_id,
				     args_value(&cli->args, OPT_OVERRIDE), &id);
	return status ? status : show_hold(cli, id);
}

/* A table shows lines, one below the other; JSON nests them. */
static enum bo_status hold_table(struct cli *cli, json_t *holds)
{
	static const struct column columns[] = { { "HOLD", "hold", CELL_NUMBER },
						 { "STATE", "state", CELL_TEXT },
						 { "EXPIRES", "expires", CELL_WHEN },
						 { "EXPIRED", "expired", CELL_FLAG },
						 { "QTY", "qty", CELL_NUMBER },
						 { "TYPE", "type", CELL_TEXT },
						 { "PERFORMANCE", "performance", CELL_TEXT },
						 { "AMOUNT", "amount", CELL_MONEY },
						 { "PATRON", "patron", CELL_TEXT },
						 { "TILL", "till", CELL_TEXT } };
	static const char *const shared[] = { "state", "expires", "expired", "patron", "till" };
	json_t *rows = json_array(), *hold, *line;
	size_t i, j;
	enum bo_status status;

	json_array_foreach(holds, i, hold)
	{
		json_array_foreach(json_object_get(hold, "lines"), j, line)
		{
			put(cli, line, "hold", json_incref(json_object_get(hold, "id")));
			for (size_t k = 0; k < sizeof shared / sizeof *shared; k++)
				put(cli, line, shared[k],
				    json_incref(json_object_get(hold, shared[k])));
			append(cli, rows, json_incref(line));
		}
	}
	status = out_rows(cli, rows, OUT_COLUMNS(columns));
	json_decref(rows);
	return status;
}

enum bo_status run_hold_list(struct cli *cli)
{
	struct bo_baskets found = { 0 };
	json_t *list;
	enum bo_status status = bo_hold_list(cli->bo, &cli->arena, &found);

	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++)
		append(cli, list, object_hold(cli, &found.row[i]));
	if (cli->format == FORMAT_JSON)
		return out_list(cli, "holds", list, NULL, 0);
	status = hold_table(cli, list);
	json_decref(list);
	return status;
}

enum bo_status run_hold_release(struct cli *cli)
{
	struct bo_basket basket = { 0 };
	int64_t id = 0;
	enum bo_status status = parse_number(cli, "hold", cli->word[0], 1, INT64_MAX / 10 - 1, &id);

	if (!status)
		status = bo_basket_get(cli->bo, &cli->arena, id, &basket);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_hold_release(cli->bo, id);
	if (status)
		return status;
	return out_done(cli, "hold", object_hold(cli, &basket),
			"Hold %" PRId64 " is released; its places are free.", id);
}
