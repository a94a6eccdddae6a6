/*
 * The frame: the stack of screens and the way of an event through it.
 *
 * A key goes to the top screen first (a text field may want it), then it is looked up as a command
 * of that screen, of the app, of the frame.  A screen that closes is taken off the stack before the
 * one below hears its result, and freed afterwards.
 */
#include "frame/frame.h"
#include "frame/second_key.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAG_PALETTE = -1000, TAG_HELP = -1001 };

void app_init(struct app *app, const struct app_options *options)
{
	memset(app, 0, sizeof *app);
	app->options = *options;
	app->rows = 24;
	app->cols = 80;
}

static void free_screen(struct screen *screen)
{
	if (screen->ops->close)
		screen->ops->close(screen);
	free(screen->state);
	free(screen);
}

static void free_closed(struct app *app)
{
	while (app->closed) {
		struct screen *screen = app->closed;

		app->closed = screen->next_closed;
		free_screen(screen);
	}
}

void app_clear(struct app *app)
{
	free_closed(app);
	while (app->depth > 0)
		free_screen(app->stack[--app->depth]);
}

bool app_over(const struct app *app)
{
	return app->depth == 0;
}

__attribute__((format(printf, 3, 0))) static void say(struct app *app, enum ui_role role,
						      const char *format, va_list args)
{
	vsnprintf(app->message, sizeof app->message, format, args);
	app->message_role = role;
	app->said++;
	app->pending |= UI_REDRAW;
}

void app_info(struct app *app, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(app, UI_ROLE_NORMAL, format, args);
	va_end(args);
}

void app_warn(struct app *app, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(app, UI_ROLE_WARN, format, args);
	va_end(args);
	app->pending |= UI_DROP_TYPEAHEAD;
}

void app_error(struct app *app, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(app, UI_ROLE_ERROR, format, args);
	va_end(args);
	app->pending |= UI_DROP_TYPEAHEAD | UI_BELL;
}

static void lay_out(struct app *app, struct screen *screen)
{
	struct ui_rect body = app_body(app);

	screen->rows = body.rows;
	screen->cols = body.cols;
	if (screen->ops->layout)
		screen->ops->layout(screen, screen->rows, screen->cols);
}

static void recalc(struct screen *screen)
{
	if (screen->ops->recalc)
		screen->ops->recalc(screen);
}

bool app_push(struct app *app, const struct screen_ops *ops, const void *args, int tag)
{
	struct screen *screen;

	if (app->depth == APP_DEPTH) {
		app_error(app, "Too many screens are open; close some with Esc.");
		return false;
	}
	screen = calloc(1, sizeof *screen);
	if (screen && ops->state_size)
		screen->state = calloc(1, ops->state_size);
	if (!screen || (ops->state_size && !screen->state)) {
		free(screen);
		app_error(app, "There is no memory left for this screen.");
		return false;
	}
	screen->ops = ops;
	screen->app = app;
	screen->tag = tag;
	if (ops->open && !ops->open(screen, args)) {
		free(screen->state);
		free(screen);
		return false;
	}
	recalc(screen);
	lay_out(app, screen);
	app->stack[app->depth++] = screen;
	app->pending |= UI_REDRAW;
	if (ops->question)
		app->pending |= UI_DROP_TYPEAHEAD;
	return true;
}

unsigned app_open(struct app *app, const struct screen_ops *ops, const void *args, int tag)
{
	app_push(app, ops, args, tag);
	return UI_HANDLED | UI_REDRAW;
}

static bool on_stack(const struct app *app, const struct screen *screen)
{
	for (int i = 0; i < app->depth; i++)
		if (app->stack[i] == screen)
			return true;
	return false;
}

static void apply(struct app *app, struct screen *screen, unsigned result)
{
	if (!on_stack(app, screen))
		return; /* it has gone to another screen */
	if (result & UI_RECALC)
		recalc(screen);
	if (result & UI_CLOSE)
		app_close(app, screen);
}

void app_close(struct app *app, struct screen *screen)
{
	int i = app->depth - 1;

	while (i >= 0 && app->stack[i] != screen)
		i--;
	if (i < 0)
		return;
	memmove(app->stack + i, app->stack + i + 1,
		(size_t)(app->depth - i - 1) * sizeof app->stack[0]);
	app->depth--;
	app->pending |= UI_REDRAW;
	if (screen->tag == TAG_PALETTE) {
		const struct palette_choice *chosen = screen->result;

		unsigned said = app->said;

		if (chosen && chosen->command != CMD_NONE)
			app->pending |= app_command(app, chosen->command);
		if (chosen && chosen->say[0] && app->said == said)
			app_info(app, "%s", chosen->say);
	} else if (i > 0 && app->stack[i - 1]->ops->done && screen->tag != TAG_HELP) {
		struct screen *below = app->stack[i - 1];
		unsigned r = below->ops->done(below, screen->tag, screen->result);

		app->pending |= r & ~(unsigned)(UI_CLOSE | UI_RECALC);
		apply(app, below, r);
	}
	screen->next_closed = app->closed; /* its own code may still be running */
	app->closed = screen;
}

/* Asks the screen, as when the user wants to go. */
static bool close_politely(struct app *app, struct screen *screen)
{
	if (screen->ops->may_close && !screen->ops->may_close(screen))
		return false;
	app_close(app, screen);
	return true;
}

bool app_go(struct app *app, const struct screen_ops *ops, const void *args)
{
	int at = app->depth - 1;

	while (at >= 0 && app->stack[at]->ops != ops)
		at--;
	if (at < 0)
		return app_push(app, ops, args, 0);
	while (app->depth > at + 1)
		if (!close_politely(app, app_top(app)))
			return false;
	recalc(app->stack[at]);
	app->pending |= UI_REDRAW;
	return true;
}

static bool listed(const struct command_ref *list, const struct screen *screen,
		   enum command command, const struct command_ref **found)
{
	for (*found = list; list && (*found)->command != CMD_NONE; (*found)++)
		if ((*found)->command == command)
			return !screen || screen_works(screen, *found);
	*found = NULL;
	return false;
}

static unsigned leave(struct app *app, struct screen *top, bool even_first)
{
	if (even_first ? app->depth > 1 || !app->options.kiosk
		       : app->depth > 1 && !top->ops->stays) {
		close_politely(app, top);
		return UI_HANDLED | UI_REDRAW;
	}
	if (app->depth > 1)
		app_info(app, "F10 leaves this screen.");
	else if (app->options.kiosk)
		app_info(app, "This till stays here.");
	else
		app_escaped(app, "F10 leaves the program.");
	return UI_HANDLED | UI_REDRAW;
}

static unsigned general_command(struct app *app, struct screen *top, enum command command)
{
	if (command == CMD_HELP) {
		app_push(app, &help_screen, top, TAG_HELP);
	} else if (command == CMD_PALETTE) {
		app_push(app, &palette_screen, top, TAG_PALETTE);
	} else if (command == CMD_BACK || command == CMD_LEAVE) {
		return leave(app, top, command == CMD_LEAVE);
	} else if (command == CMD_REFRESH) {
		recalc(top);
	} else if (command == CMD_REDRAW) {
		app->pending |= UI_REPAINT;
	} else if (command == CMD_SUSPEND) {
		app->pending |= app->options.kiosk ? UI_BELL : UI_SUSPEND;
	} else {
		return UI_IGNORED;
	}
	return UI_HANDLED | UI_REDRAW;
}

unsigned app_command(struct app *app, enum command command)
{
	struct screen *top = app_top(app);
	const struct command_ref *ref;
	unsigned r = UI_IGNORED;

	if (!top)
		return UI_IGNORED;
	char who[APP_MESSAGE];

	if (!app_may(app, command, who, sizeof who)) {
		app_error(app, "%s", who);
		return UI_HANDLED | UI_BELL;
	}
	bool works = listed(top->ops->commands, top, command, &ref);

	if (ref && !works) {
		const char *why = top->ops->why_not ? top->ops->why_not(top, command) : ref->why;

		app_info(app, "%s: %s.", command_info(command)->label, why ? why : "not now");
		return UI_HANDLED | UI_BELL;
	}
	if (ref && top->ops->command)
		r = top->ops->command(top, command);
	if (r == UI_IGNORED && !top->ops->overlay) {
		listed(app->options.commands, NULL, command, &ref);
		if (ref && app->options.command)
			r = app->options.command(app, command);
	}
	if (r == UI_IGNORED)
		return general_command(app, top, command);
	apply(app, top, r);
	return (r & ~(unsigned)(UI_CLOSE | UI_RECALC)) | UI_HANDLED;
}

static unsigned deliver(struct app *app, struct screen *screen, const struct ui_event *event)
{
	unsigned r = screen && screen->ops->event ? screen->ops->event(screen, event) : UI_IGNORED;

	apply(app, screen, r);
	return r & ~(unsigned)(UI_CLOSE | UI_RECALC) ? r & ~(unsigned)(UI_CLOSE | UI_RECALC)
	       : r				     ? UI_HANDLED
						     : UI_IGNORED;
}

/* Where two commands share a key, the one that works now has it. */
static enum command command_of_key(const struct app *app, const struct screen *top,
				   struct ui_key key)
{
	struct command_choice choices[APP_CHOICES];
	int n = app_choices(app, top, choices, APP_CHOICES);
	enum command found = CMD_NONE;

	for (int i = 0; i < n; i++) {
		if (!command_has_key(choices[i].command, key))
			continue;
		if (choices[i].enabled)
			return choices[i].command;
		if (found == CMD_NONE)
			found = choices[i].command;
	}
	return found;
}

void app_escaped(struct app *app, const char *what_leaves)
{
	app->second_key = SECOND_KEY_ESCAPED;
	app->second_key_ticks = SECOND_KEY_TICKS;
	app_info(app, "%s", what_leaves);
}

/* The second of two keys becomes the one it stands for.  False: the event is dealt with. */
static bool second_key(struct app *app, struct ui_event *event, unsigned *r)
{
	int state = app->second_key;
	struct ui_key key;

	app->second_key = SECOND_KEY_NONE;
	if (event->type != UI_EVENT_KEY)
		return true;
	if (state == SECOND_KEY_NONE && ui_key_is(event, 'g', UI_MOD_CTRL)) {
		app->second_key = SECOND_KEY_ASKED;
		app_info(app, "Ctrl-G and a letter: as with Alt; 1 to 9, 0, -, =: F1 to F12.");
		*r = UI_HANDLED | UI_REDRAW;
		return false;
	}
	bool meant = second_key_means(event->key, &key);

	/* a scanner's codes begin with a capital: they are text */
	if (state == SECOND_KEY_ESCAPED && meant)
		meant = event->key.code >= 'a' &&
			command_of_key(app, app_top(app), key) != CMD_NONE;
	if (state != SECOND_KEY_NONE && meant) {
		*event = ui_event_key(key.code, key.mods);
	} else if (state == SECOND_KEY_ASKED) {
		*r = UI_HANDLED | UI_BELL;
		return false;
	}
	return true;
}

static unsigned key_event(struct app *app, const struct ui_event *event)
{
	struct screen *top = app_top(app);
	struct ui_event e = *event;
	unsigned r;

	if (e.type == UI_EVENT_KEY && e.key.code == UI_KEY_F12 && e.key.mods == 0)
		e.key.code = UI_KEY_ESC;
	r = deliver(app, top, &e);
	if (r != UI_IGNORED)
		return r;
	if (e.type != UI_EVENT_KEY) {
		if (e.type == UI_EVENT_PASTE)
			app_info(app, "Nothing here takes pasted text.");
		return UI_BELL;
	}
	enum command command = command_of_key(app, top, e.key);

	if (command == CMD_NONE)
		return UI_BELL;
	return app_command(app, command);
}

static unsigned tell_all(struct app *app, const struct ui_event *event)
{
	unsigned all = UI_IGNORED;

	for (int i = app->depth - 1; i >= 0; i--) {
		struct screen *screen = i < app->depth ? app->stack[i] : NULL;

		if (screen)
			all |= deliver(app, screen, event);
	}
	return all;
}

static bool is_busy(const struct screen *screen)
{
	return screen->ops->busy && screen->ops->busy(screen);
}

bool app_busy(const struct app *app)
{
	for (int i = 0; i < app->depth; i++)
		if (is_busy(app->stack[i]))
			return true;
	return false;
}

/* Work goes on under the help, too. */
static unsigned go_on(struct app *app, const struct ui_event *event)
{
	unsigned all = UI_IGNORED;

	for (int i = app->depth - 1; i >= 0; i--)
		if (i < app->depth && is_busy(app->stack[i]))
			all |= deliver(app, app->stack[i], event);
	return all;
}

static unsigned refresh_status(struct app *app)
{
	char status[sizeof app->status] = "";

	if (!app->options.status)
		return UI_IGNORED;
	app->options.status(app->options.session, status, sizeof status);
	if (strcmp(status, app->status) == 0)
		return UI_IGNORED;
	memcpy(app->status, status, sizeof status);
	return UI_REDRAW;
}

/* The other button asks what a piece of the bar is. */
static unsigned tell_keys(struct app *app, enum command command)
{
	char keys[64];

	command_keys_label(command, keys, sizeof keys);
	app_info(app, "%s: %s. %s.", command_info(command)->label, keys,
		 command_info(command)->help);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned mouse_event(struct app *app, const struct ui_event *event)
{
	struct ui_rect body = app_body(app);
	enum command command = app_bar_at(app, event->y, event->x);
	struct ui_event e = *event;

	if (command != CMD_NONE && e.button == UI_BUTTON_LEFT)
		return app_command(app, command);
	if (command != CMD_NONE && e.button == UI_BUTTON_OTHER)
		return tell_keys(app, command);
	e.y -= body.y;
	e.x -= body.x;
	if (e.y < 0 || e.y >= body.rows)
		return UI_IGNORED;
	return deliver(app, app_top(app), &e);
}

static unsigned input(struct app *app, const struct ui_event *event)
{
	unsigned said = app->said, r = UI_IGNORED;
	struct ui_event meant = *event;

	if (app_too_small(app))
		return UI_BELL; /* nobody can see what he does */
	if (event->type == UI_EVENT_MOUSE)
		r = mouse_event(app, event);
	else if (second_key(app, &meant, &r))
		r = key_event(app, &meant);
	if (app->said == said && (r & ~(unsigned)UI_BELL) && app->message[0]) {
		app->message[0] = '\0';
		r |= UI_REDRAW;
	}
	return r;
}

unsigned app_event(struct app *app, const struct ui_event *event)
{
	unsigned r = UI_IGNORED;

	if (app_over(app))
		return UI_IGNORED;
	if (event->type == UI_EVENT_RESIZE) {
		app->rows = event->rows;
		app->cols = event->cols;
		for (int i = 0; i < app->depth; i++)
			lay_out(app, app->stack[i]);
		r = UI_HANDLED | UI_REDRAW;
	} else if (event->type == UI_EVENT_TICK || event->type == UI_EVENT_WAKE) {
		if (event->type == UI_EVENT_TICK && app->second_key == SECOND_KEY_ESCAPED &&
		    --app->second_key_ticks <= 0)
			app->second_key = SECOND_KEY_NONE;
		if (event->type == UI_EVENT_TICK && app->options.tick)
			r |= app->options.tick(app);
		if (event->type == UI_EVENT_WAKE && app->options.wake)
			r |= app->options.wake(app, event->fd);
		r |= tell_all(app, event);
	} else if (event->type == UI_EVENT_IDLE) {
		r = go_on(app, event);
	} else if (app->options.turn && !app->options.turn(app)) {
		r = UI_HANDLED | UI_REDRAW;
	} else {
		r = input(app, event);
	}
	free_closed(app);
	r |= refresh_status(app) | app->pending;
	app->pending = 0;
	return r;
}
