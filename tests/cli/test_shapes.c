/*
 * The JSON of the contract: every object has its keys, each of its type, and
 * nothing that is a number elsewhere is a text here.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-05T12:00 "

static int setup(void **state)
{
	static const char *const lines[] = {
		M "patron add 'Zoë O’Hara' --email zoe@example.org --phone '555 0101'",
		M "voucher-type add 'Hamlet Bundle' --season Winter --category included --price 0 "
		  "--availability anyone",
		M
		"voucher-type add 'Season Pass' --season Winter --category bundle --price 60.00 "
		"--availability anyone --includes '2 Hamlet Bundle' --subscription --account 4711",
		M "redemption apply --type 'Season Pass' --cap 50",
		M "voucher-type add 'Two for One' --season Winter --category revenue --price 10.00 "
		  "--availability anyone",
		M "redemption apply --type 'Two for One' --performance 1 --codes BARD,WILL --min 2 "
		  "--max 2 --step 2 --start 2026-01-01T00:00 --end -30m --cap 10",
		M "sell 1 '2 Adult General' '2 Two for One' --code bard --patron zoe@example.org "
		  "--pay cash:100 --pay card:1.00:T-1 --no-print",
		M "sell 1 '31 Youth General' --override 'school trip' --no-print",
		M "sell '1 Season Pass' --patron zoe@example.org --no-print",
		M "hold add 2 '3 Adult General'",
		M "order reprint 1 --voucher 1 --no-print",
		NULL
	};
	struct run *run = run_office();

	run_all(run, lines);
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

/* s text, i integer, b true or false, a array, o object, t time; capital: or null. */
static bool fits(const json_t *value, char type)
{
	const char *text = json_string_value(value);

	if (json_is_null(value))
		return type >= 'A' && type <= 'Z';
	switch (type | 0x20) {
	case 's':
		return json_is_string(value);
	case 'i':
		return json_is_integer(value);
	case 'b':
		return json_is_boolean(value);
	case 'a':
		return json_is_array(value);
	case 'o':
		return json_is_object(value);
	case 't':
		return text && strlen(text) == 25 && text[10] == 'T' && text[22] == ':' &&
		       (text[19] == '+' || text[19] == '-');
	default:
		return false;
	}
}

/* keys: "id:i type:s …" */
static void has_keys(json_t *object, const char *keys)
{
	char *copy = strdup(keys), *rest = copy, *key;

	assert_true(json_is_object(object));
	while ((key = strtok_r(rest, " ", &rest))) {
		char *colon = strchr(key, ':');
		json_t *value;

		assert_non_null(colon);
		*colon = '\0';
		value = json_object_get(object, key);
		if (!value || !fits(value, colon[1]))
			fail_msg("\"%s\" is not of type %c in %s", key, colon[1],
				 json_dumps(object, JSON_ENCODE_ANY));
	}
	free(copy);
}

static void each_has(json_t *array, const char *keys)
{
	size_t i;
	json_t *item;

	assert_true(json_is_array(array));
	/* Nothing to look at proves nothing. */
	assert_true(json_array_size(array) > 0);
	json_array_foreach(array, i, item) has_keys(item, keys);
}

static json_t *list(struct run *run, const char *line, const char *key, const char *keys)
{
	json_t *json = run_json(run, line);

	assert_int_equal(json_object_size(json), 1);
	each_has(json_object_get(json, key), keys);
	return json;
}

#define OFFER                                                                                      \
	"id:i type:s price:i visible:b qty:I reason:S menu:a min:i max:I step:i left:I cap:I "     \
	"code_needed:b message:S"
#define LINE "type:s qty:i price:i amount:i code:S at:t performance:S"
#define VOUCHER "id:i type:s state:s performance:S parent:I order:i amount:i code:S"
#define ORDER                                                                                      \
	"id:i number:i patron:s total:i net:i change:i lines:a tenders:a vouchers:a overrides:a "  \
	"anchor:s at:t staff:S till:s"
#define PERFORMANCE                                                                                \
	"id:i show:s at:t capacity:i advance:I sold:i held:i left:i house_left:i oversold:i "      \
	"state:s"
#define REDEMPTION                                                                                 \
	"id:i type:s performance:S start:T end:T end_rule:s start_rule:s cap:I taken:i codes:a "   \
	"min:i max:I step:i"

static void test_lists(void **state)
{
	static const struct {
		const char *line, *key, *keys;
	} lists[] = {
		{ "season list", "seasons", "id:i name:s from:s to:s" },
		{ "house list", "houses", "id:i name:s capacity:i zone:s" },
		{ "show list", "shows", "id:i title:s season:s house:s event_type:s listed:S" },
		{ "performance list", "performances", PERFORMANCE },
		{ "performance list Hamlet", "performances", PERFORMANCE },
		{ "voucher-type list", "voucher_types",
		  "id:i name:s season:s category:s price:i availability:s includes:a "
		  "subscription:b changeable:b account:s" },
		{ "redemption list Hamlet", "redemptions", REDEMPTION },
		{ "redemption list hamlet@2026-01-05T20:00", "redemptions", REDEMPTION },
		{ "redemption list", "redemptions", REDEMPTION },
		{ M "offers hamlet@2026-01-05T20:00", "offers", OFFER },
		{ M "offers", "offers", OFFER },
		{ "order list", "orders", "id:i number:i at:t patron:s total:i net:i" },
		{ "hold list", "holds", "id:i expires:t lines:a state:s" },
		{ "voucher list", "vouchers", VOUCHER },
		{ "voucher list --patron zoe@example.org", "vouchers", VOUCHER },
		{ "patron find zo", "patrons", "id:i name:s email:s phone:s orders:i" },
		{ "staff list", "staff", "id:i name:s role:s pin:b disabled:b" },
		{ "option list", "options", "name:s value:s initial:s help:s" },
		{ "print queue", "jobs", "id:i job:i state:s file:S printer:s order:i message:S" },
		{ "print printers list", "printers",
		  "id:i name:s transport:s target:s default:b waiting:i unknown:i" },
		{ "journal show", "journal",
		  "till:s seq:i at:t staff:S approver:S kind:s body:s hash:s" },
	};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		json_decref(list(*state, lists[i].line, lists[i].key, lists[i].keys));
}

static void test_order(void **state)
{
	json_t *json = run_json(*state, "order show 1"), *order = json_object_get(json, "order");

	has_keys(order, ORDER);
	each_has(json_object_get(order, "lines"), LINE);
	each_has(json_object_get(order, "vouchers"), VOUCHER);
	each_has(json_object_get(order, "tenders"), "kind:s amount:i reference:S at:t");
	assert_int_equal(json_array_size(json_object_get(order, "overrides")), 0);
	assert_string_equal(json_string_value(json_object_get(order, "patron")), "Zoë O’Hara");
	assert_int_equal(json_integer_value(json_object_get(order, "total")), 10000);
	assert_int_equal(json_integer_value(json_object_get(order, "change")), 100);
	json_decref(json);
	json = run_json(*state, "order show 2");
	each_has(json_object_get(json_object_get(json, "order"), "overrides"),
		 "rule:s limit:i actual:i reason:s staff:s approver:S");
	json_decref(json);
}

static void test_a_bundle(void **state)
{
	json_t *json = run_json(*state, "order show 3");
	json_t *vouchers = json_object_get(json_object_get(json, "order"), "vouchers");
	size_t i, children = 0;
	json_t *voucher;

	each_has(vouchers, VOUCHER);
	json_array_foreach(vouchers, i, voucher) children +=
		json_is_integer(json_object_get(voucher, "parent"));
	assert_int_equal(children, 2);
	json_decref(json);
}

static void test_voucher_and_patron(void **state)
{
	struct run *run = *state;
	json_t *json = run_json(run, "voucher show 1"), *other;
	char *line;

	has_keys(json_object_get(json, "voucher"), VOUCHER);
	assert_true(asprintf(&line, "voucher show %s",
			     json_string_value(json_object_get(json_object_get(json, "voucher"),
							       "code"))) > 0);
	other = run_json(run, line);
	assert_true(json_equal(json, other));
	json_decref(json);
	json_decref(other);
	free(line);
	json = run_json(run, "patron show zoe@example.org");
	has_keys(json_object_get(json, "patron"), "id:i name:s email:s bought:a orders:i");
	each_has(json_object_get(json_object_get(json, "patron"), "bought"), "number:i total:i");
	json_decref(json);
}

static void test_changes_of_a_dry_run(void **state)
{
	struct run *run = *state;
	char *before = run_dump(run->store), *after;
	json_t *json, *change;

	json = run_json(run, M "redemption apply --type 'Adult General' --show Hamlet --cap 77 "
			       "--dry-run");
	each_has(json_object_get(json, "changes"),
		 "type:s performance:S change:s fields:o message:S");
	change = json_array_get(json_object_get(json, "changes"), 0);
	assert_string_equal(json_string_value(json_object_get(change, "change")), "changed");
	has_keys(json_object_get(json_object_get(change, "fields"), "cap"), "old:s new:s");
	json_decref(json);
	json = run_says(run, 2,
			M "redemption apply --type 'Adult General' --show Hamlet --min 5 --max 4");
	has_keys(json_object_get(json, "error"), "field:S value:S message:s");
	each_has(json_object_get(json, "changes"), "type:s change:s message:s");
	json_decref(json);
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void test_refusals(void **state)
{
	json_t *json = run_says(*state, 1, M "sell 2 '31 Youth General'");

	has_keys(json_object_get(json, "refused"),
		 "rule:s limit:i wanted:i left:i override:s message:s");
	json_decref(json);
	json = run_says(*state, 1, "--as patron --now 2026-01-05T12:00 sell 2 '31 Youth General'");
	has_keys(json_object_get(json, "refused"), "rule:s limit:I wanted:I left:i message:s");
	assert_true(json_is_null(json_object_get(json_object_get(json, "refused"), "override")));
	json_decref(json);
}

/* A window's ends are moments at the performance, with the rule beside them. */
static void test_a_redemption(void **state)
{
	json_t *json = run_json(*state, "redemption list 1"), *redemption;
	json_t *rows = json_object_get(json, "redemptions");
	size_t i;

	json_array_foreach(rows, i, redemption)
	{
		const char *type = json_string_value(json_object_get(redemption, "type"));

		if (strcmp(type, "Two for One") != 0)
			continue;
		assert_string_equal(json_string_value(json_object_get(redemption, "end")),
				    "2026-01-05T19:30:00+01:00");
		assert_string_equal(json_string_value(json_object_get(redemption, "end_rule")),
				    "-30m");
		assert_string_equal(json_string_value(json_object_get(redemption, "start")),
				    "2026-01-01T00:00:00+01:00");
		assert_int_equal(json_integer_value(json_object_get(redemption, "taken")), 2);
		assert_int_equal(json_array_size(json_object_get(redemption, "codes")), 2);
		json_decref(json);
		return;
	}
	fail_msg("the redemption is not listed");
}

/* What looks like a formula is data, and is not touched. */
static void test_csv_is_exact(void **state)
{
	struct run *run = *state;

	run_ok(run, M "patron add '=SUM(A1:A9)'");
	run_ok(run, M "patron add '@home, sweet'");
	run_ok(run, "patron find sum --format csv");
	assert_string_equal(strchr(run->out, '\n') + 1, "3,=SUM(A1:A9),,,0\n");
	run_ok(run, "patron find sweet --format csv");
	assert_string_equal(strchr(run->out, '\n') + 1, "4,\"@home, sweet\",,,0\n");
}

/* Wide letters and marks keep the columns straight. */
static void test_tables_are_straight(void **state)
{
	struct run *run = *state;
	const char *first, *second;

	run_ok(run, M "patron add 李小龍 --email longest.of.all@example.org");
	run_ok(run, "patron find 李");
	first = strstr(run->out, "E-MAIL");
	second = strstr(run->out, "longest");
	assert_non_null(first);
	assert_non_null(second);
	/* Three letters of two columns are nine bytes. */
	assert_int_equal(second - (strchr(run->out, '\n') + 1), first - run->out + 3);
	run_ok(run, "season list");
	assert_null(strstr(run->out, " \n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_a_bundle),
		cmocka_unit_test(test_voucher_and_patron),
		cmocka_unit_test(test_changes_of_a_dry_run),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_a_redemption),
		cmocka_unit_test(test_csv_is_exact),
		cmocka_unit_test(test_tables_are_straight),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
