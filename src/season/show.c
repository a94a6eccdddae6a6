/*
 * Shows: one production in one house, inside one season.
 */
#include <boxoffice/show.h>

#include "base/fail.h"
#include "journal/journal.h"
#include "season/naming.h"
#include "store/naming.h"
#include "store/sql.h"

#include <string.h>

static const struct naming naming = {
	.noun = "show",
	.by_id = "SELECT id FROM show WHERE id = $1",
	.by_name = "SELECT s.id FROM show s JOIN season n ON n.id = s.season_id "
		   "WHERE s.title_fold = $1 ORDER BY n.first DESC, s.id DESC LIMIT 1",
	.names = "SELECT title FROM show ORDER BY id DESC LIMIT 2000",
};

#define SHOW                                                                                       \
	"SELECT s.id, s.season_id, s.house_id, s.title, n.name, h.name, h.zone, s.event_type, "    \
	"s.listed, (SELECT count(*) FROM performance p WHERE p.show_id = s.id) "                   \
	"FROM show s JOIN season n ON n.id = s.season_id JOIN house h ON h.id = s.house_id "

struct making {
	const char *title;
	int64_t season_id, house_id;
	enum bo_event_type type;
	const char *listed;
	char end[BO_DATE_SIZE]; /* of one that is there: when its season ends */
};

static enum bo_status check_listed(struct bo *bo, const char *listed, const char *season_end)
{
	char day[BO_DATE_SIZE];
	const char *fault = listed ? bo_date_parse(listed, day) : NULL;

	if (fault)
		return fail_field(bo, BO_INVALID, "listed", listed, "The listing day %s.", fault);
	if (listed && strcmp(day, season_end) > 0)
		return fail_field(bo, BO_INVALID, "listed", listed,
				  "The show would be listed after its season ends on %s.",
				  season_end);
	return BO_OK;
}

/* The season's last day into end; sentences for a season or a house that is not there. */
static enum bo_status check_places(struct bo *bo, const struct making *show, char *end)
{
	int64_t house = 0;
	struct bo_buf last = { end, 0, BO_DATE_SIZE, false };
	enum bo_status status = sql_string(bo, &last, "SELECT last FROM season WHERE id = $1", "i",
					   show->season_id);

	if (!status && !last.len)
		status = fail_field(bo, BO_NOT_FOUND, "season", "", "There is no such season.");
	if (!status)
		status = sql_number(bo, &house, "SELECT id FROM house WHERE id = $1", "i",
				    show->house_id);
	if (!status && house == BO_NONE)
		status = fail_field(bo, BO_NOT_FOUND, "house", "", "There is no such house.");
	return status;
}

static enum bo_status add(struct bo *bo, const struct making *show, int64_t *id)
{
	char fold[NAME_FOLD], end[BO_DATE_SIZE];
	int64_t other;
	enum bo_status status = name_check(bo, "title", show->title, fold);

	if (!status && (unsigned)show->type >= BO_EVENT_TYPE_COUNT)
		status = fail_field(bo, BO_INVALID, "event-type", "",
				    "The event type is not one of those there are.");
	if (!status)
		status = check_places(bo, show, end);
	if (!status)
		status = check_listed(bo, show->listed, end);
	if (!status)
		status = sql_number(bo, &other,
				    "SELECT id FROM show WHERE season_id = $1 AND title_fold = $2",
				    "is", show->season_id, fold);
	if (status)
		return status;
	if (other != BO_NONE)
		return fail_field(bo, BO_EXISTS, "title", show->title,
				  "The season has a show \"%s\" already.", show->title);
	status = naming_check_looks(bo, "SELECT id, title FROM show WHERE season_id = $1", true,
				    show->season_id, show->title, 0);
	if (!status)
		status = sql_number(
			bo, id,
			"INSERT INTO show (season_id, house_id, title, title_fold, event_type, "
			"listed) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
			"iissss", show->season_id, show->house_id, show->title, fold,
			bo_event_type_code(show->type), show->listed);
	if (status)
		return status;
	return journal_add(bo, "show.added", 0,
			   json_pack("{sI ss sI sI ss ss?}", "id", (json_int_t)*id, "title",
				     show->title, "season", (json_int_t)show->season_id, "house",
				     (json_int_t)show->house_id, "event_type",
				     bo_event_type_code(show->type), "listed", show->listed),
			   NULL);
}

enum bo_status bo_show_add(struct bo *bo, const char *title, int64_t season_id, int64_t house_id,
			   enum bo_event_type type, const char *listed, int64_t *id)
{
	struct making show = { title, season_id, house_id, type, listed, "" };
	int64_t made = 0;
	enum bo_status status = setup_begin(bo);

	return status ? status : act_made(bo, add(bo, &show, &made), &made, id);
}

static void read_making(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct making *show = row;

	show->title = sql_copy(rows, 0, arena);
	show->season_id = sql_id(rows, 1);
	show->house_id = sql_id(rows, 2);
	show->type = bo_event_type_from_code(sql_text(rows, 3));
	show->listed = sql_copy(rows, 4, arena);
	sql_fill(rows, 5, show->end, sizeof show->end);
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static enum bo_status write_edit(struct bo *bo, int64_t id, const struct making *before,
				 const struct making *after, const char *fold)
{
	enum bo_status status;

	if (same_text(before->title, after->title) && before->type == after->type &&
	    same_text(before->listed, after->listed))
		return BO_OK;
	status = sql_run(
		bo,
		"UPDATE show SET title = $2, title_fold = $3, event_type = $4, listed = $5 "
		"WHERE id = $1",
		"rssss", id, after->title, fold, bo_event_type_code(after->type), after->listed);
	if (status)
		return status;
	return journal_add(
		bo, "show.edited", 0,
		json_pack("{sI s[ss] s[ss] s[s?s?]}", "id", (json_int_t)id, "title", before->title,
			  after->title, "event_type", bo_event_type_code(before->type),
			  bo_event_type_code(after->type), "listed", before->listed, after->listed),
		NULL);
}

static enum bo_status edit(struct bo *bo, struct bo_arena *arena, int64_t id,
			   const struct making *wanted)
{
	char fold[NAME_FOLD];
	struct making before = { 0 }, after;
	int64_t other = BO_NONE;
	enum bo_status status = sql_one(bo, SQL_ROW(arena, &before, read_making), "show",
					"SELECT s.title, s.season_id, s.house_id, s.event_type, "
					"s.listed, n.last FROM show s "
					"JOIN season n ON n.id = s.season_id WHERE s.id = $1",
					"r", id);

	if (status)
		return status;
	after = before;
	if (wanted->title)
		after.title = wanted->title;
	if (wanted->type != BO_EVENT_TYPE_COUNT)
		after.type = wanted->type;
	if (wanted->listed)
		after.listed = *wanted->listed ? wanted->listed : NULL;
	status = name_check(bo, "title", after.title, fold);
	if (!status)
		status = check_listed(bo, after.listed, before.end);
	if (!status)
		status = sql_number(bo, &other,
				    "SELECT id FROM show WHERE season_id = $1 AND title_fold = $2 "
				    "AND id <> $3",
				    "isi", after.season_id, fold, id);
	if (!status && other != BO_NONE)
		status = fail_field(bo, BO_EXISTS, "title", after.title,
				    "The season has a show \"%s\" already.", after.title);
	if (!status)
		status = naming_check_looks(bo, "SELECT id, title FROM show WHERE season_id = $1",
					    true, after.season_id, after.title, id);
	return status ? status : write_edit(bo, id, &before, &after, fold);
}

enum bo_status bo_show_edit(struct bo *bo, int64_t id, const char *title, enum bo_event_type type,
			    const char *listed)
{
	struct making wanted = { .title = title, .type = type, .listed = listed };
	struct bo_arena arena = { 0 };
	enum bo_status status = setup_begin(bo);

	if (status)
		return status;
	status = act_end(bo, edit(bo, &arena, id, &wanted));
	bo_arena_clear(&arena);
	return status;
}

SQL_COLUMNS(ID, SEASON_ID, HOUSE_ID, TITLE, SEASON, HOUSE, ZONE, TYPE, LISTED, PERFORMANCES);

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_show *)row =
		(struct bo_show){ .id = sql_id(rows, ID),
				  .season_id = sql_id(rows, SEASON_ID),
				  .house_id = sql_id(rows, HOUSE_ID),
				  .title = sql_copy(rows, TITLE, arena),
				  .season = sql_copy(rows, SEASON, arena),
				  .house = sql_copy(rows, HOUSE, arena),
				  .zone = sql_copy(rows, ZONE, arena),
				  .event_type = bo_event_type_from_code(sql_text(rows, TYPE)),
				  .listed = sql_copy(rows, LISTED, arena),
				  .performances = sql_int(rows, PERFORMANCES) };
}

/* In the order they open; those without a date last. */
enum bo_status bo_show_list(struct bo *bo, struct bo_arena *arena, int64_t season_id,
			    struct bo_shows *list)
{
	return sql_list(bo, SQL_ROWS(arena, list->row, list->n, read_row),
			SHOW
			"WHERE $1 IS NULL OR s.season_id = $1 "
			"ORDER BY n.first, n.id, coalesce((SELECT min(p.at) FROM performance p "
			"WHERE p.show_id = s.id), 9000000000000), s.title_fold, s.id",
			"r", season_id);
}

enum bo_status bo_show_get(struct bo *bo, struct bo_arena *arena, int64_t id, struct bo_show *show)
{
	return sql_one(bo, SQL_ROW(arena, show, read_row), "show", SHOW "WHERE s.id = $1", "i", id);
}

enum bo_status bo_show_find(struct bo *bo, struct bo_arena *arena, const char *text,
			    struct bo_show *show)
{
	int64_t id = 0;
	enum bo_status status = naming_find(bo, &naming, text, 0, &id);

	return status ? status : bo_show_get(bo, arena, id, show);
}
