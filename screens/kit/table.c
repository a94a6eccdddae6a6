/*
 * The table screen: fetching, keys, commands.
 */
#include "kit/table.h"

#include <boxoffice/arena.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- Fetching --- */

static void take(struct screen *screen, const struct table_rows *rows)
{
	struct table_view *v = table_view_of(screen);

	v->row = rows->row;
	v->n = rows->n;
	v->more = rows->more;
	v->shown = NULL;
	table_narrow(screen);
}

/* Another page behind the rows there are. */
static enum bo_status fetch_page(struct screen *screen)
{
	struct table_view *v = table_view_of(screen);
	const struct table *table = table_now(screen);
	size_t size = table->row_size;
	struct table_rows rows = { .arena = &v->arena,
				   .words = table_words(screen),
				   .after = v->n ? v->paged + (v->n - 1) * size : NULL,
				   .limit = table->page };
	enum bo_status status = table->fetch(screen, &rows);
	const char *more = rows.row;
	size_t n = v->n;

	for (size_t i = 0; !status && i < rows.n; i++) {
		char *grown = bo_arena_grow(&v->arena, v->paged, n, size);

		if (!grown)
			return BO_NO_MEMORY;
		v->paged = grown;
		memcpy(grown + n++ * size, more + i * size, size);
	}
	if (status)
		return status;
	v->behind = rows.n == table->page;
	rows.row = v->paged;
	rows.n = n;
	take(screen, &rows);
	return BO_OK;
}

/* As many rows by pages as there were, or all of them. */
static enum bo_status fetch_all(struct screen *screen, size_t wanted)
{
	struct table_view *v = table_view_of(screen);
	const struct table *table = table_now(screen);
	struct table_rows rows = { .arena = &v->arena,
				   .words = table_words(screen),
				   .again = strcmp(table_words(screen), v->asked) == 0 };
	enum bo_status status = BO_OK;

	if (table->page) {
		do
			status = fetch_page(screen);
		while (!status && v->behind && v->n < wanted);
		return status;
	}
	snprintf(v->asked, sizeof v->asked, "%s", rows.words);
	status = table->fetch(screen, &rows);
	if (!status)
		take(screen, &rows);
	return status;
}

static void fetch(struct screen *screen)
{
	struct table_view *v = table_view_of(screen);
	size_t n = v->n;

	bo_arena_clear(&v->arena);
	v->paged = NULL;
	v->behind = false;
	take(screen, &(struct table_rows){ 0 });
	if (!session_failed(screen, fetch_all(screen, n)))
		return;
	v->behind = false;
	take(screen, &(struct table_rows){ 0 });
}

/* With other words: from the first row on. */
static void fetch_words(struct screen *screen)
{
	struct table_view *v = table_view_of(screen);

	v->picker.list.row = v->picker.list.top = 0;
	if (table_now(screen)->narrows) {
		table_narrow(screen);
	} else {
		v->n = 0;
		fetch(screen);
	}
	table_layout(screen, screen->rows, screen->cols);
}

void table_recalc(struct screen *screen)
{
	struct table_view *v = table_view_of(screen);
	int64_t at = table_id(table_now(screen), table_here(screen)), stand = v->stand;

	v->stand = 0;
	fetch(screen);
	if (stand && !table_go_to(screen, stand) && v->picker.query.len) {
		ui_lineedit_set(&v->picker.query, ""); /* the words do not fit what was made */
		fetch_words(screen);
		table_go_to(screen, stand);
	} else if (!stand && at) {
		table_go_to(screen, at);
	}
	table_layout(screen, screen->rows, screen->cols);
}

bool table_busy(const struct screen *screen)
{
	const struct table *table = table_now(screen);

	return table->goes_on && table->goes_on(screen);
}

/* The search goes on; the cursor keeps its place, as what was seen there is what Enter opens. */
static unsigned go_on(struct screen *screen)
{
	struct table_view *v = table_view_of(screen);
	struct table_rows rows = { .arena = &v->arena, .words = table_words(screen) };

	if (!table_now(screen)->go_on(screen, &rows))
		return UI_HANDLED;
	take(screen, &rows);
	table_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

/* What is in sight may not be what will be there: false, then nothing is opened. */
static bool finish(struct screen *screen)
{
	const struct table *table = table_now(screen);
	int64_t seen = table_id(table, table_here(screen));

	while (table_busy(screen))
		go_on(screen);
	return table_here(screen) && table_id(table, table_here(screen)) == seen;
}

/* --- Opening and closing --- */

bool table_open(struct screen *screen, const void *args)
{
	struct table_view *v = table_view_of(screen);
	const struct table *table = screen->ops->table;

	ui_picker_init(&v->picker, NULL);
	for (int i = 0; table->tabs && table->tabs[i] && i < TABLE_TABS; i++)
		v->labels[v->tabs.n++] = table->tabs[i]->label;
	v->tabs.labels = v->labels;
	if (table->of_id)
		v->of = *(const int64_t *)args;
	if (!table->open || table->open(screen, args))
		return true;
	bo_arena_clear(&v->arena);
	return false;
}

void table_close(struct screen *screen)
{
	struct table_view *v = table_view_of(screen);

	if (screen->ops->table->close)
		screen->ops->table->close(screen);
	bo_arena_clear(&v->arena);
	bo_arena_clear(&v->room.lent);
	free(v->marks.id);
}

/* --- Commands --- */

bool table_works(const struct screen *screen, enum command command)
{
	const struct table *table = table_now(screen);

	return command == CMD_REFRESH || !table->works || table->works(screen, command);
}

static unsigned mark_command(struct screen *screen, enum command command)
{
	if (command == CMD_MARK_FOUND || command == CMD_MARK_ALL)
		return table_mark_found(screen);
	if (command != CMD_MARK_HERE && command != CMD_MARK)
		return UI_IGNORED;
	unsigned r = table_mark_here(screen);

	table_layout(screen, screen->rows, screen->cols);
	return r;
}

unsigned table_command(struct screen *screen, enum command command)
{
	const struct table *table = table_now(screen);
	unsigned r = UI_IGNORED;

	if (command == CMD_OPEN && table_busy(screen) && !finish(screen))
		return UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
	if (table->command)
		r = table->command(screen, command, table_here(screen));
	if (r == UI_IGNORED && table->marks)
		r = mark_command(screen, command);
	if (r == UI_IGNORED && command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	return r;
}

static unsigned open_here(struct screen *screen)
{
	const struct command_ref *r = screen->ops->commands;
	unsigned opened;

	while (r && r->command && r->command != CMD_OPEN)
		r++;
	if (r && r->command && !(r->enabled ? r->enabled(screen) : table_works(screen, CMD_OPEN)))
		return UI_HANDLED | UI_BELL;
	opened = table_command(screen, CMD_OPEN);
	return opened == UI_IGNORED ? UI_HANDLED | UI_BELL : opened;
}

unsigned table_done(struct screen *screen, int tag, const void *result)
{
	const struct table *table = table_now(screen);

	return table->done ? table->done(screen, tag, result) : UI_RECALC | UI_REDRAW;
}

/* --- Keys --- */

/* To another tab: each keeps the place of its cursor. */
static unsigned turn(struct screen *screen, const struct ui_event *event)
{
	struct table_view *v = table_view_of(screen);
	int from = v->tabs.at;
	unsigned r = ui_tabs_event(&v->tabs, event);

	if (!(r & UI_CHANGED))
		return r;
	v->was[from] = v->picker.list;
	v->picker.list = v->was[v->tabs.at];
	v->stand = 0;
	take(screen, &(struct table_rows){ 0 });
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned escape(struct screen *screen)
{
	struct table_view *v = table_view_of(screen);

	if (v->picker.query.len) {
		int64_t at = table_id(table_now(screen), table_here(screen));

		ui_lineedit_set(&v->picker.query, "");
		fetch_words(screen);
		table_go_to(screen, at);
		table_layout(screen, screen->rows, screen->cols);
		return UI_HANDLED | UI_REDRAW;
	}
	if (!v->marks.n || !table_now(screen)->types)
		return UI_IGNORED;
	table_unmark_all(screen);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned move(struct screen *screen, const struct ui_event *event)
{
	struct table_view *v = table_view_of(screen);
	struct ui_rect part = table_part(screen, screen->rows, screen->cols);
	struct ui_list before = v->picker.list;
	struct ui_event e = *event;
	bool typing = table_now(screen)->types != NULL;
	unsigned r;

	e.y -= part.y;
	e.x -= part.x;
	r = typing ? ui_picker_event(&v->picker, &e, table_count(screen))
		   : ui_list_letters(&v->picker.list, &e, table_count(screen));
	if (typing && r & UI_CHANGED) {
		fetch_words(screen);
		return r;
	}
	if (v->picker.list.row == before.row && v->picker.list.top == before.top)
		return r;
	if (v->behind && !table_above_last(screen)) {
		session_failed(screen, fetch_page(screen));
		table_layout(screen, screen->rows, screen->cols);
	} else if (table_now(screen)->moved) {
		table_now(screen)->moved(screen);
	}
	return r;
}

unsigned table_event(struct screen *screen, const struct ui_event *event)
{
	const struct table *table = table_now(screen);
	unsigned r =
		screen->ops->table->event ? screen->ops->table->event(screen, event) : UI_IGNORED;

	if (r != UI_IGNORED)
		return r;
	if (event->type == UI_EVENT_IDLE)
		return table_busy(screen) ? go_on(screen) : UI_IGNORED;
	if (session_has_news(screen, event))
		return table->once || table_busy(screen) ? UI_IGNORED : UI_RECALC | UI_REDRAW;
	r = screen->ops->table->tabs ? turn(screen, event) : UI_IGNORED;
	if (r != UI_IGNORED)
		return r;
	if (ui_key_is(event, UI_KEY_ESC, 0))
		return escape(screen);
	/* With nothing typed there is nothing it could delete in the line. */
	if (ui_key_is(event, UI_KEY_DELETE, 0) && !table_view_of(screen)->picker.query.len)
		return UI_IGNORED;
	r = move(screen, event);
	return r & UI_ACCEPTED ? open_here(screen) : r;
}
