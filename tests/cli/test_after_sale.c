/*
 * After the sale, by command: another night, another type, money back.  The money
 * is where the ticket is, goes back where it came from, and none moves unnamed.
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
#define QUIET " --no-print"

static struct run *run;

static int setup(void **state)
{
	static const char *const lines[] = {
		BOSS "show add Lear --season Winter --house 'Main House'",
		BOSS "performance add Lear --at 2026-02-06T20:00",
		BOSS "redemption apply --type 'Adult General' --show Lear",
		BOSS "redemption apply --type 'Youth General' --show Lear",
		BOSS "voucher-type add Gala --season Winter --category revenue --price 60.00 "
		     "--availability anyone",
		BOSS "redemption apply --type Gala --show Hamlet --show Lear",
		BOSS "patron add 'Zoe Quinn' --email zoe@example.org",
		NULL
	};

	(void)state;
	run = run_office();
	run_all(run, lines);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	run->pin = "3333";
	run_ok(run, "check");
	run_ok(run, "journal verify");
	run_end(run);
	return 0;
}

/* The line as that person, with the PIN of run_office(). */
static const char *as(const char *staff, const char *line)
{
	static char text[600];

	run->pin = strcmp(staff, "Casey") == 0 ? "1111"
		   : strcmp(staff, "Sam") == 0 ? "2222"
					       : "3333";
	snprintf(text, sizeof text, "--staff %s " NOW "%s", staff, line);
	return text;
}

static void ok(const char *staff, const char *line)
{
	run_ok(run, as(staff, line));
}

/* Refused by that rule; the numbers where they are not -1. */
static void no(const char *staff, const char *line, const char *rule, int64_t limit, int64_t left)
{
	json_t *json = run_says(run, 1, as(staff, line)),
	       *refused = json_object_get(json, "refused");

	assert_string_equal(json_string_value(json_object_get(refused, "rule")), rule);
	if (limit >= 0)
		assert_int_equal(json_integer_value(json_object_get(refused, "limit")), limit);
	if (left >= 0)
		assert_int_equal(json_integer_value(json_object_get(refused, "left")), left);
	json_decref(json);
}

/* Sold and revenue of Hamlet on Monday, on Tuesday, of Lear. */
static void houses_are(const char *wanted)
{
	run_sql_is(run, "SELECT sold || '/' || revenue FROM performance ORDER BY id", wanted);
}

static void given_back(int64_t order, const char *wanted)
{
	char sql[200];

	snprintf(sql, sizeof sql,
		 "SELECT kind || ':' || amount || ':' || coalesce(reference, '') FROM tender WHERE "
		 "order_id = %lld AND amount < 0 ORDER BY n",
		 (long long)order);
	run_sql_is(run, sql, wanted);
}

/* What a show's lines make by the report. */
static int64_t revenue(const char *show)
{
	char line[200];
	json_t *json, *row;
	int64_t sum = 0;
	size_t i;

	snprintf(line, sizeof line, "report revenue --show %s", show);
	json = run_json(run, as("Morgan", line));
	json_array_foreach(json_object_get(json, "revenue"), i, row) sum +=
		json_integer_value(json_object_get(row, "amount"));
	json_decref(json);
	return sum;
}

/* --- Where the money is ------------------------------------------------------------------------
 */

static void test_money_follows_a_change(void **state)
{
	(void)state;
	ok("Casey", "sell " MONDAY " '2 Adult General'" QUIET);
	houses_are("2/8000 0/0 0/0");
	ok("Sam", "voucher change 1 2 --performance " LEAR QUIET);
	houses_are("0/0 0/0 2/8000");
	assert_int_equal(revenue("Hamlet"), 0);
	assert_int_equal(revenue("Lear"), 8000);
	/* The vouchers are the same ones, their old tickets are not. */
	run_sql_is(run,
		   "SELECT id || state || amount FROM voucher WHERE state <> 'void' ORDER BY id",
		   "1reserved4000 2reserved4000");
	run_sql_is(run, "SELECT count(*) FROM ticket WHERE state = 'active'", "2");
	run_ok(run, "check");
	ok("Sam", "order refund 1 --voucher 1");
	houses_are("0/0 0/0 1/4000");
	ok("Sam", "order refund 1");
	houses_are("0/0 0/0 0/0");
	assert_int_equal(revenue("Hamlet"), 0);
	assert_int_equal(revenue("Lear"), 0);
}

/* The ticket stands at that performance, its money stays at the first one. */
static void stray(int performance)
{
	char command[900];

	snprintf(command, sizeof command,
		 "sqlite3 '%s' 'UPDATE voucher SET performance_id = %d, redemption_id = (SELECT id "
		 "FROM redemption r WHERE r.performance_id = %d AND r.type_id = voucher.type_id);"
		 "UPDATE performance SET sold = (id = %d);"
		 "UPDATE redemption SET sold = (id = (SELECT redemption_id FROM voucher))'",
		 run->store, performance, performance, performance);
	assert_int_equal(system(command), 0);
}

/* "check" counts it anew. */
static void test_check_finds_money_left_behind(void **state)
{
	(void)state;
	ok("Casey", "sell " MONDAY " '1 Adult General'" QUIET);
	stray(3);
	assert_int_not_equal(run_line(run, as("Morgan", "check")), 0);
	assert_non_null(strstr(run->out, "voucher 1 is for performance 3, but its money is booked "
					 "at 1"));
	stray(1);
}

static void test_money_follows_release_and_reserve(void **state)
{
	(void)state;
	ok("Casey", "sell " MONDAY " '2 Adult General'" QUIET);
	ok("Casey", "voucher release 1 2");
	houses_are("0/8000 0/0 0/0"); /* nobody said yet where to */
	ok("Sam", "voucher reserve 1 --performance " LEAR QUIET);
	houses_are("0/4000 0/0 1/4000");
	run_ok(run, "check");
	ok("Sam", "order refund 1");
	houses_are("0/0 0/0 0/0");
	run_sql_is(run, "SELECT net FROM orders", "0");
}

static void test_money_follows_an_exchange_there_and_back(void **state)
{
	(void)state;
	ok("Casey", "sell " MONDAY " '3 Adult General'" QUIET);
	ok("Sam", "order exchange 1 --voucher 1 --to " LEAR QUIET);
	houses_are("2/8000 0/0 1/4000");
	ok("Sam", "voucher change 2 --performance " TUESDAY QUIET);
	ok("Sam", "voucher change 2 --performance " LEAR QUIET);
	ok("Sam", "voucher change 2 --performance " MONDAY QUIET);
	houses_are("2/8000 0/0 1/4000");
	no("Sam", "voucher change 2 --performance " MONDAY QUIET, "already", -1, -1);
	run_ok(run, "check");
	run_sql_is(run, "SELECT net, total FROM orders", "12000|12000");
}

/* Its price was raised since: that is nobody's who has bought. */
static void test_the_price_is_as_sold(void **state)
{
	(void)state;
	ok("Casey", "sell " MONDAY " '2 Adult General'" QUIET);
	ok("Morgan", "voucher-type edit 'Adult General' --price 45.00");
	ok("Sam", "voucher change 1 --performance " TUESDAY QUIET);
	ok("Sam", "order exchange 1 --voucher 2 --to " TUESDAY QUIET);
	houses_are("0/0 2/8000 0/0");
	run_sql_is(run, "SELECT net FROM orders", "8000");
}

/* What was given away keeps its owner where it goes. */
static void test_an_exchanged_ticket_stays_its_owners(void **state)
{
	(void)state;
	ok("Casey", "sell " MONDAY " '2 Adult General'" QUIET);
	ok("Casey", "voucher release 1");
	ok("Casey", "voucher transfer 1 --to 'Zoe Quinn'");
	ok("Sam", "order exchange 1 --to " TUESDAY QUIET);
	run_sql_is(run,
		   "SELECT patron_id || state FROM voucher WHERE state <> 'void' ORDER BY "
		   "patron_id",
		   "1reserved 2reserved");
}

/* --- One permission ----------------------------------------------------------------------------
 */

static void test_no_way_around_the_permission(void **state)
{
	(void)state;
	ok("Casey", "sell " MONDAY " '2 Adult General'" QUIET);
	no("Casey", "order exchange 1 --to " TUESDAY QUIET, "permission", -1, -1);
	no("Casey", "voucher change 1 --performance " TUESDAY QUIET, "permission", -1, -1);
	ok("Casey", "voucher release 1");
	no("Casey", "voucher reserve 1 --performance " TUESDAY QUIET, "permission", -1, -1);
	houses_are("1/8000 0/0 0/0");
	/* Back to where it was sold for is no change. */
	ok("Casey", "voucher reserve 1 --performance " MONDAY QUIET);
	houses_are("2/8000 0/0 0/0");
	run->approve = "2222";
	ok("Casey", "--approve Sam voucher change 1 --performance " TUESDAY QUIET);
	ok("Casey", "--approve Sam order exchange 1 --voucher 2 --to " TUESDAY QUIET);
	houses_are("0/0 2/8000 0/0");
	run_sql_is(run,
		   "SELECT count(*) FROM journal WHERE kind = 'order.exchanged' AND approver_id = "
		   "(SELECT id FROM staff WHERE name = 'Sam')",
		   "2");
}

/* What is for no night yet is the clerk's to reserve and change, as before. */
static void test_included_vouchers_are_used(void **state)
{
	static const char *const lines[] = {
		BOSS "voucher-type add Seat --season Winter --category included --price 0 "
		     "--availability anyone --order 9",
		BOSS "voucher-type add Before --season Winter --category included --price 0 "
		     "--availability anyone --order 1",
		BOSS "voucher-type add Pass --season Winter --category bundle --price 70.00 "
		     "--availability anyone --includes '2 Seat' --includes '1 Before'",
		BOSS "redemption apply --type Pass",
		BOSS "redemption apply --type Seat --type Before --show Hamlet --show Lear",
		NULL
	};
	json_t *json, *order;

	(void)state;
	run_all(run, lines);
	ok("Casey", "sell '1 Pass' --patron 'Zoe Quinn'" QUIET);
	/* In the order the house gives its types, not in that they were made. */
	run_sql_is(run,
		   "SELECT t.name FROM voucher v JOIN voucher_type t ON t.id = v.type_id ORDER BY "
		   "v.id",
		   "Pass Before Seat Seat");
	ok("Casey", "voucher reserve 3 4 --performance " MONDAY QUIET);
	ok("Casey", "voucher change 3 --performance " LEAR QUIET);
	houses_are("1/0 0/0 1/0");
	/* A pass and its parts are no three tickets. */
	json = run_json(run, as("Morgan", "order list"));
	order = json_array_get(json_object_get(json, "orders"), 0);
	assert_int_equal(json_integer_value(json_object_get(order, "tickets")), 3);
	json_decref(json);
}

/* --- One price ---------------------------------------------------------------------------------
 */

/* Half price for who names a member's code, two at each performance; on Monday and for Lear alone.
 */
static void friends(void)
{
	static const char *const lines[] = {
		BOSS "audience add Friends --quantity 2",
		BOSS "audience add-member Friends --code ROMEO",
		BOSS "campaign add Half --audience Friends --discount 50% --performance " MONDAY
		     " --performance " LEAR,
		BOSS "campaign start Half", NULL
	};

	run_all(run, lines);
}

static void test_a_campaigns_ticket_pays_elsewhere(void **state)
{
	(void)state;
	friends();
	ok("Casey", "sell " MONDAY " '2 Adult General' --code ROMEO" QUIET);
	no("Casey", "voucher change 1 --performance " TUESDAY QUIET, "permission", -1, -1);
	no("Sam", "voucher change 1 --performance " TUESDAY QUIET, "payment", 2000, 2000);
	no("Sam", "order exchange 1 --to " TUESDAY QUIET, "payment", 4000, 4000);
	ok("Casey", "voucher release 1");
	no("Sam", "voucher reserve 1 --performance " TUESDAY QUIET, "payment", 2000, 2000);
	houses_are("1/4000 0/0 0/0");
	no("Sam", "voucher reserve 1 --performance " TUESDAY " --pay card:19.99:A1" QUIET,
	   "payment", 2000, 1);
	ok("Sam", "voucher reserve 1 --performance " TUESDAY " --pay card:20.00:A1" QUIET);
	ok("Sam", "voucher change 2 --performance " TUESDAY " --pay cash:50.00" QUIET);
	houses_are("0/0 2/8000 0/0");
	run_sql_is(run, "SELECT net, change_given FROM orders", "8000|3000");
	run_sql_is(run, "SELECT uses, spent FROM campaign", "0|0");
	/* Where it holds it is kept. */
	ok("Casey", "sell " MONDAY " '2 Adult General' --code ROMEO" QUIET);
	ok("Sam", "order exchange 2 --to " LEAR QUIET);
	houses_are("0/0 2/8000 2/4000");
	run_sql_is(run, "SELECT uses, spent FROM campaign", "2|4000");
}

/* Two uses a performance stay two, however they come there. */
static void test_no_member_gains_by_moving(void **state)
{
	(void)state;
	friends();
	ok("Casey", "sell " MONDAY " '2 Adult General' --code ROMEO" QUIET);
	ok("Casey", "sell " LEAR " '1 Adult General' --code ROMEO" QUIET);
	no("Sam", "voucher change 1 2 --performance " LEAR QUIET, "used_up", 2, -1);
	no("Sam", "order exchange 1 --to " LEAR QUIET, "used_up", 2, -1);
	ok("Sam", "voucher change 1 --performance " LEAR QUIET);
	no("Sam", "voucher change 2 --performance " LEAR QUIET, "used_up", 2, 0);
	/* What moved is free where it was. */
	ok("Casey", "sell " MONDAY " '1 Adult General' --code ROMEO" QUIET);
	houses_are("2/4000 0/0 2/4000");
	no("Casey", "sell " MONDAY " '1 Adult General' --code ROMEO" QUIET, "used_up", 2, 0);
	ok("Sam", "voucher change 2 --performance " LEAR " --override 'a friend'" QUIET);
	run_sql_is(run, "SELECT rule || limit_value FROM sale_override", "used_up2");
}

/* Ten off for four: the same whole or in parts, whatever becomes of the campaign. */
static void test_one_price_whole_or_in_parts(void **state)
{
	static const char *const lines[] = {
		BOSS "campaign add Four --everybody --discount 10.00 --min-tickets 4",
		BOSS "campaign start Four", NULL
	};

	(void)state;
	run_all(run, lines);
	for (int order = 1; order <= 4; order++)
		ok("Casey", "sell " MONDAY " '4 Adult General'" QUIET);
	houses_are("16/48000 0/0 0/0");
	ok("Sam", "order exchange 1 --to " TUESDAY QUIET);
	for (int voucher = 5; voucher <= 8; voucher++) {
		char line[100];

		snprintf(line, sizeof line, "order exchange 2 --voucher %d --to " TUESDAY QUIET,
			 voucher);
		ok("Sam", line);
	}
	ok("Sam", "voucher change 9 --performance " TUESDAY QUIET);
	ok("Sam", "voucher change 10 11 12 --performance " TUESDAY QUIET);
	ok("Morgan", "campaign stop Four");
	ok("Sam", "order exchange 4 --to " TUESDAY QUIET);
	houses_are("0/0 16/48000 0/0");
	run_sql_is(run, "SELECT sum(net) FROM orders", "48000");
	run_sql_is(run, "SELECT count(*) FROM tender", "4");
	run_sql_is(run, "SELECT uses, spent FROM campaign", "16|16000");
}

/* A dearer type takes nothing that was not named, and says how much it would be. */
static void test_no_money_unnamed(void **state)
{
	json_t *json;

	(void)state;
	ok("Casey", "sell " MONDAY " '2 Adult General'" QUIET);
	no("Sam", "order exchange 1 --to " MONDAY " --type Gala" QUIET, "payment", 4000, 4000);
	assert_non_null(strstr(run->err, "40.00 is due"));
	json = run_json(run, as("Casey", "order exchange 1 --to " MONDAY " --type Gala --dry-run"));
	assert_int_equal(json_integer_value(json_object_get(json_object_get(json, "order"), "net")),
			 12000);
	json_decref(json);
	houses_are("2/8000 0/0 0/0");
	run_sql_is(run, "SELECT count(*) FROM journal WHERE kind = 'order.exchanged'", "0");
	ok("Sam", "order exchange 1 --to " MONDAY " --type Gala --pay card:40.00:X9" QUIET);
	houses_are("2/12000 0/0 0/0");
}

/* --- Money back --------------------------------------------------------------------------------
 */

static void test_the_tenders_taken_bound_a_refund(void **state)
{
	(void)state;
	ok("Casey", "sell " MONDAY " '1 Adult General' --pay card:10.00:A1 --pay cash:50.00" QUIET);
	no("Sam", "order refund 1 --pay card", "payment", 1000, 1000);
	no("Sam", "order refund 1 --to card:10.01 --to cash:29.99", "payment", 1000, 1000);
	no("Sam", "order refund 1 --to card:10.00 --to cash:20.00", "payment", 4000, 1000);
	no("Sam", "order refund 1 --pay check", "permission", 0, 0);
	run_sql_is(run, "SELECT count(*) FROM tender", "2");
	ok("Casey", "order refund 1 --dry-run");
	run_sql_is(run, "SELECT count(*) FROM tender", "2");
	no("Casey", "order refund 1", "permission", -1, -1);
	ok("Sam", "order refund 1");
	given_back(1, "card:-1000:A1 cash:-3000:");
	/* A card order goes to the card by itself, part by part. */
	ok("Casey", "sell " MONDAY " '2 Adult General' --pay card:80.00:B2" QUIET);
	ok("Sam", "order refund 2 --voucher 2");
	ok("Sam", "order refund 2 --to card:40.00");
	given_back(2, "card:-4000:B2 card:-4000:B2");
	/* Cash that came never goes to a card. */
	ok("Casey", "sell " MONDAY " '1 Adult General'" QUIET);
	no("Sam", "order refund 3 --pay card", "payment", 0, 0);
	assert_non_null(strstr(run->err, "Nothing of this order came by card"));
	assert_int_equal(run_line(run, as("Sam", "order refund 3 --pay none")), 2);
	assert_int_equal(run_line(run, as("Sam", "order refund 3 --pay card --to cash:40.00")), 2);
	ok("Sam", "order refund 3 --pay cash");
	given_back(3, "cash:-4000:");
	/* Nothing was paid, so nothing is named. */
	ok("Morgan", "campaign add Gift --everybody --discount 100%");
	ok("Morgan", "campaign start Gift");
	ok("Casey", "sell " MONDAY " '1 Adult General'" QUIET);
	no("Sam", "order refund 4 --to cash:5.00", "payment", 0, 0);
	ok("Sam", "order refund 4");
	given_back(4, "");
}

/* The card is closed: two people and a reason. */
static void test_beyond_a_tender_two_people_say(void **state)
{
	(void)state;
	ok("Casey", "sell " MONDAY " '1 Adult General' --pay card:40.00:A1" QUIET);
	no("Sam", "order refund 1 --pay cash", "permission", 0, 0);
	no("Sam", "order refund 1 --pay cash --reason 'card closed'", "permission", 0, 0);
	run->approve = "3333";
	no("Sam", "--approve Morgan order refund 1 --pay cash", "permission", 0, 0);
	ok("Sam", "--approve Morgan order refund 1 --pay cash --reason 'card closed'");
	given_back(1, "cash:-4000:");
	houses_are("0/0 0/0 0/0");
}

static void test_a_cheaper_exchange_gives_back_what_came(void **state)
{
	(void)state;
	ok("Casey", "sell " MONDAY " '1 Adult General' --pay card:10.00:A1 --pay cash:30.00" QUIET);
	ok("Sam", "order exchange 1 --to " TUESDAY " --type 'Youth General'" QUIET);
	given_back(1, "card:-1000:A1 cash:-500:");
	ok("Casey", "sell " MONDAY " '1 Adult General' --pay card:40.00:B2" QUIET);
	ok("Sam", "order exchange 2 --to " MONDAY " --type 'Youth General'" QUIET);
	given_back(2, "card:-1500:B2");
	ok("Sam", "order refund 2");
	given_back(2, "card:-1500:B2 card:-2500:B2");
	houses_are("0/0 1/2500 0/0");
}

/* --- Groups ------------------------------------------------------------------------------------
 */

static void warned(const char *line, const char *rule, int64_t limit, int64_t left)
{
	json_t *json = run_json(run, as("Sam", line)), *list, *first;

	list = json_object_get(json_object_get(json, "order"), "warnings");
	assert_int_equal(json_array_size(list), 1);
	first = json_array_get(list, 0);
	assert_string_equal(json_string_value(json_object_get(first, "rule")), rule);
	assert_int_equal(json_integer_value(json_object_get(first, "limit")), limit);
	assert_int_equal(json_integer_value(json_object_get(first, "left")), left);
	assert_non_null(strstr(run->err, json_string_value(json_object_get(first, "message"))));
	json_decref(json);
}

static void test_what_remains_of_a_group(void **state)
{
	static const char *const lines[] = {
		BOSS "voucher-type add Group --season Winter --category revenue --price 20.00 "
		     "--availability anyone",
		BOSS "voucher-type add Pair --season Winter --category revenue --price 15.00 "
		     "--availability anyone",
		BOSS "redemption apply --type Group --show Hamlet --min 4",
		BOSS "redemption apply --type Pair --show Hamlet --min 2 --step 2", NULL
	};

	(void)state;
	run_all(run, lines);
	ok("Casey", "sell " MONDAY " '5 Group'" QUIET);
	ok("Sam", "order refund 1 --voucher 1");
	assert_string_equal(run->err, "");
	warned("order refund 1 --voucher 2 --dry-run", "min", 4, 3);
	warned("order refund 1 --voucher 2", "min", 4, 3);
	assert_non_null(
		strstr(run->err, "3 Group remain at their price, which is sold from 4 on."));
	run_sql_is(run, "SELECT count(*) FROM journal WHERE body LIKE '%\"remaining\"%'", "1");
	/* One of them goes to another night by the rule it was sold under. */
	ok("Sam", "order exchange 1 --voucher 3 --to " TUESDAY QUIET);
	ok("Sam", "voucher change 4 --performance " TUESDAY QUIET);
	houses_are("1/2000 2/4000 0/0");
	/* But nobody becomes a group alone. */
	ok("Casey", "sell " MONDAY " '1 Adult General'" QUIET);
	no("Sam", "order exchange 2 --to " TUESDAY " --type Group" QUIET, "min", 4, -1);
	ok("Casey", "sell " MONDAY " '4 Pair'" QUIET);
	warned("order refund 3 --voucher 11", "step", 2, 3);
	ok("Sam", "order refund 3");
	assert_string_equal(run->err, "");
}

static void test_what_remains_of_a_campaign(void **state)
{
	static const char *const lines[] = {
		BOSS "campaign add Four --everybody --discount 10.00 --min-tickets 4",
		BOSS "campaign start Four", NULL
	};

	(void)state;
	run_all(run, lines);
	ok("Casey", "sell " MONDAY " '4 Adult General'" QUIET);
	warned("order refund 1 --voucher 1", "min", 4, 3);
	assert_non_null(strstr(run->err, "Four"));
	run_sql_is(run, "SELECT net FROM orders", "9000");
}

/* Each ticket that goes back may have had another one. */
static void test_what_remains_of_two_campaigns(void **state)
{
	static const char *const lines[] = {
		BOSS "audience add Friends --quantity 2",
		BOSS "audience add-member Friends --code ROMEO",
		BOSS "campaign add Friends --audience Friends --discount 15.00 --min-tickets 4",
		BOSS "campaign start Friends",
		BOSS "campaign add Four --everybody --discount 10.00 --min-tickets 4",
		BOSS "campaign start Four",
		NULL
	};

	(void)state;
	run_all(run, lines);
	ok("Casey", "sell " MONDAY " '4 Adult General' --code ROMEO" QUIET);
	run_sql_is(
		run,
		"SELECT group_concat(campaign_id) FROM (SELECT campaign_id FROM campaign_use ORDER "
		"BY voucher_id)",
		"1,1,2,2");
	ok("Sam", "order refund 1 --voucher 1 --voucher 4");
	assert_non_null(strstr(run->err, "with Friends, which is given from 4 on"));
	assert_non_null(strstr(run->err, "with Four, which is given from 4 on"));
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_money_follows_a_change),
		T(test_check_finds_money_left_behind),
		T(test_money_follows_release_and_reserve),
		T(test_money_follows_an_exchange_there_and_back),
		T(test_the_price_is_as_sold),
		T(test_an_exchanged_ticket_stays_its_owners),
		T(test_no_way_around_the_permission),
		T(test_included_vouchers_are_used),
		T(test_a_campaigns_ticket_pays_elsewhere),
		T(test_no_member_gains_by_moving),
		T(test_one_price_whole_or_in_parts),
		T(test_no_money_unnamed),
		T(test_the_tenders_taken_bound_a_refund),
		T(test_beyond_a_tender_two_people_say),
		T(test_a_cheaper_exchange_gives_back_what_came),
		T(test_what_remains_of_a_group),
		T(test_what_remains_of_a_campaign),
		T(test_what_remains_of_two_campaigns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
