/*
 * The Sell screen: the first one, and the fastest.
 */
#ifndef SCREENS_SELL_SELL_H
#define SCREENS_SELL_SELL_H

#include "frame/app.h"

/* args: none.  Wants somebody signed in, at a till. */
extern const struct screen_ops sell_screen;

#endif
