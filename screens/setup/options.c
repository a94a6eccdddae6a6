/*
 * Setup, options: each is one line with its sentence; the engine's own check answers a wrong value.
 */
#include "setup/setup.h"

#include <stdio.h>
#include <string.h>

enum { TAG_OPTION = 300 };

static enum bo_status fetch(struct screen *screen)
{
	struct setup *s = screen->state;

	return bo_option_list(session_bo(screen), &s->arena, &s->options);
}

static int rows(const void *arg)
{
	const struct setup *s = arg;

	return (int)s->options.n;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct setup *s = arg;
	const struct bo_option *option = &s->options.row[row];

	snprintf(text, size, "%s",
		 column == 0   ? option->name
		 : column == 1 ? (*option->value ? option->value : "-")
			       : option->help);
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct setup *s = arg;
	const struct bo_option *option = &s->options.row[row];

	if (column == 2)
		return UI_ROLE_HINT;
	return column == 1 && strcmp(option->value, option->initial) != 0 ? UI_ROLE_MARK
									  : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Option", .width = 24 },
	{ .title = "Value", .width = 18 },
	{ .title = "What it does", .width = 12, .grow = true, .drop = 1 },
};

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = 3,
	.rows = rows,
	.cell = cell,
	.role = role,
};

static void note(const struct screen *screen, char *text, size_t size)
{
	const struct setup *s = screen->state;
	int row = setup_row(s, SETUP_OPTIONS);

	if (row >= 0)
		snprintf(text, size, "%s At first: %s.", s->options.row[row].help,
			 *s->options.row[row].initial ? s->options.row[row].initial : "empty");
}

static bool works(const struct setup *s, enum command command)
{
	return command == CMD_OPEN && s->options.n > 0;
}

static enum bo_status save(struct screen *screen, struct ui_form *form, void *arg)
{
	const struct setup *s = arg;
	struct bo *bo = session_bo(screen);
	enum bo_status status = bo_option_set(bo, s->title, fill_text(form, 0));

	return status ? fill_fault(form, 0, "%s", bo_error(bo)->message) : BO_OK;
}

static unsigned command(struct screen *screen, enum command c)
{
	struct setup *s = screen->state;
	const struct bo_option *option;

	if (c != CMD_OPEN)
		return UI_IGNORED;
	if (session_failed(screen, bo_require(session_bo(screen), BO_MAY_SET_UP_STAFF)))
		return UI_HANDLED | UI_REDRAW;
	option = &s->options.row[setup_row(s, SETUP_OPTIONS)];
	snprintf(s->title, sizeof s->title, "%s", option->name);
	snprintf(s->text, sizeof s->text, "%s", option->help);
	s->field[0] = (struct fill_field){ .label = "Value", .text = option->value, .width = 40 };
	return setup_fill(screen, 1, save, TAG_OPTION);
}

const struct setup_page setup_options = {
	.label = "Options",
	.model = &model,
	.fetch = fetch,
	.works = works,
	.command = command,
	.note = note,
};
