/*
 * Breaking a rule on purpose: the reason, and a second person's PIN when one's own role is too
 * small.
 *
 * The dialog makes the attempt itself, so a wrong PIN or a second refusal is said in it and nothing
 * that was typed is lost.
 */
#ifndef SCREENS_KIT_OVERRIDE_H
#define SCREENS_KIT_OVERRIDE_H

#include "frame/app.h"

#include <boxoffice/staff.h>

/* Reasons given lately, newest first. */
enum { OVERRIDE_REASONS = 8, OVERRIDE_REASON_MAX = 200 };
struct override_reasons {
	char text[OVERRIDE_REASONS][OVERRIDE_REASON_MAX + 1];
	int n;
};

struct override_request {
	struct bo *bo;
	const char *words; /* what is wanted */
	/* Read when the dialog opens.  By permission: a second person is asked for, whoever acts.
	 */
	const struct bo_refusal *refusal;
	/* Asks the engine again; the approver, if any, has been named already. */
	enum bo_status (*attempt)(void *arg, const char *reason);
	void *arg;
	struct override_reasons *reasons;
	const char *reason; /* given already; NULL or "": none */
};

/* May the person acting break this rule alone? */
bool override_alone(const struct bo *bo, const struct bo_refusal *refusal);

/* args: struct override_request, whose texts live until the dialog closes.  Result: not NULL when
 * the attempt was made. */
extern const struct screen_ops override_screen;

#endif
