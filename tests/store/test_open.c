/*
 * Opening files: what is a store, and a sentence for everything that is not.
 */
#include "support/office.h"
#include "support/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A folder for the files of one test; its path and that of a store in it. */
static char folder[256], path[300];

static int setup(void **state)
{
	const char *base = getenv("TMPDIR");

	(void)state;
	snprintf(folder, sizeof folder, "%s/boxoffice-open-XXXXXX",
		 base && *base ? base : P_tmpdir);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/boxoffice.db", folder);
	return 0;
}

static int teardown(void **state)
{
	char command[300];

	(void)state;
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return system(command);
}

static void write_file(const char *bytes, size_t n)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
}

/* One statement by SQLite itself, past the engine. */
static void outside(const char *file, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void make_store(void)
{
	struct bo *bo = bo_new();

	OK(bo, bo_store_create(bo, path, true));
	bo_free(bo);
}

/* Opening says so, changes nothing on the disk and leaves nothing open. */
static void refused(enum bo_status status, const char *part)
{
	struct bo *bo = bo_new();
	struct stat before, after;
	int found = stat(path, &before);

	SAYS(bo, status, part, bo_store_open(bo, path));
	assert_string_equal(bo_store_path(bo), "");
	assert_int_equal(stat(path, &after), found);
	if (found == 0) {
		assert_int_equal(before.st_size, after.st_size);
		assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	}
	bo_free(bo);
}

static void test_made_and_opened(void **state)
{
	struct bo *bo = bo_new();
	struct stat st;
	int64_t id;

	(void)state;
	OK(bo, bo_store_create(bo, path, true));
	assert_string_equal(bo_store_path(bo), path);
	assert_true(bo_store_is_training(bo));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM ticket_template"), 1);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM printer WHERE is_default = 1"), 1);
	OK(bo, bo_till_use(bo, "till"));
	OK(bo, bo_staff_add(bo, "Ada", BO_ROLE_ADMIN, NULL, &id));
	bo_free(bo);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	bo = bo_new();
	OK(bo, bo_store_open(bo, path));
	OK(bo, bo_sign_in(bo, "Ada", NULL));
	/* the one that was there is not touched */
	SAYS(bo, BO_EXISTS, "exists already", bo_store_create(bo, path, false));
	OK(bo, bo_store_open(bo, path));
	OK(bo, bo_sign_in(bo, "Ada", NULL));
	bo_free(bo);
}

static void test_not_made(void **state)
{
	struct bo *bo = bo_new();
	char nowhere[320];

	(void)state;
	snprintf(nowhere, sizeof nowhere, "%s/none/boxoffice.db", folder);
	SAYS(bo, BO_IO, "cannot be made", bo_store_create(bo, nowhere, false));
	SAYS(bo, BO_IO, "There is no store", bo_store_open(bo, nowhere));
	bo_free(bo);
}

/* Whenever the maker dies, there is a whole store or none. */
static void test_maker_killed(void **state)
{
	(void)state;
	for (int round = 0; round < 40; round++) {
		struct timespec nap = { 0, round * 400000L };
		struct bo *bo = bo_new();
		pid_t pid = fork();

		if (pid == 0) {
			if (bo_store_create(bo, path, true) == BO_OK)
				pause();
			_exit(1);
		}
		nanosleep(&nap, NULL);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		if (access(path, F_OK) == 0) {
			OK(bo, bo_store_open(bo, path));
			stage_check(bo);
			assert_int_equal(test_number(bo, "SELECT count(*) FROM ticket_template"),
					 1);
			bo_store_close(bo);
			unlink(path);
		}
		bo_free(bo);
	}
}

/* All that the first session did may still be in the log when it dies. */
static void test_first_session_killed(void **state)
{
	struct bo *bo = bo_new();
	pid_t pid = fork();
	int64_t id;

	(void)state;
	if (pid == 0) {
		if (bo_store_create(bo, path, true) || bo_till_use(bo, "till") ||
		    bo_staff_add(bo, "Ada", BO_ROLE_ADMIN, NULL, &id))
			_exit(1);
		kill(getpid(), SIGKILL);
	}
	waitpid(pid, NULL, 0);
	OK(bo, bo_store_open(bo, path));
	OK(bo, bo_sign_in(bo, "Ada", NULL));
	bo_free(bo);
}

/* A kill while the log is carried over may leave the file shorter than its first page says. */
static void test_short_file_with_its_log(void **state)
{
	struct bo *bo = test_office();
	struct stage stage;
	char whole[320], command[2000];
	struct stat before, after;

	(void)state;
	stage_build(bo, 20, 100, &stage);
	/* carried over, so that the log holds only what makes the file longer */
	assert_int_equal(test_number(bo, "PRAGMA wal_checkpoint(TRUNCATE)"), 0);
	for (int i = 0; i < 40; i++)
		stage_sell(bo, &stage, (size_t)i % 20, STAGE_ADULT, 5);
	snprintf(whole, sizeof whole, "%s/whole", folder);
	snprintf(command, sizeof command,
		 "for to in '%s' '%s'; do cp '%s' $to; cp '%s-wal' $to-wal; done", path, whole,
		 bo_store_path(bo), bo_store_path(bo));
	assert_int_equal(system(command), 0);
	test_office_end(bo);
	outside(whole, "PRAGMA wal_checkpoint(TRUNCATE)");
	assert_int_equal(stat(path, &before), 0);
	snprintf(command, sizeof command,
		 "dd if='%s' of='%s' bs=4096 count=1 conv=notrunc 2>&1 | grep -q 1.0", whole, path);
	assert_int_equal(system(command), 0);
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_size, after.st_size);
	assert_int_equal(stat(whole, &after), 0);
	assert_true(before.st_size < after.st_size);
	bo = bo_new();
	OK(bo, bo_store_open(bo, path));
	stage_check(bo);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM orders"), 40);
	bo_free(bo);
}

static void test_not_a_store(void **state)
{
	(void)state;
	refused(BO_IO, "There is no store");
	write_file("", 0);
	refused(BO_CORRUPT, "is empty");
	write_file("Dear Sirs,\n", 11);
	refused(BO_CORRUPT, "is not a box office store");
	write_file("SQLite format 3", 16); /* and nothing behind it */
	refused(BO_CORRUPT, "is not a box office store");
	unlink(path);
	outside(path, "CREATE TABLE t (a)");
	refused(BO_CORRUPT, "another program's database");
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	refused(BO_CORRUPT, "is not a file");
	rmdir(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	refused(BO_CORRUPT, "is not a file");
}

static void test_damaged(void **state)
{
	struct stat st;
	char *bytes;
	FILE *file;

	(void)state;
	make_store();
	assert_int_equal(stat(path, &st), 0);
	bytes = malloc((size_t)st.st_size);
	file = fopen(path, "rb");
	assert_int_equal(fread(bytes, 1, (size_t)st.st_size, file), st.st_size);
	fclose(file);
	write_file(bytes, (size_t)st.st_size - 1);
	refused(BO_CORRUPT, "cut short");
	write_file(bytes, 4096);
	refused(BO_CORRUPT, "cut short");
	/* what the schema lies in */
	memset(bytes + 110, 0x55, 3000);
	write_file(bytes, (size_t)st.st_size);
	refused(BO_CORRUPT, "damaged");
	free(bytes);
}

static void test_newer_schema(void **state)
{
	(void)state;
	make_store();
	outside(path, "PRAGMA user_version = 9999");
	refused(BO_CORRUPT, "written by a newer boxoffice");
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Another process has the lock and keeps it: an answer within seconds, and all is well afterwards.
 */
static void test_locked(void **state)
{
	struct bo *bo = bo_new();
	sqlite3 *other;
	int64_t id;
	double start;

	(void)state;
	make_store();
	OK(bo, bo_store_open(bo, path));
	OK(bo, bo_till_use(bo, "till"));
	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	start = seconds();
	SAYS(bo, BO_BUSY, "does not let go", bo_staff_add(bo, "Ada", BO_ROLE_ADMIN, NULL, &id));
	assert_true(seconds() - start > 4);
	assert_true(seconds() - start < 7);
	/* reading needs no lock */
	assert_int_equal(test_number(bo, "SELECT count(*) FROM staff"), 0);
	sqlite3_exec(other, "COMMIT", NULL, NULL, NULL);
	OK(bo, bo_staff_add(bo, "Ada", BO_ROLE_ADMIN, NULL, &id));
	bo_store_close(bo);
	/* locked whole, as while it is restored: even opening is an answer */
	sqlite3_close(other);
	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other,
				      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = "
				      "DELETE; BEGIN EXCLUSIVE",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	start = seconds();
	SAYS(bo, BO_BUSY, "does not let go", bo_store_open(bo, path));
	assert_true(seconds() - start < 7);
	sqlite3_close(other);
	OK(bo, bo_store_open(bo, path));
	bo_free(bo);
}

/* As somebody who may read but not write; root may always. */
static int open_as(bool writable_file, bool writable_folder)
{
	const struct passwd *nobody = getpwnam("nobody");
	struct bo *bo;
	pid_t pid;
	int result;

	if (!nobody || chmod(folder, writable_folder ? 0777 : 0755) ||
	    chmod(path, writable_file ? 0666 : 0644))
		return -1;
	pid = fork();
	if (pid == 0) {
		bo = bo_new();
		if (getuid() == 0 && (setgid(nobody->pw_gid) || setuid(nobody->pw_uid)))
			_exit(100);
		result = (int)bo_store_open(bo, path);
		_exit(result && !strstr(bo_error(bo)->message, "cannot be") ? 101 : result);
	}
	waitpid(pid, &result, 0);
	return WIFEXITED(result) ? WEXITSTATUS(result) : -1;
}

static void test_read_only(void **state)
{
	(void)state;
	make_store();
	if (getuid() != 0)
		skip();
	assert_int_equal(open_as(false, true), BO_IO);
	assert_int_equal(open_as(true, false), BO_IO); /* the log would have no place */
	assert_int_equal(open_as(true, true), BO_OK);
}

static void test_nothing_open(void **state)
{
	struct bo *bo = bo_new();
	struct bo_arena arena = { 0 };
	struct bo_options options;
	struct bo_basket basket;
	struct bo_faults faults;
	int64_t id;

	(void)state;
	SAYS(bo, BO_IO, "No store is open", bo_option_list(bo, &arena, &options));
	SAYS(bo, BO_IO, "No store is open", bo_basket_get(bo, &arena, 1, &basket));
	bo_arena_clear(&arena);
	SAYS(bo, BO_IO, "No store is open", bo_till_use(bo, "till"));
	SAYS(bo, BO_IO, "No store is open", bo_staff_add(bo, "A", BO_ROLE_ADMIN, NULL, &id));
	SAYS(bo, BO_IO, "No store is open", bo_sign_in(bo, "A", NULL));
	SAYS(bo, BO_IO, "No store is open", bo_store_check(bo, &arena, NULL, NULL, &faults));
	SAYS(bo, BO_IO, "No store is open", bo_store_backup(bo, path, NULL, NULL));
	assert_false(bo_store_changed(bo));
	assert_false(bo_store_is_training(bo));
	bo_free(bo);
	bo_free(NULL);
}

static void test_changed_by_others(void **state)
{
	struct bo *one = bo_new(), *two = bo_new();
	int64_t id;

	(void)state;
	make_store();
	OK(one, bo_store_open(one, path));
	OK(two, bo_store_open(two, path));
	OK(two, bo_till_use(two, "till"));
	(void)bo_store_changed(one);
	assert_false(bo_store_changed(one));
	OK(two, bo_staff_add(two, "Ada", BO_ROLE_ADMIN, NULL, &id));
	assert_true(bo_store_changed(one));
	assert_false(bo_store_changed(one));
	assert_false(bo_store_changed(two) && bo_store_changed(two));
	bo_free(one);
	bo_free(two);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_made_and_opened),
		TEST(test_not_made),
		TEST(test_maker_killed),
		TEST(test_first_session_killed),
		TEST(test_short_file_with_its_log),
		TEST(test_not_a_store),
		TEST(test_damaged),
		TEST(test_newer_schema),
		TEST(test_locked),
		TEST(test_read_only),
		TEST(test_nothing_open),
		TEST(test_changed_by_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
