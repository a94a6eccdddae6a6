/*
 * The preview: what a batch would do, as a difference, before anything is written.
 *
 * What is refused comes first, gathered for each type, and nothing can be applied while there is
 * any of it; then warnings, new ones, changes, and what stays the same.
 */
#include "redemptions/matrix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct preview {
	struct bo_arena arena;
	const char *title;
	struct bo_redemption_batch batch;
	struct bo_changes changes;
	const struct bo_change **order; /* of the list */
	int shown;
	bool all; /* shows what stays the same, too */
	const char **refusals;
	size_t nrefusals, warnings;
	struct ui_list list;
	struct matrix_applied applied;
};

static bool has_same(const struct screen *screen)
{
	return ((const struct preview *)screen->state)->changes.unchanged > 0;
}

static const struct command_ref preview_commands[] = {
	{ .command = CMD_SAVE, .label = "Apply" },
	{ .command = CMD_SHOW_ALL,
	  .label = "Show same",
	  .enabled = has_same,
	  .why = "everything listed changes" },
	{ .command = CMD_NONE },
};

/* --- Refusals, one for each type --- */

const char **matrix_refusals(struct bo_arena *arena, const struct bo_changes *changes, size_t *n)
{
	const char **texts = bo_arena_alloc(arena, (changes->n + 1) * sizeof *texts);
	size_t found = 0;

	for (size_t i = 0; texts && i < changes->n; i++) {
		const struct bo_change *c = &changes->row[i];
		char when[64];
		struct bo_buf buf = BO_BUF(when);
		size_t count = 0;
		bool first = true;

		if (c->kind != BO_CHANGE_REFUSED)
			continue;
		for (size_t j = 0; j < changes->n; j++) {
			if (changes->row[j].kind != BO_CHANGE_REFUSED ||
			    changes->row[j].type_id != c->type_id)
				continue;
			first = first && j >= i;
			count++;
		}
		if (!first)
			continue;
		bo_when_short(&buf, c->performance_at, c->zone, false);
		texts[found] = bo_arena_printf(arena, "%s: %zu refused, such as %s. %s", c->type,
					       count, when, c->message ? c->message : "");
		found += texts[found] != NULL;
	}
	*n = found;
	return texts;
}

/* --- What it would do --- */

static int rank(const struct bo_change *c)
{
	if (c->kind == BO_CHANGE_REFUSED)
		return 0;
	if (c->kind == BO_CHANGE_UNCHANGED)
		return 4;
	if (c->message)
		return 1;
	return c->kind == BO_CHANGE_CREATED ? 2 : 3;
}

static int by_rank(const void *a, const void *b)
{
	const struct bo_change *x = *(const struct bo_change *const *)a;
	const struct bo_change *y = *(const struct bo_change *const *)b;

	if (rank(x) != rank(y))
		return rank(x) - rank(y);
	return (x > y) - (x < y); /* as the engine listed them */
}

static bool arrange(struct preview *p)
{
	p->order = bo_arena_alloc(&p->arena, (p->changes.n + 1) * sizeof *p->order);
	p->refusals = matrix_refusals(&p->arena, &p->changes, &p->nrefusals);
	if (!p->order || !p->refusals)
		return false;
	p->warnings = 0;
	for (size_t i = 0; i < p->changes.n; i++) {
		p->order[i] = &p->changes.row[i];
		p->warnings += rank(p->order[i]) == 1;
	}
	qsort(p->order, p->changes.n, sizeof *p->order, by_rank);
	p->shown = (int)(p->all ? p->changes.n : p->changes.n - p->changes.unchanged);
	return true;
}

static bool ask_engine(struct screen *screen)
{
	struct preview *p = screen->state;
	enum bo_status status;

	bo_arena_clear(&p->arena);
	p->changes = (struct bo_changes){ 0 };
	p->shown = 0;
	p->batch.dry_run = true;
	status = bo_redemption_apply(session_bo(screen), &p->arena, &p->batch, &p->changes);
	if (status && !p->changes.refused) {
		session_failed(screen, status);
		return false;
	}
	return arrange(p);
}

static bool preview_open(struct screen *screen, const void *args)
{
	struct preview *p = screen->state;
	const struct matrix_preview *preview = args;

	p->title = preview->title;
	p->batch = *preview->batch;
	if (ask_engine(screen))
		return true;
	bo_arena_clear(&p->arena);
	return false;
}

static void preview_close(struct screen *screen)
{
	struct preview *p = screen->state;

	bo_arena_clear(&p->arena);
}

/* --- The list --- */

static int rows(const void *arg)
{
	return ((const struct preview *)arg)->shown;
}

/* As the form has it. */
static const char *said(const char *value)
{
	return !value || !*value ? "none" : strcmp(value, "+0m") == 0 ? "curtain" : value;
}

/* "cap 20 → 30, codes: SUN": of new ones what is not empty. */
static void put_fields(const struct bo_change *c, struct bo_buf *buf)
{
	for (size_t i = 0; i < c->n_fields; i++) {
		const struct bo_field_change *f = &c->fields[i];
		const char *after = said(f->after);
		bool usual = strcmp(after, "none") == 0 ||
			     ((strcmp(f->field, "min") == 0 || strcmp(f->field, "step") == 0) &&
			      strcmp(after, "1") == 0);

		if (!f->before && usual)
			continue;
		if (buf->len)
			bo_buf_add(buf, ", ");
		if (f->before)
			bo_buf_printf(buf, "%s %s → %s", f->field, said(f->before), after);
		else
			bo_buf_printf(buf, "%s %s", f->field, after);
	}
}

static void put_what(const struct bo_change *c, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };

	if (c->kind == BO_CHANGE_REFUSED)
		bo_buf_add(&buf, c->message ? c->message : "");
	else if (c->kind != BO_CHANGE_UNCHANGED)
		put_fields(c, &buf);
	if (!buf.len && c->kind == BO_CHANGE_CREATED)
		bo_buf_add(&buf, "without limits");
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	static const char *const kinds[BO_CHANGE_COUNT] = {
		[BO_CHANGE_CREATED] = "+ new",	   [BO_CHANGE_CHANGED] = "~ changed",
		[BO_CHANGE_UNCHANGED] = "= same",  [BO_CHANGE_REFUSED] = "x refused",
		[BO_CHANGE_DELETED] = "- deleted",
	};
	const struct preview *p = arg;
	const struct bo_change *c = p->order[row];
	struct bo_buf buf = { .text = text, .size = size };

	if (column == 0)
		snprintf(text, size, "%s", rank(c) == 1 ? "! warning" : kinds[c->kind]);
	else if (column == 1)
		snprintf(text, size, "%s", c->type);
	else if (column == 2)
		bo_when_short(&buf, c->performance_at, c->zone, false);
	else
		put_what(c, text, size);
}

static enum ui_role role(const void *arg, int row, int column)
{
	static const enum ui_role roles[] = { UI_ROLE_ERROR, UI_ROLE_WARN, UI_ROLE_OK,
					      UI_ROLE_NORMAL, UI_ROLE_DISABLED };
	const struct preview *p = arg;

	return column == 0 ? roles[rank(p->order[row])] : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "", .width = 9 },
	{ .title = "Voucher type", .width = 16 },
	{ .title = "Performance", .width = 16 },
	{ .title = "What changes", .width = 20, .grow = true, .drop = 1 },
};

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = 4,
	.rows = rows,
	.cell = cell,
	.role = role,
	.empty = "Nothing would change: all of them are as they should be already. Boxes that are "
		 "ticked keep what stands there.",
};

/* --- Drawing --- */

enum { REFUSAL_ROWS = 4, NOTE_ROWS = 3 };

/* Draws the refusals (a NULL surface: only counts) and returns the rows they take. */
static int put_refusals(const struct preview *p, struct ui_surface *s, int cols)
{
	int y = 0;

	for (size_t i = 0; i < p->nrefusals && y < REFUSAL_ROWS; i++) {
		struct ui_rect room = { 1 + y, 1, REFUSAL_ROWS - y, cols - 2 };

		y += ui_put_wrapped(s, room, UI_ROLE_ERROR, p->refusals[i]);
	}
	return y;
}

static int top_rows(const struct preview *p, int rows_there, int cols)
{
	return rows_there > 12 ? put_refusals(p, NULL, cols) + 2 : 1;
}

static struct ui_rect list_part(const struct preview *p, int rows_there, int cols)
{
	int top = top_rows(p, rows_there, cols), below = rows_there > 12 ? NOTE_ROWS + 1 : 0;

	return (struct ui_rect){ top, 1, rows_there - top - below, cols - 2 };
}

static void preview_layout(struct screen *screen, int rows_there, int cols)
{
	struct preview *p = screen->state;

	ui_list_layout(&p->list, list_part(p, rows_there, cols).rows, p->shown);
}

static void draw_summary(const struct preview *p, struct ui_surface *s)
{
	const struct bo_changes *c = &p->changes;
	char text[200];
	int x = 1;

	snprintf(text, sizeof text, "%zu new, %zu changed, %zu the same", c->created, c->changed,
		 c->unchanged);
	x += ui_put_cut(s, 0, x, s->cols - 2, UI_ROLE_HEADER, text) + 2;
	if (p->warnings) {
		snprintf(text, sizeof text, " %zu with a warning ", p->warnings);
		x += ui_put_cut(s, 0, x, s->cols - x - 1, UI_ROLE_WARN, text) + 1;
	}
	if (c->refused) {
		snprintf(text, sizeof text, " %zu refused: nothing is applied ", c->refused);
		ui_put_cut(s, 0, x, s->cols - x - 1, UI_ROLE_ERROR, text);
	} else if (c->created + c->changed) {
		ui_put_cut(s, 0, x, s->cols - x - 1, UI_ROLE_HINT, "F9 applies it");
	}
	if (s->rows > 12)
		put_refusals(p, s, s->cols);
}

static void draw_note(const struct preview *p, struct ui_surface *s, struct ui_rect at)
{
	const struct bo_change *c = p->order[p->list.row];
	char text[1000];
	struct bo_buf buf = BO_BUF(text);
	struct ui_rect room = { at.y + at.rows + 1, 1, NOTE_ROWS, s->cols - 2 };

	ui_hline(s, at.y + at.rows, 0, s->cols, UI_ROLE_BORDER);
	bo_buf_printf(&buf, "%s, %s ", c->type, c->show ? c->show : "");
	bo_when_short(&buf, c->performance_at, c->zone, false);
	char fields[600];
	struct bo_buf what = BO_BUF(fields);

	put_fields(c, &what);
	bo_buf_printf(&buf, "%s%s%s%s", what.len ? ": " : "", fields, c->message ? ". " : "",
		      c->message ? c->message : "");
	ui_put_wrapped(s, room, c->message ? UI_ROLE_WARN : UI_ROLE_NORMAL, text);
}

static void preview_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct preview *p = screen->state;
	struct ui_rect at = list_part(p, s->rows, s->cols);
	struct ui_surface part = ui_surface_part(s, at);

	draw_summary(p, s);
	ui_list_draw(&p->list, &model, p, &part, true);
	if (s->rows > 12 && p->list.row < p->shown)
		draw_note(p, s, at);
}

static void preview_heading(const struct screen *screen, char *text, size_t size)
{
	const struct preview *p = screen->state;

	snprintf(text, size, "Preview: %s", p->title);
}

/* --- Applying --- */

static unsigned apply(struct screen *screen)
{
	struct preview *p = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };
	enum bo_status status;

	if (p->changes.refused || p->changes.created + p->changes.changed == 0) {
		app_warn(screen->app, p->changes.refused
					      ? "Nothing is applied while anything is refused."
					      : "There is nothing to apply.");
		return UI_HANDLED | UI_REDRAW | UI_BELL;
	}
	p->batch.dry_run = false;
	status = bo_redemption_apply(session_bo(screen), &arena, &p->batch, &changes);
	if (!status)
		matrix_applied_of(&changes, &p->applied);
	bo_arena_clear(&arena);
	if (session_failed(screen, status)) {
		char why[APP_MESSAGE];

		/* what it would do has changed since: show that, and still say why */
		snprintf(why, sizeof why, "%s", screen->app->message);
		if (ask_engine(screen))
			app_error(screen->app, "%s", why);
		preview_layout(screen, screen->rows, screen->cols);
		return UI_HANDLED | UI_REDRAW;
	}
	screen->result = &p->applied;
	return UI_HANDLED | UI_CLOSE;
}

static unsigned preview_event(struct screen *screen, const struct ui_event *event)
{
	struct preview *p = screen->state;
	struct ui_event e = *event;
	struct ui_rect at = list_part(p, screen->rows, screen->cols);
	unsigned r;

	e.y -= at.y;
	e.x -= at.x;
	r = ui_list_letters(&p->list, &e, p->shown);
	/* Enter is not enough to apply: it ends the form, and may have been typed ahead */
	return r & UI_ACCEPTED ? UI_HANDLED : r;
}

static unsigned preview_command(struct screen *screen, enum command command)
{
	struct preview *p = screen->state;

	if (command == CMD_SAVE)
		return apply(screen);
	if (command != CMD_SHOW_ALL)
		return UI_IGNORED;
	p->all = !p->all;
	arrange(p);
	preview_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

const struct screen_ops matrix_preview_screen = {
	.name = "matrix preview",
	.title = "Preview",
	.state_size = sizeof(struct preview),
	.commands = preview_commands,
	.open = preview_open,
	.layout = preview_layout,
	.draw = preview_draw,
	.event = preview_event,
	.command = preview_command,
	.close = preview_close,
	.heading = preview_heading,
};
