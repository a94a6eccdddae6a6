/*
 * The patrons: typing finds them, Enter opens the page of the one the cursor is on; who is not
 * found is made of what was typed.
 *
 * Labels are no part of what the search answers, so they are read for the rows in sight, and only
 * where there is a column for them.
 */
#include "import/import.h"
#include "kit/person_search.h"
#include "kit/table.h"
#include "merge/duplicates.h"
#include "patrons/export.h"
#include "patrons/page.h"
#include "person/edit.h"
#include "person/form.h"
#include "registry.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 200, WIDE = 110, IN_SIGHT = 200 };
enum { TAG_PAGE = 1, TAG_NEW, TAG_DUPLICATES, TAG_IMPORT, TAG_EXPORT };

struct patrons {
	struct table_view view;
	struct person_search people;
	struct bo_arena labels_arena;
	const char *labels[IN_SIGHT]; /* of the rows from labels_top on; NULL: not read */
	int labels_top, labels_n;     /* labels_n -1: to be read anew */
	struct patron_work work;
	struct patron_export export;
};

static const struct command_ref patrons_commands[] = {
	{ CMD_OPEN, NULL, table_on_row, true, "nothing is listed" },
	{ CMD_NEW, NULL, NULL, false, NULL },
	{ CMD_DUPLICATES, NULL, NULL, false, NULL },
	{ CMD_IMPORT_FILE, NULL, NULL, false, NULL },
	{ CMD_EXPORT_FILE, NULL, NULL, false, NULL },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static void patrons_close(struct screen *screen)
{
	struct patrons *p = screen->state;

	person_search_end(&p->people);
	bo_arena_clear(&p->labels_arena);
	patron_edit_clear(&p->work);
	patron_export_clear(&p->export);
}

static const char *labels_of(struct patrons *p, struct bo *bo, int64_t id)
{
	const char *text = "";
	struct bo_patron who;

	if (bo_patron_get(bo, &p->labels_arena, id, &who) != BO_OK)
		return NULL;
	for (size_t i = 0; i < who.n_labels && text; i++)
		text = bo_arena_printf(&p->labels_arena, "%s%s%s", text, i ? ", " : "",
				       who.label[i]);
	return text;
}

/* Of the rows in sight, where there is room for them. */
static void read_labels(struct screen *screen)
{
	struct patrons *p = screen->state;
	const struct ui_list *list = &p->view.picker.list;
	int n = screen->cols < WIDE ? 0 : list->visible < IN_SIGHT ? list->visible : IN_SIGHT;
	const struct bo_patron *patron;

	if (list->top == p->labels_top && n == p->labels_n)
		return;
	bo_arena_clear(&p->labels_arena);
	memset(p->labels, 0, sizeof p->labels);
	p->labels_top = list->top;
	p->labels_n = n;
	for (int i = 0; i < n && (patron = table_row(screen, list->top + i)); i++)
		p->labels[i] = labels_of(p, session_bo(screen), patron->id);
}

/* --- Looking for them --- */

static enum bo_status found(struct patrons *p, struct table_rows *rows, enum bo_status status)
{
	p->labels_n = -1;
	rows->more = p->people.found.n >= MOST ? TABLE_SOME : 0;
	return table_found(rows, status, p->people.found.row, p->people.found.n);
}

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct patrons *p = screen->state;
	struct bo *bo = session_bo(screen);

	return found(p, rows,
		     rows->again ? person_search_again(bo, &p->people, rows->words, MOST)
				 : person_search_begin(bo, &p->people, rows->words, MOST));
}

static bool goes_on(const struct screen *screen)
{
	return person_search_goes_on(&((const struct patrons *)screen->state)->people);
}

static bool go_on(struct screen *screen, struct table_rows *rows)
{
	struct patrons *p = screen->state;
	bool changed = false;
	enum bo_status status = person_search_step(&p->people, &changed);

	if (!status && !changed)
		return false;
	session_failed(screen, found(p, rows, status));
	return true;
}

/* --- What a row says --- */

enum { COL_NAME, COL_EMAIL, COL_PHONE, COL_LABELS, COL_ORDERS, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_NAME] = { .title = "Name", .width = 16, .grow = true },
	[COL_EMAIL] = { .title = "E-mail", .width = 22, .grow = true, .drop = 2 },
	[COL_PHONE] = { .title = "Telephone", .width = 15, .drop = 3 },
	[COL_LABELS] = { .title = "Labels", .width = 24, .drop = 4 },
	[COL_ORDERS] = { .title = "Orders", .width = 6, .right = true, .drop = 1 },
};

static const char *label_text(const struct screen *screen, const struct bo_patron *patron)
{
	const struct patrons *p = screen->state;
	long at = patron - (const struct bo_patron *)table_row(screen, 0) - p->labels_top;

	return at >= 0 && at < IN_SIGHT && p->labels[at] ? p->labels[at] : "";
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_patron *patron = row;

	if (column == COL_ORDERS)
		bo_buf_printf(text, "%" PRId64, patron->orders);
	else
		bo_buf_add(text, column == COL_NAME    ? patron->name
				 : column == COL_EMAIL ? patron->email
				 : column == COL_PHONE ? patron->phone
						       : label_text(screen, patron));
}

static const char *nobody(const struct screen *screen)
{
	static const char *const texts[] = {
		[PATRON_PART_NAME] = "Nobody of that name. F6 makes a new person.",
		[PATRON_PART_EMAIL] = "Nobody has that e-mail. F6 makes a new person with it.",
		[PATRON_PART_PHONE] = "Nobody has that number. F6 makes a new person with it.",
	};

	if (!*table_words(screen))
		return "Nobody is known by name yet. F6 makes a new person.";
	return texts[patron_part_of(table_words(screen))];
}

/* --- Acts --- */

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct patrons *p = screen->state;

	if (command == CMD_OPEN)
		app_push(screen->app, &patron_page_screen, &((const struct bo_patron *)row)->id,
			 TAG_PAGE);
	else if (command == CMD_NEW)
		return patron_edit_open(screen, &p->work, 0, p->view.picker.query.text, TAG_NEW);
	else if (command == CMD_IMPORT_FILE)
		return !session_allows(screen, BO_MAY_MERGE_PATRONS)
			       ? UI_HANDLED | UI_REDRAW
			       : import_open(screen, BO_IMPORT_PATRONS, 0, TAG_IMPORT);
	else if (command == CMD_EXPORT_FILE)
		return patron_export_open(screen, &p->export, TAG_EXPORT);
	else if (command == CMD_DUPLICATES)
		app_push(screen->app, &duplicates_screen, NULL, TAG_DUPLICATES);
	else
		return UI_IGNORED;
	return UI_HANDLED | UI_REDRAW;
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	struct patrons *p = screen->state;

	if (tag == TAG_NEW && result) {
		ui_lineedit_set(&p->view.picker.query, "");
		table_stand_on(screen, p->work.id);
		app_push(screen->app, &patron_page_screen, &p->work.id, TAG_PAGE);
	}
	return UI_RECALC | UI_REDRAW;
}

static const struct table patrons = {
	TABLE_COLUMNS(columns), TABLE_ROWS(struct bo_patron, id),
	.nothing = nobody,	.types = "Type the beginnings of name or e-mail, or the phone",
	.fetch = fetch,		.goes_on = goes_on,
	.go_on = go_on,		.cell = cell,
	.close = patrons_close, .moved = read_labels,
	.command = command,	.done = done,
};

const struct screen_ops patrons_screen = {
	TABLE_SCREEN(patrons),	      .name = "patrons",
	.title = "Patrons",	      .state_size = sizeof(struct patrons),
	.commands = patrons_commands,
};
