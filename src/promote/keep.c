/*
 * What a ticket that was sold keeps of its campaigns where it goes.
 *
 * The sale decided who gets what; an exchange decides nothing anew.  So neither the
 * number of tickets that move together nor what became of the campaign matters, only
 * whether it is for that place and type at all, and that nobody has more there than
 * the quantity says by moving.
 */
#include "base/fail.h"
#include "campaign/row.h"
#include "promote/judge.h"
#include "promote/share.h"

#include <string.h>

/* One use as it was given. */
struct had {
	int64_t voucher_id, campaign_id, member_id, performance_id, show_id, discount;
	const char *print, *code, *said;
};

struct promo_kept {
	size_t n, n_campaigns;
	struct had *use; /* by voucher, in the stated order of the campaigns */
	struct promo_campaign *campaign;
};

static struct promo_campaign *campaign_of(const struct promo_kept *kept, int64_t id)
{
	for (size_t i = 0; i < kept->n_campaigns; i++)
		if (kept->campaign[i].id == id)
			return &kept->campaign[i];
	return NULL;
}

/* --- Reading ---------------------------------------------------------------------------------- */

SQL_COLUMNS(VOUCHER, CAMPAIGN, MEMBER, PERFORMANCE, SHOW, DISCOUNT, PRINT, CODE, SAID);

static void read_use(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct had *)row = (struct had){ .voucher_id = sql_int(rows, VOUCHER),
					   .campaign_id = sql_int(rows, CAMPAIGN),
					   .member_id = sql_int(rows, MEMBER),
					   .performance_id = sql_int(rows, PERFORMANCE),
					   .show_id = sql_id(rows, SHOW),
					   .discount = sql_int(rows, DISCOUNT),
					   .print = sql_copy(rows, PRINT, arena),
					   .code = sql_copy(rows, CODE, arena),
					   .said = sql_copy(rows, SAID, arena) };
}

static enum bo_status read_uses(struct bo *bo, struct bo_arena *arena, int64_t voucher_id,
				struct promo_kept *kept)
{
	return sql_list(
		bo, SQL_MORE(arena, kept->use, kept->n, read_use),
		"SELECT u.voucher_id, u.campaign_id, u.member_id, u.performance_id, p.show_id, "
		"u.discount, u.code, coalesce(nullif(m.code, ''), nullif(m.email, '')), u.said "
		"FROM campaign_use u JOIN campaign c ON c.id = u.campaign_id LEFT JOIN audience a "
		"ON a.id = c.audience_id LEFT JOIN member m ON a.kind = 'list' "
		"AND m.id = u.member_id LEFT JOIN performance p ON p.id = u.performance_id "
		"WHERE u.voucher_id = $1 AND u.given_back IS NULL ORDER BY "
		"CASE WHEN c.effect = 'unlock' THEN 0 ELSE 1 END, c.position, c.id",
		"i", voucher_id);
}

static enum bo_status read_campaign(struct bo *bo, struct bo_arena *arena, int64_t id,
				    struct promo_kept *kept)
{
	struct promo_campaign *grown =
		bo_arena_grow(arena, kept->campaign, kept->n_campaigns, sizeof *grown);
	struct bo_campaign campaign = { 0 };
	enum bo_status status =
		sql_one(bo, SQL_ROW(arena, &campaign, row_read), NULL,
			CAMPAIGN_COLUMNS CAMPAIGN_TABLES "WHERE c.id = $1", "r", id);

	if (!status && !grown)
		status = fail_memory(bo);
	if (status)
		return status;
	kept->campaign = grown;
	grown += kept->n_campaigns++;
	*grown = (struct promo_campaign){ .id = id,
					  .name = campaign.terms.public_name &&
								  *campaign.terms.public_name
							  ? campaign.terms.public_name
							  : campaign.terms.name,
					  .terms = campaign.terms };
	return row_targets(bo, arena, id, false, &grown->terms);
}

enum bo_status promo_kept_read(struct bo *bo, struct bo_arena *arena, const int64_t *vouchers,
			       size_t n, struct promo_kept **kept)
{
	struct promo_kept found = { 0 }, *made = NULL;
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < n && !status; i++)
		status = read_uses(bo, arena, vouchers[i], &found);
	for (size_t i = 0; i < found.n && !status; i++)
		if (!campaign_of(&found, found.use[i].campaign_id))
			status = read_campaign(bo, arena, found.use[i].campaign_id, &found);
	if (!status && found.n > 0 && !(made = bo_arena_alloc(arena, sizeof *made)))
		status = fail_memory(bo);
	if (status)
		return status;
	if (made)
		*made = found;
	*kept = made;
	return BO_OK;
}

/* --- The price -------------------------------------------------------------------------------- */

void promo_kept_part(const struct promo_kept *kept, int64_t voucher_id, int64_t was, int64_t price,
		     const struct promo_line *where, struct promo_part *part)
{
	bool same = price == was; /* to the cent what it was, while nothing was lost */

	*part = (struct promo_part){ .qty = 1, .amount = price };
	for (size_t i = 0; kept && i < kept->n && part->n_uses < PROMO_JOINED; i++) {
		const struct had *had = &kept->use[i];
		const struct promo_campaign *campaign = campaign_of(kept, had->campaign_id);
		struct promo_use *use = &part->use[part->n_uses];
		bool unlocks = campaign && campaign->terms.effect == BO_EFFECT_UNLOCK;

		if (had->voucher_id != voucher_id || !campaign)
			continue;
		*use = (struct promo_use){ .campaign_id = had->campaign_id,
					   .member_id = had->member_id,
					   .campaign = campaign->name,
					   .code = had->code,
					   .print = had->print,
					   .said = had->said };
		if (!judge_matches(campaign, where)) {
			same = same && unlocks;
			continue;
		}
		if (!unlocks)
			use->discount =
				same ? had->discount : share_saved(&campaign->terms, part->amount);
		if (!unlocks && use->discount == 0)
			continue;
		part->amount -= use->discount;
		part->n_uses++;
	}
}

bool promo_kept_opens(const struct promo_kept *kept, const struct promo_part *part)
{
	for (size_t u = 0; u < part->n_uses; u++) {
		const struct promo_campaign *campaign =
			kept ? campaign_of(kept, part->use[u].campaign_id) : NULL;

		if (campaign && campaign->terms.effect == BO_EFFECT_UNLOCK)
			return true;
	}
	return false;
}

/* --- What would be too much ------------------------------------------------------------------- */

static bool is_use(const struct promo_use *use, const struct promo_campaign *campaign,
		   int64_t member_id)
{
	return use->campaign_id == campaign->id && use->member_id == member_id;
}

/* How often the member has the campaign at a place with what moves there. */
static int64_t has_at(const struct promo_campaign *campaign, int64_t member_id,
		      const struct promo_place *place, const struct promo_line *lines, size_t n)
{
	int64_t qty = 0;

	for (size_t i = 0; i < n; i++) {
		if (!promo_same_place(place, lines[i].performance_id, lines[i].show_id))
			continue;
		for (size_t p = 0; p < lines[i].n_parts; p++)
			for (size_t u = 0; u < lines[i].part[p].n_uses; u++)
				if (is_use(&lines[i].part[p].use[u], campaign, member_id))
					qty += lines[i].part[p].qty;
	}
	return qty;
}

/* How often what moves had it there before: moving within a place gains nothing. */
static int64_t had_at(const struct promo_kept *kept, const struct promo_campaign *campaign,
		      int64_t member_id, const struct promo_place *place)
{
	int64_t qty = 0;

	for (size_t i = 0; i < kept->n; i++)
		qty += kept->use[i].campaign_id == campaign->id &&
		       kept->use[i].member_id == member_id &&
		       promo_same_place(place, kept->use[i].performance_id, kept->use[i].show_id);
	return qty;
}

static enum bo_status read_member(struct bo *bo, struct bo_arena *arena,
				  const struct promo_campaign *campaign,
				  struct promo_member *member)
{
	enum bo_status status = BO_OK;

	member->quantity = BO_NONE;
	if (member->id != 0)
		status =
			sql_number(bo, &member->quantity,
				   "SELECT CASE WHEN a.kind = 'list' THEN m.quantity ELSE "
				   "a.quantity END FROM campaign c JOIN audience a ON a.id = "
				   "c.audience_id LEFT JOIN member m ON a.kind = 'list' AND m.id = "
				   "$2 WHERE c.id = $1",
				   "rr", campaign->id, member->id);
	if (!status && member->quantity != BO_NONE)
		status = promo_counts(bo, arena, 0, campaign->id, member);
	return status;
}

static enum bo_status check_quantity(struct bo *bo, struct bo_arena *arena,
				     const struct promo_kept *kept,
				     const struct promo_campaign *campaign, int64_t member_id,
				     struct promo_line *lines, size_t n, size_t at)
{
	struct promo_place place = judge_place(campaign, &lines[at]);
	struct promo_member member = { .id = member_id };
	int64_t here = has_at(campaign, member_id, &place, lines, n), used;
	enum bo_status status = read_member(bo, arena, campaign, &member);

	if (status || member.quantity == BO_NONE)
		return status;
	used = promo_used(&member, &place);
	if (used + here <= member.quantity || here <= had_at(kept, campaign, member_id, &place))
		return BO_OK;
	lines[at].limit = member.quantity;
	lines[at].used = used;
	lines[at].limited_by = campaign->name;
	lines[at].why = promo_why_member(arena, &member, &place, 0, bo_now(bo));
	return lines[at].why ? BO_OK : fail_memory(bo);
}

/* A dearer type may take more of a campaign's money than the ticket had. */
static enum bo_status check_money(struct bo *bo, struct bo_arena *arena,
				  const struct promo_kept *kept,
				  const struct promo_campaign *campaign, struct promo_line *lines,
				  size_t n, size_t at)
{
	struct promo_campaign now = *campaign;
	int64_t given = 0, before = 0;
	enum bo_status status;

	if (campaign->terms.money_limit == BO_NONE)
		return BO_OK;
	for (size_t i = 0; i < n; i++)
		for (size_t p = 0; p < lines[i].n_parts; p++)
			for (size_t u = 0; u < lines[i].part[p].n_uses; u++)
				if (lines[i].part[p].use[u].campaign_id == campaign->id)
					given += lines[i].part[p].use[u].discount;
	for (size_t i = 0; i < kept->n; i++)
		if (kept->use[i].campaign_id == campaign->id)
			before += kept->use[i].discount;
	status = sql_number(bo, &now.spent,
			    "SELECT spent + (SELECT coalesce(sum(u.discount), 0) FROM basket_use u "
			    "JOIN basket b ON b.id = u.basket_id WHERE u.campaign_id = $1 AND "
			    "b.holding = 1) FROM campaign WHERE id = $1",
			    "r", campaign->id);
	if (status || given <= before || now.spent + given <= campaign->terms.money_limit)
		return status;
	lines[at].limit = campaign->terms.money_limit;
	lines[at].used = now.spent;
	lines[at].limited_by = campaign->name;
	lines[at].why = promo_why_money(arena, &now, 0, bo->settings.currency);
	return lines[at].why ? BO_OK : fail_memory(bo);
}

static enum bo_status check_line(struct bo *bo, struct bo_arena *arena,
				 const struct promo_kept *kept, struct promo_line *lines, size_t n,
				 size_t at)
{
	enum bo_status status = BO_OK;

	for (size_t p = 0; p < lines[at].n_parts; p++)
		for (size_t u = 0; u < lines[at].part[p].n_uses; u++) {
			const struct promo_use *use = &lines[at].part[p].use[u];
			const struct promo_campaign *campaign = campaign_of(kept, use->campaign_id);

			if (status || !campaign || lines[at].limit != BO_NONE)
				continue;
			status = check_quantity(bo, arena, kept, campaign, use->member_id, lines, n,
						at);
			if (!status && lines[at].limit == BO_NONE)
				status = check_money(bo, arena, kept, campaign, lines, n, at);
		}
	return status;
}

enum bo_status promo_kept_limits(struct bo *bo, struct bo_arena *arena,
				 const struct promo_kept *kept, struct promo_line *lines, size_t n)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; kept && i < n && !status; i++)
		status = check_line(bo, arena, kept, lines, n, i);
	return status;
}
