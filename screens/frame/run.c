/*
 * The app on a real terminal: opening it, running the loop, showing long work.
 */
#include "frame/frame.h"

#include "ui/term/loop.h"
#include "ui/widget/progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TICK_MS = 500, PROGRESS_MS = 100 };

static unsigned on_event(void *arg, const struct ui_event *event)
{
	return app_event(arg, event);
}

static void on_draw(void *arg, struct ui_surface *surface)
{
	app_draw(arg, surface);
}

static bool is_done(const void *arg)
{
	return app_over(arg);
}

static bool is_busy(void *arg)
{
	return app_busy(arg);
}

static int on_watch(void *arg, int *fds, int max)
{
	struct app *app = arg;

	return app->options.watch ? app->options.watch(app->options.session, fds, max) : 0;
}

const char *app_run(struct app *app, const struct app_run_options *options, bool *ended)
{
	static const struct ui_loop_ops ops = { on_event, on_draw, is_done, on_watch, is_busy };
	static char fault[200];
	const struct ui_term_options term_options = { .color = options->color,
						      .log_path = options->log_path,
						      .mouse = options->mouse,
						      .kiosk = app->options.kiosk };
	const char *marks = getenv("BOXOFFICE_SYNC");
	struct ui_loop_options loop = { .tick_ms = options->tick_ms ? options->tick_ms : TICK_MS,
					.idle_marks = marks && *marks };

	loop.term = ui_term_open(&term_options, fault, sizeof fault);
	if (!loop.term)
		return fault;
	app->term = loop.term;
	enum ui_loop_end end = ui_loop_run(&ops, app, &loop);

	app->term = NULL;
	ui_term_close(loop.term);
	*ended = end == UI_LOOP_SIGNAL || end == UI_LOOP_HANGUP;
	if (end == UI_LOOP_NO_MEMORY) {
		snprintf(fault, sizeof fault, "there is no memory left for the screen");
		return fault;
	}
	return NULL;
}

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Esc or Ctrl-C among what was typed; the rest is dropped, it was meant for nothing on screen. */
static bool wants_to_stop(struct ui_term *term)
{
	struct ui_event event;
	bool stop = false;

	ui_term_fill(term);
	if (ui_term_patience(term) >= 0)
		ui_term_expire(term);
	while (ui_term_next(term, &event))
		stop = stop || ui_key_is(&event, UI_KEY_ESC, 0) ||
		       ui_key_is(&event, UI_KEY_F12, 0) || ui_key_is(&event, 'c', UI_MOD_CTRL);
	return stop;
}

/* total below 0: the picture alone. */
static void paint(const struct app *app, int64_t done, int64_t total)
{
	struct ui_surface s;
	int rows, cols;

	ui_term_size(app->term, &rows, &cols);
	if (!ui_surface_init(&s, rows, cols))
		return;
	s.ascii = !ui_term_utf8(app->term);
	app_draw(app, &s);
	struct ui_progress progress = { NULL, done, total };

	if (total >= 0)
		ui_progress_draw(&progress, &s, rows - 2, 1, cols - 2);
	ui_term_flush(app->term, &s);
	ui_surface_free(&s);
}

bool app_progress(void *arg, int64_t done, int64_t total)
{
	struct app *app = arg;
	int64_t now = now_ms();

	if (!app->term || now - app->progress_shown < PROGRESS_MS)
		return true;
	app->progress_shown = now;
	if (wants_to_stop(app->term))
		return false;
	paint(app, done, total);
	return true;
}

void app_wait(struct app *app, const char *format, ...)
{
	char text[APP_MESSAGE];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	app_info(app, "%s", text);
	if (app->term)
		paint(app, 0, -1);
}
