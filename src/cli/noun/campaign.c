/*
 * Campaigns: made, changed, started and stopped; what they would do, for whom.
 */
#include "cli/lookup.h"
#include "cli/noun/campaign_terms.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

#include <inttypes.h>

enum { PLACE_MAX = 1000000, TICKETS_MAX = 1000, USES_MAX = 1000000000 };

static enum bo_status show_campaign(struct cli *cli, int64_t id, const char *done)
{
	struct bo_campaign campaign = { 0 };
	enum bo_status status = bo_campaign_get(cli->bo, &cli->arena, id, &campaign);
	char text[64];
	struct bo_buf words = BO_BUF(text);

	if (status)
		return status;
	bo_campaign_effect_words(&words, &campaign.terms, bo_currency(cli->bo));
	return out_done(cli, "campaign", object_of(cli, &object_campaign, &campaign),
			"Campaign %s %s: %s, for %s, %s (id %" PRId64 ").", campaign.terms.name,
			done, text, campaign.audience ? campaign.audience : "everybody",
			bo_campaign_state_code(campaign.state), campaign.id);
}

static enum bo_status run_add(struct cli *cli)
{
	struct bo_campaign_terms terms = {
		.name = given_text(cli, "NAME"),
		.public_name = "",
		.unlocks = CAMPAIGN_UNLOCKS,
		.starts = BO_NONE,
		.ends = BO_NONE,
		.min_tickets = 1,
		.uses_limit = BO_NONE,
		.money_limit = BO_NONE,
	};
	unsigned changed = 0;
	int64_t id = 0;
	enum bo_status status = given_terms(cli, &terms, false, &changed);

	if (!status)
		status = bo_campaign_add(cli->bo, &terms, &id);
	return status ? status : show_campaign(cli, id, "added");
}

static enum bo_status run_edit(struct cli *cli)
{
	struct bo_campaign campaign = *(const struct bo_campaign *)given_row(cli, "NAME");
	unsigned changed = 0;
	enum bo_status status =
		given_terms(cli, &campaign.terms, given(cli, "--everything"), &changed);

	if (given(cli, "--name")) {
		campaign.terms.name = given_text(cli, "--name");
		changed |= 1U << BO_TERM_NAME;
	}
	if (given(cli, "--no-joins")) {
		campaign.terms.joins = false;
		changed |= 1U << BO_TERM_JOINS;
	}
	if (given(cli, "--no-print-code")) {
		campaign.terms.print_code = false;
		changed |= 1U << BO_TERM_PRINT_CODE;
	}
	if (!status)
		status = bo_campaign_edit(cli->bo, campaign.id, &campaign.terms, changed);
	return status ? status : show_campaign(cli, campaign.id, "changed");
}

static enum bo_status change(struct cli *cli, enum bo_status (*act)(struct bo *bo, int64_t id),
			     const char *done)
{
	int64_t id = given_id(cli, "NAME");
	enum bo_status status = act(cli->bo, id);

	return status ? status : show_campaign(cli, id, done);
}

static enum bo_status run_start(struct cli *cli)
{
	return change(cli, bo_campaign_start, "started");
}

static enum bo_status run_stop(struct cli *cli)
{
	return change(cli, bo_campaign_pause, "stopped");
}

static enum bo_status run_end(struct cli *cli)
{
	return change(cli, bo_campaign_end, "ended");
}

static enum bo_status run_delete(struct cli *cli)
{
	const struct bo_campaign *campaign = given_row(cli, "NAME");
	enum bo_status status = bo_campaign_delete(cli->bo, campaign->id);

	if (status)
		return status;
	return out_done(cli, "campaign", object_of(cli, &object_campaign, campaign),
			"Campaign %s deleted.", campaign->terms.name);
}

static enum bo_status run_order(struct cli *cli)
{
	int64_t id = given_id(cli, "NAME");
	enum bo_status status = bo_campaign_move(cli->bo, id, given_number(cli, "--place", 0));

	return status ? status : show_campaign(cli, id, "moved");
}

LISTS(run_list, bo_campaigns, object_campaign, bo_campaign_list(cli->bo, &cli->arena, &found))

static enum bo_status run_show(struct cli *cli)
{
	return out_object(cli, "campaign", &object_campaign_page,
			  object_of(cli, &object_campaign_page, given_row(cli, "NAME")));
}

static enum bo_status run_standing(struct cli *cli)
{
	struct bo_standings found = { 0 };
	const char *codes = NULL;
	enum bo_status status = given_codes(cli, &codes);

	if (!status)
		status = bo_campaign_standings(cli->bo, &cli->arena, codes,
					       given_id(cli, "--patron"),
					       given_id(cli, "--performance"), &found);
	return status ? status : out_list(cli, &object_standing, found.row, found.n);
}

LISTS(run_who, bo_takers, object_taker,
      bo_campaign_takers(cli->bo, &cli->arena, given_id(cli, "NAME"), 0, given_limit(cli), &found))

static enum bo_status run_preview(struct cli *cli)
{
	const struct value *lines = given_all(cli, "LINES");
	struct bo_campaign_sample sample = { .campaign_id = given_id(cli, "NAME"),
					     .wishes = lines->rows,
					     .n = lines->n,
					     .patron_id = given_id(cli, "--patron") };
	struct bo_basket basket = { 0 };
	enum bo_status status = given_codes(cli, &sample.code);

	if (!status)
		status = bo_campaign_preview(cli->bo, &cli->arena, &sample, &basket);
	if (status)
		return status;
	if (cli->format == FORMAT_JSON)
		return out_object(cli, "preview", &object_preview,
				  object_of(cli, &object_preview, &basket));
	status = out_whole(cli, &object_preview_line, basket.line, basket.n_lines);
	if (!status)
		out_line(cli, "Total %s, %s off.", out_money(cli, basket.total),
			 out_money(cli, preview_discount(&basket)));
	return status;
}

#define THE_CAMPAIGN ARG("NAME", CAMPAIGN, NEEDED, "The campaign.")
#define FOR_WHOM(group)                                                                            \
	ARG("--audience A", AUDIENCE, NEEDED, "Whom it is for.", EITHER(group, 1)),                \
		ARG("--everybody", FLAG, NEEDED, "It is for everybody.", EITHER(group, 2))
#define EFFECT(group)                                                                              \
	ARG("--discount 10%|5.00", TEXT, NEEDED, "A percentage or an amount off each ticket.",     \
	    EITHER(group, 1)),                                                                     \
		ARG("--price A", MONEY, NEEDED, "What each ticket costs; it makes none dearer.",   \
		    EITHER(group, 2)),                                                             \
		ARG("--unlock", FLAG, NEEDED, "It opens what needs a code or an audience.",        \
		    EITHER(group, 3))
#define TERMS(group)                                                                               \
	ARG("--public-name NAME", TEXT, 0, "What the buyer reads; else the name."),                \
		ARG("--season S", SEASON, MANY, "It concerns what is of this season."),            \
		ARG("--show SHOW", SHOW, MANY, "It concerns this show."),                          \
		ARG("--performance P", PERFORMANCE, MANY, "It concerns this performance."),        \
		ARG("--type T", TYPE, MANY, "It concerns this voucher type."),                     \
		ARG("--by HOW", WORD, MANY,                                                        \
		    "How members are known: code, ticket, email or automatic.",                    \
		    .words = BO_UNLOCK_LIST(CODE_OF)),                                             \
		ARG("--automatic", FLAG, 0, "Known by being the patron, too."),                    \
		ARG("--across-events", FLAG, NEEDED, "A quantity counts once across all.",         \
		    EITHER(group, 1)),                                                             \
		ARG("--per performance|show", WORD, NEEDED, "A quantity counts at each of them.",  \
		    EITHER(group, 2)),                                                             \
		ARG("--from T|none", OPENS, 0, "The first day, or the earliest time."),            \
		ARG("--until T|none", CLOSES, 0, "The last day, or the latest time."),             \
		ARG("--channel C", WORD, 0, "any, counter or self_service.",                       \
		    .words = BO_CHANNEL_LIST(CODE_OF)),                                            \
		ARG("--min-tickets N", NUMBER, 0, "Tickets an order needs at least.", 1,           \
		    TICKETS_MAX),                                                                  \
		ARG("--max-uses N|none", NUMBER, 0, "Uses of the whole campaign.", 0, USES_MAX),   \
		ARG("--max-money A|none", MONEY, 0, "What it takes off in all.")

const struct command campaign_commands[] = {
	{ "campaign add", "Make a campaign, a draft behind all others.", run_add, WRITES,
	  BO_MAY_KEEP_CAMPAIGNS,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What it is called."), FOR_WHOM(1), EFFECT(2), TERMS(-3),
		ARG("--joins", FLAG, 0, "A ticket may have it beside others that join."),
		ARG("--print-code", FLAG, 0, "Print the member's code on the ticket.")) },
	{ "campaign list", "List campaigns in the order they apply.", run_list, READS,
	  BO_MAY_READ_SALES, NOTHING },
	{ "campaign show", "Show a campaign whole.", run_show, READS, BO_MAY_READ_SALES,
	  TAKES(THE_CAMPAIGN) },
	{ "campaign edit", "Change what its state lets be changed.", run_edit, WRITES,
	  BO_MAY_KEEP_CAMPAIGNS,
	  TAKES(THE_CAMPAIGN, ARG("--name NAME", TEXT, 0, "The new name."), FOR_WHOM(-1),
		EFFECT(-2),
		ARG("--everything", FLAG, 0, "Concern everything again, but what is named."),
		TERMS(-3),
		ARG("--joins", FLAG, NEEDED, "A ticket may have it beside others that join.",
		    EITHER(-4, 1)),
		ARG("--no-joins", FLAG, NEEDED, "A ticket has it alone.", EITHER(-4, 2)),
		ARG("--print-code", FLAG, NEEDED, "Print the member's code on the ticket.",
		    EITHER(-5, 1)),
		ARG("--no-print-code", FLAG, NEEDED, "Print no code.", EITHER(-5, 2))) },
	{ "campaign start", "Let it give from now on.", run_start, WRITES, BO_MAY_KEEP_CAMPAIGNS,
	  TAKES(THE_CAMPAIGN) },
	{ "campaign stop", "Pause it; it can be started again.", run_stop, WRITES,
	  BO_MAY_KEEP_CAMPAIGNS, TAKES(THE_CAMPAIGN) },
	{ "campaign end", "End it for good.", run_end, WRITES, BO_MAY_KEEP_CAMPAIGNS,
	  TAKES(THE_CAMPAIGN) },
	{ "campaign delete", "Delete one that was never used.", run_delete, WRITES,
	  BO_MAY_KEEP_CAMPAIGNS, TAKES(THE_CAMPAIGN) },
	{ "campaign order", "Say when among the others it applies.", run_order, WRITES,
	  BO_MAY_KEEP_CAMPAIGNS,
	  TAKES(THE_CAMPAIGN,
		ARG("--place N", NUMBER, NEEDED, "Its place, from 1.", 1, PLACE_MAX)) },
	{ "campaign standing", "What somebody has of running campaigns.", run_standing, READS,
	  BO_MAY_READ_PEOPLE,
	  TAKES(CODES, BUYER,
		ARG("--performance P", PERFORMANCE, 0, "What there is at this performance.")) },
	{ "campaign preview", "Show a sale as if it ran; nothing is written.", run_preview, READS,
	  BO_MAY_READ_PEOPLE,
	  TAKES(THE_CAMPAIGN, ARG("P", PERFORMANCE, NEEDED, "The performance."),
		ARG("LINES", LINE, NEEDED | MANY, "What, such as \"2 Adult General\"."), CODES,
		BUYER) },
	{ "campaign who", "Who of its audience has what left.", run_who, READS, BO_MAY_READ_PEOPLE,
	  TAKES(THE_CAMPAIGN, LIMIT) },
	{ 0 }
};
