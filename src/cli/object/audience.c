/*
 * Audiences, their members, and what those used.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_audience, id) },
	{ "name", IS_TEXT, AT(bo_audience, name) },
	{ "kind", IS_WORD, AT(bo_audience, kind), .word = word_audience_kind },
	{ "quantity", IS_COUNT, AT(bo_audience, quantity), .none = "none" },
	{ "count", IS_COUNT, AT(bo_audience, members) },
	{ "uses", IS_COUNT, AT(bo_audience, uses) },
	{ "campaigns", IS_COUNT, AT(bo_audience, n_campaigns) },
	{ "created", IS_MOMENT, AT(bo_audience, created) },
	{ "performances", IS_NUMBERS, AT(bo_audience, performance),
	  N(bo_audience, n_performances) },
};
const struct object object_audience = { "audiences", FIELDS(fields, bo_audience),
					"id,name,kind,quantity,count=MEMBERS,uses,campaigns" };

static const struct field member_fields[] = {
	{ "id", IS_ID, AT(bo_member, id) },
	{ "audience", IS_TEXT, AT(bo_member, audience) },
	{ "code", IS_TEXT, AT(bo_member, code) },
	{ "email", IS_TEXT, AT(bo_member, email) },
	{ "name", IS_TEXT, AT(bo_member, name) },
	{ "category", IS_TEXT, AT(bo_member, category) },
	{ "location", IS_TEXT, AT(bo_member, location) },
	{ "quantity", IS_COUNT, AT(bo_member, quantity), .none = "none" },
	{ "used", IS_COUNT, AT(bo_member, used) },
};
const struct object object_member = { "members", FIELDS(member_fields, bo_member),
				      "id,code,email=E-MAIL,name,category,location,quantity,used" };
/* Of all audiences. */
const struct object object_known_member = {
	"members", FIELDS(member_fields, bo_member),
	"audience,id,code,email=E-MAIL,name,category,location,quantity,used"
};

static const struct field membership_fields[] = {
	{ "audience", IS_TEXT, AT(bo_member, audience) },
	{ "member", IS_ID, AT(bo_member, id) },
	{ "code", IS_TEXT, AT(bo_member, code) },
	{ "quantity", IS_COUNT, AT(bo_member, quantity), .none = "none" },
	{ "used", IS_COUNT, AT(bo_member, used) },
};
const struct object object_membership = { "audiences", FIELDS(membership_fields, bo_member),
					  "audience,code,quantity,used" };

static const struct field use_fields[] = {
	{ "member", IS_TEXT, AT(bo_member_use, member) },
	{ "member_id", IS_ID, AT(bo_member_use, member_id) },
	{ "code", IS_TEXT, AT(bo_member_use, code) },
	{ "campaign", IS_TEXT, AT(bo_member_use, campaign) },
	PERFORMANCE(bo_member_use, performance_at),
	{ "type", IS_TEXT, AT(bo_member_use, type) },
	{ "voucher", IS_ID, AT(bo_member_use, voucher_id) },
	{ "order", IS_ID, AT(bo_member_use, order_id) },
	{ "patron", IS_TEXT, AT(bo_member_use, patron) },
	{ "till", IS_TEXT, AT(bo_member_use, till) },
	{ "staff", IS_TEXT, AT(bo_member_use, staff) },
	{ "discount", IS_MONEY, AT(bo_member_use, discount) },
	{ "at", IS_MOMENT, AT(bo_member_use, at) },
	{ "given_back", IS_MOMENT, AT(bo_member_use, given_back) },
};
const struct object object_member_use = {
	"uses", FIELDS(use_fields, bo_member_use),
	"at,member,code,campaign,performance,type,discount,order,patron,till,staff,given_back"
};
