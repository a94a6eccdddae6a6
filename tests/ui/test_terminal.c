/*
 * The real thing: the demo app on a pseudo terminal.  The binary starts itself again as the app.
 */
#include "support/demo_screen.h"
#include "support/pty.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static const char *self;
static struct pty *pty;

static void start_with(const char *term, const char *locale, const char *color,
		       const char *const *env)
{
	const char *argv[] = { self, "demo", color, NULL };
	struct pty_options options = { .argv = argv, .env = env, .term = term, .locale = locale };

	pty = pty_start(&options);
	assert_non_null(pty);
	if (!pty_settle(pty)) {
		pty_print(pty);
		fail_msg("the demo did not start under TERM=%s", term ? term : "(default)");
	}
}

static void start(const char *term)
{
	start_with(term, NULL, NULL, NULL);
}

static int stop(void **state)
{
	(void)state;
	pty_close(pty);
	pty = NULL;
	return 0;
}

static void expect(const char *text)
{
	assert_true(pty_settle(pty));
	if (pty_find(pty, text) < 0) {
		pty_print(pty);
		fail_msg("not on the screen: %s", text);
	}
}

static long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000L + ts.tv_nsec / 1000000L;
}

static void it_starts_and_leaves(void **state)
{
	(void)state;
	start(NULL);
	expect("boxoffice · Demo");
	expect("anna · till 1");
	assert_false(pty_is_cooked(pty));
	assert_true(pty_keys(pty, "<F10>"));
	assert_int_equal(pty_wait_exit(pty, PTY_PATIENCE), 0);
	assert_true(pty_is_cooked(pty));
	assert_true(pty_wrote(pty, "\033[?2004l"));
	assert_true(pty_wrote(pty, "\033[?1036;1039r"));
	assert_true(pty_wrote(pty, "\033[?1049l"));
}

static void escape_alone_is_answered_at_once(void **state)
{
	(void)state;
	start(NULL);
	assert_true(pty_keys(pty, "<F8>"));
	expect("Void it");
	long before = now_ms();

	assert_true(pty_send(pty, "\033"));
	expect("answer [cancelled]");
	long took = now_ms() - before;

	assert_true(took >= 20 && took < 900);
}

static void no_resize_is_lost(void **state)
{
	(void)state;
	start(NULL);
	for (int i = 0; i < 60; i++) {
		int rows = 15 + i * 7 % 30, cols = 60 + i * 13 % 70;
		char size[32];

		snprintf(size, sizeof size, "size %dx%d", cols, rows - 3);
		assert_true(pty_send(pty, "x"));
		assert_true(pty_resize(pty, rows, cols));
		expect(size);
	}
	assert_true(pty_resize(pty, 5, 20));
	expect("too small: 40x10");
	assert_true(pty_resize(pty, 24, 80));
	expect("size 80x21");
}

static void pasted_text_is_data(void **state)
{
	(void)state;
	start(NULL);
	assert_true(pty_paste(pty, "Mary\nJane\033OP"));
	expect("entry  Mary JaneOP");
	expect("said   []");
	assert_true(pty_keys(pty, "<Enter>"));
	expect("said   [Mary JaneOP]");
}

static void keypad_digits_arrive_everywhere(void **state)
{
	static const char *const terms[] = { "xterm-256color",	"tmux-256color", "linux",
					     "screen-256color", "vt220",	 "rxvt" };

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
		start(terms[i]);
		assert_true(pty_send(pty, "\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox"
					  "\033Oy\033Oj\033Ok\033Om\033On\033Oo"));
		expect("entry  0123456789*+-./");
		assert_true(pty_send(pty, "\033OM"));
		expect("said   [0123456789*+-./]");
		stop(NULL);
	}
}

static void function_keys_arrive_everywhere(void **state)
{
	static const struct {
		const char *term, *f2, *f11;
	} terms[] = {
		{ "xterm-256color", "\033OQ", "\033[23~" },
		{ "tmux-256color", "\033OQ", "\033[23~" },
		{ "linux", "\033[[B", "\033[23~" },
		{ "vt220", "\033[12~", "\033[23~" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
		start(terms[i].term);
		assert_true(pty_send(pty, terms[i].f2));
		expect("key    [<F2>]");
		assert_true(pty_send(pty, terms[i].f11));
		expect("key    [<F11>]");
		stop(NULL);
	}
}

static void unknown_sequences_do_nothing(void **state)
{
	(void)state;
	start(NULL);
	assert_true(pty_keys(pty, "abc"));
	assert_true(pty_send(pty, "\033[99;9z\033[?62;22c\033]11;rgb:0/0/0\033\\"));
	expect("entry  abc");
	expect("key    [<Unknown>]");
}

static void control_c_ends_nothing(void **state)
{
	(void)state;
	start(NULL);
	assert_true(pty_send(pty, "\003"));
	expect("F10 leaves the program.");
	assert_true(pty_keys(pty, "<F8>"));
	expect("Void it");
	assert_true(pty_send(pty, "\003"));
	expect("answer [cancelled]");
	/* Ctrl-S must not freeze the terminal either */
	assert_true(pty_send(pty, "\023x"));
	expect("entry  x");
}

static void typed_ahead_never_answers_a_question(void **state)
{
	(void)state;
	start(NULL);
	/* while it works, F8 and an answer to a question nobody has seen */
	assert_true(pty_keys(pty, "slow<Enter><F8>v"));
	expect("Void it");
	assert_true(pty_keys(pty, "v"));
	expect("answer [answer 0]");
}

static void a_signal_ends_it_in_order(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		start(NULL);
		assert_true(pty_signal(pty, signals[i]));
		assert_int_equal(pty_wait_exit(pty, PTY_PATIENCE), 4);
		assert_true(pty_is_cooked(pty));
		assert_true(pty_wrote(pty, "\033[?1049l"));
		stop(NULL);
	}
}

static void a_crash_gives_the_terminal_back(void **state)
{
	static const struct {
		const char *word;
		int sig;
	} crashes[] = { { "segv<Enter>", SIGSEGV }, { "abort<Enter>", SIGABRT } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		start(NULL);
		pty_forget_output(pty);
		assert_true(pty_keys(pty, crashes[i].word));
		assert_int_equal(pty_wait_exit(pty, PTY_PATIENCE), 128 + crashes[i].sig);
		assert_true(pty_is_cooked(pty));
		assert_true(pty_wrote(pty, "\033[?2004l"));
		assert_true(pty_wrote(pty, "\033[?25h"));
		assert_true(pty_wrote(pty, "\033[?1049l"));
		stop(NULL);
	}
}

static void what_libraries_say_does_not_reach_the_screen(void **state)
{
	(void)state;
	start(NULL);
	assert_true(pty_keys(pty, "stderr<Enter>"));
	expect("said   [stderr]");
	assert_false(pty_wrote(pty, "a library complains"));
}

/* A shell with job control, as small as it can be: the demo is its only job. */
static int shell_main(void)
{
	char line[16];
	int status, stops = 0;
	pid_t job;

	signal(SIGTTOU, SIG_IGN);
	job = fork();
	if (job == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		return demo_main(NULL);
	}
	setpgid(job, job);
	while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
		tcsetpgrp(STDIN_FILENO, getpid());
		printf("it has stopped, %d\n", ++stops);
		fflush(stdout);
		if (!fgets(line, sizeof line, stdin))
			return 1;
		tcsetpgrp(STDIN_FILENO, job);
		kill(-job, SIGCONT);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

static void it_stops_and_goes_on(void **state)
{
	const char *argv[] = { self, "shell", NULL };
	struct pty_options options = { .argv = argv };
	char stopped[32];

	(void)state;
	pty = pty_start(&options);
	assert_non_null(pty);
	assert_true(pty_settle(pty));
	assert_true(pty_keys(pty, "abc"));
	expect("entry  abc");
	for (int i = 0; i < 3; i++) {
		snprintf(stopped, sizeof stopped, "it has stopped, %d", i + 1);
		assert_true(pty_send(pty, "\032"));
		assert_true(pty_wait_text(pty, stopped, PTY_PATIENCE));
		assert_true(pty_is_cooked(pty));
		assert_true(pty_send(pty, "fg\r"));
		assert_true(pty_wait_text(pty, "entry  abc", PTY_PATIENCE));
		assert_false(pty_is_cooked(pty));
	}
	assert_true(pty_keys(pty, "d"));
	assert_true(pty_wait_text(pty, "entry  abcd", PTY_PATIENCE));
	assert_true(pty_keys(pty, "<F10>"));
	assert_int_equal(pty_wait_exit(pty, PTY_PATIENCE), 0);
}

static void no_color_means_none(void **state)
{
	static const char *const no_color[] = { "NO_COLOR=1", NULL };

	(void)state;
	start(NULL);
	assert_true(pty_wrote(pty, "\033[38;5;") || pty_wrote(pty, "\033[48;5;") ||
		    pty_wrote(pty, ";48;5;") || pty_wrote(pty, "38;5"));
	stop(NULL);
	start_with(NULL, NULL, NULL, no_color);
	assert_false(pty_wrote(pty, "38;5"));
	assert_false(pty_wrote(pty, "48;5"));
	assert_false(pty_wrote(pty, "[31m"));
	stop(NULL);
	start_with(NULL, NULL, "never", NULL);
	assert_false(pty_wrote(pty, "38;5"));
}

static void the_colours_follow_the_ground_that_is_named(void **state)
{
	static const char *const light_env[] = { "COLORFGBG=0;15", NULL };

	(void)state;
	start_with(NULL, NULL, "dark", NULL);
	assert_false(pty_wrote(pty, "\033[38;5;25m"));
	assert_true(pty_send(pty, "\033]11;rgb:ffff/ffff/ffff\007x"));
	expect("entry  x");
	assert_false(pty_wrote(pty, "\033[38;5;25m")); /* the user knows better */
	stop(NULL);
	start_with(NULL, NULL, NULL, light_env);
	assert_true(pty_wrote(pty, "\033[38;5;25m"));
	stop(NULL);
	start(NULL);
	assert_false(pty_wrote(pty, "\033[38;5;25m"));
	assert_true(pty_send(pty, "\033]11;rgb:ffff/ffff/ffff\007"));
	assert_true(pty_settle(pty));
	assert_true(pty_wrote(pty, "\033[38;5;25m")); /* late, but heard */
}

static void a_terminal_may_have_more_colours_than_its_name(void **state)
{
	static const char *const env[] = { "COLORTERM=truecolor", NULL };

	(void)state;
	start_with("xterm", NULL, NULL, NULL);
	assert_false(pty_wrote(pty, "8;5;"));
	stop(NULL);
	start_with("xterm", NULL, NULL, env);
	assert_true(pty_wrote(pty, "8;5;"));
	stop(NULL);
	start_with("linux", NULL, NULL, NULL);
	assert_false(pty_wrote(pty, "8;5;"));
}

static void a_plain_locale_gets_plain_letters(void **state)
{
	size_t n;

	(void)state;
	start_with("vt220", "C", NULL, NULL);
	expect("boxoffice . Demo");
	expect("Zoe Olcer 40.00 E");
	assert_true(pty_keys(pty, "<F8>"));
	expect("+- Void ---");
	const char *output = pty_output(pty, &n);

	for (size_t i = 0; i < n; i++)
		assert_true((unsigned char)output[i] < 0x80);
}

static void utf8_goes_in_and_out(void **state)
{
	(void)state;
	start(NULL);
	assert_true(pty_send(pty, "Zoë日"));
	expect("entry  Zoë日");
	expect("Zoë Ölçer 40.00 €");
	int y, x;

	pty_cursor(pty, &y, &x);
	assert_int_equal(y, 3);
	assert_int_equal(x, 13);
}

static void the_hang_up_of_the_terminal_ends_it(void **state)
{
	(void)state;
	start(NULL);
	pid_t pid = pty_pid(pty);

	assert_int_equal(kill(pid, 0), 0);
	pty_hang_up(pty);
	assert_int_equal(pty_wait_exit(pty, PTY_PATIENCE), 4);
}

static void long_work_shows_itself_and_stops(void **state)
{
	(void)state;
	start(NULL);
	assert_true(pty_keys(pty, "long<Enter>"));
	assert_true(pty_wait_text(pty, "of 60000 · Esc stops", PTY_PATIENCE));
	assert_true(pty_send(pty, "xyz")); /* meant for nothing on the screen */
	assert_true(pty_keys(pty, "<Esc>"));
	expect("answer [stopped]");
	expect("entry");
	assert_int_equal(pty_find(pty, "xyz"), -1);
	assert_int_equal(pty_find(pty, "Esc stops"), -1);
}

static void other_files_wake_it(void **state)
{
	(void)state;
	start(NULL);
	assert_true(pty_keys(pty, "wake<Enter>"));
	assert_true(pty_wait_text(pty, "answer [woken by w]", PTY_PATIENCE));
}

static void terminals_that_cannot_paint_are_told(void **state)
{
	static const char *const terms[][2] = { { "dumb", "cannot move its cursor" },
						{ "no-such-terminal", "is not known here" } };
	const char *argv[] = { self, "demo", NULL };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct pty_options options = { .argv = argv, .term = terms[i][0] };

		pty = pty_start(&options);
		assert_non_null(pty);
		assert_int_equal(pty_wait_exit(pty, PTY_PATIENCE), 3);
		assert_true(pty_wrote(pty, terms[i][1]));
		assert_true(pty_is_cooked(pty));
		stop(NULL);
	}
}

static void without_a_terminal_it_says_so(void **state)
{
	char command[600], line[300] = "";

	(void)state;
	snprintf(command, sizeof command, "'%s' demo </dev/null 2>&1", self);
	FILE *f = popen(command, "r");

	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	assert_int_equal(WEXITSTATUS(pclose(f)), 3);
	assert_non_null(strstr(line, "need a terminal"));
}

int main(int argc, char **argv)
{
#define T(name) cmocka_unit_test_teardown(name, stop)
	const struct CMUnitTest tests[] = {
		T(it_starts_and_leaves),
		T(escape_alone_is_answered_at_once),
		T(no_resize_is_lost),
		T(pasted_text_is_data),
		T(keypad_digits_arrive_everywhere),
		T(function_keys_arrive_everywhere),
		T(unknown_sequences_do_nothing),
		T(control_c_ends_nothing),
		T(typed_ahead_never_answers_a_question),
		T(a_signal_ends_it_in_order),
		T(a_crash_gives_the_terminal_back),
		T(what_libraries_say_does_not_reach_the_screen),
		T(it_stops_and_goes_on),
		T(no_color_means_none),
		T(the_colours_follow_the_ground_that_is_named),
		T(a_terminal_may_have_more_colours_than_its_name),
		T(a_plain_locale_gets_plain_letters),
		T(utf8_goes_in_and_out),
		T(the_hang_up_of_the_terminal_ends_it),
		T(long_work_shows_itself_and_stops),
		T(other_files_wake_it),
		T(terminals_that_cannot_paint_are_told),
		T(without_a_terminal_it_says_so),
	};

	if (argc > 1 && strcmp(argv[1], "demo") == 0)
		return demo_main(argc > 2 ? argv[2] : NULL);
	if (argc > 1 && strcmp(argv[1], "shell") == 0)
		return shell_main();
	self = argv[0];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
