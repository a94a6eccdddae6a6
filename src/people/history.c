/*
 * What happened with a person, newest first: sales, what became of them, offers
 * used, and what was done to the record.
 *
 * Each kind of thing is asked for through its own index and brings at most as many
 * as are wanted; together they are sorted and cut.
 */
#include <boxoffice/patron.h>

#include "base/fail.h"
#include "house/zone.h"
#include "people/write.h"
#include "store/sql.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OWN_ZONE ORDER_ZONE("o.id", "$3")
#define GIVEN_ZONE ORDER_ZONE("o.id", "$2")

struct entry {
	struct bo_patron_event event;
	size_t n; /* as they came: of one second, the newest of a kind first */
};

struct past {
	struct bo *bo;
	struct bo_arena *arena;
	int64_t patron_id, limit;
	size_t n;
	struct entry *entry;
	bool full; /* memory ended */
};

static void add(struct past *past, struct bo_patron_event event)
{
	struct entry *grown = bo_arena_grow(past->arena, past->entry, past->n, sizeof *grown);

	if (!grown || !event.kind || !event.text) {
		past->full = true;
		return;
	}
	past->entry = grown;
	grown[past->n] = (struct entry){ event, past->n };
	past->n++;
}

static enum bo_status ended(struct past *past, struct sql_rows *rows)
{
	enum bo_status status = sql_end(rows);

	return !status && past->full ? fail_memory(past->bo) : status;
}

/* Every question begins with these. */
SQL_COLUMNS(AT, ORDER, KIND, STAFF, ZONE, OWN);

static struct bo_patron_event read_event(struct past *past, struct sql_rows *rows)
{
	return (struct bo_patron_event){ .at = sql_int(rows, AT),
					 .order_id = sql_id(rows, ORDER),
					 .kind = sql_copy(rows, KIND, past->arena),
					 .staff = sql_copy(rows, STAFF, past->arena),
					 .zone = sql_copy(rows, ZONE, past->arena) };
}

/* "80.00" with the house's currency. */
static const char *money(const struct past *past, int64_t amount, char *text, size_t size)
{
	struct bo_buf buf = { text, 0, size, false };

	*text = '\0';
	bo_money_write(&buf, amount, past->bo->settings.currency);
	return text;
}

static enum bo_status add_orders(struct past *past)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		past->bo, &rows,
		"SELECT o.at, o.id, j.kind, s.name, " OWN_ZONE ", o.total, (SELECT count(*) FROM "
		"voucher v WHERE v.order_id = o.id AND v.parent_id IS NULL) FROM orders o "
		"JOIN journal j ON j.till_id = o.till_id AND j.seq = o.journal_seq "
		"LEFT JOIN staff s ON s.id = o.staff_id "
		"WHERE o.patron_id = $1 AND o.patron_id <> 1 ORDER BY o.id DESC LIMIT $2",
		"iis", past->patron_id, past->limit, past->bo->settings.zone);

	if (status)
		return status;
	while (!past->full && sql_next(rows)) {
		char total[64];
		int64_t n = sql_int(rows, OWN + 1);
		struct bo_patron_event event = read_event(past, rows);

		event.text = bo_arena_printf(past->arena,
					     "Order %" PRId64 ": %" PRId64 " voucher%s, %s.",
					     event.order_id, n, n == 1 ? "" : "s",
					     money(past, sql_int(rows, OWN), total, sizeof total));
		add(past, event);
	}
	return ended(past, rows);
}

/* What a journal row of an order says, by its kind. */
static const char *told(struct past *past, const char *kind, int64_t order_id)
{
	static const struct {
		const char *kind, *words;
	} all[] = {
		{ "order.refunded", "money or vouchers were given back" },
		{ "order.exchanged", "vouchers were exchanged" },
		{ "order.reprinted", "tickets were printed again" },
		{ "voucher.reserved", "vouchers were reserved for a performance" },
		{ "voucher.changed", "vouchers were reserved for another performance" },
		{ "voucher.released", "reserved places were given back" },
		{ "voucher.transferred", "vouchers became another patron's" },
	};
	const char *words = kind;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (strcmp(all[i].kind, kind) == 0)
			words = all[i].words;
	return bo_arena_printf(past->arena, "Order %" PRId64 ": %s.", order_id, words);
}

#define CHANGES                                                                                    \
	"j.order_id = o.id AND j.kind <> 'order.sold' AND j.kind <> 'order.issued' "               \
	"AND (substr(j.kind, 1, 6) = 'order.' OR substr(j.kind, 1, 8) = 'voucher.') "              \
	"LEFT JOIN staff s ON s.id = j.staff_id "

static enum bo_status add_changes(struct past *past)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		past->bo, &rows,
		"SELECT j.at, j.order_id, j.kind, s.name, " OWN_ZONE " FROM orders o "
		"JOIN journal j ON " CHANGES "WHERE o.patron_id = $1 AND o.patron_id <> 1 "
		"ORDER BY j.at DESC, j.till_id, j.seq DESC LIMIT $2",
		"iis", past->patron_id, past->limit, past->bo->settings.zone);

	if (status)
		return status;
	while (!past->full && sql_next(rows)) {
		struct bo_patron_event event = read_event(past, rows);

		event.text = event.kind ? told(past, event.kind, event.order_id) : NULL;
		add(past, event);
	}
	return ended(past, rows);
}

static bool names_voucher(const char *body, int64_t voucher_id)
{
	json_t *object = json_loads(body, 0, NULL), *id;
	size_t i;
	bool found = false;

	json_array_foreach(json_object_get(object, "vouchers"), i, id) found =
		found || json_integer_value(id) == voucher_id;
	json_decref(object);
	return found;
}

SQL_COLUMNS(GIVEN_BODY = OWN, GIVEN_VOUCHER, GIVEN_SEQ, GIVEN_TILL);

/* Vouchers that came from another patron: what was done with them stands with the other's order. */
static enum bo_status add_given(struct past *past)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		past->bo, &rows,
		"SELECT j.at, j.order_id, j.kind, s.name, " GIVEN_ZONE ", j.body, v.id, j.seq, "
		"j.till_id "
		"FROM voucher v JOIN orders o ON o.id = v.order_id AND o.patron_id <> v.patron_id "
		"JOIN journal j ON " CHANGES "WHERE v.patron_id = $1 AND v.patron_id <> 1 "
		"ORDER BY j.at DESC, j.till_id, j.seq DESC, v.id",
		"is", past->patron_id, past->bo->settings.zone);
	int64_t seq = 0, till = 0;

	if (status)
		return status;
	while (!past->full && sql_next(rows)) {
		struct bo_patron_event event = read_event(past, rows);

		if ((sql_int(rows, GIVEN_SEQ) == seq && sql_int(rows, GIVEN_TILL) == till) ||
		    !names_voucher(sql_text(rows, GIVEN_BODY), sql_id(rows, GIVEN_VOUCHER)))
			continue;
		seq = sql_int(rows, GIVEN_SEQ);
		till = sql_int(rows, GIVEN_TILL);
		event.text = !event.kind ? NULL
			     : strcmp(event.kind, "voucher.transferred") == 0
				     ? bo_arena_printf(past->arena,
						       "Order %" PRId64
						       ": vouchers of another patron came here.",
						       event.order_id)
				     : told(past, event.kind, event.order_id);
		add(past, event);
	}
	return ended(past, rows);
}

static enum bo_status add_events(struct past *past)
{
	struct sql_rows *rows;
	enum bo_status status =
		sql_query(past->bo, &rows,
			  "SELECT e.at, NULL, e.kind, s.name, NULL, e.text FROM patron_event e "
			  "LEFT JOIN staff s ON s.id = e.staff_id WHERE e.patron_id = $1 "
			  "ORDER BY e.id DESC LIMIT $2",
			  "ii", past->patron_id, past->limit);

	if (status)
		return status;
	while (!past->full && sql_next(rows)) {
		struct bo_patron_event event = read_event(past, rows);

		event.text = sql_copy(rows, OWN, past->arena);
		add(past, event);
	}
	return ended(past, rows);
}

SQL_COLUMNS(USE_CAMPAIGN = OWN, USE_DISCOUNT, USE_GIVEN_BACK);

static enum bo_status add_uses(struct past *past)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		past->bo, &rows,
		"SELECT u.at, v.order_id, 'campaign.used', s.name, " OWN_ZONE ", CASE WHEN "
		"c.public_name = '' THEN c.name ELSE c.public_name END, u.discount, u.given_back "
		"FROM voucher v JOIN campaign_use u ON u.voucher_id = v.id "
		"JOIN campaign c ON c.id = u.campaign_id JOIN orders o ON o.id = v.order_id LEFT "
		"JOIN staff s ON s.id = o.staff_id WHERE v.patron_id = $1 "
		"AND v.patron_id <> 1 ORDER BY u.at DESC, v.id DESC, u.campaign_id LIMIT $2",
		"iis", past->patron_id, past->limit, past->bo->settings.zone);

	if (status)
		return status;
	while (!past->full && sql_next(rows)) {
		char off[64];
		struct bo_patron_event event = read_event(past, rows);

		event.text = bo_arena_printf(
			past->arena, "Order %" PRId64 ": %s, %s off%s.", event.order_id,
			sql_text(rows, USE_CAMPAIGN),
			money(past, sql_int(rows, USE_DISCOUNT), off, sizeof off),
			sql_int(rows, USE_GIVEN_BACK) == BO_NONE ? "" : ", given back");
		add(past, event);
	}
	return ended(past, rows);
}

static int newest_first(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->event.at != y->event.at)
		return x->event.at > y->event.at ? -1 : 1;
	if (x->event.order_id != y->event.order_id)
		return x->event.order_id > y->event.order_id ? -1 : 1;
	return (x->n > y->n) - (x->n < y->n);
}

static enum bo_status hand_out(struct past *past, struct bo_patron_events *list)
{
	struct bo_patron_events sorted = { .n = past->n };

	if ((int64_t)sorted.n > past->limit)
		sorted.n = (size_t)past->limit;
	sorted.row = bo_arena_alloc(past->arena, (sorted.n + 1) * sizeof *sorted.row);
	if (!sorted.row)
		return fail_memory(past->bo);
	if (past->n)
		qsort(past->entry, past->n, sizeof *past->entry, newest_first);
	for (size_t i = 0; i < sorted.n; i++)
		sorted.row[i] = past->entry[i].event;
	*list = sorted;
	return BO_OK;
}

static enum bo_status gather(struct past *past)
{
	enum bo_status status = patron_now(past->bo, past->patron_id, &past->patron_id);
	struct patron_row row;

	if (!status)
		status = patron_read(past->bo, past->arena, past->patron_id, &row);
	if (!status)
		status = add_orders(past);
	if (!status)
		status = add_changes(past);
	if (!status)
		status = add_given(past);
	if (!status)
		status = add_events(past);
	return status ? status : add_uses(past);
}

enum bo_status bo_patron_history(struct bo *bo, struct bo_arena *arena, int64_t id, size_t limit,
				 struct bo_patron_events *list)
{
	struct past past = { .bo = bo,
			     .arena = arena,
			     .patron_id = id,
			     .limit = limit ? (int64_t)limit : INT64_MAX / 2 };
	enum bo_status status = glance_begin(bo, patron_private(bo));

	if (!status)
		status = glance_end(bo, gather(&past));
	return status ? status : hand_out(&past, list);
}
