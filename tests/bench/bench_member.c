/*
 * A list of a million members: finding one by what was typed or scanned, as every sale and every
 * offer asks, goal 1 ms; searching it by the beginnings of words; making a hundred thousand codes.
 */
#include "audience/known.h"
#include "store/words.h"
#include "support/measure.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { MEMBERS = 1000000, ROUNDS = 2000, SEARCHES = 50, CODES = 100000 };

/* Codes and e-mails stand in the list in another order than in their indexes. */
static void fill(struct bo *bo, int64_t list)
{
	OK(bo, act_begin(bo));
	OK(bo, sql_run(bo,
		       "INSERT INTO member (audience_id, code, code_fold, email, email_fold, "
		       "category, location, quantity) WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL "
		       "SELECT i + 1 FROM n WHERE i < 999999), s (i, k) AS (SELECT i, "
		       "(i * 7919 + 13) % 1000003 FROM n) SELECT $1, 'AB-' || k, 'ab' || k, "
		       "'p' || k || '@example.org', 'p' || k || '@example.org', "
		       "CASE WHEN i % 1000 = 0 THEN 'Balcony' ELSE 'Stalls' END, "
		       "'Row ' || (i % 40) || ' / ' || i, 2 FROM s",
		       "i", list));
	OK(bo, sql_run(bo, "UPDATE audience SET members = 1000000 WHERE id = $1", "i", list));
	OK(bo, words_add_list(bo, list));
	OK(bo, act_end(bo, BO_OK));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM member"), MEMBERS);
}

static void text_of(char *text, size_t size, int round, bool email)
{
	int k = (int)(((int64_t)round * 104729 % MEMBERS * 7919 + 13) % 1000003);

	snprintf(text, size, email ? "P%d@Example.org" : "ab %d", k);
}

static void report(const char *what, struct measure *times, double goal)
{
	char line[120];

	snprintf(line, sizeof line, "%s, median", what);
	measure_row(line, measure_at(times, 0.5), "ms", goal);
	snprintf(line, sizeof line, "%s, one in a hundred slower than", what);
	measure_row(line, measure_at(times, 0.99), "ms", goal);
	measure_clear(times);
}

static void bench_find(struct bo *bo, int64_t list, bool email)
{
	struct measure find = { 0 }, known = { 0 }, asked = { 0 };

	for (int round = 0; round < ROUNDS; round++) {
		struct bo_arena arena = { 0 };
		struct bo_member member = { 0 };
		struct bo_members all = { 0 };
		struct known_members row = { 0 };
		char text[64];
		double start;

		text_of(text, sizeof text, round, email);
		start = measure_now();
		OK(bo, bo_member_find(bo, &arena, list, text, &member));
		measure_add(&find, start);
		start = measure_now();
		OK(bo, audience_known(bo, &arena, list, text, 0,
				      1u << BO_UNLOCK_CODE | 1u << BO_UNLOCK_EMAIL, &row));
		measure_add(&asked, start);
		start = measure_now();
		OK(bo, bo_member_known(bo, &arena, text, &all));
		measure_add(&known, start);
		assert_int_equal(all.n, 1);
		assert_int_equal(row.n, 1);
		assert_int_equal(row.row[0].id, member.id);
		bo_arena_clear(&arena);
	}
	report(email ? "a member found by e-mail" : "a member found by code", &find, 1);
	report(email ? "  as a sale asks, by e-mail" : "  as a sale asks, by code", &asked, 1);
	report(email ? "  in all audiences, by e-mail" : "  in all audiences, by code", &known, 1);
}

static void bench_search(struct bo *bo, int64_t list, const char *words, size_t wanted, double goal)
{
	struct measure times = { 0 };
	char what[120];

	for (int round = 0; round < SEARCHES; round++) {
		struct bo_arena arena = { 0 };
		struct bo_member_filter filter = { .audience_id = list,
						   .words = words,
						   .limit = 50 };
		struct bo_members found = { 0 };
		double start = measure_now();

		OK(bo, bo_member_list(bo, &arena, &filter, &found));
		measure_add(&times, start);
		assert_int_equal(found.n, wanted);
		bo_arena_clear(&arena);
	}
	snprintf(what, sizeof what, "the first 50 of \"%s\", median", words);
	if (goal > 0)
		measure_row(what, measure_at(&times, 0.5), "ms", goal);
	else
		measure_note(what, measure_at(&times, 0.5), "ms");
	measure_clear(&times);
}

static void bench_generate(struct bo *bo)
{
	struct bo_code_plan plan = { .count = CODES, .length = 8, .prefix = "XM-" };
	struct measure times = { 0 };
	int64_t list = 0, first = 0;
	double start;

	OK(bo, bo_audience_add(bo, "Codes", 1, &list));
	start = measure_now();
	OK(bo, bo_member_generate(bo, list, &plan, NULL, NULL, &first));
	measure_add(&times, start);
	measure_row("100,000 codes beside a million", measure_at(&times, 0.5) / 1000, "s", 5);
	measure_clear(&times);
}

static void bench_combine(struct bo *bo, int64_t list, int64_t codes)
{
	struct bo_audience_part parts[2] = { { list, false }, { codes, true } };
	struct measure times = { 0 };
	int64_t id = 0, members = 0;
	double start = measure_now();

	OK(bo, bo_audience_combine(bo, "Rest", parts, 2, &id, &members));
	measure_add(&times, start);
	assert_int_equal(members, MEMBERS);
	measure_note("a million less a hundred thousand", measure_at(&times, 0.5) / 1000, "s");
	measure_clear(&times);
}

static void bench_members(void **state)
{
	struct bo *bo = test_office();
	int64_t list = 0, codes = 0;

	(void)state;
	OK(bo, bo_audience_add(bo, "Everybody", 2, &list));
	fill(bo, list);
	bench_find(bo, list, false);
	bench_find(bo, list, true);
	bench_search(bo, list, "ab1234", 50, 16);
	bench_search(bo, list, "ab 12 34 56", 1, 16);
	bench_search(bo, list, "p99", 50, 16);
	bench_search(bo, list, "a", 50, 16);
	bench_search(bo, list, "stalls row 7", 50, 16);
	bench_search(bo, list, "balcony", 50, 0);
	bench_search(bo, list, "nothing", 0, 50);
	bench_search(bo, list, "stalls nothing", 0, 50);
	bench_generate(bo);
	OK(bo, bo_audience_find(bo, "Codes", &codes));
	bench_combine(bo, list, codes);
	test_office_end(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bench_members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
