/*
 * One order whole: opened from the list of orders, or wherever one is named.
 */
#ifndef SCREENS_ORDERS_ORDER_H
#define SCREENS_ORDERS_ORDER_H

#include "frame/session.h"

struct order_args {
	int64_t order_id;
	int64_t voucher_id; /* the cursor stands there; 0: at the top */
};

/* args: const struct order_args *. */
extern const struct screen_ops order_screen;

/* What stands on the screen, row by row (rows.c). */
enum order_row_kind { ORDER_HEAD, ORDER_TEXT, ORDER_VOUCHER };

struct order_row {
	enum order_row_kind kind;
	int64_t voucher_id;
	bool good; /* the voucher still counts: may be refunded and printed again */
	bool warn;
	const char *text, *amount;
};

struct order_rows {
	size_t n;
	struct order_row *row;
};

/* May the voucher be refunded, exchanged, printed again from here?  Not once it is checked in. */
bool order_row_good(const struct bo_voucher *voucher);
/* Everything about an order as lines of text; all of it lives in the arena. */
enum bo_status order_rows_fetch(const struct session *session, struct bo_arena *arena,
				int64_t order_id, struct bo_order *order, struct order_rows *rows);

#endif
