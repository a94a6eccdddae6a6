/*
 * A patron's page: who it is, what was bought, what is open, which audiences know
 * them, what happened.
 */
#include "cli/commands.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/parse.h"

static const struct column patron_columns[] = {
	{ "ID", "id", CELL_NUMBER },	    { "NAME", "name", CELL_TEXT },
	{ "E-MAIL", "email", CELL_TEXT },   { "OTHER E-MAILS", "other_emails", CELL_NAMES },
	{ "PHONE", "phone", CELL_TEXT },    { "ADDRESS", "address", CELL_TEXT },
	{ "ACCESS", "access", CELL_TEXT },  { "OPT-OUTS", "opt_outs", CELL_NAMES },
	{ "LABELS", "labels", CELL_NAMES }, { "ORDERS", "orders", CELL_NUMBER },
};

static enum bo_status add_orders(struct cli *cli, json_t *object, int64_t id, size_t limit)
{
	struct bo_order_filter filter = {
		.patron_id = id, .from = BO_NONE, .to = BO_NONE, .limit = limit
	};
	struct bo_orders found = { 0 };
	json_t *list;
	enum bo_status status = bo_order_list(cli->bo, &cli->arena, &filter, &found);

	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++)
		append(cli, list, object_order_summary(cli, &found.row[i]));
	if (out_cut(cli, list))
		put_flag(cli, object, "more", true);
	put(cli, object, "bought", list);
	return BO_OK;
}

static enum bo_status add_open(struct cli *cli, json_t *object, int64_t id)
{
	struct bo_voucher_filter filter = { .patron_id = id, .open_only = true };
	struct bo_vouchers found = { 0 };
	json_t *list;
	enum bo_status status = bo_voucher_list(cli->bo, &cli->arena, &filter, &found);

	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++)
		append(cli, list, object_voucher(cli, &found.row[i]));
	put(cli, object, "open", list);
	return BO_OK;
}

static enum bo_status add_audiences(struct cli *cli, json_t *object, int64_t id)
{
	struct bo_members found = { 0 };
	json_t *list;
	enum bo_status status = bo_member_of_patron(cli->bo, &cli->arena, id, &found);

	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++) {
		const struct bo_member *member = &found.row[i];
		json_t *one = json_object();

		put_text(cli, one, "audience", member->audience);
		put_id(cli, one, "member", member->id);
		put_text(cli, one, "code", member->code);
		put_number(cli, one, "quantity", member->quantity);
		put_number(cli, one, "used", member->used);
		append(cli, list, one);
	}
	put(cli, object, "audiences", list);
	return BO_OK;
}

static enum bo_status add_history(struct cli *cli, json_t *object, int64_t id, size_t limit)
{
	struct bo_patron_events found = { 0 };
	json_t *list;
	enum bo_status status = bo_patron_history(cli->bo, &cli->arena, id, limit, &found);

	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++) {
		const struct bo_patron_event *event = &found.row[i];
		json_t *one = json_object();

		put_when(cli, one, "at", event->at, event->zone);
		put_text(cli, one, "kind", event->kind);
		put_id(cli, one, "order", event->order_id);
		put_text(cli, one, "text", event->text);
		put_text_or_null(cli, one, "staff", event->staff);
		append(cli, list, one);
	}
	if (out_cut(cli, list))
		put_flag(cli, object, "more", true);
	put(cli, object, "history", list);
	return BO_OK;
}

/* A part of the page, if there is something in it. */
static enum bo_status print_part(struct cli *cli, const json_t *object, const char *key,
				 const struct column *columns, size_t n)
{
	json_t *list = json_object_get(object, key);

	if (json_array_size(list) == 0)
		return BO_OK;
	out_line(cli, "%s", "");
	return out_rows(cli, list, columns, n);
}

static enum bo_status print_parts(struct cli *cli, const json_t *object)
{
	static const struct column orders[] = { { "ORDER", "number", CELL_NUMBER },
						{ "AT", "at", CELL_WHEN },
						{ "TICKETS", "tickets", CELL_NUMBER },
						{ "TOTAL", "total", CELL_MONEY },
						{ "NET", "net", CELL_MONEY } };
	static const struct column open[] = { { "OPEN VOUCHER", "id", CELL_NUMBER },
					      { "TYPE", "type", CELL_TEXT },
					      { "ORDER", "order", CELL_NUMBER } };
	static const struct column audiences[] = { { "AUDIENCE", "audience", CELL_TEXT },
						   { "CODE", "code", CELL_TEXT },
						   { "QUANTITY", "quantity", CELL_LIMIT },
						   { "USED", "used", CELL_NUMBER } };
	static const struct column history[] = { { "AT", "at", CELL_WHEN },
						 { "WHAT", "text", CELL_TEXT },
						 { "STAFF", "staff", CELL_TEXT } };
	const char *notes = json_string_value(json_object_get(object, "notes"));
	enum bo_status status;

	for (const char *line = notes, *end; line && *line; line = *end ? end + 1 : end) {
		for (end = line; *end && *end != '\n'; end++)
			;
		out_line(cli, "%s%.*s", line == notes ? "NOTES " : "      ", (int)(end - line),
			 line);
	}
	status = print_part(cli, object, "bought", OUT_COLUMNS(orders));
	if (!status)
		status = print_part(cli, object, "open", OUT_COLUMNS(open));
	if (!status)
		status = print_part(cli, object, "audiences", OUT_COLUMNS(audiences));
	return status ? status : print_part(cli, object, "history", OUT_COLUMNS(history));
}

enum bo_status run_patron_show(struct cli *cli)
{
	struct bo_patron patron = { 0 };
	json_t *object;
	size_t limit;
	enum bo_status status = option_rows(cli, &limit);

	if (!status)
		status = bo_patron_find(cli->bo, &cli->arena, cli->word[0], &patron);
	if (!status)
		status = bo_patron_get(cli->bo, &cli->arena, patron.id, &patron);
	if (status)
		return status;
	object = object_patron(cli, &patron);
	status = add_orders(cli, object, patron.id, limit);
	if (!status)
		status = add_open(cli, object, patron.id);
	if (!status)
		status = add_audiences(cli, object, patron.id);
	if (!status && args_has(&cli->args, OPT_HISTORY))
		status = add_history(cli, object, patron.id, limit);
	if (!status)
		status =
			out_object(cli, "patron", json_incref(object), OUT_COLUMNS(patron_columns));
	if (!status && cli->format == FORMAT_TABLE)
		status = print_parts(cli, object);
	json_decref(object);
	return status;
}
