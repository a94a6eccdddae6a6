/*
 * No memory at the nth time somebody asks for it, for every n of an act.  The act is done or not
 * done, says so, and the same handle goes on working; nothing is lost or counted twice.
 *
 * Without sanitizers every malloc of the process is refused, those of the libraries too; with them
 * malloc is theirs, and SQLite and jansson are refused through their own hooks.
 */
#include "support/campaign.h"
#include "support/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>
#include <sqlite3.h>

/* The check reads the pages in a thread. */
static struct {
	_Atomic bool armed;
	bool for_good;
	_Atomic long countdown, met;
} scarce;

static bool refused(void)
{
	if (!scarce.armed)
		return false;
	scarce.met++;
	if (--scarce.countdown > 0)
		return false;
	if (!scarce.for_good)
		scarce.armed = false;
	return true;
}

#if defined(__SANITIZE_ADDRESS__)

static sqlite3_mem_methods real;

static void *sqlite_malloc(int n)
{
	return refused() ? NULL : real.xMalloc(n);
}

static void *sqlite_realloc(void *p, int n)
{
	return refused() ? NULL : real.xRealloc(p, n);
}

static void *json_malloc(size_t n)
{
	return refused() ? NULL : malloc(n);
}

static void install(void)
{
	sqlite3_mem_methods ours;

	assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real), SQLITE_OK);
	ours = real;
	ours.xMalloc = sqlite_malloc;
	ours.xRealloc = sqlite_realloc;
	assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &ours), SQLITE_OK);
	json_set_alloc_funcs(json_malloc, free);
}

#else

/* Source: the GNU C library exports its own under these names for such a purpose. */
extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

void *malloc(size_t n)
{
	return refused() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return refused() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return refused() ? NULL : __libc_realloc(p, n);
}

static void install(void)
{
	/* so that every piece SQLite needs comes from malloc */
	assert_int_equal(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0), SQLITE_OK);
}

#endif

struct scene {
	struct bo *bo;
	struct stage stage;
	char path[600];
	struct bo_arena arena;
	int64_t order, basket, keep, gone;
	const char *code; /* that the buyer of act_sell() names */
};

static int setup(void **state)
{
	struct scene *s = calloc(1, sizeof *s);

	s->bo = test_office();
	stage_build(s->bo, 3, 100000, &s->stage);
	snprintf(s->path, sizeof s->path, "%s", bo_store_path(s->bo));
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct scene *s = *state;

	scarce.armed = false;
	bo_arena_clear(&s->arena);
	test_office_end(s->bo);
	free(s);
	return 0;
}

/* --- Acts ------------------------------------------------------------------------------------- */

static enum bo_status act_sell(struct scene *s)
{
	struct bo_wish wishes[] = { { s->stage.performance[0], s->stage.type[STAGE_ADULT], 2 },
				    { s->stage.performance[1], s->stage.type[STAGE_YOUTH], 1 } };
	struct bo_sale sale = { .lines = wishes, .n_lines = 2, .code = s->code, .print = true };
	struct bo_order order;

	return bo_sell(s->bo, &s->arena, &sale, &order);
}

static enum bo_status act_put(struct scene *s)
{
	struct bo_wish wish = { s->stage.performance[0], s->stage.type[STAGE_ADULT], 2 };
	enum bo_status status = bo_basket_open(s->bo, &s->basket);

	return status ? status : bo_basket_put(s->bo, s->basket, wish, NULL);
}

static enum bo_status act_read_basket(struct scene *s)
{
	struct bo_basket basket;
	struct bo_baskets holds;
	enum bo_status status = bo_basket_get(s->bo, &s->arena, s->basket, &basket);

	return status ? status : bo_hold_list(s->bo, &s->arena, &holds);
}

static enum bo_status act_sell_basket(struct scene *s)
{
	struct bo_tender tender = { .kind = BO_TENDER_CARD, .amount = 1000, .reference = "R1" };
	struct bo_sale sale = { .print = true };
	struct bo_wish wish = { s->stage.performance[0], s->stage.type[STAGE_ADULT], 2 };
	struct bo_order order;
	enum bo_status status = bo_basket_open(s->bo, &s->basket);

	sale.basket_id = s->basket;
	if (!status)
		status = bo_basket_put(s->bo, s->basket, wish, NULL);
	if (!status)
		status = bo_basket_pay(s->bo, s->basket, &tender);
	return status ? status : bo_sell(s->bo, &s->arena, &sale, &order);
}

static enum bo_status act_hold(struct scene *s)
{
	struct bo_wish wish = { s->stage.performance[2], s->stage.type[STAGE_ADULT], 3 };
	int64_t id = 0;
	enum bo_status status = bo_hold_add(s->bo, &wish, 1, NULL, 0, NULL, &id);

	return status ? status : bo_hold_release(s->bo, id);
}

static enum bo_status act_refund(struct scene *s)
{
	struct bo_order order;

	return bo_order_refund(s->bo, &s->arena, s->order, NULL, 0, BO_TENDER_CASH, "ill", &order);
}

static enum bo_status act_exchange(struct scene *s)
{
	struct bo_exchange what = { .performance_id = s->stage.performance[2], .print = true };
	struct bo_order order;

	return bo_order_exchange(s->bo, &s->arena, s->order, &what, &order);
}

static enum bo_status act_reprint(struct scene *s)
{
	size_t tickets;

	return bo_order_reprint(s->bo, s->order, NULL, 0, "wet", &tickets);
}

static enum bo_status act_offers(struct scene *s)
{
	struct bo_offers offers;

	return bo_offer_list(s->bo, &s->arena, s->stage.performance[0], NULL, 0, 0, &offers);
}

static enum bo_status act_lists(struct scene *s)
{
	struct bo_order_filter orders_wanted = { .from = BO_NONE, .to = BO_NONE };
	struct bo_journal_filter rows_wanted = { .from = BO_NONE, .to = BO_NONE };
	struct bo_performance_filter wanted = { .from = BO_NONE };
	struct bo_orders orders;
	struct bo_journal_rows rows;
	struct bo_performances performances;
	struct bo_options options;
	enum bo_status status = bo_order_list(s->bo, &s->arena, &orders_wanted, &orders);

	if (!status)
		status = bo_journal_list(s->bo, &s->arena, &rows_wanted, &rows);
	if (!status)
		status = bo_performance_list(s->bo, &s->arena, &wanted, &performances);
	return status ? status : bo_option_list(s->bo, &s->arena, &options);
}

/* Two people with an order each, made one. */
static enum bo_status act_merge(struct scene *s)
{
	return bo_patron_merge(s->bo, s->keep, s->gone);
}

static enum bo_status act_people(struct scene *s)
{
	struct bo_patrons found;
	struct bo_patron patron;
	struct bo_patron_events events;
	struct bo_patron_pairs pairs;
	struct bo_labels labels;
	enum bo_status status = bo_patron_search(s->bo, &s->arena, "zoe", 5, &found);

	if (!status)
		status = bo_patron_get(s->bo, &s->arena, s->keep, &patron);
	if (!status)
		status = bo_patron_history(s->bo, &s->arena, s->keep, 10, &events);
	if (!status)
		status = bo_patron_duplicates(s->bo, &s->arena, 0, NULL, NULL, &pairs);
	return status ? status : bo_label_list(s->bo, &s->arena, &labels);
}

static enum bo_status act_check(struct scene *s)
{
	struct bo_faults faults = { 0 };
	enum bo_status status = bo_store_check(s->bo, &s->arena, NULL, NULL, &faults);

	scarce.armed = false;
	if (!status)
		assert_int_equal(faults.n, 0);
	return status;
}

static enum bo_status act_open(struct scene *s)
{
	enum bo_status status = bo_store_open(s->bo, s->path);

	if (!status)
		status = bo_till_use(s->bo, "test");
	return status ? status : bo_sign_in(s->bo, "the manager", NULL);
}

/* --- The loop --------------------------------------------------------------------------------- */

static int64_t rows(struct scene *s)
{
	return test_number(s->bo, "SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM "
				  "order_line) * 100000 + (SELECT sum(held) FROM performance)");
}

/* The same handle must be as good as before; a store that could not be opened is opened, what is
 * left in the basket taken out. */
static void recover(struct scene *s)
{
	scarce.armed = false;
	bo_arena_clear(&s->arena);
	if (!*bo_store_path(s->bo) || !*bo_acting_name(s->bo))
		OK(s->bo, act_open(s));
	OK(s->bo, bo_basket_open(s->bo, &s->basket));
	while (bo_basket_unpay(s->bo, s->basket) == BO_OK)
		;
	OK(s->bo, bo_basket_clear(s->bo, s->basket));
}

static long starve(struct scene *s, enum bo_status (*act)(struct scene *), bool for_good,
		   bool several_acts)
{
	long failures = 0;

	/* every one of an act of the counter; of the check of the whole store, one in a hundred */
	for (long n = 1; n < 1000000; n += n < 4000 ? 1 : n / 100) {
		int64_t before = rows(s);
		enum bo_status status;

		scarce.countdown = n;
		scarce.for_good = for_good;
		scarce.met = 0;
		scarce.armed = true;
		status = act(s);
		scarce.armed = false;
		if (status && status != BO_NO_MEMORY)
			fail_msg("allocation %ld: %s: %s", n, bo_status_word(status),
				 bo_error(s->bo)->message);
		if (status)
			assert_true(strlen(bo_error(s->bo)->message) > 10);
		recover(s);
		if (status && !several_acts)
			assert_int_equal(rows(s), before);
		if (n % 16 == 0 || n >= 4000)
			stage_check(s->bo);
		if (scarce.met < n) {
			OK(s->bo, status);
			stage_check(s->bo);
			return failures;
		}
		failures += status != BO_OK;
		/* SQLite can do without some; then the order is spent */
		if (!status && s->order)
			s->order = stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	}
	fail_msg("%s", "an act without end");
	return 0;
}

static void starved(struct scene *s, enum bo_status (*act)(struct scene *), bool several_acts)
{
	assert_true(starve(s, act, false, several_acts) > 0);
	assert_true(starve(s, act, true, several_acts) > 0);
}

/*
 * Whether a new kind of ticket comes out whole is tried with the library that draws it, which ends
 * the process itself where memory ends: nothing is sold then.  What was tried once is kept, so each
 * act is done before without need, on an order of its own.
 */
static void tried(struct scene *s, enum bo_status (*act)(struct scene *), int times)
{
	int64_t order = s->order;

	if (order)
		s->order = stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	for (int i = 0; i < times; i++)
		OK(s->bo, act(s));
	recover(s);
	s->order = order;
}

static void test_sell(void **state)
{
	tried(*state, act_sell, 1);
	starved(*state, act_sell, false);
}

static void test_basket(void **state)
{
	starved(*state, act_put, true);
	starved(*state, act_read_basket, false);
	tried(*state, act_sell_basket, 1);
	starved(*state, act_sell_basket, true);
	starved(*state, act_hold, true);
}

static void test_after_the_sale(void **state)
{
	struct scene *s = *state;

	s->order = stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	tried(s, act_reprint, 5);
	starved(s, act_reprint, false);
	tried(s, act_exchange, 1);
	starved(s, act_exchange, false);
	assert_true(starve(s, act_refund, false, false) > 0);
	s->order = stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	assert_true(starve(s, act_refund, true, false) > 0);
}

/* The same where campaigns run: one for a list, one for everybody on what is left. */
static void test_campaigns(void **state)
{
	static const char *const friends[] = { "FRIEND-1", NULL };
	struct scene *s = *state;
	struct bo_campaign_terms terms = test_terms("Friends", 0, BO_EFFECT_PERCENT, 1234);

	terms.audience_id = test_list(s->bo, "Friends", 100000, friends);
	test_campaign(s->bo, &terms);
	terms = test_terms("All", 0, BO_EFFECT_AMOUNT, 151);
	terms.joins = true;
	test_campaign(s->bo, &terms);
	s->code = "friend 1";
	tried(s, act_sell, 1);
	starved(s, act_sell, false);
	tried(s, act_sell_basket, 1);
	starved(s, act_sell_basket, true);
	starved(s, act_offers, false);
	s->order = stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	tried(s, act_exchange, 1);
	starved(s, act_exchange, false);
	assert_true(starve(s, act_refund, false, false) > 0);
	assert_true(test_number(s->bo, "SELECT count(*) FROM campaign_use WHERE campaign_id = 1") >
		    0);
	assert_true(test_number(s->bo, "SELECT count(given_back) FROM campaign_use") > 0);
}

static void test_reading(void **state)
{
	struct scene *s = *state;

	for (int i = 0; i < 5; i++)
		stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	starved(s, act_offers, false);
	starved(s, act_lists, false);
	starved(s, act_check, false);
}

static void test_opening(void **state)
{
	starved(*state, act_open, false);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

/* Whole or not at all: who had which orders before has them still. */
static void test_merging(void **state)
{
	static const char *const labels[] = { "Press" };
	struct scene *s = *state;
	long failures = 0;

	for (int i = 0; i < 2; i++) {
		struct bo_patron_fields fields = { .name = i ? "Zoe Smith" : "Zoe",
						   .email = i ? "z@example.org" : "zoe@example.org",
						   .phone = "030 1",
						   .notes = "Likes Chekhov",
						   .labels_given = true,
						   .n_labels = 1,
						   .label = labels };

		OK(s->bo, bo_patron_create(s->bo, &fields, i ? &s->gone : &s->keep));
	}
	starved(s, act_people, false);
	for (long n = 1; n < 20000; n++) {
		int64_t kept = test_number(s->bo, "SELECT count(*) FROM patron_word");
		enum bo_status status;

		scarce.countdown = n;
		scarce.for_good = n % 2 == 0;
		scarce.met = 0;
		scarce.armed = true;
		status = act_merge(s);
		scarce.armed = false;
		if (!status)
			break;
		assert_int_equal(status, BO_NO_MEMORY);
		failures++;
		assert_int_equal(test_number(s->bo, "SELECT count(*) FROM patron_word"), kept);
		assert_int_equal(test_number(s->bo, "SELECT count(*) FROM patron_former"), 0);
		assert_int_equal(test_number(s->bo, "SELECT count(*) FROM patron_label"), 2);
		assert_int_equal(
			test_number(s->bo, "SELECT count(*) FROM patron WHERE email <> ''"), 2);
	}
	assert_true(failures > 10);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM patron_former"), 1);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM patron_label"), 1);
	stage_check(s->bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_sell),      TEST(test_basket),  TEST(test_after_the_sale),
		TEST(test_campaigns), TEST(test_reading), TEST(test_opening),
		TEST(test_merging),
	};

	install();
	return cmocka_run_group_tests_name("crash/memory", tests, NULL, NULL);
}
