/*
 * A box office with years behind it: as many orders as wanted, each of two tickets, in houses of
 * 1000 that are all sold; and sixty performances to come, on sale and empty.
 */
#ifndef SUPPORT_LARGE_H
#define SUPPORT_LARGE_H

#include <boxoffice/boxoffice.h>

enum { LARGE_TO_COME = 60 };

/*
 * Makes the store at path, or leaves the one that is there if it is of the same schema and its
 * performances still lie ahead.  One person, "the clerk", without a PIN; tills "Till 1" to "Till
 * 4". Written past the engine, but so that bo_store_check() finds nothing.  Says what it waits for
 * on stderr; ends the program when it fails.
 */
void large_make(const char *path, int64_t orders);
/* Opens it as the clerk at Till 1. */
struct bo *large_open(const char *path);
/* A performance to come and a type it is sold with. */
int64_t large_performance(struct bo *bo, int at);
int64_t large_type(struct bo *bo);

#endif
