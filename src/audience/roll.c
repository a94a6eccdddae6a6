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

enum bo_status keep_begin(struct bo *bo)
{
	enum bo_status status = bo_require(bo, BO_MAY_KEEP_AUDIENCES);

	return status ? status : act_begin(bo);
}

enum bo_status roll_readable(struct bo *bo)
{
	return access_read(bo, BO_MAY_READ_PEOPLE);
}

static void read_roll(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct roll *roll = row;

	(void)arena;
	roll->id = sql_id(rows, 0);
	sql_fill(rows, 1, roll->name, sizeof roll->name);
	roll->attendees = bo_audience_kind_from_code(sql_text(rows, 2)) == BO_AUDIENCE_ATTENDEES;
	roll->quantity = sql_int(rows, 3);
	roll->members = sql_int(rows, 4);
}

enum bo_status roll_read(struct bo *bo, int64_t audience_id, struct roll *roll)
{
	return sql_one(bo, SQL_ROW(NULL, roll, read_roll), "audience",
		       "SELECT id, name, kind, quantity, members FROM audience WHERE id = $1", "i",
		       audience_id);
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

void member_read(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_member *)row =
		(struct bo_member){ .id = sql_id(rows, MEMBER_ID),
				    .audience_id = sql_id(rows, MEMBER_AUDIENCE_ID),
				    .code = text_of(rows, MEMBER_CODE, arena),
				    .email = text_of(rows, MEMBER_EMAIL, arena),
				    .category = text_of(rows, MEMBER_CATEGORY, arena),
				    .location = text_of(rows, MEMBER_LOCATION, arena),
				    .quantity = sql_int(rows, MEMBER_QUANTITY),
				    .audience = text_of(rows, MEMBER_AUDIENCE, arena),
				    .name = text_of(rows, MEMBER_NAME, arena) };
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
