/*
 * The few functions that PostgreSQL has and this version of SQLite lacks, or that
 * its schema would define in one line, so that the SQL of the other rooms can use
 * them.
 */
#include "store/store.h"

/* string_agg(text, separator): the texts in the order they come, one behind the other. */
struct gathered {
	char *text;
	bool failed;
};

static void gather(sqlite3_context *context, int n, sqlite3_value **values)
{
	struct gathered *all = sqlite3_aggregate_context(context, sizeof *all);
	const char *text = (const char *)sqlite3_value_text(values[0]);
	const char *separator = (const char *)sqlite3_value_text(values[1]);
	char *longer;

	(void)n;
	if (!all || all->failed || !text)
		return;
	longer = sqlite3_mprintf("%s%s%s", all->text ? all->text : "",
				 all->text && separator ? separator : "", text);
	sqlite3_free(all->text);
	all->text = longer;
	all->failed = !longer;
}

static void gathered(sqlite3_context *context)
{
	struct gathered *all = sqlite3_aggregate_context(context, 0);

	if (!all || (!all->text && !all->failed))
		sqlite3_result_null(context);
	else if (all->failed)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_text(context, all->text, -1, sqlite3_free);
}

/* local_day(moment, zone): the day of the calendar there, "2026-01-05". */
static void local_day(sqlite3_context *context, int n, sqlite3_value **values)
{
	const char *zone = (const char *)sqlite3_value_text(values[1]);
	char day[BO_DATE_SIZE];

	(void)n;
	if (!zone || sqlite3_value_type(values[0]) == SQLITE_NULL) {
		sqlite3_result_null(context);
		return;
	}
	bo_date_of(sqlite3_value_int64(values[0]), zone, day);
	sqlite3_result_text(context, day, -1, SQLITE_TRANSIENT);
}

enum bo_status store_add_functions(struct bo *bo)
{
	const int how = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
	sqlite3 *db = bo->store->db;
	int code = sqlite3_create_function(db, "string_agg", 2, how, NULL, NULL, gather, gathered);

	if (code == SQLITE_OK)
		code = sqlite3_create_function(db, "local_day", 2, how, NULL, local_day, NULL,
					       NULL);
	return store_fail(bo, code);
}
