/*
 * What a search of a long list finds is what a walk through its members finds, whatever
 * was done to them before: added, edited, removed, generated, combined, read from a file.
 */
#include "store/words.h"
#include "support/season.h"

#include <boxoffice/import.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { MEMBERS = 300, LONG = 1000000 };

static const char *const pieces[] = { "Zoë",	  "O'Hara", "Lund-Berg", "Ärger",
				      "de",	  "Stalls", "Row 7",	 "7/12",
				      "St. John", "x--y",   "Łukasz",	 "ÅNGSTRÖM",
				      "(left)",	  "12",	    "a",	 "" };
static const char *const asked[] = { "zoe",   "o'hara", "hara", "ohara",   "berg", "lund-b",
				     "arger", "de",	"stal", "row 7",   "7/1",  "12",
				     "john",  "st.",	"-y",	"y",	   "luk",  "angs",
				     "left",  "(le",	"zzz",	"zoe zzz", "c1",   "p2",
				     "p2@",   "late",	"file", "12 7",	   "row",  "old",
				     "de zoe" };

static unsigned dice = 7;

static unsigned roll(unsigned n)
{
	dice = dice * 1103515245 + 12345;
	return (dice >> 16) % n;
}

static const char *any(char text[100])
{
	static const size_t n = sizeof pieces / sizeof *pieces;

	snprintf(text, 100, "%s %s", pieces[roll(n)], pieces[roll(n)]);
	return text + strspn(text, " ");
}

static int64_t add(struct bo *bo, int64_t list, int number)
{
	char code[20], email[40], name[100], category[100], location[100];
	struct bo_member_fields fields = { .code = code,
					   .email = email,
					   .name = any(name),
					   .category = any(category),
					   .location = any(location) };
	int64_t id = 0;

	snprintf(code, sizeof code, "C-%d", number);
	snprintf(email, sizeof email, "p%d@example.org", number);
	OK(bo, bo_member_add(bo, list, &fields, &id));
	return id;
}

static size_t ids_of(struct bo *bo, int64_t list, const char *words, int64_t ids[2 * MEMBERS])
{
	struct bo_arena arena = { 0 };
	struct bo_member_filter filter = { .audience_id = list, .words = words };
	struct bo_members found = { 0 };

	OK(bo, bo_member_list(bo, &arena, &filter, &found));
	assert_true(found.n <= 2 * MEMBERS);
	for (size_t i = 0; i < found.n; i++)
		ids[i] = found.row[i].id;
	bo_arena_clear(&arena);
	return found.n;
}

static void count(struct bo *bo, int64_t list, int64_t members)
{
	OK(bo, sql_run(bo, "UPDATE audience SET members = $1 WHERE id = $2", "ii", members, list));
}

/* A list that says it is short is walked through.  Nothing that is asked here begins a code or an
 * e-mail and more besides: in a long list that is taken for the beginning alone. */
static void same_as_a_walk(struct bo *bo, int64_t list)
{
	int64_t members = test_number(bo, "SELECT count(*) FROM member WHERE removed = 0");
	size_t some = 0;

	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		int64_t walked[2 * MEMBERS], quick[2 * MEMBERS];
		size_t n = ids_of(bo, list, asked[i], walked), m;

		count(bo, list, LONG);
		m = ids_of(bo, list, asked[i], quick);
		count(bo, list, members);
		some += n;
		if (n != m || memcmp(walked, quick, n * sizeof *walked) != 0)
			fail_msg("\"%s\": walked %zu, found %zu", asked[i], n, m);
	}
	assert_true(some > 0);
}

/* No word of any member is missing. */
static void whole_table(struct bo *bo, int64_t list)
{
	int64_t missing = -1;

	OK(bo, words_missing(bo, list, &missing));
	assert_int_equal(missing, 0);
}

static void test_whatever_was_done(void **state)
{
	struct bo *bo = test_office();
	struct bo_code_plan plan = {
		.count = 5, .length = 8, .prefix = "XM-", .category = "Late (night)"
	};
	int64_t list = 0, first = 0, ids[MEMBERS], rest = 0, members = 0;

	(void)state;
	OK(bo, bo_audience_add(bo, "Friends", 2, &list));
	for (int i = 0; i < MEMBERS; i++)
		ids[i] = add(bo, list, 100 + i);
	same_as_a_walk(bo, list);
	for (int i = 0; i < MEMBERS / 2; i++) {
		char name[100], location[100];
		struct bo_member_fields fields = { .name = any(name), .location = any(location) };

		OK(bo, bo_member_edit(bo, ids[roll(MEMBERS)], &fields));
	}
	OK(bo, bo_member_edit(bo, ids[0], &(struct bo_member_fields){ .name = "Old name" }));
	same_as_a_walk(bo, list);
	OK(bo, bo_member_remove(bo, ids, MEMBERS / 3));
	same_as_a_walk(bo, list);
	OK(bo, bo_member_generate(bo, list, &plan, NULL, NULL, &first));
	same_as_a_walk(bo, list);
	whole_table(bo, list);
	OK(bo,
	   bo_audience_combine(bo, "Again",
			       &(struct bo_audience_part){ .audience_id = list, .minus = false }, 1,
			       &rest, &members));
	whole_table(bo, rest);
	OK(bo, bo_audience_delete(bo, list));
	same_as_a_walk(bo, rest);
	test_check(bo);
	OK(bo, bo_audience_delete(bo, rest));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM member_word"), 0);
	test_office_end(bo);
}

/* Buyers and their names come to a list with the vouchers they have. */
static void test_attendees_combined(void **state)
{
	struct bo *bo = test_office();
	struct test_season season = test_season(bo);
	struct bo_wish wish = { season.tonight, season.adult, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
	struct bo_order order = { 0 };
	struct bo_arena arena = { 0 };
	int64_t crowd = 0, list = 0, members = 0, found[2 * MEMBERS];

	(void)state;
	OK(bo, bo_patron_add(bo, "Zoë O'Hara", "zoe@example.org", NULL, &sale.patron_id));
	OK(bo, bo_audience_add_attendees(bo, "Crowd", &season.tonight, 1, 1, &crowd));
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	OK(bo,
	   bo_audience_combine(bo, "Were there", &(struct bo_audience_part){ .audience_id = crowd },
			       1, &list, &members));
	whole_table(bo, list);
	count(bo, list, LONG);
	assert_int_equal(ids_of(bo, list, "hara", found), 2);
	assert_int_equal(ids_of(bo, list, "nobody", found), 0);
	count(bo, list, members);
	test_check(bo);
	bo_arena_clear(&arena);
	test_office_end(bo);
}

static void read_file(struct bo *bo, int64_t list, const char *rows)
{
	struct bo_import_options options = { .kind = BO_IMPORT_MEMBERS,
					     .audience_id = list,
					     .encoding = BO_ENCODING_COUNT,
					     .update = true,
					     .header = -1 };
	struct bo_import *import;
	char path[600];
	FILE *file;

	snprintf(path, sizeof path, "%s.csv", bo_store_path(bo));
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(rows, file);
	assert_int_equal(fclose(file), 0);
	OK(bo, bo_import_open(bo, path, &options, &import));
	OK(bo, bo_import_apply(import, false, NULL, NULL, NULL));
	bo_import_close(import);
	unlink(path);
}

static void test_files(void **state)
{
	struct bo *bo = test_office();
	int64_t list = 0;

	(void)state;
	OK(bo, bo_audience_add(bo, "Friends", 2, &list));
	add(bo, list, 1);
	read_file(bo, list,
		  "Code,Name,Category,Location\nC-1,,Old Cello,\nC-2,Łukasz File,,Row 7/12\n"
		  "C-3,Zoë,de,a\n");
	same_as_a_walk(bo, list);
	whole_table(bo, list);
	read_file(bo, list, "Code,Location\nC-2,St. John (left)\nC-3,x--y late\n");
	same_as_a_walk(bo, list);
	whole_table(bo, list);
	test_check(bo);
	test_office_end(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whatever_was_done),
		cmocka_unit_test(test_attendees_combined),
		cmocka_unit_test(test_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
