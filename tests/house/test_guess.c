/*
 * Guessing PINs: how many are tried, by how many at once and at which tills; whom a rest
 * concerns, when it ends, and what the journal says of it.
 */
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { GUESSERS = 32 };

static struct bo *bo;
static int64_t manager;

static int begin(void **state)
{
	(void)state;
	bo = test_office();
	OK(bo, bo_sign_in(bo, "the admin", NULL));
	OK(bo, bo_staff_add(bo, "Mia", BO_ROLE_MANAGER, "4711", &manager));
	OK(bo, bo_sign_in(bo, "the clerk", NULL));
	return 0;
}

static int end(void **state)
{
	(void)state;
	test_office_end(bo);
	return 0;
}

static void refused(enum bo_status status, const char *part)
{
	assert_int_equal(status, BO_REFUSED);
	assert_int_equal(bo_refusal(bo)->rule, BO_RULE_PERMISSION);
	if (!strstr(bo_refusal(bo)->message, part))
		fail_msg("not \"%s\" but: %s", part, bo_refusal(bo)->message);
}

static int64_t wrong_in_journal(void)
{
	return test_number(bo, "SELECT count(*) FROM journal WHERE kind = 'pin.wrong'");
}

static void guess_wrong(const char *till, int n)
{
	OK(bo, bo_till_at(bo, till));
	for (int i = 0; i < n; i++)
		refused(bo_sign_in(bo, "Mia", "0000"), "");
}

/* Where somebody acted is where they sign in. */
static void act_as_mia(const char *till, const char *minutes)
{
	OK(bo, bo_till_use(bo, till));
	OK(bo, bo_sign_in(bo, "Mia", "4711"));
	OK(bo, bo_option_set(bo, "hold-minutes", minutes));
}

/* In a process of its own: one PIN of Mia's, as a sign-in or an approval. */
static int guess(const char *store, const char *till, bool approval, const char *pin)
{
	struct bo *own = bo_new();
	int code = 2;

	if (own && bo_store_open(own, store) == BO_OK && bo_till_at(own, till) == BO_OK) {
		enum bo_status status = BO_OK;

		if (approval)
			status = bo_sign_in(own, "the clerk", NULL);
		if (!status)
			status = approval ? bo_approve(own, "Mia", pin)
					  : bo_sign_in(own, "Mia", pin);
		code = status == BO_OK ? 0 : status == BO_REFUSED ? 1 : 2;
	}
	bo_free(own);
	return code;
}

/* All at once.  at: the till; NULL: each at one of its own. */
static void storm(bool approval, const char *at, int *right, int *refusals)
{
	pid_t pid[GUESSERS];
	int go[2], status;
	char key = 'g';

	*right = *refusals = 0;
	assert_int_equal(pipe(go), 0);
	for (int i = 0; i < GUESSERS; i++) {
		pid[i] = fork();
		if (pid[i] == 0) {
			char till[40], pin[16];

			snprintf(till, sizeof till, "made up %d", i);
			snprintf(pin, sizeof pin, "%04d", i);
			if (read(go[0], &key, 1) != 1)
				_exit(3);
			_exit(guess(bo_store_path(bo), at ? at : till, approval, pin));
		}
	}
	for (int i = 0; i < GUESSERS; i++)
		assert_int_equal(write(go[1], &key, 1), 1);
	for (int i = 0; i < GUESSERS; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_true(WIFEXITED(status));
		*right += WEXITSTATUS(status) == 0;
		*refusals += WEXITSTATUS(status) == 1;
	}
	close(go[0]);
	close(go[1]);
}

static void test_many_at_once(void **state)
{
	int right, refusals;

	(void)state;
	for (int approval = 0; approval < 2; approval++) {
		int64_t before = wrong_in_journal();

		storm(approval, approval ? "counter" : "foyer", &right, &refusals);
		assert_int_equal(right, 0);
		assert_int_equal(refusals, GUESSERS);
		assert_int_equal(wrong_in_journal() - before, 5);
		/* Whoever comes then with the right one learns nothing. */
		OK(bo, bo_till_at(bo, approval ? "counter" : "foyer"));
		refused(approval ? bo_approve(bo, "Mia", "4711") : bo_sign_in(bo, "Mia", "4711"),
			"Too many wrong PINs");
	}
}

/* Naming another till for each guess is no way around it. */
static void test_many_tills(void **state)
{
	int right, refusals;

	(void)state;
	storm(false, NULL, &right, &refusals);
	assert_int_equal(right, 0);
	assert_int_equal(refusals, GUESSERS);
	assert_int_equal(wrong_in_journal(), 10);
	OK(bo, bo_till_at(bo, "one more"));
	refused(bo_sign_in(bo, "Mia", "4711"), "Too many wrong PINs");
}

static void test_nobody_is_locked_out_from_elsewhere(void **state)
{
	int right, refusals;

	(void)state;
	act_as_mia("office", "21");
	/* One till rests; another new one does not. */
	guess_wrong("foyer", 5);
	refused(bo_sign_in(bo, "Mia", "4711"), "Too many wrong PINs");
	act_as_mia("bar", "22");
	/* All tills rest but those where the person signs in. */
	storm(false, NULL, &right, &refusals);
	OK(bo, bo_till_at(bo, "office"));
	OK(bo, bo_sign_in(bo, "Mia", "4711"));
	OK(bo, bo_till_at(bo, "yard"));
	refused(bo_sign_in(bo, "Mia", "4711"), "Too many wrong PINs");
	OK(bo, bo_till_at(bo, "bar"));
	OK(bo, bo_sign_in(bo, "the clerk", NULL));
	OK(bo, bo_approve(bo, "Mia", "4711"));
	/* And others are not concerned. */
	OK(bo, bo_till_at(bo, "foyer"));
	OK(bo, bo_sign_in(bo, "the manager", NULL));
}

static void test_a_rest_is_not_shortened(void **state)
{
	static const int64_t lengths[] = { 60, 120, 240, 480, 900, 900 };
	int64_t now = TEST_NOW;

	(void)state;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		guess_wrong("foyer", 5);
		/* Neither guesses nor the right one change when it ends. */
		test_clock_set(now + lengths[i] - 1);
		refused(bo_sign_in(bo, "Mia", "0000"), "Too many wrong PINs");
		refused(bo_sign_in(bo, "Mia", "4711"), "in a minute");
		test_clock_set(now);
		refused(bo_approve(bo, "Mia", "4711"), i < 1   ? "in a minute"
						       : i < 2 ? "in 2 minutes"
							       : "minutes");
		now += lengths[i];
		test_clock_set(now);
	}
	OK(bo, bo_sign_in(bo, "Mia", "4711"));
	guess_wrong("foyer", 5);
	test_clock_set(now + 60);
	OK(bo, bo_sign_in(bo, "Mia", "4711"));
}

static void test_a_clock_that_jumps(void **state)
{
	const int64_t half_a_year = INT64_C(180) * 86400;

	(void)state;
	test_clock_set(TEST_NOW + half_a_year);
	guess_wrong("foyer", 5);
	test_clock_set(TEST_NOW);
	refused(bo_sign_in(bo, "Mia", "4711"), "in a minute");
	test_clock_set(TEST_NOW + 59);
	refused(bo_sign_in(bo, "Mia", "4711"), "in a minute");
	test_clock_set(TEST_NOW + 60);
	OK(bo, bo_sign_in(bo, "Mia", "4711"));
}

static void test_a_new_pin_is_a_new_start(void **state)
{
	(void)state;
	guess_wrong("foyer", 5);
	OK(bo, bo_sign_in(bo, "the admin", NULL));
	OK(bo, bo_till_use(bo, "test"));
	OK(bo, bo_staff_edit(bo, manager, NULL, BO_ROLE_NONE, "8888", -1));
	OK(bo, bo_till_at(bo, "foyer"));
	refused(bo_sign_in(bo, "Mia", "4711"), "That is not");
	OK(bo, bo_sign_in(bo, "Mia", "8888"));
}

static void test_wrong_ones_are_kept(void **state)
{
	(void)state;
	OK(bo, bo_till_use(bo, "test"));
	refused(bo_approve(bo, "Mia", "9182"), "That is not Mia's PIN");
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal j JOIN staff s ON s.id = "
					 "j.staff_id WHERE j.kind = 'pin.wrong' AND s.name = 'the "
					 "clerk' AND j.body LIKE '%\"for\":\"approval\"%'"),
			 1);
	/* A till nobody ever stood at is made for it, and its chain begins. */
	bo_sign_out(bo);
	guess_wrong("nowhere", 5);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal j JOIN till t ON t.id = "
					 "j.till_id WHERE j.kind = 'pin.wrong' AND t.name = "
					 "'nowhere' AND j.staff_id IS NULL"),
			 5);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal WHERE kind = 'pin.wrong' "
					 "AND body LIKE '%\"rests\":60%'"),
			 1);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal WHERE body LIKE '%9182%' OR "
					 "body LIKE '%0000%'"),
			 0);
	/* What was not tried is not there. */
	refused(bo_sign_in(bo, "Mia", "0000"), "Too many");
	assert_int_equal(wrong_in_journal(), 6);
}

/* Where nothing was guessed nothing is written, not even at a till one never stood at. */
static void test_a_right_one_costs_nothing(void **state)
{
	int64_t before;

	(void)state;
	before = test_number(bo, "SELECT total_changes()");
	OK(bo, bo_till_at(bo, "office"));
	OK(bo, bo_sign_in(bo, "Mia", "4711"));
	OK(bo, bo_sign_in(bo, "the clerk", NULL));
	OK(bo, bo_approve(bo, "Mia", "4711"));
	assert_int_equal(test_number(bo, "SELECT total_changes()"), before);
}

static void test_no_till(void **state)
{
	struct bo *other = bo_new();

	(void)state;
	OK(other, bo_store_open(other, bo_store_path(bo)));
	SAYS(other, BO_INVALID, "No till", bo_sign_in(other, "Mia", "4711"));
	bo_free(other);
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_many_at_once),
		T(test_many_tills),
		T(test_nobody_is_locked_out_from_elsewhere),
		T(test_a_rest_is_not_shortened),
		T(test_a_clock_that_jumps),
		T(test_a_new_pin_is_a_new_start),
		T(test_wrong_ones_are_kept),
		T(test_a_right_one_costs_nothing),
		T(test_no_till),
	};

	return cmocka_run_group_tests_name("house/guess", tests, NULL, NULL);
}
