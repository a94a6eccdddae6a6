/*
 * The terms of a campaign as options: what was given is laid over what the campaign
 * is, so that adding and editing read the same.
 */
#include "cli/noun/campaign_terms.h"
#include "cli/legacy_lookup.h"
#include "cli/legacy_parse.h"
#include "cli/say.h"

#include <string.h>

enum { TICKETS_MAX = 1000, USES_MAX = 1000000000 };

static bool has(const struct cli *cli, enum option option)
{
	return args_has(&cli->args, option);
}

static enum bo_status option_audience(struct cli *cli, struct bo_campaign_terms *terms,
				      unsigned *given)
{
	const char *name = args_value(&cli->args, OPT_AUDIENCE);

	if (!name && !has(cli, OPT_EVERYBODY))
		return BO_OK;
	if (name && has(cli, OPT_EVERYBODY))
		return say_invalid(cli, "everybody", NULL,
				   "It is for an audience or for everybody, not both.");
	*given |= 1U << BO_TERM_AUDIENCE;
	if (name)
		return bo_audience_find(cli->bo, name, &terms->audience_id);
	terms->audience_id = 0;
	return BO_OK;
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

static enum bo_status option_effect(struct cli *cli, struct bo_campaign_terms *terms,
				    unsigned *given)
{
	const char *discount = args_value(&cli->args, OPT_DISCOUNT);
	int n = (discount != NULL) + has(cli, OPT_PRICE) + has(cli, OPT_UNLOCK);

	if (n == 0)
		return BO_OK;
	if (n > 1)
		return say_invalid(cli, "discount", NULL,
				   "A campaign has one effect: --discount, --price or --unlock.");
	*given |= 1U << BO_TERM_EFFECT;
	if (has(cli, OPT_UNLOCK)) {
		terms->effect = BO_EFFECT_UNLOCK;
		terms->value = 0;
		return BO_OK;
	}
	if (!discount) {
		terms->effect = BO_EFFECT_PRICE;
		return option_money(cli, OPT_PRICE, &terms->value);
	}
	if (*discount && discount[strlen(discount) - 1] == '%') {
		terms->effect = BO_EFFECT_PERCENT;
		return parse_percent(cli, discount, &terms->value);
	}
	terms->effect = BO_EFFECT_AMOUNT;
	return option_money(cli, OPT_DISCOUNT, &terms->value);
}

static enum bo_status option_unlocks(struct cli *cli, struct bo_campaign_terms *terms,
				     unsigned *given)
{
	size_t n;
	const char **text = args_values(&cli->args, &cli->arena, OPT_BY, &n);

	if (!text)
		return say_no_memory(cli);
	if (n == 0 && !has(cli, OPT_AUTOMATIC))
		return BO_OK;
	*given |= 1U << BO_TERM_UNLOCKS;
	if (n > 0)
		terms->unlocks = 0;
	if (has(cli, OPT_AUTOMATIC))
		terms->unlocks |= 1U << BO_UNLOCK_AUTOMATIC;
	for (size_t i = 0; i < n; i++) {
		enum bo_unlock unlock = bo_unlock_from_code(text[i]);

		if (unlock == BO_UNLOCK_COUNT)
			return say_invalid(cli, "by", text[i],
					   "A member is known by code, ticket, email or "
					   "automatic, not by \"%s\".",
					   text[i]);
		terms->unlocks |= 1U << unlock;
	}
	return BO_OK;
}

static enum bo_status option_scope(struct cli *cli, struct bo_campaign_terms *terms,
				   unsigned *given)
{
	const char *per = args_value(&cli->args, OPT_PER);

	if (!per && !has(cli, OPT_ACROSS_EVENTS))
		return BO_OK;
	*given |= 1U << BO_TERM_SCOPE;
	terms->scope = per ? bo_scope_from_code(per) : BO_SCOPE_ALL;
	if (per && has(cli, OPT_ACROSS_EVENTS))
		return say_invalid(cli, "per", per,
				   "A quantity counts --per event or --across-events, not both.");
	if (terms->scope != BO_SCOPE_COUNT)
		return BO_OK;
	return say_invalid(cli, "per", per,
			   "A quantity counts per performance or show, not per \"%s\".", per);
}

/* "none" opens the end again. */
static enum bo_status option_end(struct cli *cli, enum option option, bool last, enum bo_term term,
				 int64_t *when, unsigned *given)
{
	const char *text = args_value(&cli->args, option);

	if (!text)
		return BO_OK;
	*given |= 1U << term;
	if (strcmp(text, "none") != 0)
		return option_moment(cli, option, NULL, last, when);
	*when = BO_NONE;
	return BO_OK;
}

static enum bo_status option_limits(struct cli *cli, struct bo_campaign_terms *terms,
				    unsigned *given)
{
	const char *channel = args_value(&cli->args, OPT_CHANNEL);
	const char *money = args_value(&cli->args, OPT_MAX_MONEY);
	enum bo_status status;

	*given |= (unsigned)has(cli, OPT_MIN_TICKETS) << BO_TERM_MIN_TICKETS |
		  (unsigned)has(cli, OPT_MAX_USES) << BO_TERM_USES_LIMIT |
		  (unsigned)has(cli, OPT_MAX_MONEY) << BO_TERM_MONEY_LIMIT |
		  (unsigned)has(cli, OPT_CHANNEL) << BO_TERM_CHANNEL;
	status = option_number(cli, OPT_MIN_TICKETS, 1, TICKETS_MAX, &terms->min_tickets);
	if (!status)
		status = option_limit(cli, OPT_MAX_USES, 0, USES_MAX, BO_NONE, &terms->uses_limit);
	if (!status && money && strcmp(money, "none") == 0)
		terms->money_limit = BO_NONE;
	else if (!status)
		status = option_money(cli, OPT_MAX_MONEY, &terms->money_limit);
	if (status || !channel)
		return status;
	terms->channel = bo_channel_from_code(channel);
	if (terms->channel != BO_CHANNEL_COUNT)
		return BO_OK;
	return say_invalid(cli, "channel", channel,
			   "The channel is any, counter or self_service, not \"%s\".", channel);
}

/* A switch and the one that takes it back. */
static enum bo_status option_flag(struct cli *cli, enum option on, enum option off,
				  enum bo_term term, bool *flag, unsigned *given)
{
	if (!has(cli, on) && !has(cli, off))
		return BO_OK;
	if (has(cli, on) && has(cli, off))
		return say_invalid(cli, option_info[on].name, NULL, "Say --%s or --%s, not both.",
				   option_info[on].name, option_info[off].name);
	*given |= 1U << term;
	*flag = has(cli, on);
	return BO_OK;
}

struct targets {
	size_t n;
	struct bo_target *row;
	int64_t season_id; /* of the first place named, to look types up in; 0: any */
};

static enum bo_status find_target(struct cli *cli, enum bo_target_kind kind, const char *name,
				  struct targets *targets, int64_t *id)
{
	struct bo_season season = { 0 };
	struct bo_show show = { 0 };
	struct bo_performance performance = { 0 };
	struct bo_voucher_type type = { 0 };
	int64_t season_id = 0;
	enum bo_status status = BO_OK;

	switch (kind) {
	case BO_TARGET_SEASON:
		status = bo_season_find(cli->bo, &cli->arena, name, &season);
		*id = season_id = season.id;
		break;
	case BO_TARGET_SHOW:
		status = bo_show_find(cli->bo, &cli->arena, name, &show);
		*id = show.id;
		season_id = show.season_id;
		break;
	case BO_TARGET_PERFORMANCE:
		status = bo_performance_find(cli->bo, &cli->arena, name, &performance);
		if (!status)
			status = season_of_show(cli, performance.show_id, &season_id);
		*id = performance.id;
		break;
	case BO_TARGET_TYPE:
		status =
			bo_voucher_type_find(cli->bo, &cli->arena, targets->season_id, name, &type);
		*id = type.id;
		break;
	case BO_TARGET_COUNT:
		break;
	}
	if (targets->season_id == 0)
		targets->season_id = season_id;
	return status;
}

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

/* Named ones take the place of those of their kind; places come first, as they name the season. */
static enum bo_status option_targets(struct cli *cli, struct bo_campaign_terms *terms,
				     unsigned *given)
{
	static const enum option options[BO_TARGET_COUNT] = {
		[BO_TARGET_SEASON] = OPT_SEASON,
		[BO_TARGET_SHOW] = OPT_SHOW,
		[BO_TARGET_PERFORMANCE] = OPT_PERFORMANCE,
		[BO_TARGET_TYPE] = OPT_TYPE,
	};
	bool everything = has(cli, OPT_EVERYTHING), any = everything;
	struct targets targets = { 0 };
	enum bo_status status = BO_OK;

	for (int kind = 0; kind < BO_TARGET_COUNT && !status; kind++) {
		size_t n;
		const char **name = args_values(&cli->args, &cli->arena, options[kind], &n);

		if (!name)
			return say_no_memory(cli);
		any = any || n > 0;
		for (size_t i = 0; !status && n == 0 && !everything && i < terms->n_targets; i++)
			if ((int)terms->target[i].kind == kind)
				status = add_target(cli, &targets, terms->target[i]);
		for (size_t i = 0; !status && i < n; i++) {
			struct bo_target target = { .kind = (enum bo_target_kind)kind };

			status = find_target(cli, target.kind, name[i], &targets, &target.id);
			if (!status)
				status = add_target(cli, &targets, target);
		}
	}
	if (status || !any)
		return status;
	*given |= 1U << BO_TERM_TARGETS;
	terms->target = targets.row;
	terms->n_targets = targets.n;
	return BO_OK;
}

enum bo_status option_terms(struct cli *cli, struct bo_campaign_terms *terms, unsigned *given)
{
	const char *public_name = args_value(&cli->args, OPT_PUBLIC_NAME);
	enum bo_status status = option_audience(cli, terms, given);

	if (public_name) {
		terms->public_name = public_name;
		*given |= 1U << BO_TERM_PUBLIC_NAME;
	}
	if (!status)
		status = option_effect(cli, terms, given);
	if (!status)
		status = option_unlocks(cli, terms, given);
	if (!status && *given & 1U << BO_TERM_AUDIENCE && terms->unlocks == 0) {
		terms->unlocks = CAMPAIGN_UNLOCKS;
		*given |= 1U << BO_TERM_UNLOCKS;
	}
	if (!status)
		status = option_scope(cli, terms, given);
	if (!status)
		status = option_end(cli, OPT_FROM, false, BO_TERM_STARTS, &terms->starts, given);
	if (!status)
		status = option_end(cli, OPT_UNTIL, true, BO_TERM_ENDS, &terms->ends, given);
	if (!status)
		status = option_limits(cli, terms, given);
	if (!status)
		status = option_flag(cli, OPT_JOINS, OPT_NO_JOINS, BO_TERM_JOINS, &terms->joins,
				     given);
	if (!status)
		status = option_flag(cli, OPT_PRINT_CODE, OPT_NO_PRINT_CODE, BO_TERM_PRINT_CODE,
				     &terms->print_code, given);
	return status ? status : option_targets(cli, terms, given);
}
