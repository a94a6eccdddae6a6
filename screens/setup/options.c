/*
 * Setup, options: each is one line with its sentence; the engine's own check answers a wrong value.
 */
#include "setup/setup.h"

#include <stdio.h>
#include <string.h>

enum { TAG_OPTION = 300 };

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct bo_options list = { 0 };
	enum bo_status status = bo_option_list(session_bo(screen), rows->arena, &list);

	return table_found(rows, status, list.row, list.n);
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_option *option = row;

	(void)screen;
	bo_buf_add(text, column == 0   ? option->name
			 : column == 1 ? (*option->value ? option->value : "-")
				       : option->help);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	const struct bo_option *option = row;

	(void)screen;
	return column == 1 && strcmp(option->value, option->initial) != 0 ? UI_ROLE_MARK
									  : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Option", .width = 24 },
	{ .title = "Value", .width = 18 },
	{ .title = "What it does", .width = 12, .grow = true, .drop = 1, .role = UI_ROLE_HINT },
};

static void note(const struct screen *screen, struct bo_buf *text)
{
	const struct bo_option *option = table_here(screen);

	if (option)
		bo_buf_printf(text, "%s At first: %s.", option->help,
			      *option->initial ? option->initial : "empty");
}

static bool works(const struct screen *screen, enum command command)
{
	return command == CMD_OPEN && table_on_row(screen);
}

static enum bo_status save(struct screen *screen, struct ui_form *form, void *arg)
{
	const struct fill_room *room = arg;
	struct bo *bo = session_bo(screen);
	enum bo_status status = bo_option_set(bo, room->title, fill_text(form, 0));

	return status ? fill_fault(form, 0, "%s", bo_error(bo)->message) : BO_OK;
}

static unsigned command(struct screen *screen, enum command c, const void *row)
{
	struct fill_room *room = &table_view_of(screen)->room;
	const struct bo_option *option = row;

	if (c != CMD_OPEN)
		return UI_IGNORED;
	if (!session_allows(screen, BO_MAY_SET_UP_STAFF))
		return UI_HANDLED | UI_REDRAW;
	snprintf(room->title, sizeof room->title, "%s", option->name);
	snprintf(room->text, sizeof room->text, "%s", option->help);
	room->field[0] = fill_line("Value", NULL, 40, option->value, NULL);
	return fill_room_open(screen, room, 1, save, room, TAG_OPTION);
}

const struct table setup_options = {
	.label = "Options",
	TABLE_COLUMNS(columns),
	.row_size = sizeof(struct bo_option),
	.no_id = true,
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.works = works,
	.command = command,
	.note = note,
};
