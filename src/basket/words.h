/*
 * Stored codes back to values, where only this room needs that.
 */
#ifndef BASKET_WORDS_H
#define BASKET_WORDS_H

#include <boxoffice/order.h>

/* BO_VOUCHER_VOID if unknown. */
enum bo_voucher_state voucher_state_from_code(const char *code);

#endif
