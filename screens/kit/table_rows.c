/*
 * The rows of a table: which there are, which of them are shown, which are marked.
 */
#include "kit/narrow.h"
#include "kit/table.h"

#include <stdlib.h>
#include <string.h>

enum { ROW_TEXT = 1000 };

const struct table *table_now(const struct screen *screen)
{
	const struct table *table = screen->ops->table;

	return table->tabs ? table->tabs[table_view_of(screen)->tabs.at] : table;
}

bool table_shows(const struct screen *screen, const struct table *tab)
{
	return table_now(screen) == tab;
}

enum bo_status table_found(struct table_rows *rows, enum bo_status status, const void *row,
			   size_t n)
{
	if (status)
		return status;
	rows->row = row;
	rows->n = n;
	return BO_OK;
}

int64_t table_id(const struct table *table, const void *row)
{
	int64_t id = 0;

	if (row && !table->no_id)
		memcpy(&id, (const char *)row + table->id_at, sizeof id);
	return id;
}

/* --- Which there are --- */

int table_count(const struct screen *screen)
{
	const struct table_view *v = table_view_of(screen);

	return (int)(v->shown ? v->n_shown : v->n);
}

static const void *row_at(const struct screen *screen, size_t at)
{
	return table_view_of(screen)->row + at * table_now(screen)->row_size;
}

const void *table_row(const struct screen *screen, int n)
{
	const struct table_view *v = table_view_of(screen);

	if (n < 0 || n >= table_count(screen))
		return NULL;
	return row_at(screen, v->shown ? v->shown[n] : (size_t)n);
}

int table_place(const struct screen *screen)
{
	return table_view_of(screen)->picker.list.row;
}

const void *table_here(const struct screen *screen)
{
	return table_row(screen, table_place(screen));
}

const void *table_find(const struct screen *screen, int64_t id)
{
	const struct table_view *v = table_view_of(screen);

	for (size_t i = 0; i < v->n; i++)
		if (table_id(table_now(screen), row_at(screen, i)) == id)
			return row_at(screen, i);
	return NULL;
}

const char *table_words(const struct screen *screen)
{
	const char *words = table_view_of(screen)->picker.query.text;

	return words + strspn(words, " ");
}

void table_stand_on(struct screen *screen, int64_t id)
{
	table_view_of(screen)->stand = id;
}

bool table_go_to(struct screen *screen, int64_t id)
{
	for (int i = 0; id && i < table_count(screen); i++) {
		if (table_id(table_now(screen), table_row(screen, i)) == id) {
			table_view_of(screen)->picker.list.row = i;
			return true;
		}
	}
	return false;
}

bool table_on_row(const struct screen *screen)
{
	return table_here(screen) != NULL;
}

bool table_below_first(const struct screen *screen)
{
	return table_place(screen) > 0 && table_here(screen);
}

bool table_above_last(const struct screen *screen)
{
	return table_place(screen) + 1 < table_count(screen);
}

/* --- Which are shown --- */

static void say_row(const struct screen *screen, const void *row, struct bo_buf *text)
{
	const struct table *table = table_now(screen);

	for (int c = 0; c < table->n_columns; c++) {
		if (table->columns[c].right)
			continue;
		table->cell(screen, row, c, text);
		bo_buf_add(text, " ");
	}
}

void table_narrow(struct screen *screen)
{
	struct table_view *v = table_view_of(screen);
	char text[ROW_TEXT];

	v->n_shown = 0;
	if (!table_now(screen)->narrows)
		return;
	if (!v->shown)
		v->shown = bo_arena_alloc(&v->arena, (v->n + 1) * sizeof *v->shown);
	for (size_t i = 0; v->shown && i < v->n; i++) {
		struct bo_buf buf = BO_BUF(text);

		say_row(screen, row_at(screen, i), &buf);
		if (narrow_fits(text, table_words(screen)))
			v->shown[v->n_shown++] = i;
	}
}

/* --- Which are marked --- */

/* Where the id is or would be. */
static size_t place_of(const struct marks *m, int64_t id)
{
	size_t low = 0, high = m->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (m->id[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool marks_have(const struct marks *m, int64_t id)
{
	size_t at = place_of(m, id);

	return at < m->n && m->id[at] == id;
}

static bool has_room(struct marks *m, size_t most)
{
	size_t room = m->room ? m->room * 2 : 64;
	int64_t *grown;

	if (m->n >= most)
		return false;
	if (m->n < m->room)
		return true;
	grown = realloc(m->id, room * sizeof *grown);
	if (!grown)
		return false;
	m->id = grown;
	m->room = room;
	return true;
}

bool marks_put(struct marks *m, int64_t id, bool on, size_t most)
{
	size_t at = place_of(m, id);

	if (marks_have(m, id) == on)
		return true;
	if (on && !has_room(m, most))
		return false;
	if (on) {
		memmove(m->id + at + 1, m->id + at, (m->n++ - at) * sizeof *m->id);
		m->id[at] = id;
	} else {
		memmove(m->id + at, m->id + at + 1, (--m->n - at) * sizeof *m->id);
	}
	return true;
}

bool table_is_marked(const struct screen *screen, int64_t id)
{
	return marks_have(&table_view_of(screen)->marks, id);
}

bool table_mark(struct screen *screen, int64_t id, bool on)
{
	return marks_put(&table_view_of(screen)->marks, id, on, TABLE_MARKS);
}

void table_unmark_all(struct screen *screen)
{
	table_view_of(screen)->marks.n = 0;
}

const int64_t *table_chosen(const struct screen *screen, size_t *n)
{
	struct table_view *v = table_view_of(screen);
	const void *here = table_here(screen);

	*n = v->marks.n ? v->marks.n : here ? 1 : 0;
	if (v->marks.n || !here)
		return v->marks.id;
	v->chosen = table_id(table_now(screen), here);
	return &v->chosen;
}

static unsigned marked(struct screen *screen, bool all)
{
	if (!all)
		app_warn(screen->app, "More than %d cannot be marked at once.", TABLE_MARKS);
	return UI_HANDLED | UI_REDRAW;
}

static bool may_mark(const struct screen *screen, const void *row)
{
	const struct table *table = table_now(screen);

	return row && (!table->may_mark || table->may_mark(row));
}

/* And goes on to the next, so that a stretch is marked by one key held down. */
unsigned table_mark_here(struct screen *screen)
{
	const void *here = table_here(screen);
	int64_t id = table_id(table_now(screen), here);

	if (!may_mark(screen, here))
		return UI_HANDLED | UI_BELL;
	if (!table_mark(screen, id, !table_is_marked(screen, id)))
		return marked(screen, false);
	if (table_above_last(screen))
		table_view_of(screen)->picker.list.row++;
	return marked(screen, true);
}

unsigned table_mark_found(struct screen *screen)
{
	const struct table *table = table_now(screen);
	bool all = true, room = true;

	for (int i = 0; all && i < table_count(screen); i++)
		all = !may_mark(screen, table_row(screen, i)) ||
		      table_is_marked(screen, table_id(table, table_row(screen, i)));
	for (int i = 0; room && i < table_count(screen); i++)
		if (may_mark(screen, table_row(screen, i)))
			room = table_mark(screen, table_id(table, table_row(screen, i)), !all);
	return marked(screen, room);
}
