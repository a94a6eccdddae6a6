/*
 * An order told from top to bottom: what was sold, how it was paid, its vouchers, the rules that
 * were broken for it, its paper.
 */
#include "orders/order.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

struct telling {
	const struct session *session;
	struct bo_arena *arena;
	struct order_rows *rows;
	bool full; /* no memory */
};

static struct order_row *add(struct telling *t, enum order_row_kind kind, const char *text,
			     const char *amount)
{
	struct order_row *grown = bo_arena_grow(t->arena, t->rows->row, t->rows->n, sizeof *grown);

	if (!grown || !text || !amount) {
		t->full = true;
		return NULL;
	}
	t->rows->row = grown;
	grown[t->rows->n] = (struct order_row){ .kind = kind, .text = text, .amount = amount };
	return &grown[t->rows->n++];
}

static const char *money(const struct telling *t, int64_t amount)
{
	char text[SESSION_MONEY];

	return bo_arena_copy(t->arena, session_money(t->session, amount, text));
}

static const char *performance(const struct telling *t, const char *show, int64_t at,
			       const char *zone)
{
	char when[SESSION_WHEN];

	if (!show)
		return "";
	return bo_arena_printf(t->arena, ", %s %s", show, session_when(t->session, at, zone, when));
}

/* What campaigns took off a line, below it; given back with it where the line is a refund. */
static void tell_uses(struct telling *t, const struct bo_order_line *l)
{
	int64_t rest = l->discount;

	for (size_t i = 0; i < l->n_uses; i++) {
		const struct bo_line_use *u = &l->use[i];

		rest -= u->discount;
		add(t, ORDER_TEXT,
		    bo_arena_printf(t->arena, "  %s, %" PRId64 " ×%s%s", u->campaign, u->qty,
				    u->code ? ", code " : "", u->code ? u->code : ""),
		    u->discount ? money(t, -u->discount) : "");
	}
	if (rest)
		add(t, ORDER_TEXT, l->qty < 0 ? "  its discount taken back" : "  less discount",
		    money(t, -rest));
}

static void tell_lines(struct telling *t, const struct bo_order *order)
{
	add(t, ORDER_HEAD, "Lines", "");
	for (size_t i = 0; i < order->n_lines; i++) {
		const struct bo_order_line *l = &order->line[i];
		const char *where = performance(t, l->show, l->performance_at, l->zone);
		char text[BO_CODES_SIZE];
		struct bo_buf codes = BO_BUF(text);

		bo_code_list(&codes, l->codes);
		add(t, ORDER_TEXT,
		    bo_arena_printf(t->arena, "%" PRId64 " %s%s%s%s%s", l->qty, l->type,
				    where ? where : "", text[0] ? ", code " : "", text,
				    l->qty < 0 ? " (given back)" : ""),
		    money(t, l->amount + l->discount));
		tell_uses(t, l);
	}
	add(t, ORDER_TEXT, "Total as sold", money(t, order->total));
	if (order->net != order->total)
		add(t, ORDER_TEXT, "Total less what was given back", money(t, order->net));
}

static void tell_tenders(struct telling *t, const struct bo_order *order)
{
	add(t, ORDER_HEAD, "Paid", "");
	for (size_t i = 0; i < order->n_tenders; i++) {
		const struct bo_tender *tender = &order->tender[i];

		add(t, ORDER_TEXT,
		    bo_arena_printf(t->arena, "%s%s%s%s", bo_tender_label(tender->kind),
				    tender->reference && *tender->reference ? " " : "",
				    tender->reference ? tender->reference : "",
				    tender->amount < 0 ? " (given back)" : ""),
		    money(t, tender->amount));
	}
	if (order->change > 0)
		add(t, ORDER_TEXT, "Change given", money(t, order->change));
}

bool order_row_good(const struct bo_voucher *v)
{
	return v->state == BO_VOUCHER_OPEN || v->state == BO_VOUCHER_RESERVED;
}

static void tell_vouchers(struct telling *t, const struct bo_order *order)
{
	add(t, ORDER_HEAD, "Vouchers", "");
	for (size_t i = 0; i < order->n_vouchers; i++) {
		const struct bo_voucher *v = &order->voucher[i];
		const char *where = performance(t, v->show, v->performance_at, v->zone);
		const char *issue =
			v->issue > 1 ? bo_arena_printf(t->arena, ", issue %" PRId64, v->issue) : "";
		struct order_row *row =
			add(t, ORDER_VOUCHER,
			    bo_arena_printf(t->arena, "%" PRId64 " %s%s%s, %s%s%s", v->id,
					    v->code ? v->code : "", v->code ? " " : "", v->type,
					    bo_voucher_state_label(v->state), issue ? issue : "",
					    where ? where : ""),
			    money(t, v->amount));

		if (!row)
			return;
		row->voucher_id = v->id;
		row->good = order_row_good(v);
		/* a row of its own, so that a long one does not push it out of sight */
		if (v->campaign && v->member_code)
			add(t, ORDER_TEXT,
			    bo_arena_printf(t->arena, "  %s, code %s", v->campaign, v->member_code),
			    "");
	}
}

static void tell_overrides(struct telling *t, const struct bo_order *order)
{
	if (order->n_overrides > 0)
		add(t, ORDER_HEAD, "Overrides", "");
	for (size_t i = 0; i < order->n_overrides; i++) {
		const struct bo_override *o = &order->override_row[i];
		struct order_row *row =
			add(t, ORDER_TEXT,
			    bo_arena_printf(t->arena, "%s: %s", bo_rule_label(o->rule),
					    o->subject ? o->subject : ""),
			    "");

		if (row)
			row->warn = true;
		/* who, before why: a reason may be long */
		add(t, ORDER_TEXT,
		    bo_arena_printf(t->arena, "  %s%s%s: \"%s\"", o->staff ? o->staff : "",
				    o->approver ? ", approved by " : "",
				    o->approver ? o->approver : "", o->reason),
		    "");
	}
}

static enum bo_status tell_paper(struct telling *t, int64_t order_id)
{
	struct bo_print_filter filter = { .order_id = order_id };
	struct bo_print_jobs jobs;
	enum bo_status status = bo_print_job_list(t->session->bo, t->arena, &filter, &jobs);

	if (status)
		return status;
	if (jobs.n > 0)
		add(t, ORDER_HEAD, "Print jobs", "");
	for (size_t i = 0; i < jobs.n; i++) {
		const struct bo_print_job *j = &jobs.row[i];
		bool said = j->message && *j->message;
		struct order_row *row = add(
			t, ORDER_TEXT,
			bo_arena_printf(t->arena, "%s: %s on %s%s%s", j->code ? j->code : "-",
					bo_job_state_label(j->state), j->printer ? j->printer : "-",
					said ? ": " : "", said ? j->message : ""),
			"");

		if (row)
			row->warn = bo_job_turn(j->state) == BO_JOB_OF_PERSON;
	}
	return BO_OK;
}

enum bo_status order_rows_fetch(const struct session *session, struct bo_arena *arena,
				int64_t order_id, struct bo_order *order, struct order_rows *rows)
{
	struct telling t = { .session = session, .arena = arena, .rows = rows };
	enum bo_status status = bo_order_get(session->bo, arena, order_id, order);

	*rows = (struct order_rows){ 0 };
	if (status)
		return status;
	tell_lines(&t, order);
	tell_tenders(&t, order);
	tell_vouchers(&t, order);
	tell_overrides(&t, order);
	status = tell_paper(&t, order_id);
	return !status && t.full ? BO_NO_MEMORY : status;
}
