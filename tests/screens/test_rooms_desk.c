/*
 * Orders and the print queue: what a clerk finds, prints again, gives back and settles.
 */
#include "orders/order.h"
#include "registry.h"
#include "store/sql.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct till till;
static struct bo_arena arena;

static int close_till(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	till_close(&till);
	return 0;
}

/* Two adults for the next performance, on paper soon; the code each time the same. */
static struct bo_order sell(int64_t patron_id)
{
	struct bo_performance p;
	struct bo_voucher_type adult;
	struct bo_order order;

	OK(till.bo, bo_performance_next(till.bo, &arena, &p));
	OK(till.bo, bo_voucher_type_find(till.bo, &arena, 0, "Adult General", &adult));
	struct bo_wish wish = { .performance_id = p.id, .type_id = adult.id, .qty = 2 };
	struct bo_sale sale = {
		.lines = &wish, .n_lines = 1, .patron_id = patron_id, .print = true
	};

	OK(till.bo, bo_sell(till.bo, &arena, &sale, &order));
	return order;
}

static struct bo_order open_order(const char *name, const char *pin)
{
	struct bo_order order;

	program_open(&till, 24, 80);
	program_sign_in(&till, name, pin);
	order = sell(0);
	program_go(&till, CMD_ORDERS);
	golden_keys(&till.golden, "<Enter>");
	assert_ptr_equal(app_top(&till.app)->ops, &order_screen);
	return order;
}

static struct bo_order again(int64_t id)
{
	struct bo_order order;

	OK(till.bo, bo_order_get(till.bo, &arena, id, &order));
	return order;
}

/* A job of an order in another state, as a worker would have left it. */
static void set_job(int64_t order_id, int nth, const char *state, const char *message)
{
	int64_t id = BO_NONE;

	OK(till.bo, sql_number(till.bo, &id,
			       "UPDATE print_job SET state = $2, message = $4 WHERE id = (SELECT "
			       "id FROM print_job WHERE order_id = $1 ORDER BY id LIMIT 1 OFFSET "
			       "$3) RETURNING id",
			       "rsis", order_id, state, (int64_t)nth, message));
	assert_true(id > 0);
}

static struct bo_print_jobs jobs(int64_t order_id)
{
	struct bo_print_filter filter = { .order_id = order_id };
	struct bo_print_jobs list;

	OK(till.bo, bo_print_job_list(till.bo, &arena, &filter, &list));
	return list;
}

/* How many entries of that kind tell those words. */
static int64_t journal_has(const char *what, const char *words)
{
	int64_t n = BO_NONE;

	OK(till.bo, sql_number(till.bo, &n,
			       "SELECT count(*) FROM journal WHERE kind = $1 AND instr(body, $2)",
			       "ss", what, words));
	return n;
}

/* --- Orders --- */

static void the_list_of_orders(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Casey", "1111");
	program_go(&till, CMD_ORDERS);
	till_expect(&till, "orders", NULL);
}

static void an_order_is_found(void **state)
{
	struct bo_patrons patrons;
	struct bo_order order;
	char keys[60], heading[40];

	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Casey", "1111");
	OK(till.bo, bo_patron_search(till.bo, &arena, "zoe", 1, &patrons));
	assert_int_equal(patrons.n, 1);
	order = sell(patrons.row[0].id);
	snprintf(heading, sizeof heading, "Order %d", (int)order.id);
	program_go(&till, CMD_ORDERS);
	till_keys(&till, "99999", "No order like that");
	golden_keys(&till.golden, "<Enter>");
	assert_ptr_equal(app_top(&till.app)->ops, &orders_screen);
	/* by name: the newest first */
	till_keys(&till, "<Esc>zoe<Enter>", heading);
	/* by number */
	snprintf(keys, sizeof keys, "<Esc><Esc>%d<Enter>", (int)order.id);
	till_keys(&till, keys, heading);
	/* by a scanned ticket; the cursor stands on its voucher */
	snprintf(keys, sizeof keys, "<Esc><Esc>%s<Enter>", order.voucher[1].code);
	till_keys(&till, keys, heading);
	int y = golden_find(&till.golden, order.voucher[1].code);

	assert_true(y > 0);
	assert_int_equal(golden_role(&till.golden, y, 4), 'S');
}

/* Of people with one name all orders are there, the newest first, however many people they are. */
static void orders_of_many_people(void **state)
{
	struct bo_order newest = { 0 };
	struct bo_performance p;
	char name[40], number[24];

	(void)state;
	program_open(&till, 40, 120);
	program_sign_in(&till, "Morgan", "3333");
	OK(till.bo, bo_performance_next(till.bo, &arena, &p));
	OK(till.bo, bo_performance_edit(till.bo, p.id, 100000, -1));
	for (char c = 'A'; c <= 'Z'; c++) {
		int64_t id = 0;

		snprintf(name, sizeof name, "Quibble %c", c);
		OK(till.bo, bo_patron_add(till.bo, name, NULL, NULL, &id));
		newest = sell(id);
	}
	program_go(&till, CMD_ORDERS);
	golden_keys(&till.golden, "quibble");
	while (app_busy(&till.app))
		golden_event(&till.golden, &(struct ui_event){ .type = UI_EVENT_IDLE });
	snprintf(number, sizeof number, "%lld", (long long)newest.id);
	till_shows(&till, number);
	till_shows(&till, "Quibble Z");
	till_shows(&till, "Quibble A");
	till_shows_not(&till, "more");
}

static void an_order_whole(void **state)
{
	(void)state;
	open_order("Casey", "1111");
	till_expect(&till, "order", NULL);
}

static void one_ticket_is_printed_again(void **state)
{
	struct bo_order before, after;
	int y;

	(void)state;
	before = open_order("Casey", "1111");
	assert_int_equal(jobs(before.id).n, 2);
	y = golden_find(&till.golden, before.voucher[0].code);
	for (int i = 0; golden_role(&till.golden, y, 4) != 'S' && i < 30; i++)
		golden_keys(&till.golden, "<Down>");
	till_keys(&till, "<Space><F11>", "Print 1 ticket");
	till_keys(&till, "torn<Enter>", "1 new ticket is waiting");
	assert_int_equal(journal_has("order.reprinted", "torn"), 1);
	after = again(before.id);
	assert_int_equal(jobs(before.id).n, 3);
	assert_string_not_equal(after.voucher[0].code, before.voucher[0].code);
	assert_string_equal(after.voucher[1].code, before.voucher[1].code);
	till_shows(&till, "issue 2");
}

static void all_money_goes_back(void **state)
{
	struct bo_order before, after;

	(void)state;
	before = open_order("Sam", "2222");
	till_keys(&till, "<F8>", "This one, or all 2?");
	golden_keys(&till.golden, "<Esc>");
	till_keys(&till, "<F8>", "This one, or all 2?");
	till_keys(&till, "a", "Give back 80.00 for 2 vouchers");
	till_shows(&till, "80.00 in cash");
	golden_keys(&till.golden, "<Esc>");
	assert_int_equal(again(before.id).net, 8000);
	golden_keys(&till.golden, "<F8>");
	till_keys(&till, "a<Enter><Enter>", "A reason is needed");
	assert_int_equal(again(before.id).net, 8000);
	till_keys(&till, "fell ill<Enter>", "Give back 80.00 in cash");
	assert_int_equal(journal_has("order.refunded", "fell ill"), 1);
	after = again(before.id);
	assert_int_equal(after.net, 0);
	assert_int_equal(after.tender[after.n_tenders - 1].kind, BO_TENDER_CASH);
	assert_int_equal(after.tender[after.n_tenders - 1].amount, -8000);
	/* nothing is left to give back */
	golden_keys(&till.golden, "<F8>");
	assert_ptr_equal(app_top(&till.app)->ops, &order_screen);
}

static void half_the_money_by_marks(void **state)
{
	struct bo_order before;

	(void)state;
	before = open_order("Sam", "2222");
	till_keys(&till, "*<F8>", "for 2 vouchers");
	golden_keys(&till.golden, "<Esc>*");
	int y = golden_find(&till.golden, before.voucher[1].code);

	for (int i = 0; golden_role(&till.golden, y, 4) != 'S' && i < 30; i++)
		golden_keys(&till.golden, "<Down>");
	till_keys(&till, "<Space><F8>", "Give back 40.00 for 1 voucher ");
	golden_keys(&till.golden, "<Right><Enter>one is ill<F9>");
	assert_int_equal(again(before.id).net, 4000);
	assert_int_equal(again(before.id).voucher[0].state, BO_VOUCHER_RESERVED);
	assert_int_equal(again(before.id).voucher[1].state, BO_VOUCHER_REFUNDED);
}

static int64_t seats(int64_t performance_id)
{
	int64_t n = BO_NONE;

	OK(till.bo, sql_number(till.bo, &n, "SELECT sold FROM performance WHERE id = $1", "r",
			       performance_id));
	return n;
}

static void one_is_exchanged_for_another_evening(void **state)
{
	struct bo_order before, after;
	int64_t from, to;

	(void)state;
	before = open_order("Sam", "2222");
	from = before.voucher[1].performance_id;
	int y = golden_find(&till.golden, before.voucher[1].code);

	for (int i = 0; golden_role(&till.golden, y, 4) != 'S' && i < 30; i++)
		golden_keys(&till.golden, "<Down>");
	till_keys(&till, "<Space>x", "Exchange 1 voucher for");
	till_keys(&till, "nobody plays this", "No performance like that");
	till_keys(&till, "<C-u>16 jan<Enter>", "1 voucher of order");
	till_shows(&till, "67 places are left");
	till_shows(&till, "none"); /* the same type costs the same */
	golden_keys(&till.golden, "<Right><Right>");
	till_shows(&till, "Youth General, 25.00");
	till_shows(&till, "give back 15.00 in cash");
	till_expect(&till, "exchange", NULL);
	till_keys(&till, "<F9>", "give back 15.00 in cash; the old tickets are void");
	after = again(before.id);
	assert_int_equal(after.net, 6500);
	assert_int_equal(after.n_vouchers, 3);
	assert_int_equal(after.voucher[0].state, BO_VOUCHER_RESERVED);
	assert_int_equal(after.voucher[1].state, BO_VOUCHER_VOID);
	assert_string_equal(after.voucher[2].type, "Youth General");
	to = after.voucher[2].performance_id;
	assert_int_not_equal(to, from);
	assert_int_equal(seats(to), 34);
	assert_int_equal(jobs(before.id).n, 3);
}

static void a_dearer_exchange_by_card(void **state)
{
	struct bo_order before, after;

	(void)state;
	before = open_order("Sam", "2222");
	golden_keys(&till.golden, "x");
	till_keys(&till, "a16 jan<Enter><Right><Right><F9>", "give back 30.00 in cash");
	assert_int_equal(again(before.id).net, 5000);
	/* the cursor is on what is void now */
	till_keys(&till, "x23 jan<Enter><Right>", "30.00 to pay");
	till_keys(&till, "<Enter><Right><Enter>A42<F9>", "take 30.00");
	after = again(before.id);
	assert_int_equal(after.net, 8000);
	assert_int_equal(after.tender[after.n_tenders - 1].kind, BO_TENDER_CARD);
	assert_string_equal(after.tender[after.n_tenders - 1].reference, "A42");
}

static void a_refused_exchange_changes_nothing(void **state)
{
	struct bo_order before;

	(void)state;
	before = open_order("Sam", "2222");
	/* the group rate is from six on; the refusal stands where a reason is given */
	golden_keys(&till.golden, "x");
	till_keys(&till, "a16 jan<Enter>", "the same");
	for (int i = 0; golden_find(&till.golden, "Group Rate") < 0 && i < 9; i++)
		golden_keys(&till.golden, "<Right>");
	till_keys(&till, "<F9>", "! ");
	assert_int_equal(again(before.id).n_vouchers, 2);
	assert_int_equal(again(before.id).net, 8000);
	till_keys(&till, "school class<F9>", "Exchanged: give back 40.00 in cash");
	assert_int_equal(again(before.id).net, 4000);
	assert_int_equal(again(before.id).n_overrides, 1);
	till_shows(&till, "Sam: \"school class\"");
	/* three steps back leave everything as it was */
	till_keys(&till, "x<Esc>", "Vouchers");
	assert_ptr_equal(app_top(&till.app)->ops, &order_screen);
}

/* A clerk fills the form in, the supervisor says yes in the same place. */
static void a_supervisor_approves_a_refund(void **state)
{
	struct bo_order before;

	(void)state;
	before = open_order("Casey", "1111");
	golden_keys(&till.golden, "<F8>");
	till_keys(&till, "<Enter>", "Give back 40.00 for 1 voucher ");
	till_keys(&till, "<Enter>fell ill<Enter>", "may not refund");
	assert_int_equal(again(before.id).net, 8000);
	till_shows(&till, "fell ill");
	till_keys(&till, "Sam<Enter>9999<Enter>", "not Sam's PIN");
	assert_int_equal(again(before.id).net, 8000);
	golden_keys(&till.golden, "<Esc>");
	assert_ptr_equal(app_top(&till.app)->ops, &order_screen);
	golden_keys(&till.golden, "<F8>");
	till_keys(&till, "<Enter><Enter>fell ill<Enter>", "may not refund");
	till_keys(&till, "Sam<Enter>2222<Enter>", "Give back 40.00 in cash");
	assert_int_equal(again(before.id).net, 4000);
	assert_int_equal(again(before.id).voucher[0].state, BO_VOUCHER_REFUNDED);
	assert_int_equal(journal_has("order.refunded", "fell ill"), 1);
	/* the leave was for that alone */
	golden_keys(&till.golden, "<F8>");
	till_keys(&till, "<Enter>another<Enter>", "may not refund");
}

static void a_supervisor_approves_an_exchange(void **state)
{
	struct bo_order before;

	(void)state;
	before = open_order("Casey", "1111");
	golden_keys(&till.golden, "x");
	till_keys(&till, "a16 jan<Enter>", "2 vouchers of order");
	till_keys(&till, "<Right><Right>", "give back 30.00 in cash");
	till_keys(&till, "<F9>", "may not refund and exchange");
	assert_int_equal(again(before.id).net, 8000);
	till_keys(&till, "rain<Enter>Sam<Enter>2222<Enter>", "Exchanged: give back 30.00 in cash");
	assert_int_equal(again(before.id).net, 5000);
}

/* All by another tender than it came takes two people, also of those who may refund alone. */
static void beyond_what_came_two_people_say(void **state)
{
	struct bo_order before;

	(void)state;
	before = open_order("Sam", "2222");
	golden_keys(&till.golden, "<F8>");
	till_keys(&till, "a<Right><Right>", "Nothing of this order came by card");
	till_keys(&till, "<Right>", "Nothing of this order came by check");
	till_keys(&till, "<Enter>drawer empty<Enter>", "Approved by");
	till_keys(&till, "Morgan<Enter>3333<Enter>", "Give back 80.00 by check");
	assert_int_equal(again(before.id).net, 0);
}

/* --- The print queue --- */

static struct bo_order open_queue(void)
{
	struct bo_order first, second;

	program_open(&till, 24, 80);
	program_sign_in(&till, "Casey", "1111");
	first = sell(0);
	second = sell(0);
	set_job(first.id, 0, "failed", "The queue takes no jobs.");
	set_job(first.id, 1, "printed", "");
	set_job(second.id, 1, "unknown", "The printer stopped while printing.");
	test_clock_set(TEST_NOW + 95);
	program_go(&till, CMD_PRINT_QUEUE);
	return second;
}

static void the_queue(void **state)
{
	(void)state;
	open_queue();
	till_expect(&till, "queue", NULL);
	/* the header says the worst */
	till_shows(&till, "1 to look at");
}

static void a_stopped_printer_is_told(void **state)
{
	int64_t id = BO_NONE;

	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Casey", "1111");
	sell(0);
	OK(till.bo, sql_number(till.bo, &id,
			       "UPDATE printer SET stopped = 1, status = 'media-empty: Load "
			       "tickets' WHERE id = (SELECT min(id) FROM printer) RETURNING id",
			       ""));
	assert_true(id > 0);
	till.session.tally_stale = true;
	program_go(&till, CMD_PRINT_QUEUE);
	program_shows_row(&till, "Casey", "printer stopped");
	program_shows_row(&till, "Folder", "stopped media-empty: Load tickets");
}

static bool a_row_begins(const char *text)
{
	for (int y = 0; y < till.golden.surface.rows; y++)
		if (strncmp(golden_row(&till.golden, y), text, strlen(text)) == 0)
			return true;
	return false;
}

static void today_shows_what_was_done(void **state)
{
	(void)state;
	open_queue();
	assert_false(a_row_begins(" printed "));
	till_keys(&till, "a", "Print queue: today");
	assert_true(a_row_begins(" printed "));
	till_keys(&till, "a", "Print queue");
	assert_false(a_row_begins(" printed "));
}

static void the_ticket_is_there(void **state)
{
	struct bo_order order;

	(void)state;
	order = open_queue();
	till_keys(&till, "<Enter>", "Is the ticket there?");
	/* nothing is settled by an answer that is none */
	golden_keys(&till.golden, "x<Enter>");
	assert_int_equal(jobs(order.id).row[0].state, BO_JOB_UNKNOWN);
	till_keys(&till, "h", "the ticket is on paper");
	struct bo_print_jobs list = jobs(order.id);

	assert_int_equal(list.n, 2);
	for (size_t i = 0; i < list.n; i++)
		assert_int_not_equal(list.row[i].state, BO_JOB_UNKNOWN);
	assert_string_equal(again(order.id).voucher[1].code, order.voucher[1].code);
}

static void the_ticket_is_not_there(void **state)
{
	struct bo_order order, after;

	(void)state;
	order = open_queue();
	till_keys(&till, "<Enter>n", "a new ticket is being printed");
	after = again(order.id);
	assert_int_equal(jobs(order.id).n, 3);
	assert_string_not_equal(after.voucher[1].code, order.voucher[1].code);
	assert_string_equal(after.voucher[0].code, order.voucher[0].code);
}

static void esc_settles_nothing(void **state)
{
	struct bo_order order;

	(void)state;
	order = open_queue();
	golden_keys(&till.golden, "<Enter><Esc>");
	assert_int_equal(jobs(order.id).row[0].state, BO_JOB_UNKNOWN);
}

static void what_failed_goes_again(void **state)
{
	struct bo_order order;

	(void)state;
	order = open_queue();
	golden_keys(&till.golden, "r"); /* on the unknown one it does not work */
	assert_int_equal(jobs(order.id).row[0].state, BO_JOB_UNKNOWN);
	till_keys(&till, "<Down>r", "waits for the printer again");
	assert_int_equal(jobs(order.id - 1).row[0].state, BO_JOB_QUEUED);
	assert_string_equal(again(order.id - 1).voucher[0].code, jobs(order.id - 1).row[0].code);
}

static void all_that_failed_so_go_again(void **state)
{
	struct bo_order third;

	(void)state;
	open_queue();
	third = sell(0);
	set_job(third.id, 0, "failed", "The queue takes no jobs.");
	set_job(third.id, 1, "failed", "Broken.");
	golden_keys(&till.golden, "<F5>");
	till_keys(&till, "<Down>R", "2 tickets wait for the printer again.");
	assert_int_equal(jobs(third.id).n, 2);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(jobs(third.id).row[i].state,
				 strcmp(jobs(third.id).row[i].message, "Broken.") == 0
					 ? BO_JOB_FAILED
					 : BO_JOB_QUEUED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_list_of_orders, close_till),
		cmocka_unit_test_teardown(an_order_is_found, close_till),
		cmocka_unit_test_teardown(orders_of_many_people, close_till),
		cmocka_unit_test_teardown(an_order_whole, close_till),
		cmocka_unit_test_teardown(one_ticket_is_printed_again, close_till),
		cmocka_unit_test_teardown(all_money_goes_back, close_till),
		cmocka_unit_test_teardown(half_the_money_by_marks, close_till),
		cmocka_unit_test_teardown(one_is_exchanged_for_another_evening, close_till),
		cmocka_unit_test_teardown(a_dearer_exchange_by_card, close_till),
		cmocka_unit_test_teardown(a_refused_exchange_changes_nothing, close_till),
		cmocka_unit_test_teardown(a_supervisor_approves_a_refund, close_till),
		cmocka_unit_test_teardown(a_supervisor_approves_an_exchange, close_till),
		cmocka_unit_test_teardown(beyond_what_came_two_people_say, close_till),
		cmocka_unit_test_teardown(the_queue, close_till),
		cmocka_unit_test_teardown(a_stopped_printer_is_told, close_till),
		cmocka_unit_test_teardown(today_shows_what_was_done, close_till),
		cmocka_unit_test_teardown(the_ticket_is_there, close_till),
		cmocka_unit_test_teardown(the_ticket_is_not_there, close_till),
		cmocka_unit_test_teardown(esc_settles_nothing, close_till),
		cmocka_unit_test_teardown(what_failed_goes_again, close_till),
		cmocka_unit_test_teardown(all_that_failed_so_go_again, close_till),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
