/*
 * Every single write of a sale fails once: the disk is full from there on, breaks
 * once, or the plug is pulled.  The sale is whole or absent, never torn; what was
 * acknowledged is there.
 */
#include "store/sql.h"
#include "support/disk.h"
#include "support/office.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { MOST = 400 };

static struct test_season s;

static int64_t still(void *arg)
{
	(void)arg;
	return TEST_NOW;
}

/* The store closed, so that it is one file, and a copy of it for each try. */
static void make_store(char *path, size_t size)
{
	struct bo *bo = test_office();
	char copy[800];

	s = test_season(bo);
	OK(bo, test_sell(bo, s.tonight, s.adult, 1, NULL));
	snprintf(path, size, "%s", bo_store_path(bo));
	snprintf(copy, sizeof copy, "%s.base", path);
	OK(bo, bo_store_backup(bo, copy, NULL, NULL));
	bo_free(bo);
}

static void fresh_copy(const char *path)
{
	char command[2000];

	snprintf(command, sizeof command, "rm -f '%s' '%s-wal' '%s-shm' && cp '%s.base' '%s'", path,
		 path, path, path, path);
	assert_int_equal(system(command), 0);
}

static struct bo *open_store(const char *path, bool checked)
{
	struct bo *bo = bo_new();

	bo_set_clock(bo, still, NULL);
	if (bo_store_open(bo, path) || bo_sign_in(bo, "the clerk", NULL) ||
	    bo_till_use(bo, "test")) {
		if (checked)
			fail_msg("%s", bo_error(bo)->message);
		bo_free(bo);
		return NULL;
	}
	return bo;
}

/* A basket filled and sold: two acts. */
static enum bo_status work(struct bo *bo)
{
	struct bo_arena arena = { 0 };
	struct bo_sale sale = { .print = true };
	struct bo_order order;
	enum bo_status status = bo_basket_open(bo, &sale.basket_id);

	if (!status)
		status = bo_basket_put(bo, sale.basket_id,
				       (struct bo_wish){ s.tonight, s.adult, 2 }, NULL);
	if (!status)
		status = bo_sell(bo, &arena, &sale, &order);
	bo_arena_clear(&arena);
	return status;
}

/* Whole or absent; there if it was acknowledged. */
static void look_after(const char *path, bool acknowledged)
{
	struct bo *bo;
	int64_t orders;

	disk_arm(DISK_WORKS, 0);
	bo = open_store(path, true);
	test_check(bo);
	orders = test_number(bo, "SELECT count(*) FROM orders");
	assert_true(orders == 2 || (orders == 1 && !acknowledged));
	/* And it sells again. */
	OK(bo, work(bo));
	test_check(bo);
	bo_free(bo);
}

static int failing(const char *path, enum disk_fault fault)
{
	int n, failures = 0;

	for (n = 1; n < MOST; n++) {
		enum bo_status status = BO_IO;
		struct bo *bo;
		int used;

		fresh_copy(path);
		disk_arm(fault, n);
		bo = open_store(path, false);
		if (bo)
			status = work(bo);
		if (bo && status) {
			assert_int_equal(bo_status_exit(status), 3);
			assert_true(strlen(bo_error(bo)->message) > 10);
			failures++;
		}
		used = disk_used();
		disk_arm(DISK_WORKS, 0);
		bo_free(bo);
		look_after(path, !status);
		if (used < n)
			break;
	}
	assert_true(n < MOST);
	return failures;
}

static void test_full(void **state)
{
	assert_true(failing(*state, DISK_FULL) > 5);
}

static void test_breaks(void **state)
{
	assert_true(failing(*state, DISK_BREAKS) > 5);
}

static void test_plug_pulled(void **state)
{
	const char *path = *state;
	int n, status, kills = 0;

	for (n = 1; n < MOST; n++) {
		pid_t pid;

		fresh_copy(path);
		pid = fork();
		if (pid == 0) {
			struct bo *bo;

			disk_arm(DISK_KILLS, n);
			bo = open_store(path, false);
			_exit(bo && work(bo) == BO_OK ? 0 : 1);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFEXITED(status) &&
			    (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 99));
		kills += WEXITSTATUS(status) == 99;
		look_after(path, WEXITSTATUS(status) == 0);
		if (WEXITSTATUS(status) == 0)
			break;
	}
	assert_true(n < MOST);
	assert_true(kills > 10);
}

static int begin(void **state)
{
	static char path[700];

	disk_insert();
	make_store(path, sizeof path);
	*state = path;
	return 0;
}

static int end(void **state)
{
	char command[800], *slash;

	snprintf(command, sizeof command, "rm -r '%s", (char *)*state);
	slash = strrchr(command, '/');
	strcpy(slash, "'");
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_breaks),
		cmocka_unit_test(test_plug_pulled),
	};

	return cmocka_run_group_tests_name("crash/disk", tests, begin, end);
}
