/*
 * Something asked of the engine that it may refuse.
 *
 * The refusal stays in sight until something else is done.  F4 asks the same again with a reason
 * and, where one's own role is too small, a second person's PIN: the dialog makes the attempt
 * itself, so a wrong PIN or another refusal is said in it and nothing that was typed is lost.  A
 * screen only says what to ask and what to say once it is done.
 */
#ifndef SCREENS_KIT_ATTEMPT_H
#define SCREENS_KIT_ATTEMPT_H

#include "frame/app.h"

#include <boxoffice/rule.h>
#include <boxoffice/status.h>

enum { ATTEMPT_TAG = 900, ATTEMPT_WORDS = 300, ATTEMPT_REASON = 200, ATTEMPT_LATELY = 8 };

struct attempt {
	/* Asks the engine; reason NULL: nothing is broken. */
	enum bo_status (*ask)(struct screen *, const char *reason);
	/* Says that it is done.  NULL: ask() has. */
	unsigned (*done)(struct screen *);
	char words[ATTEMPT_WORDS]; /* what is wanted, for people */

	bool refused; /* by this, until it is let go */
	bool again;   /* F4 asks it again */
	struct bo_refusal answer;

	/* private */
	struct screen *screen;
	char reason[ATTEMPT_REASON + 1];		 /* given already */
	char lately[ATTEMPT_LATELY][ATTEMPT_REASON + 1]; /* newest first */
	int n_lately;
};

/* Asks it, without a reason. */
unsigned attempt_try(struct screen *screen, struct attempt *attempt);
/* What another call of the engine said: a refusal stays in sight, but is not asked again.  words:
 * what was wanted. */
unsigned attempt_answer(struct screen *screen, struct attempt *attempt, enum bo_status status,
			const char *words);
/*
 * Asks it from save() of a form that the screen has pushed, with the reason typed there (empty:
 * none yet; NULL: the form asks for none).  BO_OK closes the form: it is done, or it is refused and
 * nothing in the form, but somebody's leave, would help.
 */
enum bo_status attempt_in_form(struct screen *screen, struct attempt *attempt, const char *reason);
/* The command: asks for what is missing. */
unsigned attempt_override(struct screen *screen, struct attempt *attempt);
bool attempt_may_override(const struct attempt *attempt);
/* In done() of the screen, for ATTEMPT_TAG. */
unsigned attempt_done(struct screen *screen, const struct attempt *attempt, const void *result);
/* The sentence, and that F4 overrides. */
void attempt_draw(const struct attempt *attempt, struct ui_surface *surface);

/* The dialog (override.c).  args: struct attempt **. */
extern const struct screen_ops override_screen;

#endif
