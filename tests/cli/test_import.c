/*
 * Files imported by command: the options of the contract, what is said about wrong
 * rows, and that nothing is written then.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static int setup(void **state)
{
	*state = run_office();
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static void write_text(struct run *run, const char *name, const char *text)
{
	run_write(run, name, text, strlen(text));
}

/* A line with %s for the path of list.csv. */
static char *line_of(struct run *run, const char *format)
{
	static char line[2000];

	snprintf(line, sizeof line, "--staff Morgan ");
	for (const char *c = format; *c; c++) {
		size_t n = strlen(line);

		if (*c == '@')
			snprintf(line + n, sizeof line - n, "%s", run_path(run, "list.csv"));
		else
			snprintf(line + n, sizeof line - n, "%c", *c);
	}
	return line;
}

static json_int_t count(const json_t *said, const char *key)
{
	const json_t *object = json_object_get(said, "import");

	assert_non_null(object);
	assert_true(json_is_integer(json_object_get(object, key)));
	return json_integer_value(json_object_get(object, key));
}

static const char *sql(struct run *run, const char *query)
{
	static char answer[4000];
	char *said = run_sql(run->store, query);

	snprintf(answer, sizeof answer, "%s", said);
	free(said);
	return answer;
}

static void test_the_contract(void **state)
{
	struct run *run = *state;
	json_t *said;

	run->pin = "3333";
	write_text(run, "list.csv", "Code;E-Mail;Art;Wo;Menge\n0012;zoe@example.org;Adult;A 1;2\n");
	run_ok(run, "--staff Morgan audience add List");
	said = run_json(run, line_of(run, "audience import List @ --columns "
					  "code,email,category,location,quantity --header "
					  "--dry-run"));
	assert_int_equal(count(said, "added"), 1);
	assert_true(json_is_true(json_object_get(json_object_get(said, "import"), "dry_run")));
	json_decref(said);
	assert_string_equal(sql(run, "SELECT count(*) FROM member"), "0\n");
	run_ok(run, line_of(run, "audience import List @ --columns "
				 "code,email,category,location,quantity --header"));
	assert_string_equal(
		sql(run, "SELECT code, email, category, location, quantity FROM member"),
		"0012|zoe@example.org|Adult|A 1|2\n");
	said = run_json(run, line_of(run, "audience import List @ --header"));
	assert_int_equal(count(said, "same"), 1); /* the mapping is remembered */
	json_decref(said);
	assert_int_equal(run_line(run, line_of(run, "audience import Nobody @")), 2);
	assert_non_null(strstr(run->err, "There is no audience \"Nobody\""));
	run_ok(run, line_of(run, "audience import Nobody @ --new --quantity none"));
	assert_string_equal(sql(run, "SELECT name, members FROM audience ORDER BY id"),
			    "List|1\nNobody|1\n");
}

/* What the columns were taken for is said whatever is asked for and however it ends. */
static void test_what_was_understood(void **state)
{
	static const char *const ways[] = { "audience import List @ --dry-run",
					    "audience import List @", "audience import List @",
					    "audience import List @ --update" };
	static const char said_so[] = "E-Mail → e-mail, Gutscheincode → code, not read: Nr., "
				      "Bestellt";
	struct run *run = *state;
	json_t *said, *import;

	run->pin = "3333";
	write_text(run, "list.csv",
		   "Nr.;E-Mail;Gutscheincode;Bestellt\n1;a@b.c;X7;3\n2;d@e.f;X8;4\n");
	run_ok(run, "--staff Morgan audience add List");
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		run_ok(run, line_of(run, ways[i]));
		assert_non_null(strstr(run->out, said_so));
		assert_true(strstr(run->out, said_so) == run->out);
	}
	assert_non_null(strstr(run->out, "as the last file with these titles"));
	assert_string_equal(sql(run, "SELECT code, quantity FROM member"), "X7|1\nX8|1\n");
	said = run_json(run, line_of(run, "audience import List @ --dry-run"));
	import = json_object_get(said, "import");
	assert_string_equal(json_string_value(json_object_get(import, "understood")), said_so);
	assert_string_equal(json_string_value(json_array_get(json_object_get(import, "titles"), 3)),
			    "Bestellt");
	assert_true(json_is_true(json_object_get(import, "remembered")));
	json_decref(said);
	run_ok(run, line_of(run, "--format csv audience import List @ --dry-run"));
	assert_non_null(strstr(run->out, said_so));
	/* a refusal says it too */
	write_text(run, "list.csv", "Nr.;E-Mail;Gutscheincode;Bestellt\n1;nobody;X7;3\n");
	assert_int_equal(run_line(run, line_of(run, "audience import List @")), 2);
	assert_non_null(strstr(run->err, said_so));
	said = run_says(run, 2, line_of(run, "audience import List @"));
	import = json_object_get(said, "import");
	assert_string_equal(json_string_value(json_object_get(import, "understood")), said_so);
	json_decref(said);
	write_text(run, "list.csv", "Nr.;Bestellt\n1;3\n2;4\n");
	assert_int_equal(run_line(run, line_of(run, "audience import List @")), 2);
	assert_non_null(strstr(run->err, "As understood: not read: Nr., Bestellt"));
	/* running numbers are codes when somebody says so */
	run_ok(run, line_of(run, "audience import List @ --columns code"));
	assert_non_null(strstr(run->out, "Nr. → code, not read: Bestellt"));
}

/* What is guessed wrong is doubted, and can be named. */
static void test_encodings_by_name(void **state)
{
	struct run *run = *state;

	run->pin = "3333";
	run_ok(run, "--staff Morgan audience add List");
	write_text(run, "list.csv", "code;name\nA1;\xa3ukasz\n");
	assert_int_equal(run_line(run, line_of(run, "audience import List @")), 2);
	assert_non_null(strstr(run->err, "read as Windows-1252"));
	assert_non_null(strstr(run->err, "windows-1250 makes it \"Łukasz\""));
	run_ok(run, line_of(run, "audience import List @ --encoding CP1250"));
	assert_string_equal(sql(run, "SELECT name FROM member"), "Łukasz\n");
	assert_int_equal(run_line(run, line_of(run, "audience import List @ --encoding ebcdic")),
			 2);
	assert_non_null(strstr(run->err, "macintosh, cp437 or cp850, not \"ebcdic\""));
}

/* A member's name is kept, changed and found. */
static void test_names_of_members(void **state)
{
	struct run *run = *state;
	json_t *said;

	run->pin = "3333";
	write_text(run, "list.csv", "Code,Vorname,Name\nA1,Zoë,O'Hara\nA2,,\n");
	run_ok(run, line_of(run, "audience import List @ --new"));
	run_ok(run, "--staff Morgan audience show List --search hara");
	assert_non_null(strstr(run->out, "Zoë O'Hara"));
	assert_null(strstr(run->out, "A2"));
	run_ok(run, "--staff Morgan audience edit-member List A2 --name \"Max Muster\"");
	run_ok(run, "--staff Morgan audience who A2");
	assert_non_null(strstr(run->out, "Max Muster"));
	write_text(run, "list.csv", "Code,Name\nA1,\nA2,Maxine Muster\n");
	assert_int_equal(run_line(run, line_of(run, "audience import List @")), 2);
	assert_non_null(strstr(run->err, "another name"));
	run_ok(run, line_of(run, "audience import List @ --update"));
	assert_string_equal(sql(run, "SELECT name FROM member ORDER BY code"),
			    "Zoë O'Hara\nMaxine Muster\n");
	run_ok(run, line_of(run, "audience export List --file @.out --force"));
	said = run_json(run, line_of(run, "audience import List @.out"));
	assert_int_equal(count(said, "same"), 2);
	json_decref(said);
	/* and a list that is made of others keeps them */
	run_ok(run, "--staff Morgan audience combine Both --plus List");
	run_ok(run, "--staff Morgan audience show Both");
	assert_non_null(strstr(run->out, "Maxine Muster"));
}

static void test_wrong_rows(void **state)
{
	struct run *run = *state;
	char text[3000] = "code,quantity\n";
	json_t *said, *fault;

	run->pin = "3333";
	for (int i = 0; i < 30; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "C%02d,%s\n", i,
			 i ? "some" : "1");
	write_text(run, "list.csv", text);
	run_ok(run, "--staff Morgan audience add List");
	assert_int_equal(run_line(run, line_of(run, "audience import List @")), 2);
	assert_non_null(strstr(run->err, "Line 3, column 2: \"some\""));
	assert_non_null(strstr(run->err, "Line 22, "));
	assert_null(strstr(run->err, "Line 23, "));
	assert_non_null(strstr(run->err, "and 9 more"));
	assert_non_null(strstr(run->err, "29 of 30 rows are wrong; nothing was written."));
	said = run_says(run, 2, line_of(run, "audience import List @"));
	assert_int_equal(count(said, "wrong"), 29);
	fault = json_array_get(json_object_get(json_object_get(said, "import"), "faults"), 28);
	assert_int_equal(json_integer_value(json_object_get(fault, "line")), 31);
	assert_string_equal(json_string_value(json_object_get(fault, "kind")), "quantity");
	assert_string_equal(json_string_value(json_object_get(fault, "value")), "some");
	json_decref(said);
	assert_string_equal(sql(run, "SELECT count(*) FROM member"), "0\n");
	assert_int_equal(run_line(run, line_of(run, "audience import List @ --bad-rows x")), 2);
	assert_int_equal(run_line(run, line_of(run, "audience import List @ --separator x")), 2);
	assert_int_equal(run_line(run, line_of(run, "audience import List @ --columns a")), 2);
	assert_int_equal(run_line(run, line_of(run, "audience import List @ --encoding x")), 2);
	assert_int_equal(run_line(run, line_of(run, "audience import List @ --header --no-header")),
			 2);
	run_ok(run, line_of(run, "audience import List @ --good-rows --bad-rows @.bad"));
	assert_string_equal(sql(run, "SELECT code FROM member"), "C00\n");
}

static void test_standard_input_and_patrons(void **state)
{
	struct run *run = *state;

	run->pin = "3333";
	run->input = "Name,E-Mail\nZoë O'Hara,zoe@example.org\n";
	run_ok(run, "--staff Morgan patron import -");
	run->input = NULL;
	run_ok(run, "--staff Morgan patron find hara");
	assert_non_null(strstr(run->out, "zoe@example.org"));
	run->pin = "1111";
	write_text(run, "list.csv", "name\nMax\n");
	assert_int_equal(run_line(run, "--staff Casey patron import list.csv"), 1);
}

/* What is exported is imported again, and changes nothing. */
static void test_there_and_back(void **state)
{
	struct run *run = *state;
	json_t *said;

	run->pin = "3333";
	write_text(
		run, "list.csv",
		"name,email,phone,notes,labels\n=Zoë,z@b.c,+49 171,\"a\nb\",\"x;y\"\n-Max,,,,\n");
	run_ok(run, line_of(run, "patron import @"));
	run_ok(run, line_of(run, "patron export --file @.out --force"));
	said = run_json(run, line_of(run, "patron import @.out"));
	assert_int_equal(count(said, "same"), 2);
	json_decref(said);
	write_text(run, "list.csv", "code,category,quantity\n=1+1,-x,none\n'00,@y,0\n");
	run_ok(run, line_of(run, "audience import List @ --new"));
	run_ok(run, line_of(run, "audience export List --file @.out --force"));
	said = run_json(run, line_of(run, "audience import List @.out"));
	assert_int_equal(count(said, "same"), 2);
	json_decref(said);
}

static void test_input_that_is_no_list(void **state)
{
	struct run *run = *state;

	run_ok(run, line_of(run, "audience add List"));
	run->input = "";
	assert_int_equal(run_line(run, line_of(run, "audience import List -")), 2);
	assert_string_equal(run->err, "boxoffice: Standard input is empty.\n");
	run->input = "code\n";
	assert_int_equal(run_line(run, line_of(run, "audience import List -")), 2);
	assert_string_equal(run->err,
			    "boxoffice: Standard input has titles, but no rows below them.\n");
	run->input = NULL;
}

/* A slip of the hand must cost neither the store nor a file that happens to stand beside. */
static void test_what_an_export_overwrites(void **state)
{
	static const char *const parts[] = { "store.db", "store.db-wal" };
	struct run *run = *state;
	char line[1000], *before, *after;

	run_ok(run, line_of(run, "audience add List"));
	run_ok(run, line_of(run, "audience add-member List --code A1"));
	before = run_dump(run->store);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		snprintf(line, sizeof line, "audience export List --file %s",
			 run_path(run, parts[i]));
		assert_int_equal(run_line(run, line), 2);
		snprintf(line, sizeof line, "--staff Morgan patron export --file %s",
			 run_path(run, parts[i]));
		assert_int_equal(run_line(run, line), 2);
		assert_non_null(strstr(run->err, " is in use; name another file."));
	}
	after = run_dump(run->store);
	assert_string_equal(after, before);
	assert_int_equal(run_line(run, "audience export List --file /dev/null"), 2);
	assert_string_equal(run->err, "boxoffice: /dev/null is not a file to write to.\n");
	write_text(run, "list.csv.new", "mine");
	run_ok(run, line_of(run, "audience export List --file @ --force"));
	assert_int_equal(access(run_path(run, "list.csv.new"), F_OK), 0);
	free(before);
	free(after);
}

/* What is too long is not cut instead, whatever stands at the end of it. */
static void test_a_name_too_long(void **state)
{
	struct run *run = *state;
	char name[310], line[400];

	write_text(run, "list.csv", "code\nA1\n");
	memset(name, 'x', sizeof name);
	name[300] = '\0';
	snprintf(line, sizeof line, "audience import %s @ --new", name);
	assert_int_equal(run_line(run, line_of(run, line)), 2);
	strcpy(name + 199, "é");
	snprintf(line, sizeof line, "audience import %s @ --new", name);
	assert_int_equal(run_line(run, line_of(run, line)), 2);
	assert_string_equal(run->err, "boxoffice: The name is too long.\n");
	name[199] = '\0';
	snprintf(line, sizeof line, "audience import %s @ --new", name);
	run_ok(run, line_of(run, line));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_the_contract),
		TEST(test_what_was_understood),
		TEST(test_encodings_by_name),
		TEST(test_names_of_members),
		TEST(test_wrong_rows),
		TEST(test_standard_input_and_patrons),
		TEST(test_there_and_back),
		TEST(test_a_name_too_long),
		TEST(test_input_that_is_no_list),
		TEST(test_what_an_export_overwrites),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
