/*
 * The four uses of a list, by command from the list to the receipt: a discount for
 * who was there before, the barcode of an earlier event, a discount for people by
 * name, one code over several events.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW "--now 2026-01-02T12:00 --till front "
#define BOSS "--staff Morgan " NOW
#define MONDAY "Hamlet@2026-01-05T20:00"
#define TUESDAY "Hamlet@2026-01-06T20:00"
#define LEAR "Lear@2026-02-06T20:00"

static int setup(void **state)
{
	static const char *const lines[] = { BOSS
					     "show add Lear --season Winter --house 'Main House'",
					     BOSS "performance add Lear --at 2026-02-06T20:00",
					     BOSS
					     "redemption apply --type 'Adult General' --show Lear",
					     BOSS "patron add 'Zoe Quinn' --email zoe@example.org",
					     BOSS "patron add 'Adam Hart' --email adam@example.org",
					     NULL };
	struct run *run = run_office();

	run_all(run, lines);
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_ok(*state, "check");
	run_end(*state);
	return 0;
}

static json_t *sell(struct run *run, const char *performance, int qty, const char *how)
{
	char line[400];
	json_t *json, *order;

	snprintf(line, sizeof line, BOSS "sell %s '%d Adult General' %s --no-print", performance,
		 qty, how);
	json = run_json(run, line);
	order = json_incref(json_object_get(json, "order"));
	json_decref(json);
	return order;
}

static int64_t number(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_integer(value))
		fail_msg("%s is no number", key);
	return json_integer_value(value);
}

static void says(const json_t *object, const char *key, const char *wanted)
{
	assert_non_null(json_string_value(json_object_get(object, key)));
	assert_string_equal(json_string_value(json_object_get(object, key)), wanted);
}

/* A sale of so many with these options costs that. */
static void costs(struct run *run, const char *performance, int qty, const char *how, int64_t total)
{
	json_t *order = sell(run, performance, qty, how);

	assert_int_equal(number(order, "total"), total);
	json_decref(order);
}

static void used_up(struct run *run, const char *performance, const char *how, int64_t limit,
		    const char *sentence)
{
	char line[400];
	json_t *json, *refused;

	snprintf(line, sizeof line, BOSS "sell %s '1 Adult General' %s --no-print", performance,
		 how);
	json = run_says(run, 1, line);
	refused = json_object_get(json, "refused");
	says(refused, "rule", "used_up");
	assert_int_equal(number(refused, "limit"), limit);
	assert_int_equal(number(refused, "wanted"), 1);
	assert_int_equal(number(refused, "left"), 0);
	says(refused, "override", "supervisor");
	says(refused, "message", sentence);
	json_decref(json);
}

/* The ticket code of one voucher of an order; the caller frees. */
static char *ticket(const json_t *order, size_t at)
{
	const json_t *voucher = json_array_get(json_object_get(order, "vouchers"), at);
	char *code = strdup(json_string_value(json_object_get(voucher, "code")));

	assert_non_null(code);
	return code;
}

/* Whoever was there on Monday pays a fifth less on Tuesday, one ticket for each they had. */
static void test_previous_participants(void **state)
{
	struct run *run = *state;
	json_t *order, *json, *offer, *line;

	order = sell(run, MONDAY, 2, "--patron 'Zoe Quinn'");
	json_decref(order);
	run_ok(run, BOSS "audience add 'Were at Hamlet' --attendees " MONDAY " --quantity 1");
	run_ok(run, BOSS "campaign add 'Welcome back' --audience 'Were at Hamlet' --discount 20% "
			 "--automatic --performance " TUESDAY);
	costs(run, TUESDAY, 1, "--patron 'Zoe Quinn'", 4000); /* a draft gives nothing */
	run_ok(run, BOSS "campaign start 'Welcome back'");
	json = run_json(run, BOSS "offers " TUESDAY " --patron 'Zoe Quinn'");
	offer = json_array_get(json_object_get(json, "offers"), 0);
	says(offer, "campaign", "Welcome back");
	assert_int_equal(number(offer, "campaign_price"), 3200);
	assert_int_equal(number(offer, "campaign_left"), 2);
	json_decref(json);
	order = sell(run, TUESDAY, 3, "--patron 'Zoe Quinn'");
	assert_int_equal(number(order, "total"), 3200 + 3200 + 4000);
	line = json_array_get(json_object_get(order, "lines"), 0);
	assert_int_equal(number(line, "discount"), 1600);
	says(line, "campaign", "Welcome back");
	json_decref(order);
	costs(run, TUESDAY, 1, "--patron 'Adam Hart'", 4000);
	/* Who buys for Monday joins, who gives the ticket back leaves. */
	order = sell(run, MONDAY, 1, "--patron 'Adam Hart'");
	costs(run, TUESDAY, 1, "--patron 'Adam Hart'", 3200);
	run_ok(run, BOSS "order refund 5");
	json_decref(order);
	order = sell(run, MONDAY, 1, "--patron 'Adam Hart'");
	json_decref(order);
	run_ok(run, BOSS "order refund 7");
	costs(run, TUESDAY, 1, "--patron 'Adam Hart'", 4000);
}

/* Monday's ticket, scanned at the counter, is worth five off Lear, once. */
static void test_barcode_of_an_earlier_event(void **state)
{
	struct run *run = *state;
	json_t *order = sell(run, MONDAY, 1, "");
	char *code = ticket(order, 0), how[100], *shown;

	run_ok(run, BOSS "audience add 'Were at Hamlet' --attendees " MONDAY " --quantity 1");
	run_ok(run, BOSS "campaign add 'Second evening' --audience 'Were at Hamlet' --discount "
			 "5.00 --by ticket --show Lear --print-code");
	run_ok(run, BOSS "campaign start 'Second evening'");
	snprintf(how, sizeof how, "--code %s", code);
	json_decref(order);
	costs(run, TUESDAY, 1, how, 4000);
	order = sell(run, LEAR, 1, how);
	assert_int_equal(number(order, "total"), 3500);
	says(json_array_get(json_object_get(order, "vouchers"), 0), "member_code", code);
	json_decref(order);
	used_up(run, LEAR, how, 1, "Nothing is left of Second evening; 1 of 1 used: Lear 6 Feb.");
	/* The receipt tells what it was and what it took off. */
	run_ok(run, BOSS "order show 3");
	shown = run->out;
	assert_non_null(strstr(shown, "DISCOUNT"));
	assert_non_null(strstr(shown, "5.00   35.00  Second evening"));
	assert_non_null(strstr(shown, code));
	/* A ticket of another evening is none of that. */
	order = sell(run, TUESDAY, 1, "");
	free(code);
	code = ticket(order, 0);
	snprintf(how, sizeof how, "--code %s", code);
	json_decref(order);
	costs(run, LEAR, 1, how, 4000);
	free(code);
}

/* People by their e-mails: whoever is on the list has it as a patron, or by saying it. */
static void test_people_by_name(void **state)
{
	static const char file[] = "E-mail;Tickets\nzoe@example.org;2\nnora@example.org;1\n";
	struct run *run = *state;
	char line[400];

	run_write(run, "guests.csv", file, sizeof file - 1);
	run_ok(run, BOSS "audience add Guests");
	snprintf(line, sizeof line,
		 BOSS "audience import Guests '%s' --header --columns email,quantity",
		 run_path(run, "guests.csv"));
	run_ok(run, line);
	run_ok(run, BOSS "audience add-member Guests --email adam@example.org --quantity 1");
	run_ok(run, BOSS "campaign add 'Guests of the house' --audience Guests --price 12.34 "
			 "--by email --by automatic --type 'Adult General'");
	run_ok(run, BOSS "campaign start 'Guests of the house'");
	costs(run, MONDAY, 3, "--patron zoe@example.org", 1234 + 1234 + 4000);
	costs(run, MONDAY, 1, "--patron 'Adam Hart'", 1234);
	costs(run, MONDAY, 1, "--patron 'Adam Hart'", 4000);
	costs(run, MONDAY, 1, "--code Nora@example.org", 1234);
	costs(run, MONDAY, 1, "", 4000);
	used_up(run, MONDAY, "--code nora@example.org", 1,
		"Nothing is left of Guests of the house; 1 of 1 used: Hamlet 5 Jan.");
}

/* Two tickets in all for one code, whatever the event. */
static void test_one_code_over_several_events(void **state)
{
	struct run *run = *state;
	json_t *json, *hold, *order;
	char line[200];

	run_ok(run, BOSS "audience add School");
	run_ok(run, BOSS "audience add-member School --code 00417 --quantity 2");
	run_ok(run, BOSS "campaign add 'School card' --audience School --discount 50% "
			 "--across-events --by code");
	run_ok(run, BOSS "campaign start 'School card'");
	costs(run, MONDAY, 1, "--code 00417", 2000);
	costs(run, MONDAY, 1, "--code 417", 4000); /* zeros are part of it */
	/* What a hold keeps is taken meanwhile, and comes back with it. */
	json = run_json(run, BOSS "hold add " TUESDAY " '1 Adult General' --code 00417");
	hold = json_object_get(json, "hold");
	assert_int_equal(number(hold, "total"), 2000);
	used_up(run, LEAR, "--code 00417", 2,
		"Nothing is left of School card; 2 of 2 used: Hamlet 5 Jan, Hamlet 6 Jan in a "
		"basket.");
	snprintf(line, sizeof line, BOSS "hold release %d", (int)number(hold, "id"));
	run_ok(run, line);
	json_decref(json);
	order = sell(run, LEAR, 1, "--code 00417");
	assert_int_equal(number(order, "total"), 2000);
	used_up(run, TUESDAY, "--code 00417", 2,
		"Nothing is left of School card; 2 of 2 used: Hamlet 5 Jan, Lear 6 Feb.");
	/* A refund gives it back, once. */
	snprintf(line, sizeof line, BOSS "order refund %d", (int)number(order, "id"));
	run_ok(run, line);
	assert_int_equal(run_line(run, line), 1);
	json_decref(order);
	costs(run, TUESDAY, 2, "--code 00417", 2000 + 4000);
	used_up(run, LEAR, "--code 00417", 2,
		"Nothing is left of School card; 2 of 2 used: Hamlet 5 Jan, Hamlet 6 Jan.");
	/* A supervisor may; it is kept with the order. */
	json = run_json(run, BOSS "sell " LEAR " '1 Adult General' --code 00417 --override 'one "
				  "more pupil' --no-print");
	order = json_object_get(json, "order");
	assert_int_equal(number(order, "total"), 2000);
	says(json_array_get(json_object_get(order, "overrides"), 0), "rule", "used_up");
	assert_int_equal(number(json_array_get(json_object_get(order, "overrides"), 0), "limit"),
			 2);
	json_decref(json);
	json = run_json(run, BOSS "campaign show 'School card'");
	assert_int_equal(number(json_object_get(json, "campaign"), "uses"), 3);
	assert_int_equal(number(json_object_get(json, "campaign"), "spent"), 6000);
	json_decref(json);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_previous_participants),
		T(test_barcode_of_an_earlier_event),
		T(test_people_by_name),
		T(test_one_code_over_several_events),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
