/*
 * The terms of a campaign as a person would say them to another.
 *
 * The words of the effect are the engine's, which the counter and the receipt use, too.
 */
#include "campaigns/campaign.h"

#include <inttypes.h>
#include <string.h>

enum { SENTENCE = 600, NAMES = 4 };

/* As the buyer sees it. */
static const char *public_name(const struct bo_campaign_terms *t)
{
	return t->public_name && *t->public_name ? t->public_name : t->name;
}

void campaign_say_when(struct bo_buf *buf, const struct bo_campaign_terms *t, const char *zone)
{
	if (t->starts == BO_NONE && t->ends == BO_NONE) {
		bo_buf_add(buf, "always");
		return;
	}
	if (t->starts != BO_NONE) {
		bo_buf_add(buf, t->ends == BO_NONE ? "from " : "");
		bo_when_day(buf, t->starts, zone, false);
	}
	if (t->ends != BO_NONE) {
		bo_buf_add(buf, t->starts == BO_NONE ? "to " : "-");
		bo_when_day(buf, t->ends, zone, false);
	}
}

void campaign_say_targets(struct bo_buf *buf, const struct bo_campaign_terms *t, bool types,
			  size_t most)
{
	size_t n = 0, said = 0;

	for (size_t i = 0; i < t->n_targets; i++)
		n += (t->target[i].kind == BO_TARGET_TYPE) == types;
	if (most < n)
		most--; /* one place for how many more */
	for (size_t i = 0; i < t->n_targets && said < most; i++) {
		if ((t->target[i].kind == BO_TARGET_TYPE) != types)
			continue;
		bo_buf_printf(buf, "%s%s", said ? ", " : "",
			      t->target[i].name ? t->target[i].name : "?");
		said++;
	}
	if (said < n)
		bo_buf_printf(buf, "%s%zu more", said ? ", " : "", n - said);
}

bool campaign_on_line(const struct bo_basket_line *line, size_t k, struct bo_line_use *sum)
{
	size_t at = 0;

	for (; at < line->n_uses; at++) {
		bool before = false;

		for (size_t i = 0; i < at; i++)
			before = before || line->use[i].campaign_id == line->use[at].campaign_id;
		if (!before && k-- == 0)
			break;
	}
	if (at == line->n_uses)
		return false;
	*sum = line->use[at];
	for (size_t i = at + 1; i < line->n_uses; i++)
		if (line->use[i].campaign_id == sum->campaign_id) {
			sum->qty += line->use[i].qty;
			sum->discount += line->use[i].discount;
		}
	return true;
}

/* --- Sentences --- */

struct telling {
	const struct session *session;
	struct bo_arena *arena;
	const struct bo_campaign_terms *terms;
	struct campaign_lines *lines;
	char text[SENTENCE];
	struct bo_buf say;
};

static void begin(struct telling *t)
{
	t->say = (struct bo_buf)BO_BUF(t->text);
}

static void end(struct telling *t)
{
	const char *line = bo_arena_copy(t->arena, t->text);

	if (line && t->text[0] && t->lines->n < CAMPAIGN_LINES)
		t->lines->line[t->lines->n++] = line;
}

static void say_money(struct telling *t, int64_t amount)
{
	char text[SESSION_MONEY];

	bo_buf_add(&t->say, session_money(t->session, amount, text));
}

static void tell_effect(struct telling *t)
{
	/* what comes before the engine's words makes a sentence of them */
	static const char *const before[BO_EFFECT_COUNT] = { [BO_EFFECT_PERCENT] = "Gives ",
							     [BO_EFFECT_AMOUNT] = "Gives ",
							     [BO_EFFECT_PRICE] = "Sells tickets ",
							     [BO_EFFECT_UNLOCK] = "It " };
	const struct bo_campaign_terms *c = t->terms;

	begin(t);
	if (c->value == BO_NONE) {
		bo_buf_add(&t->say, "How much it gives is not said yet");
	} else {
		bo_buf_add(&t->say, before[c->effect]);
		bo_campaign_effect_words(&t->say, c, bo_currency(t->session->bo));
	}
	if (strcmp(public_name(c), c->name) != 0)
		bo_buf_printf(&t->say, " as \"%s\"", public_name(c));
	bo_buf_add(&t->say, c->joins ? ". Others that join may come on top."
				     : ". No other discount comes on top.");
	end(t);
}

static void say_unlocks(struct telling *t)
{
	static const char *const words[BO_UNLOCK_COUNT] = {
		[BO_UNLOCK_CODE] = "by their code",
		[BO_UNLOCK_TICKET] = "by a scanned ticket",
		[BO_UNLOCK_EMAIL] = "by e-mail",
		[BO_UNLOCK_AUTOMATIC] = "by themselves once the patron is named",
	};
	int n = 0, said = 0;

	for (int i = 0; i < BO_UNLOCK_COUNT; i++)
		n += (t->terms->unlocks >> i & 1u) != 0;
	if (n == 0)
		bo_buf_add(&t->say, ", known by nothing yet");
	for (int i = 0; i < BO_UNLOCK_COUNT; i++) {
		if (!(t->terms->unlocks >> i & 1u))
			continue;
		bo_buf_printf(&t->say, "%s%s",
			      said == 0	      ? ", known "
			      : said == n - 1 ? " or "
					      : ", ",
			      words[i]);
		said++;
	}
}

static void tell_audience(struct telling *t, const struct bo_audience *audience)
{
	begin(t);
	if (!t->terms->audience_id) {
		bo_buf_add(&t->say, "For everybody.");
	} else {
		bo_buf_printf(&t->say, "For %s",
			      audience && audience->name ? audience->name : "an audience");
		if (audience)
			bo_buf_printf(&t->say, ", %" PRId64 " member%s", audience->members,
				      audience->members == 1 ? "" : "s");
		say_unlocks(t);
		bo_buf_add(&t->say, ".");
	}
	end(t);
}

static void tell_quantity(struct telling *t, const struct bo_audience *audience)
{
	const char *scope = bo_scope_label(t->terms->scope);

	if (!t->terms->audience_id)
		return;
	begin(t);
	if (!audience || audience->quantity == BO_NONE)
		bo_buf_printf(&t->say, "Each as often as the list says, counted %s.", scope);
	else
		bo_buf_printf(&t->say,
			      "%" PRId64 " time%s each unless the list says otherwise, "
			      "counted %s.",
			      audience->quantity, audience->quantity == 1 ? "" : "s", scope);
	end(t);
}

static void tell_targets(struct telling *t)
{
	size_t before;

	begin(t);
	bo_buf_add(&t->say, "At ");
	before = t->say.len;
	campaign_say_targets(&t->say, t->terms, false, NAMES);
	if (t->say.len == before)
		bo_buf_add(&t->say, "everything that is played");
	bo_buf_add(&t->say, "; ");
	before = t->say.len;
	campaign_say_targets(&t->say, t->terms, true, NAMES);
	if (t->say.len == before)
		bo_buf_add(&t->say, "all voucher types");
	bo_buf_add(&t->say, ".");
	end(t);
}

static void tell_when(struct telling *t)
{
	const struct bo_campaign_terms *c = t->terms;
	const char *zone = bo_zone(t->session->bo);

	begin(t);
	if (c->starts == BO_NONE && c->ends == BO_NONE)
		bo_buf_add(&t->say, "At any time");
	if (c->starts != BO_NONE) {
		bo_buf_add(&t->say, "From ");
		bo_when_short(&t->say, c->starts, zone, true);
	}
	if (c->ends != BO_NONE) {
		bo_buf_add(&t->say, c->starts == BO_NONE ? "Until " : " until ");
		bo_when_short(&t->say, c->ends, zone, true);
	}
	bo_buf_printf(&t->say, ", %s", bo_channel_label(c->channel));
	if (c->min_tickets > 1)
		bo_buf_printf(&t->say, ", from %" PRId64 " tickets in one order on",
			      c->min_tickets);
	bo_buf_add(&t->say, ".");
	end(t);
}

static void tell_limits(struct telling *t)
{
	const struct bo_campaign_terms *c = t->terms;

	if (c->uses_limit == BO_NONE && c->money_limit == BO_NONE && !c->print_code)
		return;
	begin(t);
	if (c->uses_limit != BO_NONE || c->money_limit != BO_NONE)
		bo_buf_add(&t->say, "In all at most ");
	if (c->uses_limit != BO_NONE)
		bo_buf_printf(&t->say, "%" PRId64 " use%s", c->uses_limit,
			      c->uses_limit == 1 ? "" : "s");
	if (c->money_limit != BO_NONE) {
		bo_buf_add(&t->say, c->uses_limit != BO_NONE ? " and " : "");
		say_money(t, c->money_limit);
		bo_buf_add(&t->say, " of discount");
	}
	if (t->say.len > 0)
		bo_buf_add(&t->say, ". ");
	if (c->print_code)
		bo_buf_add(&t->say, "The member's code goes onto the ticket.");
	end(t);
}

void campaign_tell(const struct session *session, struct bo_arena *arena,
		   const struct bo_campaign_terms *terms, const struct bo_audience *audience,
		   struct campaign_lines *lines)
{
	struct telling t = { .session = session, .arena = arena, .terms = terms, .lines = lines };

	*lines = (struct campaign_lines){ 0 };
	tell_effect(&t);
	tell_audience(&t, audience);
	tell_quantity(&t, audience);
	tell_targets(&t);
	tell_when(&t);
	tell_limits(&t);
}
