/*
 * Campaigns by command: the whole way from a draft to what it gave, the JSON of it,
 * and what is refused.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-05T12:00 "

static struct run *run;

static int begin(void **state)
{
	static const char *const lines[] = {
		M "audience add 'Last year' --quantity 2",
		M "audience add-member 'Last year' --code ALPHA",
		M "audience add-member 'Last year' --email zoe@example.org",
		M "patron add Zoë --email zoe@example.org", NULL
	};

	(void)state;
	run = run_office();
	run_all(run, lines);
	return 0;
}

static int end(void **state)
{
	(void)state;
	run_ok(run, "check");
	run_end(run);
	return 0;
}

static const char *text(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static json_int_t number(const json_t *object, const char *key)
{
	assert_true(json_is_integer(json_object_get(object, key)));
	return json_integer_value(json_object_get(object, key));
}

static bool null(const json_t *object, const char *key)
{
	return json_is_null(json_object_get(object, key));
}

/* The object of a campaign, which the caller frees with what it is in. */
static json_t *shown(json_t **json, const char *line)
{
	*json = run_json(run, line);
	assert_true(json_is_object(json_object_get(*json, "campaign")));
	return json_object_get(*json, "campaign");
}

static void a_campaign_whole(void **state)
{
	json_t *json, *c;

	(void)state;
	c = shown(&json,
		  M "campaign add 'Früh' --audience 'last year' --discount 12.5% --public-name "
		    "'Early birds' --show Hamlet --type 'Adult General' --from 2026-01-01 --until "
		    "2026-01-31 --channel counter --min-tickets 2 --per show --max-uses 100 "
		    "--max-money 500.00 --joins --print-code --by code --by email");
	assert_string_equal(text(c, "name"), "Früh");
	assert_string_equal(text(c, "public_name"), "Early birds");
	assert_string_equal(text(c, "state"), "draft");
	assert_string_equal(text(c, "audience"), "Last year");
	assert_string_equal(text(c, "effect"), "percent");
	assert_int_equal(number(c, "value"), 1250);
	assert_string_equal(text(c, "words"), "12.5% off");
	assert_string_equal(text(c, "starts"), "2026-01-01T00:00:00+01:00");
	assert_string_equal(text(c, "ends"), "2026-01-31T23:59:59+01:00");
	assert_string_equal(text(c, "channel"), "counter");
	assert_string_equal(text(c, "scope"), "show");
	assert_int_equal(number(c, "min_tickets"), 2);
	assert_int_equal(number(c, "max_uses"), 100);
	assert_int_equal(number(c, "max_money"), 50000);
	assert_int_equal(number(c, "uses"), 0);
	assert_int_equal(number(c, "spent"), 0);
	assert_true(json_is_true(json_object_get(c, "joins")));
	assert_true(json_is_true(json_object_get(c, "print_code")));
	assert_int_equal(json_array_size(json_object_get(c, "by")), 2);
	assert_int_equal(json_array_size(json_object_get(c, "targets")), 2);
	json_decref(json);
	c = shown(&json, M "campaign edit früh --until none --max-uses none --no-joins --type "
			   "'Youth General' --price 10 --automatic --across-events");
	assert_true(null(c, "ends") && null(c, "max_uses"));
	assert_true(json_is_false(json_object_get(c, "joins")));
	assert_string_equal(text(c, "effect"), "price");
	assert_string_equal(text(c, "scope"), "all");
	assert_int_equal(number(c, "value"), 1000);
	assert_int_equal(json_array_size(json_object_get(c, "by")), 3);
	assert_int_equal(json_array_size(json_object_get(c, "targets")), 2);
	assert_string_equal(text(json_array_get(json_object_get(c, "targets"), 1), "name"),
			    "Youth General");
	json_decref(json);
	c = shown(&json, M "campaign edit 1 --everything --everybody");
	assert_true(null(c, "audience"));
	assert_int_equal(json_array_size(json_object_get(c, "by")), 0);
	assert_int_equal(json_array_size(json_object_get(c, "targets")), 0);
	json_decref(json);
}

static void used_across_events_and_refused_with_where(void **state)
{
	json_t *json, *refused, *row;

	(void)state;
	run_ok(run, M "campaign add Friends --audience 'Last year' --discount 10% --across-events");
	run_ok(run, M "campaign preview Friends 1 '2 Adult General' --code alpha");
	assert_non_null(strstr(run->out, "Total 72.00, 8.00 off."));
	run_ok(run, M "campaign start Friends");
	run_ok(run, M "sell 1 '1 Adult General' --code alpha --no-print");
	run_ok(run, M "sell 2 '1 Adult General' --code alpha --no-print");
	json = run_says(run, 1, M "sell 2 '1 Adult General' --code alpha --no-print");
	refused = json_object_get(json, "refused");
	assert_string_equal(text(refused, "rule"), "used_up");
	assert_int_equal(number(refused, "limit"), 2);
	assert_int_equal(number(refused, "left"), 0);
	assert_non_null(
		strstr(text(refused, "message"), "2 of 2 used: Hamlet 5 Jan, Hamlet 6 Jan"));
	json_decref(json);
	json = run_json(run, M "campaign standing --code alpha --performance 1");
	row = json_array_get(json_object_get(json, "standings"), 0);
	assert_string_equal(text(row, "campaign"), "Friends");
	assert_string_equal(text(row, "member"), "ALPHA");
	assert_int_equal(number(row, "used"), 2);
	assert_int_equal(number(row, "left"), 0);
	assert_string_equal(text(row, "reason"), "used_up");
	json_decref(json);
	json = run_json(run, M "campaign who Friends");
	row = json_object_get(json, "members");
	assert_int_equal(json_array_size(row), 2);
	assert_int_equal(number(json_array_get(row, 0), "left"), 0);
	assert_int_equal(number(json_array_get(row, 1), "left"), 2);
	json_decref(json);
	run_ok(run, M "order refund 1");
	json = run_json(run, "campaign show Friends");
	assert_int_equal(number(json_object_get(json, "campaign"), "uses"), 1);
	assert_int_equal(number(json_object_get(json, "campaign"), "spent"), 400);
	json_decref(json);
	json = run_json(run, M "report campaigns");
	row = json_array_get(json_object_get(json, "campaigns"), 0);
	assert_int_equal(number(row, "uses"), 1);
	assert_int_equal(number(row, "revenue"), 3600);
	json_decref(json);
}

static void a_patron_needs_automatic(void **state)
{
	json_t *json;

	(void)state;
	run_ok(run, M "campaign add Friends --audience 'Last year' --discount 5.00 --by code");
	run_ok(run, M "campaign start Friends");
	json = run_json(run, M "campaign standing --patron zoe@example.org");
	assert_int_equal(json_array_size(json_object_get(json, "standings")), 0);
	json_decref(json);
	run_ok(run, M "campaign edit Friends --automatic");
	json = run_json(run, M "campaign standing --patron zoe@example.org");
	assert_int_equal(json_array_size(json_object_get(json, "standings")), 1);
	json_decref(json);
}

static void states_and_places(void **state)
{
	(void)state;
	run_ok(run, M "campaign add A --everybody --discount 10%");
	run_ok(run, M "campaign add B --everybody --price 5");
	run_ok(run, M "campaign order B --place 1");
	run_ok(run, "campaign list --format csv");
	assert_non_null(strstr(run->out, "1,2,B,draft,everybody,for 5.00,0,0.00"));
	assert_non_null(strstr(run->out, "2,1,A,draft,everybody,10% off,0,0.00"));
	assert_int_equal(run_line(run, M "campaign stop A"), 1);
	run_ok(run, M "campaign start A");
	run_ok(run, M "campaign stop A");
	run_ok(run, M "campaign start A");
	assert_int_equal(run_line(run, M "campaign edit A --discount 20%"), 1);
	assert_non_null(strstr(run->err, "A is running: its term effect"));
	run_ok(run, M "campaign end A");
	assert_int_equal(run_line(run, M "campaign start A"), 1);
	run_ok(run, M "campaign delete B");
	assert_int_equal(run_line(run, "campaign show B"), 2);
	run_ok(run, "campaign show A");
	assert_true(run_is_clean(run->out));
}

static void bad_input_changes_nothing(void **state)
{
	static const struct {
		const char *line, *part;
	} cases[] = {
		{ "campaign add X --everybody", "--discount 10%|5.00, --price A, or --unlock" },
		{ "campaign add X --discount 10%", "--audience A, or --everybody" },
		{ "campaign add X --everybody --audience 'Last year' --discount 1", "not both" },
		{ "campaign add X --everybody --discount 10% --price 5", "not both" },
		{ "campaign add X --everybody --discount %", "should read like" },
		{ "campaign add X --everybody --discount 1.234%", "should read like" },
		{ "campaign add X --everybody --discount 100.01%", "not more than 100" },
		{ "campaign add X --everybody --discount -5", "more than 0" },
		{ "campaign add X --everybody --unlock", "hidden offer" },
		{ "campaign add X --audience Nobody --unlock", "audience" },
		{ "campaign add X --everybody --discount 1 --by magic", "magic" },
		{ "campaign add X --everybody --discount 1 --per day", "day" },
		{ "campaign add X --everybody --discount 1 --per show --across-events",
		  "not both" },
		{ "campaign add X --everybody --discount 1 --channel web", "web" },
		{ "campaign add X --everybody --discount 1 --min-tickets 0", "min-tickets" },
		{ "campaign add X --everybody --discount 1 --max-uses many", "max-uses" },
		{ "campaign add X --everybody --discount 1 --max-money x", "max-money" },
		{ "campaign add X --everybody --discount 1 --show Macbeth", "Macbeth" },
		{ "campaign add X --everybody --discount 1 --type Nothing", "Nothing" },
		{ "campaign add X --everybody --discount 1 --from 2026-02-01 --until 2026-01-01",
		  "before it starts" },
		{ "campaign add 12 --everybody --discount 1", "short number" },
		{ "campaign order Y --place 1", "no campaign" },
		{ "campaign order Y", "--place" },
		{ "campaign preview Y 1", "LINES is missing" },
	};
	char *before = run_dump(run->store), *after;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char line[300] = M;

		strncat(line, cases[i].line, sizeof line - sizeof M);
		if (run_line(run, line) != 2 || !strstr(run->err, cases[i].part))
			fail_msg("%s: %d %s", cases[i].line, run->code, run->err);
	}
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

/* A number that is given again must bring nobody an offer, and a term must stay editable. */
static void what_a_campaign_concerns_stays(void **state)
{
	json_t *refused;

	(void)state;
	run_ok(run, M "performance add Hamlet --at 2026-01-09T20:00");
	run_ok(run, M "audience add There --attendees hamlet@2026-01-09T20:00");
	refused = run_says(run, 1, M "performance delete hamlet@2026-01-09T20:00");
	assert_string_equal(text(json_object_get(refused, "refused"), "rule"), "in_use");
	assert_non_null(strstr(text(json_object_get(refused, "refused"), "message"),
			       "as the audience \"There\" is of it; cancel it instead."));
	json_decref(refused);
	run_ok(run, M "audience delete There");
	run_ok(run, M "voucher-type add Odd --season Winter --category revenue --price 5 "
		      "--availability anyone");
	run_ok(run, M "campaign add Late --everybody --discount 10% --type Odd --performance "
		      "hamlet@2026-01-09T20:00");
	refused = run_says(run, 1, M "performance delete hamlet@2026-01-09T20:00");
	assert_non_null(strstr(text(json_object_get(refused, "refused"), "message"),
			       "as the campaign \"Late\" concerns it; cancel it instead."));
	json_decref(refused);
	refused = run_says(run, 1, M "voucher-type delete Odd");
	assert_string_equal(text(json_object_get(refused, "refused"), "rule"), "in_use");
	assert_non_null(strstr(text(json_object_get(refused, "refused"), "message"),
			       "as the campaign \"Late\" concerns it"));
	json_decref(refused);
	run_ok(run, M "campaign delete Late");
	run_ok(run, M "performance delete hamlet@2026-01-09T20:00");
	run_ok(run, M "voucher-type delete Odd");
}

static void a_code_that_opens_nothing_is_said(void **state)
{
	(void)state;
	run_ok(run, M "campaign add Friends --audience 'Last year' --discount 10%");
	run_ok(run, M "campaign start Friends");
	run_ok(run, M "offers hamlet@2026-01-05T20:00 --code NIX");
	assert_string_equal(run->err, "boxoffice: The code NIX opened nothing here.\n");
	run_ok(run, M "offers hamlet@2026-01-05T20:00 --code alpha");
	assert_string_equal(run->err, "");
	run_ok(run,
	       "--as patron --now 2026-01-05T12:00 offers hamlet@2026-01-05T20:00 --code alpha");
	assert_string_equal(run->err, "");
	run_ok(run, M "hold add hamlet@2026-01-05T20:00 '1 Adult General' --code NIX");
	assert_string_equal(run->err, "boxoffice: The code NIX opened nothing here.\n");
	run_ok(run, M "sell hamlet@2026-01-05T20:00 '1 Adult General' --code alpha --no-print");
	assert_string_equal(run->err, "");
	run_ok(run, M "sell hamlet@2026-01-05T20:00 '1 Adult General' --code NIX --no-print");
	assert_string_equal(run->err, "boxoffice: The code NIX opened nothing here.\n");
	run_ok(run, M "redemption apply --type 'Youth General' --show Hamlet --codes BARD");
	run_ok(run, M "sell hamlet@2026-01-05T20:00 '1 Youth General' --code bard --no-print");
	assert_string_equal(run->err, "");
	run_ok(run, M "offers hamlet@2026-01-05T20:00 --code bard");
	assert_string_equal(run->err, "");
}

/* One with a letter wrong in a code of ours; with O for 0 and the like it is mistyped as well. */
static void a_mistyped_code_is_said_to_be_so(void **state)
{
	char *code, line[200];

	(void)state;
	run_ok(run, M "audience generate 'Last year' --count 1 --prefix GEN-");
	code = run_sql(run->store, "SELECT code FROM member WHERE code LIKE 'GEN-%'");
	code[strcspn(code, "\n")] = '\0';
	code[4] = code[4] == 'A' ? 'C' : 'A';
	snprintf(line, sizeof line, M "offers hamlet@2026-01-05T20:00 --code %s", code);
	free(code);
	run_ok(run, line);
	assert_non_null(strstr(run->err, " opened nothing here; it looks mistyped.\n"));
}

static void a_campaign_as_a_table(void **state)
{
	static const char *const words[] = {
		"JOINS         no\n",	      "STARTS        none\n", "ENDS          none\n",
		"MAX USES      none\n",	      "MAX MONEY     none\n", "PRINTS CODE   yes\n",
		"CONCERNS      everything\n",
	};

	(void)state;
	run_ok(run, M "campaign add Friends --audience 'Last year' --discount 10% --print-code");
	run_ok(run, M "campaign show Friends");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strstr(run->out, words[i]))
			fail_msg("no \"%s\" in:\n%s", words[i], run->out);
}

/* The campaign prints no code, and one member has none. */
static void usage_says_whose_it_is(void **state)
{
	json_t *json, *uses;

	(void)state;
	run_ok(run, M "campaign add Friends --audience 'Last year' --discount 10%");
	run_ok(run, M "campaign start Friends");
	run_ok(run, M "sell hamlet@2026-01-05T20:00 '1 Adult General' --code alpha --no-print");
	run_ok(run, "--staff Morgan --till front --now 2026-01-05T12:01 sell "
		    "hamlet@2026-01-05T20:00 '1 Adult General' --code zoe@example.org --no-print");
	json = run_json(run, M "audience usage 'Last year'");
	uses = json_object_get(json, "uses");
	assert_int_equal(json_array_size(uses), 2);
	assert_string_equal(text(json_array_get(uses, 0), "member"), "zoe@example.org");
	assert_string_equal(text(json_array_get(uses, 1), "member"), "ALPHA");
	assert_true(null(json_array_get(uses, 1), "code"));
	json_decref(json);
	run_ok(run, M "audience usage 'Last year'");
	assert_non_null(strstr(run->out, "MEMBER"));
	run_ok(run, M "audience add There --attendees hamlet@2026-01-05T20:00");
	run_ok(run, M "campaign add Again --audience There --discount 5 --performance "
		      "hamlet@2026-01-06T20:00 --by ticket");
	run_ok(run, M "campaign end Friends");
	run_ok(run, M "campaign start Again");
	{
		char line[200], *ticket = run_sql(run->store, "SELECT code FROM ticket WHERE id=1");

		ticket[strcspn(ticket, "\n")] = '\0';
		snprintf(line, sizeof line,
			 M "sell hamlet@2026-01-06T20:00 '1 Adult General' --no-print --code %s",
			 ticket);
		run_ok(run, line);
		json = run_json(run, M "audience usage There");
		uses = json_object_get(json, "uses");
		assert_int_equal(json_array_size(uses), 1);
		assert_string_equal(text(json_array_get(uses, 0), "member"), ticket);
		free(ticket);
		json_decref(json);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(a_campaign_whole),
		TEST(used_across_events_and_refused_with_where),
		TEST(a_patron_needs_automatic),
		TEST(states_and_places),
		TEST(bad_input_changes_nothing),
		TEST(what_a_campaign_concerns_stays),
		TEST(a_code_that_opens_nothing_is_said),
		TEST(a_mistyped_code_is_said_to_be_so),
		TEST(a_campaign_as_a_table),
		TEST(usage_says_whose_it_is),
	};

	return cmocka_run_group_tests_name("campaigns by command", tests, NULL, NULL);
}
