/*
 * The handle: one open box office, with its clock, the people acting and the
 * last thing that went wrong.  Not for use by two threads at once, and a store is
 * open once in a process: more of it are more processes, which the store keeps apart.
 */
#ifndef BOXOFFICE_OFFICE_H
#define BOXOFFICE_OFFICE_H

#include <boxoffice/money.h>
#include <boxoffice/rule.h>
#include <boxoffice/when.h>

struct bo;

/* NULL when there is no memory.  Opens nothing yet: see store.h. */
struct bo *bo_new(void);
/* Closes the store too.  NULL is fine. */
void bo_free(struct bo *bo);

/* Both are injected; the defaults are the system's clock and libsodium's randomness. */
typedef int64_t (*bo_clock)(void *arg);
typedef void (*bo_random)(void *arg, void *bytes, size_t n);
void bo_set_clock(struct bo *bo, bo_clock clock, void *arg);
void bo_set_random(struct bo *bo, bo_random random, void *arg);
int64_t bo_now(const struct bo *bo);

/* What the last call said; borrowed until the next call on bo. */
const struct bo_error *bo_error(const struct bo *bo);
/* It is set only after BO_REFUSED. */
const struct bo_refusal *bo_refusal(const struct bo *bo);

/*
 * What acts changed since the handle was made: a face that cannot tell what came of an act must not
 * let anybody believe that nothing did.
 */
enum { BO_KEPT_ORDERS = 8 };
struct bo_kept {
	int64_t acts;		       /* committed, and not without a change */
	int64_t order[BO_KEPT_ORDERS]; /* the first of those that were made or changed */
	size_t n_orders;	       /* how many there were; may be more than those */
};
const struct bo_kept *bo_kept(const struct bo *bo);

/* These are the options that every face needs, as they are now. */
struct bo_currency bo_currency(const struct bo *bo);
const char *bo_zone(const struct bo *bo);
/* How this house types dates now, on the clock of zone (NULL: the box office's). */
struct bo_typing bo_typing(const struct bo *bo, const char *zone);

#endif
