/*
 * The cells of the matrix: fetched with a few questions, indexed by types and performances.
 *
 * A new fetch is made into a new arena while the old one still stands, so marks and the cursor are
 * carried over by the ids of both.
 */
#include "redemptions/matrix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An id and where it stands; sorted by id. */
struct place {
	int64_t id;
	int at;
};

static int by_id(const void *a, const void *b)
{
	int64_t x = ((const struct place *)a)->id, y = ((const struct place *)b)->id;

	return (x > y) - (x < y);
}

static int find_place(const struct place *places, int n, int64_t id)
{
	struct place key = { .id = id };
	const struct place *p =
		n > 0 ? bsearch(&key, places, (size_t)n, sizeof *places, by_id) : NULL;

	return p ? p->at : -1;
}

/* What fetching gathers before the cells are laid out. */
struct gathering {
	struct bo *bo;
	struct matrix_model *m;
	const struct matrix *matrix;
	struct bo_shows shows;
	struct bo_redemptions *redemptions; /* one list for each show */
	size_t n_lists;
};

static bool wanted(const struct matrix *matrix, const struct bo_show *show)
{
	return matrix->show_id ? show->id == matrix->show_id : show->season_id == matrix->season_id;
}

/* A show that has nothing more to come shows what has been. */
static enum bo_status add_performances(struct gathering *g, const struct bo_show *show)
{
	struct matrix_model *m = g->m;
	struct bo_performance_filter filter = { .show_id = show->id, .from = BO_NONE };
	struct bo_performances list = { 0 };
	enum bo_status status = bo_performance_list(g->bo, &m->arena, &filter, &list);
	const struct bo_performance **all;
	size_t first = 0;

	if (status)
		return status;
	while (!g->matrix->past && first < list.n &&
	       !bo_performance_is_for(g->bo, &list.row[first], BO_TO_PLAN))
		first++;
	if (first == list.n)
		first = 0;
	all = bo_arena_alloc(&m->arena, ((size_t)m->cols + list.n + 1) * sizeof *all);
	if (!all)
		return BO_NO_MEMORY;
	if (m->cols)
		memcpy(all, m->performances, (size_t)m->cols * sizeof *all);
	for (size_t i = first; i < list.n; i++)
		all[m->cols++] = &list.row[i];
	m->performances = all;
	m->hidden += (int)first;
	return bo_redemption_list(g->bo, &m->arena, show->id, 0, &g->redemptions[g->n_lists++]);
}

static enum bo_status gather_performances(struct gathering *g)
{
	enum bo_status status = bo_show_list(g->bo, &g->m->arena, 0, &g->shows);

	if (status)
		return status;
	g->redemptions = bo_arena_alloc(&g->m->arena, (g->shows.n + 1) * sizeof *g->redemptions);
	if (!g->redemptions)
		return BO_NO_MEMORY;
	for (size_t i = 0; !status && i < g->shows.n; i++) {
		const struct bo_show *show = &g->shows.row[i];

		if (!wanted(g->matrix, show))
			continue;
		g->m->season_id = show->season_id;
		g->m->title = g->matrix->show_id ? show->title : show->season;
		status = add_performances(g, show);
	}
	g->m->several = g->n_lists > 1;
	return status;
}

static enum bo_status gather_types(struct gathering *g)
{
	struct matrix_model *m = g->m;
	struct bo_voucher_types list = { 0 };
	enum bo_status status = BO_OK;

	if (m->season_id)
		status = bo_voucher_type_list(g->bo, &m->arena, m->season_id, &list);
	if (status)
		return status;
	m->types = bo_arena_alloc(&m->arena, (list.n + 1) * sizeof *m->types);
	if (!m->types)
		return BO_NO_MEMORY;
	for (size_t i = 0; i < list.n; i++)
		if (list.row[i].category != BO_CATEGORY_BUNDLE)
			m->types[m->rows++] = &list.row[i];
	return BO_OK;
}

static struct place *places_of(struct matrix_model *m, bool types)
{
	int n = types ? m->rows : m->cols;
	struct place *places = bo_arena_alloc(&m->arena, ((size_t)n + 1) * sizeof *places);

	for (int i = 0; places && i < n; i++)
		places[i] = (struct place){ types ? m->types[i]->id : m->performances[i]->id, i };
	if (places)
		qsort(places, (size_t)n, sizeof *places, by_id);
	return places;
}

static enum bo_status index_cells(struct gathering *g)
{
	struct matrix_model *m = g->m;
	size_t n = (size_t)m->rows * (size_t)m->cols;
	struct place *rows = places_of(m, true), *cols = places_of(m, false);

	m->cells = bo_arena_alloc(&m->arena, (n + 1) * sizeof *m->cells);
	m->marks = bo_arena_alloc(&m->arena, n + 1);
	if (!rows || !cols || !m->cells || !m->marks)
		return BO_NO_MEMORY;
	for (size_t l = 0; l < g->n_lists; l++) {
		for (size_t i = 0; i < g->redemptions[l].n; i++) {
			const struct bo_redemption *r = &g->redemptions[l].row[i];
			int row = find_place(rows, m->rows, r->type_id);
			int col = find_place(cols, m->cols, r->performance_id);

			if (row >= 0 && col >= 0)
				m->cells[matrix_at(m, row, col)] = r;
		}
	}
	return BO_OK;
}

static int row_of(const struct matrix_model *m, int64_t type_id)
{
	for (int i = 0; i < m->rows; i++)
		if (m->types[i]->id == type_id)
			return i;
	return -1;
}

static int col_of(const struct matrix_model *m, int64_t performance_id)
{
	for (int i = 0; i < m->cols; i++)
		if (m->performances[i]->id == performance_id)
			return i;
	return -1;
}

static void carry_over(struct matrix *matrix, const struct matrix_model *old)
{
	struct matrix_model *m = &matrix->model;
	struct ui_grid *g = &matrix->grid;

	if (g->row < old->rows && row_of(m, old->types[g->row]->id) >= 0)
		g->row = row_of(m, old->types[g->row]->id);
	if (g->col < old->cols && col_of(m, old->performances[g->col]->id) >= 0)
		g->col = col_of(m, old->performances[g->col]->id);
	for (int r = 0; old->marked && r < old->rows; r++) {
		int row = row_of(m, old->types[r]->id);

		for (int c = 0; row >= 0 && c < old->cols; c++) {
			int col = old->marks[matrix_at(old, r, c)]
					  ? col_of(m, old->performances[c]->id)
					  : -1;

			if (col >= 0)
				matrix_mark(m, row, col, true);
		}
	}
}

enum bo_status matrix_fetch(struct matrix *matrix, struct bo *bo)
{
	struct matrix_model old = matrix->model;
	struct gathering g = { .bo = bo, .m = &matrix->model, .matrix = matrix };
	enum bo_status status;

	matrix->model = (struct matrix_model){ .now = bo_now(bo), .title = "" };
	status = gather_performances(&g);
	if (!status)
		status = gather_types(&g);
	if (!status)
		status = index_cells(&g);
	if (!status)
		carry_over(matrix, &old);
	else
		matrix->model.rows = matrix->model.cols = 0;
	bo_arena_clear(&old.arena);
	return status;
}

/* --- Marks --- */

void matrix_mark(struct matrix_model *m, int row, int col, bool on)
{
	bool *mark = &m->marks[matrix_at(m, row, col)];

	m->marked += on - *mark;
	*mark = on;
}

void matrix_unmark(struct matrix_model *m)
{
	if (m->marks)
		memset(m->marks, 0, (size_t)m->rows * (size_t)m->cols);
	m->marked = 0;
}

static bool takes_part(const struct matrix_model *m, int c, int col)
{
	return col >= 0 ? c == col : m->performances[c]->state != BO_PERFORMANCE_CANCELLED;
}

void matrix_mark_part(struct matrix_model *m, int row, int col)
{
	int first = row < 0 ? 0 : row, end = row < 0 ? m->rows : row + 1;
	bool all = true;

	for (int r = first; r < end; r++)
		for (int c = 0; c < m->cols; c++)
			if (takes_part(m, c, col))
				all = all && m->marks[matrix_at(m, r, c)];
	for (int r = first; r < end; r++)
		for (int c = 0; c < m->cols; c++)
			if (takes_part(m, c, col))
				matrix_mark(m, r, c, !all);
}

int matrix_weekday(const struct matrix_model *m, int col)
{
	return bo_when_civil(m->performances[col]->at, m->performances[col]->zone).weekday;
}

int matrix_mark_weekday(struct matrix_model *m, int row, int weekday)
{
	int n = 0;

	for (int c = 0; c < m->cols; c++) {
		if (!takes_part(m, c, -1) || matrix_weekday(m, c) != weekday)
			continue;
		for (int r = 0; r < m->rows; r++) {
			if (row >= 0 && r != row)
				continue;
			matrix_mark(m, r, c, true);
			n++;
		}
	}
	return n;
}

/* --- What an act is about --- */

static bool same_codes(const struct bo_redemption *a, const struct bo_redemption *b)
{
	if (a->n_codes != b->n_codes)
		return false;
	for (size_t i = 0; i < a->n_codes; i++)
		if (strcmp(a->codes[i], b->codes[i]) != 0)
			return false;
	return true;
}

static bool same_bound(struct bo_bound a, struct bo_bound b)
{
	return a.anchor == b.anchor && a.value == b.value;
}

static unsigned agreeing(const struct bo_redemption *a, const struct bo_redemption *b)
{
	return (same_bound(a->start, b->start) ? BO_FIELD_START : 0u) |
	       (same_bound(a->end, b->end) ? BO_FIELD_END : 0u) |
	       (a->cap == b->cap ? BO_FIELD_CAP : 0u) | (same_codes(a, b) ? BO_FIELD_CODES : 0u) |
	       (a->min == b->min ? BO_FIELD_MIN : 0u) | (a->max == b->max ? BO_FIELD_MAX : 0u) |
	       (a->step == b->step ? BO_FIELD_STEP : 0u);
}

static bool is_chosen(const struct matrix *matrix, int row, int col, bool existing)
{
	const struct matrix_model *m = &matrix->model;

	if (existing && !m->cells[matrix_at(m, row, col)])
		return false;
	return m->marked ? m->marks[matrix_at(m, row, col)]
			 : row == matrix->grid.row && col == matrix->grid.col;
}

static void count_chosen(const struct matrix_model *m, struct matrix_chosen *chosen, int row,
			 int col)
{
	const struct bo_redemption *r = m->cells[matrix_at(m, row, col)];

	chosen->n++;
	chosen->type = m->types[row];
	chosen->performance = m->performances[col];
	if (!r)
		return;
	chosen->existing++;
	if (!chosen->first)
		chosen->first = r;
	chosen->same &= agreeing(chosen->first, r);
}

bool matrix_choose(const struct matrix *matrix, struct bo_arena *arena, bool existing,
		   struct matrix_chosen *chosen)
{
	const struct matrix_model *m = &matrix->model;
	size_t cells = (size_t)m->rows * (size_t)m->cols;
	int64_t *types = bo_arena_alloc(arena, ((size_t)m->rows + 1) * sizeof *types);
	int64_t *performances = bo_arena_alloc(arena, ((size_t)m->cols + 1) * sizeof *types);
	bool *flags = bo_arena_alloc(arena, cells + 1);
	bool *row_has = bo_arena_alloc(arena, (size_t)m->rows + 1);
	bool *col_has = bo_arena_alloc(arena, (size_t)m->cols + 1);
	size_t n = 0, nt = 0, np = 0;

	*chosen = (struct matrix_chosen){ .same = BO_FIELD_ALL };
	if (!types || !performances || !flags || !row_has || !col_has)
		return false;
	for (int r = 0; r < m->rows; r++) {
		for (int c = 0; c < m->cols; c++) {
			if (!is_chosen(matrix, r, c, existing))
				continue;
			row_has[r] = col_has[c] = true;
			count_chosen(m, chosen, r, c);
		}
	}
	for (int c = 0; c < m->cols; c++)
		if (col_has[c])
			performances[np++] = m->performances[c]->id;
	for (int r = 0; r < m->rows; r++) {
		if (!row_has[r])
			continue;
		types[nt++] = m->types[r]->id;
		for (int c = 0; c < m->cols; c++)
			if (col_has[c])
				flags[n++] = is_chosen(matrix, r, c, existing);
	}
	chosen->batch = (struct bo_redemption_batch){ .types = types,
						      .performances = performances,
						      .n_types = nt,
						      .n_performances = np,
						      .chosen = flags,
						      .cap = BO_NONE,
						      .min = 1,
						      .max = BO_NONE,
						      .step = 1,
						      .codes = "" };
	return true;
}

void matrix_subject(const struct matrix_chosen *chosen, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };

	text[0] = '\0';
	if (chosen->n == 1) {
		bo_buf_printf(&buf, "%s, %s ", chosen->type->name, chosen->performance->show);
		bo_when_short(&buf, chosen->performance->at, chosen->performance->zone, false);
	} else if (chosen->batch.n_types == 1) {
		bo_buf_printf(&buf, "%zu redemptions of %s", chosen->n, chosen->type->name);
	} else {
		bo_buf_printf(&buf, "%zu redemptions of %zu types", chosen->n,
			      chosen->batch.n_types);
	}
}

void matrix_applied_of(const struct bo_changes *changes, struct matrix_applied *applied)
{
	*applied = (struct matrix_applied){ .created = changes->created,
					    .changed = changes->changed,
					    .unchanged = changes->unchanged };
	for (size_t i = 0; i < changes->n; i++) {
		if (!changes->row[i].message)
			continue;
		if (!applied->warnings++)
			snprintf(applied->warning, sizeof applied->warning, "%s: %s",
				 changes->row[i].type, changes->row[i].message);
	}
}
