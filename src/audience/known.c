/*
 * Who of one audience is meant.  Asked by every sale and every offer while a
 * campaign runs, so each question is one look into an index: of codes, of e-mails,
 * of tickets, or of somebody's own vouchers.
 */
#include "audience/known.h"
#include "audience/roll.h"
#include "base/fail.h"
#include "people/write.h"

#include <boxoffice/text.h>

#include <string.h>

struct asking {
	struct bo *bo;
	struct bo_arena *arena;
	int64_t audience_id, patron_id;
	const char *text;
	unsigned unlocks;
	struct known_members found;
};

static unsigned bit(enum bo_unlock unlock)
{
	return 1u << unlock;
}

/* Who is there already is only known in one way more. */
static enum bo_status take(struct asking *asking, struct sql_rows *rows, unsigned by)
{
	struct known_members *found = &asking->found;
	int64_t id = sql_id(rows, 0);
	struct known_member *grown;
	size_t i = 0;

	if (!sql_text(rows, 3)) /* nor is a patron without e-mail known by it */
		by &= ~bit(BO_UNLOCK_EMAIL);
	if (!by)
		return BO_OK;
	while (i < found->n && found->row[i].id < id)
		i++;
	if (i < found->n && found->row[i].id == id) {
		found->row[i].by |= by;
		return BO_OK;
	}
	grown = bo_arena_grow(asking->arena, found->row, found->n, sizeof *grown);
	if (!grown)
		return fail_memory(asking->bo);
	memmove(grown + i + 1, grown + i, (found->n - i) * sizeof *grown);
	grown[i] = (struct known_member){ .id = id,
					  .quantity = sql_int(rows, 1),
					  .code = sql_copy(rows, 2, asking->arena),
					  .email = sql_copy(rows, 3, asking->arena),
					  .by = by };
	found->row = grown;
	found->n++;
	return BO_OK;
}

static enum bo_status take_all(struct asking *asking, struct sql_rows *rows, unsigned by)
{
	enum bo_status ended, status = BO_OK;

	while (!status && sql_next(rows))
		status = take(asking, rows, by);
	ended = sql_end(rows);
	return status ? status : ended;
}

#define KNOWN_MEMBER                                                                               \
	"SELECT m.id, m.quantity, nullif(m.code, ''), nullif(m.email, '') FROM member m "

/* A list may hold tickets' codes: then a scan is a code and a ticket. */
static enum bo_status ways_of_code(struct asking *asking, const char *fold, unsigned *by)
{
	char ticket[BO_CODE_FOLD];
	int64_t found = BO_NONE;
	enum bo_status status = BO_OK;

	*by = asking->unlocks & bit(BO_UNLOCK_CODE);
	if (asking->unlocks & bit(BO_UNLOCK_TICKET) && ticket_of_fold(fold, ticket))
		status = sql_number(asking->bo, &found, "SELECT id FROM ticket WHERE code = $1",
				    "s", ticket);
	if (found != BO_NONE)
		*by |= bit(BO_UNLOCK_TICKET);
	return status;
}

static enum bo_status by_code(struct asking *asking, const char *fold)
{
	struct sql_rows *rows;
	unsigned by;
	enum bo_status status = ways_of_code(asking, fold, &by);

	if (status || !by)
		return status;
	status = sql_query(asking->bo, &rows,
			   KNOWN_MEMBER "WHERE m.code_fold = $1 AND m.audience_id = $2 "
					"AND m.removed = 0",
			   "si", fold, asking->audience_id);
	return status ? status : take_all(asking, rows, by);
}

static enum bo_status by_email(struct asking *asking, const char *fold)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(asking->bo, &rows,
					  KNOWN_MEMBER "WHERE m.email_fold = $1 "
						       "AND m.audience_id = $2 AND m.removed = 0 "
						       "ORDER BY m.id LIMIT $3",
					  "sii", fold, asking->audience_id, (int64_t)KNOWN_MAX);

	return status ? status : take_all(asking, rows, bit(BO_UNLOCK_EMAIL));
}

static enum bo_status by_patron(struct asking *asking)
{
	struct sql_rows *rows;
	enum bo_status status =
		sql_query(asking->bo, &rows,
			  KNOWN_MEMBER
			  "WHERE m.email_fold IN (SELECT p.email_fold FROM patron p "
			  "WHERE p.id = $1 AND p.email_fold <> '' UNION ALL "
			  "SELECT e.email_fold FROM patron_email_other e WHERE e.patron_id = $1) "
			  "AND m.audience_id = $2 AND m.removed = 0 ORDER BY m.id LIMIT $3",
			  "iii", asking->patron_id, asking->audience_id, (int64_t)KNOWN_MAX);

	return status ? status
		      : take_all(asking, rows,
				 asking->unlocks &
					 (bit(BO_UNLOCK_EMAIL) | bit(BO_UNLOCK_AUTOMATIC)));
}

#define KNOWN_ATTENDEE "SELECT v.id, a.quantity, k.code, nullif(u.email, '') FROM "
#define OF_AUDIENCE                                                                                \
	"JOIN audience_performance x ON x.performance_id = v.performance_id "                      \
	"AND x.audience_id = $2 JOIN audience a ON a.id = x.audience_id "

static enum bo_status by_ticket(struct asking *asking, const char *fold)
{
	char ticket[BO_CODE_FOLD];
	struct sql_rows *rows;
	unsigned by = asking->unlocks & (bit(BO_UNLOCK_CODE) | bit(BO_UNLOCK_TICKET));
	enum bo_status status;

	if (!by || !ticket_of_fold(fold, ticket))
		return BO_OK;
	status = sql_query(asking->bo, &rows,
			   KNOWN_ATTENDEE "ticket k JOIN voucher v ON v.id = k.voucher_id "
					  "JOIN voucher_type t ON t.id = v.type_id "
					  "JOIN patron u ON u.id = v.patron_id " OF_AUDIENCE
					  "WHERE k.code = $1 AND k.state = 'active' "
					  "AND " VOUCHER_IS_GOOD,
			   "si", ticket, asking->audience_id);
	return status ? status : take_all(asking, rows, by);
}

/* patron_id <> 1 lets the index of people's vouchers be used: nobody knows the walk-up patron. */
static enum bo_status by_vouchers(struct asking *asking, int64_t patron_id, unsigned by)
{
	struct sql_rows *rows;
	enum bo_status status;

	if (!by || patron_id == BO_PATRON_WALK_UP)
		return BO_OK;
	status = sql_query(asking->bo, &rows,
			   KNOWN_ATTENDEE "voucher v " ATTENDEE_JOINS OF_AUDIENCE
					  "WHERE v.patron_id = $1 AND v.patron_id <> 1 "
					  "AND " VOUCHER_IS_GOOD "ORDER BY v.id LIMIT $3",
			   "iii", patron_id, asking->audience_id, (int64_t)KNOWN_MAX);
	return status ? status : take_all(asking, rows, by);
}

static enum bo_status list_text(struct asking *asking, const char *code, const char *email)
{
	enum bo_status status = *code ? by_code(asking, code) : BO_OK;

	if (!status && *email && asking->unlocks & bit(BO_UNLOCK_EMAIL))
		status = by_email(asking, email);
	return status;
}

static enum bo_status attendees_text(struct asking *asking, const char *code, const char *email)
{
	int64_t patron_id = 0;
	enum bo_status status = *code ? by_ticket(asking, code) : BO_OK;

	if (!status && *email && asking->unlocks & bit(BO_UNLOCK_EMAIL))
		status = patron_by_email(asking->bo, email, &patron_id);
	if (!status && patron_id)
		status = by_vouchers(asking, patron_id, bit(BO_UNLOCK_EMAIL));
	return status;
}

static enum bo_status ask(struct asking *asking)
{
	char code[BO_CODE_FOLD] = "", email[NAME_FOLD] = "";
	unsigned patron = asking->unlocks & (bit(BO_UNLOCK_EMAIL) | bit(BO_UNLOCK_AUTOMATIC));
	struct roll roll;
	enum bo_status status = roll_read(asking->bo, asking->audience_id, &roll);

	if (status)
		return status;
	if (asking->text) {
		bo_code_fold(asking->text, code);
		if (strchr(asking->text, '@'))
			bo_text_fold(asking->text, email, sizeof email);
	}
	status = roll.attendees ? attendees_text(asking, code, email)
				: list_text(asking, code, email);
	if (status || !patron || !asking->patron_id || asking->patron_id == BO_PATRON_WALK_UP)
		return status;
	return roll.attendees ? by_vouchers(asking, asking->patron_id, patron) : by_patron(asking);
}

enum bo_status audience_known(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
			      const char *text, int64_t patron_id, unsigned unlocks,
			      struct known_members *list)
{
	struct asking asking = { .bo = bo,
				 .arena = arena,
				 .audience_id = audience_id,
				 .patron_id = patron_id,
				 .text = text,
				 .unlocks = unlocks };
	enum bo_status status = ask(&asking);

	if (!status)
		*list = asking.found;
	return status;
}
