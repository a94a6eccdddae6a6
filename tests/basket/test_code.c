/*
 * Codes whose uses are counted: kept by baskets and holds as places are, given back
 * once, and promised until Enter; and several of them in one order.
 */
#include "base/office.h"
#include "store/sql.h"
#include "store/store.h"
#include "support/campaign.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;
static struct bo_basket basket;
static struct bo_order order;
static int64_t id;

static void set_codes(int64_t type, const char *codes)
{
	struct bo_changes changes = { 0 };
	int64_t performances[] = { s.tonight, s.tomorrow };
	struct bo_redemption_batch batch = { .types = &type,
					     .n_types = 1,
					     .performances = performances,
					     .n_performances = 2,
					     .given = BO_FIELD_CODES,
					     .codes = codes };

	test_act_as(bo, BO_ROLE_MANAGER);
	OK(bo, bo_redemption_apply(bo, &arena, &batch, &changes));
	test_act_as(bo, BO_ROLE_CLERK);
}

/* "Adult" needs BARD, which is good for two at each performance. */
static int begin(void **state)
{
	(void)state;
	test_clock_set(TEST_NOW);
	bo = test_office();
	s = test_season(bo);
	set_codes(s.adult, "BARD:2");
	OK(bo, bo_basket_open(bo, &id));
	return 0;
}

static int end(void **state)
{
	(void)state;
	test_check(bo);
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

static enum bo_status put(int64_t qty)
{
	return bo_basket_put(bo, id, (struct bo_wish){ s.tonight, s.adult, qty }, NULL);
}

static enum bo_status hold(int64_t qty, int64_t *hold_id)
{
	struct bo_wish wish = { s.tonight, s.adult, qty };

	return bo_hold_add(bo, &wish, 1, "BARD", 0, NULL, hold_id);
}

static enum bo_status sell(int64_t qty, const char *code, const char *override)
{
	struct bo_wish wish = { s.tonight, s.adult, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = code, .override = override };

	return bo_sell(bo, &arena, &sale, &order);
}

static enum bo_status pay(int64_t basket_id)
{
	struct bo_sale sale = { .basket_id = basket_id };

	return bo_sell(bo, &arena, &sale, &order);
}

static void refused(int64_t left, enum bo_status status)
{
	assert_int_equal(status, BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), "used_up");
	assert_int_equal(bo_refusal(bo)->left, left);
}

/* Kept beside the rows that prove it. */
static void counts(int64_t used, int64_t held)
{
	assert_int_equal(test_number(bo, "SELECT sum(used) FROM redemption_code"), used);
	assert_int_equal(test_number(bo, "SELECT sum(held) FROM redemption_code"), held);
	test_check(bo);
}

static struct bo_offer offer(int64_t basket_id)
{
	struct bo_offers list = { 0 };

	OK(bo, bo_offer_list(bo, &arena, s.tonight, "bard", 0, basket_id, &list));
	for (size_t i = 0; i < list.n; i++)
		if (list.row[i].type_id == s.adult)
			return list.row[i];
	fail_msg("%s", "no such offer");
	return list.row[0];
}

static void test_holds_keep_uses(void **state)
{
	int64_t first = 0, other = 0;

	(void)state;
	OK(bo, hold(1, &first));
	counts(0, 1);
	assert_int_equal(offer(0).code_left, 1);
	assert_int_equal(offer(0).qty, 1);
	refused(1, hold(2, &other));
	assert_string_equal(bo_refusal(bo)->message,
			    "Only 1 of the 2 uses of the code is left; 2 wanted.");
	OK(bo, hold(1, &other));
	refused(0, sell(1, "BARD", NULL));
	assert_int_equal(offer(0).code_left, 0);
	assert_string_equal(bo_rule_code(offer(0).reason), "used_up");
	OK(bo, bo_hold_release(bo, first));
	counts(0, 1);
	OK(bo, sell(1, "BARD", NULL));
	counts(1, 1);
	/* What was promised is sold, though somebody else would be refused. */
	refused(0, sell(1, "BARD", NULL));
	OK(bo, pay(other));
	assert_int_equal(order.total, 4000);
	assert_string_equal(order.line[0].code, "BARD");
	counts(2, 0);
}

static void test_a_basket_keeps_what_it_has(void **state)
{
	(void)state;
	OK(bo, bo_basket_set_code(bo, id, "bard"));
	OK(bo, put(2));
	counts(0, 2);
	refused(0, sell(1, "BARD", NULL));
	refused(2, put(1)); /* its own are not in its way, and no more are there */
	assert_int_equal(offer(id).code_left, 2);
	OK(bo, bo_basket_get(bo, &arena, id, &basket));
	assert_string_equal(basket.line[0].code, "bard");
	/* Fewer, none, and more again. */
	OK(bo, put(-1));
	counts(0, 1);
	OK(bo, bo_basket_remove(bo, id, basket.line[0].id));
	counts(0, 0);
	OK(bo, put(2));
	OK(bo, bo_basket_clear(bo, id));
	counts(0, 0);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM basket_line_code"), 0);
}

static void test_parked_and_recalled(void **state)
{
	(void)state;
	OK(bo, bo_basket_set_code(bo, id, "BARD"));
	OK(bo, put(2));
	OK(bo, bo_basket_park(bo, id, "Later"));
	counts(0, 2);
	refused(0, sell(1, "BARD", NULL));
	OK(bo, bo_basket_recall(bo, id));
	counts(0, 2);
	OK(bo, pay(id));
	counts(2, 0);
}

static void test_time_gives_back(void **state)
{
	int64_t first = 0, other = 0;

	(void)state;
	OK(bo, hold(2, &first));
	test_clock_set(TEST_NOW + 3600);
	/* To the second, whether anybody swept or not. */
	counts(0, 2);
	assert_int_equal(offer(0).code_left, 2);
	OK(bo, hold(2, &other));
	counts(0, 2);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM basket WHERE holding = 1"), 1);
	assert_int_equal(pay(first), BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), "hold_expired");
	OK(bo, bo_hold_release(bo, first));
	OK(bo, pay(other));
	counts(2, 0);
}

/* A basket at a till whose time is over asks again, and is told no. */
static void test_an_old_basket_asks_again(void **state)
{
	(void)state;
	OK(bo, bo_basket_set_code(bo, id, "BARD"));
	OK(bo, put(2));
	test_clock_set(TEST_NOW + 3600);
	OK(bo, sell(1, "BARD", NULL));
	refused(1, pay(id));
	counts(1, 0);
	OK(bo, put(-1));
	counts(1, 1);
	OK(bo, pay(id));
	counts(2, 0);
}

static void test_back_once(void **state)
{
	int64_t first;

	(void)state;
	OK(bo, sell(2, "BARD", NULL));
	first = order.voucher[0].id;
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, bo_order_refund(bo, &arena, order.id, &first, 1, BO_TENDER_CASH, "ill", &order));
	counts(1, 0);
	assert_int_equal(
		bo_order_refund(bo, &arena, order.id, &first, 1, BO_TENDER_CASH, "ill", &order),
		BO_REFUSED);
	counts(1, 0);
	OK(bo, bo_order_exchange(bo, &arena, order.id,
				 &(struct bo_exchange){ .performance_id = s.tomorrow }, &order));
	assert_int_equal(test_number(bo,
				     "SELECT sum(c.used) FROM redemption_code c JOIN redemption r "
				     "ON r.id = c.redemption_id WHERE r.performance_id = 2"),
			 1);
	counts(1, 0);
}

/* A refusal leaves the uses where they were. */
static void test_a_refused_act_changes_nothing(void **state)
{
	(void)state;
	OK(bo, bo_basket_set_code(bo, id, "BARD"));
	OK(bo, put(2));
	assert_int_equal(bo_basket_set_code(bo, id, ""), BO_REFUSED);
	assert_int_equal(bo_basket_put(bo, id, (struct bo_wish){ s.tonight, s.group, 1 }, NULL),
			 BO_REFUSED);
	counts(0, 2);
}

/* What stands behind the limit by leave is one of its uses like any other. */
static void test_beyond_by_leave(void **state)
{
	int64_t held = 0;
	struct bo_wish wish = { s.tonight, s.adult, 3 };

	(void)state;
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, bo_hold_add(bo, &wish, 1, "BARD", 0, "the author's family", &held));
	counts(0, 3);
	refused(0, sell(1, "BARD", NULL));
	OK(bo, pay(held));
	counts(3, 0);
	assert_int_equal(order.n_overrides, 1);
}

/* A hold was promised what it holds, whatever becomes of the code meanwhile. */
static void test_a_promise_outlives_the_code(void **state)
{
	static const char *const changed[] = { "BARD:1", "BARD:0", "FRIEND", "" };

	(void)state;
	for (size_t i = 0; i < sizeof changed / sizeof *changed; i++) {
		int64_t held = 0;

		set_codes(s.adult, "BARD:2");
		OK(bo, hold(2, &held));
		set_codes(s.adult, changed[i]);
		test_check(bo);
		if (changed[i][0])
			assert_int_equal(sell(2, "BARD", NULL), BO_REFUSED);
		/* One more was promised to nobody. */
		OK(bo, pay(held));
		assert_int_equal(order.total, 8000);
		test_check(bo);
		test_act_as(bo, BO_ROLE_SUPERVISOR);
		OK(bo,
		   bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, "test", &order));
		test_act_as(bo, BO_ROLE_CLERK);
		test_check(bo);
	}
	set_codes(s.adult, "BARD:2");
	counts(0, 0);
}

/* A code that is set anew knows what baskets keep of it. */
static void test_set_anew(void **state)
{
	int64_t held = 0;

	(void)state;
	OK(bo, hold(2, &held));
	set_codes(s.adult, "FRIEND");
	counts(0, 0);
	set_codes(s.adult, "FRIEND, BARD:3");
	counts(0, 2);
	refused(1, sell(2, "BARD", NULL));
	OK(bo, bo_hold_release(bo, held));
	counts(0, 0);
}

static void test_bundles(void **state)
{
	struct bo_changes changes = { 0 };
	struct bo_wish wish = { 0, s.bundle, 1 };
	struct bo_redemption_batch batch = {
		.types = &s.bundle, .n_types = 1, .given = BO_FIELD_CODES, .codes = "EARLY:1"
	};
	int64_t held = 0, other = 0;

	(void)state;
	test_act_as(bo, BO_ROLE_MANAGER);
	OK(bo, bo_redemption_apply(bo, &arena, &batch, &changes));
	OK(bo, bo_hold_add(bo, &wish, 1, "Early", 0, NULL, &held));
	counts(0, 1);
	refused(0, bo_hold_add(bo, &wish, 1, "EARLY", 0, NULL, &other));
	OK(bo, bo_hold_release(bo, held));
	OK(bo, bo_hold_add(bo, &wish, 1, "EARLY", 0, NULL, &other));
	counts(0, 1);
}

/* The kept number is recounted: one that lies is found. */
static void test_check_recounts(void **state)
{
	struct bo_faults faults = { 0 };
	int64_t held = 0;

	(void)state;
	OK(bo, hold(1, &held));
	test_act_as(bo, BO_ROLE_MANAGER);
	test_number(bo, "UPDATE redemption_code SET held = 2 WHERE held = 1 RETURNING 1");
	OK(bo, bo_store_check(bo, &arena, NULL, NULL, &faults));
	assert_int_equal(faults.n, 1);
	assert_string_equal(faults.row[0].area, "counts");
	assert_non_null(strstr(faults.row[0].message, "keeps 2 held, has 1"));
	test_number(bo, "UPDATE redemption_code SET held = 1 WHERE held = 2 RETURNING 1");
	test_number(bo, "UPDATE basket_line_code SET qty = 2 RETURNING 1");
	test_number(bo, "UPDATE redemption_code SET held = 2 WHERE held = 1 RETURNING 1");
	faults = (struct bo_faults){ 0 };
	OK(bo, bo_store_check(bo, &arena, NULL, NULL, &faults));
	assert_int_equal(faults.n, 1);
	test_number(bo, "UPDATE basket_line_code SET qty = 1 RETURNING 1");
	test_number(bo, "UPDATE redemption_code SET held = 1 WHERE held = 2 RETURNING 1");
}

/* --- Several in one order --- */

/* ROMEO and JULIET have one use each of half the price at a performance; JULIET is the older. */
static void add_friends(void)
{
	static const char *const members[] = { "JULIET", "ROMEO", NULL };
	struct bo_campaign_terms terms;

	test_act_as(bo, BO_ROLE_MANAGER);
	terms = test_terms("Friends", test_list(bo, "Friends", 1, members), BO_EFFECT_PERCENT,
			   5000);
	test_campaign(bo, &terms);
	set_codes(s.adult, "");
	test_act_as(bo, BO_ROLE_CLERK);
}

static int64_t used_by(const char *code)
{
	struct sql_rows *rows;
	int64_t n = 0;

	OK(bo, sql_query(bo, &rows,
			 "SELECT coalesce(sum(c.uses), 0) FROM campaign_count c JOIN member m ON "
			 "m.id = c.member_id WHERE m.code = $1",
			 "s", code));
	assert_true(sql_next(rows));
	n = sql_int(rows, 0);
	OK(bo, sql_end(rows));
	return n;
}

static void codes_of_basket(const char *wanted)
{
	OK(bo, bo_basket_get(bo, &arena, id, &basket));
	assert_string_equal(basket.code, wanted);
}

/* Who was named first is used first, and the second takes nothing away. */
static void test_the_second_moves_nothing(void **state)
{
	(void)state;
	add_friends();
	OK(bo, bo_basket_add_code(bo, id, "Romeo"));
	OK(bo, put(1));
	codes_of_basket("Romeo");
	assert_string_equal(basket.line[0].use[0].code, "ROMEO");
	OK(bo, bo_basket_add_code(bo, id, "juliet"));
	OK(bo, bo_basket_add_code(bo, id, " JULIET "));
	codes_of_basket("Romeo\njuliet");
	assert_int_equal(basket.line[0].n_uses, 1);
	assert_string_equal(basket.line[0].use[0].code, "ROMEO");
	assert_string_equal(basket.line[0].codes, "Romeo");
	OK(bo, put(2));
	codes_of_basket("Romeo\njuliet");
	assert_int_equal(basket.total, 2000 + 2000 + 4000);
	assert_string_equal(basket.line[0].codes, "Romeo\njuliet");
	/* Both are held; neither is there for others. */
	refused(0, sell(1, "JULIET", NULL));
	refused(0, sell(1, "ROMEO", NULL));
	OK(bo, bo_basket_drop_code(bo, id, "ROMEO"));
	codes_of_basket("juliet");
	assert_int_equal(basket.total, 2000 + 4000 + 4000);
	SAYS(bo, BO_NOT_FOUND, "not in the basket", bo_basket_drop_code(bo, id, "ROMEO"));
	OK(bo, bo_basket_add_code(bo, id, "ROMEO"));
	OK(bo, pay(id));
	assert_int_equal(order.total, 8000);
	assert_int_equal(order.n_lines, 3);
	assert_string_equal(order.line[0].code, "juliet");
	assert_string_equal(order.line[1].code, "ROMEO");
	assert_null(order.line[2].code);
	assert_int_equal(order.line[2].amount, 4000);
	assert_int_equal(used_by("ROMEO"), 1);
	assert_int_equal(used_by("JULIET"), 1);
}

/* Each ticket gives back, and takes along, the code it was bought with. */
static void test_back_to_the_right_one(void **state)
{
	struct bo_exchange to_tomorrow = { .n_vouchers = 1, .performance_id = s.tomorrow };
	int64_t romeos, juliets;

	(void)state;
	add_friends();
	OK(bo, sell(2, "ROMEO\nJULIET", NULL));
	assert_int_equal(order.total, 4000);
	romeos = order.voucher[0].id;
	juliets = order.voucher[1].id;
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	to_tomorrow.vouchers = &juliets;
	OK(bo, bo_order_exchange(bo, &arena, order.id, &to_tomorrow, &order));
	assert_int_equal(order.net, 4000);
	assert_int_equal(test_number(bo,
				     "SELECT uses FROM campaign_count c JOIN member m ON m.id = "
				     "c.member_id WHERE m.code = 'JULIET' AND "
				     "c.performance_id = 2"),
			 1);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM campaign_count c JOIN member m ON "
					 "m.id = c.member_id WHERE m.code = 'ROMEO' AND "
					 "c.performance_id = 2"),
			 0);
	OK(bo, bo_order_refund(bo, &arena, order.id, &romeos, 1, BO_TENDER_CASH, "ill", &order));
	assert_int_equal(used_by("ROMEO"), 0);
	assert_int_equal(used_by("JULIET"), 1);
	OK(bo, bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, "ill", &order));
	assert_int_equal(used_by("JULIET"), 0);
	assert_int_equal(order.net, 0);
	/* Both at once go to two lines again. */
	OK(bo, sell(2, "ROMEO\nJULIET", NULL));
	to_tomorrow = (struct bo_exchange){ .performance_id = s.tomorrow };
	OK(bo, bo_order_exchange(bo, &arena, order.id, &to_tomorrow, &order));
	assert_int_equal(order.net, 4000);
	assert_string_equal(order.line[order.n_lines - 2].code, "ROMEO");
	assert_string_equal(order.line[order.n_lines - 1].code, "JULIET");
}

/* Opened by one code, cheaper by two others that join: all of them stand on the line. */
static void test_three_on_one_ticket(void **state)
{
	static const char *const members[] = { "TEACHER", NULL };
	struct bo_campaign_terms terms;

	(void)state;
	add_friends();
	test_act_as(bo, BO_ROLE_MANAGER);
	OK(bo, bo_campaign_edit(bo, 1, &(struct bo_campaign_terms){ .joins = true },
				1u << BO_TERM_JOINS));
	terms = test_terms("School", test_list(bo, "School", 5, members), BO_EFFECT_AMOUNT, 100);
	terms.joins = true;
	test_campaign(bo, &terms);
	set_codes(s.adult, "BARD:2");
	OK(bo, sell(1, "TEACHER\nROMEO\nBARD", NULL));
	assert_int_equal(order.total, 1900);
	assert_int_equal(order.n_lines, 1);
	assert_string_equal(order.line[0].code, "BARD");
	assert_string_equal(order.line[0].codes, "BARD\nROMEO\nTEACHER");
	counts(1, 0);
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, "ill", &order));
	assert_string_equal(order.line[1].codes, "BARD\nROMEO\nTEACHER");
	counts(0, 0);
	assert_int_equal(used_by("ROMEO") + used_by("TEACHER"), 0);
}

/* What two members unlock together is their sum, and the refusal says both. */
static void test_two_unlock_together(void **state)
{
	static const char *const members[] = { "AARON", "BELLA", NULL };
	struct bo_campaign_terms terms;

	(void)state;
	test_act_as(bo, BO_ROLE_MANAGER);
	terms = test_terms("Club", test_list(bo, "Club", 2, members), BO_EFFECT_UNLOCK, 0);
	test_campaign(bo, &terms);
	test_act_as(bo, BO_ROLE_CLERK);
	refused(4, sell(5, "AARON\nBELLA", NULL));
	assert_int_equal(bo_refusal(bo)->limit, 4);
	OK(bo, sell(3, "AARON\nBELLA", NULL));
	assert_int_equal(order.n_lines, 2);
	assert_int_equal(order.line[0].qty, 2);
	assert_string_equal(order.line[1].code, "BELLA");
	refused(1, sell(2, "AARON\nBELLA", NULL));
	assert_non_null(strstr(bo_refusal(bo)->message, "AARON: 2 of 2 used"));
	assert_non_null(strstr(bo_refusal(bo)->message, "BELLA: 1 of 2 used"));
}

/* What cascades and triggers do belongs to the statement that runs. */
static int count(unsigned type, void *arg, void *statement, void *text)
{
	static void *running;

	(void)type;
	(void)text;
	*(int *)arg += statement != running;
	running = statement;
	return 0;
}

/* Statements of a sale of two that need no code, in one act or over the basket. */
static int statements(const char *code, bool by_basket)
{
	struct bo_wish wish = { s.tonight, s.programme, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = by_basket ? NULL : code };
	int n = 0;

	if (by_basket) {
		OK(bo, bo_basket_open(bo, &sale.basket_id));
		OK(bo, bo_basket_set_code(bo, sale.basket_id, code));
	}
	sqlite3_trace_v2(bo->store->db, SQLITE_TRACE_STMT, count, &n);
	if (by_basket)
		OK(bo, bo_basket_put(bo, sale.basket_id, wish, NULL));
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	sqlite3_trace_v2(bo->store->db, 0, NULL, NULL);
	return n;
}

/* Codes cost nothing where none is needed: a sale asks no more than it did without them. */
static void test_without_codes_nothing_is_asked(void **state)
{
	enum { A_SALE = 22, BY_BASKET = 46 };

	(void)state;
	assert_in_range(statements(NULL, false), 1, A_SALE);
	assert_int_equal(statements("BARD", false), statements(NULL, false));
	assert_in_range(statements("", true), 1, BY_BASKET);
	assert_int_equal(statements("BARD", true), statements("", true));
}

/* Nothing is told apart that one code did. */
static void test_one_code_is_one_line(void **state)
{
	(void)state;
	add_friends();
	OK(bo, sell(3, "ROMEO", NULL));
	assert_int_equal(order.n_lines, 1);
	assert_int_equal(order.total, 2000 + 8000);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM order_line WHERE codes IS NULL"), 1);
	OK(bo, sell(1, NULL, NULL));
	assert_null(order.line[0].codes);
	SAYS(bo, BO_INVALID, "at most 20 codes",
	     sell(1,
		  "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20"
		  "\n21",
		  NULL));
	SAYS(bo, BO_INVALID, "control character", sell(1, "A\tB", NULL));
	SAYS(bo, BO_INVALID, "control character", bo_basket_add_code(bo, id, "A\nB"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_holds_keep_uses, begin, end),
		cmocka_unit_test_setup_teardown(test_a_basket_keeps_what_it_has, begin, end),
		cmocka_unit_test_setup_teardown(test_parked_and_recalled, begin, end),
		cmocka_unit_test_setup_teardown(test_time_gives_back, begin, end),
		cmocka_unit_test_setup_teardown(test_an_old_basket_asks_again, begin, end),
		cmocka_unit_test_setup_teardown(test_back_once, begin, end),
		cmocka_unit_test_setup_teardown(test_a_refused_act_changes_nothing, begin, end),
		cmocka_unit_test_setup_teardown(test_beyond_by_leave, begin, end),
		cmocka_unit_test_setup_teardown(test_a_promise_outlives_the_code, begin, end),
		cmocka_unit_test_setup_teardown(test_set_anew, begin, end),
		cmocka_unit_test_setup_teardown(test_bundles, begin, end),
		cmocka_unit_test_setup_teardown(test_check_recounts, begin, end),
		cmocka_unit_test_setup_teardown(test_the_second_moves_nothing, begin, end),
		cmocka_unit_test_setup_teardown(test_back_to_the_right_one, begin, end),
		cmocka_unit_test_setup_teardown(test_three_on_one_ticket, begin, end),
		cmocka_unit_test_setup_teardown(test_two_unlock_together, begin, end),
		cmocka_unit_test_setup_teardown(test_without_codes_nothing_is_asked, begin, end),
		cmocka_unit_test_setup_teardown(test_one_code_is_one_line, begin, end),
	};

	return cmocka_run_group_tests_name("sale/code", tests, NULL, NULL);
}
