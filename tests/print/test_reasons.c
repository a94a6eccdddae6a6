/*
 * The scheduler's words made plain, and what its states of a job mean for us.
 */
#include "outbox/outbox.h"
#include "print/cups.h"
#include "print/queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_reasons(void **state)
{
	static const struct {
		const char *keywords, *words;
		bool stops;
	} rows[] = {
		{ "none", "", false },
		{ "", "", false },
		{ "cups-waiting-for-job-completed", "", false },
		{ "paused", "paused: The queue is stopped; start it again at the scheduler.",
		  true },
		{ "media-empty-error",
		  "media-empty: Load tickets; printing goes on by itself, do not reprint.", true },
		{ "media-empty-warning",
		  "media-empty: Load tickets; printing goes on by itself, do not reprint.", false },
		{ "media-low-report", "media-low: Few tickets left.", false },
		{ "media-low-warning,media-jam-error",
		  "media-jam: Clear the jam, then look which ticket was in it. media-low", true },
		{ "none,cover-open", "cover-open: Close the cover.", true },
		{ "strange-thing-error", "strange-thing", false },
		{ "strange-thing-error,paused",
		  "paused: The queue is stopped; start it again at the scheduler. strange-thing",
		  true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[400];
		struct bo_buf words = BO_BUF(text);

		assert_int_equal(reasons_words(rows[i].keywords, &words), rows[i].stops);
		assert_string_equal(text, rows[i].words);
	}
}

/* A keyword of any length is read and ends. */
static void test_long_keyword(void **state)
{
	char keywords[1000], text[100];
	struct bo_buf words = BO_BUF(text);

	(void)state;
	memset(keywords, 'x', sizeof keywords - 1);
	keywords[sizeof keywords - 1] = '\0';
	assert_false(reasons_words(keywords, &words));
	assert_true(words.len > 0);
}

static void test_verdicts(void **state)
{
	static const struct {
		int state;
		bool began;
		enum bo_job_state sent, taken_back;
	} rows[] = {
		{ 3, false, BO_JOB_SENT, BO_JOB_UNKNOWN },
		{ 4, false, BO_JOB_SENT, BO_JOB_UNKNOWN },
		{ 5, true, BO_JOB_SENT, BO_JOB_UNKNOWN },
		{ 6, true, BO_JOB_UNKNOWN, BO_JOB_UNKNOWN },
		{ 7, false, BO_JOB_UNKNOWN, BO_JOB_FAILED }, /* never begun: ours again */
		{ 7, true, BO_JOB_UNKNOWN, BO_JOB_UNKNOWN },
		{ 8, false, BO_JOB_UNKNOWN, BO_JOB_FAILED },
		{ 8, true, BO_JOB_UNKNOWN, BO_JOB_UNKNOWN },
		{ 9, true, BO_JOB_PRINTED, BO_JOB_PRINTED },
		{ 0, false, BO_JOB_UNKNOWN, BO_JOB_UNKNOWN },
		{ 10, false, BO_JOB_UNKNOWN, BO_JOB_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct spool_job job = { .state = rows[i].state, .began = rows[i].began };

		assert_int_equal(spool_verdict(&job), rows[i].sent);
		assert_int_equal(spool_verdict_taken_back(&job), rows[i].taken_back);
	}
}

/* Every way a job may go; all others may not. */
static void test_ways(void **state)
{
	static const char *const ways[] = {
		"queued created",  "queued printed",  "queued failed",	"queued dropped",
		"created queued",  "created sent",    "created failed", "created unknown",
		"sent printed",	   "sent failed",     "sent unknown",	"printed spoiled",
		"failed queued",   "failed spoiled",  "failed dropped", "unknown printed",
		"unknown spoiled", "unknown dropped",
	};
	int open = 0;

	(void)state;
	for (int from = 0; from < BO_JOB_STATE_COUNT; from++)
		for (int to = 0; to < BO_JOB_STATE_COUNT; to++) {
			char way[40];
			bool listed = false;

			snprintf(way, sizeof way, "%s %s",
				 bo_job_state_code((enum bo_job_state)from),
				 bo_job_state_code((enum bo_job_state)to));
			for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
				listed |= strcmp(way, ways[i]) == 0;
			if (listed != outbox_may((enum bo_job_state)from, (enum bo_job_state)to))
				print_error("%s\n", way);
			assert_int_equal(
				listed, outbox_may((enum bo_job_state)from, (enum bo_job_state)to));
			open += listed;
		}
	assert_int_equal(open, sizeof ways / sizeof *ways);
	assert_int_equal(bo_job_state_from_code("sent"), BO_JOB_SENT);
	assert_int_equal(bo_job_state_from_code("gone"), BO_JOB_STATE_COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_long_keyword),
		cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_ways),
	};

	return cmocka_run_group_tests_name("print/reasons", tests, NULL, NULL);
}
