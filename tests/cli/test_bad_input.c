/*
 * Bad input: each gets its exit code, one clean sentence, a JSON object that
 * names the field, and leaves the store as it was to the last byte of its dump.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-05T12:00 "
#define RLO "\xe2\x80\xae"
#define ADD_TYPE                                                                                   \
	M "voucher-type add Senior --season Winter --category revenue --availability anyone "
#define ADD_SERIES M "performance add Hamlet --on fri,sat "
#define APPLY M "redemption apply --type 'Adult General' --show Hamlet "

struct bad {
	int code;
	const char *field; /* or the rule, where code is 1 */
	const char *line;
	const char *says; /* part of the sentence; NULL: any */
};

static const struct bad quantities[] = {
	{ 2, "qty", M "sell 1 '0 Adult General'", "1 to 100000" },
	{ 2, "qty", M "sell 1 '-2 Adult General'", "1 to 100000" },
	{ 2, "qty", M "sell 1 '99999999999 Adult General'", "1 to 100000" },
	{ 2, "qty", M "sell 1 '999999999999999999999999999999 Adult General'", "1 to 100000" },
	{ 2, "qty", M "sell 1 'two Adult General'", "whole number" },
	{ 2, "qty", M "sell 'two Adult General'", "whole number" },
	{ 2, "qty", M "sell 1 '2.5 Adult General'", "whole number" },
	{ 2, "qty", M "sell 1 '1e3 Adult General'", "whole number" },
	{ 2, "qty", M "sell 1 '+2 Adult General'", "whole number" },
	{ 2, "qty", M "hold add 1 'many Adult General'", "whole number" },
	{ 2, "type", M "sell 1 '2'", "voucher type" },
	{ 2, "type", M "sell 1 2", "voucher type" },
	{ 2, "lines", M "sell", "What?" },
	{ 2, "lines", M "sell hamlet@2026-01-05T20:00", "What?" },
	{ 2, "lines", M "hold add 1", NULL },
	{ 1, "house_capacity", M "sell 1 '101 Adult General'", NULL },
};

static const struct bad prices[] = {
	{ 2, "price", ADD_TYPE "--price 4.005", "decimals" },
	{ 2, "price", ADD_TYPE "--price -4", NULL },
	{ 2, "price", ADD_TYPE "--price 99999999999999999999", NULL },
	{ 2, "price", ADD_TYPE "--price free", NULL },
	{ 2, "price", ADD_TYPE "--price '4,00'", NULL },
	{ 2, "price", ADD_TYPE "--price 1,000.00", NULL },
	{ 2, "price", ADD_TYPE "--price ''", NULL },
	{ 2, "price", ADD_TYPE, "needs --price" },
	{ 2, "pay", M "sell 1 '1 Adult General' --pay cash", "KIND:AMOUNT" },
	{ 2, "pay", M "sell 1 '1 Adult General' --pay cash:", NULL },
	{ 2, "pay", M "sell 1 '1 Adult General' --pay cash:-40.00", NULL },
	{ 2, "pay", M "sell 1 '1 Adult General' --pay cash:40.001", "decimals" },
	{ 2, "pay", M "sell 1 '1 Adult General' --pay bitcoin:40.00", "cash, card" },
	{ 1, "payment", M "sell 1 '1 Adult General' --pay cash:39.99", NULL },
	{ 1, "payment", M "sell 1 '1 Adult General' --pay card:50.00", NULL },
	{ 2, "availability", M "voucher-type edit 'Adult General' --availability everybody", NULL },
	{ 2, "changeable", M "voucher-type edit 'Adult General' --changeable maybe", "yes or no" },
};

static const struct bad names[] = {
	{ 2, "show", M "performance add Hamlt --at 2026-02-01T20:00", "did you mean \"Hamlet\"" },
	{ 2, "show", M "performance list Ham1et", "did you mean" },
	{ 2, NULL, "offers hamlt@2026-01-05T20:00", "Hamlet" },
	{ 2, NULL, "offers hamlet@2026-01-07T20:00", NULL },
	{ 2, NULL, "offers 99", NULL },
	{ 2, NULL, M "sell 1 '1 Adult Generl'", "did you mean \"Adult General\"" },
	{ 2, NULL, "patron show Nobody", NULL },
	{ 2, "staff", "--staff Morgen check", "Nobody here is called Morgen." },
	{ 2, "season", M "show add Othello --season Sumer --house 'Main House'", NULL },
	{ 2, "house", M "show add Othello --season Winter --house 'Man House'", "did you mean" },
	{ 2, "option", M "option set curency USD", "did you mean currency" },
	{ 2, NULL, M "option set zone Europe/Berlino", "zone" },
	{ 2, NULL, "order show 99", NULL },
	{ 2, "order", "order show last", "whole number" },
	{ 2, "job", M "print settle 99 printed", "no print job" },
	{ 2, "settle", M "print settle 1 lost", "printed or spoiled" },
	{ 2, NULL, M "house add 'Main House' --capacity 10", NULL },
	{ 2, NULL, M "staff add casey --role clerk", "already" },
	{ 2, "role", M "staff add Dora --role usher", "clerk" },
	{ 2, NULL, M "staff add Dora --role clerk --pin 12", NULL },
	{ 2, "name", M "house add '' --capacity 10", "empty" },
	{ 2, "name", M "house add '   ' --capacity 10", "empty" },
	{ 2, "name", M "house add 'Ma\x01in' --capacity 10", "control character" },
	{ 2, "name", M "house add 'Ma\x1b[2Jin' --capacity 10", "control character" },
	{ 2, NULL, M "show add 'Ham" RLO "let' --season Winter --house 'Main House'", "direction" },
	{ 2, "name", M "patron add 'Zo\xff\xfe'", "UTF-8" },
	{ 2, NULL, M "patron add Zoe --email 'not an address'", NULL },
	{ 2, NULL, M "performance list 'x\x1b]0;boo\x07'", NULL },
};

static const struct bad times[] = {
	{ 2, "at", M "performance add Hamlet --at 2026-02-30T20:00", "does not exist" },
	{ 2, "at", M "performance add Hamlet --at 2026-03-29T02:30", "clock skips" },
	{ 2, "at", M "performance add Hamlet --at tomorrow", NULL },
	{ 2, "at", M "performance add Hamlet --at 2026-13-01T20:00", NULL },
	{ 2, NULL, M "performance add Hamlet --at 2027-01-05T20:00", NULL },
	{ 2, NULL, M "performance add Hamlet --at 2026-02-01T20:00 --at 2026-01-05T20:00", NULL },
	{ 2, "at", M "performance add Hamlet", "--at" },
	{ 2, NULL, ADD_SERIES "--from 2026-02-30 --to 2026-03-01 --time 20:00", "does not exist" },
	{ 2, NULL, ADD_SERIES "--from 2026-03-01 --to 2026-02-01 --time 20:00", NULL },
	{ 2, "time", ADD_SERIES "--from 2026-02-01 --to 2026-02-28 --time 25:00", NULL },
	{ 2, "on",
	  M "performance add Hamlet --from 2026-02-01 --to 2026-02-28 --on fry --time 20:00",
	  NULL },
	{ 2, NULL, M "performance move 1 --to 2026-01-06T20:00", NULL },
	{ 2, "to", M "season add Summer --from 2026-09-01 --to 2026-06-01", NULL },
	{ 2, "from", M "season add Summer --from 2026-02-29 --to 2026-06-01", "does not exist" },
	{ 2, "capacity", M "house add Studio --capacity 0", "1 to" },
	{ 2, "capacity", M "house add Studio --capacity -5", "1 to" },
	{ 2, "capacity", M "house add Studio --capacity lots", "whole number" },
	{ 2, "capacity", M "performance edit 1 --capacity 99999999999999999999", "1 to" },
	{ 2, "advance", M "performance edit 1 --advance some", "whole number" },
	{ 2, "end", APPLY "--end soon", NULL },
	{ 2, "end", APPLY "--end -3y", NULL },
	{ 2, NULL, APPLY "--start 2026-01-05T19:00 --end 2026-01-05T10:00", NULL },
	{ 2, "cap", APPLY "--cap -1", NULL },
	{ 2, "min", APPLY "--min 0", NULL },
	{ 2, NULL, APPLY "--min 5 --max 4", NULL },
	{ 2, "step", APPLY "--step 1.5", NULL },
	{ 2, "keep", APPLY "--keep cap,ends", "did you mean" },
	{ 2, "now", "--now yesterday check", NULL },
	{ 2, "from", "order list --from 2026-02-31", "does not exist" },
};

static const struct bad usage[] = {
	{ 2, "command", "frobnicate", "boxoffice help" },
	{ 2, "command", "seel", "did you mean" },
	{ 2, "command", "order shwo 1", "did you mean \"order show\"" },
	{ 2, "command", "print printers lsit", "did you mean \"print printers list\"" },
	{ 2, "command", "order", "one of: list" },
	{ 2, "command", "reward add X", NULL },
	{ 2, "command", "till open", NULL },
	{ 2, "command", "raport revenue", NULL },
	{ 2, "command", "voucher burn 1", "there are: list, show" },
	{ 2, "command", "patron split 1 2", NULL },
	{ 2, "option", "--staf Morgan check", "did you mean --staff" },
	{ 2, "option", "check --capacity 5", "takes no --capacity" },
	{ 2, "option", "order list -x", "no option -x" },
	{ 2, "format", "--format xml check", "table, json or csv" },
	{ 2, "as", "--as manager check", "patron" },
	{ 2, "dry-run", "redemption apply --dry-run=no", "takes no value" },
	{ 2, "store", "check --store", "needs a value" },
	{ 2, "arguments", "check it", "one word too many" },
	{ 2, "name", M "staff add", "NAME is missing" },
	{ 2, "n", "order show", "N is missing" },
	{ 2, "value", M "option set currency", "VALUE is missing" },
	{ 2, "type", APPLY "--type", "needs a value" },
	{ 2, "hold", M "sell --hold 1 '2 Adult General'", NULL },
	{ 2, "hold", M "hold release x", "whole number" },
	{ 1, "permission", "--staff Casey --till front house add Studio --capacity 10", NULL },
};

static int setup(void **state)
{
	struct run *run = run_office();

	/* The till is made by what uses it first, so that refusals find it there. */
	run_ok(run, M "patron add 'First Nighter'");
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static const struct bad by_nobody = { 1, "permission", "sell 1 '1 Adult General'", "clerk" };

static const char *member(const json_t *json, const char *object, const char *key)
{
	const char *text = json_string_value(json_object_get(json_object_get(json, object), key));

	return text ? text : "";
}

/* One sentence: a line, in clean text, that ends like one. */
static void sentence(const struct run *run, const struct bad *bad)
{
	size_t n = strlen(run->err);
	const char *end = strchr(run->err, '\n');

	if (strncmp(run->err, "boxoffice: ", 11) != 0 || n < 20 || end != run->err + n - 1 ||
	    !run_is_clean(run->err))
		fail_msg("\"%s\" said no clean sentence:\n%s", bad->line, run->err);
	if (bad->says && !strstr(run->err, bad->says))
		fail_msg("\"%s\" does not say \"%s\":\n%s", bad->line, bad->says, run->err);
}

static void refused(struct run *run, const struct bad *bad, const char *before)
{
	const char *object = bad->code == 1 ? "refused" : "error";
	const char *key = bad->code == 1 ? "rule" : "field";
	char *after;
	json_t *json;

	run->pin = strstr(bad->line, "--staff Casey") ? "1111" : "3333";
	run_line(run, bad->line);
	if (run->code != bad->code)
		fail_msg("\"%s\" ended with %d instead of %d:\n%s%s", bad->line, run->code,
			 bad->code, run->out, run->err);
	/* A batch lists the pairs it cannot do; nothing else has data then. */
	if (!strstr(bad->line, "redemption apply"))
		assert_string_equal(run->out, "");
	assert_true(run_is_clean(run->out));
	sentence(run, bad);
	if (!strstr(bad->line, "--format")) {
		json = run_says(run, bad->code, bad->line);
		sentence(run, bad);
		assert_true(run_is_clean(run->out));
		assert_true(strlen(member(json, object, "message")) > 10);
		if (bad->field && strcmp(member(json, object, key), bad->field) != 0)
			fail_msg("\"%s\" blames \"%s\" instead of \"%s\":\n%s", bad->line,
				 member(json, object, key), bad->field, run->err);
		json_decref(json);
	}
	after = run_dump(run->store);
	if (strcmp(before, after) != 0)
		fail_msg("\"%s\" changed the store", bad->line);
	free(after);
}

static void each(struct run *run, const struct bad *bad, size_t n)
{
	char *before = run_dump(run->store);

	for (size_t i = 0; i < n; i++)
		refused(run, &bad[i], before);
	free(before);
}

#define EACH(table)                                                                                \
	static void test_##table(void **state)                                                     \
	{                                                                                          \
		each(*state, table, sizeof(table) / sizeof *(table));                              \
	}
EACH(quantities)
EACH(prices)
EACH(names)
EACH(times)
EACH(usage)

static void test_nobody_is_signed_in(void **state)
{
	struct run *run = *state;

	run->reader = NULL;
	each(run, &by_nobody, 1);
	run->reader = "Morgan";
}

static void test_a_title_of_ten_thousand_letters(void **state)
{
	struct run *run = *state;
	char title[10001], *before = run_dump(run->store), *after;
	const char *const words[] = { "--staff", "Morgan",   "--till", "front",	  "show", "add",
				      title,	 "--season", "Winter", "--house", "1",	  NULL };

	run->pin = "3333";
	memset(title, 'x', sizeof title - 1);
	title[sizeof title - 1] = '\0';
	assert_int_equal(run_words(run, words), 2);
	assert_non_null(strstr(run->err, "too long"));
	assert_true(strlen(run->err) < 1000);
	assert_true(run_is_clean(run->err));
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

/* The clock of a real store is the world's. */
static void test_no_clock_in_a_real_store(void **state)
{
	struct run *run = run_new();
	char *before, *after;

	(void)state;
	run_ok(run, "init");
	before = run_dump(run->store);
	assert_int_equal(run_line(run, "--now 2026-01-05T12:00 staff list"), 2);
	assert_non_null(strstr(run->err, "training"));
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
	run_end(run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quantities),
		cmocka_unit_test(test_prices),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_usage),
		cmocka_unit_test(test_nobody_is_signed_in),
		cmocka_unit_test(test_a_title_of_ten_thousand_letters),
		cmocka_unit_test(test_no_clock_in_a_real_store),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
