/*
 * libcsv is fed line by line, so that every row knows where it begins, and its
 * cell buffer may not grow past a limit.  What it refuses costs one row: reading
 * goes on with the line behind, or behind the quote that closes.
 */
#include "csv/csv.h"
#include "csv/decode.h"

#include <csv.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PIECE = 1 << 16,
	CELL_ROOM = 1 << 14, /* what libcsv may keep of one cell */
	MORE = 16,	     /* bytes that are read behind a piece which ends in "=" */
	CELL_BEGUN = 2, /* libcsv's states: below it no cell is begun, above a quote was seen */
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
	char text[DECODE_ROOM(PIECE + MORE)];
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

/* Decodes up to most bytes behind what is there; false when the file cannot be read. */
static bool read_piece(struct csv *csv, size_t most)
{
	ssize_t n;

	do
		n = pread(csv->fd, csv->bytes, most, csv->offset);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return false;
	csv->at_end = n == 0;
	csv->offset += n;
	crypto_generichash_update(&csv->hash, csv->bytes, (size_t)n);
	csv->there += decode(&csv->decoder, csv->bytes, (size_t)n, n == 0, csv->text + csv->there);
	return true;
}

static bool fill(struct csv *csv)
{
	bool read = true;

	csv->used = csv->there = 0;
	while (read && csv->there == 0 && !csv->at_end)
		read = read_piece(csv, sizeof csv->bytes);
	/* a formula must be seen with its quote */
	for (int i = 0; read && !csv->at_end && i < MORE; i++) {
		if (csv->there == 0 || csv->text[csv->there - 1] != '=')
			break;
		read = read_piece(csv, 1);
	}
	return read;
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* Bytes of what is not seen at all: blanks of every width, and marks of no width. */
static size_t unseen(const unsigned char *in, size_t n)
{
	if (*in <= ' ')
		return 1;
	if (n >= 2 && in[0] == 0xc2 && in[1] == 0xa0)
		return 2;
	if (n < 3)
		return 0;
	if (in[0] == 0xe2 && in[1] == 0x80)
		return (in[2] >= 0x80 && in[2] <= 0x8b) || in[2] == 0xaf ? 3 : 0;
	if (in[0] == 0xe2 && in[1] == 0x81)
		return in[2] == 0x9f || in[2] == 0xa0 ? 3 : 0;
	return memcmp(in, "\xe3\x80\x80", 3) == 0 || memcmp(in, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static bool is_unseen(const unsigned char *in, size_t n)
{
	while (n > 0) {
		size_t k = unseen(in, n);

		if (k == 0)
			return false;
		in += k;
		n -= k;
	}
	return true;
}

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
	if (!is_unseen(bytes, n))
		row->full = row->n;
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
	csv->row.n = csv->row.full = 0;
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

/* Spreadsheets are told to leave a code alone by ="0001", which is no CSV: without the sign it is.
 */
static void bare_formulas(const struct csv *csv, char *text, size_t n)
{
	bool inside = csv->parser.quoted && csv->parser.pstate == CELL_BEGUN;
	bool start = csv->parser.pstate < CELL_BEGUN;
	const char *sign = memchr(text, '=', n);

	while (sign && (sign + 1 == text + n || sign[1] != '"'))
		sign = memchr(sign + 1, '=', (size_t)(text + n - sign) - 1);
	for (size_t i = 0; sign && i < n; i++) {
		if (inside) {
			if (text[i] == '"' && i + 1 < n && text[i + 1] == '"')
				i++;
			else if (text[i] == '"')
				inside = false;
		} else if (text[i] == csv->separator) {
			start = true;
		} else if (text[i] == '"') {
			inside = start;
			start = false;
		} else if (text[i] == '=' && start && i + 1 < n && text[i + 1] == '"') {
			text[i] = ' ';
		} else if (text[i] != ' ') {
			start = false;
		}
	}
}

/* False when memory ends. */
static bool feed(struct csv *csv)
{
	char *text = csv->text + csv->used;
	size_t n = line_length(text, csv->there - csv->used), taken;

	if (csv->skipping) {
		skip(csv, text, n);
		return true;
	}
	if (!csv->begun)
		begin_row(csv);
	bare_formulas(csv, text, n);
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
		if (csv->row.full > 0 || csv->row.fault) {
			*row = &csv->row;
			return CSV_ROW;
		}
	}
}

/* --- Guessing --------------------------------------------------------------------------------- */

/* The first is taken where all else is equal: a comma stands in names and numbers too. */
static const char separators[CSV_SEPARATORS + 1] = "\t;|,";

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static void end_cell(struct csv_part *part)
{
	part->whole += part->mail && !part->other;
	part->torn += part->mail && part->other;
	part->mail = part->other = false;
}

static void end_row(struct csv_guess *guess)
{
	if (guess->length == 0)
		return;
	for (size_t i = 0; i < CSV_SEPARATORS; i++) {
		struct csv_part *part = &guess->part[i];

		part->rows[part->now < CSV_COUNTS ? part->now : CSV_COUNTS - 1]++;
		part->now = 0;
		end_cell(part);
	}
	guess->rows++;
	guess->length = 0;
}

static void take_separator(struct csv_guess *guess, char c, unsigned char next)
{
	for (size_t i = 0; i < CSV_SEPARATORS; i++) {
		struct csv_part *part = &guess->part[i];

		if (separators[i] != c) {
			part->other = true;
			continue;
		}
		part->now++;
		part->all++;
		part->inside += (is_digit(guess->last) && is_digit(next)) || next == ' ';
		end_cell(part);
	}
}

/* A quote opens a cell only where one begins. */
static bool may_open(const struct csv_guess *guess)
{
	return guess->length == 0 || guess->last == '=' || guess->last == ' ' ||
	       memchr(separators, guess->last, CSV_SEPARATORS);
}

static size_t ordinary(const char *text, size_t n)
{
	static const bool is_sign[256] = {
		[','] = true, [';'] = true, ['\t'] = true, ['|'] = true,
		['"'] = true, ['@'] = true, ['\n'] = true, ['\r'] = true
	};
	size_t i = 0;

	while (i < n && !is_sign[(unsigned char)text[i]])
		i++;
	return i;
}

void csv_guess_feed(struct csv_guess *guess, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t plain = ordinary(text + i, n - i);
		char c;

		if (plain > 0) {
			guess->length += plain;
			guess->last = (unsigned char)text[i + plain - 1];
			guess->after_quote = false;
			i += plain;
		}
		if (i == n)
			return;
		c = text[i];
		if (guess->quoted) {
			guess->quoted = c != '"';
		} else if (c == '"') {
			guess->quoted = guess->after_quote || may_open(guess);
		} else if (c == '\n' || c == '\r') {
			end_row(guess);
			guess->after_quote = false;
			continue;
		} else if (c == ',' || c == ';' || c == '\t' || c == '|') {
			take_separator(guess, c, i + 1 < n ? (unsigned char)text[i + 1] : 0);
		} else if (c == '@') {
			for (size_t k = 0; k < CSV_SEPARATORS; k++)
				guess->part[k].mail = true;
		}
		guess->length++;
		guess->last = (unsigned char)c;
		guess->after_quote = c == '"' && !guess->quoted;
	}
}

/* Most rows have so many, *count, and *agreed is how many do; 0: none has any. */
static void agreement(const struct csv_part *part, size_t *agreed, size_t *count)
{
	*agreed = *count = 0;
	for (size_t i = 1; i < CSV_COUNTS; i++) {
		if (part->rows[i] > 0 && part->rows[i] >= *agreed) {
			*agreed = part->rows[i];
			*count = i;
		}
	}
}

/* Does one part the file better than the best so far? */
static bool is_better(const struct csv_guess *guess, const struct csv_part *one,
		      const struct csv_part *best)
{
	size_t agreed, count, most, best_count, near = guess->rows / 10;
	bool one_inside = one->inside == one->all, best_inside = best->inside == best->all;

	agreement(one, &agreed, &count);
	agreement(best, &most, &best_count);
	if (agreed == 0 || most == 0)
		return agreed > 0;
	/* marks of numbers and names part no cells where there is another sign */
	if (one_inside != best_inside && (one_inside ? most : agreed) * 2 >= guess->rows)
		return best_inside;
	if (agreed + near >= most && most + near >= agreed && one->torn != best->torn &&
	    (one->torn == 0 || best->torn == 0))
		return one->torn == 0;
	if (agreed != most)
		return agreed > most;
	return count > best_count;
}

char csv_guess_end(struct csv_guess *guess)
{
	const struct csv_part *best = NULL;
	size_t agreed, count;

	end_row(guess);
	for (size_t i = 0; i < CSV_SEPARATORS; i++)
		if (!best || is_better(guess, &guess->part[i], best))
			best = &guess->part[i];
	agreement(best, &agreed, &count);
	return agreed ? separators[best - guess->part] : ',';
}

char csv_guess_separator(const char *text, size_t n)
{
	struct csv_guess guess = { 0 };

	csv_guess_feed(&guess, text, n);
	return csv_guess_end(&guess);
}
