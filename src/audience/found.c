/*
 * Members read: one, the one that somebody names, all lists that know somebody.
 * A code comes before a ticket, that before an e-mail, and an id comes last, as
 * codes are often numbers.
 */
#include "audience/roll.h"
#include "base/fail.h"
#include "people/write.h"

#include <boxoffice/text.h>

#include <string.h>

#define MEMBER "SELECT " MEMBER_COLUMNS "FROM member m JOIN audience a ON a.id = m.audience_id "
#define ATTENDEE_OF(from)                                                                          \
	"SELECT " ATTENDEE_COLUMNS "FROM " from                                                    \
	"JOIN audience_performance x ON x.performance_id = v.performance_id "                      \
	"JOIN audience a ON a.id = x.audience_id "
#define BY_VOUCHER ATTENDEE_OF("voucher v " ATTENDEE_JOINS)
#define BY_TICKET                                                                                  \
	ATTENDEE_OF(                                                                               \
		"ticket k JOIN voucher v ON v.id = k.voucher_id "                                  \
		"JOIN voucher_type t ON t.id = v.type_id JOIN patron u ON u.id = v.patron_id ")

enum { ALIKE_MAX = 1000 }; /* that one e-mail or patron names */

#define MORE(list) SQL_MORE(arena, (list)->row, (list)->n, member_read)

static enum bo_status read_id(struct bo *bo, struct bo_arena *arena, const struct roll *roll,
			      int64_t id, struct bo_members *list)
{
	if (roll->attendees)
		return sql_list(bo, MORE(list),
				BY_VOUCHER "WHERE v.id = $1 AND a.id = $2 AND " VOUCHER_IS_GOOD,
				"ii", id, roll->id);
	return sql_list(bo, MORE(list),
			MEMBER "WHERE m.id = $1 AND m.audience_id = $2 AND m.removed = 0", "ii", id,
			roll->id);
}

/* audience_id 0 of the two below: of all. */
static enum bo_status read_code(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
				const char *fold, struct bo_members *list)
{
	char ticket[BO_CODE_FOLD];
	enum bo_status status;

	if (!*fold)
		return BO_OK;
	status = sql_list(bo, MORE(list),
			  MEMBER "WHERE m.code_fold = $1 AND ($2 = 0 OR m.audience_id = $2) "
				 "AND m.removed = 0 ORDER BY m.audience_id, m.id",
			  "si", fold, audience_id);
	if (status || !ticket_of_fold(fold, ticket))
		return status;
	return sql_list(bo, MORE(list),
			BY_TICKET "WHERE k.code = $1 AND k.state = 'active' "
				  "AND ($2 = 0 OR a.id = $2) AND " VOUCHER_IS_GOOD
				  "ORDER BY a.id, v.id",
			"si", ticket, audience_id);
}

static enum bo_status read_vouchers(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
				    int64_t patron_id, struct bo_members *list)
{
	if (!patron_id || patron_id == BO_PATRON_WALK_UP)
		return BO_OK;
	return sql_list(bo, MORE(list),
			BY_VOUCHER "WHERE v.patron_id = $1 AND v.patron_id <> 1 "
				   "AND ($2 = 0 OR a.id = $2) AND " VOUCHER_IS_GOOD
				   "ORDER BY a.id, v.id LIMIT $3",
			"iii", patron_id, audience_id, (int64_t)ALIKE_MAX);
}

static enum bo_status read_email(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
				 const char *text, struct bo_members *list)
{
	char fold[NAME_FOLD];
	int64_t patron_id = 0;
	enum bo_status status;

	bo_text_fold(text, fold, sizeof fold);
	if (!strchr(text, '@') || !*fold)
		return BO_OK;
	status = sql_list(bo, MORE(list),
			  MEMBER "WHERE m.email_fold = $1 AND ($2 = 0 OR m.audience_id = $2) "
				 "AND m.removed = 0 ORDER BY m.audience_id, m.id LIMIT $3",
			  "sii", fold, audience_id, (int64_t)ALIKE_MAX);
	if (!status)
		status = patron_by_email(bo, fold, &patron_id);
	return status ? status : read_vouchers(bo, arena, audience_id, patron_id, list);
}

static enum bo_status unknown(struct bo *bo, const struct roll *roll, const char *text)
{
	enum bo_code_shape shape = BO_CODE_UNKNOWN;
	enum bo_status status = bo_code_shape_of(bo, text, &shape);

	if (status)
		return status;
	if (shape == BO_CODE_MISTYPED)
		return fail_field(bo, BO_NOT_FOUND, "member", text,
				  "%s has no member \"%s\"; the code is mistyped.", roll->name,
				  text);
	return fail_field(bo, BO_NOT_FOUND, "member", text, "%s has no member \"%s\".", roll->name,
			  text);
}

/* Exactly one, or why not. */
static enum bo_status only(struct bo *bo, const struct roll *roll, const char *text,
			   const struct bo_members *list)
{
	if (list->n == 0)
		return unknown(bo, roll, text);
	if (list->n > 1)
		return fail_field(bo, BO_INVALID, "member", text,
				  "%s has several members \"%s\"; name the one you mean by code "
				  "or id.",
				  roll->name, text);
	return BO_OK;
}

static enum bo_status find(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
			   const char *text, struct bo_members *list)
{
	char fold[BO_CODE_FOLD];
	struct roll roll;
	int64_t id = 0;
	enum bo_status status = roll_read(bo, audience_id, &roll);

	bo_code_fold(text, fold);
	if (!status)
		status = read_code(bo, arena, audience_id, fold, list);
	if (!status && list->n == 0)
		status = read_email(bo, arena, audience_id, text, list);
	if (!status && list->n == 0 && name_is_id(text, &id))
		status = read_id(bo, arena, &roll, id, list);
	if (!status)
		status = only(bo, &roll, text, list);
	return status ? status : member_add_uses(bo, list);
}

enum bo_status bo_member_find(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
			      const char *text, struct bo_member *member)
{
	struct bo_members list = { 0 };
	enum bo_status status = glance_begin(bo, roll_readable(bo));

	if (!status)
		status = glance_end(bo, find(bo, arena, audience_id, text, &list));
	if (!status)
		*member = list.row[0];
	return status;
}

static enum bo_status get(struct bo *bo, struct bo_arena *arena, int64_t audience_id, int64_t id,
			  struct bo_members *list)
{
	struct roll roll;
	enum bo_status status = roll_read(bo, audience_id, &roll);

	if (!status)
		status = read_id(bo, arena, &roll, id, list);
	if (!status && list->n == 0)
		status = fail_field(bo, BO_NOT_FOUND, "member", "", "There is no such member.");
	return status ? status : member_add_uses(bo, list);
}

enum bo_status bo_member_get(struct bo *bo, struct bo_arena *arena, int64_t audience_id, int64_t id,
			     struct bo_member *member)
{
	struct bo_members list = { 0 };
	enum bo_status status = glance_begin(bo, roll_readable(bo));

	if (!status)
		status = glance_end(bo, get(bo, arena, audience_id, id, &list));
	if (!status)
		*member = list.row[0];
	return status;
}

static enum bo_status known(struct bo *bo, struct bo_arena *arena, const char *text,
			    struct bo_members *list)
{
	char fold[BO_CODE_FOLD];
	enum bo_status status;

	bo_code_fold(text, fold);
	status = read_code(bo, arena, 0, fold, list);
	if (!status)
		status = read_email(bo, arena, 0, text, list);
	return status ? status : member_add_uses(bo, list);
}

enum bo_status bo_member_known(struct bo *bo, struct bo_arena *arena, const char *text,
			       struct bo_members *list)
{
	struct bo_members found = { 0 };
	enum bo_status status = glance_begin(bo, roll_readable(bo));

	if (!status)
		status = glance_end(bo, known(bo, arena, text, &found));
	if (!status)
		*list = found;
	return status;
}

static enum bo_status of_patron(struct bo *bo, struct bo_arena *arena, int64_t patron_id,
				struct bo_members *list)
{
	int64_t now = 0;
	enum bo_status status = patron_now(bo, patron_id, &now);

	if (status || now == BO_PATRON_WALK_UP)
		return status;
	status = sql_list(bo, MORE(list),
			  MEMBER
			  "WHERE m.email_fold IN (SELECT p.email_fold FROM patron p "
			  "WHERE p.id = $1 AND p.email_fold <> '' UNION ALL "
			  "SELECT e.email_fold FROM patron_email_other e WHERE e.patron_id = $1) "
			  "AND m.removed = 0 ORDER BY m.audience_id, m.id LIMIT $2",
			  "ii", now, (int64_t)ALIKE_MAX);
	if (!status)
		status = read_vouchers(bo, arena, 0, now, list);
	return status ? status : member_add_uses(bo, list);
}

enum bo_status bo_member_of_patron(struct bo *bo, struct bo_arena *arena, int64_t patron_id,
				   struct bo_members *list)
{
	struct bo_members found = { 0 };
	enum bo_status status = glance_begin(bo, roll_readable(bo));

	if (!status)
		status = glance_end(bo, of_patron(bo, arena, patron_id, &found));
	if (!status)
		*list = found;
	return status;
}
