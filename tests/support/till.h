/*
 * A clerk at the Sell screen of the demo season, without a terminal and without a printer's worker.
 */
#ifndef SUPPORT_TILL_H
#define SUPPORT_TILL_H

#include "frame/session.h"
#include "support/golden.h"
#include "support/office.h"

struct till {
	struct bo *bo;
	struct session session;
	struct app app;
	struct golden golden;
};

/* The Sell screen on test_demo(), at "Till 2", where nothing was sold yet; Casey, a clerk. */
void till_open(struct till *till, int rows, int cols);
/* Another screen, on an office of the caller's; till_close() ends that, too. */
void till_open_at(struct till *till, struct bo *bo, const struct screen_ops *screen,
		  const void *args, int rows, int cols);
/* Closes the screens and opens them anew, as after the program's end. */
void till_again(struct till *till);
void till_close(struct till *till);

/* The keys, one after the other; then the screen must hold text (NULL: anything). */
void till_keys(struct till *till, const char *keys, const char *text);
/* Typed without looking; the screen must hold text afterwards. */
void till_burst(struct till *till, const char *keys, const char *text);
void till_shows(const struct till *till, const char *text);
void till_shows_not(const struct till *till, const char *text);
/* The pictures must be tests/screens/golden/NAME_SIZE.txt.  sizes: among "80 120 plain 60 40";
 * NULL: the first three, which are 80×24, 120×40, and 80×24 in ASCII.  It is 80×24 afterwards. */
void till_expect(struct till *till, const char *name, const char *sizes);
/* bo_store_check() must find nothing; then till_close().  0, as the end of a test wants it. */
int till_close_sound(struct till *till);

#endif
