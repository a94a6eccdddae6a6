/*
 * Who may be there twice: each sign, the surest first, each pair once, nobody with the walk-up
 * patron; and the work can be stopped.
 */
#include "store/sql.h"
#include "support/office.h"
#include "support/town.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct bo_arena arena;

static int setup(void **state)
{
	(void)state;
	bo = test_office();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

static int64_t add(const char *name, const char *email, const char *phone, const char *address)
{
	int64_t id = 0;

	OK(bo, bo_patron_create(
		       bo,
		       &(struct bo_patron_fields){
			       .name = name, .email = email, .phone = phone, .address = address },
		       &id));
	return id;
}

/* "2<3 same phone; …" */
static const char *pairs(size_t limit)
{
	struct bo_patron_pairs list;
	const char *text = "";

	OK(bo, bo_patron_duplicates(bo, &arena, limit, NULL, NULL, &list));
	for (size_t i = 0; i < list.n; i++)
		text = bo_arena_printf(&arena, "%s%lld<%lld %s; ", text,
				       (long long)list.row[i].keep.id,
				       (long long)list.row[i].gone.id, list.row[i].because);
	return text;
}

static void test_signs(void **state)
{
	(void)state;
	assert_string_equal(pairs(0), "");
	add("Walk-up", NULL, NULL, NULL); /* 2: as the one nobody is */
	assert_string_equal(pairs(0), "");
	add("Smith, Anna", NULL, NULL, NULL);			   /* 3 */
	add("Anna Smith", NULL, NULL, NULL);			   /* 4 */
	add("Bert Berg", NULL, NULL, "1 Lane\nTown");		   /* 5 */
	add("BERT BERG", NULL, NULL, "1 lane town");		   /* 6 */
	add("Cleo Cox", NULL, "+49 30 555", NULL);		   /* 7 */
	add("Dora Dahl", NULL, "0049-30-555", NULL);		   /* 8 */
	add("Emil Ek", NULL, "0171 1", NULL);			   /* 9 */
	add("emil ék", NULL, "01711", NULL);			   /* 10 */
	add("Fay Fox", "fay.fox@mail.example", NULL, NULL);	   /* 11 */
	add("F. Fox", "f.ayfox+tickets@MAIL.example", NULL, NULL); /* 12 */
	add("Fay Fox", "fayfox@other.example", NULL, NULL);	   /* 13: that alone is no sign */
	assert_string_equal(pairs(0), "11<12 same e-mail but dots or +word; "
				      "9<10 same name and phone; "
				      "7<8 same phone; "
				      "5<6 same name and address; "
				      "3<4 name turned round; ");
	assert_string_equal(pairs(2), "11<12 same e-mail but dots or +word; "
				      "9<10 same name and phone; ");
	/* who has bought stays */
	OK(bo, sql_run(bo,
		       "INSERT INTO orders (patron_id, till_id, at, total, net, change_given, "
		       "journal_seq) VALUES (12, 1, 0, 0, 0, 0, 1)",
		       ""));
	assert_string_equal(pairs(1), "12<11 same e-mail but dots or +word; ");
	OK(bo, bo_patron_merge(bo, 12, 11));
	OK(bo, bo_patron_merge(bo, 9, 10));
	assert_string_equal(pairs(1), "7<8 same phone; ");
}

/* Several signs, one pair; three of one person, two pairs with the one that stays. */
static void test_each_once(void **state)
{
	(void)state;
	add("Gus Gray", "gus.gray@mail.example", "030 1", "2 Lane"); /* 2 */
	add("Gus Gray", "gusgray@mail.example", "030-1", "2 Lane");  /* 3 */
	add("Gray Gus", NULL, "0301", NULL);			     /* 4 */
	assert_string_equal(pairs(0), "2<3 same e-mail but dots or +word; 2<4 same phone; ");
}

/* The number of a school is no sign, unless the name is the same. */
static void test_shared_phone(void **state)
{
	(void)state;
	for (int i = 0; i < 40; i++) {
		char name[24];

		snprintf(name, sizeof name, "Pupil %c%c", 'a' + i / 26, 'a' + i % 26);
		add(name, NULL, "030 777", NULL);
	}
	assert_string_equal(pairs(0), "");
	add("pupil AA", NULL, "(030) 777", NULL);
	assert_string_equal(pairs(0), "2<42 same name and phone; ");
}

/* A name of very many tells nothing, turned round or not; and asking takes no longer for it. */
static void test_namesakes(void **state)
{
	struct bo_patron_pairs found = { 0 };

	(void)state;
	OK(bo, act_begin(bo));
	for (int i = 0; i < 500; i++)
		add("Ada Ames", NULL, NULL, i < 499 ? "1 Lane" : NULL);
	OK(bo, act_end(bo, BO_OK));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM patron"), 501);
	OK(bo, bo_patron_duplicates(bo, &arena, 0, NULL, NULL, &found));
	assert_int_equal(found.n, 498); /* each once, with the first of that address */
	add("Ames, Ada", NULL, NULL, NULL);
	OK(bo, bo_patron_duplicates(bo, &arena, 0, NULL, NULL, &found));
	assert_int_equal(found.n, 498);
}

static bool stop_at(void *arg, int64_t done, int64_t total)
{
	int64_t *left = arg;

	assert_true(done >= 0 && done <= total);
	return (*left)-- > 0;
}

static void test_stopped(void **state)
{
	struct bo_patron_pairs list = { .n = 77 };
	int64_t all = 1000000, left;

	(void)state;
	town_fill(bo, 3000);
	OK(bo, bo_patron_duplicates(bo, &arena, 0, stop_at, &all, &list));
	assert_true(list.n > 30);
	assert_true(all < 1000000 - 5);
	for (int64_t n = 0; n < 1000000 - all; n++) {
		struct bo_patron_pairs none = { .n = 77 };

		left = n;
		SAYS(bo, BO_CANCELLED, "",
		     bo_patron_duplicates(bo, &arena, 0, stop_at, &left, &none));
		assert_int_equal(none.n, 77);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_signs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_each_once, setup, teardown),
		cmocka_unit_test_setup_teardown(test_shared_phone, setup, teardown),
		cmocka_unit_test_setup_teardown(test_namesakes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_stopped, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
