/*
 * The beginning of a file, as it is understood: how it is written, what parts its
 * cells, what its first rows hold.
 */
#include "base/decode.h"
#include "base/fail.h"
#include "import/reading.h"

#include <boxoffice/text.h>

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PIECE = 1 << 16,
	LOOK = 1 << 26,		       /* bytes that are looked at to guess the encoding */
	ROWS = BO_IMPORT_SAMPLES + 1,  /* the samples and a row of titles */
	SEPARATOR_LINE = sizeof "sep=" /* what some spreadsheets write in front of all */
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

static bool is_separator(char c)
{
	return c && strchr(",;\t|", c);
}

/* *given: the file says it itself, in a line of its own. */
static enum bo_status guess_separator(struct bo_import *import, unsigned char *bytes, char *text,
				      bool *given)
{
	struct bo_import_view *view = &import->view;
	struct decoder decoder;
	ssize_t n = pread(import->fd, bytes, PIECE, 0);
	size_t length;

	if (n < 0)
		return unreadable(import);
	decode_start(&decoder, view->encoding);
	length = decode(&decoder, bytes, (size_t)n, n < PIECE, text);
	*given = length > SEPARATOR_LINE && strncasecmp(text, "sep=", 4) == 0 &&
		 is_separator(text[4]) && (text[5] == '\r' || text[5] == '\n');
	if (import->options.separator)
		view->separator = import->options.separator;
	else if (*given)
		view->separator = text[4];
	else
		view->separator = csv_guess_separator(text, length);
	return BO_OK;
}

/* --- The first rows --------------------------------------------------------------------------- */

struct beginning {
	size_t n, columns; /* rows; cells of the first one */
	const char *cell[ROWS][BO_IMPORT_COLUMNS];
};

/* On one line, without what a screen must not show. */
static const char *sample(struct bo_arena *arena, const struct csv_cell *cell)
{
	char text[BO_IMPORT_CELL_MAX + 1], clean[BO_IMPORT_CELL_MAX * 3 + 1];
	size_t n = strlen(cell->text);

	memcpy(text, cell->text, n + 1);
	for (char *c = text; *c; c++)
		if (*c == '\n' || *c == '\r' || *c == '\t')
			*c = ' ';
	bo_text_clean(text, clean, sizeof clean);
	return bo_arena_copy(arena, clean);
}

static enum bo_status take_row(struct bo_import *import, const struct csv_row *row,
			       struct beginning *beginning)
{
	size_t n = beginning->n++;

	if (n == 0)
		beginning->columns = row->n;
	for (size_t i = 0; i < row->n && i < BO_IMPORT_COLUMNS; i++) {
		beginning->cell[n][i] = sample(&import->arena, &row->cell[i]);
		if (!beginning->cell[n][i])
			return fail_memory(import->bo);
	}
	if (n > 0)
		return BO_OK;
	if (row->fault)
		return fail_field(import->bo, BO_INVALID, "file", import->path,
				  "The first row, in line %" PRId64 ", cannot be read: %s.",
				  row->line,
				  row->fault == CSV_QUOTES ? bo_row_fault_words(BO_ROW_QUOTES)
							   : "a cell is too long");
	if (row->n > BO_IMPORT_COLUMNS)
		return fail_field(import->bo, BO_INVALID, "file", import->path,
				  "The first row has %zu columns; at most %d can be read.", row->n,
				  BO_IMPORT_COLUMNS);
	return BO_OK;
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

static enum bo_status fill(struct bo_import *import, struct beginning *beginning)
{
	struct bo_import_view *view = &import->view;
	enum bo_status status = read_rows(import, beginning);

	if (status)
		return status;
	view->n_columns = beginning->columns;
	show_rows(view, beginning, 0);
	status = fields_guess(import, beginning->cell[0], import->options.header);
	if (status)
		return status;
	if (view->header && beginning->n == 1)
		return fail_field(import->bo, BO_INVALID, "file", import->path,
				  "%s has titles, but no rows below them.", import->path);
	show_rows(view, beginning, view->header ? 1 : 0);
	return BO_OK;
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
