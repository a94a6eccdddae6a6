/*
 * The lines around a screen: header, message, function bar; and what is drawn over it.
 *
 * The rows of a screen do not change with the size of the terminal's lower lines: a small terminal
 * gives up the function bar first and keeps its row for the screen.
 */
#include "frame/frame.h"

#include "ui/widget/funcbar.h"

#include <stdio.h>
#include <string.h>

bool app_too_small(const struct app *app)
{
	return app->rows < FRAME_MIN_ROWS || app->cols < FRAME_MIN_COLS;
}

struct ui_rect app_body(const struct app *app)
{
	int below = app->rows < FRAME_BAR_ROWS ? 1 : 2;

	return (struct ui_rect){ 1, 0, app->rows - 1 - below > 0 ? app->rows - 1 - below : 0,
				 app->cols };
}

static void draw_header(const struct app *app, const struct screen *top, struct ui_surface *s)
{
	char heading[200] = "";
	int x = 1, right = ui_text_columns(app->status);

	ui_fill(s, (struct ui_rect){ 0, 0, 1, s->cols }, UI_ROLE_TITLE);
	if (top->ops->heading)
		top->ops->heading(top, heading, sizeof heading);
	else if (top->ops->title)
		snprintf(heading, sizeof heading, "%s", top->ops->title);
	if (s->cols < 60 || right > s->cols / 2)
		right = right < s->cols / 2 ? right : s->cols / 2;
	if (app->options.program && s->cols >= 60) {
		x += ui_put(s, 0, x, UI_ROLE_TITLE, app->options.program);
		x += ui_put(s, 0, x, UI_ROLE_TITLE, " · ");
	}
	x += ui_put_cut(s, 0, x, s->cols - x - right - 2, UI_ROLE_TITLE, heading);
	ui_put_right(s, 0, s->cols - right - 1, right, UI_ROLE_TITLE, app->status);
}

/* Where a command stands on the bar: function keys by number, because hands learn places; then the
 * others as they were listed. */
static uint32_t bar_place(enum command command)
{
	const char *keys = command_info(command)->keys;
	struct ui_key key = { 0, 0 };

	ui_key_parse(&keys, &key);
	return key.code >= UI_KEY_F1 && key.code <= UI_KEY_F12 && !key.mods ? key.code
									    : UI_KEYS_END;
}

static void sort_for_bar(struct command_choice *choices, int n)
{
	for (int i = 1; i < n; i++) {
		struct command_choice choice = choices[i];
		int at = i;

		for (; at > 0 && bar_place(choices[at - 1].command) > bar_place(choice.command);
		     at--)
			choices[at] = choices[at - 1];
		choices[at] = choice;
	}
}

/* Another command with the same key stands on the bar instead. */
static bool outdone(const struct command_choice *choices, int n, int at)
{
	char key[24], other[24];

	command_key_label(choices[at].command, key, sizeof key);
	for (int i = 0; i < n; i++) {
		command_key_label(choices[i].command, other, sizeof other);
		if (i != at && strcmp(key, other) == 0 &&
		    (choices[i].enabled ? !choices[at].enabled || i < at
					: !choices[at].enabled && i < at))
			return true;
	}
	return false;
}

static int bar_items(const struct app *app, const struct screen *top, struct ui_funcbar_item *items,
		     enum command *commands, int max)
{
	struct command_choice choices[APP_CHOICES];
	int n = app_choices(app, top, choices, APP_CHOICES), m = 0;

	sort_for_bar(choices, n);
	for (int i = 0; i < n && m < max; i++) {
		if (!choices[i].on_bar || !*command_info(choices[i].command)->keys)
			continue;
		if (choices[i].group > 0 && top->ops->overlay)
			continue;
		if (outdone(choices, n, i))
			continue;
		items[m] = (struct ui_funcbar_item){ .label = choices[i].label,
						     .enabled = choices[i].enabled };
		command_key_label(choices[i].command, items[m].key, sizeof items[m].key);
		commands[m++] = choices[i].command;
	}
	ui_funcbar_layout(items, m, app->cols);
	return m;
}

static void draw_bar(const struct app *app, const struct screen *top, struct ui_surface *s)
{
	struct ui_funcbar_item items[APP_CHOICES];
	enum command commands[APP_CHOICES];
	int n = bar_items(app, top, items, commands, APP_CHOICES);

	ui_funcbar_draw(s, s->rows - 1, items, n);
}

static void draw_body(const struct app *app, struct ui_surface *s)
{
	struct ui_surface body = ui_surface_part(s, app_body(app));
	int first = app->depth - 1;

	while (first > 0 && app->stack[first]->ops->overlay)
		first--;
	for (int i = first; i < app->depth; i++) {
		*s->cursor = (struct ui_cursor){ 0, 0, false };
		if (app->stack[i]->ops->draw)
			app->stack[i]->ops->draw(app->stack[i], &body);
	}
}

void app_draw(const struct app *app, struct ui_surface *s)
{
	const struct screen *top = app_top(app), *named = top;

	ui_clear(s);
	if (!top)
		return;
	if (app_too_small(app)) {
		char text[64];

		snprintf(text, sizeof text, "too small: %dx%d needed", FRAME_MIN_COLS,
			 FRAME_MIN_ROWS);
		ui_put_wrapped(s, ui_surface_rect(s), UI_ROLE_WARN, text);
		return;
	}
	for (int i = app->depth - 1; i > 0 && named->ops->overlay; i--)
		named = app->stack[i - 1];
	draw_body(app, s);
	draw_header(app, named, s);
	struct ui_rect body = app_body(app);

	if (app->message[0]) {
		int y = body.y + body.rows;

		ui_fill(s, (struct ui_rect){ y, 0, 1, s->cols }, app->message_role);
		ui_put_cut(s, y, 1, s->cols - 2, app->message_role, app->message);
	}
	if (body.y + body.rows + 1 < s->rows)
		draw_bar(app, top, s);
}

enum command app_bar_at(const struct app *app, int y, int x)
{
	struct ui_funcbar_item items[APP_CHOICES];
	enum command commands[APP_CHOICES];
	struct ui_rect body = app_body(app);
	int i;

	if (y != app->rows - 1 || body.y + body.rows >= y)
		return CMD_NONE;
	i = ui_funcbar_at(items, bar_items(app, app_top(app), items, commands, APP_CHOICES), x);
	return i < 0 ? CMD_NONE : commands[i];
}
