/*
 * Campaigns out of the store: with their targets' names, found by name or id.
 */
#include "base/fail.h"
#include "campaign/row.h"
#include "house/access.h"
#include "store/naming.h"

#include <boxoffice/text.h>

void row_read(struct sql_rows *rows, struct bo_arena *arena, struct bo_campaign *campaign)
{
	struct bo_campaign_terms *terms = &campaign->terms;
	const char *unlocks;

	campaign->id = sql_id(rows, 0);
	terms->name = sql_copy(rows, 1, arena);
	terms->public_name = sql_copy(rows, 2, arena);
	campaign->state = bo_campaign_state_from_code(sql_text(rows, 3));
	campaign->position = sql_int(rows, 4);
	terms->audience_id = sql_id(rows, 5);
	campaign->audience = sql_copy(rows, 6, arena);
	unlocks = sql_text(rows, 7);
	terms->unlocks = unlocks_read(unlocks ? unlocks : "");
	terms->effect = bo_effect_from_code(sql_text(rows, 8));
	terms->value = sql_int(rows, 9);
	terms->joins = sql_flag(rows, 10);
	terms->starts = sql_int(rows, 11);
	terms->ends = sql_int(rows, 12);
	terms->channel = bo_channel_from_code(sql_text(rows, 13));
	terms->min_tickets = sql_int(rows, 14);
	terms->scope = bo_scope_from_code(sql_text(rows, 15));
	terms->uses_limit = sql_int(rows, 16);
	terms->money_limit = sql_int(rows, 17);
	terms->print_code = sql_flag(rows, 18);
	campaign->uses = sql_int(rows, 19);
	campaign->spent = sql_int(rows, 20);
}

static enum bo_status ask_targets(struct bo *bo, struct sql_rows **rows, int64_t id, bool named)
{
	if (!named)
		return sql_query(bo, rows,
				 "SELECT kind, target_id FROM campaign_target "
				 "WHERE campaign_id = $1 ORDER BY kind, target_id",
				 "r", id);
	return sql_query(bo, rows,
			 "SELECT t.kind, t.target_id, CASE t.kind WHEN 'season' THEN n.name "
			 "WHEN 'show' THEN s.title WHEN 'type' THEN v.name ELSE ps.title END, "
			 "p.at, h.zone FROM campaign_target t "
			 "LEFT JOIN season n ON t.kind = 'season' AND n.id = t.target_id "
			 "LEFT JOIN show s ON t.kind = 'show' AND s.id = t.target_id "
			 "LEFT JOIN voucher_type v ON t.kind = 'type' AND v.id = t.target_id "
			 "LEFT JOIN performance p ON t.kind = 'performance' AND p.id = t.target_id "
			 "LEFT JOIN show ps ON ps.id = p.show_id "
			 "LEFT JOIN house h ON h.id = ps.house_id "
			 "WHERE t.campaign_id = $1 ORDER BY t.kind, p.at, t.target_id",
			 "r", id);
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

enum bo_status row_targets(struct bo *bo, struct bo_arena *arena, int64_t id, bool named,
			   struct bo_campaign_terms *terms)
{
	struct bo_target *found = NULL;
	struct sql_rows *rows;
	bool room = true;
	size_t n = 0;
	enum bo_status status = ask_targets(bo, &rows, id, named);

	if (status)
		return status;
	while (room && sql_next(rows)) {
		struct bo_target *grown = bo_arena_grow(arena, found, n, sizeof *grown);

		room = grown != NULL;
		if (!room)
			break;
		found = grown;
		found[n].kind = bo_target_from_code(sql_text(rows, 0));
		found[n].id = sql_id(rows, 1);
		found[n].name = NULL;
		if (named && !(found[n].name = target_name(rows, arena)))
			room = false;
		n++;
	}
	status = sql_end(rows);
	if (!status && !room)
		status = fail_memory(bo);
	if (!status) {
		terms->target = found;
		terms->n_targets = n;
	}
	return status;
}

static enum bo_status read_list(struct bo *bo, struct bo_arena *arena, struct bo_campaigns *list)
{
	struct sql_rows *rows;
	bool room = true;
	enum bo_status status = sql_query(
		bo, &rows, CAMPAIGN_COLUMNS CAMPAIGN_TABLES "ORDER BY c.position, c.id", "");

	if (status)
		return status;
	while (room && sql_next(rows)) {
		struct bo_campaign *grown = bo_arena_grow(arena, list->row, list->n, sizeof *grown);

		room = grown != NULL;
		if (!room)
			break;
		list->row = grown;
		grown[list->n] = (struct bo_campaign){ 0 };
		row_read(rows, arena, &grown[list->n++]);
	}
	status = sql_end(rows);
	return status || room ? status : fail_memory(bo);
}

enum bo_status bo_campaign_list(struct bo *bo, struct bo_arena *arena, struct bo_campaigns *list)
{
	struct bo_campaigns found = { 0 };
	enum bo_status status = access_read(bo, BO_MAY_READ_SALES);

	if (!status)
		status = glance_begin(bo);
	if (status)
		return status;
	status = read_list(bo, arena, &found);
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
	struct sql_rows *rows;
	bool found;
	enum bo_status status =
		sql_query(bo, &rows, CAMPAIGN_COLUMNS CAMPAIGN_TABLES "WHERE c.id = $1", "i", id);

	if (status)
		return status;
	found = sql_next(rows);
	if (found)
		row_read(rows, arena, campaign);
	status = sql_end(rows);
	if (!status && !found)
		status = fail_field(bo, BO_NOT_FOUND, "campaign", "", "There is no such campaign.");
	return status ? status : row_targets(bo, arena, id, true, &campaign->terms);
}

enum bo_status bo_campaign_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			       struct bo_campaign *campaign)
{
	struct bo_campaign found = { 0 };
	enum bo_status status = access_read(bo, BO_MAY_READ_SALES);

	if (!status)
		status = glance_begin(bo);
	if (status)
		return status;
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
