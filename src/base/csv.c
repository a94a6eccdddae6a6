/*
 * libcsv is fed line by line, so that every row knows where it begins, and its
 * cell buffer may not grow past a limit.  What it refuses costs one row: reading
 * goes on with the line behind, or behind the quote that closes.
 */
#include "base/csv.h"
#include "base/decode.h"

#include <csv.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PIECE = 1 << 16,
	CELL_ROOM = 1 << 14, /* what libcsv may keep of one cell */
	ROW_ROOM = BO_IMPORT_COLUMNS * (BO_IMPORT_CELL_MAX + 1)
};

enum skipping { NOT, TO_LINE, TO_QUOTE, PAST_QUOTE };

struct csv {
	int fd;
	int64_t offset, length;	 /* of the file; of the decoded text behind us */
	int64_t line;		 /* of the next byte */
	bool at_end, after_cr;	 /* all is read; the last line's end was a CR */
	bool ready, ended, over; /* a row is whole; libcsv saw the end; nothing is left */
	char separator;
	enum skipping skipping;
	struct decoder decoder;
	struct csv_parser parser;
	bool parsing; /* the parser holds memory */
	crypto_generichash_state hash;
	struct csv_row row; /* being put together */
	bool begun;	    /* it has a beginning */
	size_t kept;	    /* bytes of cells */
	size_t used, there; /* of text */
	char cells[ROW_ROOM];
	char text[DECODE_ROOM(PIECE)];
	unsigned char bytes[PIECE];
};

static void *bounded(void *old, size_t size)
{
	return size > CELL_ROOM ? NULL : realloc(old, size);
}

static bool parser_start(struct csv *csv)
{
	if (csv->parsing)
		csv_free(&csv->parser);
	csv->parsing = csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI) == 0;
	if (!csv->parsing)
		return false;
	csv_set_delim(&csv->parser, (unsigned char)csv->separator);
	csv_set_realloc_func(&csv->parser, bounded);
	csv_set_blk_size(&csv->parser, 1024);
	return true;
}

struct csv *csv_open(int fd, enum bo_encoding encoding, char separator)
{
	struct csv *csv = calloc(1, sizeof *csv);

	if (!csv)
		return NULL;
	csv->fd = fd;
	csv->line = 1;
	csv->separator = separator;
	decode_start(&csv->decoder, encoding);
	crypto_generichash_init(&csv->hash, NULL, 0, CSV_HASH);
	if (!parser_start(csv)) {
		free(csv);
		return NULL;
	}
	return csv;
}

void csv_close(struct csv *csv)
{
	if (csv && csv->parsing)
		csv_free(&csv->parser);
	free(csv);
}

int64_t csv_read(const struct csv *csv)
{
	return csv->offset;
}

void csv_hash(struct csv *csv, unsigned char hash[CSV_HASH])
{
	crypto_generichash_final(&csv->hash, hash, CSV_HASH);
}

/* False when the file cannot be read. */
static bool fill(struct csv *csv)
{
	ssize_t n;

	csv->used = csv->there = 0;
	while (csv->there == 0 && !csv->at_end) {
		do
			n = pread(csv->fd, csv->bytes, sizeof csv->bytes, csv->offset);
		while (n < 0 && errno == EINTR);
		if (n < 0)
			return false;
		csv->at_end = n == 0;
		csv->offset += n;
		crypto_generichash_update(&csv->hash, csv->bytes, (size_t)n);
		csv->there = decode(&csv->decoder, csv->bytes, (size_t)n, n == 0, csv->text);
	}
	return true;
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void on_cell(void *bytes, size_t n, void *arg)
{
	struct csv *csv = arg;
	struct csv_row *row = &csv->row;
	size_t kept = n < BO_IMPORT_CELL_MAX ? n : BO_IMPORT_CELL_MAX;
	char *to = csv->cells + csv->kept;

	if (row->n < BO_IMPORT_COLUMNS) {
		if (kept)
			memcpy(to, bytes, kept);
		to[kept] = '\0';
		row->cell[row->n] = (struct csv_cell){ to, n };
		csv->kept += kept + 1;
	}
	row->n++;
}

static void on_row(int end, void *arg)
{
	struct csv *csv = arg;

	(void)end;
	csv->ready = true;
}

static void begin_row(struct csv *csv)
{
	csv->begun = true;
	csv->kept = 0;
	csv->row.line = csv->line;
	csv->row.at = csv->length;
	csv->row.bytes = 0;
	csv->row.fault = CSV_SOUND;
	csv->row.n = 0;
}

/* Bytes up to and including the next end of a line. */
static size_t line_length(const char *text, size_t n)
{
	const char *lf = memchr(text, '\n', n);
	size_t most = lf ? (size_t)(lf - text) + 1 : n;
	const char *cr = memchr(text, '\r', most);

	return cr ? (size_t)(cr - text) + 1 : most;
}

static void pass(struct csv *csv, const char *text, size_t n)
{
	char last = text[n - 1];

	csv->used += n;
	csv->length += (int64_t)n;
	if (csv->begun)
		csv->row.bytes = csv->length - csv->row.at;
	if (last == '\r' || last == '\n') {
		if (!(last == '\n' && n == 1 && csv->after_cr))
			csv->line++;
	}
	csv->after_cr = last == '\r';
}

/* What stands in the way until reading can go on; it belongs to the row that is at fault. */
static void skip(struct csv *csv, const char *text, size_t n)
{
	size_t i = 0;

	while (i < n && csv->skipping == TO_QUOTE) {
		const char *quote = memchr(text + i, '"', n - i);

		i = quote ? (size_t)(quote - text) + 1 : n;
		if (quote)
			csv->skipping = PAST_QUOTE;
		if (quote && i < n)
			csv->skipping = text[i] == '"' ? (i++, TO_QUOTE) : TO_LINE;
	}
	if (csv->skipping == PAST_QUOTE && i < n) /* the text was cut behind the quote */
		csv->skipping = text[i] == '"' ? TO_QUOTE : TO_LINE;
	pass(csv, text, n);
	if (csv->skipping == TO_LINE && (text[n - 1] == '\n' || text[n - 1] == '\r')) {
		csv->skipping = NOT;
		csv->ready = true;
	}
}

/* libcsv stopped at a character: its buffer is full, or a quote is where none may be. */
static bool stumble(struct csv *csv)
{
	bool full = csv_error(&csv->parser) != CSV_EPARSE;

	csv->row.fault = full ? CSV_LONG : CSV_QUOTES;
	csv->skipping = full && csv->parser.quoted ? TO_QUOTE : TO_LINE;
	return parser_start(csv);
}

/* False when memory ends. */
static bool feed(struct csv *csv)
{
	const char *text = csv->text + csv->used;
	size_t n = line_length(text, csv->there - csv->used), taken;

	if (csv->skipping) {
		skip(csv, text, n);
		return true;
	}
	if (!csv->begun)
		begin_row(csv);
	taken = csv_parse(&csv->parser, text, n, on_cell, on_row, csv);
	if (taken == n) {
		pass(csv, text, n);
		if (!csv->ready && csv->row.n == 0 && csv->parser.pstate == 0)
			csv->begun = false; /* an empty line */
		return true;
	}
	if (!stumble(csv))
		return false;
	if (taken > 0)
		pass(csv, text, taken);
	return true;
}

static void end(struct csv *csv)
{
	csv->ended = true;
	if (csv->skipping) {
		if (csv->skipping == TO_QUOTE)
			csv->row.fault = CSV_QUOTES;
		csv->ready = true;
		return;
	}
	if (!csv->begun)
		return;
	if (csv_fini(&csv->parser, on_cell, on_row, csv) != 0) {
		csv->row.fault = CSV_QUOTES;
		csv->ready = true;
	}
}

static bool is_blank(const struct csv_row *row)
{
	if (row->fault || row->n > BO_IMPORT_COLUMNS)
		return false;
	for (size_t i = 0; i < row->n; i++)
		if (row->cell[i].bytes)
			return false;
	return true;
}

enum csv_result csv_next(struct csv *csv, const struct csv_row **row)
{
	for (;;) {
		csv->ready = false;
		csv->begun = false;
		while (!csv->ready && !csv->ended) {
			if (csv->used == csv->there && !fill(csv))
				return CSV_FAILED;
			if (csv->used == csv->there)
				end(csv);
			else if (!feed(csv)) {
				errno = ENOMEM;
				return CSV_FAILED;
			}
		}
		if (!csv->ready)
			return CSV_END;
		if (!is_blank(&csv->row)) {
			*row = &csv->row;
			return CSV_ROW;
		}
	}
}

/* --- Guessing --------------------------------------------------------------------------------- */

enum { LOOK_ROWS = 20 };

/* Rows with as many separators as the first one; *count: how many those are. */
static size_t agreement(const char *text, size_t n, char separator, size_t *count)
{
	size_t rows = 0, agreed = 0, now = 0, length = 0;
	bool quoted = false;

	*count = 0;
	for (size_t i = 0; i <= n && rows < LOOK_ROWS; i++) {
		char c = i < n ? text[i] : '\n';

		if (c == '"')
			quoted = !quoted;
		if (!quoted && (c == '\n' || c == '\r')) {
			/* what is cut off at the end of the text says nothing */
			if (length > 0 && (i < n || rows == 0)) {
				*count = rows == 0 ? now : *count;
				agreed += now == *count;
				rows++;
			}
			now = length = 0;
			continue;
		}
		length++;
		now += c == separator && !quoted;
	}
	return *count ? agreed : 0;
}

char csv_guess_separator(const char *text, size_t n)
{
	static const char separators[] = ",;\t|";
	size_t best = 0, most = 0;
	char guess = ',';

	for (const char *c = separators; *c; c++) {
		size_t count, agreed = agreement(text, n, *c, &count);

		if (agreed > best || (agreed == best && agreed && count > most)) {
			best = agreed;
			most = count;
			guess = *c;
		}
	}
	return guess;
}
