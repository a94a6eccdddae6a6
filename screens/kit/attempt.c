/*
 * Attempts.  What was refused before is let go when something else is asked, so that F4 never
 * overrides what is not in sight.
 */
#include "kit/attempt.h"

#include "frame/session.h"

#include <boxoffice/staff.h>

#include <stdio.h>

static unsigned refuse(struct screen *screen, struct attempt *a, bool again)
{
	a->refused = true;
	a->answer = *bo_refusal(session_bo(screen));
	a->again = again && a->answer.override != BO_ROLE_NONE;
	return UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
}

static unsigned succeed(struct screen *screen, const struct attempt *a)
{
	return a->done ? a->done(screen) : UI_HANDLED | UI_RECALC | UI_REDRAW;
}

unsigned attempt_try(struct screen *screen, struct attempt *a)
{
	enum bo_status status;

	a->refused = false;
	a->reason[0] = '\0';
	status = a->ask(screen, NULL);
	if (status == BO_REFUSED)
		return refuse(screen, a, true);
	return session_failed(screen, status) ? UI_HANDLED | UI_REDRAW : succeed(screen, a);
}

unsigned attempt_answer(struct screen *screen, struct attempt *a, enum bo_status status,
			const char *words)
{
	if (status != BO_REFUSED) {
		session_failed(screen, status);
		return UI_HANDLED | UI_REDRAW;
	}
	snprintf(a->words, sizeof a->words, "%s", words);
	return refuse(screen, a, false);
}

enum bo_status attempt_in_form(struct screen *screen, struct attempt *a, const char *reason)
{
	struct bo *bo = session_bo(screen);
	const struct bo_refusal *refusal = bo_refusal(bo);
	enum bo_status status;

	a->refused = false;
	snprintf(a->reason, sizeof a->reason, "%s", reason ? reason : "");
	status = a->ask(screen, a->reason[0] ? a->reason : NULL);
	if (!status)
		succeed(screen, a);
	if (status != BO_REFUSED || refusal->override == BO_ROLE_NONE)
		return status;
	/* a reason can still be typed, and one's own role is enough for it */
	if (reason && refusal->rule != BO_RULE_PERMISSION &&
	    (!*reason || bo_override_alone(bo, refusal->override)))
		return status;
	refuse(screen, a, true);
	return BO_OK;
}

unsigned attempt_override(struct screen *screen, struct attempt *a)
{
	a->screen = screen;
	return app_open(screen->app, &override_screen, &a, ATTEMPT_TAG);
}

bool attempt_may_override(const struct attempt *a)
{
	return a->refused && a->again;
}

unsigned attempt_done(struct screen *screen, const struct attempt *a, const void *result)
{
	return result ? succeed(screen, a) : UI_REDRAW;
}

void attempt_draw(const struct attempt *a, struct ui_surface *s)
{
	char text[ATTEMPT_WORDS + sizeof a->answer.message + 20];

	snprintf(text, sizeof text, "%s: %s%s", a->words, a->answer.message,
		 a->again ? " F4 overrides." : "");
	ui_put_wrapped(s, ui_surface_rect(s), UI_ROLE_WARN, text);
}
