/*
 * A bundle on one screen: what it includes and how often, what that comes to, when it is sold.
 *
 * Quantities are a draft until they are saved in one act.  What was sold keeps what it included.
 */
#include "redemptions/matrix.h"
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TAG_SOLD = 1, TAG_NEW_TYPE, TAG_DROP, HEAD_ROWS = 4, FOOT_ROWS = 3, QTY_MAX = 1000 };

struct bundle {
	struct bo_arena arena;
	int64_t id;
	struct bo_voucher_types types;
	const struct bo_voucher_type *type;   /* the bundle; NULL: gone */
	const struct bo_redemption *own;      /* when it is sold; NULL: not at all */
	const struct bo_voucher_type **parts; /* of the category included */
	int64_t *valid;			      /* at how many performances each may be used */
	int nparts;
	/* the draft, by id, as the list may be fetched again meanwhile */
	struct {
		int64_t id, qty;
	} draft[FILL_CHOICES];
	int ndraft;
	bool changed, drop;
	struct ui_list list;
	struct type_work work;
	struct bo_arena lent;
	char title[BO_NAME_MAX + 20];
	const struct session *session;
};

static bool has_parts(const struct screen *screen)
{
	return ((const struct bundle *)screen->state)->nparts > 0;
}

static bool is_there(const struct screen *screen)
{
	return ((const struct bundle *)screen->state)->type != NULL;
}

static bool is_changed(const struct screen *screen)
{
	return ((const struct bundle *)screen->state)->changed;
}

static const struct command_ref bundle_commands[] = {
	{ .command = CMD_NEW,
	  .label = "New part",
	  .enabled = is_there,
	  .why = "the bundle is gone" },
	{ .command = CMD_SAVE, .enabled = is_changed, .why = "nothing was changed" },
	{ .command = CMD_MORE, .enabled = has_parts, .why = "nothing is in it yet" },
	{ .command = CMD_FEWER, .enabled = has_parts, .why = "nothing is in it yet" },
	{ .command = CMD_EDIT,
	  .label = "When sold",
	  .enabled = is_there,
	  .why = "the bundle is gone" },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

/* --- What there is --- */

static int64_t *draft_of(struct bundle *b, int64_t id)
{
	for (int i = 0; i < b->ndraft; i++)
		if (b->draft[i].id == id)
			return &b->draft[i].qty;
	if (b->ndraft == FILL_CHOICES)
		return NULL;
	b->draft[b->ndraft].id = id;
	b->draft[b->ndraft].qty = 0;
	return &b->draft[b->ndraft++].qty;
}

static int64_t qty_of(const struct bundle *b, int64_t id)
{
	for (int i = 0; i < b->ndraft; i++)
		if (b->draft[i].id == id)
			return b->draft[i].qty;
	return 0;
}

static void take_included(struct bundle *b)
{
	b->ndraft = 0;
	for (size_t i = 0; b->type && i < b->type->n_included; i++) {
		int64_t *qty = draft_of(b, b->type->included[i].type_id);

		if (qty)
			*qty = b->type->included[i].qty;
	}
	b->changed = false;
}

static bool list_parts(struct bundle *b, const struct bo_redemptions *redemptions)
{
	b->parts = bo_arena_alloc(&b->arena, (b->types.n + 1) * sizeof *b->parts);
	b->valid = bo_arena_alloc(&b->arena, (b->types.n + 1) * sizeof *b->valid);
	if (!b->parts || !b->valid)
		return false;
	for (size_t i = 0; i < b->types.n; i++) {
		const struct bo_voucher_type *t = &b->types.row[i];

		if (t->id == b->id)
			b->type = t;
		if (t->category != BO_CATEGORY_INCLUDED)
			continue;
		for (size_t j = 0; j < redemptions->n; j++)
			b->valid[b->nparts] += redemptions->row[j].type_id == t->id &&
					       redemptions->row[j].cap != 0;
		b->parts[b->nparts++] = t;
	}
	for (size_t j = 0; j < redemptions->n; j++)
		if (redemptions->row[j].type_id == b->id)
			b->own = &redemptions->row[j];
	return true;
}

static void bundle_recalc(struct screen *screen)
{
	struct bundle *b = screen->state;
	struct bo *bo = session_bo(screen);
	struct bo_redemptions redemptions = { 0 };
	struct bo_voucher_type type;
	char id[24];
	enum bo_status status;

	bo_arena_clear(&b->arena);
	b->types = (struct bo_voucher_types){ 0 };
	b->type = NULL;
	b->own = NULL;
	b->nparts = 0;
	snprintf(id, sizeof id, "%" PRId64, b->id);
	status = bo_voucher_type_find(bo, &b->arena, 0, id, &type);
	if (!status)
		status = bo_voucher_type_list(bo, &b->arena, type.season_id, &b->types);
	if (!status)
		status = bo_redemption_list(bo, &b->arena, 0, 0, &redemptions);
	if (!session_failed(screen, status))
		list_parts(b, &redemptions);
	if (!b->changed)
		take_included(b);
}

static bool bundle_open(struct screen *screen, const void *args)
{
	struct bundle *b = screen->state;

	b->id = *(const int64_t *)args;
	b->session = session_of(screen);
	return true;
}

static void bundle_close(struct screen *screen)
{
	struct bundle *b = screen->state;

	bo_arena_clear(&b->arena);
	bo_arena_clear(&b->lent);
	type_form_clear(&b->work);
}

/* --- The list --- */

static int rows(const void *arg)
{
	return ((const struct bundle *)arg)->nparts;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct bundle *b = arg;
	const struct bo_voucher_type *t = b->parts[row];

	if (column == 0)
		snprintf(text, size, "%" PRId64, qty_of(b, t->id));
	else if (column == 1)
		snprintf(text, size, "%s", t->name);
	else if (b->valid[row])
		snprintf(text, size, "%" PRId64 " performances", b->valid[row]);
	else
		snprintf(text, size, "nowhere yet");
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct bundle *b = arg;
	int64_t qty = qty_of(b, b->parts[row]->id);

	if (!qty)
		return UI_ROLE_DISABLED;
	return column == 2 && !b->valid[row] ? UI_ROLE_WARN : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Included", .width = 8, .right = true },
	{ .title = "Voucher type", .width = 16, .grow = true },
	{ .title = "Valid at", .width = 16, .drop = 1 },
};

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = 3,
	.rows = rows,
	.cell = cell,
	.role = role,
	.empty = "This season has no voucher types that a bundle could include: F6 makes one.",
};

/* --- Drawing --- */

static struct ui_rect list_part(int height, int width)
{
	int head = height > 12 ? HEAD_ROWS : 0, foot = height > 12 ? FOOT_ROWS : 0;

	return (struct ui_rect){ head, 1, height - head - foot, width - 2 };
}

static void bundle_layout(struct screen *screen, int height, int width)
{
	struct bundle *b = screen->state;

	ui_list_layout(&b->list, list_part(height, width).rows, b->nparts);
}

static void put_moment(struct bo_buf *buf, struct bo_bound bound, const char *zone,
		       const char *open)
{
	if (bound.anchor == BO_ANCHOR_OPEN)
		bo_buf_add(buf, open);
	else
		bo_when_short(buf, bound.value, zone, true);
}

static void put_sold(const struct bundle *b, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };
	const struct bo_redemption *r = b->own;

	text[0] = '\0';
	if (!r) {
		bo_buf_add(&buf, "Not on sale yet: e sets when and how many.");
		return;
	}
	bo_buf_add(&buf, "Sold from ");
	put_moment(&buf, r->start, r->zone, "any time");
	bo_buf_add(&buf, " to ");
	put_moment(&buf, r->end, r->zone, "any time");
	if (r->cap == 0)
		bo_buf_add(&buf, ", closed");
	else if (r->cap != BO_NONE)
		bo_buf_printf(&buf, ", at most %" PRId64, r->cap);
	bo_buf_printf(&buf, ", %" PRId64 " sold", r->sold);
	for (size_t i = 0; i < r->n_codes; i++)
		bo_buf_printf(&buf, "%s%s", i ? ", " : "; code ", r->codes[i]);
}

/* What it comes to, and what cannot be meant. */
static bool put_total(const struct bundle *b, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };
	char each[SESSION_MONEY], price[SESSION_MONEY];
	int64_t total = 0;
	bool nowhere = false;

	text[0] = '\0';
	for (int i = 0; i < b->nparts; i++) {
		int64_t qty = qty_of(b, b->parts[i]->id);

		total += qty;
		nowhere = nowhere || (qty && !b->valid[i]);
	}
	if (!total) {
		bo_buf_add(&buf, "It includes nothing: whoever buys it gets no voucher.");
		return false;
	}
	bo_buf_printf(&buf, "%" PRId64 " vouchers for %s, about %s each.", total,
		      session_money(b->session, b->type->price, price),
		      session_money(b->session, (b->type->price + total / 2) / total, each));
	if (nowhere)
		bo_buf_add(&buf, " Some of them can be used nowhere yet: the matrix says where.");
	return !nowhere;
}

static void bundle_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct bundle *b = screen->state;
	struct ui_rect at = list_part(s->rows, s->cols);
	struct ui_surface part = ui_surface_part(s, at);
	char text[600], amount[SESSION_MONEY];

	ui_list_draw(&b->list, &model, b, &part, true);
	if (s->rows <= 12 || !b->type)
		return;
	snprintf(text, sizeof text, "%s, %s, %s%s", b->type->name,
		 session_money(b->session, b->type->price, amount),
		 type_availability_labels[b->type->availability],
		 b->type->subscription ? ", makes a subscriber" : "");
	ui_put_cut(s, 0, 1, s->cols - 2, UI_ROLE_HEADER, text);
	put_sold(b, text, sizeof text);
	ui_put_cut(s, 1, 1, s->cols - 2, b->own ? UI_ROLE_NORMAL : UI_ROLE_WARN, text);
	if (b->type->issued) {
		snprintf(text, sizeof text,
			 "%" PRId64 " were issued; they keep what they included when sold.",
			 b->type->issued);
		ui_put_cut(s, 2, 1, s->cols - 2, UI_ROLE_WARN, text);
	}
	bool sane = put_total(b, text, sizeof text);

	ui_hline(s, at.y + at.rows, 0, s->cols, UI_ROLE_BORDER);
	ui_put_wrapped(s, (struct ui_rect){ at.y + at.rows + 1, 1, 2, s->cols - 2 },
		       sane ? UI_ROLE_NORMAL : UI_ROLE_WARN, text);
}

static void bundle_heading(const struct screen *screen, char *text, size_t size)
{
	const struct bundle *b = screen->state;

	snprintf(text, size, "Bundle: %s%s", b->type ? b->type->name : "",
		 b->changed ? " (not saved)" : "");
}

/* --- Doing --- */

static bool may(const struct screen *screen)
{
	return !session_failed(screen, bo_require(session_bo(screen), BO_MAY_SET_UP_SEASON));
}

static unsigned set_qty(struct screen *screen, int64_t change, bool add)
{
	struct bundle *b = screen->state;
	int64_t *qty;

	if (b->list.row >= b->nparts || !may(screen))
		return UI_HANDLED | UI_REDRAW | UI_BELL;
	qty = draft_of(b, b->parts[b->list.row]->id);
	if (!qty)
		return UI_HANDLED | UI_BELL;
	change = add ? *qty + change : change;
	if (change < 0 || change > QTY_MAX)
		return UI_HANDLED | UI_BELL;
	*qty = change;
	b->changed = true;
	return UI_HANDLED | UI_REDRAW;
}

static unsigned save(struct screen *screen)
{
	struct bundle *b = screen->state;
	struct bo_included included[FILL_CHOICES];
	struct bo_voucher_type_fields f = { .category = BO_CATEGORY_COUNT,
					    .availability = BO_AVAILABILITY_COUNT,
					    .price = BO_NONE,
					    .display_order = BO_NONE,
					    .subscription = -1,
					    .changeable = -1,
					    .included = included };

	for (int i = 0; i < b->ndraft; i++)
		if (b->draft[i].qty)
			included[f.n_included++] = (struct bo_included){ .type_id = b->draft[i].id,
									 .qty = b->draft[i].qty };
	if (session_failed(screen, bo_voucher_type_edit(session_bo(screen), b->id, &f)))
		return UI_HANDLED | UI_REDRAW;
	b->changed = false;
	app_info(screen->app, "Saved.");
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

/* Its own window, cap, codes: a redemption without a performance. */
static unsigned edit_sold(struct screen *screen)
{
	struct bundle *b = screen->state;
	struct matrix_fill fill = { .title = b->title, .zone = bo_zone(session_bo(screen)) };
	int64_t *type;

	if (!may(screen))
		return UI_HANDLED | UI_REDRAW;
	bo_arena_clear(&b->lent);
	type = bo_arena_alloc(&b->lent, sizeof *type);
	if (!type)
		return UI_HANDLED | UI_BELL;
	*type = b->id;
	snprintf(b->title, sizeof b->title, "When %s is sold", b->type->name);
	fill.chosen = (struct matrix_chosen){
		.batch = { .types = type,
			   .n_types = 1,
			   .cap = BO_NONE,
			   .min = 1,
			   .max = BO_NONE,
			   .step = 1,
			   .codes = "" },
		.n = 1,
		.existing = b->own != NULL,
		.first = b->own,
		.same = BO_FIELD_ALL,
	};
	app_push(screen->app, &matrix_form_screen, &fill, TAG_SOLD);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned bundle_command(struct screen *screen, enum command command)
{
	struct bundle *b = screen->state;

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (!b->type)
		return UI_HANDLED | UI_BELL;
	if (command == CMD_SAVE)
		return save(screen);
	if (command == CMD_MORE || command == CMD_FEWER)
		return set_qty(screen, command == CMD_MORE ? 1 : -1, true);
	if (command == CMD_EDIT)
		return edit_sold(screen);
	if (command == CMD_NEW)
		return type_form_open(screen, &b->work, TYPE_PART, b->type->season_id, NULL,
				      TAG_NEW_TYPE);
	return UI_IGNORED;
}

static unsigned bundle_event(struct screen *screen, const struct ui_event *event)
{
	struct bundle *b = screen->state;
	struct ui_event e = *event;
	struct ui_rect at = list_part(screen->rows, screen->cols);
	char c = event->type == UI_EVENT_KEY ? event->text[0] : '\0';
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (c >= '0' && c <= '9' && b->type)
		return set_qty(screen, c - '0', false);
	e.y -= at.y;
	e.x -= at.x;
	r = ui_list_letters(&b->list, &e, b->nparts);
	return r & UI_ACCEPTED ? set_qty(screen, 1, true) : r;
}

static bool bundle_may_close(struct screen *screen)
{
	static const struct ui_dialog question = {
		.title = "Not saved",
		.text = "What the bundle includes was changed and is lost when you go back.",
		.role = UI_ROLE_WARN,
		.answers = { { "s", "Save it" }, { "d", "Drop it" }, { "<Esc>", "Stay here" } },
	};
	const struct bundle *b = screen->state;

	if (!b->changed || b->drop)
		return true;
	app_push(screen->app, &ask_screen, &question, TAG_DROP);
	return false;
}

static unsigned bundle_done(struct screen *screen, int tag, const void *result)
{
	struct bundle *b = screen->state;
	const int *answer = result;

	if (tag == TAG_SOLD && result)
		matrix_say_applied(screen->app, result);
	if (tag == TAG_NEW_TYPE && result)
		app_info(screen->app, "Made. Say how many of it are included.");
	if (tag == TAG_DROP && answer && *answer == 0) {
		save(screen);
		return b->changed ? UI_HANDLED | UI_REDRAW : UI_CLOSE;
	}
	if (tag == TAG_DROP && answer && *answer == 1) {
		b->drop = true;
		return UI_CLOSE;
	}
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

const struct screen_ops bundle_screen = {
	.name = "bundle",
	.title = "Bundle",
	.state_size = sizeof(struct bundle),
	.commands = bundle_commands,
	.open = bundle_open,
	.recalc = bundle_recalc,
	.layout = bundle_layout,
	.draw = bundle_draw,
	.event = bundle_event,
	.command = bundle_command,
	.may_close = bundle_may_close,
	.done = bundle_done,
	.close = bundle_close,
	.heading = bundle_heading,
};
