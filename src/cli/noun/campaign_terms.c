/*
 * The terms of a campaign as options: what was given is laid over what the campaign
 * is, so that adding and editing read the same.
 */
#include "cli/noun/campaign_terms.h"
#include "cli/parse.h"
#include "cli/say.h"

#include <string.h>

/* Whether it was given, which changes a term. */
static bool has(const struct cli *cli, const char *option, enum bo_term term, unsigned *changed)
{
	bool yes = given(cli, option);

	*changed |= (unsigned)yes << term;
	return yes;
}

/* "12.5%" to 1250. */
static enum bo_status parse_percent(struct cli *cli, const char *text, int64_t *value)
{
	static const struct bo_currency hundredths = { "%", 2 };
	char digits[32];
	struct bo_buf buf = BO_BUF(digits);
	const char *fault;

	bo_buf_addn(&buf, text, strlen(text) - 1);
	fault = buf.full ? "is too long" : bo_money_parse(digits, hundredths, value);
	if (!fault)
		return BO_OK;
	return say_invalid(cli, "discount", text,
			   "The percentage \"%s\" should read like 10%% or 12.5%%, with two "
			   "decimals at most.",
			   text);
}

static enum bo_status read_effect(struct cli *cli, struct bo_campaign_terms *terms,
				  unsigned *changed)
{
	const char *discount = given_text(cli, "--discount");

	if (has(cli, "--unlock", BO_TERM_EFFECT, changed)) {
		terms->effect = BO_EFFECT_UNLOCK;
		terms->value = 0;
	}
	if (has(cli, "--price", BO_TERM_EFFECT, changed)) {
		terms->effect = BO_EFFECT_PRICE;
		terms->value = given_number(cli, "--price", 0);
	}
	if (!has(cli, "--discount", BO_TERM_EFFECT, changed))
		return BO_OK;
	if (*discount && discount[strlen(discount) - 1] == '%') {
		terms->effect = BO_EFFECT_PERCENT;
		return parse_percent(cli, discount, &terms->value);
	}
	terms->effect = BO_EFFECT_AMOUNT;
	return parse_money(cli, "discount", discount, &terms->value);
}

/* For whom, and how they are known. */
static void read_audience_terms(const struct cli *cli, struct bo_campaign_terms *terms,
				unsigned *changed)
{
	const struct value *by = given_all(cli, "--by");
	bool audience = has(cli, "--audience", BO_TERM_AUDIENCE, changed) ||
			has(cli, "--everybody", BO_TERM_AUDIENCE, changed);

	if (audience)
		terms->audience_id = given_id(cli, "--audience");
	if (has(cli, "--by", BO_TERM_UNLOCKS, changed))
		terms->unlocks = 0;
	for (size_t i = 0; i < by->n; i++)
		terms->unlocks |= 1U << by->number[i];
	if (has(cli, "--automatic", BO_TERM_UNLOCKS, changed))
		terms->unlocks |= 1U << BO_UNLOCK_AUTOMATIC;
	if (audience && terms->unlocks == 0) {
		terms->unlocks = CAMPAIGN_UNLOCKS;
		*changed |= 1U << BO_TERM_UNLOCKS;
	}
}

static void read_limits(const struct cli *cli, struct bo_campaign_terms *terms, unsigned *changed)
{
	if (has(cli, "--across-events", BO_TERM_SCOPE, changed))
		terms->scope = BO_SCOPE_ALL;
	if (has(cli, "--per", BO_TERM_SCOPE, changed))
		terms->scope = (enum bo_scope)given_number(cli, "--per", 0);
	if (has(cli, "--from", BO_TERM_STARTS, changed))
		terms->starts = given_number(cli, "--from", 0);
	if (has(cli, "--until", BO_TERM_ENDS, changed))
		terms->ends = given_number(cli, "--until", 0);
	if (has(cli, "--channel", BO_TERM_CHANNEL, changed))
		terms->channel = (enum bo_channel)given_number(cli, "--channel", 0);
	if (has(cli, "--min-tickets", BO_TERM_MIN_TICKETS, changed))
		terms->min_tickets = given_number(cli, "--min-tickets", 0);
	if (has(cli, "--max-uses", BO_TERM_USES_LIMIT, changed))
		terms->uses_limit = given_number(cli, "--max-uses", 0);
	if (has(cli, "--max-money", BO_TERM_MONEY_LIMIT, changed))
		terms->money_limit = given_number(cli, "--max-money", 0);
	if (has(cli, "--joins", BO_TERM_JOINS, changed))
		terms->joins = true;
	if (has(cli, "--print-code", BO_TERM_PRINT_CODE, changed))
		terms->print_code = true;
}

struct targets {
	size_t n;
	struct bo_target *row;
};

static enum bo_status add_target(struct cli *cli, struct targets *targets, struct bo_target target)
{
	struct bo_target *grown =
		bo_arena_grow(&cli->arena, targets->row, targets->n, sizeof *grown);

	if (!grown)
		return say_no_memory(cli);
	targets->row = grown;
	grown[targets->n++] = target;
	return BO_OK;
}

/* Named ones take the place of those of their kind. */
static enum bo_status read_targets(struct cli *cli, struct bo_campaign_terms *terms,
				   bool everything, unsigned *changed)
{
	static const char *const options[BO_TARGET_COUNT] = {
		[BO_TARGET_SEASON] = "--season",
		[BO_TARGET_SHOW] = "--show",
		[BO_TARGET_PERFORMANCE] = "--performance",
		[BO_TARGET_TYPE] = "--type",
	};
	struct targets targets = { 0 };
	bool any = everything;
	enum bo_status status = BO_OK;

	for (int kind = 0; kind < BO_TARGET_COUNT && !status; kind++) {
		const struct value *named = given_all(cli, options[kind]);

		any = any || named->n > 0;
		for (size_t i = 0; !status && !named->n && !everything && i < terms->n_targets; i++)
			if ((int)terms->target[i].kind == kind)
				status = add_target(cli, &targets, terms->target[i]);
		for (size_t i = 0; !status && i < named->n; i++)
			status = add_target(cli, &targets,
					    (struct bo_target){ .kind = (enum bo_target_kind)kind,
								.id = named->number[i] });
	}
	if (status || !any)
		return status;
	*changed |= 1U << BO_TERM_TARGETS;
	terms->target = targets.row;
	terms->n_targets = targets.n;
	return BO_OK;
}

enum bo_status given_terms(struct cli *cli, struct bo_campaign_terms *terms, bool everything,
			   unsigned *changed)
{
	enum bo_status status = read_effect(cli, terms, changed);

	if (has(cli, "--public-name", BO_TERM_PUBLIC_NAME, changed))
		terms->public_name = given_text(cli, "--public-name");
	read_audience_terms(cli, terms, changed);
	read_limits(cli, terms, changed);
	return status ? status : read_targets(cli, terms, everything, changed);
}
