/* clang-format off */
/*
 * The one table screen: how every list of rows in columns is made.
 *
 * A list is a const declaration (struct table) with a function that fetches its rows and one that
 * says what stands in a cell.  Everything else is done here: columns and how they share the room,
 * cursor, mouse, letters and pages, F5, news from other tills, Esc, typing that narrows, marks,
 * tabs.  After each fetch the cursor stays with the row it was on, by its id, or stands on what was
 * just made (table_stand_on).  Rows are fetched whole, or by pages as one goes down; where some are
 * not shown the table says how many.
 *
 * The state of the screen begins with struct table_view (or has it at view_at); what else it needs
 * comes behind.  Rows are an array of one type, as the engine's lists give them, borrowed until the
 * next fetch.
 *
 *	static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
 *	{
 *		struct bo_houses list = { 0 };
 *		enum bo_status status = bo_house_list(session_bo(screen), rows->arena, &list);
 *
 *		return table_found(rows, status, list.row, list.n);
 *	}
 *
 *	static void cell(const struct screen *screen, const void *row, int column,
 *			 struct bo_buf *text)
 *	{
 *		const struct bo_house *house = row;
 *
 *		if (column == 0)
 *			bo_buf_add(text, house->name);
 *		else
 *			bo_buf_printf(text, "%" PRId64, house->capacity);
 *	}
 *
 *	static const struct ui_column columns[] = {
 *		{ .title = "House", .width = 16, .grow = true },
 *		{ .title = "Places", .width = 6, .right = true, .role = UI_ROLE_HINT },
 *	};
 *
 *	static const struct table list = {
 *		TABLE_COLUMNS(columns), TABLE_ROWS(struct bo_house, id),
 *		.fetch = fetch, .cell = cell, .command = command, .done = done,
 *		.empty = "There is no house yet: F6 makes the first one.",
 *	};
 *
 *	const struct screen_ops houses = {
 *		TABLE_SCREEN(list), .name = "houses", .title = "Houses",
 *		.state_size = sizeof(struct table_view), .commands = commands,
 *	};
 */
/* clang-format on */
#ifndef SCREENS_KIT_TABLE_H
#define SCREENS_KIT_TABLE_H

#include "kit/fill.h"

#include "ui/widget/picker.h"
#include "ui/widget/tabs.h"

#include <stddef.h>

enum { TABLE_TABS = 8, TABLE_MARKS = 100000 };

/* So many are not shown, and nobody counted them. */
#define TABLE_SOME ((size_t)-1)

/* What fetch() is asked and answers. */
struct table_rows {
	struct bo_arena *arena; /* for the rows and their strings: lives until the next fetch */
	const char *words;	/* what was typed, from its first letter on */
	bool again;		/* the same words as with the last fetch */
	const void *after;	/* the last row there is: go on behind it; NULL: from the first */
	size_t limit;		/* at most so many are wanted (.page); 0: all */

	const void *row; /* found: n of them; zeroed when called */
	size_t n;
	size_t more; /* that there are but are not in n: the table says so.  Not those of a next
			page */
};

struct table {
	/* A screen of several tables, one in sight (Tab, Left, Right): their list, ended by NULL.
	 * Beside it only open, event and close count.  label: of the one, on its tab. */
	const struct table *const *tabs;
	const char *label;

	const struct ui_column *columns;
	int n_columns;
	bool no_head;	   /* no line of titles */
	size_t row_size;   /* of a row */
	size_t id_at;	   /* where in a row its id is, an int64_t */
	bool no_id;	   /* rows have none: the cursor keeps its place */
	size_t view_at;	   /* of the struct table_view in the state */
	const char *empty; /* instead of rows */
	const char *(*nothing)(const struct screen *); /* the same, where it depends */
	void (*cell)(const struct screen *, const void *row, int column, struct bo_buf *text);
	/* UI_ROLE_NORMAL: the column's own.  NULL: always. */
	enum ui_role (*role)(const struct screen *, const void *row, int column);

	/* Its failure is said by the table, and there are no rows then. */
	enum bo_status (*fetch)(struct screen *, struct table_rows *);
	size_t page; /* so many at a time, the next as one comes to the last; 0: all at once */
	bool once;   /* costs too much to be fetched anew at each news: only F5 does */

	/* Typing: the hint in the empty line says what.  narrows: shown are the rows whose cells
	 * have all words (kit/narrow.h), numbers apart; false: fetch() looks for them each time. */
	const char *types;
	bool narrows;
	/* A search that comes little by little, while nothing is typed: is it still on, and some
	 * milliseconds of it (*rows as in fetch, with all that was found; false: as before). */
	bool (*goes_on)(const struct screen *);
	bool (*go_on)(struct screen *, struct table_rows *);
	/* CMD_MARK_HERE (CMD_MARK where nothing is typed) and CMD_MARK_FOUND (CMD_MARK_ALL) mark
	 * what may be; beside a search Esc takes the marks away. */
	bool marks;
	bool (*may_mark)(const void *row); /* NULL: every row */

	/* args is const int64_t *, the id of what the rows belong to: view->of. */
	bool of_id;
	bool (*open)(struct screen *, const void *args); /* as in struct screen_ops */
	void (*close)(struct screen *);
	void (*heading)(const struct screen *, struct bo_buf *text);
	/* row: the one of the cursor, or NULL.  Enter is CMD_OPEN; CMD_REFRESH fetches anyhow. */
	unsigned (*command)(struct screen *, enum command, const void *row);
	/* Does it work now?  For commands whose own enabled is NULL; NULL: they do. */
	bool (*works)(const struct screen *, enum command);
	unsigned (*done)(struct screen *, int tag, const void *result); /* NULL: fetch again */
	/* Before the table hears it; UI_IGNORED: then it does. */
	unsigned (*event)(struct screen *, const struct ui_event *);
	/* The cursor, or the rows in sight, may be others: for what only they need to be read. */
	void (*moved)(struct screen *);

	/* Above the list. */
	int head_rows;
	int (*head_rows_at)(const struct screen *, int rows, int cols); /* where it depends */
	void (*head)(const struct screen *, struct ui_surface *);
	/* Below it: a sentence or two for the row, or anything in below_rows() lines, of which the
	 * first is the line that parts it from the list. */
	void (*note)(const struct screen *, struct bo_buf *text);
	int (*below_rows)(const struct screen *, int rows);
	void (*below)(const struct screen *, struct ui_surface *);
	/* At the end of the line in which one types. */
	void (*aside)(const struct screen *, struct bo_buf *text);
};

/* Ids in order, and room for some. */
struct marks {
	int64_t *id; /* to be freed */
	size_t n, room;
};
bool marks_have(const struct marks *marks, int64_t id);
/* False: no more than most can be marked. */
bool marks_put(struct marks *marks, int64_t id, bool on, size_t most);

/* Where one is in a table; the first thing in the state of its screen. */
struct table_view {
	int64_t of;	       /* with of_id */
	struct fill_room room; /* for the forms and questions of its commands */
	struct marks marks;    /* ids of what is marked; table_mark() changes them */

	/* the table's own */
	struct bo_arena arena;
	const char *row; /* all there are */
	size_t n, more;
	char *paged;   /* the same, where they come by pages */
	bool behind;   /* there is another page */
	size_t *shown; /* of them, those that were not narrowed away; NULL: all */
	size_t n_shown;
	struct ui_picker picker;
	char asked[UI_LINE_MAX + 1]; /* the words of the last fetch */
	struct ui_tabs tabs;
	const char *labels[TABLE_TABS];
	struct ui_list was[TABLE_TABS]; /* of the tabs that are not in sight */
	int64_t stand;
	int64_t chosen; /* where nothing is marked */
};

/* In the initializer of a struct table: its array of columns, the type of its rows and their id. */
#define TABLE_COLUMNS(array) .columns = (array), .n_columns = sizeof(array) / sizeof *(array)
#define TABLE_ROWS(type, id) .row_size = sizeof(type), .id_at = offsetof(type, id)
/* In the initializer of a struct screen_ops, first. */
#define TABLE_SCREEN(declaration)                                                                  \
	.table = &(declaration), .open = table_open, .recalc = table_recalc,                       \
	.layout = table_layout, .draw = table_draw, .event = table_event, .busy = table_busy,      \
	.works = table_works, .command = table_command, .done = table_done, .close = table_close,  \
	.heading = table_heading

/* --- For the functions of a declaration --- */

static inline struct table_view *table_view_of(const struct screen *screen)
{
	return (void *)((char *)screen->state + screen->ops->table->view_at);
}
/* Into rows what a list of the engine found.  Returns status. */
enum bo_status table_found(struct table_rows *rows, enum bo_status status, const void *row,
			   size_t n);
/* The row of the cursor, or NULL. */
const void *table_here(const struct screen *screen);
/* The nth of those that are shown, and how many are. */
const void *table_row(const struct screen *screen, int n);
int table_count(const struct screen *screen);
/* Where the cursor is among them. */
int table_place(const struct screen *screen);
/* The row of all there are with that id, or NULL: after a form, the list may be another one. */
const void *table_find(const struct screen *screen, int64_t id);
/* What was typed. */
const char *table_words(const struct screen *screen);
/* With the next fetch the cursor goes there: what was just made or moved.  A form's save() has the
 * form's own screen first, so give it this one as its argument. */
void table_stand_on(struct screen *screen, int64_t id);
/* Which of its tabs is in sight. */
bool table_shows(const struct screen *screen, const struct table *tab);

bool table_is_marked(const struct screen *screen, int64_t id);
/* The marked ones, else the one of the cursor; *n of them. */
const int64_t *table_chosen(const struct screen *screen, size_t *n);
/* False: no more can be marked. */
bool table_mark(struct screen *screen, int64_t id, bool on);
void table_unmark_all(struct screen *screen);

/* Enabled while there is a row under the cursor; one above it; one below. */
bool table_on_row(const struct screen *screen);
bool table_below_first(const struct screen *screen);
bool table_above_last(const struct screen *screen);

/* --- Of struct screen_ops, by TABLE_SCREEN --- */
bool table_open(struct screen *screen, const void *args);
void table_recalc(struct screen *screen);
void table_layout(struct screen *screen, int rows, int cols);
void table_draw(const struct screen *screen, struct ui_surface *surface);
unsigned table_event(struct screen *screen, const struct ui_event *event);
bool table_busy(const struct screen *screen);
bool table_works(const struct screen *screen, enum command command);
unsigned table_command(struct screen *screen, enum command command);
unsigned table_done(struct screen *screen, int tag, const void *result);
void table_close(struct screen *screen);
void table_heading(const struct screen *screen, char *text, size_t size);

/* --- Between the files of the table only --- */
const struct table *table_now(const struct screen *screen);
int64_t table_id(const struct table *table, const void *row);
/* Which of the rows are shown, after they or the words are others. */
void table_narrow(struct screen *screen);
struct ui_rect table_part(const struct screen *screen, int rows, int cols);
/* Moves the cursor to the row of that id; false: it is not shown. */
bool table_go_to(struct screen *screen, int64_t id);
unsigned table_mark_here(struct screen *screen);
unsigned table_mark_found(struct screen *screen);

#endif
