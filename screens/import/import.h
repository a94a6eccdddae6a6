/*
 * Reading a list from a file, on the screen: which file, what its columns are, what is wrong with
 * it, and then taking it in.
 */
#ifndef SCREENS_IMPORT_IMPORT_H
#define SCREENS_IMPORT_IMPORT_H

#include "kit/fill.h"

/*
 * Begins with the choice of a file.  audience_id: the list that members go to, else 0.  done() of
 * the screen hears tag with a result once rows were taken in, and NULL when nothing was; what came
 * of it is said.  Whether the person may do it is asked before.
 */
unsigned import_open(struct screen *screen, enum bo_import_kind kind, int64_t audience_id, int tag);

/* The screens of it, one on the other. */
struct import_start {
	enum bo_import_kind kind;
	int64_t audience_id;
};
/* args: struct import_start.  Result: not NULL when rows were taken in. */
extern const struct screen_ops import_path_screen;

/* What is done to one file, kept by the screen that chose it. */
struct import_work {
	struct import_start start;
	struct bo_import *import;
	struct bo_import_options options;
	bool taken; /* rows went in */
};
/* args: struct import_work *.  Both close with a result when rows were taken in. */
extern const struct screen_ops import_map_screen;
extern const struct screen_ops import_read_screen;

#endif
