/*
 * A season as a grid: which performance stands in which cell, and how one looks there.
 */
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static int day_index(const struct season_grid *g, const char *day)
{
	int low = 0, high = g->ndays;

	while (low < high) {
		int middle = (low + high) / 2;

		if (strcmp(g->days[middle], day) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int show_index(const struct season_grid *g, int64_t show_id)
{
	for (size_t i = 0; i < g->shows.n; i++)
		if (g->shows.row[i].id == show_id)
			return (int)i;
	return -1;
}

/* Performances come by curtain, so a day is nearly always the last one or a new last one. */
static bool find_days(struct season_grid *g, struct bo_arena *arena)
{
	g->days = bo_arena_alloc(arena, (g->performances.n + 1) * sizeof *g->days);
	if (!g->days)
		return false;
	for (size_t i = 0; i < g->performances.n; i++) {
		const struct bo_performance *p = &g->performances.row[i];
		char day[BO_DATE_SIZE];
		int at;

		bo_date_of(p->at, p->zone, day);
		at = day_index(g, day);
		if (at < g->ndays && strcmp(g->days[at], day) == 0)
			continue;
		memmove(g->days + at + 1, g->days + at, (size_t)(g->ndays - at) * sizeof *g->days);
		memcpy(g->days[at], day, sizeof day);
		g->ndays++;
	}
	return true;
}

static struct season_cell *cell_of(const struct season_grid *g, const struct bo_performance *p)
{
	char day[BO_DATE_SIZE];
	int show = show_index(g, p->show_id);

	bo_date_of(p->at, p->zone, day);
	return show < 0 ? NULL : &g->cells[show * g->ndays + day_index(g, day)];
}

static bool fill_cells(struct season_grid *g, struct bo_arena *arena)
{
	size_t n = g->shows.n * (size_t)g->ndays;
	int first = 0;

	g->cells = bo_arena_alloc(arena, (n + 1) * sizeof *g->cells);
	g->order = bo_arena_alloc(arena, (g->performances.n + 1) * sizeof *g->order);
	if (!g->cells || !g->order)
		return false;
	for (size_t i = 0; i < g->performances.n; i++) {
		struct season_cell *c = cell_of(g, &g->performances.row[i]);

		if (c)
			c->n++;
	}
	for (size_t i = 0; i < n; i++) {
		g->cells[i].first = first;
		first += g->cells[i].n;
		g->most = g->cells[i].n > g->most ? g->cells[i].n : g->most;
		g->cells[i].n = 0; /* filled again below */
	}
	for (size_t i = 0; i < g->performances.n; i++) {
		struct season_cell *c = cell_of(g, &g->performances.row[i]);

		if (c)
			g->order[c->first + c->n++] = (int)i;
	}
	return true;
}

enum bo_status season_grid_fetch(struct season_grid *g, struct bo *bo, struct bo_arena *arena,
				 int64_t season_id)
{
	struct bo_performance_filter filter = { .season_id = season_id, .from = BO_NONE };
	enum bo_status status;

	*g = (struct season_grid){ 0 };
	status = bo_show_list(bo, arena, season_id, &g->shows);
	if (!status)
		status = bo_performance_list(bo, arena, &filter, &g->performances);
	if (!status && (!find_days(g, arena) || !fill_cells(g, arena)))
		status = BO_NO_MEMORY;
	if (status)
		*g = (struct season_grid){ 0 };
	return status;
}

const struct bo_performance *season_grid_at(const struct season_grid *g, int show, int day, int nth)
{
	const struct season_cell *c;

	if (show < 0 || show >= (int)g->shows.n || day < 0 || day >= g->ndays)
		return NULL;
	c = &g->cells[show * g->ndays + day];
	return nth >= 0 && nth < c->n ? &g->performances.row[g->order[c->first + nth]] : NULL;
}

bool season_grid_find(const struct season_grid *g, int64_t id, int *show, int *day, int *nth)
{
	for (int s = 0; s < (int)g->shows.n; s++)
		for (int d = 0; d < g->ndays; d++)
			for (int i = 0; i < g->cells[s * g->ndays + d].n; i++)
				if (season_grid_at(g, s, d, i)->id == id) {
					*show = s;
					*day = d;
					*nth = i;
					return true;
				}
	return false;
}

static const char *gauge(const struct bo_performance *p, bool ascii)
{
	static const char *const drawn[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	static const char *const plain[] = { ".", ",", ":", ";", "=", "o", "O", "#" };
	const char *const *levels = ascii ? plain : drawn;
	int64_t taken = p->sold + p->held, level = p->capacity > 0 ? taken * 8 / p->capacity : 8;

	if (taken == 0)
		return " ";
	return levels[level > 7 ? 7 : level];
}

void season_grid_put(const struct bo_performance *p, struct ui_surface *cell, int y)
{
	struct bo_civil at = bo_when_civil(p->at, p->zone);
	bool cancelled = p->state == BO_PERFORMANCE_CANCELLED;
	enum ui_role role = performance_role(p);
	char mark = cancelled ? '-' : performance_mark(p);
	int x = 1 + ui_putf(cell, y, 1, role, "%02d:%02d%s", at.hour, at.minute,
			    session_hour_mark(p->at, p->zone));

	if (cell->cols >= SEASON_CELL_WIDE)
		x++;
	x += ui_put(cell, y, x, cancelled ? role : UI_ROLE_GAUGE,
		    cancelled ? "-" : gauge(p, cell->ascii));
	if (cell->cols >= SEASON_CELL_WIDE)
		x += ui_putf(cell, y, x, role, "%4" PRId64 "/%" PRId64, p->sold + p->held,
			     p->capacity);
	else
		x += ui_putf(cell, y, x, role, "%3" PRId64, p->sold + p->held);
	if (mark == '+')
		ui_putf(cell, y, x, role, "+%" PRId64, p->oversold);
	else if (mark != ' ' && !cancelled)
		ui_putf(cell, y, x, role, "%c", mark);
}
