/*
 * The pseudo terminal.  The program's idle marks (ESC ] 777 ; idle ; BYTES ; ROWSxCOLS BEL) are
 * picked out of its output before libvterm sees the rest.
 */
#include "support/pty.h"

#include "ui/draw/glyph.h"
#include "ui/event.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

static const char mark_start[] = "\033]777;idle;";
enum { MARK_MAX = 64, ENV_MAX = 64 };

struct pty {
	VTerm *vt;
	VTermScreen *screen;
	int fd, rows, cols, status;
	pid_t pid;
	bool exited, eof;
	unsigned long long sent, counted_from;
	char mark[MARK_MAX]; /* as much of a mark as has come */
	size_t mark_len;
	unsigned long long idle_bytes; /* of the last whole one */
	int idle_rows, idle_cols;
	char *output;
	size_t output_len, output_size;
	char row[4096];
};

static bool write_all(struct pty *p, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(p->fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p->sent += (unsigned long long)done;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

static void on_reply(const char *bytes, size_t n, void *user)
{
	write_all(user, bytes, n);
}

static void keep_output(struct pty *p, const char *bytes, size_t n)
{
	if (p->output_len + n + 1 > p->output_size) {
		size_t size = (p->output_len + n + 1) * 2;
		char *more = realloc(p->output, size);

		if (!more)
			return;
		p->output = more;
		p->output_size = size;
	}
	memcpy(p->output + p->output_len, bytes, n);
	p->output_len += n;
	p->output[p->output_len] = '\0';
}

static void take_mark(struct pty *p)
{
	unsigned long long bytes;
	int rows, cols;

	p->mark[p->mark_len] = '\0';
	if (sscanf(p->mark + sizeof mark_start - 1, "%llu;%dx%d", &bytes, &rows, &cols) == 3) {
		p->idle_bytes = bytes;
		p->idle_rows = rows;
		p->idle_cols = cols;
	}
}

/* One byte of output: part of a mark, or for the screen. */
static void feed(struct pty *p, char c)
{
	const size_t start = sizeof mark_start - 1;

	if (p->mark_len < start ? c == mark_start[p->mark_len] : p->mark_len < MARK_MAX - 1) {
		p->mark[p->mark_len++] = c;
		if (p->mark_len > start && c == '\007') {
			take_mark(p);
			p->mark_len = 0;
		}
		return;
	}
	if (p->mark_len) {
		vterm_input_write(p->vt, p->mark, p->mark_len);
		p->mark_len = 0;
		feed(p, c);
		return;
	}
	vterm_input_write(p->vt, &c, 1);
}

static void make_env(const struct pty_options *o, char **env, char store[][512])
{
	static const char *const kept[] = { "PATH",	    "HOME",	     "LD_LIBRARY_PATH",
					    "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS" };
	int n = 0;

	for (int i = 0; o->env && o->env[i] && n < ENV_MAX / 2; i++)
		snprintf(store[n++], 512, "%s", o->env[i]);
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		if (getenv(kept[i]))
			snprintf(store[n++], 512, "%s=%s", kept[i], getenv(kept[i]));
	snprintf(store[n++], 512, "TERM=%s", o->term ? o->term : "xterm-256color");
	snprintf(store[n++], 512, "LC_ALL=%s", o->locale ? o->locale : "C.UTF-8");
	snprintf(store[n++], 512, "TZ=UTC");
	snprintf(store[n++], 512, "BOXOFFICE_SYNC=1");
	for (int i = 0; i < n; i++)
		env[i] = store[i]; /* the first of a name counts */
	env[n] = NULL;
}

static void run_child(const struct pty_options *o)
{
	static char store[ENV_MAX][512];
	static char *env[ENV_MAX + 1];
	char *argv[32];
	int n = 0;
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	make_env(o, env, store);
	for (; o->argv[n] && n < 31; n++)
		argv[n] = strdup(o->argv[n]);
	argv[n] = NULL;
	execve(o->argv[0], argv, env);
	_exit(127);
}

struct pty *pty_start(const struct pty_options *o)
{
	struct pty *p = calloc(1, sizeof *p);
	struct winsize ws = { (unsigned short)(o->rows ? o->rows : 24),
			      (unsigned short)(o->cols ? o->cols : 80), 0, 0 };

	if (!p)
		return NULL;
	p->rows = ws.ws_row;
	p->cols = ws.ws_col;
	p->idle_bytes = 0;
	p->vt = vterm_new(p->rows, p->cols);
	vterm_set_utf8(p->vt, 1);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	vterm_output_set_callback(p->vt, on_reply, p);
	p->pid = forkpty(&p->fd, NULL, NULL, &ws);
	if (p->pid == 0)
		run_child(o);
	if (p->pid < 0) {
		vterm_free(p->vt);
		free(p);
		return NULL;
	}
	return p;
}

static void note_exit(struct pty *p, int status)
{
	p->exited = true;
	p->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void pty_close(struct pty *p)
{
	int status;

	if (!p)
		return;
	if (!p->exited) {
		kill(p->pid, SIGKILL);
		if (waitpid(p->pid, &status, 0) == p->pid)
			note_exit(p, status);
	}
	if (p->fd >= 0)
		close(p->fd);
	vterm_free(p->vt);
	free(p->output);
	free(p);
}

bool pty_send(struct pty *p, const char *bytes)
{
	return write_all(p, bytes, strlen(bytes));
}

static long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000L + ts.tv_nsec / 1000000L;
}

/* Reads what comes within ms; false: nothing came, or never will. */
static bool pump(struct pty *p, long ms)
{
	struct pollfd fd = { p->fd, POLLIN, 0 };
	char bytes[8192];

	if (p->eof || ms < 0 || poll(&fd, 1, (int)ms) <= 0)
		return false;
	ssize_t n = read(p->fd, bytes, sizeof bytes);

	if (n <= 0) {
		p->eof = n == 0 || errno != EINTR; /* EIO: the other end is closed */
		return false;
	}
	keep_output(p, bytes, (size_t)n);
	for (ssize_t i = 0; i < n; i++)
		feed(p, bytes[i]);
	return true;
}

bool pty_settle(struct pty *p)
{
	long end = now_ms() + PTY_PATIENCE;

	while (p->idle_rows != p->rows || p->idle_cols != p->cols || p->idle_bytes < p->sent) {
		pump(p, end - now_ms());
		if (p->eof || now_ms() >= end)
			return false;
	}
	return true;
}

static bool wait_for(struct pty *p, const char *text, bool there, int ms)
{
	long end = now_ms() + ms;

	while ((pty_find(p, text) >= 0) != there) {
		pump(p, end - now_ms());
		if (p->eof || now_ms() >= end)
			return (pty_find(p, text) >= 0) == there;
	}
	return true;
}

bool pty_wait_text(struct pty *p, const char *text, int ms)
{
	return wait_for(p, text, true, ms);
}

bool pty_wait_gone(struct pty *p, const char *text, int ms)
{
	return wait_for(p, text, false, ms);
}

int pty_wait_exit(struct pty *p, int ms)
{
	long end = now_ms() + ms;
	int status;

	while (!p->exited) {
		if (!p->eof)
			pump(p, 10);
		else
			poll(NULL, 0, 2);
		if (waitpid(p->pid, &status, WNOHANG) == p->pid)
			note_exit(p, status);
		else if (now_ms() >= end)
			return -1;
	}
	while (pump(p, 0))
		;
	return p->status;
}

bool pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize ws = { (unsigned short)rows, (unsigned short)cols, 0, 0 };

	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	return ioctl(p->fd, TIOCSWINSZ, &ws) == 0 && pty_settle(p);
}

bool pty_signal(struct pty *p, int sig)
{
	return !p->exited && kill(p->pid, sig) == 0;
}

pid_t pty_pid(const struct pty *p)
{
	return p->pid;
}

void pty_hang_up(struct pty *p)
{
	close(p->fd);
	p->fd = -1;
	p->eof = true;
}

const char *pty_row(struct pty *p, int y)
{
	VTermRect r = { y, y + 1, 0, p->cols };
	size_t n = vterm_screen_get_text(p->screen, p->row, sizeof p->row - 1, r);

	while (n > 0 && p->row[n - 1] == ' ')
		n--;
	p->row[n] = '\0';
	return p->row;
}

int pty_find(struct pty *p, const char *text)
{
	for (int y = 0; y < p->rows; y++)
		if (strstr(pty_row(p, y), text))
			return y;
	return -1;
}

void pty_cursor(const struct pty *p, int *y, int *x)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &pos);
	*y = pos.row;
	*x = pos.col;
}

void pty_print(struct pty *p)
{
	for (int y = 0; y < p->rows; y++)
		fprintf(stderr, "%2d|%s\n", y, pty_row(p, y));
}

const char *pty_output(const struct pty *p, size_t *bytes)
{
	*bytes = p->output_len;
	return p->output ? p->output : "";
}

void pty_forget_output(struct pty *p)
{
	p->output_len = 0;
}

bool pty_wrote(const struct pty *p, const char *bytes)
{
	return p->output_len > 0 && memmem(p->output, p->output_len, bytes, strlen(bytes)) != NULL;
}

bool pty_is_cooked(const struct pty *p)
{
	struct termios modes;

	return tcgetattr(p->fd, &modes) == 0 && (modes.c_lflag & ECHO) &&
	       (modes.c_lflag & ICANON) && (modes.c_lflag & ISIG);
}

unsigned long long pty_count(const struct pty *p)
{
	return p->sent - p->counted_from;
}

void pty_count_from_here(struct pty *p)
{
	p->counted_from = p->sent;
}

bool pty_paste(struct pty *p, const char *text)
{
	return pty_send(p, "\033[200~") && pty_send(p, text) && pty_send(p, "\033[201~");
}
