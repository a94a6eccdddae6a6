/*
 * Changing the night, or the type, of tickets that were sold: one act and one
 * price, whichever command asks for it.
 */
#ifndef VOUCHER_EXCHANGE_H
#define VOUCHER_EXCHANGE_H

#include "base/office.h"

#include <boxoffice/order.h>

/*
 * Inside an act.  stays: the vouchers go on as they are, reserved elsewhere, and another row keeps
 * what they were; else new vouchers take their place.  Asks for BO_MAY_REFUND, in self-service for
 * nothing: there the difference must be nothing and whose vouchers they are was asked before.
 */
enum bo_status exchange_tickets(struct bo *bo, struct bo_arena *arena, int64_t order_id,
				const struct bo_exchange *what, bool stays) BO_CHECKED;

#endif
