/*
 * Choosing performances, any number of them: those that were, and those to come.
 *
 * The search narrows what is shown, the marks stay; so a season's matinees are marked by typing
 * "sun" and marking what was found, and then a word of another show.
 */
#include "audiences/audience.h"

#include "ui/widget/picker.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct place {
	const char *when;
	bool marked;
};

struct places {
	struct bo_arena arena;
	struct bo_performances all;
	struct place *place; /* of each of all */
	size_t *shown;
	size_t n_shown, n_marked;
	struct ui_picker picker;
	const char *title;
	struct audience_places_result result;
};

static bool any(const struct screen *screen)
{
	const struct places *p = screen->state;

	return p->n_shown > 0;
}

static bool any_marked(const struct screen *screen)
{
	const struct places *p = screen->state;

	return p->n_marked > 0;
}

static const struct command_ref places_commands[] = {
	{ .command = CMD_CHOOSE, .enabled = any_marked, .why = "nothing is marked" },
	{ .command = CMD_MARK_HERE, .enabled = any, .why = "nothing is listed" },
	{ .command = CMD_MARK_FOUND, .enabled = any, .why = "nothing is listed" },
	{ .command = CMD_BACK },
	{ .command = CMD_NONE },
};

/* --- The model --- */

static bool was_marked(const struct audience_places *args, int64_t id)
{
	for (size_t i = 0; i < args->n; i++)
		if (args->marked[i] == id)
			return true;
	return false;
}

static void narrow(struct places *p)
{
	char text[600];

	p->n_shown = 0;
	for (size_t i = 0; i < p->all.n; i++) {
		snprintf(text, sizeof text, "%s %s", p->place[i].when, p->all.row[i].show);
		if (audience_words_in(text, p->picker.query.text))
			p->shown[p->n_shown++] = i;
	}
}

/* The day with its year: the same show comes back next year. */
static const char *when_of(struct places *p, const struct bo_performance *performance)
{
	char text[SESSION_WHEN];
	struct bo_buf buf = BO_BUF(text);

	bo_when_short(&buf, performance->at, performance->zone, true);
	return bo_arena_copy(&p->arena, text);
}

static enum bo_status fetch(struct places *p, struct bo *bo, const struct audience_places *args)
{
	const struct bo_performance_filter filter = { .from = BO_NONE };
	enum bo_status status = bo_performance_list(bo, &p->arena, &filter, &p->all);

	if (status)
		return status;
	p->place = bo_arena_alloc(&p->arena, (p->all.n + 1) * sizeof *p->place);
	p->shown = bo_arena_alloc(&p->arena, (p->all.n + 1) * sizeof *p->shown);
	for (size_t i = 0; p->place && i < p->all.n; i++) {
		p->place[i].when = when_of(p, &p->all.row[i]);
		p->place[i].marked = was_marked(args, p->all.row[i].id);
		p->n_marked += p->place[i].marked;
		if (!p->place[i].when)
			return BO_NO_MEMORY;
	}
	return p->place && p->shown ? BO_OK : BO_NO_MEMORY;
}

/* The first that is marked, else the first to come. */
static int first_row(const struct places *p, int64_t now)
{
	int row = 0;

	for (size_t i = 0; i < p->n_shown; i++)
		if (p->place[p->shown[i]].marked)
			return (int)i;
	for (size_t i = 0; i < p->n_shown && p->all.row[p->shown[i]].at < now; i++)
		row = (int)i;
	return row;
}

static bool places_open(struct screen *screen, const void *args)
{
	struct places *p = screen->state;
	const struct audience_places *wanted = args;

	p->title = wanted->title;
	ui_picker_init(&p->picker, NULL);
	if (session_failed(screen, fetch(p, session_bo(screen), wanted))) {
		bo_arena_clear(&p->arena);
		return false;
	}
	narrow(p);
	p->picker.list.row = first_row(p, bo_now(session_bo(screen)));
	return true;
}

static void places_close(struct screen *screen)
{
	struct places *p = screen->state;

	bo_arena_clear(&p->arena);
}

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ 0, 1, rows, cols - 2 };
}

static void places_layout(struct screen *screen, int rows, int cols)
{
	struct places *p = screen->state;

	ui_picker_layout(&p->picker, list_part(rows, cols).rows, (int)p->n_shown);
}

/* --- Drawing --- */

static int rows(const void *arg)
{
	const struct places *p = arg;

	return (int)p->n_shown;
}

enum { COL_MARK, COL_WHEN, COL_SHOW, COL_HOUSE, COL_SOLD, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_MARK] = { .title = "", .width = 1 },
	[COL_WHEN] = { .title = "When", .width = 22 },
	[COL_SHOW] = { .title = "Show", .width = 18, .grow = true },
	[COL_HOUSE] = { .title = "House", .width = 12, .grow = true, .drop = 2 },
	[COL_SOLD] = { .title = "Sold", .width = 6, .right = true, .drop = 1 },
};

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct places *p = arg;
	const struct bo_performance *performance = &p->all.row[p->shown[row]];

	if (column == COL_SOLD)
		snprintf(text, size, "%" PRId64, performance->sold);
	else
		snprintf(text, size, "%s",
			 column == COL_MARK   ? (p->place[p->shown[row]].marked ? "*" : "")
			 : column == COL_WHEN ? p->place[p->shown[row]].when
			 : column == COL_SHOW ? performance->show
					      : performance->house);
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct places *p = arg;

	(void)column;
	if (p->place[p->shown[row]].marked)
		return UI_ROLE_MARK;
	return p->all.row[p->shown[row]].state == BO_PERFORMANCE_CANCELLED ? UI_ROLE_DISABLED
									   : UI_ROLE_NORMAL;
}

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = COLUMNS,
	.rows = rows,
	.cell = cell,
	.role = role,
	.empty = "No performance like that.",
};

static void places_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct places *p = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));

	ui_picker_draw(&p->picker, &model, p, &part);
	if (p->picker.query.len == 0)
		ui_put_cut(&part, 0, 2, part.cols - 2, UI_ROLE_HINT,
			   "Enter marks; type a day, a month, a show to find");
}

static void places_heading(const struct screen *screen, char *text, size_t size)
{
	const struct places *p = screen->state;

	snprintf(text, size, "%s %zu marked", p->title, p->n_marked);
}

/* --- Keys --- */

static void set_mark(struct places *p, size_t row, bool on)
{
	struct place *place = &p->place[p->shown[row]];

	p->n_marked += (size_t)on - (size_t)place->marked;
	place->marked = on;
}

static unsigned mark_here(struct screen *screen)
{
	struct places *p = screen->state;
	size_t row = (size_t)p->picker.list.row;

	if (row >= p->n_shown)
		return UI_HANDLED | UI_BELL;
	set_mark(p, row, !p->place[p->shown[row]].marked);
	if (row + 1 < p->n_shown)
		p->picker.list.row++;
	places_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned mark_found(struct places *p)
{
	bool all = true;

	for (size_t i = 0; i < p->n_shown; i++)
		all = all && p->place[p->shown[i]].marked;
	for (size_t i = 0; i < p->n_shown; i++)
		set_mark(p, i, !all);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned choose(struct screen *screen)
{
	struct places *p = screen->state;
	int64_t *ids = bo_arena_alloc(&p->arena, (p->n_marked + 1) * sizeof *ids);
	size_t n = 0;

	if (!ids || p->n_marked == 0)
		return UI_HANDLED | UI_BELL;
	for (size_t i = 0; i < p->all.n; i++) {
		if (!p->place[i].marked)
			continue;
		if (n == 0)
			p->result.show = p->all.row[i].show;
		ids[n++] = p->all.row[i].id;
	}
	p->result.performance = ids;
	p->result.n = n;
	screen->result = &p->result;
	return UI_HANDLED | UI_CLOSE;
}

static unsigned places_event(struct screen *screen, const struct ui_event *event)
{
	struct places *p = screen->state;
	struct ui_event e = *event;
	unsigned r;

	if (ui_key_is(event, UI_KEY_ESC, 0) && p->picker.query.len) {
		ui_lineedit_set(&p->picker.query, "");
		narrow(p);
		places_layout(screen, screen->rows, screen->cols);
		return UI_HANDLED | UI_REDRAW;
	}
	e.x -= 1;
	r = ui_picker_event(&p->picker, &e, (int)p->n_shown);
	if (r & UI_ACCEPTED)
		return mark_here(screen);
	if (r & UI_CHANGED) {
		narrow(p);
		places_layout(screen, screen->rows, screen->cols);
	}
	return r;
}

static unsigned places_command(struct screen *screen, enum command command)
{
	struct places *p = screen->state;

	if (command == CMD_CHOOSE)
		return choose(screen);
	if (command == CMD_MARK_HERE)
		return mark_here(screen);
	return command == CMD_MARK_FOUND ? mark_found(p) : UI_IGNORED;
}

const struct screen_ops audience_places_screen = {
	.name = "attended performances",
	.title = "Performances",
	.state_size = sizeof(struct places),
	.commands = places_commands,
	.open = places_open,
	.layout = places_layout,
	.draw = places_draw,
	.event = places_event,
	.command = places_command,
	.close = places_close,
	.heading = places_heading,
};
