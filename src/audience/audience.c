/*
 * Audiences themselves: named, made empty or of attendees, edited, deleted.  What
 * they hold is counted where it changes; of attendees the performances keep it.
 */
#include <boxoffice/audience.h>

#include "audience/roll.h"
#include "base/fail.h"
#include "journal/journal.h"
#include "store/naming.h"

#include <jansson.h>

enum { PERFORMANCES_MAX = 1000 };

static enum bo_status check_free(struct bo *bo, const char *name, const char *fold, int64_t but)
{
	int64_t other;
	enum bo_status status =
		sql_number(bo, &other, "SELECT id FROM audience WHERE name_fold = $1", "s", fold);

	if (!status && other != BO_NONE && other != but)
		status = fail_field(bo, BO_EXISTS, "name", name,
				    "There is an audience \"%s\" already.", name);
	if (!status)
		status = naming_check_looks(bo, "SELECT id, name FROM audience", false, 0, name,
					    but);
	return status;
}

enum bo_status audience_make(struct bo *bo, const char *name, bool attendees, int64_t quantity,
			     int64_t *id)
{
	char fold[NAME_FOLD];
	enum bo_status status = name_check(bo, "name", name, fold);

	if (!status)
		status = check_quantity(bo, quantity);
	if (!status)
		status = check_free(bo, name, fold, 0);
	if (status)
		return status;
	return sql_number(
		bo, id,
		"INSERT INTO audience (name, name_fold, kind, quantity, created) "
		"VALUES ($1, $2, $3, $4, $5) RETURNING id",
		"sssii", name, fold,
		bo_audience_kind_code(attendees ? BO_AUDIENCE_ATTENDEES : BO_AUDIENCE_LIST),
		quantity, bo_now(bo));
}

/* Each once, and each must be there. */
static enum bo_status write_performances(struct bo *bo, int64_t id, const int64_t *performances,
					 size_t n, json_t *ids)
{
	if (n == 0)
		return fail_field(bo, BO_INVALID, "performance", "",
				  "An audience of attendees needs at least one performance.");
	if (n > PERFORMANCES_MAX)
		return fail_field(bo, BO_INVALID, "performance", "",
				  "An audience of attendees has at most %d performances.",
				  PERFORMANCES_MAX);
	for (size_t i = 0; i < n; i++) {
		int64_t found;
		enum bo_status status =
			sql_number(bo, &found, "SELECT id FROM performance WHERE id = $1", "i",
				   performances[i]);

		if (!status && found == BO_NONE)
			status = fail_number(bo, "performance", performances[i],
					     "There is no such performance.");
		if (!status)
			status = sql_run(bo,
					 "INSERT INTO audience_performance (audience_id, "
					 "performance_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
					 "ii", id, performances[i]);
		if (status)
			return status;
		if (json_array_append_new(ids, json_integer(performances[i])))
			return fail_memory(bo);
	}
	return BO_OK;
}

static enum bo_status add_list(struct bo *bo, const char *name, int64_t quantity, int64_t *id)
{
	enum bo_status status = audience_make(bo, name, false, quantity, id);

	if (status)
		return status;
	return journal_add(bo, "audience.added", 0, json_pack("{sI}", "id", (json_int_t)*id), NULL);
}

enum bo_status bo_audience_add(struct bo *bo, const char *name, int64_t quantity, int64_t *id)
{
	int64_t made = 0;
	enum bo_status status = keep_begin(bo);

	return status ? status : act_made(bo, add_list(bo, name, quantity, &made), &made, id);
}

/* Takes ids over. */
static enum bo_status journal_performances(struct bo *bo, const char *kind, int64_t id, json_t *ids)
{
	return journal_add(bo, kind, 0,
			   json_pack("{sI so}", "id", (json_int_t)id, "performances", ids), NULL);
}

static enum bo_status add_attendees(struct bo *bo, const char *name, const int64_t *performances,
				    size_t n, int64_t quantity, int64_t *id)
{
	json_t *ids = json_array();
	enum bo_status status = ids ? audience_make(bo, name, true, quantity, id) : fail_memory(bo);

	if (!status)
		status = write_performances(bo, *id, performances, n, ids);
	if (status) {
		json_decref(ids);
		return status;
	}
	return journal_performances(bo, "audience.added", *id, ids);
}

enum bo_status bo_audience_add_attendees(struct bo *bo, const char *name,
					 const int64_t *performances, size_t n, int64_t quantity,
					 int64_t *id)
{
	int64_t made = 0;
	enum bo_status status = keep_begin(bo);

	return status ? status
		      : act_made(bo, add_attendees(bo, name, performances, n, quantity, &made),
				 &made, id);
}

static enum bo_status set_performances(struct bo *bo, int64_t id, const int64_t *performances,
				       size_t n)
{
	struct roll roll;
	json_t *ids = json_array();
	enum bo_status status = ids ? roll_read(bo, id, &roll) : fail_memory(bo);

	if (!status && !roll.attendees)
		status = fail_field(bo, BO_INVALID, "performance", roll.name,
				    "%s is a list with members of its own, not of performances.",
				    roll.name);
	if (!status)
		status = sql_run(bo, "DELETE FROM audience_performance WHERE audience_id = $1", "i",
				 id);
	if (!status)
		status = write_performances(bo, id, performances, n, ids);
	if (status) {
		json_decref(ids);
		return status;
	}
	return journal_performances(bo, "audience.performances", id, ids);
}

enum bo_status bo_audience_set_performances(struct bo *bo, int64_t id, const int64_t *performances,
					    size_t n)
{
	enum bo_status status = keep_begin(bo);

	return status ? status : act_end(bo, set_performances(bo, id, performances, n));
}

static enum bo_status edit(struct bo *bo, int64_t id, const char *name, int64_t quantity)
{
	char fold[NAME_FOLD];
	struct roll roll;
	enum bo_status status = roll_read(bo, id, &roll);

	if (!status)
		status = check_quantity(bo, quantity);
	if (!status && name)
		status = name_check(bo, "name", name, fold);
	if (!status && name)
		status = check_free(bo, name, fold, id);
	if (!status && name)
		status = sql_run(bo, "UPDATE audience SET name = $1, name_fold = $2 WHERE id = $3",
				 "ssi", name, fold, id);
	if (!status)
		status = sql_run(bo, "UPDATE audience SET quantity = $1 WHERE id = $2", "ii",
				 quantity, id);
	if (status)
		return status;
	return journal_add(bo, "audience.edited", 0, json_pack("{sI}", "id", (json_int_t)id), NULL);
}

enum bo_status bo_audience_edit(struct bo *bo, int64_t id, const char *name, int64_t quantity)
{
	enum bo_status status = keep_begin(bo);

	return status ? status : act_end(bo, edit(bo, id, name, quantity));
}

static enum bo_status check_without_campaign(struct bo *bo, const struct roll *roll)
{
	char campaign[BO_SHORT_NAME] = "";
	struct bo_buf buf = BO_BUF(campaign);
	enum bo_status status = sql_string(bo, &buf,
					   "SELECT name FROM campaign WHERE audience_id = $1 "
					   "ORDER BY position, id LIMIT 1",
					   "i", roll->id);

	if (!status && *campaign)
		status = fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				   "%s cannot be deleted, as the campaign \"%s\" is for it.",
				   roll->name, campaign);
	return status;
}

static enum bo_status delete_audience(struct bo *bo, int64_t id)
{
	struct roll roll;
	enum bo_status status = roll_read(bo, id, &roll);

	if (!status)
		status = check_without_campaign(bo, &roll);
	if (!status)
		status = sql_run(bo, "DELETE FROM member WHERE audience_id = $1", "i", id);
	if (!status)
		status = sql_run(bo, "DELETE FROM audience WHERE id = $1", "i", id);
	if (status)
		return status;
	return journal_add(
		bo, "audience.deleted", 0,
		json_pack("{sI sI}", "id", (json_int_t)id, "members", (json_int_t)roll.members),
		NULL);
}

enum bo_status bo_audience_delete(struct bo *bo, int64_t id)
{
	enum bo_status status = keep_begin(bo);

	return status ? status : act_end(bo, delete_audience(bo, id));
}

/* Attendees are as many as places are sold: the performance keeps that. */
#define AUDIENCE                                                                                   \
	"SELECT a.id, a.name, a.kind, a.quantity, CASE WHEN a.kind = 'list' THEN a.members "       \
	"ELSE (SELECT coalesce(sum(p.sold), 0) FROM audience_performance x JOIN performance p "    \
	"ON p.id = x.performance_id WHERE x.audience_id = a.id) END, "                             \
	"(SELECT coalesce(sum(c.uses), 0) FROM campaign c WHERE c.audience_id = a.id), "           \
	"(SELECT count(*) FROM campaign c WHERE c.audience_id = a.id), a.created FROM audience a "

SQL_COLUMNS(ID, NAME, KIND, QUANTITY, MEMBERS, USES, CAMPAIGNS, CREATED);

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_audience *)row = (struct bo_audience){
		.id = sql_id(rows, ID),
		.name = sql_copy(rows, NAME, arena),
		.kind = bo_audience_kind_from_code(sql_text(rows, KIND)),
		.quantity = sql_int(rows, QUANTITY),
		.members = sql_int(rows, MEMBERS),
		.uses = sql_int(rows, USES),
		.n_campaigns = (size_t)sql_int(rows, CAMPAIGNS),
		.created = sql_int(rows, CREATED),
	};
}

enum bo_status bo_audience_list(struct bo *bo, struct bo_arena *arena, struct bo_audiences *list)
{
	enum bo_status status = roll_readable(bo);

	if (status)
		return status;
	return sql_list(bo, SQL_ROWS(arena, list->row, list->n, read_row),
			AUDIENCE "ORDER BY a.name_fold, a.id", "");
}

static enum bo_status get(struct bo *bo, struct bo_arena *arena, int64_t id,
			  struct bo_audience *audience)
{
	enum bo_status status = sql_one(bo, SQL_ROW(arena, audience, read_row), "audience",
					AUDIENCE "WHERE a.id = $1", "i", id);

	if (status)
		return status;
	return sql_list(
		bo, SQL_ROWS(arena, audience->performance, audience->n_performances, sql_read_id),
		"SELECT x.performance_id FROM audience_performance x JOIN performance p "
		"ON p.id = x.performance_id WHERE x.audience_id = $1 ORDER BY p.at, p.id",
		"i", id);
}

enum bo_status bo_audience_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			       struct bo_audience *audience)
{
	struct bo_audience found = { 0 };
	enum bo_status status = glance_begin(bo, roll_readable(bo));

	if (!status)
		status = glance_end(bo, get(bo, arena, id, &found));
	if (!status)
		*audience = found;
	return status;
}

static const struct naming naming = {
	.noun = "audience",
	.by_id = "SELECT id FROM audience WHERE id = $1",
	.by_name = "SELECT id FROM audience WHERE name_fold = $1",
	.names = "SELECT name FROM audience ORDER BY id DESC LIMIT 2000",
};

enum bo_status bo_audience_find(struct bo *bo, const char *text, int64_t *id)
{
	enum bo_status status = roll_readable(bo);

	return status ? status : naming_find(bo, &naming, text, 0, id);
}
