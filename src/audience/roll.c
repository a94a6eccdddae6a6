/*
 * An audience's facts and its members as rows, read the same way for lists and
 * for attendees by all files of this room.
 */
#include "audience/roll.h"
#include "base/fail.h"
#include "house/access.h"

#include <boxoffice/order.h>
#include <boxoffice/staff.h>

#include <ctype.h>
#include <string.h>

#define X(name, code, label) [name] = code,
static const char *const kinds[] = { BO_AUDIENCE_KIND_LIST(X) };
#undef X
#define X(name, code, label) [name] = label,
static const char *const kind_labels[] = { BO_AUDIENCE_KIND_LIST(X) };
#undef X

const char *bo_audience_kind_code(enum bo_audience_kind kind)
{
	return kinds[kind];
}

const char *bo_audience_kind_label(enum bo_audience_kind kind)
{
	return kind_labels[kind];
}

enum bo_audience_kind audience_kind_from_code(const char *code)
{
	int i = 0;

	while (i < BO_AUDIENCE_KIND_COUNT && strcmp(kinds[i], code) != 0)
		i++;
	return (enum bo_audience_kind)i;
}

enum bo_status keep_begin(struct bo *bo)
{
	enum bo_status status = bo_require(bo, BO_MAY_KEEP_AUDIENCES);

	return status ? status : act_begin(bo);
}

enum bo_status roll_readable(struct bo *bo)
{
	return access_read(bo, BO_MAY_READ_PEOPLE);
}

enum bo_status roll_read(struct bo *bo, int64_t audience_id, struct roll *roll)
{
	struct roll read = { .id = audience_id };
	struct bo_buf name = BO_BUF(read.name);
	struct sql_rows *rows;
	bool found;
	enum bo_status status = sql_query(
		bo, &rows, "SELECT name, kind, quantity, members FROM audience WHERE id = $1", "i",
		audience_id);

	if (status)
		return status;
	found = sql_next(rows);
	if (found) {
		bo_buf_add(&name, sql_text(rows, 0));
		read.attendees =
			audience_kind_from_code(sql_text(rows, 1)) == BO_AUDIENCE_ATTENDEES;
		read.quantity = sql_int(rows, 2);
		read.members = sql_int(rows, 3);
	}
	status = sql_end(rows);
	if (!status && !found)
		status = fail_field(bo, BO_NOT_FOUND, "audience", "", "There is no such audience.");
	if (!status)
		*roll = read;
	return status;
}

enum bo_status roll_read_list(struct bo *bo, int64_t audience_id, struct roll *roll)
{
	enum bo_status status = roll_read(bo, audience_id, roll);

	if (!status && roll->attendees)
		status = fail_field(bo, BO_INVALID, "audience", roll->name,
				    "The members of %s are the tickets of its performances; sell "
				    "or refund to change them.",
				    roll->name);
	return status;
}

enum bo_status roll_count(struct bo *bo, int64_t audience_id, int64_t change)
{
	return sql_run(bo, "UPDATE audience SET members = members + $1 WHERE id = $2", "ii", change,
		       audience_id);
}

enum bo_status check_quantity(struct bo *bo, int64_t quantity)
{
	if (quantity == BO_NONE)
		return BO_OK;
	return check_range(bo, "quantity", quantity, 0, BO_MEMBER_QUANTITY_MAX);
}

static const char *text_of(struct sql_rows *rows, int column, struct bo_arena *arena)
{
	const char *text = sql_copy(rows, column, arena);

	return text ? text : "";
}

enum bo_status member_take(struct bo *bo, struct sql_rows *rows, struct bo_arena *arena,
			   struct bo_members *list)
{
	struct bo_member *grown = bo_arena_grow(arena, list->row, list->n, sizeof *grown);

	if (!grown)
		return fail_memory(bo);
	list->row = grown;
	grown[list->n++] = (struct bo_member){ .id = sql_id(rows, 0),
					       .audience_id = sql_id(rows, 1),
					       .code = text_of(rows, 2, arena),
					       .email = text_of(rows, 3, arena),
					       .category = text_of(rows, 4, arena),
					       .location = text_of(rows, 5, arena),
					       .quantity = sql_int(rows, 6),
					       .audience = text_of(rows, 7, arena),
					       .name = text_of(rows, 10, arena) };
	return BO_OK;
}

enum bo_status member_take_all(struct bo *bo, struct sql_rows *rows, struct bo_arena *arena,
			       struct bo_members *list)
{
	enum bo_status ended, status = BO_OK;

	while (!status && sql_next(rows))
		status = member_take(bo, rows, arena, list);
	ended = sql_end(rows);
	return status ? status : ended;
}

enum bo_status member_add_uses(struct bo *bo, struct bo_members *list)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && i < list->n; i++)
		status = sql_number(bo, &list->row[i].used,
				    "SELECT coalesce(sum(n.uses), 0) FROM campaign c "
				    "JOIN campaign_count n ON n.campaign_id = c.id "
				    "AND n.member_id = $2 WHERE c.audience_id = $1",
				    "ii", list->row[i].audience_id, list->row[i].id);
	return status;
}

bool ticket_of_fold(const char *fold, char code[BO_CODE_FOLD])
{
	size_t n = 0;

	for (; fold[n]; n++) {
		if (n + 1 >= BO_TICKET_CODE_SIZE || !isalnum((unsigned char)fold[n]))
			return false;
		code[n] = (char)toupper((unsigned char)fold[n]);
	}
	code[n] = '\0';
	return n > 0;
}
