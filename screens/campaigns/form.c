/*
 * The form of a campaign: a screen of its own, with how it reads beside it where there is room.
 *
 * Only what was changed is written, so that two managers at two tills do not undo each other; what
 * a started campaign keeps is shown and fixed.
 */
#include "campaigns/form.h"

#include <stdio.h>
#include <string.h>

enum { FORM_COLS = 76, READS_COLS = 30 };

static bool on_pick(const struct screen *screen)
{
	const struct campaign_form *f = screen->state;

	return campaign_is_pick(f->form.at) && !f->field[f->form.at].disabled;
}

static const struct command_ref form_commands[] = {
	{ CMD_PICK, NULL, on_pick, false, NULL },
	{ CMD_SAVE, NULL, NULL, false, NULL },
	{ CMD_BACK, NULL, NULL, false, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* How it reads with what is filled in; what cannot be read yet is left out. */
static void read_lines(struct campaign_form *f)
{
	struct bo_campaign_terms terms;

	bo_arena_clear(&f->reading);
	if (campaign_fields_read(f, &f->reading, false, &terms) != BO_NO_MEMORY)
		campaign_tell(f->session, &f->reading, &terms, f->audience.id ? &f->audience : NULL,
			      &f->lines);
}

static void refresh(struct campaign_form *f)
{
	campaign_fields_refresh(f);
	read_lines(f);
}

static bool form_open(struct screen *screen, const void *args)
{
	struct campaign_form *f = screen->state;
	const struct campaign_form_args *a = args;
	struct bo *bo = session_bo(screen);
	struct bo_campaign campaign;
	enum bo_status status = BO_OK;

	f->session = session_of(screen);
	f->screen = screen;
	f->act = a->act;
	if (a->act != CAMPAIGN_NEW)
		status = bo_campaign_get(bo, &f->arena, a->id, &campaign);
	if (!status) {
		campaign_fields_set(f, a->act == CAMPAIGN_NEW ? NULL : &campaign);
		status = campaign_fetch_audience(f);
	}
	if (session_failed(screen, status)) {
		bo_arena_clear(&f->arena);
		return false;
	}
	if (a->act == CAMPAIGN_EDIT) {
		f->id = a->id;
		f->state = campaign.state;
	}
	ui_form_init(&f->form, f->field, CAMPAIGN_FIELDS);
	refresh(f);
	ui_form_focus(&f->form, FIELD_NAME);
	return true;
}

static void form_close(struct screen *screen)
{
	struct campaign_form *f = screen->state;

	bo_arena_clear(&f->arena);
	bo_arena_clear(&f->reading);
}

/* --- Drawing --- */

static void form_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct campaign_form *f = screen->state;
	int width = s->cols - 2 < FORM_COLS ? s->cols - 2 : FORM_COLS, y = 1;
	int x = width + 4, room = s->cols - x - 1;
	int height = ui_form_rows(&f->form) + 1;
	struct ui_surface part = ui_surface_part(
		s, (struct ui_rect){ 0, 1, height < s->rows ? height : s->rows, width });

	ui_form_draw(&f->form, &part, true);
	if (room < READS_COLS)
		return;
	ui_vline(s, 0, x - 2, s->rows, UI_ROLE_BORDER);
	ui_put(s, 0, x, UI_ROLE_HEADER, "It reads");
	for (size_t i = 0; i < f->lines.n && y < s->rows; i++)
		y += 1 + ui_put_wrapped(s, (struct ui_rect){ y, x, s->rows - y, room },
					UI_ROLE_NORMAL, f->lines.line[i]);
}

static void form_heading(const struct screen *screen, char *text, size_t size)
{
	const struct campaign_form *f = screen->state;

	if (f->act == CAMPAIGN_EDIT)
		snprintf(text, size, "Campaign: %s (%s)", f->field[FIELD_NAME].edit.text,
			 bo_campaign_state_code(f->state));
	else
		snprintf(text, size,
			 f->act == CAMPAIGN_NEW ? "New campaign" : "A copy: new campaign");
}

/* --- Saving --- */

static bool has_faults(const struct campaign_form *f)
{
	for (int i = 0; i < CAMPAIGN_FIELDS; i++)
		if (f->field[i].fault[0])
			return true;
	return false;
}

static void blame(struct screen *screen, enum bo_status status)
{
	struct campaign_form *f = screen->state;
	const struct bo_error *error = bo_error(f->session->bo);
	enum campaign_field field = campaign_field_named(error->field);

	/* what it says against the effect is nearly always how much */
	if (field == FIELD_EFFECT && !f->field[FIELD_VALUE].disabled)
		field = FIELD_VALUE;
	if (status == BO_REFUSED || field == CAMPAIGN_FIELDS || f->field[field].disabled)
		session_failed(screen, status);
	else
		ui_form_fault(&f->form, field, "%s", error->message);
}

static unsigned save(struct screen *screen)
{
	struct campaign_form *f = screen->state;
	struct bo *bo = f->session->bo;
	struct bo_arena arena = { 0 };
	struct bo_campaign_terms terms;
	enum bo_status status;

	ui_form_clear_faults(&f->form);
	status = campaign_fields_read(f, &arena, true, &terms);
	if (!status && f->act == CAMPAIGN_EDIT)
		status = f->touched ? bo_campaign_edit(bo, f->id, &terms, f->touched) : BO_OK;
	else if (!status)
		status = bo_campaign_add(bo, &terms, &f->id);
	bo_arena_clear(&arena);
	if (!status) {
		f->discard = true;
		screen->result = &f->id;
		return UI_HANDLED | UI_CLOSE;
	}
	if (!has_faults(f))
		blame(screen, status);
	return UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
}

/* --- Keys --- */

/* What was understood of a time stands in place of its hint. */
static void tell(struct campaign_form *f)
{
	static const struct fill_field when = { .reads = FILL_READS_WHEN };
	int at = f->form.at;

	if (f->hint)
		f->field[f->told].hint = f->hint;
	f->hint = NULL;
	if ((at != FIELD_STARTS && at != FIELD_ENDS) ||
	    !*fill_understood(f->session->bo, &when, fill_text(&f->form, at), f->understood))
		return;
	f->told = at;
	f->hint = f->field[at].hint;
	f->field[at].hint = f->understood;
}

static unsigned form_event(struct screen *screen, const struct ui_event *event)
{
	struct campaign_form *f = screen->state;
	enum campaign_field at = (enum campaign_field)f->form.at;
	struct ui_event e = *event;
	unsigned r;

	if (on_pick(screen) && ui_key_is(event, ' ', 0))
		return campaign_pick(screen, at);
	e.x -= 1;
	r = ui_form_event(&f->form, &e);
	if (r & UI_ACCEPTED)
		return save(screen);
	if (r & UI_CHANGED) {
		f->touched |= 1u << campaign_field_term(at);
		refresh(f);
	}
	tell(f);
	return r;
}

static unsigned form_command(struct screen *screen, enum command command)
{
	const struct campaign_form *f = screen->state;

	if (command == CMD_SAVE)
		return save(screen);
	return command == CMD_PICK ? campaign_pick(screen, (enum campaign_field)f->form.at)
				   : UI_IGNORED;
}

static bool form_may_close(struct screen *screen)
{
	const struct campaign_form *f = screen->state;

	return ask_may_drop(screen, "Not saved", f->touched && !f->discard);
}

static unsigned form_done(struct screen *screen, int tag, const void *result)
{
	struct campaign_form *f = screen->state;
	unsigned r;

	if (tag == ASK_TAG_DROP)
		return ask_dropped(result, &f->discard);
	r = campaign_picked(screen, tag, result);
	refresh(f);
	return r;
}

unsigned campaign_form_open(struct screen *screen, enum campaign_act act,
			    const struct bo_campaign *campaign, int tag)
{
	const struct campaign_form_args args = { .act = act, .id = campaign ? campaign->id : 0 };

	if (!session_allows(screen, BO_MAY_KEEP_CAMPAIGNS))
		return UI_HANDLED | UI_REDRAW;
	if (act == CAMPAIGN_EDIT && campaign && campaign->state == BO_CAMPAIGN_ENDED)
		app_error(screen->app, "%s has ended; what it gave stays as it is. y clones it.",
			  campaign->terms.name);
	else
		app_push(screen->app, &campaign_form_screen, &args, tag);
	return UI_HANDLED | UI_REDRAW;
}

const struct screen_ops campaign_form_screen = {
	.name = "campaign form",
	.title = "Campaign",
	.state_size = sizeof(struct campaign_form),
	.commands = form_commands,
	.open = form_open,
	.draw = form_draw,
	.event = form_event,
	.command = form_command,
	.may_close = form_may_close,
	.done = form_done,
	.close = form_close,
	.heading = form_heading,
};
