/*
 * A thousand kills in the middle of selling.  Each till is a process of its own that
 * acknowledges what the engine said was done; whenever it dies, the store must hold
 * all of that, and nothing by halves.
 */
#include "store/sql.h"
#include "support/office.h"
#include "support/season.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { TILLS = 3, KILLS = 300, CHECK_EVERY = 100, BASKET_MOST = 4 };

/* What a till says it did, in the order it did it. */
struct word {
	enum { IN_BASKET = 1, SOLD_BASKET, SOLD_AT_ONCE, HELD } what;
	int64_t number; /* pieces in the basket, or the id of the order or hold */
};

static struct test_season s;

static void say(int fd, int what, int64_t number)
{
	struct word word = { 0 };

	word.what = what;
	word.number = number;
	if (write(fd, &word, sizeof word) != (ssize_t)sizeof word)
		_exit(9);
}

static int64_t pieces(struct bo *bo, int64_t basket_id)
{
	struct bo_arena arena = { 0 };
	struct bo_basket basket = { 0 };
	int64_t n = 0;

	if (bo_basket_get(bo, &arena, basket_id, &basket))
		_exit(8);
	for (size_t i = 0; i < basket.n_lines; i++)
		n += basket.line[i].qty;
	bo_arena_clear(&arena);
	return n;
}

/* One piece more, or the basket sold when it is full. */
static void step_basket(struct bo *bo, int fd)
{
	struct bo_arena arena = { 0 };
	struct bo_sale sale = { .print = true };
	struct bo_order order;
	int64_t in_it;

	if (bo_basket_open(bo, &sale.basket_id))
		_exit(7);
	in_it = pieces(bo, sale.basket_id);
	if (in_it < BASKET_MOST) {
		if (bo_basket_put(bo, sale.basket_id, (struct bo_wish){ s.tonight, s.adult, 1 },
				  NULL))
			_exit(6);
		say(fd, IN_BASKET, in_it + 1);
	} else {
		if (bo_sell(bo, &arena, &sale, &order))
			_exit(5);
		say(fd, SOLD_BASKET, order.id);
	}
	bo_arena_clear(&arena);
}

static void step_at_once(struct bo *bo, int fd)
{
	struct bo_arena arena = { 0 };
	struct bo_wish wishes[] = { { s.tomorrow, s.adult, 2 }, { s.tomorrow, s.programme, 1 } };
	struct bo_tender cash = { .kind = BO_TENDER_CASH, .amount = 10000 };
	struct bo_sale sale = {
		.lines = wishes, .n_lines = 2, .tenders = &cash, .n_tenders = 1, .print = true
	};
	struct bo_order order;

	if (bo_sell(bo, &arena, &sale, &order))
		_exit(4);
	say(fd, SOLD_AT_ONCE, order.id);
	bo_arena_clear(&arena);
}

static void step_hold(struct bo *bo, int fd)
{
	struct bo_wish wish = { s.tomorrow, s.adult, 1 };
	int64_t id = 0;

	if (bo_hold_add(bo, &wish, 1, NULL, 0, NULL, &id))
		_exit(3);
	say(fd, HELD, id);
}

static int64_t still(void *arg)
{
	(void)arg;
	return TEST_NOW;
}

static _Noreturn void till(const char *store, int number, int fd)
{
	struct bo *bo = bo_new();
	char name[16];

	snprintf(name, sizeof name, "till %d", number);
	bo_set_clock(bo, still, NULL);
	if (!bo || bo_store_open(bo, store) || bo_sign_in(bo, "the clerk", NULL) ||
	    bo_till_use(bo, name))
		_exit(2);
	for (int i = 0;; i++) {
		step_basket(bo, fd);
		if (i % 3 == 1)
			step_at_once(bo, fd);
		if (i % 7 == 5)
			step_hold(bo, fd);
	}
}

struct run {
	pid_t pid;
	int words;
};

static struct run start(const char *store, int number)
{
	struct run run;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	run.pid = fork();
	if (run.pid == 0) {
		close(ends[0]);
		till(store, number, ends[1]);
	}
	close(ends[1]);
	run.words = ends[0];
	return run;
}

static void order_is_whole(struct bo *bo, int64_t id, size_t vouchers)
{
	struct bo_arena arena = { 0 };
	struct bo_order order = { 0 };
	int64_t lines = 0, paid = 0;

	OK(bo, bo_order_get(bo, &arena, id, &order));
	assert_int_equal(order.n_vouchers, vouchers);
	assert_non_null(order.anchor);
	for (size_t i = 0; i < order.n_lines; i++)
		lines += order.line[i].amount;
	for (size_t i = 0; i < order.n_tenders; i++)
		paid += order.tender[i].amount;
	assert_int_equal(lines, order.total);
	assert_int_equal(paid - order.change, order.total);
	for (size_t i = 0; i < order.n_vouchers; i++)
		assert_true(order.voucher[i].category == BO_CATEGORY_PRODUCT ||
			    order.voucher[i].code);
	bo_arena_clear(&arena);
}

static int64_t basket_of(struct bo *bo, int number)
{
	struct bo_arena arena = { 0 };
	struct bo_baskets list = { 0 };
	char name[16];
	int64_t n = 0;

	snprintf(name, sizeof name, "till %d", number);
	OK(bo, bo_hold_list(bo, &arena, &list));
	for (size_t i = 0; i < list.n; i++)
		if (list.row[i].state == BO_BASKET_OPEN && strcmp(list.row[i].till, name) == 0)
			for (size_t k = 0; k < list.row[i].n_lines; k++)
				n += list.row[i].line[k].qty;
	bo_arena_clear(&arena);
	return n;
}

/* Everything acknowledged is there; the basket is where the last word left it, or one act further.
 */
static int64_t hear(struct bo *bo, struct run *run, int number, int64_t basket)
{
	struct word word;
	int64_t now;
	ssize_t n;

	while ((n = read(run->words, &word, sizeof word)) == (ssize_t)sizeof word) {
		if (word.what == IN_BASKET)
			basket = word.number;
		else if (word.what == SOLD_BASKET)
			basket = 0;
		if (word.what == SOLD_BASKET)
			order_is_whole(bo, word.number, BASKET_MOST);
		else if (word.what == SOLD_AT_ONCE)
			order_is_whole(bo, word.number, 3);
	}
	assert_int_equal(n, 0);
	close(run->words);
	now = basket_of(bo, number);
	if (now != basket && now != (basket < BASKET_MOST ? basket + 1 : 0))
		fail_msg("till %d: the basket held %lld, now %lld", number, (long long)basket,
			 (long long)now);
	return now;
}

static void nap(unsigned microseconds)
{
	struct timespec time = { 0, microseconds * 1000L };

	nanosleep(&time, NULL);
}

/* longest: microseconds that a till is left alive before the next is killed. */
static void storm(struct bo *bo, int kills, unsigned longest)
{
	struct run runs[TILLS];
	int64_t baskets[TILLS];
	unsigned seed = 20260105;

	for (int i = 0; i < TILLS; i++) {
		baskets[i] = basket_of(bo, i);
		runs[i] = start(bo_store_path(bo), i);
	}
	for (int k = 0; k < kills; k++) {
		int number = k % TILLS, status;

		seed = seed * 1664525u + 1013904223u;
		nap(500 + (seed >> 8) % longest);
		kill(runs[number].pid, SIGKILL);
		assert_int_equal(waitpid(runs[number].pid, &status, 0), runs[number].pid);
		/* A till that stopped by itself failed at something, and says by its code at what.
		 */
		if (!WIFSIGNALED(status))
			fail_msg("a till ended by itself with %d", WEXITSTATUS(status));
		baskets[number] = hear(bo, &runs[number], number, baskets[number]);
		if (k % CHECK_EVERY == 0)
			test_check(bo);
		runs[number] = start(bo_store_path(bo), number);
	}
	for (int i = 0; i < TILLS; i++) {
		kill(runs[i].pid, SIGKILL);
		waitpid(runs[i].pid, NULL, 0);
		hear(bo, &runs[i], i, baskets[i]);
	}
}

static void test_kills(void **state)
{
	const char *wanted = getenv("KILLS");
	struct bo *bo = test_office();
	int kills = wanted ? atoi(wanted) : KILLS;
	int64_t sold = 0;

	(void)state;
	s = test_season(bo);
	OK(bo, bo_performance_edit(bo, s.tonight, 1000000, BO_NONE));
	OK(bo, bo_performance_edit(bo, s.tomorrow, 1000000, -1));
	/* On a busy machine tills need longer to begin. */
	for (unsigned longest = 12000; longest < 200000 && sold <= kills / 10; longest *= 4) {
		storm(bo, kills, longest);
		sold = test_number(bo, "SELECT count(*) FROM orders");
	}
	test_check(bo);
	assert_true(sold > kills / 10);
	assert_true(test_number(bo, "SELECT count(*) FROM basket WHERE state = 'hold'") >
		    kills / 100);
	/* No hold outlives its time: when the last is over, the next sale sweeps them all. */
	assert_true(test_number(bo, "SELECT sum(held) FROM performance") > 0);
	test_clock_set(TEST_NOW + 3600);
	OK(bo, test_sell(bo, s.tonight, s.comp, 1, "guests"));
	assert_int_equal(test_number(bo, "SELECT sum(held) FROM performance"), 0);
	assert_int_equal(test_number(bo, "SELECT sum(held) FROM redemption"), 0);
	test_check(bo);
	test_office_end(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kills),
	};

	return cmocka_run_group_tests_name("crash/kill", tests, NULL, NULL);
}
