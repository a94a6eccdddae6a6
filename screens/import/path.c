/*
 * Which file: its path is typed, with what is there in sight and Tab to complete it.
 *
 * The screen stays below the others of the import and owns what they work on, so however they are
 * left, the file is closed.
 */
#include "import/import.h"

#include "kit/table.h"

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
	struct table_view view;
	struct import_work work;
	int at;	    /* where the cursor was last seen */
	bool moved; /* it was moved since something was typed */
	char folder[PATH_BYTES + 200];
};

static bool any(const struct screen *screen)
{
	return table_on_row(screen) || table_view_of(screen)->picker.query.len > 0;
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

/* What is neither file nor folder is passed over. */
static bool add_entry(const struct choosing *c, struct bo_arena *arena, const char *name,
		      struct entry **entry, size_t *n)
{
	char path[PATH_BYTES + 600];
	struct entry *grown = bo_arena_grow(arena, *entry, *n, sizeof *grown);
	struct stat st;

	if (!grown)
		return false;
	*entry = grown;
	snprintf(path, sizeof path, "%s%s", c->folder, name);
	if (stat(path, &st) != 0 || (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode)))
		return true;
	bool folder = S_ISDIR(st.st_mode);

	grown[*n] = (struct entry){ .name = bo_arena_printf(arena, "%s%s", name, folder ? "/" : ""),
				    .folder = folder,
				    .bytes = st.st_size,
				    .changed = st.st_mtime };
	*n += grown[*n].name != NULL;
	return true;
}

/* The entries of the folder that was typed so far, which go on as it does. */
static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct choosing *c = screen->state;
	const char *text = c->view.picker.query.text, *slash = strrchr(text, '/');
	const char *begun = slash ? slash + 1 : text;
	char folder[PATH_BYTES + 1];
	struct entry *entry = NULL;
	struct dirent *d;
	size_t n = 0;
	DIR *dir;

	c->at = 0;
	c->moved = false;
	snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - text + 1) : 0, text);
	expand(folder, c->folder, sizeof c->folder);
	dir = opendir(*c->folder ? c->folder : ".");
	if (!dir)
		return BO_OK;
	while ((d = readdir(dir)) && n < ENTRIES) {
		bool hidden = d->d_name[0] == '.' && *begun != '.';

		if (hidden || strcmp(d->d_name, ".") == 0 ||
		    strncmp(d->d_name, begun, strlen(begun)) != 0)
			continue;
		if (!add_entry(c, rows->arena, d->d_name, &entry, &n))
			break;
	}
	closedir(dir);
	if (n > 1)
		qsort(entry, n, sizeof *entry, by_name);
	return table_found(rows, BO_OK, entry, n);
}

static void moved(struct screen *screen)
{
	struct choosing *c = screen->state;

	c->moved = c->moved || table_place(screen) != c->at;
	c->at = table_place(screen);
}

static bool path_open(struct screen *screen, const void *args)
{
	struct choosing *c = screen->state;
	const struct import_start *start = args;

	c->work.start = *start;
	c->work.options = (struct bo_import_options){ .kind = start->kind,
						      .audience_id = start->audience_id,
						      .encoding = BO_ENCODING_COUNT,
						      .header = -1 };
	ui_lineedit_init(&c->view.picker.query, PATH_BYTES);
	return true;
}

static void path_close(struct screen *screen)
{
	bo_import_close(((struct choosing *)screen->state)->work.import);
}

/* --- Drawing --- */

static const struct ui_column columns[] = {
	{ .title = "Name", .width = 24, .grow = true },
	{ .title = "Size", .width = 10, .right = true },
	{ .title = "Changed", .width = 21, .drop = 1 },
};

static void put_size(int64_t bytes, struct bo_buf *text)
{
	if (bytes < 10000)
		bo_buf_printf(text, "%" PRId64 " bytes", bytes);
	else if (bytes < 10000000)
		bo_buf_printf(text, "%" PRId64 " kB", bytes / 1000);
	else
		bo_buf_printf(text, "%" PRId64 " MB", bytes / 1000000);
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct entry *entry = row;

	if (column == 0)
		bo_buf_add(text, entry->name);
	else if (column == 2)
		bo_when_short(text, entry->changed, bo_zone(session_bo(screen)), true);
	else if (!entry->folder)
		put_size(entry->bytes, text);
}

static void heading(const struct screen *screen, struct bo_buf *text)
{
	const struct choosing *c = screen->state;

	bo_buf_printf(text, "Import %s: which file?",
		      c->work.start.kind == BO_IMPORT_PATRONS ? "patrons" : "members");
}

/* --- Keys --- */

/* Writes the entry into the line, in place of its beginning. */
static unsigned complete(struct screen *screen, const char *name, size_t bytes)
{
	struct ui_picker *picker = &table_view_of(screen)->picker;
	const char *text = picker->query.text, *slash = strrchr(text, '/');
	char path[PATH_BYTES + 600];

	snprintf(path, sizeof path, "%.*s%.*s", slash ? (int)(slash - text + 1) : 0, text,
		 (int)bytes, name);
	if (strlen(path) > PATH_BYTES)
		return UI_HANDLED | UI_BELL;
	ui_lineedit_set(&picker->query, path);
	picker->list.row = picker->list.top = 0;
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

/* As far as all entries agree; or to the one the cursor was moved to. */
static unsigned tab(struct screen *screen)
{
	const struct choosing *c = screen->state;
	const struct entry *entry = table_row(screen, c->moved ? table_place(screen) : 0);
	const char *first = entry ? entry->name : NULL;
	size_t same = first ? strlen(first) : 0;

	for (int i = 1; first && !c->moved && i < table_count(screen); i++) {
		entry = table_row(screen, i);
		for (size_t j = 0; j < same; j++)
			if (entry->name[j] != first[j])
				same = j;
	}
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
	const struct entry *here = table_here(screen);
	char path[PATH_BYTES + 600];
	struct stat st;

	expand(c->view.picker.query.text, path, sizeof path);
	if (!c->moved && c->view.picker.query.len > 0 && stat(path, &st) == 0 &&
	    !S_ISDIR(st.st_mode))
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

/* Escape goes back whatever was typed. */
static unsigned path_event(struct screen *screen, const struct ui_event *event)
{
	if (ui_key_is(event, UI_KEY_TAB, 0))
		return tab(screen);
	if (ui_key_is(event, UI_KEY_ENTER, 0))
		return enter(screen);
	return ui_key_is(event, UI_KEY_ESC, 0) ? UI_HANDLED | UI_CLOSE : UI_IGNORED;
}

static unsigned path_command(struct screen *screen, enum command command, const void *row)
{
	(void)row;
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

static const struct table paths = {
	TABLE_COLUMNS(columns),
	.row_size = sizeof(struct entry),
	.no_id = true,
	.once = true,
	.types = "Type the path of the file; Tab completes it",
	.empty = "There is no file here that begins like this.",
	.fetch = fetch,
	.moved = moved,
	.cell = cell,
	.heading = heading,
	.open = path_open,
	.close = path_close,
	.event = path_event,
	.command = path_command,
	.done = path_done,
};

const struct screen_ops import_path_screen = {
	TABLE_SCREEN(paths),	   .name = "import file",
	.title = "Import",	   .state_size = sizeof(struct choosing),
	.commands = path_commands,
};

unsigned import_open(struct screen *screen, enum bo_import_kind kind, int64_t audience_id, int tag)
{
	const struct import_start start = { kind, audience_id };

	return app_open(screen->app, &import_path_screen, &start, tag);
}
