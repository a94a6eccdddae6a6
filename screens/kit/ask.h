/*
 * Ready-made screens to push: a question, a line to fill in.
 *
 * Their texts are lent and must live until done() has heard the answer; a screen's state is the
 * place for them.
 */
#ifndef SCREENS_KIT_ASK_H
#define SCREENS_KIT_ASK_H

#include "frame/app.h"

#include "ui/widget/dialog.h"

/* args: struct ui_dialog.  Result: const int *, the answer's place; NULL after Esc. */
extern const struct screen_ops ask_screen;

/* A line to fill in.  Result: const char *, what was typed; NULL after Esc. */
struct prompt {
	const char *title, *text;
	const char *prefill; /* may be NULL */
	size_t limit;	     /* bytes; 0: 200 */
	bool mask;	     /* a PIN */
	bool may_be_empty;
};
extern const struct screen_ops prompt_screen;

#endif
