/*
 * Crash handlers.  They run on a stack of their own, because a crash may be a full stack, and they
 * only call what POSIX allows in a signal handler.
 */
#include "ui/term/restore.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT };
enum { SIGNALS = sizeof signals / sizeof signals[0], STACK_BYTES = 64 * 1024 };

static struct termios modes;
static volatile sig_atomic_t have_modes;
static struct sigaction before[SIGNALS];
static stack_t stack, stack_before;

/* Paste and mouse reports off, Alt as it was, keypad and cursor keys normal, plain text, cursor on,
 * main screen. */
static const char bytes[] =
	"\033[?2004l\033[?1036;1039r\033[?1006l\033[?1000l\033[?1l\033>\033[0m\033[?25h"
	"\033[?1049l\r\n";

static void on_crash(int sig)
{
	if (have_modes) {
		(void)!write(STDOUT_FILENO, bytes, sizeof bytes - 1);
		tcsetattr(STDIN_FILENO, TCSANOW, &modes);
	}
	raise(sig); /* the handler was for one time: this kills */
}

void ui_restore_remember(void)
{
	have_modes = tcgetattr(STDIN_FILENO, &modes) == 0;
}

void ui_restore_on_crash(void)
{
	struct sigaction sa;

	memset(&sa, 0, sizeof sa);
	sa.sa_handler = on_crash;
	sa.sa_flags = (int)(SA_RESETHAND | SA_NODEFER);
	stack.ss_sp = malloc(STACK_BYTES);
	stack.ss_size = STACK_BYTES;
	stack.ss_flags = 0;
	if (stack.ss_sp && sigaltstack(&stack, &stack_before) == 0)
		sa.sa_flags |= SA_ONSTACK;
	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &sa, &before[i]);
}

void ui_restore_forget(void)
{
	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
	if (stack.ss_sp) {
		sigaltstack(&stack_before, NULL);
		free(stack.ss_sp);
		stack.ss_sp = NULL;
	}
	have_modes = 0;
}
