/*
 * The real program on a pseudo terminal, as a clerk uses it.  Keys are counted until the order can
 * be read from the store by another program.
 */
#include "support/pty.h"
#include "support/run.h"
#include "ui/event.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct run *run;
static struct pty *pty;
static long orders_before;
static char now[40]; /* three days before the first performance */

static long number(const char *sql)
{
	char *answer = run_sql(run->store, sql);
	long n = atol(answer);

	free(answer);
	return n;
}

static long orders(void)
{
	return number("SELECT count(*) FROM orders") - orders_before;
}

static void start_with(const char *term, const char *locale, const char *extra)
{
	const char *argv[] = { run_program(), "--store", run->store, "--staff", "Casey",
			       "--till",      "Till 2",	 "--now",    now,	NULL };
	const char *env[] = { "BOXOFFICE_PIN=1111", extra, NULL };
	struct pty_options options = { .argv = argv, .env = env, .term = term, .locale = locale };

	pty = pty_start(&options);
	assert_non_null(pty);
	if (!pty_settle(pty) || pty_find(pty, "Adult General") < 0) {
		pty_print(pty);
		fail_msg("the Sell screen does not open");
	}
}

static int open_till(void **state)
{
	(void)state;
	run = run_new();
	run_ok(run, "demo");
	char *at = run_sql(run->store,
			   "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', min(at) - 259200, 'unixepoch') "
			   "FROM performance");

	snprintf(now, sizeof now, "%.*s", (int)strcspn(at, "\n"), at);
	free(at);
	orders_before = 0;
	orders_before = orders();
	return 0;
}

static int close_till(void **state)
{
	(void)state;
	pty_close(pty);
	pty = NULL;
	run_ok(run, "check");
	run_end(run);
	return 0;
}

static void shows(const char *text)
{
	assert_true(pty_settle(pty));
	if (pty_find(pty, text) < 0) {
		pty_print(pty);
		fail_msg("not on the screen: %s", text);
	}
}

static void types(const char *keys, const char *text)
{
	assert_true(pty_keys(pty, keys));
	shows(text);
}

/* Presses the keys one by one, each when the one before has been painted, until sql answers more
 * than before; how many that took. */
static int keys_until(const char *keys, const char *sql)
{
	long before = number(sql);
	int n = 0;

	while (*keys) {
		const char *rest = keys;
		struct ui_key key;
		char one[32];

		assert_true(ui_key_parse(&rest, &key));
		snprintf(one, sizeof one, "%.*s", (int)(rest - keys), keys);
		assert_true(pty_keys(pty, one));
		assert_true(pty_settle(pty));
		keys = rest;
		n++;
		if (number(sql) > before)
			break;
		assert_true(*keys != '\0'); /* it should have happened by now */
	}
	assert_true(*keys == '\0'); /* and not before its time */
	return n;
}

static void budget(const char *what, const char *keys, const char *sql, int most)
{
	int n = keys_until(keys, sql);

	print_message("%s: %d keys (at most %d)\n", what, n, most);
	assert_true(n <= most);
}

static const char sold[] = "SELECT count(*) FROM orders";

static void key_budgets(void **state)
{
	(void)state;
	start_with(NULL, NULL, NULL);
	pty_count_from_here(pty);
	budget("one type, exact cash", "2<Enter><Enter>", sold, 3);
	assert_int_equal(pty_count(pty), 3); /* bytes */
	assert_int_equal(number("SELECT total FROM orders ORDER BY id DESC LIMIT 1"), 8000);
	pty_count_from_here(pty);
	budget("two types, cash and change", "1+1<Enter>80<Enter>", sold, 7);
	assert_int_equal(pty_count(pty), 7);
	assert_int_equal(number("SELECT change_given FROM orders ORDER BY id DESC LIMIT 1"), 1500);
	pty_count_from_here(pty);
	budget("code, group and card", "bard<Enter>6*3<Enter>-<Enter>", sold, 14);
	assert_int_equal(pty_count(pty), 11);
	assert_int_equal(number("SELECT amount FROM tender ORDER BY order_id DESC, n DESC LIMIT 1"),
			 12000);
	budget("the same again", "=<Enter><Enter>", sold, 3);
	budget("reprint last", "<F11><Enter>", "SELECT count(*) FROM ticket WHERE issue = 2", 2);
	assert_int_equal(orders(), 4);
}

static void the_number_pad(void **state)
{
	(void)state;
	start_with(NULL, NULL, NULL);
	/* 1 + 1 Enter 8 0 . 5 0 Enter, as a pad in application mode sends them */
	assert_true(pty_send(pty, "\033Oq\033Ok\033Oq\033OM\033Ox\033Op\033On\033Ou\033Op\033OM"));
	shows("Cash 80.50");
	assert_int_equal(orders(), 1);
	/* 2 * 3 is refused, - is card, / looks for a person */
	assert_true(pty_send(pty, "\033Or\033Oj\033Or\033OM\033Om\033OM"));
	shows("Card 50.00");
	assert_true(pty_send(pty, "\033Oo\033OM"));
	shows("Who buys?");
	assert_int_equal(orders(), 2);
}

static void typed_ahead_of_a_refusal(void **state)
{
	(void)state;
	start_with(NULL, NULL, NULL);
	types("2<Enter>", "To pay 80.00");
	assert_true(pty_send(pty, "2*4\r\r\r\r"));
	shows("needs a code");
	assert_int_equal(orders(), 0);
	assert_true(pty_send(pty, "\r\r"));
	shows("That was refused");
	assert_int_equal(orders(), 0);
	types("<Esc>", "exact cash 80.00");
	types("<Enter>", "Order");
	assert_int_equal(orders(), 1);
	assert_int_equal(number("SELECT sum(qty) FROM order_line WHERE order_id = (SELECT max(id) "
				"FROM orders)"),
			 2);
}

static void killed_in_the_middle(void **state)
{
	(void)state;
	start_with(NULL, NULL, NULL);
	types("/joan<Enter>2+1<Enter>", "To pay 105.00");
	types("50<Enter>", "To pay 55.00");
	assert_true(pty_signal(pty, SIGKILL));
	assert_int_equal(pty_wait_exit(pty, PTY_PATIENCE), 128 + SIGKILL);
	pty_close(pty);
	start_with(NULL, NULL, NULL);
	shows("To pay 55.00");
	shows("Smith, Joan");
	assert_int_equal(orders(), 0);
	types("<Enter>", "Order");
	assert_int_equal(orders(), 1);
	assert_int_equal(
		number("SELECT count(*) FROM tender WHERE order_id = (SELECT max(id) FROM orders)"),
		2);
}

static void another_till_is_seen(void **state)
{
	char line[200];

	(void)state;
	start_with(NULL, NULL, NULL);
	shows("39 of 100 left");
	run->pin = "1111";
	snprintf(line, sizeof line,
		 "--staff Casey --till Other --now %s sell %ld \"5 Adult General\"", now,
		 number("SELECT id FROM performance ORDER BY at LIMIT 1"));
	run_ok(run, line);
	assert_true(pty_wait_text(pty, "34 of 100 left", PTY_PATIENCE));
	types("35<Enter>", "Only 34 of the 100 places");
}

/* Whoever is let go at one till does nothing more at another: the next key ends the turn. */
static void a_turn_ends_with_the_job(void **state)
{
	(void)state;
	start_with(NULL, NULL, NULL);
	types("2", "39 of 100 left");
	run->pin = "3333";
	run_ok(run, "--staff Morgan --till Office staff disable Casey");
	types("<Enter>", "Casey does not work here any more");
	shows("Who is at the till?");
	assert_int_equal(number("SELECT count(*) FROM basket_line"), 0);
	run_ok(run, "--staff Morgan --till Office staff edit Casey --disabled no");
}

static void junk(void **state)
{
	(void)state;
	start_with(NULL, NULL, NULL);
	types("2<Enter>", "To pay 80.00");
	assert_true(pty_paste(pty, "\n\n\r\n;rm -rf\033[2J\001\002\377\n\n"));
	assert_true(pty_settle(pty));
	assert_int_equal(orders(), 0);
	types("<Esc>", "To pay 80.00");
	assert_true(pty_send(pty, "\033[999;999Z\033[<1;2;3M\033O~\377\376\200\033]0;x\007"));
	assert_true(pty_settle(pty));
	types("<Esc><Esc><Esc>", "To pay 80.00");
	assert_int_equal(orders(), 0);
}

static void a_dialog_survives_a_resize(void **state)
{
	(void)state;
	start_with(NULL, NULL, NULL);
	types("2*4<Enter>", "needs a code");
	types("<F4>", "Reason");
	types("press", "Override");
	assert_true(pty_resize(pty, 40, 120));
	shows("press");
	assert_true(pty_resize(pty, 6, 30));
	shows("too small");
	assert_true(pty_resize(pty, 12, 44));
	shows("Override");
	assert_true(pty_resize(pty, 24, 80));
	types("<Enter>Sam<Enter>2222<Enter>", "To pay 20.00");
}

static void any_terminal(void **state)
{
	static const char *const terms[] = { "vt220", "linux", "tmux-256color" };

	(void)state;
	for (int i = 0; i < 3; i++) {
		start_with(terms[i], i == 0 ? "C" : NULL, i == 1 ? "NO_COLOR=1" : NULL);
		types("2<Enter><Enter>", "Order");
		types("2*4<Enter>", "F4 override (supervisor)");
		assert_int_equal(orders(), i + 1);
		pty_close(pty);
		pty = NULL;
	}
}

/* Nothing is sold into a file that is not at its place any more, and that is said without a key. */
static void the_store_goes_away(void **state)
{
	char aside[700];

	(void)state;
	snprintf(aside, sizeof aside, "%s.aside", run->store);
	for (int i = 0; i < 3; i++) {
		start_with(NULL, NULL, NULL);
		types("2<Enter>", "To pay");
		assert_int_equal(rename(run->store, aside), 0);
		if (i == 1)
			fclose(fopen(run->store, "w"));
		if (i == 2) /* sooner than it is seen */
			assert_true(pty_keys(pty, "<Enter>"));
		if (!pty_wait_text(pty, "The store is gone", 5000))
			pty_print(pty);
		/* what was typed before that was seen is dropped */
		assert_true(pty_resize(pty, 24, 90));
		shows("The store is gone");
		assert_true(pty_keys(pty, "2"));
		assert_true(pty_settle(pty));
		shows("The store is gone");
		assert_true(pty_keys(pty, "<Enter>"));
		assert_int_equal(pty_wait_exit(pty, PTY_PATIENCE), 3);
		assert_true(pty_wrote(pty, i == 1 ? "replaced by another file"
						  : "was moved or deleted"));
		pty_close(pty);
		pty = NULL;
		assert_int_equal(rename(aside, run->store), 0);
		assert_int_equal(orders(), 0);
	}
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, open_till, close_till)
	const struct CMUnitTest tests[] = {
		T(key_budgets),
		T(the_number_pad),
		T(typed_ahead_of_a_refusal),
		T(killed_in_the_middle),
		T(another_till_is_seen),
		T(a_turn_ends_with_the_job),
		T(junk),
		T(a_dialog_survives_a_resize),
		T(any_terminal),
		T(the_store_goes_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
