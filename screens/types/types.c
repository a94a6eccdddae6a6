/*
 * The voucher types of a season: what they cost, who may have them, in which order they are shown.
 */
#include "season/season.h"
#include "types/type_form.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TAG_NEW = 1, TAG_EDIT, TAG_CLONE, TAG_DELETE, TAG_BUNDLE };
enum { ORDER_STEP = 10 };

struct types_state {
	struct bo_arena arena;
	int64_t season_id;
	struct bo_voucher_types types;
	struct ui_list list;
	struct fill_room room;
	struct type_work work;
	const struct session *session;
};

static bool has_rows(const struct screen *screen)
{
	const struct types_state *t = screen->state;

	return t->types.n > 0;
}

static const struct bo_voucher_type *here(const struct types_state *t)
{
	return t->list.row < (int)t->types.n ? &t->types.row[t->list.row] : NULL;
}

static bool on_bundle(const struct screen *screen)
{
	const struct bo_voucher_type *type = here(screen->state);

	return type && type->category == BO_CATEGORY_BUNDLE;
}

static bool may_go_up(const struct screen *screen)
{
	const struct types_state *t = screen->state;

	return t->list.row > 0 && here(t);
}

static bool may_go_down(const struct screen *screen)
{
	const struct types_state *t = screen->state;

	return t->list.row + 1 < (int)t->types.n;
}

static const struct command_ref types_commands[] = {
	{ .command = CMD_OPEN, .label = "Edit", .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_NEW },
	{ .command = CMD_DELETE, .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_COPY, .label = "Clone", .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_BUNDLE, .enabled = on_bundle, .why = "this is no bundle" },
	{ .command = CMD_EARLIER, .enabled = may_go_up, .why = "it is the first" },
	{ .command = CMD_LATER, .enabled = may_go_down, .why = "it is the last" },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static bool types_open(struct screen *screen, const void *args)
{
	struct types_state *t = screen->state;

	t->season_id = *(const int64_t *)args;
	t->session = session_of(screen);
	return true;
}

static void types_recalc(struct screen *screen)
{
	struct types_state *t = screen->state;

	bo_arena_clear(&t->arena);
	t->types = (struct bo_voucher_types){ 0 };
	session_failed(screen, bo_voucher_type_list(session_bo(screen), &t->arena, t->season_id,
						    &t->types));
	ui_list_layout(&t->list, screen->rows, (int)t->types.n);
}

static void types_close(struct screen *screen)
{
	struct types_state *t = screen->state;

	bo_arena_clear(&t->arena);
	bo_arena_clear(&t->room.lent);
	type_form_clear(&t->work);
}

static int rows(const void *arg)
{
	const struct types_state *t = arg;

	return (int)t->types.n;
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

static void put_included(const struct bo_voucher_type *type, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };

	for (size_t i = 0; i < type->n_included; i++)
		bo_buf_printf(&buf, "%s%" PRId64 " %s", i ? ", " : "", type->included[i].qty,
			      type->included[i].type);
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct types_state *t = arg;
	const struct bo_voucher_type *type = &t->types.row[row];
	char amount[SESSION_MONEY];

	if (column == 0 && type->number)
		snprintf(text, size, "%" PRId64, type->number);
	else if (column == 1)
		snprintf(text, size, "%s", type->name);
	else if (column == 2)
		snprintf(text, size, "%s", session_money(t->session, type->price, amount));
	else if (column == 3)
		snprintf(text, size, "%s", bo_category_code(type->category));
	else if (column == 4)
		snprintf(text, size, "%s", type_availability_labels[type->availability]);
	else if (column == 5)
		snprintf(text, size, "%" PRId64, type->issued);
	else if (column == 6)
		snprintf(text, size, "%s", type->account_code ? type->account_code : "");
	else if (column == 7)
		put_included(type, text, size);
}

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = sizeof columns / sizeof columns[0],
	.rows = rows,
	.cell = cell,
	.empty = "This season has no voucher types yet: F6 makes the first one.",
};

static struct ui_rect list_part(int height, int width)
{
	return (struct ui_rect){ 0, 1, height, width - 2 };
}

static void types_layout(struct screen *screen, int height, int width)
{
	struct types_state *t = screen->state;

	(void)width;
	ui_list_layout(&t->list, height, (int)t->types.n);
}

static void types_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct types_state *t = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));

	ui_list_draw(&t->list, &model, t, &part, true);
}

/* --- Their order --- */

static enum bo_status set_order(struct bo *bo, int64_t id, int64_t order)
{
	struct bo_voucher_type_fields f = { .category = BO_CATEGORY_COUNT,
					    .availability = BO_AVAILABILITY_COUNT,
					    .price = BO_NONE,
					    .display_order = order,
					    .subscription = -1,
					    .changeable = -1 };

	return bo_voucher_type_edit(bo, id, &f);
}

/* Two that differ exchange their places; where some are equal, all are numbered anew. */
static enum bo_status exchange(struct bo *bo, const struct types_state *t, int a, int b)
{
	const struct bo_voucher_type *row = t->types.row;
	enum bo_status status = BO_OK;
	bool differ = row[a].display_order != row[b].display_order;

	if (differ) {
		status = set_order(bo, row[a].id, row[b].display_order);
		return status ? status : set_order(bo, row[b].id, row[a].display_order);
	}
	for (int i = 0; !status && i < (int)t->types.n; i++) {
		int place = i == a ? b : i == b ? a : i;

		if (row[i].display_order != (place + 1) * ORDER_STEP)
			status = set_order(bo, row[i].id, (place + 1) * ORDER_STEP);
	}
	return status;
}

static unsigned move(struct screen *screen, int step)
{
	struct types_state *t = screen->state;
	int to = t->list.row + step;

	if (to < 0 || to >= (int)t->types.n)
		return UI_HANDLED | UI_BELL;
	if (!session_failed(screen, exchange(session_bo(screen), t, t->list.row, to)))
		t->list.row = to;
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned compose(struct screen *screen, int64_t id)
{
	app_push(screen->app, &bundle_screen, &id, TAG_BUNDLE);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned ask_delete(struct screen *screen, const struct bo_voucher_type *type)
{
	struct types_state *t = screen->state;

	t->room.id = type->id;
	snprintf(t->room.text, sizeof t->room.text, "Delete the voucher type %s?", type->name);
	return fill_room_ask(screen, &t->room, "Delete voucher type", "d", "Delete", TAG_DELETE);
}

static unsigned types_command(struct screen *screen, enum command command)
{
	struct types_state *t = screen->state;
	const struct bo_voucher_type *type = here(t);

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_NEW)
		return type_form_open(screen, &t->work, TYPE_NEW, t->season_id, NULL, TAG_NEW);
	if (!type)
		return UI_IGNORED;
	if (command == CMD_OPEN)
		return type_form_open(screen, &t->work, TYPE_EDIT, t->season_id, type, TAG_EDIT);
	if (command == CMD_COPY)
		return type_form_open(screen, &t->work, TYPE_CLONE, t->season_id, type, TAG_CLONE);
	if (command == CMD_EARLIER || command == CMD_LATER)
		return move(screen, command == CMD_EARLIER ? -1 : 1);
	if (command == CMD_BUNDLE)
		return compose(screen, type->id);
	return command == CMD_DELETE ? ask_delete(screen, type) : UI_IGNORED;
}

static unsigned types_event(struct screen *screen, const struct ui_event *event)
{
	struct types_state *t = screen->state;
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	e.x -= 1;
	r = ui_list_letters(&t->list, &e, (int)t->types.n);
	return r & UI_ACCEPTED ? types_command(screen, CMD_OPEN) : r;
}

/* The cursor goes to what was made; a bundle has to be composed next. */
static unsigned made(struct screen *screen, bool fresh)
{
	struct types_state *t = screen->state;

	types_recalc(screen);
	for (size_t i = 0; i < t->types.n; i++)
		if (t->types.row[i].id == t->work.id)
			t->list.row = (int)i;
	types_layout(screen, screen->rows, screen->cols);
	app_info(screen->app, "Saved.");
	return fresh && on_bundle(screen) ? compose(screen, t->work.id) : UI_HANDLED | UI_REDRAW;
}

static unsigned types_done(struct screen *screen, int tag, const void *result)
{
	const struct types_state *t = screen->state;
	const int *answer = result;

	if ((tag == TAG_NEW || tag == TAG_EDIT || tag == TAG_CLONE) && result)
		return made(screen, tag != TAG_EDIT);
	if (tag == TAG_DELETE && answer && *answer == 0 &&
	    !session_failed(screen, bo_voucher_type_delete(session_bo(screen), t->room.id)))
		app_info(screen->app, "Deleted.");
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops types_screen = {
	.name = "voucher types",
	.title = "Voucher types",
	.state_size = sizeof(struct types_state),
	.commands = types_commands,
	.open = types_open,
	.recalc = types_recalc,
	.layout = types_layout,
	.draw = types_draw,
	.event = types_event,
	.command = types_command,
	.done = types_done,
	.close = types_close,
};
