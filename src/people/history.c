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
	size_t n;	   /* as they came: of one second, the newest of a kind first */
	int64_t seq, till; /* of add_given(): the journal's row */
	bool other;	   /* of add_given(): that row names other vouchers */
};

struct past {
	struct bo *bo;
	struct bo_arena *arena;
	int64_t patron_id, limit;
	size_t n;
	struct entry *entry;
};

#define ENTRIES(past, read) SQL_MORE((past)->arena, (past)->entry, (past)->n, read)

/* Every question begins with these. */
SQL_COLUMNS(AT, ORDER, KIND, STAFF, ZONE, OWN);

static struct bo_patron_event *read_event(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct entry *entry = row;

	entry->event = (struct bo_patron_event){ .at = sql_int(rows, AT),
						 .order_id = sql_id(rows, ORDER),
						 .kind = sql_copy(rows, KIND, arena),
						 .staff = sql_copy(rows, STAFF, arena),
						 .zone = sql_copy(rows, ZONE, arena) };
	return &entry->event;
}

/* "80.00" with the house's currency. */
static const char *money(struct sql_rows *rows, int column, char *text, size_t size)
{
	struct bo_buf buf = { text, 0, size, false };

	*text = '\0';
	bo_money_write(&buf, sql_int(rows, column), sql_bo(rows)->settings.currency);
	return text;
}

static void read_order(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_patron_event *event = read_event(rows, arena, row);
	int64_t n = sql_int(rows, OWN + 1);
	char total[64];

	event->text = sql_made(
		rows, bo_arena_printf(arena, "Order %" PRId64 ": %" PRId64 " voucher%s, %s.",
				      event->order_id, n, n == 1 ? "" : "s",
				      money(rows, OWN, total, sizeof total)));
}

static enum bo_status add_orders(struct past *past)
{
	return sql_list(past->bo, ENTRIES(past, read_order),
			"SELECT o.at, o.id, j.kind, s.name, " OWN_ZONE
			", o.total, (SELECT count(*) FROM "
			"voucher v WHERE v.order_id = o.id AND v.parent_id IS NULL) FROM orders o "
			"JOIN journal j ON j.till_id = o.till_id AND j.seq = o.journal_seq "
			"LEFT JOIN staff s ON s.id = o.staff_id "
			"WHERE o.patron_id = $1 AND o.patron_id <> 1 ORDER BY o.id DESC LIMIT $2",
			"iis", past->patron_id, past->limit, past->bo->settings.zone);
}

/* What a journal row of an order says, by its kind. */
static const char *told(struct sql_rows *rows, struct bo_arena *arena,
			const struct bo_patron_event *event)
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
	const char *words = event->kind;

	for (size_t i = 0; event->kind && i < sizeof all / sizeof *all; i++)
		if (strcmp(all[i].kind, event->kind) == 0)
			words = all[i].words;
	return sql_made(rows, bo_arena_printf(arena, "Order %" PRId64 ": %s.", event->order_id,
					      words ? words : ""));
}

#define CHANGES                                                                                    \
	"j.order_id = o.id AND j.kind <> 'order.sold' AND j.kind <> 'order.issued' "               \
	"AND (substr(j.kind, 1, 6) = 'order.' OR substr(j.kind, 1, 8) = 'voucher.') "              \
	"LEFT JOIN staff s ON s.id = j.staff_id "

static void read_change(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_patron_event *event = read_event(rows, arena, row);

	event->text = told(rows, arena, event);
}

static enum bo_status add_changes(struct past *past)
{
	return sql_list(past->bo, ENTRIES(past, read_change),
			"SELECT j.at, j.order_id, j.kind, s.name, " OWN_ZONE " FROM orders o "
			"JOIN journal j ON " CHANGES "WHERE o.patron_id = $1 AND o.patron_id <> 1 "
			"ORDER BY j.at DESC, j.till_id, j.seq DESC LIMIT $2",
			"iis", past->patron_id, past->limit, past->bo->settings.zone);
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

static void read_given(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_patron_event *event = read_event(rows, arena, row);
	struct entry *entry = row;

	entry->seq = sql_int(rows, GIVEN_SEQ);
	entry->till = sql_int(rows, GIVEN_TILL);
	entry->other = !names_voucher(sql_text(rows, GIVEN_BODY), sql_id(rows, GIVEN_VOUCHER));
	event->text =
		event->kind && strcmp(event->kind, "voucher.transferred") == 0
			? sql_made(rows, bo_arena_printf(arena,
							 "Order %" PRId64
							 ": vouchers of another patron came here.",
							 event->order_id))
			: told(rows, arena, event);
}

/* Vouchers that came from another patron: what was done with them stands with the other's order. */
static enum bo_status add_given(struct past *past)
{
	size_t kept = past->n;
	int64_t seq = 0, till = 0;
	enum bo_status status = sql_list(
		past->bo, ENTRIES(past, read_given),
		"SELECT j.at, j.order_id, j.kind, s.name, " GIVEN_ZONE ", j.body, v.id, j.seq, "
		"j.till_id "
		"FROM voucher v JOIN orders o ON o.id = v.order_id AND o.patron_id <> v.patron_id "
		"JOIN journal j ON " CHANGES "WHERE v.patron_id = $1 AND v.patron_id <> 1 "
		"ORDER BY j.at DESC, j.till_id, j.seq DESC, v.id",
		"is", past->patron_id, past->bo->settings.zone);

	for (size_t i = kept; i < past->n && !status; i++) {
		struct entry *entry = &past->entry[i];

		if (entry->other || (entry->seq == seq && entry->till == till))
			continue;
		seq = entry->seq;
		till = entry->till;
		past->entry[kept++] = *entry;
	}
	past->n = kept;
	return status;
}

static void read_own(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	read_event(rows, arena, row)->text = sql_copy(rows, OWN, arena);
}

static enum bo_status add_events(struct past *past)
{
	return sql_list(past->bo, ENTRIES(past, read_own),
			"SELECT e.at, NULL, e.kind, s.name, NULL, e.text FROM patron_event e "
			"LEFT JOIN staff s ON s.id = e.staff_id WHERE e.patron_id = $1 "
			"ORDER BY e.id DESC LIMIT $2",
			"ii", past->patron_id, past->limit);
}

SQL_COLUMNS(USE_CAMPAIGN = OWN, USE_DISCOUNT, USE_GIVEN_BACK);

static void read_use(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_patron_event *event = read_event(rows, arena, row);
	char off[64];

	event->text = sql_made(
		rows,
		bo_arena_printf(arena, "Order %" PRId64 ": %s, %s off%s.", event->order_id,
				sql_text(rows, USE_CAMPAIGN),
				money(rows, USE_DISCOUNT, off, sizeof off),
				sql_int(rows, USE_GIVEN_BACK) == BO_NONE ? "" : ", given back"));
}

static enum bo_status add_uses(struct past *past)
{
	return sql_list(
		past->bo, ENTRIES(past, read_use),
		"SELECT u.at, v.order_id, 'campaign.used', s.name, " OWN_ZONE ", CASE WHEN "
		"c.public_name = '' THEN c.name ELSE c.public_name END, u.discount, u.given_back "
		"FROM voucher v JOIN campaign_use u ON u.voucher_id = v.id "
		"JOIN campaign c ON c.id = u.campaign_id JOIN orders o ON o.id = v.order_id LEFT "
		"JOIN staff s ON s.id = o.staff_id WHERE v.patron_id = $1 "
		"AND v.patron_id <> 1 ORDER BY u.at DESC, v.id DESC, u.campaign_id LIMIT $2",
		"iis", past->patron_id, past->limit, past->bo->settings.zone);
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
	for (size_t i = 0; i < past->n; i++)
		past->entry[i].n = i;
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
