/*
 * The voucher types of a season: what they cost, who may have them.  What is included in a bundle
 * is shown here and set up by the command line.
 */
#include "season.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TAG_FORM = 1, TAG_DELETE };
enum { NAME, CATEGORY, PRICE, WHO, ORDER, CHANGEABLE, ACCOUNT, FIELDS };

struct types_state {
	struct bo_arena arena;
	int64_t season_id;
	struct bo_voucher_types types;
	struct ui_list list;
	struct fill_room room;
	const struct session *session;
};

static const char *const categories[BO_CATEGORY_COUNT] = {
#define X(name, code, label) label,
	BO_CATEGORY_LIST(X)
#undef X
};

static const char *const availabilities[BO_AVAILABILITY_COUNT] = {
#define X(name, code, label) label,
	BO_AVAILABILITY_LIST(X)
#undef X
};

static bool has_rows(const struct screen *screen)
{
	const struct types_state *t = screen->state;

	return t->types.n > 0;
}

static const struct command_ref types_commands[] = {
	{ .command = CMD_OPEN, .label = "Edit", .enabled = has_rows },
	{ .command = CMD_NEW },
	{ .command = CMD_DELETE, .enabled = has_rows },
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
}

static int rows(const void *arg)
{
	const struct types_state *t = arg;

	return (int)t->types.n;
}

static const struct ui_column columns[] = {
	{ .title = "Voucher type", .width = 16, .grow = true },
	{ .title = "Price", .width = 9, .right = true },
	{ .title = "Category", .width = 10 },
	{ .title = "For whom", .width = 16 },
	{ .title = "Issued", .width = 7, .right = true, .drop = 1 },
	{ .title = "Account", .width = 8, .drop = 2 },
	{ .title = "Includes", .width = 12, .grow = true, .drop = 3 },
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

	if (column == 0)
		snprintf(text, size, "%s", type->name);
	else if (column == 1)
		snprintf(text, size, "%s", session_money(t->session, type->price, amount));
	else if (column == 2)
		snprintf(text, size, "%s", bo_category_code(type->category));
	else if (column == 3)
		snprintf(text, size, "%s", availabilities[type->availability]);
	else if (column == 4)
		snprintf(text, size, "%" PRId64, type->issued);
	else if (column == 5)
		snprintf(text, size, "%s", type->account_code ? type->account_code : "");
	else
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

/* --- The form --- */

static enum bo_status read_fields(const struct types_state *t, struct ui_form *form,
				  struct bo_voucher_type_fields *f)
{
	enum bo_status status = fill_money(t->session, form, PRICE, &f->price);

	if (fill_number(form, ORDER, true, &f->display_order))
		status = BO_INVALID;
	f->availability = (enum bo_availability)fill_choice(form, WHO);
	f->changeable = fill_choice(form, CHANGEABLE);
	f->subscription = -1;
	return status;
}

static enum bo_status save(struct screen *screen, struct ui_form *form, void *arg)
{
	struct types_state *t = arg;
	struct bo *bo = session_bo(screen);
	char name[BO_NAME_MAX + 1], account[BO_NAME_MAX + 1];
	struct bo_voucher_type_fields f = { .category = BO_CATEGORY_COUNT };
	enum bo_status status = read_fields(t, form, &f);

	if (status)
		return status;
	snprintf(name, sizeof name, "%s", fill_text(form, NAME));
	snprintf(account, sizeof account, "%s", fill_text(form, ACCOUNT));
	f.name = name;
	f.account_code = account;
	if (t->room.id)
		return bo_voucher_type_edit(bo, t->room.id, &f);
	f.category = (enum bo_category)fill_choice(form, CATEGORY);
	return bo_voucher_type_add(bo, t->season_id, &f, &t->room.id);
}

static unsigned open_form(struct screen *screen, const struct bo_voucher_type *type)
{
	struct types_state *t = screen->state;
	char amount[SESSION_MONEY];

	if (session_failed(screen, bo_require(session_bo(screen), BO_MAY_SET_UP_SEASON)))
		return UI_HANDLED | UI_REDRAW;
	bo_arena_clear(&t->room.lent);
	t->room.id = type ? type->id : 0;
	t->room.text[0] = '\0';
	snprintf(t->room.title, sizeof t->room.title, "%s", type ? type->name : "New voucher type");
	const struct fill_field fields[FIELDS] = {
		[NAME] = { .label = "Name",
			   .name = "name",
			   .width = 30,
			   .text = type ? type->name : NULL },
		[CATEGORY] = { .label = "Category",
			       .name = "category",
			       .kind = type ? UI_FIELD_SHOWN : UI_FIELD_CHOICE,
			       .text = type ? categories[type->category] : NULL,
			       .choices = categories,
			       .nchoices = BO_CATEGORY_COUNT },
		[PRICE] = { .label = "Price",
			    .name = "price",
			    .width = 12,
			    .text = type ? session_money(t->session, type->price, amount) : NULL,
			    .hint = "What was sold already keeps the price it was sold at." },
		[WHO] = { .label = "For whom",
			  .name = "availability",
			  .kind = UI_FIELD_CHOICE,
			  .choices = availabilities,
			  .nchoices = BO_AVAILABILITY_COUNT,
			  .choice = type ? (int)type->availability : 0 },
		[ORDER] = { .label = "Place in lists",
			    .width = 8,
			    .text = type ? bo_arena_printf(&t->room.lent, "%" PRId64,
							   type->display_order)
					 : NULL,
			    .hint = "Small numbers come first; empty: by price." },
		[CHANGEABLE] = { .label = "Changeable",
				 .kind = UI_FIELD_TOGGLE,
				 .choice = type ? type->changeable : 1,
				 .hint = "May be exchanged for another performance." },
		[ACCOUNT] = { .label = "Account code",
			      .name = "account",
			      .width = 16,
			      .text = type ? type->account_code : NULL },
	};

	memcpy(t->room.field, fields, sizeof fields);
	return fill_room_open(screen, &t->room, FIELDS, save, t, TAG_FORM);
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
	const struct types_state *t = screen->state;
	const struct bo_voucher_type *here =
		t->list.row < (int)t->types.n ? &t->types.row[t->list.row] : NULL;

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_NEW)
		return open_form(screen, NULL);
	if (command == CMD_OPEN && here)
		return open_form(screen, here);
	return command == CMD_DELETE && here ? ask_delete(screen, here) : UI_IGNORED;
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

static unsigned types_done(struct screen *screen, int tag, const void *result)
{
	const struct types_state *t = screen->state;
	const int *answer = result;

	if (tag == TAG_FORM && result)
		app_info(screen->app, "Saved.");
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
