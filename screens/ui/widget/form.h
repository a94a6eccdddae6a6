/*
 * Fields one fills in: label, value, hint, what is wrong with it.
 *
 * The order of the fields is the order of Tab.  The form checks nothing: its owner asks the engine
 * and puts the sentences back with ui_form_fault(), all at once.
 */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "ui/widget/textarea.h"

enum ui_field_kind {
	UI_FIELD_TEXT,
	UI_FIELD_PIN,	 /* masked */
	UI_FIELD_LINES,	 /* a text of several lines, of rows rows and width columns */
	UI_FIELD_CHOICE, /* one of choices; left, right, blank or what it begins with */
	UI_FIELD_TOGGLE, /* yes or no: choice is 1 or 0 */
	UI_FIELD_SHOWN,	 /* text that cannot be changed */
	UI_FIELD_PICK,	 /* text that the owner changes, when blank or F4 asks for it */
	UI_FIELD_HEAD,	 /* a line between groups */
};

enum { UI_FAULT_MAX = 200 };

struct ui_field {
	const char *label;
	const char *hint; /* shown while the field has the focus; may be NULL */
	enum ui_field_kind kind;
	int width;    /* columns of a text; 0: what is there */
	int rows;     /* of UI_FIELD_LINES */
	size_t limit; /* bytes of a text; 0: UI_LINE_MAX */
	const char *const *choices;
	int nchoices, choice;
	bool disabled;
	struct ui_lineedit edit;
	char fault[UI_FAULT_MAX]; /* empty: none */
};

struct ui_form {
	struct ui_field *fields; /* the owner's */
	int n, at;		 /* at: the field with the focus */
	bool changed;		 /* something has been changed since init */
	char typed[16];		 /* of the word begun in the choice typed_at */
	int typed_at;
};

/* Makes the fields ready (texts set in .edit before stay) and puts the focus on the first one. */
void ui_form_init(struct ui_form *form, struct ui_field *fields, int n);
/* Tab, Shift-Tab, Up, Down, Enter (next field; in several lines a new line), the keys of the
 * fields. Enter on the last field, Ctrl-S and F9 are UI_ACCEPTED; another value is UI_CHANGED. */
unsigned ui_form_event(struct ui_form *form, const struct ui_event *event);
void ui_form_draw(const struct ui_form *form, struct ui_surface *surface, bool focus);
/* Rows it needs to show everything. */
int ui_form_rows(const struct ui_form *form);

void ui_form_clear_faults(struct ui_form *form);
/* Says what is wrong with a field; the focus goes to the first faulty one. */
void ui_form_fault(struct ui_form *form, int field, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Puts the focus on a field that can have it. */
void ui_form_focus(struct ui_form *form, int field);

#endif
