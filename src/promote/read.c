/*
 * The facts promo_judge() looks at.
 *
 * A sale where no campaign runs pays one question for it.  Where some run, each is
 * asked whom it knows of this buyer, and only those members' counts are read.
 */
#include "audience/known.h"
#include "base/fail.h"
#include "campaign/row.h"
#include "promote/facts.h"

static void read_campaign(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_campaign campaign = { 0 };

	row_read(rows, arena, &campaign);
	*(struct promo_campaign *)row = (struct promo_campaign){
		.id = campaign.id,
		.state = campaign.state,
		.name = campaign.terms.public_name && *campaign.terms.public_name
				? campaign.terms.public_name
				: campaign.terms.name,
		.terms = campaign.terms,
		.kept = sql_flag(rows, CAMPAIGN_OWN),
		.uses = campaign.uses,
		.spent = campaign.spent,
	};
}

/* Running ones, those a basket has uses of, and the one to be previewed. */
static enum bo_status ask_campaigns(struct bo *bo, const struct sql_into *into,
				    const struct promo_buyer *buyer)
{
	if (!buyer->kept_basket && !buyer->campaign_id)
		return sql_list(bo, into,
				CAMPAIGN_COLUMNS ", 0" CAMPAIGN_TABLES "WHERE c.state = 'running' "
						 "ORDER BY c.position, c.id",
				"");
	return sql_list(bo, into,
			CAMPAIGN_COLUMNS
			", CASE WHEN c.id = $1 OR c.id IN (SELECT campaign_id FROM basket_use "
			"WHERE basket_id = $2) THEN 1 ELSE 0 END" CAMPAIGN_TABLES
			"WHERE c.id IN (SELECT id FROM campaign WHERE state = 'running' "
			"UNION SELECT campaign_id FROM basket_use WHERE basket_id = $2 "
			"UNION SELECT id FROM campaign WHERE id = $1) ORDER BY c.position, c.id",
			"rr", buyer->campaign_id, buyer->kept_basket);
}

static enum bo_status read_campaigns(struct bo *bo, struct bo_arena *arena,
				     const struct promo_buyer *buyer, struct promo *promo)
{
	size_t n = 0;
	enum bo_status status =
		ask_campaigns(bo, SQL_ROWS(arena, promo->row, promo->n, read_campaign), buyer);

	if (status || !buyer->unlock_only)
		return status;
	for (size_t i = 0; i < promo->n; i++)
		if (promo->row[i].terms.effect == BO_EFFECT_UNLOCK)
			promo->row[n++] = promo->row[i];
	promo->n = n;
	return BO_OK;
}

struct sums {
	int64_t qty, discount;
};

static void read_sums(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	(void)arena;
	*(struct sums *)row = (struct sums){ sql_int(rows, 0), sql_int(rows, 1) };
}

enum bo_status promo_held(struct bo *bo, int64_t campaign_id, const struct bo_campaign_terms *terms,
			  int64_t basket_id, int64_t *uses, int64_t *spent)
{
	struct sums held = { 0 };
	enum bo_status status;

	if (terms->uses_limit == BO_NONE && terms->money_limit == BO_NONE)
		return BO_OK;
	status = sql_one(bo, SQL_ROW(NULL, &held, read_sums), NULL,
			 "SELECT coalesce(sum(u.qty), 0), coalesce(sum(u.discount), 0) "
			 "FROM basket_use u JOIN basket b ON b.id = u.basket_id WHERE "
			 "u.campaign_id = $1 AND b.holding = 1 AND b.expires > $2 AND b.id <> $3",
			 "rii", campaign_id, bo_now(bo), basket_id);

	*uses += held.qty;
	*spent += held.discount;
	return status;
}

SQL_COLUMNS(PERFORMANCE, SHOW_ID, AT, SHOW, ZONE, USED, HELD);

static void read_count(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct promo_count *)row =
		(struct promo_count){ .performance_id = sql_id(rows, PERFORMANCE),
				      .show_id = sql_id(rows, SHOW_ID),
				      .at = sql_int(rows, AT),
				      .show = sql_copy(rows, SHOW, arena),
				      .zone = sql_copy(rows, ZONE, arena),
				      .used = sql_int(rows, USED),
				      .held = sql_int(rows, HELD) };
}

enum bo_status promo_counts(struct bo *bo, struct bo_arena *arena, int64_t basket_id,
			    int64_t campaign_id, struct promo_member *member)
{
	return sql_list(
		bo, SQL_ROWS(arena, member->count, member->n, read_count),
		"SELECT x.performance_id, p.show_id, p.at, s.title, h.zone, "
		"sum(x.used), sum(x.held) FROM (SELECT performance_id, uses AS used, 0 AS held "
		"FROM campaign_count WHERE campaign_id = $1 AND member_id = $2 "
		"AND uses > 0 UNION ALL SELECT u.performance_id, 0, u.qty FROM basket_use u "
		"JOIN basket b ON b.id = u.basket_id WHERE u.campaign_id = $1 AND u.member_id = $2 "
		"AND b.holding = 1 AND b.expires > $3 AND b.id <> $4) AS x LEFT JOIN performance p "
		"ON p.id = x.performance_id LEFT JOIN show s ON s.id = p.show_id LEFT JOIN house h "
		"ON h.id = s.house_id GROUP BY x.performance_id, "
		"p.show_id, p.at, s.title, h.zone ORDER BY p.at NULLS FIRST, x.performance_id",
		"iiii", campaign_id, member->id, bo_now(bo), basket_id);
}

/* Behind those that are there, unless it is one of them.  said: what named them; NULL: the patron.
 */
static enum bo_status add_members(struct bo *bo, struct bo_arena *arena,
				  const struct known_members *known, const char *said,
				  struct promo_campaign *campaign)
{
	size_t before = campaign->n; /* known ones are different among themselves */

	for (size_t i = 0; i < known->n; i++) {
		const struct known_member *row = &known->row[i];
		struct promo_member *grown =
			bo_arena_grow(arena, campaign->member, campaign->n, sizeof *grown);
		size_t at = 0;

		if (!grown)
			return fail_memory(bo);
		campaign->member = grown;
		while (at < before && grown[at].id != row->id)
			at++;
		if (at < before)
			continue;
		grown[campaign->n++] = (struct promo_member){ .id = row->id,
							      .quantity = row->quantity,
							      .code = row->code,
							      .email = row->email,
							      .said = said };
	}
	return BO_OK;
}

/* Each code is asked for apart: who is known by the first is used before the second. */
static enum bo_status read_named(struct bo *bo, struct bo_arena *arena,
				 const struct promo_buyer *buyer, struct promo_campaign *campaign)
{
	const char *codes = buyer->code;
	char code[BO_CODE_SIZE];
	enum bo_status status = BO_OK;

	while (!status && bo_code_next(&codes, code)) {
		struct known_members known = { 0 };
		const char *said = bo_arena_copy(arena, code);

		status = said ? audience_known(bo, arena, campaign->terms.audience_id, said, 0,
					       campaign->terms.unlocks, &known)
			      : fail_memory(bo);
		if (!status)
			status = add_members(bo, arena, &known, said, campaign);
	}
	return status;
}

/* Named ones come first, and only they refuse when nothing is left. */
static enum bo_status read_members(struct bo *bo, struct bo_arena *arena,
				   const struct promo_buyer *buyer, struct promo_campaign *campaign)
{
	const struct bo_campaign_terms *terms = &campaign->terms;
	struct known_members known = { 0 };
	enum bo_status status;

	if (terms->audience_id == 0) {
		campaign->member = bo_arena_alloc(arena, sizeof *campaign->member);
		if (!campaign->member)
			return fail_memory(bo);
		campaign->member->quantity = BO_NONE;
		campaign->n = 1;
		return BO_OK;
	}
	status = read_named(bo, arena, buyer, campaign);
	if (!status && buyer->patron_id) {
		status = audience_known(bo, arena, terms->audience_id, NULL, buyer->patron_id,
					terms->unlocks, &known);
		if (!status)
			status = add_members(bo, arena, &known, NULL, campaign);
	}
	return status;
}

enum bo_status promo_facts(struct bo *bo, struct bo_arena *arena, const struct promo_asking *asking,
			   struct promo **promo)
{
	const struct promo_buyer *buyer = &asking->buyer;
	struct promo found = { .currency = bo->settings.currency,
			       .self_service = buyer->self_service };
	struct promo *made = NULL;
	enum bo_status status = read_campaigns(bo, arena, buyer, &found);

	for (size_t i = 0; !status && i < found.n; i++) {
		struct promo_campaign *campaign = &found.row[i];

		status = row_targets(bo, arena, campaign->id, false, &campaign->terms);
		if (!status)
			status = read_members(bo, arena, buyer, campaign);
		if (!status && campaign->n > 0)
			status = promo_held(bo, campaign->id, &campaign->terms, buyer->basket_id,
					    &campaign->uses, &campaign->spent);
		for (size_t m = 0; !status && m < campaign->n; m++)
			if (campaign->member[m].id &&
			    (asking->all_counts || campaign->member[m].quantity != BO_NONE))
				status = promo_counts(bo, arena, buyer->basket_id, campaign->id,
						      &campaign->member[m]);
	}
	if (!status && found.n > 0 && !(made = bo_arena_alloc(arena, sizeof *made)))
		status = fail_memory(bo);
	if (status)
		return status;
	if (made)
		*made = found;
	*promo = made;
	return BO_OK;
}

enum bo_status promo_read(struct bo *bo, struct bo_arena *arena, const struct promo_buyer *buyer,
			  struct promo **promo)
{
	struct promo_asking asking = { .buyer = *buyer };

	return promo_facts(bo, arena, &asking, promo);
}
