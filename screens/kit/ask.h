/*
 * Ready-made screens to push: a question, a line to fill in, something to choose from a list.
 *
 * Their texts are lent and must live until done() has heard the answer; a screen's state is the
 * place for them.
 */
#ifndef SCREENS_KIT_ASK_H
#define SCREENS_KIT_ASK_H

#include "frame/app.h"

#include "ui/widget/dialog.h"
#include "ui/widget/picker.h"

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

/* Something to choose.  Result: const struct pick_result *; NULL after Esc. */
struct pick {
	const char *title;
	const char *query;			     /* typed already; may be NULL */
	void (*fetch)(void *arg, const char *query); /* makes the model's rows; may be NULL */
	/* Is there more to fetch, and some milliseconds of it; both NULL when fetch gets all. */
	bool (*goes_on)(const void *arg);
	void (*more)(void *arg);
	const struct ui_list_model *model;
	void *arg;	       /* of these and the model */
	const char *new_label; /* what F6 makes; NULL: nothing */
	int most;	       /* rows that are fetched at most; 0: all there are */
	bool to_read;	       /* a report: nothing is chosen, so what is typed ahead is let go */
};
struct pick_result {
	int row;	   /* of the model */
	bool make_new;	   /* F6 instead */
	const char *query; /* what was typed */
};
extern const struct screen_ops pick_screen;

#endif
