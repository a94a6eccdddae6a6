/*
 * A store that is deleted, moved, replaced or parted from its log while it is open takes no sale
 * more, says so, and leaves alone what lies at its path now.
 */
#include "store/sql.h"
#include "support/office.h"
#include "support/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct scene {
	struct bo *bo;
	struct stage stage;
	char store[600], log[620], copy[640];
};

static int setup(void **state)
{
	struct scene *s = calloc(1, sizeof *s);

	s->bo = test_office();
	stage_build(s->bo, 2, 1000, &s->stage);
	snprintf(s->store, sizeof s->store, "%s", bo_store_path(s->bo));
	snprintf(s->log, sizeof s->log, "%s-wal", s->store);
	snprintf(s->copy, sizeof s->copy, "%s.copy", s->store);
	stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 2);
	OK(s->bo, bo_store_backup(s->bo, s->copy, NULL, NULL));
	OK(s->bo, bo_store_there(s->bo));
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct scene *s = *state;
	char command[700];

	bo_free(s->bo);
	*strrchr(s->copy, '/') = '\0';
	snprintf(command, sizeof command, "rm -rf '%s'", s->copy);
	free(s);
	return system(command);
}

/* Nothing is sold, held, changed or told. */
static void stops(struct scene *s, const char *part)
{
	struct bo_wish wish = { s->stage.performance[0], s->stage.type[STAGE_ADULT], 1 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_faults faults;
	int64_t id;

	SAYS(s->bo, BO_LOST, part, bo_store_there(s->bo));
	SAYS(s->bo, BO_LOST, part, bo_sell(s->bo, &arena, &sale, &order));
	SAYS(s->bo, BO_LOST, part, bo_hold_add(s->bo, &wish, 1, NULL, 0, NULL, &id));
	SAYS(s->bo, BO_LOST, part, bo_option_set(s->bo, "hold-minutes", "17"));
	SAYS(s->bo, BO_LOST, part, bo_store_check(s->bo, &arena, NULL, NULL, &faults));
	bo_arena_clear(&arena);
}

static void test_deleted(void **state)
{
	struct scene *s = *state;

	assert_int_equal(unlink(s->store), 0);
	stops(s, "was moved or deleted while it was open");
	bo_store_close(s->bo);
	assert_int_not_equal(access(s->store, F_OK), 0);
}

static void test_moved_and_back(void **state)
{
	struct scene *s = *state;
	char aside[700];

	snprintf(aside, sizeof aside, "%s.aside", s->store);
	assert_int_equal(rename(s->store, aside), 0);
	stops(s, "was moved or deleted");
	assert_int_equal(rename(aside, s->store), 0);
	OK(s->bo, bo_store_there(s->bo));
	stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 1);
	stage_check(s->bo);
}

/* The new one is open elsewhere, with a log of its own, which is not ours to clear away. */
static void test_replaced(void **state)
{
	struct scene *s = *state;
	struct bo *other = bo_new();
	char line[700];

	/* as somebody does who restores with a file manager */
	unlink(s->log);
	snprintf(line, sizeof line, "%s-shm", s->store);
	unlink(line);
	assert_int_equal(rename(s->copy, s->store), 0);
	OK(other, bo_store_open(other, s->store));
	OK(other, bo_till_use(other, "other"));
	OK(other, bo_sign_in(other, "the manager", NULL));
	OK(other, bo_option_set(other, "hold-minutes", "18"));
	assert_int_equal(access(s->log, F_OK), 0);
	stops(s, "was replaced by another file");
	bo_store_close(s->bo);
	assert_int_equal(access(s->log, F_OK), 0);
	assert_int_equal(access(line, F_OK), 0);
	OK(other, bo_store_there(other));
	OK(other, bo_option_set(other, "hold-minutes", "19"));
	assert_int_equal(test_number(other, "SELECT count(*) FROM orders"), 1);
	stage_check(other);
	bo_free(other);
}

static void test_without_its_log(void **state)
{
	struct scene *s = *state;
	FILE *file;

	assert_int_equal(unlink(s->log), 0);
	stops(s, "lost its log");
	file = fopen(s->log, "w");
	fclose(file);
	stops(s, "got another log");
}

/* Another till would make an index of its own, and the two write over each other's sales. */
static void test_without_the_index_of_its_log(void **state)
{
	struct scene *s = *state;
	char index[620];

	snprintf(index, sizeof index, "%s-shm", s->store);
	assert_int_equal(unlink(index), 0);
	stops(s, "lost the index of its log");
	fclose(fopen(index, "w"));
	stops(s, "got another index of its log");
}

/* In the middle of an act: before it is committed. */
static void test_during_an_act(void **state)
{
	struct scene *s = *state;
	int64_t before = test_number(s->bo, "SELECT count(*) FROM journal");

	OK(s->bo, act_begin(s->bo));
	OK(s->bo, bo_option_set(s->bo, "hold-minutes", "17"));
	assert_int_equal(rename(s->store, s->copy), 0);
	SAYS(s->bo, BO_LOST, "was moved or deleted", act_end(s->bo, BO_OK));
	assert_int_equal(rename(s->copy, s->store), 0);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal"), before);
	OK(s->bo, bo_option_set(s->bo, "hold-minutes", "17"));
}

#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_deleted),
		T(test_moved_and_back),
		T(test_replaced),
		T(test_without_its_log),
		T(test_without_the_index_of_its_log),
		T(test_during_an_act),
	};

	return cmocka_run_group_tests_name("store/there", tests, NULL, NULL);
}
