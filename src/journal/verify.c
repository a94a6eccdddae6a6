/*
 * Proof that nobody rewrote the journal: every chain is computed again from its
 * first row and held against its head, against the orders that point into it,
 * and against an anchor from a printed receipt, which no one can edit.
 */
#include "base/fail.h"
#include "base/weigh.h"
#include "journal/journal.h"
#include "store/sql.h"

#include <boxoffice/journal.h>

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

struct search {
	struct bo *bo;
	struct bo_arena *arena;
	struct bo_journal_faults found;
	journal_sees sees;
	void *arg;
	enum bo_status status;
};

static void report(struct search *search, const char *till, int64_t seq, const char *message)
{
	struct bo_journal_fault *row =
		bo_arena_grow(search->arena, search->found.row, search->found.n, sizeof *row);
	char *name = bo_arena_copy(search->arena, till);

	if (!row || !name) {
		search->status = fail_memory(search->bo);
		return;
	}
	search->found.row = row;
	row[search->found.n++] = (struct bo_journal_fault){ name, seq, message };
}

static bool same(const void *hash, size_t n, const unsigned char expected[JOURNAL_HASH])
{
	return n == JOURNAL_HASH && memcmp(hash, expected, JOURNAL_HASH) == 0;
}

/* The text of a hexadecimal anchor, at least eight characters, against the hash of its row. */
static bool anchor_fits(const char *hex, const unsigned char hash[JOURNAL_HASH])
{
	char full[JOURNAL_HASH * 2 + 1];
	size_t n = strlen(hex);

	sodium_bin2hex(full, sizeof full, hash, JOURNAL_HASH);
	return n >= 8 && n < sizeof full && strncmp(full, hex, n) == 0;
}

struct anchor {
	const char *till, *hex; /* NULL: none */
	int64_t seq;
	bool met;
};

/* "till:seq:hash"; the name may hold colons itself. */
static enum bo_status read_anchor(struct bo *bo, struct bo_arena *arena, const char *text,
				  struct anchor *anchor)
{
	char *copy = bo_arena_copy(arena, text), *hex, *seq, *end;

	if (!copy)
		return fail_memory(bo);
	hex = strrchr(copy, ':');
	if (hex)
		*hex++ = '\0';
	seq = hex ? strrchr(copy, ':') : NULL;
	if (seq)
		*seq++ = '\0';
	anchor->seq = seq ? strtoll(seq, &end, 10) : 0;
	if (!seq || *end || anchor->seq < 1 || strlen(hex) < 8)
		return fail_field(
			bo, BO_INVALID, "anchor", text,
			"An anchor looks like till:123:0f1e2d3c4b5a6978, as printed on a receipt.");
	anchor->till = copy;
	anchor->hex = hex;
	return BO_OK;
}

SQL_COLUMNS(SEQ, AT, STAFF, APPROVER, KIND, BODY, PREVIOUS, HASH, ORDER);

/* One row against the one before it; hash becomes this row's. */
static void check_row(struct search *search, struct sql_rows *rows, const char *till,
		      const struct journal_seen *row, int64_t expected,
		      unsigned char hash[JOURNAL_HASH])
{
	unsigned char computed[JOURNAL_HASH];
	size_t n;
	const void *bytes = sql_bytes(rows, PREVIOUS, &n);

	if (row->seq != expected)
		report(search, till, expected, "rows are missing here");
	else if (!same(bytes, n, hash))
		report(search, till, row->seq, "does not follow from the row before it");
	if (n == JOURNAL_HASH)
		memcpy(hash, bytes, JOURNAL_HASH);
	journal_hash(computed, till, row->seq, row->at, row->staff_id, sql_id(rows, APPROVER),
		     row->order_id, row->kind, row->body, hash);
	bytes = sql_bytes(rows, HASH, &n);
	if (!same(bytes, n, computed))
		report(search, till, row->seq, "was changed after it was written");
	if (n == JOURNAL_HASH)
		memcpy(hash, bytes, JOURNAL_HASH);
}

bool journal_makes_order(const char *kind)
{
	return strcmp(kind, "order.sold") == 0 || strcmp(kind, "order.issued") == 0;
}

static void check_chain(struct search *search, int64_t till_id, const char *till, int64_t head,
			const unsigned char head_hash[JOURNAL_HASH], struct anchor *anchor)
{
	bool anchored = anchor->till && strcmp(anchor->till, till) == 0;
	struct journal_seen row = { .till_id = till_id };
	unsigned char hash[JOURNAL_HASH];
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		search->bo, &rows,
		"SELECT seq, at, staff_id, approver_id, kind, body, previous, hash, order_id "
		"FROM journal WHERE till_id = $1 ORDER BY seq",
		"r", till_id);

	if (status) {
		search->status = status;
		return;
	}
	journal_seed(hash, till);
	while (!search->status && sql_next(rows)) {
		int64_t expected = row.seq + 1;

		row.seq = sql_id(rows, SEQ);
		row.at = sql_id(rows, AT);
		row.staff_id = sql_id(rows, STAFF);
		row.kind = sql_text(rows, KIND);
		row.body = sql_text(rows, BODY);
		row.order_id = sql_id(rows, ORDER);
		check_row(search, rows, till, &row, expected, hash);
		search->found.rows++;
		search->found.sales += journal_makes_order(row.kind);
		if (anchored && anchor->seq == row.seq)
			anchor->met = anchor_fits(anchor->hex, hash);
		if (!search->status)
			search->status = search->sees(search->arg, &row);
	}
	status = sql_end(rows);
	if (!search->status)
		search->status = status;
	if (row.seq < head)
		report(search, till, row.seq + 1, "the end of the journal was cut off");
	else if (row.seq > head)
		report(search, till, head + 1, "rows were added past the till's own head");
	else if (memcmp(hash, head_hash, JOURNAL_HASH) != 0)
		report(search, till, row.seq, "is not the row the till ended with");
}

enum bo_status journal_orders(struct bo *bo, struct bo_arena *arena,
			      struct bo_journal_faults *faults)
{
	struct search search = { .bo = bo, .arena = arena, .found = *faults };
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT t.name, o.journal_seq FROM orders o JOIN till t ON t.id = o.till_id "
		"LEFT JOIN journal j ON j.till_id = o.till_id AND j.seq = o.journal_seq "
		"WHERE j.seq IS NULL OR j.order_id IS NULL OR j.order_id <> o.id ORDER BY o.id",
		"");

	if (status)
		return status;
	while (!search.status && sql_next(rows))
		report(&search, sql_text(rows, 0), sql_int(rows, 1),
		       "an order points to a row that is not there or not its own");
	status = sql_end(rows);
	*faults = search.found;
	return search.status ? search.status : status;
}

static void check_tills(struct search *search, struct anchor *anchor)
{
	struct sql_rows *rows;
	enum bo_status status =
		sql_query(search->bo, &rows,
			  "SELECT id, name, journal_seq, journal_hash FROM till ORDER BY id", "");

	if (status) {
		search->status = status;
		return;
	}
	while (!search->status && sql_next(rows)) {
		unsigned char head[JOURNAL_HASH] = { 0 };
		size_t n;
		const void *bytes = sql_bytes(rows, 3, &n);
		const char *till = sql_copy(rows, 1, search->arena);

		if (n == JOURNAL_HASH)
			memcpy(head, bytes, n);
		if (till)
			check_chain(search, sql_id(rows, 0), till, sql_int(rows, 2), head, anchor);
	}
	status = sql_end(rows);
	if (!search->status)
		search->status = status;
}

enum bo_status journal_walk(struct bo *bo, struct bo_arena *arena, const char *anchor_text,
			    journal_sees sees, void *arg, struct bo_journal_faults *faults)
{
	struct search search = {
		.bo = bo, .arena = arena, .found = *faults, .sees = sees, .arg = arg
	};
	struct anchor anchor = { 0 };

	if (anchor_text)
		search.status = read_anchor(bo, arena, anchor_text, &anchor);
	if (!search.status)
		check_tills(&search, &anchor);
	if (!search.status && anchor.till && !anchor.met)
		report(&search, anchor.till, anchor.seq,
		       "does not carry the hash of the printed anchor");
	*faults = search.found;
	return search.status;
}

/* Orders name the row they were sold by; without that row, somebody took it away. */
struct naming {
	struct weigh weigh;
	uint64_t apart; /* what the rows weigh more than what the orders name */
};

static uint64_t weight(const struct naming *naming, int64_t order_id, int64_t till_id, int64_t seq)
{
	const int64_t row[] = { order_id, till_id, seq };

	return weigh_row(&naming->weigh, row, 3);
}

static enum bo_status see(void *arg, const struct journal_seen *row)
{
	struct naming *naming = arg;

	if (journal_makes_order(row->kind))
		naming->apart += weight(naming, row->order_id, row->till_id, row->seq);
	return BO_OK;
}

static enum bo_status weigh_orders(struct bo *bo, struct naming *naming)
{
	struct sql_rows *rows;
	enum bo_status status =
		sql_query(bo, &rows, "SELECT id, till_id, journal_seq FROM orders", "");

	if (status)
		return status;
	while (sql_next(rows))
		naming->apart -= weight(naming, sql_id(rows, 0), sql_id(rows, 1), sql_id(rows, 2));
	return sql_end(rows);
}

enum bo_status bo_journal_verify(struct bo *bo, struct bo_arena *arena, const char *anchor,
				 struct bo_journal_faults *faults)
{
	struct bo_journal_faults found = { 0 };
	struct naming naming = { .apart = 0 };
	enum bo_status status = glance_begin(bo, BO_OK);

	if (status)
		return status;
	weigh_begin(&naming.weigh);
	status = journal_walk(bo, arena, anchor, see, &naming, &found);
	if (!status)
		status = weigh_orders(bo, &naming);
	/* Which ones, if any: rows whose order is gone are no fault of the chain. */
	if (!status && naming.apart != 0)
		status = journal_orders(bo, arena, &found);
	status = glance_end(bo, status);
	if (!status)
		*faults = found;
	return status;
}
