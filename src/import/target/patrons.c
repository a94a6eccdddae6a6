/*
 * Rows that become patrons.  A row with an e-mail is known by it, one without by
 * its name and phone; an empty cell says nothing about somebody who is there, and
 * no file takes a label or an opt-out away.
 */
#include "import/reading.h"
#include "people/write.h"

#include <boxoffice/text.h>

#include <stdio.h>
#include <string.h>

struct labels {
	size_t n;
	const char *name[PATRON_LABELS + 1];
	char text[BO_IMPORT_CELL_MAX + 1];
};

/* "Friends; Press, Press" by what parts them, each once. */
static void split_labels(const char *text, struct labels *labels)
{
	char *rest = labels->text, *part;
	struct bo_buf buf = BO_BUF(labels->text);

	bo_buf_add(&buf, text);
	labels->n = 0;
	while ((part = strsep(&rest, ",;"))) {
		size_t n;

		part += strspn(part, " ");
		n = strlen(part);
		while (n > 0 && part[n - 1] == ' ')
			part[--n] = '\0';
		if (*part && labels->n <= PATRON_LABELS)
			labels->name[labels->n++] = part;
	}
}

/* --- Opt-outs --------------------------------------------------------------------------------- */

enum { ALL = (1u << BO_OPT_OUT_COUNT) - 1 };

static bool is_among(const char *words, const char *fold)
{
	char word[NAME_FOLD + 2];
	struct bo_buf buf = BO_BUF(word);

	bo_buf_printf(&buf, " %s ", fold);
	return *fold && strstr(words, word);
}

/* What programs and people put where somebody opted out, or did not: a tick, a word, the day. */
static bool says_yes(const char *text, const char *fold)
{
	static const char words[] =
		" 1 yes y true t x xx ja j oui o si s sim vrai vero verdadero wahr sand "
		"sant tak on checked set optout optedout out unsubscribed abgemeldet widersprochen "
		"gesperrt desinscrit desabonne afgemeld uitgeschreven afmeldt avmeldt ";
	static const char *const ticks[] = { "✓", "✔", "☑", "☒", "✗", "✘", "•", "*" };
	size_t digits = 0;

	for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++)
		if (strcmp(text, ticks[i]) == 0)
			return true;
	for (const char *c = text; *c; c++)
		digits += *c >= '0' && *c <= '9';
	return is_among(words, fold) || (digits > 5 && strpbrk(text, "-/.:"));
}

static bool says_no(const char *text, const char *fold)
{
	static const char words[] =
		" 0 no n false f nein non nee nej nei nao falso faux falsch falsk off none never "
		"unchecked null na optin optedin in subscribed angemeldet abonne inscrit ";

	return !*fold ? !*text || strspn(text, "-_ ") == strlen(text) || strcmp(text, "☐") == 0
		      : is_among(words, fold);
}

/* 0: no way to reach somebody. */
static unsigned way_of(const char *fold)
{
	static const struct {
		unsigned ways;
		const char *words;
	} ways[] = {
		{ 1u << BO_OPT_OUT_EMAIL,
		  " email emails epost courriel newsletter newsletters mailing "
		  "mailings correoelectronico " },
		{ 1u << BO_OPT_OUT_EMAIL | 1u << BO_OPT_OUT_POST, " mail mails correo " },
		{ 1u << BO_OPT_OUT_POST, " post postal letter letters brief briefe courrier posta "
					 "directmail correopostal " },
		{ 1u << BO_OPT_OUT_PHONE,
		  " phone telephone tel telefon telefono telefoon call calls "
		  "anruf anrufe sms text texts whatsapp " },
		{ ALL,
		  " all any everything alle alles allt tout tous toutes todo todos tutto tutti "
		  "both beide " },
	};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (is_among(ways[i].words, fold))
			return ways[i].ways;
	return 0;
}

/* "email, post", "no e-mail": the ways that are named. */
static bool read_ways(const char *text, unsigned *opt_outs)
{
	char words[BO_IMPORT_CELL_MAX + 1], *rest = words, *word;
	struct bo_buf buf = BO_BUF(words);

	bo_buf_add(&buf, text);
	while ((word = strsep(&rest, ",;|/&+ \n"))) {
		char fold[NAME_FOLD];
		unsigned ways;

		title_fold(word, fold);
		ways = way_of(fold);
		if (!ways && *fold &&
		    !is_among(" no not do kein keine nicht pas de ne geen niet ingen inga and und "
			      "et y e en och og ",
			      fold))
			return false;
		*opt_outs |= ways;
	}
	return *opt_outs != 0;
}

/* What a cell of one column says; those are the ways that its title names.  False if nobody knows.
 */
static bool read_opt_outs(const char *text, unsigned those, unsigned *opt_outs)
{
	char fold[NAME_FOLD];
	unsigned ways = 0;

	title_fold(text, fold);
	if (says_no(text, fold))
		return true;
	if (says_yes(text, fold))
		*opt_outs |= those;
	else if (read_ways(text, &ways))
		*opt_outs |= ways;
	else
		return false;
	return true;
}

static enum bo_status judge_opt_outs(struct bo_import *import, unsigned *opt_outs)
{
	static const struct {
		enum bo_import_field field;
		unsigned those;
	} columns[] = { { BO_FIELD_OPT_OUTS, ALL },
			{ BO_FIELD_NO_EMAIL, 1u << BO_OPT_OUT_EMAIL },
			{ BO_FIELD_NO_POST, 1u << BO_OPT_OUT_POST },
			{ BO_FIELD_NO_PHONE, 1u << BO_OPT_OUT_PHONE } };
	enum bo_status status = BO_OK;

	*opt_outs = 0;
	for (size_t i = 0; i < sizeof columns / sizeof *columns && !status; i++)
		if (!read_opt_outs(judged_cell(import->judged, columns[i].field), columns[i].those,
				   opt_outs))
			status = judge_fault(import, columns[i].field, BO_ROW_OPT_OUT,
					     ": email, post or phone, or yes or no");
	return status;
}

/* --- Judging ---------------------------------------------------------------------------------- */

/* The engine's own rules said no: which cells are to blame? */
static enum bo_status judge_cells(struct bo_import *import)
{
	static const struct judged_text texts[] = {
		{ BO_FIELD_NAME, BO_NAME_MAX },	      { BO_FIELD_EMAIL, PATRON_EMAIL_MAX },
		{ BO_FIELD_PHONE, PATRON_PHONE_MAX }, { BO_FIELD_ADDRESS, PATRON_ADDRESS_MAX },
		{ BO_FIELD_NOTES, BO_NOTE_MAX },      { BO_FIELD_ACCESS, PATRON_ACCESS_MAX }
	};
	const char *name = judged_cell(import->judged, BO_FIELD_NAME);
	bool by_name = strcmp(import->bo->error.field, "name") == 0, found = false;
	enum bo_status status = judge_texts(import, texts, sizeof texts / sizeof *texts, &found);

	if (found || status)
		return status;
	if (by_name && *name)
		return judge_fault(import, BO_FIELD_NAME, BO_ROW_NO_NAME,
				   " that finds somebody, such as one with a letter");
	return by_name ? judge_fault(import, BO_FIELD_NONE, BO_ROW_NO_NAME, NULL)
		       : judge_fault(import, BO_FIELD_EMAIL, BO_ROW_EMAIL, NULL);
}

static enum bo_status keep(struct bo_import *import, const struct patron_row *row)
{
	const struct judged *judged = import->judged;
	char key[NAME_FOLD + PHONE_DIGITS + 2];
	enum bo_status status;

	if (*row->email_fold)
		snprintf(key, sizeof key, "%s", row->email_fold);
	else
		snprintf(key, sizeof key, "%s\n%s", row->name_fold, row->phone_digits);
	status = stage_seen(import, key);
	if (status)
		return status;
	return sql_run(import->bo,
		       "INSERT INTO import_row (n, line, at, bytes, verdict, key, name, name_fold, "
		       "email, email_fold, phone, phone_digits, address, notes, access, labels, "
		       "opt_outs) VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $10, $11, $12, "
		       "$13, $14, $15, $16)",
		       "iiiisssssssssssi", import->base + import->n + 1, judged->place.line,
		       judged->place.at, judged->place.bytes, key, row->name, row->name_fold,
		       row->email, row->email_fold, row->phone, row->phone_digits, row->address,
		       row->notes, row->access, judged_cell(judged, BO_FIELD_LABELS),
		       (int64_t)row->opt_outs);
}

enum bo_status patrons_judge(struct bo_import *import)
{
	struct judged *judged = import->judged;
	struct patron_row row = { .id = 0 };
	struct labels labels;
	enum bo_status status;

	judge_name(judged);
	row.name = judged->name;
	row.email = judged_cell(judged, BO_FIELD_EMAIL);
	row.phone = judged_cell(judged, BO_FIELD_PHONE);
	row.address = judged_cell(judged, BO_FIELD_ADDRESS);
	row.notes = judged_cell(judged, BO_FIELD_NOTES);
	row.access = judged_cell(judged, BO_FIELD_ACCESS);
	status = judge_opt_outs(import, &row.opt_outs);
	split_labels(judged_cell(judged, BO_FIELD_LABELS), &labels);
	if (!status && patron_check_labels(import->bo, labels.name, labels.n) == BO_INVALID)
		status = judge_fault(import, BO_FIELD_LABELS, BO_ROW_TEXT, ", or is no label");
	if (status)
		return status;
	status = patron_check(import->bo, &row);
	if (status == BO_INVALID)
		return judge_cells(import);
	if (status)
		return status;
	return judged->wrong ? BO_OK : keep(import, &row);
}

/* --- Who is there already --------------------------------------------------------------------- */

/* Of the row of the file, then of the patron (OLD_). */
SQL_COLUMNS(N, LINE, AT, BYTES, NAME, EMAIL, DIGITS, ADDRESS, NOTES, ACCESS, LABELS, OPT_OUTS,
	    OLD_ID, OLD_NAME, OLD_DIGITS, OLD_ADDRESS, OLD_NOTES, OLD_ACCESS, OLD_OPT_OUTS);
#define MATCH_COLUMNS                                                                              \
	"SELECT r.n, r.line, r.at, r.bytes, r.name, r.email, r.phone_digits, r.address, r.notes, " \
	"r.access, r.labels, r.opt_outs, p.id, p.name, p.phone_digits, p.address, p.notes, "       \
	"p.access, p.opt_outs FROM import_row r "
#define MATCH_ROWS "r.n > $1 AND r.n <= $2 AND r.verdict <> 4 "

static const char *difference(struct sql_rows *rows)
{
	static const struct compared pairs[] = { { NAME, OLD_NAME, " (another name)" },
						 { DIGITS, OLD_DIGITS, " (another phone)" },
						 { ADDRESS, OLD_ADDRESS, " (another address)" },
						 { NOTES, OLD_NOTES, " (other notes)" },
						 { ACCESS, OLD_ACCESS, " (other access needs)" } };
	const char *other = stage_difference(rows, pairs, sizeof pairs / sizeof *pairs);

	if (!other &&
	    ((unsigned)sql_int(rows, OPT_OUTS) & ~opt_outs_from(sql_text(rows, OLD_OPT_OUTS))))
		other = " (another opt-out)";
	return other;
}

static void take_match(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct match *match = row;

	stage_match(rows, match);
	match->target = sql_id(rows, OLD_ID);
	match->coded = *sql_text(rows, EMAIL) != '\0';
	match->value = sql_copy(rows, match->coded ? EMAIL : NAME, arena);
	match->labels = sql_copy(rows, LABELS, arena);
	match->more = difference(rows);
}

static enum bo_status has_labels(struct bo_import *import, const struct match *match, bool *all)
{
	struct labels labels;
	enum bo_status status = BO_OK;

	*all = true;
	split_labels(match->labels, &labels);
	for (size_t i = 0; i < labels.n && *all && !status; i++) {
		char fold[NAME_FOLD];
		int64_t n = 0;

		bo_text_fold(labels.name[i], fold, sizeof fold);
		status = sql_number(import->bo, &n,
				    "SELECT count(*) FROM patron_label p JOIN label l ON l.id "
				    "= p.label_id WHERE p.patron_id = $1 AND l.name_fold = $2",
				    "is", match->target, fold);
		*all = n > 0;
	}
	return status;
}

static enum bo_status settle(struct bo_import *import, struct match *match)
{
	bool all = true;
	int column = import_column(import, match->coded ? BO_FIELD_EMAIL : BO_FIELD_NAME);
	enum bo_status status = has_labels(import, match, &all);

	if (status)
		return status;
	if (!all && !match->more)
		match->more = " (another label)";
	if (match->more && !import->options.update)
		return stage_fault(import, match->n, &match->place,
				   column ? column : import_column(import, BO_FIELD_LAST),
				   BO_ROW_KNOWN, match->value, match->more);
	if (match->more)
		import->tally.changed++;
	else
		import->tally.same++;
	return stage_verdict(import, match->n, match->more ? ROW_CHANGED : ROW_SAME, match->target);
}

/* Several may have that name and phone: the first of them is meant. */
static void keep_first(struct matches *matches)
{
	size_t kept = 0;

	for (size_t i = 0; i < matches->n; i++)
		if (!kept || matches->row[i].n != matches->row[kept - 1].n)
			matches->row[kept++] = matches->row[i];
	matches->n = kept;
}

static enum bo_status settle_first(struct bo_import *import, struct matches *matches,
				   enum bo_status status)
{
	keep_first(matches);
	return stage_settle(import, matches, settle, status);
}

enum bo_status patrons_known(struct bo_import *import, int64_t to)
{
	struct matches matches = { 0 };
	int64_t after = import->base + import->at, last = import->base + to;
	enum bo_status status = sql_list(
		import->bo, MATCHES(matches, take_match),
		MATCH_COLUMNS "CROSS JOIN patron p WHERE p.email_fold = r.email_fold "
			      "AND p.email_fold <> '' AND " MATCH_ROWS "ORDER BY r.n, p.id",
		"ii", after, last);

	status = settle_first(import, &matches, status);
	if (!status)
		status = sql_list(import->bo, MATCHES(matches, take_match),
				  MATCH_COLUMNS
				  "CROSS JOIN patron_email_other o CROSS JOIN patron p "
				  "WHERE o.email_fold = r.email_fold AND p.id = o.patron_id "
				  "AND r.target IS NULL AND " MATCH_ROWS "ORDER BY r.n, p.id",
				  "ii", after, last);
	status = settle_first(import, &matches, status);
	if (!status)
		status = sql_list(import->bo, MATCHES(matches, take_match),
				  MATCH_COLUMNS
				  "CROSS JOIN patron p WHERE p.name_fold = r.name_fold "
				  "AND p.phone_digits = r.phone_digits AND p.id <> 1 "
				  "AND r.email_fold = '' AND " MATCH_ROWS "ORDER BY r.n, p.id",
				  "ii", after, last);
	return settle_first(import, &matches, status);
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* One row of the file, about to be written. */
struct fresh {
	int64_t target; /* 0: somebody new */
	struct patron_row row;
	const char *labels;
};

static enum bo_status add_labels(struct bo *bo, int64_t id, const char *text)
{
	struct labels labels;

	split_labels(text, &labels);
	return labels.n ? patron_add_labels(bo, id, labels.name, labels.n) : BO_OK;
}

static enum bo_status add(struct bo *bo, struct fresh *fresh)
{
	enum bo_status status = patron_check(bo, &fresh->row);

	if (!status)
		status = patron_insert(bo, &fresh->row);
	if (!status)
		status = add_labels(bo, fresh->row.id, fresh->labels);
	return status ? status
		      : patron_tell(bo, fresh->row.id, "patron.imported", "Added from a file.");
}

static const char *or_else(const char *new, const char *old)
{
	return *new ? new : old;
}

static enum bo_status change(struct bo *bo, struct bo_arena *arena, const struct fresh *fresh)
{
	struct patron_row before, after;
	enum bo_status status = patron_read(bo, arena, fresh->target, &before);

	if (status)
		return status;
	after = before;
	after.name = or_else(fresh->row.name, before.name);
	after.phone = or_else(fresh->row.phone, before.phone);
	after.address = or_else(fresh->row.address, before.address);
	after.notes = or_else(fresh->row.notes, before.notes);
	after.access = or_else(fresh->row.access, before.access);
	after.opt_outs |= fresh->row.opt_outs;
	status = patron_check(bo, &after);
	if (!status)
		status = patron_update(bo, &before, &after);
	if (!status)
		status = add_labels(bo, before.id, fresh->labels);
	return status ? status
		      : patron_tell(bo, before.id, "patron.imported", "Changed by a file.");
}

SQL_COLUMNS(NEW_TARGET, NEW_NAME, NEW_EMAIL, NEW_PHONE, NEW_ADDRESS, NEW_NOTES, NEW_ACCESS,
	    NEW_LABELS, NEW_OPT_OUTS);

static void take_fresh(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct fresh *fresh = row;
	struct patron_row *patron = &fresh->row;

	fresh->target = sql_id(rows, NEW_TARGET);
	patron->name = sql_copy(rows, NEW_NAME, arena);
	patron->email = sql_copy(rows, NEW_EMAIL, arena);
	patron->phone = sql_copy(rows, NEW_PHONE, arena);
	patron->address = sql_copy(rows, NEW_ADDRESS, arena);
	patron->notes = sql_copy(rows, NEW_NOTES, arena);
	patron->access = sql_copy(rows, NEW_ACCESS, arena);
	fresh->labels = sql_copy(rows, NEW_LABELS, arena);
	patron->opt_outs = (unsigned)sql_int(rows, NEW_OPT_OUTS);
}

/* Rows of a part of the file, each with its strings in the arena. */
static enum bo_status read_fresh(struct bo_import *import, struct bo_arena *arena, int64_t to,
				 struct fresh **list, size_t *n)
{
	return sql_list(import->bo, SQL_ROWS(arena, *list, *n, take_fresh),
			"SELECT target, name, email, phone, address, notes, access, labels, "
			"opt_outs FROM import_row WHERE n > $1 AND n <= $2 "
			"AND (verdict = 0 OR verdict = 2) ORDER BY n",
			"ii", import->base + import->at, import->base + to);
}

enum bo_status patrons_write(struct bo_import *import, int64_t to)
{
	struct bo_arena arena = { 0 };
	struct fresh *list = NULL;
	size_t n = 0;
	enum bo_status status = read_fresh(import, &arena, to, &list, &n);

	for (size_t i = 0; i < n && !status; i++)
		status = list[i].target ? change(import->bo, &arena, &list[i])
					: add(import->bo, &list[i]);
	bo_arena_clear(&arena);
	return status;
}
