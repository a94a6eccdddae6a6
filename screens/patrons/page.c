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

static bool works(const struct screen *screen, enum command command)
{
	const struct patron_page *p = screen->state;
	const struct patron_row *row = patron_row_here(p);
	enum patron_row_kind kind = row ? row->kind : PATRON_NOTHING;

	switch ((int)command) {
	case CMD_OVERRIDE:
		return attempt_may_override(&p->attempt);
	case CMD_RESERVE:
		return kind == PATRON_OPEN;
	case CMD_RELEASE:
	case CMD_CHANGE:
	case CMD_REPRINT_THESE:
		return p->view.marks.n > 0 || kind == PATRON_RESERVED;
	case CMD_TRANSFER:
		return kind == PATRON_OPEN || kind == PATRON_BUNDLE;
	case CMD_MARK:
		return kind == PATRON_RESERVED;
	case CMD_OPEN:
		return row && (row->order_id || kind == PATRON_OPEN || kind == PATRON_MORE);
	default:
		return true;
	}
}

static const char no_ticket[] = "nothing reserved is under the cursor";

/* What is done to vouchers has its place on the bar only while the cursor is on some. */
static const struct command_ref page_commands[] = {
	{ CMD_OVERRIDE, NULL, NULL, COMMAND_SHY, "nothing was refused" },
	{ CMD_RESERVE, NULL, NULL, COMMAND_SHY, "no open voucher is under the cursor" },
	{ CMD_RELEASE, NULL, NULL, COMMAND_SHY, no_ticket },
	{ CMD_CHANGE, NULL, NULL, COMMAND_SHY, no_ticket },
	{ CMD_TRANSFER, NULL, NULL, COMMAND_SHY,
	  "nothing that can be given away is under the cursor" },
	{ CMD_REPRINT_THESE, "Print", NULL, COMMAND_SHY, no_ticket },
	{ CMD_MARK, NULL, NULL, COMMAND_SHY, "no ticket is under the cursor" },
	{ CMD_ISSUE, NULL, NULL, false, NULL },
	{ CMD_EDIT, NULL, NULL, false, NULL },
	{ CMD_MERGE, NULL, NULL, false, NULL },
	{ CMD_OPEN, NULL, NULL, true, "nothing is under the cursor" },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* --- The model --- */

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct patron_page *p = screen->state;
	enum bo_status status = patron_rows_fetch(p);

	p->has = status == BO_OK;
	if (!p->has)
		p->rows = (struct patron_rows){ 0 };
	patron_row_keys(p);
	return table_found(rows, status, p->rows.row, p->rows.n);
}

/* Marks of what is no longer there go, and a refusal once one is on something else. */
static void moved(struct screen *screen)
{
	struct patron_page *p = screen->state;
	struct ui_list *list = &p->view.picker.list;
	const struct patron_row *here = table_here(screen);

	for (size_t i = p->view.marks.n; i-- > 0;) {
		const void *row = table_find(screen, p->view.marks.id[i]);

		if (!row || !patron_row_good(row))
			table_mark(screen, p->view.marks.id[i], false);
	}
	if (here && here->key != p->stood)
		p->attempt.refused = false;
	p->stood = here ? here->key : 0;
	/* the head of the first group is no row to stop above */
	if (list->top == 1 && list->row == 1)
		list->top = 0;
}

static bool page_open(struct screen *screen, const void *args)
{
	struct patron_page *p = screen->state;
	const struct patron_row *row;

	(void)args;
	if (p->view.of <= BO_PATRON_WALK_UP) {
		app_error(screen->app, "The walk-up patron has no page; name the patron first.");
		return false;
	}
	p->session = session_of(screen);
	patron_attempt_init(p);
	table_recalc(screen);
	while ((row = table_here(screen)) && row->kind == PATRON_HEAD)
		p->view.picker.list.row++;
	return p->has;
}

static void page_close(struct screen *screen)
{
	patron_edit_clear(&((struct patron_page *)screen->state)->work);
}

/* --- Drawing --- */

enum { COL_TEXT, COL_MORE, COL_RIGHT, COLUMNS };

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct patron_row *r = row;

	(void)screen;
	bo_buf_add(text, column == COL_TEXT ? r->text : column == COL_MORE ? r->more : r->right);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	const struct patron_row *r = row;

	(void)screen;
	switch (r->kind) {
	case PATRON_HEAD:
		return UI_ROLE_HEADER;
	case PATRON_NOTHING:
	case PATRON_MORE:
		return UI_ROLE_HINT;
	case PATRON_OPEN:
	case PATRON_OFFER:
	case PATRON_MEMBER:
		return column == COL_RIGHT && !r->usable ? UI_ROLE_WARN : UI_ROLE_NORMAL;
	case PATRON_RESERVED:
		return !r->usable ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
	case PATRON_ORDER:
		return column == COL_RIGHT ? UI_ROLE_MONEY : UI_ROLE_NORMAL;
	case PATRON_BUNDLE:
	case PATRON_EVENT:
		break;
	}
	return UI_ROLE_NORMAL;
}

static const struct ui_column columns[COLUMNS] = {
	[COL_TEXT] = { .title = "", .width = 20, .grow = true },
	[COL_MORE] = { .title = "", .width = 18, .drop = 1 },
	[COL_RIGHT] = { .title = "", .width = 18, .right = true },
};

static void draw_uses(const struct patron_page *p, const struct patron_row *row,
		      struct ui_surface *s)
{
	const struct bo_reservables *uses = row->uses;
	int room = s->rows - 1;

	ui_put_cut(s, 0, 0, s->cols, UI_ROLE_HEADER,
		   uses->n > 0 ? "May be used, and places left for it" : "No performance to come");
	for (size_t i = 0; i < uses->n && (int)i < room; i++) {
		const struct bo_reservable *use = &uses->row[i];
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

static int head_rows(const struct screen *screen, int rows, int cols)
{
	return patron_head_rows(screen->state, rows, cols);
}

static void head(const struct screen *screen, struct ui_surface *s)
{
	patron_head_draw(screen->state, screen->rows, s);
}

/* Rows for what is told about the row of the cursor, or for a refusal. */
static int panel_rows(const struct screen *screen, int rows)
{
	const struct patron_page *p = screen->state;

	return rows >= 12 ? rows / 3 : p->attempt.refused ? 2 : 0;
}

static void panel(const struct screen *screen, struct ui_surface *s)
{
	struct ui_surface below =
		ui_surface_part(s, (struct ui_rect){ 1, 1, s->rows - 1, s->cols - 2 });

	draw_panel(screen->state, &below);
}

static void heading(const struct screen *screen, struct bo_buf *text)
{
	const struct patron_page *p = screen->state;

	bo_buf_add(text, p->has ? p->patron.name : "Patron");
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
	return app_open(screen->app, &order_screen, &args, PATRON_TAG_OTHER);
}

static unsigned event(struct screen *screen, const struct ui_event *event)
{
	struct patron_page *p = screen->state;

	if (!p->attempt.refused || !ui_key_is(event, UI_KEY_ESC, 0))
		return UI_IGNORED;
	p->attempt.refused = false;
	table_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

/* --- One record of two --- */

static unsigned ask_merge(struct screen *screen)
{
	if (!session_allows(screen, BO_MAY_MERGE_PATRONS))
		return UI_HANDLED | UI_REDRAW;
	return choose_person(screen,
			     &(struct choose_person){
				     .title = "Which other record is the same person?",
				     .without = ((struct patron_page *)screen->state)->view.of },
			     PATRON_TAG_SAME);
}

static unsigned compare(struct screen *screen, int64_t other)
{
	const struct patron_page *p = screen->state;

	app_push(screen->app, &patron_merge_screen,
		 &(struct patron_merge_args){ .keep = p->view.of, .gone = other },
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
		p->view.of = ((const struct patron_merge_result *)result)->keep;
		break;
	case PATRON_TAG_OTHER:
		break;
	}
	return UI_RECALC | UI_REDRAW;
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct patron_page *p = screen->state;
	const struct patron_row *r = row;

	if (command == CMD_OVERRIDE)
		return attempt_override(screen, &p->attempt);
	p->attempt.refused = false;
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
		return patron_edit_open(screen, &p->work, p->view.of, NULL, PATRON_TAG_OTHER);
	if (command == CMD_MERGE)
		return ask_merge(screen);
	if (command == CMD_MARK && r && p->view.marks.n == 0)
		p->first = r->key;
	if (command == CMD_MARK && r && p->view.marks.n == PATRON_MARKS &&
	    !table_is_marked(screen, r->key))
		return UI_HANDLED | UI_BELL;
	return command == CMD_OPEN ? open_here(screen) : UI_IGNORED;
}

static const struct table page = {
	TABLE_COLUMNS(columns),
	.no_head = true,
	TABLE_ROWS(struct patron_row, key),
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.marks = true,
	.may_mark = patron_row_good,
	.of_id = true,
	.open = page_open,
	.close = page_close,
	.moved = moved,
	.heading = heading,
	.head_rows_at = head_rows,
	.head = head,
	.below_rows = panel_rows,
	.below = panel,
	.event = event,
	.works = works,
	.command = command,
	.done = page_done,
};

const struct screen_ops patron_page_screen = {
	TABLE_SCREEN(page),	   .name = "patron page",
	.title = "Patron",	   .state_size = sizeof(struct patron_page),
	.commands = page_commands,
};
