/*
 * Painting the Sell screen: where things are, the performances, the offers, the entry line.
 *
 * All places follow from the size of the terminal and from nothing else, so totals, entry line and
 * refusals are where they always are.  A small terminal loses the list of performances first, then
 * the heads, then rows of offers; never the totals, the entry line, or a reason.
 */
#include "sell/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { WIDE = 100, NARROW = 70, TALL = 30, ORDER_ROWS = 9 };

static void lay_out_left(struct sell_layout *l, int rows, int cols)
{
	int left = cols < NARROW ? 0 : cols < WIDE ? 34 : 40;

	l->split = left;
	if (left == 0)
		return;
	if (rows >= TALL - 5 && cols >= WIDE)
		l->orders = (struct ui_rect){ rows - ORDER_ROWS, 0, ORDER_ROWS, left };
	l->performances = (struct ui_rect){ 1, 0, rows - 1 - l->orders.rows, left };
}

void sell_lay_out(struct sell_layout *l, int rows, int cols)
{
	int above, room, basket, x;

	*l = (struct sell_layout){ .rule = -1, .wide = cols >= WIDE };
	l->note_rows = rows >= 14 ? 2 : 1;
	l->notes = rows - l->note_rows;
	l->preview = l->notes - 1;
	l->entry = l->preview - 1;
	above = l->entry;
	if (rows >= 14)
		l->rule = above = l->entry - 1;
	lay_out_left(l, above, cols);
	room = above > 3 ? above - 3 : 0; /* less the two heads and the totals */
	basket = room >= 20 ? room * 2 / 5 : room >= 8 ? 4 : room / 2;
	x = l->split ? l->split + 1 : 0;
	l->offer_heads = room - basket >= 6;
	l->offers =
		(struct ui_rect){ 1 + l->offer_heads, x, room - basket - l->offer_heads, cols - x };
	l->basket_head = 1 + room - basket;
	l->basket = (struct ui_rect){ l->basket_head + 1, x, basket, cols - x };
	l->totals = above - 1;
}

/* --- Performances --- */

int sell_first_performance(const struct sell *s)
{
	int n = (int)s->model.performances.n, rows = s->layout.performances.rows;
	int first = s->model.at - rows / 3; /* what comes is worth more than what was */

	if (first > n - rows)
		first = n - rows;
	return first < 0 ? 0 : first;
}

static enum ui_role places_role(const struct bo_performance *p)
{
	if (p->oversold > 0)
		return UI_ROLE_ERROR;
	if (p->state == BO_PERFORMANCE_CANCELLED || p->left == 0)
		return UI_ROLE_DISABLED;
	return p->left * 10 <= p->capacity ? UI_ROLE_WARN : UI_ROLE_NORMAL;
}

/* "sold out", "cancelled", how far it is oversold, or how many are left. */
static void say_places(const struct bo_performance *p, char *text, size_t size, bool wide)
{
	if (p->state == BO_PERFORMANCE_CANCELLED)
		snprintf(text, size, wide ? "cancelled" : "off");
	else if (p->oversold > 0)
		snprintf(text, size, "!-%" PRId64, p->oversold);
	else if (p->left == 0)
		snprintf(text, size, wide ? "sold out" : "full");
	else
		snprintf(text, size, "%" PRId64, p->left);
}

static void draw_performance(const struct sell *s, const struct bo_performance *p,
			     struct ui_surface *t, int y, bool chosen)
{
	int gauge = t->cols >= 40 ? 4 : 3, places = t->cols >= 40 ? 8 : 4, x = t->cols - gauge;
	char text[SESSION_WHEN];
	enum ui_role role = p->left == 0 || p->state == BO_PERFORMANCE_CANCELLED ? UI_ROLE_DISABLED
										 : UI_ROLE_NORMAL;

	ui_put(t, y, 0, UI_ROLE_NORMAL, chosen ? "▸" : " ");
	ui_put_cut(t, y, 1, 16, role, session_when(session_of(s->screen), p->at, p->zone, text));
	ui_put_cut(t, y, 18, x - places - 19, role, p->show);
	say_places(p, text, sizeof text, places > 4);
	ui_put_right(t, y, x - places - 1, places, places_role(p), text);
	ui_bar(t, y, x, gauge, UI_ROLE_GAUGE, p->sold + p->held, p->capacity);
	if (chosen)
		ui_paint(t, (struct ui_rect){ y, 0, 1, x - places - 2 }, UI_ROLE_SELECTED);
}

static void draw_performances(const struct sell *s, struct ui_surface *t)
{
	struct ui_surface part = ui_surface_part(t, s->layout.performances);
	int first = sell_first_performance(s), n = (int)s->model.performances.n;

	if (part.rows <= 0)
		return;
	ui_put_cut(t, 0, 1, s->layout.split - 8, UI_ROLE_HEADER, "Performances");
	ui_put_right(t, 0, s->layout.split - 13, 8, UI_ROLE_HEADER, "Left");
	if (n == 0)
		ui_put_wrapped(&part, (struct ui_rect){ 0, 1, part.rows, part.cols - 2 },
			       UI_ROLE_HINT,
			       "No performance is to come. The Season screen makes some.");
	for (int i = 0; i < part.rows && first + i < n; i++)
		draw_performance(s, &s->model.performances.row[first + i], &part, i,
				 first + i == s->model.at);
	if (s->model.more && first + part.rows >= n)
		ui_put_cut(&part, part.rows - 1, 1, part.cols - 2, UI_ROLE_MARK,
			   "more are to come: F3 finds them");
	ui_vline(t, 0, s->layout.split, s->layout.totals + 1, UI_ROLE_BORDER);
}

static void draw_heading(const struct sell *s, struct ui_surface *t)
{
	const struct bo_performance *p = sell_model_performance(&s->model);
	int x = s->layout.offers.x, cols = s->layout.offers.cols;
	char when[SESSION_WHEN], places[80], behind[300];

	if (!p)
		return;
	session_when(session_of(s->screen), p->at, p->zone, when);
	if (p->oversold > 0)
		snprintf(places, sizeof places, "%" PRId64 " sold too many", p->oversold);
	else
		snprintf(places, sizeof places, "%" PRId64 " of %" PRId64 " left", p->left,
			 p->capacity);
	snprintf(behind, sizeof behind, s->layout.wide ? " · %s · %s" : " · %s", when, p->house);
	int n = ui_text_columns(places), room = cols - n - 3, at = x + 1;
	int title = room - ui_text_columns(" · ") - ui_text_columns(when);

	/* a long title gives way to the hour, which tells two performances of a day apart */
	at += ui_put_cut(t, 0, at, title > 5 ? title : room, UI_ROLE_HEADER, p->show);
	ui_put_cut(t, 0, at, x + 1 + room - at, UI_ROLE_HEADER, behind);
	ui_put_right(t, 0, x + cols - n - 1, n, places_role(p), places);
}

/* --- Offers --- */

static const char *const brief[BO_RULE_COUNT] = {
	[BO_RULE_CODE] = "needs a code",  [BO_RULE_AUDIENCE] = "not for all",
	[BO_RULE_SOLD_OUT] = "sold out",  [BO_RULE_NOT_YET] = "not yet",
	[BO_RULE_ENDED] = "ended",	  [BO_RULE_TYPE_CAP] = "none left",
	[BO_RULE_ADVANCE_LIMIT] = "full", [BO_RULE_HOUSE_CAPACITY] = "full",
	[BO_RULE_MIN] = "too few left",	  [BO_RULE_NOT_VALID] = "cancelled",
	[BO_RULE_USED_UP] = "used up",
};

/* Marks what the terminal's colours alone must not say. */
static void say_note(const struct bo_offer *o, bool wide, struct bo_buf *note)
{
	bool open = o->reason == BO_RULE_NONE;

	if (o->reason == BO_RULE_CODE && o->codes && *o->codes)
		bo_buf_printf(note, wide ? "needs the code %s" : "code %s", o->codes);
	else if (!open && !wide && brief[o->reason])
		bo_buf_add(note, brief[o->reason]);
	else if (o->message)
		bo_buf_add(note, o->message);
	if (open && o->code_needed && !o->campaign && (wide || note->len == 0))
		bo_buf_printf(note, "%scode ok", note->len ? ", " : "");
}

/* Whose offer it is, cut so that how many still get it stays in sight. */
static void say_campaign(const struct bo_offer *o, int room, struct bo_buf *note)
{
	char left[30] = "";
	size_t before = note->len;

	if (o->campaign_left != BO_NONE)
		snprintf(left, sizeof left, " (%" PRId64 ")", o->campaign_left);
	room -= ui_text_columns(note->text) + (before ? 2 : 0) + ui_text_columns(left);
	if (room < 5)
		return;
	bo_buf_printf(note, "%s", before ? ", " : "");
	if (ui_text_columns(o->campaign) > room) {
		bo_buf_addn(note, o->campaign, ui_text_prefix(o->campaign, room - 1));
		bo_buf_add(note, "…");
	} else {
		bo_buf_add(note, o->campaign);
	}
	bo_buf_add(note, left);
}

/* How many more: what this basket has taken is gone too. */
static void say_left(const struct sell *s, const struct bo_offer *o, char *text, size_t size)
{
	const struct sell_facts facts = sell_facts(s);
	const struct bo_performance *p = sell_model_performance(&s->model);
	int64_t left = o->left;

	if (o->code_needed && o->code_left != BO_NONE && (left == BO_NONE || o->code_left < left))
		left = o->code_left;
	if (left != BO_NONE)
		left -= sell_taken(&facts, o);
	if (left != BO_NONE && p && bo_category_takes_place(o->category) && left > p->left)
		left = p->left;
	if (left == BO_NONE)
		snprintf(text, size, "·");
	else
		snprintf(text, size, "%" PRId64, left < 0 ? 0 : left);
}

/* Until when, how many; only where there is room. */
static void draw_details(const struct sell *s, const struct bo_offer *o, struct ui_surface *t,
			 int y, int x)
{
	const struct bo_redemption *r = sell_model_redemption(&s->model, o->redemption_id);
	const struct bo_performance *p = sell_model_performance(&s->model);
	char until[SESSION_WHEN] = "", numbers[80] = "";
	struct bo_buf say = BO_BUF(numbers);
	int64_t end = r && p ? bo_bound_resolve(r->end, p->at, p->zone) : BO_NONE;

	if (end != BO_NONE)
		session_when(session_of(s->screen), end, p->zone, until);
	ui_put_cut(t, y, x, 16, UI_ROLE_HINT, until);
	if (o->cap != BO_NONE)
		bo_buf_printf(&say, "%" PRId64 "/%" PRId64, o->taken, o->cap);
	ui_put_right(t, y, x + 16, 7, UI_ROLE_HINT, numbers);
}

static bool is_meant(const struct sell *s, size_t offer)
{
	for (size_t i = 0; s->read.act == SELL_PUT && s->entry.len > 0 && i < s->read.n_terms; i++)
		if (s->read.term[i].offer == offer)
			return true;
	return false;
}

static void draw_offer(const struct sell *s, size_t i, struct ui_surface *t, int y)
{
	const struct bo_offer *o = &s->model.offers.row[i];
	bool off = o->reason != BO_RULE_NONE, wide = s->layout.wide;
	enum ui_role role = off ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
	int notes = wide ? 44 : 12, name = t->cols - 18 - notes;
	char text[SESSION_MONEY], note[420];
	struct bo_buf say = BO_BUF(note);

	if (name < 10)
		name = 10;
	ui_putf(t, y, 0, off ? UI_ROLE_DISABLED : UI_ROLE_BAR_KEY, "%3" PRId64, o->number);
	bool cheaper = o->campaign && !off;

	ui_put(t, y, 3, cheaper ? UI_ROLE_MARK : role, off ? "–" : cheaper ? "*" : " ");
	ui_put_cut(t, y, 4, name, is_meant(s, i) ? UI_ROLE_MATCH : role, o->type);
	ui_put_right(
		t, y, 4 + name, 8,
		off	  ? UI_ROLE_DISABLED
		: cheaper ? UI_ROLE_MARK
			  : UI_ROLE_MONEY,
		session_money(session_of(s->screen), cheaper ? o->campaign_price : o->price, text));
	say_left(s, o, text, sizeof text);
	ui_put_right(t, y, 12 + name, 5, role, text);
	int x = 18 + name;

	if (wide) {
		draw_details(s, o, t, y, x);
		x += 24;
	}
	say_note(o, wide, &say);
	if (ui_text_columns(note) > t->cols - x) { /* the sentence has no room: its short word */
		say = (struct bo_buf)BO_BUF(note);
		say_note(o, false, &say);
	}
	if (cheaper)
		say_campaign(o, t->cols - x, &say);
	ui_put_cut(t, y, x, t->cols - x,
		   off	     ? UI_ROLE_DISABLED
		   : cheaper ? UI_ROLE_MARK
			     : UI_ROLE_HINT,
		   note);
}

/* The offers in sight begin so that those meant by the entry line, or the one under the cursor, can
 * be seen. */
static int first_offer(const struct sell *s, int rows)
{
	int n = (int)s->model.offers.n, first = 0;

	if (s->where == SELL_IN_OFFERS)
		return (int)s->offer >= rows ? (int)s->offer - rows + 1 : 0;
	for (int i = 0; i < n; i++)
		if (is_meant(s, (size_t)i) && i >= first + rows)
			first = i - rows + 1;
	return first;
}

size_t sell_offer_at(const struct sell *s, int y)
{
	return (size_t)(first_offer(s, s->layout.offers.rows) + y);
}

static void draw_offer_heads(const struct sell *s, struct ui_surface *t)
{
	struct ui_rect r = s->layout.offers;
	struct ui_surface row = ui_surface_part(t, (struct ui_rect){ r.y - 1, r.x, 1, r.cols });
	int name = r.cols - 18 - (s->layout.wide ? 44 : 12);

	name = name < 10 ? 10 : name;
	ui_put_right(&row, 0, 4 + name, 8, UI_ROLE_HINT, "Price");
	ui_put_right(&row, 0, 12 + name, 5, UI_ROLE_HINT, "Left");
	if (s->layout.wide) {
		ui_put(&row, 0, 18 + name, UI_ROLE_HINT, "Sold until");
		ui_put_right(&row, 0, 34 + name, 7, UI_ROLE_HINT, "Cap");
	}
}

static void draw_offers(const struct sell *s, struct ui_surface *t)
{
	struct ui_surface part = ui_surface_part(t, s->layout.offers);
	int n = (int)s->model.offers.n, first = first_offer(s, part.rows);

	if (s->layout.offer_heads)
		draw_offer_heads(s, t);
	if (n == 0 && sell_model_performance(&s->model))
		ui_put_wrapped(&part, (struct ui_rect){ 0, 1, part.rows, part.cols - 2 },
			       UI_ROLE_HINT, "Nothing is offered for this performance.");
	for (int i = 0; i < part.rows && first + i < n; i++)
		draw_offer(s, (size_t)(first + i), &part, i);
	if (s->where == SELL_IN_OFFERS)
		ui_paint(&part, (struct ui_rect){ (int)s->offer - first, 0, 1, part.cols },
			 UI_ROLE_SELECTED);
	if (first > 0 && part.rows > 1) {
		char before[24];

		snprintf(before, sizeof before, " +%d", first);
		ui_put_right(&part, 0, part.cols - 6, 5, UI_ROLE_MARK, before);
	}
	if (first + part.rows < n && part.rows > 0) {
		char more[24];

		snprintf(more, sizeof more, " +%d", n - first - part.rows);
		ui_put_right(&part, part.rows - 1, part.cols - 6, 5, UI_ROLE_MARK, more);
	}
}

/* --- The entry line --- */

static void draw_entry(const struct sell *s, struct ui_surface *t)
{
	int y = s->layout.entry, x = 1, width = t->cols >= NARROW ? 32 : t->cols - 12;
	const char *hint;

	x += ui_put(t, y, x, UI_ROLE_HEADER, "Sell") + 1;
	x += ui_put(t, y, x, UI_ROLE_NORMAL, "▸") + 1;
	ui_lineedit_draw(&s->entry, t, y, x, width, s->where == SELL_IN_LINE || s->entry.len > 0);
	x += width + 2;
	if (t->cols - x < 20)
		return;
	if (s->where == SELL_IN_BASKET)
		hint = "+ · - · a number · F8 out · Tab on";
	else if (s->where == SELL_IN_OFFERS)
		hint = "a number · Enter: one · Tab back";
	else if (s->entry.len > 0)
		hint = "";
	else if (!sell_model_is_empty(&s->model))
		hint = "cash · + notes · - card · 2* more · F9";
	else
		hint = s->sold.on ? "2 · 1+1 · = the same · F11 reprints"
				  : "2 · 1+1 · 2*3 · name · code · /person";
	ui_put_cut(t, y, x, t->cols - x, UI_ROLE_HINT, hint);
}

static void draw_refused(const struct sell *s, struct ui_surface *t, int y)
{
	const struct attempt *r = &s->attempt;
	const char *code = s->model.basket.code;
	const char *without = !code || !*code || sell_rows(s) > 0 ? ""
			      : bo_code_count(code) > 1		  ? " · F8 without a code"
								  : " · F8 without the code";
	char how[80];

	if (r->again &&
	    r->answer.override == BO_ROLE_CLERK) /* nothing is broken: a reason is missing */
		snprintf(how, sizeof how, "F4 gives a reason%s · Esc", without);
	else if (r->again)
		snprintf(how, sizeof how, "F4 override (%s)%s · Esc",
			 bo_role_code(r->answer.override), without);
	else
		snprintf(how, sizeof how, "cannot be overridden%s · Esc", without);
	int n = ui_text_columns(how);

	ui_fill(t, (struct ui_rect){ y, 0, 1, t->cols }, UI_ROLE_ERROR);
	ui_put(t, y, 1, UI_ROLE_ERROR, "✗");
	ui_put_cut(t, y, 3, t->cols - n - 6, UI_ROLE_ERROR, r->words);
	ui_put_right(t, y, t->cols - n - 1, n, UI_ROLE_ERROR, how);
}

static void draw_preview(const struct sell *s, struct ui_surface *t)
{
	int y = s->layout.preview;

	if (s->attempt.refused && s->entry.len == 0) {
		draw_refused(s, t, y);
		return;
	}
	if (!s->preview[0])
		return;
	ui_put(t, y, 1, s->against ? UI_ROLE_WARN : UI_ROLE_OK, s->against ? "!" : "→");
	ui_put_cut(t, y, 3, t->cols - 4, s->against ? UI_ROLE_WARN : UI_ROLE_OK, s->preview);
}

void sell_draw(const struct screen *screen, struct ui_surface *t)
{
	const struct sell *s = screen->state;

	draw_performances(s, t);
	draw_heading(s, t);
	draw_offers(s, t);
	sell_draw_basket(s, t);
	sell_draw_orders(s, t);
	if (s->layout.rule >= 0)
		ui_hline(t, s->layout.rule, 0, t->cols, UI_ROLE_BORDER);
	draw_preview(s, t);
	sell_draw_notes(s, t);
	draw_entry(s, t);
}
