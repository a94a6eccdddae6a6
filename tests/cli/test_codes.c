/*
 * Codes by command: uses are kept by holds and counted once, several stand together,
 * and each line says which it used.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW "--now 2026-01-02T12:00 "
#define BOSS "--staff Morgan --till front " NOW
#define OTHER "--staff Morgan --till side " NOW
#define LATER "--staff Morgan --till front --now 2026-01-02T14:00 "
#define MONDAY "Hamlet@2026-01-05T20:00"
#define TUESDAY "Hamlet@2026-01-06T20:00"

static int setup(void **state)
{
	struct run *run = run_office();

	run_ok(run, BOSS "redemption apply --type 'Youth General' --show Hamlet --codes BARD:2");
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_ok(*state, "check");
	run_end(*state);
	return 0;
}

static const json_t *get(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (!value)
		fail_msg("there is no %s", key);
	return value;
}

static int64_t number(const json_t *object, const char *key)
{
	if (!json_is_integer(get(object, key)))
		fail_msg("%s is no number", key);
	return json_integer_value(get(object, key));
}

static void used_up(struct run *run, int64_t left, const char *line)
{
	json_t *json = run_says(run, 1, line);
	const json_t *refused = get(json, "refused");

	assert_string_equal(json_string_value(get(refused, "rule")), "used_up");
	assert_int_equal(number(refused, "left"), left);
	json_decref(json);
}

/* Of the offers on Monday with BARD, the one for the young; the caller frees. */
static json_t *offer(struct run *run)
{
	json_t *json = run_json(run, BOSS "offers " MONDAY " --code bard"), *row, *found = NULL;
	size_t i;

	json_array_foreach(json_object_get(json, "offers"), i, row)
	{
		if (strcmp(json_string_value(get(row, "type")), "Youth General") == 0)
			found = json_incref(row);
	}
	json_decref(json);
	assert_non_null(found);
	return found;
}

static void offers(struct run *run, int64_t left, const char *reason)
{
	json_t *row = offer(run);

	assert_int_equal(number(row, "code_left"), left);
	assert_int_equal(number(row, "qty"), left);
	if (reason)
		assert_string_equal(json_string_value(get(row, "reason")), reason);
	else
		assert_true(json_is_null(get(row, "reason")));
	json_decref(row);
}

/* What redemption list says of BARD on Monday. */
static void kept(struct run *run, int64_t used, int64_t held)
{
	json_t *json = run_json(run, BOSS "redemption list " MONDAY), *row;
	size_t i;

	json_array_foreach(json_object_get(json, "redemptions"), i, row)
	{
		if (json_array_size(get(row, "codes")) == 0)
			continue;
		assert_int_equal(json_integer_value(json_array_get(get(row, "code_used"), 0)),
				 used);
		assert_int_equal(json_integer_value(json_array_get(get(row, "code_held"), 0)),
				 held);
	}
	json_decref(json);
}

/* BARD:2 and three holds of two: the first is promised, and nobody else. */
static void test_holds_keep_uses(void **state)
{
	struct run *run = *state;

	offers(run, 2, NULL);
	run_ok(run, BOSS "hold add " MONDAY " '2 Youth General' --code BARD");
	kept(run, 0, 2);
	offers(run, 0, "used_up");
	used_up(run, 0, OTHER "hold add " MONDAY " '2 Youth General' --code BARD");
	used_up(run, 0, OTHER "sell " MONDAY " '1 Youth General' --code BARD --no-print");
	run_ok(run, OTHER "hold add " TUESDAY " '1 Youth General' --code BARD");
	run_ok(run, BOSS "sell --hold 1 --no-print");
	assert_non_null(strstr(run->out, "BARD"));
	kept(run, 2, 0);
	run_ok(run, BOSS "order refund 1");
	kept(run, 0, 0);
	offers(run, 2, NULL);
}

static void test_released_and_run_out(void **state)
{
	struct run *run = *state;

	run_ok(run, BOSS "hold add " MONDAY " '1 Youth General' --code BARD");
	run_ok(run, BOSS "hold add " MONDAY " '1 Youth General' --code ' bard '");
	used_up(run, 0, OTHER "hold add " MONDAY " '1 Youth General' --code BARD");
	run_ok(run, BOSS "hold release 1");
	kept(run, 0, 1);
	run_ok(run, OTHER "sell " MONDAY " '1 Youth General' --code BARD --no-print");
	used_up(run, 0, OTHER "sell " MONDAY " '1 Youth General' --code BARD --no-print");
	/* A quarter of an hour later the other is nobody's any more. */
	run_ok(run, LATER "sell " MONDAY " '1 Youth General' --code BARD --no-print");
	used_up(run, 0, LATER "sell " MONDAY " '1 Youth General' --code BARD --no-print");
	kept(run, 2, 0);
	run_ok(run, BOSS "offers " MONDAY " --code BARD");
	assert_non_null(strstr(run->out, "CODE LEFT"));
	run_ok(run, BOSS "offers " MONDAY);
	assert_null(strstr(run->out, "CODE LEFT"));
}

/* --- Several codes in one order --------------------------------------------------------------- */

/* Two friends with one use of half the price at each performance; 40.00 for everybody else. */
static void add_friends(struct run *run)
{
	static const char *const lines[] = {
		BOSS "audience add Friends --quantity 1",
		BOSS "audience add-member Friends --code ROMEO",
		BOSS "audience add-member Friends --code JULIET",
		BOSS "campaign add 'Friends half' --audience Friends --discount 50% "
		     "--type 'Adult General' --type 'Youth General'",
		BOSS "campaign start 'Friends half'",
		NULL
	};

	run_all(run, lines);
}

static json_t *order_of(json_t *json)
{
	json_t *order = json_incref(json_object_get(json, "order"));

	assert_non_null(order);
	json_decref(json);
	return order;
}

/* "1 Adult General 2000 ROMEO; …" of all lines of an order, a hold or a preview. */
static void lines_are(const json_t *object, const char *wanted)
{
	char text[1000] = "";
	const json_t *line, *code;
	size_t i, k, n = 0;

	json_array_foreach(get(object, "lines"), i, line)
	{
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%d %s %d", i ? "; " : "",
				      (int)number(line, "qty"),
				      json_string_value(get(line, "type")),
				      (int)number(line, "amount"));
		json_array_foreach(get(line, "codes"), k, code) n += (size_t)snprintf(
			text + n, sizeof text - n, "%c%s", k ? '+' : ' ', json_string_value(code));
	}
	assert_string_equal(text, wanted);
}

static void sells(struct run *run, const char *line, const char *wanted)
{
	json_t *order = order_of(run_json(run, line));

	lines_are(order, wanted);
	json_decref(order);
	run_ok(run, "check");
}

static void test_two_members_share(void **state)
{
	struct run *run = *state;
	json_t *order, *line;

	add_friends(run);
	order = order_of(run_json(run, BOSS "sell " MONDAY " '2 Adult General' --code ROMEO "
					    "--code juliet --no-print"));
	assert_int_equal(number(order, "total"), 4000);
	lines_are(order, "1 Adult General 2000 ROMEO; 1 Adult General 2000 juliet");
	line = json_array_get(get(order, "lines"), 1);
	assert_string_equal(json_string_value(get(line, "code")), "juliet");
	assert_string_equal(json_string_value(get(json_array_get(get(line, "uses"), 0), "code")),
			    "JULIET");
	json_decref(order);
	run_ok(run, BOSS "order show 1");
	assert_non_null(strstr(run->out, "ROMEO"));
	assert_non_null(strstr(run->out, "juliet"));
	/* Each is counted, and says so; the order they were named in is no matter. */
	used_up(run, 0, BOSS "sell " MONDAY " '2 Adult General' --code ROMEO --no-print");
	used_up(run, 0,
		BOSS "sell " MONDAY " '1 Adult General' --code JULIET --code ROMEO "
		     "--no-print");
	assert_non_null(strstr(run->out, "JULIET: 1 of 1 used: Hamlet 5 Jan"));
	/* Back to the right one. */
	run_ok(run, BOSS "order refund 1 --voucher 2");
	sells(run, BOSS "sell " MONDAY " '1 Adult General' --code ROMEO --code JULIET --no-print",
	      "1 Adult General 2000 JULIET");
	used_up(run, 0, BOSS "sell " MONDAY " '1 Adult General' --code ROMEO --no-print");
}

/* One that is spent is said, though the other still gives something. */
static void test_a_spent_code_is_said(void **state)
{
	struct run *run = *state;

	add_friends(run);
	run_ok(run, BOSS "sell " MONDAY " '1 Adult General' --code ROMEO --no-print");
	used_up(run, 0,
		BOSS "sell " MONDAY " '2 Adult General' --code ROMEO --code JULIET "
		     "--no-print");
	assert_non_null(strstr(run->out, "ROMEO: 1 of 1 used: Hamlet 5 Jan"));
	sells(run, BOSS "sell " MONDAY " '2 Adult General' --code JULIET --no-print",
	      "2 Adult General 6000 JULIET");
	/* Broken on purpose it is the spent one's use. */
	run_ok(run, BOSS "order refund 2");
	sells(run,
	      BOSS "sell " MONDAY " '2 Adult General' --code ROMEO --code JULIET --no-print "
		   "--override 'his sister'",
	      "1 Adult General 2000 JULIET; 1 Adult General 2000 ROMEO");
}

static void test_one_opens_one_gives(void **state)
{
	struct run *run = *state;

	add_friends(run);
	sells(run,
	      BOSS "sell " MONDAY " '2 Youth General' '1 Adult General' --code JULIET --code BARD "
		   "--no-print",
	      "2 Youth General 5000 BARD; 1 Adult General 2000 JULIET");
	sells(run, BOSS "sell " TUESDAY " '1 Youth General' --code BARD --code ROMEO --no-print",
	      "1 Youth General 1250 BARD+ROMEO");
	used_up(run, 0,
		BOSS "sell " MONDAY " '1 Youth General' --code BARD --code ROMEO --no-print");
	run_ok(run, BOSS "order show 2");
	assert_non_null(strstr(run->out, "BARD, ROMEO"));
	run_ok(run, BOSS "--format csv order show 2");
	assert_non_null(strstr(run->out, "BARD, ROMEO"));
	/* Exchanged it keeps both, and both come back where it was. */
	run_ok(run, BOSS "order exchange 2 --to " MONDAY
			 " --type 'Adult General' --pay cash:7.50 --no-print");
	run_ok(run, "check");
	sells(run, BOSS "sell " TUESDAY " '1 Youth General' --code BARD --code ROMEO --no-print",
	      "1 Youth General 1250 BARD+ROMEO");
	used_up(run, 0, BOSS "sell " MONDAY " '1 Adult General' --code ROMEO --no-print");
}

/* Two codes of one redemption: each as far as it goes, in the order they were named. */
static void test_two_codes_open(void **state)
{
	struct run *run = *state;

	run_ok(run, BOSS "redemption apply --type 'Youth General' --show Hamlet "
			 "--codes 'ROMEO:1,JULIET:1,BARD'");
	used_up(run, 2, BOSS "sell " MONDAY " '3 Youth General' --code ROMEO --code JULIET");
	assert_non_null(strstr(run->out, "Only 2 of the 2 uses of the codes are left"));
	run_ok(run, BOSS "hold add " MONDAY " '2 Youth General' --code ROMEO --code JULIET");
	used_up(run, 0, OTHER "sell " MONDAY " '1 Youth General' --code ROMEO");
	used_up(run, 0, OTHER "sell " MONDAY " '1 Youth General' --code JULIET --code ROMEO");
	sells(run, OTHER "sell " MONDAY " '1 Youth General' --code JULIET --code BARD --no-print",
	      "1 Youth General 2500 BARD");
	sells(run, BOSS "sell --hold 1 --no-print",
	      "1 Youth General 2500 ROMEO; 1 Youth General 2500 JULIET");
	run_ok(run, BOSS "order refund 2 --voucher 3");
	used_up(run, 0, BOSS "sell " MONDAY " '1 Youth General' --code ROMEO");
	sells(run, BOSS "sell " MONDAY " '3 Youth General' --code JULIET --code BARD --no-print",
	      "1 Youth General 2500 JULIET; 2 Youth General 5000 BARD");
}

static void test_holds_and_offers(void **state)
{
	struct run *run = *state;
	json_t *json;
	const json_t *hold;

	add_friends(run);
	json = run_json(run, BOSS "hold add " MONDAY " '1 Youth General' '2 Adult General' "
				  "--code BARD --code ROMEO --code JULIET --code nothing");
	hold = get(json, "hold");
	assert_string_equal(json_string_value(get(hold, "code")), "BARD, ROMEO, JULIET, nothing");
	assert_int_equal(json_array_size(get(hold, "codes")), 4);
	lines_are(hold, "1 Youth General 2500 BARD; 2 Adult General 4000 ROMEO+JULIET");
	json_decref(json);
	/* What is named at the sale stands beside what the hold has. */
	run_ok(run, BOSS "sell --hold 1 --code ' bard ' --no-print");
	assert_null(strstr(run->err, "opened nothing"));
	run_ok(run, BOSS "offers " MONDAY " --code BARD --code ROMEO --code wrong --code wrong2");
	assert_null(strstr(run->err, "BARD"));
	assert_null(strstr(run->err, "ROMEO"));
	assert_non_null(strstr(run->err, "The code wrong opened nothing here."));
	assert_non_null(strstr(run->err, "The code wrong2 opened nothing here."));
	json = run_json(run, BOSS "offers " TUESDAY " --code ROMEO --code Bárd");
	hold = json_array_get(get(json, "offers"), 1);
	assert_string_equal(json_string_value(json_array_get(get(hold, "opened_by"), 0)), "Bárd");
	assert_string_equal(json_string_value(get(hold, "campaign")), "Friends half");
	json_decref(json);
	json = run_json(run, BOSS "campaign preview 'Friends half' " TUESDAY
				  " '2 Adult General' --code ROMEO --code JULIET");
	lines_are(get(json, "preview"), "2 Adult General 4000 ROMEO+JULIET");
	json_decref(json);
	json = run_json(run,
			NOW "campaign standing --code ROMEO --code JULIET --performance " TUESDAY);
	assert_int_equal(json_array_size(get(json, "standings")), 2);
	json_decref(json);
}

static void test_too_many_and_wrong_ones(void **state)
{
	struct run *run = *state;
	char line[800] = BOSS "sell " MONDAY " '1 Adult General' --no-print";

	assert_int_equal(run_line(run, BOSS "sell " MONDAY " '1 Adult General' --code 'A\nB'"), 2);
	for (int i = 0; i < 21; i++)
		snprintf(line + strlen(line), sizeof line - strlen(line), " --code C%d", i);
	assert_int_equal(run_line(run, line), 2);
	assert_non_null(strstr(run->err, "at most 20 codes"));
	/* a mistyped limit is no code without one */
	static const char *const limits[] = { "BARD:-1", "BARD:", "BARD:2.5", "BARD: 3",
					      "BARD:+4" };

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		snprintf(line, sizeof line,
			 BOSS "redemption apply --type 'Adult General' --performance " MONDAY
			      " --codes '%s'",
			 limits[i]);
		assert_int_equal(run_line(run, line), 2);
		assert_non_null(strstr(run->err, "whole number"));
	}
	run_ok(run, BOSS "redemption apply --type 'Adult General' --performance " MONDAY
			 " --codes 'ACT:TWO,BARD:3'");
}

/* A ticket's is read in the same way. */
static void test_tickets_are_codes(void **state)
{
	struct run *run = *state;
	json_t *order =
		order_of(run_json(run, BOSS "sell " MONDAY " '1 Adult General' --no-print"));
	const char *code =
		json_string_value(get(json_array_get(get(order, "vouchers"), 0), "code"));
	char line[300];

	snprintf(line, sizeof line, BOSS "voucher show '%.4s-%.4s %s'", code, code + 4, code + 8);
	run_ok(run, line);
	assert_non_null(strstr(run->out, code));
	run_ok(run, BOSS "audience add 'Were there' --attendees " MONDAY);
	run_ok(run, BOSS "campaign add Again --audience 'Were there' --discount 10.00");
	run_ok(run, BOSS "campaign start Again");
	snprintf(line, sizeof line, BOSS "sell " TUESDAY " '1 Adult General' --code '%.5s %s'",
		 code, code + 5);
	run_ok(run, line);
	assert_non_null(strstr(run->out, "30.00"));
	json_decref(order);
}

/* Without regard to case, blanks, hyphens and accents, wherever codes are. */
static void test_codes_are_alike(void **state)
{
	static const char *const said[] = { "été-26", "ETE 26", " e te2 6",
					    "Éte\xe2\x80\x94"
					    "26" };
	struct run *run = *state;
	char line[300];

	add_friends(run);
	run_ok(run, BOSS "audience add-member Friends --code 'Zo\xc3\xab 7' --quantity none");
	run_ok(run, BOSS "redemption apply --type 'Youth General' --show Hamlet --codes 'Ete-26'");
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		snprintf(line, sizeof line,
			 BOSS "sell " MONDAY " '1 Youth General' --code '%s' "
			      "--code zoe7 --no-print",
			 said[i]);
		run_ok(run, line);
		assert_null(strstr(run->err, "opened nothing"));
		assert_non_null(strstr(run->out, "12.50"));
	}
	run_ok(run, BOSS "report codes");
	assert_non_null(strstr(run->out, "Ete-26"));
	assert_null(strstr(run->out, "ETE"));
	/* One code typed in two ways is one. */
	assert_int_equal(run_line(run, BOSS "redemption apply --type 'Youth General' --show Hamlet "
					    "--codes 'AB-1:2,ab 1:3'"),
			 2);
	run_ok(run,
	       BOSS "redemption apply --type 'Youth General' --show Hamlet --codes 'AB-1,ab1'");
	run_ok(run, BOSS "redemption list " MONDAY);
	assert_null(strstr(run->out, "ab1"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_holds_keep_uses, setup, teardown),
		cmocka_unit_test_setup_teardown(test_released_and_run_out, setup, teardown),
		cmocka_unit_test_setup_teardown(test_two_members_share, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_spent_code_is_said, setup, teardown),
		cmocka_unit_test_setup_teardown(test_one_opens_one_gives, setup, teardown),
		cmocka_unit_test_setup_teardown(test_two_codes_open, setup, teardown),
		cmocka_unit_test_setup_teardown(test_holds_and_offers, setup, teardown),
		cmocka_unit_test_setup_teardown(test_too_many_and_wrong_ones, setup, teardown),
		cmocka_unit_test_setup_teardown(test_codes_are_alike, setup, teardown),
		cmocka_unit_test_setup_teardown(test_tickets_are_codes, setup, teardown),
	};

	return cmocka_run_group_tests_name("cli/codes", tests, NULL, NULL);
}
