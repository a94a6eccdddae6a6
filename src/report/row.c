/*
 * Rows of a report while it is being made.
 */
#include "report/report.h"

struct bo_report_cell *report_row(struct making *making)
{
	size_t columns = making->info->n_columns;
	struct bo_report_cell *row = NULL;

	for (size_t i = 0; i < columns; i++) {
		size_t n = making->n * columns + i;
		struct bo_report_cell *grown =
			bo_arena_grow(making->arena, making->cell, n, sizeof *grown);

		if (!grown)
			return NULL;
		making->cell = grown;
		grown[n] = (struct bo_report_cell){ .kind = making->info->column[i].kind,
						    .number = BO_NONE };
		row = &grown[making->n * columns];
	}
	making->n++;
	return row;
}
