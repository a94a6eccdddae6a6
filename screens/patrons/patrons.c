/*
 * The patrons: typing finds them, Enter opens the page of the one the cursor is on; who is not
 * found is made of what was typed.
 *
 * Labels are no part of what the search answers, so they are read for the rows in sight, and only
 * where there is a column for them.
 */
#include "import/import.h"
#include "kit/person_search.h"
#include "merge/duplicates.h"
#include "patrons/edit.h"
#include "patrons/export.h"
#include "patrons/form.h"
#include "patrons/page.h"
#include "registry.h"

#include "ui/widget/picker.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 200 }; /* MOST_FOUND says it */
#define MOST_FOUND "the first 200: type more"
enum { WIDE = 110, IN_SIGHT = 200 };
enum { TAG_PAGE = 1, TAG_NEW, TAG_DUPLICATES, TAG_IMPORT, TAG_EXPORT };

struct patrons_state {
	struct person_search people;
	char words[UI_LINE_MAX + 1]; /* that they were searched with */
	struct ui_picker picker;
	struct bo_arena labels_arena;
	const char *labels[IN_SIGHT]; /* of the rows from labels_top on; NULL: not read */
	int labels_top;
	struct patron_work work;
	struct patron_export export;
};

static bool any(const struct screen *screen)
{
	const struct patrons_state *p = screen->state;

	return p->people.found.n > 0;
}

static const struct command_ref patrons_commands[] = {
	{ .command = CMD_OPEN, .enabled = any, .hidden = true, .why = "nothing is listed" },
	{ .command = CMD_NEW },
	{ .command = CMD_DUPLICATES },
	{ .command = CMD_IMPORT_FILE },
	{ .command = CMD_EXPORT_FILE },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static bool patrons_open(struct screen *screen, const void *args)
{
	struct patrons_state *p = screen->state;

	(void)args;
	ui_picker_init(&p->picker, NULL);
	return true;
}

static void patrons_close(struct screen *screen)
{
	struct patrons_state *p = screen->state;

	person_search_end(&p->people);
	bo_arena_clear(&p->labels_arena);
	patron_edit_clear(&p->work);
	patron_export_clear(&p->export);
}

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ 0, 1, rows, cols - 2 };
}

static const char *labels_of(struct patrons_state *p, struct bo *bo, int64_t id)
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
	struct patrons_state *p = screen->state;
	int n = (int)p->people.found.n - p->picker.list.top;

	bo_arena_clear(&p->labels_arena);
	memset(p->labels, 0, sizeof p->labels);
	p->labels_top = p->picker.list.top;
	if (n > p->picker.list.visible)
		n = p->picker.list.visible;
	for (int i = 0; i < n && i < IN_SIGHT && screen->cols >= WIDE; i++)
		p->labels[i] =
			labels_of(p, session_bo(screen), p->people.found.row[p->labels_top + i].id);
}

static void patrons_layout(struct screen *screen, int rows, int cols)
{
	struct patrons_state *p = screen->state;

	ui_picker_layout(&p->picker, list_part(rows, cols).rows, (int)p->people.found.n);
	read_labels(screen);
}

static void patrons_recalc(struct screen *screen)
{
	struct patrons_state *p = screen->state;

	const char *words = p->picker.query.text;
	bool again = strcmp(words, p->words) == 0;

	snprintf(p->words, sizeof p->words, "%s", words);
	session_failed(screen,
		       again ? person_search_again(session_bo(screen), &p->people, words, MOST)
			     : person_search_begin(session_bo(screen), &p->people, words, MOST));
	patrons_layout(screen, screen->rows, screen->cols);
}

/* --- Drawing --- */

static int rows(const void *arg)
{
	const struct patrons_state *p = arg;

	return (int)p->people.found.n;
}

enum { COL_NAME, COL_EMAIL, COL_PHONE, COL_LABELS, COL_ORDERS, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_NAME] = { .title = "Name", .width = 16, .grow = true },
	[COL_EMAIL] = { .title = "E-mail", .width = 22, .grow = true, .drop = 2 },
	[COL_PHONE] = { .title = "Telephone", .width = 15, .drop = 3 },
	[COL_LABELS] = { .title = "Labels", .width = 24, .drop = 4 },
	[COL_ORDERS] = { .title = "Orders", .width = 6, .right = true, .drop = 1 },
};

static const char *label_text(const struct patrons_state *p, int row)
{
	int at = row - p->labels_top;

	return at >= 0 && at < IN_SIGHT && p->labels[at] ? p->labels[at] : "";
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct patrons_state *p = arg;
	const struct bo_patron *patron = &p->people.found.row[row];

	if (column == COL_LABELS)
		snprintf(text, size, "%s", label_text(p, row));
	else if (column == COL_ORDERS)
		snprintf(text, size, "%" PRId64, patron->orders);
	else
		snprintf(text, size, "%s",
			 column == COL_NAME    ? patron->name
			 : column == COL_EMAIL ? patron->email
					       : patron->phone);
}

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = COLUMNS,
	.rows = rows,
	.cell = cell,
};

static const char *nobody(const struct patrons_state *p)
{
	static const char *const texts[] = {
		[PATRON_PART_NAME] = "Nobody of that name. F6 makes a new person.",
		[PATRON_PART_EMAIL] = "Nobody has that e-mail. F6 makes a new person with it.",
		[PATRON_PART_PHONE] = "Nobody has that number. F6 makes a new person with it.",
	};

	if (p->picker.query.len == 0)
		return "Nobody is known by name yet. F6 makes a new person.";
	return texts[patron_part_of(p->picker.query.text)];
}

static void patrons_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct patrons_state *p = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));
	struct ui_list_model shown = model;

	shown.empty = nobody(p);
	ui_picker_draw(&p->picker, &shown, p, &part);
	if (p->picker.query.len == 0)
		ui_put_cut(&part, 0, 2, part.cols - 2, UI_ROLE_HINT,
			   "Type the beginnings of name or e-mail, or the phone");
	if (p->people.found.n >= MOST)
		ui_put_right(&part, 0, part.cols - 26, 26, UI_ROLE_MARK, MOST_FOUND);
}

/* --- Acts --- */

static unsigned open_page(struct screen *screen)
{
	struct patrons_state *p = screen->state;
	bool same;

	if (session_failed(screen, person_search_finish(&p->people, p->picker.list.row, &same)))
		return UI_HANDLED | UI_REDRAW;
	patrons_layout(screen, screen->rows, screen->cols);
	if (p->people.found.n == 0 || !same) /* nobody is taken who was not seen there */
		return UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
	app_push(screen->app, &patron_page_screen, &p->people.found.row[p->picker.list.row].id,
		 TAG_PAGE);
	return UI_HANDLED | UI_REDRAW;
}

static bool patrons_busy(const struct screen *screen)
{
	const struct patrons_state *p = screen->state;

	return person_search_goes_on(&p->people);
}

static unsigned search_on(struct screen *screen)
{
	struct patrons_state *p = screen->state;
	bool changed = false;

	if (!session_failed(screen, person_search_step(&p->people, &changed)) && !changed)
		return UI_HANDLED;
	patrons_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned patrons_event(struct screen *screen, const struct ui_event *event)
{
	struct patrons_state *p = screen->state;
	struct ui_event e = *event;
	unsigned r;

	if (event->type == UI_EVENT_IDLE)
		return search_on(screen);
	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (ui_key_is(event, UI_KEY_ESC, 0) && p->picker.query.len) {
		ui_lineedit_set(&p->picker.query, "");
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	e.x -= 1;
	r = ui_picker_event(&p->picker, &e, (int)p->people.found.n);
	if (r & UI_ACCEPTED)
		return open_page(screen);
	if (p->picker.list.top != p->labels_top)
		read_labels(screen);
	return r & UI_CHANGED ? r | UI_RECALC : r;
}

static unsigned patrons_command(struct screen *screen, enum command command)
{
	struct patrons_state *p = screen->state;

	if (command == CMD_OPEN)
		return open_page(screen);
	if (command == CMD_NEW)
		return patron_edit_open(screen, &p->work, 0, p->picker.query.text, TAG_NEW);
	if (command == CMD_IMPORT_FILE &&
	    session_failed(screen, bo_require(session_bo(screen), BO_MAY_MERGE_PATRONS)))
		return UI_HANDLED | UI_REDRAW;
	if (command == CMD_IMPORT_FILE)
		return import_open(screen, BO_IMPORT_PATRONS, 0, TAG_IMPORT);
	if (command == CMD_EXPORT_FILE)
		return patron_export_open(screen, &p->export, TAG_EXPORT);
	if (command == CMD_DUPLICATES) {
		app_push(screen->app, &duplicates_screen, NULL, TAG_DUPLICATES);
		return UI_HANDLED | UI_REDRAW;
	}
	return command == CMD_REFRESH ? UI_HANDLED | UI_RECALC | UI_REDRAW : UI_IGNORED;
}

static unsigned patrons_done(struct screen *screen, int tag, const void *result)
{
	struct patrons_state *p = screen->state;

	if (tag == TAG_NEW && result) {
		ui_lineedit_set(&p->picker.query, "");
		app_push(screen->app, &patron_page_screen, &p->work.id, TAG_PAGE);
	}
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops patrons_screen = {
	.name = "patrons",
	.title = "Patrons",
	.state_size = sizeof(struct patrons_state),
	.commands = patrons_commands,
	.open = patrons_open,
	.recalc = patrons_recalc,
	.layout = patrons_layout,
	.draw = patrons_draw,
	.event = patrons_event,
	.busy = patrons_busy,
	.command = patrons_command,
	.done = patrons_done,
	.close = patrons_close,
};
