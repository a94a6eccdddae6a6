/*
 * One of eight tills that race for the last places.  A program of its own, as it is
 * built twice: with the store's lock, and without it as the control that must oversell.
 *
 *   racer STORE TILL SEED     waits for a byte on standard input, then sells until nothing is left
 *
 * Prints how many places it sold and how often it was refused.
 */
#include <boxoffice/boxoffice.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PERFORMANCES = 20, TRIES = 300 };

/* Before every window of the race's season ends. */
static int64_t still(void *arg)
{
	(void)arg;
	return INT64_C(1767614400);
}

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

/* Half of them over a basket, as the Sell screen does, half in one act, as a command does. */
static enum bo_status sell(struct bo *bo, struct bo_wish wish, bool by_basket)
{
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
	enum bo_status status = by_basket ? bo_basket_open(bo, &sale.basket_id) : BO_OK;

	if (!status && by_basket)
		status = bo_basket_put(bo, sale.basket_id, wish, NULL);
	if (!status)
		status = bo_sell(bo, &arena, &sale, &order);
	bo_arena_clear(&arena);
	return status;
}

int main(int argc, char **argv)
{
	struct bo *bo = bo_new();
	long sold = 0, refused = 0, failed = 0;
	unsigned seed;
	char go;

	if (argc != 4 || !bo)
		return 2;
	bo_set_clock(bo, still, NULL);
	if (bo_store_open(bo, argv[1]) || bo_sign_in(bo, "the clerk", NULL) ||
	    bo_till_use(bo, argv[2])) {
		fprintf(stderr, "racer: %s\n", bo_error(bo)->message);
		return 3;
	}
	seed = (unsigned)atol(argv[3]);
	if (read(STDIN_FILENO, &go, 1) < 0)
		return 2;
	for (int i = 0; i < TRIES; i++) {
		struct bo_wish wish = { 1 + next(&seed) % PERFORMANCES, 1, 1 + next(&seed) % 2 };
		enum bo_status status = sell(bo, wish, next(&seed) % 2);

		if (status == BO_OK)
			sold += wish.qty;
		else if (status == BO_REFUSED)
			refused++;
		else
			failed++;
	}
	printf("%ld %ld %ld\n", sold, refused, failed);
	bo_free(bo);
	return 0;
}
