/*
 * The terms of a campaign one by one.  An edit is the stored campaign with the given
 * terms laid over it and checked as a whole, like a new one.
 */
#include "campaign/terms.h"

#include "base/fail.h"
#include "campaign/row.h"

#include <boxoffice/text.h>

#include <stdlib.h>
#include <string.h>

enum { MIN_TICKETS_MAX = 1000, TARGETS_MAX = 1000 };
#define USES_MAX INT64_C(1000000000)
#define LAST_MOMENT INT64_C(253402300799) /* of the year 9999 */

static enum bo_status check_effect(struct bo *bo, const struct bo_campaign_terms *terms)
{
	switch (terms->effect) {
	case BO_EFFECT_PERCENT:
		if (terms->value > 0 && terms->value <= 10000)
			return BO_OK;
		return fail_number(bo, "effect", terms->value,
				   "A percentage off must be more than 0 and not more than 100.");
	case BO_EFFECT_AMOUNT:
		if (terms->value > 0 && terms->value <= BO_MONEY_MAX)
			return BO_OK;
		return fail_number(bo, "effect", terms->value,
				   "An amount off must be more than 0, and not more than any "
				   "price can be.");
	case BO_EFFECT_PRICE:
		if (terms->value >= 0 && terms->value <= BO_MONEY_MAX)
			return BO_OK;
		return fail_number(bo, "effect", terms->value,
				   "A fixed price must not be negative, nor more than any price "
				   "can be.");
	case BO_EFFECT_UNLOCK:
		if (terms->value != 0)
			return fail_number(bo, "effect", terms->value,
					   "A campaign that unlocks takes nothing off.");
		if (terms->audience_id == 0)
			return fail_field(bo, BO_INVALID, "audience", "",
					  "A campaign for everybody cannot unlock, as that would "
					  "just open the hidden offer to all; take its codes off "
					  "instead, or name an audience.");
		return BO_OK;
	case BO_EFFECT_COUNT:
	default:
		return fail_field(bo, BO_INVALID, "effect", "",
				  "The effect is one of percent, amount, price and unlock.");
	}
}

static enum bo_status check_audience(struct bo *bo, const struct bo_campaign_terms *terms)
{
	int64_t found = 0;
	enum bo_status status;

	if (terms->unlocks >> BO_UNLOCK_COUNT)
		return fail_field(bo, BO_INVALID, "by", "",
				  "A member is known by code, ticket, e-mail or automatically.");
	if (terms->audience_id == 0)
		return BO_OK;
	status = sql_number(bo, &found, "SELECT id FROM audience WHERE id = $1", "i",
			    terms->audience_id);
	if (status)
		return status;
	if (found == BO_NONE)
		return fail_field(bo, BO_NOT_FOUND, "audience", "", "There is no such audience.");
	if (terms->unlocks == 0)
		return fail_field(bo, BO_INVALID, "by", "",
				  "Say how a member of the audience is known: by code, ticket, "
				  "e-mail or automatically.");
	return BO_OK;
}

static enum bo_status check_moments(struct bo *bo, const struct bo_campaign_terms *terms)
{
	enum bo_status status = BO_OK;

	if (terms->starts != BO_NONE)
		status = check_range(bo, "starts", terms->starts, 0, LAST_MOMENT);
	if (!status && terms->ends != BO_NONE)
		status = check_range(bo, "ends", terms->ends, 0, LAST_MOMENT);
	if (!status && terms->starts != BO_NONE && terms->ends != BO_NONE &&
	    terms->ends < terms->starts)
		status = fail_number(bo, "ends", terms->ends,
				     "The campaign would end before it starts.");
	return status;
}

static enum bo_status check_limits(struct bo *bo, const struct bo_campaign_terms *terms)
{
	enum bo_status status =
		check_range(bo, "min-tickets", terms->min_tickets, 1, MIN_TICKETS_MAX);

	if (!status && (unsigned)terms->channel >= BO_CHANNEL_COUNT)
		status = fail_field(bo, BO_INVALID, "channel", "",
				    "The channel is one of any, counter and self_service.");
	if (!status && (unsigned)terms->scope >= BO_SCOPE_COUNT)
		status = fail_field(bo, BO_INVALID, "scope", "",
				    "A member's quantity counts per performance, per show or "
				    "across all.");
	if (!status && terms->uses_limit != BO_NONE)
		status = check_range(bo, "max-uses", terms->uses_limit, 0, USES_MAX);
	if (!status && terms->money_limit != BO_NONE &&
	    (terms->money_limit < 0 || terms->money_limit > BO_MONEY_MAX))
		status = fail_number(bo, "max-money", terms->money_limit,
				     "The limit in money must not be negative, nor more than any "
				     "amount can be.");
	return status;
}

static enum bo_status find_target(struct bo *bo, const struct bo_target *target, int64_t *id)
{
	switch (target->kind) {
	case BO_TARGET_SEASON:
		return sql_number(bo, id, "SELECT id FROM season WHERE id = $1", "i", target->id);
	case BO_TARGET_SHOW:
		return sql_number(bo, id, "SELECT id FROM show WHERE id = $1", "i", target->id);
	case BO_TARGET_PERFORMANCE:
		return sql_number(bo, id, "SELECT id FROM performance WHERE id = $1", "i",
				  target->id);
	case BO_TARGET_TYPE:
		return sql_number(bo, id, "SELECT id FROM voucher_type WHERE id = $1", "i",
				  target->id);
	case BO_TARGET_COUNT:
	default:
		return fail_field(bo, BO_INVALID, "targets", "",
				  "A campaign concerns seasons, shows, performances and types.");
	}
}

static enum bo_status check_targets(struct bo *bo, const struct bo_campaign_terms *terms)
{
	enum bo_status status = BO_OK;

	if (terms->n_targets > TARGETS_MAX)
		return fail_number(bo, "targets", (int64_t)terms->n_targets,
				   "These are too many; name a show or a season instead.");
	for (size_t i = 0; !status && i < terms->n_targets; i++) {
		int64_t id = BO_NONE;

		status = find_target(bo, &terms->target[i], &id);
		if (!status && id == BO_NONE)
			status = fail_field(bo, BO_NOT_FOUND, bo_target_code(terms->target[i].kind),
					    "", "There is no such %s.",
					    bo_target_code(terms->target[i].kind));
	}
	return status;
}

enum bo_status terms_check(struct bo *bo, const struct bo_campaign_terms *terms)
{
	enum bo_status status = BO_OK;

	if (terms->public_name)
		status = check_text(bo, "public-name", terms->public_name, BO_NAME_MAX, true);
	if (!status)
		status = check_effect(bo, terms);
	if (!status)
		status = check_audience(bo, terms);
	if (!status)
		status = check_moments(bo, terms);
	if (!status)
		status = check_limits(bo, terms);
	return status ? status : check_targets(bo, terms);
}

static void lay(struct bo_campaign_terms *terms, const struct bo_campaign_terms *over,
		enum bo_term term)
{
	switch (term) {
	case BO_TERM_NAME:
		terms->name = over->name;
		break;
	case BO_TERM_PUBLIC_NAME:
		terms->public_name = over->public_name;
		break;
	case BO_TERM_AUDIENCE:
		terms->audience_id = over->audience_id;
		break;
	case BO_TERM_UNLOCKS:
		terms->unlocks = over->unlocks;
		break;
	case BO_TERM_EFFECT:
		terms->effect = over->effect;
		terms->value = over->value;
		break;
	case BO_TERM_JOINS:
		terms->joins = over->joins;
		break;
	case BO_TERM_STARTS:
		terms->starts = over->starts;
		break;
	case BO_TERM_ENDS:
		terms->ends = over->ends;
		break;
	case BO_TERM_CHANNEL:
		terms->channel = over->channel;
		break;
	case BO_TERM_MIN_TICKETS:
		terms->min_tickets = over->min_tickets;
		break;
	case BO_TERM_SCOPE:
		terms->scope = over->scope;
		break;
	case BO_TERM_USES_LIMIT:
		terms->uses_limit = over->uses_limit;
		break;
	case BO_TERM_MONEY_LIMIT:
		terms->money_limit = over->money_limit;
		break;
	case BO_TERM_PRINT_CODE:
		terms->print_code = over->print_code;
		break;
	case BO_TERM_TARGETS:
		terms->n_targets = over->n_targets;
		terms->target = over->target;
		break;
	case BO_TERM_COUNT:
		break;
	}
}

void terms_lay(struct bo_campaign_terms *terms, const struct bo_campaign_terms *over,
	       unsigned given)
{
	for (int term = 0; term < BO_TERM_COUNT; term++)
		if (given & 1U << term)
			lay(terms, over, (enum bo_term)term);
}

static json_t *number_or_null(int64_t number)
{
	return number == BO_NONE ? json_null() : json_integer(number);
}

static bool before(const struct bo_target *a, const struct bo_target *b)
{
	return a->kind != b->kind ? a->kind < b->kind : a->id < b->id;
}

/* The least target behind last, so that a set reads the same however it was given; NULL at the end.
 */
static const struct bo_target *next_target(const struct bo_campaign_terms *terms,
					   const struct bo_target *last)
{
	const struct bo_target *next = NULL;

	for (size_t i = 0; i < terms->n_targets; i++)
		if ((!last || before(last, &terms->target[i])) &&
		    (!next || before(&terms->target[i], next)))
			next = &terms->target[i];
	return next;
}

static json_t *targets_json(const struct bo_campaign_terms *terms)
{
	json_t *list = json_array();
	const struct bo_target *target = NULL;

	while ((target = next_target(terms, target)))
		if (json_array_append_new(list, json_pack("{s:I}", bo_target_code(target->kind),
							  (json_int_t)target->id))) {
			json_decref(list);
			return NULL;
		}
	return list;
}

static json_t *unlocks_json(unsigned unlocks)
{
	char text[64];
	struct bo_buf buf = BO_BUF(text);

	unlocks_write(&buf, unlocks);
	return json_string(text);
}

json_t *term_json(enum bo_term term, const struct bo_campaign_terms *terms)
{
	switch (term) {
	case BO_TERM_NAME:
		return json_string(terms->name ? terms->name : "");
	case BO_TERM_PUBLIC_NAME:
		return json_string(terms->public_name ? terms->public_name : "");
	case BO_TERM_AUDIENCE:
		return terms->audience_id ? json_integer(terms->audience_id) : json_null();
	case BO_TERM_UNLOCKS:
		return unlocks_json(terms->unlocks);
	case BO_TERM_EFFECT:
		return json_pack("[s,I]", bo_effect_code(terms->effect), (json_int_t)terms->value);
	case BO_TERM_JOINS:
		return json_boolean(terms->joins);
	case BO_TERM_STARTS:
		return number_or_null(terms->starts);
	case BO_TERM_ENDS:
		return number_or_null(terms->ends);
	case BO_TERM_CHANNEL:
		return json_string(bo_channel_code(terms->channel));
	case BO_TERM_MIN_TICKETS:
		return json_integer(terms->min_tickets);
	case BO_TERM_SCOPE:
		return json_string(bo_scope_code(terms->scope));
	case BO_TERM_USES_LIMIT:
		return number_or_null(terms->uses_limit);
	case BO_TERM_MONEY_LIMIT:
		return number_or_null(terms->money_limit);
	case BO_TERM_PRINT_CODE:
		return json_boolean(terms->print_code);
	case BO_TERM_TARGETS:
		return targets_json(terms);
	case BO_TERM_COUNT:
		break;
	}
	return NULL;
}

/* Two terms are the same when the journal would write the same. */
bool terms_same(enum bo_term term, const struct bo_campaign_terms *a,
		const struct bo_campaign_terms *b)
{
	json_t *one = term_json(term, a), *other = term_json(term, b);
	bool same = one && other && json_equal(one, other);

	json_decref(one);
	json_decref(other);
	return same;
}

/* --- In words --------------------------------------------------------------------------------- */

void unlocks_write(struct bo_buf *buf, unsigned set)
{
	const char *between = "";

	for (int i = 0; i < BO_UNLOCK_COUNT; i++)
		if (set & 1U << i) {
			bo_buf_printf(buf, "%s%s", between, bo_unlock_code((enum bo_unlock)i));
			between = " ";
		}
}

unsigned unlocks_read(const char *text)
{
	unsigned set = 0;

	while (*text) {
		size_t n = strcspn(text, " ");

		for (int i = 0; i < BO_UNLOCK_COUNT; i++) {
			const char *code = bo_unlock_code((enum bo_unlock)i);

			if (strlen(code) == n && strncmp(code, text, n) == 0)
				set |= 1U << i;
		}
		text += n + (text[n] == ' ');
	}
	return set;
}

bool bo_term_may_change(enum bo_term term, enum bo_campaign_state state)
{
	static const enum bo_campaign_state until[] = {
#define X(name, code, state) [name] = state,
		BO_TERM_LIST(X)
#undef X
	};

	return state <= until[term];
}

/* "12.5", "10" */
static void write_percent(struct bo_buf *buf, int64_t value)
{
	bo_buf_printf(buf, "%d", (int)(value / 100));
	if (value % 100)
		bo_buf_printf(buf, value % 10 ? ".%02d" : ".%d",
			      (int)(value % 10 ? value % 100 : value % 100 / 10));
}

void bo_campaign_effect_words(struct bo_buf *buf, const struct bo_campaign_terms *terms,
			      struct bo_currency currency)
{
	switch (terms->effect) {
	case BO_EFFECT_PERCENT:
		write_percent(buf, terms->value);
		bo_buf_add(buf, "% off");
		break;
	case BO_EFFECT_AMOUNT:
		bo_money_write(buf, terms->value, currency);
		bo_buf_add(buf, " off");
		break;
	case BO_EFFECT_PRICE:
		bo_buf_add(buf, "for ");
		bo_money_write(buf, terms->value, currency);
		break;
	case BO_EFFECT_UNLOCK:
	case BO_EFFECT_COUNT:
		bo_buf_add(buf, "opens hidden offers");
		break;
	}
}
