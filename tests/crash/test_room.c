/*
 * A till that stays open while its disk is full or stumbles: the handle that met the fault sells
 * again as soon as it can.  What fails behind a commit, when the log is carried over, costs no
 * sale; and the real thing, a limit on the size of files, is met like the pretended one.
 */
#include "support/disk.h"
#include "support/office.h"
#include "support/stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct scene {
	char path[600];
	struct bo *bo;
	struct stage stage;
	int64_t orders, vouchers;
};

static int64_t noon(void *arg)
{
	(void)arg;
	return TEST_NOW;
}

static void reopen(struct scene *s)
{
	disk_arm(DISK_WORKS, 0);
	bo_free(s->bo);
	s->bo = bo_new();
	bo_set_clock(s->bo, noon, NULL);
	OK(s->bo, bo_store_open(s->bo, s->path));
	OK(s->bo, bo_till_use(s->bo, "test"));
	OK(s->bo, bo_sign_in(s->bo, "the clerk", NULL));
}

static void count(struct scene *s)
{
	s->orders = test_number(s->bo, "SELECT count(*) FROM orders");
	s->vouchers = test_number(s->bo, "SELECT count(*) FROM voucher");
}

static int setup(void **state)
{
	struct scene *s = calloc(1, sizeof *s);

	disk_insert();
	s->bo = test_office();
	stage_build(s->bo, 3, 10000, &s->stage);
	snprintf(s->path, sizeof s->path, "%s", bo_store_path(s->bo));
	reopen(s);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct scene *s = *state;

	disk_arm(DISK_WORKS, 0);
	test_office_end(s->bo);
	free(s);
	return 0;
}

static enum bo_status sell_two(struct scene *s)
{
	struct bo_arena arena = { 0 };
	struct bo_wish wishes[] = { { s->stage.performance[0], s->stage.type[STAGE_ADULT], 2 },
				    { s->stage.performance[1], s->stage.type[STAGE_YOUTH], 1 } };
	struct bo_sale sale = { .lines = wishes, .n_lines = 2, .print = true };
	struct bo_order order;
	enum bo_status status = bo_sell(s->bo, &arena, &sale, &order);

	bo_arena_clear(&arena);
	return status;
}

/* After a failure: whole or absent, and said so. */
static void judge(struct scene *s, enum bo_status status)
{
	int64_t orders = s->orders, vouchers = s->vouchers;

	if (status) {
		assert_int_equal(status, BO_IO);
		assert_true(strlen(bo_error(s->bo)->message) > 20);
	}
	reopen(s);
	stage_check(s->bo);
	count(s);
	assert_in_range(s->orders - orders, status ? 0 : 1, 1);
	assert_int_equal(s->vouchers - vouchers, 3 * (s->orders - orders));
}

/* The log is carried over at a commit that makes it long; failing there costs no sale. */
static void test_while_the_log_is_carried_over(void **state)
{
	struct scene *s = *state;
	int survived = 0;

	for (int i = 0; i < 60; i++) {
		enum bo_status status;

		assert_int_equal(test_number(s->bo, "PRAGMA wal_autocheckpoint = 1"), 1);
		count(s);
		disk_arm(i % 2 ? DISK_FULL : DISK_BREAKS, 30 + i);
		status = sell_two(s);
		survived += status == BO_OK && disk_used() >= 30 + i;
		judge(s, status);
	}
	assert_true(survived > 5);
}

static long goes_on(struct scene *s, enum disk_fault fault)
{
	long failures = 0;

	for (int n = 1; n < 1000; n++) {
		enum bo_status status;
		int used;

		count(s);
		disk_arm(fault, n);
		status = sell_two(s);
		used = disk_used();
		disk_arm(DISK_WORKS, 0);
		if (used < n) {
			OK(s->bo, status);
			return failures;
		}
		if (status)
			assert_non_null(strstr(bo_error(s->bo)->message, "nothing was changed"));
		failures += status != BO_OK;
		OK(s->bo, sell_two(s));
		stage_check(s->bo);
		assert_int_equal(test_number(s->bo, "SELECT count(*) FROM orders") - s->orders,
				 status ? 1 : 2);
	}
	fail_msg("%s", "a sale without end");
	return 0;
}

static void test_room_again(void **state)
{
	assert_true(goes_on(*state, DISK_FULL) > 20);
}

static void test_stumbled(void **state)
{
	assert_true(goes_on(*state, DISK_BREAKS) > 20);
}

/* The real thing: no file may grow any more. */
static void test_no_room_in_files(void **state)
{
	struct scene *s = *state;
	int result;
	pid_t pid;

	bo_free(s->bo);
	s->bo = NULL;
	pid = fork();
	if (pid == 0) {
		struct rlimit limit = { 600 * 1024, 600 * 1024 };
		enum bo_status status = BO_OK;

		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &limit);
		s->bo = bo_new();
		bo_set_clock(s->bo, noon, NULL);
		if (bo_store_open(s->bo, s->path) || bo_till_use(s->bo, "test") ||
		    bo_sign_in(s->bo, "the clerk", NULL))
			_exit(100);
		for (int i = 0; i < 10000 && !status; i++)
			status = sell_two(s);
		_exit(status == BO_IO && strlen(bo_error(s->bo)->message) > 20 ? 0 : 101);
	}
	assert_int_equal(waitpid(pid, &result, 0), pid);
	assert_true(WIFEXITED(result));
	assert_int_equal(WEXITSTATUS(result), 0);
	reopen(s);
	stage_check(s->bo);
	assert_true(test_number(s->bo, "SELECT count(*) FROM orders") > 5);
	OK(s->bo, sell_two(s));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_room_again),
		TEST(test_stumbled),
		TEST(test_while_the_log_is_carried_over),
		TEST(test_no_room_in_files),
	};

	return cmocka_run_group_tests_name("crash/room", tests, NULL, NULL);
}
