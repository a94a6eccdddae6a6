/*
 * Words and options sorted apart, and typed values: the command line's own
 * small parsers, without a program around them.
 */
#include "cli/cli.h"
#include "cli/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bo_arena arena;

static int teardown(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	return 0;
}

#define LINE(...)                                                                                  \
	(char *[])                                                                                 \
	{                                                                                          \
		name, __VA_ARGS__, NULL                                                            \
	}

static char name[] = "boxoffice";

static int count(char **argv)
{
	int n = 0;

	while (argv[n])
		n++;
	return n;
}

static const char *value_of(const struct args *args, const char *option)
{
	for (size_t i = 0; i < args->n_given; i++)
		if (strcmp(args->given[i].name, option) == 0)
			return args->given[i].value;
	return NULL;
}

static void test_options_stand_anywhere(void **state)
{
	char staff[] = "--staff", ada[] = "Ada", order[] = "order", show[] = "show", n[] = "12",
	     json[] = "--format=json", empty[] = "--codes=", end[] = "--", dash[] = "--staff";
	char **argv = LINE(staff, ada, order, json, show, empty, n, end, dash);
	struct args_fault fault;
	struct args args;

	(void)state;
	assert_int_equal(args_read(&arena, cli_table, count(argv), argv, &args, &fault), ARGS_OK);
	assert_int_equal(args.n_words, 4);
	assert_string_equal(args.word[0], "order");
	assert_string_equal(args.word[1], "show");
	assert_string_equal(args.word[2], "12");
	assert_string_equal(args.word[3], "--staff");
	assert_string_equal(value_of(&args, "--staff"), "Ada");
	assert_string_equal(value_of(&args, "--format"), "json");
	assert_string_equal(value_of(&args, "--codes"), "");
	assert_null(value_of(&args, "--till"));
}

static void test_values_may_begin_with_a_dash(void **state)
{
	char end[] = "--end", rule[] = "-90m", minus[] = "-2 Adult General", alone[] = "-";
	char **argv = LINE(end, rule, minus, alone);
	struct args_fault fault;
	struct args args;

	(void)state;
	assert_int_equal(args_read(&arena, cli_table, count(argv), argv, &args, &fault), ARGS_OK);
	assert_string_equal(value_of(&args, "--end"), "-90m");
	assert_int_equal(args.n_words, 2);
	assert_string_equal(args.word[0], "-2 Adult General");
}

static void test_several_values_keep_their_order(void **state)
{
	char pay[] = "--pay", one[] = "cash:1", two[] = "--pay=card:2:A=B", no[] = "--no-print";
	char **argv = LINE(pay, one, no, two);
	struct args_fault fault;
	struct args args;

	(void)state;
	assert_int_equal(args_read(&arena, cli_table, count(argv), argv, &args, &fault), ARGS_OK);
	assert_int_equal(args.n_given, 3);
	assert_string_equal(args.given[0].value, "cash:1");
	assert_string_equal(args.given[2].value, "card:2:A=B");
	assert_null(args.given[1].value);
	assert_string_equal(args.given[1].name, "--no-print");
}

static void test_wrong_options_are_named(void **state)
{
	char typo[] = "--stafff", value[] = "--dry-run=yes", last[] = "--staff", letter[] = "-x",
	     strange[] = "--qqqqqq";
	struct args_fault fault;
	struct args args;

	(void)state;
	assert_int_equal(args_read(&arena, cli_table, 2, LINE(typo), &args, &fault), ARGS_WRONG);
	assert_non_null(strstr(fault.message, "did you mean --staff?"));
	assert_string_equal(fault.field, "option");
	assert_int_equal(args_read(&arena, cli_table, 2, LINE(strange), &args, &fault), ARGS_WRONG);
	assert_null(strstr(fault.message, "did you mean"));
	assert_int_equal(args_read(&arena, cli_table, 2, LINE(value), &args, &fault), ARGS_WRONG);
	assert_non_null(strstr(fault.message, "takes no value"));
	assert_int_equal(args_read(&arena, cli_table, 2, LINE(last), &args, &fault), ARGS_WRONG);
	assert_non_null(strstr(fault.message, "needs a value"));
	assert_string_equal(fault.field, "staff");
	assert_int_equal(args_read(&arena, cli_table, 2, LINE(letter), &args, &fault), ARGS_WRONG);
}

static void test_the_format_is_known_before_errors(void **state)
{
	char bad[] = "--bad", format[] = "--format", json[] = "json", joined[] = "--format=csv",
	     formatx[] = "--formatx", end[] = "--";

	(void)state;
	assert_string_equal(args_peek(4, LINE(bad, format, json), "--format"), "json");
	assert_string_equal(args_peek(4, LINE(format, json, joined), "--format"), "csv");
	assert_null(args_peek(3, LINE(formatx, json), "--format"));
	assert_null(args_peek(4, LINE(end, format, json), "--format"));
	assert_null(args_peek(2, LINE(format), "--format"));
}

static void test_wishes_are_told_from_performances(void **state)
{
	(void)state;
	assert_true(looks_like_wish("2 Adult General"));
	assert_true(looks_like_wish("0 Adult General"));
	assert_true(looks_like_wish("-2 Adult General"));
	assert_true(looks_like_wish("2.5 Adult General"));
	assert_true(looks_like_wish("2  x"));
	assert_false(looks_like_wish("12"));
	assert_false(looks_like_wish("12 "));
	assert_false(looks_like_wish("hamlet@2026-01-05T20:00"));
	assert_false(looks_like_wish("12 Angry Men@2026-01-05T20:00"));
	assert_false(looks_like_wish("two Adult General"));
	assert_false(looks_like_wish(""));
}

struct wish {
	const char *text;
	int64_t qty;	  /* 0: refused */
	const char *rest; /* the name, or the field at fault */
};

static void test_wishes(void **state)
{
	static const struct wish wishes[] = {
		{ "2 Adult General", 2, "Adult General" },
		{ "100000  x", 100000, "x" },
		{ "007 x", 7, "x" },
		{ "0 x", 0, "qty" },
		{ "-2 x", 0, "qty" },
		{ "100001 x", 0, "qty" },
		{ "99999999999 x", 0, "qty" },
		{ "99999999999999999999999999999999999999999999999999999 x", 0, "qty" },
		{ "two x", 0, "qty" },
		{ "+2 x", 0, "qty" },
		{ "2.5 x", 0, "qty" },
		{ "1,000 x", 0, "qty" },
		{ "0x2 x", 0, "qty" },
		{ "- x", 0, "qty" },
		{ "2", 0, "type" },
		{ "2 ", 0, "type" },
		{ "", 0, "qty" },
	};
	struct cli cli = { .now = BO_NONE };

	(void)state;
	for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
		const char *rest = "";
		int64_t qty = 0;

		cli.has_error = false;
		if (wishes[i].qty) {
			assert_int_equal(parse_wish(&cli, wishes[i].text, &qty, &rest), BO_OK);
			assert_int_equal(qty, wishes[i].qty);
			assert_string_equal(rest, wishes[i].rest);
		} else {
			assert_int_equal(parse_wish(&cli, wishes[i].text, &qty, &rest), BO_INVALID);
			assert_true(cli.has_error);
			assert_string_equal(cli.error.field, wishes[i].rest);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_options_stand_anywhere, teardown),
		cmocka_unit_test_teardown(test_values_may_begin_with_a_dash, teardown),
		cmocka_unit_test_teardown(test_several_values_keep_their_order, teardown),
		cmocka_unit_test_teardown(test_wrong_options_are_named, teardown),
		cmocka_unit_test_teardown(test_the_format_is_known_before_errors, teardown),
		cmocka_unit_test(test_wishes_are_told_from_performances),
		cmocka_unit_test(test_wishes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
