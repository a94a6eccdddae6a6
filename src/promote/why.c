/*
 * Which limit refuses a line, and the sentence that says what was used where.
 */
#include "promote/judge.h"
#include "promote/share.h"

#include <boxoffice/text.h>

#include <inttypes.h>
#include <stdlib.h>

enum { NAMED_MAX = 4 }; /* performances that are told one by one */

static int by_date(const void *one, const void *other)
{
	const struct promo_count *a = *(const struct promo_count *const *)one;
	const struct promo_count *b = *(const struct promo_count *const *)other;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->performance_id < b->performance_id ? -1 : a->performance_id > b->performance_id;
}

/* "Hamlet 5 Jan"; the year where it is another than now. */
static void write_count(struct bo_buf *buf, const struct promo_count *count, int64_t now)
{
	const char *zone = count->zone;

	if (count->performance_id == 0 || !zone) {
		bo_buf_add(buf, "without a performance");
	} else {
		bo_buf_printf(buf, "%s ", count->show);
		bo_when_day(buf, count->at, zone,
			    bo_when_civil(count->at, zone).year != bo_when_civil(now, zone).year);
	}
	if (count->used == 0)
		bo_buf_add(buf, " in a basket");
}

/* The latest performances by their dates, so many that a line can hold them. */
static bool write_counts(struct bo_buf *buf, struct bo_arena *arena,
			 const struct promo_member *member, const struct promo_place *place,
			 int64_t now)
{
	const struct promo_count **row = bo_arena_alloc(arena, (member->n + 1) * sizeof *row);
	size_t n = 0, first;

	if (!row)
		return false;
	for (size_t i = 0; i < member->n; i++)
		if (promo_same_place(place, member->count[i].performance_id,
				     member->count[i].show_id))
			row[n++] = &member->count[i];
	qsort(row, n, sizeof *row, by_date);
	first = n > NAMED_MAX ? n - NAMED_MAX : 0;
	for (size_t i = first; i < n; i++) {
		bo_buf_add(buf, i == first ? ": " : ", ");
		write_count(buf, row[i], now);
	}
	if (first > 0)
		bo_buf_printf(buf, " and %zu more", first);
	return true;
}

const char *promo_why_member(struct bo_arena *arena, const struct promo_member *member,
			     const struct promo_place *place, int64_t here, int64_t now)
{
	char text[NAMED_MAX * BO_NAME_MAX + 200];
	struct bo_buf buf = BO_BUF(text);
	int64_t before = promo_used(member, place);

	bo_buf_printf(&buf, "%" PRId64 " of %" PRId64 " used", before + here, member->quantity);
	if (!write_counts(&buf, arena, member, place, now))
		return NULL;
	if (here > 0)
		bo_buf_printf(&buf, "%s %" PRId64 " in this order", before > 0 ? "," : ":", here);
	return bo_arena_copy(arena, text);
}

const char *promo_why_uses(struct bo_arena *arena, const struct promo_campaign *campaign,
			   int64_t here)
{
	int64_t used = campaign->uses + here;

	if (used >= campaign->terms.uses_limit)
		return bo_arena_printf(arena, "all %" PRId64 " uses of %s are used",
				       campaign->terms.uses_limit, campaign->name);
	return bo_arena_printf(arena, "%" PRId64 " of %" PRId64 " uses of %s are used", used,
			       campaign->terms.uses_limit, campaign->name);
}

const char *promo_why_money(struct bo_arena *arena, const struct promo_campaign *campaign,
			    int64_t given, struct bo_currency currency)
{
	char limit_text[32], left_text[32];
	struct bo_buf limit = BO_BUF(limit_text), left = BO_BUF(left_text);
	int64_t rest = campaign->terms.money_limit - campaign->spent - given;

	bo_money_write(&limit, campaign->terms.money_limit, currency);
	if (rest <= 0)
		return bo_arena_printf(arena, "the %s of %s are given", limit_text, campaign->name);
	bo_money_write(&left, rest, currency);
	return bo_arena_printf(arena, "only %s of the %s of %s are left", left_text, limit_text,
			       campaign->name);
}

/* What ends first for one member on a line, before this order took anything. */
enum bound { BOUND_NOT, BOUND_QUANTITY, BOUND_USES, BOUND_MONEY };

static enum bound bound_of(const struct promo_campaign *campaign, const struct promo_member *member,
			   const struct promo_line *line)
{
	const struct bo_campaign_terms *terms = &campaign->terms;
	struct promo_place place = judge_place(campaign, line);

	if (member->quantity != BO_NONE && promo_used(member, &place) >= member->quantity)
		return BOUND_QUANTITY;
	if (terms->uses_limit != BO_NONE && campaign->uses >= terms->uses_limit)
		return BOUND_USES;
	if (terms->money_limit != BO_NONE &&
	    terms->money_limit - campaign->spent < share_saved(terms, line->price))
		return BOUND_MONEY;
	return BOUND_NOT;
}

/* Named by two codes or more? */
static bool by_several(const struct promo_campaign *campaign)
{
	const char *first = NULL;

	for (size_t i = 0; i < campaign->n; i++) {
		const char *said = campaign->member[i].said;

		if (said && first && said != first)
			return true;
		first = first ? first : said;
	}
	return false;
}

/* Where several were named, which it is. */
static const char *why_member(const struct judging *judging, const struct promo_campaign *campaign,
			      const struct promo_member *member, const struct promo_line *line)
{
	struct promo_place place = judge_place(campaign, line);
	int64_t here = judge_taken(judging, campaign, member, line, line);
	const char *why = promo_why_member(judging->arena, member, &place, here, judging->now);

	return why && member->said && by_several(campaign)
		       ? bo_arena_printf(judging->arena, "%s: %s", member->said, why)
		       : why;
}

static bool tell(const struct judging *judging, const struct promo_campaign *campaign,
		 const struct promo_member *member, enum bound bound, struct promo_line *line)
{
	struct promo_place place = judge_place(campaign, line);
	int64_t here = 0;

	line->limited_by = campaign->name;
	if (bound == BOUND_QUANTITY) {
		here = judge_taken(judging, campaign, member, line, line);
		line->limit = member->quantity;
		line->used = promo_used(member, &place) + here;
		line->why = why_member(judging, campaign, member, line);
	} else if (bound == BOUND_USES) {
		here = judge_given(judging, campaign, NULL) - judge_given(judging, campaign, line);
		line->limit = campaign->terms.uses_limit;
		line->used = campaign->uses + here;
		line->why = promo_why_uses(judging->arena, campaign, here);
	} else {
		line->limit = campaign->terms.money_limit;
		line->used = campaign->spent;
		line->why = promo_why_money(judging->arena, campaign, 0, judging->promo->currency);
	}
	return line->why != NULL;
}

/* Nothing is left of what a code names; of an e-mail that may be several. */
static bool spent(const struct promo_campaign *campaign, const char *said,
		  const struct promo_line *line)
{
	for (size_t i = 0; i < campaign->n; i++)
		if (campaign->member[i].said == said &&
		    bound_of(campaign, &campaign->member[i], line) == BOUND_NOT)
			return false;
	return true;
}

/* A named code of which nothing is left refuses: who names one wants to know. */
static bool explain_discount(const struct judging *judging, const struct promo_campaign *campaign,
			     struct promo_line *line)
{
	const char *said = NULL;

	if (share_saved(&campaign->terms, line->price) == 0 ||
	    !judge_concerns(judging, campaign, line))
		return true;
	for (size_t i = 0; i < campaign->n; i++) {
		const struct promo_member *member = &campaign->member[i];

		if (!member->said || member->said == said)
			continue;
		said = member->said;
		if (spent(campaign, said, line))
			return tell(judging, campaign, member, bound_of(campaign, member, line),
				    line);
	}
	return true;
}

/* What is left of one member for this line; INT64_MAX: no limit. */
static int64_t left_of(const struct judging *judging, const struct promo_campaign *campaign,
		       const struct promo_member *member, const struct promo_line *line)
{
	struct promo_place place = judge_place(campaign, line);
	int64_t left;

	if (member->quantity == BO_NONE)
		return INT64_MAX;
	left = member->quantity - promo_used(member, &place) -
	       judge_taken(judging, campaign, member, line, line);
	return left > 0 ? left : 0;
}

/* All members together open fewer: each one's limit and what is used of it, as one. */
static bool tell_all(const struct judging *judging, const struct promo_campaign *campaign,
		     struct promo_line *line)
{
	enum { SENTENCES = 3 };
	const char *why = NULL;

	if (!tell(judging, campaign, judge_whom(campaign), BOUND_QUANTITY, line))
		return false;
	if (campaign->n < 2)
		return true;
	line->limit = line->used = 0;
	for (size_t i = 0; i < campaign->n; i++) {
		const struct promo_member *member = &campaign->member[i];
		const char *more = why_member(judging, campaign, member, line);

		if (member->quantity == BO_NONE) { /* something else is in the way of these */
			line->limit = BO_NONE;
			return true;
		}
		line->limit += member->quantity;
		line->used += member->quantity - left_of(judging, campaign, member, line);
		if (i < SENTENCES)
			why = why && more ? bo_arena_printf(judging->arena, "%s; %s", why, more)
					  : more;
		if (i < SENTENCES && !why)
			return false;
	}
	line->why = why;
	return true;
}

static bool explain_unlock(const struct judging *judging, const struct promo_campaign *campaign,
			   struct promo_line *line)
{
	int64_t of_members = 0, of_campaign = INT64_MAX;

	if (campaign->n == 0 || !judge_concerns(judging, campaign, line))
		return true;
	line->opened = true;
	if (judge_given(judging, NULL, line) >= line->qty)
		return true;
	for (size_t i = 0; i < campaign->n && of_members != INT64_MAX; i++) {
		int64_t left = left_of(judging, campaign, &campaign->member[i], line);

		of_members = left == INT64_MAX ? left : of_members + left;
	}
	if (campaign->terms.uses_limit != BO_NONE)
		of_campaign = campaign->terms.uses_limit - campaign->uses -
			      judge_given(judging, campaign, NULL) +
			      judge_given(judging, campaign, line);
	return of_campaign < of_members
		       ? tell(judging, campaign, judge_whom(campaign), BOUND_USES, line)
		       : tell_all(judging, campaign, line);
}

/* Tickets that have nothing? */
static bool some_untouched(const struct judging *judging, size_t line)
{
	for (size_t i = 0; i < judging->n_pieces; i++)
		if (judging->piece[i].line == line && judging->piece[i].part.n_uses == 0)
			return true;
	return false;
}

bool judge_explain(struct judging *judging)
{
	for (size_t i = 0; i < judging->n; i++) {
		struct promo_line *line = &judging->line[i];
		bool plain = !line->closed && some_untouched(judging, i);

		for (size_t c = 0; c < judging->promo->n && line->limit == BO_NONE; c++) {
			const struct promo_campaign *campaign = &judging->promo->row[c];
			bool unlocks = campaign->terms.effect == BO_EFFECT_UNLOCK;

			if (line->qty <= 0 || !(unlocks ? line->closed : plain))
				continue;
			if (!(unlocks ? explain_unlock(judging, campaign, line)
				      : explain_discount(judging, campaign, line)))
				return false;
		}
	}
	return true;
}
