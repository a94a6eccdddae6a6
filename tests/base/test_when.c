/*
 * Clocks: both nights when they change, dates that do not exist, what people type.
 */
#include <boxoffice/when.h>

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* The moment by UTC and what the house's clock shows; back and forth. */
static const struct {
	const char *zone;
	int64_t when;
	const char *iso;
} moments[] = {
	{ "UTC", 0, "1970-01-01T00:00:00+00:00" },
	{ "UTC", 1767614400, "2026-01-05T12:00:00+00:00" },
	{ "Europe/Berlin", 1767614400, "2026-01-05T13:00:00+01:00" },
	{ "America/New_York", 1767614400, "2026-01-05T07:00:00-05:00" },
	{ "Asia/Kolkata", 1767614400, "2026-01-05T17:30:00+05:30" },
	/* Berlin goes forward Sun 29 Mar 2026 at 01:00 UTC, back Sun 25 Oct at 01:00 UTC */
	{ "Europe/Berlin", 1774745999, "2026-03-29T01:59:59+01:00" },
	{ "Europe/Berlin", 1774746000, "2026-03-29T03:00:00+02:00" },
	{ "Europe/Berlin", 1792886400, "2026-10-25T02:00:00+02:00" },
	/* New York goes forward Sun 8 Mar 2026 at 07:00 UTC, back Sun 1 Nov at 06:00 UTC */
	{ "America/New_York", 1772953199, "2026-03-08T01:59:59-05:00" },
	{ "America/New_York", 1772953200, "2026-03-08T03:00:00-04:00" },
	{ "America/New_York", 1793509200, "2026-11-01T01:00:00-04:00" },
	{ "UTC", 1709164800, "2024-02-29T00:00:00+00:00" },
	{ "UTC", 253402300799, "9999-12-31T23:59:59+00:00" },
};

static void test_both_ways(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		char text[64], local[32];
		struct bo_buf buf = BO_BUF(text);
		int64_t when = -1;

		bo_when_iso(&buf, moments[i].when, moments[i].zone);
		assert_string_equal(text, moments[i].iso);
		assert_null(bo_when_parse(text, "UTC", &when));
		assert_int_equal(when, moments[i].when);
		/* Without its offset it is on the clock of the zone: the first of two. */
		memcpy(local, text, 19);
		local[19] = '\0';
		assert_null(bo_when_parse(local, moments[i].zone, &when));
		assert_int_equal(when, moments[i].when);
	}
}

static void test_second_of_the_double_hour(void **state)
{
	int64_t first = 0, second = 0;

	(void)state;
	assert_null(bo_when_parse("2026-10-25T02:30+02:00", "Europe/Berlin", &first));
	assert_null(bo_when_parse("2026-10-25T02:30+01:00", "Europe/Berlin", &second));
	assert_int_equal(second - first, 3600);
	assert_null(bo_when_parse("2026-10-25T02:30", "Europe/Berlin", &second));
	assert_int_equal(second, first);
}

static void test_bad_times(void **state)
{
	static const struct {
		const char *text, *part;
	} bad[] = {
		{ "", "not a date" },
		{ "tomorrow", "not a date" },
		{ "2026-1-5T20:00", "not a date" },
		{ "2026-02-30T20:00", "does not exist" },
		{ "2025-02-29T20:00", "does not exist" },
		{ "2026-13-01T20:00", "does not exist" },
		{ "2026-00-10T20:00", "does not exist" },
		{ "1969-12-31T20:00", "before 1970" },
		{ "2026-01-05", "needs a time" },
		{ "2026-01-05T", "not a time" },
		{ "2026-01-05T24:00", "does not exist" },
		{ "2026-01-05T20:60", "does not exist" },
		{ "2026-01-05T20:00:60", "does not exist" },
		{ "2026-01-05T8pm", "not a time" },
		{ "2026-01-05T20:00+1", "zone" },
		{ "2026-01-05T20:00+25:00", "zone" },
		{ "2026-01-05T20:00 CET", "zone" },
		{ "2026-03-29T02:30", "goes forward" },
		{ "99999-01-01T20:00", "not a date" },
		{ "1970-01-01T00:00+02:00", "1970 to 9999" },
		{ "9999-12-31T23:59-12:00", "1970 to 9999" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		int64_t when = 77;
		const char *fault = bo_when_parse(bad[i].text, "Europe/Berlin", &when);

		if (!fault || !strstr(fault, bad[i].part))
			fail_msg("\"%s\": %s", bad[i].text, fault ? fault : "taken");
		assert_int_equal(when, 77);
	}
}

static void test_zones(void **state)
{
	(void)state;
	assert_true(bo_zone_known("Europe/Berlin"));
	assert_true(bo_zone_known("UTC"));
	assert_false(bo_zone_known(""));
	assert_false(bo_zone_known("Mars/Olympus"));
	assert_false(bo_zone_known("../../etc/passwd"));
	assert_false(bo_zone_known("/etc/localtime"));
	assert_false(bo_zone_known("zone.tab"));
}

static void test_dates(void **state)
{
	char date[BO_DATE_SIZE] = "";

	(void)state;
	assert_null(bo_date_parse("2024-02-29", date));
	assert_non_null(bo_date_parse("2023-02-29", date));
	assert_non_null(bo_date_parse("2024-02-29x", date));
	assert_true(bo_date_add("2024-02-29", 1, date));
	assert_string_equal(date, "2024-03-01");
	assert_true(bo_date_add("2026-01-01", -1, date));
	assert_string_equal(date, "2025-12-31");
	assert_false(bo_date_add("9999-12-31", 1, date));
	assert_false(bo_date_add("1970-01-01", -1, date));
	assert_int_equal(bo_date_weekday("2026-01-05"), 1);
	assert_int_equal(bo_date_weekday("2026-11-21"), 6);
	bo_date_of(1767657600, "America/New_York", date);
	assert_string_equal(date, "2026-01-05");
}

static void test_clock_and_weekdays(void **state)
{
	int minutes = 0;
	unsigned set = 0;

	(void)state;
	assert_null(bo_clock_parse("20:05", &minutes));
	assert_int_equal(minutes, 1205);
	assert_non_null(bo_clock_parse("20", &minutes));
	assert_non_null(bo_clock_parse("20:05:30", &minutes));
	assert_non_null(bo_clock_parse("25:00", &minutes));
	assert_null(bo_weekdays_parse("fri,SAT,sunday", &set));
	assert_int_equal(set, 1u << 5 | 1u << 6 | 1u);
	assert_null(bo_weekdays_parse("fri, sat", &set));
	assert_int_equal(set, 1u << 5 | 1u << 6);
	assert_null(bo_weekdays_parse(" fri sat , sun ", &set));
	assert_int_equal(set, 1u << 5 | 1u << 6 | 1u);
	assert_null(bo_weekdays_parse("Thu, Fri and Sat", &set));
	assert_int_equal(set, 1u << 4 | 1u << 5 | 1u << 6);
	assert_non_null(bo_weekdays_parse("fri and ", &set));
	assert_non_null(bo_weekdays_parse("fri , , sat", &set));
	assert_non_null(bo_weekdays_parse(" ", &set));
	assert_non_null(bo_weekdays_parse("", &set));
	assert_non_null(bo_weekdays_parse("fri,,sat", &set));
	assert_non_null(bo_weekdays_parse("fr", &set));
	assert_non_null(bo_weekdays_parse("fri,", &set));
	assert_non_null(bo_weekdays_parse("friend", &set));
	assert_non_null(bo_weekdays_parse("fridays", &set));
	assert_null(bo_weekdays_parse("wednes,Thurs", &set));
	assert_int_equal(set, 1u << 3 | 1u << 4);
	assert_non_null(bo_weekdays_parse("holiday", &set));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_both_ways), cmocka_unit_test(test_second_of_the_double_hour),
		cmocka_unit_test(test_bad_times), cmocka_unit_test(test_zones),
		cmocka_unit_test(test_dates),	  cmocka_unit_test(test_clock_and_weekdays),
	};

	return cmocka_run_group_tests_name("base/when", tests, NULL, NULL);
}
