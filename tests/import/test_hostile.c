/*
 * Files that are wrong in every way there is: each must come back with a sentence
 * that says what is wrong, and leave the list, its members, the journal and the
 * remembered mappings as they were.
 */
#include "store/sql.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[400], path[500];

/* --- Files too long to write down ------------------------------------------------------------- */

static void repeat(FILE *file, const char *text, long times)
{
	for (long i = 0; i < times; i++)
		fputs(text, file);
}

enum { MEGABYTE = 1 << 20 };

static void long_cell(FILE *file)
{
	fputs("code,email\n", file);
	repeat(file, "A", 10 * MEGABYTE);
	fputs(",\n", file);
}

static void long_quoted_cell(FILE *file)
{
	fputs("code,email\n\"", file);
	repeat(file, "A", 10 * MEGABYTE);
	fputs("\",\nB,\n", file);
}

static void long_unclosed_cell(FILE *file)
{
	fputs("code,email\nA,\n\"", file);
	repeat(file, "B,\n", 3 * MEGABYTE);
}

static void long_quotes(FILE *file)
{
	fputs("code,email\n\"", file);
	repeat(file, "\"\"", 5 * MEGABYTE);
	fputs("\",\n", file);
}

static void long_blanks(FILE *file)
{
	fputs("code,email\nA", file);
	repeat(file, " ", 10 * MEGABYTE);
	fputs("B,\n", file);
}

static void long_first_row(FILE *file)
{
	repeat(file, "x", 10 * MEGABYTE);
	fputs("\nA\n", file);
}

static void many_columns(FILE *file)
{
	repeat(file, "a,", 99999);
	fputs("a\n", file);
}

static void a_column_too_many(FILE *file)
{
	repeat(file, "a,", 256);
	fputs("a\n", file);
}

static void a_column_too_many_below(FILE *file)
{
	fputs("code", file);
	repeat(file, ",b", 64);
	fputs("\nA", file);
	repeat(file, ",c", 256);
	fputs("\n", file);
}

static void many_columns_later(FILE *file)
{
	fputs("code,email\nA,\n", file);
	repeat(file, "b,", 99999);
	fputs("b\nC,\n", file);
}

static void many_empty_lines(FILE *file)
{
	repeat(file, "\n", MEGABYTE);
}

static void many_carriage_returns(FILE *file)
{
	repeat(file, "\r", MEGABYTE);
}

static void many_separators(FILE *file)
{
	fputs("code,email\n", file);
	repeat(file, ",", MEGABYTE);
}

static void many_of_one_code(FILE *file)
{
	fputs("code\n", file);
	repeat(file, "SAME\n", 20000);
}

static void many_wrong(FILE *file)
{
	fputs("code,quantity\n", file);
	for (int i = 0; i < 20000; i++)
		fprintf(file, "C%d,many\n", i);
}

static void rounded_codes(FILE *file)
{
	fputs("code\n", file);
	for (int i = 0; i < 10; i++)
		fprintf(file, "4006381333931%02d000\n", i);
}

static void random_bytes(FILE *file)
{
	uint32_t state = 12345;

	for (int i = 0; i < 100000; i++) {
		state = state * 1664525u + 1013904223u;
		putc((int)(state >> 24), file);
	}
}

static void zeros(FILE *file)
{
	for (int i = 0; i < 100000; i++)
		putc(0, file);
}

/* A byte order mark and a picture of nothing. */
static void png(FILE *file)
{
	fwrite("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0", 1, 28, file);
	zeros(file);
}

/* --- The table
 * ------------------------------------------------------------------------------------ */

#define BYTES(text) .bytes = text, .n = sizeof(text) - 1

static const struct hostile {
	const char *name;
	const char *says; /* a part of the sentence */
	const char *bytes;
	size_t n;
	void (*make)(FILE *file);
	enum bo_encoding encoding; /* of the options; BO_ENCODING_UTF8 is 0, so see guess */
	bool forced;
	int64_t line; /* where the first fault is; 0: the file is not opened at all */
	bool patrons;
} files[] = {
	/* nothing there */
	{ "empty", "is empty", BYTES("") },
	{ "a mark alone", "has no rows", BYTES("\xef\xbb\xbf") },
	{ "a UTF-16 mark alone", "has no rows", BYTES("\xff\xfe") },
	{ "a big UTF-16 mark alone", "has no rows", BYTES("\xfe\xff") },
	{ "a line end", "has no rows", BYTES("\n") },
	{ "a carriage return", "has no rows", BYTES("\r") },
	{ "line ends of all kinds", "has no rows", BYTES("\n\r\r\n\n\r") },
	{ "blanks", "has no rows", BYTES("   \n  \t \n") },
	{ "separators alone", "has no rows", BYTES(",,,,\n,,,,\n") },
	{ "empty quotes", "has no rows", BYTES("\"\"\n\"\",\"\"\n") },
	{ "many empty lines", "has no rows", .make = many_empty_lines },
	{ "many carriage returns", "has no rows", .make = many_carriage_returns },
	{ "titles alone", "no rows below", BYTES("code,email,category,location,quantity\n") },
	{ "titles without an end", "no rows below", BYTES("code;email") },
	{ "titles behind a mark", "no rows below",
	  BYTES("\xef\xbb\xbf"
		"Code,E-Mail\r\n") },
	{ "titles and empty rows", "no rows below", BYTES("code,email\n,\n,\n\n") },
	{ "a separator line alone", "has no rows", BYTES("sep=;\r\n") },

	/* no text */
	{ "zeros", "not a text file", .make = zeros },
	{ "a NUL alone", "not a text file", BYTES("\0") },
	{ "a picture", "not a text file", .make = png },
	{ "a spreadsheet", "save it as CSV", BYTES("PK\x03\x04\x14\0\x06\0[Content_Types].xml") },
	{ "noise", "", .make = random_bytes, .line = -1 },

	/* columns */
	{ "seven columns, not five", "(7, not 5)",
	  BYTES("code,email,category,location,quantity\nA,,,,,,x\n"), .line = 2 },
	{ "a column more at the end", "(3, not 2)", BYTES("code,email\nA,\nB,,x\n"), .line = 3 },
	{ "a comma in a bare name", "(3, not 2)", BYTES("code,name\nA,O'Hara, Zoë\n"), .line = 2 },
	{ "another separator below", "(2, not 1)", BYTES("code,email\nA;a@b.c\n"), .line = 2 },
	{ "a hundred thousand columns", "at most 256", .make = many_columns },
	{ "so many columns later", "(100000, not 2)", .make = many_columns_later, .line = 3 },
	{ "a million separators", "no rows below", .make = many_separators },
	{ "257 columns", "at most 256", .make = a_column_too_many },
	{ "257 columns below", "(257, not 65)", .make = a_column_too_many_below, .line = 2 },
	{ "sixty-five numbers", "No column is",
	  BYTES("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,"
		"31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,"
		"58,59,60,61,62,63,64,65\n"),
	  .line = -2 },
	{ "no code and no e-mail column", "No column is", BYTES("Colour,Menge\nred,5\n"),
	  .line = -2 },

	/* quotes */
	{ "a quote left open", "a quote is opened", BYTES("code,email\nA,\n\"B,\n"), .line = 3 },
	{ "a quote left open at the end", "a quote is opened", BYTES("code\nA\n\""), .line = 3 },
	{ "a quote left open at the start", "cannot be read", BYTES("\"code,email\nA,\n") },
	{ "a quote in a bare cell", "a quote is opened", BYTES("code,email\nA\"B,\n"), .line = 2 },
	{ "a quote behind a bare cell", "a quote is opened", BYTES("code,email\nA\",\n"),
	  .line = 2 },
	{ "a letter behind a quote", "a quote is opened", BYTES("code,email\n\"A\"B,\n"),
	  .line = 2 },
	{ "a blank and a letter behind a quote", "a quote is opened",
	  BYTES("code,email\n\"A\" B,\n"), .line = 2 },
	{ "three quotes", "a quote is opened", BYTES("code,email\n\"\"\",\n"), .line = 2 },
	{ "quotes over several rows", "a quote is opened",
	  BYTES("code,email\n\"A,\nB,\nC,\"x\"\nD,\n"), .line = 2 },
	{ "inches", "a quote is opened", BYTES("code,category\nA,5\" pipe\n"), .line = 2 },
	{ "backslashes for quotes", "a quote is opened", BYTES("code\n\"A\\\"B\"\n"), .line = 2 },
	{ "a formula of two texts", "a quote is opened", BYTES("code\n=\"001\"&\"2\"\n"),
	  .line = 2 },

	/* long */
	{ "a cell of ten megabytes", "is too long", .make = long_cell, .line = 2 },
	{ "a quoted cell of ten megabytes", "is too long", .make = long_quoted_cell, .line = 2 },
	{ "ten megabytes in a quote left open", "a quote is opened", .make = long_unclosed_cell,
	  .line = 3 },
	{ "ten megabytes of quotes", "is too long", .make = long_quotes, .line = 2 },
	{ "ten megabytes of blanks", "is too long", .make = long_blanks, .line = 2 },
	{ "a first row of ten megabytes", "cannot be read", .make = long_first_row },
	{ "a code of 65 bytes", "at most 64 bytes",
	  BYTES("code\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"),
	  .line = 2 },
	{ "a code of 40 wide letters", "at most 64 bytes",
	  BYTES("code\näääääääääääääääääääääääääääääääääääääääää\n"), .line = 2 },

	/* encodings */
	{ "an overlong slash", "may not be stored", BYTES("code\nA\xc0\xaf\n"), .forced = true,
	  .line = 2 },
	{ "an overlong NUL", "may not be stored", BYTES("code\nA\xc0\x80\n"), .forced = true,
	  .line = 2 },
	{ "a long overlong letter", "may not be stored", BYTES("code\nA\xe0\x81\x81\n"),
	  .forced = true, .line = 2 },
	{ "a surrogate in UTF-8", "may not be stored", BYTES("code\nA\xed\xa0\x80\n"),
	  .forced = true, .line = 2 },
	{ "beyond the last letter", "may not be stored", BYTES("code\nA\xf4\x90\x80\x80\n"),
	  .forced = true, .line = 2 },
	{ "a byte that never is", "may not be stored", BYTES("code\nA\xff\n"), .forced = true,
	  .line = 2 },
	{ "a second byte alone", "may not be stored",
	  BYTES("code\n\x80"
		"A\n"),
	  .forced = true, .line = 2 },
	{ "a sequence cut by the end", "may not be stored", BYTES("code\nA\xc3"), .forced = true,
	  .line = 2 },
	{ "a sequence cut by a separator", "may not be stored",
	  BYTES("code,category\nA\xe2\x82,x\n"), .forced = true, .line = 2 },
	{ "a sequence cut by a line", "may not be stored", BYTES("code\nA\xe2\x82\nB\n"),
	  .forced = true, .line = 2 },
	{ "one broken byte among umlauts", "may not be stored",
	  BYTES("code,category\nA,äöü\nB,ÄÖÜ\nC\xfc,x\n"), .line = 4 },
	{ "a byte that Windows has not", "may not be stored", BYTES("code\nA\x81\n"),
	  .encoding = BO_ENCODING_WINDOWS_1252, .forced = true, .line = 2 },
	{ "UTF-8 read as UTF-16", "", BYTES("code,email\nAB,\n"), .encoding = BO_ENCODING_UTF16LE,
	  .forced = true, .line = -2 },
	{ "UTF-16 read as UTF-8", "", BYTES("c\0o\0d\0e\0\n\0A\0\n\0"), .forced = true,
	  .line = -2 },
	{ "UTF-16 of odd length", "may not be stored",
	  BYTES("\xff\xfe"
		"c\0o\0d\0e\0\n\0A\0B"),
	  .line = 2 },
	{ "UTF-16 with half a pair", "may not be stored",
	  BYTES("\xff\xfe"
		"c\0o\0d\0e\0\n\0A\0\x00\xd8\n\0"),
	  .line = 2 },
	{ "UTF-16 with the other half", "may not be stored",
	  BYTES("\xff\xfe"
		"c\0o\0d\0e\0\n\0A\0\x00\xdc\n\0"),
	  .line = 2 },
	{ "UTF-16 with halves turned round", "may not be stored",
	  BYTES("\xfe\xff\0c\0o\0d\0e\0\n\0A\xdc\x00\xd8\x00\0\n"), .line = 2 },
	{ "UTF-16 that ends in half a pair", "may not be stored",
	  BYTES("\xff\xfe"
		"c\0o\0d\0e\0\n\0A\0\x00\xd8"),
	  .line = 2 },
	{ "UTF-16 with a NUL", "may not be stored",
	  BYTES("\xff\xfe"
		"c\0o\0d\0e\0\n\0A\0\0\0\n\0"),
	  .line = 2 },
	{ "UTF-32", "", BYTES("\xff\xfe\0\0c\0\0\0o\0\0\0d\0\0\0e\0\0\0\n\0\0\0A\0\0\0\n\0\0\0"),
	  .line = -2 },
	{ "a NUL in a code", "may not be stored",
	  BYTES("code,category\nA\0B,aaaaaaaaaaaaaaaaaaaa\n"), .line = 2 },
	{ "a NUL in a category", "may not be stored",
	  BYTES("code,category\nAB,aaaaaaaaaaaa\0aaaaaaaaaa\n"), .line = 2 },
	{ "a NUL at the end", "may not be stored", BYTES("code,category\nA,aaaaaaaaaaaaaaa\0"),
	  .line = 2 },
	{ "a second mark", "may not be stored",
	  BYTES("code\n\xef\xbb\xbf"
		"A\n"),
	  .line = 2 },

	/* what hides and turns */
	{ "a right-to-left override", "may not be stored",
	  BYTES("code\nA\xe2\x80\xae"
		"B\n"),
	  .line = 2 },
	{ "a right-to-left mark", "may not be stored", BYTES("code\nA\xe2\x80\x8f\n"), .line = 2 },
	{ "a left-to-right mark", "may not be stored",
	  BYTES("code\n\xe2\x80\x8e"
		"A\n"),
	  .line = 2 },
	{ "an isolate", "may not be stored", BYTES("code,category\nA,\xe2\x81\xa6x\xe2\x81\xa9\n"),
	  .line = 2 },
	{ "an invisible blank", "may not be stored",
	  BYTES("code\nA\xe2\x80\x8b"
		"B\n"),
	  .line = 2 },
	{ "a soft hyphen", "may not be stored",
	  BYTES("code\nA\xc2\xad"
		"B\n"),
	  .line = 2 },
	{ "an invisible tag", "may not be stored", BYTES("code\nA\xf3\xa0\x81\x81\n"), .line = 2 },
	{ "an escape sequence", "may not be stored", BYTES("code\n\x1b[31mA\n"), .line = 2 },
	{ "a bell", "may not be stored", BYTES("code,category\nA,\a\n"), .line = 2 },
	{ "a backspace", "may not be stored", BYTES("code\nA\bB\n"), .line = 2 },
	{ "a delete", "may not be stored", BYTES("code\nA\x7f\n"), .line = 2 },
	{ "a control of eight bits", "may not be stored",
	  BYTES("code\nA\xc2\x9b"
		"31m\n"),
	  .line = 2 },
	{ "a line separator", "may not be stored",
	  BYTES("code\nA\xe2\x80\xa8"
		"B\n"),
	  .line = 2 },
	{ "a form feed", "may not be stored", BYTES("code,category\nA,x\fy\n"), .line = 2 },

	/* what the rows say */
	{ "neither code nor e-mail", "neither a code nor an e-mail",
	  BYTES("code,email,category\n,,Adult\n"), .line = 2 },
	{ "a code of hyphens", "no letter and no digit", BYTES("code\n---\n"), .line = 2 },
	{ "a hidden title", "may not be stored", BYTES("code,email\nA,\xe2\x80\xae@b.c\n"),
	  .line = 2 },
	{ "no e-mail", "is not an e-mail", BYTES("code,email\nA,nobody\n"), .line = 2 },
	{ "two ats", "is not an e-mail", BYTES("email\na@b@c\n"), .line = 2 },
	{ "an e-mail with a blank", "is not an e-mail", BYTES("code,email\nA,a b@c.d\n"),
	  .line = 2 },
	{ "an at alone", "is not an e-mail", BYTES("code,email\nA,@\n"), .line = 2 },
	{ "an e-mail of two lines", "is not an e-mail", BYTES("code,email\nA,\"a@b.c\nd@e.f\"\n"),
	  .line = 2 },
	{ "a formula for an e-mail", "is not an e-mail",
	  BYTES("code,email\nA,\"=HYPERLINK(\"\"x\"\")\"\n"), .line = 2 },
	{ "a broken quantity", "not a whole number", BYTES("code,quantity\nA,2.5\n"), .line = 2 },
	{ "a negative quantity", "not a whole number", BYTES("code,quantity\nA,-1\n"), .line = 2 },
	{ "a quantity with a plus", "not a whole number", BYTES("code,quantity\nA,+1\n"),
	  .line = 2 },
	{ "a quantity in words", "not a whole number", BYTES("code,quantity\nA,two\n"), .line = 2 },
	{ "a quantity as a formula", "not a whole number", BYTES("code,quantity\nA,=1+1\n"),
	  .line = 2 },
	{ "a quantity too large", "not a whole number", BYTES("code,quantity\nA,1000001\n"),
	  .line = 2 },
	{ "a quantity of forty digits", "not a whole number",
	  BYTES("code,quantity\nA,1111111111111111111111111111111111111111\n"), .line = 2 },
	{ "a quantity of another script", "not a whole number", BYTES("code,quantity\nA,٣\n"),
	  .line = 2 },
	{ "a quantity with an exponent", "not a whole number", BYTES("code,quantity\nA,1E+02\n"),
	  .line = 2 },
	{ "a code made a number", "mangled", BYTES("code\n1.2E+15\n"), .line = 2 },
	{ "a code made a number, with a comma", "mangled", BYTES("code;email\n4,00638E+12;\n"),
	  .line = 2 },
	{ "a code made a small number", "mangled", BYTES("code\n4e+08\n"), .line = 2 },
	{ "a code too wide for its column", "mangled", BYTES("code\n#########\n"), .line = 2 },
	{ "codes that lost their last digits", "mangled", .make = rounded_codes, .line = 2 },
	{ "a code twice", "in line 2", BYTES("code\nA\na\n"), .line = 3 },
	{ "a code twice, with hyphens", "in line 2", BYTES("code\nAB-12\nX\nab 12\n"), .line = 4 },
	{ "an e-mail twice", "in line 2", BYTES("email\nzoe@b.c\nZOE@B.C\n"), .line = 3 },
	{ "a code twenty thousand times", "in line 2", .make = many_of_one_code, .line = 3 },
	{ "twenty thousand wrong rows", "not a whole number", .make = many_wrong, .line = 2 },
	{ "a code of the list, with other values", "is in the list already",
	  BYTES("code,quantity\nHAD,9\n"), .line = 2 },
	{ "an e-mail of the list, with other values", "is in the list already",
	  BYTES("email,category\nhad@example.org,Other\n"), .line = 2 },
	{ "carriage returns only", "not a whole number", BYTES("code,quantity\rA,1\rB,x\r"),
	  .line = 3 },
	{ "line ends in quotes", "not a whole number",
	  BYTES("code,category,quantity\r\nA,\"one\r\ntwo\",1\r\nB,,x\r\n"), .line = 4 },

	/* people */
	{ "nobody's name", "has no name", BYTES("name,email\n,a@b.c\n"), .line = 2,
	  .patrons = true },
	{ "a number for a name", "has no name", BYTES("name,email\n12345,a@b.c\n"), .line = 2,
	  .patrons = true },
	{ "no opt-out", "is no opt-out", BYTES("name,opt-outs\nZoë,fax\n"), .line = 2,
	  .patrons = true },
	{ "a person twice", "in line 2", BYTES("name,phone\nZoë,0171 1\nZOE,01711\n"), .line = 3,
	  .patrons = true },
	{ "a turned name", "may not be stored", BYTES("name\nZo\xe2\x80\xae\xc3\xab\n"), .line = 2,
	  .patrons = true },
	{ "no column of names", "No column is the name", BYTES("email,phone\na@b.c,1\n"),
	  .line = -2, .patrons = true },
};
enum { FILES = sizeof files / sizeof *files };

/* --- Reading them
 * --------------------------------------------------------------------------------- */

static void write_file(const struct hostile *hostile)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	if (hostile->make)
		hostile->make(file);
	else
		assert_int_equal(fwrite(hostile->bytes, 1, hostile->n, file), hostile->n);
	assert_int_equal(fclose(file), 0);
}

/* A sum over everything that an import may change. */
struct trace {
	int64_t members, quantities, audience, journal, mappings, patrons, words;
};

static struct trace trace_of(struct bo *bo)
{
	return (struct trace){
		.members = test_number(bo, "SELECT count(*) FROM member"),
		.quantities = test_number(bo, "SELECT sum(quantity) FROM member"),
		.audience = test_number(bo, "SELECT sum(members) FROM audience"),
		.journal = test_number(bo, "SELECT count(*) FROM journal"),
		.mappings = test_number(bo, "SELECT count(*) FROM import_mapping"),
		.patrons = test_number(bo, "SELECT count(*) FROM patron"),
		.words = test_number(bo, "SELECT count(*) FROM patron_word"),
	};
}

/* What it says; the file must not be taken. */
static void refuse(struct bo *bo, int64_t list, const struct hostile *hostile, char *says,
		   size_t size, int64_t *line)
{
	struct bo_import_options options = {
		.kind = hostile->patrons ? BO_IMPORT_PATRONS : BO_IMPORT_MEMBERS,
		.audience_id = list,
		.encoding = hostile->forced ? hostile->encoding : BO_ENCODING_COUNT,
		.header = -1
	};
	struct bo_import_tally tally = { .done = false };
	struct bo_import *import = NULL;
	enum bo_status status = bo_import_open(bo, path, &options, &import);

	*line = 0;
	while (!status && !tally.done)
		status = bo_import_step(import, &tally);
	if (!status) {
		assert_true(tally.n_faults <= BO_IMPORT_FAULTS);
		*line = tally.n_faults ? tally.fault[0].line : -9;
		snprintf(says, size, "%s", tally.n_faults ? tally.fault[0].message : "taken");
		status = bo_import_apply(import, false, NULL, NULL, NULL);
	} else {
		snprintf(says, size, "%s", bo_error(bo)->message);
	}
	if (status != BO_INVALID)
		snprintf(says, size, "it ends with %s", bo_status_word(status));
	assert_true(strlen(bo_error(bo)->message) > 10);
	bo_import_close(import);
}

static void test_each_gets_a_sentence(void **state)
{
	struct bo *bo = *state;
	int64_t list = test_number(bo, "SELECT id FROM audience");
	struct trace before = trace_of(bo);
	int bad = 0;

	assert_true(FILES >= 100);
	for (size_t i = 0; i < FILES; i++) {
		char says[600] = "";
		int64_t line = 0;
		struct trace after;

		write_file(&files[i]);
		refuse(bo, list, &files[i], says, sizeof says, &line);
		after = trace_of(bo);
		if (!strstr(says, files[i].says) || (files[i].line >= 0 && line != files[i].line)) {
			print_error("%s: line %lld: %s\n", files[i].name, (long long)line, says);
			bad++;
		}
		assert_memory_equal(&before, &after, sizeof before);
		assert_null(bo_text_fault(says, sizeof says, false));
	}
	assert_int_equal(bad, 0);
}

/* What is no file, or none of ours. */
static void test_what_is_no_file(void **state)
{
	struct bo *bo = *state;
	struct bo_import_options options = { .kind = BO_IMPORT_MEMBERS,
					     .audience_id =
						     test_number(bo, "SELECT id FROM audience"),
					     .encoding = BO_ENCODING_COUNT,
					     .header = -1 };
	struct bo_import *import = NULL;

	SAYS(bo, BO_INVALID, "is not a file to read",
	     bo_import_open(bo, folder, &options, &import));
	SAYS(bo, BO_NOT_FOUND, "There is no file",
	     bo_import_open(bo, "/nowhere/at all.csv", &options, &import));
	SAYS(bo, BO_NOT_FOUND, "There is no file", bo_import_open(bo, "", &options, &import));
	SAYS(bo, BO_INVALID, "is not a file to read",
	     bo_import_open(bo, "/dev/zero", &options, &import));
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	SAYS(bo, BO_INVALID, "is not a file to read", bo_import_open(bo, path, &options, &import));
	unlink(path);
	assert_int_equal(symlink(path, path), 0);
	SAYS(bo, BO_IO, "cannot be read", bo_import_open(bo, path, &options, &import));
	unlink(path);
	write_file(&files[FILES - 1]);
	assert_int_equal(chmod(path, 0), 0);
	if (geteuid() != 0)
		SAYS(bo, BO_IO, "cannot be read", bo_import_open(bo, path, &options, &import));
	unlink(path);
	SAYS(bo, BO_INVALID, "", bo_import_open(bo, bo_store_path(bo), &options, &import));
	assert_null(import);
}

static int setup(void **state)
{
	struct bo *bo = test_office();
	int64_t list = 0, id = 0;
	const char *base = getenv("TMPDIR");
	struct bo_member_fields had = { .code = "HAD", .quantity_given = true, .quantity = 2 };
	struct bo_member_fields mailed = { .email = "had@example.org", .category = "Adult" };

	OK(bo, bo_audience_add(bo, "List", 1, &list));
	OK(bo, bo_member_add(bo, list, &had, &id));
	OK(bo, bo_member_add(bo, list, &mailed, &id));
	snprintf(folder, sizeof folder, "%s/boxoffice-hostile-XXXXXX",
		 base && *base ? base : P_tmpdir);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/hostile.csv", folder);
	*state = bo;
	return 0;
}

static int teardown(void **state)
{
	unlink(path);
	rmdir(folder);
	test_office_end(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_each_gets_a_sentence, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_is_no_file, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
