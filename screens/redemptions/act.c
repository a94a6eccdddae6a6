/*
 * What is done to the cells of the matrix: fill, type a cap, delete, copy, paste.
 *
 * An act on one cell is carried out at once; an act on more shows first what would become of them.
 */
#include "redemptions/matrix.h"

#include <stdio.h>
#include <string.h>

static unsigned no_memory(struct screen *screen)
{
	app_error(screen->app, "There is no memory left for this.");
	return UI_HANDLED | UI_REDRAW;
}

/* --- Applying --- */

void matrix_say_applied(struct app *app, const struct matrix_applied *a)
{
	if (a->warnings)
		app_warn(app, "%zu new, %zu changed. %s", a->created, a->changed, a->warning);
	else if (a->created + a->changed == 0)
		app_info(app, "Nothing had to be changed.");
	else
		app_info(app, "%zu new, %zu changed, %zu as they were. u takes it back.",
			 a->created, a->changed, a->unchanged);
}

/* Shows what it would do; one pair is simply done. */
static unsigned carry_out(struct screen *screen, size_t pairs)
{
	struct matrix *x = screen->state;
	struct matrix_preview preview = { .title = x->room.title, .batch = &x->batch };
	struct bo_changes changes = { 0 };
	struct matrix_applied applied;

	x->batch.dry_run = false;
	if (pairs > 1)
		return app_open(screen->app, &matrix_preview_screen, &preview, TAG_PREVIEW);
	if (session_failed(screen,
			   bo_redemption_apply(session_bo(screen), &x->work, &x->batch, &changes)))
		return UI_HANDLED | UI_REDRAW;
	x->acts++;
	matrix_applied_of(&changes, &applied);
	matrix_say_applied(screen->app, &applied);
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned fill(struct screen *screen)
{
	struct matrix *x = screen->state;
	struct matrix_fill args = { .title = x->room.title, .cutoff = BO_NONE };

	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return UI_HANDLED | UI_REDRAW;
	bo_arena_clear(&x->work);
	if (!matrix_choose(x, &x->work, false, &args.chosen))
		return no_memory(screen);
	matrix_subject(&args.chosen, x->room.title, sizeof x->room.title);
	args.zone = args.chosen.performance->zone;
	return app_open(screen->app, &matrix_form_screen, &args, TAG_FILL);
}

/* --- A cap typed into the cell --- */

/* Where the cursor is on a marked cell, all marked ones take it. */
static unsigned take_cap(struct screen *screen)
{
	struct matrix *x = screen->state;
	struct matrix_model *m = &x->model;
	struct matrix_chosen chosen;
	int64_t cap = 0;
	int marked = m->marked;

	for (const char *c = x->edit; *c >= '0' && *c <= '9'; c++)
		cap = cap * 10 + (*c - '0');
	if (x->edit[0] == '-')
		cap = BO_NONE;
	x->edit[0] = '\0';
	bo_arena_clear(&x->work);
	if (marked && !m->marks[matrix_at(m, x->grid.row, x->grid.col)])
		m->marked = 0; /* only the cell under the cursor */
	bool room = matrix_choose(x, &x->work, false, &chosen);

	m->marked = marked;
	if (!room)
		return no_memory(screen);
	x->batch = chosen.batch;
	x->batch.given = BO_FIELD_CAP;
	x->batch.cap = cap;
	matrix_subject(&chosen, x->room.title, sizeof x->room.title);
	return carry_out(screen, chosen.n);
}

static unsigned start_cap(struct screen *screen, char c)
{
	struct matrix *x = screen->state;

	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return UI_HANDLED | UI_REDRAW;
	x->edit[0] = c;
	x->edit[1] = '\0';
	app_info(screen->app, "Max sales for type; Enter takes it, Esc leaves it as it was.");
	return UI_HANDLED | UI_REDRAW;
}

unsigned matrix_type_cap(struct screen *screen, const struct ui_event *event)
{
	struct matrix *x = screen->state;
	size_t n = strlen(x->edit);
	char c = event->type == UI_EVENT_KEY ? event->text[0] : '\0';
	bool digit = c >= '0' && c <= '9';

	if (!n)
		return digit || c == '-' ? start_cap(screen, c) : UI_IGNORED;
	if (ui_key_is(event, UI_KEY_ENTER, 0))
		return take_cap(screen);
	if (ui_key_is(event, UI_KEY_BACKSPACE, 0)) {
		x->edit[n - 1] = '\0';
		return UI_HANDLED | UI_REDRAW;
	}
	if (digit && x->edit[0] != '-' && n + 1 < sizeof x->edit) {
		x->edit[n] = c;
		x->edit[n + 1] = '\0';
		return UI_HANDLED | UI_REDRAW;
	}
	if (c)
		return UI_HANDLED | UI_BELL;
	if (event->type != UI_EVENT_KEY && event->type != UI_EVENT_MOUSE)
		return UI_IGNORED;
	x->edit[0] = '\0'; /* any other key leaves the cell as it was */
	return ui_key_is(event, UI_KEY_ESC, 0) ? UI_HANDLED | UI_REDRAW : UI_IGNORED;
}

/* --- Deleting --- */

static unsigned ask_delete(struct screen *screen)
{
	struct matrix *x = screen->state;
	struct matrix_chosen chosen;
	char subject[BO_NAME_MAX + 80];

	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return UI_HANDLED | UI_REDRAW;
	bo_arena_clear(&x->work);
	if (!matrix_choose(x, &x->work, true, &chosen))
		return no_memory(screen);
	if (!chosen.n) {
		app_info(screen->app, "Nothing of what is marked exists.");
		return UI_HANDLED | UI_BELL;
	}
	x->batch = chosen.batch;
	x->n = chosen.n;
	matrix_subject(&chosen, subject, sizeof subject);
	snprintf(x->room.text, sizeof x->room.text, "Delete %s? It can no longer be sold then.",
		 subject);
	return fill_room_ask(screen, &x->room, "Delete", "d", "Delete", TAG_DELETE);
}

/* The engine's sentence, and the way out on one key. */
static unsigned offer_to_close(struct screen *screen)
{
	struct matrix *x = screen->state;

	snprintf(x->room.text, sizeof x->room.text, "%s", bo_error(session_bo(screen))->message);
	return fill_room_ask(screen, &x->room, "In use", "0",
			     x->n == 1 ? "Set its cap to 0" : "Set the cap of all to 0", TAG_CLOSE);
}

static unsigned delete_chosen(struct screen *screen)
{
	struct matrix *x = screen->state;
	struct bo *bo = session_bo(screen);
	const struct bo_redemption_batch *b = &x->batch;
	int64_t *types = bo_arena_alloc(&x->work, x->n * sizeof *types);
	int64_t *performances = bo_arena_alloc(&x->work, x->n * sizeof *performances);
	size_t n = 0, deleted = 0;
	enum bo_status status;

	if (!types || !performances)
		return no_memory(screen);
	for (size_t i = 0; i < b->n_types * b->n_performances; i++) {
		if (!b->chosen[i])
			continue;
		types[n] = b->types[i / b->n_performances];
		performances[n++] = b->performances[i % b->n_performances];
	}
	status = bo_redemption_delete_pairs(bo, types, performances, n, &deleted);
	if (status == BO_REFUSED && bo_refusal(bo)->rule == BO_RULE_IN_USE)
		return offer_to_close(screen);
	x->acts += status == BO_OK;
	if (!session_failed(screen, status))
		app_info(screen->app, "%zu deleted. u takes it back.", deleted);
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned close_chosen(struct screen *screen)
{
	struct matrix *x = screen->state;

	x->batch.given = BO_FIELD_CAP;
	x->batch.cap = 0;
	return carry_out(screen, 1); /* it was asked for already */
}

/* --- Copying --- */

static unsigned copy(struct screen *screen)
{
	struct matrix *x = screen->state;
	const struct bo_redemption *r =
		x->model.cells[matrix_at(&x->model, x->grid.row, x->grid.col)];
	bool room;

	if (!r)
		return UI_HANDLED | UI_BELL;
	bo_arena_clear(&x->clip_arena);
	x->clip = *r;
	x->clip.type = bo_arena_copy(&x->clip_arena, r->type);
	x->clip.codes = bo_arena_alloc(&x->clip_arena, (r->n_codes + 1) * sizeof *r->codes);
	room = x->clip.type && x->clip.codes;
	for (size_t i = 0; room && i < r->n_codes; i++) {
		x->clip.codes[i] = bo_arena_copy(&x->clip_arena, r->codes[i]);
		room = x->clip.codes[i] != NULL;
	}
	if (!room) {
		x->clip.id = 0;
		return no_memory(screen);
	}
	app_info(screen->app, "Copied. Mark where it shall stand, too, and paste with p.");
	return UI_HANDLED | UI_REDRAW;
}

static unsigned paste(struct screen *screen)
{
	struct matrix *x = screen->state;
	struct matrix_chosen chosen;
	const char *codes = "";

	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return UI_HANDLED | UI_REDRAW;
	bo_arena_clear(&x->work);
	if (!matrix_choose(x, &x->work, false, &chosen))
		return no_memory(screen);
	for (size_t i = 0; codes && i < x->clip.n_codes; i++)
		codes = bo_arena_printf(&x->work, "%s%s%s", codes, i ? "," : "", x->clip.codes[i]);
	if (!codes)
		return no_memory(screen);
	x->batch = chosen.batch;
	x->batch.given = BO_FIELD_ALL;
	x->batch.start = x->clip.start;
	x->batch.end = x->clip.end;
	x->batch.cap = x->clip.cap;
	x->batch.min = x->clip.min;
	x->batch.max = x->clip.max;
	x->batch.step = x->clip.step;
	x->batch.codes = codes;
	matrix_subject(&chosen, x->room.title, sizeof x->room.title);
	return carry_out(screen, chosen.n);
}

unsigned matrix_act(struct screen *screen, enum command command)
{
	struct matrix *x = screen->state;

	if (command == CMD_OPEN || command == CMD_EDIT)
		return fill(screen);
	if (command == CMD_DELETE)
		return ask_delete(screen);
	if (command == CMD_UNDO)
		return matrix_undo(screen);
	if (command == CMD_REDO)
		return matrix_take_back(screen, true);
	if (command == CMD_COPY)
		return copy(screen);
	if (command == CMD_PASTE && x->clip.id)
		return paste(screen);
	return UI_HANDLED | UI_BELL;
}

unsigned matrix_acted(struct screen *screen, int tag, const void *result)
{
	struct matrix *x = screen->state;

	if ((tag == TAG_FILL || tag == TAG_PREVIEW) && result) {
		x->acts++;
		matrix_say_applied(screen->app, result);
		matrix_unmark(&x->model);
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	if (tag == TAG_UNDO && ask_yes(result))
		return matrix_take_back(screen, false);
	if (tag == TAG_DELETE && ask_yes(result))
		return delete_chosen(screen);
	if (tag == TAG_CLOSE && ask_yes(result))
		return close_chosen(screen);
	return UI_HANDLED | UI_REDRAW;
}
