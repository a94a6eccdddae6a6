/*
 * Offers: what may be sold now, and why not.
 */
#include "cli/lookup.h"
#include "cli/noun/code_said.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

/* What a code has left, and what a campaign makes of an offer, only where one does. */
static enum bo_status show_offers(struct cli *cli, const struct bo_offers *found)
{
	struct object shown = object_offer;
	bool any_campaign = false, any_left = false;

	for (size_t i = 0; i < found->n; i++) {
		any_campaign = any_campaign || found->row[i].campaign;
		any_left = any_left || found->row[i].code_left != BO_NONE;
	}
	shown.columns = bo_arena_printf(&cli->arena, "%s%s,message=WHY NOT%s", object_offer.columns,
					any_left ? ",code_left" : "",
					any_campaign ? ",campaign_price=FOR,campaign=OFFER" : "");
	return shown.columns ? out_list(cli, &shown, found->row, found->n) : say_no_memory(cli);
}

static enum bo_status run_offers(struct cli *cli)
{
	char text[BO_CODES_SIZE], code[BO_CODE_SIZE];
	struct bo_buf opened = BO_BUF(text);
	const char *codes = NULL;
	struct bo_offers found = { 0 };
	enum bo_status status = given_codes(cli, &codes);

	if (!status)
		status = bo_offer_list(cli->bo, &cli->arena, given_id(cli, "P"), codes,
				       given_id(cli, "--patron"), 0, &found);
	if (status)
		return status;
	for (size_t i = 0; i < found.n; i++)
		for (codes = found.row[i].opened_by; bo_code_next(&codes, code);)
			bo_code_append(&opened, code);
	status = show_offers(cli, &found);
	if (!status)
		code_said(cli, text);
	return status;
}

const struct command offers_commands[] = {
	{ "offers", "What may be sold now, and why not; without a performance: bundles.",
	  run_offers, READS, BO_MAY_READ_SALES, SELF,
	  TAKES(ARG("P", PERFORMANCE, 0, "The performance."), CODES, BUYER) },
	{ 0 }
};
