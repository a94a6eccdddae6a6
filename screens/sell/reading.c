/*
 * What Enter would do: the entry line, or the row one stands on, read anew after every key and
 * every fetch.  It looks and never acts.
 */
#include "sell/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct sell_facts sell_facts(const struct sell *s)
{
	return (struct sell_facts){ .offer = s->model.offers.row,
				    .n_offers = s->model.offers.n,
				    .performance_id = s->model.performance_id,
				    .basket = &s->model.basket,
				    .currency = bo_currency(s->model.bo),
				    .empty = sell_model_is_empty(&s->model),
				    .total = s->model.basket.total,
				    .due = sell_model_due(&s->model),
				    .last_id = s->model.last.id };
}

int sell_rows(const struct sell *s)
{
	return (int)(s->model.basket.n_lines + s->model.basket.n_tenders);
}

/* --- On a row --- */

const struct bo_basket_line *sell_line_here(const struct sell *s)
{
	return (size_t)s->selected < s->model.basket.n_lines ? &s->model.basket.line[s->selected]
							     : NULL;
}

/* Digits only ever come here; false: there are none, or too many. */
static bool typed_number(const struct sell *s, int64_t *qty)
{
	if (s->entry.len == 0 || s->entry.len > 6)
		return false;
	*qty = strtoll(s->entry.text, NULL, 10);
	return *qty <= SELL_QTY_MAX;
}

static void too_many(struct sell *s, struct bo_buf *words)
{
	s->read.act = SELL_WRONG;
	snprintf(s->read.fault, sizeof s->read.fault, "That is far too many.");
	bo_buf_add(words, s->read.fault);
	s->against = true;
}

static void read_line(struct sell *s, struct bo_buf *words)
{
	const struct bo_basket_line *line = sell_line_here(s);
	int64_t qty;

	if (!line) {
		bo_buf_add(words, "F8 gives this payment back");
		return;
	}
	bo_buf_printf(words, "%" PRId64 " × %s", line->qty, line->type);
	if (line->show)
		bo_buf_printf(words, ", %s", line->show);
	if (s->entry.len == 0)
		return;
	if (!typed_number(s, &qty)) {
		too_many(s, words);
		return;
	}
	s->read.act = SELL_QUANTITY;
	s->read.amount = qty;
	bo_buf_printf(words, qty == 0 ? " is taken out" : " becomes %" PRId64, qty);
}

static void read_offer(struct sell *s, struct bo_buf *words)
{
	const struct sell_facts facts = sell_facts(s);
	int64_t qty = 1;

	if (s->entry.len > 0 && (!typed_number(s, &qty) || qty == 0)) {
		too_many(s, words);
		if (qty == 0)
			snprintf(s->read.fault, sizeof s->read.fault,
				 "None of something is nothing.");
		return;
	}
	s->read.act = SELL_PUT;
	s->read.n_terms = 1;
	s->read.term[0] = (struct sell_term){ s->offer, qty };
	s->against = sell_entry_preview(&s->read, &facts, words);
}

static void read_place(struct sell *s, struct bo_buf *words)
{
	s->read = (struct sell_entry){ .act = SELL_NOTHING };
	s->against = false;
	if (s->where == SELL_IN_BASKET)
		read_line(s, words);
	else
		read_offer(s, words);
}

/* --- In the line --- */

static bool sells(const struct sell_entry *e)
{
	return e->act == SELL_EXACT || e->act == SELL_CASH || e->act == SELL_CARD ||
	       e->act == SELL_CHECK;
}

void sell_reread(struct sell *s)
{
	const struct sell_facts facts = sell_facts(s);
	struct bo_buf words = BO_BUF(s->preview);
	int rows = sell_rows(s);

	if (s->selected >= rows)
		s->selected = rows - 1;
	if (s->selected < 0)
		s->selected = 0;
	if (s->offer >= facts.n_offers)
		s->offer = facts.n_offers ? facts.n_offers - 1 : 0;
	if ((s->where == SELL_IN_BASKET && rows == 0) ||
	    (s->where == SELL_IN_OFFERS && facts.n_offers == 0))
		s->where = SELL_IN_LINE;
	if (s->where != SELL_IN_LINE) {
		read_place(s, &words);
		return;
	}
	sell_entry_read(s->entry.text, &facts, &s->read);
	s->against = sell_entry_preview(&s->read, &facts, &words);
	if (s->no_print && sells(&s->read) && !s->against)
		bo_buf_add(&words, ", no tickets are printed");
}

void sell_set_entry(struct sell *s, const char *text)
{
	ui_lineedit_set(&s->entry, text);
	s->note = 0;
	sell_reread(s);
}
