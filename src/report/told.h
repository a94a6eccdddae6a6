/*
 * What the journal tells of an order: the lines it sold, what was paid and given back, and which
 * rules were broken.  One table says how each kind of row is read, for the check to hold against
 * what the tables keep.
 */
#ifndef REPORT_TOLD_H
#define REPORT_TOLD_H

#include "base/office.h"

struct told_line {
	int64_t type_id, performance_id, qty, amount; /* performance_id 0: none */
	bool met;
};

struct told_tender {
	int kind; /* enum bo_tender_kind; BO_TENDER_COUNT: none there is */
	int64_t amount;
	bool met;
};

/* Of an override only what tells it from others, and which order it was first said to be of. */
struct told_mark {
	uint64_t print;
	int64_t order_id;
};

struct told {
	struct told_line *line;
	size_t n_lines, lines_room;
	struct told_tender *tender;
	size_t n_tenders, tenders_room;
	struct told_mark *mark; /* of all orders */
	size_t n_marks, marks_room;
	int64_t total, change; /* of the sale; of all */
	bool no_memory;
};

/* The next order: what was told of the last one is forgotten, but its overrides. */
void told_next(struct told *told);
void told_free(struct told *told);

/* One row.  False when its body is none that the program writes. */
bool told_read(struct told *told, int64_t order_id, const char *kind, const char *body, int64_t at,
	       int64_t staff_id);

void told_add_line(struct told *told, const struct told_line *line);
void told_add_tender(struct told *told, const char *kind, int64_t amount);

/* limit and actual: BO_NONE where there is none. */
void told_add_mark(struct told *told, int64_t order_id, const char *rule, int64_t limit,
		   int64_t actual, const char *reason, int64_t staff_id, int64_t approver_id,
		   int64_t at);

#endif
