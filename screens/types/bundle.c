/*
 * A bundle on one screen: what it includes and how often, what that comes to, when it is sold.
 *
 * Quantities are a draft until they are saved in one act.  What was sold keeps what it included.
 */
#include "kit/table.h"
#include "redemptions/matrix.h"
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TAG_SOLD = 1, TAG_NEW_TYPE, TAG_DROP, HEAD_ROWS = 4, FOOT_ROWS = 3, QTY_MAX = 1000 };

struct part {
	int64_t id, valid; /* valid: at how many performances it may be used */
	const char *name;
};

struct bundle {
	struct table_view view;		    /* of the voucher type */
	const struct bo_voucher_type *type; /* the bundle; NULL: gone */
	const struct bo_redemption *own;    /* when it is sold; NULL: not at all */
	/* the draft, by id, as the list may be fetched again meanwhile */
	struct bo_included draft[FILL_CHOICES];
	int ndraft;
	bool changed, drop;
	struct type_work work;
};

static bool is_there(const struct screen *screen)
{
	return ((const struct bundle *)screen->state)->type != NULL;
}

static bool is_changed(const struct screen *screen)
{
	return ((const struct bundle *)screen->state)->changed;
}

static const struct command_ref bundle_commands[] = {
	{ CMD_NEW, "New part", is_there, false, "the bundle is gone" },
	{ CMD_SAVE, NULL, is_changed, false, "nothing was changed" },
	{ CMD_MORE, NULL, table_on_row, false, "nothing is in it yet" },
	{ CMD_FEWER, NULL, table_on_row, false, "nothing is in it yet" },
	{ CMD_EDIT, "When sold", is_there, false, "the bundle is gone" },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* --- What there is --- */

static int64_t *draft_of(struct bundle *b, int64_t id)
{
	for (int i = 0; i < b->ndraft; i++)
		if (b->draft[i].type_id == id)
			return &b->draft[i].qty;
	if (b->ndraft == FILL_CHOICES)
		return NULL;
	b->draft[b->ndraft].type_id = id;
	b->draft[b->ndraft].qty = 0;
	return &b->draft[b->ndraft++].qty;
}

static int64_t qty_of(const struct bundle *b, int64_t id)
{
	for (int i = 0; i < b->ndraft; i++)
		if (b->draft[i].type_id == id)
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

/* The types of the category included. */
static size_t list_parts(struct bundle *b, struct part *part, const struct bo_voucher_types *types,
			 const struct bo_redemptions *redemptions)
{
	size_t n = 0;

	for (size_t i = 0; i < types->n; i++) {
		const struct bo_voucher_type *t = &types->row[i];

		if (t->id == b->view.of)
			b->type = t;
		if (t->category != BO_CATEGORY_INCLUDED)
			continue;
		part[n] = (struct part){ .id = t->id, .name = t->name };
		for (size_t j = 0; j < redemptions->n; j++)
			part[n].valid += redemptions->row[j].type_id == t->id &&
					 redemptions->row[j].cap != 0;
		n++;
	}
	for (size_t j = 0; j < redemptions->n; j++)
		if (redemptions->row[j].type_id == b->view.of)
			b->own = &redemptions->row[j];
	return n;
}

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct bundle *b = screen->state;
	struct bo *bo = session_bo(screen);
	struct bo_redemptions redemptions = { 0 };
	struct bo_voucher_types types = { 0 };
	struct bo_voucher_type type;
	struct part *part = NULL;
	enum bo_status status;

	b->type = NULL;
	b->own = NULL;
	status = bo_voucher_type_get(bo, rows->arena, b->view.of, &type);
	if (!status)
		status = bo_voucher_type_list(bo, rows->arena, type.season_id, &types);
	if (!status)
		status = bo_redemption_list(bo, rows->arena, 0, 0, &redemptions);
	if (!status && !(part = bo_arena_alloc(rows->arena, (types.n + 1) * sizeof *part)))
		status = BO_NO_MEMORY;
	status = table_found(rows, status, part,
			     status ? 0 : list_parts(b, part, &types, &redemptions));
	if (!b->changed)
		take_included(b);
	return status;
}

static void bundle_close(struct screen *screen)
{
	struct bundle *b = screen->state;

	type_form_clear(&b->work);
}

/* --- The list --- */

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct part *part = row;

	if (column == 0)
		bo_buf_printf(text, "%" PRId64, qty_of(screen->state, part->id));
	else if (column == 1)
		bo_buf_add(text, part->name);
	else if (part->valid)
		bo_buf_printf(text, "%" PRId64 " performances", part->valid);
	else
		bo_buf_add(text, "nowhere yet");
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	const struct part *part = row;

	if (!qty_of(screen->state, part->id))
		return UI_ROLE_DISABLED;
	return column == 2 && !part->valid ? UI_ROLE_WARN : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Included", .width = 8, .right = true },
	{ .title = "Voucher type", .width = 16, .grow = true },
	{ .title = "Valid at", .width = 16, .drop = 1 },
};

/* --- Drawing --- */

static void put_moment(struct bo_buf *buf, struct bo_bound bound, const char *zone,
		       const char *open)
{
	if (bound.anchor == BO_ANCHOR_OPEN)
		bo_buf_add(buf, open);
	else
		bo_when_short(buf, bound.value, zone, true);
}

static void put_sold(const struct bundle *b, struct bo_buf *text)
{
	const struct bo_redemption *r = b->own;

	if (!r) {
		bo_buf_add(text, "Not on sale yet: e sets when and how many.");
		return;
	}
	bo_buf_add(text, "Sold from ");
	put_moment(text, r->start, r->zone, "any time");
	bo_buf_add(text, " to ");
	put_moment(text, r->end, r->zone, "any time");
	if (r->cap == 0)
		bo_buf_add(text, ", closed");
	else if (r->cap != BO_NONE)
		bo_buf_printf(text, ", at most %" PRId64, r->cap);
	bo_buf_printf(text, ", %" PRId64 " sold", r->sold);
	for (size_t i = 0; i < r->n_codes; i++)
		bo_buf_printf(text, "%s%s", i ? ", " : "; code ", r->codes[i]);
}

/* What it comes to, and what cannot be meant. */
static bool put_total(const struct screen *screen, struct bo_buf *text)
{
	const struct bundle *b = screen->state;
	char each[SESSION_MONEY], price[SESSION_MONEY];
	int64_t total = 0;
	bool nowhere = false;

	for (int i = 0; i < table_count(screen); i++) {
		const struct part *part = table_row(screen, i);
		int64_t qty = qty_of(b, part->id);

		total += qty;
		nowhere = nowhere || (qty && !part->valid);
	}
	if (!total) {
		bo_buf_add(text, "It includes nothing: whoever buys it gets no voucher.");
		return false;
	}
	bo_buf_printf(
		text, "%" PRId64 " vouchers for %s, about %s each.", total,
		session_money(session_of(screen), b->type->price, price),
		session_money(session_of(screen), (b->type->price + total / 2) / total, each));
	if (nowhere)
		bo_buf_add(text, " Some of them can be used nowhere yet: the matrix says where.");
	return !nowhere;
}

static void head(const struct screen *screen, struct ui_surface *s)
{
	const struct bundle *b = screen->state;
	char words[600], amount[SESSION_MONEY];
	struct bo_buf text = BO_BUF(words);

	if (!b->type)
		return;
	bo_buf_printf(&text, "%s, %s, %s%s", b->type->name,
		      session_money(session_of(screen), b->type->price, amount),
		      type_availability_labels[b->type->availability],
		      b->type->subscription ? ", makes a subscriber" : "");
	ui_put_cut(s, 0, 1, s->cols - 2, UI_ROLE_HEADER, words);
	text = (struct bo_buf)BO_BUF(words);
	put_sold(b, &text);
	ui_put_cut(s, 1, 1, s->cols - 2, b->own ? UI_ROLE_NORMAL : UI_ROLE_WARN, words);
	if (b->type->issued)
		ui_putf(s, 2, 1, UI_ROLE_WARN,
			"%" PRId64 " were issued; they keep what they included when sold.",
			b->type->issued);
}

static int foot_rows(const struct screen *screen, int rows)
{
	return rows > 12 && ((const struct bundle *)screen->state)->type ? FOOT_ROWS : 0;
}

static void foot(const struct screen *screen, struct ui_surface *s)
{
	char words[600];
	struct bo_buf text = BO_BUF(words);
	bool sane = put_total(screen, &text);

	ui_put_wrapped(s, (struct ui_rect){ 1, 1, 2, s->cols - 2 },
		       sane ? UI_ROLE_NORMAL : UI_ROLE_WARN, words);
}

static void heading(const struct screen *screen, struct bo_buf *text)
{
	const struct bundle *b = screen->state;

	bo_buf_printf(text, "Bundle: %s%s", b->type ? b->type->name : "",
		      b->changed ? " (not saved)" : "");
}

/* --- Doing --- */

static unsigned set_qty(struct screen *screen, int64_t change, bool add)
{
	struct bundle *b = screen->state;
	const struct part *part = table_here(screen);
	int64_t *qty;

	if (!part || !session_allows(screen, BO_MAY_SET_UP_SEASON))
		return UI_HANDLED | UI_REDRAW | UI_BELL;
	qty = draft_of(b, part->id);
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
	struct bo_voucher_type_fields f = { BO_VOUCHER_TYPE_AS_IS, .display_order = BO_NONE,
					    .included = included };

	for (int i = 0; i < b->ndraft; i++)
		if (b->draft[i].qty)
			included[f.n_included++] = b->draft[i];
	if (session_failed(screen, bo_voucher_type_edit(session_bo(screen), b->view.of, &f)))
		return UI_HANDLED | UI_REDRAW;
	b->changed = false;
	app_info(screen->app, "Saved.");
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

/* Its own window, cap, codes: a redemption without a performance. */
static unsigned edit_sold(struct screen *screen)
{
	struct bundle *b = screen->state;
	struct fill_room *room = &b->view.room;
	struct matrix_fill fill = { .title = room->title, .zone = bo_zone(session_bo(screen)) };

	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return UI_HANDLED | UI_REDRAW;
	snprintf(room->title, sizeof room->title, "When %s is sold", b->type->name);
	fill.chosen = (struct matrix_chosen){
		.batch = { .types = &b->view.of,
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
	return app_open(screen->app, &matrix_form_screen, &fill, TAG_SOLD);
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct bundle *b = screen->state;

	(void)row;
	if (command == CMD_REFRESH)
		return UI_IGNORED;
	if (!b->type)
		return UI_HANDLED | UI_BELL;
	if (command == CMD_SAVE)
		return save(screen);
	if (command == CMD_OPEN || command == CMD_MORE || command == CMD_FEWER)
		return set_qty(screen, command == CMD_FEWER ? -1 : 1, true);
	if (command == CMD_EDIT)
		return edit_sold(screen);
	if (command == CMD_NEW)
		return type_form_open(screen, &b->work, TYPE_PART, b->type->season_id, NULL,
				      TAG_NEW_TYPE);
	return UI_IGNORED;
}

/* A digit is how many. */
static unsigned event(struct screen *screen, const struct ui_event *event)
{
	char c = event->type == UI_EVENT_KEY ? event->text[0] : '\0';

	return c >= '0' && c <= '9' && ((const struct bundle *)screen->state)->type
		       ? set_qty(screen, c - '0', false)
		       : UI_IGNORED;
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

static const struct table bundle = {
	TABLE_COLUMNS(columns),
	TABLE_ROWS(struct part, id),
	.empty = "This season has no voucher types that a bundle could include: F6 makes one.",
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.of_id = true,
	.close = bundle_close,
	.heading = heading,
	.head_rows = HEAD_ROWS,
	.head = head,
	.below_rows = foot_rows,
	.below = foot,
	.event = event,
	.command = command,
	.done = bundle_done,
};

const struct screen_ops bundle_screen = {
	TABLE_SCREEN(bundle),	     .name = "bundle",
	.title = "Bundle",	     .state_size = sizeof(struct bundle),
	.commands = bundle_commands, .may_close = bundle_may_close,
};
