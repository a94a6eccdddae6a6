/*
 * Whole copies: made while tills sell, put back, and what refuses either.
 */
#include "support/disk.h"
#include "support/office.h"
#include "support/stage.h"

#include <fcntl.h>
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

struct scene {
	struct bo *bo;
	struct stage stage;
	char store[600], copy[640];
};

static int setup(void **state)
{
	struct scene *s = calloc(1, sizeof *s);

	disk_insert();
	s->bo = test_office();
	stage_build(s->bo, 3, 100000, &s->stage);
	snprintf(s->store, sizeof s->store, "%s", bo_store_path(s->bo));
	snprintf(s->copy, sizeof s->copy, "%s.copy", s->store);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct scene *s = *state;
	char command[700];

	disk_arm(DISK_WORKS, 0);
	*strrchr(s->copy, '/') = '\0';
	snprintf(command, sizeof command, "rm -rf '%s'", s->copy);
	bo_free(s->bo);
	free(s);
	return system(command);
}

/* As the manager, at a till of their own. */
static enum bo_status restore(struct bo *bo, const char *from, const char *path)
{
	enum bo_status status = bo_store_open_for_restore(bo, from, path);

	if (!status)
		status = bo_till_use(bo, "office");
	if (!status)
		status = bo_sign_in(bo, "the manager", NULL);
	return status ? status : bo_store_restore(bo, from, path);
}

static size_t count_of(const struct scene *s, const char *name)
{
	char pattern[700];
	glob_t found;
	size_t n = 0;

	snprintf(pattern, sizeof pattern, "%.*s/%s", (int)(strrchr(s->store, '/') - s->store),
		 s->store, name);
	if (glob(pattern, 0, NULL, &found) == 0)
		n = found.gl_pathc;
	globfree(&found);
	return n;
}

static bool half_made(const struct scene *s)
{
	return count_of(s, "*partial*") > 0;
}

/* Another program's look at a file. */
static struct bo *look(const char *path)
{
	struct bo *bo = bo_new();

	OK(bo, bo_store_open(bo, path));
	stage_check(bo);
	return bo;
}

static int64_t orders_in(const char *path)
{
	struct bo *bo = look(path);
	int64_t n = test_number(bo, "SELECT count(*) FROM orders");

	bo_free(bo);
	return n;
}

static void test_copy(void **state)
{
	struct scene *s = *state;

	stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	assert_int_equal(orders_in(s->copy), 1);
	assert_false(half_made(s));
	/* what is there already is not touched */
	stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	SAYS(s->bo, BO_EXISTS, "exists already", bo_store_backup(s->bo, s->copy, NULL, NULL));
	assert_int_equal(orders_in(s->copy), 1);
	SAYS(s->bo, BO_IO, "cannot be made", bo_store_backup(s->bo, "/nowhere/at/all", NULL, NULL));
}

static bool stop_at(void *arg, int64_t done, int64_t total)
{
	int *calls = arg;

	assert_true(done >= 0 && done <= total);
	return ++*calls < 1;
}

static void test_cancelled(void **state)
{
	struct scene *s = *state;
	int calls = 0;

	SAYS(s->bo, BO_CANCELLED, "no copy was made",
	     bo_store_backup(s->bo, s->copy, stop_at, &calls));
	assert_int_equal(calls, 1);
	assert_int_not_equal(access(s->copy, F_OK), 0);
	assert_false(half_made(s));
}

static int64_t noon(void *arg)
{
	(void)arg;
	return TEST_NOW;
}

static pid_t sell_on(const struct scene *s)
{
	pid_t pid = fork();

	if (pid == 0) {
		struct bo *bo = bo_new();
		struct bo_arena arena = { 0 };
		struct bo_wish wish = { s->stage.performance[1], s->stage.type[STAGE_ADULT], 2 };
		struct bo_sale sale = { .lines = &wish, .n_lines = 1, .print = true };
		struct bo_order order;

		bo_set_clock(bo, noon, NULL);
		if (bo_store_open(bo, s->store) || bo_till_use(bo, "other") ||
		    bo_sign_in(bo, "the manager", NULL))
			_exit(1);
		while (bo_sell(bo, &arena, &sale, &order) == BO_OK)
			bo_arena_clear(&arena);
		_exit(2);
	}
	return pid;
}

/* Copies taken in the middle of a storm are of one moment each. */
static void test_while_others_sell(void **state)
{
	struct scene *s = *state;
	int64_t before = 0;
	pid_t pid;
	int status;

	/* SQLite's connections do not survive a fork */
	bo_store_close(s->bo);
	pid = sell_on(s);
	OK(s->bo, bo_store_open(s->bo, s->store));
	OK(s->bo, bo_till_use(s->bo, "office"));
	OK(s->bo, bo_sign_in(s->bo, "the manager", NULL));
	while (test_number(s->bo, "SELECT count(*) FROM orders") < 5)
		usleep(1000);
	for (int i = 0; i < 5; i++) {
		int64_t n;

		OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
		n = orders_in(s->copy);
		assert_true(n > before);
		before = n;
		unlink(s->copy);
	}
	assert_int_equal(waitpid(pid, &status, WNOHANG), 0); /* it sells still */
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
}

struct between {
	struct scene *s;
	int steps;
};

static bool sell_between(void *arg, int64_t done, int64_t total)
{
	struct between *between = arg;
	struct bo *other = bo_new();
	struct bo_arena arena = { 0 };
	struct bo_wish wish = { between->s->stage.performance[1],
				between->s->stage.type[STAGE_ADULT], 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
	struct bo_order order;

	(void)done;
	(void)total;
	bo_set_clock(other, noon, NULL);
	OK(other, bo_store_open(other, between->s->store));
	OK(other, bo_till_use(other, "other"));
	OK(other, bo_sign_in(other, "the manager", NULL));
	OK(other, bo_sell(other, &arena, &sale, &order));
	bo_arena_clear(&arena);
	bo_free(other);
	return ++between->steps < 100;
}

/* A sale between any two steps of a long copy must not make it begin again. */
static void test_long_copy_comes_to_an_end(void **state)
{
	struct scene *s = *state;
	struct between between = { .s = s };

	for (int i = 0; i < 40; i++)
		stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 200);
	assert_true(test_number(s->bo, "PRAGMA page_count") > 3 * 256);
	OK(s->bo, bo_store_backup(s->bo, s->copy, sell_between, &between));
	assert_true(between.steps >= 4);
	assert_int_equal(orders_in(s->copy), 40);
	stage_check(s->bo);
}

static void test_put_back(void **state)
{
	struct scene *s = *state;
	char kept[700];

	stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	assert_int_equal(chmod(s->copy, 0400), 0); /* as on a medium that is only read */
	OK(s->bo, restore(s->bo, s->copy, s->store));
	assert_int_equal(orders_in(s->store), 1);
	snprintf(kept, sizeof kept, "%s.before-restore", s->store);
	assert_int_equal(orders_in(kept), 2);
	/* the one kept is never lost to the next restore */
	SAYS(s->bo, BO_EXISTS, "earlier restore", restore(s->bo, s->copy, s->store));
	assert_int_equal(orders_in(kept), 2);
	unlink(kept);
	/* where there is none yet */
	unlink(s->store);
	OK(s->bo, restore(s->bo, s->copy, s->store));
	assert_int_equal(orders_in(s->store), 1);
	assert_int_not_equal(access(kept, F_OK), 0);
}

static void test_put_back_as_nobody(void **state)
{
	struct scene *s = *state;
	int status;
	pid_t pid;

	if (getuid() != 0)
		skip();
	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	bo_store_close(s->bo);
	assert_int_equal(chmod(s->copy, 0444), 0);
	*strrchr(s->store, '/') = '\0';
	assert_int_equal(chmod(s->store, 0777), 0);
	s->store[strlen(s->store)] = '/';
	assert_int_equal(chmod(s->store, 0666), 0);
	pid = fork();
	if (pid == 0) {
		struct bo *bo = bo_new();

		if (setgid(65534) || setuid(65534))
			_exit(100);
		_exit((int)restore(bo, s->copy, s->store));
	}
	waitpid(pid, &status, 0);
	assert_int_equal(WEXITSTATUS(status), BO_OK);
}

static void test_not_while_in_use(void **state)
{
	struct scene *s = *state;
	struct bo *other = bo_new();
	char kept[700];

	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	OK(other, bo_store_open(other, s->store));
	SAYS(s->bo, BO_BUSY, "is in use", restore(s->bo, s->copy, s->store));
	snprintf(kept, sizeof kept, "%s.before-restore", s->store);
	assert_int_not_equal(access(kept, F_OK), 0);
	assert_int_equal(test_number(other, "SELECT count(*) FROM season"), 1);
	assert_false(half_made(s));
	bo_free(other);
	OK(s->bo, restore(s->bo, s->copy, s->store));
}

static void test_not_from_what_is_none(void **state)
{
	struct scene *s = *state;
	FILE *file = fopen(s->copy, "w");

	fputs("Dear Sirs,\n", file);
	fclose(file);
	SAYS(s->bo, BO_CORRUPT, "not a box office store", restore(s->bo, s->copy, s->store));
	SAYS(s->bo, BO_IO, "There is no store", restore(s->bo, "/nowhere", s->store));
	assert_int_equal(orders_in(s->store), 0);
}

/* Damaged in the middle: found before it takes the place of the good one. */
static void test_not_from_a_damaged_one(void **state)
{
	struct scene *s = *state;
	FILE *file;
	long size;

	for (int i = 0; i < 30; i++)
		stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	file = fopen(s->copy, "r+b");
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	for (long at = 2048 * 40; at + 64 < size; at += 2048 * 3) {
		fseek(file, at, SEEK_SET);
		fwrite("\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377", 1, 16,
		       file);
	}
	fclose(file);
	SAYS(s->bo, BO_CORRUPT, "damaged", restore(s->bo, s->copy, s->store));
	assert_int_equal(orders_in(s->store), 30);
}

static void test_newer_is_refused(void **state)
{
	struct scene *s = *state;
	FILE *file;

	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	file = fopen(s->copy, "r+b");
	fseek(file, 60, SEEK_SET); /* user_version, big-endian */
	fwrite("\0\0\x27\x0f", 1, 4, file);
	fclose(file);
	SAYS(s->bo, BO_CORRUPT, "newer boxoffice", restore(s->bo, s->copy, s->store));
	assert_int_equal(orders_in(s->store), 0);
}

static bool die(void *arg, int64_t done, int64_t total)
{
	(void)arg;
	(void)done;
	(void)total;
	raise(SIGKILL);
	return false;
}

/* What a killed copy leaves is swept by the next one; what another one works on is not, and nobody
 * else's file is. */
static void test_what_was_half_made_is_swept(void **state)
{
	struct scene *s = *state;
	static const char *const others[] = { ".partial", ".incoming", ".ab12cd" };
	char file[700];
	int status, fd;
	pid_t pid;

	for (size_t i = 0; i < 3; i++) {
		snprintf(file, sizeof file, "%s%s", s->copy, others[i]);
		close(open(file, O_WRONLY | O_CREAT, 0600));
	}
	bo_store_close(s->bo);
	pid = fork();
	if (pid == 0) {
		struct bo *bo = bo_new();

		if (bo_store_open(bo, s->store) || bo_till_use(bo, "other") ||
		    bo_sign_in(bo, "the manager", NULL))
			_exit(1);
		(void)!bo_store_backup(bo, s->copy, die, NULL);
		_exit(2);
	}
	waitpid(pid, &status, 0);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(count_of(s, "*.boxoffice-partial"), 1);
	assert_int_not_equal(access(s->copy, F_OK), 0);
	snprintf(file, sizeof file, "%s.another.aaaaaa.boxoffice-partial", s->copy);
	fd = open(file, O_RDWR | O_CREAT, 0600);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	OK(s->bo, bo_store_open(s->bo, s->store));
	OK(s->bo, bo_till_use(s->bo, "office"));
	OK(s->bo, bo_sign_in(s->bo, "the manager", NULL));
	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	assert_int_equal(count_of(s, "*.boxoffice-partial*"), 1);
	assert_int_equal(access(file, F_OK), 0);
	close(fd);
	OK(s->bo, restore(s->bo, s->copy, s->store));
	assert_int_equal(count_of(s, "*.boxoffice-partial*"), 0);
	for (size_t i = 0; i < 3; i++) {
		snprintf(file, sizeof file, "%s%s", s->copy, others[i]);
		assert_int_equal(access(file, F_OK), 0);
	}
}

static unsigned mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 0777;
}

/* Copies and what is put back are their owner's alone, whatever the habits are; a store that a
 * group works with stays the group's, and nobody's else. */
static void test_modes(void **state)
{
	struct scene *s = *state;
	char kept[700];

	umask(0);
	snprintf(kept, sizeof kept, "%s.before-restore", s->store);
	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	assert_int_equal(mode_of(s->copy), 0600);
	OK(s->bo, restore(s->bo, s->copy, s->store));
	assert_int_equal(mode_of(s->store), 0600);
	assert_int_equal(mode_of(kept), 0600);
	unlink(kept);
	chmod(s->store, 0664);
	OK(s->bo, restore(s->bo, s->copy, s->store));
	assert_int_equal(mode_of(s->store), 0660);
	assert_int_equal(mode_of(kept), 0660);
	/* As earlier versions made them. */
	chmod(s->store, 0644);
	OK(s->bo, bo_store_open(s->bo, s->store));
	assert_int_equal(mode_of(s->store), 0600);
	chmod(s->store, 0640);
	OK(s->bo, bo_store_open(s->bo, s->store));
	assert_int_equal(mode_of(s->store), 0640);
	umask(022);
}

/* Killed when the old one had got its second name already: done again without complaint. */
static void test_a_restore_that_was_cut_off(void **state)
{
	struct scene *s = *state;
	char kept[700];

	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	snprintf(kept, sizeof kept, "%s.before-restore", s->store);
	assert_int_equal(link(s->store, kept), 0);
	OK(s->bo, restore(s->bo, s->copy, s->store));
	assert_int_equal(orders_in(s->store), 0);
	assert_int_equal(orders_in(kept), 1);
}

/* The log of a store that cannot be opened is kept beside what is kept of it. */
static void test_over_a_damaged_one(void **state)
{
	struct scene *s = *state;
	char file[700];
	FILE *damaged;

	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	bo_store_close(s->bo);
	damaged = fopen(s->store, "w");
	fputs("Dear Sirs,\n", damaged);
	fclose(damaged);
	snprintf(file, sizeof file, "%s-wal", s->store);
	damaged = fopen(file, "w");
	fputs("log", damaged);
	fclose(damaged);
	/* A clerk of the backup may not, and leaves nothing. */
	OK(s->bo, bo_store_open_for_restore(s->bo, s->copy, s->store));
	OK(s->bo, bo_till_use(s->bo, "office"));
	OK(s->bo, bo_sign_in(s->bo, "the clerk", NULL));
	SAYS(s->bo, BO_REFUSED, "a manager may", bo_store_restore(s->bo, s->copy, s->store));
	bo_store_close(s->bo);
	assert_false(half_made(s));
	OK(s->bo, restore(s->bo, s->copy, s->store));
	assert_int_equal(orders_in(s->store), 0);
	snprintf(file, sizeof file, "%s.before-restore-wal", s->store);
	assert_int_equal(access(file, F_OK), 0);
}

/* Every write of a backup fails once: there is a whole copy or none. */
static void test_disk_full(void **state)
{
	struct scene *s = *state;
	int failures = 0;

	for (int n = 1; n < 400; n += 3) {
		enum bo_status status;
		int used;

		disk_arm(DISK_FULL, n);
		status = bo_store_backup(s->bo, s->copy, NULL, NULL);
		used = disk_used();
		disk_arm(DISK_WORKS, 0);
		if (status == BO_OK) {
			assert_int_equal(orders_in(s->copy), 0);
			unlink(s->copy);
		} else {
			SAYS(s->bo, BO_IO, "", status);
			assert_int_not_equal(access(s->copy, F_OK), 0);
			failures++;
		}
		if (used < n)
			break;
	}
	assert_true(failures > 5);
	stage_check(s->bo);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_copy),
		TEST(test_cancelled),
		TEST(test_while_others_sell),
		TEST(test_long_copy_comes_to_an_end),
		TEST(test_put_back),
		TEST(test_put_back_as_nobody),
		TEST(test_not_while_in_use),
		TEST(test_not_from_what_is_none),
		TEST(test_not_from_a_damaged_one),
		TEST(test_newer_is_refused),
		TEST(test_what_was_half_made_is_swept),
		TEST(test_modes),
		TEST(test_a_restore_that_was_cut_off),
		TEST(test_over_a_damaged_one),
		TEST(test_disk_full),
	};

	return cmocka_run_group_tests_name("store/backup", tests, NULL, NULL);
}
