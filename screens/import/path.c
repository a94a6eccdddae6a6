/*
 * Which file: its path is typed, with what is there in sight and Tab to complete it.
 *
 * The screen stays below the others of the import and owns what they work on, so however they are
 * left, the file is closed.
 */
#include "import/import.h"

#include "ui/widget/picker.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_BYTES = 1000, ENTRIES = 2000, TAG_MAP = 1 };

struct entry {
	const char *name; /* a folder's ends with / */
	bool folder;
	int64_t bytes, changed;
};

struct choosing {
	struct import_work work;
	struct bo_arena arena; /* of the entries */
	struct entry *entry;
	int n;
	bool moved; /* the cursor was moved since something was typed */
	char folder[PATH_BYTES + 200];
	struct ui_picker picker;
	const struct session *session;
};

static bool any(const struct screen *screen)
{
	const struct choosing *c = screen->state;

	return c->n > 0 || c->picker.query.len > 0;
}

static const struct command_ref path_commands[] = {
	{ .command = CMD_OPEN, .enabled = any, .why = "nothing is listed" },
	{ .command = CMD_BACK },
	{ .command = CMD_NONE },
};

/* --- What is there --- */

/* "~/lists" as a path that can be opened. */
static void expand(const char *text, char *path, size_t size)
{
	const char *home = strncmp(text, "~/", 2) == 0 ? getenv("HOME") : NULL;

	snprintf(path, size, "%s%s", home ? home : "", home ? text + 1 : text);
}

static int by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return x->folder != y->folder ? (x->folder ? -1 : 1) : strcmp(x->name, y->name);
}

static bool add_entry(struct choosing *c, const char *name)
{
	char path[PATH_BYTES + 600];
	struct entry *grown = bo_arena_grow(&c->arena, c->entry, (size_t)c->n, sizeof *grown);
	struct stat st;

	if (!grown)
		return false;
	c->entry = grown;
	snprintf(path, sizeof path, "%s%s", c->folder, name);
	if (stat(path, &st) != 0 || (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode)))
		return true;
	bool folder = S_ISDIR(st.st_mode);

	grown[c->n] =
		(struct entry){ .name = bo_arena_printf(&c->arena, "%s%s", name, folder ? "/" : ""),
				.folder = folder,
				.bytes = st.st_size,
				.changed = st.st_mtime };
	c->n += grown[c->n].name != NULL;
	return true;
}

/* The entries of the folder that was typed so far, which go on as it does. */
static void look(struct choosing *c)
{
	const char *text = c->picker.query.text, *slash = strrchr(text, '/');
	const char *begun = slash ? slash + 1 : text;
	char folder[PATH_BYTES + 1];
	struct dirent *d;
	DIR *dir;

	bo_arena_clear(&c->arena);
	c->entry = NULL;
	c->n = 0;
	snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - text + 1) : 0, text);
	expand(folder, c->folder, sizeof c->folder);
	dir = opendir(*c->folder ? c->folder : ".");
	if (!dir)
		return;
	while ((d = readdir(dir)) && c->n < ENTRIES) {
		bool hidden = d->d_name[0] == '.' && *begun != '.';

		if (hidden || strcmp(d->d_name, ".") == 0 ||
		    strncmp(d->d_name, begun, strlen(begun)) != 0)
			continue;
		if (!add_entry(c, d->d_name))
			break;
	}
	closedir(dir);
	if (c->n > 1)
		qsort(c->entry, (size_t)c->n, sizeof *c->entry, by_name);
}

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ 0, 1, rows, cols - 2 };
}

static void path_layout(struct screen *screen, int rows, int cols)
{
	struct choosing *c = screen->state;

	ui_picker_layout(&c->picker, list_part(rows, cols).rows, c->n);
}

static bool path_open(struct screen *screen, const void *args)
{
	struct choosing *c = screen->state;
	const struct import_start *start = args;

	c->session = session_of(screen);
	c->work.start = *start;
	c->work.options = (struct bo_import_options){ .kind = start->kind,
						      .audience_id = start->audience_id,
						      .encoding = BO_ENCODING_COUNT,
						      .header = -1 };
	ui_picker_init(&c->picker, NULL);
	ui_lineedit_init(&c->picker.query, PATH_BYTES);
	look(c);
	return true;
}

static void path_close(struct screen *screen)
{
	struct choosing *c = screen->state;

	bo_import_close(c->work.import);
	bo_arena_clear(&c->arena);
}

/* --- Drawing --- */

static int rows(const void *arg)
{
	const struct choosing *c = arg;

	return c->n;
}

static const struct ui_column columns[] = {
	{ .title = "Name", .width = 24, .grow = true },
	{ .title = "Size", .width = 10, .right = true },
	{ .title = "Changed", .width = 21, .drop = 1 },
};

static void put_size(int64_t bytes, char *text, size_t size)
{
	if (bytes < 10000)
		snprintf(text, size, "%" PRId64 " bytes", bytes);
	else if (bytes < 10000000)
		snprintf(text, size, "%" PRId64 " kB", bytes / 1000);
	else
		snprintf(text, size, "%" PRId64 " MB", bytes / 1000000);
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct choosing *c = arg;
	const struct entry *entry = &c->entry[row];

	if (column == 0) {
		snprintf(text, size, "%s", entry->name);
	} else if (column == 1 && !entry->folder) {
		put_size(entry->bytes, text, size);
	} else if (column == 2) {
		struct bo_buf buf = { .text = text, .size = size };

		bo_when_short(&buf, entry->changed, bo_zone(c->session->bo), true);
	}
}

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = 3,
	.rows = rows,
	.cell = cell,
	.empty = "There is no file here that begins like this.",
};

static void path_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct choosing *c = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));

	ui_picker_draw(&c->picker, &model, c, &part);
	if (c->picker.query.len == 0)
		ui_put_cut(&part, 0, 2, part.cols - 2, UI_ROLE_HINT,
			   "Type the path of the file; Tab completes it");
}

static void path_heading(const struct screen *screen, char *text, size_t size)
{
	const struct choosing *c = screen->state;

	snprintf(text, size, "Import %s: which file?",
		 c->work.start.kind == BO_IMPORT_PATRONS ? "patrons" : "members");
}

/* --- Keys --- */

/* Writes the entry into the line, in place of its beginning. */
static unsigned complete(struct screen *screen, const char *name, size_t bytes)
{
	struct choosing *c = screen->state;
	const char *text = c->picker.query.text, *slash = strrchr(text, '/');
	char path[PATH_BYTES + 600];

	snprintf(path, sizeof path, "%.*s%.*s", slash ? (int)(slash - text + 1) : 0, text,
		 (int)bytes, name);
	if (strlen(path) > PATH_BYTES)
		return UI_HANDLED | UI_BELL;
	ui_lineedit_set(&c->picker.query, path);
	c->picker.list.row = c->picker.list.top = 0;
	c->moved = false;
	look(c);
	path_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

/* As far as all entries agree; or to the one the cursor was moved to. */
static unsigned tab(struct screen *screen)
{
	const struct choosing *c = screen->state;
	const char *first = c->n > 0 ? c->entry[c->moved ? c->picker.list.row : 0].name : NULL;
	size_t same = first ? strlen(first) : 0;

	for (int i = 1; first && !c->moved && i < c->n; i++)
		for (size_t j = 0; j < same; j++)
			if (c->entry[i].name[j] != first[j])
				same = j;
	while (first && same > 0 && ((unsigned char)first[same] & 0xC0) == 0x80)
		same--; /* no half of a character */
	return first ? complete(screen, first, same) : UI_HANDLED | UI_BELL;
}

static unsigned take(struct screen *screen, const char *path)
{
	struct choosing *c = screen->state;
	struct import_work *work = &c->work;
	enum bo_status status;

	bo_import_close(work->import);
	work->import = NULL;
	status = bo_import_open(session_bo(screen), path, &work->options, &work->import);
	if (!session_failed(screen, status))
		app_push(screen->app, &import_map_screen, &work, TAG_MAP);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned enter(struct screen *screen)
{
	const struct choosing *c = screen->state;
	const struct entry *here = c->picker.list.row < c->n ? &c->entry[c->picker.list.row] : NULL;
	char path[PATH_BYTES + 600];
	struct stat st;

	expand(c->picker.query.text, path, sizeof path);
	if (!c->moved && c->picker.query.len > 0 && stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
		return take(screen, path);
	if (!here) {
		app_error(screen->app, "%s: %s.", path, strerror(ENOENT));
		return UI_HANDLED | UI_REDRAW;
	}
	if (here->folder)
		return complete(screen, here->name, strlen(here->name));
	snprintf(path, sizeof path, "%s%s", c->folder, here->name);
	return take(screen, path);
}

static unsigned path_event(struct screen *screen, const struct ui_event *event)
{
	struct choosing *c = screen->state;
	int row = c->picker.list.row;
	struct ui_event e = *event;
	unsigned r;

	if (ui_key_is(event, UI_KEY_TAB, 0))
		return tab(screen);
	if (ui_key_is(event, UI_KEY_ENTER, 0))
		return enter(screen);
	e.x -= 1;
	r = ui_picker_event(&c->picker, &e, c->n);
	if (r & UI_ACCEPTED)
		return enter(screen);
	if (r & UI_CHANGED) {
		c->moved = false;
		look(c);
		path_layout(screen, screen->rows, screen->cols);
	} else if (c->picker.list.row != row) {
		c->moved = true;
	}
	return r;
}

static unsigned path_command(struct screen *screen, enum command command)
{
	return command == CMD_OPEN ? enter(screen) : UI_IGNORED;
}

static unsigned path_done(struct screen *screen, int tag, const void *result)
{
	struct choosing *c = screen->state;

	if (tag == TAG_MAP && result) {
		screen->result = &c->work.taken;
		return UI_CLOSE;
	}
	bo_import_close(c->work.import);
	c->work.import = NULL;
	return UI_HANDLED | UI_REDRAW;
}

const struct screen_ops import_path_screen = {
	.name = "import file",
	.title = "Import",
	.state_size = sizeof(struct choosing),
	.commands = path_commands,
	.open = path_open,
	.layout = path_layout,
	.draw = path_draw,
	.event = path_event,
	.command = path_command,
	.done = path_done,
	.close = path_close,
	.heading = path_heading,
};

unsigned import_open(struct screen *screen, enum bo_import_kind kind, int64_t audience_id, int tag)
{
	const struct import_start start = { kind, audience_id };

	return app_open(screen->app, &import_path_screen, &start, tag);
}
