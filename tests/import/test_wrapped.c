/*
 * What spreadsheets, mail programs and exporters put around codes, e-mails and
 * phones, by program: each is taken away or refused, and none is kept as it came.
 */
#include "support/list_file.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct list_file file;

enum { CODE = 1, EMAIL = 2, PHONE = 4 };

/* The cell as the file has it, with its quotes; what it is, or NULL: refused with that kind. */
static const struct {
	const char *program;
	int what;
	const char *cell, *value;
	enum bo_row_fault_kind kind;
} forms[] = {
#define IS(value) value, BO_ROW_FAULT_COUNT
#define REFUSED(kind) NULL, BO_ROW_##kind
	/* a mark that says: this is text */
	{ "Excel, text cell", CODE | PHONE, "'0001", IS("0001") },
	{ "Excel, text cell", EMAIL, "'a@b.c", IS("a@b.c") },
	{ "Excel, text cell", PHONE, "'+49 171 23", IS("+49 171 23") },
	{ "Excel, text cell", PHONE, "'0171 234", IS("0171 234") },
	{ "Excel, corrected apostrophe", CODE, "’0001", IS("0001") },
	{ "Excel, text formula", CODE | PHONE, "\"=\"\"0001\"\"\"", IS("0001") },
	{ "Excel, bare text formula", CODE | PHONE, "=\"0001\"", IS("0001") },
	{ "Excel, bare text formula", EMAIL, "=\"a@b.c\"", IS("a@b.c") },
	{ "Excel, bare text formula with a separator", CODE, "=\"A,1\"", IS("A,1") },
	{ "LibreOffice, text function", CODE | PHONE, "\"=T(\"\"0001\"\")\"", IS("0001") },
	{ "exporter, tab in front", CODE | PHONE, "\"\t0001\"", IS("0001") },
	{ "exporter, tab behind", CODE | PHONE, "\"0001\t\"", IS("0001") },
	{ "exporter, escaped tab", CODE, "_x0009_0001", IS("0001") },
	{ "exporter, quotes within quotes", CODE | PHONE, "\"\"\"0001\"\"\"", IS("0001") },
	{ "exporter, quotes within quotes", EMAIL, "\"\"\"a@b.c\"\"\"", IS("a@b.c") },
	{ "exporter, escaped quotes", CODE, "\"\\\"\"0001\\\"\"\"", IS("0001") },
	{ "Google Sheets, formula", CODE | PHONE, "\"=\"\"0001\"\"\"", IS("0001") },
	{ "Word, quotes", CODE, "“0001”", IS("0001") },
	{ "Word, German quotes", CODE | PHONE, "„0001“", IS("0001") },
	{ "Word, French quotes", CODE, "« 0001 »", IS("0001") },
	{ "MySQL, backquotes", CODE, "`0001`", IS("0001") },
	/* blanks that are not seen */
	{ "Outlook, no-break space", CODE | PHONE,
	  "\xc2\xa0"
	  "0001\xc2\xa0",
	  IS("0001") },
	{ "web page, narrow no-break space", CODE | PHONE, "0001\xe2\x80\xaf", IS("0001") },
	{ "web page, wide space", EMAIL,
	  "\xe3\x80\x80"
	  "a@b.c",
	  IS("a@b.c") },
	{ "Windows contacts, direction marks", PHONE, "\xe2\x80\xaa+49 171\xe2\x80\xac",
	  IS("+49 171") },
	{ "web page, zero width space", EMAIL, "a@b.c\xe2\x80\x8b", IS("a@b.c") },
	{ "web page, zero width space in a code", CODE, "0001\xe2\x80\x8b", REFUSED(TEXT) },
	{ "Excel, line break as XML", CODE | PHONE, "0001_x000D_", IS("0001") },
	/* numbers */
	{ "Excel, exponent", CODE | PHONE, "4.91711E+12", REFUSED(MANGLED) },
	{ "Excel, exponent with a comma", CODE | PHONE, "\"4,91711E+12\"", REFUSED(MANGLED) },
	{ "LibreOffice, exponent", CODE | PHONE, "4.91711234567E+012", REFUSED(MANGLED) },
	{ "Google Sheets, small exponent", CODE, "1.2E-05", REFUSED(MANGLED) },
	{ "pandas, exponent", CODE | PHONE, "4.91711e+12", REFUSED(MANGLED) },
	{ "Excel, narrow column", CODE | PHONE | EMAIL, "########", REFUSED(MANGLED) },
	{ "pandas, decimals", CODE | PHONE, "491711234567.0", IS("491711234567") },
	{ "Excel, decimals", CODE | PHONE, "4711.00", IS("4711") },
	{ "Excel, decimals with a comma", CODE | PHONE, "\"4711,00\"", IS("4711") },
	{ "Excel, thousands", CODE | PHONE, "\"4,917,112\"", IS("4917112") },
	{ "Excel, thousands and decimals", CODE, "\"4,711.00\"", IS("4711") },
	/* dates that were none */
	{ "Excel, day and month", CODE, "3-Apr", REFUSED(SPOILED) },
	{ "Excel, month and year", CODE, "Apr-26", REFUSED(SPOILED) },
	{ "Excel, German day and month", CODE, "03. Mrz", REFUSED(SPOILED) },
	{ "LibreOffice, date", CODE, "03.04.2026", REFUSED(SPOILED) },
	{ "Google Sheets, date", CODE, "3/4/2026", REFUSED(SPOILED) },
	{ "pandas, date and time", CODE, "2026-03-04 00:00:00", REFUSED(SPOILED) },
	/* errors, and nothing */
	{ "Excel, no match", CODE | PHONE | EMAIL, "#N/A", REFUSED(SPOILED) },
	{ "Excel, German no match", CODE | PHONE, "#NV", REFUSED(SPOILED) },
	{ "Excel, reference", CODE | EMAIL, "#REF!", REFUSED(SPOILED) },
	{ "Excel, value", CODE, "#VALUE!", REFUSED(SPOILED) },
	{ "Excel, name", PHONE, "#NAME?", REFUSED(SPOILED) },
	{ "LibreOffice, error", CODE | PHONE, "Err:502", REFUSED(SPOILED) },
	{ "Google Sheets, error", CODE, "#ERROR!", REFUSED(SPOILED) },
	{ "Google Sheets, loading", CODE | EMAIL, "Loading...", REFUSED(SPOILED) },
	{ "web shop, object", CODE | EMAIL, "[object Object]", REFUSED(SPOILED) },
	{ "MySQL, nothing", EMAIL | PHONE, "\\N", IS("") },
	{ "SQL Server, nothing", EMAIL | PHONE, "NULL", IS("") },
	{ "pandas, nothing", EMAIL | PHONE, "nan", IS("") },
	{ "Python, nothing", EMAIL | PHONE, "None", IS("") },
	{ "JavaScript, nothing", EMAIL | PHONE, "undefined", IS("") },
	{ "people, nothing", EMAIL | PHONE, "-", IS("") },
	{ "Excel, empty text", EMAIL | PHONE, "=\"\"", IS("") },
	{ "SQL Server, nothing for a code", CODE, "NULL", REFUSED(NEITHER) },
	/* mail programs */
	{ "Excel, link", EMAIL, "mailto:a@b.c", IS("a@b.c") },
	{ "Outlook, link with a subject", EMAIL, "mailto:a@b.c?subject=Hello", IS("a@b.c") },
	{ "Outlook, name and address", EMAIL, "\"Zoë O'Hara <a@b.c>\"", IS("a@b.c") },
	{ "Outlook, last name first", EMAIL, "\"\"\"O'Hara, Zoë\"\" <a@b.c>\"", IS("a@b.c") },
	{ "Outlook, address in angles", EMAIL, "<a@b.c>", IS("a@b.c") },
	{ "Outlook, quoted address", EMAIL, "'a@b.c'", IS("a@b.c") },
	{ "Outlook, address twice", EMAIL, "a@b.c <mailto:a@b.c>", IS("a@b.c") },
	{ "Outlook, end of a list", EMAIL, "a@b.c;", IS("a@b.c") },
	{ "Thunderbird, end of a list", EMAIL, "\"a@b.c,\"", IS("a@b.c") },
	{ "Outlook, several", EMAIL, "a@b.c; d@e.f", REFUSED(EMAIL) },
	{ "Google contacts, several", EMAIL, "a@b.c ::: d@e.f", REFUSED(EMAIL) },
	{ "Exchange, proxy address", EMAIL, "SMTP:a@b.c", IS("a@b.c") },
	{ "Exchange, second proxy address", EMAIL, "smtp:a@b.c", IS("a@b.c") },
	{ "Exchange, directory name", EMAIL, "/o=Org/ou=First/cn=zoe", REFUSED(EMAIL) },
	{ "Access, link", EMAIL, "a@b.c#mailto:a@b.c#", IS("a@b.c") },
	{ "Notion, link", EMAIL, "[a@b.c](mailto:a@b.c)", IS("a@b.c") },
	{ "Usenet, name behind", EMAIL, "a@b.c (Zoë)", IS("a@b.c") },
	{ "Google Sheets, link function", EMAIL, "\"=HYPERLINK(\"\"mailto:a@b.c\"\",\"\"Zoë\"\")\"",
	  IS("a@b.c") },
	{ "web page, link", EMAIL, "\"<a href=\"\"mailto:a@b.c\"\">a@b.c</a>\"", IS("a@b.c") },
	{ "web page, sign", EMAIL, "a&#64;b.c", IS("a@b.c") },
	{ "web page, blank", CODE | PHONE, "&nbsp;0001", IS("0001") },
	{ "mail, encoded word", EMAIL, "=?utf-8?Q?Zo=C3=AB?=", REFUSED(SPOILED) },
	{ "mail, sentence", EMAIL, "a@b.c.", IS("a@b.c") },
	{ "mail, scheme left in the middle", EMAIL, "x:a@b.c", REFUSED(EMAIL) },
	/* phones */
	{ "Outlook, phone link", PHONE, "tel:+4917123", IS("+4917123") },
	{ "Skype, phone link", PHONE, "callto:+4917123", IS("+4917123") },
	{ "phone link with an extension", PHONE, "tel:+4917123;ext=5", IS("+4917123") },
	{ "Facebook, phone", PHONE, "p:+4917123", IS("+4917123") },
	{ "Excel, formula of a plus", PHONE, "=+4917123", IS("+4917123") },
	{ "Google contacts, several phones", PHONE, "+49 171 ::: +49 30", REFUSED(PHONE) },
	{ "wrong column", PHONE, "a@b.c", REFUSED(PHONE) },
	/* codes */
	{ "barcode font, start and stop", CODE, "*0001*", IS("0001") },
	{ "web page, tag", CODE, "<b>0001</b>", IS("0001") },
	{ "mail, list of codes", CODE, "\"AB12,\"", IS("AB12") },
	/* and what only looks so */
	{ "a code of a house", CODE, "=1+1", IS("=1+1") },
	{ "our own export", CODE, "'=1+1", IS("=1+1") },
	{ "our own export", CODE, "''0001", IS("'0001") },
	{ "a code with letters of numbers", CODE, "12E5", IS("12E5") },
	{ "a code with a month", CODE, "12-MAY", IS("12-MAY") },
	{ "a code of a row", CODE, "1E-01", IS("1E-01") },
	{ "a code of nothing", CODE, "NONE", IS("NONE") },
	{ "a code with points", CODE, "1.2.3", IS("1.2.3") },
	{ "a mail with marks", EMAIL, "zoe.o'hara+x_y-z@b-c.example",
	  IS("zoe.o'hara+x_y-z@b-c.example") },
	{ "a phone with marks", PHONE, "+49 (0)171/23-45.6", IS("+49 (0)171/23-45.6") },
};
enum { FORMS = sizeof forms / sizeof *forms };

/* One row with the cell, between cells that tell what the row is. */
static bool comes_out(size_t i, int what)
{
	static const struct {
		const char *before, *after, *query;
		enum bo_import_kind kind;
	} files[] = {
		[CODE] = { "category,code,location\nx,", ",y\n", "SELECT code FROM member",
			   BO_IMPORT_MEMBERS },
		[EMAIL] = { "code,email,location\nM1,", ",y\n", "SELECT email FROM member",
			    BO_IMPORT_MEMBERS },
		[PHONE] = { "name,phone,notes\nZoë,", ",y\n",
			    "SELECT phone FROM patron WHERE id <> 1", BO_IMPORT_PATRONS },
	};
	char text[400], what_it_is[600];
	const char *refused;
	bool right;

	snprintf(text, sizeof text, "%s%s%s", files[what].before, forms[i].cell, files[what].after);
	/* one separator and encoding: what is looked at here is the cell */
	file.options.separator = ',';
	refused = list_file_read(&file, files[what].kind, text, strlen(text));
	if (*refused)
		snprintf(what_it_is, sizeof what_it_is, "%s", refused);
	else if (file.tally.n_faults)
		snprintf(what_it_is, sizeof what_it_is, "%s", file.tally.fault[0].message);
	else
		snprintf(what_it_is, sizeof what_it_is, "%s",
			 list_file_rows(&file, files[what].query));
	right = forms[i].value ? !*refused && !file.tally.n_faults &&
					 strcmp(what_it_is, forms[i].value) == 0
			       : !*refused && file.tally.n_faults == 1 &&
					 file.tally.fault[0].kind == forms[i].kind;
	list_file_forget(&file);
	if (!right)
		print_error("%s: %s: %s\n", forms[i].program, forms[i].cell, what_it_is);
	return right;
}

static void test_forms(void **state)
{
	int bad = 0;

	(void)state;
	assert_true(FORMS >= 40);
	for (size_t i = 0; i < FORMS; i++)
		for (int what = CODE; what <= PHONE; what *= 2)
			bad += (forms[i].what & what) && !comes_out(i, what);
	assert_int_equal(bad, 0);
}

/* Names are left alone, but for what no name is. */
static void test_names(void **state)
{
	static const struct {
		const char *cell, *name; /* NULL: refused */
	} names[] = {
		{ "'t Hooft", "'t Hooft" },
		{ "'s-Gravenhage", "'s-Gravenhage" },
		{ "Null", "Null" },
		{ "O&#39;Hara", "O'Hara" },
		{ "Tom &amp; Co", "Tom & Co" },
		{ "\"\"\"Zoë\"\"\"", "Zoë" },
		{ "=\"Zoë\"", "Zoë" },
		{ "Zoë_x000D_", "Zoë" },
		{ "April 26", "April 26" },
		{ "#N/A", NULL },
		{ "#####", NULL },
		{ "=?utf-8?Q?Zo=C3=AB?=", NULL },
		{ "Err:502", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char text[200];

		snprintf(text, sizeof text, "code,name\nA1,%s\n", names[i].cell);
		assert_string_equal(list_file_read(&file, BO_IMPORT_MEMBERS, text, strlen(text)),
				    "");
		assert_int_equal(file.tally.n_faults, names[i].name ? 0 : 1);
		if (names[i].name)
			assert_string_equal(list_file_rows(&file, "SELECT name FROM member"),
					    names[i].name);
		list_file_forget(&file);
	}
}

/* A formula that is cut by the end of what was read at once, wherever that is. */
static void test_a_formula_at_any_place(void **state)
{
	enum { PIECE = 1 << 16 };
	static char text[PIECE + 400];

	(void)state;
	for (int before = PIECE - 12; before < PIECE + 4; before++) {
		size_t n = (size_t)snprintf(text, sizeof text, "code,name\n");

		while (n + 40 < (size_t)before)
			n += (size_t)snprintf(text + n, sizeof text - n, "C%zu,x\n", n);
		n += (size_t)snprintf(text + n, sizeof text - n, "LAST,%0*d\n", before - (int)n - 6,
				      0);
		assert_int_equal(n, before);
		n += (size_t)snprintf(text + n, sizeof text - n, "=\"0001\",=\"a,\"\"b\"\n");
		assert_string_equal(list_file_read(&file, BO_IMPORT_MEMBERS, text, n), "");
		assert_string_equal(
			list_file_rows(&file, "SELECT name FROM member WHERE code = '0001'"),
			"a,\"b");
		list_file_forget(&file);
	}
}

/* --- Opt-outs --------------------------------------------------------------------------------- */

static void test_opt_outs(void **state)
{
	static const struct {
		const char *title, *value, *opt_outs; /* NULL: refused */
	} cells[] = {
		{ "Do Not Email", "yes", "email" },
		{ "Do Not Email", "no", "" },
		{ "Do Not Email", "", "" },
		{ "HasOptedOutOfEmail", "true", "email" },
		{ "HasOptedOutOfEmail", "FALSE", "" },
		{ "HasOptedOutOfEmail", "1", "email" },
		{ "HasOptedOutOfEmail", "0", "" },
		{ "Email opt-out", "x", "email" },
		{ "E-Mail Opt Out", "✓", "email" },
		{ "Unsubscribed", "2026-01-05 12:00", "email" },
		{ "Unsubscribed", "maybe", NULL },
		{ "Abgemeldet", "Ja", "email" },
		{ "Abgemeldet", "Nein", "" },
		{ "Abgemeldet", "WAHR", "email" },
		{ "Désinscrit", "oui", "email" },
		{ "Désinscrit", "VRAI", "email" },
		{ "Désinscrit", "faux", "" },
		{ "Ikke ring", "ja", "phone" },
		{ "DoNotCall", "TRUE", "phone" },
		{ "Do Not Call", "No", "" },
		{ "No post", "X", "post" },
		{ "Do not mail", "y", "post" },
		{ "Opt-outs", "email", "email" },
		{ "Opt-outs", "E-Mail; Post", "email post" },
		{ "Opt-outs", "no e-mail", "email" },
		{ "Opt-outs", "email post phone", "email post phone" },
		{ "Opt-outs", "none", "" },
		{ "Opt-outs", "no", "" },
		{ "Opt-outs", "-", "" },
		{ "Opt-outs", "FALSE", "" },
		{ "Opt out", "yes", "email post phone" },
		{ "Do not contact", "1", "email post phone" },
		{ "Do not contact", "alle", "email post phone" },
		{ "Opt-outs", "fax", NULL },
		{ "Opt-outs", "perhaps", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		char text[200];

		snprintf(text, sizeof text, "name,%s\nZoë,%s\nMax,\n", cells[i].title,
			 cells[i].value);
		assert_string_equal(list_file_read(&file, BO_IMPORT_PATRONS, text, strlen(text)),
				    "");
		if ((file.tally.n_faults == 0) != (cells[i].opt_outs != NULL))
			fail_msg("%s: %s", cells[i].title, cells[i].value);
		if (!cells[i].opt_outs)
			assert_int_equal(file.tally.fault[0].kind, BO_ROW_OPT_OUT);
		else if (strcmp(list_file_rows(&file, "SELECT opt_outs FROM patron WHERE "
						      "name = 'Zoë'"),
				cells[i].opt_outs) != 0)
			fail_msg("%s: %s", cells[i].title, cells[i].value);
		list_file_forget(&file);
	}
	/* of several columns all count */
	assert_string_equal(list_file_read(&file, BO_IMPORT_PATRONS,
					   "name,Do Not Email,Do Not Call,Do Not Mail\nZoë,1,0,x\n",
					   53),
			    "");
	assert_string_equal(list_file_rows(&file, "SELECT opt_outs FROM patron WHERE id <> 1"),
			    "email post");
}

static int setup(void **state)
{
	(void)state;
	list_file_begin(&file);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	list_file_end(&file);
	return 0;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_forms),
		TEST(test_names),
		TEST(test_a_formula_at_any_place),
		TEST(test_opt_outs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
