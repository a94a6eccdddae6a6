/*
 * Rows that become members of a list.  A row with a code is known by it, one
 * without by its e-mail; an empty cell says nothing about a member that is there.
 */
#include "audience/member_entry.h"
#include "audience/roll.h"
#include "import/reading.h"

#include <boxoffice/text.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* --- Judging ---------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

enum { EXACT_DIGITS = 15 }; /* what a spreadsheet keeps of a number */

/* Digits beyond those are all zeros.  Told apart from chance when all rows are read. */
static bool looks_rounded(struct bo_import *import, const char *code)
{
	size_t n = strlen(code);

	if (n <= EXACT_DIGITS || strspn(code, "0123456789") != n)
		return false;
	import->digits++;
	if (strspn(code + EXACT_DIGITS, "0") != n - EXACT_DIGITS)
		return false;
	import->rounded++;
	return true;
}

/* *given: the cell or an option says a quantity. */
static enum bo_status judge_quantity(struct bo_import *import, bool *given, int64_t *quantity)
{
	const char *text = judged_cell(import->judged, BO_FIELD_QUANTITY), *c = text;
	int64_t number = 0;

	*given = *text || import->options.quantity_given;
	*quantity = import->options.quantity_given ? import->options.quantity : BO_NONE;
	if (!*text)
		return BO_OK;
	*quantity = BO_NONE;
	if (strcasecmp(text, "none") == 0)
		return BO_OK;
	for (c += *c == '\''; is_digit(*c) && number <= BO_MEMBER_QUANTITY_MAX; c++)
		number = number * 10 + (*c - '0');
	/* 2.0 and 2,00 are whole; 2.000 may be as many thousands */
	if (c > text && (*c == '.' || *c == ',') && c[1] == '0' && strcmp(c + 1, "000") != 0)
		c += 1 + strspn(c + 1, "0");
	*quantity = number;
	return *c || number > BO_MEMBER_QUANTITY_MAX
		       ? judge_fault(import, BO_FIELD_QUANTITY, BO_ROW_QUANTITY, NULL)
		       : BO_OK;
}

static void join(struct judged *judged)
{
	static const enum bo_import_field parts[] = { BO_FIELD_LOCATION, BO_FIELD_SECTION,
						      BO_FIELD_ROW, BO_FIELD_SEAT };
	struct bo_buf buf = BO_BUF(judged->location);

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (*judged_cell(judged, parts[i]))
			bo_buf_printf(&buf, "%s%s", buf.len ? " / " : "",
				      judged_cell(judged, parts[i]));
	if (!judged->column[BO_FIELD_LOCATION])
		for (size_t i = 1; i < sizeof parts / sizeof *parts; i++)
			if (!judged->column[BO_FIELD_LOCATION])
				judged->column[BO_FIELD_LOCATION] = judged->column[parts[i]];
	judged->text[BO_FIELD_LOCATION] = judged->location;
}

/* The engine's own rules said no: which cells are to blame? */
static enum bo_status judge_cells(struct bo_import *import)
{
	static const struct judged_text texts[] = { { BO_FIELD_CODE, BO_MEMBER_CODE_MAX },
						    { BO_FIELD_EMAIL, PATRON_EMAIL_MAX },
						    { BO_FIELD_NAME, BO_NAME_MAX },
						    { BO_FIELD_CATEGORY, BO_NAME_MAX },
						    { BO_FIELD_LOCATION, BO_NAME_MAX } };
	const char *field = import->bo->error.field;
	bool found = false;
	enum bo_status status = judge_texts(import, texts, sizeof texts / sizeof *texts, &found);

	if (found || status)
		return status;
	if (strcmp(field, "email") == 0)
		return judge_fault(import, BO_FIELD_EMAIL, BO_ROW_EMAIL, NULL);
	if (*judged_cell(import->judged, BO_FIELD_CODE))
		return judge_fault(import, BO_FIELD_CODE, BO_ROW_TEXT,
				   ", or no letter and no digit");
	return judge_fault(import, BO_FIELD_NONE, BO_ROW_NEITHER, NULL);
}

static enum bo_status keep(struct bo_import *import, const struct member_entry *entry, bool given,
			   int64_t quantity)
{
	const struct judged *judged = import->judged;
	char email_key[NAME_FOLD + 1];
	const char *key = entry->code_fold;
	enum bo_status status;

	if (!*key) {
		snprintf(email_key, sizeof email_key, " %s", entry->email_fold);
		key = email_key;
	}
	status = stage_seen(import, key);
	if (status)
		return status;
	return sql_run(import->bo,
		       "INSERT INTO import_row (n, line, at, bytes, verdict, key, code, email, "
		       "email_fold, category, location, quantity, given, rounded, name) "
		       "VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
		       "iiiissssssidds", import->base + import->n + 1, judged->place.line,
		       judged->place.at, judged->place.bytes, key, entry->code, entry->email,
		       *entry->email_fold ? entry->email_fold : NULL, entry->category,
		       entry->location, quantity, (int)given,
		       (int)looks_rounded(import, entry->code), entry->name);
}

enum bo_status members_judge(struct bo_import *import)
{
	struct judged *judged = import->judged;
	struct member_entry entry;
	struct bo_member_fields fields;
	int64_t quantity = BO_NONE;
	bool given = false;
	enum bo_status status, checked;

	entry.name[0] = entry.code[0] = entry.code_fold[0] = entry.email[0] = entry.email_fold[0] =
		'\0';
	entry.category[0] = entry.location[0] = '\0';
	join(judged);
	judge_name(judged);
	status = judge_quantity(import, &given, &quantity);
	if (status)
		return status;
	fields = (struct bo_member_fields){
		.code = judged_cell(judged, BO_FIELD_CODE),
		.email = judged_cell(judged, BO_FIELD_EMAIL),
		.name = judged->name,
		.category = judged_cell(judged, BO_FIELD_CATEGORY),
		.location = judged->location,
	};
	checked = member_entry_set(import->bo, &fields, &entry);
	if (checked == BO_INVALID)
		return judge_cells(import);
	if (checked)
		return checked;
	return judged->wrong ? BO_OK : keep(import, &entry, given, quantity);
}

/* --- What the list has already ---------------------------------------------------------------- */

/* Of the row of the file, then of the member (OLD_). */
SQL_COLUMNS(N, LINE, AT, BYTES, CODE, EMAIL, EMAIL_FOLD, CATEGORY, LOCATION, QUANTITY, GIVEN,
	    OLD_ID, OLD_EMAIL, OLD_EMAIL_FOLD, OLD_CATEGORY, OLD_LOCATION, OLD_QUANTITY,
	    OLD_REMOVED, NAME, OLD_NAME);
#define MATCH_COLUMNS                                                                              \
	"SELECT r.n, r.line, r.at, r.bytes, r.code, r.email, r.email_fold, r.category, "           \
	"r.location, r.quantity, r.given, m.id, m.email, m.email_fold, m.category, m.location, "   \
	"m.quantity, m.removed, r.name, m.name FROM import_row r "

static const char *difference(struct sql_rows *rows, struct bo_arena *arena)
{
	static const struct compared pairs[] = { { EMAIL, OLD_EMAIL, " (another e-mail)" },
						 { NAME, OLD_NAME, " (another name)" },
						 { CATEGORY, OLD_CATEGORY, " (another category)" },
						 { LOCATION, OLD_LOCATION,
						   " (another location)" } };
	const char *other = stage_difference(rows, pairs, sizeof pairs / sizeof *pairs);
	int64_t new = sql_int(rows, QUANTITY), old = sql_int(rows, OLD_QUANTITY);
	char wanted[24] = "none", had[24] = "none";

	if (other)
		return other;
	if (sql_int(rows, GIVEN) != 1 || new == old)
		return NULL;
	if (new != BO_NONE)
		snprintf(wanted, sizeof wanted, "%" PRId64, new);
	if (old != BO_NONE)
		snprintf(had, sizeof had, "%" PRId64, old);
	return bo_arena_printf(arena, " (quantity %s, not %s)", had, wanted);
}

static void take_match(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct match *match = row;
	const char *code = sql_text(rows, CODE);

	stage_match(rows, match);
	match->target = sql_id(rows, OLD_ID);
	match->coded = code && *code;
	match->verdict = ROW_BACK;
	if (sql_flag(rows, OLD_REMOVED))
		return;
	match->more = difference(rows, arena);
	match->verdict = match->more ? ROW_CHANGED : ROW_SAME;
	if (match->more)
		match->value = sql_copy(rows, match->coded ? CODE : EMAIL, arena);
}

static enum bo_status settle(struct bo_import *import, struct match *match)
{
	if (match->verdict == ROW_CHANGED && !import->options.update)
		return stage_fault(
			import, match->n, &match->place,
			import_column(import, match->coded ? BO_FIELD_CODE : BO_FIELD_EMAIL),
			BO_ROW_KNOWN, match->value, match->more);
	import->tally.same += match->verdict == ROW_SAME;
	import->tally.changed += match->verdict == ROW_CHANGED;
	return stage_verdict(import, match->n, match->verdict, match->target);
}

enum bo_status members_known(struct bo_import *import, int64_t to)
{
	struct matches matches = { 0 };
	int64_t after = import->base + import->at, last = import->base + to;
	enum bo_status status =
		sql_list(import->bo, MATCHES(matches, take_match),
			 MATCH_COLUMNS "CROSS JOIN member m WHERE m.code_fold = r.key "
				       "AND m.audience_id = $3 AND r.n > $1 AND r.n <= $2 "
				       "AND r.code <> '' AND r.verdict <> 4",
			 "iii", after, last, import->options.audience_id);

	status = stage_settle(import, &matches, settle, status);
	if (!status)
		status = sql_list(import->bo, MATCHES(matches, take_match),
				  MATCH_COLUMNS
				  "CROSS JOIN member m WHERE m.email_fold = r.email_fold "
				  "AND m.audience_id = $3 AND m.code_fold IS NULL "
				  "AND r.n > $1 AND r.n <= $2 AND r.code = '' "
				  "AND r.verdict <> 4",
				  "iii", after, last, import->options.audience_id);
	return stage_settle(import, &matches, settle, status);
}

enum bo_status members_empty(struct bo_import *import, bool *empty)
{
	int64_t id = BO_NONE;
	enum bo_status status = sql_number(
		import->bo, &id, "SELECT id FROM member WHERE audience_id = $1 ORDER BY id LIMIT 1",
		"i", import->options.audience_id);

	if (!status)
		*empty = id == BO_NONE;
	return status;
}

/* --- Writing ---------------------------------------------------------------------------------- */

SQL_COLUMNS(NEW_CODE, NEW_KEY, NEW_EMAIL, NEW_EMAIL_FOLD, NEW_CATEGORY, NEW_LOCATION, NEW_QUANTITY,
	    NEW_GIVEN, NEW_NAME);

/* Row by row: SQLite keeps what every page was before a statement of many rows, which costs more
 * than the rows themselves. */
static enum bo_status insert_new(struct bo_import *import, int64_t after, int64_t last)
{
	struct sql_rows *rows;
	enum bo_status ended,
		status = sql_query(import->bo, &rows,
				   "SELECT code, CASE WHEN code <> '' THEN key END, email, "
				   "email_fold, category, location, quantity, given, name "
				   "FROM import_row WHERE n > $1 AND n <= $2 AND verdict = 0 "
				   "ORDER BY n",
				   "ii", after, last);

	if (status)
		return status;
	while (!status && sql_next(rows))
		status = sql_run(
			import->bo,
			"INSERT INTO member (audience_id, code, code_fold, email, email_fold, "
			"category, location, quantity, name) "
			"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
			"issssssis", import->options.audience_id, sql_text(rows, NEW_CODE),
			sql_text(rows, NEW_KEY), sql_text(rows, NEW_EMAIL),
			sql_text(rows, NEW_EMAIL_FOLD), sql_text(rows, NEW_CATEGORY),
			sql_text(rows, NEW_LOCATION),
			sql_flag(rows, NEW_GIVEN) ? sql_int(rows, NEW_QUANTITY) : import->quantity,
			sql_text(rows, NEW_NAME));
	ended = sql_end(rows);
	return status ? status : ended;
}

/* What the row says, and what an empty cell of a new member means. */
enum bo_status members_write(struct bo_import *import, int64_t to, struct list_words *words)
{
	struct sql_rows *rows;
	int64_t after = import->base + import->at, last = import->base + to;
	enum bo_status status = insert_new(import, after, last);

	if (!status)
		status = sql_run(
			import->bo,
			"UPDATE member SET code = r.code, email = r.email, "
			"email_fold = r.email_fold, name = r.name, category = r.category, "
			"location = r.location, "
			"quantity = CASE WHEN r.given = 1 THEN r.quantity ELSE $3 END, removed = 0 "
			"FROM import_row r WHERE member.id = r.target AND r.n > $1 AND r.n <= $2 "
			"AND r.verdict = 3",
			"iii", after, last, import->quantity);
	if (!status)
		status = sql_run(
			import->bo,
			"UPDATE member SET "
			"email = CASE WHEN r.email <> '' THEN r.email ELSE member.email END, "
			"email_fold = coalesce(r.email_fold, member.email_fold), "
			"name = CASE WHEN r.name <> '' THEN r.name ELSE member.name END, "
			"category = CASE WHEN r.category <> '' THEN r.category "
			"ELSE member.category END, "
			"location = CASE WHEN r.location <> '' THEN r.location "
			"ELSE member.location END, "
			"quantity = CASE WHEN r.given = 1 THEN r.quantity ELSE member.quantity END "
			"FROM import_row r WHERE member.id = r.target AND r.n > $1 AND r.n <= $2 "
			"AND r.verdict = 2",
			"ii", after, last);
	if (!status)
		status = sql_query(import->bo, &rows,
				   "SELECT name, category, location FROM import_row WHERE n > $1 "
				   "AND n <= $2 AND verdict <> 1 AND verdict <> 4 ORDER BY n",
				   "ii", after, last);
	return status ? status : words_add_rows(words, rows);
}
