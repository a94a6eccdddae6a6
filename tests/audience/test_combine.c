/*
 * Lists put together and taken from one another: once each, with the largest
 * quantity, and by the laws that one expects of sets.
 */
#include "store/sql.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct stage {
	struct bo *bo;
	struct bo_arena arena;
	int64_t a, b; /* lists */
	int made;
};

static void add(struct stage *s, int64_t list, const char *code, const char *email,
		int64_t quantity)
{
	struct bo_member_fields fields = {
		.code = code, .email = email, .quantity_given = true, .quantity = quantity
	};
	int64_t id = 0;

	OK(s->bo, bo_member_add(s->bo, list, &fields, &id));
}

/* a: A1 A2 B1 zoe, anna by e-mail alone; b: B1 (more uses, an e-mail), B2, zoe by e-mail alone,
 * anna with a code. */
static int setup(void **state)
{
	struct stage *s = calloc(1, sizeof *s);

	s->bo = test_office();
	OK(s->bo, bo_audience_add(s->bo, "A", 1, &s->a));
	OK(s->bo, bo_audience_add(s->bo, "B", 5, &s->b));
	add(s, s->a, "A1", "one@example.org", 1);
	add(s, s->a, "A-2", NULL, BO_NONE);
	add(s, s->a, "B1", NULL, 1);
	add(s, s->a, NULL, "zoe@example.org", 1);
	add(s, s->a, NULL, "anna@example.org", 7);
	add(s, s->b, "b 1", "both@example.org", 3);
	add(s, s->b, "B2", NULL, 2);
	add(s, s->b, NULL, "ZOE@example.org", 4);
	add(s, s->b, "B3", "anna@example.org", 2);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct stage *s = *state;

	bo_arena_clear(&s->arena);
	test_office_end(s->bo);
	free(s);
	return 0;
}

static int64_t combined(struct stage *s, const struct bo_audience_part *parts, size_t n)
{
	struct bo_audience audience = { 0 };
	char name[24];
	int64_t id = 0, members = -1;

	snprintf(name, sizeof name, "New %d", ++s->made);
	OK(s->bo, bo_audience_combine(s->bo, name, parts, n, &id, &members));
	OK(s->bo, bo_audience_get(s->bo, &s->arena, id, &audience));
	assert_int_equal(audience.members, members);
	assert_int_equal(audience.kind, BO_AUDIENCE_LIST);
	return id;
}

/* "code email quantity" of all, by code and e-mail, as compared. */
static const char *text_of(struct stage *s, int64_t id)
{
	char text[2000];
	struct bo_buf buf = BO_BUF(text);
	struct sql_rows *rows;

	OK(s->bo, sql_query(s->bo, &rows,
			    "SELECT coalesce(code_fold, '-'), coalesce(email_fold, '-'), quantity "
			    "FROM member WHERE audience_id = $1 AND removed = 0 ORDER BY "
			    "coalesce(code_fold, '-'), coalesce(email_fold, '-')",
			    "i", id));
	while (sql_next(rows)) {
		bo_buf_printf(&buf, "%s %.*s", sql_text(rows, 0),
			      (int)strcspn(sql_text(rows, 1), "@"), sql_text(rows, 1));
		if (sql_int(rows, 2) == BO_NONE)
			bo_buf_add(&buf, " any|");
		else
			bo_buf_printf(&buf, " %d|", (int)sql_int(rows, 2));
	}
	OK(s->bo, sql_end(rows));
	return bo_arena_copy(&s->arena, text);
}

static const char *sum(struct stage *s, int64_t one, int64_t two)
{
	struct bo_audience_part parts[2] = { { one, false }, { two, false } };

	return text_of(s, combined(s, parts, 2));
}

static const char *difference(struct stage *s, int64_t one, int64_t two)
{
	struct bo_audience_part parts[2] = { { two, true }, { one, false } };

	return text_of(s, combined(s, parts, 2));
}

static void test_union(void **state)
{
	struct stage *s = *state;

	assert_string_equal(sum(s, s->a, s->b),
			    "- zoe 4|a1 one 1|a2 - any|b1 both 3|b2 - 2|b3 anna 7|");
	assert_string_equal(sum(s, s->b, s->a), sum(s, s->a, s->b));
	assert_string_equal(sum(s, s->a, s->a), text_of(s, s->a));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM audience WHERE name = 'New 1' "
					    "AND quantity = 5"),
			 1);
}

static void test_minus(void **state)
{
	struct stage *s = *state;
	struct bo_audience_part both[3] = { { s->a, false }, { s->b, false }, { s->b, true } };

	assert_string_equal(difference(s, s->a, s->b), "a1 one 1|a2 - any|");
	assert_string_equal(difference(s, s->b, s->a), "b2 - 2|");
	assert_string_equal(difference(s, s->a, s->a), "");
	assert_string_equal(text_of(s, combined(s, both, 3)), "a1 one 1|a2 - any|");
	/* The lists themselves are as before. */
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM member WHERE audience_id < 3"),
			 9);
}

static void test_removed_members_are_not_put_in(void **state)
{
	struct stage *s = *state;
	struct bo_audience_part one = { s->b, false };

	OK(s->bo, sql_run(s->bo, "UPDATE member SET removed = 1 WHERE code_fold = 'b2'", ""));
	OK(s->bo, sql_run(s->bo, "UPDATE audience SET members = 3 WHERE id = $1", "i", s->b));
	assert_string_equal(text_of(s, combined(s, &one, 1)), "- zoe 4|b1 both 3|b3 anna 2|");
	/* nor do they take anybody out */
	add(s, s->a, "B2", NULL, 9);
	assert_string_equal(difference(s, s->a, s->b), "a1 one 1|a2 - any|b2 - 9|");
	test_check(s->bo);
}

static void test_attendees(void **state)
{
	struct stage *s = *state;
	struct test_season season = test_season(s->bo);
	struct bo_wish wish = { season.tonight, season.adult, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
	struct bo_order order = { 0 }, walk_up = { 0 }, refunded;
	int64_t crowd = 0, zoe = 0, list;
	struct bo_member m;

	OK(s->bo, bo_patron_add(s->bo, "Zoë", "zoe@example.org", NULL, &zoe));
	sale.patron_id = zoe;
	OK(s->bo, bo_sell(s->bo, &s->arena, &sale, &order));
	sale.patron_id = 0;
	OK(s->bo, bo_sell(s->bo, &s->arena, &sale, &walk_up));
	OK(s->bo, bo_audience_add_attendees(s->bo, "Crowd", &season.tonight, 1, 3, &crowd));
	list = combined(s, (struct bo_audience_part[]){ { crowd, false }, { s->b, false } }, 2);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM member WHERE audience_id = 4"),
			 7);
	OK(s->bo, bo_member_find(s->bo, &s->arena, list, order.voucher[0].code, &m));
	assert_int_equal(m.quantity, 4); /* who had 4 by e-mail keeps them, on the first ticket */
	assert_string_equal(m.email, "zoe@example.org");
	assert_string_equal(m.category, "Adult");
	OK(s->bo, bo_member_find(s->bo, &s->arena, list, order.voucher[1].code, &m));
	assert_int_equal(m.quantity, 3);
	OK(s->bo, bo_member_find(s->bo, &s->arena, list, walk_up.voucher[1].code, &m));
	assert_string_equal(m.email, "");
	assert_string_equal(difference(s, s->a, crowd),
			    "- anna 7|a1 one 1|a2 - any|b1 - 1|"); /* without Zoë */
	OK(s->bo,
	   bo_order_refund(s->bo, &s->arena, order.id, NULL, 0, BO_TENDER_CASH, "ill", &refunded));
	OK(s->bo, bo_member_find(s->bo, &s->arena, list, order.voucher[1].code, &m));
	assert_string_equal(difference(s, s->a, crowd), text_of(s, s->a));
	test_check(s->bo);
}

static void test_refused(void **state)
{
	struct stage *s = *state;
	struct bo_audience_part part = { s->a, true }, many[65];
	int64_t id = 0, members = -1;

	SAYS(s->bo, BO_INVALID, "at least one",
	     bo_audience_combine(s->bo, "N", &part, 1, &id, &members));
	SAYS(s->bo, BO_INVALID, "at least one",
	     bo_audience_combine(s->bo, "N", NULL, 0, &id, &members));
	part = (struct bo_audience_part){ 99, false };
	SAYS(s->bo, BO_NOT_FOUND, "no such audience",
	     bo_audience_combine(s->bo, "N", &part, 1, &id, &members));
	part.audience_id = s->a;
	SAYS(s->bo, BO_EXISTS, "already", bo_audience_combine(s->bo, "b", &part, 1, &id, &members));
	for (int i = 0; i < 65; i++)
		many[i] = part;
	SAYS(s->bo, BO_INVALID, "At most 64",
	     bo_audience_combine(s->bo, "N", many, 65, &id, &members));
	test_act_as(s->bo, BO_ROLE_CLERK);
	SAYS(s->bo, BO_REFUSED, "", bo_audience_combine(s->bo, "N", &part, 1, &id, &members));
	assert_int_equal(id, 0);
	assert_int_equal(members, -1);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM audience"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_union, setup, teardown),
		cmocka_unit_test_setup_teardown(test_minus, setup, teardown),
		cmocka_unit_test_setup_teardown(test_removed_members_are_not_put_in, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_attendees, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
