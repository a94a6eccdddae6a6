/*
 * Stores that earlier schemas made, with sales, codes, people, holds and refunds in
 * them, open today, are brought up to date, check clean, and go on selling.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void sql_is(struct run *run, const char *sql, const char *wanted)
{
	char *got = run_sql(run->store, sql);

	got[strcspn(got, "\n")] = '\0';
	assert_string_equal(got, wanted);
	free(got);
}

/* The text beside this file; tests run in the folder of the project. */
static void load(struct run *run, const char *file)
{
	char command[1200];

	snprintf(command, sizeof command, "sqlite3 '%s' < tests/store/%s", run->store, file);
	assert_int_equal(system(command), 0);
}

/* The template that came with the program then holds what is asked of one now. */
static void template_is_good(struct run *run)
{
	char *line = NULL;

	run_ok(run, "--staff Morgan print template show");
	run_write(run, "old.tpl", run->out, strlen(run->out));
	assert_true(asprintf(&line, "--staff Morgan --till front print template check '%s'",
			     run_path(run, "old.tpl")) > 0);
	run_ok(run, line);
	free(line);
}

static void change(struct run *run, const char *sql)
{
	char command[1200];

	snprintf(command, sizeof command, "sqlite3 '%s' \"%s\"", run->store, sql);
	assert_int_equal(system(command), 0);
}

static void test_an_old_store(void **state)
{
	struct run *run = run_new();

	(void)state;
	load(run, "sold-with-0001.sql");
	sql_is(run, "PRAGMA user_version", "1");
	run_ok(run, "check");
	sql_is(run, "SELECT user_version > 1 FROM pragma_user_version", "1");
	/* Four sold with the code, one of them refunded. */
	sql_is(run, "SELECT used FROM redemption_code WHERE code = 'BARD' ORDER BY redemption_id",
	       "3");
	sql_is(run, "SELECT code_fold FROM order_line WHERE code = ' FRIEND '", "friend");
	run_ok(run, "journal verify");
	/* What was sold then can be used, refunded and counted now. */
	run_ok(run, "--staff Morgan --now 2026-01-03T12:00 --till front voucher reserve 8 9 "
		    "--performance 1 --no-print");
	run_ok(run, "--staff Morgan --now 2026-01-03T12:00 --till front order refund 2");
	sql_is(run, "SELECT used FROM redemption_code WHERE code = 'BARD' ORDER BY redemption_id",
	       "0");
	run_ok(run, "check");
	run_ok(run, "journal verify");
	template_is_good(run);
	run_end(run);
}

/* Who finds a phone's digits finds one person: nobody else's name or e-mail is like them. */
static void finds(struct run *run, const char *phone, int id)
{
	char line[80];
	json_t *found, *rows;

	snprintf(line, sizeof line, "--staff Morgan patron find %s", phone);
	found = run_json(run, line);
	rows = json_object_get(found, "patrons");
	assert_int_equal(json_array_size(rows), 1);
	assert_int_equal(json_integer_value(json_object_get(json_array_get(rows, 0), "id")), id);
	json_decref(found);
}

/* People, a code with two uses, a refund, and a hold of three places that runs until 10:45. */
static void test_a_store_without_audiences(void **state)
{
	static const char at[] = "--staff Morgan --now 2026-01-02T10:40 --till front";
	static const char *const lines[] = {
		"sell --hold 1 --no-print",
		"order refund 2",
		"audience add Friends",
		"audience add-member Friends --email zoe@example.org",
		"campaign add Half --audience Friends --discount 50% --automatic",
		"campaign start Half",
		"sell hamlet@2026-01-06T20:00 '2 Adult General' --patron zoe@example.org "
		"--pay cash:60.00 --no-print",
		"patron merge 2 4",
	};
	struct run *run = run_new();

	(void)state;
	load(run, "sold-with-0002.sql");
	sql_is(run, "PRAGMA user_version", "2");
	run_ok(run, "check");
	sql_is(run, "SELECT user_version > 2 FROM pragma_user_version", "1");
	run_ok(run, "journal verify");
	finds(run, "0049 171 234", 2);
	finds(run, "+31 20 123", 3);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char line[300];

		snprintf(line, sizeof line, "%s %s", at, lines[i]);
		run_ok(run, line);
	}
	/* The hold became an order of its buyer, who is another's record now. */
	sql_is(run, "SELECT patron_id, total FROM orders WHERE id = 4", "2|12000");
	sql_is(run, "SELECT sum(used) FROM redemption_code WHERE code = 'FRIEND'", "0");
	/* One of two tickets is half the price: a new list gives one use. */
	sql_is(run, "SELECT sum(discount), sum(amount) FROM order_line WHERE order_id = 5",
	       "2000|6000");
	sql_is(run, "SELECT uses, spent FROM campaign", "1|2000");
	run_ok(run, "check");
	run_ok(run, "journal verify");
	template_is_good(run);
	run_end(run);
}

/* Two houses in two zones, a code with six uses of which a hold has two, a parked basket with a
 * campaign's use, a pass, comps, overrides, refunds in part, exchanges, tickets that were moved to
 * another show, printed and printed again, people merged, wrong PINs. */
static void test_a_store_of_lists_and_campaigns(void **state)
{
	static const char at[] = "--staff Morgan --now 2026-01-02T11:35 --till front";
	static const char *const lines[] = {
		"sell --hold 1 --no-print",
		"sell --hold 2 --no-print",
		"order refund 8 --voucher 26",
		"order refund 1",
		"voucher reserve 19 --performance hamlet@2026-01-07T20:00 --no-print",
		"order reprint 5 --no-print",
		"sell hamlet@2026-01-06T20:00 '1 Friend' --code BARD --no-print",
		"option set presenter Winterhouse",
	};
	struct run *run = run_new();

	(void)state;
	load(run, "sold-with-0003.sql");
	sql_is(run, "PRAGMA user_version", "3");
	run_ok(run, "check");
	sql_is(run, "SELECT user_version > 3 FROM pragma_user_version", "1");
	run_ok(run, "journal verify");
	/* Two tickets had been moved: their money is where they are, and what they were is void. */
	sql_is(run,
	       "SELECT group_concat(sold || '/' || revenue, ' ') FROM (SELECT * FROM performance "
	       "ORDER BY id)",
	       "4/4000 7/20000 3/8000 0/0 1/4000");
	sql_is(run,
	       "SELECT group_concat(v.id || v.state || l.performance_id || l.amount, ' ') FROM "
	       "(SELECT * FROM voucher ORDER BY id) v JOIN order_line l ON l.id = v.line_id "
	       "WHERE v.id IN (1, 25)",
	       "1reserved32000 25reserved54000");
	sql_is(run, "SELECT count(*) FROM campaign_use WHERE voucher_id = 1 AND performance_id = 3",
	       "1");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char line[300];

		snprintf(line, sizeof line, "%s %s", at, lines[i]);
		run_ok(run, line);
		run_ok(run, "check");
	}
	sql_is(run, "SELECT total FROM orders WHERE id = 10", "2000");
	sql_is(run, "SELECT total FROM orders WHERE id = 11", "4000");
	sql_is(run, "SELECT net FROM orders WHERE id = 8", "4000");
	sql_is(run, "SELECT net FROM orders WHERE id = 1", "0");
	sql_is(run, "SELECT used FROM redemption_code WHERE redemption_id = 8 AND code = 'BARD'",
	       "3");
	sql_is(run, "SELECT uses, spent FROM campaign ORDER BY id LIMIT 1", "4|6000");
	run_ok(run, "journal verify");
	run_end(run);
}

/* Types get the numbers clerks knew: what is shown, programmes, bundles; the part of a bundle none.
 */
static void test_types_get_numbers(void **state)
{
	struct run *run = run_new();

	(void)state;
	load(run, "sold-with-0003.sql");
	run_ok(run, "check");
	sql_is(run,
	       "SELECT group_concat(number || ' ' || name, ', ') FROM (SELECT * FROM voucher_type "
	       "WHERE number IS NOT NULL ORDER BY number)",
	       "1 Adult, 2 Group, 3 Friend, 4 Comp, 5 Programme, 6 Pass");
	sql_is(run,
	       "SELECT count(*) FROM voucher_type WHERE number IS NULL AND category <> "
	       "'included'",
	       "0");
	/* a new one comes after all, and the next season begins at 1 */
	run_ok(run, "--staff Morgan --now 2026-01-02T11:35 voucher-type add Student --category "
		    "revenue --price 99.00 --availability anyone --season 1");
	sql_is(run, "SELECT number FROM voucher_type WHERE name = 'Student'", "7");
	run_ok(run, "--staff Morgan --now 2026-01-02T11:35 voucher-type edit Student --order 3");
	sql_is(run,
	       "SELECT group_concat(number || ' ' || name, ', ') FROM (SELECT * FROM "
	       "voucher_type WHERE number IS NOT NULL ORDER BY number)",
	       "1 Adult, 2 Group, 3 Friend, 4 Comp, 5 Programme, 6 Pass, 7 Student");
	run_ok(run, "check");
	run_end(run);
}

/* "-7d" was written as minutes: it is days from now on, and hours stay hours. */
static void test_windows_counted_in_days(void **state)
{
	static const char list[] =
		"--staff Morgan --now 2026-01-02T11:35 --till front redemption list --format csv";
	struct run *run = run_new();
	char command[1200];

	(void)state;
	load(run, "sold-with-0003.sql");
	snprintf(command, sizeof command,
		 "sqlite3 '%s' \"UPDATE redemption SET start_anchor = 'curtain', start_value = "
		 "-10080, end_value = -180 WHERE id = 2\"",
		 run->store);
	assert_int_equal(system(command), 0);
	run_ok(run, list);
	assert_non_null(strstr(run->out, "-7d"));
	sql_is(run,
	       "SELECT start_days, start_value, end_days, end_value FROM redemption WHERE id = 2",
	       "1|-10080|0|-180");
	run_ok(run, "check");
	run_end(run);
}

/* Codes are compared without blanks and hyphens from then on, and what holds keep of them counts.
 */
static void test_codes_of_a_store(void **state)
{
	struct run *run = run_new();

	(void)state;
	load(run, "sold-with-0003.sql");
	/* Two codes that are one without blanks and hyphens, and one that is nothing else. */
	change(run, "INSERT INTO redemption_code VALUES(7, 'wi-ll', 'WI-LL', 2, 0);"
		    "INSERT INTO redemption_code VALUES(9, 'b ard', 'B ARD', 3, 0);"
		    "INSERT INTO redemption_code VALUES(9, '- -', '- -', 4, 0)");
	run_ok(run, "check");
	/* The hold keeps its two uses. */
	sql_is(run,
	       "SELECT group_concat(redemption_id || code_fold || coalesce(uses, '') || '/' || "
	       "used "
	       "|| '/' || held) FROM (SELECT * FROM redemption_code ORDER BY redemption_id, "
	       "code_fold)",
	       "7bard6/2/0,7will/0/0,8bard6/0/2,8will/0/0,9- -4/0/0,9bard9/0/0,9will/0/0");
	/* Whose code a use was is known where its line had one. */
	sql_is(run, "SELECT count(*) FROM campaign_use WHERE said = 'ROMEO-1'", "3");
	run_end(run);
}

/* Members of before are found by their words, which stand beside the list from then on. */
static void test_words_of_a_list(void **state)
{
	static const char words[] = "SELECT group_concat(audience_id || word, ' ') FROM "
				    "(SELECT * FROM member_word ORDER BY audience_id, word)";
	static const char wanted[] = "1/ 17 1hara 1o'hara 1row 1stalls 1ærger";
	struct run *run = run_new();

	(void)state;
	load(run, "sold-with-0003.sql");
	change(run, "UPDATE member SET category = 'Stalls', location = 'Row / 7'");
	run_ok(run, "check");
	sql_is(run, words, "1/ 17 1row 1stalls");
	run_ok(run, "--staff Morgan --now 2026-01-02T11:35 audience add-member Members --code Z9 "
		    "--name \"O'Hara Ærger\"");
	sql_is(run, words, wanted);
	change(run, "DROP TABLE member_word; PRAGMA user_version = 4");
	run_ok(run, "check");
	sql_is(run, words, wanted);
	run_end(run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_old_store),
		cmocka_unit_test(test_a_store_without_audiences),
		cmocka_unit_test(test_a_store_of_lists_and_campaigns),
		cmocka_unit_test(test_types_get_numbers),
		cmocka_unit_test(test_codes_of_a_store),
		cmocka_unit_test(test_windows_counted_in_days),
		cmocka_unit_test(test_words_of_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
