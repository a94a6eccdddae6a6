/*
 * When the surroundings fail: a store that is none, a disk that is full, an
 * output nobody takes.  Exit code 3, a sentence, and nothing half done.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-05T12:00 "

static int setup(void **state)
{
	*state = run_office();
	return 0;
}

static int setup_empty(void **state)
{
	*state = run_new();
	return 0;
}

static int teardown_disk(void **state)
{
	umount2(run_path(*state, "disk"), MNT_DETACH);
	run_end(*state);
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

/* Ends with that code, a clean sentence, and JSON that says the same. */
static void fails(struct run *run, int code, const char *line, const char *part)
{
	json_t *json = run_says(run, code, line);
	const char *message =
		json_string_value(json_object_get(json_object_get(json, "error"), "message"));

	assert_non_null(message);
	assert_non_null(strstr(run->err, message));
	assert_true(run_is_clean(run->err));
	if (!strstr(message, part))
		fail_msg("\"%s\" does not say \"%s\" but: %s", line, part, message);
	json_decref(json);
}

static char *bytes_of(const char *path, size_t *n)
{
	FILE *file = fopen(path, "rb");
	char *bytes;

	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	*n = (size_t)ftell(file);
	rewind(file);
	bytes = malloc(*n + 1);
	assert_non_null(bytes);
	assert_int_equal(fread(bytes, 1, *n, file), *n);
	fclose(file);
	return bytes;
}

/* A file that is no store is told from one, and is left as it is. */
static void not_a_store(struct run *run, const char *what, const void *bytes, size_t size,
			const char *part)
{
	char *after;
	size_t n;

	run_write(run, "store.db", bytes, size);
	fails(run, 3, "check", part);
	fails(run, 3, "staff add Ada --role admin", part);
	after = bytes_of(run->store, &n);
	if (n != size || memcmp(after, bytes, n) != 0)
		fail_msg("a store that is %s was changed", what);
	free(after);
}

static void test_what_is_no_store(void **state)
{
	struct run *run = *state;
	static const char text[] = "This is a shopping list: milk, bread, tickets.\n";
	char *line, *bytes;
	size_t n;

	fails(run, 3, "check", "");
	not_a_store(run, "empty", "", 0, "");
	not_a_store(run, "a text", text, sizeof text - 1, "");
	assert_true(asprintf(&line, "sqlite3 '%s' 'CREATE TABLE recipe (id INTEGER)'",
			     run_path(run, "foreign.db")) > 0);
	assert_int_equal(system(line), 0);
	free(line);
	bytes = bytes_of(run_path(run, "foreign.db"), &n);
	not_a_store(run, "another program's", bytes, n, "");
	free(bytes);
}

static void test_a_folder_as_a_store(void **state)
{
	struct run *run = *state;

	assert_int_equal(mkdir(run->store, 0700), 0);
	fails(run, 3, "check", "");
	assert_int_equal(run_line(run, "init"), 2);
	run_line(run, "--store /no/such/folder/x.db init");
	assert_int_equal(run->code, 3);
}

static void test_a_truncated_store(void **state)
{
	struct run *run = *state;
	char *bytes;
	size_t n;

	assert_int_equal(truncate(run->store, 0), 0);
	fails(run, 3, "check", "");
	bytes = bytes_of(run->store, &n);
	assert_int_equal(n, 0);
	free(bytes);
}

static void test_half_a_store(void **state)
{
	struct run *run = *state;
	char *bytes;
	size_t n;

	bytes = bytes_of(run->store, &n);
	assert_true(n > 8192);
	free(bytes);
	assert_int_equal(truncate(run->store, (off_t)(n / 2)), 0);
	run_line(run, "check");
	assert_int_equal(run->code, 3);
	assert_true(strlen(run->err) > 20);
	assert_true(run_is_clean(run->err));
}

static void test_a_newer_store(void **state)
{
	struct run *run = *state;
	char *line, *before, *after;

	assert_true(asprintf(&line, "sqlite3 '%s' 'PRAGMA user_version = 9999'", run->store) > 0);
	assert_int_equal(system(line), 0);
	free(line);
	before = run_dump(run->store);
	fails(run, 3, "check", "newer");
	fails(run, 3, M "sell 1 '1 Adult General' --no-print", "newer");
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

/* Small enough to be full at once; where mounting is not allowed, a limit on files' size. */
static void test_a_full_disk(void **state)
{
	struct run *run = *state;
	const char *disk = run_path(run, "disk");
	char *small, *text;
	char filler[4096] = { 0 };
	int done = 0;
	FILE *file;

	assert_int_equal(mkdir(disk, 0700), 0);
	assert_true(asprintf(&small, "%s/store.db", disk) > 0);
	if (mount("none", disk, "tmpfs", 0, "size=1m") != 0) {
		free(small);
		skip();
	}
	free(run->store);
	run->store = small;
	run->pin = "3333";
	run_ok(run, "init --training");
	run_ok(run, "staff add Morgan --role manager --pin 3333");
	run_ok(run, M "patron add First");
	file = fopen(run_path(run, "disk/filler"), "wb");
	assert_non_null(file);
	while (fwrite(filler, 1, sizeof filler, file) == sizeof filler && fflush(file) == 0)
		;
	fclose(file);
	while (done < 100 && run_line(run, M "patron add Second") == 0)
		done++;
	assert_int_equal(run->code, 3);
	assert_true(strlen(run->err) > 20);
	assert_true(run_is_clean(run->err));
	assert_int_equal(unlink(run_path(run, "disk/filler")), 0);
	/* What was said to be done is there, what failed is not. */
	text = run_sql(run->store, "SELECT count(*) FROM patron WHERE name = 'Second'");
	assert_int_equal(strtol(text, NULL, 10), done);
	free(text);
	run_ok(run, M "patron add Third");
	run_ok(run, "check");
	run_ok(run, "journal verify");
}

static void test_a_file_that_may_not_grow(void **state)
{
	struct run *run = *state;
	char *before = run_dump(run->store), *after;

	run->file_limit = 4096;
	run_line(run, M "sell 1 '1 Adult General' --no-print");
	run->file_limit = 0;
	assert_int_equal(run->code, 3);
	assert_true(strlen(run->err) > 20);
	after = run_dump(run->store);
	assert_string_equal(before, after);
	run_ok(run, M "sell 1 '1 Adult General' --no-print");
	free(before);
	free(after);
}

static void test_an_output_that_is_full(void **state)
{
	struct run *run = *state;

	if (access("/dev/full", W_OK) != 0)
		skip();
	run->out_file = "/dev/full";
	assert_int_equal(run_line(run, "performance list"), 3);
	assert_non_null(strstr(run->err, "No space left"));
	assert_int_equal(run_line(run, "--format json performance list"), 3);
	/* The refusal comes first. */
	assert_int_equal(run_line(run, "--format json order show 99"), 2);
}

static void test_an_output_that_is_closed(void **state)
{
	struct run *run = *state;
	char *before = run_dump(run->store), *after;

	run->out_file = "";
	assert_int_equal(run_line(run, "performance list"), 3);
	assert_non_null(strstr(run->err, "boxoffice: "));
	/* Its number must not be taken by the store, and then written into. */
	assert_int_equal(run_line(run, M "--format json sell 1 '1 Adult General' --no-print"), 4);
	assert_non_null(strstr(run->err, "Order 1 is done and kept"));
	run->out_file = NULL;
	after = run_dump(run->store);
	assert_string_not_equal(before, after);
	run_ok(run, "check");
	free(before);
	free(after);
}

static void test_a_backup_that_cannot_be_restored(void **state)
{
	struct run *run = *state;
	char *before, *after, *line;

	run_ok(run, M "patron add Ann");
	before = run_dump(run->store);
	run_write(run, "list.txt", "milk\n", 5);
	assert_true(asprintf(&line, M "restore '%s'", run_path(run, "list.txt")) > 0);
	assert_int_equal(run_line(run, line), 3);
	free(line);
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_what_is_no_store, setup_empty, teardown),
		cmocka_unit_test_setup_teardown(test_a_folder_as_a_store, setup_empty, teardown),
		cmocka_unit_test_setup_teardown(test_a_truncated_store, setup, teardown),
		cmocka_unit_test_setup_teardown(test_half_a_store, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_newer_store, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_full_disk, setup_empty, teardown_disk),
		cmocka_unit_test_setup_teardown(test_a_file_that_may_not_grow, setup, teardown),
		cmocka_unit_test_setup_teardown(test_an_output_that_is_full, setup, teardown),
		cmocka_unit_test_setup_teardown(test_an_output_that_is_closed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_backup_that_cannot_be_restored, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
