/*
 * Voucher types: the rules of the five categories, edits that leave what is not
 * given, bundles, and what stands in the way of deleting.
 */
#include "store/sql.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct stage {
	struct bo *bo;
	struct bo_arena arena;
	int64_t season, next;
};

static int setup(void **state)
{
	struct stage *s = calloc(1, sizeof *s);

	s->bo = test_office();
	OK(s->bo, bo_season_add(s->bo, "This year", "2026-01-01", "2026-12-31", &s->season));
	OK(s->bo, bo_season_add(s->bo, "Next year", "2027-01-01", "2027-12-31", &s->next));
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

static struct bo_voucher_type_fields fields(const char *name, enum bo_category category,
					    int64_t price)
{
	return (struct bo_voucher_type_fields){ .name = name,
						.category = category,
						.availability = BO_AVAILABLE_ANYONE,
						.price = price,
						.display_order = BO_NONE,
						.subscription = -1,
						.changeable = -1 };
}

static struct bo_voucher_type_fields nothing(void)
{
	struct bo_voucher_type_fields f = fields(NULL, BO_CATEGORY_COUNT, BO_NONE);

	f.availability = BO_AVAILABILITY_COUNT;
	return f;
}

static int64_t made(struct stage *s, const char *name, enum bo_category category, int64_t price)
{
	struct bo_voucher_type_fields f = fields(name, category, price);
	int64_t id = 0;

	OK(s->bo, bo_voucher_type_add(s->bo, s->season, &f, &id));
	return id;
}

static struct bo_voucher_type found(struct stage *s, const char *text)
{
	struct bo_voucher_type type = { 0 };

	OK(s->bo, bo_voucher_type_find(s->bo, &s->arena, 0, text, &type));
	return type;
}

static void refused(struct stage *s, struct bo_voucher_type_fields f, const char *field,
		    const char *part)
{
	int64_t id = 0;

	SAYS(s->bo, BO_INVALID, part, bo_voucher_type_add(s->bo, s->season, &f, &id));
	assert_string_equal(bo_error(s->bo)->field, field);
	assert_int_equal(id, 0);
}

static void test_prices_of_the_categories(void **state)
{
	struct stage *s = *state;
	struct bo_voucher_type_fields f;

	refused(s, fields("A", BO_CATEGORY_REVENUE, 0), "price", "comp");
	refused(s, fields("A", BO_CATEGORY_REVENUE, -1), "price", "negative");
	refused(s, fields("A", BO_CATEGORY_REVENUE, BO_MONEY_MAX + 1), "price", "more than");
	refused(s, fields("A", BO_CATEGORY_REVENUE, BO_NONE), "price", "needed");
	refused(s, fields("A", BO_CATEGORY_COMP, 1), "price", "comp costs nothing");
	refused(s, fields("A", BO_CATEGORY_INCLUDED, 1), "price", "paid with the bundle");
	refused(s, fields("A", BO_CATEGORY_BUNDLE, 0), "price", "box office only");
	refused(s, fields("A", BO_CATEGORY_PRODUCT, -1), "price", "negative");
	refused(s, fields("A", BO_CATEGORY_COUNT, 100), "category", "one of");
	f = fields("A", BO_CATEGORY_REVENUE, 100);
	f.availability = BO_AVAILABILITY_COUNT;
	refused(s, f, "availability", "one of");
	f = fields("A", BO_CATEGORY_REVENUE, 100);
	f.display_order = 5000000;
	refused(s, f, "display-order", "must lie between");
	refused(s, fields("198", BO_CATEGORY_REVENUE, 100), "name", "read as an id");
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM voucher_type"), 0);

	made(s, "Adult", BO_CATEGORY_REVENUE, BO_MONEY_MAX);
	made(s, "Guest", BO_CATEGORY_COMP, BO_NONE);
	made(s, "Programme", BO_CATEGORY_PRODUCT, 0);
	f = fields("Staff pass", BO_CATEGORY_BUNDLE, 0);
	f.availability = BO_AVAILABLE_BOXOFFICE;
	OK(s->bo, bo_voucher_type_add(s->bo, s->season, &f, &(int64_t){ 0 }));
}

static void test_names(void **state)
{
	struct stage *s = *state;
	struct bo_voucher_type_fields f = fields("ADULT  général", BO_CATEGORY_REVENUE, 100);
	struct bo_voucher_type type;
	int64_t id = 0, first = made(s, "Adult General", BO_CATEGORY_REVENUE, 4000);

	SAYS(s->bo, BO_EXISTS, "already", bo_voucher_type_add(s->bo, s->season, &f, &id));
	SAYS(s->bo, BO_NOT_FOUND, "season", bo_voucher_type_add(s->bo, 99, &f, &id));
	OK(s->bo, bo_voucher_type_add(s->bo, s->next, &f, &id));
	/* Without a season the newest that has it; within one, its own. */
	assert_int_equal(found(s, "adult general").id, id);
	OK(s->bo, bo_voucher_type_find(s->bo, &s->arena, s->season, "adult general", &type));
	assert_int_equal(type.id, first);
	SAYS(s->bo, BO_NOT_FOUND, "did you mean \"Adult General\"?",
	     bo_voucher_type_find(s->bo, &s->arena, s->season, "Adlut General", &type));
	made(s, "李小龍", BO_CATEGORY_REVENUE, 100);
	made(s, "O’Hara", BO_CATEGORY_REVENUE, 100);
	assert_string_equal(found(s, "o'hara").name, "O’Hara");
	assert_string_equal(found(s, "李小龍").name, "李小龍");
}

static void test_edit_leaves_what_is_not_given(void **state)
{
	struct stage *s = *state;
	struct bo_voucher_type_fields f = fields("Adult", BO_CATEGORY_REVENUE, 4000);
	struct bo_voucher_type type;
	int64_t id, rows;

	f.account_code = "4711";
	f.changeable = 1;
	OK(s->bo, bo_voucher_type_add(s->bo, s->season, &f, &id));
	OK(s->bo, sql_run(s->bo, "UPDATE voucher_type SET issued = 3 WHERE id = $1", "i", id));
	f = nothing();
	rows = test_number(s->bo, "SELECT count(*) FROM journal");
	OK(s->bo, bo_voucher_type_edit(s->bo, id, &f));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal"), rows);
	f.price = 4500;
	OK(s->bo, bo_voucher_type_edit(s->bo, id, &f));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal WHERE kind = "
					    "'voucher_type.edited' AND body = "
					    "'{\"id\":1,\"price\":[4000,4500]}'"),
			 1);
	type = found(s, "adult");
	assert_int_equal(type.price, 4500);
	assert_string_equal(type.account_code, "4711");
	assert_true(type.changeable);
	assert_int_equal(type.availability, BO_AVAILABLE_ANYONE);
	f.price = 0;
	SAYS(s->bo, BO_INVALID, "comp", bo_voucher_type_edit(s->bo, id, &f));
	f = nothing();
	f.category = BO_CATEGORY_COMP;
	SAYS(s->bo, BO_INVALID, "cannot be changed", bo_voucher_type_edit(s->bo, id, &f));
	f = nothing();
	f.name = "ADULT"; /* its own name in other letters */
	OK(s->bo, bo_voucher_type_edit(s->bo, id, &f));
	made(s, "Youth", BO_CATEGORY_REVENUE, 100);
	f.name = "youth";
	SAYS(s->bo, BO_EXISTS, "already", bo_voucher_type_edit(s->bo, id, &f));
	SAYS(s->bo, BO_NOT_FOUND, "", bo_voucher_type_edit(s->bo, 99, &f));
	test_act_as(s->bo, BO_ROLE_CLERK);
	SAYS(s->bo, BO_REFUSED, "", bo_voucher_type_edit(s->bo, id, &f));
}

static void test_bundles(void **state)
{
	struct stage *s = *state;
	int64_t one = made(s, "Hamlet subscriber", BO_CATEGORY_INCLUDED, BO_NONE);
	int64_t two = made(s, "Othello subscriber", BO_CATEGORY_INCLUDED, 0);
	int64_t adult = made(s, "Adult", BO_CATEGORY_REVENUE, 100);
	struct bo_included items[2] = { { .type_id = one, .qty = 2 },
					{ .type_id = two, .qty = 1 } };
	struct bo_voucher_type_fields f = fields("Pass", BO_CATEGORY_BUNDLE, 5000);
	struct bo_redemptions redemptions;
	struct bo_voucher_type type;
	int64_t id = 0;

	f.included = items;
	f.n_included = 2;
	f.subscription = 1;
	items[0].qty = 0;
	refused(s, f, "includes", "1 to 1000");
	items[0].qty = 1001;
	refused(s, f, "includes", "1 to 1000");
	items[0] = (struct bo_included){ .type_id = adult, .qty = 1 };
	refused(s, f, "includes", "\"Adult\" is none");
	items[0] = (struct bo_included){ .type_id = two, .qty = 1 };
	refused(s, f, "includes", "twice");
	items[0] = (struct bo_included){ .type_id = one, .qty = 2 };
	SAYS(s->bo, BO_INVALID, "another season", bo_voucher_type_add(s->bo, s->next, &f, &id));
	OK(s->bo, bo_voucher_type_add(s->bo, s->season, &f, &id));
	type = found(s, "pass");
	assert_int_equal(type.n_included, 2);
	assert_string_equal(type.included[0].type, "Hamlet subscriber");
	assert_int_equal(type.included[0].qty, 2);
	assert_true(type.subscription);

	/* It is on sale at once, until the season is over. */
	OK(s->bo, bo_redemption_list(s->bo, &s->arena, 0, 0, &redemptions));
	assert_int_equal(redemptions.n, 1);
	assert_int_equal(redemptions.row[0].type_id, id);
	assert_int_equal(redemptions.row[0].performance_id, 0);
	assert_int_equal(redemptions.row[0].start.anchor, BO_ANCHOR_OPEN);
	assert_int_equal(redemptions.row[0].end.value,
			 test_when("2026-12-31T23:59:59", bo_zone(s->bo)));

	SAYS(s->bo, BO_REFUSED, "a bundle includes it", bo_voucher_type_delete(s->bo, one));
	f = nothing();
	f.included = items;
	f.n_included = 1;
	OK(s->bo, bo_voucher_type_edit(s->bo, id, &f));
	assert_int_equal(found(s, "pass").n_included, 1);
	OK(s->bo, bo_voucher_type_delete(s->bo, two));
	OK(s->bo, bo_voucher_type_delete(s->bo, id));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM redemption"), 0);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM bundle_item"), 0);
}

static void test_a_name_that_is_the_id_of_another(void **state)
{
	struct stage *s = *state;
	struct bo_voucher_type_fields f = nothing();
	int64_t named;

	OK(s->bo,
	   sql_run(s->bo,
		   "INSERT INTO voucher_type (id, season_id, name, name_fold, category, "
		   "availability, price) VALUES (1984, $1, 'Old', 'old', 'revenue', 'anyone', 1)",
		   "i", s->season));
	named = made(s, "1984", BO_CATEGORY_REVENUE, 7);
	f.price = 5;
	OK(s->bo, bo_voucher_type_edit(s->bo, 1984, &f));
	assert_int_equal(found(s, "old").price, 5);
	assert_int_equal(found(s, "1984").id, named);
	assert_int_equal(found(s, "1984").price, 7);
}

static void test_delete(void **state)
{
	struct stage *s = *state;
	int64_t id = made(s, "Adult", BO_CATEGORY_REVENUE, 4000);

	OK(s->bo, sql_run(s->bo, "UPDATE voucher_type SET issued = 3 WHERE id = $1", "i", id));
	SAYS(s->bo, BO_REFUSED, "as 3 were issued", bo_voucher_type_delete(s->bo, id));
	assert_int_equal(bo_refusal(s->bo)->rule, BO_RULE_IN_USE);
	OK(s->bo, sql_run(s->bo, "UPDATE voucher_type SET issued = 0 WHERE id = $1", "i", id));
	OK(s->bo, bo_voucher_type_delete(s->bo, id));
	SAYS(s->bo, BO_NOT_FOUND, "", bo_voucher_type_delete(s->bo, id));
}

static void test_order_of_the_list(void **state)
{
	struct stage *s = *state;
	struct bo_voucher_type_fields f = nothing();
	struct bo_voucher_types list;
	int64_t cheap = made(s, "Cheap", BO_CATEGORY_REVENUE, 100);
	int64_t last = made(s, "Last", BO_CATEGORY_REVENUE, 90000);
	int64_t dear = made(s, "Dear", BO_CATEGORY_REVENUE, 900);

	f.display_order = 1;
	OK(s->bo, bo_voucher_type_edit(s->bo, last, &f));
	OK(s->bo, bo_voucher_type_list(s->bo, &s->arena, s->season, &list));
	assert_int_equal(list.n, 3);
	assert_int_equal(list.row[0].id, dear);
	assert_int_equal(list.row[1].id, cheap);
	assert_int_equal(list.row[2].id, last);
	OK(s->bo, bo_voucher_type_list(s->bo, &s->arena, s->next, &list));
	assert_int_equal(list.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_prices_of_the_categories, setup, teardown),
		cmocka_unit_test_setup_teardown(test_names, setup, teardown),
		cmocka_unit_test_setup_teardown(test_edit_leaves_what_is_not_given, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_bundles, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_name_that_is_the_id_of_another, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_delete, setup, teardown),
		cmocka_unit_test_setup_teardown(test_order_of_the_list, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
