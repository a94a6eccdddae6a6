/*
 * Codes: how they are compared, what the check character finds (all of it tried
 * out), and that none is made twice.
 */
#include "audience/codes.h"
#include "store/sql.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char letters[] = "23456789cdfhjkmnprtvwxy";

static void folds(const char *text, const char *wanted)
{
	char fold[BO_CODE_FOLD];

	bo_code_fold(text, fold);
	assert_string_equal(fold, wanted);
}

static void test_fold(void **state)
{
	char long_code[2000], fold[BO_CODE_FOLD];

	(void)state;
	folds("", "");
	folds("0042", "0042");
	folds(" 00 42 - aB\xc2\xa0"
	      "C ",
	      "0042abc");
	folds("Äpfel—Straße", "apfelstrasse");
	folds("a\xe2\x80\x90"
	      "b\xe2\x80\x91"
	      "c\xe2\x80\x92"
	      "d\xe2\x80\x93"
	      "e\xe2\x80\x94"
	      "f"
	      "\xe2\x80\x95"
	      "g\xe2\x88\x92"
	      "h\xef\xbc\x8d"
	      "i\xc2\xad"
	      "j\xe2\x81\x83"
	      "k",
	      "abcdefghijk");
	folds("O0 Il1", "o0il1"); /* look-alikes are not made one: others' codes have both */
	folds("ＡＢ１２", "ab12");
	folds("a\xff"
	      "b",
	      "ab");
	folds("A_B.C/D", "a_b.c/d");
	memset(long_code, 'x', sizeof long_code - 1);
	long_code[sizeof long_code - 1] = '\0';
	folds(long_code, "");
	long_code[BO_CODE_FOLD] = '\0';
	folds(long_code, ""); /* one too many is the code of nobody, not another's */
	long_code[BO_CODE_FOLD - 1] = '\0';
	bo_code_fold(long_code, fold);
	assert_int_equal(strlen(fold), BO_CODE_FOLD - 1);
}

/* Every length, every place, every wrong character, every swap of neighbours. */
static void test_check_character(void **state)
{
	unsigned char random[2 * CODE_LENGTH_MAX];
	char code[CODE_LENGTH_MAX + 1], fold[BO_CODE_FOLD];
	int tried = 0;

	(void)state;
	srand(4);
	for (size_t length = CODE_LENGTH_MIN; length <= CODE_LENGTH_MAX; length++)
		for (int round = 0; round < 20; round++) {
			for (size_t i = 0; i < sizeof random; i++)
				random[i] = (unsigned char)(rand() >> 4);
			code_make(random, length, code);
			assert_int_equal(strlen(code), length);
			assert_int_equal(strspn(code, "23456789CDFHJKMNPRTVWXY"), length);
			bo_code_fold(code, fold);
			assert_int_equal(code_shape(fold, "", length), BO_CODE_SOUND);
			for (size_t at = 0; at < length; at++) {
				char right = fold[at];

				for (const char *p = letters; *p; p++) {
					fold[at] = *p;
					assert_int_equal(code_shape(fold, "", length),
							 *p == right ? BO_CODE_SOUND
								     : BO_CODE_MISTYPED);
					tried++;
				}
				fold[at] = right;
				if (at == 0 || fold[at - 1] == right)
					continue;
				fold[at] = fold[at - 1];
				fold[at - 1] = right;
				assert_int_equal(code_shape(fold, "", length), BO_CODE_MISTYPED);
				fold[at - 1] = fold[at];
				fold[at] = right;
			}
		}
	assert_true(tried > 200000);
}

/* All pairs of characters, in all places of a code whose other characters do not matter. */
static void test_every_swap(void **state)
{
	(void)state;
	for (size_t at = 0; at + 2 < 8; at++)
		for (unsigned a = 0; a < CODE_LETTERS; a++)
			for (unsigned b = 0; b < CODE_LETTERS; b++) {
				unsigned char random[2 * CODE_LENGTH_MAX] = { 0 };
				char one[16], two[16];

				if (a == b)
					continue;
				random[2 * at + 1] = (unsigned char)a;
				random[2 * at + 3] = (unsigned char)b;
				code_make(random, 8, one);
				random[2 * at + 1] = (unsigned char)b;
				random[2 * at + 3] = (unsigned char)a;
				code_make(random, 8, two);
				assert_int_not_equal(one[7], two[7]);
			}
}

static void test_shape(void **state)
{
	unsigned char random[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 };
	char code[16] = "xm", fold[BO_CODE_FOLD];

	(void)state;
	code_make(random, 8, code + 2);
	bo_code_fold(code, fold);
	assert_int_equal(code_shape(fold, "xm", 8), BO_CODE_SOUND);
	assert_int_equal(code_shape(fold, "", 8), BO_CODE_UNKNOWN);
	assert_int_equal(code_shape(fold, "xn", 8), BO_CODE_UNKNOWN);
	assert_int_equal(code_shape("xm", "xm", 8), BO_CODE_UNKNOWN);
	assert_int_equal(code_shape("", "xm", 8), BO_CODE_UNKNOWN);
	assert_int_equal(code_shape("", "", 8), BO_CODE_UNKNOWN);
	fold[9] = '\0'; /* one missing */
	assert_int_equal(code_shape(fold, "xm", 8), BO_CODE_MISTYPED);
	fold[5] = 'o'; /* and one that we never make */
	assert_int_equal(code_shape(fold, "xm", 8), BO_CODE_MISTYPED);
	fold[6] = 'l';
	assert_int_equal(code_shape(fold, "xm", 8), BO_CODE_UNKNOWN);
	assert_int_equal(code_shape("bard", "", 8), BO_CODE_UNKNOWN);
	assert_int_equal(code_shape("discount", "", 8), BO_CODE_UNKNOWN);
}

struct stage {
	struct bo *bo;
	struct bo_arena arena;
	int64_t list;
};

static int setup(void **state)
{
	struct stage *s = calloc(1, sizeof *s);

	s->bo = test_office();
	OK(s->bo, bo_audience_add(s->bo, "School", 2, &s->list));
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

static void test_generate(void **state)
{
	struct stage *s = *state;
	struct bo_code_plan plan = { .count = 3000,
				     .length = 8,
				     .prefix = "XM-26-",
				     .category = "Class 5",
				     .quantity_given = true,
				     .quantity = BO_NONE };
	struct bo_members list = { 0 };
	struct bo_audience audience = { 0 };
	int64_t first = 0;

	OK(s->bo, bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	OK(s->bo,
	   bo_member_list(s->bo, &s->arena,
			  &(struct bo_member_filter){ .audience_id = s->list, .after = first - 1 },
			  &list));
	assert_int_equal(list.n, 3000);
	assert_string_equal(list.row[0].category, "Class 5");
	assert_int_equal(list.row[0].quantity, BO_NONE);
	for (size_t i = 0; i < list.n; i++) {
		assert_int_equal(strncmp(list.row[i].code, "XM-26-", 6), 0);
		assert_int_equal(strlen(list.row[i].code), 14);
	}
	assert_int_equal(test_number(s->bo, "SELECT count(DISTINCT code_fold) FROM member"), 3000);
	OK(s->bo, bo_audience_get(s->bo, &s->arena, s->list, &audience));
	assert_int_equal(audience.members, 3000);
	plan = (struct bo_code_plan){ .count = 2, .length = 5 };
	OK(s->bo, bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	OK(s->bo,
	   bo_member_list(s->bo, &s->arena,
			  &(struct bo_member_filter){ .audience_id = s->list, .after = first - 1 },
			  &list));
	assert_int_equal(list.n, 2);
	assert_int_equal(strlen(list.row[1].code), 5);
	assert_int_equal(list.row[1].quantity, 2);
	assert_int_equal(test_number(s->bo, "SELECT sum(count) FROM code_batch"), 3002);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal WHERE kind = "
					    "'audience.generated'"),
			 2);
}

static void test_refused_plans(void **state)
{
	struct stage *s = *state;
	struct bo_code_plan plan = { .count = 0, .length = 8 };
	int64_t first = 0;

	SAYS(s->bo, BO_INVALID, "count",
	     bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	plan.count = 1000001;
	SAYS(s->bo, BO_INVALID, "count",
	     bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	plan.count = 10;
	plan.length = 4;
	SAYS(s->bo, BO_INVALID, "length",
	     bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	plan.length = 33;
	SAYS(s->bo, BO_INVALID, "length",
	     bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	plan.length = 32;
	plan.prefix = "123456789012345678901234567890123";
	SAYS(s->bo, BO_INVALID, "too long",
	     bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	plan.prefix = "A B";
	SAYS(s->bo, BO_INVALID, "letters, digits and hyphens",
	     bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	plan.prefix = NULL;
	plan.quantity_given = true;
	plan.quantity = -5;
	SAYS(s->bo, BO_INVALID, "quantity",
	     bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	plan.quantity = 1;
	plan.length = 6;
	plan.count = 64364; /* 23^5 / 100 and one more */
	SAYS(s->bo, BO_INVALID, "take 7 at least",
	     bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	plan.length = 5;
	plan.count = 2000;
	OK(s->bo, bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	first = 0;
	SAYS(s->bo, BO_INVALID, "another prefix", /* those made before count */
	     bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	plan.prefix = "A-";
	OK(s->bo, bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM member"), 4000);
}

/* Randomness that repeats itself: bytes of a counter that starts where the test says. */
static void counted(void *arg, void *bytes, size_t n)
{
	unsigned *next = arg;

	memset(bytes, 0, n);
	((unsigned char *)bytes)[n - 1] = (unsigned char)(*next % CODE_LETTERS);
	((unsigned char *)bytes)[n - 3] = (unsigned char)(*next / CODE_LETTERS % CODE_LETTERS);
	++*next;
}

static void stuck(void *arg, void *bytes, size_t n)
{
	(void)arg;
	memset(bytes, 7, n);
}

static void test_none_is_made_twice(void **state)
{
	struct stage *s = *state;
	struct bo_code_plan plan = { .count = 40, .length = 8 };
	int64_t first = 0, other = 0;
	unsigned next = 0;

	bo_set_random(s->bo, counted, &next);
	OK(s->bo, bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	assert_int_equal(next, 40);
	OK(s->bo, bo_audience_add(s->bo, "Other", 1, &other));
	next = 20; /* the next twenty are of the first list already */
	OK(s->bo, bo_member_generate(s->bo, other, &plan, NULL, NULL, &first));
	assert_true(next >= 80);
	assert_int_equal(test_number(s->bo, "SELECT count(DISTINCT code_fold) FROM member"), 80);
	bo_set_random(s->bo, stuck, NULL);
	plan.count = 2;
	SAYS(s->bo, BO_IO, "no randomness",
	     bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM member"), 80);
	test_check(s->bo);
}

/* Takes what the random bytes would give first as a redemption's code, then as a ticket's. */
static void test_other_codes_are_met(void **state)
{
	struct stage *s = *state;
	struct bo_code_plan plan = { .count = 1, .length = 8 };
	struct test_season season = test_season(s->bo);
	struct bo_members list = { 0 };
	struct bo_member_filter filter = { .audience_id = s->list };
	int64_t first = 0;
	unsigned next = 0;
	const char *code;

	OK(s->bo, test_sell(s->bo, season.tonight, season.adult, 1, NULL));
	bo_set_random(s->bo, counted, &next);
	OK(s->bo, bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	OK(s->bo, bo_member_list(s->bo, &s->arena, &filter, &list));
	code = list.row[0].code;
	OK(s->bo, bo_member_remove(s->bo, &first, 1));
	OK(s->bo, sql_run(s->bo, "UPDATE redemption_code SET code_fold = lower($1)", "s", code));
	next = 0;
	OK(s->bo, bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	OK(s->bo, bo_member_list(s->bo, &s->arena, &filter, &list));
	assert_string_not_equal(list.row[0].code, code);
	assert_int_equal(next, 2);
	OK(s->bo, bo_member_remove(s->bo, &first, 1));
	OK(s->bo, sql_run(s->bo, "UPDATE redemption_code SET code_fold = 'bard'", ""));
	OK(s->bo, sql_run(s->bo, "UPDATE ticket SET code = $1", "s", code));
	next = 0;
	OK(s->bo, bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	OK(s->bo, bo_member_list(s->bo, &s->arena, &filter, &list));
	assert_string_not_equal(list.row[0].code, code);
	assert_int_equal(next, 2);
}

struct patience {
	int64_t asked, stop_at, total;
};

static bool bear(void *arg, int64_t done, int64_t total)
{
	struct patience *patience = arg;

	patience->asked++;
	patience->total = total;
	return done < patience->stop_at;
}

static void test_cancelled(void **state)
{
	struct stage *s = *state;
	struct bo_code_plan plan = { .count = 5000, .length = 8 };
	struct patience patience = { .stop_at = 3000 };
	int64_t first = -1;

	SAYS(s->bo, BO_CANCELLED, "no codes were made",
	     bo_member_generate(s->bo, s->list, &plan, bear, &patience, &first));
	assert_int_equal(patience.total, 5000);
	assert_true(patience.asked > 2);
	assert_int_equal(first, -1);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM member"), 0);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM code_batch"), 0);
	assert_int_equal(test_number(s->bo, "SELECT sum(members) FROM audience"), 0);
}

static void test_mistyped_or_unknown(void **state)
{
	struct stage *s = *state;
	struct bo_code_plan plan = { .count = 1, .length = 8, .prefix = "XM-" };
	struct bo_members list = { 0 };
	enum bo_code_shape shape = BO_CODE_SOUND;
	char text[32];
	int64_t first = 0;
	struct bo_member m;

	OK(s->bo, bo_code_shape_of(s->bo, "XM-22222222", &shape));
	assert_int_equal(shape, BO_CODE_UNKNOWN);
	OK(s->bo, bo_member_generate(s->bo, s->list, &plan, NULL, NULL, &first));
	OK(s->bo, bo_member_list(s->bo, &s->arena,
				 &(struct bo_member_filter){ .audience_id = s->list }, &list));
	OK(s->bo, bo_code_shape_of(s->bo, list.row[0].code, &shape));
	assert_int_equal(shape, BO_CODE_SOUND);
	strcpy(text, list.row[0].code);
	text[5] = text[5] == 'C' ? 'D' : 'C';
	OK(s->bo, bo_code_shape_of(s->bo, text, &shape));
	assert_int_equal(shape, BO_CODE_MISTYPED);
	SAYS(s->bo, BO_NOT_FOUND, "mistyped", bo_member_find(s->bo, &s->arena, s->list, text, &m));
	OK(s->bo, bo_code_shape_of(s->bo, "BARD", &shape));
	assert_int_equal(shape, BO_CODE_UNKNOWN);
	OK(s->bo, bo_code_shape_of(s->bo, "", &shape));
	assert_int_equal(shape, BO_CODE_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_check_character),
		cmocka_unit_test(test_every_swap),
		cmocka_unit_test(test_shape),
		cmocka_unit_test_setup_teardown(test_generate, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refused_plans, setup, teardown),
		cmocka_unit_test_setup_teardown(test_none_is_made_twice, setup, teardown),
		cmocka_unit_test_setup_teardown(test_other_codes_are_met, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cancelled, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mistyped_or_unknown, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
