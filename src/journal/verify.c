/*
 * Proof that nobody rewrote the journal: every chain is computed again from its
 * first row and held against its head, against the orders that point into it,
 * and against an anchor from a printed receipt, which no one can edit.
 */
#include "base/fail.h"
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
		      int64_t expected, unsigned char hash[JOURNAL_HASH])
{
	unsigned char computed[JOURNAL_HASH];
	int64_t seq = sql_int(rows, SEQ);
	size_t n;
	const void *bytes = sql_bytes(rows, PREVIOUS, &n);

	if (seq != expected)
		report(search, till, expected, "rows are missing here");
	else if (!same(bytes, n, hash))
		report(search, till, seq, "does not follow from the row before it");
	if (n == JOURNAL_HASH)
		memcpy(hash, bytes, JOURNAL_HASH);
	journal_hash(computed, till, seq, sql_int(rows, AT), sql_id(rows, STAFF),
		     sql_id(rows, APPROVER), sql_id(rows, ORDER), sql_text(rows, KIND),
		     sql_text(rows, BODY), hash);
	bytes = sql_bytes(rows, HASH, &n);
	if (!same(bytes, n, computed))
		report(search, till, seq, "was changed after it was written");
	if (n == JOURNAL_HASH)
		memcpy(hash, bytes, JOURNAL_HASH);
}

static bool makes_order(const char *kind)
{
	return strcmp(kind, "order.sold") == 0 || strcmp(kind, "order.issued") == 0;
}

static void check_chain(struct search *search, int64_t till_id, const char *till, int64_t head,
			const unsigned char head_hash[JOURNAL_HASH], struct anchor *anchor)
{
	unsigned char hash[JOURNAL_HASH];
	struct sql_rows *rows;
	int64_t seq = 0;
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
		check_row(search, rows, till, seq + 1, hash);
		seq = sql_int(rows, SEQ);
		search->found.rows++;
		search->found.sales += makes_order(sql_text(rows, KIND));
		if (anchor->till && strcmp(anchor->till, till) == 0 && anchor->seq == seq)
			anchor->met = anchor_fits(anchor->hex, hash);
	}
	status = sql_end(rows);
	if (!search->status)
		search->status = status;
	if (seq < head)
		report(search, till, seq + 1, "the end of the journal was cut off");
	else if (seq > head)
		report(search, till, head + 1, "rows were added past the till's own head");
	else if (memcmp(hash, head_hash, JOURNAL_HASH) != 0)
		report(search, till, seq, "is not the row the till ended with");
}

/* Orders name the row they were sold by; without that row, somebody took it away. */
static void check_orders(struct search *search)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		search->bo, &rows,
		"SELECT t.name, o.journal_seq FROM orders o JOIN till t ON t.id = o.till_id "
		"LEFT JOIN journal j ON j.till_id = o.till_id AND j.seq = o.journal_seq "
		"WHERE j.seq IS NULL OR j.order_id IS NULL OR j.order_id <> o.id ORDER BY o.id",
		"");

	if (status) {
		search->status = status;
		return;
	}
	while (!search->status && sql_next(rows))
		report(search, sql_text(rows, 0), sql_int(rows, 1),
		       "an order points to a row that is not there or not its own");
	status = sql_end(rows);
	if (!search->status)
		search->status = status;
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

enum bo_status bo_journal_verify(struct bo *bo, struct bo_arena *arena, const char *anchor_text,
				 struct bo_journal_faults *faults)
{
	struct search search = { .bo = bo, .arena = arena };
	struct anchor anchor = { 0 };
	enum bo_status status = anchor_text ? read_anchor(bo, arena, anchor_text, &anchor) : BO_OK;

	if (!status)
		status = glance_begin(bo);
	if (status)
		return status;
	check_tills(&search, &anchor);
	if (!search.status)
		check_orders(&search);
	if (!search.status && anchor.till && !anchor.met)
		report(&search, anchor.till, anchor.seq,
		       "does not carry the hash of the printed anchor");
	status = glance_end(bo, search.status);
	if (!status)
		*faults = search.found;
	return status;
}
