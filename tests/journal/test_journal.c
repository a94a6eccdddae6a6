/*
 * The journal found out: every way to rewrite it that leaves the file readable.
 * The forger here may do all that SQL can, triggers switched off.
 */
#include "store/sql.h"
#include "support/season.h"

#include <boxoffice/journal.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;

static int begin(void **state)
{
	(void)state;
	test_clock_set(TEST_NOW);
	bo = test_office();
	s = test_season(bo);
	for (int i = 0; i < 4; i++)
		OK(bo, test_sell(bo, s.tonight, s.adult, 1, NULL));
	return 0;
}

static int end(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

static size_t faults(const char *anchor)
{
	struct bo_journal_faults found = { 0 };

	OK(bo, bo_journal_verify(bo, &arena, anchor, &found));
	assert_true(found.rows > 0);
	return found.n;
}

/* The statement is a literal: statements are kept by their address. */
#define FORGE(sql)                                                                                 \
	do {                                                                                       \
		OK(bo, sql_run(bo, "DROP TRIGGER IF EXISTS journal_keeps", ""));                   \
		OK(bo, sql_run(bo, "DROP TRIGGER IF EXISTS journal_stays", ""));                   \
		OK(bo, sql_run(bo, sql, ""));                                                      \
	} while (0)

#define LAST "(SELECT max(seq) FROM journal)"

static void test_whole(void **state)
{
	(void)state;
	assert_int_equal(faults(NULL), 0);
}

static void test_triggers_refuse(void **state)
{
	(void)state;
	assert_int_not_equal(sql_run(bo, "UPDATE journal SET body = '{}'", ""), BO_OK);
	assert_non_null(strstr(bo_error(bo)->message, "append-only"));
	assert_int_not_equal(sql_run(bo, "DELETE FROM journal", ""), BO_OK);
	assert_int_equal(faults(NULL), 0);
}

static void test_edit(void **state)
{
	(void)state;
	FORGE("UPDATE journal SET body = replace(body, '4000', '3000') WHERE seq = " LAST);
	assert_true(faults(NULL) > 0);
}

static void test_edit_of_who_and_when(void **state)
{
	(void)state;
	FORGE("UPDATE journal SET at = at + 1 WHERE seq = 3");
	assert_true(faults(NULL) > 0);
	FORGE("UPDATE journal SET at = at - 1, staff_id = NULL WHERE seq = 3");
	assert_true(faults(NULL) > 0);
}

static void test_gap(void **state)
{
	(void)state;
	FORGE("DELETE FROM journal WHERE seq = 5");
	assert_true(faults(NULL) > 0);
}

static void test_swap(void **state)
{
	(void)state;
	FORGE("UPDATE journal SET seq = CASE seq WHEN 4 THEN -5 WHEN 5 THEN -4 END WHERE seq IN "
	      "(4, 5)");
	FORGE("UPDATE journal SET seq = -seq WHERE seq < 0");
	assert_true(faults(NULL) > 0);
}

static void test_added_row(void **state)
{
	(void)state;
	FORGE("INSERT INTO journal SELECT till_id, seq + 1, at, staff_id, approver_id, order_id, "
	      "kind, body, hash, previous "
	      "FROM journal WHERE seq = " LAST);
	assert_true(faults(NULL) > 0);
}

static void test_tail_cut(void **state)
{
	(void)state;
	FORGE("DELETE FROM journal WHERE seq = " LAST);
	assert_true(faults(NULL) > 0);
}

#define CUT_WITH_HEAD                                                                              \
	FORGE("DELETE FROM journal WHERE seq = " LAST);                                            \
	FORGE("UPDATE till SET journal_seq = " LAST                                                \
	      ", journal_hash = (SELECT hash FROM journal WHERE seq = " LAST ") "                  \
	      "WHERE journal_seq > 0")

static void test_tail_cut_with_the_head_moved(void **state)
{
	(void)state;
	CUT_WITH_HEAD;
	/* The order that was sold by the row that is gone still points to it. */
	assert_true(faults(NULL) > 0);
}

static void test_printed_anchor(void **state)
{
	struct bo_order order;
	char anchor[128];

	(void)state;
	OK(bo, bo_order_get(bo, &arena, 4, &order));
	snprintf(anchor, sizeof anchor, "%s", order.anchor);
	assert_int_equal(faults(anchor), 0);
	/* Everything of the last sale taken away: only the paper knows. */
	CUT_WITH_HEAD;
	FORGE("DELETE FROM print_job WHERE order_id = 4");
	FORGE("DELETE FROM ticket WHERE voucher_id IN (SELECT id FROM voucher WHERE order_id = 4)");
	FORGE("DELETE FROM voucher WHERE order_id = 4");
	FORGE("DELETE FROM tender WHERE order_id = 4");
	FORGE("DELETE FROM order_line WHERE order_id = 4");
	FORGE("DELETE FROM orders WHERE id = 4");
	assert_int_equal(faults(NULL), 0);
	assert_true(faults(anchor) > 0);
}

static void test_anchor_of_another_hash(void **state)
{
	(void)state;
	assert_true(faults("test:1:0000000000000000") > 0);
	assert_true(faults("nowhere:1:0000000000000000") > 0);
}

static void test_bad_anchors(void **state)
{
	static const char *const bad[] = { "",
					   "x",
					   "test:1",
					   "test:one:00000000",
					   "test:0:00000000",
					   "test:1:00",
					   "::",
					   "test:-1:0011223344556677" };
	struct bo_journal_faults found = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		SAYS(bo, BO_INVALID, "An anchor looks like",
		     bo_journal_verify(bo, &arena, bad[i], &found));
}

static void test_list(void **state)
{
	struct bo_journal_rows rows = { 0 };
	struct bo_journal_filter filter = { .kind = "order", .from = BO_NONE, .to = BO_NONE };

	(void)state;
	OK(bo, bo_journal_list(bo, &arena, &filter, &rows));
	assert_int_equal(rows.n, 4);
	assert_true(rows.row[0].seq > rows.row[1].seq);
	assert_string_equal(rows.row[0].kind, "order.sold");
	assert_int_equal(strlen(rows.row[0].hash), 64);
	filter.order_id = 2;
	OK(bo, bo_journal_list(bo, &arena, &filter, &rows));
	assert_int_equal(rows.n, 1);
	filter.order_id = 0;
	filter.limit = 3;
	OK(bo, bo_journal_list(bo, &arena, &filter, &rows));
	assert_int_equal(rows.n, 3);
	filter.from = TEST_NOW + 1;
	OK(bo, bo_journal_list(bo, &arena, &filter, &rows));
	assert_int_equal(rows.n, 0);
}

static void test_tills_have_their_own_chains(void **state)
{
	(void)state;
	OK(bo, bo_till_use(bo, "other"));
	OK(bo, test_sell(bo, s.tonight, s.adult, 1, NULL));
	assert_int_equal(test_number(bo, "SELECT j.seq FROM journal j JOIN till t ON t.id = "
					 "j.till_id WHERE t.name = 'other'"),
			 1);
	assert_int_equal(faults(NULL), 0);
	/* A chain cannot pass for another till's. */
	FORGE("UPDATE till SET name = name || '!' WHERE name = 'other'");
	assert_true(faults(NULL) > 0);
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_whole),
		T(test_triggers_refuse),
		T(test_edit),
		T(test_edit_of_who_and_when),
		T(test_gap),
		T(test_swap),
		T(test_added_row),
		T(test_tail_cut),
		T(test_tail_cut_with_the_head_moved),
		T(test_printed_anchor),
		T(test_anchor_of_another_hash),
		T(test_bad_anchors),
		T(test_list),
		T(test_tills_have_their_own_chains),
	};

	return cmocka_run_group_tests_name("journal/journal", tests, NULL, NULL);
}
