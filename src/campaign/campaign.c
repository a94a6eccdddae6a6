/*
 * Making a campaign and changing its terms.
 */
#include "base/fail.h"
#include "campaign/row.h"
#include "campaign/terms.h"
#include "journal/journal.h"
#include "spelling/name.h"
#include "store/naming.h"

/* id 0: of a new one. */
static enum bo_status check(struct bo *bo, int64_t id, const struct bo_campaign_terms *terms,
			    char fold[NAME_FOLD])
{
	int64_t other = BO_NONE;
	enum bo_status status = name_check(bo, "name", terms->name ? terms->name : "", fold);

	if (!status)
		status = terms_check(bo, terms);
	if (!status)
		status = sql_number(bo, &other,
				    "SELECT id FROM campaign WHERE name_fold = $1 AND id <> $2",
				    "si", fold, id);
	if (!status && other != BO_NONE)
		status = fail_field(bo, BO_EXISTS, "name", terms->name,
				    "There is a campaign \"%s\" already.", terms->name);
	if (!status)
		status = naming_check_looks(bo, "SELECT id, name FROM campaign", false, 0,
					    terms->name, id);
	return status;
}

static enum bo_status write_terms(struct bo *bo, int64_t id, const struct bo_campaign_terms *terms,
				  const char *fold)
{
	char text[64];
	struct bo_buf unlocks = BO_BUF(text);

	unlocks_write(&unlocks, terms->audience_id ? terms->unlocks : 0);
	return sql_run(bo,
		       "UPDATE campaign SET name = $2, name_fold = $3, public_name = "
		       "$4, audience_id = $5, unlocks = $6, effect = $7, effect_value = $8, joins "
		       "= $9, starts = $10, ends = $11, channel = $12, min_tickets = $13, scope "
		       "= $14, uses_limit = $15, money_limit = $16, print_code = $17 WHERE id = $1",
		       "isssrssidiisisiid", id, terms->name, fold,
		       terms->public_name ? terms->public_name : "", terms->audience_id, text,
		       bo_effect_code(terms->effect), terms->value, (int)terms->joins,
		       terms->starts, terms->ends, bo_channel_code(terms->channel),
		       terms->min_tickets, bo_scope_code(terms->scope), terms->uses_limit,
		       terms->money_limit, (int)terms->print_code);
}

static enum bo_status write_targets(struct bo *bo, int64_t id,
				    const struct bo_campaign_terms *terms)
{
	enum bo_status status =
		sql_run(bo, "DELETE FROM campaign_target WHERE campaign_id = $1", "i", id);

	for (size_t i = 0; !status && i < terms->n_targets; i++)
		status = sql_run(bo,
				 "INSERT INTO campaign_target (campaign_id, kind, target_id) "
				 "VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
				 "isi", id, bo_target_code(terms->target[i].kind),
				 terms->target[i].id);
	return status;
}

/* NULL when memory ends, which journal_add() says. */
static json_t *all_terms(int64_t id, const struct bo_campaign_terms *terms)
{
	json_t *body = json_pack("{s:I}", "id", (json_int_t)id);

	for (int term = 0; body && term < BO_TERM_COUNT; term++)
		if (json_object_set_new(body, bo_term_code((enum bo_term)term),
					term_json((enum bo_term)term, terms))) {
			json_decref(body);
			body = NULL;
		}
	return body;
}

static enum bo_status add(struct bo *bo, const struct bo_campaign_terms *terms, int64_t *id)
{
	char fold[NAME_FOLD];
	enum bo_status status = check(bo, 0, terms, fold);

	if (!status)
		status =
			sql_number(bo, id,
				   "INSERT INTO campaign (name, name_fold, public_name, position, "
				   "unlocks, effect) VALUES ($1, $2, '', "
				   "(SELECT coalesce(max(position), 0) + 1 FROM campaign), '', $3) "
				   "RETURNING id",
				   "sss", terms->name, fold, bo_effect_code(terms->effect));
	if (!status)
		status = write_terms(bo, *id, terms, fold);
	if (!status)
		status = write_targets(bo, *id, terms);
	return status ? status : journal_add(bo, "campaign.added", 0, all_terms(*id, terms), NULL);
}

enum bo_status bo_campaign_add(struct bo *bo, const struct bo_campaign_terms *terms, int64_t *id)
{
	int64_t made = 0;
	enum bo_status status = campaign_begin(bo);

	return status ? status : act_made(bo, add(bo, terms, &made), &made, id);
}

static enum bo_status check_changeable(struct bo *bo, const struct bo_campaign *campaign,
				       const struct bo_campaign_terms *after, unsigned *changed)
{
	*changed = 0;
	for (int i = 0; i < BO_TERM_COUNT; i++) {
		enum bo_term term = (enum bo_term)i;

		if (terms_same(term, &campaign->terms, after))
			continue;
		if (bo_term_may_change(term, campaign->state))
			*changed |= 1U << i;
		else if (campaign->state == BO_CAMPAIGN_ENDED)
			return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
					 "%s has ended: its term %s cannot be changed any more.",
					 campaign->terms.name, bo_term_code(term));
		else
			return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
					 "%s is %s: its term %s can be changed in a draft only.",
					 campaign->terms.name,
					 bo_campaign_state_code(campaign->state),
					 bo_term_code(term));
	}
	return BO_OK;
}

static json_t *changed_terms(int64_t id, const struct bo_campaign_terms *one,
			     const struct bo_campaign_terms *other, unsigned changed)
{
	json_t *body = json_pack("{s:I}", "id", (json_int_t)id);

	for (int i = 0; body && i < BO_TERM_COUNT; i++) {
		enum bo_term term = (enum bo_term)i;

		if (!(changed & 1U << i))
			continue;
		if (json_object_set_new(
			    body, bo_term_code(term),
			    json_pack("[o,o]", term_json(term, one), term_json(term, other)))) {
			json_decref(body);
			body = NULL;
		}
	}
	return body;
}

static enum bo_status edit(struct bo *bo, struct bo_arena *arena, int64_t id,
			   const struct bo_campaign_terms *terms, unsigned given)
{
	char fold[NAME_FOLD];
	struct bo_campaign campaign = { 0 };
	struct bo_campaign_terms after;
	unsigned changed = 0;
	enum bo_status status = bo_campaign_get(bo, arena, id, &campaign);

	if (status)
		return status;
	after = campaign.terms;
	terms_lay(&after, terms, given);
	if (after.audience_id == 0) /* as it is stored */
		after.unlocks = 0;
	status = check(bo, id, &after, fold);
	if (!status)
		status = check_changeable(bo, &campaign, &after, &changed);
	if (status || changed == 0)
		return status;
	status = write_terms(bo, id, &after, fold);
	if (!status && changed & 1U << BO_TERM_TARGETS)
		status = write_targets(bo, id, &after);
	return status ? status
		      : journal_add(bo, "campaign.edited", 0,
				    changed_terms(id, &campaign.terms, &after, changed), NULL);
}

enum bo_status bo_campaign_edit(struct bo *bo, int64_t id, const struct bo_campaign_terms *terms,
				unsigned given)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = campaign_begin(bo);

	if (status)
		return status;
	status = act_end(bo, edit(bo, &arena, id, terms, given));
	bo_arena_clear(&arena);
	return status;
}
