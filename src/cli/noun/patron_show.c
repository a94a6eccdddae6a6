/*
 * A patron's page: who it is, what was bought, what is open, which audiences know
 * them, what happened.
 */
#include "cli/given.h"
#include "cli/noun/patron.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

/* As much of it as --limit allows. */
static void add_cut(struct cli *cli, json_t *object, const struct object *part, const void *rows,
		    size_t n)
{
	json_t *list = object_list(cli, part, rows, n);

	if (out_cut(cli, list))
		put_flag(cli, object, "more", true);
	put(cli, object, part->list, list);
}

static enum bo_status add_parts(struct cli *cli, json_t *object, int64_t id, size_t limit)
{
	struct bo_order_filter bought = {
		.patron_id = id, .from = BO_NONE, .to = BO_NONE, .limit = limit
	};
	struct bo_voucher_filter open = { .patron_id = id, .open_only = true };
	struct bo_orders orders = { 0 };
	struct bo_vouchers vouchers = { 0 };
	struct bo_members members = { 0 };
	struct bo_patron_events events = { 0 };
	bool history = given(cli, "--history");
	enum bo_status status = bo_order_list(cli->bo, &cli->arena, &bought, &orders);

	if (!status)
		status = bo_voucher_list(cli->bo, &cli->arena, &open, &vouchers);
	if (!status)
		status = bo_member_of_patron(cli->bo, &cli->arena, id, &members);
	if (!status && history)
		status = bo_patron_history(cli->bo, &cli->arena, id, limit, &events);
	if (status)
		return status;
	add_cut(cli, object, &object_bought, orders.row, orders.n);
	put(cli, object, "open", object_list(cli, &object_open_voucher, vouchers.row, vouchers.n));
	put(cli, object, "audiences", object_list(cli, &object_membership, members.row, members.n));
	if (history)
		add_cut(cli, object, &object_patron_event, events.row, events.n);
	return BO_OK;
}

/* The parts of the page in which there is something. */
static enum bo_status print_parts(struct cli *cli, const json_t *object)
{
	static const struct object *const parts[] = { &object_bought, &object_open_voucher,
						      &object_membership, &object_patron_event };
	const char *notes = json_string_value(json_object_get(object, "notes"));
	enum bo_status status = BO_OK;

	for (const char *line = notes, *end; line && *line; line = *end ? end + 1 : end) {
		for (end = line; *end && *end != '\n'; end++)
			;
		out_line(cli, "%s%.*s", line == notes ? "NOTES " : "      ", (int)(end - line),
			 line);
	}
	for (size_t i = 0; !status && i < sizeof parts / sizeof *parts; i++) {
		const json_t *list = json_object_get(object, parts[i]->list);

		if (json_array_size(list) == 0)
			continue;
		out_line(cli, "%s", "");
		status = out_rows(cli, parts[i], list);
	}
	return status;
}

enum bo_status run_patron_show(struct cli *cli)
{
	const struct bo_patron *patron = given_row(cli, "X");
	json_t *object = object_of(cli, &object_patron_page, patron);
	enum bo_status status = add_parts(cli, object, patron->id, given_limit(cli));

	if (!status)
		status = out_object(cli, "patron", &object_patron_page, json_incref(object));
	if (!status && cli->format == FORMAT_TABLE)
		status = print_parts(cli, object);
	json_decref(object);
	return status;
}
