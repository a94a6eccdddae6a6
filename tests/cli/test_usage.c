/*
 * A usage line is the rule: alternatives exclude each other, what stands once is
 * given once, and what was typed is text.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-02T12:00 "

static struct run *run;

static int setup(void **state)
{
	(void)state;
	run = run_office();
	run->pin = "3333";
	run_ok(run, M "show add Othello --season Winter --house 'Main House'");
	run_ok(run, M "season list");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	run_end(run);
	return 0;
}

static void refuses(const char *line, const char *field, const char *part)
{
	char *before = run_dump(run->store), *after;
	json_t *answer = run_says(run, 2, line), *error = json_object_get(answer, "error");

	if (strcmp(json_string_value(json_object_get(error, "field")), field) != 0)
		fail_msg("\"%s\" blames %s", line,
			 json_string_value(json_object_get(error, "field")));
	if (!strstr(json_string_value(json_object_get(error, "message")), part))
		fail_msg("\"%s\" says %s", line,
			 json_string_value(json_object_get(error, "message")));
	json_decref(answer);
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void test_alternatives_exclude_each_other(void **state)
{
	(void)state;
	refuses(M "show clone Hamlet --as HX --to Othello --shift 1y", "to", "not both");
	refuses(M "show clone Hamlet --shift 1y --to Othello", "to", "--shift or --to");
	refuses(M "patron import x.csv --header --no-header", "no-header", "not both");
	refuses(M "performance add Hamlet --at 2026-02-01T20:00 --time 20:00", "time", "not both");
	refuses(M "redemption apply --type 'Adult General' --show Hamlet --performance 1",
		"performance", "not both");
	refuses("redemption list Hamlet --show Hamlet", "show", "not both");
	refuses(M "print printers add X --folder d --queue q", "queue", "not both");
	refuses(M "voucher-type edit 'Adult General' --subscription --no-subscription",
		"no-subscription", "not both");
	refuses(M "campaign add X --everybody --unlock --price 5", "price", "not both");
	/* What goes together goes together. */
	run_ok(run, M "show clone Hamlet --as 'Hamlet again' --shift 14d --season Winter");
	run_ok(run, M "redemption apply --type 'Adult General' --type 'Youth General' --show "
		      "Hamlet --min 1 --max 8 --dry-run");
}

static void test_what_stands_once_is_given_once(void **state)
{
	(void)state;
	refuses(M "show add Lear --season Winter --house 'Main House' --season Summer", "season",
		"given twice");
	refuses(M "performance move 1 --to 2026-01-08T20:00 --to 2026-01-09T20:00", "to",
		"given twice");
	refuses(M "redemption apply --type 'Adult General' --show Hamlet --cap 5 --cap 6", "cap",
		"given twice");
	refuses(M "sell 1 '1 Adult General' --patron A --patron B", "patron", "given twice");
	refuses(M "redemption apply --type 'Adult General' --show Hamlet --dry-run --dry-run",
		"dry-run", "given twice");
	/* Options of every command too: who acts is not a matter of order. */
	refuses(M "season list --staff Casey", "staff", "given twice");
	refuses("--now 2026-01-01T10:00 --now 2026-01-02T10:00 season list", "now", "given twice");
	run_ok(run, M "sell 1 '2 Adult General' --pay card:30.00 --pay cash:50.00 --no-print");
	run_ok(run, M "performance add Hamlet --at 2026-02-01T20:00 --at 2026-02-02T20:00");
	run_ok(run, M "patron add 'Zoe Quinn' --label A --label B --opt-out email --opt-out post");
}

/* Bytes that are no text are not dropped, wherever they stand. */
static void test_arguments_are_text(void **state)
{
	(void)state;
	refuses(M "patron add 'Zo\xff\xfe'", "name", "UTF-8");
	refuses("season list --till 'fr\xc3ont'", "till", "UTF-8");
	refuses("offers 'Ham\xe4let@2026-01-05T20:00'", "p", "UTF-8");
	refuses(M "sell 1 '1 Adult General' --code 'B\x80RD'", "code", "UTF-8");
	refuses(M "sell 1 '1 Adult Gen\xf6ral'", "lines", "UTF-8");
	refuses("patron find 'quinn\xff'", "words", "UTF-8");
	refuses("order list --patron 'Zo\xeb'", "patron", "UTF-8");
	refuses("audience who '\xed\xa0\x80'", "code", "UTF-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
		T(test_alternatives_exclude_each_other),
		T(test_what_stands_once_is_given_once),
		T(test_arguments_are_text),
	};

	return cmocka_run_group_tests_name("cli/usage", tests, NULL, NULL);
}
