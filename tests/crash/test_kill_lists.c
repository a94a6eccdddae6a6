/*
 * Kills in the middle of what concerns many rows at once: a list read from a file,
 * two people made one, the uses of a campaign sold and given back.  Each is whole or
 * it is not there, and whatever was acknowledged is.
 */
#include "support/office.h"
#include "support/season.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { KILLS = 120, SHORT = 60, ROWS = 1500, PEOPLE = 400, CHECK_EVERY = 30 };

struct scene {
	struct test_season season;
	char folder[32]; /* of the files */
	int64_t list, friends;
	int64_t first_patron; /* PEOPLE of them, one after the other */
};

/* What the process that is killed says it has done. */
struct word {
	enum { IMPORTED = 1, MERGED, SOLD, REFUNDED } what;
	int64_t number;
};

static void say(int fd, int what, int64_t number)
{
	struct word word = { 0 };

	word.what = what;
	word.number = number;
	if (write(fd, &word, sizeof word) != (ssize_t)sizeof word)
		_exit(9);
}

static int64_t still(void *arg)
{
	(void)arg;
	return TEST_NOW;
}

/* --- What is done until the kill -------------------------------------------------------------- */

static void write_file(const char *path, int64_t number)
{
	FILE *file = fopen(path, "w");

	if (!file)
		_exit(10);
	fputs("code;e-mail;quantity\n", file);
	for (int i = 0; i < ROWS; i++)
		fprintf(file, "K%04lld-%05d;k%lldn%d@example.org;3\n", (long long)number, i,
			(long long)number, i);
	if (fclose(file) != 0)
		_exit(11);
}

static void import(struct bo *bo, const struct scene *scene, int64_t number, int fd)
{
	struct bo_import_options options = { .kind = BO_IMPORT_MEMBERS,
					     .audience_id = scene->list,
					     .encoding = BO_ENCODING_COUNT,
					     .header = -1 };
	struct bo_import_tally tally = { 0 };
	struct bo_import *one = NULL;
	char path[64];

	snprintf(path, sizeof path, "%s/k%lld.csv", scene->folder, (long long)number);
	write_file(path, number);
	if (bo_import_open(bo, path, &options, &one))
		_exit(12);
	while (!tally.done)
		if (bo_import_step(one, &tally))
			_exit(13);
	if (tally.wrong != 0 || bo_import_apply(one, false, NULL, NULL, NULL))
		_exit(14);
	bo_import_close(one);
	say(fd, IMPORTED, number);
}

/* Each time another person becomes one of the first seven. */
static void merge(struct bo *bo, const struct scene *scene, int64_t number, int fd)
{
	int64_t keep = scene->first_patron + number % 7, gone = scene->first_patron + 7 + number;

	if (number + 7 >= PEOPLE)
		return;
	if (bo_patron_merge(bo, keep, gone))
		_exit(15);
	say(fd, MERGED, gone);
}

static void sell_and_give_back(struct bo *bo, const struct scene *scene, int fd)
{
	struct bo_wish wish = { scene->season.tonight, scene->season.adult, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = "FRIEND", .print = false };
	struct bo_arena arena = { 0 };
	struct bo_order order;
	int64_t id;

	if (bo_sell(bo, &arena, &sale, &order))
		_exit(16);
	id = order.id;
	say(fd, SOLD, id);
	if (bo_order_refund(bo, &arena, id, NULL, 0, BO_TENDER_CASH, "changed", &order))
		_exit(17);
	say(fd, REFUNDED, id);
	bo_arena_clear(&arena);
}

static _Noreturn void work(const char *store, const struct scene *scene, int64_t number, int fd)
{
	struct bo *bo = bo_new();

	if (!bo)
		_exit(2);
	bo_set_clock(bo, still, NULL);
	if (bo_store_open(bo, store) || bo_sign_in(bo, "the manager", NULL) ||
	    bo_till_use(bo, "office"))
		_exit(3);
	merge(bo, scene, number, fd);
	sell_and_give_back(bo, scene, fd);
	import(bo, scene, number, fd);
	for (;;)
		sell_and_give_back(bo, scene, fd);
}

/* --- What must hold after it ------------------------------------------------------------------ */

static void import_is_whole(struct bo *bo, const struct scene *scene, int64_t number, bool said)
{
	struct bo_arena arena = { 0 };
	struct bo_members found = { 0 };
	struct bo_member_filter filter = { .audience_id = scene->list, .limit = ROWS + 1 };
	char words[16];

	snprintf(words, sizeof words, "K%04lld", (long long)number);
	filter.words = words;
	OK(bo, bo_member_list(bo, &arena, &filter, &found));
	if (found.n != ROWS && (said || found.n != 0))
		fail_msg("file %lld: %zu of %d members", (long long)number, found.n, ROWS);
	bo_arena_clear(&arena);
}

static void hear(struct bo *bo, const struct scene *scene, int64_t number, int fd)
{
	bool imported = false;
	struct word word;
	ssize_t n;

	while ((n = read(fd, &word, sizeof word)) == (ssize_t)sizeof word) {
		struct bo_arena arena = { 0 };
		struct bo_order order = { 0 };
		struct bo_patron patron = { 0 };

		switch (word.what) {
		case IMPORTED:
			imported = true;
			break;
		case MERGED:
			OK(bo, bo_patron_get(bo, &arena, word.number, &patron));
			assert_int_not_equal(patron.id, word.number);
			break;
		case SOLD:
		case REFUNDED:
			OK(bo, bo_order_get(bo, &arena, word.number, &order));
			assert_int_equal(order.n_vouchers, 2);
			assert_int_equal(order.total, 2 * 3000);
			if (word.what == REFUNDED)
				assert_int_equal(order.net, 0);
			break;
		}
		bo_arena_clear(&arena);
	}
	assert_int_equal(n, 0);
	close(fd);
	import_is_whole(bo, scene, number, imported);
}

static void sums_stand(struct bo *bo)
{
	int64_t uses = test_number(bo, "SELECT coalesce(sum(uses), 0) FROM campaign_count");

	assert_int_equal(uses, test_number(bo, "SELECT count(*) FROM campaign_use "
					       "WHERE given_back IS NULL"));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM orders WHERE patron_id <> 1"),
			 PEOPLE);
	assert_int_equal(test_number(bo, "SELECT sum(total) FROM orders WHERE patron_id <> 1"),
			 PEOPLE * 4000);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM orders o JOIN patron_former f "
					 "ON f.id = o.patron_id"),
			 0);
}

static pid_t start(const struct bo *bo, const struct scene *scene, int64_t number, int *words)
{
	int ends[2];
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(ends[0]);
		work(bo_store_path(bo), scene, number, ends[1]);
	}
	close(ends[1]);
	*words = ends[0];
	return pid;
}

static void end(struct bo *bo, const struct scene *scene, int64_t number, pid_t pid, int words)
{
	int status;

	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFSIGNALED(status))
		fail_msg("it ended by itself with %d", WEXITSTATUS(status));
	hear(bo, scene, number, words);
}

static int64_t microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* How long all of it takes here once, so that kills fall into it however slow the machine is. */
static int64_t measure(struct bo *bo, const struct scene *scene, int64_t number)
{
	struct word word = { 0 };
	int words;
	int64_t began = microseconds(), took;
	pid_t pid = start(bo, scene, number, &words);

	while (word.what != IMPORTED)
		assert_int_equal(read(words, &word, sizeof word), sizeof word);
	took = microseconds() - began;
	end(bo, scene, number, pid, words);
	return took;
}

static void storm(struct bo *bo, const struct scene *scene, int kills)
{
	int64_t span = 2 * measure(bo, scene, kills);
	unsigned seed = 20261122;

	for (int k = 0; k < kills; k++) {
		struct timespec nap = { 0, 0 };
		int words;
		pid_t pid = start(bo, scene, k, &words);
		int64_t wait;

		seed = seed * 1664525u + 1013904223u;
		wait = (int64_t)(seed >> 8) * span >> 24;
		nap.tv_sec = wait / 1000000;
		nap.tv_nsec = wait % 1000000 * 1000;
		nanosleep(&nap, NULL);
		end(bo, scene, k, pid, words);
		if (k % CHECK_EVERY == 0)
			test_check(bo);
	}
}

/* --- The scene -------------------------------------------------------------------------------- */

static void set_campaign(struct bo *bo, struct scene *scene)
{
	struct bo_campaign_terms terms = { .name = "Friends",
					   .public_name = "Friends",
					   .unlocks = 1u << BO_UNLOCK_CODE,
					   .effect = BO_EFFECT_AMOUNT,
					   .value = 1000,
					   .starts = BO_NONE,
					   .ends = BO_NONE,
					   .min_tickets = 1,
					   .scope = BO_SCOPE_ALL,
					   .uses_limit = BO_NONE,
					   .money_limit = BO_NONE };
	struct bo_member_fields member = { .code = "FRIEND",
					   .quantity_given = true,
					   .quantity = BO_NONE };
	int64_t id = 0;

	OK(bo, bo_audience_add(bo, "from files", 1, &scene->list));
	OK(bo, bo_audience_add(bo, "friends", 1, &scene->friends));
	OK(bo, bo_member_add(bo, scene->friends, &member, &id));
	terms.audience_id = scene->friends;
	OK(bo, bo_campaign_add(bo, &terms, &id));
	OK(bo, bo_campaign_start(bo, id));
}

static void invite_people(struct bo *bo, struct scene *scene)
{
	for (int i = 0; i < PEOPLE; i++) {
		struct bo_wish wish = { scene->season.tomorrow, scene->season.adult, 1 };
		struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
		struct bo_arena arena = { 0 };
		struct bo_order order;
		char name[32];
		int64_t id = 0;

		snprintf(name, sizeof name, "Person %c%c", 'A' + i / 26, 'A' + i % 26);
		OK(bo, bo_patron_add(bo, name, NULL, NULL, &id));
		if (i == 0)
			scene->first_patron = id;
		sale.patron_id = id;
		OK(bo, bo_sell(bo, &arena, &sale, &order));
		assert_int_equal(order.total, 4000);
		bo_arena_clear(&arena);
	}
}

static void remove_files(const struct scene *scene, int kills)
{
	for (int k = 0; k <= kills; k++) {
		char path[64];

		snprintf(path, sizeof path, "%s/k%d.csv", scene->folder, k);
		unlink(path);
	}
	assert_int_equal(rmdir(scene->folder), 0);
}

static void test_kills(void **state)
{
	const char *wanted = getenv("KILLS");
	struct scene scene = { .folder = "/tmp/listsXXXXXX" };
	struct bo *bo = test_office();
	int kills = !wanted ? SHORT : atoi(wanted) < KILLS ? atoi(wanted) : KILLS;

	(void)state;
	assert_non_null(mkdtemp(scene.folder));
	scene.season = test_season(bo);
	OK(bo, bo_performance_edit(bo, scene.season.tonight, 1000000, BO_NONE));
	OK(bo, bo_performance_edit(bo, scene.season.tomorrow, 1000000, -1));
	set_campaign(bo, &scene);
	invite_people(bo, &scene);
	storm(bo, &scene, kills);
	test_check(bo);
	sums_stand(bo);
	/* The kills fell into all of it, and not always before anything was done. */
	assert_true(test_number(bo, "SELECT count(*) FROM member") > ROWS);
	assert_true(test_number(bo, "SELECT count(*) FROM patron_former") > 10);
	assert_true(test_number(bo, "SELECT count(*) FROM campaign_use") > 10);
	remove_files(&scene, kills);
	test_office_end(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kills),
	};

	return cmocka_run_group_tests_name("crash/kill_lists", tests, NULL, NULL);
}
