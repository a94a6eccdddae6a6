/*
 * The form.  Where it is scrolled to follows from the focus when drawing, so there is nothing to
 * keep right when fields get faults, which take rows of their own.
 */
#include "ui/widget/form.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { FAULT_COLS = 46, FAULT_ROWS = 3, LINES_COLS = 40 };

static bool takes_focus(const struct ui_field *f)
{
	return !f->disabled && f->kind != UI_FIELD_SHOWN && f->kind != UI_FIELD_HEAD;
}

static bool is_text(const struct ui_field *f)
{
	return f->kind == UI_FIELD_TEXT || f->kind == UI_FIELD_PIN || f->kind == UI_FIELD_LINES;
}

/* Both its rows and the keys in them follow from this. */
static int lines_width(const struct ui_field *f)
{
	return f->width > 0 ? f->width : LINES_COLS;
}

/* The field step further that takes the focus; at itself if there is none. */
static int neighbour(const struct ui_form *form, int at, int step)
{
	for (int i = at + step; i >= 0 && i < form->n; i += step)
		if (takes_focus(&form->fields[i]))
			return i;
	return at;
}

void ui_form_focus(struct ui_form *form, int field)
{
	if (field >= 0 && field < form->n && takes_focus(&form->fields[field]))
		form->at = field;
}

void ui_form_init(struct ui_form *form, struct ui_field *fields, int n)
{
	*form = (struct ui_form){ .fields = fields, .n = n };
	for (int i = 0; i < n; i++) {
		if (fields[i].limit)
			fields[i].edit.limit = fields[i].limit;
		fields[i].edit.mask = fields[i].kind == UI_FIELD_PIN;
	}
	form->at = neighbour(form, -1, 1);
	if (form->at < 0)
		form->at = 0;
}

static unsigned move(struct ui_form *form, int step)
{
	int to = neighbour(form, form->at, step);

	if (to == form->at && step > 0)
		to = neighbour(form, -1, 1);
	else if (to == form->at)
		to = neighbour(form, form->n, -1);
	form->at = to < 0 || to >= form->n ? form->at : to;
	form->typed[0] = '\0';
	return UI_HANDLED | UI_REDRAW;
}

static unsigned choose(struct ui_form *form, struct ui_field *f, int choice)
{
	int n = f->kind == UI_FIELD_TOGGLE ? 2 : f->nchoices;

	if (n < 1)
		return UI_HANDLED | UI_BELL;
	f->choice = (choice % n + n) % n;
	f->fault[0] = '\0';
	form->changed = true;
	return UI_HANDLED | UI_REDRAW | UI_CHANGED;
}

static int choices_of(const struct ui_field *f, const char *const **words)
{
	static const char *const toggles[] = { "no", "yes" };

	*words = f->kind == UI_FIELD_TOGGLE ? toggles : f->choices;
	return f->kind == UI_FIELD_TOGGLE ? 2 : f->nchoices;
}

/* The first choice from this one on that starts with what was typed, or -1. */
static int choice_typed(const struct ui_field *f, int from, const char *typed)
{
	const char *const *words;
	int n = choices_of(f, &words);

	for (int i = 0; i < n; i++)
		if (strncasecmp(words[(from + i) % n], typed, strlen(typed)) == 0)
			return (from + i) % n;
	return -1;
}

/* A letter goes on with the word that was begun, or begins another one, from the next choice on. */
static unsigned choose_letter(struct ui_form *form, struct ui_field *f, const char *letter)
{
	size_t len = form->typed_at == form->at ? strlen(form->typed) : 0;
	int at = -1;

	if (len > 0 && len + strlen(letter) < sizeof form->typed) {
		memcpy(form->typed + len, letter, strlen(letter) + 1);
		at = choice_typed(f, f->choice, form->typed);
	}
	if (at < 0) {
		memcpy(form->typed, letter, strlen(letter) + 1);
		at = choice_typed(f, f->choice + 1, form->typed);
	}
	form->typed_at = form->at;
	if (at < 0) {
		form->typed[0] = '\0';
		return UI_IGNORED;
	}
	return at == f->choice ? UI_HANDLED : choose(form, f, at);
}

static unsigned choice_event(struct ui_form *form, struct ui_field *f, const struct ui_event *event)
{
	int step = ui_key_is(event, UI_KEY_LEFT, 0)    ? -1
		   : ui_key_is(event, UI_KEY_RIGHT, 0) ? 1
		   : ui_key_is(event, ' ', 0)	       ? 1
						       : 0;

	if (step) {
		form->typed[0] = '\0';
		return choose(form, f, f->choice + step);
	}
	if (event->type == UI_EVENT_KEY && event->text[0])
		return choose_letter(form, f, event->text);
	return UI_IGNORED;
}

static unsigned value_event(struct ui_form *form, struct ui_field *f, const struct ui_event *event)
{
	unsigned r;

	if (f->kind == UI_FIELD_CHOICE || f->kind == UI_FIELD_TOGGLE)
		return choice_event(form, f, event);
	if (!is_text(f))
		return UI_IGNORED;
	r = f->kind == UI_FIELD_LINES ? ui_textarea_event(&f->edit, lines_width(f), event)
				      : ui_lineedit_event(&f->edit, event);
	if (r & UI_CHANGED) {
		f->fault[0] = '\0';
		form->changed = true;
	} else if (r & UI_BELL) {
		snprintf(f->fault, sizeof f->fault, "too long: at most %zu bytes",
			 f->limit ? f->limit : (size_t)UI_LINE_MAX);
		r |= UI_REDRAW;
	}
	return r;
}

unsigned ui_form_event(struct ui_form *form, const struct ui_event *event)
{
	if (form->n == 0)
		return UI_IGNORED;
	struct ui_field *f = &form->fields[form->at];

	if (ui_key_is(event, 's', UI_MOD_CTRL) || ui_key_is(event, UI_KEY_F9, 0))
		return UI_HANDLED | UI_ACCEPTED;
	if (f->kind == UI_FIELD_LINES && takes_focus(f)) {
		unsigned r = value_event(form, f, event); /* Enter and the arrows are its own */

		if (r != UI_IGNORED)
			return r;
	}
	if (ui_key_is(event, UI_KEY_ENTER, 0)) {
		if (neighbour(form, form->at, 1) == form->at)
			return UI_HANDLED | UI_ACCEPTED;
		return move(form, 1);
	}
	if (ui_key_is(event, UI_KEY_TAB, 0) || ui_key_is(event, UI_KEY_DOWN, 0))
		return move(form, 1);
	if (ui_key_is(event, UI_KEY_TAB, UI_MOD_SHIFT) || ui_key_is(event, UI_KEY_UP, 0))
		return move(form, -1);
	return takes_focus(f) ? value_event(form, f, event) : UI_IGNORED;
}

/* As if every form were as wide as that: a box is measured before anybody knows its width. */
static struct ui_rect fault_part(int y, int x, int cols)
{
	return (struct ui_rect){ y, x, FAULT_ROWS, cols < FAULT_COLS ? cols : FAULT_COLS };
}

static int fault_rows(const struct ui_field *f)
{
	return f->fault[0]
		       ? ui_put_wrapped(NULL, fault_part(0, 0, FAULT_COLS), UI_ROLE_ERROR, f->fault)
		       : 0;
}

static int value_rows(const struct ui_field *f)
{
	return f->kind == UI_FIELD_LINES && f->rows > 1 ? f->rows : 1;
}

static int field_rows(const struct ui_field *f)
{
	return value_rows(f) + fault_rows(f);
}

int ui_form_rows(const struct ui_form *form)
{
	int rows = 0;

	for (int i = 0; i < form->n; i++)
		rows += field_rows(&form->fields[i]);
	return rows;
}

static int label_width(const struct ui_form *form, int cols)
{
	int width = 0;

	for (int i = 0; i < form->n; i++) {
		int n = form->fields[i].kind == UI_FIELD_HEAD
				? 0
				: ui_text_columns(form->fields[i].label);

		width = n > width ? n : width;
	}
	return width > cols / 2 ? cols / 2 : width;
}

static void draw_choices(const struct ui_field *f, struct ui_surface *s, int y, int x, bool focus)
{
	bool toggle = f->kind == UI_FIELD_TOGGLE;
	const char *word = toggle				       ? (f->choice ? "yes" : "no")
			   : f->choice < f->nchoices && f->choice >= 0 ? f->choices[f->choice]
								       : "";
	enum ui_role role = f->disabled ? UI_ROLE_DISABLED
			    : focus	? UI_ROLE_ENTRY
					: UI_ROLE_ENTRY_OFF;

	if (toggle) {
		ui_put(s, y, x, role, f->choice ? "[x]" : "[ ]");
		if (focus)
			ui_cursor_at(s, y, x + 1, true);
		return;
	}
	ui_put(s, y, x, role, focus ? "◀ " : "  ");
	int n = ui_put_cut(s, y, x + 2, s->cols - x - 4, role, word);

	ui_put(s, y, x + 2 + n, role, focus ? " ▶" : "  ");
	if (focus)
		ui_cursor_at(s, y, x + 2, true);
}

static void draw_picked(const struct ui_field *f, struct ui_surface *s, int y, int x, bool focus)
{
	int n = ui_put_cut(s, y, x, s->cols - x - 4, focus ? UI_ROLE_ENTRY : UI_ROLE_ENTRY_OFF,
			   f->edit.text);

	ui_put(s, y, x + n, focus ? UI_ROLE_BAR_KEY : UI_ROLE_HINT, focus ? " F4" : " …");
	if (focus)
		ui_cursor_at(s, y, x, true);
}

static void draw_field(const struct ui_field *f, struct ui_surface *s, int y, int x, bool focus)
{
	int room = s->cols - x, width = f->width > 0 && f->width < room ? f->width : room;

	if (f->kind == UI_FIELD_HEAD) {
		ui_put_cut(s, y, 0, s->cols, UI_ROLE_HEADER, f->label);
		return;
	}
	ui_put_right(s, y, 0, x - 2, f->disabled ? UI_ROLE_DISABLED : UI_ROLE_NORMAL, f->label);
	if (f->kind == UI_FIELD_CHOICE || f->kind == UI_FIELD_TOGGLE)
		draw_choices(f, s, y, x, focus);
	else if (f->kind == UI_FIELD_PICK && !f->disabled)
		draw_picked(f, s, y, x, focus);
	else if (f->kind == UI_FIELD_SHOWN || f->disabled)
		ui_put_cut(s, y, x, width, f->disabled ? UI_ROLE_DISABLED : UI_ROLE_NORMAL,
			   f->edit.text);
	else if (f->kind == UI_FIELD_LINES)
		ui_textarea_draw(&f->edit, s,
				 (struct ui_rect){ y, x, value_rows(f),
						   lines_width(f) < room ? lines_width(f) : room },
				 focus);
	else
		ui_lineedit_draw(&f->edit, s, y, x, width, focus);
	y += value_rows(f) - 1;
	if (f->fault[0]) {
		int n = ui_put(s, y + 1, x, UI_ROLE_ERROR, "! ");

		struct ui_rect part = fault_part(y + 1, x + n, room - n);

		part.rows = fault_rows(f);
		if (part.rows == 1)
			ui_put_cut(s, part.y, part.x, room - n, UI_ROLE_ERROR, f->fault);
		else
			ui_put_wrapped(s, part, UI_ROLE_ERROR, f->fault);
	}
}

void ui_form_draw(const struct ui_form *form, struct ui_surface *s, bool focus)
{
	bool hints = s->rows > 2; /* the lowest row */
	int rows = hints ? s->rows - 1 : s->rows, x = label_width(form, s->cols) + 2;
	int y = 0, end = 0;

	for (int i = 0; i <= form->at && i < form->n; i++)
		end += field_rows(&form->fields[i]);
	struct ui_surface view = ui_surface_part(s, (struct ui_rect){ 0, 0, rows, s->cols });

	if (end > rows)
		y = rows - end;
	for (int i = 0; i < form->n; i++) {
		draw_field(&form->fields[i], &view, y, x, focus && i == form->at);
		y += field_rows(&form->fields[i]);
	}
	if (hints && focus && form->n > 0 && form->fields[form->at].hint)
		ui_put_cut(s, s->rows - 1, 0, s->cols, UI_ROLE_HINT, form->fields[form->at].hint);
}

void ui_form_clear_faults(struct ui_form *form)
{
	for (int i = 0; i < form->n; i++)
		form->fields[i].fault[0] = '\0';
}

void ui_form_fault(struct ui_form *form, int field, const char *format, ...)
{
	bool first = true;
	va_list args;

	if (field < 0 || field >= form->n)
		return;
	for (int i = 0; i < field; i++)
		first = first && !form->fields[i].fault[0];
	va_start(args, format);
	vsnprintf(form->fields[field].fault, sizeof form->fields[field].fault, format, args);
	va_end(args);
	if (first)
		ui_form_focus(form, field);
}
