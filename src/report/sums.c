#include "report/sums.h"
#include "base/fail.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_A_STEP = 16384 };
/* More orders than any house sells; ids beyond are none the program gave. */
static const int64_t most_orders = INT64_C(1) << 31;

static void put(struct sums *s, enum sum sum, int64_t id, int64_t amount)
{
	s->apart[sum] += weigh_as(&s->weigh, sum, id) * (uint64_t)amount;
}

static void take(struct sums *s, enum sum sum, int64_t id, int64_t amount)
{
	s->apart[sum] -= weigh_as(&s->weigh, sum, id) * (uint64_t)amount;
}

/* Two amounts of one thing, each for itself. */
enum { ALSO = SUM_COUNT };

static void put_also(struct sums *s, enum sum sum, int64_t id, int64_t amount)
{
	s->apart[sum] += weigh_as(&s->weigh, (int64_t)sum + ALSO, id) * (uint64_t)amount;
}

/* --- What is told and what is kept ------------------------------------------------------------ */

enum kind_of_row { A_SALE, A_LINE, A_TENDER, A_MARK };
static uint64_t told(const struct sums *s, enum kind_of_row kind, int64_t order_id, int64_t a,
		     int64_t b, int64_t c, int64_t d)
{
	const int64_t row[] = { SUM_TOLD, kind, order_id, a, b, c, d };

	return weigh_row(&s->weigh, row, sizeof row / sizeof *row);
}

static uint64_t weigh_told(struct sums *s, int64_t order_id)
{
	const struct told *all = &s->told;
	uint64_t weight = 0;

	for (size_t i = 0; i < all->n_lines; i++)
		weight += told(s, A_LINE, order_id, all->line[i].type_id,
			       all->line[i].performance_id, all->line[i].qty, all->line[i].amount);
	for (size_t i = 0; i < all->n_tenders; i++)
		weight += told(s, A_TENDER, order_id, all->tender[i].kind, all->tender[i].amount, 0,
			       0);
	for (size_t i = 0; i < all->n_marks; i++)
		weight += told(s, A_MARK, 0, (int64_t)all->mark[i].print, 0, 0, 0);
	weight += weigh_as(&s->weigh, SUM_TOLD, order_id) * (uint64_t)all->total;
	weight += weigh_as(&s->weigh, SUM_TOLD + ALSO, order_id) * (uint64_t)all->change;
	return weight;
}

static enum bo_status step(struct sums *s)
{
	if (s->done++ % ROWS_A_STEP == 0 && s->progress &&
	    !s->progress(s->arg, s->done < s->total ? s->done : s->total, s->total))
		return fail(s->bo, BO_CANCELLED, "Cancelled; not everything was checked.");
	return BO_OK;
}

enum bo_status sums_see(void *arg, const struct journal_seen *row)
{
	struct sums *s = arg;

	if (row->order_id || journal_makes_order(row->kind)) {
		told_next(&s->told);
		s->told.n_marks = 0;
		/* What cannot be read weighs something that nothing else does. */
		if (!told_read(&s->told, row->order_id, row->kind, row->body, row->at,
			       row->staff_id))
			s->apart[SUM_TOLD] += told(s, A_MARK, row->order_id, row->seq, 1, 1, 1);
		if (s->told.no_memory)
			return fail_memory(s->bo);
		if (journal_makes_order(row->kind))
			s->apart[SUM_TOLD] += told(s, A_SALE, row->order_id, row->till_id, row->seq,
						   row->at, row->staff_id);
		s->apart[SUM_TOLD] += weigh_told(s, row->order_id);
	}
	return step(s);
}

/* --- The tables ------------------------------------------------------------------------------- */

static void weigh_performance(struct sums *s, struct sql_rows *rows)
{
	put(s, SUM_SOLD, sql_id(rows, 0), sql_id(rows, 1));
	put(s, SUM_REVENUE, sql_id(rows, 0), sql_id(rows, 2));
}

static void weigh_redemption(struct sums *s, struct sql_rows *rows)
{
	put(s, SUM_TAKEN, sql_id(rows, 0), sql_id(rows, 1));
}

static void weigh_type(struct sums *s, struct sql_rows *rows)
{
	put(s, SUM_ISSUED, sql_id(rows, 0), sql_id(rows, 1));
}

SQL_COLUMNS(ORDER_ID, ORDER_TILL, ORDER_SEQ, ORDER_AT, ORDER_STAFF, ORDER_TOTAL, ORDER_NET,
	    ORDER_CHANGE);

static void weigh_order(struct sums *s, struct sql_rows *rows)
{
	int64_t id = sql_id(rows, ORDER_ID), total = sql_id(rows, ORDER_TOTAL),
		net = sql_id(rows, ORDER_NET);
	int64_t change = sql_id(rows, ORDER_CHANGE);

	put(s, SUM_BALANCE, id, change);
	put_also(s, SUM_BALANCE, id, -net);
	put(s, SUM_TOTAL, id, total);
	put(s, SUM_PAID, id, net);
	s->apart[SUM_TOLD] -= told(s, A_SALE, id, sql_id(rows, ORDER_TILL), sql_id(rows, ORDER_SEQ),
				   sql_id(rows, ORDER_AT), sql_id(rows, ORDER_STAFF));
	take(s, SUM_TOLD, id, total);
	put_also(s, SUM_TOLD, id, -change);
}

static bool gave_back(struct sums *s, int64_t order_id)
{
	return order_id >= 0 && order_id < s->orders &&
	       s->given_back[order_id / 8] & (1u << order_id % 8);
}

/* In the order they were written in. */
static void weigh_line(struct sums *s, struct sql_rows *rows)
{
	int64_t id = sql_id(rows, 0), order_id = sql_id(rows, 1), performance = sql_id(rows, 3);
	int64_t qty = sql_id(rows, 4), amount = sql_id(rows, 5);

	if (performance)
		take(s, SUM_REVENUE, performance, amount);
	put(s, SUM_BALANCE, order_id, amount);
	put_also(s, SUM_BALANCE, order_id, amount);
	if (qty < 0 && order_id >= 0 && order_id < s->orders)
		s->given_back[order_id / 8] |= (unsigned char)(1u << order_id % 8);
	if (!gave_back(s, order_id))
		take(s, SUM_TOTAL, order_id, amount);
	if (qty <= 0)
		return;
	put(s, SUM_LINES, id, qty);
	put_also(s, SUM_LINES, id, amount);
	s->apart[SUM_TOLD] -= told(s, A_LINE, order_id, sql_id(rows, 2), performance, qty, amount);
}

static void weigh_tender(struct sums *s, struct sql_rows *rows)
{
	int64_t order_id = sql_id(rows, 0), amount = sql_id(rows, 2);
	const char *kind = sql_text(rows, 1);

	take(s, SUM_BALANCE, order_id, amount);
	told_next(&s->told);
	told_add_tender(&s->told, kind ? kind : "", amount);
	for (size_t i = 0; i < s->told.n_tenders; i++)
		s->apart[SUM_TOLD] -=
			told(s, A_TENDER, order_id, s->told.tender[i].kind, amount, 0, 0);
}

SQL_COLUMNS(MARK_ORDER, MARK_RULE, MARK_LIMIT, MARK_ACTUAL, MARK_REASON, MARK_STAFF, MARK_APPROVER,
	    MARK_AT);

static void weigh_override(struct sums *s, struct sql_rows *rows)
{
	const char *rule = sql_text(rows, MARK_RULE), *reason = sql_text(rows, MARK_REASON);

	s->told.n_marks = 0;
	told_add_mark(&s->told, sql_id(rows, MARK_ORDER), rule ? rule : "",
		      sql_int(rows, MARK_LIMIT), sql_int(rows, MARK_ACTUAL), reason ? reason : "",
		      sql_id(rows, MARK_STAFF), sql_id(rows, MARK_APPROVER),
		      sql_int(rows, MARK_AT));
	for (size_t i = 0; i < s->told.n_marks; i++)
		s->apart[SUM_TOLD] -= told(s, A_MARK, 0, (int64_t)s->told.mark[i].print, 0, 0, 0);
}

SQL_COLUMNS(V_ID, V_ORDER, V_LINE, V_TYPE, V_REDEMPTION, V_PERFORMANCE, V_PARENT, V_STATE, V_AMOUNT,
	    V_CATEGORY);

static void weigh_voucher(struct sums *s, struct sql_rows *rows)
{
	const char *state = sql_text(rows, V_STATE), *category = sql_text(rows, V_CATEGORY);
	int64_t id = sql_id(rows, V_ID), amount = sql_id(rows, V_AMOUNT);
	bool stands, good, seated;

	if (!state || !category)
		return;
	stands = strcmp(state, "reserved") == 0 || strcmp(state, "checked_in") == 0;
	good = stands || (strcmp(state, "refunded") != 0 && strcmp(state, "void") != 0);
	seated = stands && strcmp(category, "product") != 0 && strcmp(category, "bundle") != 0;
	take(s, SUM_ISSUED, sql_id(rows, V_TYPE), 1);
	if (seated && sql_id(rows, V_PERFORMANCE))
		take(s, SUM_SOLD, sql_id(rows, V_PERFORMANCE), 1);
	if (seated)
		put(s, SUM_TICKETS, id, 1);
	if (good && sql_id(rows, V_REDEMPTION))
		take(s, SUM_TAKEN, sql_id(rows, V_REDEMPTION), 1);
	if (good)
		take(s, SUM_PAID, sql_id(rows, V_ORDER), amount);
	if (!sql_id(rows, V_PARENT)) {
		take(s, SUM_LINES, sql_id(rows, V_LINE), 1);
		put_also(s, SUM_LINES, sql_id(rows, V_LINE), -amount);
	}
}

static void weigh_ticket(struct sums *s, struct sql_rows *rows)
{
	take(s, SUM_TICKETS, sql_id(rows, 0), 1);
}

/* What came after the sale of an order that is not there: told of nothing that is kept. */
static void weigh_lost(struct sums *s, struct sql_rows *rows)
{
	s->apart[SUM_TOLD] += told(s, A_MARK, sql_id(rows, 0), 2, 2, 2, 2);
}

static const struct {
	const char *sql;
	void (*weigh)(struct sums *s, struct sql_rows *rows);
} tables[] = {
	{ "SELECT id, sold, revenue FROM performance", weigh_performance },
	{ "SELECT id, sold FROM redemption", weigh_redemption },
	{ "SELECT id, issued FROM voucher_type", weigh_type },
	{ "SELECT id, till_id, journal_seq, at, staff_id, total, net, change_given FROM orders",
	  weigh_order },
	{ "SELECT id, order_id, type_id, performance_id, qty, amount FROM order_line ORDER BY id",
	  weigh_line },
	{ "SELECT order_id, kind, amount FROM tender", weigh_tender },
	{ "SELECT order_id, rule, limit_value, actual, reason, staff_id, approver_id, at FROM "
	  "sale_override",
	  weigh_override },
	/* CROSS: vouchers first, as they lie. */
	{ "SELECT v.id, v.order_id, v.line_id, v.type_id, v.redemption_id, v.performance_id, "
	  "v.parent_id, v.state, v.amount, y.category FROM voucher v CROSS JOIN voucher_type y "
	  "WHERE y.id = v.type_id",
	  weigh_voucher },
	{ "SELECT voucher_id FROM ticket WHERE state = 'active'", weigh_ticket },
	{ "SELECT j.order_id FROM journal j LEFT JOIN orders o ON o.id = j.order_id WHERE "
	  "j.order_id IS NOT NULL AND j.kind <> 'order.sold' AND o.id IS NULL",
	  weigh_lost },
};

static enum bo_status read_table(struct sums *s, size_t at)
{
	struct sql_rows *rows;
	enum bo_status ended, status = sql_query(s->bo, &rows, tables[at].sql, "");

	if (status)
		return status;
	while (!status && sql_next(rows)) {
		tables[at].weigh(s, rows);
		status = s->told.no_memory ? fail_memory(s->bo) : step(s);
	}
	ended = sql_end(rows);
	return status ? status : ended;
}

enum bo_status sums_weigh(struct sums *s)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < sizeof tables / sizeof *tables && !status; i++)
		status = read_table(s, i);
	return status;
}

enum bo_status sums_begin(struct sums *s, struct bo *bo, bo_progress progress, void *arg)
{
	int64_t last = 0;
	enum bo_status status;

	*s = (struct sums){ .bo = bo, .progress = progress, .arg = arg };
	weigh_begin(&s->weigh);
	status = sql_number(bo, &last, "SELECT coalesce(max(id), 0) + 1 FROM orders", "");
	if (!status)
		status = sql_number(bo, &s->total,
				    "SELECT (SELECT coalesce(sum(journal_seq), 0) FROM till) + "
				    "(SELECT coalesce(max(id), 0) FROM voucher) * 2 + (SELECT "
				    "coalesce(max(id), 0) FROM order_line) + (SELECT "
				    "coalesce(max(id), 0) * 2 FROM orders) + 1",
				    "");
	if (status)
		return status;
	s->orders = last < most_orders ? last : 0;
	s->given_back = calloc((size_t)s->orders / 8 + 1, 1);
	return s->given_back ? BO_OK : fail_memory(bo);
}

void sums_end(struct sums *s)
{
	told_free(&s->told);
	free(s->given_back);
}

bool sums_agree(const struct sums *s, enum sum sum)
{
	return sum != SUM_NONE && s->apart[sum] == 0;
}
