/*
 * Dividing money exactly.
 *
 * A part is tickets that have the same campaigns: its sums are kept whole, and what
 * one ticket has of them follows from its place alone.  Cents that do not divide are
 * dealt round: amounts on the first tickets, discounts on the last, so that ticket
 * by ticket amount and discounts make the price, too.
 */
#include "promote/share.h"

int64_t share_percent(int64_t sum, int64_t value)
{
	return sum / 10000 * value + (sum % 10000 * value + 5000) / 10000;
}

static int64_t percent_down(int64_t sum, int64_t value)
{
	return sum / 10000 * value + sum % 10000 * value / 10000;
}

int64_t share_saved(const struct bo_campaign_terms *terms, int64_t amount)
{
	switch (terms->effect) {
	case BO_EFFECT_PERCENT:
		return share_percent(amount, terms->value);
	case BO_EFFECT_AMOUNT:
		return amount < terms->value ? amount : terms->value;
	case BO_EFFECT_PRICE:
		return amount > terms->value ? amount - terms->value : 0;
	case BO_EFFECT_UNLOCK:
	case BO_EFFECT_COUNT:
		break;
	}
	return 0;
}

int64_t promo_ticket_amount(const struct promo_part *part, int64_t k)
{
	return part->amount / part->qty + (k < part->amount % part->qty);
}

int64_t share_first_amount(const struct promo_part *part, int64_t k)
{
	int64_t odd = part->amount % part->qty;

	return part->amount / part->qty * k + (k < odd ? k : odd);
}

int64_t share_first_saved(const struct promo_part *part, int64_t k,
			  const struct bo_campaign_terms *terms)
{
	int64_t low = part->amount / part->qty, odd = part->amount % part->qty;
	int64_t dear = k < odd ? k : odd;

	return dear * share_saved(terms, low + 1) + (k - dear) * share_saved(terms, low);
}

/* Tickets in [from, to) that lie in [start, start + n). */
static int64_t overlap(int64_t start, int64_t n, int64_t from, int64_t to)
{
	int64_t low = start > from ? start : from, high = start + n < to ? start + n : to;

	return high > low ? high - low : 0;
}

/*
 * Counted from the last ticket, each use's odd cents go round where those of the use before ended.
 * The last k tickets, from place of the cycle 0, have this many of use u.
 */
static int64_t odd_of_last(const struct promo_part *part, size_t u, int64_t k)
{
	int64_t start = 0;

	for (size_t i = 0; i < u; i++)
		start = (start + part->use[i].discount % part->qty) % part->qty;
	return overlap(start, part->use[u].discount % part->qty, 0, k) +
	       overlap(start, part->use[u].discount % part->qty, part->qty, part->qty + k);
}

static int64_t last_discount(const struct promo_part *part, size_t u, int64_t k)
{
	return part->use[u].discount / part->qty * k + odd_of_last(part, u, k);
}

int64_t share_ticket_discount(const struct promo_part *part, size_t u, int64_t k)
{
	int64_t behind = part->qty - 1 - k;

	return last_discount(part, u, behind + 1) - last_discount(part, u, behind);
}

void share_split(struct promo_part *part, int64_t k, struct promo_part *rest)
{
	struct promo_part first = *part;

	*rest = *part;
	rest->qty = part->qty - k;
	first.qty = k;
	first.amount = share_first_amount(part, k);
	rest->amount = part->amount - first.amount;
	for (size_t u = 0; u < part->n_uses; u++) {
		rest->use[u].discount = last_discount(part, u, rest->qty);
		first.use[u].discount = part->use[u].discount - rest->use[u].discount;
	}
	*part = first;
}

static struct share *largest_with_room(struct share *row, size_t n)
{
	struct share *found = NULL;

	for (size_t i = 0; i < n; i++)
		if (row[i].amount < row[i].sum && (!found || row[i].sum > found->sum))
			found = &row[i];
	return found;
}

void share_out(struct share *row, size_t n, int64_t value, int64_t total)
{
	struct share *to;

	for (size_t i = 0; i < n; i++) {
		row[i].amount = percent_down(row[i].sum, value);
		total -= row[i].amount;
	}
	while (total > 0 && (to = largest_with_room(row, n))) {
		int64_t room = to->sum - to->amount, more = total < room ? total : room;

		to->amount += more;
		total -= more;
	}
}
