/*
 * Every screen that can be opened by itself: by a command, from anywhere.
 *
 * X(screen, command that goes there).  The program's own commands and the tests that open every
 * screen read this list.
 */
#ifndef SCREENS_REGISTRY_H
#define SCREENS_REGISTRY_H

#include "frame/session.h"

#define SCREEN_LIST(X)                                                                             \
	X(sell_screen, CMD_SELL)                                                                   \
	X(orders_screen, CMD_ORDERS)                                                               \
	X(season_screen, CMD_SEASON)                                                               \
	X(patrons_screen, CMD_PATRONS)                                                             \
	X(campaigns_screen, CMD_CAMPAIGNS)                                                         \
	X(audiences_screen, CMD_AUDIENCES)                                                         \
	X(print_queue_screen, CMD_PRINT_QUEUE)                                                     \
	X(matrix_screen, CMD_REDEMPTIONS)                                                          \
	X(setup_screen, CMD_SETUP)

#define X(screen, command) extern const struct screen_ops screen;
SCREEN_LIST(X)
#undef X

/* Every screen that has commands of its own, and how one gets there: for the palette. */
extern const struct app_place program_places[];

/* At the bottom of the stack; what one works with lies on it. */
extern const struct screen_ops sign_in_screen;
/* Where whoever signed in starts: at Sell who sells, in the lobby who does not. */
extern const struct screen_ops lobby_screen;
const struct screen_ops *home_of(const struct session *session);

/* The app as the program runs it: somebody may sign in, or works already. */
void screens_app(struct app *app, struct session *session);

#endif
