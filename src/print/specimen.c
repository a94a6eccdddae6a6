/*
 * The template in force, its replacement, and a single ticket on demand.  A
 * template is tried on a specimen before it is kept, as only the fonts of this
 * machine know whether its labels fit.
 */
#include "base/fail.h"
#include "house/access.h"
#include "journal/journal.h"
#include "outbox/outbox.h"
#include "print/press.h"
#include "store/sql.h"

#include <boxoffice/print.h>
#include <boxoffice/staff.h>

#include <inttypes.h>
#include <stdlib.h>

static enum bo_status read_template(struct bo *bo, struct bo_arena *arena, const char **text)
{
	struct sql_rows *rows;
	const char *body = NULL;
	enum bo_status status = sql_query(
		bo, &rows, "SELECT body FROM ticket_template ORDER BY id DESC LIMIT 1", "");

	if (status)
		return status;
	if (sql_next(rows))
		body = sql_copy(rows, 0, arena);
	status = sql_end(rows);
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

/* On the printers of the trade, and on those that are set up here. */
static enum bo_status check_sharp(struct bo *bo, const char *text)
{
	static const int trade[] = { 300, 600, 203 }; /* the most wanting first */
	struct sql_rows *rows;
	enum bo_status status = BO_OK, ended;

	for (size_t i = 0; !status && i < sizeof trade / sizeof *trade; i++)
		status = press_sharp(bo, text, trade[i]);
	if (!status)
		status = sql_query(bo, &rows,
				   "SELECT DISTINCT dpi FROM printer WHERE removed = 0 AND dpi > 0 "
				   "ORDER BY dpi",
				   "");
	if (status)
		return status;
	while (!status && sql_next(rows))
		status = press_sharp(bo, text, (int)sql_int(rows, 0));
	ended = sql_end(rows);
	return status ? status : ended;
}

/* What is sold now must come out with it; letters that no font has are no matter of a template. */
static enum bo_status check_store(struct bo *bo, struct bo_arena *arena, const char *text)
{
	struct bo_paper_faults found = { 0 };
	enum bo_status status = bo_paper_try(bo, arena, text, 0, 0, &found);

	for (size_t i = 0; i < found.n && !status; i++)
		if (found.row[i].stops && !found.row[i].letters)
			status = fail_field(bo, BO_INVALID, "template", "", "%s",
					    found.row[i].message);
	return status;
}

enum bo_status bo_template_check(struct bo *bo, const char *text)
{
	struct bo_arena arena = { 0 };
	struct ticket ticket;
	struct pdf pdf = { .n = 0 };
	struct template_fault fault;
	const char *lacks = NULL;
	struct template *template = malloc(sizeof *template);
	enum bo_status status = template ? access_read(bo, BO_MAY_WORK_HERE) : fail_memory(bo);

	if (!status && !template_read(text, template, &fault))
		status = fail_field(bo, BO_INVALID, "template", "", "%s", fault.message);
	free(template);
	if (!status)
		status = check_sharp(bo, text);
	if (!status)
		status = bo_print_fonts(bo, &arena, &lacks);
	if (!status && lacks)
		status = fail(bo, BO_IO, "%s", lacks);
	if (!status)
		status = ticket_specimen(bo, &arena, &ticket);
	if (!status)
		status = press_draw(bo, text, &ticket, 0, bo_now(bo), &pdf);
	if (status == BO_PRINTER)
		bo->error.status = status = BO_INVALID;
	if (!status)
		status = check_store(bo, &arena, text);
	free(pdf.bytes);
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status keep(struct bo *bo, const char *text)
{
	int64_t id;
	enum bo_status status = sql_number(
		bo, &id, "INSERT INTO ticket_template (body, at) VALUES ($1, $2) RETURNING id",
		"si", text, bo_now(bo));

	return status ? status
		      : journal_add(bo, "template.set", 0,
				    json_pack("{s:I, s:s}", "id", (json_int_t)id, "text", text),
				    NULL);
}

enum bo_status bo_template_set(struct bo *bo, const char *text)
{
	enum bo_status status = bo_require(bo, BO_MAY_SET_UP_PRINTERS);

	if (!status)
		status = bo_template_check(bo, text);
	if (!status)
		status = act_begin(bo);
	return status ? status : act_end(bo, keep(bo, text));
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
		status = press_draw(bo, text, &ticket, 0, bo_now(bo), &pdf);
	if (!status)
		status = note(bo, voucher_id, &ticket);
	if (!status)
		status = outbox_write(bo, file, pdf.bytes, pdf.n);
	free(pdf.bytes);
	bo_arena_clear(&arena);
	return status;
}
