/*
 * Shared by the files of this room.
 */
#include "season/naming.h"
#include "base/fail.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <stdio.h>
#include <string.h>

enum bo_status setup_begin(struct bo *bo)
{
	enum bo_status status = bo_require(bo, BO_MAY_SET_UP_SEASON);

	return status ? status : act_begin(bo);
}

SQL_COLUMNS(ID, SEASON_ID, CAPACITY, TITLE, SEASON, ZONE, FIRST, LAST);

static void read_facts(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct show_facts *facts = row;

	(void)arena;
	facts->id = sql_id(rows, ID);
	facts->season_id = sql_id(rows, SEASON_ID);
	facts->house_capacity = sql_int(rows, CAPACITY);
	sql_fill(rows, TITLE, facts->title, sizeof facts->title);
	sql_fill(rows, SEASON, facts->season, sizeof facts->season);
	sql_fill(rows, ZONE, facts->zone, sizeof facts->zone);
	sql_fill(rows, FIRST, facts->first, sizeof facts->first);
	sql_fill(rows, LAST, facts->last, sizeof facts->last);
}

enum bo_status show_facts(struct bo *bo, int64_t show_id, struct show_facts *facts)
{
	return sql_one(
		bo, SQL_ROW(NULL, facts, read_facts), "show",
		"SELECT s.id, s.season_id, h.capacity, s.title, n.name, h.zone, n.first, n.last "
		"FROM show s JOIN season n ON n.id = s.season_id JOIN house h ON h.id = s.house_id "
		"WHERE s.id = $1",
		"i", show_id);
}

const char *when_text(char text[WHEN_TEXT], int64_t at, const char *zone)
{
	struct bo_buf buf = { text, 0, WHEN_TEXT, false };

	*text = '\0';
	bo_when_short(&buf, at, zone, true);
	return text;
}

json_t *json_when(int64_t at, const char *zone)
{
	char text[WHEN_TEXT];
	struct bo_buf buf = BO_BUF(text);

	if (at == BO_NONE)
		return json_null();
	bo_when_iso(&buf, at, zone);
	return json_string(text);
}

json_t *json_number(int64_t number)
{
	return number == BO_NONE ? json_null() : json_integer(number);
}

enum bo_status check_not_named(struct bo *bo, const char *kind, int64_t id, const char *what,
			       const char *instead)
{
	char audience[BO_SHORT_NAME] = "", campaign[BO_SHORT_NAME] = "";
	struct bo_buf of_audience = BO_BUF(audience), of_campaign = BO_BUF(campaign);
	enum bo_status status = BO_OK;

	if (strcmp(kind, "performance") == 0)
		status = sql_string(bo, &of_audience,
				    "SELECT a.name FROM audience_performance x JOIN audience a "
				    "ON a.id = x.audience_id WHERE x.performance_id = $1 "
				    "ORDER BY a.name_fold, a.id LIMIT 1",
				    "i", id);
	if (!status)
		status =
			sql_string(bo, &of_campaign,
				   "SELECT c.name FROM campaign_target x JOIN campaign c "
				   "ON c.id = x.campaign_id WHERE x.kind = $1 AND x.target_id = $2 "
				   "ORDER BY c.position, c.id LIMIT 1",
				   "si", kind, id);
	if (status)
		return status;
	if (*audience)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%s cannot be deleted, as the audience \"%s\" is of it; %s.", what,
				 audience, instead);
	if (*campaign)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%s cannot be deleted, as the campaign \"%s\" concerns it; %s.",
				 what, campaign, instead);
	return BO_OK;
}
