/*
 * The beginning of a file, as it is understood: how it is written, what parts its
 * cells, what its first rows hold.
 */
#include "base/fail.h"
#include "csv/decode.h"
#include "import/reading.h"

#include <boxoffice/text.h>

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PIECE = 1 << 16,
	LOOK = 1 << 26,		      /* bytes that are looked at to guess the encoding */
	ROWS = BO_IMPORT_SAMPLES + 1, /* the samples and a row of titles */
};

static enum bo_status unreadable(struct bo_import *import)
{
	return fail(import->bo, BO_IO, "%s cannot be read: %s.", import->path, strerror(errno));
}

static enum bo_status not_text(struct bo_import *import, const unsigned char *bytes, ssize_t n)
{
	if (n >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0)
		return fail_field(
			import->bo, BO_INVALID, "file", import->path,
			"%s is a spreadsheet or an archive; save it as CSV and import that.",
			import->path);
	return fail_field(import->bo, BO_INVALID, "file", import->path,
			  "%s is not a text file; save it as CSV and import that.", import->path);
}

/* All of it but of a very large file: the only umlaut may be in the last row. */
static enum bo_status guess_encoding(struct bo_import *import, unsigned char *bytes,
				     enum bo_encoding *encoding)
{
	struct decode_guess guess = { 0 };
	int64_t offset = 0;
	ssize_t n, first;

	n = first = pread(import->fd, bytes, PIECE, 0);
	if (n >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0)
		return not_text(import, bytes, n);
	while (n > 0 && offset < LOOK) {
		offset += n;
		decode_guess_feed(&guess, bytes, (size_t)n, offset >= import->file.st_size);
		if (guess.known)
			break;
		n = pread(import->fd, bytes, PIECE, offset);
	}
	if (n < 0 || first < 0)
		return unreadable(import);
	return decode_guess_end(&guess, encoding) ? BO_OK : not_text(import, bytes, 0);
}

/* --- What parts cells ------------------------------------------------------------------------- */

static const char *past(const char *text, const char *signs)
{
	return text + strspn(text, signs);
}

/* What a line such as sep=; names; '\0': something that parts no cells of ours. */
static char named_separator(const char *value, size_t n)
{
	static const struct {
		const char *word;
		char separator;
	} words[] = { { "\\t", '\t' },	    { "tab", '\t' }, { "comma", ',' },
		      { "semicolon", ';' }, { "pipe", '|' }, { "colon", ':' } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncasecmp(value, words[i].word, strlen(words[i].word)) == 0)
			return words[i].separator;
	return n > 0 && strchr(",;\t|:", *value) ? *value : '\0';
}

/* What some spreadsheets have in front of all, and keep when they write the file once more: sep=;
 * "sep=;" sep=;,,, and the like.  Never a row. */
static bool is_separator_line(const char *text, char *separator)
{
	const char *value, *end;

	text = past(text, "\r\n \"'");
	if (strncasecmp(text, "sep", 3) != 0)
		return false;
	value = past(text + 3, " ");
	if (*value != '=')
		return false;
	value++;
	if (*value == '"' || *value == '\'')
		value++;
	end = value + strcspn(value, "\r\n");
	*separator = named_separator(value, (size_t)(end - value));
	if (*separator)
		return true;
	/* one other sign, or none */
	return end - value <= 1 || past(value + 1, ",;\t|\"' ") >= end;
}

/* All of it, but of a very large file: names may hold more commas than what parts them. */
static enum bo_status count_separators(struct bo_import *import, unsigned char *bytes, char *text,
				       struct csv_guess *guess)
{
	struct decoder decoder;
	bool plain = import->view.encoding != BO_ENCODING_UTF16LE &&
		     import->view.encoding != BO_ENCODING_UTF16BE;
	int64_t offset = 0;
	ssize_t n;

	decode_start(&decoder, import->view.encoding);
	while ((n = pread(import->fd, bytes, PIECE, offset)) > 0 && offset < LOOK) {
		offset += n;
		if (plain)
			csv_guess_feed(guess, (const char *)bytes, (size_t)n);
		else
			csv_guess_feed(guess, text,
				       decode(&decoder, bytes, (size_t)n, false, text));
	}
	return n < 0 ? unreadable(import) : BO_OK;
}

/* *given: the file says it itself, in a line of its own. */
static enum bo_status guess_separator(struct bo_import *import, unsigned char *bytes, char *text,
				      bool *given)
{
	struct bo_import_view *view = &import->view;
	struct csv_guess guess = { 0 };
	struct decoder decoder;
	char named = '\0';
	ssize_t n = pread(import->fd, bytes, PIECE, 0);
	enum bo_status status;

	if (n < 0)
		return unreadable(import);
	decode_start(&decoder, view->encoding);
	text[decode(&decoder, bytes, (size_t)n, n < PIECE, text)] = '\0';
	*given = is_separator_line(text, &named);
	view->separator = import->options.separator ? import->options.separator : named;
	if (view->separator)
		return BO_OK;
	status = count_separators(import, bytes, text, &guess);
	view->separator = csv_guess_end(&guess);
	return status;
}

/* --- The first rows --------------------------------------------------------------------------- */

struct beginning {
	size_t n;		   /* rows */
	size_t full[ROWS], widest; /* cells up to the last that is not empty; of all of them */
	size_t cells;		   /* of the first one, empty ones too */
	const char *cell[ROWS][BO_IMPORT_COLUMNS];
	const char *title[BO_IMPORT_COLUMNS]; /* the first row without what is not seen */
};

/* On one line, without what a screen must not show. */
static const char *sample(struct bo_arena *arena, const struct csv_cell *cell, bool visible)
{
	char text[BO_IMPORT_CELL_MAX + 1], clean[BO_IMPORT_CELL_MAX * 3 + 1];
	size_t n = strlen(cell->text);

	memcpy(text, cell->text, n + 1);
	for (char *c = text; *c; c++)
		if (*c == '\n' || *c == '\r' || *c == '\t')
			*c = ' ';
	if (visible)
		bo_text_visible(text, clean, sizeof clean);
	else
		bo_text_clean(text, clean, sizeof clean);
	return bo_arena_copy(arena, clean);
}

static enum bo_status check_first(struct bo_import *import, const struct csv_row *row)
{
	if (row->fault)
		return fail_field(import->bo, BO_INVALID, "file", import->path,
				  "The first row, in line %" PRId64 ", cannot be read: %s.",
				  row->line,
				  row->fault == CSV_QUOTES ? bo_row_fault_label(BO_ROW_QUOTES)
							   : "a cell is too long");
	if (row->full > BO_IMPORT_COLUMNS)
		return fail_field(import->bo, BO_INVALID, "file", import->path,
				  "The first row has %zu columns; at most %d can be read.",
				  row->full, BO_IMPORT_COLUMNS);
	return BO_OK;
}

static size_t at_most(size_t n)
{
	return n < BO_IMPORT_COLUMNS ? n : BO_IMPORT_COLUMNS;
}

static enum bo_status take_row(struct bo_import *import, const struct csv_row *row,
			       struct beginning *beginning)
{
	size_t n = beginning->n++, cells = at_most(row->n);
	struct bo_arena *arena = &import->arena;

	beginning->full[n] = row->fault ? 0 : at_most(row->full);
	if (beginning->full[n] > beginning->widest)
		beginning->widest = beginning->full[n];
	for (size_t i = 0; i < cells; i++) {
		beginning->cell[n][i] = sample(arena, &row->cell[i], false);
		if (n == 0)
			beginning->title[i] = sample(arena, &row->cell[i], true);
		if (!beginning->cell[n][i] || (n == 0 && !beginning->title[i]))
			return fail_memory(import->bo);
	}
	if (n > 0)
		return BO_OK;
	beginning->cells = cells;
	return check_first(import, row);
}

static enum bo_status read_rows(struct bo_import *import, struct beginning *beginning)
{
	struct csv *csv = csv_open(import->fd, import->view.encoding, import->view.separator);
	const struct csv_row *row;
	enum csv_result result = CSV_ROW;
	enum bo_status status = csv ? BO_OK : fail_memory(import->bo);

	if (!status && import->skip)
		result = csv_next(csv, &row);
	while (!status && result == CSV_ROW && beginning->n < ROWS) {
		result = csv_next(csv, &row);
		if (result == CSV_ROW)
			status = take_row(import, row, beginning);
	}
	if (!status && result == CSV_FAILED)
		status = unreadable(import);
	csv_close(csv);
	if (!status && beginning->n == 0)
		status = fail_field(import->bo, BO_INVALID, "file", import->path, "%s has no rows.",
				    import->path);
	return status;
}

static void show_rows(struct bo_import_view *view, const struct beginning *beginning, size_t from)
{
	size_t n = beginning->n - from;

	view->n_samples = n < BO_IMPORT_SAMPLES ? n : BO_IMPORT_SAMPLES;
	for (size_t i = 0; i < view->n_columns; i++)
		for (size_t k = 0; k < view->n_samples; k++)
			view->column[i].sample[k] = beginning->cell[from + k][i];
}

/* Titles say how many columns there are, with those at the end that have none but are not empty;
 * without titles it is the widest row. */
static enum bo_status fill(struct bo_import *import, struct beginning *beginning)
{
	struct bo_import_view *view = &import->view;
	enum bo_status status = read_rows(import, beginning);
	size_t untitled;

	if (status)
		return status;
	view->n_columns = beginning->full[0];
	show_rows(view, beginning, 0);
	view->header = import->options.header < 0 ? looks_like_titles(import, beginning->title)
						  : import->options.header == 1;
	untitled = beginning->widest < beginning->cells ? beginning->widest : beginning->cells;
	if (!view->header)
		view->n_columns = beginning->widest;
	else if (untitled > view->n_columns)
		view->n_columns = untitled;
	for (size_t i = 0; i < view->n_columns; i++)
		if (!beginning->title[i])
			beginning->title[i] = "";
	import->wide = view->header ? beginning->cells : 0;
	show_rows(view, beginning, view->header ? 1 : 0);
	status = fields_guess(import, beginning->title);
	if (!status && view->header && beginning->n == 1)
		status = fail_field(import->bo, BO_INVALID, "file", import->path,
				    "%s has titles, but no rows below them.", import->path);
	return status;
}

enum bo_status view_make(struct bo_import *import)
{
	struct bo_import_view *view = &import->view;
	unsigned char *bytes = malloc(PIECE);
	char *text = malloc(DECODE_ROOM(PIECE));
	struct beginning *beginning = calloc(1, sizeof *beginning);
	enum bo_status status = BO_OK;

	bo_arena_clear(&import->arena);
	*view = (struct bo_import_view){ .path = import->path, .bytes = import->file.st_size };
	view->encoding = import->options.encoding;
	import->doubting = view->encoding == BO_ENCODING_COUNT;
	if (!bytes || !text || !beginning)
		status = fail_memory(import->bo);
	if (!status && view->encoding == BO_ENCODING_COUNT)
		status = guess_encoding(import, bytes, &view->encoding);
	if (!status)
		status = guess_separator(import, bytes, text, &import->skip);
	if (!status)
		status = fill(import, beginning);
	free(bytes);
	free(text);
	free(beginning);
	return status;
}
