/*
 * The event loop.
 *
 * A program that blocks in a read can lose a resize: the signal comes after it looked and before it
 * sleeps.  Here signals are open only inside ppoll().
 */
#include "ui/term/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <time.h>

enum { FDS_MAX = 8 };

struct loop {
	const struct ui_loop_ops *ops;
	void *arg;
	const struct ui_loop_options *options;
	struct ui_surface surface;
	bool dirty, news, gone;
	int64_t next_tick; /* monotonic milliseconds */
};

static volatile sig_atomic_t got_winch, got_end, got_cont;

static void on_signal(int sig)
{
	if (sig == SIGWINCH)
		got_winch = 1;
	else if (sig == SIGCONT)
		got_cont = 1;
	else
		got_end = 1;
}

static const int caught[] = { SIGWINCH, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT };
enum { CAUGHT = sizeof caught / sizeof caught[0] };

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static bool over(const struct loop *l)
{
	return got_end || l->gone || l->ops->done(l->arg);
}

static void paint(struct loop *l)
{
	l->dirty = false;
	ui_clear(&l->surface);
	l->ops->draw(l->arg, &l->surface);
	ui_term_flush(l->options->term, &l->surface);
}

/* What was typed before this picture could be seen must not act on it. */
static void paint_and_drop(struct loop *l)
{
	ui_term_discard(l->options->term);
	paint(l);
	ui_term_discard(l->options->term);
}

static void tell(struct loop *l, const struct ui_event *event)
{
	unsigned result = l->ops->event(l->arg, event);

	if (result & UI_BELL)
		ui_term_bell(l->options->term);
	if (result & UI_REPAINT)
		ui_term_repaint(l->options->term);
	if (result & UI_SUSPEND) {
		ui_term_suspend(l->options->term);
		got_winch = 1; /* the size may be another one */
	}
	if (result & ~(unsigned)UI_BELL)
		l->dirty = true;
	if (result & UI_DROP_TYPEAHEAD)
		paint_and_drop(l);
}

static bool resize(struct loop *l)
{
	struct ui_event event = { .type = UI_EVENT_RESIZE };

	got_winch = 0;
	if (got_cont) {
		got_cont = 0;
		ui_term_repaint(l->options->term);
	}
	ui_term_measure(l->options->term);
	ui_term_size(l->options->term, &event.rows, &event.cols);
	if (!ui_surface_resize(&l->surface, event.rows, event.cols))
		return false;
	l->ops->event(l->arg, &event);
	l->dirty = l->news = true;
	return true;
}

static void handle_input(struct loop *l)
{
	struct ui_term *term = l->options->term;
	struct ui_event event;
	bool more = true;

	while (more && !over(l)) {
		if (!ui_term_fill(term))
			l->gone = true;
		more = false;
		while (!over(l) && ui_term_next(term, &event)) {
			more = l->news = true;
			tell(l, &event);
		}
	}
	if (ui_term_recolour(term))
		l->dirty = l->news = true;
}

static void handle_tick(struct loop *l)
{
	struct ui_event event = { .type = UI_EVENT_TICK };

	if (l->options->tick_ms <= 0 || now_ms() < l->next_tick)
		return;
	l->next_tick = now_ms() + l->options->tick_ms;
	tell(l, &event);
}

static bool busy(const struct loop *l)
{
	return l->ops->busy && l->ops->busy(l->arg);
}

static void idle(struct loop *l)
{
	struct ui_event event = { .type = UI_EVENT_IDLE };

	l->news = true;
	tell(l, &event);
}

/* Milliseconds until the next tick; -1: there is none. */
static int64_t until_tick(const struct loop *l)
{
	int64_t ms = l->options->tick_ms > 0 ? l->next_tick - now_ms() : -1;

	return l->options->tick_ms > 0 && ms < 0 ? 0 : ms;
}

static void handle_others(struct loop *l, const struct pollfd *fds, const int *others, int n)
{
	for (int i = 0; i < n && !over(l); i++) {
		if (fds[i].revents) {
			struct ui_event event = { .type = UI_EVENT_WAKE, .fd = others[i] };

			l->news = true;
			tell(l, &event);
		}
	}
}

/* Sleeps until something happens, or works on, and deals with all of it except painting. */
static void wait_for_news(struct loop *l, const sigset_t *open)
{
	struct pollfd fds[FDS_MAX + 1] = { { ui_term_fd(l->options->term), POLLIN, 0 } };
	int others[FDS_MAX], n = l->ops->watch ? l->ops->watch(l->arg, others, FDS_MAX) : 0;
	int patience = ui_term_patience(l->options->term);
	int64_t ms = until_tick(l);

	for (int i = 0; i < n; i++)
		fds[i + 1] = (struct pollfd){ others[i], POLLIN, 0 };
	bool begun = patience >= 0 && (ms < 0 || patience <= ms);

	bool working = !begun && busy(l); /* a key that has begun is waited for */

	if (begun)
		ms = patience;
	else if (working)
		ms = 0;
	struct timespec ts = { (time_t)(ms / 1000), (long)(ms % 1000) * 1000000L };
	int ready = ppoll(fds, (nfds_t)n + 1, ms >= 0 ? &ts : NULL, open);

	if (ready == 0 && begun) {
		ui_term_expire(l->options->term);
		handle_input(l);
	}
	if (ready == 0 && working && !over(l))
		idle(l);
	if (ready <= 0)
		return;
	if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL))
		l->gone = true;
	if (fds[0].revents & POLLIN)
		handle_input(l);
	handle_others(l, fds + 1, others, n);
}

static void run(struct loop *l, const sigset_t *open)
{
	l->next_tick = now_ms() + l->options->tick_ms;
	while (!over(l)) {
		if ((got_winch || got_cont) && !resize(l))
			return;
		handle_tick(l);
		if (over(l))
			return;
		if (l->dirty)
			paint(l);
		if (l->options->idle_marks && l->news && !busy(l) &&
		    ui_term_patience(l->options->term) < 0) {
			l->news = false;
			ui_term_mark_idle(l->options->term);
		}
		wait_for_news(l, open);
	}
}

enum ui_loop_end ui_loop_run(const struct ui_loop_ops *ops, void *arg,
			     const struct ui_loop_options *options)
{
	struct loop l = { .ops = ops, .arg = arg, .options = options, .dirty = true, .news = true };
	struct sigaction sa, before[CAUGHT];
	sigset_t block, open;

	memset(&sa, 0, sizeof sa);
	sa.sa_handler = on_signal;
	sigemptyset(&block);
	for (int i = 0; i < CAUGHT; i++)
		sigaddset(&block, caught[i]);
	sigprocmask(SIG_BLOCK, &block, &open);
	for (int i = 0; i < CAUGHT; i++)
		sigdelset(&open, caught[i]);
	got_end = got_cont = 0;
	for (int i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &sa, &before[i]);

	bool memory = ui_surface_init(&l.surface, 1, 1);

	if (memory) {
		l.surface.ascii = !ui_term_utf8(options->term);
		memory = resize(&l);
		if (memory)
			run(&l, &open);
		ui_surface_free(&l.surface);
	}
	/* asked to end, it must not be killed by the second asking before it has put things in
	 * order */
	sa.sa_handler = SIG_IGN;
	for (int i = 0; i < CAUGHT; i++)
		sigaction(caught[i], got_end || l.gone ? &sa : &before[i], NULL);
	sigprocmask(SIG_SETMASK, &open, NULL);
	if (!memory)
		return UI_LOOP_NO_MEMORY;
	return got_end ? UI_LOOP_SIGNAL : l.gone ? UI_LOOP_HANGUP : UI_LOOP_DONE;
}
