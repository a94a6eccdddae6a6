/*
 * The preview: what a batch would do, as a difference, before anything is written.
 *
 * What is refused comes first, gathered for each type, and nothing can be applied while there is
 * any of it; then warnings, new ones, changes, and what stays the same.
 */
#include "kit/table.h"
#include "redemptions/matrix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct preview {
	struct table_view view;
	struct bo_arena arena;
	const char *title;
	struct bo_redemption_batch batch;
	struct bo_changes changes;
	bool all; /* shows what stays the same, too */
	const char **refusals;
	size_t nrefusals, warnings;
	struct matrix_applied applied;
};

static bool has_same(const struct screen *screen)
{
	return ((const struct preview *)screen->state)->changes.unchanged > 0;
}

static const struct command_ref preview_commands[] = {
	{ CMD_SAVE, "Apply", NULL, false, NULL },
	{ CMD_SHOW_ALL, "Show same", has_same, false, "everything listed changes" },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* --- Refusals, one for each type --- */

/* "Matinee Special: 3 refused, such as Sun 4 Jan 15:00. …" */
static const char **refusals_of(struct bo_arena *arena, const struct bo_changes *changes, size_t *n)
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

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct preview *p = screen->state;
	size_t n = p->changes.n;
	const struct bo_change **order = bo_arena_alloc(rows->arena, (n + 1) * sizeof *order);

	p->refusals = refusals_of(rows->arena, &p->changes, &p->nrefusals);
	if (!order || !p->refusals)
		return BO_NO_MEMORY;
	p->warnings = 0;
	for (size_t i = 0; i < n; i++) {
		order[i] = &p->changes.row[i];
		p->warnings += rank(order[i]) == 1;
	}
	qsort(order, n, sizeof *order, by_rank);
	return table_found(rows, BO_OK, order, p->all ? n : n - p->changes.unchanged);
}

static bool ask_engine(struct screen *screen)
{
	struct preview *p = screen->state;
	enum bo_status status;

	bo_arena_clear(&p->arena);
	p->changes = (struct bo_changes){ 0 };
	p->batch.dry_run = true;
	status = bo_redemption_apply(session_bo(screen), &p->arena, &p->batch, &p->changes);
	return p->changes.refused || !session_failed(screen, status);
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
	bo_arena_clear(&((struct preview *)screen->state)->arena);
}

/* --- The list --- */

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

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	static const char *const kinds[BO_CHANGE_COUNT] = {
		[BO_CHANGE_CREATED] = "+ new",	   [BO_CHANGE_CHANGED] = "~ changed",
		[BO_CHANGE_UNCHANGED] = "= same",  [BO_CHANGE_REFUSED] = "x refused",
		[BO_CHANGE_DELETED] = "- deleted",
	};
	const struct bo_change *c = *(const struct bo_change *const *)row;

	(void)screen;
	if (column == 0)
		bo_buf_add(text, rank(c) == 1 ? "! warning" : kinds[c->kind]);
	else if (column == 1)
		bo_buf_add(text, c->type);
	else if (column == 2)
		bo_when_short(text, c->performance_at, c->zone, false);
	else if (c->kind == BO_CHANGE_REFUSED)
		bo_buf_add(text, c->message ? c->message : "");
	else if (c->kind != BO_CHANGE_UNCHANGED)
		put_fields(c, text);
	if (!text->len && c->kind == BO_CHANGE_CREATED)
		bo_buf_add(text, "without limits");
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	static const enum ui_role roles[] = { UI_ROLE_ERROR, UI_ROLE_WARN, UI_ROLE_OK,
					      UI_ROLE_NORMAL, UI_ROLE_DISABLED };

	(void)screen;
	return column == 0 ? roles[rank(*(const struct bo_change *const *)row)] : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "", .width = 9 },
	{ .title = "Voucher type", .width = 16 },
	{ .title = "Performance", .width = 16 },
	{ .title = "What changes", .width = 20, .grow = true, .drop = 1 },
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

static int head_rows(const struct screen *screen, int rows, int cols)
{
	return rows > 12 ? put_refusals(screen->state, NULL, cols) + 2 : 1;
}

static int note_rows(const struct screen *screen, int rows)
{
	return rows > 12 && table_here(screen) ? NOTE_ROWS + 1 : 0;
}

static void head(const struct screen *screen, struct ui_surface *s)
{
	const struct preview *p = screen->state;
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
	if (s->rows > 1)
		put_refusals(p, s, s->cols);
}

static void note(const struct screen *screen, struct ui_surface *s)
{
	const struct bo_change *c = *(const struct bo_change *const *)table_here(screen);
	char text[1000], fields[600];
	struct bo_buf buf = BO_BUF(text), what = BO_BUF(fields);
	struct ui_rect room = { 1, 1, NOTE_ROWS, s->cols - 2 };

	bo_buf_printf(&buf, "%s, %s ", c->type, c->show ? c->show : "");
	bo_when_short(&buf, c->performance_at, c->zone, false);
	put_fields(c, &what);
	bo_buf_printf(&buf, "%s%s%s%s", what.len ? ": " : "", fields, c->message ? ". " : "",
		      c->message ? c->message : "");
	ui_put_wrapped(s, room, c->message ? UI_ROLE_WARN : UI_ROLE_NORMAL, text);
}

static void heading(const struct screen *screen, struct bo_buf *text)
{
	bo_buf_printf(text, "Preview: %s", ((const struct preview *)screen->state)->title);
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
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	screen->result = &p->applied;
	return UI_HANDLED | UI_CLOSE;
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct preview *p = screen->state;

	(void)row;
	if (command == CMD_SAVE)
		return apply(screen);
	/* Enter is not enough to apply: it ends the form, and may have been typed ahead */
	if (command == CMD_OPEN)
		return UI_HANDLED;
	if (command != CMD_SHOW_ALL)
		return UI_IGNORED;
	p->all = !p->all;
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static const struct table preview = {
	TABLE_COLUMNS(columns),
	.row_size = sizeof(struct bo_change *),
	.no_id = true,
	.once = true,
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.open = preview_open,
	.close = preview_close,
	.head_rows_at = head_rows,
	.head = head,
	.below_rows = note_rows,
	.below = note,
	.heading = heading,
	.command = command,
	.empty = "Nothing would change: all of them are as they should be already. Boxes that are "
		 "ticked keep what stands there.",
};

const struct screen_ops matrix_preview_screen = {
	TABLE_SCREEN(preview),	      .name = "matrix preview",
	.title = "Preview",	      .state_size = sizeof(struct preview),
	.commands = preview_commands,
};
