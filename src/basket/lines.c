/*
 * Judging an order as a whole: quantities of one redemption are added up for its
 * rules, places of one performance for its walls, so the order of lines never
 * matters and splitting a line cannot slip under a limit.
 */
#include "basket/lines.h"
#include "base/fail.h"
#include "basket/own.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/voucher.h>

#include <inttypes.h>
#include <string.h>

enum { QUANTITY_MAX = 100000 };

#define RULE(rule) (1u << (rule))
_Static_assert(BO_RULE_COUNT <= 32, "a leave is a set of rules in one word");

void lines_leave_write(struct bo_buf *buf, unsigned leave)
{
	for (int rule = 0; rule < BO_RULE_COUNT; rule++)
		if (leave & RULE(rule))
			bo_buf_printf(buf, "%s%s", buf->len ? " " : "",
				      bo_rule_code((enum bo_rule)rule));
}

static unsigned leave_read(const char *text)
{
	unsigned leave = 0;

	for (size_t n; *text; text += n + (text[n] == ' ')) {
		char code[32] = "";
		struct bo_buf word = BO_BUF(code);
		enum bo_rule rule;

		n = strcspn(text, " ");
		bo_buf_addn(&word, text, n);
		rule = bo_rule_from_code(code);
		if (rule != BO_RULE_NONE)
			leave |= RULE(rule);
	}
	return leave;
}

static bool takes_place(const struct sale_line *line)
{
	return line->offered.performance_id != 0 &&
	       bo_category_takes_place(line->offered.facts.category);
}

struct counted lines_counted(const struct sale_line *line)
{
	return (struct counted){ .redemption_id = line->offered.redemption_id,
				 .type_id = line->offered.type_id,
				 .performance_id = line->offered.performance_id,
				 .takes_place = takes_place(line),
				 .qty = line->qty };
}

struct sale_line *lines_new(struct bo_arena *arena, struct sale_lines *lines)
{
	struct sale_line *grown = bo_arena_grow(arena, lines->row, lines->n, sizeof *grown);

	if (!grown)
		return NULL;
	lines->row = grown;
	grown[lines->n] = (struct sale_line){ 0 };
	return &grown[lines->n++];
}

enum bo_status lines_add(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			 const struct bo_wish *wish, const char *reason, struct sale_lines *lines,
			 size_t *at)
{
	struct offered offered;
	struct sale_line *line;
	enum bo_status status = check_range(bo, "qty", wish->qty, -QUANTITY_MAX, QUANTITY_MAX);

	if (status)
		return status;
	for (*at = 0; *at < lines->n; (*at)++) {
		line = &lines->row[*at];
		if (!line->offered.reserves && line->offered.type_id == wish->type_id &&
		    line->offered.performance_id == wish->performance_id) {
			line->qty += wish->qty;
			line->reason = reason ? reason : line->reason;
			line->window_kept = line->window_kept && wish->qty <= 0;
			return check_range(bo, "qty", line->qty, 0, QUANTITY_MAX);
		}
	}
	status = check_range(bo, "qty", wish->qty, 1, QUANTITY_MAX);
	if (!status)
		status = facts_of_pair(bo, arena, buyer, wish->performance_id, wish->type_id,
				       &offered);
	if (status)
		return status;
	line = lines_new(arena, lines);
	if (!line)
		return fail_memory(bo);
	line->offered = offered;
	line->qty = wish->qty;
	line->code = buyer->code;
	line->reason = reason;
	return BO_OK;
}

/* It was as these rules want it when its places were taken, unless just that was overridden. */
static bool was_sound(const struct sale_line *line, unsigned rules)
{
	return line->leave ? !(line->leave & rules) : !line->reason;
}

static enum bo_status keep(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			   struct sale_line *line)
{
	line->kept = line->qty;
	line->window_kept = was_sound(line, RULE(BO_RULE_NOT_YET) | RULE(BO_RULE_ENDED));
	if (!line->had_codes || !was_sound(line, RULE(BO_RULE_CODE) | RULE(BO_RULE_USED_UP)))
		return BO_OK;
	return opening_keep(bo, arena, buyer, line->basket_line_id, &line->offered);
}

SQL_COLUMNS(ID, PERFORMANCE, TYPE, QTY, PRICE, REASON, APPROVER, AUTHORITY, HAS_USES, HAS_CODES);

enum bo_status lines_of_basket(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			       int64_t basket_id, bool kept, struct sale_lines *lines)
{
	struct sql_rows *rows;
	enum bo_status ended,
		status = sql_query(bo, &rows,
				   "SELECT l.id, l.performance_id, l.type_id, l.qty, l.price, "
				   "l.reason, l.approver_id, l.authority, EXISTS (SELECT 1 FROM "
				   "basket_use u WHERE u.line_id = l.id), EXISTS (SELECT 1 FROM "
				   "basket_line_code c WHERE c.line_id = l.id) "
				   "FROM basket_line l WHERE l.basket_id = $1 ORDER BY l.id",
				   "r", basket_id);

	if (status)
		return status;
	while (!status && sql_next(rows)) {
		struct sale_line *line = lines_new(arena, lines);

		if (!line) {
			status = fail_memory(bo);
			break;
		}
		status = facts_of_pair(bo, arena, buyer, sql_id(rows, PERFORMANCE),
				       sql_id(rows, TYPE), &line->offered);
		line->code = buyer->code;
		line->basket_line_id = sql_id(rows, ID);
		line->qty = sql_int(rows, QTY);
		line->offered.price = sql_int(rows, PRICE); /* as promised when it was put there */
		line->reason = sql_copy(rows, REASON, arena);
		line->had_uses = sql_flag(rows, HAS_USES);
		line->had_codes = sql_flag(rows, HAS_CODES);
		if (status || !kept)
			continue;
		line->approver_id = sql_id(rows, APPROVER);
		line->leave = leave_read(sql_text(rows, AUTHORITY));
		status = keep(bo, arena, buyer, line);
	}
	ended = sql_end(rows);
	return status ? status : ended;
}

static bool may_break(enum bo_role role, const struct bo_breach *breach)
{
	return breach->override != BO_ROLE_NONE &&
	       bo_role_may(role, bo_override_permission(breach->override));
}

static bool concerns_all(const struct bo_breach *breach)
{
	return breach->rule == BO_RULE_HOUSE_CAPACITY || breach->rule == BO_RULE_ADVANCE_LIMIT;
}

/* What was granted once holds for that rule and that many. */
static bool has_leave(const struct sale_line *line, const struct bo_breach *breach)
{
	return breach->override != BO_ROLE_NONE && (line->leave & RULE(breach->rule)) &&
	       line->qty <= line->kept && (!concerns_all(breach) || line->places_kept);
}

int64_t lines_approver(const struct bo *bo, const struct sale_line *line,
		       const struct bo_breach *breach)
{
	if (bo_override_alone(bo, breach->override))
		return 0;
	if (may_break(bo->session.approver_role, breach))
		return bo->session.approver_id;
	return has_leave(line, breach) ? line->approver_id : 0;
}

/* A comp always has a reason: one given before is none for what comes later. */
static bool given_for(const struct sale_line *line, const struct bo_breach *breach)
{
	return line->offered.facts.category != BO_CATEGORY_COMP || line->qty > line->kept ||
	       !line->leave || (line->leave & RULE(breach->rule));
}

bool lines_may(const struct bo *bo, const struct sale_line *line, const struct bo_breach *breach)
{
	return line->reason && given_for(line, breach) &&
	       (bo_override_alone(bo, breach->override) || lines_approver(bo, line, breach) != 0);
}

const struct sale_line *lines_covering(const struct bo *bo, const struct sale_lines *lines,
				       size_t at, const struct bo_breach *breach)
{
	const struct sale_line *line = &lines->row[at];

	if (lines_may(bo, line, breach))
		return line;
	for (size_t i = 0; concerns_all(breach) && i < lines->n; i++)
		if (lines->row[i].offered.performance_id == line->offered.performance_id &&
		    lines_may(bo, &lines->row[i], breach))
			return &lines->row[i];
	return NULL;
}

static int64_t places_at(const struct sale_lines *lines, int64_t performance_id)
{
	int64_t sum = 0;

	for (size_t i = 0; i < lines->n; i++)
		if (lines->row[i].offered.performance_id == performance_id &&
		    takes_place(&lines->row[i]))
			sum += lines->row[i].qty;
	return sum;
}

static int64_t places_kept_at(const struct sale_lines *lines, int64_t performance_id)
{
	int64_t sum = 0;

	for (size_t i = 0; i < lines->n; i++)
		if (lines->row[i].offered.performance_id == performance_id &&
		    takes_place(&lines->row[i]))
			sum += lines->row[i].kept;
	return sum;
}

/* A limit of the whole performance is broken once in an order, not once a line. */
static bool said_before(const struct sale_lines *lines, size_t at, const struct bo_breach *breach)
{
	if (!concerns_all(breach))
		return false;
	for (size_t i = 0; i < at; i++) {
		const struct sale_line *other = &lines->row[i];

		if (other->offered.performance_id != lines->row[at].offered.performance_id)
			continue;
		for (size_t k = 0; k < other->verdict.n; k++)
			if (other->verdict.breach[k].rule == breach->rule)
				return true;
	}
	return false;
}

static void drop_repeated(struct sale_lines *lines, size_t at)
{
	struct bo_verdict *verdict = &lines->row[at].verdict;
	size_t kept = 0;

	for (size_t k = 0; k < verdict->n; k++)
		if (!said_before(lines, at, &verdict->breach[k]))
			verdict->breach[kept++] = verdict->breach[k];
	verdict->n = kept;
}

/* What the approver grants is kept with the line, so that the sale later needs no second PIN. */
static void take_leave(const struct bo *bo, struct sale_line *line, const struct bo_breach *breach)
{
	int64_t approver_id = bo->session.approver_id;

	line->reason_needed = true;
	if ((line->approver_id == 0 || breach->rule == BO_RULE_COMP) &&
	    bo_override_alone(bo, breach->override))
		line->leave |= RULE(breach->rule);
	if (approver_id == 0 || lines_approver(bo, line, breach) != approver_id)
		return;
	if (line->approver_id != approver_id)
		line->leave = line->approver_id ? 0 : line->leave & RULE(BO_RULE_COMP);
	line->approver_id = approver_id;
	line->leave |= RULE(breach->rule);
}

static int64_t comps_in(const struct sale_lines *lines)
{
	int64_t sum = 0;

	for (size_t i = 0; i < lines->n; i++) {
		const struct offered *o = &lines->row[i].offered;

		if (o->facts.category == BO_CATEGORY_COMP && !o->reserves && !o->facts.opened)
			sum += lines->row[i].qty;
	}
	return sum;
}

static enum bo_status judge_line(struct bo *bo, struct sale_lines *lines, size_t at)
{
	struct sale_line *line = &lines->row[at];
	struct bo_offer_facts *facts = &line->offered.facts;
	struct bo_refusal refusal;

	facts->wanted = line->qty;
	facts->order_places = places_at(lines, line->offered.performance_id);
	facts->comp_limit = bo->settings.comps_per_order;
	facts->order_comps = facts->category == BO_CATEGORY_COMP ? comps_in(lines) : 0;
	if (line->window_kept)
		facts->start = facts->end = BO_NONE;
	if (line->offered.reserves)
		bo_reserve_judge(&(struct bo_reserve_facts){ .offer = *facts,
							     .valid = true,
							     .open = true,
							     .expired = line->expired },
				 &line->verdict);
	else
		bo_offer_judge(facts, &line->verdict);
	drop_repeated(lines, at);
	for (size_t k = 0; k < line->verdict.n; k++) {
		const struct bo_breach *breach = &line->verdict.breach[k];
		const struct sale_line *covering = lines_covering(bo, lines, at, breach);

		if (covering) {
			take_leave(bo, &lines->row[covering - lines->row], breach);
			continue;
		}
		facts_refuse(&line->offered, breach, &refusal);
		return fail_refused(bo, &refusal);
	}
	return BO_OK;
}

enum bo_status lines_price(struct bo *bo, struct sale_lines *lines)
{
	lines->total = 0;
	for (size_t i = 0; i < lines->n; i++) {
		struct sale_line *line = &lines->row[i];

		if (!bo_money_times(line->offered.price, line->qty, &line->amount) ||
		    lines->total + line->amount - line->discount > BO_MONEY_MAX)
			return fail_number(bo, "qty", line->qty,
					   "%" PRId64 " × %s is more money than an order can hold.",
					   line->qty, line->offered.type);
		line->amount -= line->discount;
		lines->total += line->amount;
	}
	return BO_OK;
}

enum bo_status lines_judge(struct bo *bo, struct sale_lines *lines)
{
	enum bo_status status = lines_price(bo, lines);

	for (size_t i = 0; i < lines->n; i++) {
		int64_t performance_id = lines->row[i].offered.performance_id;

		lines->row[i].places_kept =
			places_at(lines, performance_id) <= places_kept_at(lines, performance_id);
	}
	for (size_t i = 0; i < lines->n && !status; i++)
		status = judge_line(bo, lines, i);
	return status ? status : own_limit(bo, lines);
}
