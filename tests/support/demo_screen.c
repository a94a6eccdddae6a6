/*
 * The demo screen.  It shows what reached it, so a test reads from the picture what happened.
 */
#include "support/demo_screen.h"

#include "kit/ask.h"
#include "kit/choose.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TAG_ASK = 1, TAG_PROMPT, TAG_PICK };

static const char *const fruits[] = { "apple", "apricot", "banana", "cherry", "date" };

static bool demo_open(struct screen *screen, const void *args)
{
	struct demo *d = screen->state;

	if (args && strcmp(args, "refuse") == 0) {
		app_error(screen->app, "It would not open.");
		return false;
	}
	ui_lineedit_init(&d->entry, 100);
	return true;
}

static void demo_recalc(struct screen *screen)
{
	struct demo *d = screen->state;

	d->recalcs++;
}

static void demo_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct demo *d = screen->state;

	ui_putf(s, 0, 1, UI_ROLE_HINT, "size %dx%d", s->cols, s->rows);
	ui_put(s, 2, 1, UI_ROLE_NORMAL, "entry");
	ui_lineedit_draw(&d->entry, s, 2, 8, 40, true);
	ui_putf(s, 4, 1, UI_ROLE_NORMAL, "key    [%s]", d->last);
	ui_putf(s, 5, 1, UI_ROLE_NORMAL, "said   [%s]", d->said);
	ui_putf(s, 6, 1, UI_ROLE_NORMAL, "answer [%s]", d->answer);
	ui_put(s, 7, 1, UI_ROLE_MONEY, "Zoë Ölçer 40.00 €");
	ui_big(s, 8, 1, UI_ROLE_BIG, "12.50");
}

/* An address where nothing is; volatile, so that no compiler and no sanitizer sees it coming. */
static volatile uintptr_t nowhere = 64;

static void crash(void)
{
	*(volatile int *)nowhere = 1;
}

static void wait_ms(long ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	nanosleep(&ts, NULL);
}

/* An import that takes a minute, if nobody stops it. */
static void work_long(struct screen *screen)
{
	struct demo *d = screen->state;
	int i = 0;

	while (i < 60000 && app_progress(screen->app, i, 60000)) {
		wait_ms(1);
		i++;
	}
	snprintf(d->answer, sizeof d->answer, i < 60000 ? "stopped" : "finished");
}

static int wake_pipe[2] = { -1, -1 };

static int demo_watch(void *session, int *fds, int max)
{
	(void)session;
	if (wake_pipe[0] < 0 || max < 1)
		return 0;
	fds[0] = wake_pipe[0];
	return 1;
}

static unsigned woken(struct screen *screen, int fd)
{
	struct demo *d = screen->state;
	char byte;

	if (read(fd, &byte, 1) == 1)
		snprintf(d->answer, sizeof d->answer, "woken by %c", byte);
	return UI_REDRAW;
}

static unsigned enter(struct screen *screen)
{
	struct demo *d = screen->state;

	snprintf(d->said, sizeof d->said, "%.*s", 100, d->entry.text);
	ui_lineedit_set(&d->entry, "");
	if (strcmp(d->said, "segv") == 0)
		crash();
	if (strcmp(d->said, "abort") == 0)
		abort();
	if (strcmp(d->said, "stderr") == 0)
		fprintf(stderr, "a library complains\n");
	if (strcmp(d->said, "slow") == 0)
		wait_ms(150);
	if (strcmp(d->said, "long") == 0)
		work_long(screen);
	if (strcmp(d->said, "wake") == 0)
		(void)!write(wake_pipe[1], "w", 1);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned demo_event(struct screen *screen, const struct ui_event *event)
{
	struct demo *d = screen->state;

	d->ticks += event->type == UI_EVENT_TICK;
	if (event->type == UI_EVENT_WAKE)
		return woken(screen, event->fd);
	if (event->type == UI_EVENT_KEY) {
		ui_key_format(event->key, d->last, sizeof d->last);
		screen->app->pending |= UI_REDRAW; /* a key that does nothing is shown too */
		if (event->key.code == UI_KEY_ENTER)
			return enter(screen);
	}
	return ui_lineedit_event(&d->entry, event);
}

static unsigned choose_fruit(struct screen *screen)
{
	static const struct ui_column columns[] = { { .title = "Fruit", .width = 12, .grow = true },
						    { .title = NULL } };
	struct choose c = { .title = "Fruit", .columns = columns, .new_label = "makes a new one" };

	for (int i = 0; i < 5; i++)
		choose_add(&c, i, "%s\tchoice", fruits[i]); /* what they are found by */
	return choose_open(screen, &c, BO_OK, TAG_PICK);
}

static unsigned demo_command(struct screen *screen, enum command command)
{
	static const struct ui_dialog dialog = {
		.title = "Void",
		.text = "The order of 40.00 € has been paid. Void it and give the money back?",
		.answers = { { "v", "Void it" }, { "k", "Keep it" } },
		.role = UI_ROLE_WARN,
	};
	static const struct prompt prompt = { .title = "Override",
					      .text = "Why may this be sold?" };
	struct demo *d = screen->state;

	if (command == CMD_PAY)
		app_error(screen->app, "Refused: sold out.");
	else if (command == CMD_VOID)
		app_push(screen->app, &ask_screen, &dialog, TAG_ASK);
	else if (command == CMD_OVERRIDE)
		app_push(screen->app, &prompt_screen, &prompt, TAG_PROMPT);
	else if (command == CMD_PERFORMANCE)
		return choose_fruit(screen);
	else if (command == CMD_NEW)
		app_push(screen->app, &demo_screen, NULL, 0);
	else if (command == CMD_EXPORT_FILE)
		snprintf(d->answer, sizeof d->answer, "written");
	else
		return UI_IGNORED;
	return UI_HANDLED;
}

static unsigned demo_done(struct screen *screen, int tag, const void *result)
{
	struct demo *d = screen->state;

	if (!result) {
		snprintf(d->answer, sizeof d->answer, "cancelled");
	} else if (tag == TAG_ASK) {
		const int *answer = result;

		snprintf(d->answer, sizeof d->answer, "answer %d", *answer);
	} else if (tag == TAG_PROMPT) {
		const char *text = result;

		snprintf(d->answer, sizeof d->answer, "because %s", text);
	} else {
		const struct chosen *chosen = result;

		snprintf(d->answer, sizeof d->answer, "%s %s",
			 chosen->make_new ? "new" : fruits[chosen->id], chosen->query);
	}
	return UI_REDRAW;
}

static bool demo_may_close(struct screen *screen)
{
	const struct demo *d = screen->state;

	if (d->busy)
		app_warn(screen->app, "There is unsaved work here.");
	return !d->busy;
}

static bool has_entry(const struct screen *screen)
{
	const struct demo *d = screen->state;

	return d->entry.len > 0;
}

static const struct command_ref demo_commands[] = {
	{ .command = CMD_HELP },
	{ .command = CMD_PERFORMANCE, .label = "Find" },
	{ .command = CMD_OVERRIDE },
	{ .command = CMD_NEW },
	{ .command = CMD_VOID },
	{ .command = CMD_PAY, .label = "Pay now" },
	{ .command = CMD_CLEAR, .enabled = has_entry },
	{ .command = CMD_EXPORT_FILE, .hidden = true },
	{ .command = CMD_NONE },
};

const struct screen_ops demo_screen = {
	.name = "demo",
	.title = "Demo",
	.state_size = sizeof(struct demo),
	.commands = demo_commands,
	.open = demo_open,
	.recalc = demo_recalc,
	.draw = demo_draw,
	.event = demo_event,
	.command = demo_command,
	.may_close = demo_may_close,
	.done = demo_done,
};

static void demo_status(void *session, char *text, size_t size)
{
	(void)session;
	snprintf(text, size, "anna · till 1");
}

struct app_options demo_options(void)
{
	return (struct app_options){ .program = "boxoffice", .status = demo_status };
}

int demo_main(const char *color)
{
	struct app_options options = demo_options();
	struct app_run_options run = { .color = color, .tick_ms = 50 };
	struct app app;
	bool ended = false;

	setlocale(LC_CTYPE, "");
	if (pipe(wake_pipe) != 0)
		return 3;
	options.watch = demo_watch;
	app_init(&app, &options);
	app_push(&app, &demo_screen, NULL, 0);
	const char *fault = app_run(&app, &run, &ended);

	app_clear(&app);
	if (fault) {
		fprintf(stderr, "boxoffice: %s\n", fault);
		return 3;
	}
	return ended ? 4 : 0;
}
