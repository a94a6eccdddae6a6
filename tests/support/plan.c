/*
 * Statements are kept by the store as they were prepared, so they can be explained afterwards.
 */
#include "support/plan.h"

#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Each step of the plan, until take() says it has seen enough. */
static void explain(struct bo *bo, const char *sql, bool (*take)(const char *detail, void *arg),
		    void *arg)
{
	char *text = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *plan = NULL;

	assert_int_equal(sqlite3_prepare_v2(bo->store->db, text, -1, &plan, NULL), SQLITE_OK);
	while (sqlite3_step(plan) == SQLITE_ROW &&
	       take((const char *)sqlite3_column_text(plan, 3), arg))
		;
	sqlite3_finalize(plan);
	sqlite3_free(text);
}

struct scan {
	const struct plan_look *look;
	const char *sql;
	bool show;
	int n;
};

static bool take_scan(const char *detail, void *arg)
{
	struct scan *scan = arg;

	for (size_t i = 0; scan->look->large[i]; i++) {
		size_t n = strlen(scan->look->large[i]);

		if (strncmp(detail, "SCAN ", 5) != 0 ||
		    strncmp(detail + 5, scan->look->large[i], n) != 0 ||
		    (detail[5 + n] != '\0' && detail[5 + n] != ' ') ||
		    (!scan->look->index_too && strstr(detail, " USING ")))
			continue;
		scan->n++;
		if (scan->show)
			print_error("%s\n\tin: %s\n", detail, scan->sql);
		break;
	}
	return true;
}

int plan_scans(struct bo *bo, const struct plan_look *look, const char *sql, bool show)
{
	struct scan scan = { look, sql, show, 0 };

	explain(bo, sql, take_scan, &scan);
	return scan.n;
}

static bool is_select(const char *sql)
{
	return strncmp(sql, "SELECT", 6) == 0;
}

int plan_check(struct bo *bo, const struct plan_look *look)
{
	int looked = 0, bad = 0;

	for (size_t i = 0; i < STATEMENTS; i++) {
		const char *sql = bo->store->kept[i].sql;

		if (!sql || !(look->chosen ? look->chosen : is_select)(sql))
			continue;
		looked++;
		bad += plan_scans(bo, look, sql, true);
	}
	assert_int_equal(bad, 0);
	return looked;
}

struct meeting {
	const char *index;
	bool met;
};

static bool take_meeting(const char *detail, void *arg)
{
	struct meeting *meeting = arg;

	meeting->met = strstr(detail, meeting->index) != NULL;
	return !meeting->met;
}

void plan_met(struct bo *bo, const char *const *indexes)
{
	for (; *indexes; indexes++) {
		struct meeting meeting = { *indexes, false };

		for (size_t i = 0; i < STATEMENTS && !meeting.met; i++)
			if (bo->store->kept[i].sql && is_select(bo->store->kept[i].sql))
				explain(bo, bo->store->kept[i].sql, take_meeting, &meeting);
		if (!meeting.met)
			fail_msg("nothing went through %s", *indexes);
	}
}

void plan_avoided(struct bo *bo, const char *part, const char *index)
{
	for (size_t i = 0; i < STATEMENTS; i++) {
		const char *sql = bo->store->kept[i].sql;
		struct meeting meeting = { index, false };

		if (!sql || !is_select(sql) || !strstr(sql, part))
			continue;
		explain(bo, sql, take_meeting, &meeting);
		if (meeting.met)
			fail_msg("%s is met in: %s", index, sql);
	}
}
