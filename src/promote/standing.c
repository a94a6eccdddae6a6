/*
 * What somebody has of the campaigns that run, and what each of a campaign's audience
 * has of it.
 */
#include "base/fail.h"
#include "house/access.h"
#include "promote/facts.h"
#include "promote/judge.h"
#include "store/sql.h"

struct asked {
	int64_t performance_id, show_id, season_id;
};

static void read_asked(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	(void)arena;
	*(struct asked *)row = (struct asked){ sql_id(rows, 0), sql_id(rows, 1), sql_id(rows, 2) };
}

static enum bo_status read_performance(struct bo *bo, int64_t id, struct asked *asked)
{
	*asked = (struct asked){ .performance_id = id };
	return id == 0 ? BO_OK
		       : sql_one(bo, SQL_ROW(NULL, asked, read_asked), "performance",
				 "SELECT p.id, s.id, s.season_id FROM performance p "
				 "JOIN show s ON s.id = p.show_id WHERE p.id = $1",
				 "i", id);
}

/* Whether it concerns anything at the performance; which types is not asked. */
static bool concerns(const struct promo_campaign *campaign, const struct asked *asked)
{
	struct promo_line line = { .performance_id = asked->performance_id,
				   .show_id = asked->show_id,
				   .season_id = asked->season_id };

	for (size_t i = 0; i < campaign->terms.n_targets; i++)
		if (campaign->terms.target[i].kind == BO_TARGET_TYPE)
			line.type_id = campaign->terms.target[i].id;
	return asked->performance_id == 0 || judge_matches(campaign, &line);
}

static const char *why_not(struct bo_arena *arena, const struct promo_campaign *campaign,
			   enum bo_rule rule, const char *zone)
{
	char text[64];
	struct bo_buf when = BO_BUF(text);

	if (rule == BO_RULE_NOT_YET) {
		bo_when_short(&when, campaign->terms.starts, zone, true);
		return bo_arena_printf(arena, "starts %s", text);
	}
	if (rule == BO_RULE_ENDED) {
		bo_when_short(&when, campaign->terms.ends, zone, true);
		return bo_arena_printf(arena, "ended %s", text);
	}
	if (rule == BO_RULE_AUDIENCE)
		return bo_arena_printf(arena, "only %s", bo_channel_label(campaign->terms.channel));
	return bo_arena_copy(arena, "not for this performance");
}

/* Fills quantity, used, held and left; the limit that is reached, if one is. */
static bool count_row(struct bo_arena *arena, const struct promo_campaign *campaign,
		      const struct promo_member *member, const struct asked *asked, int64_t now,
		      struct bo_currency currency, struct bo_standing *row)
{
	struct promo_place place = { campaign->terms.scope, asked->performance_id, asked->show_id };
	bool every = place.scope != BO_SCOPE_ALL && asked->performance_id == 0;
	const struct bo_campaign_terms *terms = &campaign->terms;
	int64_t left;

	row->quantity = row->left = member->quantity;
	for (size_t i = 0; i < member->n; i++)
		if (every || promo_same_place(&place, member->count[i].performance_id,
					      member->count[i].show_id)) {
			row->used += member->count[i].used;
			row->held += member->count[i].held;
		}
	if (row->left != BO_NONE && !every) {
		left = row->quantity - row->used - row->held;
		row->left = left > 0 ? left : 0;
	}
	if (row->left == 0)
		return (row->message = promo_why_member(arena, member, &place, 0, now)) != NULL;
	if (terms->uses_limit != BO_NONE) {
		left = terms->uses_limit > campaign->uses ? terms->uses_limit - campaign->uses : 0;
		if (row->left == BO_NONE || left < row->left)
			row->left = left;
		if (left == 0)
			return (row->message = promo_why_uses(arena, campaign, 0)) != NULL;
	}
	if (terms->money_limit != BO_NONE && campaign->spent >= terms->money_limit) {
		row->left = 0;
		return (row->message = promo_why_money(arena, campaign, 0, currency)) != NULL;
	}
	return true;
}

static bool fill(struct bo *bo, struct bo_arena *arena, const struct promo *promo,
		 const struct promo_campaign *campaign, const struct promo_member *member,
		 const struct asked *asked, struct bo_standing *row)
{
	char text[64];
	struct bo_buf effect = BO_BUF(text);
	enum bo_rule rule = promo_runs(promo, campaign, bo_now(bo));

	bo_campaign_effect_words(&effect, &campaign->terms, promo->currency);
	*row = (struct bo_standing){ .campaign_id = campaign->id,
				     .member_id = member->id,
				     .campaign = campaign->name };
	if (!promo->self_service)
		row->member = member->code ? member->code : member->email;
	row->effect = bo_arena_copy(arena, text);
	if (!row->effect ||
	    !count_row(arena, campaign, member, asked, bo_now(bo), promo->currency, row))
		return false;
	if (rule == BO_RULE_NONE && !concerns(campaign, asked))
		rule = BO_RULE_NOT_VALID;
	if (rule != BO_RULE_NONE) {
		row->reason = rule;
		row->message = why_not(arena, campaign, rule, bo->settings.zone);
		return row->message != NULL;
	}
	row->reason = row->message ? BO_RULE_USED_UP : BO_RULE_NONE;
	return true;
}

static enum bo_status list_rows(struct bo *bo, struct bo_arena *arena, const struct promo *promo,
				const struct asked *asked, struct bo_standings *list)
{
	for (size_t c = 0; promo && c < promo->n; c++)
		for (size_t m = 0; m < promo->row[c].n; m++) {
			struct bo_standing *grown =
				bo_arena_grow(arena, list->row, list->n, sizeof *grown);

			if (!grown)
				return fail_memory(bo);
			list->row = grown;
			if (!fill(bo, arena, promo, &promo->row[c], &promo->row[c].member[m], asked,
				  &grown[list->n]))
				return fail_memory(bo);
			list->n++;
		}
	return BO_OK;
}

enum bo_status bo_campaign_standings(struct bo *bo, struct bo_arena *arena, const char *code,
				     int64_t patron_id, int64_t performance_id,
				     struct bo_standings *list)
{
	struct promo_asking asking = { .buyer = { .code = code,
						  .patron_id = patron_id,
						  .self_service = bo->session.self_service },
				       .all_counts = true };
	struct bo_standings found = { 0 };
	struct promo *promo = NULL;
	struct asked asked;
	enum bo_status status =
		bo->session.self_service ? BO_OK : access_read(bo, BO_MAY_READ_SALES);

	if (!access_buyer(bo, patron_id))
		return access_not_yours(bo, "patron");
	status = glance_begin(bo, status);
	if (status)
		return status;
	status = read_performance(bo, performance_id, &asked);
	if (!status)
		status = promo_facts(bo, arena, &asking, &promo);
	if (!status)
		status = list_rows(bo, arena, promo, &asked, &found);
	status = glance_end(bo, status);
	if (!status)
		*list = found;
	return status;
}

/* What is left of the campaign itself, holds counted: of uses, 0 once its money is gone. */
static enum bo_status campaign_left(struct bo *bo, const struct bo_campaign *campaign,
				    int64_t *left)
{
	const struct bo_campaign_terms *terms = &campaign->terms;
	int64_t uses = campaign->uses, spent = campaign->spent;
	enum bo_status status = promo_held(bo, campaign->id, terms, 0, &uses, &spent);

	if (status)
		return status;
	*left = BO_NONE;
	if (terms->uses_limit != BO_NONE)
		*left = terms->uses_limit > uses ? terms->uses_limit - uses : 0;
	if (terms->money_limit != BO_NONE && spent >= terms->money_limit)
		*left = 0;
	return BO_OK;
}

/* Uses of a member: had, and held by baskets. */
static enum bo_status member_uses(struct bo *bo, int64_t campaign_id, int64_t member_id,
				  int64_t *used, int64_t *held)
{
	enum bo_status status = sql_number(bo, used,
					   "SELECT coalesce(sum(uses), 0) FROM campaign_count "
					   "WHERE campaign_id = $1 AND member_id = $2",
					   "ii", campaign_id, member_id);

	return status ? status
		      : sql_number(bo, held,
				   "SELECT coalesce(sum(u.qty), 0) FROM basket_use u "
				   "JOIN basket b ON b.id = u.basket_id WHERE u.campaign_id = $1 "
				   "AND u.member_id = $2 AND b.holding = 1 AND b.expires > $3",
				   "iii", campaign_id, member_id, bo_now(bo));
}

static enum bo_status add_takers(struct bo *bo, struct bo_arena *arena,
				 const struct bo_campaign *campaign,
				 const struct bo_members *members, struct bo_takers *list)
{
	int64_t most = BO_NONE;
	enum bo_status status = campaign_left(bo, campaign, &most);

	list->row = bo_arena_alloc(arena, (members->n + 1) * sizeof *list->row);
	if (!list->row)
		return fail_memory(bo);
	for (; !status && list->n < members->n; list->n++) {
		const struct bo_member *member = &members->row[list->n];
		struct bo_taker *row = &list->row[list->n];
		int64_t used = 0, held = 0, taken;

		status = member_uses(bo, campaign->id, member->id, &used, &held);
		taken = used + held;
		*row = (struct bo_taker){ .member_id = member->id,
					  .code = member->code,
					  .email = member->email,
					  .quantity = member->quantity,
					  .used = used,
					  .left = member->quantity };
		if (row->left != BO_NONE && campaign->terms.scope == BO_SCOPE_ALL)
			row->left = taken < row->quantity ? row->quantity - taken : 0;
		if (most != BO_NONE && (row->left == BO_NONE || most < row->left))
			row->left = most;
	}
	return status;
}

enum bo_status bo_campaign_takers(struct bo *bo, struct bo_arena *arena, int64_t id, int64_t after,
				  size_t limit, struct bo_takers *list)
{
	struct bo_campaign campaign = { 0 };
	struct bo_member_filter filter = { .after = after, .limit = limit };
	struct bo_members members = { 0 };
	struct bo_takers found = { 0 };
	enum bo_status status = glance_begin(bo, access_read(bo, BO_MAY_READ_PEOPLE));

	if (status)
		return status;
	status = bo_campaign_get(bo, arena, id, &campaign);
	if (!status && campaign.terms.audience_id == 0)
		status = fail_field(bo, BO_INVALID, "campaign", campaign.terms.name,
				    "%s is for everybody.", campaign.terms.name);
	filter.audience_id = campaign.terms.audience_id;
	if (!status)
		status = bo_member_list(bo, arena, &filter, &members);
	if (!status)
		status = add_takers(bo, arena, &campaign, &members, &found);
	status = glance_end(bo, status);
	if (!status)
		*list = found;
	return status;
}
