/*
 * Patrons with awkward names: added, found by any word of theirs in any order,
 * and told apart.
 */
#include "store/sql.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

struct stage {
	struct bo *bo;
	struct bo_arena arena;
	int64_t zoe, lukasz, lee, muller;
};

static int64_t added(struct stage *s, const char *name, const char *email)
{
	int64_t id = 0;

	OK(s->bo, bo_patron_add(s->bo, name, email, NULL, &id));
	return id;
}

static int setup(void **state)
{
	struct stage *s = calloc(1, sizeof *s);

	s->bo = test_office();
	test_act_as(s->bo, BO_ROLE_CLERK);
	s->zoe = added(s, "Zoë O’Hara", "zoe.ohara@example.org");
	s->lukasz = added(s, "Łukasz Ōta", NULL);
	s->lee = added(s, "李小龍", "bruce@dragon.example");
	s->muller = added(s, "Anna Müller-Lüdenscheidt", "AML@Example.org");
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct stage *s = *state;

	bo_arena_clear(&s->arena);
	test_office_end(s->bo);
	free(s);
	return 0;
}

static void finds(struct stage *s, const char *words, int64_t id)
{
	struct bo_patrons list = { 0 };

	OK(s->bo, bo_patron_search(s->bo, &s->arena, words, 50, &list));
	if (list.n != (size_t)(id != 0) || (id && list.row[0].id != id))
		fail_msg("\"%s\" finds %zu, the first being %s", words, list.n,
			 list.n ? list.row[0].name : "nobody");
}

static void test_search(void **state)
{
	struct stage *s = *state;
	struct bo_patrons list = { 0 };

	finds(s, "zoe", s->zoe);
	finds(s, "ZOË o'h", s->zoe);
	finds(s, "ohara", s->zoe);
	finds(s, "hara zo", s->zoe);
	finds(s, "o hara", s->zoe);
	finds(s, "zoe.oh", s->zoe);
	finds(s, "lukasz", s->lukasz);
	finds(s, "ota luk", s->lukasz);
	finds(s, "小龍", 0);
	finds(s, "李小", s->lee);
	finds(s, "dragon", s->lee);
	finds(s, "ludensch", s->muller);
	finds(s, "muller-lud ann", s->muller);
	finds(s, "mullerlud", s->muller);
	finds(s, "aml@example.org", s->muller);
	finds(s, "aml example", s->muller);
	finds(s, "org", 0);	/* the last label alone names nobody */
	finds(s, "walk-up", 0); /* nor is anybody the walk-up patron */
	finds(s, "walk", 0);
	finds(s, "zoe lukasz", 0);
	finds(s, "'", 0);
	finds(s, "%", 0);
	OK(s->bo, bo_patron_search(s->bo, &s->arena, "example.o", 50, &list));
	assert_int_equal(list.n, 2);
	assert_int_equal(list.row[0].id, s->muller); /* by name */
	OK(s->bo, bo_patron_search(s->bo, &s->arena, "example.o", 1, &list));
	assert_int_equal(list.n, 1);
	OK(s->bo, bo_patron_search(s->bo, &s->arena, "  ", 50, &list));
	assert_int_equal(list.n, 4);
	SAYS(s->bo, BO_INVALID, "at most 16",
	     bo_patron_search(s->bo, &s->arena, "a b c d e f g h i j k l m n o p q", 5, &list));
}

static void test_add_refusals(void **state)
{
	static const char *const emails[] = { "zoe",	      "@",	     "zoe@",
					      "@example.org", "a@b@c",	     "a b@c",
					      "a@b c",	      "a\xc2\xa0@b", "a@b\n" };
	struct stage *s = *state;
	char long_name[10001];
	int64_t id = 0;

	for (size_t i = 0; i < sizeof emails / sizeof *emails; i++)
		SAYS(s->bo, BO_INVALID, "e", bo_patron_add(s->bo, "A", emails[i], NULL, &id));
	assert_string_equal(bo_error(s->bo)->field, "email");
	memset(long_name, 'x', sizeof long_name - 1);
	long_name[sizeof long_name - 1] = '\0';
	SAYS(s->bo, BO_INVALID, "too long", bo_patron_add(s->bo, long_name, NULL, NULL, &id));
	SAYS(s->bo, BO_INVALID, "too long", bo_patron_add(s->bo, "A", NULL, long_name, &id));
	SAYS(s->bo, BO_INVALID, "empty", bo_patron_add(s->bo, " ", NULL, NULL, &id));
	SAYS(s->bo, BO_INVALID, "id", bo_patron_add(s->bo, "12", NULL, NULL, &id));
	SAYS(s->bo, BO_INVALID, "id", bo_patron_add(s->bo, "1984", NULL, NULL, &id));
	SAYS(s->bo, BO_EXISTS, "Zoë O’Hara has the e-mail",
	     bo_patron_add(s->bo, "Someone", "ZOE.OHARA@example.ORG", NULL, &id));
	test_act_as(s->bo, BO_ROLE_DOOR);
	SAYS(s->bo, BO_REFUSED, "", bo_patron_add(s->bo, "A", NULL, NULL, &id));
	assert_int_equal(bo_refusal(s->bo)->rule, BO_RULE_PERMISSION);
	assert_int_equal(id, 0);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM patron"), 5);
}

static void test_letters_beyond_ascii_in_an_email(void **state)
{
	struct stage *s = *state;

	finds(s, "à.la@käse.example", added(s, "À la Carte", "à.la@käse.example"));
}

static void test_find(void **state)
{
	struct stage *s = *state;
	struct bo_patron p = { 0 };
	char text[24];
	int64_t twin;

	OK(s->bo, bo_patron_find(s->bo, &s->arena, " zoe  o'hara ", &p));
	assert_int_equal(p.id, s->zoe);
	assert_string_equal(p.name, "Zoë O’Hara");
	assert_string_equal(p.phone, "");
	assert_int_equal(p.orders, 0);
	OK(s->bo, bo_patron_find(s->bo, &s->arena, "aml@EXAMPLE.org", &p));
	assert_int_equal(p.id, s->muller);
	snprintf(text, sizeof text, "%lld", (long long)s->lee);
	OK(s->bo, bo_patron_find(s->bo, &s->arena, text, &p));
	assert_int_equal(p.id, s->lee);
	OK(s->bo, bo_patron_find(s->bo, &s->arena, "1", &p));
	assert_int_equal(p.id, BO_PATRON_WALK_UP);
	SAYS(s->bo, BO_NOT_FOUND, "did you mean \"Łukasz Ōta\"?",
	     bo_patron_find(s->bo, &s->arena, "Lukasz Oat", &p));
	SAYS(s->bo, BO_NOT_FOUND, "did you mean \"Zoë O’Hara\"?",
	     bo_patron_find(s->bo, &s->arena, "ohara", &p));
	SAYS(s->bo, BO_NOT_FOUND, "There is no patron \"Nobody Known\".",
	     bo_patron_find(s->bo, &s->arena, "Nobody Known", &p));
	SAYS(s->bo, BO_NOT_FOUND, "e-mail", bo_patron_find(s->bo, &s->arena, "a@b", &p));
	SAYS(s->bo, BO_NOT_FOUND, "", bo_patron_find(s->bo, &s->arena, "", &p));
	SAYS(s->bo, BO_NOT_FOUND, "no such patron", bo_patron_find(s->bo, &s->arena, "999", &p));
	twin = added(s, "ZOE O'HARA", NULL);
	SAYS(s->bo, BO_INVALID, "Several patrons",
	     bo_patron_find(s->bo, &s->arena, "Zoë O'Hara", &p));
	assert_true(twin != s->zoe);
}

static void test_journal_keeps_no_names(void **state)
{
	struct stage *s = *state;

	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal WHERE kind = "
					    "'patron.added'"),
			 4);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal WHERE body LIKE "
					    "'%example%' OR body LIKE '%Hara%'"),
			 0);
}

static double milliseconds_of(struct stage *s, const char *words, size_t *n)
{
	struct timespec start, end;
	struct bo_patrons list = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &start);
	OK(s->bo, bo_patron_search(s->bo, &s->arena, words, 20, &list));
	clock_gettime(CLOCK_MONOTONIC, &end);
	*n = list.n;
	return (double)(end.tv_sec - start.tv_sec) * 1e3 +
	       (double)(end.tv_nsec - start.tv_nsec) / 1e6;
}

static void test_many_people(void **state)
{
	static const struct {
		const char *words;
		size_t n;
	} searches[] = {
		{ "p", 20 },
		{ "p fam", 20 },
		{ "person77777", 1 },
		{ "fam person12", 20 },
		{ "fam77777 person", 1 },
		{ "person1 fam99998", 0 },
		{ "zo", 1 },
		{ "nobody", 0 },
	};
	struct stage *s = *state;

	OK(s->bo,
	   sql_run(s->bo,
		   "INSERT INTO patron (name, name_fold) WITH RECURSIVE n (i) AS "
		   "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
		   "SELECT 'Person' || i || ' Fam' || i, 'person' || i || ' fam' || i FROM n",
		   ""));
	OK(s->bo, sql_run(s->bo,
			  "INSERT INTO patron_word (word, patron_id) SELECT "
			  "substr(name_fold, 1, instr(name_fold, ' ') - 1), id FROM patron "
			  "WHERE name_fold LIKE 'person%' UNION ALL SELECT "
			  "substr(name_fold, instr(name_fold, ' ') + 1), id FROM patron "
			  "WHERE name_fold LIKE 'person%'",
			  ""));
	for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
		size_t n;
		double ms = milliseconds_of(s, searches[i].words, &n);

		print_message("among 100,000: \"%s\" finds %zu in %.1f ms\n", searches[i].words, n,
			      ms);
		assert_int_equal(n, searches[i].n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_search, setup, teardown),
		cmocka_unit_test_setup_teardown(test_add_refusals, setup, teardown),
		cmocka_unit_test_setup_teardown(test_letters_beyond_ascii_in_an_email, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_find, setup, teardown),
		cmocka_unit_test_setup_teardown(test_journal_keeps_no_names, setup, teardown),
		cmocka_unit_test_setup_teardown(test_many_people, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
