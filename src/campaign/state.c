/*
 * What a campaign goes through: draft, running, paused, ended; deleting it, and its
 * place among the others, which are numbered from 1 without gaps.
 */
#include "base/fail.h"
#include "campaign/row.h"
#include "journal/journal.h"

#include <boxoffice/staff.h>

struct place_row {
	enum bo_campaign_state state;
	int64_t position, ends;
	char name[BO_SHORT_NAME];
};

enum bo_status campaign_begin(struct bo *bo)
{
	enum bo_status status = bo_require(bo, BO_MAY_KEEP_CAMPAIGNS);

	return status ? status : act_begin(bo);
}

static void take_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct place_row *place = row;

	(void)arena;
	place->state = bo_campaign_state_from_code(sql_text(rows, 0));
	place->position = sql_int(rows, 1);
	place->ends = sql_int(rows, 2);
	sql_fill(rows, 3, place->name, sizeof place->name);
}

static enum bo_status read_row(struct bo *bo, int64_t id, struct place_row *row)
{
	return sql_one(bo, SQL_ROW(NULL, row, take_row), "campaign",
		       "SELECT state, position, ends, name FROM campaign WHERE id = $1", "i", id);
}

static enum bo_status already(struct bo *bo, const struct place_row *row, const char *what)
{
	if (row->state == BO_CAMPAIGN_ENDED)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "%s has ended for good and cannot be %s.", row->name, what);
	return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE, "%s is %s: it cannot be %s.", row->name,
			 row->state == BO_CAMPAIGN_DRAFT     ? "a draft"
			 : row->state == BO_CAMPAIGN_RUNNING ? "running"
							     : "paused",
			 what);
}

bool bo_campaign_may(enum bo_campaign_state from, enum bo_campaign_state to)
{
	switch (to) {
	case BO_CAMPAIGN_RUNNING:
		return from == BO_CAMPAIGN_DRAFT || from == BO_CAMPAIGN_PAUSED;
	case BO_CAMPAIGN_PAUSED:
		return from == BO_CAMPAIGN_RUNNING;
	case BO_CAMPAIGN_ENDED:
		return from == BO_CAMPAIGN_RUNNING || from == BO_CAMPAIGN_PAUSED;
	case BO_CAMPAIGN_DRAFT:
	case BO_CAMPAIGN_STATE_COUNT:
		break;
	}
	return false;
}

static enum bo_status check_change(struct bo *bo, const struct place_row *row,
				   enum bo_campaign_state to)
{
	static const char *const done[BO_CAMPAIGN_STATE_COUNT] = { "made a draft", "started",
								   "paused", "ended again" };

	if (to == BO_CAMPAIGN_ENDED && row->state == BO_CAMPAIGN_DRAFT)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "%s is a draft that never ran: delete it instead.", row->name);
	if (!bo_campaign_may(row->state, to))
		return already(bo, row, done[to]);
	if (to == BO_CAMPAIGN_RUNNING && row->ends != BO_NONE && row->ends < bo_now(bo))
		return fail_rule(bo, BO_RULE_ENDED, BO_ROLE_NONE,
				 "The end of %s is past; set a later one before it is started.",
				 row->name);
	return BO_OK;
}

static enum bo_status change(struct bo *bo, int64_t id, enum bo_campaign_state to, const char *kind)
{
	struct place_row row;
	enum bo_status status = read_row(bo, id, &row);

	if (!status)
		status = check_change(bo, &row, to);
	if (!status)
		status = sql_run(bo, "UPDATE campaign SET state = $2 WHERE id = $1", "is", id,
				 bo_campaign_state_code(to));
	return status ? status
		      : journal_add(bo, kind, 0,
				    json_pack("{s:I,s:s}", "id", (json_int_t)id, "was",
					      bo_campaign_state_code(row.state)),
				    NULL);
}

enum bo_status bo_campaign_start(struct bo *bo, int64_t id)
{
	enum bo_status status = campaign_begin(bo);

	return status ? status
		      : act_end(bo, change(bo, id, BO_CAMPAIGN_RUNNING, "campaign.started"));
}

enum bo_status bo_campaign_pause(struct bo *bo, int64_t id)
{
	enum bo_status status = campaign_begin(bo);

	return status ? status : act_end(bo, change(bo, id, BO_CAMPAIGN_PAUSED, "campaign.paused"));
}

enum bo_status bo_campaign_end(struct bo *bo, int64_t id)
{
	enum bo_status status = campaign_begin(bo);

	return status ? status : act_end(bo, change(bo, id, BO_CAMPAIGN_ENDED, "campaign.ended"));
}

static enum bo_status check_unused(struct bo *bo, int64_t id, const char *name)
{
	int64_t used = BO_NONE, kept = BO_NONE;
	enum bo_status status = sql_number(
		bo, &used, "SELECT campaign_id FROM campaign_use WHERE campaign_id = $1 LIMIT 1",
		"i", id);

	if (!status)
		status = sql_number(
			bo, &kept,
			"SELECT campaign_id FROM basket_use WHERE campaign_id = $1 LIMIT 1", "i",
			id);
	if (status)
		return status;
	if (used != BO_NONE)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%s cannot be deleted, as it was used; end it instead.", name);
	if (kept != BO_NONE)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%s cannot be deleted, as a basket or a hold has uses of it; "
				 "release that first.",
				 name);
	return BO_OK;
}

static enum bo_status delete_campaign(struct bo *bo, int64_t id)
{
	struct place_row row;
	enum bo_status status = read_row(bo, id, &row);

	if (!status)
		status = check_unused(bo, id, row.name);
	if (!status)
		status = sql_run(bo, "DELETE FROM campaign WHERE id = $1", "i", id);
	if (!status)
		status = sql_run(bo,
				 "UPDATE campaign SET position = position - 1 WHERE position > $1",
				 "i", row.position);
	return status ? status
		      : journal_add(bo, "campaign.deleted", 0,
				    json_pack("{s:I,s:s}", "id", (json_int_t)id, "name", row.name),
				    NULL);
}

enum bo_status bo_campaign_delete(struct bo *bo, int64_t id)
{
	enum bo_status status = campaign_begin(bo);

	return status ? status : act_end(bo, delete_campaign(bo, id));
}

/* Those between the old place and the new one make room. */
static enum bo_status shift(struct bo *bo, int64_t from, int64_t to)
{
	if (from < to)
		return sql_run(bo,
			       "UPDATE campaign SET position = position - 1 "
			       "WHERE position > $1 AND position <= $2",
			       "ii", from, to);
	return sql_run(bo,
		       "UPDATE campaign SET position = position + 1 "
		       "WHERE position >= $2 AND position < $1",
		       "ii", from, to);
}

static enum bo_status move(struct bo *bo, int64_t id, int64_t position)
{
	struct place_row row;
	int64_t n = 0;
	enum bo_status status = read_row(bo, id, &row);

	if (!status)
		status = sql_number(bo, &n, "SELECT count(*) FROM campaign", "");
	if (!status)
		status = check_range(bo, "place", position, 1, n);
	if (status || position == row.position)
		return status;
	status = shift(bo, row.position, position);
	if (!status)
		status = sql_run(bo, "UPDATE campaign SET position = $2 WHERE id = $1", "ii", id,
				 position);
	return status ? status
		      : journal_add(bo, "campaign.moved", 0,
				    json_pack("{s:I,s:[I,I]}", "id", (json_int_t)id, "place",
					      (json_int_t)row.position, (json_int_t)position),
				    NULL);
}

enum bo_status bo_campaign_move(struct bo *bo, int64_t id, int64_t position)
{
	enum bo_status status = campaign_begin(bo);

	return status ? status : act_end(bo, move(bo, id, position));
}
