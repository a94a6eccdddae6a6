/*
 * The terminal through ncurses: modes, colours, output.  The only file that includes curses.
 *
 * Curses paints and knows the terminal's capabilities; it does not read.  Its reader loses resizes,
 * hides the number pad and refreshes windows behind our back, so bytes go to decode.c instead.
 */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <termcap.h>

#include "ui/term/decode.h"
#include "ui/term/restore.h"
#include "ui/term/term.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#undef ESCDELAY /* the variable of the environment, not curses' */

struct ui_term {
	SCREEN *screen;
	struct ui_decoder decoder;
	struct ui_surface shown; /* what the terminal shows, as far as we know */
	bool all;		 /* it shows something else */
	int rows, cols, escape_ms;
	bool utf8, mouse, kiosk;
	enum ui_scheme scheme;
	enum ui_ground ground;
	bool own_colours;  /* "the terminal's own" is a colour, too */
	bool ground_given; /* by the user, who knows better than the terminal */
	attr_t attrs[UI_ROLES];
	short pairs[UI_ROLES];
	int saved_stderr;
	unsigned long long consumed;
};

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static void say(const char *bytes)
{
	size_t n = strlen(bytes);

	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, bytes, n);

		if (done < 0 && errno != EINTR)
			return;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		}
	}
}

/*
 * Pasted text in brackets; Alt as Escape before the letter (1036 and 1039), which stock xterm sends
 * as another letter: kept as it was before, to be given back.
 */
static void modes_on(const struct ui_term *t)
{
	say("\033[?2004h\033[?1036;1039s\033[?1036;1039h");
	if (t->mouse)
		say("\033[?1000h\033[?1006h");
}

static void modes_off(const struct ui_term *t)
{
	say("\033[?2004l\033[?1036;1039r");
	if (t->mouse)
		say("\033[?1006l\033[?1000l");
}

/* Words on stderr, ours or a library's, would be painted over the screen. */
static void redirect_stderr(struct ui_term *t, const char *log_path)
{
	t->saved_stderr = -1;
	if (!isatty(STDERR_FILENO))
		return;
	int log = log_path ? open(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;

	if (log < 0)
		log = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (log < 0)
		return;
	t->saved_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	if (t->saved_stderr >= 0)
		dup2(log, STDERR_FILENO);
	close(log);
}

static void learn_keys(struct ui_decoder *d)
{
	static const struct {
		const char *cap;
		uint32_t code;
		unsigned mods;
	} keys[] = {
		{ "kcuu1", UI_KEY_UP, 0 },
		{ "kcud1", UI_KEY_DOWN, 0 },
		{ "kcub1", UI_KEY_LEFT, 0 },
		{ "kcuf1", UI_KEY_RIGHT, 0 },
		{ "khome", UI_KEY_HOME, 0 },
		{ "kend", UI_KEY_END, 0 },
		{ "kpp", UI_KEY_PAGE_UP, 0 },
		{ "knp", UI_KEY_PAGE_DOWN, 0 },
		{ "kich1", UI_KEY_INSERT, 0 },
		{ "kdch1", UI_KEY_DELETE, 0 },
		{ "kcbt", UI_KEY_TAB, UI_MOD_SHIFT },
		{ "kent", UI_KEY_ENTER, 0 },
		{ "kf1", UI_KEY_F1, 0 },
		{ "kf2", UI_KEY_F2, 0 },
		{ "kf3", UI_KEY_F3, 0 },
		{ "kf4", UI_KEY_F4, 0 },
		{ "kf5", UI_KEY_F5, 0 },
		{ "kf6", UI_KEY_F6, 0 },
		{ "kf7", UI_KEY_F7, 0 },
		{ "kf8", UI_KEY_F8, 0 },
		{ "kf9", UI_KEY_F9, 0 },
		{ "kf10", UI_KEY_F10, 0 },
		{ "kf11", UI_KEY_F11, 0 },
		{ "kf12", UI_KEY_F12, 0 },
	};

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		const char *bytes = tigetstr(keys[i].cap);

		if (bytes != NULL && (intptr_t)bytes != -1)
			ui_decoder_learn(d, bytes, (struct ui_key){ keys[i].code, keys[i].mods });
	}
}

/* Paints by moving the cursor: a teletype or a dumb terminal cannot show screens. */
static bool can_paint(void)
{
	const char *move_to = tigetstr("cup");

	return move_to != NULL && (intptr_t)move_to != -1;
}

enum { ANSWER_MS = 100 };

/* Raw while it asks: an answer must neither be echoed nor wait for Enter. */
static void ask_terminal(struct ui_term *t)
{
	struct termios before, asking;
	struct pollfd p = { STDIN_FILENO, POLLIN, 0 };

	if (tcgetattr(STDIN_FILENO, &before) != 0)
		return;
	asking = before;
	cfmakeraw(&asking);
	tcsetattr(STDIN_FILENO, TCSANOW, &asking);
	say(ui_answer_questions);
	for (int64_t end = now_ms() + ANSWER_MS; !t->decoder.answers.whole && now_ms() < end;) {
		if (poll(&p, 1, (int)(end - now_ms())) > 0 && !ui_term_fill(t))
			break;
		ui_decoder_take_answers(&t->decoder);
	}
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

/* A terminal may have more colours than the name it goes by; what knows that is its answer, or
 * COLORTERM. */
static const char *richer_name(const struct ui_term *t, const char *name, char *room, size_t size)
{
	char id[] = "Co";
	const char *colorterm = getenv("COLORTERM");

	if (tgetnum(id) >= 256 || !(t->decoder.answers.many_colours || (colorterm && *colorterm)))
		return name;
	snprintf(room, size, "%s-256color", name);
	if (tgetent(NULL, room) == 1 && tgetnum(id) >= 256)
		return room;
	return tgetent(NULL, name) == 1 ? name : NULL;
}

/* newterm() leaks what it had begun for a terminal nobody knows, so that is found out before. */
static SCREEN *open_screen(struct ui_term *t, const char *name, const char *asked)
{
	char room[80];

	if (!name || tgetent(NULL, name) != 1)
		return NULL;
	t->ground = ui_style_ground(asked, getenv("COLORFGBG"));
	if (can_paint() && ui_style_choose(asked, getenv("NO_COLOR"), 256) != UI_SCHEME_MONO)
		ask_terminal(t);
	if (t->decoder.answers.ground && !ui_style_ground(asked, NULL))
		t->ground = t->decoder.answers.ground;
	name = richer_name(t, name, room, sizeof room);
	return name ? newterm(name, stdout, stdin) : NULL;
}

static attr_t attrs_of(unsigned attrs)
{
	attr_t a = A_NORMAL;

	if (attrs & UI_ATTR_BOLD)
		a |= A_BOLD;
	if (attrs & UI_ATTR_REVERSE)
		a |= A_REVERSE;
	if (attrs & UI_ATTR_UNDERLINE)
		a |= A_UNDERLINE;
	if (attrs & UI_ATTR_DIM)
		a |= A_DIM;
	return a;
}

/* By the scheme and the ground, as they are known now. */
static void mix_colours(struct ui_term *t)
{
	for (int role = 0; role < UI_ROLES; role++) {
		struct ui_look look = ui_style_look(t->scheme, t->ground, (enum ui_role)role);

		t->attrs[role] = attrs_of(look.attrs);
		t->pairs[role] = 0;
		if (t->scheme == UI_SCHEME_MONO || (look.fg < 0 && look.bg < 0))
			continue;
		short fg = look.fg, bg = look.bg;

		if (!t->own_colours) {
			fg = fg < 0 ? COLOR_WHITE : fg;
			bg = bg < 0 ? COLOR_BLACK : bg;
		}
		if (init_pair((short)(role + 1), fg, bg) == OK)
			t->pairs[role] = (short)(role + 1);
	}
}

static void set_up_colours(struct ui_term *t, const char *asked)
{
	int colors = has_colors() && start_color() == OK ? COLORS : 0;

	t->own_colours = colors > 0 && use_default_colors() == OK;
	t->scheme = ui_style_choose(asked, getenv("NO_COLOR"), colors);
	t->ground_given = ui_style_ground(asked, NULL) != UI_GROUND_UNKNOWN;
	mix_colours(t);
}

static int escape_delay(void)
{
	const char *asked = getenv("ESCDELAY");
	long ms = asked ? strtol(asked, NULL, 10) : 25;

	return ms > 0 && ms <= 5000 ? (int)ms : 25;
}

static void enter_modes(void)
{
	raw();
	noecho();
	nonl();
	typeahead(-1);
	keypad(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	scrollok(stdscr, FALSE);
}

static void drop(struct ui_term *t)
{
	if (t->screen) {
		endwin();
		delscreen(t->screen);
	}
	ui_surface_free(&t->shown);
	free(t);
}

struct ui_term *ui_term_open(const struct ui_term_options *options, char *fault, size_t size)
{
	const char *name = getenv("TERM");
	struct ui_term *t;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		snprintf(fault, size, "the screens need a terminal on standard input and output");
		return NULL;
	}
	t = calloc(1, sizeof *t);
	if (!t || !ui_surface_init(&t->shown, 1, 1)) {
		snprintf(fault, size, "out of memory");
		free(t);
		return NULL;
	}
	ui_restore_remember();
	t->screen = open_screen(t, name, options->color);
	if (!t->screen || !can_paint()) {
		snprintf(fault, size, "the terminal \"%s\" %s; try TERM=xterm", name ? name : "",
			 t->screen ? "cannot move its cursor" : "is not known here");
		drop(t);
		return NULL;
	}
	t->mouse = options->mouse;
	t->kiosk = options->kiosk;
	t->escape_ms = escape_delay();
	t->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	enter_modes();
	ui_term_discard(t); /* typed at what was there before */
	set_up_colours(t, options->color);
	learn_keys(&t->decoder);
	redirect_stderr(t, options->log_path);
	ui_restore_on_crash();
	modes_on(t);
	ui_term_measure(t);
	t->all = true;
	return t;
}

void ui_term_close(struct ui_term *t)
{
	if (!t)
		return;
	modes_off(t);
	curs_set(1);
	endwin();
	delscreen(t->screen);
	ui_restore_forget();
	if (t->saved_stderr >= 0) {
		dup2(t->saved_stderr, STDERR_FILENO);
		close(t->saved_stderr);
	}
	ui_decoder_clear(&t->decoder);
	ui_surface_free(&t->shown);
	free(t);
}

void ui_term_size(const struct ui_term *t, int *rows, int *cols)
{
	*rows = t->rows;
	*cols = t->cols;
}

bool ui_term_measure(struct ui_term *t)
{
	struct winsize ws = { 0, 0, 0, 0 };
	int rows = LINES, cols = COLS;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 && ws.ws_col > 0) {
		rows = ws.ws_row;
		cols = ws.ws_col;
	}
	if (rows == t->rows && cols == t->cols)
		return false;
	t->rows = rows;
	t->cols = cols;
	if (rows != LINES || cols != COLS)
		resizeterm(rows, cols);
	ui_term_repaint(t);
	return true;
}

bool ui_term_utf8(const struct ui_term *t)
{
	return t->utf8;
}

/*
 * Sends a cell.  The terminal and curses take widths from the C library; where it disagrees with
 * ours about a rare glyph, blanks of our width keep the row straight.
 */
static void send_cell(const struct ui_term *t, int y, int x, const struct ui_cell *cell)
{
	wchar_t wide[CCHARW_MAX + 1];
	const char *p = cell->text;
	mbstate_t state;
	cchar_t cc;

	memset(&state, 0, sizeof state);
	size_t n = mbsrtowcs(wide, &p, CCHARW_MAX, &state);

	if (n == (size_t)-1 || n == 0)
		n = 0;
	wide[n] = L'\0';
	bool fits = n > 0 && wcwidth(wide[0]) == cell->width;

	for (size_t i = 1; i < n && fits; i++)
		fits = wcwidth(wide[i]) == 0;
	if (!fits) {
		wide[0] = L'?';
		wide[1] = L'\0';
	}
	setcchar(&cc, wide, t->attrs[cell->role], t->pairs[cell->role], NULL);
	mvadd_wch(y, x, &cc);
	if (!fits && cell->width == 2) {
		setcchar(&cc, L" ", t->attrs[cell->role], t->pairs[cell->role], NULL);
		mvadd_wch(y, x + 1, &cc);
	}
}

void ui_term_flush(struct ui_term *t, const struct ui_surface *s)
{
	if (t->shown.rows != s->rows || t->shown.cols != s->cols) {
		if (!ui_surface_resize(&t->shown, s->rows, s->cols))
			return;
		t->all = true;
	}
	if (t->all)
		clearok(curscr, TRUE);
	for (int y = 0; y < s->rows && y < t->rows; y++) {
		const struct ui_cell *row = s->cells + (ptrdiff_t)y * s->stride;
		struct ui_cell *shown = t->shown.cells + (ptrdiff_t)y * t->shown.stride;
		size_t bytes = (size_t)s->cols * sizeof *row;

		if (!t->all && memcmp(row, shown, bytes) == 0)
			continue;
		for (int x = 0; x < s->cols && x < t->cols; x++)
			if (row[x].width)
				send_cell(t, y, x, &row[x]);
		memcpy(shown, row, bytes);
	}
	t->all = false;
	curs_set(s->cursor->visible ? 1 : 0);
	move(s->cursor->y, s->cursor->x);
	wnoutrefresh(stdscr);
	doupdate();
}

void ui_term_repaint(struct ui_term *t)
{
	t->all = true;
}

void ui_term_bell(struct ui_term *t)
{
	(void)t;
	say("\007");
}

void ui_term_suspend(struct ui_term *t)
{
	if (t->kiosk) {
		ui_term_bell(t);
		return;
	}
	sigset_t set, old;
	struct sigaction sa = { .sa_handler = SIG_DFL }, before;

	modes_off(t);
	curs_set(1);
	endwin();
	sigaction(SIGTSTP, &sa, &before);
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &set, &old);
	raise(SIGTSTP);
	sigprocmask(SIG_SETMASK, &old, NULL);
	sigaction(SIGTSTP, &before, NULL);
	refresh(); /* takes the terminal's modes again */
	modes_on(t);
	ui_term_measure(t);
	ui_term_repaint(t);
}

int ui_term_fd(const struct ui_term *t)
{
	(void)t;
	return STDIN_FILENO;
}

static bool readable(void)
{
	struct pollfd p = { STDIN_FILENO, POLLIN, 0 };

	return poll(&p, 1, 0) > 0 && (p.revents & (POLLIN | POLLHUP | POLLERR));
}

bool ui_term_fill(struct ui_term *t)
{
	char bytes[1024];
	size_t room = sizeof t->decoder.bytes - (t->decoder.end - t->decoder.start);

	if (room == 0 || !readable())
		return true;
	ssize_t n = read(STDIN_FILENO, bytes, room < sizeof bytes ? room : sizeof bytes);

	if (n <= 0)
		return n < 0 && (errno == EINTR || errno == EAGAIN);
	t->consumed += (unsigned long long)n;
	ui_decoder_feed(&t->decoder, bytes, (size_t)n);
	return true;
}

bool ui_term_recolour(struct ui_term *t)
{
	enum ui_ground said = t->decoder.answers.ground;

	if (!said || said == t->ground || t->ground_given || t->scheme == UI_SCHEME_MONO)
		return false;
	t->ground = said;
	mix_colours(t);
	ui_term_repaint(t);
	return true;
}

bool ui_term_next(struct ui_term *t, struct ui_event *event)
{
	return ui_decoder_next(&t->decoder, event);
}

int ui_term_patience(const struct ui_term *t)
{
	return ui_decoder_patience(&t->decoder, t->escape_ms);
}

void ui_term_expire(struct ui_term *t)
{
	ui_decoder_expire(&t->decoder);
}

void ui_term_discard(struct ui_term *t)
{
	char bytes[1024];

	while (readable()) {
		ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);

		if (n <= 0)
			break;
		t->consumed += (unsigned long long)n;
		ui_decoder_feed(&t->decoder, bytes, (size_t)n);
		ui_decoder_drop(&t->decoder);
	}
	ui_decoder_drop(&t->decoder);
}

void ui_term_mark_idle(struct ui_term *t)
{
	char mark[64];

	snprintf(mark, sizeof mark, "\033]777;idle;%llu;%dx%d\007", t->consumed, t->rows, t->cols);
	say(mark);
}
