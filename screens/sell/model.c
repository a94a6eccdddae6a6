/*
 * Fetching.  Every part is read into a new arena that takes the old one's place only when all of it
 * came, so a store that is busy for a moment leaves an old picture instead of a torn one.
 */
#include "sell/model.h"

#include <stdlib.h>
#include <string.h>

enum { TWO_HOURS = 7200 };

/* What was read takes the place of the old, or is let go where it is not all there; returns status.
 */
static enum bo_status replace(struct bo_arena *old, struct bo_arena *fresh, enum bo_status status)
{
	bo_arena_clear(status ? fresh : old);
	if (!status)
		*old = *fresh;
	return status;
}

int sell_model_find(const struct sell_model *m, int64_t performance_id)
{
	for (size_t i = 0; i < m->performances.n; i++)
		if (m->performances.row[i].id == performance_id)
			return (int)i;
	return -1;
}

/* The one chosen before, else the one a clerk most likely sells. */
static void keep_chosen(struct sell_model *m)
{
	m->at = sell_model_find(m, m->performance_id);
	if (m->at < 0 && m->performances.n > 0) {
		struct bo_arena arena = { 0 };
		struct bo_performance next;

		m->at = 0;
		if (bo_performance_next(m->bo, &arena, &next) == BO_OK)
			m->at = sell_model_find(m, next.id);
		if (m->at < 0)
			m->at = 0;
		bo_arena_clear(&arena);
	}
	m->performance_id = m->at >= 0 ? m->performances.row[m->at].id : 0;
}

static enum bo_status fetch_performances(struct sell_model *m)
{
	struct bo_arena arena = { 0 };
	struct bo_performances list = { 0 };
	struct bo_performance_filter filter = { .from = m->now - TWO_HOURS,
						.limit = m->all ? 0 : SELL_PERFORMANCES + 1 };
	enum bo_status status = bo_performance_list(m->bo, &arena, &filter, &list);

	if (replace(&m->performances_arena, &arena, status))
		return status;
	m->performances = list;
	m->more = !m->all && list.n > SELL_PERFORMANCES;
	if (m->more)
		m->performances.n = SELL_PERFORMANCES;
	keep_chosen(m);
	return BO_OK;
}

enum { SEASON_STEP = 100 };

/* Bundles of other seasons have numbers of their own: 101 is the first of the next season there is.
 * So neither a performance nor what is sold there moves them. */
static void number_seasons(struct bo_offers *offers)
{
	int64_t base = SEASON_STEP, home = offers->n ? offers->row[0].season_id : 0, last = home;

	for (size_t i = 0; i < offers->n; i++)
		while (offers->row[i].season_id == home && offers->row[i].number >= base)
			base += SEASON_STEP;
	base -= SEASON_STEP;
	for (size_t i = 0; i < offers->n; i++) {
		struct bo_offer *o = &offers->row[i];

		if (o->season_id == home)
			continue;
		if (o->season_id != last)
			base += SEASON_STEP;
		last = o->season_id;
		o->number += base;
	}
}

static int by_number(const void *a, const void *b)
{
	const struct bo_offer *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

/* Bundles need no performance; those of seasons that are over are no longer worth a number. */
static enum bo_status add_bundles(struct sell_model *m, struct bo_arena *arena,
				  struct bo_offers *offers)
{
	struct bo_offers bundles = { 0 };
	struct bo_offer *all;
	enum bo_status status = bo_offer_list(m->bo, arena, 0, m->basket.code, m->basket.patron_id,
					      m->basket.id, &bundles);

	if (status || bundles.n == 0)
		return status;
	all = bo_arena_alloc(arena, (offers->n + bundles.n) * sizeof *all);
	if (!all)
		return BO_NO_MEMORY;
	if (offers->n > 0)
		memcpy(all, offers->row, offers->n * sizeof *all);
	offers->row = all;
	for (size_t i = 0; i < bundles.n; i++)
		if (bundles.row[i].reason != BO_RULE_ENDED)
			offers->row[offers->n++] = bundles.row[i];
	number_seasons(offers);
	qsort(offers->row, offers->n, sizeof *all, by_number);
	return BO_OK;
}

static enum bo_status fetch_offers(struct sell_model *m)
{
	struct bo_arena arena = { 0 };
	struct bo_offers offers = { 0 };
	struct bo_redemptions redemptions = { 0 };
	enum bo_status status = BO_OK;

	if (m->performance_id)
		status = bo_offer_list(m->bo, &arena, m->performance_id, m->basket.code,
				       m->basket.patron_id, m->basket.id, &offers);
	if (!status)
		status = add_bundles(m, &arena, &offers);
	if (!status && m->performance_id && m->detailed)
		status = bo_redemption_list(m->bo, &arena, 0, m->performance_id, &redemptions);
	if (replace(&m->offers_arena, &arena, status))
		return status;
	m->offers = offers;
	m->redemptions = redemptions;
	return BO_OK;
}

/* Nobody who is not named has anything of his own. */
static enum bo_status fetch_standings(struct sell_model *m)
{
	const struct bo_basket *b = &m->basket;
	struct bo_arena arena = { 0 };
	struct bo_standings standings = { 0 };
	enum bo_status status = BO_OK;

	if ((b->code && *b->code) || b->patron_id > BO_PATRON_WALK_UP)
		status = bo_campaign_standings(m->bo, &arena, b->code, b->patron_id,
					       m->performance_id, &standings);
	if (replace(&m->standings_arena, &arena, status))
		return status;
	m->standings = standings;
	return BO_OK;
}

/* What whoever sells must see; a buyer who is gone meanwhile has none. */
static const char *access_of(struct bo *bo, struct bo_arena *arena, int64_t patron_id)
{
	struct bo_patron who;

	if (patron_id <= BO_PATRON_WALK_UP || bo_patron_get(bo, arena, patron_id, &who) != BO_OK)
		return "";
	return who.access;
}

/* Not set aside, taken to another till, or begun by somebody who has gone since. */
static bool is_ours(const struct sell_model *m, const struct bo_basket *basket)
{
	return basket->state == BO_BASKET_OPEN && basket->staff &&
	       strcmp(basket->staff, bo_acting_name(m->bo)) == 0 &&
	       strcmp(basket->till, bo_till_name(m->bo)) == 0;
}

static enum bo_status fetch_basket(struct sell_model *m, int64_t id)
{
	struct bo_arena arena = { 0 };
	struct bo_basket basket = { 0 };
	enum bo_status status = id ? bo_basket_get(m->bo, &arena, id, &basket) : BO_OK;

	if (status == BO_NOT_FOUND) /* sold or recalled at another till */
		status = BO_OK;
	if (status) {
		bo_arena_clear(&arena);
		return status;
	}
	m->taken = basket.id && !is_ours(m, &basket);
	if (m->taken)
		basket = (struct bo_basket){ 0 };
	m->access = access_of(m->bo, &arena, basket.patron_id);
	m->basket = basket;
	return replace(&m->basket_arena, &arena, BO_OK);
}

static enum bo_status fetch_last(struct sell_model *m)
{
	struct bo_arena arena = { 0 };
	struct bo_order last = { 0 };
	int64_t id = 0;
	enum bo_status status = bo_order_last(m->bo, &id);

	if (status == BO_OK)
		status = bo_order_get(m->bo, &arena, id, &last);
	if (status == BO_NOT_FOUND)
		status = BO_OK;
	if (replace(&m->last_arena, &arena, status))
		return status;
	m->last = last;
	return BO_OK;
}

static enum bo_status fetch_orders(struct sell_model *m)
{
	struct bo_arena arena = { 0 };
	struct bo_orders orders = { 0 };
	struct bo_order_filter filter = { .from = BO_NONE, .to = BO_NONE, .limit = SELL_ORDERS };
	enum bo_status status =
		m->detailed ? bo_order_list(m->bo, &arena, &filter, &orders) : BO_OK;

	if (replace(&m->orders_arena, &arena, status))
		return status;
	m->orders = orders;
	return BO_OK;
}

static enum bo_status fetch_print(struct sell_model *m)
{
	struct bo_arena arena = { 0 };
	struct bo_printer printer = { 0 };
	struct bo_print_jobs jobs = { 0 };
	struct bo_print_filter filter = { .order_id = m->last.id };
	enum bo_status status = bo_printer_of_till(m->bo, &arena, &printer);

	if (status == BO_NOT_FOUND)
		status = BO_OK;
	if (!status && m->last.id)
		status = bo_print_job_list(m->bo, &arena, &filter, &jobs);
	if (replace(&m->print_arena, &arena, status))
		return status;
	m->printer = printer;
	m->jobs = jobs;
	return BO_OK;
}

enum bo_status sell_model_fetch(struct sell_model *m)
{
	enum bo_status basket = sell_model_fetch_basket(m), last = fetch_last(m);
	enum bo_status orders = fetch_orders(m), print = fetch_print(m);

	return basket ? basket : last ? last : orders ? orders : print;
}

enum bo_status sell_model_fetch_basket(struct sell_model *m)
{
	enum bo_status status, other;

	m->now = bo_now(m->bo);
	status = fetch_basket(m, m->basket.id);
	other = fetch_performances(m);
	status = status ? status : other;
	other = fetch_offers(m);
	status = status ? status : other;
	other = fetch_standings(m);
	return status ? status : other;
}

enum bo_status sell_model_fetch_all(struct sell_model *m)
{
	if (!m->more)
		return BO_OK;
	m->all = true;
	return fetch_performances(m);
}

enum bo_status sell_model_choose(struct sell_model *m, int at)
{
	int n = (int)m->performances.n;

	at = at >= n ? n - 1 : at;
	at = at < 0 ? 0 : at;
	if (n == 0 || at == m->at)
		return BO_OK;
	m->at = at;
	m->performance_id = m->performances.row[at].id;
	enum bo_status status = fetch_offers(m), other = fetch_standings(m);

	return status ? status : other;
}

enum bo_status sell_model_open_basket(struct sell_model *m)
{
	int64_t id = 0;
	enum bo_status status;

	if (m->basket.id && is_ours(m, &m->basket))
		return BO_OK;
	status = bo_basket_open(m->bo, &id);
	return status ? status : fetch_basket(m, id);
}

void sell_model_clear(struct sell_model *m)
{
	struct bo_arena *const arenas[] = { &m->performances_arena, &m->offers_arena,
					    &m->basket_arena,	    &m->last_arena,
					    &m->orders_arena,	    &m->print_arena,
					    &m->standings_arena };

	for (size_t i = 0; i < sizeof arenas / sizeof *arenas; i++)
		bo_arena_clear(arenas[i]);
}

const struct bo_performance *sell_model_performance(const struct sell_model *m)
{
	return m->at >= 0 && (size_t)m->at < m->performances.n ? &m->performances.row[m->at] : NULL;
}

bool sell_model_is_empty(const struct sell_model *m)
{
	return m->basket.n_lines == 0;
}

int64_t sell_model_due(const struct sell_model *m)
{
	return m->basket.total - m->basket.paid;
}

int64_t sell_model_place(const struct sell_model *m, const struct bo_offer *offer)
{
	return offer->category == BO_CATEGORY_BUNDLE ? 0 : m->performance_id;
}

const struct bo_redemption *sell_model_redemption(const struct sell_model *m, int64_t redemption_id)
{
	for (size_t i = 0; i < m->redemptions.n; i++)
		if (m->redemptions.row[i].id == redemption_id)
			return &m->redemptions.row[i];
	return NULL;
}
