/*
 * The sample sale: choosing what is worth looking at first, asking the engine, showing its answer.
 *
 * The engine judges the sample with the code it sells with, so what is seen here is what a clerk
 * will see.
 */
#include "campaigns/sample.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { HEAD_ROWS = 1, FOOT_ROWS = 2, TRIED = 50 };

void sample_clear(struct campaign_sample_sale *s)
{
	bo_arena_clear(&s->offers_arena);
	bo_arena_clear(&s->basket_arena);
}

/* --- What one looks at first --- */

static bool has_target(const struct bo_campaign_terms *t, enum bo_target_kind kind, int64_t id)
{
	for (size_t i = 0; i < t->n_targets; i++)
		if (t->target[i].kind == kind && t->target[i].id == id)
			return true;
	return false;
}

static bool is_limited(const struct bo_campaign_terms *t, bool types)
{
	for (size_t i = 0; i < t->n_targets; i++)
		if ((t->target[i].kind == BO_TARGET_TYPE) == types)
			return true;
	return false;
}

static bool concerns(const struct bo_campaign_terms *t, const struct bo_shows *shows,
		     const struct bo_performance *p)
{
	if (!is_limited(t, false) || has_target(t, BO_TARGET_PERFORMANCE, p->id) ||
	    has_target(t, BO_TARGET_SHOW, p->show_id))
		return true;
	for (size_t i = 0; i < shows->n; i++)
		if (shows->row[i].id == p->show_id)
			return has_target(t, BO_TARGET_SEASON, shows->row[i].season_id);
	return false;
}

/* The next one it concerns, else the next one at all. */
static int64_t first_performance(struct bo *bo, const struct bo_campaign_terms *t)
{
	const struct bo_performance_filter filter = { .from = bo_now(bo), .purpose = BO_TO_SELL };
	struct bo_arena arena = { 0 };
	struct bo_performances list = { 0 };
	struct bo_shows shows = { 0 };
	int64_t id = 0;

	if (bo_performance_list(bo, &arena, &filter, &list) == BO_OK &&
	    bo_show_list(bo, &arena, 0, &shows) == BO_OK && list.n > 0) {
		id = list.row[0].id;
		for (size_t i = list.n; i > 0; i--)
			if (concerns(t, &shows, &list.row[i - 1]))
				id = list.row[i - 1].id;
	}
	bo_arena_clear(&arena);
	return id;
}

void sample_take_member(struct campaign_sample_sale *s, const struct bo_campaign_terms *t,
			const struct campaign_buyer *buyer)
{
	struct bo_arena arena = { 0 };
	struct bo_patron patron;
	unsigned by = t->unlocks;

	s->code[0] = s->patron[0] = '\0';
	s->patron_id = 0;
	if (buyer->code[0] && by & (1u << BO_UNLOCK_CODE | 1u << BO_UNLOCK_TICKET))
		snprintf(s->code, sizeof s->code, "%s", buyer->code);
	else if (buyer->email[0] && by & 1u << BO_UNLOCK_EMAIL)
		snprintf(s->code, sizeof s->code, "%s", buyer->email);
	else if (buyer->email[0] &&
		 bo_patron_find(s->session->bo, &arena, buyer->email, &patron) == BO_OK) {
		s->patron_id = patron.id;
		snprintf(s->patron, sizeof s->patron, "%s", patron.name);
	}
	bo_arena_clear(&arena);
}

/* One who still gets something, else the first of all. */
static void first_buyer(struct campaign_sample_sale *s, const struct bo_campaign *c)
{
	struct bo_arena arena = { 0 };
	struct bo_takers takers = { 0 };
	struct campaign_buyer buyer;

	if (c->terms.audience_id &&
	    bo_campaign_takers(s->session->bo, &arena, c->id, 0, TRIED, &takers) == BO_OK &&
	    takers.n > 0) {
		const struct bo_taker *taker = takers.row;

		for (size_t i = 0; i < takers.n && taker->left == 0; i++)
			taker = &takers.row[i];
		snprintf(buyer.code, sizeof buyer.code, "%s", taker->code);
		snprintf(buyer.email, sizeof buyer.email, "%s", taker->email);
		sample_take_member(s, &c->terms, &buyer);
	}
	bo_arena_clear(&arena);
}

static int64_t place_of(const struct campaign_sample_sale *s, const struct bo_offer *o)
{
	return o->category == BO_CATEGORY_BUNDLE ? 0 : s->performance.id;
}

static void first_lines(struct campaign_sample_sale *s, const struct bo_campaign_terms *t)
{
	int64_t qty = t->min_tickets > 2 ? t->min_tickets : 2;

	for (size_t i = 0; i < s->offers.n; i++) {
		const struct bo_offer *o = &s->offers.row[i];

		if (is_limited(t, true)
			    ? !has_target(t, BO_TARGET_TYPE, o->type_id)
			    : o->reason != BO_RULE_NONE && t->effect != BO_EFFECT_UNLOCK)
			continue;
		if (t->effect == BO_EFFECT_UNLOCK && !is_limited(t, true) &&
		    o->reason != BO_RULE_CODE && o->reason != BO_RULE_AUDIENCE)
			continue;
		s->wish[0] = (struct bo_wish){ place_of(s, o), o->type_id,
					       qty < SAMPLE_QTY_MAX ? qty : SAMPLE_QTY_MAX };
		s->n = 1;
		s->list.row = (int)i;
		return;
	}
}

/* --- The model --- */

static enum bo_status add_bundles(struct campaign_sample_sale *s, struct bo_arena *arena)
{
	struct bo_offers bundles = { 0 };
	struct bo_offer *all;
	enum bo_status status =
		bo_offer_list(s->session->bo, arena, 0, s->code, s->patron_id, 0, &bundles);

	if (status || bundles.n == 0)
		return status;
	all = bo_arena_alloc(arena, (s->offers.n + bundles.n) * sizeof *all);
	if (!all)
		return BO_NO_MEMORY;
	if (s->offers.n > 0)
		memcpy(all, s->offers.row, s->offers.n * sizeof *all);
	s->offers.row = all;
	for (size_t i = 0; i < bundles.n; i++)
		if (bundles.row[i].reason != BO_RULE_ENDED)
			all[s->offers.n++] = bundles.row[i];
	return BO_OK;
}

static enum bo_status fetch_offers(struct campaign_sample_sale *s)
{
	struct bo *bo = s->session->bo;
	int64_t id = s->performance.id;
	enum bo_status status = BO_OK;

	bo_arena_clear(&s->offers_arena);
	s->offers = (struct bo_offers){ 0 };
	s->performance = (struct bo_performance){ 0 };
	if (id)
		status = bo_performance_get(bo, &s->offers_arena, id, &s->performance);
	if (status == BO_NOT_FOUND)
		return add_bundles(s, &s->offers_arena);
	if (!status && id)
		status = bo_offer_list(bo, &s->offers_arena, id, s->code, s->patron_id, 0,
				       &s->offers);
	return status ? status : add_bundles(s, &s->offers_arena);
}

static void preview(struct campaign_sample_sale *s, const struct bo_campaign *c)
{
	struct bo_wish wish[SAMPLE_WISHES];
	struct bo_campaign_sample sample = { .campaign_id =
						     c->state == BO_CAMPAIGN_ENDED ? 0 : c->id,
					     .wishes = wish,
					     .code = s->code[0] ? s->code : NULL,
					     .patron_id = s->patron_id };
	enum bo_status status;

	for (size_t i = 0; i < s->n; i++)
		if (s->wish[i].qty > 0)
			wish[sample.n++] = s->wish[i];
	bo_arena_clear(&s->basket_arena);
	s->basket = (struct bo_basket){ 0 };
	s->has = false;
	s->refusal[0] = '\0';
	if (sample.n == 0)
		return;
	status = bo_campaign_preview(s->session->bo, &s->basket_arena, &sample, &s->basket);
	s->has = status == BO_OK;
	if (status)
		snprintf(s->refusal, sizeof s->refusal, "%s", bo_error(s->session->bo)->message);
}

void sample_fetch(struct campaign_sample_sale *s, const struct bo_campaign *c)
{
	bool first = !s->chosen;

	s->chosen = true;
	if (first) {
		first_buyer(s, c);
		s->performance.id = first_performance(s->session->bo, &c->terms);
	}
	session_failed(s->screen, fetch_offers(s));
	if (first)
		first_lines(s, &c->terms);
	preview(s, c);
}

static int64_t qty_of(const struct campaign_sample_sale *s, const struct bo_offer *o)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->wish[i].type_id == o->type_id && s->wish[i].performance_id == place_of(s, o))
			return s->wish[i].qty;
	return 0;
}

unsigned sample_change(struct campaign_sample_sale *s, const struct bo_campaign *c, int64_t qty,
		       bool add)
{
	size_t at = 0;

	if (s->list.row < 0 || s->list.row >= (int)s->offers.n)
		return UI_HANDLED | UI_BELL;
	const struct bo_offer *o = &s->offers.row[s->list.row];

	qty = add ? qty_of(s, o) + qty : qty;
	while (at < s->n &&
	       (s->wish[at].type_id != o->type_id || s->wish[at].performance_id != place_of(s, o)))
		at++;
	for (size_t i = 0; i < s->n && at == SAMPLE_WISHES; i++)
		if (s->wish[i].qty == 0)
			at = i;
	if (qty < 0 || qty > SAMPLE_QTY_MAX || at == SAMPLE_WISHES)
		return UI_HANDLED | UI_BELL;
	s->wish[at] = (struct bo_wish){ place_of(s, o), o->type_id, qty };
	s->n += at == s->n;
	preview(s, c);
	return UI_HANDLED | UI_REDRAW;
}

static int64_t full_price(const struct campaign_sample_sale *s)
{
	int64_t sum = 0;

	for (size_t i = 0; i < s->basket.n_lines; i++)
		sum += s->basket.line[i].amount + s->basket.line[i].discount;
	return sum;
}

/* --- The rows --- */

static const struct bo_basket_line *line_of(const struct campaign_sample_sale *s,
					    const struct bo_offer *o)
{
	for (size_t i = 0; i < s->basket.n_lines && s->has; i++)
		if (s->basket.line[i].type_id == o->type_id &&
		    s->basket.line[i].performance_id == place_of(s, o))
			return &s->basket.line[i];
	return NULL;
}

static int rows(const void *arg)
{
	return (int)((const struct campaign_sample_sale *)arg)->offers.n;
}

enum { COL_QTY, COL_TYPE, COL_PRICE, COL_FULL, COL_OFF, COL_PAY, COL_BY, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_QTY] = { .title = "Qty", .width = 4, .right = true },
	[COL_TYPE] = { .title = "Voucher type", .width = 15, .grow = true },
	[COL_PRICE] = { .title = "Price", .width = 8, .right = true, .drop = 2 },
	[COL_FULL] = { .title = "Full", .width = 9, .right = true, .drop = 1 },
	[COL_OFF] = { .title = "Discount", .width = 9, .right = true },
	[COL_PAY] = { .title = "To pay", .width = 9, .right = true },
	[COL_BY] = { .title = "By", .width = 14, .grow = true, .drop = 3 },
};

static void say_by(const struct bo_basket_line *line, struct bo_buf *buf)
{
	struct bo_line_use use;

	for (size_t k = 0; campaign_on_line(line, k, &use); k++)
		bo_buf_printf(buf, "%s%" PRId64 " × %s", k ? ", " : "", use.qty, use.campaign);
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct campaign_sample_sale *s = arg;
	const struct bo_offer *o = &s->offers.row[row];
	const struct bo_basket_line *line = line_of(s, o);
	struct bo_buf buf = { .text = text, .size = size };
	struct bo_currency currency = bo_currency(s->session->bo);
	int64_t qty = qty_of(s, o);

	if (column == COL_QTY && qty > 0)
		bo_buf_printf(&buf, "%" PRId64, qty);
	else if (column == COL_TYPE)
		bo_buf_add(&buf, o->type);
	else if (column == COL_PRICE)
		bo_money_write(&buf, o->price, currency);
	if (!line)
		return;
	if (column == COL_FULL)
		bo_money_write(&buf, line->amount + line->discount, currency);
	else if (column == COL_OFF && line->discount)
		bo_money_write(&buf, -line->discount, currency);
	else if (column == COL_PAY)
		bo_money_write(&buf, line->amount, currency);
	else if (column == COL_BY)
		say_by(line, &buf);
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct campaign_sample_sale *s = arg;
	const struct bo_offer *o = &s->offers.row[row];

	if (qty_of(s, o) == 0)
		return o->reason == BO_RULE_NONE ? UI_ROLE_HINT : UI_ROLE_DISABLED;
	return column == COL_OFF || column == COL_BY ? UI_ROLE_MARK
	       : column == COL_PAY		     ? UI_ROLE_MONEY
						     : UI_ROLE_NORMAL;
}

static const struct ui_list_model model = { .columns = columns,
					    .ncolumns = COLUMNS,
					    .rows = rows,
					    .cell = cell,
					    .role = role,
					    .empty = "Nothing is offered for this performance." };

/* --- Drawing --- */

static struct ui_rect list_part(int height, int width)
{
	int rest = height - HEAD_ROWS - FOOT_ROWS;

	return (struct ui_rect){ HEAD_ROWS, 1, rest > 0 ? rest : 0, width - 2 };
}

void sample_layout(struct campaign_sample_sale *s, int height)
{
	ui_list_layout(&s->list, list_part(height, 0).rows, (int)s->offers.n);
}

static void draw_head(const struct campaign_sample_sale *s, struct ui_surface *t)
{
	char when[SESSION_WHEN], text[900];
	struct bo_buf buf = BO_BUF(text);

	ui_hline(t, 0, 0, t->cols, UI_ROLE_BORDER);
	bo_buf_add(&buf, " ");
	if (s->performance.id)
		bo_buf_printf(
			&buf, "%s %s", s->performance.show,
			session_when(s->session, s->performance.at, s->performance.zone, when));
	else
		bo_buf_add(&buf, "no performance");
	bo_buf_printf(&buf, " · %s", s->patron_id ? s->patron : "walk-up");
	if (s->code[0])
		bo_buf_printf(&buf, " · code %s", s->code);
	bo_buf_add(&buf, " ");
	int n = ui_put(t, 0, 1, UI_ROLE_HEADER, " Sample sale");

	ui_put_cut(t, 0, 1 + n, t->cols - n - 2, UI_ROLE_NORMAL, text);
}

static void draw_foot(const struct campaign_sample_sale *s, struct ui_surface *t)
{
	struct bo_currency currency = bo_currency(s->session->bo);
	int64_t full = full_price(s);
	char text[200];
	struct bo_buf buf = BO_BUF(text);
	int y = t->rows - FOOT_ROWS;

	if (s->refusal[0]) {
		ui_put_wrapped(t, (struct ui_rect){ y, 1, FOOT_ROWS, t->cols - 2 }, UI_ROLE_WARN,
			       s->refusal);
		return;
	}
	if (!s->has) {
		ui_put_cut(t, y, 1, t->cols - 2, UI_ROLE_HINT,
			   "A digit, + or - says how many of the type under the cursor.");
		return;
	}
	bo_buf_add(&buf, "Full price ");
	bo_money_write(&buf, full, currency);
	bo_buf_add(&buf, "   discount ");
	bo_money_write(&buf, s->basket.total - full, currency);
	bo_buf_add(&buf, "   to pay ");
	bo_money_write(&buf, s->basket.total, currency);
	ui_put_right(t, y, 1, t->cols - 2, UI_ROLE_MONEY, text);
	ui_put_cut(t, y + 1, 1, t->cols - 2, UI_ROLE_HINT,
		   full == s->basket.total
			   ? "It gives nothing here. F3 performance · F2 person · Ctrl-K code"
			   : "0-9 + - quantity · F3 performance · F2 person · Ctrl-K code");
}

void sample_draw(const struct campaign_sample_sale *s, struct ui_surface *t)
{
	struct ui_surface all = *t, part;
	int rows_used = HEAD_ROWS + 2 + (int)s->offers.n + FOOT_ROWS;

	if (all.rows > rows_used) /* the totals stay near what they are of */
		all.rows = rows_used;
	part = ui_surface_part(&all, list_part(all.rows, all.cols));
	draw_head(s, &all);
	ui_list_draw(&s->list, &model, s, &part, true);
	if (all.rows > HEAD_ROWS + FOOT_ROWS)
		draw_foot(s, &all);
}

unsigned sample_event(struct campaign_sample_sale *s, const struct ui_event *event)
{
	struct ui_event e = *event;

	e.y -= HEAD_ROWS;
	e.x -= 1;
	return ui_list_letters(&s->list, &e, (int)s->offers.n);
}
