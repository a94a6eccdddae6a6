/*
 * The form for a new patron.  The engine checks; its sentence lands at the field to blame.
 */
#include "person/form.h"
#include "frame/session.h"

#include "ui/widget/dialog.h"
#include "ui/widget/form.h"

#include <stdio.h>
#include <string.h>

enum { NAME, EMAIL, PHONE, FIELDS };

struct patron_form {
	struct ui_field field[FIELDS];
	struct ui_form form;
	int64_t id;
};

enum patron_part patron_part_of(const char *typed)
{
	size_t digits = 0;

	if (strchr(typed, '@'))
		return PATRON_PART_EMAIL;
	for (const char *c = typed; *c; c++) {
		if (!strchr("0123456789 +-/().", *c))
			return PATRON_PART_NAME;
		digits += *c >= '0' && *c <= '9';
	}
	return digits > 2 ? PATRON_PART_PHONE : PATRON_PART_NAME;
}

static bool form_open(struct screen *screen, const void *args)
{
	static const int field_of[] = {
		[PATRON_PART_NAME] = NAME, [PATRON_PART_EMAIL] = EMAIL, [PATRON_PART_PHONE] = PHONE
	};
	struct patron_form *f = screen->state;
	const char *typed = args;

	f->field[NAME] =
		(struct ui_field){ .label = "Name", .kind = UI_FIELD_TEXT, .limit = BO_NAME_MAX };
	f->field[EMAIL] =
		(struct ui_field){ .label = "E-mail", .kind = UI_FIELD_TEXT, .limit = BO_NAME_MAX };
	f->field[PHONE] = (struct ui_field){ .label = "Telephone",
					     .kind = UI_FIELD_TEXT,
					     .limit = BO_NAME_MAX };
	ui_form_init(&f->form, f->field, FIELDS);
	if (typed)
		ui_lineedit_set(&f->field[field_of[patron_part_of(typed)]].edit, typed);
	return true;
}

static const char *given(const struct patron_form *f, int field)
{
	return f->field[field].edit.len ? f->field[field].edit.text : NULL;
}

static unsigned accept(struct screen *screen)
{
	struct patron_form *f = screen->state;
	struct bo *bo = session_bo(screen);
	enum bo_status status = bo_patron_add(bo, f->field[NAME].edit.text, given(f, EMAIL),
					      given(f, PHONE), &f->id);

	ui_form_clear_faults(&f->form);
	if (status == BO_OK) {
		screen->result = &f->id;
		return UI_CLOSE;
	}
	const char *blamed = bo_error(bo)->field;
	int at = strcmp(blamed, "email") == 0 ? EMAIL : strcmp(blamed, "phone") == 0 ? PHONE : NAME;

	ui_form_fault(&f->form, at, "%s", bo_error(bo)->message);
	return UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
}

static unsigned form_event(struct screen *screen, const struct ui_event *event)
{
	struct patron_form *f = screen->state;
	unsigned r;

	if (ui_key_is(event, UI_KEY_ESC, 0))
		return UI_CLOSE;
	r = ui_form_event(&f->form, event);
	return r & UI_ACCEPTED ? accept(screen) : r;
}

static void form_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct patron_form *f = screen->state;
	struct ui_dialog dialog = { .title = "New person",
				    .text = "E-mail and telephone may stay empty.",
				    .role = UI_ROLE_BORDER,
				    .columns = 60,
				    .answers = { { "<F9>", "Save" }, { "<Esc>", "Back" } } };
	struct ui_rect room;

	ui_dialog_draw(&dialog, s, ui_form_rows(&f->form) + 1, &room);
	struct ui_surface in = ui_surface_part(s, room);

	ui_form_draw(&f->form, &in, true);
}

const struct screen_ops patron_form_screen = {
	.name = "patron",
	.title = "New person",
	.state_size = sizeof(struct patron_form),
	.overlay = true,
	.open = form_open,
	.draw = form_draw,
	.event = form_event,
};
