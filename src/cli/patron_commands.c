/*
 * Patrons: added, found, shown with what they bought.
 */
#include "cli/commands.h"
#include "cli/object.h"
#include "cli/output.h"
#include "cli/parse.h"
#include "cli/say.h"

#include <inttypes.h>

enum { FOUND_MAX = 100000, FOUND_USUALLY = 100 };

static const struct column patron_columns[] = { { "ID", "id", CELL_NUMBER },
						{ "NAME", "name", CELL_TEXT },
						{ "E-MAIL", "email", CELL_TEXT },
						{ "PHONE", "phone", CELL_TEXT },
						{ "ORDERS", "orders", CELL_NUMBER } };

enum bo_status run_patron_add(struct cli *cli)
{
	struct bo_patron patron = { 0 };
	int64_t id = 0;
	enum bo_status status = cli_act(cli);

	if (!status)
		status = bo_patron_add(cli->bo, cli->word[0], args_value(&cli->args, OPT_EMAIL),
				       args_value(&cli->args, OPT_PHONE), &id);
	if (!status)
		status = bo_patron_get(cli->bo, &cli->arena, id, &patron);
	if (status)
		return status;
	return out_done(cli, "patron", object_patron(cli, &patron),
			"Patron %s added (id %" PRId64 ").", patron.name, patron.id);
}

enum bo_status run_patron_find(struct cli *cli)
{
	const char *words = "";
	struct bo_patrons found = { 0 };
	json_t *list;
	int64_t limit = FOUND_USUALLY;
	enum bo_status status = option_number(cli, OPT_LIMIT, 1, FOUND_MAX, &limit);

	for (size_t i = 0; words && i < cli->n_words; i++)
		words = bo_arena_printf(&cli->arena, "%s%s%s", words, i ? " " : "", cli->word[i]);
	if (!status && !words)
		status = say_no_memory(cli);
	if (!status)
		status = bo_patron_search(cli->bo, &cli->arena, words, (size_t)limit, &found);
	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++)
		append(cli, list, object_patron(cli, &found.row[i]));
	return out_list(cli, "patrons", list, OUT_COLUMNS(patron_columns));
}

enum bo_status run_patron_show(struct cli *cli)
{
	static const struct column columns[] = { { "ORDER", "number", CELL_NUMBER },
						 { "AT", "at", CELL_WHEN },
						 { "TICKETS", "tickets", CELL_NUMBER },
						 { "TOTAL", "total", CELL_MONEY },
						 { "NET", "net", CELL_MONEY } };
	struct bo_order_filter filter = { .from = BO_NONE, .to = BO_NONE };
	struct bo_orders orders = { 0 };
	struct bo_patron patron = { 0 };
	json_t *object, *list;
	int64_t limit = FOUND_USUALLY;
	enum bo_status status = option_number(cli, OPT_LIMIT, 1, FOUND_MAX, &limit);

	if (!status)
		status = bo_patron_find(cli->bo, &cli->arena, cli->word[0], &patron);
	if (status)
		return status;
	filter.patron_id = patron.id;
	filter.limit = (size_t)limit;
	status = bo_order_list(cli->bo, &cli->arena, &filter, &orders);
	if (status)
		return status;
	object = object_patron(cli, &patron);
	list = json_array();
	for (size_t i = 0; i < orders.n; i++)
		append(cli, list, object_order_summary(cli, &orders.row[i]));
	if (cli->format == FORMAT_JSON)
		put(cli, object, "bought", json_incref(list));
	status = out_object(cli, "patron", object, OUT_COLUMNS(patron_columns));
	if (!status && cli->format == FORMAT_TABLE && orders.n > 0) {
		out_line(cli, "%s", "");
		status = out_rows(cli, list, OUT_COLUMNS(columns));
	}
	json_decref(list);
	return status;
}
