/*
 * A performance and its redemptions, read once and shown in two places: below the season's grid and
 * on a screen of its own.
 */
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void performance_view_clear(struct performance_view *view)
{
	bo_arena_clear(&view->arena);
	*view = (struct performance_view){ 0 };
}

static int64_t season_of(struct bo *bo, struct bo_arena *arena, int64_t show_id)
{
	struct bo_shows shows;

	if (bo_show_list(bo, arena, 0, &shows) != BO_OK)
		return 0;
	for (size_t i = 0; i < shows.n; i++)
		if (shows.row[i].id == show_id)
			return shows.row[i].season_id;
	return 0;
}

bool performance_view_fetch(struct performance_view *view, const struct screen *screen,
			    int64_t performance_id)
{
	struct bo *bo = session_bo(screen);
	enum bo_status status;

	performance_view_clear(view);
	view->session = session_of(screen);
	status = bo_performance_get(bo, &view->arena, performance_id, &view->performance);
	if (!status)
		status =
			bo_redemption_list(bo, &view->arena, 0, performance_id, &view->redemptions);
	if (!status)
		status = bo_voucher_type_list(
			bo, &view->arena, season_of(bo, &view->arena, view->performance.show_id),
			&view->types);
	view->has = status == BO_OK;
	return !session_failed(screen, status);
}

void performance_name(const struct bo_performance *p, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };

	text[0] = '\0';
	bo_buf_printf(&buf, "%s, ", p->show);
	bo_when_short(&buf, p->at, p->zone, false);
}

char performance_mark(const struct bo_performance *p)
{
	int64_t most = p->advance != BO_NONE && p->advance < p->capacity ? p->advance : p->capacity;

	if (p->oversold > 0)
		return '+';
	if (p->left == 0)
		return 'x';
	return p->left * 10 <= most ? '!' : ' ';
}

enum ui_role performance_role(const struct bo_performance *p)
{
	if (p->state == BO_PERFORMANCE_CANCELLED)
		return UI_ROLE_DISABLED;
	switch (performance_mark(p)) {
	case '+':
	case 'x':
		return UI_ROLE_ERROR;
	case '!':
		return UI_ROLE_WARN;
	default:
		return UI_ROLE_NORMAL;
	}
}

/* --- Its redemptions --- */

enum { COL_TYPE, COL_PRICE, COL_FROM, COL_UNTIL, COL_TAKEN, COL_EACH, COL_CODES };

static const struct ui_column columns[] = {
	[COL_TYPE] = { .title = "Voucher type", .width = 14, .grow = true },
	[COL_PRICE] = { .title = "Price", .width = 7, .right = true },
	[COL_FROM] = { .title = "From", .width = 16, .drop = 2 },
	[COL_UNTIL] = { .title = "Until", .width = 16 },
	[COL_TAKEN] = { .title = "Taken", .width = 7, .right = true },
	[COL_EACH] = { .title = "Each sale", .width = 9, .drop = 1 },
	[COL_CODES] = { .title = "Codes", .width = 12, .grow = true, .drop = 3 },
};

static int rows(const void *arg)
{
	const struct performance_view *view = arg;

	return view->has ? (int)view->redemptions.n : 0;
}

static void put_moment(struct bo_bound bound, int64_t curtain, const char *zone, char *text,
		       size_t size)
{
	int64_t at = bo_bound_resolve(bound, curtain, zone);
	struct bo_buf buf = { .text = text, .size = size };

	if (at == BO_NONE)
		bo_buf_add(&buf, "open");
	else
		bo_when_short(&buf, at, zone, false);
}

/* How many one sale may take: empty where everything goes. */
static void put_each(const struct bo_redemption *r, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };

	if (r->max != BO_NONE && r->max == r->min)
		bo_buf_printf(&buf, "just %" PRId64, r->min);
	else if (r->max != BO_NONE)
		bo_buf_printf(&buf, "%" PRId64 "-%" PRId64, r->min, r->max);
	else if (r->min > 1)
		bo_buf_printf(&buf, "from %" PRId64, r->min);
	if (r->step > 1 && r->max != r->min)
		bo_buf_printf(&buf, "%sby %" PRId64, buf.len ? " " : "", r->step);
}

static void put_price(const struct performance_view *view, int64_t type_id, char *text, size_t size)
{
	char amount[SESSION_MONEY];

	for (size_t i = 0; i < view->types.n; i++)
		if (view->types.row[i].id == type_id)
			snprintf(text, size, "%s",
				 session_money(view->session, view->types.row[i].price, amount));
}

static void put_taken(const struct bo_redemption *r, char *text, size_t size)
{
	if (r->cap == 0)
		snprintf(text, size, "closed");
	else if (r->cap == BO_NONE)
		snprintf(text, size, "%" PRId64, r->sold + r->held);
	else
		snprintf(text, size, "%" PRId64 "/%" PRId64, r->sold + r->held, r->cap);
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct performance_view *view = arg;
	const struct bo_redemption *r = &view->redemptions.row[row];
	struct bo_buf buf = { .text = text, .size = size };

	if (column == COL_TYPE)
		bo_buf_add(&buf, r->type);
	else if (column == COL_PRICE)
		put_price(view, r->type_id, text, size);
	else if (column == COL_FROM)
		put_moment(r->start, r->performance_at, r->zone, text, size);
	else if (column == COL_UNTIL)
		put_moment(r->end, r->performance_at, r->zone, text, size);
	else if (column == COL_TAKEN)
		put_taken(r, text, size);
	else if (column == COL_EACH)
		put_each(r, text, size);
	else
		for (size_t i = 0; i < r->n_codes; i++)
			bo_buf_printf(&buf, "%s%s", i ? ", " : "", r->codes[i]);
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct performance_view *view = arg;
	const struct bo_redemption *r = &view->redemptions.row[row];

	if (r->cap == 0)
		return UI_ROLE_DISABLED;
	if (column == COL_TAKEN && r->cap != BO_NONE && r->sold + r->held >= r->cap)
		return UI_ROLE_ERROR;
	return column == COL_PRICE ? UI_ROLE_MONEY : UI_ROLE_NORMAL;
}

const struct ui_list_model redemption_model = {
	.columns = columns,
	.ncolumns = sizeof columns / sizeof columns[0],
	.rows = rows,
	.cell = cell,
	.role = role,
	.empty = "Nothing can be sold here yet: no voucher type is redeemed for it.",
};

/* --- How it stands --- */

static void put_standing(const struct performance_view *view, struct bo_buf *buf)
{
	const struct bo_performance *p = &view->performance;
	char amount[SESSION_MONEY];

	bo_buf_printf(buf, "sold %" PRId64 ", held %" PRId64 ", left %" PRId64 " of %" PRId64,
		      p->sold, p->held, p->left, p->capacity);
	if (p->advance != BO_NONE)
		bo_buf_printf(buf, " (advance %" PRId64 ")", p->advance);
	if (p->oversold > 0)
		bo_buf_printf(buf, ", OVERSOLD by %" PRId64, p->oversold);
	bo_buf_printf(buf, ", revenue %s", session_money(view->session, p->revenue, amount));
}

void performance_view_head(const struct performance_view *view, struct ui_surface *s, int y)
{
	const struct bo_performance *p = &view->performance;
	char text[300];
	struct bo_buf buf = BO_BUF(text);

	if (!view->has)
		return;
	bo_buf_printf(&buf, "%s, ", p->show);
	bo_when_short(&buf, p->at, p->zone, true);
	bo_buf_printf(&buf, ", %s", p->house);
	int x = 1 + ui_put_cut(s, y, 1, s->cols - 2, UI_ROLE_HEADER, text);

	if (p->state == BO_PERFORMANCE_CANCELLED)
		ui_put(s, y, x + 1, UI_ROLE_ERROR, " CANCELLED ");
	buf = (struct bo_buf)BO_BUF(text);
	put_standing(view, &buf);
	int bar = s->cols >= 100 ? 24 : s->cols >= 76 ? 12 : 0;

	if (bar) {
		ui_bar(s, y + 1, 1, bar, UI_ROLE_GAUGE, p->sold + p->held, p->capacity);
		bar++;
	}
	ui_put_cut(s, y + 1, 1 + bar, s->cols - bar - 2, performance_role(p), text);
}
