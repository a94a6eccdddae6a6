/*
 * How a report is made: rows added one after the other.  The room has the named reports, and the
 * check of everything kept.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "store/sql.h"

#include <boxoffice/report.h>

struct making {
	struct bo_arena *arena;
	const struct bo_report_filter *filter;
	const struct bo_report_info *info;
	struct bo_report_cell *cell;
	size_t n;
};

/* Room for one row, its cells empty and of their columns' kinds; NULL when memory ends. */
struct bo_report_cell *report_row(struct making *making);

enum bo_status report_revenue(struct bo *bo, struct making *making) BO_CHECKED;

#endif
