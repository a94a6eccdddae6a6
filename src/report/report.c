/*
 * The table of reports.  Most are one query whose columns are the report's; what
 * needs the house's calendar has a function of its own.
 */
#include "report/report.h"

#include "base/fail.h"
#include "house/zone.h"
#include "spelling/name.h"

#include <boxoffice/staff.h>

#include <string.h>

static const struct bo_report_column revenue_columns[] = {
	{ "day", "Day", BO_CELL_TEXT, false },	     { "by", "By", BO_CELL_TEXT, false },
	{ "name", "Name", BO_CELL_TEXT, false },     { "entry", "Entry", BO_CELL_TEXT, false },
	{ "qty", "Quantity", BO_CELL_COUNT, false }, { "amount", "Amount", BO_CELL_MONEY, false },
};
static const struct bo_report_column code_columns[] = {
	{ "code", "Code", BO_CELL_TEXT, false },    { "show", "Show", BO_CELL_TEXT, false },
	{ "type", "Type", BO_CELL_TEXT, false },    { "orders", "Orders", BO_CELL_COUNT, false },
	{ "qty", "Quantity", BO_CELL_COUNT, true }, { "amount", "Amount", BO_CELL_MONEY, true },
};
static const struct bo_report_column override_columns[] = {
	{ "at", "When", BO_CELL_TIME, false },	    { "rule", "Rule", BO_CELL_TEXT, false },
	{ "limit", "Limit", BO_CELL_COUNT, false }, { "actual", "Actual", BO_CELL_COUNT, false },
	{ "subject", "Of", BO_CELL_TEXT, false },   { "reason", "Why", BO_CELL_TEXT, false },
	{ "staff", "Who", BO_CELL_TEXT, false },    { "approver", "Approved", BO_CELL_TEXT, false },
	{ "order", "Order", BO_CELL_COUNT, false },
};
/* A ticket may have several campaigns, so that full prices and revenues of all add up to nothing.
 */
static const struct bo_report_column campaign_columns[] = {
	{ "campaign", "Campaign", BO_CELL_TEXT, false },
	{ "uses", "Uses", BO_CELL_COUNT, true },
	{ "members", "Members", BO_CELL_COUNT, false },
	{ "checked_in", "Checked in", BO_CELL_COUNT, true },
	{ "came", "Members who came", BO_CELL_COUNT, false },
	{ "full", "Full price", BO_CELL_MONEY, false },
	{ "discount", "Discount", BO_CELL_MONEY, true },
	{ "revenue", "Revenue", BO_CELL_MONEY, false },
};

#define COLUMNS(array) sizeof(array) / sizeof *(array), array

static const struct bo_report_info infos[] = {
	{ "revenue", "Revenue", "What came in, by day, type and tender; refunds negative.",
	  COLUMNS(revenue_columns) },
	{ "codes", "Codes", "What each code sold, less refunds.", COLUMNS(code_columns) },
	{ "overrides", "Overrides", "Rules broken on purpose: by how much, by whom and why.",
	  COLUMNS(override_columns) },
	{ "campaigns", "Campaigns", "What campaigns gave, to how many, and what that brought.",
	  COLUMNS(campaign_columns) },
};

enum { REPORTS = sizeof infos / sizeof *infos };

/* $4 and $5: the first day and the last, $6: the zone of the box office. */
#define BETWEEN(day) "($4 IS NULL OR " day " >= $4) AND ($5 IS NULL OR " day " <= $5) "
#define LINE_ZONE ORDER_ZONE("l.order_id", "$6")
#define LINE_DAYS BETWEEN("local_day(l.at, " LINE_ZONE ")")
#define OVERRIDE_ZONE ORDER_ZONE("o.order_id", "$6")
#define OVERRIDE_DAYS BETWEEN("local_day(o.at, " OVERRIDE_ZONE ")")
#define USE_ZONE ORDER_ZONE("v.order_id", "$6")
#define USE_DAYS BETWEEN("local_day(u.at, " USE_ZONE ")")

/* $1 from, $2 to, $3 show.  NULL: the report has a function.  What comes behind the columns of the
 * overrides is the zone of their times. */
static const char *const queries[REPORTS] = {
	NULL,
	"SELECT coalesce(max((SELECT c.code FROM redemption_code c WHERE c.redemption_id = "
	"l.redemption_id AND c.code_fold = l.code_fold)), max(trim(l.code))), s.title, t.name, "
	"count(DISTINCT l.order_id), sum(l.qty), "
	"sum(l.amount) FROM order_line l JOIN voucher_type t ON t.id = l.type_id "
	"LEFT JOIN performance p ON p.id = l.performance_id LEFT JOIN show s ON s.id = p.show_id "
	"WHERE l.code_fold IS NOT NULL AND ($1 IS NULL OR l.at >= $1) AND ($2 IS NULL OR l.at <= "
	"$2) AND ($3 IS NULL OR s.id = $3) AND " LINE_DAYS "GROUP BY l.code_fold, s.id, s.title, "
	"t.id, t.name ORDER BY l.code_fold, s.title NULLS FIRST, t.name, t.id, s.id NULLS FIRST",
	"SELECT o.at, o.rule, o.limit_value, o.actual, o.subject, o.reason, w.name, a.name, "
	"o.order_id, " OVERRIDE_ZONE " FROM sale_override o JOIN staff w ON w.id = o.staff_id "
	"LEFT JOIN staff a ON a.id = o.approver_id "
	"WHERE " OVERRIDE_DAYS
	"AND ($1 IS NULL OR o.at >= $1) AND ($2 IS NULL OR o.at <= $2) AND ($3 IS NULL OR "
	"EXISTS (SELECT 1 FROM order_line l JOIN performance p ON p.id = l.performance_id "
	"WHERE l.order_id = o.order_id AND p.show_id = $3)) ORDER BY o.at, o.id",
	"SELECT c.name, count(*), CASE WHEN c.audience_id IS NULL THEN NULL ELSE count(DISTINCT "
	"u.member_id) END, sum(CASE WHEN v.state = 'checked_in' THEN 1 ELSE 0 END), CASE "
	"WHEN c.audience_id IS NULL THEN NULL ELSE count(DISTINCT CASE WHEN v.state = 'checked_in' "
	"THEN u.member_id END) END, sum(l.price), sum(u.discount), sum(v.amount) FROM campaign_use "
	"u JOIN campaign c ON c.id = u.campaign_id JOIN voucher v ON v.id = u.voucher_id "
	"JOIN order_line l ON l.id = v.line_id LEFT JOIN performance p ON p.id = u.performance_id "
	"WHERE u.given_back IS NULL AND ($1 IS NULL OR u.at >= $1) AND ($2 IS NULL OR u.at <= $2) "
	"AND ($3 IS NULL OR p.show_id = $3) AND " USE_DAYS
	"GROUP BY c.id, c.name, c.position, c.audience_id ORDER BY c.position, c.id",
};

const struct bo_report_info *bo_report_infos(size_t *n)
{
	*n = REPORTS;
	return infos;
}

/* The limit of a window is a time. */
static void mark_times(struct bo_report_cell *row, const char *zone)
{
	enum bo_rule rule;

	rule = bo_rule_from_code(row[1].text ? row[1].text : "");
	if (rule == BO_RULE_NOT_YET || rule == BO_RULE_ENDED)
		row[2].kind = BO_CELL_TIME;
	row[0].zone = row[2].zone = zone;
}

static enum bo_status run_query(struct bo *bo, struct making *making, const char *sql)
{
	const struct bo_report_filter *filter = making->filter;
	struct sql_rows *rows;
	bool room = true;
	enum bo_status status =
		sql_query(bo, &rows, sql, "iirsss", filter->from, filter->to, filter->show_id,
			  filter->first, filter->last, bo->settings.zone);

	if (status)
		return status;
	while (room && sql_next(rows)) {
		struct bo_report_cell *row = report_row(making);

		room = row != NULL;
		for (size_t i = 0; room && i < making->info->n_columns; i++) {
			if (row[i].kind == BO_CELL_TEXT)
				row[i].text = sql_copy(rows, (int)i, making->arena);
			else
				row[i].number = sql_int(rows, (int)i);
		}
		if (room && making->info->column == override_columns)
			mark_times(row,
				   sql_copy(rows, (int)making->info->n_columns, making->arena));
	}
	status = sql_end(rows);
	return !status && !room ? fail_memory(bo) : status;
}

static enum bo_status find(struct bo *bo, const char *name, size_t *at)
{
	const char *names[REPORTS];

	for (*at = 0; *at < REPORTS; (*at)++) {
		names[*at] = infos[*at].name;
		if (strcmp(infos[*at].name, name) == 0)
			return BO_OK;
	}
	return name_unknown(bo, "report", name, names, REPORTS);
}

enum bo_status bo_report_run(struct bo *bo, struct bo_arena *arena, const char *name,
			     const struct bo_report_filter *filter, struct bo_report *report)
{
	struct bo_report_filter within = *filter;
	struct making making = { .arena = arena, .filter = &within };
	size_t at = 0;
	enum bo_status status = bo_require(bo, BO_MAY_READ_REPORTS);

	if (!status)
		status = find(bo, name, &at);
	status = glance_begin(bo, status);
	if (status)
		return status;
	making.info = &infos[at];
	order_days(within.first, within.last, &within.from, &within.to);
	status = queries[at] ? run_query(bo, &making, queries[at]) : report_revenue(bo, &making);
	status = glance_end(bo, status);
	if (!status)
		*report = (struct bo_report){ making.info, making.n, making.cell };
	return status;
}
