/*
 * The sentence for each rule that refuses: what, how many are left, until when.
 */
#include "offer/facts.h"

#include <inttypes.h>

static void say_places(struct bo_buf *say, const struct bo_breach *b, const char *what)
{
	if (b->left == 0)
		bo_buf_printf(say, "None of the %" PRId64 " %s is left", b->limit, what);
	else
		bo_buf_printf(say, "Only %" PRId64 " of the %" PRId64 " %s %s left", b->left,
			      b->limit, what, b->left == 1 ? "is" : "are");
	if (b->actual != BO_NONE)
		bo_buf_printf(say, "; %" PRId64 " wanted", b->actual);
	bo_buf_add(say, ".");
}

static void say_audience(struct bo_buf *say, const struct offered *o)
{
	switch (o->facts.availability) {
	case BO_AVAILABLE_SUBSCRIBERS:
		bo_buf_printf(say, "%s is for subscribers.", o->type);
		break;
	case BO_AVAILABLE_BOXOFFICE:
		bo_buf_printf(say, "%s is sold at the box office only.", o->type);
		break;
	case BO_AVAILABLE_EXTERNAL:
	case BO_AVAILABLE_ANYONE:
	case BO_AVAILABILITY_COUNT:
		bo_buf_printf(say, "%s is sold by external resellers.", o->type);
		break;
	}
}

static void say_cap(struct bo_buf *say, const struct offered *o, const struct bo_breach *b)
{
	if (b->limit == 0)
		bo_buf_printf(say, "%s is closed for this performance.", o->type);
	else
		say_places(say, b, o->type);
}

static void say_min(struct bo_buf *say, const struct offered *o, const struct bo_breach *b)
{
	bo_buf_printf(say, "%s is sold from %" PRId64 " on", o->type, b->limit);
	if (b->actual != BO_NONE)
		bo_buf_printf(say, "; %" PRId64 " wanted.", b->actual);
	else
		bo_buf_printf(say, ", and only %" PRId64 " %s left.", b->left,
			      b->left == 1 ? "is" : "are");
}

static void say_window(struct bo_buf *say, const struct offered *o, const struct bo_breach *b)
{
	if (b->rule == BO_RULE_NOT_YET)
		bo_buf_printf(say, "%s goes on sale ", o->type);
	else if (!o->facts.staff && b->limit == o->facts.over)
		bo_buf_printf(say, "This performance of %s was over ", o->show);
	else
		bo_buf_printf(say, "%s %s ended ", o->reserves ? "Reservations with" : "Sales of",
			      o->type);
	bo_when_short(say, b->limit, o->zone, true);
	bo_buf_add(say, ".");
}

/* A campaign's ends with what it was used for, as that is what the buyer will ask. */
static void say_used_up(struct bo_buf *say, const struct offered *o, const struct bo_breach *b)
{
	if (!b->of_campaign) {
		say_places(say, b, o->n_open > 1 ? "uses of the codes" : "uses of the code");
		return;
	}
	if (b->left == 0)
		bo_buf_printf(say, "Nothing is left of %s", o->campaign);
	else
		bo_buf_printf(say, "Only %" PRId64 " of %s %s left", b->left, o->campaign,
			      b->left == 1 ? "is" : "are");
	if (b->left > 0 && b->actual != BO_NONE)
		bo_buf_printf(say, ", %" PRId64 " wanted", b->actual);
	bo_buf_printf(say, "; %s.", o->why);
}

static void say_step(struct bo_buf *say, const struct offered *o, const struct bo_breach *b)
{
	bo_buf_printf(say,
		      "%s is sold from %" PRId64 " on in steps of %" PRId64 "; %" PRId64 " wanted.",
		      o->type, o->facts.min, b->limit, b->actual);
}

static void say_comp(struct bo_buf *say, const struct offered *o, const struct bo_breach *b)
{
	if (b->actual > b->limit)
		bo_buf_printf(say,
			      "More than %" PRId64 " comps in an order are a supervisor's to give, "
			      "with a reason; %" PRId64 " wanted.",
			      b->limit, b->actual);
	else
		bo_buf_printf(say, "%s costs nothing: say for what reason.", o->type);
}

static void say(struct bo_buf *say_to, const struct offered *o, const struct bo_breach *b)
{
	switch (b->rule) {
	case BO_RULE_CODE:
		bo_buf_printf(say_to, "%s needs a code.", o->type);
		break;
	case BO_RULE_AUDIENCE:
		say_audience(say_to, o);
		break;
	case BO_RULE_SOLD_OUT:
		bo_buf_printf(say_to, "%s is sold out.", o->show ? o->show : o->type);
		break;
	case BO_RULE_NOT_YET:
	case BO_RULE_ENDED:
		say_window(say_to, o, b);
		break;
	case BO_RULE_TYPE_CAP:
		say_cap(say_to, o, b);
		break;
	case BO_RULE_ADVANCE_LIMIT:
		say_places(say_to, b, "places on advance sale");
		break;
	case BO_RULE_HOUSE_CAPACITY:
		say_places(say_to, b, "places in the house");
		break;
	case BO_RULE_MIN:
		say_min(say_to, o, b);
		break;
	case BO_RULE_MAX:
		bo_buf_printf(say_to, "At most %" PRId64 " %s in one sale; %" PRId64 " wanted.",
			      b->limit, o->type, b->actual);
		break;
	case BO_RULE_STEP:
		say_step(say_to, o, b);
		break;
	case BO_RULE_NOT_VALID:
		if (o->facts.cancelled)
			bo_buf_printf(say_to, "This performance of %s is cancelled.", o->show);
		else
			bo_buf_printf(say_to, "%s is not sold by itself.", o->type);
		break;
	case BO_RULE_EXPIRED:
		bo_buf_printf(say_to, "%s expired with its season.", o->type);
		break;
	case BO_RULE_USED_UP:
		say_used_up(say_to, o, b);
		break;
	case BO_RULE_COMP:
		say_comp(say_to, o, b);
		break;
	case BO_RULE_NONE:
	case BO_RULE_ALREADY:
	case BO_RULE_CHANGEABLE:
	case BO_RULE_GRACE:
	case BO_RULE_HOLD_EXPIRED:
	case BO_RULE_PAYMENT:
	case BO_RULE_PERMISSION:
	case BO_RULE_IN_USE:
	case BO_RULE_PAPER:
	case BO_RULE_COUNT:
		bo_buf_printf(say_to, "%s: %s.", o->type, bo_rule_label(b->rule));
		break;
	}
}

void facts_refuse(const struct offered *offered, const struct bo_breach *breach,
		  struct bo_refusal *refusal)
{
	struct bo_buf subject, message;

	*refusal = (struct bo_refusal){ .rule = breach->rule,
					.limit = breach->limit,
					.wanted = breach->actual,
					.left = breach->left,
					.override = breach->override };
	subject = (struct bo_buf)BO_BUF(refusal->subject);
	message = (struct bo_buf)BO_BUF(refusal->message);
	bo_buf_add(&subject, offered->type);
	if (offered->show) {
		bo_buf_printf(&subject, ", %s ", offered->show);
		bo_when_short(&subject, offered->at, offered->zone, false);
	}
	say(&message, offered, breach);
}
