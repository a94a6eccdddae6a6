/*
 * Offers to one buyer.
 */
#include "cli/object/field.h"

/* What a campaign makes of it, where one does. */
static json_t *of_campaign(const struct from *from)
{
	const struct bo_offer *offer = from->row;

	return json_of_number(offer->campaign ? *(const int64_t *)from->member : BO_NONE);
}

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_offer, redemption_id) },
	{ "type", IS_TEXT, AT(bo_offer, type) },
	{ "type_id", IS_ID, AT(bo_offer, type_id) },
	{ "number", IS_COUNT, AT(bo_offer, number) },
	{ "category", IS_WORD, AT(bo_offer, category), .word = word_category },
	{ "price", IS_MONEY, AT(bo_offer, price) },
	{ "visible", IS_FLAG, AT(bo_offer, visible) },
	{ "qty", IS_COUNT, AT(bo_offer, qty), .none = "none" },
	{ "reason", IS_WORD, AT(bo_offer, reason), .word = word_rule },
	{ "menu", IS_NUMBERS, AT(bo_offer, menu), N(bo_offer, n_menu) },
	{ "min", IS_COUNT, AT(bo_offer, min) },
	{ "max", IS_COUNT, AT(bo_offer, max), .none = "none" },
	{ "step", IS_COUNT, AT(bo_offer, step) },
	{ "left", IS_COUNT, AT(bo_offer, left), .none = "none" },
	{ "cap", IS_COUNT, AT(bo_offer, cap), .none = "none" },
	{ "taken", IS_COUNT, AT(bo_offer, taken) },
	{ "code_needed", IS_FLAG, AT(bo_offer, code_needed) },
	{ "codes", IS_TEXT, AT(bo_offer, codes) },
	{ "opened_by", IS_CODES, AT(bo_offer, opened_by) },
	{ "code_left", IS_COUNT, AT(bo_offer, code_left), .none = "none" },
	{ "campaign", IS_TEXT, AT(bo_offer, campaign) },
	{ "campaign_price", IS_MONEY, AT(bo_offer, campaign_price), .get = of_campaign },
	{ "campaign_left", IS_COUNT, AT(bo_offer, campaign_left), .get = of_campaign },
	{ "message", IS_TEXT, AT(bo_offer, message) },
};
/* "offers" has behind these what a code has left, why not, and what a campaign makes of it. */
const struct object object_offer = { "offers", FIELDS(fields, bo_offer),
				     "type,price,qty,min,max,step,left,cap,code_needed=CODE" };
