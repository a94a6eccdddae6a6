/*
 * One chain per till, so that tills never wait for each other's hash.  The head
 * of each chain stands in the till's row, which is why a tail cut off shows.
 */
#include "journal/journal.h"
#include "base/fail.h"
#include "base/json_room.h"
#include "store/sql.h"

#include <boxoffice/journal.h>

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static unsigned char *put_number(unsigned char *at, int64_t number)
{
	for (int i = 0; i < 8; i++)
		*at++ = (unsigned char)((uint64_t)number >> (56 - 8 * i));
	return at;
}

/* With its terminator, so that "ab" + "c" is not "a" + "bc". */
static void add_text(crypto_generichash_state *state, const char *text)
{
	crypto_generichash_update(state, (const unsigned char *)text, strlen(text) + 1);
}

void journal_hash(unsigned char hash[JOURNAL_HASH], const char *till, int64_t seq, int64_t at,
		  int64_t staff_id, int64_t approver_id, int64_t order_id, const char *kind,
		  const char *body, const unsigned char previous[JOURNAL_HASH])
{
	const int64_t numbers[] = { seq, at, staff_id, approver_id, order_id };
	unsigned char bytes[sizeof numbers], *end = bytes;
	crypto_generichash_state state;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		end = put_number(end, numbers[i]);
	crypto_generichash_init(&state, NULL, 0, JOURNAL_HASH);
	crypto_generichash_update(&state, previous, JOURNAL_HASH);
	add_text(&state, till);
	crypto_generichash_update(&state, bytes, sizeof bytes);
	add_text(&state, kind);
	add_text(&state, body);
	crypto_generichash_final(&state, hash, JOURNAL_HASH);
}

void journal_seed(unsigned char hash[JOURNAL_HASH], const char *till)
{
	crypto_generichash(hash, JOURNAL_HASH, (const unsigned char *)till, strlen(till), NULL, 0);
}

static enum bo_status read_head(struct bo *bo, int64_t *seq, unsigned char previous[JOURNAL_HASH])
{
	struct sql_rows *rows;
	enum bo_status status;
	size_t n = 0;

	if (bo->session.till_id == 0)
		return fail(bo, BO_INVALID, "No till: name one with --till.");
	status = sql_query(bo, &rows, "SELECT journal_seq, journal_hash FROM till WHERE id = $1",
			   "r", bo->session.till_id);
	if (status)
		return status;
	if (sql_next(rows)) {
		const void *bytes = sql_bytes(rows, 1, &n);

		*seq = sql_int(rows, 0);
		if (n == JOURNAL_HASH)
			memcpy(previous, bytes, JOURNAL_HASH);
	}
	status = sql_end(rows);
	if (!status && n != JOURNAL_HASH)
		status = fail(bo, BO_CORRUPT,
			      "The journal of till %s has lost its head; run \"boxoffice check\".",
			      bo->session.till);
	return status;
}

static enum bo_status append(struct bo *bo, const char *kind, int64_t order_id, const char *body,
			     int64_t *seq)
{
	unsigned char previous[JOURNAL_HASH], hash[JOURNAL_HASH];
	int64_t last = 0, at = bo_now(bo);
	const struct bo_session *who = &bo->session;
	enum bo_status status = read_head(bo, &last, previous);

	if (status)
		return status;
	journal_hash(hash, who->till, last + 1, at, who->staff_id, who->approver_id, order_id, kind,
		     body, previous);
	status = sql_run(bo,
			 "INSERT INTO journal (till_id, seq, at, staff_id, approver_id, order_id, "
			 "kind, body, previous, hash) "
			 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
			 "riirrrssbb", who->till_id, last + 1, at, who->staff_id, who->approver_id,
			 order_id, kind, body, previous, sizeof previous, hash, sizeof hash);
	if (!status)
		status = sql_run(
			bo, "UPDATE till SET journal_seq = $1, journal_hash = $2 WHERE id = $3",
			"ibr", last + 1, hash, sizeof hash, who->till_id);
	if (!status && seq)
		*seq = last + 1;
	if (!status && order_id)
		office_keeps_order(bo, order_id);
	return status;
}

enum bo_status journal_add(struct bo *bo, const char *kind, int64_t order_id, json_t *body,
			   int64_t *seq)
{
	char *text = body ? json_dumps(body, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
	bool whole = text && !json_room_ran_out();
	enum bo_status status = whole ? append(bo, kind, order_id, text, seq) : fail_memory(bo);

	json_decref(body);
	free(text);
	return status;
}

enum bo_status journal_heads(struct bo *bo, json_t **heads)
{
	json_t *list = json_array();
	struct sql_rows *rows;
	enum bo_status status =
		list ? sql_query(bo, &rows,
				 "SELECT name, journal_seq, journal_hash FROM till WHERE "
				 "journal_seq > 0 ORDER BY id",
				 "")
		     : fail_memory(bo);

	if (status) {
		json_decref(list);
		return status;
	}
	while (sql_next(rows)) {
		char hex[17] = "";
		size_t n;
		const unsigned char *hash = sql_bytes(rows, 2, &n);

		if (n == JOURNAL_HASH)
			sodium_bin2hex(hex, sizeof hex, hash, 8);
		if (json_array_append_new(list, json_sprintf("%s:%" PRId64 ":%s", sql_text(rows, 0),
							     sql_int(rows, 1), hex)) != 0)
			status = fail_memory(bo);
	}
	if (!status)
		status = sql_end(rows);
	else
		(void)!sql_end(rows);
	if (status)
		json_decref(list);
	else
		*heads = list;
	return status;
}

static void read_anchor(struct sql_rows *rows, struct bo_arena *arena, void *anchor)
{
	char hex[17];
	size_t n;
	const unsigned char *hash = sql_bytes(rows, 1, &n);

	if (n == JOURNAL_HASH)
		*(const char **)anchor =
			sql_made(rows, bo_arena_printf(arena, "%s:%" PRId64 ":%s",
						       sql_text(rows, 0), sql_int(rows, 2),
						       sodium_bin2hex(hex, sizeof hex, hash, 8)));
}

enum bo_status journal_anchor(struct bo *bo, struct bo_arena *arena, int64_t till_id, int64_t seq,
			      const char **anchor)
{
	const char *found = NULL;
	enum bo_status status = sql_one(bo, SQL_ROW(arena, &found, read_anchor), NULL,
					"SELECT t.name, j.hash, j.seq FROM journal j JOIN till t "
					"ON t.id = j.till_id WHERE j.till_id = $1 AND j.seq = $2",
					"ri", till_id, seq);

	if (!status)
		*anchor = found;
	return status;
}

SQL_COLUMNS(TILL, SEQ, AT, STAFF, APPROVER, KIND, BODY, HASH);

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	char hex[JOURNAL_HASH * 2 + 1] = "";
	size_t n;
	const void *hash = sql_bytes(rows, HASH, &n);

	if (n == JOURNAL_HASH)
		sodium_bin2hex(hex, sizeof hex, hash, n);
	*(struct bo_journal_row *)row =
		(struct bo_journal_row){ .till = sql_copy(rows, TILL, arena),
					 .seq = sql_int(rows, SEQ),
					 .at = sql_int(rows, AT),
					 .staff = sql_copy(rows, STAFF, arena),
					 .approver = sql_copy(rows, APPROVER, arena),
					 .kind = sql_copy(rows, KIND, arena),
					 .body = sql_copy(rows, BODY, arena),
					 .hash = sql_made(rows, bo_arena_copy(arena, hex)) };
}

#define ROWS "SELECT t.name, j.seq, j.at, s.name, a.name, j.kind, j.body, j.hash "
#define PEOPLE "LEFT JOIN staff s ON s.id = j.staff_id LEFT JOIN staff a ON a.id = j.approver_id "
#define WITHIN                                                                                     \
	"($1 IS NULL OR t.name = $1) AND ($2 IS NULL OR substr(j.kind, 1, length($2)) = $2) "      \
	"AND ($4 IS NULL OR j.at >= $4) AND ($5 IS NULL OR j.at <= $5) "                           \
	"ORDER BY j.at DESC, t.name, j.seq DESC LIMIT $6"

/* Of an order: the row it was sold by, which it names, and those after it, which have an index. */
static const char of_order[] = ROWS
	"FROM (SELECT o.till_id, o.journal_seq AS seq FROM orders o WHERE o.id = $3 UNION "
	"SELECT k.till_id, k.seq FROM journal k WHERE k.order_id = $3 AND k.kind <> 'order.sold') "
	"f JOIN journal j ON j.till_id = f.till_id AND j.seq = f.seq AND j.order_id = $3 "
	"JOIN till t ON t.id = j.till_id " PEOPLE "WHERE $7 = $7 AND " WITHIN;
/* Of tills: only the ends of their chains, where nothing else is asked.  CROSS: tills first. */
static const char of_tills[] =
	ROWS "FROM till t CROSS JOIN journal j " PEOPLE
	     "WHERE j.till_id = t.id AND j.seq > t.journal_seq - $7 AND $3 IS NULL AND " WITHIN;

enum bo_status journal_list(struct bo *bo, struct bo_arena *arena,
			    const struct bo_journal_filter *filter, struct bo_journal_rows *list)
{
	int64_t limit = filter->limit ? (int64_t)filter->limit : INT64_MAX / 2;
	bool picks = filter->kind || filter->from != BO_NONE || filter->to != BO_NONE;

	return sql_list(bo, SQL_ROWS(arena, list->row, list->n, read_row),
			filter->order_id ? of_order : of_tills, "ssriiii", filter->till,
			filter->kind, filter->order_id, filter->from, filter->to, limit,
			picks ? INT64_MAX / 2 : limit);
}
