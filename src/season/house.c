/*
 * Houses: how many places there are, and what the clock on the wall shows.
 */
#include <boxoffice/season.h>

#include "base/fail.h"
#include "house/settings.h"
#include "journal/journal.h"
#include "season/naming.h"
#include "store/naming.h"
#include "store/sql.h"

static const struct naming naming = {
	.noun = "house",
	.by_id = "SELECT id FROM house WHERE id = $1",
	.by_name = "SELECT id FROM house WHERE name_fold = $1",
	.names = "SELECT name FROM house ORDER BY id LIMIT 1000",
};

static enum bo_status add(struct bo *bo, const char *name, int64_t capacity, const char *own,
			  int64_t *id)
{
	char fold[NAME_FOLD];
	const char *zone = own ? own : bo->settings.zone;
	int64_t other;
	enum bo_status status = name_check(bo, "name", name, fold);

	if (!status)
		status = check_range(bo, "capacity", capacity, 1, HOUSE_PLACES_MAX);
	if (!status && !bo_zone_known(zone))
		status = fail_field(bo, BO_INVALID, "zone", zone,
				    "The zone is not one this machine knows; "
				    "write it as in Europe/Berlin.");
	if (!status)
		status = sql_number(bo, &other, naming.by_name, "s", fold);
	if (status)
		return status;
	if (other != BO_NONE)
		return fail_field(bo, BO_EXISTS, "name", name, "There is a house \"%s\" already.",
				  name);
	status = naming_check_looks(bo, "SELECT id, name FROM house", false, 0, name, 0);
	if (status)
		return status;
	status = sql_number(bo, id,
			    "INSERT INTO house (name, name_fold, capacity, zone, follows) "
			    "VALUES ($1, $2, $3, $4, $5) RETURNING id",
			    "ssisd", name, fold, capacity, zone, (int)!own);
	if (status)
		return status;
	return journal_add(bo, "house.added", 0,
			   json_pack("{sI ss sI ss}", "id", (json_int_t)*id, "name", name,
				     "capacity", (json_int_t)capacity, "zone", zone),
			   NULL);
}

enum bo_status bo_house_add(struct bo *bo, const char *name, int64_t capacity, const char *zone,
			    int64_t *id)
{
	int64_t made = 0;
	enum bo_status status = setup_begin(bo);

	if (status)
		return status;
	status = act_end(bo, add(bo, name, capacity, zone, &made));
	/* The first house brings its clock along. */
	if (!status)
		status = settings_load(bo);
	if (!status)
		*id = made;
	return status;
}

#define HOUSE "SELECT id, name, capacity, zone FROM house "

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_house *)row = (struct bo_house){ .id = sql_id(rows, 0),
						     .name = sql_copy(rows, 1, arena),
						     .capacity = sql_int(rows, 2),
						     .zone = sql_copy(rows, 3, arena) };
}

enum bo_status bo_house_list(struct bo *bo, struct bo_arena *arena, struct bo_houses *list)
{
	return sql_list(bo, SQL_ROWS(arena, list->row, list->n, read_row),
			HOUSE "ORDER BY name_fold, id", "");
}

enum bo_status bo_house_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			    struct bo_house *house)
{
	return sql_one(bo, SQL_ROW(arena, house, read_row), "house", HOUSE "WHERE id = $1", "i",
		       id);
}

enum bo_status bo_house_find(struct bo *bo, struct bo_arena *arena, const char *text,
			     struct bo_house *house)
{
	int64_t id = 0;
	enum bo_status status = naming_find(bo, &naming, text, 0, &id);

	return status ? status : bo_house_get(bo, arena, id, house);
}
