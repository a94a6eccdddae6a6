/*
 * Two records of a person and what becomes of them, line by line.
 */
#ifndef SCREENS_MERGE_MERGE_SHEET_H
#define SCREENS_MERGE_MERGE_SHEET_H

#include <boxoffice/patron.h>

#include "ui/draw/surface.h"

enum { MERGE_CELLS = 4 }; /* label, kept, gone, afterwards */

struct merge_record {
	struct bo_patron patron;
	int64_t vouchers; /* that are still good */
};

struct merge_line {
	const char *cell[MERGE_CELLS];
	enum ui_role role[MERGE_CELLS];
};
struct merge_sheet {
	struct bo_arena arena;
	size_t n;
	struct merge_line *line;
};

/* For a width; false: no memory. */
bool merge_sheet_make(struct merge_sheet *sheet, int cols, const struct merge_record *keep,
		      const struct merge_record *gone, const struct merge_record *after);
/* Where a column begins. */
int merge_sheet_column(int cols, int column);

#endif
