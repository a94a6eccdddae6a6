/*
 * The window.  The engine reads members by their ids, onward from one.  Going back takes the way
 * that was kept coming down; from the end of the list, where nobody came down, it feels for an id
 * with enough members behind it.
 */
#include "audiences/member_window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MARGIN = 60, /* rows from an end at which it moves: more than a screen has */
	KEEP = 120,  /* rows before the cursor when it moves down */
	BACK = 150,  /* rows it goes back, at least */
	WALK = 4000, /* members a search looks at in one go: some milliseconds */
};

void member_window_init(struct member_window *w, int64_t audience_id)
{
	*w = (struct member_window){ .audience_id = audience_id };
}

static void forget(struct member_rows *rows)
{
	bo_arena_clear(&rows->arena);
	*rows = (struct member_rows){ 0 };
}

void member_window_clear(struct member_window *w)
{
	forget(&w->now);
	forget(&w->next);
	free(w->step);
	*w = (struct member_window){ .audience_id = w->audience_id };
}

static enum bo_status list(const struct member_window *w, struct bo *bo, struct bo_arena *arena,
			   int64_t after, size_t limit, struct bo_members *rows)
{
	const struct bo_member_filter filter = {
		.audience_id = w->audience_id, .words = w->words, .after = after, .limit = limit
	};

	return bo_member_list(bo, arena, &filter, rows);
}

static enum bo_status append(struct member_rows *rows, const struct bo_members *more)
{
	struct bo_member *all =
		bo_arena_alloc(&rows->arena, (rows->list.n + more->n + 1) * sizeof *all);

	if (!all)
		return BO_NO_MEMORY;
	if (rows->list.n > 0)
		memcpy(all, rows->list.row, rows->list.n * sizeof *all);
	if (more->n > 0)
		memcpy(all + rows->list.n, more->row, more->n * sizeof *all);
	rows->list.row = all;
	rows->list.n += more->n;
	return BO_OK;
}

/* Looks on behind what was reached. */
static enum bo_status look_on(const struct member_window *w, struct bo *bo,
			      struct member_rows *rows, int64_t after)
{
	int64_t reached = 0;
	const struct bo_member_filter filter = { .audience_id = w->audience_id,
						 .words = w->words,
						 .after = after,
						 .limit = MEMBER_WINDOW + 1 - rows->list.n,
						 .walk = w->words[0] ? WALK : 0,
						 .reached = &reached };
	struct bo_members more = { 0 };
	enum bo_status status = bo_member_list(bo, &rows->arena, &filter, &more);

	if (!status)
		status = append(rows, &more);
	if (status)
		return status;
	rows->more = rows->list.n > MEMBER_WINDOW;
	rows->reached = rows->more ? 0 : reached;
	if (rows->more)
		rows->list.n = MEMBER_WINDOW;
	return BO_OK;
}

static void show(struct member_window *w, struct member_rows *rows)
{
	forget(&w->now);
	w->now = *rows;
	*rows = (struct member_rows){ 0 };
}

static enum bo_status read_from(struct member_window *w, struct bo *bo, int64_t after, int64_t base)
{
	struct member_rows rows = { .after = after, .base = base > 0 ? base : 0 };
	enum bo_status status = look_on(w, bo, &rows, after);

	if (status) {
		forget(&rows);
		return status;
	}
	forget(&w->next);
	w->has_next = false;
	show(w, &rows);
	return BO_OK;
}

/* Without memory for it the way back is felt for instead. */
static void remember(struct member_window *w)
{
	if (w->n_steps == w->room) {
		size_t room = w->room ? w->room * 2 : 64;
		struct member_step *grown = realloc(w->step, room * sizeof *grown);

		if (!grown) {
			w->n_steps = 0;
			return;
		}
		w->step = grown;
		w->room = room;
	}
	w->step[w->n_steps++] = (struct member_step){ w->now.after, w->now.base };
}

enum bo_status member_window_first(struct member_window *w, struct bo *bo)
{
	enum bo_status status = read_from(w, bo, 0, 0);

	if (!status)
		w->n_steps = 0;
	return status;
}

/* What is shown stays until the other rows are all there. */
enum bo_status member_window_again(struct member_window *w, struct bo *bo)
{
	enum bo_status status;

	if (!w->words[0] || w->now.reached) {
		status = read_from(w, bo, w->now.after, w->now.base);
		/* all of these are gone: there may be others before them */
		if (!status && w->now.list.n == 0 && w->now.after > 0 && !w->now.reached)
			status = member_window_first(w, bo);
		return status;
	}
	forget(&w->next);
	w->next = (struct member_rows){ .after = w->now.after, .base = w->now.base };
	w->has_next = true;
	status = look_on(w, bo, &w->next, w->next.after);
	if (status)
		forget(&w->next);
	if (status || !w->next.reached)
		w->has_next = false;
	if (!status && !w->has_next)
		show(w, &w->next);
	return status;
}

bool member_window_busy(const struct member_window *w)
{
	return w->has_next || w->now.reached;
}

enum bo_status member_window_go_on(struct member_window *w, struct bo *bo, bool *moved)
{
	struct member_rows *rows = w->has_next ? &w->next : &w->now;
	enum bo_status status = look_on(w, bo, rows, rows->reached);

	*moved = false;
	if (status)
		rows->reached = 0; /* what is there stays */
	if (rows == &w->next && !rows->reached) {
		w->has_next = false;
		*moved = !status;
		if (status)
			forget(rows);
		else
			show(w, rows);
	}
	return status;
}

enum bo_status member_window_search(struct member_window *w, struct bo *bo, const char *words)
{
	char before[sizeof w->words];
	enum bo_status status;

	snprintf(before, sizeof before, "%s", w->words);
	snprintf(w->words, sizeof w->words, "%s", words);
	status = member_window_first(w, bo);
	if (status)
		snprintf(w->words, sizeof w->words, "%s", before);
	return status;
}

/* --- Going down --- */

static enum bo_status go_down(struct member_window *w, struct bo *bo, size_t keep_from)
{
	enum bo_status status;

	remember(w);
	status = read_from(w, bo, w->now.list.row[keep_from - 1].id,
			   w->now.base + (int64_t)keep_from);
	if (status && w->n_steps > 0)
		w->n_steps--;
	return status;
}

/* --- Going back without a way --- */

/* How many of the first limit members behind after come before the id; the last of them. */
static enum bo_status count_before(const struct member_window *w, struct bo *bo, int64_t after,
				   int64_t id, size_t limit, size_t *n, int64_t *begin)
{
	struct bo_arena arena = { 0 };
	struct bo_members rows = { 0 };
	enum bo_status status = list(w, bo, &arena, after, limit, &rows);

	*n = 0;
	while (!status && *n < rows.n && rows.row[*n].id < id)
		(*n)++;
	/* so many are enough: the id to begin behind */
	*begin = *n > BACK ? rows.row[*n - BACK - 1].id : after;
	if (*n > BACK)
		*n = *n == limit ? limit : BACK;
	bo_arena_clear(&arena);
	return status;
}

/* Sets *after so that some BACK members lie between it and the id, or all when there are fewer. */
static enum bo_status feel_back(const struct member_window *w, struct bo *bo, int64_t id,
				int64_t *after, size_t *between)
{
	enum { LIMIT = 3 * BACK };
	int64_t near = id - 1, far = id - 1, step = 2 * BACK, begin = 0;
	enum bo_status status;
	size_t n = 0;

	/* ever farther, until there are enough */
	do {
		near = far;
		far = far > step ? far - step : 0;
		step *= 2;
		status = count_before(w, bo, far, id, LIMIT, &n, &begin);
	} while (!status && n < BACK && far > 0);
	/* so far that the id is out of reach: between the last two there is a place */
	while (!status && n == LIMIT && near - far > 1) {
		int64_t middle = far + (near - far) / 2;

		status = count_before(w, bo, middle, id, LIMIT, &n, &begin);
		if (!status && n == LIMIT)
			far = middle;
		else if (!status && n < BACK)
			near = middle, n = LIMIT;
	}
	if (!status) {
		*after = begin;
		*between = n;
	}
	return status;
}

static enum bo_status go_up(struct member_window *w, struct bo *bo, size_t *by)
{
	int64_t after = 0, base;
	enum bo_status status;

	if (w->n_steps > 0) {
		const struct member_step *step = &w->step[w->n_steps - 1];

		*by = (size_t)(w->now.base - step->base);
		status = read_from(w, bo, step->after, step->base);
		if (!status)
			w->n_steps--;
		return status;
	}
	status = feel_back(w, bo, w->now.list.row[0].id, &after, by);
	base = after == 0 ? 0 : w->now.base - (int64_t)*by;
	return status ? status : read_from(w, bo, after, base);
}

enum bo_status member_window_follow(struct member_window *w, struct bo *bo, struct ui_list *l)
{
	enum bo_status status = BO_OK;

	if (w->now.more && l->row + MARGIN > (int)w->now.list.n) {
		size_t keep = (size_t)(l->row - KEEP > 0 ? l->row - KEEP : 0);

		if (keep > 0)
			status = go_down(w, bo, keep);
		if (!status) {
			l->row -= (int)keep;
			l->top -= (int)keep;
		}
	} else if (w->now.after > 0 && l->row < MARGIN && w->now.list.n > 0) {
		size_t by = 0;

		status = go_up(w, bo, &by);
		if (!status) {
			l->row += (int)by;
			l->top += (int)by;
		}
	}
	return status;
}

/* --- The end --- */

/* An id that no member is behind. */
static enum bo_status beyond(const struct member_window *w, struct bo *bo, int64_t *id)
{
	enum bo_status status = BO_OK;
	size_t n = 1;

	for (*id = 1024; !status && n > 0; *id *= 2) {
		struct bo_arena arena = { 0 };
		struct bo_members rows = { 0 };

		status = list(w, bo, &arena, *id, 1, &rows);
		n = rows.n;
		bo_arena_clear(&arena);
	}
	return status;
}

static enum bo_status read_through(struct member_window *w, struct bo *bo, bo_progress progress,
				   void *arg)
{
	enum bo_status status = BO_OK;

	while (!status && (w->now.more || w->now.reached) && progress(arg, w->now.base, 0))
		status = w->now.reached ? look_on(w, bo, &w->now, w->now.reached)
					: go_down(w, bo, w->now.list.n - KEEP);
	return status;
}

enum bo_status member_window_last(struct member_window *w, struct bo *bo, int64_t total,
				  bo_progress progress, void *arg)
{
	int64_t end = 0, after = 0;
	size_t n = 0;
	enum bo_status status;

	if (!w->now.more && !w->now.reached)
		return BO_OK;
	if (total == BO_NONE)
		return read_through(w, bo, progress, arg);
	status = beyond(w, bo, &end);
	if (!status)
		status = feel_back(w, bo, end, &after, &n);
	if (!status)
		status = read_from(w, bo, after, total - (int64_t)n);
	if (!status)
		w->n_steps = 0;
	return status;
}
