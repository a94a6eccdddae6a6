/*
 * The JSON of audiences, members and what they used.
 */
#include "cli/object/object.h"

json_t *object_audience(struct cli *cli, const struct bo_audience *audience)
{
	json_t *object = json_object(), *performances = json_array();

	put_id(cli, object, "id", audience->id);
	put_text(cli, object, "name", audience->name);
	put_text(cli, object, "kind", bo_audience_kind_code(audience->kind));
	put_number(cli, object, "quantity", audience->quantity);
	put_number(cli, object, "count", audience->members);
	put_number(cli, object, "uses", audience->uses);
	put_number(cli, object, "campaigns", (int64_t)audience->n_campaigns);
	put_when(cli, object, "created", audience->created, NULL);
	for (size_t i = 0; i < audience->n_performances; i++)
		append(cli, performances, json_integer(audience->performance[i]));
	put(cli, object, "performances", performances);
	return object;
}

json_t *object_member(struct cli *cli, const struct bo_member *member)
{
	json_t *object = json_object();

	put_id(cli, object, "id", member->id);
	put_text(cli, object, "audience", member->audience);
	put_text(cli, object, "code", member->code);
	put_text(cli, object, "email", member->email);
	put_text(cli, object, "name", member->name);
	put_text(cli, object, "category", member->category);
	put_text(cli, object, "location", member->location);
	put_number(cli, object, "quantity", member->quantity);
	put_number(cli, object, "used", member->used);
	return object;
}

json_t *object_member_use(struct cli *cli, const struct bo_member_use *use)
{
	json_t *object = json_object();

	put_text_or_null(cli, object, "member", use->member);
	put_id(cli, object, "member_id", use->member_id);
	put_text_or_null(cli, object, "code", use->code);
	put_text(cli, object, "campaign", use->campaign);
	put_performance(cli, object, use->show, use->performance_at, use->zone);
	put_text(cli, object, "type", use->type);
	put_id(cli, object, "voucher", use->voucher_id);
	put_id(cli, object, "order", use->order_id);
	put_text(cli, object, "patron", use->patron);
	put_text(cli, object, "till", use->till);
	put_text_or_null(cli, object, "staff", use->staff);
	put_number(cli, object, "discount", use->discount);
	put_when(cli, object, "at", use->at, NULL);
	put_when(cli, object, "given_back", use->given_back, NULL);
	return object;
}
