/*
 * A question with up to four answers, each with a key of its own.
 */
#ifndef UI_DIALOG_H
#define UI_DIALOG_H

#include "ui/draw/surface.h"
#include "ui/event.h"

enum { UI_ANSWERS = 4 };

struct ui_answer {
	const char *key; /* as in ui_key_parse(); NULL ends the list */
	const char *label;
};

struct ui_dialog {
	const char *title, *text;
	struct ui_answer answers[UI_ANSWERS];
	enum ui_role role; /* of the title and frame: UI_ROLE_BORDER, WARN, ERROR */
	int enter;	   /* number (from 1) of the answer that Enter gives; 0: none */
	int columns;	   /* inside, at least; 0: what text and answers need */
};

/* The answer an event gives, or -1. */
int ui_dialog_answer(const struct ui_dialog *dialog, const struct ui_event *event);
/* Draws it in the middle; returns the box it took.  inside adds rows between text and answers. */
struct ui_rect ui_dialog_draw(const struct ui_dialog *dialog, struct ui_surface *surface,
			      int inside, struct ui_rect *room);

#endif
