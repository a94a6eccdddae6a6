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

const struct ui_column redemption_columns[REDEMPTION_COLUMNS] = {
	[REDEMPTION_TYPE] = { .title = "Voucher type", .width = 14, .grow = true },
	[REDEMPTION_PRICE] = { .title = "Price", .width = 7, .right = true, .role = UI_ROLE_MONEY },
	[REDEMPTION_FROM] = { .title = "From", .width = 16, .drop = 2 },
	[REDEMPTION_UNTIL] = { .title = "Until", .width = 16 },
	[REDEMPTION_TAKEN] = { .title = "Taken", .width = 7, .right = true },
	[REDEMPTION_EACH] = { .title = "Each sale", .width = 9, .drop = 1 },
	[REDEMPTION_CODES] = { .title = "Codes", .width = 12, .grow = true, .drop = 3 },
};

static void put_moment(struct bo_bound bound, const struct bo_redemption *r, struct bo_buf *text)
{
	int64_t at = bo_bound_resolve(bound, r->performance_at, r->zone);

	if (at == BO_NONE)
		bo_buf_add(text, "open");
	else
		bo_when_short(text, at, r->zone, false);
}

/* How many one sale may take: empty where everything goes. */
static void put_each(const struct bo_redemption *r, struct bo_buf *text)
{
	size_t before = text->len;

	if (r->max != BO_NONE && r->max == r->min)
		bo_buf_printf(text, "just %" PRId64, r->min);
	else if (r->max != BO_NONE)
		bo_buf_printf(text, "%" PRId64 "-%" PRId64, r->min, r->max);
	else if (r->min > 1)
		bo_buf_printf(text, "from %" PRId64, r->min);
	if (r->step > 1 && r->max != r->min)
		bo_buf_printf(text, "%sby %" PRId64, text->len > before ? " " : "", r->step);
}

static void put_taken(const struct bo_redemption *r, struct bo_buf *text)
{
	if (r->cap == 0)
		bo_buf_add(text, "closed");
	else if (r->cap == BO_NONE)
		bo_buf_printf(text, "%" PRId64, r->sold + r->held);
	else
		bo_buf_printf(text, "%" PRId64 "/%" PRId64, r->sold + r->held, r->cap);
}

void redemption_say(const struct session *session, const struct bo_redemption *r, int64_t price,
		    int column, struct bo_buf *text)
{
	char amount[SESSION_MONEY];

	if (column == REDEMPTION_TYPE)
		bo_buf_add(text, r->type);
	else if (column == REDEMPTION_PRICE && price != BO_NONE)
		bo_buf_add(text, session_money(session, price, amount));
	else if (column == REDEMPTION_FROM)
		put_moment(r->start, r, text);
	else if (column == REDEMPTION_UNTIL)
		put_moment(r->end, r, text);
	else if (column == REDEMPTION_TAKEN)
		put_taken(r, text);
	else if (column == REDEMPTION_EACH)
		put_each(r, text);
	for (size_t i = 0; column == REDEMPTION_CODES && i < r->n_codes; i++)
		bo_buf_printf(text, "%s%s", i ? ", " : "", r->codes[i]);
}

enum ui_role redemption_role(const struct bo_redemption *r, int column)
{
	if (r->cap == 0)
		return UI_ROLE_DISABLED;
	return column == REDEMPTION_TAKEN && r->cap != BO_NONE && r->sold + r->held >= r->cap
		       ? UI_ROLE_ERROR
		       : UI_ROLE_NORMAL;
}

int64_t performance_view_price(const struct performance_view *view, int64_t type_id)
{
	for (size_t i = 0; i < view->types.n; i++)
		if (view->types.row[i].id == type_id)
			return view->types.row[i].price;
	return BO_NONE;
}

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
