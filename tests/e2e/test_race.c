/*
 * Eight tills, twenty performances, fifty places left; or two performances and the last
 * uses of one code, of a member or of the redemptions.  With the lock nothing may be sold
 * or used twice, and what a basket or a hold promised is sold; without it (a build of its
 * own) something must be, or this test is blind.
 */
#include "store/sql.h"
#include "support/campaign.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { TILLS = 8, PERFORMANCES = 20, PLACES = 50, ROUNDS = 30, USES = 15, OPENS = 8 };

/* What the racers race for: their store, and a code, or NULL for places. */
struct prize {
	const char *program, *store, *code;
};

/* Where the limit stands: the house, the advance limit, or the type's cap; two or three places. */
static void make_performance(struct bo *bo, int64_t show, int64_t type, int i)
{
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };
	int64_t limit = i % 2 ? 3 : 2, id = 0;
	struct bo_redemption_batch batch = {
		.types = &type, .n_types = 1, .performances = &id, .n_performances = 1
	};

	OK(bo, bo_performance_add(bo, show, TEST_NOW + 86400 * (i + 1), i % 3 == 0 ? limit : 100,
				  i % 3 == 1 ? limit : BO_NONE, &id));
	assert_int_equal(id, i + 1);
	if (i % 3 == 2) {
		batch.given = BO_FIELD_CAP;
		batch.cap = limit;
	}
	OK(bo, bo_redemption_apply(bo, &arena, &batch, &changes));
	bo_arena_clear(&arena);
}

static struct bo *make_house(void)
{
	struct bo *bo = test_office();
	int64_t season = 0, house = 0, show = 0, type = 0;
	struct bo_voucher_type_fields fields = { .name = "Adult",
						 .category = BO_CATEGORY_REVENUE,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = 4000,
						 .display_order = 1 };

	OK(bo, bo_season_add(bo, "Season", "2026-01-01", "2026-12-31", &season));
	OK(bo, bo_house_add(bo, "House", 100, "UTC", &house));
	OK(bo, bo_show_add(bo, "Hamlet", season, house, BO_EVENT_THEATRE, NULL, &show));
	OK(bo, bo_voucher_type_add(bo, season, &fields, &type));
	assert_int_equal(type, 1);
	for (int i = 0; i < PERFORMANCES; i++)
		make_performance(bo, show, type, i);
	return bo;
}

struct racer {
	pid_t pid;
	int go, answer;
};

static struct racer start(const struct prize *prize, int till, int round, const char *minutes)
{
	int in[2], out[2];
	char name[24], seed[16];
	struct racer racer;

	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	snprintf(name, sizeof name, "race %d", till);
	snprintf(seed, sizeof seed, "%d", round * 100 + till);
	racer.pid = fork();
	if (racer.pid == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		close(in[1]);
		close(out[0]);
		execl(prize->program, prize->program, prize->store, name, seed, minutes,
		      prize->code, (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	racer.go = in[1];
	racer.answer = out[0];
	return racer;
}

/* All of them at once; the sums of what they say they sold, and held. */
static long race(const struct prize *prize, int round, const char *minutes, bool must_not_fail,
		 long *held)
{
	struct racer racers[TILLS];
	long sum = 0;

	for (int i = 0; i < TILLS; i++)
		racers[i] = start(prize, i, round, minutes);
	for (int i = 0; i < TILLS; i++)
		assert_int_equal(write(racers[i].go, "g", 1), 1);
	for (int i = 0; i < TILLS; i++) {
		char text[128] = "";
		long sold = 0, refused = 0, failed = 0, left = 0, broken = 0;
		int status;
		ssize_t n = 0, k;

		while ((k = read(racers[i].answer, text + n, sizeof text - 1 - (size_t)n)) > 0)
			n += k;
		assert_int_equal(waitpid(racers[i].pid, &status, 0), racers[i].pid);
		if (sscanf(text, "%ld %ld %ld %ld %ld", &sold, &refused, &failed, &left, &broken) !=
		    5)
			fail_msg("%s said \"%s\" and ended with %d", prize->program, text, status);
		close(racers[i].go);
		close(racers[i].answer);
		if (must_not_fail) {
			assert_int_equal(failed, 0);
			assert_int_equal(broken, 0);
			assert_true(refused > 0);
		}
		sum += sold;
		*held += left;
	}
	return sum;
}

/* Counted from the vouchers, not from the kept counts: those are what the lock protects. */
static int64_t oversold(struct bo *bo)
{
	return test_number(
		bo,
		"SELECT coalesce(sum(max(n - left_at_first, 0)), 0) FROM (SELECT count(v.id) AS n, "
		"min(p.capacity, coalesce(p.advance, 100), coalesce(r.cap, 100)) AS left_at_first "
		"FROM performance p "
		"JOIN redemption r ON r.performance_id = p.id "
		"LEFT JOIN voucher v ON v.performance_id = p.id AND v.state = 'reserved' GROUP BY "
		"p.id)");
}

static const char *program_of(const char *variant, char path[600])
{
	const char *build = getenv("BOXOFFICE");
	char folder[512];

	assert_non_null(build); /* build/VARIANT/boxoffice */
	snprintf(folder, sizeof folder, "%s", build);
	*strrchr(folder, '/') = '\0';
	if (variant) {
		*strrchr(folder, '/') = '\0';
		snprintf(path, 600, "%s/%s/tests/e2e/racer", folder, variant);
	} else {
		snprintf(path, 600, "%s/tests/e2e/racer", folder);
	}
	return path;
}

/* What buyers left behind keeps its places, and gives them back after its time: sold to the last
 * one an hour later. */
static void test_nothing_is_sold_twice(void **state)
{
	char path[600];
	long all_held = 0;

	(void)state;
	for (int round = 1; round <= 3; round++) {
		struct bo *bo = make_house();
		struct prize prize = { program_of(NULL, path), bo_store_path(bo), NULL };
		long held = 0, none = 0;
		long sold = race(&prize, round, "0", true, &held);

		assert_int_equal(oversold(bo), 0);
		assert_int_equal(sold + held, PLACES);
		assert_int_equal(test_number(bo, "SELECT count(*) FROM voucher"), sold);
		assert_int_equal(test_number(bo, "SELECT sum(sold) FROM performance"), sold);
		assert_int_equal(test_number(bo, "SELECT sum(held) FROM performance"), held);
		test_check(bo);
		sold += race(&prize, round, "60", true, &none);
		assert_int_equal(none, 0);
		assert_int_equal(oversold(bo), 0);
		assert_int_equal(sold, PLACES);
		assert_int_equal(test_number(bo, "SELECT count(*) FROM voucher"), PLACES);
		assert_int_equal(test_number(bo, "SELECT sum(sold) FROM performance"), PLACES);
		assert_int_equal(test_number(bo, "SELECT sum(held) FROM performance"), 0);
		assert_int_equal(test_number(bo, "SELECT sum(amount) FROM tender"), PLACES * 4000);
		test_check(bo);
		test_office_end(bo);
		all_held += held;
	}
	assert_true(all_held > 0);
}

static void test_without_the_lock_it_is(void **state)
{
	char path[600];
	int64_t over = 0;
	long held = 0;

	(void)state;
	for (int round = 1; round <= ROUNDS && over == 0; round++) {
		struct bo *bo = make_house();
		struct prize prize = { program_of("nolock", path), bo_store_path(bo), NULL };

		race(&prize, round, "0", false, &held);
		over = oversold(bo);
		test_office_end(bo);
	}
	if (over == 0)
		fail_msg("%s", "blind: the race without the lock sold nothing twice either");
}

/* Two performances of a large house, and a code that is good for so many tickets at both. */
static struct bo *make_code(void)
{
	static const char *const members[] = { "FRIEND-1", NULL };
	struct bo *bo = test_office();
	struct test_season s = test_season(bo);
	struct bo_campaign_terms terms = test_terms(
		"Friends", test_list(bo, "Friends", USES, members), BO_EFFECT_PERCENT, 5000);

	assert_int_equal(s.tonight, 1);
	assert_int_equal(s.tomorrow, 2);
	assert_int_equal(s.adult, 1);
	OK(bo, bo_performance_edit(bo, s.tonight, 2000, -1));
	OK(bo, bo_performance_edit(bo, s.tomorrow, 2000, -1));
	terms.scope = BO_SCOPE_ALL;
	test_campaign(bo, &terms);
	return bo;
}

static int64_t uses(struct bo *bo)
{
	return test_number(bo, "SELECT count(*) FROM campaign_use");
}

/* A basket that runs out gives its uses back; the race an hour later has them to the last one. */
static void test_no_use_is_spent_twice(void **state)
{
	char path[600];
	long all_held = 0;

	(void)state;
	for (int round = 1; round <= 3; round++) {
		struct bo *bo = make_code();
		struct prize prize = { program_of(NULL, path), bo_store_path(bo), "friend 1" };
		long held = 0, none = 0, used = race(&prize, round, "0", true, &held);

		assert_int_equal(used + held, USES);
		assert_int_equal(uses(bo), used);
		assert_int_equal(test_number(bo, "SELECT coalesce(sum(u.qty), 0) FROM basket_use u "
						 "JOIN basket b ON b.id = u.basket_id WHERE "
						 "b.holding = 1"),
				 held);
		test_check(bo);
		used += race(&prize, round, "60", true, &none);
		assert_int_equal(none, 0);
		assert_int_equal(used, USES);
		assert_int_equal(uses(bo), USES);
		assert_int_equal(test_number(bo, "SELECT uses FROM campaign"), USES);
		assert_int_equal(test_number(bo, "SELECT spent FROM campaign"), USES * 2000);
		assert_true(test_number(bo, "SELECT min(uses) FROM campaign_count") > 0);
		assert_int_equal(test_number(bo, "SELECT count(*) FROM campaign_count"), 2);
		test_check(bo);
		test_office_end(bo);
		all_held += held;
	}
	assert_true(all_held > 0);
}

static void test_without_the_lock_uses_are(void **state)
{
	char path[600];
	int64_t most = 0;
	long held = 0;

	(void)state;
	for (int round = 1; round <= ROUNDS && most <= USES; round++) {
		struct bo *bo = make_code();
		struct prize prize = { program_of("nolock", path), bo_store_path(bo), "friend 1" };

		race(&prize, round, "0", false, &held);
		most = uses(bo);
		test_office_end(bo);
	}
	if (most <= USES)
		fail_msg("%s", "blind: the race without the lock used nothing twice either");
}

/* A code of redemptions instead, good for so many tickets at each of the two. */
static struct bo *make_opening(void)
{
	struct bo *bo = test_office();
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };
	struct test_season s = test_season(bo);
	int64_t performances[] = { s.tonight, s.tomorrow };
	char codes[40];
	struct bo_redemption_batch batch = { .types = &s.adult,
					     .n_types = 1,
					     .performances = performances,
					     .n_performances = 2,
					     .given = BO_FIELD_CODES,
					     .codes = codes };

	snprintf(codes, sizeof codes, "BARD-4:%d, OTHER", OPENS);
	OK(bo, bo_performance_edit(bo, s.tonight, 2000, -1));
	OK(bo, bo_performance_edit(bo, s.tomorrow, 2000, -1));
	OK(bo, bo_redemption_apply(bo, &arena, &batch, &changes));
	bo_arena_clear(&arena);
	return bo;
}

/* Counted from the vouchers, not from the kept counts. */
static int64_t opened(struct bo *bo)
{
	return test_number(bo, "SELECT count(*) FROM voucher v JOIN order_line l ON l.id = "
			       "v.line_id WHERE l.code_fold = 'bard4'");
}

static int64_t over_promised(struct bo *bo)
{
	return test_number(bo, "SELECT coalesce(sum(max(n - 8, 0)), 0) FROM (SELECT count(*) AS n "
			       "FROM voucher GROUP BY performance_id)");
}

static void test_no_code_is_promised_twice(void **state)
{
	char path[600];
	long all_held = 0;

	(void)state;
	for (int round = 1; round <= 3; round++) {
		struct bo *bo = make_opening();
		struct prize prize = { program_of(NULL, path), bo_store_path(bo), "bard 4" };
		long held = 0, none = 0, sold = race(&prize, round, "0", true, &held);

		assert_int_equal(over_promised(bo), 0);
		assert_int_equal(sold + held, 2 * OPENS);
		assert_int_equal(opened(bo), sold);
		assert_int_equal(test_number(bo, "SELECT sum(held) FROM redemption_code"), held);
		test_check(bo);
		sold += race(&prize, round, "60", true, &none);
		assert_int_equal(none, 0);
		assert_int_equal(over_promised(bo), 0);
		assert_int_equal(sold, 2 * OPENS);
		assert_int_equal(opened(bo), 2 * OPENS);
		assert_int_equal(test_number(bo, "SELECT sum(used) FROM redemption_code"),
				 2 * OPENS);
		assert_int_equal(test_number(bo, "SELECT sum(held) FROM redemption_code"), 0);
		test_check(bo);
		test_office_end(bo);
		all_held += held;
	}
	assert_true(all_held > 0);
}

static void test_without_the_lock_codes_are(void **state)
{
	char path[600];
	int64_t over = 0;
	long held = 0;

	(void)state;
	for (int round = 1; round <= ROUNDS && over == 0; round++) {
		struct bo *bo = make_opening();
		struct prize prize = { program_of("nolock", path), bo_store_path(bo), "bard 4" };

		race(&prize, round, "0", false, &held);
		over = over_promised(bo);
		test_office_end(bo);
	}
	if (over == 0)
		fail_msg("%s", "blind: the race without the lock promised nothing twice either");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_sold_twice),
		cmocka_unit_test(test_without_the_lock_it_is),
		cmocka_unit_test(test_no_use_is_spent_twice),
		cmocka_unit_test(test_without_the_lock_uses_are),
		cmocka_unit_test(test_no_code_is_promised_twice),
		cmocka_unit_test(test_without_the_lock_codes_are),
	};

	return cmocka_run_group_tests_name("e2e/race", tests, NULL, NULL);
}
