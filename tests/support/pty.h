/*
 * The real program on a pseudo terminal, seen through libvterm.
 *
 * Nothing sleeps: with BOXOFFICE_SYNC=1 the program says when it has dealt with so many bytes and
 * painted, and the harness knows how many it has sent.  Every wait has an end; a program that died
 * is noticed at once.
 */
#ifndef SUPPORT_PTY_H
#define SUPPORT_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pty;

struct pty_options {
	const char *const *argv; /* argv[0]: path */
	const char *const *env; /* "NAME=value" besides or instead of the usual ones; may be NULL */
	const char *term;	/* NULL: xterm-256color */
	const char *locale;	/* NULL: C.UTF-8 */
	int rows, cols;		/* 0: 24, 80 */
};

/* NULL: it could not be started at all. */
struct pty *pty_start(const struct pty_options *options);
/* Kills what still runs.  Accepts NULL. */
void pty_close(struct pty *pty);

/* Sends bytes; keys as in ui_key_parse() are sent as xterm would. */
bool pty_send(struct pty *pty, const char *bytes);
bool pty_keys(struct pty *pty, const char *keys);
bool pty_paste(struct pty *pty, const char *text);
/* Bytes sent since the start or the last pty_count_from_here(). */
unsigned long long pty_count(const struct pty *pty);
void pty_count_from_here(struct pty *pty);

enum { PTY_PATIENCE = 20000 }; /* milliseconds nothing should ever take */

/* Until everything sent has been dealt with and painted.  False: it died or took too long. */
bool pty_settle(struct pty *pty);
/* For what comes without a key: until text is, or is no longer, on the screen. */
bool pty_wait_text(struct pty *pty, const char *text, int ms);
bool pty_wait_gone(struct pty *pty, const char *text, int ms);
/* Exit status, or 128 + signal, or -1: it still runs. */
int pty_wait_exit(struct pty *pty, int ms);

bool pty_resize(struct pty *pty, int rows, int cols); /* and waits until that is painted */
bool pty_signal(struct pty *pty, int sig);
pid_t pty_pid(const struct pty *pty);
/* Takes the terminal away, as when its window is closed. */
void pty_hang_up(struct pty *pty);

/* What is on the screen: a row without blanks at its end (lent until the next call), the first row
 * with text or -1, where the cursor is. */
const char *pty_row(struct pty *pty, int y);
int pty_find(struct pty *pty, const char *text);
void pty_cursor(const struct pty *pty, int *y, int *x);
/* Prints the screen, for a test that fails. */
void pty_print(struct pty *pty);

/* Everything the program wrote since the start, or the last pty_forget_output(). */
const char *pty_output(const struct pty *pty, size_t *bytes);
void pty_forget_output(struct pty *pty);
bool pty_wrote(const struct pty *pty, const char *bytes);
/* Does the terminal echo and edit lines, as a shell wants it? */
bool pty_is_cooked(const struct pty *pty);

#endif
