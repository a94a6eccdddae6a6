/*
 * Setup, template: how a ticket looks is a text file, so it is changed with an editor: written out
 * here, read back here, and refused with the line that is wrong.
 */
#include "setup/setup.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAG_EXPORT = 400, TAG_IMPORT };
enum { TEMPLATE_MAX = 256 * 1024 };

struct line {
	int number;
	const char *text;
};

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	const char *text;
	enum bo_status status = bo_template_get(session_bo(screen), rows->arena, &text);
	char *copy = status ? NULL : bo_arena_copy(rows->arena, text);
	struct line *line = NULL;
	size_t n = 0;

	while (copy && *copy) {
		char *end = strchr(copy, '\n');

		line = bo_arena_grow(rows->arena, line, n, sizeof *line);
		if (!line)
			return BO_NO_MEMORY;
		line[n] = (struct line){ (int)n + 1, copy };
		n++;
		if (end)
			*end++ = '\0';
		copy = end;
	}
	return table_found(rows, status, line, n);
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct line *line = row;

	(void)screen;
	if (column == 0)
		bo_buf_printf(text, "%d", line->number);
	else
		bo_buf_add(text, line->text);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	(void)screen;
	(void)column;
	return ((const struct line *)row)->text[0] == '#' ? UI_ROLE_HINT : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "", .width = 4, .right = true, .role = UI_ROLE_HINT },
	{ .title = "", .width = 20, .grow = true },
};

static void note(const struct screen *screen, struct bo_buf *text)
{
	(void)screen;
	bo_buf_add(text,
		   "The ticket as it is printed now. Alt-w writes this text to a file, Alt-i reads "
		   "a changed one back: it is checked whole before it counts. p draws a specimen.");
}

static bool works(const struct screen *screen, enum command command)
{
	(void)screen;
	return command == CMD_EXPORT || command == CMD_IMPORT || command == CMD_TEST;
}

static unsigned ask_path(struct screen *screen, const char *title, const char *text, int tag)
{
	struct setup *s = screen->state;
	const char *path = bo_store_path(session_bo(screen)), *slash = strrchr(path, '/');

	bo_arena_clear(&s->view.room.lent);
	s->prompt = (struct prompt){
		.title = title,
		.text = text,
		.prefill = bo_arena_printf(&s->view.room.lent, "%.*sticket.tpl",
					   slash ? (int)(slash - path + 1) : 0, path),
		.limit = 1000,
	};
	return app_open(screen->app, &prompt_screen, &s->prompt, tag);
}

static unsigned command(struct screen *screen, enum command c, const void *row)
{
	(void)row;
	if (c == CMD_TEST)
		return setup_specimen(screen);
	if (c == CMD_EXPORT)
		return ask_path(screen, "Write the template",
				"To a file that is not there yet:", TAG_EXPORT);
	if (c != CMD_IMPORT)
		return UI_IGNORED;
	if (!session_allows(screen, BO_MAY_SET_UP_PRINTERS))
		return UI_HANDLED | UI_REDRAW;
	return ask_path(screen, "Read a template", "From the file:", TAG_IMPORT);
}

static void export(struct screen *screen, const char *path)
{
	struct bo_arena arena = { 0 };
	const char *text;
	FILE *file;

	if (session_failed(screen, bo_template_get(session_bo(screen), &arena, &text)))
		return;
	file = fopen(path, "wxe");
	bool ok = file && fputs(text, file) >= 0;

	if (file)
		ok = fclose(file) == 0 && ok;
	if (ok)
		app_info(screen->app, "Written to %s.", path);
	else
		app_error(screen->app, "%s cannot be written: %s.", path, strerror(errno));
	bo_arena_clear(&arena);
}

/* NULL after saying why. */
static char *read_file(struct screen *screen, const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = file ? calloc(1, TEMPLATE_MAX + 2) : NULL;
	size_t n = text ? fread(text, 1, TEMPLATE_MAX + 1, file) : 0;
	const char *why = !file		      ? strerror(errno)
			  : !text	      ? "there is no memory left"
			  : ferror(file)      ? strerror(errno)
			  : n > TEMPLATE_MAX  ? "it is too large for a template"
			  : strlen(text) != n ? "it is not a text file"
					      : NULL;

	if (file)
		fclose(file);
	if (why) {
		app_error(screen->app, "%s cannot be read: %s.", path, why);
		free(text);
		return NULL;
	}
	return text;
}

static void import(struct screen *screen, const char *path)
{
	char *text = read_file(screen, path);

	if (text && !session_failed(screen, bo_template_set(session_bo(screen), text)))
		app_info(screen->app, "The template is right; tickets look like this from now on.");
	free(text);
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	if (tag == TAG_EXPORT && result)
		export(screen, result);
	if (tag == TAG_IMPORT && result)
		import(screen, result);
	return UI_RECALC | UI_REDRAW;
}

const struct table setup_template = {
	.label = "Ticket",
	TABLE_COLUMNS(columns),
	.no_head = true,
	.row_size = sizeof(struct line),
	.no_id = true,
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.works = works,
	.command = command,
	.done = done,
	.note = note,
};
