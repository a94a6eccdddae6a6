/*
 * No question about one person reads a large table whole, and neither does editing or merging.
 */
#include "store/sql.h"
#include "store/store.h"
#include "support/office.h"
#include "support/plan.h"
#include "support/town.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

enum { PEOPLE = 20000 };

/* By the names and the short names that statements give them. */
static const char *const large[] = { "patron",
				     "p",
				     "q",
				     "patron_word",
				     "w",
				     "orders",
				     "o",
				     "voucher",
				     "v",
				     "journal",
				     "j",
				     "ticket",
				     "patron_label",
				     "patron_event",
				     "patron_former",
				     "patron_email_other",
				     "campaign_use",
				     "u",
				     NULL };

static bool is_chosen(const char *sql)
{
	/* reading on in the order of an index, with a limit, is what they are for */
	return strncmp(sql, "INSERT", 6) != 0 && strncmp(sql, "BEGIN", 5) != 0 &&
	       strncmp(sql, "COMMIT", 6) != 0 && !strstr(sql, "LIMIT");
}

static bool is_walk(const char *sql)
{
	return strstr(sql, ") > ($1, $2)") != NULL;
}

static const struct plan_look look = { large, true, is_chosen }, walks = { large, true, is_walk };

static void exercise(struct bo *bo, struct bo_arena *arena)
{
	static const char *const texts[] = { "",	 "m",		"zo",
					     "a b",	 "smith maria", "x q",
					     "49 2",	 "492 g h",	"a b c d e f g h",
					     "maria zz", "e x",		"maria" };
	static const char *const label[] = { "Press" };
	struct bo_patrons people;
	struct bo_patron person;
	struct bo_patron_events events;
	struct bo_labels labels;
	int64_t a = 0, b = 0;

	for (size_t i = 0; i < 2 * (sizeof texts / sizeof *texts); i++)
		OK(bo, bo_patron_search(bo, arena, texts[i / 2], i % 2 ? 0 : 60, &people));
	OK(bo, bo_patron_add(bo, "Zoë O’Hara", "z@example.org", "030 1", &a));
	OK(bo, bo_patron_add(bo, "Adam", "a@example.org", "030 2", &b));
	OK(bo, bo_patron_edit(bo, a,
			      &(struct bo_patron_fields){
				      .name = "Zoe", .n_add_labels = 1, .add_label = label }));
	OK(bo, bo_patron_find(bo, arena, "zoe", &person));
	OK(bo, bo_patron_find(bo, arena, "A@example.org", &person));
	OK(bo, bo_patron_merge(bo, a, b));
	OK(bo, bo_patron_find(bo, arena, "A@example.org", &person));
	OK(bo, bo_patron_history(bo, arena, a, 50, &events));
	OK(bo, bo_label_list(bo, arena, &labels));
}

static void test_no_statement_reads_a_large_table_whole(void **state)
{
	struct bo *bo = test_office();
	struct bo_arena arena = { 0 };

	(void)state;
	town_fill(bo, PEOPLE);
	exercise(bo, &arena);
	assert_int_equal(
		plan_scans(bo, &look, "SELECT p.name FROM patron p WHERE p.name = 'x'", false), 1);
	assert_true(plan_check(bo, &look) > 25);
	bo_arena_clear(&arena);
	test_office_end(bo);
}

/* Where a walk goes on is sought, not walked to. */
static void test_walks_go_on_by_an_index(void **state)
{
	struct bo *bo = test_office();
	struct bo_arena arena = { 0 };

	(void)state;
	town_fill(bo, PEOPLE);
	exercise(bo, &arena);
	assert_int_equal(plan_check(bo, &walks), 5);
	bo_arena_clear(&arena);
	test_office_end(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_statement_reads_a_large_table_whole),
		cmocka_unit_test(test_walks_go_on_by_an_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
