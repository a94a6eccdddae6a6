/*
 * Text of four encodings and rows of CSV: whole, in pieces of any size, and
 * broken, with the line each row begins in.
 */
#include "csv/csv.h"
#include "csv/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define BYTES(text) text, sizeof(text) - 1

/* --- Decoding
 * ------------------------------------------------------------------------------------- */

static const struct {
	enum bo_encoding encoding;
	const char *bytes;
	size_t n;
	const char *text;
} texts[] = {
	{ BO_ENCODING_UTF8, BYTES("Zoë €"), "Zoë €" },
	{ BO_ENCODING_UTF8,
	  BYTES("\xef\xbb\xbf"
		"a"),
	  "a" },
	{ BO_ENCODING_UTF8, BYTES("a\xef\xbb\xbf"), "a\xef\xbb\xbf" },
	{ BO_ENCODING_UTF8, BYTES("a\0b"),
	  "a\xfe"
	  "b" },
	{ BO_ENCODING_UTF8, BYTES("\xc0\xaf"), "\xff\xff" },
	{ BO_ENCODING_UTF8,
	  BYTES("\xed\xa0\x80"
		"x"),
	  "\xff\xff\xff"
	  "x" },
	{ BO_ENCODING_UTF8, BYTES("\xf4\x90\x80\x80"), "\xff\xff\xff\xff" },
	{ BO_ENCODING_UTF8,
	  BYTES("\xe2\x82"
		"A"),
	  "\xff\xff"
	  "A" },
	{ BO_ENCODING_UTF8, BYTES("A\xe2\x82"), "A\xff\xff" },
	{ BO_ENCODING_UTF8, BYTES("\xf0\x9f\x8e\xad"), "🎭" },
	{ BO_ENCODING_WINDOWS_1252, BYTES("Zo\xeb \x80 \x93x\x94"), "Zoë € “x”" },
	{ BO_ENCODING_WINDOWS_1252, BYTES("\x81\x8d"), "\xff\xff" },
	{ BO_ENCODING_UTF16LE, BYTES("\xff\xfeZ\0o\0\xeb\0\xac\x20"), "Zoë€" },
	{ BO_ENCODING_UTF16LE, BYTES("Z\0\x3c\xd8\xad\xdf"), "Z🎭" },
	{ BO_ENCODING_UTF16BE, BYTES("\xfe\xff\0Z\xd8\x3c\xdf\xad"), "Z🎭" },
	{ BO_ENCODING_UTF16LE, BYTES("\x3c\xd8Z\0"),
	  "\xff"
	  "Z" },
	{ BO_ENCODING_UTF16LE, BYTES("\xad\xdfZ\0"),
	  "\xff"
	  "Z" },
	{ BO_ENCODING_UTF16LE, BYTES("Z\0o"), "Z\xff" },
	{ BO_ENCODING_UTF16LE, BYTES("Z\0\x3c\xd8"), "Z\xff" },
};

/* In pieces of piece bytes. */
static void decode_whole(size_t at, size_t piece, char *out)
{
	struct decoder decoder;
	size_t n = 0, used = 0;

	decode_start(&decoder, texts[at].encoding);
	while (used < texts[at].n) {
		size_t more = texts[at].n - used < piece ? texts[at].n - used : piece;

		n += decode(&decoder, texts[at].bytes + used, more, false, out + n);
		used += more;
	}
	n += decode(&decoder, "", 0, true, out + n);
	out[n] = '\0';
}

static void test_decode(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t piece = 3; piece < 12; piece++) {
			char out[200];

			decode_whole(i, piece, out);
			assert_string_equal(out, texts[i].text);
		}
}

static enum bo_encoding guessed(const char *bytes, size_t n)
{
	struct decode_guess guess = { 0 };
	enum bo_encoding encoding = BO_ENCODING_COUNT;

	decode_guess_feed(&guess, bytes, n, true);
	(void)!decode_guess_end(&guess, &encoding);
	return encoding;
}

static void test_guess_encoding(void **state)
{
	(void)state;
	assert_int_equal(guessed(BYTES("plain")), BO_ENCODING_UTF8);
	assert_int_equal(guessed(BYTES("Zoë")), BO_ENCODING_UTF8);
	assert_int_equal(guessed(BYTES("Zo\xeb")), BO_ENCODING_WINDOWS_1252);
	assert_int_equal(guessed(BYTES("Zoë, Chloë, Zo\xeb")), BO_ENCODING_UTF8);
	assert_int_equal(guessed(BYTES("\xff\xfeZ\0")), BO_ENCODING_UTF16LE);
	assert_int_equal(guessed(BYTES("\xfe\xff\0Z")), BO_ENCODING_UTF16BE);
	assert_int_equal(guessed(BYTES("c\0o\0d\0e\0")), BO_ENCODING_UTF16LE);
	assert_int_equal(guessed(BYTES("\0c\0o\0d\0e")), BO_ENCODING_UTF16BE);
	assert_int_equal(guessed(BYTES("\0\0\0\0\0\0\0\0")), BO_ENCODING_COUNT);
}

/* --- Rows
 * ----------------------------------------------------------------------------------------- */

/* A file with these bytes, already without a name. */
static int file_of(const char *bytes, size_t n)
{
	char name[] = P_tmpdir "/boxoffice-csv-XXXXXX";
	int fd = mkstemp(name);

	assert_true(fd >= 0);
	unlink(name);
	assert_int_equal(write(fd, bytes, n), (ssize_t)n);
	return fd;
}

/* Rows as "line:cell|cell;" with ! for quotes and ~ for too long. */
static void read_rows(const char *bytes, size_t n, char separator, char *out, size_t size)
{
	struct bo_buf buf = { out, 0, size, false };
	int fd = file_of(bytes, n);
	struct csv *csv = csv_open(fd, BO_ENCODING_UTF8, separator);
	const struct csv_row *row;
	int64_t end = 0;

	assert_non_null(csv);
	out[0] = '\0';
	while (csv_next(csv, &row) == CSV_ROW) {
		bo_buf_printf(&buf, "%d:", (int)row->line);
		for (size_t i = 0; i < row->n && !row->fault; i++)
			bo_buf_printf(&buf, "%s%s", i ? "|" : "", row->cell[i].text);
		bo_buf_printf(&buf, "%s;",
			      row->fault == CSV_QUOTES ? "!"
			      : row->fault == CSV_LONG ? "~"
						       : "");
		assert_true(row->at >= end); /* rows follow each other */
		end = row->at + row->bytes;
		assert_true(end <= (int64_t)n);
	}
	assert_int_equal(csv_next(csv, &row), CSV_END);
	assert_int_equal(csv_read(csv), (int64_t)n);
	csv_close(csv);
	close(fd);
}

static const struct {
	const char *bytes, *rows;
	char separator;
} rows[] = {
	{ "a,b\nc,d\n", "1:a|b;2:c|d;", ',' },
	{ "a,b\r\nc,d", "1:a|b;2:c|d;", ',' },
	{ "a,b\rc,d\r", "1:a|b;2:c|d;", ',' },
	{ "a\n\n\n\nb\n", "1:a;5:b;", ',' },
	{ "a\r\n\r\nb\r\n", "1:a;3:b;", ',' },
	{ "\"a\nb\",c\nd,e\n", "1:a\nb|c;3:d|e;", ',' },
	{ "\"a\r\nb\",c\r\nd,e\r\n", "1:a\r\nb|c;3:d|e;", ',' },
	{ "\"a\"\"b\",\"\"\n", "1:a\"b|;", ',' },
	{ "a;\"b;c\"\n", "1:a|b;c;", ';' },
	{ "a\tb\n\tc\n", "1:a|b;2:|c;", '\t' },
	{ "a|b,c\n", "1:a|b,c;", '|' },
	{ " a , b \n", "1:a|b;", ',' },
	{ "a,\nb,\n", "1:a|;2:b|;", ',' },
	{ ",\n,\nb,\n", "3:b|;", ',' },
	{ "a\"b,c\nd\n", "1:!;2:d;", ',' },
	{ "\"a\"b\nd\n", "1:!;2:d;", ',' },
	{ "\"a\nb\nc", "1:!;", ',' },
	{ "x\n\"a\nb\"c\nd\n", "1:x;2:!;4:d;", ',' },
	{ "", "", ',' },
	{ "\"", "1:!;", ',' },
	{ "\"\"", "", ',' },
	{ "a", "1:a;", ',' },
	{ "a,", "1:a|;", ',' },
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char out[400];

		read_rows(rows[i].bytes, strlen(rows[i].bytes), rows[i].separator, out, sizeof out);
		assert_string_equal(out, rows[i].rows);
	}
}

/* A cell too long costs its row, whatever stands around it; others are read. */
static void test_long_cells(void **state)
{
	enum { LONG = 300000 };
	static const struct {
		const char *before, *after, *rows;
		char fill;
	} cells[] = {
		{ "a\n", "\nb\n", "1:a;2:~;3:b;", 'x' },
		{ "a\n\"", "\"\nb\n", "1:a;2:~;3:b;", 'x' },
		{ "a\n\"", "", "1:a;2:!;", 'x' },
		{ "a\n\"", "\"", "1:a;2:~;", 'x' },
		{ "a\n\"", "\"\"\",c\nb\n", "1:a;2:~;3:b;", 'x' },
		{ "a\nx", "x\nb\n", "1:a;2:~;3:b;", ' ' },
		{ "a\n\"", "\",c\nb\n", "1:a;2:~;300003:b;", '\n' },
	};
	char *bytes = malloc(LONG + 100), out[400];

	(void)state;
	assert_non_null(bytes);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		size_t n = strlen(cells[i].before);

		memcpy(bytes, cells[i].before, n);
		memset(bytes + n, cells[i].fill, LONG);
		n += LONG;
		memcpy(bytes + n, cells[i].after, strlen(cells[i].after));
		n += strlen(cells[i].after);
		read_rows(bytes, n, ',', out, sizeof out);
		assert_string_equal(out, cells[i].rows);
	}
	free(bytes);
}

static void test_guess_separator(void **state)
{
	static const struct {
		const char *text;
		char separator;
	} cases[] = {
		{ "a,b\nc,d\n", ',' },		{ "a;b\nc;d\n", ';' },
		{ "a\tb\nc\td\n", '\t' },	{ "a|b\nc|d\n", '|' },
		{ "a;1,5\nb;2,5\nc;3\n", ';' }, { "\"x,y,z\";b\n\"x\";d\n", ';' },
		{ "code\nA\n", ',' },		{ "", ',' },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(csv_guess_separator(cases[i].text, strlen(cases[i].text)),
				 cases[i].separator);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decode),
		cmocka_unit_test(test_guess_encoding),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_long_cells),
		cmocka_unit_test(test_guess_separator),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
