/*
 * Two records of one person side by side, and one made of them.
 */
#ifndef SCREENS_MERGE_MERGE_H
#define SCREENS_MERGE_MERGE_H

#include "frame/session.h"

struct patron_merge_args {
	int64_t keep, gone;
	const char *because; /* why they may be one person; NULL: somebody says so */
	bool skips;	     /* there are other pairs to go on to */
};
struct patron_merge_result {
	int64_t keep,
		gone; /* as it was done, which is not as it was asked when they were swapped */
	bool merged;  /* else skipped */
};

/* args: const struct patron_merge_args *.  Result: const struct patron_merge_result *; NULL after
 * Esc. */
extern const struct screen_ops patron_merge_screen;

#endif
