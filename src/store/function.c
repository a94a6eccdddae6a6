/*
 * The few functions that PostgreSQL has and this version of SQLite lacks, so that
 * the SQL of the other rooms can use them.
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

enum bo_status store_add_functions(struct bo *bo)
{
	return store_fail(
		bo, sqlite3_create_function(bo->store->db, "string_agg", 2,
					    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
					    NULL, NULL, gather, gathered));
}
