/*
 * Marking some of many rows: a list one narrows by typing, where Enter marks and F9 chooses.
 */
#ifndef SCREENS_KIT_MARKS_H
#define SCREENS_KIT_MARKS_H

#include "frame/app.h"

#include <stdint.h>

struct marks_row {
	const char *text;
	const char *right; /* at the right edge; may be NULL */
	int depth;	   /* how far it stands in */
	int kind;	   /* the owner's */
	int64_t id;
	bool marked;
};

struct marks {
	const char *title, *empty;
	const char *none; /* what it means when no row is marked: "everything" */
	struct marks_row *row;
	size_t n;
};

/* args: struct marks; its rows live until done().  Result: not NULL after F9, the rows are marked
 * as chosen then; after Esc they are as they were. */
extern const struct screen_ops marks_screen;

#endif
