/*
 * Who waits for the store gets it in the order of coming; who dies in the queue or at its head is
 * gone from it; who waits too long hears so.  Counted, not timed.
 */
#include "store/sql.h"
#include "store/sqlite/queue.h"
#include "store/store.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <signal.h>
#include <sqlite3.h>

enum { TILLS = 8, ROUNDS = 5, ACTS = 600 };

/* What the processes of a test see of each other. */
struct shared {
	volatile int n, order[64]; /* whose turn it was, one after the other */
	volatile int acts[TILLS];
	volatile int set;
	volatile unsigned short place;
	atomic_int ready;
	volatile bool go, done;
};

/* Nobody who forks has the store open: SQLite's locks do not go along. */
struct scene {
	struct bo *office;
	char path[600];
	struct shared *shared;
	pid_t pid[TILLS], head;
};

static int setup(void **state)
{
	struct scene *s = calloc(1, sizeof *s);

	s->office = test_office();
	snprintf(s->path, sizeof s->path, "%s", bo_store_path(s->office));
	bo_store_close(s->office);
	s->shared = mmap(NULL, sizeof *s->shared, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(s->shared != MAP_FAILED);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct scene *s = *state;

	munmap(s->shared, sizeof *s->shared);
	OK(s->office, bo_store_open(s->office, s->path));
	test_office_end(s->office);
	free(s);
	return 0;
}

static void must(enum bo_status status, struct bo *bo)
{
	if (!status)
		return;
	fprintf(stderr, "%s\n", bo_error(bo)->message);
	_exit(1);
}

static struct bo *opened(const struct scene *s)
{
	struct bo *bo = bo_new();

	must(bo_store_open(bo, s->path), bo);
	return bo;
}

/* A write that shows who made it. */
static enum bo_status note(struct bo *bo, int who)
{
	return sql_run(bo,
		       "INSERT INTO house_option (name, value) VALUES ('noted-' || $1, 'yes') ON "
		       "CONFLICT (name) DO NOTHING",
		       "i", (int64_t)who);
}

static void assert_noted(const struct scene *s, int64_t n)
{
	struct bo *bo = opened(s);

	assert_int_equal(
		test_number(bo, "SELECT count(*) FROM house_option WHERE name LIKE 'noted-%'"), n);
	bo_free(bo);
}

/* --- Processes -------------------------------------------------------------------------------- */

/* In the middle of its act until it is let go. */
static void stand_at_the_head(struct scene *s)
{
	s->shared->n = 0;
	s->shared->go = s->shared->done = false;
	s->head = fork();
	if (s->head == 0) {
		struct bo *bo = opened(s);

		must(act_begin(bo), bo);
		must(note(bo, 99), bo);
		s->shared->set = bo->store->queue;
		s->shared->place = queue_place(bo->store);
		s->shared->done = true;
		while (!s->shared->go)
			usleep(1000);
		must(act_end(bo, BO_OK), bo);
		bo_free(bo);
		_exit(0);
	}
	while (!s->shared->done)
		usleep(1000);
	assert_true(s->shared->set >= 0);
	s->shared->done = false;
}

static int waiting(const struct scene *s)
{
	return semctl(s->shared->set, s->shared->place, GETZCNT);
}

/* One more till with one act to do; returns when it stands in the queue. */
static void queue_up(struct scene *s, int who)
{
	int before = waiting(s);

	s->pid[who] = fork();
	if (s->pid[who] == 0) {
		struct bo *bo = opened(s);

		must(act_begin(bo), bo);
		s->shared->order[s->shared->n] = who;
		s->shared->n++;
		must(act_end(bo, note(bo, who)), bo);
		bo_free(bo);
		_exit(0);
	}
	while (waiting(s) == before)
		usleep(1000);
}

static void goes_well(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static void dies(pid_t pid)
{
	int status;

	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
}

/* --- In turn ---------------------------------------------------------------------------------- */

static void test_in_the_order_they_came(void **state)
{
	struct scene *s = *state;

	for (int round = 0; round < ROUNDS; round++) {
		stand_at_the_head(s);
		for (int i = 0; i < TILLS; i++)
			queue_up(s, (i * 3 + round) % TILLS);
		s->shared->go = true;
		goes_well(s->head);
		for (int i = 0; i < TILLS; i++)
			goes_well(s->pid[i]);
		assert_int_equal(s->shared->n, TILLS);
		for (int i = 0; i < TILLS; i++)
			assert_int_equal(s->shared->order[i], (i * 3 + round) % TILLS);
	}
	assert_noted(s, TILLS + 1);
}

/* When the first has done all of its acts, the last has done a third of as many at least; counted
 * once all of them have been in, as a core that others use lets one begin late. */
static void test_no_till_is_left_behind(void **state)
{
	struct scene *s = *state;

	for (int i = 0; i < TILLS; i++) {
		s->pid[i] = fork();
		if (s->pid[i] == 0) {
			struct bo *bo = opened(s);

			for (int n = 0; !s->shared->done; n++) {
				must(act_begin(bo), bo);
				must(act_end(bo, note(bo, i)), bo);
				if (n == 0)
					s->shared->ready++;
				if (s->shared->ready == TILLS && ++s->shared->acts[i] == ACTS)
					s->shared->done = true;
			}
			bo_free(bo);
			_exit(0);
		}
	}
	for (int i = 0; i < TILLS; i++)
		goes_well(s->pid[i]);
	for (int i = 0; i < TILLS; i++)
		assert_true(s->shared->acts[i] >= ACTS / 3);
}

static void test_a_waiter_dies(void **state)
{
	struct scene *s = *state;

	stand_at_the_head(s);
	for (int i = 0; i < 3; i++)
		queue_up(s, i);
	dies(s->pid[1]);
	s->shared->go = true;
	goes_well(s->head);
	goes_well(s->pid[0]);
	goes_well(s->pid[2]);
	assert_int_equal(s->shared->n, 2);
	assert_int_equal(s->shared->order[0], 0);
	assert_int_equal(s->shared->order[1], 2);
	assert_noted(s, 3);
}

/* What it wrote is gone, and the next in the queue goes on. */
static void test_the_head_dies(void **state)
{
	struct scene *s = *state;

	stand_at_the_head(s);
	for (int i = 0; i < 2; i++)
		queue_up(s, i);
	dies(s->head);
	goes_well(s->pid[0]);
	goes_well(s->pid[1]);
	assert_int_equal(s->shared->order[0], 0);
	assert_int_equal(s->shared->order[1], 1);
	assert_noted(s, 2);
}

/* --- Out of turn ------------------------------------------------------------------------------ */

static void test_the_limit(void **state)
{
	struct scene *s = *state;
	const char *program = getenv("BOXOFFICE");
	struct bo *bo;
	char command[2400];

	assert_non_null(program);
	stand_at_the_head(s);
	bo = opened(s);
	SAYS(bo, BO_BUSY, "Another program keeps", act_begin(bo));
	assert_false(bo->store->in_turn);
	snprintf(command, sizeof command,
		 "'%s' --store '%s' --staff 'the manager' option set hold-minutes 17 2>'%s.said'; "
		 "code=$?; grep -q 'Another program keeps' '%s.said' && exit $code",
		 program, s->path, s->path, s->path);
	assert_int_equal(WEXITSTATUS(system(command)), 3);
	s->shared->go = true;
	goes_well(s->head);
	OK(bo, act_begin(bo));
	OK(bo, act_end(bo, note(bo, 2)));
	bo_free(bo);
	assert_noted(s, 2);
}

/* Another handle of one process waits as another till does. */
static void test_twice_in_one_process(void **state)
{
	struct scene *s = *state;
	struct bo *one = opened(s), *other = opened(s);

	OK(one, act_begin(one));
	SAYS(other, BO_BUSY, "Another program keeps", act_begin(other));
	OK(one, act_end(one, note(one, 1)));
	OK(other, act_begin(other));
	OK(other, act_end(other, note(other, 2)));
	bo_free(one);
	bo_free(other);
	assert_noted(s, 2);
}

/* SQLite's own shell, a backup program: they know no queue, and are waited for. */
static void test_who_does_not_queue(void **state)
{
	struct scene *s = *state;
	struct bo *bo = opened(s);
	sqlite3 *db;

	assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	SAYS(bo, BO_BUSY, "Another program keeps", act_begin(bo));
	assert_false(bo->store->in_turn);
	assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	OK(bo, act_begin(bo));
	assert_true(bo->store->in_turn);
	OK(bo, act_end(bo, note(bo, 1)));
	bo_free(bo);
	assert_noted(s, 1);
}

/* As when a user signs off who had the rest of it: whoever waits goes on, and queues anew. */
static void test_the_queue_is_cleared_away(void **state)
{
	struct scene *s = *state;
	struct bo *bo;

	stand_at_the_head(s);
	queue_up(s, 0);
	assert_int_equal(semctl(s->shared->set, 0, IPC_RMID), 0);
	s->shared->go = true;
	goes_well(s->head);
	goes_well(s->pid[0]);
	bo = opened(s);
	OK(bo, act_begin(bo));
	assert_true(bo->store->in_turn);
	assert_int_not_equal(bo->store->queue, s->shared->set);
	OK(bo, act_end(bo, note(bo, 2)));
	bo_free(bo);
	assert_noted(s, 3);
}

/* Closed in the middle of an act: others need not wait until the process ends. */
static void test_closing_gives_the_turn_back(void **state)
{
	struct scene *s = *state;
	struct bo *one = opened(s), *other = opened(s);

	OK(one, act_begin(one));
	assert_true(one->store->in_turn);
	bo_free(one);
	OK(other, act_begin(other));
	assert_true(other->store->in_turn);
	OK(other, act_end(other, BO_OK));
	bo_free(other);
}

#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_in_the_order_they_came),
		T(test_no_till_is_left_behind),
		T(test_a_waiter_dies),
		T(test_the_head_dies),
		T(test_the_limit),
		T(test_twice_in_one_process),
		T(test_who_does_not_queue),
		T(test_the_queue_is_cleared_away),
		T(test_closing_gives_the_turn_back),
	};

	return cmocka_run_group_tests_name("store/queue", tests, NULL, NULL);
}
