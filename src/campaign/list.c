/*
 * Campaigns out of the store: with their targets' names, found by name or id.
 */
#include "base/fail.h"
#include "campaign/row.h"
#include "house/access.h"
#include "store/naming.h"

#include <boxoffice/text.h>

void row_read(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_campaign *campaign = row;
	struct bo_campaign_terms *terms = &campaign->terms;
	const char *unlocks;

	campaign->id = sql_id(rows, CAMPAIGN_ID);
	terms->name = sql_copy(rows, CAMPAIGN_NAME, arena);
	terms->public_name = sql_copy(rows, CAMPAIGN_PUBLIC, arena);
	campaign->state = bo_campaign_state_from_code(sql_text(rows, CAMPAIGN_STATE));
	campaign->position = sql_int(rows, CAMPAIGN_POSITION);
	terms->audience_id = sql_id(rows, CAMPAIGN_AUDIENCE_ID);
	campaign->audience = sql_copy(rows, CAMPAIGN_AUDIENCE, arena);
	unlocks = sql_text(rows, CAMPAIGN_UNLOCKS);
	terms->unlocks = unlocks_read(unlocks ? unlocks : "");
	terms->effect = bo_effect_from_code(sql_text(rows, CAMPAIGN_EFFECT));
	terms->value = sql_int(rows, CAMPAIGN_VALUE);
	terms->joins = sql_flag(rows, CAMPAIGN_JOINS);
	terms->starts = sql_int(rows, CAMPAIGN_STARTS);
	terms->ends = sql_int(rows, CAMPAIGN_ENDS);
	terms->channel = bo_channel_from_code(sql_text(rows, CAMPAIGN_CHANNEL));
	terms->min_tickets = sql_int(rows, CAMPAIGN_MIN);
	terms->scope = bo_scope_from_code(sql_text(rows, CAMPAIGN_SCOPE));
	terms->uses_limit = sql_int(rows, CAMPAIGN_MAX_USES);
	terms->money_limit = sql_int(rows, CAMPAIGN_MAX_MONEY);
	terms->print_code = sql_flag(rows, CAMPAIGN_PRINT_CODE);
	campaign->uses = sql_int(rows, CAMPAIGN_USES);
	campaign->spent = sql_int(rows, CAMPAIGN_SPENT);
}

static const char *target_name(struct sql_rows *rows, struct bo_arena *arena)
{
	char text[BO_NAME_MAX + 64];
	struct bo_buf buf = BO_BUF(text);
	const char *name = sql_text(rows, 2), *zone;

	bo_buf_add(&buf, name ? name : "(deleted)");
	if (sql_int(rows, 3) != BO_NONE && (zone = sql_text(rows, 4))) {
		bo_buf_add(&buf, " ");
		bo_when_short(&buf, sql_int(rows, 3), zone, false);
	}
	return bo_arena_copy(arena, text);
}

static void read_target(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	(void)arena;
	*(struct bo_target *)row =
		(struct bo_target){ .kind = bo_target_from_code(sql_text(rows, 0)),
				    .id = sql_id(rows, 1) };
}

static void read_named(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	read_target(rows, arena, row);
	((struct bo_target *)row)->name = sql_made(rows, target_name(rows, arena));
}

enum bo_status row_targets(struct bo *bo, struct bo_arena *arena, int64_t id, bool named,
			   struct bo_campaign_terms *terms)
{
	if (!named)
		return sql_list(bo, SQL_ROWS(arena, terms->target, terms->n_targets, read_target),
				"SELECT kind, target_id FROM campaign_target "
				"WHERE campaign_id = $1 ORDER BY kind, target_id",
				"r", id);
	return sql_list(bo, SQL_ROWS(arena, terms->target, terms->n_targets, read_named),
			"SELECT t.kind, t.target_id, CASE t.kind WHEN 'season' THEN n.name "
			"WHEN 'show' THEN s.title WHEN 'type' THEN v.name "
			"ELSE ps.title END, p.at, h.zone FROM campaign_target t LEFT JOIN season n "
			"ON t.kind = 'season' AND n.id = t.target_id LEFT JOIN show s "
			"ON t.kind = 'show' AND s.id = t.target_id LEFT JOIN voucher_type v "
			"ON t.kind = 'type' AND v.id = t.target_id LEFT JOIN performance p "
			"ON t.kind = 'performance' AND p.id = t.target_id LEFT JOIN show ps "
			"ON ps.id = p.show_id LEFT JOIN house h ON h.id = ps.house_id "
			"WHERE t.campaign_id = $1 ORDER BY t.kind, p.at NULLS FIRST, t.target_id",
			"r", id);
}

enum bo_status bo_campaign_list(struct bo *bo, struct bo_arena *arena, struct bo_campaigns *list)
{
	struct bo_campaigns found = { 0 };
	enum bo_status status = glance_begin(bo, access_read(bo, BO_MAY_READ_SALES));

	if (status)
		return status;
	status = sql_list(bo, SQL_ROWS(arena, found.row, found.n, row_read),
			  CAMPAIGN_COLUMNS CAMPAIGN_TABLES "ORDER BY c.position, c.id", "");
	for (size_t i = 0; !status && i < found.n; i++)
		status = row_targets(bo, arena, found.row[i].id, true, &found.row[i].terms);
	status = glance_end(bo, status);
	if (!status)
		*list = found;
	return status;
}

static enum bo_status get(struct bo *bo, struct bo_arena *arena, int64_t id,
			  struct bo_campaign *campaign)
{
	enum bo_status status =
		sql_one(bo, SQL_ROW(arena, campaign, row_read), "campaign",
			CAMPAIGN_COLUMNS CAMPAIGN_TABLES "WHERE c.id = $1", "i", id);

	return status ? status : row_targets(bo, arena, id, true, &campaign->terms);
}

enum bo_status bo_campaign_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			       struct bo_campaign *campaign)
{
	struct bo_campaign found = { 0 };
	enum bo_status status = glance_begin(bo, access_read(bo, BO_MAY_READ_SALES));

	if (!status)
		status = glance_end(bo, get(bo, arena, id, &found));
	if (!status)
		*campaign = found;
	return status;
}

static const struct naming naming = {
	.noun = "campaign",
	.by_id = "SELECT id FROM campaign WHERE id = $1",
	.by_name = "SELECT id FROM campaign WHERE name_fold = $1",
	.names = "SELECT name FROM campaign ORDER BY id DESC LIMIT 2000",
};

enum bo_status bo_campaign_find(struct bo *bo, const char *text, int64_t *id)
{
	enum bo_status status = access_read(bo, BO_MAY_READ_SALES);

	return status ? status : naming_find(bo, &naming, text, 0, id);
}
