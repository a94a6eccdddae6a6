/*
 * A walk at random over every act that sells, holds, sets aside, gives back or
 * changes what is on.  After each step the whole store is recounted, and no place
 * was given out beyond a wall unless somebody allowed to had that step approved.
 */
#include "store/sql.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SEEDS = 30, STEPS = 60 };

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;
static uint64_t dice;
static bool house_leave, soft_leave; /* somebody's for this step */
static char said[200];		     /* the step, for the report */

static int64_t roll(int64_t n)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (int64_t)(dice >> 11) % n;
}

static int64_t any_row(const char *sql)
{
	int64_t id = test_number(bo, sql);

	return id == BO_NONE ? 0 : id;
}

static int64_t any_type(void)
{
	const int64_t types[] = { s.adult,   s.adult,	  s.group,	s.pair,	 s.special, s.comp,
				  s.special, s.programme, s.staff_rate, s.child, s.bundle };

	return types[roll(sizeof types / sizeof *types)];
}

static struct bo_wish any_wish(void)
{
	int64_t type = any_type();
	int64_t where = type == s.bundle && roll(4) ? 0 : roll(3) ? s.tonight : s.tomorrow;
	int64_t qty = roll(4) ? 1 + roll(3) : roll(2) ? 6 : roll(9) - 3;

	return (struct bo_wish){ where, type, qty };
}

/* Half of the reasons come with a second person's leave. */
static const char *any_reason(void)
{
	static const enum bo_role roles[] = { BO_ROLE_CLERK, BO_ROLE_SUPERVISOR, BO_ROLE_MANAGER };
	enum bo_role role = roles[roll(3)];
	char name[40];

	if (roll(3))
		return NULL;
	if (roll(2) && role != bo_acting_role(bo)) {
		snprintf(name, sizeof name, "the %s", bo_role_code(role));
		OK(bo, bo_approve(bo, name, NULL));
		house_leave = house_leave || role == BO_ROLE_MANAGER;
		soft_leave = soft_leave || role >= BO_ROLE_SUPERVISOR;
	}
	return "because";
}

static int64_t any_basket(void)
{
	int64_t id = 0;

	if (roll(3) == 0)
		return any_row("SELECT id FROM basket ORDER BY id DESC LIMIT 1");
	if (roll(4) == 0)
		return any_row("SELECT id FROM basket ORDER BY id LIMIT 1");
	return bo_basket_open(bo, &id) == BO_OK ? id : 0;
}

static int64_t any_order(void)
{
	int64_t n = any_row("SELECT max(id) FROM orders");

	return n ? 1 + roll(n) : 0;
}

/* --- Steps --------------------------------------------------------------------------------- */

static enum bo_status put(void)
{
	struct bo_wish wishes[] = { any_wish(), any_wish() };
	int64_t id = any_basket();

	return bo_basket_put_all(bo, id, wishes, 1 + (size_t)roll(2), any_reason());
}

static enum bo_status take_off(void)
{
	int64_t line = any_row("SELECT max(id) FROM basket_line");
	int64_t of = any_row("SELECT basket_id FROM basket_line ORDER BY id DESC LIMIT 1");

	return bo_basket_remove(bo, roll(4) ? of : any_basket(), line);
}

static enum bo_status patron_or_code(void)
{
	static const char *const codes[] = { "BARD", "", NULL, "wrong" };

	if (roll(2))
		return bo_basket_set_code(bo, any_basket(), codes[roll(4)]);
	return bo_basket_set_patron(bo, any_basket(), roll(6));
}

static enum bo_status pay(void)
{
	struct bo_tender tender = { .kind = (enum bo_tender_kind)roll(5),
				    .amount = roll(3) ? 1000 * (roll(8) - 1) : INT64_MAX };

	return roll(3) ? bo_basket_pay(bo, any_basket(), &tender)
		       : bo_basket_unpay(bo, any_basket());
}

static enum bo_status set_aside(void)
{
	switch (roll(4)) {
	case 0:
		return bo_basket_clear(bo, any_basket());
	case 1:
		return bo_basket_park(bo, any_basket(), "later");
	case 2:
		return bo_basket_recall(bo, any_basket());
	default:
		return bo_hold_release(bo, any_basket());
	}
}

static enum bo_status hold(void)
{
	struct bo_wish wishes[] = { any_wish(), any_wish() };
	int64_t id = 0;

	return bo_hold_add(bo, wishes, 1 + (size_t)roll(2), roll(2) ? "bard" : NULL, roll(6),
			   any_reason(), &id);
}

static enum bo_status sell_some(void)
{
	struct bo_wish wishes[] = { any_wish(), any_wish(), any_wish() };
	struct bo_tender tenders[] = {
		{ .kind = BO_TENDER_CASH, .amount = 1000 * roll(30) },
		{ .kind = BO_TENDER_CARD, .amount = 1000 * roll(10), .reference = "A1" },
	};
	struct bo_sale sale = { .lines = wishes,
				.n_lines = 1 + (size_t)roll(3),
				.code = roll(2) ? "bard" : NULL,
				.patron_id = roll(6),
				.tenders = tenders,
				.n_tenders = roll(3) ? 0 : (size_t)roll(3),
				.override = any_reason(),
				.print = roll(2) != 0 };
	struct bo_order order;

	if (roll(3) == 0)
		sale.basket_id = any_basket();
	return bo_sell(bo, &arena, &sale, &order);
}

static enum bo_status give_back(void)
{
	int64_t id = any_order(), vouchers[2], wanted;
	struct bo_order order = { 0 };
	struct bo_exchange exchange = { .vouchers = vouchers,
					.performance_id = roll(2) ? s.tonight : s.tomorrow,
					.type_id = roll(2) ? 0 : any_type(),
					.print = true };
	size_t tickets, n = (size_t)roll(3);

	if (!id || bo_order_get(bo, &arena, id, &order) != BO_OK)
		return BO_OK;
	for (size_t i = 0; i < n; i++)
		vouchers[i] = order.voucher[roll((int64_t)order.n_vouchers)].id;
	wanted = roll(5);
	if (wanted < 2)
		return bo_order_refund(bo, &arena, id, vouchers, n, (enum bo_tender_kind)roll(5),
				       NULL, &order);
	if (wanted == 2)
		return bo_order_reprint(bo, id, vouchers, n, "torn", &tickets);
	exchange.n_vouchers = n;
	exchange.override = any_reason();
	return bo_order_exchange(bo, &arena, id, &exchange, &order);
}

static enum bo_status use_vouchers(void)
{
	int64_t newest = any_row("SELECT max(id) FROM voucher"), vouchers[2];
	struct bo_reservation reservation = { .vouchers = vouchers,
					      .n = 1 + (size_t)roll(2),
					      .performance_id = roll(2) ? s.tonight : s.tomorrow,
					      .print = roll(2) != 0 };
	struct bo_wish wish = { roll(2) ? s.tonight : 0, roll(2) ? s.comp : s.child, 1 + roll(3) };
	struct bo_issue issue = { .lines = &wish, .n = 1, .patron_id = roll(6) };
	struct bo_order order;

	for (size_t i = 0; i < 2; i++)
		vouchers[i] = roll(3) ? any_row("SELECT max(id) FROM voucher WHERE parent_id IS "
						"NOT NULL AND state = 'open'") -
						roll(3)
				      : 1 + roll(newest + 1);
	switch (roll(6)) {
	case 0:
		return bo_voucher_release(bo, vouchers, reservation.n);
	case 1:
		return bo_voucher_transfer(bo, vouchers, reservation.n, roll(6));
	case 2:
		issue.override = "guests";
		return bo_voucher_issue(bo, &arena, &issue, &order);
	case 3:
		reservation.override = any_reason();
		return bo_voucher_change(bo, &reservation);
	default:
		reservation.override = any_reason();
		return bo_voucher_reserve(bo, &reservation);
	}
}

static enum bo_status set_up(void)
{
	int64_t performance = roll(2) ? s.tonight : s.tomorrow, type = any_type();
	struct bo_redemption_batch batch = { .types = &type,
					     .n_types = 1,
					     .performances = &performance,
					     .n_performances = type != s.bundle,
					     .given = BO_FIELD_CAP,
					     .cap = roll(3) ? roll(8) : BO_NONE };
	struct bo_changes changes = { 0 };
	size_t n;

	test_act_as(bo, BO_ROLE_MANAGER);
	switch (roll(5)) {
	case 0:
		return bo_redemption_apply(bo, &arena, &batch, &changes);
	case 1:
		return bo_performance_edit(bo, performance, 8 + roll(5), roll(2) ? roll(12) : -1);
	case 2:
		return bo_performance_move(bo, performance, TEST_NOW + 86400 + 3600 * roll(24));
	case 3:
		return bo_redemption_delete(bo, &type, 1, &performance, 1, &n);
	default:
		return bo_voucher_type_delete(bo, type);
	}
}

static enum bo_status time_passes(void)
{
	test_clock_set(bo_now(bo) + 60 * roll(20));
	return BO_OK;
}

static enum bo_status somebody_else(void)
{
	static const enum bo_role roles[] = { BO_ROLE_CLERK,  BO_ROLE_CLERK,   BO_ROLE_SUPERVISOR,
					      BO_ROLE_CLERK,  BO_ROLE_MANAGER, BO_ROLE_DOOR,
					      BO_ROLE_REPORTS };
	int64_t who = roll(8);

	if (who == 7)
		bo_act_as_patron(bo);
	else
		test_act_as(bo, roles[who]);
	return bo_till_use(bo, roll(2) ? "test" : "other");
}

static const struct {
	const char *name;
	enum bo_status (*take)(void);
	int weight;
} steps[] = { { "put", put, 8 },
	      { "take off", take_off, 2 },
	      { "patron, code", patron_or_code, 2 },
	      { "pay", pay, 2 },
	      { "set aside", set_aside, 4 },
	      { "hold", hold, 3 },
	      { "sell", sell_some, 8 },
	      { "give back", give_back, 5 },
	      { "use", use_vouchers, 5 },
	      { "set up", set_up, 1 },
	      { "time", time_passes, 3 },
	      { "who", somebody_else, 3 } };

static int done[sizeof steps / sizeof *steps];

/* --- What must hold ------------------------------------------------------------------------ */

struct wall {
	int64_t taken, limit;
};

static struct wall house_of(int64_t performance)
{
	struct bo_performance p = { 0 };

	OK(bo, bo_performance_get(bo, &arena, performance, &p));
	return (struct wall){ p.sold + p.held, p.capacity };
}

/* All caps at one performance: the sum of what stands above them. */
static int64_t above_caps(int64_t performance)
{
	struct bo_redemptions list = { 0 };
	int64_t above = 0;

	/* Inside an act, as whoever is acting may not read it. */
	OK(bo, act_begin(bo));
	OK(bo, bo_redemption_list(bo, &arena, 0, performance, &list));
	OK(bo, act_end(bo, BO_OK));
	for (size_t i = 0; i < list.n; i++)
		if (list.row[i].cap != BO_NONE &&
		    list.row[i].sold + list.row[i].held > list.row[i].cap)
			above += list.row[i].sold + list.row[i].held - list.row[i].cap;
	return above;
}

static void check_refusal(enum bo_status status)
{
	if (status)
		assert_true(strlen(bo_error(bo)->message) > 0);
	if (status && status != BO_REFUSED && status != BO_INVALID && status != BO_NOT_FOUND &&
	    status != BO_EXISTS)
		fail_msg("%s: %s: %s", said, bo_status_word(status), bo_error(bo)->message);
	if (status == BO_REFUSED)
		assert_true(bo_refusal(bo)->left >= 0);
}

static void one_step(int step, int64_t seed)
{
	int64_t performances[] = { s.tonight, s.tomorrow }, above[2];
	struct wall before[2];
	size_t which = 0;
	enum bo_status status;
	int64_t at = roll(46);
	bool setting_up;

	while (at >= steps[which].weight)
		at -= steps[which++].weight;
	setting_up = steps[which].take == set_up;
	snprintf(said, sizeof said, "seed %d, step %d (%s) by %s", (int)seed, step,
		 steps[which].name, bo_role_code(bo_acting_role(bo)));
	for (int i = 0; i < 2; i++) {
		before[i] = house_of(performances[i]);
		above[i] = above_caps(performances[i]);
	}
	/* a basket may hold a reason from before, which counts again for who may */
	house_leave = bo_acting_role(bo) == BO_ROLE_MANAGER;
	soft_leave = bo_acting_role(bo) >= BO_ROLE_SUPERVISOR;
	status = steps[which].take();
	done[which] += status == BO_OK;
	check_refusal(status);
	bo_approve_end(bo);
	for (int i = 0; i < 2; i++) {
		struct wall after = house_of(performances[i]);

		if (!house_leave && !setting_up && after.taken > before[i].taken &&
		    after.taken > after.limit)
			fail_msg("%s oversold: %d, then %d of %d", said, (int)before[i].taken,
				 (int)after.taken, (int)after.limit);
		if (!soft_leave && !setting_up && above_caps(performances[i]) > above[i])
			fail_msg("%s sold beyond a cap", said);
	}
	test_check(bo);
	bo_arena_clear(&arena);
}

/* What the bundle includes, wherever it is played: two dates, so that none is fixed at first. */
static enum bo_status admit_child(void)
{
	int64_t performances[] = { s.tonight, s.tomorrow };
	struct bo_redemption_batch batch = {
		.types = &s.child, .n_types = 1, .performances = performances, .n_performances = 2
	};
	struct bo_changes changes = { 0 };

	return bo_redemption_apply(bo, &arena, &batch, &changes);
}

static void walk(int64_t seed)
{
	int64_t id = 0;

	bo = test_office();
	s = test_season(bo);
	for (int i = 0; i < 3; i++)
		OK(bo, bo_patron_add(bo, i ? "Zoë" : "O'Hara", NULL, NULL, &id));
	test_act_as(bo, BO_ROLE_MANAGER);
	OK(bo, admit_child());
	test_act_as(bo, BO_ROLE_CLERK);
	dice = (uint64_t)seed * UINT64_C(0x9e3779b97f4a7c15);
	for (int step = 0; step < STEPS; step++)
		one_step(step, seed);
	test_office_end(bo);
}

static void test_random_walks(void **state)
{
	(void)state;
	for (int64_t seed = 1; seed <= SEEDS; seed++)
		walk(seed);
	/* a walk that is always refused finds nothing */
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (done[i] < SEEDS / 2)
			fail_msg("\"%s\" was done %d times only", steps[i].name, done[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_random_walks) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
