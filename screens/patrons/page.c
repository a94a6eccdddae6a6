/*
 * A patron's page: who it is, what is open and where it may be used, what is reserved, what is
 * offered, the orders, what happened.
 *
 * What an act is for is what is marked, or else what the cursor is on.  Marks and cursor follow the
 * voucher, not the row, as every act moves rows.  A refusal stays below the list until something
 * else is done, so that it can be read and overridden.
 */
#include "merge/merge.h"
#include "orders/order.h"
#include "patrons/state.h"

#include <inttypes.h>
#include <stdio.h>

/* --- What works --- */

static bool is_here(const struct patron_page *p, enum patron_row_kind kind)
{
	const struct patron_row *row = patron_row_here(p);

	return row && row->kind == kind;
}

static bool on_open(const struct screen *screen)
{
	return is_here(screen->state, PATRON_OPEN);
}

static bool on_reserved(const struct screen *screen)
{
	return is_here(screen->state, PATRON_RESERVED);
}

static bool on_place(const struct screen *screen)
{
	const struct patron_page *p = screen->state;

	return p->n_marked > 0 || on_reserved(screen);
}

static bool on_gift(const struct screen *screen)
{
	return on_open(screen) || is_here(screen->state, PATRON_BUNDLE);
}

static bool has_refusal(const struct screen *screen)
{
	return attempt_may_override(&((const struct patron_page *)screen->state)->attempt);
}

static bool on_something(const struct screen *screen)
{
	const struct patron_row *row = patron_row_here(screen->state);

	return row && (row->order_id || row->kind == PATRON_OPEN || row->kind == PATRON_MORE);
}

/* What is done to vouchers has its place on the bar only while the cursor is on some. */
static const struct command_ref page_commands[] = {
	{ CMD_OVERRIDE, NULL, has_refusal, COMMAND_SHY, "nothing was refused" },
	{ CMD_RESERVE, NULL, on_open, COMMAND_SHY, "no open voucher is under the cursor" },
	{ CMD_RELEASE, NULL, on_place, COMMAND_SHY, "nothing reserved is under the cursor" },
	{ CMD_CHANGE, NULL, on_place, COMMAND_SHY, "nothing reserved is under the cursor" },
	{ CMD_TRANSFER, NULL, on_gift, COMMAND_SHY,
	  "nothing that can be given away is under the cursor" },
	{ CMD_REPRINT_THESE, "Print", on_place, COMMAND_SHY,
	  "nothing reserved is under the cursor" },
	{ CMD_MARK, NULL, on_reserved, COMMAND_SHY, "no ticket is under the cursor" },
	{ CMD_ISSUE, NULL, NULL, false, NULL },
	{ CMD_EDIT, NULL, NULL, false, NULL },
	{ CMD_MERGE, NULL, NULL, false, NULL },
	{ CMD_OPEN, NULL, on_something, true, "nothing is under the cursor" },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* --- The model --- */

/* Rows for what is told about the row of the cursor, or for a refusal; 0: no room. */
static int panel_rows(int rows)
{
	return rows < 12 ? 0 : rows / 3;
}

static struct ui_rect list_part(const struct patron_page *p, int rows, int cols)
{
	int head = patron_head_rows(p, rows, cols), panel = panel_rows(rows);

	return (struct ui_rect){ head, 1, rows - head - panel, cols - 2 };
}

static void page_layout(struct screen *screen, int rows, int cols)
{
	struct patron_page *p = screen->state;

	ui_list_layout(&p->list, list_part(p, rows, cols).rows, (int)p->rows.n);
	/* the head of the first group is no row to stop above */
	if (p->list.top == 1 && p->list.row == 1)
		p->list.top = 0;
}

static void page_recalc(struct screen *screen)
{
	struct patron_page *p = screen->state;
	const struct patron_row *here = patron_row_here(p);
	const struct patron_row was = here ? *here : (struct patron_row){ 0 };
	size_t first = 0;

	p->has = !session_failed(screen, patron_rows_fetch(p));
	if (!p->has)
		p->rows = (struct patron_rows){ 0 };
	patron_drop_marks(p);
	for (size_t i = 0; i < p->rows.n && was.id; i++)
		if (p->rows.row[i].kind == was.kind && p->rows.row[i].id == was.id)
			p->list.row = (int)i;
	while (first < p->rows.n && p->rows.row[first].kind == PATRON_HEAD)
		first++;
	if (!here)
		p->list.row = (int)first;
	page_layout(screen, screen->rows, screen->cols);
}

static bool page_open(struct screen *screen, const void *args)
{
	struct patron_page *p = screen->state;

	p->patron_id = *(const int64_t *)args;
	if (p->patron_id <= BO_PATRON_WALK_UP) {
		app_error(screen->app, "The walk-up patron has no page; name the patron first.");
		return false;
	}
	p->session = session_of(screen);
	p->list.no_head = true;
	patron_attempt_init(p);
	page_recalc(screen);
	if (!p->has)
		bo_arena_clear(&p->arena);
	return p->has;
}

static void page_close(struct screen *screen)
{
	struct patron_page *p = screen->state;

	bo_arena_clear(&p->arena);
	bo_arena_clear(&p->room.lent);
	patron_edit_clear(&p->work);
}

/* --- Drawing --- */

static int rows(const void *arg)
{
	const struct patron_page *p = arg;

	return (int)p->rows.n;
}

enum { COL_MARK, COL_TEXT, COL_MORE, COL_RIGHT, COLUMNS };

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct patron_page *p = arg;
	const struct patron_row *r = &p->rows.row[row];
	bool marked = r->kind == PATRON_RESERVED && patron_is_marked(p, r->id);

	snprintf(text, size, "%s",
		 column == COL_MARK   ? (marked ? "*" : "")
		 : column == COL_TEXT ? r->text
		 : column == COL_MORE ? r->more
				      : r->right);
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct patron_page *p = arg;
	const struct patron_row *r = &p->rows.row[row];

	switch (r->kind) {
	case PATRON_HEAD:
		return UI_ROLE_HEADER;
	case PATRON_NOTHING:
		return UI_ROLE_HINT;
	case PATRON_OPEN:
		return column == COL_RIGHT && !r->usable ? UI_ROLE_WARN : UI_ROLE_NORMAL;
	case PATRON_RESERVED:
		return !r->usable		    ? UI_ROLE_DISABLED
		       : patron_is_marked(p, r->id) ? UI_ROLE_MARK
						    : UI_ROLE_NORMAL;
	case PATRON_BUNDLE:
		break;
	case PATRON_OFFER:
	case PATRON_MEMBER:
		return column == COL_RIGHT && !r->usable ? UI_ROLE_WARN : UI_ROLE_NORMAL;
	case PATRON_ORDER:
		return column == COL_RIGHT ? UI_ROLE_MONEY : UI_ROLE_NORMAL;
	case PATRON_EVENT:
		break;
	case PATRON_MORE:
		return UI_ROLE_HINT;
	}
	return UI_ROLE_NORMAL;
}

static const struct ui_column columns[COLUMNS] = {
	[COL_MARK] = { .title = "", .width = 1 },
	[COL_TEXT] = { .title = "", .width = 20, .grow = true },
	[COL_MORE] = { .title = "", .width = 18, .drop = 1 },
	[COL_RIGHT] = { .title = "", .width = 18, .right = true },
};

static const struct ui_list_model model = {
	.columns = columns, .ncolumns = COLUMNS, .rows = rows, .cell = cell, .role = role
};

static void draw_uses(const struct patron_page *p, const struct patron_row *row,
		      struct ui_surface *s)
{
	const struct bo_uses *uses = row->uses;
	int room = s->rows - 1;

	ui_put_cut(s, 0, 0, s->cols, UI_ROLE_HEADER,
		   uses->n > 0 ? "May be used, and places left for it" : "No performance to come");
	for (size_t i = 0; i < uses->n && (int)i < room; i++) {
		const struct bo_use *use = &uses->row[i];
		char when[SESSION_WHEN], left[300];
		int y = (int)i + 1, x = s->cols < 50 ? 17 : 18;

		if ((int)i == room - 1 && uses->n > (size_t)room) {
			ui_putf(s, y, 0, UI_ROLE_HINT, "and %zu more: r lists them", uses->n - i);
			return;
		}
		ui_put_cut(s, y, 0, x - 1, UI_ROLE_NORMAL,
			   session_when(p->session, use->at, use->zone, when));
		snprintf(left, sizeof left, "%" PRId64 " left", use->left);
		ui_put_cut(s, y, x, use->message ? 14 : s->cols - x - 10, UI_ROLE_NORMAL,
			   use->show);
		if (use->message)
			ui_put_cut(s, y, x + 15, s->cols - x - 15, UI_ROLE_WARN, use->message);
		else
			ui_put_right(s, y, s->cols - 10, 10, UI_ROLE_OK, left);
	}
}

static void draw_panel(const struct patron_page *p, struct ui_surface *s)
{
	const struct patron_row *row = patron_row_here(p);

	if (p->attempt.refused)
		attempt_draw(&p->attempt, s);
	else if (row && row->kind == PATRON_OPEN && row->uses)
		draw_uses(p, row, s);
	else if (row && row->kind == PATRON_RESERVED)
		ui_putf(s, 0, 0, UI_ROLE_HINT, "Of order %" PRId64 "; Enter shows it",
			row->order_id);
	else if (row && row->kind == PATRON_BUNDLE)
		ui_put_cut(s, 0, 0, s->cols, UI_ROLE_HINT,
			   "Moves to another patron with all it includes, once all of it is open");
	else if (row && row->story)
		ui_put_wrapped(s, ui_surface_rect(s),
			       row->kind == PATRON_OFFER && !row->usable ? UI_ROLE_WARN
									 : UI_ROLE_NORMAL,
			       row->story);
	else if (*p->patron.notes)
		ui_put_wrapped(s, ui_surface_rect(s), UI_ROLE_HINT, p->patron.notes);
}

static void page_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct patron_page *p = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(p, s->rows, s->cols));
	int panel = panel_rows(s->rows);

	patron_head_draw(p, s);
	ui_list_draw(&p->list, &model, p, &part, true);
	if (panel > 0) {
		struct ui_surface below = ui_surface_part(
			s, (struct ui_rect){ s->rows - panel + 1, 1, panel - 1, s->cols - 2 });

		ui_hline(s, s->rows - panel, 0, s->cols, UI_ROLE_BORDER);
		draw_panel(p, &below);
	} else if (p->attempt.refused) {
		ui_fill(s, (struct ui_rect){ s->rows - 1, 0, 1, s->cols }, UI_ROLE_WARN);
		ui_put_cut(s, s->rows - 1, 0, s->cols, UI_ROLE_WARN, p->attempt.answer.message);
	}
}

static void page_heading(const struct screen *screen, char *text, size_t size)
{
	const struct patron_page *p = screen->state;

	snprintf(text, size, "%s", p->has ? p->patron.name : "Patron");
}

/* --- Keys --- */

static unsigned open_here(struct screen *screen)
{
	const struct patron_row *row = patron_row_here(screen->state);
	struct order_args args = { 0 };

	if (!row || row->kind <= PATRON_NOTHING)
		return UI_HANDLED | UI_BELL;
	if (row->kind == PATRON_OPEN)
		return patron_ask_reserve(screen);
	if (row->kind == PATRON_MORE) {
		patron_story_longer(screen->state);
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	if (!row->order_id)
		return UI_HANDLED | UI_BELL;
	args.order_id = row->order_id;
	if (row->kind == PATRON_RESERVED || row->kind == PATRON_BUNDLE)
		args.voucher_id = row->id;
	app_push(screen->app, &order_screen, &args, PATRON_TAG_OTHER);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned page_event(struct screen *screen, const struct ui_event *event)
{
	struct patron_page *p = screen->state;
	struct ui_rect part = list_part(p, screen->rows, screen->cols);
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (p->attempt.refused && ui_key_is(event, UI_KEY_ESC, 0)) {
		p->attempt.refused = false;
		return UI_HANDLED | UI_REDRAW;
	}
	e.y -= part.y;
	e.x -= part.x;
	r = ui_list_letters(&p->list, &e, (int)p->rows.n);
	if (r & UI_CHANGED)
		p->attempt.refused = false;
	return r & UI_ACCEPTED ? open_here(screen) : r;
}

/* --- One record of two --- */

static unsigned ask_merge(struct screen *screen)
{
	if (session_failed(screen, bo_require(session_bo(screen), BO_MAY_MERGE_PATRONS)))
		return UI_HANDLED | UI_REDRAW;
	return choose_person(screen,
			     &(struct choose_person){
				     .title = "Which other record is the same person?",
				     .without = ((struct patron_page *)screen->state)->patron_id },
			     PATRON_TAG_SAME);
}

static unsigned compare(struct screen *screen, int64_t other)
{
	const struct patron_page *p = screen->state;

	app_push(screen->app, &patron_merge_screen,
		 &(struct patron_merge_args){ .keep = p->patron_id, .gone = other },
		 PATRON_TAG_MERGE);
	return UI_REDRAW;
}

/* --- Answers --- */

static unsigned counted(struct screen *screen, const char *text)
{
	const struct patron_page *p = screen->state;

	if (!patron_counted(screen, text))
		return UI_REDRAW;
	return p->asked.deed == PATRON_TRANSFER ? patron_ask_who(screen) : patron_reserve(screen);
}

static unsigned page_done(struct screen *screen, int tag, const void *result)
{
	struct patron_page *p = screen->state;
	const struct chosen *chosen = result;

	if (tag == ATTEMPT_TAG)
		return attempt_done(screen, &p->attempt, result) | UI_RECALC;
	if (!result)
		return UI_RECALC | UI_REDRAW;
	switch ((enum patron_tag)tag) {
	case PATRON_TAG_PLACE:
		return patron_placed(screen, chosen->id) | UI_REDRAW;
	case PATRON_TAG_COUNT:
		return counted(screen, result);
	case PATRON_TAG_WHO:
		return patron_give_to(screen, chosen);
	case PATRON_TAG_ISSUE_PLACE:
		return patron_issue_at(screen, chosen->id) | UI_REDRAW;
	case PATRON_TAG_SAME:
		return compare(screen, chosen->id);
	case PATRON_TAG_MERGE:
		p->patron_id = ((const struct patron_merge_result *)result)->keep;
		break;
	case PATRON_TAG_OTHER:
		break;
	}
	return UI_RECALC | UI_REDRAW;
}

static unsigned page_command(struct screen *screen, enum command command)
{
	struct patron_page *p = screen->state;

	if (command == CMD_OVERRIDE)
		return attempt_override(screen, &p->attempt);
	p->attempt.refused = false;
	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_RESERVE)
		return patron_ask_reserve(screen);
	if (command == CMD_RELEASE)
		return patron_release(screen);
	if (command == CMD_CHANGE)
		return patron_ask_change(screen);
	if (command == CMD_TRANSFER)
		return patron_ask_transfer(screen);
	if (command == CMD_ISSUE)
		return patron_ask_issue(screen);
	if (command == CMD_REPRINT_THESE)
		return patron_ask_print(screen);
	if (command == CMD_EDIT)
		return patron_edit_open(screen, &p->work, p->patron_id, NULL, PATRON_TAG_OTHER);
	if (command == CMD_MERGE)
		return ask_merge(screen);
	if (command == CMD_MARK)
		return patron_mark_here(p);
	return command == CMD_OPEN ? open_here(screen) : UI_IGNORED;
}

const struct screen_ops patron_page_screen = {
	.name = "patron page",
	.title = "Patron",
	.state_size = sizeof(struct patron_page),
	.commands = page_commands,
	.open = page_open,
	.recalc = page_recalc,
	.layout = page_layout,
	.draw = page_draw,
	.event = page_event,
	.command = page_command,
	.done = page_done,
	.close = page_close,
	.heading = page_heading,
};
