/*
 * One of eight tills that race for the last places, or for the last uses of a code.  A
 * program of its own, as it is built twice: with the store's lock, and without it as the
 * control that must oversell.
 *
 *   racer STORE TILL SEED MINUTES [CODE]
 *
 * waits for a byte on standard input, then sells until nothing is left; MINUTES after the race
 * began.  In the first minutes some buyers ask for a hold; half of them come back and pay, the
 * others leave it behind.  Prints how many places it sold, how often it was refused or failed, how
 * many places it left held, how often what a basket or a hold had promised was refused at last;
 * with a code, tickets that had a use of it, as a member's or of the redemption, instead of places.
 */
#include <boxoffice/boxoffice.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PERFORMANCES = 20, TRIES = 300, CODE_PERFORMANCES = 2, CODE_TRIES = 40 };

/* Before every window of the race's season ends. */
static int64_t still(void *arg)
{
	return INT64_C(1767614400) + *(long *)arg * 60;
}

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static long used(const struct bo_line_use *use, size_t n)
{
	long sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (long)use[i].qty;
	return sum;
}

struct tally {
	long sold, refused, failed, held, broken;
};

/* Half of them over a basket, as the Sell screen does, half in one act, as a command does. */
static enum bo_status sell(struct bo *bo, struct bo_wish wish, const char *code, bool by_basket,
			   struct tally *tally)
{
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = code };
	enum bo_status status = by_basket ? bo_basket_open(bo, &sale.basket_id) : BO_OK;

	if (!status && by_basket)
		status = bo_basket_set_code(bo, sale.basket_id, code);
	if (!status && by_basket)
		status = bo_basket_put(bo, sale.basket_id, wish, NULL);
	if (!status) {
		status = bo_sell(bo, &arena, &sale, &order);
		tally->broken += by_basket && status == BO_REFUSED;
	}
	if (!status && code && order.line[0].n_uses > 0)
		tally->sold += used(order.line[0].use, order.line[0].n_uses);
	else if (!status && (!code || order.line[0].code))
		tally->sold += (long)wish.qty;
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status pay(struct bo *bo, int64_t id)
{
	struct bo_arena arena = { 0 };
	struct bo_order order;
	enum bo_status status = bo_sell(bo, &arena, &(struct bo_sale){ .basket_id = id }, &order);

	bo_arena_clear(&arena);
	return status;
}

static enum bo_status hold(struct bo *bo, struct bo_wish wish, const char *code, bool comes_back,
			   struct tally *tally)
{
	struct bo_arena arena = { 0 };
	struct bo_basket basket = { 0 };
	long n = (long)wish.qty;
	int64_t id;
	enum bo_status status = bo_hold_add(bo, &wish, 1, code, 0, NULL, &id);

	if (!status)
		status = bo_basket_get(bo, &arena, id, &basket);
	if (!status && code && basket.line[0].n_uses > 0)
		n = used(basket.line[0].use, basket.line[0].n_uses);
	else if (!status && code && !basket.line[0].code)
		n = 0;
	if (!status && comes_back) {
		usleep(300); /* for the others to try */
		status = pay(bo, id);
		tally->broken += status == BO_REFUSED;
	}
	if (!status && comes_back)
		tally->sold += n;
	else if (!status)
		tally->held += n;
	bo_arena_clear(&arena);
	return status;
}

/* The rule that stands in the way there, as the race was set up. */
static bool fair(struct bo *bo, const char *code, int64_t performance_id)
{
	static const enum bo_rule rules[] = { BO_RULE_HOUSE_CAPACITY, BO_RULE_ADVANCE_LIMIT,
					      BO_RULE_TYPE_CAP };

	if (code)
		return bo_refusal(bo)->rule == BO_RULE_USED_UP;
	return bo_refusal(bo)->rule == rules[(performance_id - 1) % 3];
}

static void race(struct bo *bo, unsigned seed, bool early, const char *code, struct tally *tally)
{
	unsigned performances = code ? CODE_PERFORMANCES : PERFORMANCES;

	for (int i = 0; i < (code ? CODE_TRIES : TRIES); i++) {
		struct bo_wish wish = { 1 + next(&seed) % performances, 1, 1 + next(&seed) % 2 };
		bool by_basket = next(&seed) % 2, holds = early && next(&seed) % 4 == 0;
		bool comes_back = next(&seed) % 2;
		enum bo_status status = holds ? hold(bo, wish, code, comes_back, tally)
					      : sell(bo, wish, code, by_basket, tally);

		if (status == BO_REFUSED && fair(bo, code, wish.performance_id))
			tally->refused++;
		else if (status != BO_OK)
			tally->failed++;
	}
}

int main(int argc, char **argv)
{
	struct bo *bo = bo_new();
	struct tally tally = { 0 };
	long minutes;
	unsigned seed;
	char go;

	if (argc < 5 || !bo)
		return 2;
	minutes = atol(argv[4]);
	bo_set_clock(bo, still, &minutes);
	if (bo_store_open(bo, argv[1]) || bo_sign_in(bo, "the clerk", NULL) ||
	    bo_till_use(bo, argv[2])) {
		fprintf(stderr, "racer: %s\n", bo_error(bo)->message);
		return 3;
	}
	seed = (unsigned)atol(argv[3]);
	if (read(STDIN_FILENO, &go, 1) < 0)
		return 2;
	race(bo, seed, minutes == 0, argc > 5 ? argv[5] : NULL, &tally);
	printf("%ld %ld %ld %ld %ld\n", tally.sold, tally.refused, tally.failed, tally.held,
	       tally.broken);
	bo_free(bo);
	return 0;
}
