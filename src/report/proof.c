/*
 * The journal held against the sales, both ways.  Who changes an amount in the tables, in all of
 * them so that every count agrees, has not changed what the journal tells; and the chain shows who
 * changes that.
 */
#include "report/proof.h"
#include "base/fail.h"
#include "journal/journal.h"
#include "report/told.h"
#include "store/sql.h"

#include <boxoffice/basket.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows that come in the order of orders, one ahead. */
struct stream {
	struct sql_rows *rows;
	bool open, there;
	int64_t order_id;
};

struct proof {
	struct bo *bo;
	proof_says says;
	void *arg;
	enum bo_status status;
	struct stream orders, later, lines, tenders;
	struct told told, kept; /* the marks of both are of all orders */
	int64_t made;		/* orders whose row of the journal makes one */
	int64_t *moved_to;	/* performances that earlier versions moved tickets to */
	size_t n_moved_to;
	bool knows_moved;
};

static void say(struct proof *p, const char *format, ...) BO_PRINTF(2, 3);
static void say(struct proof *p, const char *format, ...)
{
	char message[400];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	if (!p->status)
		p->status = p->says(p->arg, "journal", message);
}

static void advance(struct stream *stream)
{
	stream->there = stream->open && sql_next(stream->rows);
	stream->order_id = stream->there ? sql_int(stream->rows, 0) : INT64_MAX;
}

static void begin(struct proof *p, struct stream *stream, const char *sql)
{
	if (p->status)
		return;
	p->status = sql_query(p->bo, &stream->rows, sql, "");
	stream->open = !p->status;
	advance(stream);
}

static void end(struct proof *p, struct stream *stream)
{
	enum bo_status status = stream->open ? sql_end(stream->rows) : BO_OK;

	if (!p->status)
		p->status = status;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void read_row(struct proof *p, int64_t order_id, const char *kind, const char *body,
		     int64_t at, int64_t staff_id)
{
	if (!told_read(&p->told, order_id, kind, body, at, staff_id))
		say(p, "what the journal tells of order %" PRId64 " (%s) cannot be read", order_id,
		    kind);
}

/* What came after the sale; rows of orders that are not there are named. */
static void read_later(struct proof *p, int64_t order_id)
{
	struct stream *s = &p->later;

	for (; s->there && s->order_id <= order_id && !p->status; advance(s)) {
		const char *kind = or_empty(sql_text(s->rows, 1));

		if (s->order_id < order_id)
			say(p, "the journal tells of order %" PRId64 " (%s), which is not there",
			    s->order_id, kind);
		else if (!journal_makes_order(kind))
			read_row(p, order_id, kind, or_empty(sql_text(s->rows, 2)),
				 sql_int(s->rows, 3), sql_id(s->rows, 4));
	}
}

/* What was given back stands in the tenders; here are what was sold. */
static void read_lines(struct proof *p, int64_t order_id)
{
	struct stream *s = &p->lines;

	for (; s->there && s->order_id <= order_id; advance(s))
		if (s->order_id == order_id && sql_int(s->rows, 3) > 0)
			told_add_line(&p->kept,
				      &(struct told_line){ .type_id = sql_id(s->rows, 1),
							   .performance_id = sql_id(s->rows, 2),
							   .qty = sql_int(s->rows, 3),
							   .amount = sql_int(s->rows, 4) });
}

static void read_tenders(struct proof *p, int64_t order_id)
{
	struct stream *s = &p->tenders;

	for (; s->there && s->order_id <= order_id; advance(s))
		if (s->order_id == order_id)
			told_add_tender(&p->kept, or_empty(sql_text(s->rows, 1)),
					sql_int(s->rows, 2));
}

/* --- Holding one against the other ------------------------------------------------------------ */

static bool same_line(const struct told_line *a, const struct told_line *b)
{
	return a->type_id == b->type_id && a->performance_id == b->performance_id &&
	       a->qty == b->qty && a->amount == b->amount;
}

/* Earlier versions moved tickets to another performance without a line; one was made of that when
 * the store was brought up to date. */
static bool was_moved(struct proof *p, const struct told_line *line)
{
	struct sql_rows *rows;

	if (!p->knows_moved && !p->status) {
		p->knows_moved = true;
		p->status =
			sql_query(p->bo, &rows,
				  "SELECT DISTINCT v.performance_id FROM journal j JOIN voucher v "
				  "ON v.order_id = j.order_id WHERE j.order_id IS NOT NULL "
				  "AND j.kind <> 'order.sold' AND (j.kind = 'voucher.changed' OR "
				  "j.kind = 'voucher.reserved') AND v.performance_id IS NOT NULL",
				  "");
		if (p->status)
			return true;
		while (sql_next(rows)) {
			int64_t *grown =
				realloc(p->moved_to, (p->n_moved_to + 1) * sizeof *p->moved_to);

			if (!grown) {
				p->told.no_memory = true;
				break;
			}
			p->moved_to = grown;
			grown[p->n_moved_to++] = sql_id(rows, 0);
		}
		p->status = sql_end(rows);
	}
	for (size_t i = 0; i < p->n_moved_to; i++)
		if (line->qty == 1 && p->moved_to[i] == line->performance_id)
			return true;
	return false;
}

static void compare_lines(struct proof *p, int64_t order_id)
{
	for (size_t i = 0; i < p->told.n_lines; i++) {
		struct told_line *told = &p->told.line[i];

		for (size_t k = 0; k < p->kept.n_lines && !told->met; k++) {
			struct told_line *kept = &p->kept.line[k];

			if (!kept->met && same_line(told, kept))
				told->met = kept->met = true;
		}
		if (!told->met)
			say(p,
			    "order %" PRId64 ": the journal tells of %" PRId64 " of type %" PRId64
			    " at performance %" PRId64 " for %" PRId64 ", no line says so",
			    order_id, told->qty, told->type_id, told->performance_id, told->amount);
	}
	for (size_t k = 0; k < p->kept.n_lines; k++) {
		const struct told_line *kept = &p->kept.line[k];

		if (!kept->met && !was_moved(p, kept))
			say(p,
			    "order %" PRId64 " has a line of %" PRId64 " of type %" PRId64
			    " at performance %" PRId64 " for %" PRId64
			    " that the journal does not tell of",
			    order_id, kept->qty, kept->type_id, kept->performance_id, kept->amount);
	}
}

static const char *tender_words(int kind)
{
	return kind < BO_TENDER_COUNT ? bo_tender_code((enum bo_tender_kind)kind) : "unknown";
}

static void compare_tenders(struct proof *p, int64_t order_id)
{
	for (size_t i = 0; i < p->told.n_tenders; i++) {
		struct told_tender *told = &p->told.tender[i];

		for (size_t k = 0; k < p->kept.n_tenders && !told->met; k++) {
			struct told_tender *kept = &p->kept.tender[k];

			if (!kept->met && told->kind == kept->kind && told->amount == kept->amount)
				told->met = kept->met = true;
		}
		if (!told->met)
			say(p,
			    "order %" PRId64 ": the journal tells of %" PRId64
			    " by %s, no tender says so",
			    order_id, told->amount, tender_words(told->kind));
	}
	for (size_t k = 0; k < p->kept.n_tenders; k++) {
		const struct told_tender *kept = &p->kept.tender[k];

		if (!kept->met)
			say(p,
			    "order %" PRId64 " has a tender of %" PRId64
			    " by %s that the journal does not tell of",
			    order_id, kept->amount, tender_words(kept->kind));
	}
}

/* Of the order, then of its row in the journal (ROW_). */
SQL_COLUMNS(ID, TOTAL, CHANGE, AT, STAFF, ROW_KIND, ROW_BODY, ROW_AT, ROW_STAFF, ROW_ORDER);

static void check_order(struct proof *p)
{
	struct sql_rows *rows = p->orders.rows;
	int64_t id = p->orders.order_id, total = sql_int(rows, TOTAL),
		change = sql_int(rows, CHANGE);
	const char *kind = or_empty(sql_text(rows, ROW_KIND));
	bool makes = journal_makes_order(kind) && sql_int(rows, ROW_ORDER) == id;

	told_next(&p->told);
	told_next(&p->kept);
	if (makes) {
		p->made++;
		read_row(p, id, kind, or_empty(sql_text(rows, ROW_BODY)), sql_int(rows, ROW_AT),
			 sql_id(rows, ROW_STAFF));
	}
	read_later(p, id);
	read_lines(p, id);
	read_tenders(p, id);
	if (!makes) /* that row is missed by whoever verifies the chains */
		return;
	if (p->told.total != total)
		say(p, "order %" PRId64 " was sold for %" PRId64 ", the journal tells of %" PRId64,
		    id, total, p->told.total);
	if (p->told.change != change)
		say(p,
		    "order %" PRId64 " gave %" PRId64 " of change, the journal tells of %" PRId64,
		    id, change, p->told.change);
	if (sql_int(rows, AT) != sql_int(rows, ROW_AT) ||
	    sql_id(rows, STAFF) != sql_id(rows, ROW_STAFF))
		say(p,
		    "order %" PRId64 " was sold by somebody else, or at another time, than the "
		    "journal tells",
		    id);
	compare_lines(p, id);
	compare_tenders(p, id);
}

/* --- Overrides -------------------------------------------------------------------------------- */

static int by_print(const void *a, const void *b)
{
	const struct told_mark *x = a, *y = b;

	if (x->print != y->print)
		return x->print < y->print ? -1 : 1;
	return (x->order_id > y->order_id) - (x->order_id < y->order_id);
}

SQL_COLUMNS(O_ORDER, O_RULE, O_LIMIT, O_ACTUAL, O_REASON, O_STAFF, O_APPROVER, O_AT);

static void read_overrides(struct proof *p)
{
	struct sql_rows *rows;

	if (p->status)
		return;
	p->status = sql_query(p->bo, &rows,
			      "SELECT order_id, rule, limit_value, actual, reason, staff_id, "
			      "approver_id, at FROM sale_override",
			      "");
	if (p->status)
		return;
	while (sql_next(rows))
		told_add_mark(&p->kept, sql_id(rows, O_ORDER), or_empty(sql_text(rows, O_RULE)),
			      sql_int(rows, O_LIMIT), sql_int(rows, O_ACTUAL),
			      or_empty(sql_text(rows, O_REASON)), sql_id(rows, O_STAFF),
			      sql_id(rows, O_APPROVER), sql_int(rows, O_AT));
	p->status = sql_end(rows);
}

/* Of all orders at once: one act may break rules for tickets of several, and the journal has it as
 * of the first. */
static void compare_overrides(struct proof *p)
{
	struct told *told = &p->told, *kept = &p->kept;
	size_t i = 0, k = 0;

	read_overrides(p);
	if (told->n_marks)
		qsort(told->mark, told->n_marks, sizeof *told->mark, by_print);
	if (kept->n_marks)
		qsort(kept->mark, kept->n_marks, sizeof *kept->mark, by_print);
	while (i < told->n_marks || k < kept->n_marks) {
		int way = i == told->n_marks   ? 1
			  : k == kept->n_marks ? -1
			  : told->mark[i].print == kept->mark[k].print
				  ? 0
				  : (told->mark[i].print < kept->mark[k].print ? -1 : 1);

		if (way < 0)
			say(p,
			    "order %" PRId64 ": the journal tells of an override that is not kept",
			    told->mark[i].order_id);
		else if (way > 0)
			say(p,
			    "order %" PRId64 " has an override that the journal does not tell of",
			    kept->mark[k].order_id);
		i += way <= 0;
		k += way >= 0;
	}
}

/* --- The other way ---------------------------------------------------------------------------- */

/* Only where the numbers say that there are some. */
static void name_lost_sales(struct proof *p, int64_t sales)
{
	struct sql_rows *rows;

	if (p->status || sales == p->made)
		return;
	p->status = sql_query(
		p->bo, &rows,
		"SELECT t.name, j.seq, j.order_id FROM journal j JOIN till t ON t.id = j.till_id "
		"LEFT JOIN orders o ON o.id = j.order_id AND o.till_id = j.till_id AND "
		"o.journal_seq = j.seq WHERE (j.kind = 'order.sold' OR j.kind = 'order.issued') "
		"AND o.id IS NULL ORDER BY j.till_id, j.seq",
		"");
	if (p->status)
		return;
	while (sql_next(rows) && !p->status)
		say(p,
		    "till %s, row %" PRId64 " tells of order %" PRId64
		    ", which is not there or was made by another row",
		    or_empty(sql_text(rows, 0)), sql_int(rows, 1), sql_id(rows, 2));
	if (p->status)
		(void)!sql_end(rows);
	else
		p->status = sql_end(rows);
}

static void compare_orders(struct proof *p)
{
	begin(p, &p->orders,
	      "SELECT o.id, o.total, o.change_given, o.at, o.staff_id, j.kind, j.body, j.at, "
	      "j.staff_id, j.order_id FROM orders o LEFT JOIN journal j ON j.till_id = o.till_id "
	      "AND j.seq = o.journal_seq ORDER BY o.id");
	begin(p, &p->later,
	      "SELECT order_id, kind, body, at, staff_id FROM journal WHERE order_id IS NOT NULL "
	      "AND kind <> 'order.sold' ORDER BY order_id");
	begin(p, &p->lines,
	      "SELECT order_id, type_id, performance_id, qty, amount FROM order_line ORDER BY "
	      "order_id");
	begin(p, &p->tenders, "SELECT order_id, kind, amount FROM tender ORDER BY order_id");
	for (; p->orders.there && !p->status; advance(&p->orders)) {
		check_order(p);
		if (p->told.no_memory || p->kept.no_memory)
			p->status = fail_memory(p->bo);
	}
	if (!p->status)
		read_later(p, INT64_MAX - 1);
	end(p, &p->orders);
	end(p, &p->later);
	end(p, &p->lines);
	end(p, &p->tenders);
}

enum bo_status proof_of_sales(struct bo *bo, int64_t sales, proof_says says, void *arg)
{
	struct proof p = { .bo = bo, .says = says, .arg = arg };

	compare_orders(&p);
	if (!p.status)
		compare_overrides(&p);
	name_lost_sales(&p, sales);
	if (!p.status && (p.told.no_memory || p.kept.no_memory))
		p.status = fail_memory(bo);
	told_free(&p.told);
	told_free(&p.kept);
	free(p.moved_to);
	return p.status;
}
