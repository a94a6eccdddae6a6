/*
 * Painting the lower half of the Sell screen: the basket, the sale just made with its change in
 * large figures, refusals and scanned tickets, the last orders.
 */
#include "campaigns/campaign.h"
#include "sell/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SOON = 5 * 60 };

static const char *money(const struct sell *s, int64_t amount, char text[SESSION_MONEY])
{
	return session_money(session_of(s->screen), amount, text);
}

/* "keeps its places for 4 min", or nothing while that is long. */
static void say_expiry(const struct sell *s, char *text, size_t size)
{
	const struct bo_basket *b = &s->model.basket;
	int64_t left = b->expires - s->model.now;

	text[0] = '\0';
	if (b->n_lines == 0)
		return;
	if (b->expired || left <= 0)
		snprintf(text, size, "its places ran out");
	else if (left < SOON)
		snprintf(text, size, "keeps its places %" PRId64 " min", (left + 59) / 60);
}

/* --- The basket --- */

enum {
	QTY_COLS = 7,
	NAME_LEAST = 10,
	SHOW_LEAST = 7,
	WIDE_BASKET = 60,
	WHEN_COLS = 16,
	WEEKDAY = 4
};

/* Columns of the widest amount: what they do not need is the names'. */
static int amount_columns(const struct sell *s)
{
	const struct bo_basket *b = &s->model.basket;
	int widest = 5;
	char text[SESSION_MONEY];

	for (size_t i = 0; i < b->n_lines; i++) {
		int n = ui_text_columns(money(s, b->line[i].amount + b->line[i].discount, text));

		widest = n > widest ? n : widest;
	}
	return widest;
}

/* For which show a line is, and when, where that is another than the chosen performance; as short
 * as a small basket asks. */
static void say_place(const struct sell *s, const struct bo_basket_line *line, bool wide,
		      bool elsewhere, char *text, size_t size)
{
	char when[SESSION_WHEN];

	text[0] = '\0';
	if (!line->show)
		return;
	session_when(session_of(s->screen), line->performance_at, line->zone, when);
	if (elsewhere && !wide)
		snprintf(text, size, "%s %s", when + WEEKDAY, line->show);
	else
		snprintf(text, size, "%s", line->show);
}

/* "*BARD, FRIEND-1" while there is room. */
static void say_line_codes(const struct bo_basket_line *line, int room, struct bo_buf *say)
{
	char text[BO_CODES_SIZE];
	struct bo_buf codes = BO_BUF(text);
	size_t n = bo_code_count(line->codes);

	bo_code_list(&codes, line->codes);
	bo_buf_add(say, line->override ? " *" : "");
	if (n > 1 && ui_text_columns(text) > room)
		bo_buf_printf(say, "%zu codes", n);
	else
		bo_buf_add(say, text);
}

static void draw_line(const struct sell *s, const struct bo_basket_line *line, struct ui_surface *t,
		      int y)
{
	bool wide = t->cols >= WIDE_BASKET;
	bool elsewhere = line->performance_id && line->performance_id != s->model.performance_id;
	int amount = amount_columns(s), right = t->cols - 1 - amount, room, place,
	    least = NAME_LEAST;
	char text[SESSION_WHEN], type[300], where[300];
	enum ui_role role = elsewhere ? UI_ROLE_MARK : UI_ROLE_HINT;
	struct bo_buf say = BO_BUF(type);

	say_place(s, line, wide, elsewhere, where, sizeof where);
	room = right - QTY_COLS - 1 - (wide ? WHEN_COLS + 1 : 0);
	/* broken rules and codes leave a mark; of several, which it is */
	bo_buf_printf(&say, "%s%s", line->type, line->override ? " !" : line->code ? " *" : "");
	if (line->code && bo_code_count(s->model.basket.code) > 1) {
		say_line_codes(line, room - ui_text_columns(where) - ui_text_columns(type) - 3,
			       &say);
		least = ui_text_columns(type) < room - SHOW_LEAST ? ui_text_columns(type)
								  : room - SHOW_LEAST;
		/* the chosen performance stands above, the codes only here */
		if (!elsewhere && ui_text_columns(type) + 1 + ui_text_columns(where) > room)
			where[0] = '\0';
	}
	ui_putf(t, y, 1, UI_ROLE_NORMAL, "%3" PRId64 " ×", line->qty);
	/* the full price: what campaigns take off stands below */
	ui_put_right(t, y, right, amount, UI_ROLE_MONEY,
		     money(s, line->amount + line->discount, text));
	if (wide && line->performance_id)
		ui_put_cut(t, y, right - WHEN_COLS - 1, WHEN_COLS, role,
			   session_when(session_of(s->screen), line->performance_at, line->zone,
					text));
	place = ui_text_columns(where);
	if (place > room - least - 1)
		place = room - least - 1;
	/* a name that needs less leaves the rest to the show */
	if (ui_text_columns(type) < NAME_LEAST)
		place = ui_text_columns(where) < room - ui_text_columns(type) - 1
				? ui_text_columns(where)
				: room - ui_text_columns(type) - 1;
	if (place < 0)
		place = 0;
	ui_put_cut(t, y, QTY_COLS, room - place - (place > 0),
		   line->override ? UI_ROLE_MARK : UI_ROLE_NORMAL, type);
	ui_put_cut(t, y, QTY_COLS + room - place, place, role, where);
}

static void draw_tender(const struct sell *s, const struct bo_tender *tender, struct ui_surface *t,
			int y)
{
	char text[SESSION_MONEY];

	ui_putf(t, y, 7, UI_ROLE_OK, "paid: %s%s%s", bo_tender_label(tender->kind),
		tender->reference ? ", " : "", tender->reference ? tender->reference : "");
	ui_put_right(t, y, t->cols - 10, 9, UI_ROLE_OK, money(s, -tender->amount, text));
}

/* What stands in the basket's part, from above: a line, under it what campaigns make of it, then
 * what was paid. */
struct basket_row {
	int at;	 /* the row one can stand on: a line or a tender */
	int use; /* campaign on the line; -1: the line itself, or a tender */
};

static int rows_of(const struct bo_basket *b, int at)
{
	struct bo_line_use use;
	int n = 0;

	while ((size_t)at < b->n_lines && campaign_on_line(&b->line[at], (size_t)n, &use))
		n++;
	return 1 + n;
}

static struct basket_row row_at(const struct sell *s, int y)
{
	int at = 0, n = sell_rows(s);

	while (at < n && y >= rows_of(&s->model.basket, at))
		y -= rows_of(&s->model.basket, at++);
	return (struct basket_row){ at, y - 1 };
}

/* First row in sight: the last ones, unless the cursor stands above them. */
static int first_row(const struct sell *s)
{
	int all = 0, cursor = 0, first;

	for (int i = 0; i < sell_rows(s); i++) {
		if (i == s->selected)
			cursor = all;
		all += rows_of(&s->model.basket, i);
	}
	first = all - s->layout.basket.rows;
	if (s->where == SELL_IN_BASKET && first > cursor)
		first = cursor;
	return first < 0 ? 0 : first;
}

int sell_row_at(const struct sell *s, int y)
{
	int at = row_at(s, first_row(s) + y).at;

	return at < sell_rows(s) ? at : sell_rows(s) - 1;
}

enum { USE_AT = 5 }; /* column of a campaign's name, under its line */

/* "Friends of the house  2 × -20.00", and what that comes to. */
static void draw_use(const struct sell *s, const struct bo_line_use *use, struct ui_surface *t,
		     int y)
{
	char text[400], each[SESSION_MONEY], off[SESSION_MONEY] = "";
	struct bo_buf say = BO_BUF(text);
	int name = ui_text_columns(use->campaign), room;

	bo_buf_printf(&say, "%" PRId64 " ×", use->qty);
	if (use->discount && use->discount % use->qty == 0)
		bo_buf_printf(&say, " %s", money(s, -use->discount / use->qty, each));
	if (use->discount)
		money(s, -use->discount, off);
	/* the name may reach as far as the amounts let it */
	room = t->cols - USE_AT - 2 - ui_text_columns(off) - ui_text_columns(text) - 2;
	name = name > room ? room : name;
	ui_put_cut(t, y, USE_AT, name, UI_ROLE_OK, use->campaign);
	ui_put(t, y, USE_AT + name + 2, UI_ROLE_HINT, text);
	ui_put_right(t, y, t->cols - 10, 9, UI_ROLE_OK, off);
}

static void draw_rows(const struct sell *s, struct ui_surface *t)
{
	const struct bo_basket *b = &s->model.basket;
	int first = first_row(s), n = sell_rows(s);

	for (int i = 0; i < t->rows; i++) {
		struct basket_row row = row_at(s, first + i);
		size_t at = (size_t)row.at;
		struct bo_line_use use;

		if (row.at >= n)
			break;
		if (at >= b->n_lines)
			draw_tender(s, &b->tender[at - b->n_lines], t, i);
		else if (row.use < 0)
			draw_line(s, &b->line[at], t, i);
		else if (campaign_on_line(&b->line[at], (size_t)row.use, &use))
			draw_use(s, &use, t, i);
		if (s->where == SELL_IN_BASKET && row.at == s->selected && row.use < 0)
			ui_paint(t, (struct ui_rect){ i, 0, 1, t->cols }, UI_ROLE_SELECTED);
	}
	if (first > 0)
		ui_putf(t, 0, 0, UI_ROLE_MARK, "+%d", first);
}

/* All of them while there is room; the lines say which each uses. */
static void say_codes(const struct bo_basket *b, int room, char *text, size_t size)
{
	struct bo_buf say = { .text = text, .size = size };
	size_t n = bo_code_count(b->code);

	text[0] = '\0';
	if (n == 0)
		return;
	bo_buf_add(&say, n > 1 ? " codes " : " code ");
	bo_code_list(&say, b->code);
	bo_buf_add(&say, " ");
	if (n == 1 || (!say.full && ui_text_columns(text) <= room))
		return;
	snprintf(text, size, " %zu codes ", n);
}

static void draw_basket_head(const struct sell *s, struct ui_surface *t)
{
	const struct bo_basket *b = &s->model.basket;
	struct ui_rect r = { s->layout.basket_head, s->layout.basket.x, 1, s->layout.basket.cols };
	struct ui_surface row = ui_surface_part(t, r);
	bool named = b->patron && b->patron_id != BO_PATRON_WALK_UP;
	char text[300], code[SELL_TEXT + 10] = "", expiry[60];
	int x = 1, right = r.cols - 1, least = 0;

	ui_hline(&row, 0, 0, r.cols, UI_ROLE_BORDER);
	x += ui_put(&row, 0, x, UI_ROLE_HEADER, "Basket");
	say_expiry(s, expiry, sizeof expiry);
	if (*expiry) {
		int n = ui_text_columns(expiry);

		right -= n < r.cols - 10 ? n : r.cols - 10;
		ui_put_right(&row, 0, right, r.cols - 1 - right, UI_ROLE_WARN, expiry);
	}
	say_codes(b, right - x - (named ? r.cols / 3 : 9), code, sizeof code);
	right -= ui_text_columns(code);
	snprintf(text, sizeof text, " %s ", named ? b->patron : "walk-up");
	if (named && s->model.access && *s->model.access)
		least = (right - x) / 2; /* half of the room, if they need it */
	x += ui_put_cut(&row, 0, x, right - x - least < 6 ? 6 : right - x - least,
			named ? UI_ROLE_MARK : UI_ROLE_HINT, text);
	if (least > 0) {
		snprintf(text, sizeof text, "! %.280s ", s->model.access);
		x += ui_put_cut(&row, 0, x, right - x, UI_ROLE_WARN, text);
	}
	ui_put_cut(&row, 0, x, r.cols - x, UI_ROLE_MARK, code);
}

static void draw_totals(const struct sell *s, struct ui_surface *t)
{
	const struct bo_basket *b = &s->model.basket;
	int x = s->layout.basket.x, cols = s->layout.basket.cols, y = s->layout.totals,
	    third = (cols - 1) / 3;
	int64_t due = sell_model_due(&s->model);
	char text[SESSION_MONEY], part[60];

	if (s->sold.on && b->n_lines == 0)
		return;
	snprintf(part, sizeof part, "Total %s", money(s, b->total, text));
	ui_put_cut(t, y, x + 1, third, UI_ROLE_NORMAL, part);
	if (b->n_tenders > 0) {
		snprintf(part, sizeof part, "Paid %s", money(s, b->paid, text));
		ui_put_cut(t, y, x + 1 + third, third, UI_ROLE_NORMAL, part);
	} else if (s->no_print) {
		ui_put_cut(t, y, x + 1 + third, third, UI_ROLE_WARN, "no tickets");
	}
	snprintf(part, sizeof part, due < 0 ? "Change %s" : "To pay %s",
		 money(s, due < 0 ? -due : due, text));
	ui_put_right(t, y, x + cols - third - 5, third + 4, UI_ROLE_MONEY, part);
}

static void draw_empty(const struct sell *s, struct ui_surface *t)
{
	ui_put_cut(t, 0, 1, t->cols - 2, UI_ROLE_HINT,
		   s->model.last.id ? "empty · = repeats the last order" : "empty");
	if (s->waiting[0] && t->rows > 1)
		ui_put_wrapped(t, (struct ui_rect){ 1, 1, t->rows - 1, t->cols - 2 }, UI_ROLE_WARN,
			       s->waiting);
}

/* --- The sale just made --- */

/* "2 tickets printed → Folder (tickets)" */
static void print_state(const struct sell *s, struct bo_buf *words, enum ui_role *role)
{
	int64_t count[BO_JOB_STATE_COUNT] = { 0 }, open = 0;
	const struct bo_printer *p = &s->model.printer;

	*role = UI_ROLE_HINT;
	if (s->sold.order_id == 0 || s->sold.tickets == 0)
		return;
	if (s->sold.unprinted) {
		bo_buf_add(words, "not printed, as asked · F11 prints");
		return;
	}
	for (size_t i = 0; i < s->model.jobs.n; i++) {
		const struct bo_print_job *job = &s->model.jobs.row[i];

		if (job->id <= s->sold.after_job)
			continue;
		count[job->state]++;
		open += bo_job_turn(job->state) == BO_JOB_OF_WORKER;
	}
	if (count[BO_JOB_UNKNOWN] > 0) {
		*role = UI_ROLE_WARN;
		bo_buf_printf(words, "%" PRId64 " unknown: look at the printer, then Print queue",
			      count[BO_JOB_UNKNOWN]);
	} else if (count[BO_JOB_FAILED] > 0) {
		*role = UI_ROLE_ERROR;
		bo_buf_printf(words, "%" PRId64 " not printed: see Print queue",
			      count[BO_JOB_FAILED]);
	} else if (p->id == 0 && open + count[BO_JOB_PRINTED] == 0) {
		*role = UI_ROLE_WARN;
		bo_buf_add(words, "not printed: no printer is set up");
		return;
	} else if (open > 0) {
		*role = p->stopped ? UI_ROLE_WARN : UI_ROLE_HINT;
		bo_buf_printf(words, "%" PRId64 " of %" PRId64 " to print", open, s->sold.tickets);
		if (p->stopped) {
			bo_buf_add(words, " · printer stopped");
			return;
		}
	} else {
		*role = UI_ROLE_OK;
		bo_buf_printf(words, "%" PRId64 " %s printed", count[BO_JOB_PRINTED],
			      count[BO_JOB_PRINTED] == 1 ? "ticket" : "tickets");
	}
	if (p->id)
		bo_buf_printf(words, " → %s%s",
			      p->transport == BO_TRANSPORT_FOLDER ? "folder " : "",
			      p->transport == BO_TRANSPORT_FOLDER ? p->target : p->name);
}

static void draw_sold(const struct sell *s, struct ui_surface *t)
{
	const struct sell_sold *sold = &s->sold;
	struct ui_rect r = s->layout.basket;
	struct ui_surface part;
	char change[SESSION_MONEY], total[SESSION_MONEY + 40], words[200];
	struct bo_buf say = BO_BUF(words);
	enum ui_role role;
	int x;

	r.rows++; /* the totals' row: they are those of the next basket */
	part = ui_surface_part(t, r);
	money(s, sold->change, change);
	x = ui_big_columns(change);
	if (part.rows >= 4 && x < part.cols * 2 / 3) {
		ui_put(&part, 0, 1, UI_ROLE_HEADER, "Change");
		ui_big(&part, 1, 1, UI_ROLE_BIG, change);
		x = x + 3 < 12 ? 12 : x + 3;
	} else {
		x = ui_putf(&part, 0, 1, UI_ROLE_BIG, "Change %s", change) + 4;
	}
	snprintf(total, sizeof total, "Order %" PRId64 " · %s", sold->order_id,
		 money(s, sold->total, change));
	ui_put_cut(&part, part.rows >= 4 ? 1 : 0, x, part.cols - x - 1, UI_ROLE_NORMAL, total);
	ui_put_cut(&part, part.rows >= 4 ? 2 : 1, x, part.cols - x - 1, UI_ROLE_HINT, sold->paid);
	print_state(s, &say, &role);
	ui_put_wrapped(&part,
		       part.rows >= 5 ? (struct ui_rect){ 3, x, 2, part.cols - x - 1 }
				      : (struct ui_rect){ part.rows - 1, 1, 1, part.cols - 2 },
		       role, words);
}

void sell_draw_basket(const struct sell *s, struct ui_surface *t)
{
	struct ui_surface part = ui_surface_part(t, s->layout.basket);

	draw_basket_head(s, t);
	draw_totals(s, t);
	if (sell_rows(s) > 0)
		draw_rows(s, &part);
	else if (s->sold.on)
		draw_sold(s, t);
	else
		draw_empty(s, &part);
}

/* --- Under the entry line --- */

/* Why the printer stopped; else where the files of a folder printer lie, as far as the store's path
 * tells. */
static void say_printer(const struct sell *s, struct bo_buf *words, enum ui_role *role)
{
	const char *store = bo_store_path(s->model.bo), *slash = store ? strrchr(store, '/') : NULL;
	const struct bo_printer *p = &s->model.printer;

	if (s->sold.tickets > 0 && p->stopped && p->status && *p->status) {
		bo_buf_printf(words, "%s: %s", p->name, p->status);
		*role = UI_ROLE_WARN;
		return;
	}
	if (s->sold.tickets == 0 || p->id == 0 || p->transport != BO_TRANSPORT_FOLDER)
		return;
	bo_buf_add(words, "Tickets are PDF files in ");
	if (p->target[0] != '/' && slash)
		bo_buf_addn(words, store, (size_t)(slash - store) + 1);
	bo_buf_add(words, p->target);
}

/* The ticket, and whose it is; where it is a code of the basket, what it gives instead. */
static void draw_lookup(const struct sell *s, struct ui_surface *t, struct ui_rect r,
			const char *standings, enum ui_role role)
{
	const struct sell_lookup *l = &s->lookup;
	const char *code = s->model.basket.code;
	bool gives = *standings && bo_code_among(code, l->code);

	ui_put_cut(t, r.y, r.x, r.cols, l->good || gives ? UI_ROLE_OK : UI_ROLE_ERROR, l->line[1]);
	if (r.rows > 1)
		ui_put_cut(t, r.y + 1, r.x, r.cols, gives ? role : UI_ROLE_NORMAL,
			   gives ? standings : l->line[0]);
}

enum { HEADING_MORE = 14 }; /* signs, and the expiry or a code */

/* What the heading of the basket had no room for, in a row of its own: nobody may miss it. */
static void draw_needs(const struct sell *s, struct ui_surface *t, struct ui_rect *r)
{
	const char *needs = s->model.access;

	if (!needs || !*needs || r->rows < 2 ||
	    ui_text_columns(needs) + HEADING_MORE <= s->layout.basket.cols / 2)
		return;
	ui_putf(t, r->y, r->x, UI_ROLE_WARN, "! Access needs: %.280s", needs);
	r->y++;
	r->rows--;
}

void sell_draw_notes(const struct sell *s, struct ui_surface *t)
{
	struct ui_rect r = { s->layout.notes, 1, s->layout.note_rows, t->cols - 2 };
	char words[300], has[500];
	struct bo_buf say = BO_BUF(words), standings = BO_BUF(has);
	enum ui_role role = UI_ROLE_HINT,
		     usable = sell_say_standings(s, &standings) ? UI_ROLE_WARN : UI_ROLE_OK;

	if (!s->attempt.refused && !s->lookup.on)
		draw_needs(s, t, &r);
	if (s->attempt.refused) {
		ui_put_wrapped(t, r, UI_ROLE_ERROR, s->attempt.answer.message);
	} else if (s->lookup.on) {
		draw_lookup(s, t, r, has, usable);
	} else if (has[0]) {
		ui_put_wrapped(t, r, usable, has);
	} else if (!s->sold.on || sell_rows(s) > 0) {
		print_state(s, &say, &role);
		if (words[0])
			ui_putf(t, r.y + r.rows - 1, r.x, role, "Order %" PRId64 ": %s",
				s->sold.order_id, words);
	} else {
		say_printer(s, &say, &role);
		if (ui_text_columns(words) <= r.cols) {
			r.y += r.rows - 1;
			r.rows = 1;
		}
		ui_put_wrapped(t, r, role, words);
	}
}

/* --- The last orders --- */

void sell_draw_orders(const struct sell *s, struct ui_surface *t)
{
	struct ui_surface part = ui_surface_part(t, s->layout.orders);
	int y = 1;

	if (part.rows <= 0)
		return;
	ui_hline(&part, 0, 0, part.cols, UI_ROLE_BORDER);
	ui_put(&part, 0, 1, UI_ROLE_HEADER, "Last orders");
	for (size_t i = 0; i < s->model.orders.n && y < part.rows; i++, y++) {
		const struct bo_order_summary *o = &s->model.orders.row[i];
		struct bo_civil at = bo_when_civil(o->at, o->zone);
		char text[SESSION_MONEY];

		ui_putf(&part, y, 0, UI_ROLE_NORMAL, "%6" PRId64, o->id);
		ui_putf(&part, y, 8, UI_ROLE_HINT, "%02d:%02d", at.hour, at.minute);
		ui_put_cut(&part, y, 15, part.cols - 30, UI_ROLE_NORMAL, o->patron);
		ui_putf(&part, y, part.cols - 14, UI_ROLE_HINT, "%3" PRId64, o->tickets);
		ui_put_right(&part, y, part.cols - 10, 9, UI_ROLE_MONEY, money(s, o->net, text));
	}
}
