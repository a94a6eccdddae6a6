/*
 * Offers: what may be sold now, and why not.
 */
#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/noun/code_said.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

static const struct column offer_columns[] = {
	{ "TYPE", "type", CELL_TEXT },	      { "PRICE", "price", CELL_MONEY },
	{ "QTY", "qty", CELL_LIMIT },	      { "MIN", "min", CELL_NUMBER },
	{ "MAX", "max", CELL_LIMIT },	      { "STEP", "step", CELL_NUMBER },
	{ "LEFT", "left", CELL_LIMIT },	      { "CAP", "cap", CELL_LIMIT },
	{ "CODE", "code_needed", CELL_FLAG }, { "CODE LEFT", "code_left", CELL_LIMIT },
	{ "WHY NOT", "message", CELL_TEXT },  { "FOR", "campaign_price", CELL_MONEY },
	{ "OFFER", "campaign", CELL_TEXT }
};
enum {
	OFFER_COLUMNS = sizeof offer_columns / sizeof *offer_columns,
	COL_CODE_LEFT = 9,
	COL_FOR = 11
};

/* What a code has left, and what a campaign makes of an offer, only where one does. */
static enum bo_status show_offers(struct cli *cli, const struct bo_offers *found, json_t *list)
{
	struct column columns[OFFER_COLUMNS];
	bool any_campaign = false, any_left = false;
	size_t n = 0;

	for (size_t i = 0; i < found->n; i++) {
		any_campaign = any_campaign || found->row[i].campaign;
		any_left = any_left || found->row[i].code_left != BO_NONE;
	}
	for (size_t i = 0; i < OFFER_COLUMNS; i++)
		if (i == COL_CODE_LEFT ? any_left : i < COL_FOR || any_campaign)
			columns[n++] = offer_columns[i];
	return out_list(cli, "offers", list, columns, n);
}

enum bo_status run_offers(struct cli *cli)
{
	char text[BO_CODES_SIZE], code[BO_CODE_SIZE];
	struct bo_buf opened = BO_BUF(text);
	const char *codes = NULL;
	struct bo_performance performance = { 0 };
	struct bo_offers found = { 0 };
	json_t *list;
	int64_t patron_id = 0;
	enum bo_status status = BO_OK;

	if (cli->n_words > 0)
		status = bo_performance_find(cli->bo, &cli->arena, cli->word[0], &performance);
	if (!status)
		status = option_patron(cli, &patron_id);
	if (!status)
		status = option_named_codes(cli, &codes);
	if (!status)
		status = bo_offer_list(cli->bo, &cli->arena, performance.id, codes, patron_id, 0,
				       &found);
	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++) {
		append(cli, list, object_offer(cli, &found.row[i]));
		for (codes = found.row[i].opened_by; bo_code_next(&codes, code);)
			bo_code_append(&opened, code);
	}
	status = show_offers(cli, &found, list);
	if (!status)
		code_said(cli, text);
	return status;
}
