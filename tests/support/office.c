/*
 * A whole small box office for a test.
 */
#include "support/office.h"
#include "store/sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static int64_t now = TEST_NOW;

static int64_t standing_clock(void *arg)
{
	(void)arg;
	return now;
}

void test_clock_set(int64_t moment)
{
	now = moment;
}

void test_status(struct bo *bo, enum bo_status wanted, enum bo_status got, const char *part,
		 const char *call, const char *file, int line)
{
	if (got == wanted && (got == BO_OK || strstr(bo_error(bo)->message, part)))
		return;
	print_error("%s:%d: %s\n\tis \"%s\" instead of \"%s\"", file, line, call,
		    bo_status_word(got), bo_status_word(wanted));
	if (got != BO_OK)
		print_error(" and says: %s\n\t(wanted: %s)", bo_error(bo)->message, part);
	print_error("\n");
	_fail(file, line);
}

static void folder_of(char *folder, size_t size)
{
	const char *base = getenv("TMPDIR");

	snprintf(folder, size, "%s/boxoffice-test-XXXXXX", base && *base ? base : P_tmpdir);
	assert_non_null(mkdtemp(folder));
}

/* A training store in a folder of its own, still empty. */
struct bo *test_store(void)
{
	char folder[512], path[600];
	struct bo *bo = bo_new();

	assert_non_null(bo);
	now = TEST_NOW;
	bo_set_clock(bo, standing_clock, NULL);
	folder_of(folder, sizeof folder);
	snprintf(path, sizeof path, "%s/boxoffice.db", folder);
	OK(bo, bo_store_create(bo, path, true));
	return bo;
}

struct bo *test_office(void)
{
	struct bo *bo = test_store();
	char name[40];
	int64_t id;

	OK(bo, bo_till_use(bo, "test"));
	OK(bo, bo_staff_add(bo, "the admin", BO_ROLE_ADMIN, NULL, &id));
	OK(bo, bo_sign_in(bo, "the admin", NULL));
	for (int role = BO_ROLE_CLERK; role < BO_ROLE_ADMIN; role++) {
		snprintf(name, sizeof name, "the %s", bo_role_code((enum bo_role)role));
		OK(bo, bo_staff_add(bo, name, (enum bo_role)role, NULL, &id));
	}
	test_act_as(bo, BO_ROLE_MANAGER);
	return bo;
}

struct bo *test_demo(void)
{
	struct bo *bo = test_store();

	OK(bo, bo_demo_fill(bo));
	OK(bo, bo_till_use(bo, "Till 1"));
	OK(bo, bo_sign_in(bo, "Casey", "1111"));
	return bo;
}

void test_office_end(struct bo *bo)
{
	static const char *const files[] = { "", "-wal", "-shm" };
	char path[600], file[620];

	if (!bo)
		return;
	snprintf(path, sizeof path, "%s", bo_store_path(bo));
	bo_free(bo);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(file, sizeof file, "%s%s", path, files[i]);
		unlink(file);
	}
	*strrchr(path, '/') = '\0';
	rmdir(path);
}

void test_act_as(struct bo *bo, enum bo_role role)
{
	char name[40];

	snprintf(name, sizeof name, "the %s", bo_role_code(role));
	OK(bo, bo_sign_in(bo, name, NULL));
}

int64_t test_when(const char *text, const char *zone)
{
	int64_t when = 0;

	assert_null(bo_when_parse(text, zone, &when));
	return when;
}

int64_t test_number(struct bo *bo, const char *sql)
{
	int64_t number = 0;

	OK(bo, sql_number(bo, &number, sql, ""));
	return number;
}
