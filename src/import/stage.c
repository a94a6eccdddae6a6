/*
 * Rows between reading and writing: in temporary tables, which lock nobody out
 * and lie in a file once they are many.  Whether two rows share a key is asked of
 * a Bloom filter first, so that only the few it doubts are looked up.
 */
#include "base/fail.h"
#include "import/reading.h"

#include <stdlib.h>
#include <string.h>

enum { SEEN_LEAST = 16, SEEN_MOST = 27 }; /* powers of two: bits, so 16 MB at most */

static const char *const make[] = {
	"CREATE TEMP TABLE IF NOT EXISTS import_row (n ID, line NUMBER, at NUMBER, bytes NUMBER, "
	"verdict NUMBER, target NUMBER, key TEXT, code TEXT, email TEXT, email_fold TEXT, "
	"category TEXT, location TEXT, quantity NUMBER, given NUMBER, rounded NUMBER, name TEXT, "
	"name_fold TEXT, phone TEXT, phone_digits TEXT, address TEXT, notes TEXT, access TEXT, "
	"labels TEXT, opt_outs NUMBER)",
	"CREATE TEMP TABLE IF NOT EXISTS import_seen (base NUMBER, key TEXT, line NUMBER, "
	"PRIMARY KEY (base, key))",
	"CREATE TEMP TABLE IF NOT EXISTS import_bad (base NUMBER, at NUMBER, bytes NUMBER, "
	"whole NUMBER, why TEXT, PRIMARY KEY (base, at))",
	"CREATE TEMP TABLE IF NOT EXISTS import_till (base NUMBER, till_id NUMBER, seq NUMBER, "
	"PRIMARY KEY (base, till_id))",
};
static const char *const drop[] = {
	"DROP TABLE IF EXISTS import_row",
	"DROP TABLE IF EXISTS import_seen",
	"DROP TABLE IF EXISTS import_bad",
	"DROP TABLE IF EXISTS import_till",
};

static enum bo_status make_filter(struct bo_import *import)
{
	int power = SEEN_LEAST;

	while (power < SEEN_MOST && INT64_C(1) << power < (int64_t)import->file.st_size)
		power++;
	if (!import->seen)
		import->seen = malloc((size_t)1 << power >> 3);
	if (!import->seen)
		return fail_memory(import->bo);
	import->seen_bits = UINT64_C(1) << power;
	memset(import->seen, 0, (size_t)(import->seen_bits >> 3));
	return BO_OK;
}

enum bo_status stage_begin(struct bo_import *import)
{
	enum bo_status status = make_filter(import);

	for (size_t i = 0; i < sizeof make / sizeof *make && !status; i++)
		status = sql_make(import->bo, make[i]);
	return status;
}

/* What cannot be forgotten now is when the store is closed. */
void stage_end(struct bo_import *import, bool last)
{
	struct bo *bo = import->bo;
	struct bo_error error = bo->error;

	for (size_t i = 0; last && i < sizeof drop / sizeof *drop; i++)
		(void)!sql_run(bo, drop[i], "");
	if (!last) {
		(void)!sql_run(bo, "DELETE FROM import_row WHERE n > $1 AND n <= $2", "ii",
			       import->base, import->base + import->n);
		(void)!sql_run(bo, "DELETE FROM import_seen WHERE base = $1", "i", import->base);
		(void)!sql_run(bo, "DELETE FROM import_bad WHERE base = $1", "i", import->base);
		(void)!sql_run(bo, "DELETE FROM import_till WHERE base = $1", "i", import->base);
	}
	bo->error = error;
}

/* --- Twice in the file ------------------------------------------------------------------------ */

static uint64_t hash_of(const char *key)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * UINT64_C(0x100000001b3);
	hash = (hash ^ (hash >> 33)) * UINT64_C(0xff51afd7ed558ccd);
	hash = (hash ^ (hash >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
	return hash ^ (hash >> 33);
}

static bool set_bit(struct bo_import *import, uint64_t bit)
{
	unsigned char *byte = &import->seen[(bit & (import->seen_bits - 1)) >> 3];
	unsigned char mask = (unsigned char)(1u << (bit & 7));
	bool was = (*byte & mask) != 0;

	*byte |= mask;
	return was;
}

enum bo_status stage_seen(struct bo_import *import, const char *key)
{
	uint64_t hash = hash_of(key);
	bool first = set_bit(import, hash), second = set_bit(import, hash >> 32 ^ hash << 7);

	if (!first || !second)
		return BO_OK;
	import->maybe_twice = true;
	return sql_run(import->bo,
		       "INSERT INTO import_seen (base, key) VALUES ($1, $2) ON CONFLICT DO NOTHING",
		       "is", import->base, key);
}

void stage_match(const struct sql_rows *rows, struct match *match)
{
	match->n = sql_int(rows, 0);
	match->place = (struct place){ sql_int(rows, 1), sql_int(rows, 2), sql_int(rows, 3) };
}

const char *stage_difference(struct sql_rows *rows, const struct compared *pairs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *new = sql_text(rows, pairs[i].row);
		const char *old = sql_text(rows, pairs[i].known);

		if (new &&*new &&strcmp(new, old ? old : "") != 0)
			return pairs[i].words;
	}
	return NULL;
}

enum bo_status stage_settle(struct bo_import *import, struct matches *matches,
			    enum bo_status (*settle)(struct bo_import *, struct match *),
			    enum bo_status status)
{
	for (size_t i = 0; i < matches->n && !status; i++)
		status = settle(import, &matches->row[i]);
	bo_arena_clear(&matches->arena);
	*matches = (struct matches){ 0 };
	return status;
}

/* Columns: those of a match, then key, code, what else names it. */
static void take_doubt(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct match *doubt = row;
	const char *code = sql_text(rows, 5);

	stage_match(rows, doubt);
	doubt->coded = code && *code;
	doubt->key = sql_copy(rows, 4, arena);
	doubt->value = sql_copy(rows, doubt->coded ? 5 : 6, arena);
}

int import_column(const struct bo_import *import, enum bo_import_field field)
{
	for (size_t i = 0; i < import->view.n_columns; i++)
		if (import->view.column[i].field == field)
			return (int)i + 1;
	return 0;
}

/* The column that a row is known by. */
static int column_of(const struct bo_import *import, const struct match *doubt)
{
	int column;

	if (doubt->coded)
		return import_column(import, BO_FIELD_CODE);
	if (import->options.kind == BO_IMPORT_MEMBERS || strchr(doubt->value, '@'))
		return import_column(import, BO_FIELD_EMAIL);
	column = import_column(import, BO_FIELD_NAME);
	return column ? column : import_column(import, BO_FIELD_LAST);
}

enum bo_status stage_fault(struct bo_import *import, int64_t n, const struct place *place,
			   int column, enum bo_row_fault_kind kind, const char *value,
			   const char *more)
{
	char text[WHY];
	struct bo_buf why = BO_BUF(text);
	enum bo_status status = fault_add(import, place, column, kind, value, more, &why);

	if (!status)
		status = fault_keep(import, place, false, text);
	if (!status)
		status = stage_verdict(import, n, ROW_WRONG, 0);
	if (!status)
		import->kept--;
	return status;
}

static enum bo_status judge_twice(struct bo_import *import, struct match *doubt)
{
	int64_t line = BO_NONE;
	char more[60];
	struct bo_buf buf = BO_BUF(more);
	enum bo_status status = sql_number(
		import->bo, &line, "SELECT line FROM import_seen WHERE base = $1 AND key = $2",
		"is", import->base, doubt->key);

	if (status)
		return status;
	if (line == BO_NONE)
		return sql_run(import->bo,
			       "UPDATE import_seen SET line = $3 WHERE base = $1 AND key = $2",
			       "isi", import->base, doubt->key, doubt->place.line);
	bo_buf_printf(&buf, ", in line %lld", (long long)line);
	return stage_fault(import, doubt->n, &doubt->place, column_of(import, doubt), BO_ROW_TWICE,
			   doubt->value, more);
}

enum bo_status stage_twice(struct bo_import *import, int64_t to)
{
	struct matches doubts = { 0 };
	enum bo_status status =
		sql_list(import->bo, MATCHES(doubts, take_doubt),
			 "SELECT r.n, r.line, r.at, r.bytes, r.key, r.code, "
			 "CASE WHEN r.email <> '' THEN r.email ELSE r.name END FROM import_row r "
			 "JOIN import_seen s ON s.base = $1 AND s.key = r.key "
			 "WHERE r.n > $2 AND r.n <= $3 AND r.verdict <> 4 ORDER BY r.n",
			 "iii", import->base, import->base + import->at, import->base + to);

	return stage_settle(import, &doubts, judge_twice, status);
}

static enum bo_status judge_mangled(struct bo_import *import, struct match *doubt)
{
	return stage_fault(import, doubt->n, &doubt->place, import_column(import, BO_FIELD_CODE),
			   BO_ROW_MANGLED, doubt->value, NULL);
}

enum bo_status stage_mangled(struct bo_import *import, int64_t to)
{
	struct matches doubts = { 0 };
	enum bo_status status =
		sql_list(import->bo, MATCHES(doubts, take_doubt),
			 "SELECT n, line, at, bytes, key, code, email FROM import_row "
			 "WHERE n > $1 AND n <= $2 AND rounded = 1 AND verdict <> 4 ORDER BY n",
			 "ii", import->base + import->at, import->base + to);

	return stage_settle(import, &doubts, judge_mangled, status);
}

enum bo_status stage_verdict(struct bo_import *import, int64_t n, enum verdict verdict,
			     int64_t target)
{
	return sql_run(import->bo, "UPDATE import_row SET verdict = $2, target = $3 WHERE n = $1",
		       "idr", n, (int)verdict, target);
}

/* --- Who else wrote --------------------------------------------------------------------------- */

enum bo_status stage_look(struct bo_import *import)
{
	enum bo_status status =
		sql_run(import->bo, "DELETE FROM import_till WHERE base = $1", "i", import->base);

	if (!status)
		status = sql_run(import->bo,
				 "INSERT INTO import_till (base, till_id, seq) "
				 "SELECT $1, id, journal_seq FROM till",
				 "i", import->base);
	return status;
}

enum bo_status stage_stale(struct bo_import *import, bool *stale)
{
	bool members = import->options.kind == BO_IMPORT_MEMBERS;
	int64_t n = 0;
	enum bo_status status =
		sql_number(import->bo, &n,
			   "SELECT count(*) FROM till t LEFT JOIN import_till s "
			   "ON s.base = $1 AND s.till_id = t.id JOIN journal j ON j.till_id = t.id "
			   "AND j.seq > coalesce(s.seq, 0) WHERE j.kind LIKE $2 OR j.kind LIKE $3",
			   "iss", import->base, members ? "member.%" : "patron.%",
			   members ? "audience.%" : "patrons.%");

	if (!status)
		*stale = n > 0;
	return status;
}
