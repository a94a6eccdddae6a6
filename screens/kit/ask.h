/*
 * Ready-made screens to push: a question, a line to fill in.  The kit is what the rooms of the
 * screens are made of: tables, forms, choosers, questions, attempts.
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
/* In done(): was it the first of the answers? */
static inline bool ask_yes(const void *result)
{
	return result && *(const int *)result == 0;
}

/*
 * In may_close(): what was filled in would be lost, if lost, so it is asked (title: "Not saved")
 * and not closed.  In done() for ASK_TAG_DROP: *drop says that it may be lost now.
 */
enum { ASK_TAG_DROP = 990 };
bool ask_may_drop(struct screen *screen, const char *title, bool lost);
unsigned ask_dropped(const void *result, bool *drop);

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
