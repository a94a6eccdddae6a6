/*
 * Rows read into arrays and structs: none, many, memory that ends, a reader that says no, and what
 * the caller has when it failed.
 */
#include "base/fail.h"
#include "store/sql.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct number {
	int64_t value;
	const char *text;
	bool was_zero; /* the reader found the row empty */
};

struct scene {
	struct bo *bo;
	struct bo_arena arena;
	struct number *row;
	size_t n;
};

static int setup(void **state)
{
	static struct number before;
	struct scene *s = calloc(1, sizeof *s);

	s->bo = test_office();
	s->row = &before;
	s->n = 77;
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct scene *s = *state;

	bo_arena_clear(&s->arena);
	test_office_end(s->bo);
	free(s);
	return 0;
}

/* The numbers from 1 to $1, each with its text; NULL for multiples of 3. */
#define NUMBERS                                                                                    \
	"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < $1) "            \
	"SELECT x, CASE WHEN x % 3 = 0 THEN NULL ELSE 'number ' || x END FROM c WHERE x <= $1 "    \
	"ORDER BY x"

static void read_number(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct number *number = row;

	number->was_zero = number->value == 0 && !number->text;
	number->value = sql_int(rows, 0);
	number->text = sql_copy(rows, 1, arena);
}

static void stop_at_20(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	read_number(rows, arena, row);
	assert_true(sql_int(rows, 0) <= 20);
	if (sql_int(rows, 0) == 20)
		sql_stop(rows, fail_number(sql_bo(rows), "n", 20, "Twenty."));
}

static void make_nothing(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	(void)arena;
	(void)row;
	assert_null(sql_made(rows, NULL));
}

static enum bo_status list(struct scene *s, sql_reader *read, int64_t most)
{
	return sql_list(s->bo, SQL_ROWS(&s->arena, s->row, s->n, read), NUMBERS, "i", most);
}

static void all_rows_are_read_in_their_order(void **state)
{
	static const int64_t most[] = { 1, 7, 8, 9, 16, 17, 5000 };
	struct scene *s = *state;

	for (size_t m = 0; m < sizeof most / sizeof *most; m++) {
		OK(s->bo, list(s, read_number, most[m]));
		assert_int_equal(s->n, most[m]);
		for (size_t i = 0; i < s->n; i++) {
			char text[40];

			snprintf(text, sizeof text, "number %zu", i + 1);
			assert_true(s->row[i].was_zero);
			assert_int_equal(s->row[i].value, i + 1);
			if (s->row[i].value % 3)
				assert_string_equal(s->row[i].text, text);
			else
				assert_null(s->row[i].text);
		}
	}
}

static void more_rows_go_behind_what_is_there(void **state)
{
	struct scene *s = *state;

	OK(s->bo, list(s, read_number, 9));
	for (int64_t more = 0; more <= 20; more += 10)
		OK(s->bo, sql_list(s->bo, SQL_MORE(&s->arena, s->row, s->n, read_number), NUMBERS,
				   "i", more));
	assert_int_equal(s->n, 39);
	assert_int_equal(s->row[8].value, 9);
	assert_int_equal(s->row[9].value, 1);
	assert_int_equal(s->row[38].value, 20);
	assert_int_equal(sql_list(s->bo, SQL_MORE(&s->arena, s->row, s->n, stop_at_20), NUMBERS,
				  "i", INT64_C(30)),
			 BO_INVALID);
	assert_int_equal(s->n, 39);
}

static void no_row_is_an_empty_list(void **state)
{
	struct scene *s = *state;

	OK(s->bo, list(s, read_number, 0));
	assert_int_equal(s->n, 0);
	assert_null(s->row);
}

static void a_failure_leaves_the_list_alone(void **state)
{
	struct scene *s = *state;
	const struct number *before = s->row;

	assert_int_equal(list(s, stop_at_20, 50), BO_INVALID);
	assert_string_equal(bo_error(s->bo)->message, "Twenty.");
	assert_int_equal(list(s, make_nothing, 50), BO_NO_MEMORY);
	assert_int_equal(sql_list(s->bo, SQL_ROWS(&s->arena, s->row, s->n, read_number),
				  "SELECT nothing FROM nowhere", ""),
			 BO_IO);
	assert_int_equal(s->n, 77);
	assert_ptr_equal(s->row, before);
	OK(s->bo, list(s, stop_at_20, 19)); /* and the statement is free for the next */
	assert_int_equal(s->n, 19);
}

static void memory_that_ends_is_said(void **state)
{
	struct scene *s = *state;
	const struct sql_into huge = {
		&s->arena, read_number, &s->row, &s->n, SIZE_MAX / 12, false
	};

	assert_int_equal(sql_list(s->bo, &huge, NUMBERS, "i", INT64_C(3)), BO_NO_MEMORY);
	assert_int_equal(s->n, 77);
	OK(s->bo, list(s, read_number, 3));
}

/* What one question could not read, the act around it does not pretend to know. */
static void a_failed_list_spoils_the_act(void **state)
{
	struct scene *s = *state;

	OK(s->bo, act_begin(s->bo));
	OK(s->bo, sql_run(s->bo, "UPDATE till SET name = 'other' WHERE id = $1", "i", INT64_C(1)));
	assert_int_equal(list(s, stop_at_20, 50), BO_INVALID);
	assert_int_equal(act_end(s->bo, BO_OK), BO_INVALID);
	assert_string_equal(bo_error(s->bo)->message, "Twenty.");
}

static void one_row_or_a_sentence(void **state)
{
	struct scene *s = *state;
	struct number one = { .value = 5, .text = "before" };

	OK(s->bo, sql_one(s->bo, SQL_ROW(&s->arena, &one, read_number), "number", NUMBERS, "i",
			  INT64_C(2)));
	assert_int_equal(one.value, 1);
	assert_string_equal(one.text, "number 1");
	assert_true(one.was_zero);
	assert_int_equal(sql_one(s->bo, SQL_ROW(&s->arena, &one, read_number), "number", NUMBERS,
				 "i", INT64_C(0)),
			 BO_NOT_FOUND);
	assert_string_equal(bo_error(s->bo)->message, "There is no such number.");
	assert_string_equal(bo_error(s->bo)->field, "number");
	OK(s->bo,
	   sql_one(s->bo, SQL_ROW(&s->arena, &one, read_number), NULL, NUMBERS, "i", INT64_C(0)));
	assert_int_equal(sql_one(s->bo, SQL_ROW(&s->arena, &one, make_nothing), NULL, NUMBERS, "i",
				 INT64_C(1)),
			 BO_NO_MEMORY);
	assert_int_equal(one.value, 1);
	assert_string_equal(one.text, "number 1");
}

static void one_column_needs_no_reader_of_its_own(void **state)
{
	struct scene *s = *state;
	int64_t *id = NULL;
	const char **text = NULL;
	size_t n = 0;

	OK(s->bo,
	   sql_list(s->bo, SQL_ROWS(&s->arena, id, n, sql_read_id), NUMBERS, "i", INT64_C(20)));
	assert_int_equal(n, 20);
	assert_int_equal(id[19], 20);
	OK(s->bo, sql_list(s->bo, SQL_ROWS(&s->arena, text, n, sql_read_text),
			   "SELECT 'a' UNION ALL SELECT NULL", ""));
	assert_int_equal(n, 2);
	assert_string_equal(text[0], "a");
	assert_string_equal(text[1], "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(all_rows_are_read_in_their_order),
		TEST(more_rows_go_behind_what_is_there),
		TEST(no_row_is_an_empty_list),
		TEST(a_failure_leaves_the_list_alone),
		TEST(memory_that_ends_is_said),
		TEST(a_failed_list_spoils_the_act),
		TEST(one_row_or_a_sentence),
		TEST(one_column_needs_no_reader_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
