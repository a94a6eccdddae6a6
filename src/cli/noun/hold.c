/*
 * Holds: places kept for a while.
 */
#include "cli/lookup.h"
#include "cli/noun/code_said.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>

static enum bo_status show_hold(struct cli *cli, int64_t id)
{
	struct bo_basket basket = { 0 };
	enum bo_status status = bo_basket_get(cli->bo, &cli->arena, id, &basket);

	if (!status)
		status = out_done(
			cli, "hold", object_of(cli, &object_hold, &basket),
			"Hold %" PRId64 " keeps its places until %s: %s in all.", basket.id,
			out_when(cli, basket.expires, basket.n_lines ? basket.line[0].zone : NULL),
			out_money(cli, basket.total));
	if (!status)
		code_said_of_basket(cli, &basket);
	return status;
}

static enum bo_status run_add(struct cli *cli)
{
	const struct value *lines = given_all(cli, "LINES");
	const char *codes = NULL;
	int64_t id = 0;
	enum bo_status status = given_codes(cli, &codes);

	if (!status)
		status = bo_hold_add(cli->bo, lines->rows, lines->n, codes,
				     given_id(cli, "--patron"), given_text(cli, "--override"), &id);
	return status ? status : show_hold(cli, id);
}

/* A table shows lines, one below the other; JSON nests them. */
static enum bo_status hold_table(struct cli *cli, const struct bo_baskets *holds)
{
	struct hold_row *rows = NULL;
	size_t n = 0;

	for (size_t i = 0; i < holds->n; i++) {
		for (size_t k = 0; k < holds->row[i].n_lines; k++) {
			rows = bo_arena_grow(&cli->arena, rows, n, sizeof *rows);
			if (!rows)
				return say_no_memory(cli);
			rows[n++] = (struct hold_row){ holds->row[i], holds->row[i].line[k] };
		}
	}
	return out_whole(cli, &object_hold_row, rows, n);
}

static enum bo_status run_list(struct cli *cli)
{
	struct bo_baskets found = { 0 };
	enum bo_status status = bo_hold_list(cli->bo, &cli->arena, &found);

	if (status)
		return status;
	return cli->format == FORMAT_JSON ? out_list(cli, &object_hold, found.row, found.n)
					  : hold_table(cli, &found);
}

static enum bo_status run_release(struct cli *cli)
{
	int64_t id = given_id(cli, "ID");
	struct bo_basket basket = { 0 };
	enum bo_status status = bo_basket_get(cli->bo, &cli->arena, id, &basket);

	if (!status)
		status = bo_hold_release(cli->bo, id);
	if (status)
		return status;
	return out_done(cli, "hold", object_of(cli, &object_hold, &basket),
			"Hold %" PRId64 " is released; its places are free.", id);
}

const struct command hold_commands[] = {
	{ "hold add", "Keep places for a while.", run_add, WRITES, BO_MAY_SELL, SELF,
	  TAKES(ARG("P", PERFORMANCE, NEEDED, "The performance."),
		ARG("LINES", LINE, NEEDED | MANY, "What, such as \"2 Adult General\"."), CODES,
		BUYER, OVERRIDE) },
	{ "hold list", "List what keeps places.", run_list, READS, BO_MAY_READ_SALES, OWN,
	  NOTHING },
	{ "hold release", "Give the places back.", run_release, WRITES, BO_MAY_SELL, OWN,
	  TAKES(ARG("ID", HOLD, NEEDED, "The hold.")) },
	{ 0 }
};
