/*
 * Taking back the last act on redemptions, and doing it again, with a sentence of what that was:
 * it may have been somebody else's, or of a show that is not in sight.
 */
#include "redemptions/matrix.h"

#include <stdio.h>
#include <string.h>

/* "cap 30 → 20, codes none → SUN" */
static void put_fields(const struct bo_change *c, struct bo_buf *buf)
{
	for (size_t i = 0; i < c->n_fields; i++) {
		const struct bo_field_change *f = &c->fields[i];
		const char *before = f->before && *f->before ? f->before : "none";
		const char *after = f->after && *f->after ? f->after : "none";

		bo_buf_printf(buf, "%s%s %s → %s", i ? ", " : "", f->field, before, after);
	}
}

static void put_one(const struct bo_change *c, struct bo_buf *buf)
{
	bo_buf_printf(buf, "%s", c->type);
	if (c->performance_id) {
		bo_buf_printf(buf, ", %s ", c->show ? c->show : "");
		bo_when_short(buf, c->performance_at, c->zone, false);
	}
	if (c->kind == BO_CHANGE_CREATED) {
		bo_buf_add(buf, " is there.");
	} else if (c->kind == BO_CHANGE_DELETED) {
		bo_buf_add(buf, " is gone.");
	} else {
		bo_buf_add(buf, ": ");
		put_fields(c, buf);
		bo_buf_add(buf, ".");
	}
}

/* The first one's type and show speak for all where they are the same. */
static void put_many(const struct bo_changes *changes, struct bo_buf *buf)
{
	const struct bo_change *first = &changes->row[0];
	bool same_type = true, same_show = first->show != NULL;

	for (size_t i = 1; i < changes->n; i++) {
		const struct bo_change *c = &changes->row[i];

		same_type = same_type && c->type_id == first->type_id;
		same_show = same_show && c->show && strcmp(c->show, first->show) == 0;
	}
	bo_buf_printf(buf, "%zu redemptions", changes->n);
	if (same_type)
		bo_buf_printf(buf, " of %s", first->type);
	if (same_show)
		bo_buf_printf(buf, " in %s", first->show);
	const struct {
		size_t n;
		const char *what;
	} parts[] = { { changes->deleted, "gone" },
		      { changes->created, "new" },
		      { changes->changed, "changed" } };
	const char *between = ": ";

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (!parts[i].n)
			continue;
		bo_buf_printf(buf, "%s%zu %s", between, parts[i].n, parts[i].what);
		between = ", ";
	}
	bo_buf_add(buf, ".");
}

/* What was done elsewhere is not taken back by a slip of the finger. */
unsigned matrix_undo(struct screen *screen)
{
	static const struct ui_dialog question = {
		.title = "Undo",
		.text = "Nothing was changed on this screen that is still to be taken back. The "
			"last "
			"change to redemptions was made elsewhere, perhaps by somebody else, "
			"perhaps "
			"to another show.",
		.role = UI_ROLE_WARN,
		.answers = { { "u", "Take it back" }, { "<Esc>", "Leave it" } },
	};
	const struct matrix *x = screen->state;

	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return UI_HANDLED | UI_REDRAW;
	if (x->acts > 0)
		return matrix_take_back(screen, false);
	return app_open(screen->app, &ask_screen, &question, TAG_UNDO);
}

unsigned matrix_take_back(struct screen *screen, bool redo)
{
	struct matrix *x = screen->state;
	struct bo *bo = session_bo(screen);
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };
	char text[APP_MESSAGE];
	struct bo_buf buf = BO_BUF(text);
	enum bo_status status = redo ? bo_redemption_redo(bo, &arena, &changes)
				     : bo_redemption_undo(bo, &arena, &changes);

	if (status == BO_NOT_FOUND) {
		app_info(screen->app, "%s", bo_error(bo)->message);
	} else if (!session_failed(screen, status)) {
		x->acts += redo ? 1 : x->acts > 0 ? -1 : 0;
		bo_buf_add(&buf, redo ? "Done again: " : "Taken back: ");
		if (changes.n == 1)
			put_one(&changes.row[0], &buf);
		else if (changes.n)
			put_many(&changes, &buf);
		app_info(screen->app, "%s", text);
	}
	bo_arena_clear(&arena);
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}
