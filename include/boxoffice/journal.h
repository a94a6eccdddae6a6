/*
 * Who did what: one hash-chained, append-only list of changes per till.
 */
#ifndef BOXOFFICE_JOURNAL_H
#define BOXOFFICE_JOURNAL_H

#include <boxoffice/office.h>

struct bo_journal_row {
	const char *till, *staff, *approver; /* NULL: nobody */
	int64_t seq, at;
	const char *kind; /* "order.sold" */
	const char *body; /* canonical JSON: sorted keys, no blanks */
	const char *hash; /* hexadecimal */
};
struct bo_journal_rows {
	size_t n;
	struct bo_journal_row *row;
};
struct bo_journal_filter {
	const char *till, *kind; /* NULL: all; kind is a prefix */
	int64_t order_id;	 /* 0: all */
	int64_t from, to;	 /* BO_NONE: open */
	size_t limit;		 /* 0: all */
};

/* The newest comes first. */
enum bo_status bo_journal_list(struct bo *bo, struct bo_arena *arena,
			       const struct bo_journal_filter *filter,
			       struct bo_journal_rows *list) BO_CHECKED;

struct bo_journal_fault {
	const char *till;
	int64_t seq;
	const char *message;
};
struct bo_journal_faults {
	size_t n;
	int64_t rows;  /* that were read */
	int64_t sales; /* of them: that make an order */
	struct bo_journal_fault *row;
};
/* Recomputes every chain: edits, gaps, swaps, forks, and a tail cut off (against the till's head,
 * the anchors kept on orders, and the one given from a printed receipt; NULL: none). */
enum bo_status bo_journal_verify(struct bo *bo, struct bo_arena *arena, const char *anchor,
				 struct bo_journal_faults *faults) BO_CHECKED;

#endif
