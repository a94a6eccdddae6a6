/*
 * What is one's own in self-service.
 *
 * Nobody is signed in there, so whoever asks shows something only its owner has: a
 * ticket in force opens its voucher, and the order while both are one patron's; the
 * proof of an order opens the order; that of a hold, the hold.  What was made in this
 * very session is its maker's.  Staff are asked for the permission to read instead.
 */
#ifndef BASKET_OWN_H
#define BASKET_OWN_H

#include "base/office.h"
#include "basket/lines.h"

#include <boxoffice/arena.h>

enum { OWN_SECRET = 11 }; /* bytes with the terminator */

/* "H12-K7QF2M9XAB", "1042-…": as --proof takes it; at: when it was made.  Nothing of it is stored,
 * it follows from the store's secret.  NULL when there is no memory. */
const char *own_proof(const struct bo *bo, struct bo_arena *arena, const char *kind, int64_t id,
		      int64_t at);

/* BO_REFUSED by permission unless it may be read, inside an act always. */
enum bo_status own_order(struct bo *bo, int64_t id) BO_CHECKED;
/* Baskets and holds; asked inside of acts as well, in self-service. */
enum bo_status own_basket(struct bo *bo, int64_t id) BO_CHECKED;
/* Whether a voucher may be seen and changed; asked inside of acts as well. */
bool own_voucher(const struct bo *bo, int64_t id, int64_t order_id, int64_t order_patron,
		 int64_t patron_id);
/* For a list: the one row of self-service (-1: none), BO_NONE for staff, who see all. */
int64_t own_only(const struct bo *bo, int64_t id);
/* A patron's name as this caller may read it. */
const char *own_name(const struct bo *bo, int64_t patron_id, const char *name);

/* Options self-service-limit and self-service-share: pieces in one order, and how much of a
 * performance holds of self-service may keep unpaid together. */
enum bo_status own_limit(struct bo *bo, const struct sale_lines *lines) BO_CHECKED;
enum bo_status own_share(struct bo *bo, int64_t basket_id) BO_CHECKED;

#endif
