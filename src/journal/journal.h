/*
 * Writing the journal: called inside every act that changes something.  The room keeps who did
 * what, in one hash-chained list for each till, and shows whether a row was tampered with.
 */
#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H

#include "base/office.h"

#include <jansson.h>

enum { JOURNAL_HASH = 32 }; /* bytes; BLAKE2b */

/*
 * Appends a row to the chain of the session's till.  kind is "noun.verb"; body is a JSON object the
 * call takes over (NULL counts as out of memory, and so does a piece that had no room).  order_id
 * 0: none.  seq may be NULL.
 */
enum bo_status journal_add(struct bo *bo, const char *kind, int64_t order_id, json_t *body,
			   int64_t *seq) BO_CHECKED;

/* What a row that is verified says; the texts are borrowed. */
struct journal_seen {
	int64_t till_id, seq, at, staff_id, order_id; /* 0: none */
	const char *kind, *body;
};
typedef enum bo_status (*journal_sees)(void *arg, const struct journal_seen *row);
struct bo_journal_faults;
/* Computes every chain again, inside the caller's glance, and shows every row on the way; what is
 * wrong is added to faults. */
enum bo_status journal_walk(struct bo *bo, struct bo_arena *arena, const char *anchor,
			    journal_sees sees, void *arg,
			    struct bo_journal_faults *faults) BO_CHECKED;
/* Adds the orders that name a row which is not there or not theirs. */
enum bo_status journal_orders(struct bo *bo, struct bo_arena *arena,
			      struct bo_journal_faults *faults) BO_CHECKED;
/* Of the rows an order is made by: it names that row. */
bool journal_makes_order(const char *kind);

/* Where all chains are, as a list of anchors, to be released by the caller. */
enum bo_status journal_heads(struct bo *bo, json_t **heads) BO_CHECKED;

/* The hash of one row, from everything it says and the hash before it. */
void journal_hash(unsigned char hash[JOURNAL_HASH], const char *till, int64_t seq, int64_t at,
		  int64_t staff_id, int64_t approver_id, int64_t order_id, const char *kind,
		  const char *body, const unsigned char previous[JOURNAL_HASH]);
/* The hash of the row before the first: of the till's name, so that chains cannot be swapped. */
void journal_seed(unsigned char hash[JOURNAL_HASH], const char *till);
struct bo_journal_filter;
struct bo_journal_rows;
/* What bo_journal_list() reads, which asks first who wants to know. */
enum bo_status journal_list(struct bo *bo, struct bo_arena *arena,
			    const struct bo_journal_filter *filter,
			    struct bo_journal_rows *list) BO_CHECKED;
/* "till:seq:hash" as printed on receipts; NULL if there is no such row. */
enum bo_status journal_anchor(struct bo *bo, struct bo_arena *arena, int64_t till_id, int64_t seq,
			      const char **anchor) BO_CHECKED;

#endif
