/*
 * The whole program of screens on the demo season, from the sign-in on, without a terminal.
 *
 * It is a struct till with other screens on it: till_keys(), till_shows() and till_close() serve.
 */
#ifndef SUPPORT_PROGRAM_H
#define SUPPORT_PROGRAM_H

#include "support/till.h"

/* Nobody is signed in; at "Till 2".  The codes of tickets issued from now on are the same each
 * time. */
void program_open(struct till *till, int rows, int cols);
/* The same on a store of the caller's, which till_close() ends. */
void program_open_on(struct till *till, struct bo *bo, int rows, int cols);
/* Signs in one of the demo's people by keys; they are at the Sell screen then. */
void program_sign_in(struct till *till, const char *name, const char *pin);
/* Goes to a screen as its command does. */
void program_go(struct till *till, enum command command);
/* A row of the screen that holds both texts. */
void program_shows_row(const struct till *till, const char *one, const char *other);

#endif
