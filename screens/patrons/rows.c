/*
 * What a patron's page tells, from top to bottom: open vouchers by type and where they may be used,
 * vouchers with a place, bundles, offers and audiences, orders, history.
 *
 * Places of performances that are over are left to the orders they were sold with: the page is for
 * what can still be done something about.
 */
#include "patrons/state.h"

#include <inttypes.h>

enum { OVER = 24 * 3600 }; /* seconds after curtain that a place is still shown */

/* --- Open vouchers --- */

static struct patron_row *group_of(struct patron_page *p, size_t first, int64_t type_id)
{
	for (size_t i = first; i < p->rows.n; i++)
		if (p->rows.row[i].id == type_id)
			return &p->rows.row[i];
	return NULL;
}

/* "at 5 performances", or why at none. */
static enum bo_status tell_uses(struct patron_page *p, struct patron_row *row)
{
	struct bo_reservables *uses = bo_arena_alloc(&p->view.arena, sizeof *uses);
	enum bo_status status =
		uses ? bo_reservable_list(p->session->bo, &p->view.arena, row->id, uses)
		     : BO_NO_MEMORY;
	size_t usable = 0;

	if (status)
		return status;
	for (size_t i = 0; i < uses->n; i++)
		usable += !uses->row[i].message;
	row->uses = uses;
	row->usable = usable > 0;
	row->text = PATRON_TEXT(p, "%zu × %s", row->n, row->type);
	row->right =
		usable > 0 ? PATRON_TEXT(p, "at %zu performance%s", usable, usable == 1 ? "" : "s")
		: uses->n == 0 ? "nowhere any more"
			       : "nowhere now";
	return BO_OK;
}

static enum bo_status add_open(struct patron_page *p)
{
	enum bo_status status = BO_OK;
	size_t first;

	patron_row_add(p, PATRON_HEAD, "Open vouchers");
	first = p->rows.n;
	for (size_t i = p->vouchers.n; i-- > 0;) {
		const struct bo_voucher *v = &p->vouchers.row[i];
		struct patron_row *row;

		if (v->state != BO_VOUCHER_OPEN || !bo_category_takes_place(v->category))
			continue;
		row = group_of(p, first, v->type_id);
		if (!row)
			row = patron_row_add(p, PATRON_OPEN, "");
		row->id = v->type_id;
		row->type = v->type;
		row->n++;
	}
	if (p->rows.n == first)
		patron_row_add(p, PATRON_NOTHING, "none");
	for (size_t i = first; i < p->rows.n && !status; i++)
		if (p->rows.row[i].kind == PATRON_OPEN)
			status = tell_uses(p, &p->rows.row[i]);
	return status;
}

/* --- Vouchers with a place --- */

static bool is_ahead(const struct patron_page *p, const struct bo_voucher *v)
{
	return v->performance_id && v->performance_at + OVER >= bo_now(p->session->bo) &&
	       (v->state == BO_VOUCHER_RESERVED || v->state == BO_VOUCHER_CHECKED_IN);
}

/* The next one after a curtain and an id, so that they come by time. */
static const struct bo_voucher *next_place(const struct patron_page *p,
					   const struct bo_voucher *after)
{
	const struct bo_voucher *best = NULL;

	for (size_t i = 0; i < p->vouchers.n; i++) {
		const struct bo_voucher *v = &p->vouchers.row[i];

		if (!is_ahead(p, v))
			continue;
		if (after && (v->performance_at < after->performance_at ||
			      (v->performance_at == after->performance_at && v->id <= after->id)))
			continue;
		if (!best || v->performance_at < best->performance_at ||
		    (v->performance_at == best->performance_at && v->id < best->id))
			best = v;
	}
	return best;
}

static void add_reserved(struct patron_page *p)
{
	size_t before;

	patron_row_add(p, PATRON_HEAD, "Reserved");
	before = p->rows.n;
	for (const struct bo_voucher *v = next_place(p, NULL); v; v = next_place(p, v)) {
		const char *when = patron_row_when(p, v->performance_at, v->zone);
		struct patron_row *row =
			patron_row_add(p, PATRON_RESERVED, PATRON_TEXT(p, "%s  %s", when, v->show));

		row->id = v->id;
		row->order_id = v->order_id;
		row->type = row->more = v->type;
		row->usable = v->state == BO_VOUCHER_RESERVED;
		row->right = !row->usable ? "checked in" : v->code ? v->code : "";
	}
	if (p->rows.n == before)
		patron_row_add(p, PATRON_NOTHING, "none");
}

/* --- Bundles --- */

static void add_bundles(struct patron_page *p)
{
	bool head = false;

	for (size_t i = 0; i < p->vouchers.n; i++) {
		const struct bo_voucher *v = &p->vouchers.row[i];
		struct patron_row *row;
		size_t all = 0, open = 0;

		if (v->category != BO_CATEGORY_BUNDLE || v->state != BO_VOUCHER_OPEN)
			continue;
		for (size_t j = 0; j < p->vouchers.n; j++) {
			all += p->vouchers.row[j].parent_id == v->id;
			open += p->vouchers.row[j].parent_id == v->id &&
				p->vouchers.row[j].state == BO_VOUCHER_OPEN;
		}
		if (!head)
			patron_row_add(p, PATRON_HEAD, "Bundles");
		head = true;
		row = patron_row_add(p, PATRON_BUNDLE, v->type);
		row->id = v->id;
		row->order_id = v->order_id;
		row->type = v->type;
		row->right = PATRON_TEXT(p, "%zu of %zu open", open, all);
		row->more = PATRON_TEXT(p, "order %" PRId64, v->order_id);
	}
}

/* --- Orders --- */

static enum bo_status add_orders(struct patron_page *p)
{
	const struct bo_order_filter filter = {
		.patron_id = p->view.of, .from = BO_NONE, .to = BO_NONE, .limit = PATRON_ORDERS + 1
	};
	struct bo_orders orders;
	enum bo_status status = bo_order_list(p->session->bo, &p->view.arena, &filter, &orders);
	char money[SESSION_MONEY];

	if (status)
		return status;
	patron_row_add(p, PATRON_HEAD, "Orders");
	for (size_t i = 0; i < orders.n && i < PATRON_ORDERS; i++) {
		const struct bo_order_summary *o = &orders.row[i];
		const char *when = patron_row_when(p, o->at, o->zone);
		struct patron_row *row = patron_row_add(
			p, PATRON_ORDER, PATRON_TEXT(p, "%s  order %" PRId64, when, o->id));

		row->id = row->order_id = o->id;
		row->more = PATRON_TEXT(p, "%" PRId64 " ticket%s", o->tickets,
					o->tickets == 1 ? "" : "s");
		row->right = PATRON_TEXT(p, "%s", session_money(p->session, o->net, money));
	}
	if (orders.n == 0)
		patron_row_add(p, PATRON_NOTHING, "none");
	if (orders.n > PATRON_ORDERS)
		patron_row_add(p, PATRON_NOTHING, "and older ones: Orders (Alt-O) finds them");
	return BO_OK;
}

enum bo_status patron_rows_fetch(struct patron_page *p)
{
	struct bo_voucher_filter what = { .good_only = true };
	struct bo *bo = p->session->bo;
	enum bo_status status;

	p->rows = (struct patron_rows){ 0 };
	p->vouchers = (struct bo_vouchers){ 0 };
	status = bo_patron_get(bo, &p->view.arena, p->view.of, &p->patron);
	if (!status) /* another one, if the record was merged meanwhile */
		what.patron_id = p->view.of = p->patron.id;
	if (!status)
		status = bo_voucher_list(bo, &p->view.arena, &what, &p->vouchers);
	if (!status)
		status = add_open(p);
	if (status)
		return status;
	add_reserved(p);
	add_bundles(p);
	status = patron_story_offers(p);
	if (!status)
		status = add_orders(p);
	if (!status)
		status = patron_story_history(p);
	return !status && p->rows.full ? BO_NO_MEMORY : status;
}
