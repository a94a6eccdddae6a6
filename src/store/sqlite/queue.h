/*
 * Waiting for one's turn to write.
 */
#ifndef STORE_SQLITE_QUEUE_H
#define STORE_SQLITE_QUEUE_H

#include <stdint.h>

struct store;

/* Monotonic milliseconds, which its limits are counted in. */
int64_t queue_clock(void);

/* Waits until those who came before are through, BUSY_SECONDS at most; then the lock is asked, in
 * turn or not. */
void queue_enter(struct store *store);
/* Lets the next one in; nothing if it was not this one's turn. */
void queue_leave(struct store *store);
/* The store's place in the set store->queue. */
unsigned short queue_place(const struct store *store);

#endif
