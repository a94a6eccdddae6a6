/*
 * Seasons: the days within which everything else of a programme lies.
 */
#include <boxoffice/season.h>

#include "base/fail.h"
#include "journal/journal.h"
#include "season/naming.h"
#include "store/naming.h"
#include "store/sql.h"

#include <string.h>

static const struct naming naming = {
	.noun = "season",
	.by_id = "SELECT id FROM season WHERE id = $1",
	.by_name = "SELECT id FROM season WHERE name_fold = $1",
	.names = "SELECT name FROM season ORDER BY first DESC, id DESC LIMIT 1000",
};

static enum bo_status check_days(struct bo *bo, const char *first, const char *last)
{
	char from[BO_DATE_SIZE], to[BO_DATE_SIZE], furthest[BO_DATE_SIZE];
	const char *fault = bo_date_parse(first, from);

	if (fault)
		return fail_field(bo, BO_INVALID, "from", first, "The first day %s.", fault);
	if ((fault = bo_date_parse(last, to)))
		return fail_field(bo, BO_INVALID, "to", last, "The last day %s.", fault);
	if (strcmp(to, from) < 0)
		return fail_field(bo, BO_INVALID, "to", last,
				  "The season would end (%s) before it starts (%s).", to, from);
	if (bo_date_add(from, SEASON_DAYS_MAX, furthest) && strcmp(to, furthest) > 0)
		return fail_field(bo, BO_INVALID, "to", last,
				  "A season cannot be longer than ten years.");
	return BO_OK;
}

static enum bo_status add(struct bo *bo, const char *name, const char *first, const char *last,
			  int64_t *id)
{
	char fold[NAME_FOLD];
	int64_t other;
	enum bo_status status = name_check(bo, "name", name, fold);

	if (!status)
		status = check_days(bo, first, last);
	if (!status)
		status = sql_number(bo, &other, naming.by_name, "s", fold);
	if (status)
		return status;
	if (other != BO_NONE)
		return fail_field(bo, BO_EXISTS, "name", name, "There is a season \"%s\" already.",
				  name);
	status = naming_check_looks(bo, "SELECT id, name FROM season", false, 0, name, 0);
	if (status)
		return status;
	status = sql_number(bo, id,
			    "INSERT INTO season (name, name_fold, first, last) "
			    "VALUES ($1, $2, $3, $4) RETURNING id",
			    "ssss", name, fold, first, last);
	if (status)
		return status;
	return journal_add(bo, "season.added", 0,
			   json_pack("{sI ss ss ss}", "id", (json_int_t)*id, "name", name, "from",
				     first, "to", last),
			   NULL);
}

enum bo_status bo_season_add(struct bo *bo, const char *name, const char *first, const char *last,
			     int64_t *id)
{
	int64_t made = 0;
	enum bo_status status = setup_begin(bo);

	return status ? status : act_made(bo, add(bo, name, first, last, &made), &made, id);
}

#define SEASON "SELECT id, name, first, last FROM season "

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_season *)row = (struct bo_season){ .id = sql_id(rows, 0),
						       .name = sql_copy(rows, 1, arena),
						       .first = sql_copy(rows, 2, arena),
						       .last = sql_copy(rows, 3, arena) };
}

enum bo_status bo_season_list(struct bo *bo, struct bo_arena *arena, struct bo_seasons *list)
{
	return sql_list(bo, SQL_ROWS(arena, list->row, list->n, read_row),
			SEASON "ORDER BY first, id", "");
}

enum bo_status bo_season_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			     struct bo_season *season)
{
	return sql_one(bo, SQL_ROW(arena, season, read_row), "season", SEASON "WHERE id = $1", "i",
		       id);
}

enum bo_status bo_season_find(struct bo *bo, struct bo_arena *arena, const char *text,
			      struct bo_season *season)
{
	int64_t id = 0;
	enum bo_status status = naming_find(bo, &naming, text, 0, &id);

	return status ? status : bo_season_get(bo, arena, id, season);
}
