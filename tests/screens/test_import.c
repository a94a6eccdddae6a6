/*
 * Reading lists from files on the screen: which file, what its columns are, what is wrong with it,
 * taken in whole or in part; stopped and refused it leaves the store as it was.
 */
#include "audiences/audience.h"
#include "import/import.h"
#include "registry.h"
#include "support/program.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct till till;
static char folder[200], before[4096];

static int64_t number(const char *sql)
{
	return test_number(till.bo, sql);
}

/* Files lie in a folder of their own, and the program stands in it, as paths are shown. */
static int open_till(void **state)
{
	const char *base = getenv("TMPDIR");

	(void)state;
	assert_non_null(getcwd(before, sizeof before));
	snprintf(folder, sizeof folder, "%s/boxoffice-import-XXXXXX",
		 base && *base ? base : P_tmpdir);
	assert_non_null(mkdtemp(folder));
	program_open(&till, 24, 80);
	program_sign_in(&till, "Morgan", "3333");
	program_go(&till, CMD_AUDIENCES);
	till_keys(&till, "<F6><Enter>Friends<F9>", "Nobody is in this list yet");
	return 0;
}

static void file(const char *name, const char *text)
{
	char path[400];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static const char *text_of(const char *name)
{
	static char text[20000];
	char path[400];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "r");

	if (!f)
		return NULL;
	text[fread(text, 1, sizeof text - 1, f)] = '\0';
	fclose(f);
	return text;
}

static int close_till(void **state)
{
	char command[300];

	(void)state;
	test_check(till.bo);
	till_close(&till);
	assert_int_equal(chdir(before), 0);
	snprintf(command, sizeof command, "rm -r '%s'", folder);
	return system(command);
}

static void step(void)
{
	const struct ui_event event = { .type = UI_EVENT_IDLE };

	assert_true(app_busy(&till.app));
	golden_event(&till.golden, &event);
}

static void idle(void)
{
	for (int i = 0; app_busy(&till.app); i++) {
		assert_true(i < 100000);
		step();
	}
}

/* Types the path, whatever it is. */
static void choose(const char *name)
{
	char path[400];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	till_keys(&till, "<A-i>", "Import members: which file?");
	golden_paste(&till.golden, path);
	golden_keys(&till.golden, "<Enter>");
}

/* Reads the file to its end. */
static void check(const char *text)
{
	till_keys(&till, "<F9>", "Nothing is changed yet");
	idle();
	till_shows(&till, text);
}

static int64_t members(void)
{
	return number("SELECT count(*) FROM member");
}

static const char friends[] = "Barcode;E-Mail;Group;Stand;Uses\n"
			      "0012-AB;zoe@example.org;Schüler;Stalls / C / 12;3\n"
			      "F-100;anna@example.org;Adult;Balcony;2\n"
			      ";bjork@example.org;友達;;\n"
			      "F-101;;Adult, of a name that is longer than any column;;none\n";

static const char wrong[] = "Code,Mail,Quantity\n"
			    "A1,a@example.org,1\n"
			    ",,2\n"
			    "A2,c@example.org,many\n"
			    "1.2E+15,x@example.org,1\n"
			    "A4,d@example.org,4\n";

/* --- Which file --- */

static void a_path_is_completed(void **state)
{
	char lists[400];

	(void)state;
	snprintf(lists, sizeof lists, "%s/lists of 2025", folder);
	assert_int_equal(mkdir(lists, 0700), 0);
	file("lists of 2025/friends.csv", friends);
	file("lists of 2025/friends of friends.csv", friends);
	file("lists of 2025/other.txt", "x");
	assert_int_equal(chdir(folder), 0);
	till_keys(&till, "<A-i>", "lists of 2025/");
	till_keys(&till, "l<Tab>", "other.txt");
	till_keys(&till, "f<Tab>", "friends.csv");
	till_shows_not(&till, "other.txt");
	till_shows(&till, "lists of 2025/friends");
	/* as far as both agree; then one is chosen with the cursor */
	till_keys(&till, "<Down><Enter>", "what are the columns?");
	till_keys(&till, "<Esc>", "which file?");
	till_keys(&till, "<C-u>nowhere.csv<Enter>", "nowhere.csv: No such file");
	till_keys(&till, "<C-u>~/<Esc>", "Nobody is in this list yet");
	assert_int_equal(chdir(before), 0);
}

static void files_that_are_no_lists_are_refused(void **state)
{
	(void)state;
	file("empty.csv", "");
	file("header.csv", "code,email\n");
	choose("empty.csv");
	till_shows(&till, "which file?");
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	till_keys(&till, "<Esc>", "Nobody is in this list yet");
	choose("header.csv");
	golden_keys(&till.golden, "<F9>");
	idle();
	till_keys(&till, "<F9>", NULL);
	assert_int_equal(members(), 0);
}

/* --- The columns --- */

static void columns_are_linked(void **state)
{
	(void)state;
	file("friends.csv", friends);
	choose("friends.csv");
	till_shows(&till, "friends.csv · UTF-8 · semicolon · header row");
	till_expect(&till, "import_columns", NULL);
	till_keys(&till, "<Right><Right><Enter>", "Column 3, Group is");
	till_expect(&till, "import_fields", NULL);
	till_keys(&till, "cat<Enter>", "= Category");
	till_keys(&till, "<Right><Enter>loc<Enter>", "= Location");
	/* a field is of one column: the other one lets it go */
	till_keys(&till, "<Home><Enter>cat<Enter>", "= Category");
	program_shows_row(&till, "= Category", "(not read)");
	till_shows_not(&till, "= Code");
	till_keys(&till, "<Enter>code<Enter><Right><Right><Enter>cat<Enter>", "= Code");
	check("4 to add, 0 to change, 0 the same, 0 wrong");
	till_expect(&till, "import_good", NULL);
	assert_int_equal(members(), 0);
	till_keys(&till, "<F9>", "4 added, 0 changed, 0 the same.");
	till_expect(&till, "import_members", NULL);
	assert_int_equal(number("SELECT count(*) FROM member WHERE code = '0012-AB' AND category "
				"= 'Schüler' AND location = 'Stalls / C / 12' AND quantity = 3"),
			 1);
	assert_int_equal(number("SELECT count(*) FROM member WHERE quantity IS NULL"), 1);
	/* the same file again changes nothing, and how it is read is remembered */
	choose("friends.csv");
	till_shows(&till, "remembered from last time");
	check("0 to add, 0 to change, 4 the same, 0 wrong");
	till_shows(&till, "there is nothing to take in");
	till_keys(&till, "<F9>", "nothing to take in");
	assert_int_equal(members(), 4);
}

static void what_was_guessed_can_be_changed(void **state)
{
	(void)state;
	file("latin.csv", "Code;Stadt\nA;M\xfcnchen\nB;K\xf6ln\n");
	choose("latin.csv");
	till_shows(&till, "Windows-1252 · semicolon · header row");
	till_shows(&till, "München");
	till_keys(&till, ",", "tab");
	till_keys(&till, ",,,", "semicolon");
	till_keys(&till, "h", "no header row");
	till_shows(&till, "Column 1");
	till_keys(&till, "h", "· header row");
	/* one of many encodings, by any of its names */
	till_keys(&till, "e", "Windows, western Europe");
	program_shows_row(&till, "Windows-1252", "now");
	till_expect(&till, "import_encodings", NULL);
	till_keys(&till, "latin2<Enter>", "latin.csv · ISO 8859-2 · semicolon");
	till_keys(&till, "emac<Enter>", "Macintosh");
	till_shows(&till, "M¸nchen");
	till_keys(&till, "e1252<Enter>", "München");
	/* where it cannot be read so, it is said and stays as it was */
	till_keys(&till, "eutf-16 (b<Enter>", "Windows-1252 · semicolon");
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	till_keys(&till, "u", "changed (u)");
	till_keys(&till, "q9<F9>", "Without a quantity: 9 (q)");
	till_keys(&till, "q<C-u>none<F9>", "Without a quantity: no limit (q)");
}

/* What the columns are taken for stands on every screen of an import, and follows every change. */
static void what_was_understood_is_said(void **state)
{
	(void)state;
	file("odd.csv", "Nr.;E-Mail;Gutscheincode;Bestellt\n1;a@b.c;X7;3\n2;d@e.f;X8;4\n");
	choose("odd.csv");
	till_shows(&till, "E-Mail → e-mail, Gutscheincode → code, not read: Nr., Bestellt");
	till_keys(&till, "<Home><Enter>code<Enter>",
		  "Nr. → code, E-Mail → e-mail, not read: "
		  "Gutscheincode, Bestellt");
	till_keys(&till, "<F9>", "Nothing is changed yet");
	till_shows(&till, "Nr. → code, E-Mail → e-mail, not read: Gutscheincode, Bestellt");
	idle();
	till_shows(&till, "2 to add");
	till_shows(&till, "Nr. → code, E-Mail → e-mail, not read: Gutscheincode, Bestellt");
	till_keys(&till, "<Esc>h", "column 2 → e-mail, column 3 → code");
}

/* A guess that reads wrong is doubted row by row; the right name is one key away. */
static void a_doubted_encoding_is_named(void **state)
{
	(void)state;
	file("polish.csv", "Code;Name\nA1;\xa3ukasz\nA2;Max\n");
	choose("polish.csv");
	check("1 to add, 0 to change, 0 the same, 1 wrong");
	till_shows(&till, "windows-1250 makes it \"Łukasz\"");
	till_keys(&till, "<Esc>e1250<Enter>", "Windows-1250");
	till_shows(&till, "Łukasz");
	check("2 to add, 0 to change, 0 the same, 0 wrong");
	till_keys(&till, "<F9>", "2 added");
	assert_int_equal(number("SELECT count(*) FROM member WHERE name = 'Łukasz'"), 1);
}

static void known_rows_are_changed_where_wanted(void **state)
{
	(void)state;
	file("one.csv", "code,quantity\nA,1\nB,1\n");
	file("two.csv", "code,quantity\nA,5\nB,1\nC,1\n");
	choose("one.csv");
	check("2 to add");
	till_keys(&till, "<F9>", "2 added");
	choose("two.csv");
	check("1 to add, 0 to change, 1 the same, 1 wrong");
	till_shows(&till, "is in the list already, with other values");
	till_keys(&till, "<Esc>u", "changed (u)");
	check("1 to add, 1 to change, 1 the same, 0 wrong");
	till_keys(&till, "<F9>", "1 added, 1 changed, 1 the same");
	assert_int_equal(number("SELECT quantity FROM member WHERE code = 'A'"), 5);
}

static void without_code_and_email_nothing_is_read(void **state)
{
	(void)state;
	file("none.csv", "colour,size\nred,1\n");
	choose("none.csv");
	golden_keys(&till.golden, "<F9>");
	idle();
	till_shows(&till, "No column is the code or the e-mail");
	till_keys(&till, "<Esc>", "what are the columns?");
	till_keys(&till, "<Home><Enter>code<Enter>", "= Code");
	check("1 to add");
}

/* --- Wrong rows --- */

static void wrong_rows_are_named(void **state)
{
	(void)state;
	file("wrong.csv", wrong);
	choose("wrong.csv");
	check("2 to add, 0 to change, 0 the same, 3 wrong");
	program_shows_row(&till, "neither a code nor an e-mail", "3");
	program_shows_row(&till, "3 Quantity", "many");
	program_shows_row(&till, "1 Code", "1.2E+15");
	till_keys(&till, "<Down>", "many");
	till_expect(&till, "import_wrong", NULL);
	/* all or nothing */
	till_keys(&till, "<F9>", "rows are wrong");
	assert_int_equal(members(), 0);
	till_keys(&till, "<Esc>", "what are the columns?");
	till_keys(&till, "<Esc><Esc>", "Nobody is in this list yet");
	assert_int_equal(members(), 0);
}

static void good_rows_are_taken_and_the_others_written(void **state)
{
	(void)state;
	file("wrong.csv", wrong);
	choose("wrong.csv");
	check("3 wrong");
	till_keys(&till, "g", "Takes in 2 rows. The 3 wrong rows are written");
	till_shows(&till, "-wrong.csv");
	till_keys(&till, "<Esc>", "3 wrong");
	assert_int_equal(members(), 0);
	till_keys(&till, "g<Enter>", "2 added, 0 changed; 3 wrong rows in");
	assert_int_equal(members(), 2);
	const char *bad = text_of("wrong-wrong.csv");

	assert_non_null(bad);
	assert_non_null(strstr(bad, "A2,c@example.org,many,"));
	assert_non_null(strstr(bad, "1.2E+15,x@example.org,1,"));
	assert_null(strstr(bad, "A4"));
}

static void a_file_that_is_there_is_not_written_over(void **state)
{
	(void)state;
	file("wrong.csv", wrong);
	file("wrong-wrong.csv", "precious");
	choose("wrong.csv");
	check("3 wrong");
	till_keys(&till, "g<Enter>", "there is a file wrong-wrong.csv already");
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	assert_string_equal(text_of("wrong-wrong.csv"), "precious");
	assert_int_equal(members(), 0);
}

/* --- Long files --- */

static void long_file(void)
{
	char path[400];

	snprintf(path, sizeof path, "%s/long.csv", folder);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs("code,email,category,quantity\n", f);
	for (int i = 0; i < 60000; i++)
		fprintf(f, "L%06d,p%d@example.org,Adult,%d\n", i, i, i % 5);
	assert_int_equal(fclose(f), 0);
}

static void the_screen_lives_while_a_file_is_read(void **state)
{
	(void)state;
	long_file();
	choose("long.csv");
	till_keys(&till, "<F9>", "Reading the file");
	assert_true(app_busy(&till.app));
	step();
	assert_true(app_busy(&till.app));
	/* help over it, and it goes on */
	till_keys(&till, "<F1>", "Search:");
	step();
	till_keys(&till, "<Esc>", "Reading the file");
	/* Esc goes back at once; then it reads on */
	till_keys(&till, "<Esc>", "what are the columns?");
	assert_false(app_busy(&till.app));
	assert_int_equal(members(), 0);
	check("60000 to add, 0 to change, 0 the same, 0 wrong");
	till_keys(&till, "<F9>", "60000 added");
	assert_int_equal(members(), 60000);
	till_shows(&till, "1 of 60000");
}

static void leaving_in_the_middle_leaves_nothing(void **state)
{
	(void)state;
	long_file();
	choose("long.csv");
	till_keys(&till, "<F9>", "Reading the file");
	step();
	program_go(&till, CMD_SELL);
	assert_ptr_equal(app_top(&till.app)->ops, &sell_screen);
	assert_false(app_busy(&till.app));
	assert_int_equal(members(), 0);
	assert_int_equal(number("SELECT count(*) FROM import_mapping"), 0);
}

/* --- Patrons --- */

static void patrons_come_the_same_way(void **state)
{
	const struct import_start start = { BO_IMPORT_PATRONS, 0 };
	int64_t patrons = number("SELECT count(*) FROM patron");
	char path[400];

	(void)state;
	file("people.csv", "First name,Last name,E-mail,Phone\n"
			   "Ada,Lovelace,ada@example.org,\n"
			   "Grace,Hopper,grace@example.org,+1 555 0100\n"
			   ",,nobody@example.org,\n");
	snprintf(path, sizeof path, "%s/people.csv", folder);
	assert_true(app_push(&till.app, &import_path_screen, &start, 0));
	golden_resize(&till.golden, 24, 80);
	till_shows(&till, "Import patrons: which file?");
	golden_paste(&till.golden, path);
	till_keys(&till, "<Enter>", "Import patrons: what are the columns?");
	till_expect(&till, "import_patrons", NULL);
	check("2 to add, 0 to change, 0 the same, 1 wrong");
	till_shows(&till, "has no name");
	till_keys(&till, "g<Enter>", "2 added");
	assert_int_equal(number("SELECT count(*) FROM patron") - patrons, 2);
}

static void draws_at_every_size(void **state)
{
	static const char *const ways[] = { "", "<Enter>", "<Esc>", "<F9>", "g" };

	(void)state;
	file("wrong.csv", wrong);
	choose("wrong.csv");
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		golden_resize(&till.golden, 24, 80);
		golden_keys(&till.golden, ways[i]);
		for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
			for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
				golden_resize(&till.golden, rows, cols);
		idle();
	}
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_till, close_till)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_path_is_completed),
		TEST(files_that_are_no_lists_are_refused),
		TEST(columns_are_linked),
		TEST(what_was_guessed_can_be_changed),
		TEST(what_was_understood_is_said),
		TEST(a_doubted_encoding_is_named),
		TEST(known_rows_are_changed_where_wanted),
		TEST(without_code_and_email_nothing_is_read),
		TEST(wrong_rows_are_named),
		TEST(good_rows_are_taken_and_the_others_written),
		TEST(a_file_that_is_there_is_not_written_over),
		TEST(the_screen_lives_while_a_file_is_read),
		TEST(leaving_in_the_middle_leaves_nothing),
		TEST(patrons_come_the_same_way),
		TEST(draws_at_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
