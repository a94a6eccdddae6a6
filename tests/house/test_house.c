/*
 * Who works here: roles, PINs, approval, tills, options.
 */
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct bo_arena arena;

static int begin(void **state)
{
	(void)state;
	test_clock_set(TEST_NOW);
	bo = test_office();
	return 0;
}

static int end(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

static void refused(enum bo_status status)
{
	assert_int_equal(status, BO_REFUSED);
	assert_int_equal(bo_refusal(bo)->rule, BO_RULE_PERMISSION);
}

static int64_t add(const char *name, enum bo_role role, const char *pin)
{
	int64_t id = 0;

	OK(bo, bo_staff_add(bo, name, role, pin, &id));
	return id;
}

static void test_roles(void **state)
{
	static const struct {
		enum bo_permission permission;
		const char *roles; /* who has it, by first letters: clerk door reports supervisor
				      manager admin */
	} rows[] = {
		{ BO_MAY_SELL, "csma" },	   { BO_MAY_REPRINT, "csma" },
		{ BO_MAY_CHECK_IN, "cdsma" },	   { BO_MAY_REFUND, "sma" },
		{ BO_MAY_OVERRIDE, "sma" },	   { BO_MAY_OVERRIDE_HOUSE, "ma" },
		{ BO_MAY_SET_UP_PRINTERS, "sma" }, { BO_MAY_SET_UP_SEASON, "ma" },
		{ BO_MAY_SET_UP_STAFF, "ma" },	   { BO_MAY_READ_REPORTS, "rsma" },
		{ BO_MAY_MERGE_PATRONS, "sma" },   { BO_MAY_KEEP_AUDIENCES, "sma" },
		{ BO_MAY_KEEP_CAMPAIGNS, "ma" },   { BO_MAY_WORK_HERE, "cdrsma" },
		{ BO_MAY_READ_SALES, "crsma" },	   { BO_MAY_READ_PEOPLE, "csma" },
		{ BO_MAY_KEEP_STORE, "ma" },
	};

	(void)state;
	assert_int_equal(sizeof rows / sizeof *rows, BO_PERMISSION_COUNT);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int role = BO_ROLE_CLERK; role < BO_ROLE_COUNT; role++)
			assert_int_equal(bo_role_may((enum bo_role)role, rows[i].permission),
					 strchr(rows[i].roles, *bo_role_code((enum bo_role)role)) !=
						 NULL);
	assert_int_equal(bo_permission_role(BO_MAY_OVERRIDE), BO_ROLE_SUPERVISOR);
	assert_int_equal(bo_permission_role(BO_MAY_OVERRIDE_HOUSE), BO_ROLE_MANAGER);
	assert_false(bo_role_may(BO_ROLE_NONE, BO_MAY_SELL));
}

static void test_pin(void **state)
{
	(void)state;
	add("Pia", BO_ROLE_CLERK, "4711");
	refused(bo_sign_in(bo, "Pia", "4712"));
	refused(bo_sign_in(bo, "Pia", NULL));
	refused(bo_sign_in(bo, "Pia", ""));
	OK(bo, bo_sign_in(bo, "  PIA ", "4711"));
	assert_string_equal(bo_acting_name(bo), "Pia");
	SAYS(bo, BO_NOT_FOUND, "did you mean Pia", bo_sign_in(bo, "Pja", "4711"));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM staff WHERE pin_hash LIKE '%4711%'"),
			 0);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal WHERE body LIKE '%4711%'"),
			 0);
}

static void test_wrong_pins_make_a_rest(void **state)
{
	(void)state;
	add("Pia", BO_ROLE_CLERK, "4711");
	for (int i = 0; i < 5; i++)
		refused(bo_sign_in(bo, "Pia", "0000"));
	refused(bo_sign_in(bo, "Pia", "4711"));
	test_clock_set(TEST_NOW + 61);
	OK(bo, bo_sign_in(bo, "Pia", "4711"));
}

static void test_bad_staff(void **state)
{
	int64_t id = 0;

	(void)state;
	add("Pia", BO_ROLE_CLERK, NULL);
	SAYS(bo, BO_EXISTS, "already", bo_staff_add(bo, "PÍA", BO_ROLE_CLERK, NULL, &id));
	SAYS(bo, BO_INVALID, "PIN", bo_staff_add(bo, "Tim", BO_ROLE_CLERK, "123", &id));
	SAYS(bo, BO_INVALID, "PIN",
	     bo_staff_add(bo, "Tim", BO_ROLE_CLERK, "123456789012345678901234567890123", &id));
	SAYS(bo, BO_INVALID, "control", bo_staff_add(bo, "T\nim", BO_ROLE_CLERK, NULL, &id));
	SAYS(bo, BO_INVALID, "number", bo_staff_add(bo, "12", BO_ROLE_CLERK, NULL, &id));
	SAYS(bo, BO_INVALID, "role", bo_staff_add(bo, "Tim", BO_ROLE_NONE, NULL, &id));
	assert_int_equal(id, 0);
}

static void test_nobody_raises_himself(void **state)
{
	int64_t id = 0, clerk;

	(void)state;
	clerk = add("Pia", BO_ROLE_CLERK, NULL);
	refused(bo_staff_add(bo, "Tim", BO_ROLE_ADMIN, NULL, &id));
	refused(bo_staff_edit(bo, clerk, NULL, BO_ROLE_MANAGER, NULL, -1));
	OK(bo, bo_staff_edit(bo, clerk, NULL, BO_ROLE_SUPERVISOR, NULL, -1));
	OK(bo, bo_sign_in(bo, "Pia", NULL));
	refused(bo_staff_edit(bo, clerk, NULL, BO_ROLE_CLERK, NULL, -1));
	refused(bo_staff_add(bo, "Tim", BO_ROLE_CLERK, NULL, &id));
	/* One's own PIN is one's own. */
	OK(bo, bo_staff_edit(bo, clerk, NULL, BO_ROLE_NONE, "98765", -1));
	refused(bo_sign_in(bo, "Pia", NULL));
	OK(bo, bo_sign_in(bo, "Pia", "98765"));
}

static void test_disabled(void **state)
{
	int64_t clerk;

	(void)state;
	clerk = add("Pia", BO_ROLE_CLERK, NULL);
	OK(bo, bo_staff_edit(bo, clerk, NULL, BO_ROLE_NONE, NULL, 1));
	refused(bo_sign_in(bo, "Pia", NULL));
	refused(bo_approve(bo, "Pia", NULL));
	OK(bo, bo_staff_edit(bo, clerk, NULL, BO_ROLE_NONE, NULL, 0));
	OK(bo, bo_sign_in(bo, "Pia", NULL));
}

static void test_disabled_while_signed_in(void **state)
{
	int64_t clerk, boss;

	(void)state;
	clerk = add("Pia", BO_ROLE_CLERK, NULL);
	boss = add("Sue", BO_ROLE_SUPERVISOR, NULL);
	OK(bo, bo_sign_in(bo, "Pia", NULL));
	OK(bo, bo_require(bo, BO_MAY_SELL));
	test_number(bo, "UPDATE staff SET disabled = 1 WHERE name = 'Pia'");
	refused(bo_require(bo, BO_MAY_SELL));
	test_number(bo, "UPDATE staff SET role = 'door' WHERE name = 'Sue'");
	OK(bo, bo_sign_in(bo, "Sue", NULL));
	refused(bo_require(bo, BO_MAY_SELL));
	assert_int_not_equal(clerk, boss);
}

/* The second person lends a hand at the counter, not the keys of the office. */
static void test_what_approval_does_not_open(void **state)
{
	int64_t id = 0;

	(void)state;
	add("Pia", BO_ROLE_CLERK, NULL);
	OK(bo, bo_sign_in(bo, "Pia", NULL));
	OK(bo, bo_approve(bo, "the manager", NULL));
	refused(bo_staff_add(bo, "Tim", BO_ROLE_CLERK, NULL, &id));
	refused(bo_option_set(bo, "hold-minutes", "5"));
	bo_sign_out(bo);
	OK(bo, bo_approve(bo, "the manager", NULL));
	refused(bo_require(bo, BO_MAY_REFUND));
}

static void test_the_first_one_can_add_others(void **state)
{
	struct bo *empty = test_store();
	int64_t id = 0;

	(void)state;
	OK(empty, bo_till_use(empty, "test"));
	SAYS(empty, BO_INVALID, "first", bo_staff_add(empty, "Pia", BO_ROLE_CLERK, NULL, &id));
	OK(empty, bo_staff_add(empty, "Pia", BO_ROLE_MANAGER, NULL, &id));
	test_office_end(empty);
}

static void test_approval(void **state)
{
	(void)state;
	add("Pia", BO_ROLE_CLERK, NULL);
	add("Sue", BO_ROLE_SUPERVISOR, "2222");
	OK(bo, bo_sign_in(bo, "Pia", NULL));
	refused(bo_require(bo, BO_MAY_REFUND));
	assert_int_equal(bo_refusal(bo)->override, BO_ROLE_SUPERVISOR);
	refused(bo_approve(bo, "Sue", "1111"));
	refused(bo_require(bo, BO_MAY_REFUND));
	OK(bo, bo_approve(bo, "Pia", NULL)); /* one person, with no more than her own role */
	refused(bo_require(bo, BO_MAY_REFUND));
	OK(bo, bo_approve(bo, "Sue", "2222"));
	OK(bo, bo_require(bo, BO_MAY_REFUND));
	bo_approve_end(bo);
	refused(bo_require(bo, BO_MAY_REFUND));
	assert_string_equal(bo_acting_name(bo), "Pia");
}

static void test_signed_out(void **state)
{
	int64_t id = 0;

	(void)state;
	bo_sign_out(bo);
	refused(bo_require(bo, BO_MAY_SELL));
	refused(bo_staff_add(bo, "Tim", BO_ROLE_CLERK, NULL, &id));
	refused(bo_option_set(bo, "hold-minutes", "5"));
}

static void test_options(void **state)
{
	static const struct {
		const char *name, *value, *part; /* part NULL: taken */
	} rows[] = {
		{ "hold-minutes", "5", NULL },
		{ "hold-minutes", "0", "1 to 1440" },
		{ "hold-minutes", "five", "1 to" },
		{ "hold-minutes", "5 ", "1 to" },
		{ "hold-minutes", "", "1 to" },
		{ "hold-minutes", "99999999999999999999", "1 to" },
		{ "zone", "Europe/Berlin", NULL },
		{ "zone", "Nowhere", "time zone" },
		{ "zone", "../x", "time zone" },
		{ "currency", "EUR", NULL },
		{ "currency", "eur", "currency" },
		{ "currency", "XXX", "currency" },
		{ "next-season-subscribers", "yes", NULL },
		{ "next-season-subscribers", "maybe", "yes or no" },
		{ "presenter", "Théâtre", NULL },
		{ "presenter", "a\nb", "control" },
		{ "cancel-grace-minutes", "-1", "0 to" },
		{ "advance-cutoff-minutes", "-30", NULL },
	};
	struct bo_options list = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (!rows[i].part)
			OK(bo, bo_option_set(bo, rows[i].name, rows[i].value));
		else
			SAYS(bo, BO_INVALID, rows[i].part,
			     bo_option_set(bo, rows[i].name, rows[i].value));
	}
	SAYS(bo, BO_NOT_FOUND, "did you mean hold-minutes", bo_option_set(bo, "hold-minute", "5"));
	assert_string_equal(bo_zone(bo), "Europe/Berlin");
	assert_string_equal(bo_currency(bo).code, "EUR");
	OK(bo, bo_option_list(bo, &arena, &list));
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.row[i].name, "hold-minutes") == 0)
			assert_string_equal(list.row[i].value, "5");
}

static void test_unchanged_option_is_no_news(void **state)
{
	int64_t before = test_number(bo, "SELECT count(*) FROM journal");

	(void)state;
	OK(bo, bo_option_set(bo, "hold-minutes", "15"));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal"), before);
	OK(bo, bo_option_set(bo, "hold-minutes", "16"));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal"), before + 1);
}

/* What a manager sets at one till is in force at the others, without starting them anew. */
static void test_another_till_hears_of_an_option(void **state)
{
	struct bo *other = bo_new();

	(void)state;
	OK(other, bo_store_open(other, bo_store_path(bo)));
	bo_store_changed(other);
	assert_string_not_equal(bo_zone(other), "Asia/Tokyo");
	OK(bo, bo_option_set(bo, "zone", "Asia/Tokyo"));
	assert_true(bo_store_changed(other));
	assert_string_equal(bo_zone(other), "Asia/Tokyo");
	assert_false(bo_store_changed(other));
	bo_free(other);
}

static void test_tills(void **state)
{
	(void)state;
	OK(bo, bo_till_use(bo, "Foyer: left"));
	assert_string_equal(bo_till_name(bo), "Foyer: left");
	SAYS(bo, BO_INVALID, "empty", bo_till_use(bo, " "));
	SAYS(bo, BO_INVALID, "control", bo_till_use(bo, "a\x1b"));
	assert_string_equal(bo_till_name(bo), "Foyer: left");
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_roles),
		T(test_pin),
		T(test_wrong_pins_make_a_rest),
		T(test_bad_staff),
		T(test_nobody_raises_himself),
		T(test_disabled),
		T(test_disabled_while_signed_in),
		T(test_approval),
		T(test_what_approval_does_not_open),
		T(test_the_first_one_can_add_others),
		T(test_signed_out),
		T(test_options),
		T(test_unchanged_option_is_no_news),
		T(test_another_till_hears_of_an_option),
		T(test_tills),
	};

	return cmocka_run_group_tests_name("house/house", tests, NULL, NULL);
}
