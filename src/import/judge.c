/*
 * One row: its cells by their fields, and what is wrong with it before anybody
 * looks into the store.
 */
#include "base/fail.h"
#include "csv/decode.h"
#include "import/reading.h"

#include <boxoffice/text.h>

#include <ctype.h>
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

/* --- Cells into fields ------------------------------------------------------------------------ */

/* Takes away what a program put around the value; what it put instead of it is a fault. */
static enum bo_status bare(struct bo_import *import, enum bo_import_field field)
{
	struct judged *judged = import->judged;
	const char *text = judged->text[field];
	size_t n = strlen(text) + 1;
	struct unwrapped out;
	char *copy;

	if (!may_be_wrapped(field, text))
		return BO_OK;
	copy = memcpy(judged->room + judged->used, text, n);
	judged->used += n;
	unwrap(field, copy, &out);
	if (out.kind != BO_ROW_FAULT_COUNT)
		return judge_fault(import, field, out.kind, out.more);
	judged->text[field] = out.text;
	if (*out.name)
		judged->beside = out.name;
	return BO_OK;
}

static bool has_marks(const char *text)
{
	size_t n = strlen(text), i = 0;
	uint64_t eight;

	for (; i + 8 <= n; i += 8) {
		memcpy(&eight, text + i, 8);
		if (eight & UINT64_C(0x8080808080808080))
			return true;
	}
	while (i < n && (unsigned char)text[i] < 0x80)
		i++;
	return i < n;
}

/* Letters that no language writes so show that the guess of the encoding was wrong. */
static enum bo_status doubt(struct bo_import *import, enum bo_import_field field)
{
	const char *text = import->judged->text[field];
	bool named = import->tally.n_faults < BO_IMPORT_FAULTS;
	char hint[DECODE_HINT], more[DECODE_HINT + 16];
	struct bo_buf buf = BO_BUF(more);

	if (!has_marks(text))
		return BO_OK;
	if (!decode_doubt(import->view.encoding, text, named ? hint : NULL))
		return BO_OK;
	more[0] = '\0';
	if (named && *hint)
		bo_buf_printf(&buf, " (%s)", hint);
	return judge_fault(import, field, BO_ROW_ENCODING, more);
}

static enum bo_status take_cell(struct bo_import *import, const struct csv_row *row, size_t i,
				enum bo_import_field field)
{
	struct judged *judged = import->judged;
	const char *text = row->cell[i].text;
	enum bo_status status = BO_OK;

	judged->text[field] =
		tidy(judged, text, field == BO_FIELD_NOTES || field == BO_FIELD_ADDRESS);
	if (row->cell[i].bytes > BO_IMPORT_CELL_MAX)
		status = judge_fault(import, field, BO_ROW_TOO_LONG, NULL);
	if (!status && import->doubting)
		status = doubt(import, field);
	/* what our own export guarded is exactly what it was */
	if (!status && (*text != '\'' || csv_unguarded(text) == text))
		status = bare(import, field);
	return status;
}

static enum bo_status take_cells(struct bo_import *import, const struct csv_row *row)
{
	struct judged *judged = import->judged;
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < import->view.n_columns && !status; i++) {
		enum bo_import_field field = import->view.column[i].field;

		if (field == BO_FIELD_NONE)
			continue;
		judged->column[field] = (int)i + 1;
		judged->text[field] = "";
		if (i < row->n)
			status = take_cell(import, row, i, field);
	}
	return status;
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* A row of one cell, in which other signs than ours part what belongs into several. */
static bool is_parted_otherwise(const struct bo_import *import, const struct csv_row *row)
{
	const char *sign = row->full == 1 ? strpbrk(row->cell[0].text, ",;\t|") : NULL;

	return sign && import->view.n_columns > 1;
}

/* A row that cannot be told apart into cells.  Empty cells at its end may be there or not. */
static enum bo_status judge_shape(struct bo_import *import, const struct csv_row *row)
{
	struct judged *judged = import->judged;
	size_t n = row->n == import->view.n_columns ? row->n : row->full;
	char more[64];

	if (row->fault == CSV_QUOTES)
		return judge_fault(import, BO_FIELD_NONE, BO_ROW_QUOTES, NULL);
	if (row->fault == CSV_LONG) {
		judged->column[BO_FIELD_NONE] = (int)row->n + 1;
		return judge_fault(import, BO_FIELD_NONE, BO_ROW_TOO_LONG, NULL);
	}
	if ((n <= import->view.n_columns || n <= import->wide) &&
	    (row->n > 1 || !is_parted_otherwise(import, row)))
		return BO_OK;
	snprintf(more, sizeof more, " (%zu, not %zu)", n, import->view.n_columns);
	return judge_fault(import, BO_FIELD_NONE, BO_ROW_COLUMNS, more);
}

/* "Total", "Summe:", "25 rows" and nothing beside it but numbers. */
static bool says_total(const char *text)
{
	static const char words[] =
		" total totals grandtotal totaltickets totalrows subtotal sum summe gesamt "
		"gesamtsumme gesamtanzahl insgesamt ergebnis gesamtergebnis zwischensumme "
		"totalgeneral totalgenerale totaux somme soustotal suma sumatotal totale totali "
		"somma complessivo totaal eindtotaal som ialt totalt summa sammanlagt sammenlagt "
		"rowcount recordcount rows records rader raekker zeilen lignes filas righe rijen ";
	char fold[NAME_FOLD], word[NAME_FOLD + 2];
	struct bo_buf buf = BO_BUF(word);
	size_t kept = 0;

	for (const char *c = text; *c; c++) {
		bool digit = *c >= '0' && *c <= '9', next = c[1] >= '0' && c[1] <= '9';

		if (c - text > 40 || (digit != next && isalnum((unsigned char)*c) &&
				      isalnum((unsigned char)c[1]))) /* a code of both */
			return false;
	}
	title_fold(text, fold);
	for (const char *c = fold; *c; c++)
		if (*c < '0' || *c > '9')
			fold[kept++] = *c;
	fold[kept] = '\0';
	bo_buf_printf(&buf, " %s ", fold);
	return *fold && strstr(words, word);
}

static bool is_figure(const char *text)
{
	return !isalpha((unsigned char)*text) &&
	       text[strspn(text, "0123456789.,'+- %\xc2\xa0\xe2\x82\xac$")] == '\0';
}

/* Kept as the last row, until another one follows. */
static void note_last(struct bo_import *import, const struct csv_row *row)
{
	struct last_row *last = &import->total;
	int column = 0;

	last->n = 0;
	for (size_t i = 0; i < row->full && i < BO_IMPORT_COLUMNS; i++) {
		const char *text = row->cell[i].text;

		if (is_figure(text))
			continue;
		if (column)
			return;
		column = (int)i + 1;
	}
	if (!column || !says_total(row->cell[column - 1].text))
		return;
	last->n = import->base + import->n;
	last->place = import->judged->place;
	last->column = column;
	fail_text(last->value, sizeof last->value, row->cell[column - 1].text);
}

enum bo_status judge_last(struct bo_import *import)
{
	const struct last_row *last = &import->total;

	if (last->n == 0)
		return BO_OK;
	return stage_fault(import, last->n, &last->place, last->column, BO_ROW_TOTAL, last->value,
			   NULL);
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
	judged->beside = "";
	import->total.n = 0;
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
		note_last(import, row);
	}
	return status;
}
