/*
 * Dates and times as people type them, as one table: what is understood on a
 * Wednesday in February, by the day first and by the month first, and what is not.
 */
#include <boxoffice/when.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char zone[] = "Europe/Berlin";

static struct bo_typing typing(enum bo_day_order order)
{
	struct bo_typing t = { .zone = zone, .order = order };

	assert_null(bo_when_parse("2026-02-04T12:00", zone, &t.now)); /* a Wednesday */
	return t;
}

static const struct {
	const char *text, *iso; /* or, behind '!', a part of why not */
} times[] = {
	{ "2026-01-05T20:00", "2026-01-05T20:00:00+01:00" },
	{ "2026-01-05 20:00", "2026-01-05T20:00:00+01:00" },
	{ "2026-01-05 8pm", "2026-01-05T20:00:00+01:00" },
	{ "5 feb 20:00", "2026-02-05T20:00:00+01:00" },
	{ "5 Feb 20", "2026-02-05T20:00:00+01:00" },
	{ "feb 5, 8pm", "2026-02-05T20:00:00+01:00" },
	{ "February 5th at 8:30 pm", "2026-02-05T20:30:00+01:00" },
	{ "5 feb 2027 20.30", "2027-02-05T20:30:00+01:00" },
	{ "5.2. 20:00", "2026-02-05T20:00:00+01:00" },
	{ "5.2.2027 20h30", "2027-02-05T20:30:00+01:00" },
	{ "12/11 20:00", "2026-11-12T20:00:00+01:00" },
	{ "12/11/26 20:00", "2026-11-12T20:00:00+01:00" },
	{ "3 feb 20:00", "2027-02-03T20:00:00+01:00" }, /* the next time that day comes */
	{ "4 feb 20:00", "2026-02-04T20:00:00+01:00" },
	{ "friday 8pm", "2026-02-06T20:00:00+01:00" },
	{ "wed 20", "2026-02-04T20:00:00+01:00" },
	{ "tue 20", "2026-02-10T20:00:00+01:00" },
	{ "tomorrow 20", "2026-02-05T20:00:00+01:00" },
	{ "tomorrow noon", "2026-02-05T12:00:00+01:00" },
	{ "tonight 8pm", "2026-02-04T20:00:00+01:00" },
	{ "8pm", "2026-02-04T20:00:00+01:00" },
	{ "8 PM", "2026-02-04T20:00:00+01:00" },
	{ "20", "2026-02-04T20:00:00+01:00" },
	{ "12am", "2026-02-04T00:00:00+01:00" },
	{ "12:15pm", "2026-02-04T12:15:00+01:00" },
	/* What the screens show. */
	{ "Thu 5 Feb 2026 20:00", "2026-02-05T20:00:00+01:00" },
	{ "Thu 5 Feb 20:00", "2026-02-05T20:00:00+01:00" },
	{ "Mon 2 Feb 20:00", "2026-02-02T20:00:00+01:00" },
	{ "29 feb 20:00", "2028-02-29T20:00:00+01:00" },
	{ "29 mar 03:00", "2026-03-29T03:00:00+02:00" },
	{ "29 mar 2:30", "!skips" },
	{ "30 june 27 20:00", "2027-06-30T20:00:00+02:00" },
	{ "june 30 27 20:00", "2027-06-30T20:00:00+02:00" },
	{ "june 30, 27, 8pm", "2027-06-30T20:00:00+02:00" },
	{ "5 feb 20", "2026-02-05T20:00:00+01:00" },
	{ "5 feb 8 pm", "2026-02-05T20:00:00+01:00" },
	{ "5 feb 27 30", "!is not a time" },
	{ "fri 5 feb 2026 20:00", "!another day of the week" },
	{ "30 feb 20:00", "!does not exist" },
	{ "29 feb 2026 20:00", "!does not exist" },
	{ "12/13 20:00", "!no such month" },
	{ "2026-13-01T20:00", "!does not exist" },
	{ "2026-01-05", "!needs a time" },
	{ "5 feb", "!needs a time" },
	{ "friday", "!needs a time" },
	{ "25:00", "!is not a time" },
	{ "13pm", "!is not a time" },
	{ "8:60", "!is not a time" },
	{ "feb 20:00", "!is not a day" },
	{ "5 feb 20:00 21:00", "!is not a time" },
	{ "tomorrow friday 20", "!is not a day" },
	{ "soon", "!is not a time" },
	{ "", "!is not a" },
	{ "5 febtember 20:00", "!is not a time" },
	{ "fr 20", "!is not a time" },
};

static void understood(const struct bo_typing *t, const char *text, const char *iso)
{
	char out[64];
	struct bo_buf buf = BO_BUF(out);
	int64_t when = 0;
	const char *why = bo_typed_when(t, text, &when);

	if (*iso == '!') {
		if (!why)
			fail_msg("\"%s\" was understood", text);
		if (!strstr(why, iso + 1))
			fail_msg("\"%s\" %s", text, why);
		return;
	}
	if (why)
		fail_msg("\"%s\" %s", text, why);
	bo_when_iso(&buf, when, zone);
	if (strcmp(out, iso) != 0)
		fail_msg("\"%s\" is %s", text, out);
}

static void test_times(void **state)
{
	struct bo_typing t = typing(BO_ORDER_DAY_MONTH);

	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		understood(&t, times[i].text, times[i].iso);
}

static void test_the_order_of_the_house(void **state)
{
	struct bo_typing t = typing(BO_ORDER_MONTH_DAY);

	(void)state;
	understood(&t, "12/11 20:00", "2026-12-11T20:00:00+01:00");
	understood(&t, "13/11 20:00", "!no such month");
	understood(&t, "5.2. 20:00", "2026-02-05T20:00:00+01:00");
	t.order = BO_ORDER_UNKNOWN;
	understood(&t, "12/11 20:00", "!write the month as a word");
	understood(&t, "11/11 20:00", "2026-11-11T20:00:00+01:00");
	/* where one of them is no month there is nothing to ask */
	understood(&t, "30/6/27 20:00", "2027-06-30T20:00:00+02:00");
	understood(&t, "6/30/27 20:00", "2027-06-30T20:00:00+02:00");
	understood(&t, "28/2/27 20:00", "2027-02-28T20:00:00+01:00");
	understood(&t, "13/13 20:00", "!no such month");
	understood(&t, "12/12/26 20:00", "2026-12-12T20:00:00+01:00");
	assert_int_equal(bo_zone_order("America/New_York"), BO_ORDER_MONTH_DAY);
	assert_int_equal(bo_zone_order("America/Toronto"), BO_ORDER_DAY_MONTH);
	assert_int_equal(bo_zone_order("Europe/London"), BO_ORDER_DAY_MONTH);
	assert_int_equal(bo_zone_order("UTC"), BO_ORDER_UNKNOWN);
}

static void test_days(void **state)
{
	static const struct {
		const char *text, *next, *last; /* NULL: not understood */
	} days[] = {
		{ "2026-01-05", "2026-01-05", "2026-01-05" },
		{ "5 feb", "2026-02-05", "2025-02-05" },
		{ "3 feb", "2027-02-03", "2026-02-03" },
		{ "feb 4", "2026-02-04", "2026-02-04" },
		{ "12/11", "2026-11-12", "2025-11-12" },
		{ "5.2.", "2026-02-05", "2025-02-05" },
		{ "friday", "2026-02-06", "2026-01-30" },
		{ "today", "2026-02-04", "2026-02-04" },
		{ "yesterday", "2026-02-03", "2026-02-03" },
		{ "Thu 5 Feb 2026", "2026-02-05", "2026-02-05" },
		{ "30 june 27", "2027-06-30", "2027-06-30" },
		{ "june 30 20", "2020-06-30", "2020-06-30" },
		{ "5 feb 7", NULL, NULL },
		{ "20", NULL, NULL },
		{ "8pm", NULL, NULL },
		{ "5 feb 20:00", NULL, NULL },
		{ "5", NULL, NULL },
		{ "feb", NULL, NULL },
		{ "2026-02-30", NULL, NULL },
	};
	struct bo_typing t = typing(BO_ORDER_DAY_MONTH);

	(void)state;
	for (size_t i = 0; i < 2 * (sizeof days / sizeof *days); i++) {
		const char *wanted = i % 2 ? days[i / 2].last : days[i / 2].next;
		char date[BO_DATE_SIZE] = "";
		const char *why;

		t.past = i % 2;
		why = bo_typed_date(&t, days[i / 2].text, date);
		if (!wanted != !!why || (wanted && strcmp(wanted, date) != 0))
			fail_msg("\"%s\" is %s (%s)", days[i / 2].text, date, why ? why : "");
	}
}

static void test_clock(void **state)
{
	int minutes = 0;

	(void)state;
	assert_null(bo_typed_clock("20:05", &minutes));
	assert_int_equal(minutes, 1205);
	assert_null(bo_typed_clock("20", &minutes));
	assert_int_equal(minutes, 1200);
	assert_null(bo_typed_clock("8pm", &minutes));
	assert_int_equal(minutes, 1200);
	assert_null(bo_typed_clock("7:30 PM", &minutes));
	assert_int_equal(minutes, 1170);
	assert_null(bo_typed_clock("19.30", &minutes));
	assert_int_equal(minutes, 1170);
	assert_non_null(bo_typed_clock("25", &minutes));
	assert_non_null(bo_typed_clock("8 feb", &minutes));
	assert_non_null(bo_typed_clock("", &minutes));
	assert_non_null(bo_typed_clock("20:5", &minutes));
}

/* What a screen shows of a time is read as that time again, on every day of a year. */
static void test_the_screens_own_form(void **state)
{
	struct bo_typing t = typing(BO_ORDER_DAY_MONTH);

	(void)state;
	for (int64_t at = t.now; at < t.now + INT64_C(366) * 86400; at += 3600 * 7) {
		char shown[64];
		struct bo_buf buf = BO_BUF(shown);
		int64_t when = 0;
		const char *why;

		bo_when_short(&buf, at, zone, true);
		why = bo_typed_when(&t, shown, &when);
		if (why || when != at)
			fail_msg("\"%s\" %s", shown, why ? why : "is another time");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_the_order_of_the_house),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_clock),
		cmocka_unit_test(test_the_screens_own_form),
	};

	return cmocka_run_group_tests_name("base/typed", tests, NULL, NULL);
}
