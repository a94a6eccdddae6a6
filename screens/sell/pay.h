/*
 * Payment with more to say than the entry line likes: kind, amount, reference.
 */
#ifndef SCREENS_SELL_PAY_H
#define SCREENS_SELL_PAY_H

#include "frame/app.h"

#include <boxoffice/basket.h>

struct sell_payment {
	struct bo_currency currency;
	int64_t due; /* minor units; what stands in the amount at first */
};
struct sell_payment_result {
	enum bo_tender_kind kind;
	int64_t amount;
	char reference[68];
};

/* args: struct sell_payment.  Result: struct sell_payment_result; NULL after Esc. */
extern const struct screen_ops sell_pay_screen;

#endif
