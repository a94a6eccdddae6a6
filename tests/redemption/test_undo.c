/*
 * Undo and redo of acts on redemptions: byte for byte, whole or not at all.
 */
#include "support/season.h"

#include "store/sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;
static struct bo_changes changes;

static int begin(void **state)
{
	(void)state;
	bo = test_office();
	s = test_season(bo);
	/* What the season made is not to be undone here. */
	OK(bo, sql_run(bo, "DELETE FROM redemption_batch", ""));
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

/* Every redemption and every code, as one text. */
static const char *dump(void)
{
	struct sql_rows *rows;
	const char *text = "";

	OK(bo,
	   sql_query(bo, &rows,
		     "SELECT string_agg(line, '\n') FROM (SELECT id || ' ' || type_id || ' ' || "
		     "coalesce(performance_id, 0) || ' ' || start_anchor || start_value || ' ' || "
		     "end_anchor || end_value || ' ' || coalesce(cap, 'none') || ' ' || min || "
		     "' ' || coalesce(max, 'none') || ' ' || step || ' ' || sold || ' ' || held || "
		     "' ' || coalesce((SELECT string_agg(code_fold || '=' || code || ':' || "
		     "coalesce(uses, 'none') || '/' || used, ',') FROM redemption_code WHERE "
		     "redemption_id = redemption.id), '') AS line FROM redemption ORDER BY id)",
		     ""));
	assert_true(sql_next(rows));
	text = sql_copy(rows, 0, &arena);
	OK(bo, sql_end(rows));
	assert_non_null(text);
	assert_true(strlen(text) > 100);
	return text;
}

static enum bo_status apply(int64_t type, struct bo_redemption_batch batch)
{
	int64_t performances[] = { s.tonight, s.tomorrow };

	batch.types = &type;
	batch.n_types = 1;
	batch.performances = performances;
	batch.n_performances = 2;
	return bo_redemption_apply(bo, &arena, &batch, &changes);
}

static void test_there_and_back(void **state)
{
	const char *before, *after;
	int64_t types[] = { s.pair, s.special }, performances[] = { s.tonight, s.tomorrow };
	size_t n;

	(void)state;
	before = dump();
	/* Changed: codes with limits, window, everything. */
	OK(bo, apply(s.pair, (struct bo_redemption_batch){ .given = BO_FIELD_ALL,
							   .start = { BO_ANCHOR_CURTAIN, -3000 },
							   .end = { BO_ANCHOR_TIME, TEST_NOW },
							   .cap = 0,
							   .min = 1,
							   .max = BO_NONE,
							   .step = 3,
							   .codes = "Zoë:5, will" }));
	after = dump();
	assert_string_not_equal(before, after);
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	assert_int_equal(changes.changed, 2);
	assert_string_equal(dump(), before);
	OK(bo, bo_redemption_redo(bo, &arena, &changes));
	assert_string_equal(dump(), after);
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	/* Created. */
	OK(bo, apply(s.child,
		     (struct bo_redemption_batch){ .given = BO_FIELD_CODES, .codes = "A,B:2" }));
	after = dump();
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	assert_int_equal(changes.deleted, 2);
	assert_string_equal(dump(), before);
	OK(bo, bo_redemption_redo(bo, &arena, &changes));
	assert_int_equal(changes.created, 2);
	assert_string_equal(dump(), after);
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	/* Deleted. */
	OK(bo, bo_redemption_delete(bo, types, 2, performances, 2, &n));
	assert_int_equal(n, 4);
	after = dump();
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	assert_string_equal(dump(), before);
	OK(bo, bo_redemption_redo(bo, &arena, &changes));
	assert_string_equal(dump(), after);
}

static void test_several(void **state)
{
	const char *texts[5];

	(void)state;
	texts[0] = dump();
	for (int i = 1; i < 5; i++) {
		OK(bo, apply(s.special,
			     (struct bo_redemption_batch){ .given = BO_FIELD_CAP, .cap = 10 * i }));
		texts[i] = dump();
	}
	for (int i = 3; i >= 0; i--) {
		OK(bo, bo_redemption_undo(bo, &arena, &changes));
		assert_string_equal(dump(), texts[i]);
	}
	assert_int_equal(bo_redemption_undo(bo, &arena, &changes), BO_NOT_FOUND);
	for (int i = 1; i < 4; i++) {
		OK(bo, bo_redemption_redo(bo, &arena, &changes));
		assert_string_equal(dump(), texts[i]);
	}
	/* A new act makes what was undone unrepeatable. */
	OK(bo, apply(s.special, (struct bo_redemption_batch){ .given = BO_FIELD_CAP, .cap = 7 }));
	assert_int_equal(bo_redemption_redo(bo, &arena, &changes), BO_NOT_FOUND);
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	assert_string_equal(dump(), texts[3]);
	/* What changes nothing, or only looks, is nothing to undo. */
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	OK(bo, apply(s.special, (struct bo_redemption_batch){ .given = BO_FIELD_CAP, .cap = 20 }));
	OK(bo, apply(s.special, (struct bo_redemption_batch){
					.given = BO_FIELD_CAP, .cap = 99, .dry_run = true }));
	OK(bo, bo_redemption_redo(bo, &arena, &changes));
	assert_string_equal(dump(), texts[3]);
}

static void test_the_world_moved_on(void **state)
{
	struct bo_redemption_batch closed = { .given = BO_FIELD_CAP, .cap = 0 };
	const char *now;

	(void)state;
	OK(bo, apply(s.child, (struct bo_redemption_batch){ 0 }));
	OK(bo, apply(s.special, closed));
	/* Sold of what was there before: that is no hindrance. */
	OK(bo, test_sell(bo, s.tonight, s.special, 1, "a guest"));
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	/* Changed by hand since, on one of two dates. */
	OK(bo, bo_redemption_redo(bo, &arena, &changes));
	OK(bo,
	   sql_run(bo, "UPDATE redemption SET min = 2 WHERE type_id = $1 AND performance_id = $2",
		   "ii", s.special, s.tomorrow));
	now = dump();
	SAYS(bo, BO_REFUSED, "changed since", bo_redemption_undo(bo, &arena, &changes));
	assert_int_equal(changes.refused, 1);
	assert_int_equal(changes.n, 2);
	assert_string_equal(dump(), now);
	OK(bo, sql_run(bo, "UPDATE redemption SET min = 1 WHERE type_id = $1", "i", s.special));
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
}

static void test_a_new_one_that_is_sold_or_held(void **state)
{
	int64_t hold;
	struct bo_wish wish = { s.tonight, 0, 1 };
	struct bo_voucher_type_fields fields = { .name = "Late",
						 .category = BO_CATEGORY_REVENUE,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = 1000,
						 .display_order = BO_NONE,
						 .subscription = -1,
						 .changeable = -1 };

	(void)state;
	OK(bo, bo_voucher_type_add(bo, 1, &fields, &wish.type_id));
	OK(bo, apply(wish.type_id, (struct bo_redemption_batch){ 0 }));
	OK(bo, bo_hold_add(bo, &wish, 1, NULL, 0, NULL, &hold));
	SAYS(bo, BO_REFUSED, "sold or held", bo_redemption_undo(bo, &arena, &changes));
	OK(bo, bo_hold_release(bo, hold));
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	OK(bo, bo_redemption_redo(bo, &arena, &changes));
	OK(bo, test_sell(bo, s.tonight, wish.type_id, 1, NULL));
	SAYS(bo, BO_REFUSED, "sold or held", bo_redemption_undo(bo, &arena, &changes));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM redemption WHERE type_id = "
					 "(SELECT max(id) FROM voucher_type)"),
			 2);
}

static void test_a_moved_performance(void **state)
{
	const char *now;

	(void)state;
	/* From noon of the day before until curtain, then no start at all. */
	OK(bo,
	   apply(s.special, (struct bo_redemption_batch){ .given = BO_FIELD_START | BO_FIELD_END,
							  .start = { BO_ANCHOR_TIME, TEST_NOW },
							  .end = { BO_ANCHOR_CURTAIN, 0 } }));
	OK(bo, apply(s.special, (struct bo_redemption_batch){ .given = BO_FIELD_START }));
	OK(bo, bo_performance_move(bo, s.tonight, test_when("2026-01-04T20:00", "UTC")));
	now = dump();
	/* The window that comes back would end before it starts. */
	SAYS(bo, BO_REFUSED, "before they start", bo_redemption_undo(bo, &arena, &changes));
	assert_string_equal(dump(), now);
}

static void test_codes_keep_their_count(void **state)
{
	struct bo_order order;
	struct bo_wish wish = { s.tonight, s.pair, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = "BARD" };
	const char *before;

	(void)state;
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	before = dump();
	OK(bo, apply(s.pair, (struct bo_redemption_batch){ .given = BO_FIELD_CODES, .codes = "" }));
	test_check(bo);
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	assert_string_equal(dump(), before);
	assert_int_equal(test_number(bo, "SELECT sum(used) FROM redemption_code"), 2);
	/* A limit below what is used closes the code and harms nobody. */
	OK(bo, apply(s.pair,
		     (struct bo_redemption_batch){ .given = BO_FIELD_CODES, .codes = "BARD:1" }));
	assert_int_equal(bo_sell(bo, &arena, &sale, &order), BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), "used_up");
	assert_int_equal(bo_refusal(bo)->left, 0);
	assert_int_equal(bo_refusal(bo)->override, BO_ROLE_SUPERVISOR);
	sale.override = "they came by bus";
	OK(bo, bo_sell(bo, &arena, &sale, &order));
}

static void test_copy(void **state)
{
	struct bo_redemption_copy copy = { .type_id = s.pair,
					   .performance_id = s.tonight,
					   .types = &s.child,
					   .performances = &s.tomorrow,
					   .n_types = 1,
					   .n_performances = 1 };
	struct bo_redemptions list;
	const char *before;

	(void)state;
	before = dump();
	OK(bo, bo_redemption_copy(bo, &arena, &copy, &changes));
	assert_int_equal(changes.created, 1);
	OK(bo, bo_redemption_list(bo, &arena, 0, s.tomorrow, &list));
	assert_string_equal(list.row[list.n - 1].type, "Play");
	assert_int_equal(list.row[list.n - 1].max, 2);
	assert_string_equal(list.row[list.n - 1].codes[0], "BARD");
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	assert_string_equal(dump(), before);
	copy.type_id = s.child;
	assert_int_equal(bo_redemption_copy(bo, &arena, &copy, &changes), BO_NOT_FOUND);
}

static void test_who_may(void **state)
{
	(void)state;
	OK(bo, apply(s.special, (struct bo_redemption_batch){ .given = BO_FIELD_CAP, .cap = 9 }));
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	assert_int_equal(bo_redemption_undo(bo, &arena, &changes), BO_REFUSED);
	test_act_as(bo, BO_ROLE_MANAGER);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_there_and_back),
		TEST(test_several),
		TEST(test_the_world_moved_on),
		TEST(test_a_new_one_that_is_sold_or_held),
		TEST(test_a_moved_performance),
		TEST(test_codes_keep_their_count),
		TEST(test_copy),
		TEST(test_who_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
