/*
 * The voucher types of a season: what they cost, who may have them, in which order they are shown.
 */
#include "kit/table.h"
#include "season/season.h"
#include "types/type_form.h"

#include <inttypes.h>
#include <stdio.h>

enum { TAG_NEW = 1, TAG_EDIT, TAG_CLONE, TAG_DELETE, TAG_BUNDLE };
enum { ORDER_STEP = 10 };

struct types {
	struct table_view view; /* of a season */
	struct type_work work;
};

static bool on_bundle(const struct screen *screen)
{
	const struct bo_voucher_type *type = table_here(screen);

	return type && type->category == BO_CATEGORY_BUNDLE;
}

static const char nothing[] = "nothing is listed";

static const struct command_ref types_commands[] = {
	{ .command = CMD_OPEN, .label = "Edit", .enabled = table_on_row, .why = nothing },
	{ .command = CMD_NEW },
	{ .command = CMD_DELETE, .enabled = table_on_row, .why = nothing },
	{ .command = CMD_COPY, .label = "Clone", .enabled = table_on_row, .why = nothing },
	{ .command = CMD_BUNDLE, .enabled = on_bundle, .why = "this is no bundle" },
	{ .command = CMD_EARLIER, .enabled = table_below_first, .why = "it is the first" },
	{ .command = CMD_LATER, .enabled = table_above_last, .why = "it is the last" },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct bo_voucher_types list = { 0 };
	enum bo_status status = bo_voucher_type_list(session_bo(screen), rows->arena,
						     table_view_of(screen)->of, &list);

	return table_found(rows, status, list.row, list.n);
}

static void types_close(struct screen *screen)
{
	struct types *t = screen->state;

	type_form_clear(&t->work);
}

static const struct ui_column columns[] = {
	{ .title = "No.", .width = 3, .right = true },
	{ .title = "Voucher type", .width = 16, .grow = true },
	{ .title = "Price", .width = 9, .right = true },
	{ .title = "Category", .width = 10 },
	{ .title = "For whom", .width = 16 },
	{ .title = "Issued", .width = 7, .right = true, .drop = 1 },
	{ .title = "Account", .width = 8, .drop = 4 },
	{ .title = "Includes", .width = 8, .grow = true, .drop = 2 },
};

static void put_included(const struct bo_voucher_type *type, struct bo_buf *text)
{
	for (size_t i = 0; i < type->n_included; i++)
		bo_buf_printf(text, "%s%" PRId64 " %s", i ? ", " : "", type->included[i].qty,
			      type->included[i].type);
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_voucher_type *type = row;
	char amount[SESSION_MONEY];

	if (column == 0 && type->number)
		bo_buf_printf(text, "%" PRId64, type->number);
	else if (column == 1)
		bo_buf_add(text, type->name);
	else if (column == 2)
		bo_buf_add(text, session_money(session_of(screen), type->price, amount));
	else if (column == 3)
		bo_buf_add(text, bo_category_code(type->category));
	else if (column == 4)
		bo_buf_add(text, type_availability_labels[type->availability]);
	else if (column == 5)
		bo_buf_printf(text, "%" PRId64, type->issued);
	else if (column == 6)
		bo_buf_add(text, type->account_code ? type->account_code : "");
	else if (column == 7)
		put_included(type, text);
}

/* --- Their order --- */

static enum bo_status set_order(struct bo *bo, int64_t id, int64_t order)
{
	struct bo_voucher_type_fields f = { BO_VOUCHER_TYPE_AS_IS, .display_order = order };

	return bo_voucher_type_edit(bo, id, &f);
}

/* Two that differ exchange their places; where some are equal, all are numbered anew. */
static enum bo_status exchange(struct screen *screen, int a, int b)
{
	const struct bo_voucher_type *row = table_row(screen, 0);
	struct bo *bo = session_bo(screen);
	enum bo_status status = BO_OK;
	bool differ = row[a].display_order != row[b].display_order;

	if (differ) {
		status = set_order(bo, row[a].id, row[b].display_order);
		return status ? status : set_order(bo, row[b].id, row[a].display_order);
	}
	for (int i = 0; !status && i < table_count(screen); i++) {
		int place = i == a ? b : i == b ? a : i;

		if (row[i].display_order != (place + 1) * ORDER_STEP)
			status = set_order(bo, row[i].id, (place + 1) * ORDER_STEP);
	}
	return status;
}

static unsigned move(struct screen *screen, int step)
{
	int at = table_place(screen);

	session_failed(screen, exchange(screen, at, at + step));
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned compose(struct screen *screen, int64_t id)
{
	return app_open(screen->app, &bundle_screen, &id, TAG_BUNDLE);
}

static unsigned ask_delete(struct screen *screen, const struct bo_voucher_type *type)
{
	struct fill_room *room = &table_view_of(screen)->room;

	room->id = type->id;
	snprintf(room->text, sizeof room->text, "Delete the voucher type %s?", type->name);
	return fill_room_ask(screen, room, "Delete voucher type", "d", "Delete", TAG_DELETE);
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct types *t = screen->state;
	const struct bo_voucher_type *type = row;

	if (command == CMD_NEW)
		return type_form_open(screen, &t->work, TYPE_NEW, t->view.of, NULL, TAG_NEW);
	if (command == CMD_OPEN)
		return type_form_open(screen, &t->work, TYPE_EDIT, t->view.of, type, TAG_EDIT);
	if (command == CMD_COPY)
		return type_form_open(screen, &t->work, TYPE_CLONE, t->view.of, type, TAG_CLONE);
	if (command == CMD_EARLIER || command == CMD_LATER)
		return move(screen, command == CMD_EARLIER ? -1 : 1);
	if (command == CMD_BUNDLE)
		return compose(screen, type->id);
	return command == CMD_DELETE ? ask_delete(screen, type) : UI_IGNORED;
}

/* The cursor goes to what was made; a bundle has to be composed next. */
static unsigned made(struct screen *screen, bool fresh)
{
	const struct types *t = screen->state;

	table_stand_on(screen, t->work.id);
	table_recalc(screen);
	app_info(screen->app, "Saved.");
	return fresh && on_bundle(screen) ? compose(screen, t->work.id) : UI_HANDLED | UI_REDRAW;
}

static unsigned done(struct screen *screen, int tag, const void *result)
{

	if ((tag == TAG_NEW || tag == TAG_EDIT || tag == TAG_CLONE) && result)
		return made(screen, tag != TAG_EDIT);
	if (tag == TAG_DELETE && ask_yes(result) &&
	    !session_failed(screen, bo_voucher_type_delete(session_bo(screen),
							   table_view_of(screen)->room.id)))
		app_info(screen->app, "Deleted.");
	return UI_RECALC | UI_REDRAW;
}

static const struct table types = {
	TABLE_COLUMNS(columns),
	TABLE_ROWS(struct bo_voucher_type, id),
	.empty = "This season has no voucher types yet: F6 makes the first one.",
	.fetch = fetch,
	.cell = cell,
	.of_id = true,
	.close = types_close,
	.command = command,
	.done = done,
};

const struct screen_ops types_screen = {
	TABLE_SCREEN(types),	    .name = "voucher types",
	.title = "Voucher types",   .state_size = sizeof(struct types),
	.commands = types_commands,
};
