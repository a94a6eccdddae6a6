/*
 * Money is whole minor units (cents) with the currency's exponent; never a fraction.
 */
#ifndef BOXOFFICE_MONEY_H
#define BOXOFFICE_MONEY_H

#include <boxoffice/arena.h>

/* The most an amount may be, in minor units: far above any sale, far below overflow. */
#define BO_MONEY_MAX INT64_C(1000000000000)

struct bo_currency {
	char code[4]; /* ISO 4217: "EUR" */
	int exponent; /* digits behind the point: 2 for EUR, 0 for JPY, 3 for KWD */
};

/* It is false if the code is not a known currency. */
bool bo_currency_from_code(const char *code, struct bo_currency *currency);

/* "40", "40.5", "-3.20" to minor units.  NULL on success, else why not ("has more decimals than EUR
 * knows").  No blanks, signs other than one leading '-', or digit groups. */
const char *bo_money_parse(const char *text, struct bo_currency currency, int64_t *amount);
/* Appends "40.00". */
void bo_money_write(struct bo_buf *buf, int64_t amount, struct bo_currency currency);

/* It is false on overflow or beyond BO_MONEY_MAX. */
bool bo_money_times(int64_t price, int64_t quantity, int64_t *amount);

#endif
