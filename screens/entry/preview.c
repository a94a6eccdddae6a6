/*
 * What Enter will do, said before it is pressed; and the sums that "+" offers.
 *
 * What the last fetch knew speaks here (a code missing, too few left); whether it really is so, the
 * engine says when it is asked.
 */
#include "entry/entry.h"

#include <boxoffice/text.h>

#include <inttypes.h>
#include <string.h>

static void money(struct bo_buf *words, const struct sell_facts *facts, const char *before,
		  int64_t amount)
{
	bo_buf_add(words, before);
	bo_money_write(words, amount, facts->currency);
}

int64_t sell_taken(const struct sell_facts *facts, const struct bo_offer *offer)
{
	int64_t qty = 0;

	for (size_t i = 0; facts->basket && i < facts->basket->n_lines; i++) {
		const struct bo_basket_line *line = &facts->basket->line[i];

		if (line->type_id == offer->type_id &&
		    (line->performance_id == facts->performance_id || line->performance_id == 0))
			qty += line->qty;
	}
	return qty;
}

/* Why the engine will probably refuse so many; NULL if nothing is known against it. */
static const char *against(const struct sell_facts *facts, const struct bo_offer *offer,
			   int64_t qty)
{
	if (offer->reason != BO_RULE_NONE)
		return bo_rule_label(offer->reason);
	qty += sell_taken(facts, offer);
	if (qty < offer->min)
		return bo_rule_label(BO_RULE_MIN);
	if (offer->max != BO_NONE && qty > offer->max)
		return bo_rule_label(BO_RULE_MAX);
	if (offer->left != BO_NONE && qty > offer->left)
		return "more than are left";
	if (offer->code_needed && offer->code_left != BO_NONE && qty > offer->code_left)
		return "more than the code opens";
	return NULL;
}

/* One ticket costs what the engine said.  Of several it is not known before they are in the basket
 * which of them get it, so the full price stands there, and whose offer comes off it. */
static int64_t price_of(const struct bo_offer *offer, bool one, const char **less)
{
	if (!offer->campaign || offer->campaign_price == offer->price)
		return offer->price;
	if (one)
		return offer->campaign_price;
	*less = offer->campaign;
	return offer->price;
}

enum { NAMES_COLS = 54 }; /* the sum and what speaks against it stand in the same row */

static bool preview_put(const struct sell_entry *e, const struct sell_facts *facts,
			struct bo_buf *words)
{
	bool one = e->n_terms == 1 && e->term[0].qty == 1;
	int64_t sum = 0;
	size_t more = 0;
	const char *why = NULL, *less = NULL;

	for (size_t i = 0; i < e->n_terms; i++) {
		const struct bo_offer *offer = &facts->offer[e->term[i].offer];
		int64_t amount = 0;
		char name[BO_NAME_MAX + 40];
		struct bo_buf one_of = BO_BUF(name);

		int64_t price = price_of(offer, one, &less);

		if (!bo_money_times(price, e->term[i].qty, &amount) ||
		    sum > BO_MONEY_MAX - amount) {
			bo_buf_add(words, "more money than an order can hold");
			return true;
		}
		sum += amount;
		bo_buf_printf(&one_of, "%s%" PRId64 " × %s", i ? ", " : "", e->term[i].qty,
			      offer->type);
		if (i == 0 || (more == 0 &&
			       bo_text_columns(words->text) + bo_text_columns(name) <= NAMES_COLS))
			bo_buf_add(words, name);
		else
			more++;
		if (!why)
			why = against(facts, offer, e->term[i].qty);
	}
	if (more > 0)
		bo_buf_printf(words, " and %zu more", more);
	money(words, facts, "  ", sum);
	if (less)
		bo_buf_printf(words, " less %s", less);
	if (why)
		bo_buf_printf(words, "  ! %s", why);
	return why != NULL;
}

static bool preview_cash(const struct sell_entry *e, const struct sell_facts *facts,
			 struct bo_buf *words)
{
	int64_t unit = 1;

	if (e->amount >= facts->due) {
		money(words, facts, "cash ", e->amount);
		money(words, facts, ", change ", e->amount - facts->due);
		return false;
	}
	money(words, facts, "only part: cash ", e->amount);
	money(words, facts, ", still to pay ", facts->due - e->amount);
	for (int i = 0; i < facts->currency.exponent; i++)
		unit *= 10;
	if (e->amount % unit == 0 && e->amount / unit < 100)
		bo_buf_printf(words, "  (%" PRId64 "* adds pieces)", e->amount / unit);
	return true;
}

static void preview_exact(const struct sell_facts *facts, struct bo_buf *words)
{
	if (facts->due > 0)
		money(words, facts, "exact cash ", facts->due);
	else if (facts->due < 0)
		money(words, facts, "sell it, change ", -facts->due);
	else
		bo_buf_add(words,
			   facts->total > 0 ? "sell it, all is paid" : "sell it, nothing to pay");
}

static bool preview_paid(const char *kind, const struct sell_entry *e,
			 const struct sell_facts *facts, struct bo_buf *words)
{
	bool part = e->amount < facts->due;

	bo_buf_printf(words, "%s%s", part ? "only part: " : "", kind);
	money(words, facts, " ", e->amount);
	if (part)
		money(words, facts, ", still to pay ", facts->due - e->amount);
	if (e->text[0])
		bo_buf_printf(words, ", reference %s", e->text);
	return part;
}

/* Only Enter asks the engine; until then a code is not said to be wrong. */
static bool preview_wrong(const struct sell_entry *e, struct bo_buf *words)
{
	if (!e->maybe_code) {
		bo_buf_add(words, e->fault);
		return true;
	}
	bo_buf_add(words, "no offer begins so; Enter asks whether it is a code");
	return strchr(e->text, ' ') || !strpbrk(e->text, "0123456789");
}

bool sell_entry_preview(const struct sell_entry *e, const struct sell_facts *facts,
			struct bo_buf *words)
{
	switch (e->act) {
	case SELL_NOTHING:
		return false;
	case SELL_WRONG:
		return preview_wrong(e, words);
	case SELL_PUT:
		return preview_put(e, facts, words);
	case SELL_CASH:
		return preview_cash(e, facts, words);
	case SELL_EXACT:
		preview_exact(facts, words);
		return false;
	case SELL_CARD:
		return preview_paid("card", e, facts, words);
	case SELL_CHECK:
		return preview_paid("check", e, facts, words);
	case SELL_CODE:
		bo_buf_printf(words, "take the code %s", e->text);
		return false;
	case SELL_EMAIL:
		bo_buf_printf(words, "whoever has the e-mail %s", e->text);
		return false;
	case SELL_SCAN:
		bo_buf_add(words, "look up this ticket");
		return false;
	case SELL_PERSON:
		bo_buf_printf(words, e->text[0] ? "look for the person %s" : "look for a person%s",
			      e->text);
		return false;
	case SELL_QUANTITY: /* said where the line is known */
		return false;
	case SELL_REPEAT:
		bo_buf_printf(words, "the same as order %" PRId64, facts->last_id);
		return false;
	}
	return false;
}

/* Notes as they are printed nearly everywhere, in whole units; without decimals a hundred times. */
static const int64_t steps[] = { 5, 10, 20, 50, 100, 200 };

size_t sell_notes(int64_t due, struct bo_currency currency, int64_t notes[SELL_NOTES])
{
	int64_t unit = currency.exponent == 0 ? 100 : 1;
	size_t n = 0;

	for (int i = 0; i < currency.exponent; i++)
		unit *= 10;
	if (due <= 0 || due > BO_MONEY_MAX / 2)
		return 0;
	for (size_t i = 0; i < sizeof steps / sizeof *steps && n < SELL_NOTES; i++) {
		int64_t step = steps[i] * unit, sum = (due + step) / step * step;

		if (n == 0 || sum > notes[n - 1])
			notes[n++] = sum;
	}
	return n;
}
