/*
 * The words of one ticket, and its page.  Everything is cleaned again here: an old
 * store or another program's row must not reach a printer with control characters.
 */
#include "print/ticket.h"
#include "base/fail.h"
#include "house/access.h"
#include "journal/journal.h"
#include "outbox/outbox.h"
#include "store/sql.h"

#include <boxoffice/print.h>
#include <boxoffice/staff.h>
#include <boxoffice/store.h>
#include <boxoffice/text.h>
#include <boxoffice/voucher_type.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of the query in ticket_read(). */
enum column {
	COL_CODE,
	COL_ISSUE,
	COL_ORDER,
	COL_TYPE,
	COL_CATEGORY,
	COL_AMOUNT,
	COL_SEAT,
	COL_PATRON,
	COL_SHOW,
	COL_AT,
	COL_HOUSE,
	COL_ZONE,
	COL_TILL,
	COL_STAFF,
	COL_TILL_ID,
	COL_SEQ,
	COL_VOUCHER,
	COL_MEMBER,
	COL_INCLUDED
};

static const char *clean(struct bo_arena *arena, const char *text)
{
	char result[2 * BO_NAME_MAX];

	bo_text_clean(text ? text : "", result, sizeof result);
	return bo_arena_copy(arena, result);
}

const char *ticket_price(struct bo *bo, struct bo_arena *arena, int64_t amount, bool included)
{
	char text[64];
	struct bo_buf buf = BO_BUF(text);

	if (included && amount == 0)
		return "included";
	bo_buf_printf(&buf, "%s ", bo->settings.currency.code);
	bo_money_write(&buf, amount, bo->settings.currency);
	return bo_arena_copy(arena, text);
}

const char *ticket_mark(struct bo *bo, struct bo_arena *arena, const char *category, int64_t issue)
{
	char text[80];
	struct bo_buf buf = BO_BUF(text);

	if (bo_store_is_training(bo))
		bo_buf_add(&buf, "SPECIMEN");
	if (strcmp(category, bo_category_code(BO_CATEGORY_COMP)) == 0)
		bo_buf_printf(&buf, "%sCOMP", buf.len ? " · " : "");
	if (issue > 1)
		bo_buf_printf(&buf, "%sREPRINT %" PRId64, buf.len ? " · " : "", issue - 1);
	return bo_arena_copy(arena, text);
}

/* A voucher that is not reserved yet prints too, and says so where the date would stand. */
static void put_performance(struct sql_rows *rows, struct bo_arena *arena, struct ticket *t)
{
	char date[48], clock[24];
	struct bo_buf buf = BO_BUF(date), time = BO_BUF(clock);
	int64_t at = sql_int(rows, COL_AT);

	if (at == BO_NONE) {
		t->value[FIELD_DATE] = "Open date";
		t->value[FIELD_TIME] = "not reserved";
		return;
	}
	bo_when_weekday(&buf, at, sql_text(rows, COL_ZONE));
	bo_buf_add(&buf, " ");
	bo_when_day(&buf, at, sql_text(rows, COL_ZONE), true);
	bo_when_clock(&time, at, sql_text(rows, COL_ZONE));
	t->value[FIELD_TIME] = bo_arena_copy(arena, clock);
	t->value[FIELD_DATE] = bo_arena_copy(arena, date);
}

struct reading {
	struct ticket ticket;
	int64_t voucher_id, till_id, seq;
};

static void read_ticket(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	struct reading *reading = to;
	struct ticket *t = &reading->ticket;
	struct bo *bo = sql_bo(rows);
	const char *show = sql_text(rows, COL_SHOW);
	const char *seat = sql_text(rows, COL_SEAT);

	t->order_id = sql_id(rows, COL_ORDER);
	t->code = clean(arena, sql_text(rows, COL_CODE));
	t->value[FIELD_CODE] = t->code;
	t->value[FIELD_PRESENTER] = clean(arena, bo->settings.presenter);
	t->value[FIELD_TITLE] = clean(arena, show ? show : sql_text(rows, COL_TYPE));
	t->value[FIELD_HOUSE] = clean(arena, sql_text(rows, COL_HOUSE));
	t->value[FIELD_SEAT] = clean(arena, seat ? seat : show ? "General admission" : "");
	t->value[FIELD_TYPE] = clean(arena, sql_text(rows, COL_TYPE));
	t->value[FIELD_PRICE] =
		ticket_price(bo, arena, sql_int(rows, COL_AMOUNT), sql_flag(rows, COL_INCLUDED));
	t->value[FIELD_ORDER] = bo_arena_printf(arena, "%" PRId64, t->order_id);
	t->value[FIELD_PATRON] = clean(arena, sql_text(rows, COL_PATRON));
	t->value[FIELD_TILL] = clean(arena, sql_text(rows, COL_TILL));
	t->value[FIELD_STAFF] = clean(arena, sql_text(rows, COL_STAFF));
	t->value[FIELD_MEMBER] = clean(arena, sql_text(rows, COL_MEMBER));
	t->value[FIELD_MARK] =
		ticket_mark(bo, arena, sql_text(rows, COL_CATEGORY), sql_int(rows, COL_ISSUE));
	put_performance(rows, arena, t);
	reading->voucher_id = sql_id(rows, COL_VOUCHER);
	reading->till_id = sql_id(rows, COL_TILL_ID);
	reading->seq = sql_int(rows, COL_SEQ);
}

static void read_sequence(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	struct ticket *t = to;

	t->sequence = sql_int(rows, 0);
	t->value[FIELD_SEQUENCE] =
		bo_arena_printf(arena, "%" PRId64 " of %" PRId64, t->sequence, sql_int(rows, 1));
}

/* "2 of 3": among the order's vouchers that have a ticket. */
static enum bo_status put_sequence(struct bo *bo, struct bo_arena *arena, int64_t voucher_id,
				   struct ticket *t)
{
	struct ticket counted;
	enum bo_status status =
		sql_one(bo, SQL_ROW(arena, &counted, read_sequence), "ticket",
			"SELECT count(CASE WHEN v.id <= $2 THEN 1 END), count(*) FROM voucher v "
			"WHERE v.order_id = $1 AND (EXISTS (SELECT 1 FROM ticket k WHERE "
			"k.voucher_id = v.id AND k.state = 'active') OR EXISTS (SELECT 1 FROM "
			"ticket k WHERE k.voucher_id = v.id AND k.state <> 'active'))",
			"rr", t->order_id, voucher_id);

	if (status)
		return status;
	t->sequence = counted.sequence;
	t->value[FIELD_SEQUENCE] = counted.value[FIELD_SEQUENCE];
	return BO_OK;
}

static enum bo_status put_rest(struct bo *bo, struct bo_arena *arena, int64_t printed_at,
			       struct ticket *t)
{
	char text[48];
	struct bo_buf buf = BO_BUF(text);

	bo_when_short(&buf, printed_at, bo->settings.zone, true);
	t->value[FIELD_PRINTED] = bo_arena_copy(arena, text);
	for (int i = 0; i < TICKET_FIELD_COUNT; i++)
		if (!t->value[i])
			return fail_memory(bo);
	return BO_OK;
}

enum bo_status ticket_read(struct bo *bo, struct bo_arena *arena, int64_t ticket_id,
			   int64_t printed_at, struct ticket *ticket)
{
	struct reading reading = { 0 };
	struct ticket t;
	const char *anchor = NULL;
	enum bo_status status = sql_one(
		bo, SQL_ROW(arena, &reading, read_ticket), NULL,
		"SELECT k.code, k.issue, o.id, vt.name, vt.category, v.amount, "
		"v.seat, pa.name, s.title, p.at, h.name, h.zone, t.name, st.name, o.till_id, "
		"o.journal_seq, v.id, (SELECT u.code FROM campaign_use u JOIN campaign c "
		"ON c.id = u.campaign_id WHERE u.voucher_id = v.id AND u.code IS NOT "
		"NULL ORDER BY c.position, c.id LIMIT 1), v.parent_id IS NOT NULL FROM ticket k "
		"JOIN voucher v ON v.id = k.voucher_id JOIN orders o ON o.id = v.order_id "
		"JOIN voucher_type vt ON vt.id = v.type_id JOIN patron pa ON pa.id = v.patron_id "
		"JOIN till t ON t.id = o.till_id LEFT JOIN staff st ON st.id = o.staff_id LEFT "
		"JOIN performance p ON p.id = v.performance_id LEFT JOIN show s "
		"ON s.id = p.show_id LEFT JOIN house h ON h.id = s.house_id WHERE k.id = $1",
		"r", ticket_id);

	if (!status && reading.voucher_id == 0)
		status = fail(bo, BO_NOT_FOUND, "There is no ticket %" PRId64 ".", ticket_id);
	t = reading.ticket;
	t.id = ticket_id;
	if (!status)
		status = put_sequence(bo, arena, reading.voucher_id, &t);
	if (!status)
		status = journal_anchor(bo, arena, reading.till_id, reading.seq, &anchor);
	if (status)
		return status;
	t.value[FIELD_ANCHOR] = anchor ? clean(arena, anchor) : "";
	status = put_rest(bo, arena, printed_at, &t);
	if (!status)
		*ticket = t;
	return status;
}

enum bo_status ticket_specimen(struct bo *bo, struct bo_arena *arena, struct ticket *ticket)
{
	struct ticket t = { .sequence = 1 };

	for (int i = 0; i < TICKET_FIELD_COUNT; i++)
		t.value[i] = ticket_field_sample((enum ticket_field)i);
	t.code = t.value[FIELD_CODE];
	if (*bo->settings.presenter)
		t.value[FIELD_PRESENTER] = clean(arena, bo->settings.presenter);
	t.value[FIELD_PRICE] = ticket_price(bo, arena, 0, false);
	*ticket = t;
	return t.value[FIELD_PRESENTER] && t.value[FIELD_PRICE] ? BO_OK : fail_memory(bo);
}

/* --- The page --- */

/* A name in letters that no font here has is better marked than not printed, but not in silence. */
static void warn(const struct layout *layout, struct pdf *pdf)
{
	struct bo_buf words = BO_BUF(pdf->warning);

	for (int i = 0; i < TICKET_FIELD_COUNT; i++)
		if (layout->unknown & 1U << i)
			bo_buf_printf(&words, "%s%s", words.len ? ", " : "",
				      ticket_field_code((enum ticket_field)i));
	if (words.len)
		bo_buf_add(&words, ": \"?\" stands for letters that no font on this machine has.");
}

static enum bo_status draw(struct bo *bo, const struct template *template,
			   const struct ticket *ticket, int dpi, int64_t made, struct pdf *pdf)
{
	struct bo_arena arena = { 0 };
	struct template_fault fault = { 0 };
	struct layout layout;
	struct pen *pen = pen_new();
	struct ruler ruler;
	const char *lacks = NULL;
	enum bo_status status = BO_OK;
	char title[64];
	bool ok;

	if (!pen)
		return fail_memory(bo);
	ruler = pen_ruler(pen, dpi);
	snprintf(title, sizeof title, "Order %s, ticket %s", ticket->value[FIELD_ORDER],
		 ticket->value[FIELD_SEQUENCE]);
	ok = layout_make(template, ticket->value, &ruler, &arena, &layout, &fault) &&
	     pdf_draw(pen, &layout, title, made, pdf, &fault);
	if (ok)
		warn(&layout, pdf);
	if (!ok) /* what does not fit may fit in its own font */
		lacks = pen_lacks(pen, &arena);
	if (!ok)
		status = fail(bo, BO_PRINTER, "%s%s%s", lacks ? lacks : "", lacks ? " " : "",
			      fault.message);
	pen_free(pen);
	bo_arena_clear(&arena);
	return status;
}

enum bo_status ticket_draw(struct bo *bo, const char *text, const struct ticket *ticket, int dpi,
			   int64_t made, struct pdf *pdf)
{
	struct template *template = malloc(sizeof *template);
	struct template_fault fault;
	enum bo_status status;

	if (!template)
		return fail_memory(bo);
	if (template_read(text, template, &fault))
		status = draw(bo, template, ticket, dpi, made, pdf);
	else
		status = fail(bo, BO_INVALID, "The ticket template is faulty. %s", fault.message);
	free(template);
	return status;
}

enum bo_status ticket_sharp(struct bo *bo, const char *text, int dpi)
{
	struct template *template = malloc(sizeof *template);
	struct template_fault fault;
	enum bo_status status = template ? BO_OK : fail_memory(bo);

	if (!status && template_read(text, template, &fault) &&
	    !template_sharp(template, dpi, &fault))
		status = fail_field(bo, BO_INVALID, "template", "", "%s", fault.message);
	free(template);
	return status;
}

/* --- The template in force, and one ticket drawn with it on demand --- */

static enum bo_status read_template(struct bo *bo, struct bo_arena *arena, const char **text)
{
	const char *body = NULL;
	enum bo_status status =
		sql_one(bo, SQL_ROW(arena, &body, sql_read_text), NULL,
			"SELECT body FROM ticket_template ORDER BY id DESC LIMIT 1", "");

	if (!status && !body)
		status = fail(bo, BO_NOT_FOUND, "This store has no ticket template.");
	if (!status)
		*text = body;
	return status;
}

enum bo_status bo_template_get(struct bo *bo, struct bo_arena *arena, const char **text)
{
	enum bo_status status = access_read(bo, BO_MAY_WORK_HERE);

	return status ? status : read_template(bo, arena, text);
}

static enum bo_status find_ticket(struct bo *bo, struct bo_arena *arena, int64_t voucher_id,
				  struct ticket *ticket)
{
	int64_t id;
	enum bo_status status;

	if (voucher_id == 0)
		return ticket_specimen(bo, arena, ticket);
	status = sql_number(bo, &id,
			    "SELECT id FROM ticket WHERE voucher_id = $1 AND state = 'active'", "r",
			    voucher_id);
	if (!status && id == BO_NONE)
		status = fail(bo, BO_NOT_FOUND, "Voucher %" PRId64 " has no ticket in force.",
			      voucher_id);
	return status ? status : ticket_read(bo, arena, id, bo_now(bo), ticket);
}

/* A drawn ticket opens the door like a printed one, so it is journalled and asks for the same
 * leave. */
static enum bo_status note(struct bo *bo, int64_t voucher_id, const struct ticket *ticket)
{
	enum bo_status status;

	if (voucher_id == 0)
		return BO_OK;
	status = act_begin(bo);
	if (status)
		return status;
	status = journal_add(bo, "ticket.drawn", ticket->order_id,
			     json_pack("{s:I, s:I}", "ticket", (json_int_t)ticket->id, "voucher",
				       (json_int_t)voucher_id),
			     NULL);
	return act_end(bo, status);
}

enum bo_status bo_ticket_draw(struct bo *bo, int64_t voucher_id, const char *file)
{
	struct bo_arena arena = { 0 };
	struct ticket ticket = { 0 };
	struct pdf pdf = { .n = 0 };
	const char *text;
	enum bo_status status = bo_require(bo, voucher_id ? BO_MAY_REPRINT : BO_MAY_WORK_HERE);

	if (!status)
		status = read_template(bo, &arena, &text);
	if (!status)
		status = find_ticket(bo, &arena, voucher_id, &ticket);
	if (!status)
		status = ticket_draw(bo, text, &ticket, 0, bo_now(bo), &pdf);
	if (!status)
		status = note(bo, voucher_id, &ticket);
	if (!status)
		status = outbox_write(bo, file, pdf.bytes, pdf.n);
	free(pdf.bytes);
	bo_arena_clear(&arena);
	return status;
}
