/*
 * One row: its cells by their fields, and what is wrong with it before anybody
 * looks into the store.
 */
#include "base/decode.h"
#include "base/fail.h"
#include "import/reading.h"

#include <stdio.h>
#include <string.h>

/* Blanks of the ends, among them those that spreadsheets put for themselves. */
static bool is_blank_at(const char *text)
{
	return *text == ' ' || *text == '\t' || *text == '\n' || *text == '\r' ||
	       strncmp(text, "\xc2\xa0", 2) == 0;
}

static size_t trimmed(const char **text)
{
	size_t n;

	while (is_blank_at(*text))
		*text += **text == '\xc2' ? 2 : 1;
	n = strlen(*text);
	for (;;) {
		if (n > 0 && strchr(" \t\r\n", (*text)[n - 1]))
			n--;
		else if (n > 1 && is_blank_at(*text + n - 2) && (*text)[n - 2] == '\xc2')
			n -= 2;
		else
			return n;
	}
}

/* Line breaks within a cell become blanks, but of notes and addresses. */
static const char *tidy(struct judged *judged, const char *text, bool lines)
{
	char *copy = judged->room + judged->used, *to = copy;
	const char *from = csv_unguarded(text);
	size_t n = trimmed(&from);

	if (from[n] == '\0' && !memchr(from, '\n', n) && !memchr(from, '\r', n) &&
	    !memchr(from, '\t', n))
		return from;
	for (size_t i = 0; i < n; i++) {
		char c = from[i];

		if (c == '\r' && i + 1 < n && from[i + 1] == '\n')
			continue;
		if (c == '\r' || c == '\n')
			c = lines ? '\n' : ' ';
		*to++ = c == '\t' ? ' ' : c;
	}
	*to++ = '\0';
	judged->used += (size_t)(to - copy);
	return copy;
}

enum bo_status judge_fault(struct bo_import *import, enum bo_import_field field,
			   enum bo_row_fault_kind kind, const char *more)
{
	struct judged *judged = import->judged;
	const char *value = field == BO_FIELD_NONE ? NULL : judged->text[field];

	judged->wrong = true;
	return fault_add(import, &judged->place, judged->column[field], kind, value, more,
			 &judged->why);
}

/* Cells into fields. */
static enum bo_status take_cells(struct bo_import *import, const struct csv_row *row)
{
	struct judged *judged = import->judged;
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < row->n && !status; i++) {
		enum bo_import_field field = import->view.column[i].field;

		if (field == BO_FIELD_NONE)
			continue;
		judged->column[field] = (int)i + 1;
		judged->text[field] = tidy(judged, row->cell[i].text,
					   field == BO_FIELD_NOTES || field == BO_FIELD_ADDRESS);
		if (row->cell[i].bytes > BO_IMPORT_CELL_MAX)
			status = judge_fault(import, field, BO_ROW_TOO_LONG, NULL);
	}
	return status;
}

/* A row that cannot be told apart into cells. */
static enum bo_status judge_shape(struct bo_import *import, const struct csv_row *row)
{
	struct judged *judged = import->judged;
	char more[64];

	if (row->fault == CSV_QUOTES)
		return judge_fault(import, BO_FIELD_NONE, BO_ROW_QUOTES, NULL);
	if (row->fault == CSV_LONG) {
		judged->column[BO_FIELD_NONE] = (int)row->n + 1;
		return judge_fault(import, BO_FIELD_NONE, BO_ROW_TOO_LONG, NULL);
	}
	if (row->n == import->view.n_columns)
		return BO_OK;
	snprintf(more, sizeof more, " (%zu, not %zu)", row->n, import->view.n_columns);
	return judge_fault(import, BO_FIELD_NONE, BO_ROW_COLUMNS, more);
}

enum bo_status judge_row(struct bo_import *import, const struct csv_row *row)
{
	struct judged *judged = import->judged;
	enum bo_status status;

	judged->place = (struct place){ row->line, row->at, row->bytes };
	memset(judged->text, 0, sizeof judged->text);
	memset(judged->column, 0, sizeof judged->column);
	judged->wrong = false;
	judged->used = 0;
	judged->sentence[0] = '\0';
	judged->why = (struct bo_buf){ judged->sentence, 0, sizeof judged->sentence, false };
	import->tally.read++;
	status = judge_shape(import, row);
	if (!status && !judged->wrong)
		status = take_cells(import, row);
	if (!status && !judged->wrong)
		status = import->options.kind == BO_IMPORT_MEMBERS ? members_judge(import)
								   : patrons_judge(import);
	if (!status && judged->wrong)
		status = fault_keep(import, &judged->place, row->fault != CSV_SOUND,
				    judged->sentence);
	else if (!status) {
		import->n++;
		import->kept++;
	}
	return status;
}
