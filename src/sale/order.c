/*
 * Reading orders and vouchers.
 */
#include "base/fail.h"
#include "basket/own.h"
#include "house/access.h"
#include "house/zone.h"
#include "journal/journal.h"
#include "print/issue.h"
#include "store/sql.h"

#include <boxoffice/patron.h>
#include <boxoffice/voucher.h>

#include <stdlib.h>
#include <string.h>

SQL_COLUMNS(LINE_ID, LINE_TYPE_ID, LINE_PERFORMANCE, LINE_TYPE, LINE_SHOW, LINE_ZONE, LINE_CURTAIN,
	    LINE_QTY, LINE_PRICE, LINE_AMOUNT, LINE_CODE, LINE_AT, LINE_DISCOUNT, LINE_CODES);

static void read_line(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_order_line *)row =
		(struct bo_order_line){ .id = sql_id(rows, LINE_ID),
					.type_id = sql_id(rows, LINE_TYPE_ID),
					.performance_id = sql_id(rows, LINE_PERFORMANCE),
					.type = sql_copy(rows, LINE_TYPE, arena),
					.show = sql_copy(rows, LINE_SHOW, arena),
					.zone = sql_copy(rows, LINE_ZONE, arena),
					.performance_at = sql_id(rows, LINE_CURTAIN),
					.qty = sql_int(rows, LINE_QTY),
					.price = sql_int(rows, LINE_PRICE),
					.amount = sql_int(rows, LINE_AMOUNT),
					.code = sql_copy(rows, LINE_CODE, arena),
					.codes = sql_copy(rows, LINE_CODES, arena),
					.at = sql_int(rows, LINE_AT),
					.discount = sql_int(rows, LINE_DISCOUNT) };
}

static enum bo_status read_lines(struct bo *bo, struct bo_arena *arena, struct bo_order *order)
{
	return sql_list(
		bo, SQL_ROWS(arena, order->line, order->n_lines, read_line),
		"SELECT l.id, l.type_id, l.performance_id, t.name, s.title, h.zone, p.at, l.qty, "
		"l.price, l.amount, l.code, l.at, l.discount, coalesce(l.codes, l.code) "
		"FROM order_line l JOIN voucher_type t ON t.id = l.type_id "
		"LEFT JOIN performance p ON p.id = l.performance_id LEFT JOIN show s ON s.id = "
		"p.show_id LEFT JOIN house h ON h.id = s.house_id WHERE l.order_id = $1 "
		"ORDER BY l.id",
		"r", order->id);
}

static void read_tender(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_tender *)row =
		(struct bo_tender){ .kind = bo_tender_from_code(sql_text(rows, 0)),
				    .amount = sql_int(rows, 1),
				    .reference = sql_copy(rows, 2, arena),
				    .at = sql_int(rows, 3) };
}

static enum bo_status read_tenders(struct bo *bo, struct bo_arena *arena, struct bo_order *order)
{
	return sql_list(
		bo, SQL_ROWS(arena, order->tender, order->n_tenders, read_tender),
		"SELECT kind, amount, reference, at FROM tender WHERE order_id = $1 ORDER BY n",
		"r", order->id);
}

#define VOUCHERS                                                                                   \
	"SELECT v.id, v.order_id, v.type_id, v.performance_id, v.parent_id, t.name, s.title, "     \
	"h.zone, "                                                                                 \
	"c.name, p.at, t.category, v.state, v.amount, k.code, k.issue, v.patron_id, "              \
	"coalesce(nullif(g.public_name, ''), g.name), u.code FROM voucher v "                      \
	"JOIN voucher_type t ON t.id = v.type_id JOIN patron c ON c.id = v.patron_id "             \
	"LEFT JOIN performance p ON p.id = v.performance_id LEFT JOIN show s ON s.id = p.show_id " \
	"LEFT JOIN house h ON h.id = s.house_id "                                                  \
	"LEFT JOIN ticket k ON k.voucher_id = v.id AND k.state = 'active' "                        \
	"LEFT JOIN campaign_use u ON u.voucher_id = v.id AND u.campaign_id = (SELECT "             \
	"w.campaign_id FROM campaign_use w JOIN campaign f ON f.id = w.campaign_id WHERE "         \
	"w.voucher_id = v.id ORDER BY f.position, f.id LIMIT 1) "                                  \
	"LEFT JOIN campaign g ON g.id = u.campaign_id "

SQL_COLUMNS(V_ID, V_ORDER, V_TYPE_ID, V_PERFORMANCE, V_PARENT, V_TYPE, V_SHOW, V_ZONE, V_PATRON,
	    V_AT, V_CATEGORY, V_STATE, V_AMOUNT, V_CODE, V_ISSUE, V_PATRON_ID, V_CAMPAIGN,
	    V_MEMBER_CODE);

static void read_voucher(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	const struct bo *bo = sql_bo(rows);
	struct bo_voucher *v = row;

	v->id = sql_id(rows, V_ID);
	v->order_id = sql_id(rows, V_ORDER);
	v->type_id = sql_id(rows, V_TYPE_ID);
	v->performance_id = sql_id(rows, V_PERFORMANCE);
	v->parent_id = sql_id(rows, V_PARENT);
	v->type = sql_copy(rows, V_TYPE, arena);
	v->show = sql_copy(rows, V_SHOW, arena);
	v->zone = sql_copy(rows, V_ZONE, arena);
	v->patron_id = sql_id(rows, V_PATRON_ID);
	v->patron = sql_copy(rows, V_PATRON, arena);
	v->performance_at = sql_id(rows, V_AT);
	v->category = bo_category_from_code(sql_text(rows, V_CATEGORY));
	v->state = bo_voucher_state_from_code(sql_text(rows, V_STATE));
	v->amount = sql_int(rows, V_AMOUNT);
	v->code = sql_copy(rows, V_CODE, arena);
	v->issue = sql_id(rows, V_ISSUE);
	v->campaign = sql_copy(rows, V_CAMPAIGN, arena);
	v->member_code = sql_copy(rows, V_MEMBER_CODE, arena);
	if (bo->session.self_service)
		v->patron = own_name(bo, v->patron_id, v->patron);
}

static enum bo_status read_vouchers(struct bo *bo, struct bo_arena *arena, struct bo_order *order)
{
	return sql_list(bo, SQL_ROWS(arena, order->voucher, order->n_vouchers, read_voucher),
			VOUCHERS
			"WHERE v.order_id = $1 AND ($2 = 0 OR v.patron_id = $3) ORDER BY v.id",
			"rdr", order->id, (int)bo->session.self_service, order->patron_id);
}

static struct bo_order_line *line_of(struct bo_order *order, int64_t id)
{
	for (size_t i = 0; i < order->n_lines; i++)
		if (order->line[i].id == id)
			return &order->line[i];
	return NULL;
}

SQL_COLUMNS(USE_LINE, USE_CAMPAIGN_ID, USE_MEMBER, USE_CAMPAIGN, USE_CODE, USE_QTY, USE_DISCOUNT);

/* Asked only where a voucher tells of a campaign: most orders have none. */
static enum bo_status read_uses(struct bo *bo, struct bo_arena *arena, struct bo_order *order)
{
	struct sql_rows *rows;
	bool room = true;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT v.line_id, u.campaign_id, u.member_id, coalesce(nullif(c.public_name, ''), "
		"c.name), max(CASE WHEN $2 = 1 THEN u.code ELSE coalesce(u.code, "
		"nullif(m.code, ''), nullif(m.email, ''), k.code) END), "
		"count(*), sum(u.discount) FROM voucher v "
		"JOIN campaign_use u ON u.voucher_id = v.id JOIN campaign c ON c.id = "
		"u.campaign_id LEFT JOIN audience a ON a.id = c.audience_id "
		"LEFT JOIN member m ON a.kind = 'list' AND m.id = u.member_id "
		"LEFT JOIN ticket k ON a.kind = 'attendees' AND k.voucher_id = u.member_id AND "
		"k.state = 'active' WHERE v.order_id = $1 GROUP BY v.line_id, u.campaign_id, "
		"u.member_id, c.public_name, c.name, c.position "
		"ORDER BY v.line_id, c.position, u.campaign_id, u.member_id",
		"rd", order->id, (int)bo->session.self_service);

	if (status)
		return status;
	while (room && sql_next(rows)) {
		struct bo_order_line *line = line_of(order, sql_id(rows, USE_LINE));
		struct bo_line_use *row =
			line ? bo_arena_grow(arena, line->use, line->n_uses, sizeof *row) : NULL;

		room = row != NULL;
		if (!room)
			break;
		line->use = row;
		row[line->n_uses++] =
			(struct bo_line_use){ .campaign_id = sql_id(rows, USE_CAMPAIGN_ID),
					      .member_id = sql_id(rows, USE_MEMBER),
					      .campaign = sql_copy(rows, USE_CAMPAIGN, arena),
					      .code = sql_copy(rows, USE_CODE, arena),
					      .qty = sql_int(rows, USE_QTY),
					      .discount = sql_int(rows, USE_DISCOUNT) };
	}
	status = sql_end(rows);
	return !status && !room ? fail_memory(bo) : status;
}

static bool has_uses(const struct bo_order *order)
{
	for (size_t i = 0; i < order->n_vouchers; i++)
		if (order->voucher[i].campaign)
			return true;
	return false;
}

SQL_COLUMNS(BROKEN_RULE, BROKEN_LIMIT, BROKEN_ACTUAL, BROKEN_SUBJECT, BROKEN_REASON, BROKEN_STAFF,
	    BROKEN_APPROVER, BROKEN_AT);

static void read_override(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_override *)row =
		(struct bo_override){ .rule = bo_rule_from_code(sql_text(rows, BROKEN_RULE)),
				      .limit = sql_int(rows, BROKEN_LIMIT),
				      .actual = sql_int(rows, BROKEN_ACTUAL),
				      .subject = sql_copy(rows, BROKEN_SUBJECT, arena),
				      .reason = sql_copy(rows, BROKEN_REASON, arena),
				      .staff = sql_copy(rows, BROKEN_STAFF, arena),
				      .approver = sql_copy(rows, BROKEN_APPROVER, arena),
				      .at = sql_int(rows, BROKEN_AT) };
}

static enum bo_status read_overrides(struct bo *bo, struct bo_arena *arena, struct bo_order *order)
{
	return sql_list(
		bo, SQL_ROWS(arena, order->override_row, order->n_overrides, read_override),
		"SELECT o.rule, o.limit_value, o.actual, o.subject, o.reason, s.name, a.name, o.at "
		"FROM sale_override o JOIN staff s ON s.id = o.staff_id "
		"LEFT JOIN staff a ON a.id = o.approver_id WHERE o.order_id = $1 ORDER BY o.id",
		"r", order->id);
}

#define HEAD_ZONE ORDER_ZONE("o.id", "$2")

SQL_COLUMNS(HEAD_ID, HEAD_PATRON_ID, HEAD_AT, HEAD_PATRON, HEAD_STAFF, HEAD_TILL, HEAD_TOTAL,
	    HEAD_NET, HEAD_CHANGE, HEAD_TILL_ID, HEAD_SEQ, HEAD_CLOCK);

struct head {
	struct bo_order order;
	int64_t till_id, seq;
};

static void take_head(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct head *head = row;
	struct bo_order *order = &head->order;
	const struct bo *bo = sql_bo(rows);

	head->till_id = sql_id(rows, HEAD_TILL_ID);
	head->seq = sql_int(rows, HEAD_SEQ);
	order->id = sql_id(rows, HEAD_ID);
	order->patron_id = sql_id(rows, HEAD_PATRON_ID);
	order->at = sql_int(rows, HEAD_AT);
	order->patron = sql_copy(rows, HEAD_PATRON, arena);
	order->staff = sql_copy(rows, HEAD_STAFF, arena);
	order->till = sql_copy(rows, HEAD_TILL, arena);
	order->total = sql_int(rows, HEAD_TOTAL);
	order->net = sql_int(rows, HEAD_NET);
	order->change = sql_int(rows, HEAD_CHANGE);
	order->zone = sql_copy(rows, HEAD_CLOCK, arena);
	order->proof = own_proof(bo, arena, "", order->id, order->at);
	if (bo->session.self_service) {
		order->staff = NULL;
		order->patron = own_name(bo, order->patron_id, order->patron);
	}
}

static enum bo_status read_head(struct bo *bo, struct bo_arena *arena, int64_t id,
				struct bo_order *order)
{
	struct head head = { .till_id = 0 };
	enum bo_status status = sql_one(
		bo, SQL_ROW(arena, &head, take_head), NULL,
		"SELECT o.id, o.patron_id, o.at, p.name, s.name, t.name, o.total, o.net, "
		"o.change_given, o.till_id, o.journal_seq, " HEAD_ZONE " FROM orders o "
		"JOIN patron p ON p.id = o.patron_id "
		"JOIN till t ON t.id = o.till_id LEFT JOIN staff s ON s.id = o.staff_id WHERE o.id "
		"= $1",
		"rs", id, bo->settings.zone);

	if (!status && head.order.id == 0)
		status = fail_field(bo, BO_NOT_FOUND, "order", "", "There is no order %lld.",
				    (long long)id);
	if (status)
		return status;
	*order = head.order;
	return journal_anchor(bo, arena, head.till_id, head.seq, &order->anchor);
}

enum bo_status bo_order_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			    struct bo_order *order)
{
	struct bo_order found = { 0 };
	enum bo_status status = glance_begin(bo, own_order(bo, id));

	if (status)
		return status;
	status = read_head(bo, arena, id, &found);
	if (!status)
		status = read_lines(bo, arena, &found);
	if (!status)
		status = read_tenders(bo, arena, &found);
	if (!status)
		status = read_vouchers(bo, arena, &found);
	if (!status && has_uses(&found))
		status = read_uses(bo, arena, &found);
	if (!status && !bo->session.self_service)
		status = read_overrides(bo, arena, &found);
	status = glance_end(bo, status);
	if (!status)
		*order = found;
	return status;
}

enum bo_status bo_order_last(struct bo *bo, int64_t *id)
{
	int64_t found = BO_NONE;
	enum bo_status status = access_read(bo, BO_MAY_READ_SALES);

	if (!status)
		status = sql_number(bo, &found,
				    "SELECT order_id FROM journal WHERE till_id = $1 AND kind = "
				    "'order.sold' ORDER BY seq DESC LIMIT 1",
				    "r", bo->session.till_id);

	if (!status && found == BO_NONE)
		status = fail(bo, BO_NOT_FOUND, "Nothing was sold at this till yet.");
	if (!status)
		*id = found;
	return status;
}

#define ZONE ORDER_ZONE("o.id", "$6")
#define SUMMARY                                                                                    \
	"SELECT o.id, o.patron_id, o.at, o.total, o.net, (SELECT count(*) FROM voucher v "         \
	"JOIN voucher_type y ON y.id = v.type_id WHERE v.order_id = o.id AND v.state NOT IN "      \
	"('refunded', 'void') AND y.category NOT IN ('product', 'bundle')), p.name, s.name, "      \
	"t.name, " ZONE " FROM orders o "                                                          \
	"JOIN patron p ON p.id = o.patron_id JOIN till t "                                         \
	"ON t.id = o.till_id LEFT JOIN staff s ON s.id = o.staff_id "
#define WITHIN                                                                                     \
	"($1 IS NULL OR o.patron_id = $1) AND ($3 IS NULL OR o.at >= $3) "                         \
	"AND ($4 IS NULL OR o.at <= $4) AND ($9 IS NULL OR o.id = $9) "                            \
	"AND o.id < coalesce($10, 9223372036854775807) "                                           \
	"AND ($7 IS NULL OR local_day(o.at, " ZONE ") >= $7) "                                     \
	"AND ($8 IS NULL OR local_day(o.at, " ZONE ") <= $8) "                                     \
	"ORDER BY o.id DESC LIMIT $5"

/* One way in for each index: by its id, by the vouchers of a performance, by a person, else newest
 * first. */
static const char *way_in(const struct bo_order_filter *filter)
{
	if (filter->id)
		return SUMMARY "WHERE o.id = $9 AND ($2 IS NULL OR EXISTS (SELECT 1 FROM voucher v "
			       "WHERE v.order_id = o.id AND v.performance_id = $2)) AND " WITHIN;
	if (filter->performance_id)
		return SUMMARY "WHERE o.id IN (SELECT v.order_id FROM voucher v WHERE "
			       "v.performance_id = $2) AND " WITHIN;
	if (filter->patron_id && filter->patron_id != BO_PATRON_WALK_UP)
		return SUMMARY
			"WHERE o.patron_id = $1 AND o.patron_id <> 1 AND $2 IS NULL AND " WITHIN;
	return SUMMARY "WHERE $2 IS NULL AND " WITHIN;
}

SQL_COLUMNS(SUM_ID, SUM_PATRON_ID, SUM_AT, SUM_TOTAL, SUM_NET, SUM_TICKETS, SUM_PATRON, SUM_STAFF,
	    SUM_TILL, SUM_ZONE);

static void read_summary(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_order_summary *order = row;
	const struct bo *bo = sql_bo(rows);

	*order = (struct bo_order_summary){ .id = sql_id(rows, SUM_ID),
					    .patron_id = sql_id(rows, SUM_PATRON_ID),
					    .at = sql_int(rows, SUM_AT),
					    .total = sql_int(rows, SUM_TOTAL),
					    .net = sql_int(rows, SUM_NET),
					    .tickets = sql_int(rows, SUM_TICKETS),
					    .patron = sql_copy(rows, SUM_PATRON, arena),
					    .staff = sql_copy(rows, SUM_STAFF, arena),
					    .till = sql_copy(rows, SUM_TILL, arena),
					    .zone = sql_copy(rows, SUM_ZONE, arena) };
	if (bo->session.self_service) {
		order->staff = NULL;
		order->patron = own_name(bo, order->patron_id, order->patron);
	}
}

enum bo_status bo_order_list(struct bo *bo, struct bo_arena *arena,
			     const struct bo_order_filter *filter, struct bo_orders *list)
{
	int64_t from = filter->from, to = filter->to;
	enum bo_status status =
		bo->session.self_service ? BO_OK : access_read(bo, BO_MAY_READ_SALES);

	if (!status && bo->session.self_service && filter->id &&
	    filter->id != bo->session.own_order)
		status = access_not_yours(bo, "order");
	if (status)
		return status;
	order_days(filter->first, filter->last, &from, &to);
	return sql_list(bo, SQL_ROWS(arena, list->row, list->n, read_summary), way_in(filter),
			"rriiisssir", filter->patron_id, filter->performance_id, from, to,
			filter->limit ? (int64_t)filter->limit : INT64_MAX, bo->settings.zone,
			filter->first, filter->last,
			filter->id ? filter->id : own_only(bo, bo->session.own_order),
			filter->before);
}

static enum bo_status ask_vouchers(struct bo *bo, const struct sql_into *into,
				   const struct bo_voucher_filter *filter)
{
	int64_t limit = filter->limit ? (int64_t)filter->limit : INT64_MAX;

#define WANTED                                                                                     \
	"AND ($2 = 0 OR v.state = 'open') "                                                        \
	"AND ($3 = 0 OR v.state IN ('open', 'reserved', 'checked_in')) "                           \
	"ORDER BY v.order_id DESC, v.id LIMIT $4"
	if (bo->session.self_service)
		return sql_list(bo, into,
				VOUCHERS
				"WHERE (v.id = $6 OR (v.order_id = $7 AND v.patron_id = (SELECT "
				"o.patron_id FROM orders o WHERE o.id = v.order_id))) AND ($1 IS "
				"NULL OR v.patron_id = $1) AND ($5 IS NULL OR v.performance_id = "
				"$5) " WANTED,
				"rddirrr", filter->patron_id, (int)filter->open_only,
				(int)filter->good_only, limit, filter->performance_id,
				bo->session.own_voucher, bo->session.own_order);
	if (filter->patron_id)
		return sql_list(bo, into,
				VOUCHERS "WHERE v.patron_id = $1 "
					 "AND ($5 IS NULL OR v.performance_id = $5) " WANTED,
				"rddir", filter->patron_id, (int)filter->open_only,
				(int)filter->good_only, limit, filter->performance_id);
	if (filter->performance_id)
		return sql_list(bo, into, VOUCHERS "WHERE v.performance_id = $1 " WANTED, "rddi",
				filter->performance_id, (int)filter->open_only,
				(int)filter->good_only, limit);
	return sql_list(bo, into, VOUCHERS "WHERE $1 IS NULL " WANTED, "rddi", INT64_C(0),
			(int)filter->open_only, (int)filter->good_only, limit);
#undef WANTED
}

enum bo_status bo_voucher_list(struct bo *bo, struct bo_arena *arena,
			       const struct bo_voucher_filter *filter, struct bo_vouchers *list)
{
	enum bo_status status =
		bo->session.self_service ? BO_OK : access_read(bo, BO_MAY_READ_SALES);

	return status ? status
		      : ask_vouchers(bo, SQL_ROWS(arena, list->row, list->n, read_voucher), filter);
}

/* In self-service what is not there and what is somebody else's are one answer. */
static bool may_see(struct bo *bo, const struct bo_voucher *voucher)
{
	int64_t patron_id = 0;

	return voucher->id &&
	       !sql_number(bo, &patron_id, "SELECT patron_id FROM orders WHERE id = $1", "r",
			   voucher->order_id) &&
	       own_voucher(bo, voucher->id, voucher->order_id, patron_id, voucher->patron_id);
}

enum bo_status bo_voucher_find(struct bo *bo, struct bo_arena *arena, const char *text,
			       struct bo_voucher *voucher)
{
	char code[BO_TICKET_CODE_SIZE], fold[BO_CODE_FOLD];
	struct bo_voucher found = { 0 };
	int64_t id = BO_NONE;
	bool number = *text && strspn(text, "0123456789") == strlen(text) && strlen(text) < 19;
	enum bo_status status = bo->session.self_service ? BO_OK : access_read(bo, BO_MAY_CHECK_IN);

	if (status)
		return status;
	bo_code_fold(text, fold);
	if (number)
		id = strtoll(text, NULL, 10);
	else if (issue_code_read(fold, code))
		status = sql_number(bo, &id, "SELECT voucher_id FROM ticket WHERE code = $1", "s",
				    code);
	if (!status && id != BO_NONE)
		status = sql_one(bo, SQL_ROW(arena, &found, read_voucher), NULL,
				 VOUCHERS "WHERE v.id = $1", "r", id);
	if (!status && bo->session.self_service && !may_see(bo, &found))
		return access_not_yours(bo, "voucher");
	if (!status && found.id == 0)
		status = fail_field(bo, BO_NOT_FOUND, "voucher", text,
				    "There is no voucher or ticket %s.", text);
	if (!status)
		*voucher = found;
	return status;
}
