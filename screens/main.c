/*
 * Starting the screens, and the commands that work on all of them: going from one to another.
 */
#include "main.h"

#include "frame/session.h"
#include "registry.h"

#include <stdio.h>
#include <string.h>

static const struct command_ref program_commands[] = {
#define X(screen, command) { command, NULL, NULL, true, NULL },
	SCREEN_LIST(X)
#undef X
		{ CMD_SIGN_OUT, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static const struct screen_ops *screen_of(enum command command)
{
	static const struct {
		enum command command;
		const struct screen_ops *screen;
	} screens[] = {
#define X(screen, command) { command, &screen },
		SCREEN_LIST(X)
#undef X
	};

	for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++)
		if (screens[i].command == command)
			return screens[i].screen;
	return NULL;
}

static bool on_stack(const struct app *app, const struct screen_ops *ops)
{
	for (int i = 0; i < app->depth; i++)
		if (app->stack[i]->ops == ops)
			return true;
	return false;
}

static unsigned program_command(struct app *app, enum command command)
{
	const struct session *session = app->options.session;
	const struct screen_ops *screen = screen_of(command);

	if (!*bo_acting_name(session->bo)) {
		app_info(app, "Sign in first.");
		return UI_HANDLED | UI_BELL;
	}
	if (command == CMD_SIGN_OUT)
		screen = &sign_in_screen;
	if (!screen)
		return UI_IGNORED;
	/* What one comes back to is always the first screen, not the way one took. */
	if (on_stack(app, screen) || app_go(app, home_of(session), NULL))
		app_go(app, screen, NULL);
	return UI_HANDLED | UI_REDRAW;
}

/* From below, so that no screen is asked: the one below them all signs out when it hears of it. */
static bool program_turn(struct app *app)
{
	const struct session *session = app->options.session;
	char name[BO_NAME_MAX + 1];

	if (!bo_turn_over(session->bo))
		return true;
	snprintf(name, sizeof name, "%s", bo_acting_name(session->bo));
	while (app->depth > 1 && app->stack[0]->ops == &sign_in_screen)
		app_close(app, app->stack[1]);
	bo_sign_out(session->bo);
	app_error(app, "%s does not work here any more: this turn at the till is over.", name);
	return false;
}

void screens_app(struct app *app, struct session *session)
{
	struct app_options options = {
		.session = session,
		.program = bo_store_is_training(session->bo) ? "TRAINING" : "boxoffice",
		.status = session_status,
		.commands = program_commands,
		.command = program_command,
		.may = session_may,
		.places = program_places,
		.turn = program_turn,
		.tick = session_tick,
		.watch = session_watch,
		.wake = session_wake,
	};

	app_init(app, &options);
	app_push(app, &sign_in_screen, NULL, 0);
	if (*bo_acting_name(session->bo))
		app_push(app, home_of(session), NULL, 0);
}

static enum bo_status prepare(struct bo *bo, const struct screens_options *options)
{
	const char *path = bo_store_path(bo);
	enum bo_status status = BO_OK;

	if (!path || !*path)
		status = bo_store_open(bo, options->store ? options->store : "");
	if (!status && !*bo_till_name(bo))
		status = bo_till_use(bo, options->till ? options->till : "till");
	if (!status && options->staff && !*bo_acting_name(bo))
		status = bo_sign_in(bo, options->staff, options->pin);
	return status;
}

int screens_main(struct bo *bo, const struct screens_options *options)
{
	struct app_run_options run = { .color = options->color,
				       .log_path = options->log_path,
				       .mouse = options->mouse };
	enum bo_status status = prepare(bo, options);
	struct session session;
	struct app app;
	bool ended = false;

	if (status) {
		fprintf(stderr, "boxoffice: %s\n", bo_error(bo)->message);
		return bo_status_exit(status);
	}
	session_init(&session, bo, options->program);
	screens_app(&app, &session);
	const char *fault = app_run(&app, &run, &ended);

	app_clear(&app);
	session_clear(&session);
	if (fault) {
		fprintf(stderr, "boxoffice: %s\n", fault);
		return bo_status_exit(BO_IO);
	}
	if (session.lost && bo_store_there(bo)) {
		fprintf(stderr, "boxoffice: %s\n", bo_error(bo)->message);
		return bo_status_exit(BO_LOST);
	}
	return 0;
}
