/*
 * Amounts: read, written, multiplied; what cannot be one is told so.
 */
#include <boxoffice/money.h>

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bo_currency currency(const char *code)
{
	struct bo_currency c = { 0 };

	assert_true(bo_currency_from_code(code, &c));
	return c;
}

static const struct {
	const char *currency, *text;
	int64_t amount;
	const char *written;
} good[] = {
	{ "EUR", "0", 0, "0.00" },
	{ "EUR", "40", 4000, "40.00" },
	{ "EUR", "40.5", 4050, "40.50" },
	{ "EUR", "40.05", 4005, "40.05" },
	{ "EUR", "007.10", 710, "7.10" },
	{ "EUR", "-3.20", -320, "-3.20" },
	{ "EUR", "-0.05", -5, "-0.05" },
	{ "JPY", "1500", 1500, "1500" },
	{ "KWD", "1.005", 1005, "1.005" },
	{ "KWD", "-0.001", -1, "-0.001" },
	{ "USD", "10000000000", BO_MONEY_MAX, "10000000000.00" },
};

static void test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct bo_currency c = currency(good[i].currency);
		char text[32];
		struct bo_buf buf = BO_BUF(text);
		int64_t amount = -1;

		assert_null(bo_money_parse(good[i].text, c, &amount));
		assert_int_equal(amount, good[i].amount);
		bo_money_write(&buf, amount, c);
		assert_string_equal(text, good[i].written);
	}
}

static void test_bad(void **state)
{
	static const struct {
		const char *currency, *text, *part;
	} bad[] = {
		{ "EUR", "", "not an amount" },
		{ "EUR", " 4", "not an amount" },
		{ "EUR", "4 ", "not an amount" },
		{ "EUR", "4.", "not an amount" },
		{ "EUR", ".5", "not an amount" },
		{ "EUR", "4..5", "not an amount" },
		{ "EUR", "4,50", "not an amount" },
		{ "EUR", "+4", "not an amount" },
		{ "EUR", "--4", "not an amount" },
		{ "EUR", "1e3", "not an amount" },
		{ "EUR", "0x10", "not an amount" },
		{ "EUR", "nan", "not an amount" },
		{ "EUR", "4.005", "more decimals" },
		{ "JPY", "4.0", "more decimals" },
		{ "KWD", "1.0005", "more decimals" },
		{ "EUR", "10000000000.01", "too large" },
		{ "EUR", "99999999999999999999", "too large" },
		{ "EUR", "\xd9\xa4", "not an amount" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		int64_t amount = 77;
		const char *fault = bo_money_parse(bad[i].text, currency(bad[i].currency), &amount);

		if (!fault || !strstr(fault, bad[i].part))
			fail_msg("\"%s\": %s", bad[i].text, fault ? fault : "taken");
		assert_int_equal(amount, 77);
	}
}

static void test_times(void **state)
{
	int64_t amount = 77;

	(void)state;
	assert_true(bo_money_times(4000, 3, &amount));
	assert_int_equal(amount, 12000);
	assert_true(bo_money_times(4000, -3, &amount));
	assert_int_equal(amount, -12000);
	assert_false(bo_money_times(BO_MONEY_MAX, 2, &amount));
	assert_false(bo_money_times(INT64_MAX, INT64_MAX, &amount));
	assert_int_equal(amount, -12000);
}

static void test_currencies(void **state)
{
	struct bo_currency c;

	(void)state;
	assert_int_equal(currency("EUR").exponent, 2);
	assert_int_equal(currency("JPY").exponent, 0);
	assert_int_equal(currency("KWD").exponent, 3);
	assert_false(bo_currency_from_code("eur", &c));
	assert_false(bo_currency_from_code("EURO", &c));
	assert_false(bo_currency_from_code("", &c));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_currencies),
	};

	return cmocka_run_group_tests_name("base/money", tests, NULL, NULL);
}
