/*
 * The JSON of campaigns, of what somebody has of them, and of a sale as it would be.
 */
#include "cli/object/object.h"

static json_t *unlocks(struct cli *cli, unsigned set)
{
	json_t *list = json_array();

	for (int i = 0; i < BO_UNLOCK_COUNT; i++)
		if (set & 1U << i)
			append(cli, list, json_string(bo_unlock_code((enum bo_unlock)i)));
	return list;
}

static json_t *targets(struct cli *cli, const struct bo_campaign_terms *terms)
{
	json_t *list = json_array();

	for (size_t i = 0; i < terms->n_targets; i++) {
		json_t *object = json_object();

		put_text(cli, object, "kind", bo_target_code(terms->target[i].kind));
		put_id(cli, object, "id", terms->target[i].id);
		put_text_or_null(cli, object, "name", terms->target[i].name);
		append(cli, list, object);
	}
	return list;
}

json_t *object_campaign(struct cli *cli, const struct bo_campaign *campaign)
{
	const struct bo_campaign_terms *terms = &campaign->terms;
	char text[64];
	struct bo_buf words = BO_BUF(text);
	json_t *object = json_object();

	bo_campaign_effect_words(&words, terms, bo_currency(cli->bo));
	put_id(cli, object, "id", campaign->id);
	put_text(cli, object, "name", terms->name);
	put_text(cli, object, "public_name",
		 *terms->public_name ? terms->public_name : terms->name);
	put_text(cli, object, "state", bo_campaign_state_code(campaign->state));
	put_number(cli, object, "position", campaign->position);
	put_text_or_null(cli, object, "audience", campaign->audience);
	put(cli, object, "by", unlocks(cli, terms->unlocks));
	put_text(cli, object, "effect", bo_effect_code(terms->effect));
	put_number(cli, object, "value",
		   terms->effect == BO_EFFECT_UNLOCK ? BO_NONE : terms->value);
	put_text(cli, object, "words", text);
	put_flag(cli, object, "joins", terms->joins);
	put_when(cli, object, "starts", terms->starts, NULL);
	put_when(cli, object, "ends", terms->ends, NULL);
	put_text(cli, object, "channel", bo_channel_code(terms->channel));
	put_number(cli, object, "min_tickets", terms->min_tickets);
	put_text(cli, object, "scope", bo_scope_code(terms->scope));
	put_number(cli, object, "max_uses", terms->uses_limit);
	put_number(cli, object, "max_money", terms->money_limit);
	put_flag(cli, object, "print_code", terms->print_code);
	put(cli, object, "targets", targets(cli, terms));
	put_number(cli, object, "uses", campaign->uses);
	put_number(cli, object, "spent", campaign->spent);
	return object;
}

json_t *object_standing(struct cli *cli, const struct bo_standing *standing)
{
	json_t *object = json_object();

	put_text(cli, object, "campaign", standing->campaign);
	put_id(cli, object, "campaign_id", standing->campaign_id);
	put_text(cli, object, "effect", standing->effect);
	put_text_or_null(cli, object, "member", standing->member);
	put_id(cli, object, "member_id", standing->member_id);
	put_number(cli, object, "quantity", standing->quantity);
	put_number(cli, object, "used", standing->used);
	put_number(cli, object, "held", standing->held);
	put_number(cli, object, "left", standing->left);
	put_text_or_null(cli, object, "reason",
			 standing->reason ? bo_rule_code(standing->reason) : NULL);
	put_text_or_null(cli, object, "message", standing->message);
	return object;
}

json_t *object_taker(struct cli *cli, const struct bo_taker *taker)
{
	json_t *object = json_object();

	put_id(cli, object, "id", taker->member_id);
	put_text(cli, object, "code", taker->code);
	put_text(cli, object, "email", taker->email);
	put_number(cli, object, "quantity", taker->quantity);
	put_number(cli, object, "used", taker->used);
	put_number(cli, object, "left", taker->left);
	return object;
}

static json_t *uses(struct cli *cli, const struct bo_basket_line *line)
{
	json_t *list = json_array();

	for (size_t i = 0; i < line->n_uses; i++) {
		json_t *object = json_object();

		put_text(cli, object, "campaign", line->use[i].campaign);
		put_id(cli, object, "campaign_id", line->use[i].campaign_id);
		put_text_or_null(cli, object, "code", line->use[i].code);
		put_number(cli, object, "qty", line->use[i].qty);
		put_number(cli, object, "discount", line->use[i].discount);
		append(cli, list, object);
	}
	return list;
}

json_t *object_preview(struct cli *cli, const struct bo_basket *basket)
{
	json_t *object = json_object(), *lines = json_array();
	int64_t discount = 0;

	for (size_t i = 0; i < basket->n_lines; i++) {
		const struct bo_basket_line *line = &basket->line[i];
		json_t *row = json_object();

		put_text(cli, row, "type", line->type);
		put_performance(cli, row, line->show, line->performance_at, line->zone);
		put_number(cli, row, "qty", line->qty);
		put_number(cli, row, "price", line->price);
		put_number(cli, row, "discount", line->discount);
		put_number(cli, row, "amount", line->amount);
		put(cli, row, "uses", uses(cli, line));
		put_codes(cli, row, "codes", line->codes);
		append(cli, lines, row);
		discount += line->discount;
	}
	put_text_or_null(cli, object, "patron", basket->patron);
	put_code_words(cli, object, "code", basket->code);
	put_codes(cli, object, "codes", basket->code);
	put_number(cli, object, "discount", discount);
	put_number(cli, object, "total", basket->total);
	put(cli, object, "lines", lines);
	return object;
}
