/*
 * The real program on a real terminal: in, through all screens, out; and the terminal afterwards.
 */
#include "support/pty.h"
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct run *run;
static struct pty *pty;

static int stop(void **state)
{
	(void)state;
	pty_close(pty);
	pty = NULL;
	run_end(run);
	run = NULL;
	return 0;
}

static void start(const char *more_env)
{
	static char store[600], home[600];
	const char *program = getenv("BOXOFFICE");
	const char *argv[] = { program ? program : "build/debug/boxoffice", "--till", "front",
			       NULL };
	const char *env[] = { store, home, more_env, NULL };
	struct pty_options options = { .argv = argv, .env = env };

	run = run_office();
	snprintf(store, sizeof store, "BOXOFFICE_STORE=%s", run->store);
	snprintf(home, sizeof home, "HOME=%s", run->folder);
	pty = pty_start(&options);
	assert_non_null(pty);
}

static void keys(const char *typed, const char *text)
{
	assert_true(pty_keys(pty, typed));
	assert_true(pty_settle(pty));
	if (pty_find(pty, text) >= 0)
		return;
	pty_print(pty);
	fail_msg("not on the screen after %s: %s", typed, text);
}

static void sign_in(void)
{
	assert_true(pty_wait_text(pty, "Who is at the till?", PTY_PATIENCE));
	keys("Morgan<Enter>", "PIN");
	keys("3333<Enter>", "Morgan · front");
}

static void leave(void)
{
	keys("<A-x>", "Who is at the till?");
	keys("<Esc>", "Leave the program?");
	assert_true(pty_keys(pty, "l"));
	assert_int_equal(pty_wait_exit(pty, PTY_PATIENCE), 0);
	assert_true(pty_is_cooked(pty));
	assert_true(pty_wrote(pty, "\033[?1049l"));
}

static void in_through_all_and_out(void **state)
{
	(void)state;
	start(NULL);
	sign_in();
	keys("<A-g>", "Season Winter");
	keys("<Enter>", "sold 0, held 0, left 100 of 100");
	keys("<Enter>", "On sale from");
	keys("<Esc>", "Youth General");
	keys("<A-o>", "Orders");
	keys("<A-p>", "Print queue");
	keys("<A-u>", "Setup: Staff");
	keys("<Tab><Tab>", "hold-minutes");
	keys("<C-p>", "Commands");
	keys("season<Enter>", "Season Winter");
	assert_true(pty_resize(pty, 40, 120));
	keys("<Right>", "2 performances, sold 0 of 200");
	assert_true(pty_resize(pty, 12, 50));
	keys("<Left>", "Hamlet");
	assert_true(pty_resize(pty, 24, 80));
	keys("<F10>", "Sell");
	leave();
}

static void what_is_changed_here_is_in_the_store(void **state)
{
	char *got;

	(void)state;
	start(NULL);
	sign_in();
	keys("<A-g>", "Season Winter");
	keys("e80<F9>", "of 80");
	leave();
	got = run_sql(run->store, "SELECT capacity FROM performance ORDER BY id LIMIT 1");
	assert_string_equal(got, "80\n");
	free(got);
}

static void without_colours(void **state)
{
	(void)state;
	start("NO_COLOR=1");
	sign_in();
	keys("<A-g>", "Season Winter");
	keys("<A-u>", "Setup: Staff");
	leave();
	assert_false(pty_wrote(pty, "\033[38;"));
	assert_false(pty_wrote(pty, "\033[48;"));
	for (char c[] = "\033[30m"; c[3] <= '7'; c[3]++)
		assert_false(pty_wrote(pty, c));
}

/* Nothing is typed while a file is read: the loop goes on with it by itself. */
static void a_file_is_read_in_idle_time(void **state)
{
	char path[600], *got;

	(void)state;
	start(NULL);
	snprintf(path, sizeof path, "%s/list.csv", run->folder);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs("code,quantity\n", file);
	for (int i = 0; i < 20000; i++)
		fprintf(file, "C%05d,%d\n", i, i % 4 + 1);
	assert_int_equal(fclose(file), 0);
	sign_in();
	keys("<A-a>", "There is no audience yet");
	keys("<F6><Enter>Friends<F9>", "Nobody is in this list yet");
	keys("<A-i>~/li<Tab>", "~/list.csv");
	keys("<Enter>", "what are the columns?");
	keys("<F9>", "20000 to add, 0 to change, 0 the same, 0 wrong");
	keys("<F9>", "20000 added");
	keys("<End>", "20000 of 20000");
	keys("c19999", "C19999: 0 of 4 used");
	leave();
	got = run_sql(run->store, "SELECT count(*), sum(quantity) FROM member");
	assert_string_equal(got, "20000|50000\n");
	free(got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(in_through_all_and_out, stop),
		cmocka_unit_test_teardown(what_is_changed_here_is_in_the_store, stop),
		cmocka_unit_test_teardown(without_colours, stop),
		cmocka_unit_test_teardown(a_file_is_read_in_idle_time, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
