/*
 * Lists longer than anybody expected: what does not fit is said, and is reached all the same.
 */
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct till till;

static int64_t number(const char *sql)
{
	return test_number(till.bo, sql);
}

static int close_till(void **state)
{
	(void)state;
	till_close(&till);
	return 0;
}

/* Two performances a day for ten months: more than the list of the Sell screen holds. */
static void add_performances(void)
{
	struct bo_arena arena = { 0 };
	struct bo_performance_series_result made;
	int64_t show = 0;

	OK(till.bo, bo_show_add(till.bo, "Planetarium", number("SELECT max(id) FROM season"),
				number("SELECT max(id) FROM house"), BO_EVENT_FAMILY, NULL, &show));
	for (int i = 0; i < 3; i++) {
		const struct bo_performance_series series = { .show_id = show,
							      .first = "2026-01-06",
							      .last = "2026-06-20",
							      .weekdays = 0x7f,
							      .minutes = (10 + 3 * i) * 60,
							      .capacity = BO_NONE,
							      .advance = BO_NONE };

		OK(till.bo, bo_performance_add_series(till.bo, &arena, &series, &made));
	}
	bo_arena_clear(&arena);
}

static void performances_beyond_the_list(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Morgan", "3333");
	add_performances();
	assert_true(number("SELECT count(*) FROM performance") > 480);
	till_keys(&till, "<F5>", "Planet");
	for (int i = 0; i < 40; i++)
		golden_keys(&till.golden, "<PageDown>");
	till_shows(&till, "more are to come: F3 finds them");
	till_keys(&till, "<F3>planet 20 jun<Enter>", "· Sat 20 Jun 10:00 ");
	till_shows_not(&till, "F3 finds them");
	/* and it stays chosen when everything is read again */
	till_keys(&till, "<F5>", "· Sat 20 Jun 10:00 ");
	till_keys(&till, "<PageDown>", "Planeta… · Sat 20 Jun 16:00");
}

static void people_beyond_the_list(void **state)
{
	char name[40];
	int64_t id;

	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Casey", "1111");
	for (int i = 0; i < 70; i++) {
		snprintf(name, sizeof name, "Nguyen, Number %d", i);
		OK(till.bo, bo_patron_add(till.bo, name, NULL, NULL, &id));
	}
	till_keys(&till, "/nguyen<Enter>", "the first 60: type more");
	till_keys(&till, "<Space>69", "Nguyen, Number 69");
	till_shows_not(&till, "the first 60");
	till_keys(&till, "<Enter>", "Basket Nguyen, Number 69");
}

static void staff_beyond_the_list(void **state)
{
	char name[40];
	int64_t id;

	(void)state;
	program_open(&till, 24, 80);
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	for (int i = 0; i < 510; i++) {
		snprintf(name, sizeof name, "Usher %03d", i);
		OK(till.bo, bo_staff_add(till.bo, name, BO_ROLE_CLERK, NULL, &id));
	}
	bo_sign_out(till.bo);
	till_keys(&till, "<F5>usher<Space>509", "Usher 509                       clerk");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(performances_beyond_the_list, close_till),
		cmocka_unit_test_teardown(people_beyond_the_list, close_till),
		cmocka_unit_test_teardown(staff_beyond_the_list, close_till),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
