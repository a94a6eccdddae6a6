/*
 * The order screen's state, shared by what an act is for (meant.c), what it does (act.c,
 * exchange.c), how it is begun (which.c) and what shows the order (order.c).
 */
#ifndef SCREENS_ORDERS_STATE_H
#define SCREENS_ORDERS_STATE_H

#include "kit/ask.h"
#include "kit/attempt.h"
#include "kit/choose.h"
#include "kit/table.h"
#include "orders/order.h"

enum { ORDER_REFERENCE = 64 };
enum order_deed { ORDER_REPRINT, ORDER_REFUND, ORDER_EXCHANGE };

/* A refund or an exchange as its form said it, asked again with a second person's leave. */
struct order_asked {
	int64_t performance_id, type_id; /* of an exchange */
	enum bo_tender_kind kind;	 /* of a refund BO_TENDER_COUNT: as it was paid */
	int64_t due;			 /* as it was seen; less than nothing goes back */
	char reference[ORDER_REFERENCE + 1];
};

struct order_state {
	struct table_view view; /* its rows are struct order_row, its marks vouchers */
	struct order_args args;
	bool has;
	struct bo_order order;

	enum order_deed deed;
	int64_t here; /* the voucher it is asked for; 0: all of the order */
	struct order_asked asked;
	struct attempt attempt;

	/* the exchange being asked for */
	struct bo_arena picking;
	struct bo_offers offers; /* of that performance */
	const char **types;	 /* what the form offers: the same type, then the offers */
	int asked_type;		 /* whose price the form shows; -1: none's yet */
	const struct session *session;
};

enum order_tag { ORDER_TAG_ACT = 1, ORDER_TAG_PERFORMANCE, ORDER_TAG_WHICH };

/* What an act is for: how many vouchers, worth how much. */
size_t order_meant(const struct order_state *o, int64_t *amount);
/* The same as the engine takes it; *n 0: all. */
const int64_t *order_vouchers(const struct order_state *o, size_t *n);

/* For the marked vouchers; else, if the cursor is on one of several, asks: this one or all. */
unsigned order_begin(struct screen *screen, enum order_deed deed);
/* "10.00 to the card A1, 30.00 in cash": what came behind the tenders there were before. */
void order_tell_back(const struct session *session, const struct bo_order *after, size_t before,
		     struct bo_buf *buf);

unsigned order_ask_reprint(struct screen *screen);
unsigned order_ask_refund(struct screen *screen);
unsigned order_ask_exchange(struct screen *screen);
/* The form of the exchange, once its performance is chosen. */
unsigned order_exchange_to(struct screen *screen, int64_t performance_id);
unsigned order_done(struct screen *screen, int tag, const void *result);

#endif
