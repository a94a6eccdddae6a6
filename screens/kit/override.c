/*
 * The override dialog.
 *
 * It asks for no more than is needed: a clerk gives a reason, a name and a PIN; someone who may do
 * it alone gives a reason.  Should the next rule on the way need a higher role, the fields for that
 * appear then.
 */
#include "kit/attempt.h"

#include "frame/session.h"

#include "ui/widget/dialog.h"
#include "ui/widget/form.h"

#include <boxoffice/order.h>
#include <boxoffice/text.h>

#include <stdio.h>
#include <string.h>

enum { REASON, NAME, PIN, FIELDS };

struct override {
	struct attempt *attempt;
	struct bo_refusal refusal; /* the first, then others */
	struct ui_field field[FIELDS];
	struct ui_form form;
	int recalled; /* which reason Up brought, from 1 */
	struct bo_arena arena;
	struct bo_staff_list staff;
	char who[BO_NAME_MAX + 40]; /* the hint of the name */
};

static struct bo *bo_of(const struct override *o)
{
	return session_bo(o->attempt->screen);
}

static bool needs_approver(const struct override *o)
{
	return o->refusal.rule == BO_RULE_PERMISSION ||
	       !bo_override_alone(bo_of(o), o->refusal.override);
}

/* Those who work here are asked for only when one of them has to approve. */
static void set_form(struct override *o)
{
	int n = needs_approver(o) ? FIELDS : NAME;

	if (n == FIELDS && o->staff.n == 0 &&
	    bo_staff_list(bo_of(o), &o->arena, &o->staff) != BO_OK)
		o->staff = (struct bo_staff_list){ 0 };
	if (o->form.n != n)
		ui_form_init(&o->form, o->field, n);
}

/* As at sign-in: the first who is called so, of those whose role is enough. */
static const struct bo_staff *approver(const struct override *o)
{
	const char *text = o->field[NAME].edit.text;

	for (size_t i = 0; i < o->staff.n && *text; i++) {
		const struct bo_staff *staff = &o->staff.row[i];

		if (!staff->disabled && staff->role >= o->refusal.override &&
		    strcmp(staff->name, bo_acting_name(bo_of(o))) != 0 &&
		    session_is_called(staff->name, text))
			return staff;
	}
	return NULL;
}

/* Whoever is called so, but may not approve this: why is said before a PIN is asked of them. */
static const struct bo_staff *no_approver(const struct override *o)
{
	const char *text = o->field[NAME].edit.text;

	for (size_t i = 0; i < o->staff.n && !approver(o); i++) {
		const struct bo_staff *staff = &o->staff.row[i];

		if (!staff->disabled && staff->role < o->refusal.override &&
		    strcmp(staff->name, bo_acting_name(bo_of(o))) != 0 &&
		    session_is_called(staff->name, text))
			return staff;
	}
	return NULL;
}

static void show_approver(struct override *o)
{
	const struct bo_staff *staff = approver(o);

	if (staff)
		snprintf(o->who, sizeof o->who, "%s (%s)", staff->name, bo_role_code(staff->role));
	else
		snprintf(o->who, sizeof o->who, "the one who may, by name");
	o->field[NAME].hint = o->who;
}

static void complete_approver(struct override *o)
{
	const struct bo_staff *staff = approver(o);

	if (staff && o->form.n > NAME)
		ui_lineedit_set(&o->field[NAME].edit, staff->name);
}

static bool override_open(struct screen *screen, const void *args)
{
	struct override *o = screen->state;
	struct attempt *const *attempt = args;

	o->attempt = *attempt;
	o->refusal = o->attempt->answer;
	o->field[REASON] = (struct ui_field){ .label = "Reason",
					      .kind = UI_FIELD_TEXT,
					      .limit = ATTEMPT_REASON,
					      .hint = "kept with the order · Up: the last ones" };
	o->field[NAME] = (struct ui_field){ .label = "Approved by",
					    .kind = UI_FIELD_TEXT,
					    .limit = BO_PIN_MAX * 4 };
	o->field[PIN] =
		(struct ui_field){ .label = "PIN", .kind = UI_FIELD_PIN, .limit = BO_PIN_MAX * 4 };
	set_form(o);
	show_approver(o);
	if (o->attempt->reason[0]) {
		ui_lineedit_prefill(&o->field[REASON].edit, o->attempt->reason);
		if (o->form.n > NAME)
			ui_form_focus(&o->form, NAME);
	}
	return true;
}

static void override_close(struct screen *screen)
{
	struct override *o = screen->state;

	bo_arena_clear(&o->arena);
}

static void remember(struct attempt *a, const char *reason)
{
	char kept[ATTEMPT_REASON + 1];
	int at = 0;

	snprintf(kept, sizeof kept, "%.*s", ATTEMPT_REASON, reason);
	while (at < a->n_lately && strcmp(a->lately[at], kept) != 0)
		at++;
	if (at == a->n_lately && a->n_lately < ATTEMPT_LATELY)
		a->n_lately++;
	if (at == ATTEMPT_LATELY)
		at--;
	memmove(a->lately[1], a->lately[0], (size_t)at * sizeof a->lately[0]);
	memcpy(a->lately[0], kept, sizeof kept);
}

static bool blank(const char *text)
{
	return text[strspn(text, " ")] == '\0';
}

/* What the form itself can tell. */
static bool filled_in(struct override *o)
{
	const char *reason = o->field[REASON].edit.text;
	const struct bo_staff *other;

	ui_form_clear_faults(&o->form);
	if (blank(reason))
		ui_form_fault(&o->form, REASON, "A reason is needed.");
	else if (bo_scan_shape(reason) == BO_SCAN_TICKET)
		ui_form_fault(&o->form, REASON, "That is the code of a ticket.");
	else if (o->form.n > NAME && blank(o->field[NAME].edit.text))
		ui_form_fault(&o->form, NAME, "Who approves it? A %s can.",
			      bo_role_code(o->refusal.override));
	else if (o->form.n > NAME && (other = no_approver(o)))
		ui_form_fault(&o->form, NAME, "%s is a %s; this takes a %s.", other->name,
			      bo_role_code(other->role), bo_role_code(o->refusal.override));
	else
		return true;
	return false;
}

static bool same_name(const char *a, const char *b)
{
	char one[BO_NAME_MAX * 4], other[BO_NAME_MAX * 4];

	bo_text_fold(a, one, sizeof one);
	bo_text_fold(b, other, sizeof other);
	return strcmp(one, other) == 0;
}

static enum bo_status approve(struct override *o)
{
	struct bo *bo = bo_of(o);
	const char *pin = o->field[PIN].edit.text;
	enum bo_status status;

	if (o->form.n == NAME)
		return BO_OK;
	complete_approver(o);
	if (same_name(o->field[NAME].edit.text, bo_acting_name(bo))) {
		ui_form_fault(&o->form, NAME, "%s is acting already; ask a second person.",
			      bo_acting_name(bo));
		ui_lineedit_set(&o->field[PIN].edit, "");
		return BO_REFUSED;
	}
	status = bo_approve(bo, o->field[NAME].edit.text, *pin ? pin : NULL);
	if (status)
		ui_form_fault(&o->form, bo_error(bo)->field[0] ? NAME : PIN, "%s",
			      bo_error(bo)->message);
	ui_lineedit_set(&o->field[PIN].edit, "");
	return status;
}

/* A name that will not do is replaced by the next one, not lengthened by it. */
static void type_over_name(struct override *o)
{
	char name[sizeof o->field[NAME].edit.text];

	if (o->form.n == NAME || !o->field[NAME].fault[0])
		return;
	snprintf(name, sizeof name, "%s", o->field[NAME].edit.text);
	ui_lineedit_prefill(&o->field[NAME].edit, name);
}

static unsigned accept(struct screen *screen)
{
	struct override *o = screen->state;
	struct bo *bo = bo_of(o);
	const char *reason = o->field[REASON].edit.text;
	enum bo_status status;

	if (!filled_in(o) || approve(o) != BO_OK) {
		type_over_name(o);
		return UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
	}
	status = o->attempt->ask(o->attempt->screen, reason);
	bo_approve_end(bo);
	if (status == BO_OK) {
		remember(o->attempt, reason);
		o->attempt->refused = false;
		screen->result = o;
		return UI_CLOSE;
	}
	if (status == BO_REFUSED) {
		o->refusal = *bo_refusal(bo);
		set_form(o);
		show_approver(o);
		/* the reason stands: what is missing is a PIN again, or somebody of a higher role
		 */
		ui_form_fault(&o->form,
			      o->form.n == NAME ? REASON
			      : approver(o)	? PIN
						: NAME,
			      "Another rule speaks against it too, see above.");
	} else {
		ui_form_fault(&o->form, REASON, "%s", bo_error(bo)->message);
	}
	type_over_name(o);
	return UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
}

/* Up in the reason brings those given lately, one after the other. */
static unsigned recall(struct override *o)
{
	const struct attempt *a = o->attempt;

	if (a->n_lately == 0)
		return UI_HANDLED | UI_BELL;
	ui_lineedit_prefill(&o->field[REASON].edit, a->lately[o->recalled++ % a->n_lately]);
	return UI_REDRAW;
}

static unsigned override_event(struct screen *screen, const struct ui_event *event)
{
	struct override *o = screen->state;
	unsigned r;

	if (ui_key_is(event, UI_KEY_ESC, 0))
		return UI_CLOSE;
	if (ui_key_is(event, UI_KEY_UP, 0) && o->form.at == REASON)
		return recall(o);
	int from = o->form.at;

	r = ui_form_event(&o->form, event);
	if (r & UI_ACCEPTED)
		return accept(screen);
	if (from == NAME && o->form.at != NAME)
		complete_approver(o);
	if (from == NAME && (r & UI_CHANGED))
		show_approver(o);
	return r;
}

static struct ui_dialog dialog_of(const struct override *o, char *text, size_t size)
{
	snprintf(text, size, "%s\n%s", o->attempt->words, o->refusal.message);
	return (struct ui_dialog){ .title = "Override",
				   .text = text,
				   .role = UI_ROLE_WARN,
				   .columns = 60,
				   .answers = { { "<Enter>", "go on" },
						{ "<F9>", "override" },
						{ "<Esc>", "leave it" } } };
}

static void override_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct override *o = screen->state;
	char text[700];
	struct ui_dialog dialog = dialog_of(o, text, sizeof text);
	struct ui_rect room;

	ui_dialog_draw(&dialog, s, ui_form_rows(&o->form) + 1, &room);
	struct ui_surface in = ui_surface_part(s, room);

	ui_form_draw(&o->form, &in, true);
}

const struct screen_ops override_screen = {
	.name = "override",
	.title = "Override",
	.state_size = sizeof(struct override),
	.overlay = true,
	.question = true,
	.open = override_open,
	.draw = override_draw,
	.event = override_event,
	.close = override_close,
};
