/*
 * Backing up and restoring are acts of a manager, and leave a trace that shows what was sold and
 * restored away; where no store is, a manager of the backup signs in.
 */
#include "support/run.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define AT " --till front --now 2026-01-05T12:00 "
#define M "--staff Morgan" AT

static int setup(void **state)
{
	struct run *run = run_office();

	run->pin = "3333";
	run->reader = NULL;
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

/* A line with the test's folder in front of the file's name. */
static void line_is(struct run *run, int code, const char *options, const char *verb,
		    const char *file)
{
	char line[900];

	snprintf(line, sizeof line, "%s %s '%s/%s'", options, verb, run->folder, file);
	if (run_line(run, line) != code)
		fail_msg("%s: %d instead of %d, %s%s", line, run->code, code, run->out, run->err);
}

static void at_new(struct run *run, int code, const char *options, const char *file)
{
	char all[700];

	snprintf(all, sizeof all, "%s --store '%s/new.db'", options, run->folder);
	line_is(run, code, all, "restore", file);
}

static bool there(struct run *run, const char *name)
{
	return access(run_path(run, name), F_OK) == 0;
}

/* Files in the making that were left behind. */
static int halves(struct run *run)
{
	DIR *folder = opendir(run->folder);
	int n = 0;

	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		n += strstr(entry->d_name, "partial") != NULL;
	closedir(folder);
	return n;
}

static void test_who_may(void **state)
{
	struct run *run = *state;

	line_is(run, 1, AT, "backup", "copy.db");
	line_is(run, 1, AT "--as patron", "backup", "copy.db");
	run->pin = "1111";
	line_is(run, 1, "--staff Casey" AT, "backup", "copy.db");
	run->approve = "3333"; /* is no matter of a second person */
	line_is(run, 1, "--staff Casey --approve Morgan" AT, "backup", "copy.db");
	run->pin = "2222";
	line_is(run, 1, "--staff Sam" AT, "backup", "copy.db");
	assert_false(there(run, "copy.db"));
	run->pin = "3333";
	line_is(run, 0, M, "backup", "copy.db");
	line_is(run, 1, AT, "restore", "copy.db");
	line_is(run, 1, AT "--as patron", "restore", "copy.db");
	run->pin = "2222";
	line_is(run, 1, "--staff Sam" AT, "restore", "copy.db");
	run->pin = "9999";
	line_is(run, 1, M, "restore", "copy.db");
	assert_false(there(run, "store.db.before-restore"));
	run_sql_is(run, "SELECT count(*) FROM journal WHERE kind = 'store.backed_up'", "1");
	run_sql_is(run, "SELECT count(*) FROM journal WHERE kind = 'store.restored'", "0");
}

/* Five tickets sold and restored away: the chain that is there names the end of the one that was.
 */
static void test_what_was_restored_away_shows(void **state)
{
	struct run *run = *state;
	char line[300], *anchor, *heads;
	json_t *order;

	line_is(run, 0, M, "backup", "copy.db");
	order = run_json(run, M "sell 1 '5 Adult General' --no-print");
	anchor = strdup(
		json_string_value(json_object_get(json_object_get(order, "order"), "anchor")));
	json_decref(order);
	line_is(run, 0, M, "restore", "copy.db");
	run_sql_is(run, "SELECT count(*) FROM orders", "0");
	/* That row was the last one of the other chain, and is on the buyer's receipt. */
	heads = run_sql(run->store, "SELECT body FROM journal WHERE kind = 'store.restored'");
	assert_non_null(strstr(heads, "\"by\":\"Morgan\""));
	assert_non_null(strstr(heads, "copy.db"));
	if (!strstr(strstr(heads, "\"replaced\""), anchor))
		fail_msg("%s is not in %s", anchor, heads);
	assert_null(strstr(strstr(heads, "\"copy\""), anchor) < strstr(heads, "\"file\"")
			    ? strstr(heads, anchor)
			    : NULL);
	free(heads);
	run_ok(run, "journal verify");
	snprintf(line, sizeof line, "journal verify --anchor '%s'", anchor);
	assert_int_equal(run_line(run, line), 3);
	free(anchor);
	run_ok(run, "check");
	/* In the copy the backup itself does not stand, in the store it did. */
	run_sql_is(run, "SELECT count(*) FROM journal WHERE kind = 'store.backed_up'", "0");
	free(run->store);
	run->store = strdup(run_path(run, "store.db.before-restore"));
	run_sql_is(run, "SELECT count(*) FROM journal WHERE kind = 'store.backed_up'", "1");
	run_sql_is(run, "SELECT count(*) FROM orders", "1");
}

static void test_where_no_store_is(void **state)
{
	struct run *run = *state;

	run_ok(run, M "sell 1 '1 Adult General' --no-print");
	line_is(run, 0, M, "backup", "copy.db");
	at_new(run, 1, AT, "copy.db");
	run->pin = "1111";
	at_new(run, 1, "--staff Casey" AT, "copy.db");
	run->pin = "9999";
	at_new(run, 1, M, "copy.db");
	run->pin = "3333";
	at_new(run, 2, "--staff Nobody" AT, "copy.db");
	assert_false(there(run, "new.db"));
	at_new(run, 0, M, "copy.db");
	assert_null(strstr(run->out, "before-restore"));
	assert_false(there(run, "new.db.before-restore"));
	free(run->store);
	run->store = strdup(run_path(run, "new.db"));
	run_sql_is(run,
		   "SELECT s.name, j.body LIKE '%replaced_:null%' FROM journal j JOIN staff s ON "
		   "s.id = j.staff_id WHERE j.kind = 'store.restored'",
		   "Morgan|1");
	run_ok(run, "check");
}

/* A new machine: a store was made, nobody works there yet. */
static void test_over_an_empty_store(void **state)
{
	struct run *run = *state;
	char line[700];

	line_is(run, 0, M, "backup", "copy.db");
	snprintf(line, sizeof line, "--store '%s' init", run_path(run, "new.db"));
	run_ok(run, line);
	at_new(run, 1, AT, "copy.db");
	at_new(run, 0, M, "copy.db");
	assert_true(there(run, "new.db.before-restore"));
}

/* No name of a file makes it one of ours to remove. */
static void test_sources_are_left_alone(void **state)
{
	struct run *run = *state;
	static const char *const names[] = { "store.db.incoming", "store.db.partial",
					     "store.db.before-restore", "store.db.x.partial" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		bool kept = strstr(names[i], "before-restore") != NULL;

		line_is(run, 0, M, "backup", names[i]);
		line_is(run, kept ? 2 : 0, M, "restore", names[i]);
		assert_true(there(run, names[i]));
		unlink(run_path(run, "store.db.before-restore"));
	}
	/* Nor one that lies beside the copy. */
	run_write(run, "copy.db.partial", "milk\n", 5);
	line_is(run, 0, M, "backup", "copy.db");
	assert_true(there(run, "copy.db.partial"));
	/* The store itself is no backup of itself. */
	line_is(run, 2, M, "restore", "store.db");
	run_ok(run, "check");
}

/* What comes of it must be a copy that stays one: SQLite clears away what it finds under the names
 * of its own logs, and no name is none. */
static void test_names_no_copy_can_have(void **state)
{
	struct run *run = *state;
	static const char *const names[] = { "store.db-journal", "store.db-wal", "store.db-shm",
					     "copy.db-journal",	 "no/such.db",	 "copy.db/" };

	assert_int_equal(run_line(run, M "backup ''"), 2);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		line_is(run, i < 4 ? 2 : 3, M, "backup", names[i]);
		assert_null(strstr(run->err, "done and kept"));
		assert_false(there(run, names[i]));
	}
	line_is(run, 0, M, "backup", "copy.db");
	line_is(run, 2, M, "backup", "copy.db-wal");
	run_ok(run, "check");
}

/* A limit of the shell on the size of files is an error, not a death, and leaves nothing half. */
static void test_a_limit_on_files(void **state)
{
	struct run *run = *state;

	run->file_limit = 100 * 1024;
	line_is(run, 3, M, "backup", "copy.db");
	run->file_limit = 0;
	assert_false(there(run, "copy.db"));
	assert_int_equal(halves(run), 0);
	line_is(run, 0, M, "backup", "copy.db");
}

#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_who_may),
		T(test_what_was_restored_away_shows),
		T(test_where_no_store_is),
		T(test_over_an_empty_store),
		T(test_sources_are_left_alone),
		T(test_names_no_copy_can_have),
		T(test_a_limit_on_files),
	};

	return cmocka_run_group_tests_name("cli/copies", tests, NULL, NULL);
}
