/*
 * Campaigns, what somebody has of them, and a sale as it would be.
 */
#include "cli/object/field.h"

static json_t *public_name(const struct from *from)
{
	const struct bo_campaign_terms *terms = &((const struct bo_campaign *)from->row)->terms;

	return json_of_text(from->cli, *terms->public_name ? terms->public_name : terms->name);
}

static json_t *effect_value(const struct from *from)
{
	const struct bo_campaign_terms *terms = &((const struct bo_campaign *)from->row)->terms;

	return json_of_number(terms->effect == BO_EFFECT_UNLOCK ? BO_NONE : terms->value);
}

static json_t *effect_words(const struct from *from)
{
	const struct bo_campaign *campaign = from->row;
	char text[64];
	struct bo_buf words = BO_BUF(text);

	bo_campaign_effect_words(&words, &campaign->terms, bo_currency(from->cli->bo));
	return json_of_text(from->cli, text);
}

static const struct field target_fields[] = {
	{ "kind", IS_WORD, AT(bo_target, kind), .word = word_target },
	{ "id", IS_ID, AT(bo_target, id) },
	{ "name", IS_TEXT, AT(bo_target, name) },
};
const struct object object_target = { "targets", FIELDS(target_fields, bo_target) };

/* As a table has them: "show Hamlet". */
static json_t *targets(const struct from *from)
{
	const struct bo_campaign_terms *terms = &((const struct bo_campaign *)from->row)->terms;
	json_t *list;

	if (from->cli->format == FORMAT_JSON)
		return object_list(from->cli, &object_target, terms->target, terms->n_targets);
	list = json_array();
	for (size_t i = 0; i < terms->n_targets; i++)
		append(from->cli, list,
		       json_sprintf("%s %s", bo_target_code(terms->target[i].kind),
				    terms->target[i].name));
	if (terms->n_targets == 0)
		append(from->cli, list, json_string("everything"));
	return list;
}

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_campaign, id) },
	{ "name", IS_TEXT, AT(bo_campaign, terms.name) },
	{ "public_name", IS_TEXT, AT(bo_campaign, terms.public_name), .get = public_name },
	{ "state", IS_WORD, AT(bo_campaign, state), .word = word_campaign_state },
	{ "position", IS_COUNT, AT(bo_campaign, position) },
	{ "audience", IS_TEXT, AT(bo_campaign, audience), .none = "everybody" },
	{ "by", IS_SET, AT(bo_campaign, terms.unlocks), .word = word_unlock },
	{ "effect", IS_WORD, AT(bo_campaign, terms.effect), .word = word_effect },
	{ "value", IS_COUNT, .get = effect_value },
	{ "words", IS_TEXT, .get = effect_words },
	{ "joins", IS_FLAG, AT(bo_campaign, terms.joins) },
	{ "starts", IS_MOMENT, AT(bo_campaign, terms.starts), .none = "none" },
	{ "ends", IS_MOMENT, AT(bo_campaign, terms.ends), .none = "none" },
	{ "channel", IS_WORD, AT(bo_campaign, terms.channel), .word = word_channel },
	{ "min_tickets", IS_COUNT, AT(bo_campaign, terms.min_tickets) },
	{ "scope", IS_WORD, AT(bo_campaign, terms.scope), .word = word_scope },
	{ "max_uses", IS_COUNT, AT(bo_campaign, terms.uses_limit), .none = "none" },
	{ "max_money", IS_MONEY, AT(bo_campaign, terms.money_limit), .none = "none" },
	{ "print_code", IS_FLAG, AT(bo_campaign, terms.print_code) },
	{ "targets", IS_LIST, .get = targets },
	{ "uses", IS_COUNT, AT(bo_campaign, uses) },
	{ "spent", IS_MONEY, AT(bo_campaign, spent) },
};
const struct object object_campaign = {
	"campaigns", FIELDS(fields, bo_campaign),
	"position=NO,id,name,state,audience,words=EFFECT,uses,spent"
};
const struct object object_campaign_page = {
	"campaigns", FIELDS(fields, bo_campaign),
	"id,name,public_name,state,position=PLACE,audience,by,words=EFFECT,joins,starts,ends,"
	"channel,"
	"min_tickets,scope=QUANTITY PER,max_uses,max_money,print_code=PRINTS CODE,targets=CONCERNS,"
	"uses,spent"
};

static const struct field standing_fields[] = {
	{ "campaign", IS_TEXT, AT(bo_standing, campaign) },
	{ "campaign_id", IS_ID, AT(bo_standing, campaign_id) },
	{ "effect", IS_TEXT, AT(bo_standing, effect) },
	{ "member", IS_TEXT, AT(bo_standing, member) },
	{ "member_id", IS_ID, AT(bo_standing, member_id) },
	{ "quantity", IS_COUNT, AT(bo_standing, quantity), .none = "none" },
	{ "used", IS_COUNT, AT(bo_standing, used) },
	{ "held", IS_COUNT, AT(bo_standing, held) },
	{ "left", IS_COUNT, AT(bo_standing, left), .none = "none" },
	{ "reason", IS_WORD, AT(bo_standing, reason), .word = word_rule },
	{ "message", IS_TEXT, AT(bo_standing, message) },
};
const struct object object_standing = { "standings", FIELDS(standing_fields, bo_standing),
					"campaign,effect,member,quantity,used,held,left,message=" };

static const struct field taker_fields[] = {
	{ "id", IS_ID, AT(bo_taker, member_id) },
	{ "code", IS_TEXT, AT(bo_taker, code) },
	{ "email", IS_TEXT, AT(bo_taker, email) },
	{ "quantity", IS_COUNT, AT(bo_taker, quantity), .none = "none" },
	{ "used", IS_COUNT, AT(bo_taker, used) },
	{ "left", IS_COUNT, AT(bo_taker, left), .none = "none" },
};
const struct object object_taker = { "members", FIELDS(taker_fields, bo_taker),
				     "id,code,email=E-MAIL,quantity,used,left" };

static const struct field use_fields[] = {
	{ "campaign", IS_TEXT, AT(bo_line_use, campaign) },
	{ "campaign_id", IS_ID, AT(bo_line_use, campaign_id) },
	{ "code", IS_TEXT, AT(bo_line_use, code) },
	{ "qty", IS_COUNT, AT(bo_line_use, qty) },
	{ "discount", IS_MONEY, AT(bo_line_use, discount) },
};
static const struct object use = { "uses", FIELDS(use_fields, bo_line_use) };

static json_t *campaigns(const struct from *from)
{
	const struct bo_basket_line *line = from->row;
	json_t *list = json_array();

	for (size_t i = 0; i < line->n_uses; i++)
		append(from->cli, list, json_of_text(from->cli, line->use[i].campaign));
	return list;
}

static const struct field line_fields[] = {
	{ "type", IS_TEXT, AT(bo_basket_line, type) },
	PERFORMANCE(bo_basket_line, performance_at),
	{ "qty", IS_COUNT, AT(bo_basket_line, qty) },
	{ "price", IS_MONEY, AT(bo_basket_line, price) },
	{ "discount", IS_MONEY, AT(bo_basket_line, discount) },
	{ "amount", IS_MONEY, AT(bo_basket_line, amount) },
	LIST("uses", bo_basket_line, use, n_uses, use),
	{ "codes", IS_CODES, AT(bo_basket_line, codes) },
	{ "campaigns", IS_LIST, .get = campaigns },
};
enum { OF_JSON = 8 }; /* a table has the names of the uses alone */
static const struct object line = { "lines", .field = line_fields, .n_fields = OF_JSON,
				    .size = sizeof(struct bo_basket_line) };
const struct object object_preview_line = {
	"lines", FIELDS(line_fields, bo_basket_line),
	"type,performance,qty,price,discount,amount,campaigns,codes"
};

int64_t preview_discount(const struct bo_basket *basket)
{
	int64_t discount = 0;

	for (size_t i = 0; i < basket->n_lines; i++)
		discount += basket->line[i].discount;
	return discount;
}

static json_t *discount(const struct from *from)
{
	return json_of_number(preview_discount(from->row));
}

static const struct field preview_fields[] = {
	{ "patron", IS_TEXT, AT(bo_basket, patron) },
	{ "code", IS_CODE_WORDS, AT(bo_basket, code) },
	{ "codes", IS_CODES, AT(bo_basket, code) },
	{ "discount", IS_MONEY, .get = discount },
	{ "total", IS_MONEY, AT(bo_basket, total) },
	LIST("lines", bo_basket, line, n_lines, line),
};
const struct object object_preview = { "previews", FIELDS(preview_fields, bo_basket) };
