/*
 * The terms of a campaign as fields, and the fields as terms.
 *
 * Nothing is judged here that the engine judges; a field only has to be readable.  What may not
 * change any more stays in its place, fixed, and says since when.
 */
#include "campaigns/form.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { WIDE = 40, NARROW = 20 };

static const char *const effects[BO_EFFECT_COUNT] = { BO_EFFECT_LIST(BO_WORD_LABEL) };

static const char *const scopes[BO_SCOPE_COUNT] = { BO_SCOPE_LIST(BO_WORD_LABEL) };

static const char *const channels[BO_CHANNEL_COUNT] = { BO_CHANNEL_LIST(BO_WORD_LABEL) };

#define LINE(text, columns, most, of, said)                                                        \
	{                                                                                          \
		{ .label = (text), .hint = (said), .width = (columns), .limit = (most) },          \
			BO_TERM_##of                                                               \
	}
#define OTHER(text, of_kind, of, said)                                                             \
	{                                                                                          \
		{ .label = (text), .hint = (said), .kind = UI_FIELD_##of_kind }, BO_TERM_##of      \
	}
#define LIST(text, of_choices, n, of, said)                                                        \
	{                                                                                          \
		{ .label = (text),                                                                 \
		  .hint = (said),                                                                  \
		  .kind = UI_FIELD_CHOICE,                                                         \
		  .choices = (of_choices),                                                         \
		  .nchoices = (n) },                                                               \
			BO_TERM_##of                                                               \
	}

static const struct {
	struct ui_field field; /* as it is at first */
	enum bo_term term;
} infos[CAMPAIGN_FIELDS] = {
	[FIELD_NAME] = LINE("Name", WIDE, BO_NAME_MAX, NAME, "How it is called in the house."),
	[FIELD_PUBLIC] = LINE("The buyer reads", WIDE, BO_NAME_MAX, PUBLIC_NAME,
			      "On receipts and at the counter; empty: the name."),
	[FIELD_AUDIENCE] = OTHER("For", PICK, AUDIENCE, "F4 chooses an audience, or everybody."),
	[FIELD_CODE] = OTHER("Known by code", TOGGLE, UNLOCKS, "Members say or type their code."),
	[FIELD_TICKET] = OTHER("by scanned ticket", TOGGLE, UNLOCKS,
			       "A ticket whose code is on the list, or that is a member."),
	[FIELD_EMAIL] = OTHER("by e-mail", TOGGLE, UNLOCKS,
			      "The patron's e-mail, or one that is said in place of a code."),
	[FIELD_AUTOMATIC] = OTHER("by itself", TOGGLE, UNLOCKS,
				  "As soon as the patron of the order is known as a member."),
	[FIELD_SCOPE] = LIST("A member's uses count", scopes, BO_SCOPE_COUNT, SCOPE,
			     "How the quantity on the list is counted."),
	[FIELD_EFFECT] = LIST("Effect", effects, BO_EFFECT_COUNT, EFFECT, "What a ticket gets."),
	[FIELD_VALUE] = LINE("How much", NARROW, 24, EFFECT,
			     "Percent such as 12.5; or what comes off a ticket, or its price."),
	[FIELD_JOINS] = OTHER("Joins others", TOGGLE, JOINS,
			      "A ticket may have it beside others that join."),
	[FIELD_PRINT] = OTHER("Code onto the ticket", TOGGLE, PRINT_CODE,
			      "The member's code is printed on the ticket."),
	[FIELD_PLACES] = OTHER("At", PICK, TARGETS,
			       "F4 marks seasons, shows, performances; none: everything."),
	[FIELD_TYPES] = OTHER("Voucher types", PICK, TARGETS, "F4 marks them; none: all."),
	[FIELD_STARTS] = LINE("From", NARROW, 40, STARTS,
			      "Such as 2026-01-05 20:00; empty: from its start on."),
	[FIELD_ENDS] = LINE("Until", NARROW, 40, ENDS,
			    "Such as 2026-03-31 23:59; empty: until it is ended."),
	[FIELD_CHANNEL] = LIST("Where", channels, BO_CHANNEL_COUNT, CHANNEL,
			       "At the counter, in self-service, or both."),
	[FIELD_MIN] = LINE("From how many tickets", NARROW, 12, MIN_TICKETS,
			   "In one order, of those it concerns."),
	[FIELD_USES] = LINE("At most uses in all", NARROW, 12, USES_LIMIT,
			    "Tickets of all members together; none: no limit."),
	[FIELD_MONEY] = LINE("At most given in all", NARROW, 24, MONEY_LIMIT,
			     "Discount of all members together; none: no limit."),
};

enum bo_term campaign_field_term(enum campaign_field field)
{
	return infos[field].term;
}

enum campaign_field campaign_field_named(const char *name)
{
	enum bo_term term = bo_term_from_code(name);

	if (strcmp(name, "value") == 0 || strcmp(name, "discount") == 0 ||
	    strcmp(name, "price") == 0)
		return FIELD_VALUE;
	for (int i = 0; i < CAMPAIGN_FIELDS; i++)
		if (infos[i].term == term)
			return (enum campaign_field)i;
	return CAMPAIGN_FIELDS;
}

/* --- Terms to fields --- */

static void put(struct campaign_form *f, enum campaign_field field, const char *text)
{
	ui_lineedit_prefill(&f->field[field].edit, text ? text : "");
}

static void put_money(struct campaign_form *f, enum campaign_field field, int64_t amount)
{
	char text[SESSION_MONEY];

	put(f, field, amount == BO_NONE ? "none" : session_money(f->session, amount, text));
}

static void put_number(struct campaign_form *f, enum campaign_field field, int64_t n)
{
	char text[24] = "none";

	if (n != BO_NONE)
		snprintf(text, sizeof text, "%" PRId64, n);
	put(f, field, text);
}

/* Without the zone's offset, as a person types it. */
static void put_when(struct campaign_form *f, enum campaign_field field, int64_t at)
{
	char text[40];
	struct bo_buf buf = BO_BUF(text);
	struct bo_civil c;

	if (at != BO_NONE) {
		c = bo_when_civil(at, bo_zone(f->session->bo));
		bo_buf_printf(&buf, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour,
			      c.minute);
		if (c.second)
			bo_buf_printf(&buf, ":%02d", c.second);
	}
	put(f, field, text);
}

static const struct bo_currency percent = { "%", 2 };

static void put_value(struct campaign_form *f, const struct bo_campaign_terms *t)
{
	char text[40];
	struct bo_buf buf = BO_BUF(text);

	if (t->effect == BO_EFFECT_UNLOCK || t->value == BO_NONE)
		return;
	bo_money_write(&buf, t->value,
		       t->effect == BO_EFFECT_PERCENT ? percent : bo_currency(f->session->bo));
	put(f, FIELD_VALUE, text);
}

static void set_terms(struct campaign_form *f, const struct bo_campaign_terms *t)
{
	if (f->act != CAMPAIGN_CLONE)
		put(f, FIELD_NAME, t->name);
	put(f, FIELD_PUBLIC, t->public_name);
	for (int i = 0; i < BO_UNLOCK_COUNT; i++)
		f->field[FIELD_CODE + i].choice = (t->unlocks >> i & 1u) != 0;
	f->field[FIELD_SCOPE].choice = (int)t->scope;
	f->field[FIELD_EFFECT].choice = (int)t->effect;
	f->field[FIELD_JOINS].choice = t->joins;
	f->field[FIELD_PRINT].choice = t->print_code;
	f->field[FIELD_CHANNEL].choice = (int)t->channel;
	put_value(f, t);
	put_when(f, FIELD_STARTS, t->starts);
	put_when(f, FIELD_ENDS, t->ends);
	put_number(f, FIELD_MIN, t->min_tickets);
	put_number(f, FIELD_USES, t->uses_limit);
	put_money(f, FIELD_MONEY, t->money_limit);
	f->audience_id = t->audience_id;
	f->value = t->value;
	f->target = t->target;
	f->n_targets = t->n_targets;
}

void campaign_fields_set(struct campaign_form *f, const struct bo_campaign *c)
{
	const struct bo_campaign_terms fresh = { .unlocks = 1u << BO_UNLOCK_CODE |
							    1u << BO_UNLOCK_TICKET |
							    1u << BO_UNLOCK_EMAIL |
							    1u << BO_UNLOCK_AUTOMATIC,
						 .value = BO_NONE,
						 .starts = BO_NONE,
						 .ends = BO_NONE,
						 .min_tickets = 1,
						 .uses_limit = BO_NONE,
						 .money_limit = BO_NONE };

	for (int i = 0; i < CAMPAIGN_FIELDS; i++) {
		f->field[i] = infos[i].field;
		ui_lineedit_init(&f->field[i].edit, infos[i].field.limit);
	}
	set_terms(f, c ? &c->terms : &fresh);
}

/* --- What the fields show --- */

/* What stands in a field, as text. */
static const char *shown(const struct campaign_form *f, int i)
{
	const struct ui_field *field = &f->field[i];

	if (infos[i].field.kind == UI_FIELD_TOGGLE)
		return field->choice ? "yes" : "no";
	return infos[i].field.kind == UI_FIELD_CHOICE ? field->choices[field->choice]
						      : field->edit.text;
}

/* A fixed term is shown with the reason, and cannot be stood on. */
static void fix(struct campaign_form *f, int i)
{
	struct ui_field *field = &f->field[i];

	snprintf(f->fixed_text[i], sizeof f->fixed_text[i], "%.100s  (fixed when it was started)",
		 shown(f, i));
	field->kind = UI_FIELD_SHOWN;
	field->disabled = true;
	field->width = 0;
	ui_lineedit_init(&field->edit, 0);
	ui_lineedit_set(&field->edit, f->fixed_text[i]);
}

static void show_targets(struct campaign_form *f)
{
	const struct bo_campaign_terms terms = { .target = f->target, .n_targets = f->n_targets };

	for (int types = 0; types < 2; types++) {
		char text[300];
		struct bo_buf buf = BO_BUF(text);

		campaign_say_targets(&buf, &terms, types, 3);
		ui_lineedit_set(&f->field[types ? FIELD_TYPES : FIELD_PLACES].edit,
				text[0] ? text
				: types ? "all"
					: "everything that is played");
	}
}

void campaign_fields_refresh(struct campaign_form *f)
{
	bool draft = f->state == BO_CAMPAIGN_DRAFT, everybody = f->audience_id == 0;

	show_targets(f);
	ui_lineedit_set(&f->field[FIELD_AUDIENCE].edit, everybody ? "everybody" : f->audience.name);
	for (int i = FIELD_CODE; i <= FIELD_AUTOMATIC; i++)
		f->field[i].disabled = everybody;
	f->field[FIELD_SCOPE].disabled = everybody;
	f->field[FIELD_PRINT].disabled = everybody;
	f->field[FIELD_VALUE].disabled = f->field[FIELD_EFFECT].choice == BO_EFFECT_UNLOCK;
	f->fixed = 0;
	for (int i = 0; i < BO_TERM_COUNT; i++)
		if (!bo_term_may_change((enum bo_term)i, f->state))
			f->fixed |= 1u << i;
	for (int i = 0; i < CAMPAIGN_FIELDS && !draft; i++)
		if (f->fixed >> infos[i].term & 1u)
			fix(f, i);
}

/* --- Fields to terms --- */

struct reading {
	struct campaign_form *form;
	struct bo_arena *arena;
	bool strict;
	enum bo_status status;
};

static void fault(struct reading *r, enum campaign_field field, const char *before, const char *why)
{
	r->status = BO_INVALID;
	if (r->strict)
		ui_form_fault(&r->form->form, field, "%s%s.", before, why);
}

static bool is_none(const char *text)
{
	return !*text || strcmp(text, "none") == 0;
}

static const char *text_of(struct reading *r, enum campaign_field field)
{
	const char *text = bo_arena_copy(r->arena, fill_text(&r->form->form, (int)field));

	if (!text)
		r->status = BO_NO_MEMORY;
	return text ? text : "";
}

static bool is_fixed(const struct reading *r, enum campaign_field field)
{
	return (r->form->fixed >> infos[field].term & 1u) != 0;
}

static void read_money(struct reading *r, enum campaign_field field, struct bo_currency currency,
		       int64_t *amount)
{
	const char *text = text_of(r, field), *why;
	size_t n = strlen(text);

	if (n > 1 && text[n - 1] == '%' && currency.code[0] == '%')
		text = bo_arena_printf(r->arena, "%.*s", (int)(n - 1), text);
	why = text ? bo_money_parse(text, currency, amount) : "is too long";
	if (why && currency.code[0] == '%')
		fault(r, field, "A percentage such as 10 or 12.5", ", please");
	else if (why)
		fault(r, field, "That ", why);
}

static void read_number(struct reading *r, enum campaign_field field, bool none_ok, int64_t *number)
{
	const char *text = text_of(r, field);
	int64_t value = 0;
	size_t n = strspn(text, "0123456789");

	if (none_ok && is_none(text)) {
		*number = BO_NONE;
		return;
	}
	if (n == 0 || text[n] || n > 12) {
		fault(r, field, "A whole number", none_ok ? ", or none" : ", please");
		return;
	}
	for (size_t i = 0; i < n; i++)
		value = value * 10 + (text[i] - '0');
	*number = value;
}

static void read_when(struct reading *r, enum campaign_field field, int64_t *when)
{
	const char *text = text_of(r, field);
	struct bo_typing typing = bo_typing(r->form->session->bo, NULL);
	const char *why = is_none(text) ? NULL : bo_typed_when(&typing, text, when);

	if (why)
		fault(r, field, "That time ", why);
}

static void read_value(struct reading *r, struct bo_campaign_terms *t)
{
	if (t->effect == BO_EFFECT_UNLOCK)
		return;
	t->value = BO_NONE;
	if (is_fixed(r, FIELD_VALUE)) {
		t->value = r->form->value;
		return;
	}
	read_money(r, FIELD_VALUE,
		   t->effect == BO_EFFECT_PERCENT ? percent : bo_currency(r->form->session->bo),
		   &t->value);
}

enum bo_status campaign_fields_read(struct campaign_form *f, struct bo_arena *arena, bool strict,
				    struct bo_campaign_terms *t)
{
	struct reading r = { .form = f, .arena = arena, .strict = strict };

	*t = (struct bo_campaign_terms){ .name = text_of(&r, FIELD_NAME),
					 .public_name = text_of(&r, FIELD_PUBLIC),
					 .audience_id = f->audience_id,
					 .effect = (enum bo_effect)f->field[FIELD_EFFECT].choice,
					 .joins = f->field[FIELD_JOINS].choice,
					 .starts = BO_NONE,
					 .ends = BO_NONE,
					 .channel = (enum bo_channel)f->field[FIELD_CHANNEL].choice,
					 .min_tickets = 1,
					 .scope = (enum bo_scope)f->field[FIELD_SCOPE].choice,
					 .uses_limit = BO_NONE,
					 .money_limit = BO_NONE,
					 .print_code = f->field[FIELD_PRINT].choice &&
						       f->audience_id != 0,
					 .n_targets = f->n_targets,
					 .target = f->target };
	for (unsigned i = 0; i < BO_UNLOCK_COUNT; i++)
		if (f->field[FIELD_CODE + i].choice)
			t->unlocks |= 1u << i;
	read_value(&r, t);
	read_when(&r, FIELD_STARTS, &t->starts);
	read_when(&r, FIELD_ENDS, &t->ends);
	read_number(&r, FIELD_MIN, false, &t->min_tickets);
	read_number(&r, FIELD_USES, true, &t->uses_limit);
	if (!is_none(text_of(&r, FIELD_MONEY)))
		read_money(&r, FIELD_MONEY, bo_currency(f->session->bo), &t->money_limit);
	return r.status;
}
