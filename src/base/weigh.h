/*
 * Whether two large sets of rows are the same, without sorting or keeping either: every row is
 * weighed, and both sides must weigh as much, in whatever order they come.  The weights hang on a
 * secret made for the occasion, so that nobody can change rows such that they still add up.  Sums
 * by a key (so much for order 7) are weighed by the weight of the key times the amount.
 */
#ifndef BASE_WEIGH_H
#define BASE_WEIGH_H

#include <stddef.h>
#include <stdint.h>

struct weigh {
	uint64_t secret[2];
};

/* Another secret each time. */
void weigh_begin(struct weigh *weigh);
/* The weight of a row of n numbers.  Wraps, as the sums of weights do. */
uint64_t weigh_row(const struct weigh *weigh, const int64_t *number, size_t n);
/* Of one thing, as what it is looked at: the same id weighs something else as something else. */
uint64_t weigh_as(const struct weigh *weigh, int64_t as, int64_t id);

#endif
