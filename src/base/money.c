/*
 * Amounts in minor units: read, written, multiplied without a fraction anywhere.
 */
#include <boxoffice/money.h>

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

/* Only the exponents that are not 2 (source: ISO 4217), and the currencies of two that we know. */
static const char *const zero[] = { "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
				    "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF" };
static const char *const three[] = { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };
static const char *const two[] = { "AED", "ALL", "AMD", "ARS", "AUD", "AZN", "BAM", "BDT", "BGN",
				   "BOB", "BRL", "BYN", "CAD", "CHF", "CNY", "COP", "CRC", "CZK",
				   "DKK", "DOP", "DZD", "EGP", "EUR", "GBP", "GEL", "GHS", "GTQ",
				   "HKD", "HNL", "HUF", "IDR", "ILS", "INR", "JMD", "KES", "KZT",
				   "LKR", "MAD", "MDL", "MKD", "MUR", "MXN", "MYR", "NGN", "NOK",
				   "NZD", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB",
				   "SAR", "SEK", "SGD", "THB", "TRY", "TTD", "TWD", "TZS", "UAH",
				   "USD", "UYU", "ZAR" };

static bool among(const char *code, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(code, list[i]) == 0)
			return true;
	return false;
}

bool bo_currency_from_code(const char *code, struct bo_currency *currency)
{
	int exponent;

	if (among(code, two, sizeof two / sizeof *two))
		exponent = 2;
	else if (among(code, zero, sizeof zero / sizeof *zero))
		exponent = 0;
	else if (among(code, three, sizeof three / sizeof *three))
		exponent = 3;
	else
		return false;
	memcpy(currency->code, code, 4);
	currency->exponent = exponent;
	return true;
}

const char *bo_money_parse(const char *text, struct bo_currency currency, int64_t *amount)
{
	bool negative = *text == '-';
	int64_t value = 0;
	int decimals = -1;

	if (negative)
		text++;
	if (!isdigit((unsigned char)*text))
		return "is not an amount such as 40 or 12.50";
	for (; *text; text++) {
		if (*text == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (!isdigit((unsigned char)*text))
			return "is not an amount such as 40 or 12.50";
		if (decimals >= 0 && ++decimals > currency.exponent)
			return "has more decimals than the currency knows";
		value = value * 10 + (*text - '0');
		if (value > BO_MONEY_MAX)
			return "is too large";
	}
	if (decimals == 0)
		return "is not an amount such as 40 or 12.50";
	for (int i = decimals < 0 ? 0 : decimals; i < currency.exponent; i++)
		value *= 10;
	if (value > BO_MONEY_MAX)
		return "is too large";
	*amount = negative ? -value : value;
	return NULL;
}

void bo_money_write(struct bo_buf *buf, int64_t amount, struct bo_currency currency)
{
	int64_t unit = 1, value = amount < 0 ? -amount : amount;

	for (int i = 0; i < currency.exponent; i++)
		unit *= 10;
	bo_buf_printf(buf, "%s%" PRId64, amount < 0 ? "-" : "", value / unit);
	if (currency.exponent)
		bo_buf_printf(buf, ".%0*" PRId64, currency.exponent, value % unit);
}

bool bo_money_times(int64_t price, int64_t quantity, int64_t *amount)
{
	int64_t result;

	if (__builtin_mul_overflow(price, quantity, &result) || result > BO_MONEY_MAX ||
	    result < -BO_MONEY_MAX)
		return false;
	*amount = result;
	return true;
}
