/*
 * The order screen's state, shared by what shows it (order.c) and what it does (act.c,
 * exchange.c).
 */
#ifndef SCREENS_ORDERS_STATE_H
#define SCREENS_ORDERS_STATE_H

#include "ask.h"
#include "fill.h"
#include "orders/order.h"

#include "ui/list.h"

enum { ORDER_MARKS = 256 };

struct order_state {
	struct order_args args;
	struct bo_arena arena;
	bool has;
	struct bo_order order;
	struct order_rows rows;
	struct ui_list list;
	int64_t marked[ORDER_MARKS];
	size_t n_marked;
	struct fill_room room;

	/* the exchange being asked for: rows to choose from live until it is done */
	struct bo_arena picking;
	struct bo_performances performances;
	size_t *shown; /* those that the typed words fit */
	size_t n_shown;
	int64_t performance_id;
	struct bo_offers offers; /* of that performance */
	const char **types;	 /* what the form offers: the same type, then the offers */
	const struct session *session;
};

enum order_tag { ORDER_TAG_ACT = 1, ORDER_TAG_PERFORMANCE };

bool order_is_marked(const struct order_state *o, int64_t voucher_id);
/* What an act is for: how many vouchers, worth how much. */
size_t order_meant(const struct order_state *o, int64_t *amount);

unsigned order_ask_reprint(struct screen *screen);
unsigned order_ask_refund(struct screen *screen);
unsigned order_ask_exchange(struct screen *screen);
/* The form of the exchange, once its performance is chosen. */
unsigned order_exchange_to(struct screen *screen, int row);
unsigned order_done(struct screen *screen, int tag, const void *result);

#endif
