/*
 * A stock xterm on a virtual display, as it comes from its package: Alt works, 256 colours are used
 * though it calls itself "xterm", the colours suit its background, and it is left as it was.
 *
 * What the program writes to it is kept by script(1) and shown to libvterm.  The X server picks a
 * free display itself and listens on a local socket alone.
 */
#include "support/run.h"

#include <fcntl.h>
#include <poll.h>
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
#include <vterm.h>

#include <cmocka.h>

enum { ROWS = 24, COLS = 80, PATIENCE_MS = 20000 };

static struct run *run;
static pid_t server, xterm;
static char display[16], log_path[600];

static void pause_ms(long ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	nanosleep(&ts, NULL);
}

static pid_t start(const char *const *argv)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		int nowhere = open("/dev/null", O_RDWR);

		dup2(nowhere, STDIN_FILENO);
		dup2(nowhere, STDOUT_FILENO);
		dup2(nowhere, STDERR_FILENO);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	return pid;
}

static void stop(pid_t *pid)
{
	if (*pid > 0) {
		kill(*pid, SIGTERM);
		waitpid(*pid, NULL, 0);
	}
	*pid = 0;
}

/* The number of the display comes from the server itself. */
static int start_server(void **state)
{
	int ends[2];
	char fd[16], number[8] = "";
	const char *argv[] = { "Xvfb",	     "-displayfd", fd,	  "-screen",  "0",
			       "800x600x24", "-nolisten",  "tcp", "-noreset", NULL };
	struct pollfd answer;

	(void)state;
	if (pipe(ends))
		return -1;
	snprintf(fd, sizeof fd, "%d", ends[1]);
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	server = start(argv);
	close(ends[1]);
	answer = (struct pollfd){ ends[0], POLLIN, 0 };
	/* to the end of its line: it would not survive a pipe that is closed before */
	for (size_t n = 0; !strchr(number, '\n'); n++)
		if (n == sizeof number - 1 || poll(&answer, 1, PATIENCE_MS) <= 0 ||
		    read(ends[0], number + n, 1) != 1)
			return -1;
	close(ends[0]);
	snprintf(display, sizeof display, ":%d", atoi(number));
	return 0;
}

static int stop_server(void **state)
{
	(void)state;
	stop(&server);
	return 0;
}

static char *written(size_t *n)
{
	char *text = NULL;
	FILE *from = fopen(log_path, "r"), *to = open_memstream(&text, n);
	int c;

	while (from && (c = getc(from)) != EOF)
		putc(c, to);
	if (from)
		fclose(from);
	fclose(to);
	return text;
}

/* Does the screen show it now? */
static bool shows(const char *text)
{
	size_t n;
	char *bytes = written(&n), row[4 * COLS + 1];
	VTerm *vt = vterm_new(ROWS, COLS);
	VTermScreen *screen = vterm_obtain_screen(vt);
	bool found = false;

	vterm_set_utf8(vt, 1);
	vterm_screen_enable_altscreen(screen, 1);
	vterm_screen_reset(screen, 1);
	vterm_input_write(vt, bytes, n);
	for (int y = 0; y < ROWS && !found; y++) {
		VTermRect r = { y, y + 1, 0, COLS };

		row[vterm_screen_get_text(screen, row, sizeof row - 1, r)] = '\0';
		found = strstr(row, text) != NULL;
	}
	vterm_free(vt);
	free(bytes);
	return found;
}

static bool wrote(const char *what)
{
	size_t n;
	char *bytes = written(&n);
	bool found = n > 0 && memmem(bytes, n, what, strlen(what)) != NULL;

	free(bytes);
	return found;
}

static void wait_for(const char *text)
{
	for (int waited = 0; !shows(text); waited += 50) {
		if (waited > PATIENCE_MS)
			fail_msg("xterm does not show: %s", text);
		pause_ms(50);
	}
}

static void keys(const char *names, const char *text)
{
	char line[200];

	snprintf(line, sizeof line, "xdotool key --delay 20 %s", names);
	assert_int_equal(system(line), 0);
	wait_for(text);
}

static void open_xterm(const char *ground, const char *ink)
{
	char command[2000], pid_path[600];
	const char *argv[] = { "xterm",	    "-tn", "xterm", "-u8",   "-geometry",
			       "80x24+0+0", "-bg", ground,  "-fg",   ink,
			       "-e",	    "sh",  "-c",    command, NULL };

	run = run_office(); /* of its environment little is left */
	assert_int_equal(setenv("DISPLAY", display, 1), 0);
	snprintf(log_path, sizeof log_path, "%s", run_path(run, "xterm.log"));
	snprintf(pid_path, sizeof pid_path, "%s", run_path(run, "script.pid"));
	snprintf(command, sizeof command,
		 "unset COLORTERM COLORFGBG NO_COLOR; echo $$ >'%s'; LC_ALL=C.UTF-8 exec script "
		 "-qefc \"'%s' "
		 "--store "
		 "'%s' --till front\" '%s'",
		 pid_path, run_program(), run->store, log_path);
	assert_int_equal(system("xdotool mousemove 200 150"), 0);
	xterm = start(argv);
	wait_for("Who is at the till?");
	keys("M o r g a n Return", "PIN");
	keys("3 3 3 3 Return", "Morgan · front");
}

/* script(1) does not end with its terminal. */
static void stop_script(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = fopen(run_path(run, "script.pid"), "r");
	pid_t pid = f && getline(&text, &size, f) > 0 ? (pid_t)atol(text) : 0;

	if (f)
		fclose(f);
	free(text);
	for (int i = 0; pid > 0 && kill(pid, i < 100 ? SIGTERM : SIGKILL) == 0 && i < 200; i++)
		pause_ms(20);
}

static int close_xterm(void **state)
{
	(void)state;
	if (run)
		stop_script();
	stop(&xterm);
	run_end(run);
	run = NULL;
	return 0;
}

static void alt_opens_rooms_and_the_terminal_is_left_as_it_was(void **state)
{
	(void)state;
	open_xterm("black", "white");
	keys("alt+g", "Season Winter");
	keys("F10", "Sell");
	keys("alt+o", "Orders");
	keys("Escape", "Sell");
	/* as where Alt does not reach the program */
	keys("ctrl+g g", "Season Winter");
	keys("F10", "Sell");
	keys("Escape", "F10 leaves this screen");
	keys("g", "Season Winter");
	keys("F10", "Sell");
	assert_false(wrote("ç"));
	keys("alt+x", "Who is at the till?");
	keys("Escape", "Leave the program?");
	assert_int_equal(system("xdotool key l"), 0);
	assert_int_equal(waitpid(xterm, NULL, 0), xterm);
	xterm = 0;
	assert_true(wrote("\033[?1036;1039s\033[?1036;1039h"));
	assert_true(wrote("\033[?1036;1039r"));
}

/* The hint's blue on black and the one on white, from the scheme of 256. */
static void it_gets_the_colours_it_has_for_its_ground(void **state)
{
	(void)state;
	open_xterm("black", "white");
	assert_true(wrote("\033[38;5;110m"));
	assert_false(wrote("\033[38;5;25m"));
	close_xterm(state);
	open_xterm("white", "black");
	assert_true(wrote("\033[38;5;25m"));
	assert_false(wrote("\033[38;5;110m"));
}

int main(void)
{
#define T(name) cmocka_unit_test_teardown(name, close_xterm)
	const struct CMUnitTest tests[] = {
		T(alt_opens_rooms_and_the_terminal_is_left_as_it_was),
		T(it_gets_the_colours_it_has_for_its_ground),
	};

	return cmocka_run_group_tests(tests, start_server, stop_server);
}
