/*
 * Revenue by day.  A sale is of the day that its house had, with its tenders and
 * what is given back later; rows are read day by day and added up here.  What
 * tenders brought and what lines cost is the same sum: cash is less its change.
 */
#include "report/report.h"

#include "base/fail.h"
#include "house/zone.h"

#include <boxoffice/order.h>

#include <stdlib.h>
#include <string.h>

#define LINE_DAY "local_day(l.at, " ORDER_ZONE("l.order_id", "$4") ")"
#define TENDER_DAY "local_day(d.at, " ORDER_ZONE("d.order_id", "$3") ")"

enum section { BY_TYPE, BY_TENDER };

struct sum {
	char day[BO_DATE_SIZE];
	enum section section;
	int64_t type_id; /* 0: a tender */
	const char *name;
	bool refund;
	int64_t qty, amount;
};
struct sums {
	size_t n;
	struct sum *row;
};

/* Only the sums of the last day can be meant, as rows come by day. */
static struct sum *sum_of(struct bo_arena *arena, struct sums *sums, const struct sum *like)
{
	struct sum *grown;

	for (size_t i = sums->n; i > 0; i--) {
		struct sum *sum = &sums->row[i - 1];

		if (sum->section != like->section || strcmp(sum->day, like->day) != 0)
			break;
		if (sum->type_id == like->type_id && sum->refund == like->refund &&
		    strcmp(sum->name, like->name) == 0)
			return sum;
	}
	grown = bo_arena_grow(arena, sums->row, sums->n, sizeof *grown);
	if (!grown)
		return NULL;
	sums->row = grown;
	grown[sums->n] = *like;
	grown[sums->n].name = bo_arena_copy(arena, like->name);
	return grown[sums->n].name ? &grown[sums->n++] : NULL;
}

/* Columns: day, type, name, qty, amount. */
static enum bo_status add_all(struct bo *bo, struct making *making, struct sql_rows *rows,
			      enum section section, struct sums *sums)
{
	bool room = true;
	enum bo_status status;

	while (room && sql_next(rows)) {
		int64_t amount = sql_int(rows, 4), qty = sql_int(rows, 3);
		struct sum like = { .section = section,
				    .type_id = sql_id(rows, 1),
				    .name = sql_text(rows, 2),
				    .refund = qty < 0 || amount < 0 };
		struct bo_buf day = BO_BUF(like.day);
		struct sum *sum;

		bo_buf_add(&day, sql_text(rows, 0));
		sum = sum_of(making->arena, sums, &like);
		room = sum != NULL;
		if (!room)
			break;
		sum->qty += qty;
		sum->amount += amount;
	}
	status = sql_end(rows);
	return !status && !room ? fail_memory(bo) : status;
}

static enum bo_status add_lines(struct bo *bo, struct making *making, struct sums *sums)
{
	const struct bo_report_filter *filter = making->filter;
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT x.day, x.type_id, x.name, x.qty, x.amount FROM (SELECT l.id, l.at, "
		"l.type_id, t.name, l.qty, l.amount, " LINE_DAY " AS day FROM order_line l "
		"JOIN voucher_type t ON t.id = l.type_id LEFT JOIN performance p ON p.id = "
		"l.performance_id WHERE l.at >= $1 AND l.at <= $2 AND ($3 IS NULL OR p.show_id = "
		"$3)) x WHERE ($5 IS NULL OR x.day >= $5) AND ($6 IS NULL OR x.day <= $6) "
		"ORDER BY x.day, x.at, x.id",
		"iirsss", filter->from == BO_NONE ? 0 : filter->from,
		filter->to == BO_NONE ? INT64_MAX : filter->to, filter->show_id, bo->settings.zone,
		filter->first, filter->last);

	return status ? status : add_all(bo, making, rows, BY_TYPE, sums);
}

static enum bo_status add_tenders(struct bo *bo, struct making *making, struct sums *sums)
{
	const struct bo_report_filter *filter = making->filter;
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT x.day, NULL, x.kind, 1, x.amount FROM (SELECT d.order_id, d.n, d.at, "
		"d.kind, d.amount, " TENDER_DAY " AS day FROM tender d WHERE d.at >= $1 "
		"AND d.at <= $2 AND d.amount <> 0) x WHERE ($4 IS NULL OR x.day >= $4) "
		"AND ($5 IS NULL OR x.day <= $5) ORDER BY x.day, x.at, x.order_id, x.n",
		"iisss", filter->from == BO_NONE ? 0 : filter->from,
		filter->to == BO_NONE ? INT64_MAX : filter->to, bo->settings.zone, filter->first,
		filter->last);

	return status ? status : add_all(bo, making, rows, BY_TENDER, sums);
}

static int by_day(const void *a, const void *b)
{
	const struct sum *x = a, *y = b;
	int order = strcmp(x->day, y->day);

	if (!order)
		order = (x->section > y->section) - (x->section < y->section);
	if (!order)
		order = strcmp(x->name, y->name);
	if (!order)
		order = (x->type_id > y->type_id) - (x->type_id < y->type_id);
	return order ? order : x->refund - y->refund;
}

/* A day's change is what its tenders are more than its lines; it was given in cash. */
static void take_change(struct sums *sums)
{
	for (size_t from = 0, end; from < sums->n; from = end) {
		struct sum *cash = NULL;
		int64_t change = 0;

		for (end = from;
		     end < sums->n && strcmp(sums->row[end].day, sums->row[from].day) == 0; end++) {
			struct sum *sum = &sums->row[end];

			change += sum->section == BY_TENDER ? sum->amount : -sum->amount;
			if (sum->section == BY_TENDER && !sum->refund &&
			    strcmp(sum->name, bo_tender_code(BO_TENDER_CASH)) == 0)
				cash = sum;
		}
		if (cash)
			cash->amount -= change;
	}
}

static enum bo_status write(struct bo *bo, struct making *making, const struct sums *sums)
{
	for (size_t i = 0; i < sums->n; i++) {
		const struct sum *sum = &sums->row[i];
		struct bo_report_cell *row = report_row(making);

		if (!row)
			return fail_memory(bo);
		row[0].text = bo_arena_copy(making->arena, sum->day);
		row[1].text = sum->section == BY_TYPE ? "type" : "tender";
		row[2].text = sum->name;
		row[3].text = sum->refund ? "refund" : "sale";
		row[4].number = sum->qty;
		row[5].number = sum->amount;
		if (!row[0].text)
			return fail_memory(bo);
	}
	return BO_OK;
}

enum bo_status report_revenue(struct bo *bo, struct making *making)
{
	struct sums sums = { 0 };
	enum bo_status status = add_lines(bo, making, &sums);

	if (!status && making->filter->show_id == 0)
		status = add_tenders(bo, making, &sums);
	if (status || sums.n == 0)
		return status;
	qsort(sums.row, sums.n, sizeof *sums.row, by_day);
	if (making->filter->show_id == 0)
		take_change(&sums);
	return write(bo, making, &sums);
}
