/*
 * Standing on a row of the basket, or on an offer: what the keys mean there.
 *
 * On a line of the basket + and - change its quantity at once, and a number typed there is its new
 * quantity when Enter is pressed; on an offer a number and Enter take so many of it.  The row below
 * the entry line says so before it happens.  Any other sign belongs to the entry line again, and
 * takes a number before it along: 2*3 means there what it always means.
 */
#include "sell/state.h"

static unsigned go(struct sell *s, enum sell_where where)
{
	s->where = where;
	sell_set_entry(s, "");
	return UI_HANDLED | UI_REDRAW;
}

unsigned sell_enter_basket(struct sell *s, bool last)
{
	int rows = sell_rows(s);

	if (rows == 0)
		return UI_HANDLED | UI_BELL;
	if (last || s->selected >= rows)
		s->selected = rows - 1;
	return go(s, SELL_IN_BASKET);
}

unsigned sell_next_place(struct sell *s)
{
	if (s->where == SELL_IN_LINE && sell_rows(s) > 0)
		return sell_enter_basket(s, false);
	if (s->where != SELL_IN_OFFERS && (int)s->model.offers.n > s->layout.offers.rows) {
		s->offer = s->layout.offers.rows > 0 ? (size_t)s->layout.offers.rows : 0;
		return go(s, SELL_IN_OFFERS);
	}
	return s->where == SELL_IN_LINE ? UI_HANDLED | UI_BELL : go(s, SELL_IN_LINE);
}

/* --- Keys --- */

bool sell_moves(const struct ui_event *event, int rows, int page, int *at)
{
	if (event->key.mods)
		return false;
	switch (event->key.code) {
	case UI_KEY_UP:
		--*at;
		break;
	case UI_KEY_DOWN:
		++*at;
		break;
	case UI_KEY_PAGE_UP:
		*at -= page;
		break;
	case UI_KEY_PAGE_DOWN:
		*at += page;
		break;
	case UI_KEY_HOME:
		*at = 0;
		break;
	case UI_KEY_END:
		*at = rows - 1;
		break;
	default:
		return false;
	}
	*at = *at >= rows ? rows - 1 : *at;
	*at = *at < 0 ? 0 : *at;
	return true;
}

static unsigned move(struct sell *s, const struct ui_event *event)
{
	bool basket = s->where == SELL_IN_BASKET;
	int at = basket ? s->selected : (int)s->offer;
	int rows = basket ? sell_rows(s) : (int)s->model.offers.n;
	int page = basket ? s->layout.basket.rows : s->layout.offers.rows;

	if (basket && s->entry.len == 0 && ui_key_is(event, UI_KEY_BACKSPACE, 0))
		at = at > 0 ? at - 1 : 0;
	else if (!sell_moves(event, rows, page > 2 ? page - 1 : 5, &at))
		return UI_IGNORED;
	if (basket)
		s->selected = at;
	else
		s->offer = (size_t)at;
	sell_set_entry(s, "");
	return UI_HANDLED | UI_REDRAW;
}

/* A digit, or the end of one. */
static unsigned digit(struct sell *s, const struct ui_event *event)
{
	bool is_digit = event->text[0] >= '0' && event->text[0] <= '9' && !event->text[1];

	if (!is_digit && !(s->entry.len > 0 && ui_key_is(event, UI_KEY_BACKSPACE, 0)))
		return UI_IGNORED;
	if (s->where == SELL_IN_BASKET && !sell_line_here(s))
		return UI_HANDLED | UI_BELL;
	if (ui_lineedit_event(&s->entry, event) & UI_CHANGED)
		sell_reread(s);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned plus_minus(struct screen *screen, const struct ui_event *event)
{
	struct sell *s = screen->state;
	const struct bo_basket_line *line = sell_line_here(s);
	int64_t step = event->text[0] == '+' ? 1 : event->text[0] == '-' ? -1 : 0;

	if (s->where != SELL_IN_BASKET || step == 0 || event->text[1] || s->entry.len > 0)
		return UI_IGNORED;
	if (!line)
		return UI_HANDLED | UI_BELL;
	return sell_set_quantity(screen, (size_t)s->selected, line->qty + step);
}

unsigned sell_place_key(struct screen *screen, const struct ui_event *event)
{
	struct sell *s = screen->state;
	unsigned r = move(s, event);

	if (r == UI_IGNORED)
		r = digit(s, event);
	if (r == UI_IGNORED)
		r = plus_minus(screen, event);
	if (r != UI_IGNORED)
		return r;
	if (ui_key_is(event, UI_KEY_TAB, 0))
		return sell_next_place(s);
	if (ui_key_is(event, UI_KEY_ENTER, 0) && s->where == SELL_IN_BASKET && s->entry.len == 0)
		return go(s, SELL_IN_LINE);
	return UI_IGNORED;
}
