/*
 * The session.  What the header shows is counted when something may have changed, not when it is
 * painted; and a worker that dies is not started again in a loop.
 */
#include "frame/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
	RESTART_MS = 1000, /* a worker is not started more often */
	LOOK_MS = 15000,   /* with jobs waiting and no worker, it is tried again so often */
	STATUS_COLS = 40,  /* half of the narrowest full screen */
	STAFF_COLS = 14,   /* at most */
	TILL_COLS = 4,	   /* at least, or it is left out */
};

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void session_init(struct session *s, struct bo *bo, const char *program)
{
	*s = (struct session){
		.bo = bo,
		.program = program,
		.worker_started = -RESTART_MS,
		.looked = -LOOK_MS,
		.tally_stale = true,
	};
}

void session_clear(struct session *s)
{
	child_end(&s->worker);
}

struct session *session_of(const struct screen *screen)
{
	return screen->app->options.session;
}

struct bo *session_bo(const struct screen *screen)
{
	return session_of(screen)->bo;
}

bool session_has_news(const struct screen *screen, const struct ui_event *event)
{
	return (event->type == UI_EVENT_TICK || event->type == UI_EVENT_WAKE) &&
	       session_of(screen)->news;
}

unsigned session_printing(const struct screen *screen, enum bo_status status, const char *said)
{
	if (!session_failed(screen, status)) {
		app_info(screen->app, "%s", said);
		session_wake_printer(session_of(screen));
	}
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

bool session_allows(const struct screen *screen, enum bo_permission permission)
{
	return !session_failed(screen, bo_require(session_bo(screen), permission));
}

bool session_failed(const struct screen *screen, enum bo_status status)
{
	const struct bo_error *error = bo_error(session_bo(screen));

	if (status == BO_OK)
		return false;
	if (error && error->message[0])
		app_error(screen->app, "%s", error->message);
	else
		app_error(screen->app, "That did not work: %s.", bo_status_word(status));
	return true;
}

void session_paper(const struct screen *screen, int64_t show_id, int64_t type_id)
{
	struct bo_arena arena = { 0 };
	struct bo_paper_faults found = { 0 };

	if (bo_paper_try(session_bo(screen), &arena, NULL, show_id, type_id, &found) == BO_OK &&
	    found.n > 0)
		app_warn(screen->app, "%s", found.row[0].message);
	bo_arena_clear(&arena);
}

const char *session_money(const struct session *s, int64_t amount, char text[SESSION_MONEY])
{
	struct bo_buf buf = { .text = text, .size = SESSION_MONEY };

	text[0] = '\0';
	bo_money_write(&buf, amount, bo_currency(s->bo));
	return text;
}

const char *session_when(const struct session *s, int64_t at, const char *zone,
			 char text[SESSION_WHEN])
{
	struct bo_buf buf = { .text = text, .size = SESSION_WHEN };

	text[0] = '\0';
	bo_when_short(&buf, at, zone ? zone : bo_zone(s->bo), false);
	return text;
}

const char *session_hour_mark(int64_t at, const char *zone)
{
	struct bo_civil civil = bo_when_civil(at, zone);
	int64_t first;

	if (!bo_when_comes_twice(at, zone) || !bo_when_from_civil(&civil, zone, &first))
		return "";
	return first == at ? "a" : "b";
}

/* --- The worker --- */

static bool start_worker(struct session *s, int64_t printer)
{
	char id[24];
	const char *argv[] = {
		s->program, "--store", bo_store_path(s->bo), "--till", bo_till_name(s->bo),
		"print",    "worker",  "--printer",	     id,       "--listen",
		NULL
	};

	snprintf(id, sizeof id, "%" PRId64, printer);
	s->worker_started = now_ms();
	s->worker_printer = printer;
	return child_start(&s->worker, argv);
}

void session_wake_printer(struct session *s)
{
	struct bo_arena arena = { 0 };
	struct bo_printer printer;
	int64_t id;

	s->tally_stale = true;
	if (!s->program || !*bo_till_name(s->bo))
		return;
	id = bo_printer_of_till(s->bo, &arena, &printer) == BO_OK ? printer.id : 0;
	bo_arena_clear(&arena);
	if (child_runs(&s->worker) && s->worker_printer != id)
		child_end(&s->worker);
	if (id == 0)
		return;
	if (child_runs(&s->worker) && child_send(&s->worker, '\n'))
		return;
	child_end(&s->worker);
	if (now_ms() - s->worker_started >= RESTART_MS || s->worker_printer != id)
		start_worker(s, id);
}

bool session_watch_fd(struct session *s, int fd)
{
	if (s->nfds == SESSION_FDS)
		return false;
	s->fds[s->nfds++] = fd;
	return true;
}

void session_forget_fd(struct session *s, int fd)
{
	for (int i = 0; i < s->nfds; i++)
		if (s->fds[i] == fd)
			s->fds[i--] = s->fds[--s->nfds];
}

int session_watch(void *session, int *fds, int max)
{
	const struct session *s = session;
	int n = 0;

	if (child_runs(&s->worker) && n < max)
		fds[n++] = s->worker.fd;
	for (int i = 0; i < s->nfds && n < max; i++)
		fds[n++] = s->fds[i];
	return n;
}

unsigned session_wake(struct app *app, int fd)
{
	struct session *s = app->options.session;
	char bytes[256];

	s->news = false;
	if (!child_runs(&s->worker) || s->worker.fd != fd)
		return UI_IGNORED;
	while (child_read(&s->worker, bytes, sizeof bytes) > 0)
		continue;
	s->news = s->tally_stale = true;
	bo_store_changed(s->bo); /* that was it: the next tick need not say it again */
	return UI_HANDLED;
}

/* --- The header line --- */

static bool is_stopped(const struct session *s)
{
	struct bo_arena arena = { 0 };
	struct bo_printer printer;
	bool stopped = bo_printer_of_till(s->bo, &arena, &printer) == BO_OK && printer.stopped;

	bo_arena_clear(&arena);
	return stopped;
}

static void count_again(struct session *s)
{
	struct bo_job_tally tally;

	if (!s->tally_stale || !*bo_till_name(s->bo))
		return;
	s->tally_stale = false;
	if (bo_print_tally(s->bo, &tally) == BO_OK)
		s->tally = tally;
	s->stopped = s->tally.waiting > 0 && is_stopped(s);
}

/* Said before the first ticket, not by it; after the first picture, as looking for fonts takes
 * longer than everything else at the start. */
static unsigned say_fonts(struct app *app, struct session *s)
{
	struct bo_arena arena = { 0 };
	const char *lacks = NULL;

	s->knows_fonts = true;
	if (bo_print_fonts(s->bo, &arena, &lacks) != BO_OK)
		lacks = NULL;
	if (lacks)
		app_warn(app, "%s", lacks);
	bo_arena_clear(&arena);
	return lacks ? UI_HANDLED | UI_REDRAW : UI_IGNORED;
}

unsigned session_tick(struct app *app)
{
	struct session *s = app->options.session;
	int64_t now = now_ms();

	if (!s->lost && bo_store_there(s->bo)) {
		s->lost = app_push(app, &lost_screen, bo_error(s->bo)->message, 0);
		child_end(&s->worker);
		return UI_HANDLED | UI_REDRAW;
	}
	child_bury();
	s->news = bo_store_changed(s->bo);
	s->tally_stale = s->tally_stale || s->news;
	count_again(s);
	if (s->tally.waiting > 0 && !child_runs(&s->worker) && now - s->looked >= LOOK_MS) {
		s->looked = now;
		session_wake_printer(s);
	}
	return s->knows_fonts ? UI_IGNORED : say_fonts(app, s);
}

/* The one thing about printing that matters most, or nothing. */
static void printing(const struct session *s, char *text, size_t size)
{
	text[0] = '\0';
	if (s->tally.unknown > 0)
		snprintf(text, size, "%" PRId64 " to look at", s->tally.unknown);
	else if (s->tally.failed > 0)
		snprintf(text, size, "%" PRId64 " not printed", s->tally.failed);
	else if (s->stopped)
		snprintf(text, size, "printer stopped");
	else if (s->tally.waiting > 0)
		snprintf(text, size, "%" PRId64 " to print", s->tally.waiting);
}

static void join(char *text, size_t size, const char *part, int columns)
{
	size_t n = strlen(text);

	if (!*part || columns < 1)
		return;
	bool cut = ui_text_columns(part) > columns;

	snprintf(text + n, size - n, "%s%.*s%s", n ? " · " : "",
		 (int)ui_text_prefix(part, cut ? columns - 1 : columns), part, cut ? "…" : "");
}

void session_status(void *session, char *text, size_t size)
{
	struct session *s = session;
	const char *staff = bo_acting_name(s->bo), *till = bo_till_name(s->bo);
	struct bo_civil now = bo_when_civil(bo_now(s->bo), bo_zone(s->bo));
	char paper[48], clock[16];
	int left;

	count_again(s);
	printing(s, paper, sizeof paper);
	snprintf(clock, sizeof clock, "%02d:%02d", now.hour, now.minute);
	left = STATUS_COLS - (int)strlen(clock) - 3 - (*paper ? (int)strlen(paper) + 3 : 0);
	text[0] = '\0';
	join(text, size, staff, left < STAFF_COLS ? left : STAFF_COLS);
	left -= ui_text_columns(text) + 3;
	if (left >= TILL_COLS)
		join(text, size, till, left);
	join(text, size, paper, STATUS_COLS);
	join(text, size, clock, STATUS_COLS);
}

bool session_is_called(const char *name, const char *text)
{
	char folded[BO_NAME_MAX * 4], wanted[BO_NAME_MAX * 4];
	const char *at;

	bo_text_fold(name, folded, sizeof folded);
	bo_text_fold(text, wanted, sizeof wanted);
	if (!*wanted)
		return true;
	for (at = folded; (at = strstr(at, wanted)); at++)
		if (at == folded || at[-1] == ' ')
			return true;
	return false;
}

bool session_may(const void *session, int permission, char *why, size_t size)
{
	const struct session *s = session;
	enum bo_permission needed = (enum bo_permission)permission;

	if (!*bo_acting_name(s->bo) || permission < 0 ||
	    bo_role_may(bo_acting_role(s->bo), needed)) {
		why[0] = '\0';
		return true; /* who has not signed in is told that first */
	}
	snprintf(why, size, "Only from %s on may one %s.", bo_role_code(bo_permission_role(needed)),
		 bo_permission_words(needed));
	return false;
}
