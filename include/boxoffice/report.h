/*
 * Named reports: rows with typed columns, the same for a screen, a CSV file and
 * a page of paper.
 *
 * Amounts are as sold: a later change of a price changes no report.  Refunds are
 * negative, on the day they happened.
 */
#ifndef BOXOFFICE_REPORT_H
#define BOXOFFICE_REPORT_H

#include <boxoffice/office.h>
#include <boxoffice/words.h>

#define BO_CELL_KIND_LIST(X)                                                                       \
	X(BO_CELL_TEXT, "text")                                                                    \
	X(BO_CELL_COUNT, "count")                                                                  \
	X(BO_CELL_MONEY, "money") /* minor units */                                                \
	X(BO_CELL_TIME, "time")	  /* UTC seconds */

BO_CODES(bo_cell_kind, bo_cell, BO_CELL_KIND)

struct bo_report_column {
	const char *key, *title; /* "amount", "Amount" */
	enum bo_cell_kind kind;
	bool sums; /* a total of it means something */
};
/* kind is the column's but where a limit is a time, as of the rules not_yet and ended. */
struct bo_report_cell {
	enum bo_cell_kind kind;
	const char *text; /* of a text; NULL: nothing */
	int64_t number;	  /* of the others; BO_NONE: nothing */
	const char *zone; /* of a time: whose clock; NULL: the box office's */
};
struct bo_report_info {
	const char *name;  /* "revenue" */
	const char *title; /* "Revenue" */
	const char *help;  /* one sentence */
	size_t n_columns;
	const struct bo_report_column *column;
};
struct bo_report {
	const struct bo_report_info *info;
	size_t n;			   /* rows */
	const struct bo_report_cell *cell; /* n × info->n_columns, row by row */
};

struct bo_report_filter {
	int64_t from, to; /* moments, both included; BO_NONE: open */
	int64_t show_id;  /* 0: all */
	/* Days of the takings, both included; NULL: open.  A sale is of the day it is in its house.
	 */
	const char *first, *last;
};

/* It lists all there are. */
const struct bo_report_info *bo_report_infos(size_t *n);
/*
 * revenue: by day, then by type and by tender (cash less change); with a show only by type, as a
 * tender pays a whole order.  codes: what each code sold, less refunds.  overrides: every rule
 * broken on purpose.  campaigns: uses that were not given back, the members who had them (nothing
 * where it is for everybody), tickets of them checked in and the members who came with those.
 * BO_NOT_FOUND for another name; needs BO_MAY_READ_REPORTS.
 */
enum bo_status bo_report_run(struct bo *bo, struct bo_arena *arena, const char *name,
			     const struct bo_report_filter *filter,
			     struct bo_report *report) BO_CHECKED;

#endif
