/*
 * Campaigns: made, changed, started and stopped; what they would do, for whom.
 */
#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/noun/campaign_terms.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/parse.h"
#include "cli/say.h"

#include <inttypes.h>

enum { PLACE_MAX = 1000000 };

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

enum bo_status run_campaign_add(struct cli *cli)
{
	struct bo_campaign_terms terms = {
		.name = cli->word[0],
		.public_name = "",
		.unlocks = CAMPAIGN_UNLOCKS,
		.starts = BO_NONE,
		.ends = BO_NONE,
		.min_tickets = 1,
		.uses_limit = BO_NONE,
		.money_limit = BO_NONE,
	};
	unsigned given = 0;
	int64_t id = 0;
	enum bo_status status = option_terms(cli, &terms, &given);

	if (!status && !(given & 1U << BO_TERM_AUDIENCE))
		status = say_invalid(cli, "audience", NULL,
				     "This needs --audience A, or --everybody.");
	if (!status && !(given & 1U << BO_TERM_EFFECT))
		status = say_invalid(cli, "discount", NULL,
				     "This needs what it gives: --discount, --price or --unlock.");
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_campaign_add(cli->bo, &terms, &id);
	return status ? status : show_campaign(cli, id, "added");
}

enum bo_status run_campaign_edit(struct cli *cli)
{
	const char *name = args_value(&cli->args, OPT_NAME);
	struct bo_campaign campaign = { 0 };
	unsigned given = 0;
	int64_t id = 0;
	enum bo_status status = bo_campaign_find(cli->bo, cli->word[0], &id);

	if (!status)
		status = bo_campaign_get(cli->bo, &cli->arena, id, &campaign);
	if (!status)
		status = option_terms(cli, &campaign.terms, &given);
	if (!status && name) {
		campaign.terms.name = name;
		given |= 1U << BO_TERM_NAME;
	}
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_campaign_edit(cli->bo, id, &campaign.terms, given);
	return status ? status : show_campaign(cli, id, "changed");
}

static enum bo_status change(struct cli *cli, enum bo_status (*act)(struct bo *bo, int64_t id),
			     const char *done)
{
	int64_t id = 0;
	enum bo_status status = bo_campaign_find(cli->bo, cli->word[0], &id);

	if (!status)
		status = cli_act(cli);
	if (!status)
		status = act(cli->bo, id);
	return status ? status : show_campaign(cli, id, done);
}

enum bo_status run_campaign_start(struct cli *cli)
{
	return change(cli, bo_campaign_start, "started");
}

enum bo_status run_campaign_stop(struct cli *cli)
{
	return change(cli, bo_campaign_pause, "stopped");
}

enum bo_status run_campaign_end(struct cli *cli)
{
	return change(cli, bo_campaign_end, "ended");
}

enum bo_status run_campaign_delete(struct cli *cli)
{
	struct bo_campaign campaign = { 0 };
	int64_t id = 0;
	enum bo_status status = bo_campaign_find(cli->bo, cli->word[0], &id);

	if (!status)
		status = bo_campaign_get(cli->bo, &cli->arena, id, &campaign);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_campaign_delete(cli->bo, id);
	if (status)
		return status;
	return out_done(cli, "campaign", object_of(cli, &object_campaign, &campaign),
			"Campaign %s deleted.", campaign.terms.name);
}

enum bo_status run_campaign_order(struct cli *cli)
{
	const char *needed;
	int64_t id = 0, place = 0;
	enum bo_status status = option_needed(cli, OPT_PLACE, &needed);

	if (!status)
		status = bo_campaign_find(cli->bo, cli->word[0], &id);
	if (!status)
		status = option_number(cli, OPT_PLACE, 1, PLACE_MAX, &place);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_campaign_move(cli->bo, id, place);
	return status ? status : show_campaign(cli, id, "moved");
}

enum bo_status run_campaign_list(struct cli *cli)
{
	struct bo_campaigns found = { 0 };
	enum bo_status status = bo_campaign_list(cli->bo, &cli->arena, &found);

	if (status)
		return status;
	return out_list(cli, &object_campaign, found.row, found.n);
}

enum bo_status run_campaign_show(struct cli *cli)
{
	struct bo_campaign campaign = { 0 };
	int64_t id = 0;
	enum bo_status status = bo_campaign_find(cli->bo, cli->word[0], &id);

	if (!status)
		status = bo_campaign_get(cli->bo, &cli->arena, id, &campaign);
	if (status)
		return status;
	return out_object(cli, "campaign", &object_campaign_page,
			  object_of(cli, &object_campaign_page, &campaign));
}

enum bo_status run_campaign_standing(struct cli *cli)
{
	const char *name = args_value(&cli->args, OPT_PERFORMANCE), *codes = NULL;
	struct bo_performance performance = { 0 };
	struct bo_standings found = { 0 };
	int64_t patron_id = 0;
	enum bo_status status = option_patron(cli, &patron_id);

	if (!status && name)
		status = bo_performance_find(cli->bo, &cli->arena, name, &performance);
	if (!status)
		status = option_named_codes(cli, &codes);
	if (!status)
		status = bo_campaign_standings(cli->bo, &cli->arena, codes, patron_id,
					       performance.id, &found);
	if (status)
		return status;
	return out_list(cli, &object_standing, found.row, found.n);
}

enum bo_status run_campaign_who(struct cli *cli)
{
	struct bo_takers found = { 0 };
	size_t limit;
	int64_t id = 0;
	enum bo_status status = option_rows(cli, &limit);

	if (!status)
		status = bo_campaign_find(cli->bo, cli->word[0], &id);
	if (!status)
		status = bo_campaign_takers(cli->bo, &cli->arena, id, 0, limit, &found);
	if (status)
		return status;
	return out_list(cli, &object_taker, found.row, found.n);
}

enum bo_status run_campaign_preview(struct cli *cli)
{
	struct bo_campaign_sample sample = { 0 };
	struct bo_performance performance = { 0 };
	struct bo_basket basket = { 0 };
	struct bo_wish *wishes = NULL;
	enum bo_status status = bo_campaign_find(cli->bo, cli->word[0], &sample.campaign_id);

	if (!status)
		status = bo_performance_find(cli->bo, &cli->arena, cli->word[1], &performance);
	sample.n = cli->n_words - 2;
	if (!status)
		status = find_wishes(cli, performance.id, performance.show_id, cli->word + 2,
				     sample.n, &wishes);
	if (!status)
		status = option_patron(cli, &sample.patron_id);
	if (!status)
		status = option_named_codes(cli, &sample.code);
	sample.wishes = wishes;
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
