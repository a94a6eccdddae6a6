/*
 * Through a real scheduler of our own: what is sold comes out, once; what goes
 * wrong anywhere between leaves a waiting job or a question, never a second page.
 */
#include "outbox/outbox.h"
#include "store/sql.h"
#include "support/cups.h"

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

enum { DEADLINE = 20 };

struct stage {
	struct paper p;
	int64_t printer, order;
};

static int open_stage(void **state)
{
	struct stage *s = calloc(1, sizeof *s);

	cupsd_mode("ok");
	cupsd_clear();
	paper_open(&s->p, "Hamlet");
	test_act_as(s->p.bo, BO_ROLE_MANAGER);
	OK(s->p.bo, bo_printer_add(s->p.bo, "Counter", BO_TRANSPORT_CUPS, "tickets", "", 0, false,
				   &s->printer));
	OK(s->p.bo, bo_printer_use(s->p.bo, s->printer));
	test_act_as(s->p.bo, BO_ROLE_CLERK);
	s->order = paper_sell(&s->p, s->p.adult, 1);
	*state = s;
	return 0;
}

static int close_stage(void **state)
{
	struct stage *s = *state;

	paper_close(&s->p);
	free(s);
	return 0;
}

static bool step(struct stage *s, int deadline)
{
	bool worked = false;

	OK(s->p.bo, bo_print_step(s->p.bo, s->printer, deadline, &worked));
	return worked;
}

static struct bo_print_job job_of(struct stage *s, int64_t order)
{
	struct bo_print_filter filter = { .order_id = order };
	struct bo_print_jobs list;

	OK(s->p.bo, bo_print_job_list(s->p.bo, &s->p.arena, &filter, &list));
	assert_int_equal(list.n, 1);
	return list.row[0];
}

static void assert_state(struct stage *s, enum bo_job_state state)
{
	struct bo_print_job job = job_of(s, s->order);

	if (job.state != state)
		print_error("the job is %s (%s)\n", bo_job_state_code(job.state), job.message);
	assert_int_equal(job.state, state);
}

static struct bo_printer printer_of(struct stage *s)
{
	struct bo_printer printer;

	OK(s->p.bo, bo_printer_find(s->p.bo, &s->p.arena, "Counter", &printer));
	return printer;
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void test_page_arrives(void **state)
{
	struct stage *s = *state;
	const char *page, *text;
	struct bo_order order;
	struct paper_codes codes;

	assert_true(step(s, DEADLINE));
	assert_state(s, BO_JOB_PRINTED);
	assert_int_equal(cupsd_pages(), 1);
	page = cupsd_page(&s->p.arena);
	OK(s->p.bo, bo_order_get(s->p.bo, &s->p.arena, s->order, &order));
	codes = paper_read_codes(page, 203, order.voucher[0].code);
	assert_int_equal(codes.qr, 1);
	assert_int_equal(codes.code128, 1);
	assert_int_equal(codes.others, 0);
	text = paper_text(&s->p.arena, page);
	assert_non_null(strstr(text, "Hamlet"));
	assert_non_null(strstr(text, "Fri 9 Jan 2026"));
	assert_non_null(strstr(text, "20:00"));
	assert_non_null(strstr(text, "USD 40.00"));
	assert_non_null(strstr(cupsd_log(&s->p.arena), "copies=1"));
	assert_non_null(strstr(cupsd_log(&s->p.arena), "print-scaling=none"));
	assert_string_equal(printer_of(s).status, "ready");
	assert_false(printer_of(s).stopped);
	assert_false(step(s, DEADLINE)); /* nothing more to do */
	assert_int_equal(cupsd_pages(), 1);
}

static void test_one_ticket_a_step_in_order(void **state)
{
	struct stage *s = *state;
	struct bo_job_tally tally;

	paper_sell(&s->p, s->p.adult, 2);
	OK(s->p.bo, bo_print_tally(s->p.bo, &tally));
	assert_int_equal(tally.waiting, 3);
	for (int i = 1; i <= 3; i++) {
		assert_true(step(s, DEADLINE));
		assert_int_equal(cupsd_pages(), i);
		OK(s->p.bo, bo_print_tally(s->p.bo, &tally));
		assert_int_equal(tally.waiting, 3 - i);
	}
	assert_false(step(s, DEADLINE));
}

static void test_fails_after_printing(void **state)
{
	struct stage *s = *state;
	struct bo_print_job job;

	cupsd_mode("printfail");
	assert_true(step(s, DEADLINE));
	assert_state(s, BO_JOB_UNKNOWN);
	assert_int_equal(cupsd_pages(), 1);
	job = job_of(s, s->order);
	assert_non_null(strstr(job.message, "look whether the ticket came out"));
	cupsd_mode("ok");
	for (int i = 0; i < 3; i++)
		assert_false(step(s, DEADLINE));
	assert_int_equal(cupsd_pages(), 1);
	/* It does not hold up the next order. */
	s->order = paper_sell(&s->p, s->p.adult, 1);
	assert_true(step(s, DEADLINE));
	assert_state(s, BO_JOB_PRINTED);
	OK(s->p.bo, bo_print_settle_printed(s->p.bo, job.id));
	assert_int_equal(cupsd_pages(), 2);
}

static void test_spoiled_ticket_is_void(void **state)
{
	struct stage *s = *state;
	struct bo_print_job job;
	struct bo_order order;
	char old[BO_TICKET_CODE_SIZE];

	cupsd_mode("printfail");
	step(s, DEADLINE);
	job = job_of(s, s->order);
	snprintf(old, sizeof old, "%s", job.code);
	cupsd_mode("ok");
	cupsd_clear();
	OK(s->p.bo, bo_print_settle_spoiled(s->p.bo, job.id));
	assert_int_equal(
		test_number(s->p.bo, "SELECT count(*) FROM ticket WHERE state = 'spoiled'"), 1);
	assert_int_equal(test_number(s->p.bo, "SELECT count(*) FROM ticket WHERE state = 'active'"),
			 1);
	assert_true(step(s, DEADLINE));
	OK(s->p.bo, bo_order_get(s->p.bo, &s->p.arena, s->order, &order));
	assert_string_not_equal(order.voucher[0].code, old);
	assert_int_equal(cupsd_pages(), 1);
	assert_int_equal(paper_read_codes(cupsd_page(&s->p.arena), 203, order.voucher[0].code).qr,
			 1);
	assert_int_equal(paper_read_codes(cupsd_page(&s->p.arena), 203, old).others, 2);
}

static void test_stopped_queue_keeps_the_job_here(void **state)
{
	struct stage *s = *state;

	cupsd_run("cupsdisable tickets");
	assert_false(step(s, DEADLINE));
	assert_state(s, BO_JOB_QUEUED);
	assert_true(printer_of(s).stopped);
	assert_non_null(strstr(printer_of(s).status, "paused"));
	cupsd_run("[ -z \"$(lpstat -o tickets)\" ]"); /* nothing was piled up there */
	cupsd_run("cupsenable tickets");
	assert_true(step(s, DEADLINE));
	assert_state(s, BO_JOB_PRINTED);
	assert_false(printer_of(s).stopped);
}

static void test_rejecting_queue(void **state)
{
	struct stage *s = *state;

	cupsd_run("cupsreject tickets");
	assert_false(step(s, DEADLINE));
	assert_state(s, BO_JOB_QUEUED);
	assert_non_null(strstr(printer_of(s).status, "takes no jobs"));
	cupsd_run("cupsaccept tickets");
	assert_true(step(s, DEADLINE));
	assert_state(s, BO_JOB_PRINTED);
}

static void test_unknown_queue(void **state)
{
	struct stage *s = *state;

	test_act_as(s->p.bo, BO_ROLE_MANAGER);
	OK(s->p.bo, bo_printer_edit(s->p.bo, s->printer, NULL, "nosuch", NULL, -1, -1, -1));
	assert_false(step(s, DEADLINE));
	assert_state(s, BO_JOB_QUEUED);
	assert_string_equal(printer_of(s).status, "The scheduler knows no queue nosuch.");
}

/* Out of tickets: the reason shows, and the job goes on by itself when there are some again. */
static void test_out_of_tickets(void **state)
{
	struct stage *s = *state;
	pid_t loader;
	int ended;

	cupsd_mode("empty");
	loader = fork();
	if (loader == 0) {
		sleep(1);
		cupsd_mode("ok");
		_exit(0);
	}
	assert_true(step(s, DEADLINE));
	waitpid(loader, &ended, 0);
	assert_state(s, BO_JOB_PRINTED);
	assert_int_equal(cupsd_pages(), 1);
	assert_int_equal(test_number(s->p.bo, "SELECT count(*) FROM print_job "
					      "WHERE state = 'printed' AND attempt = 1"),
			 1);
}

static void test_deadline_asks_a_person(void **state)
{
	struct stage *s = *state;
	struct bo_print_job job;

	cupsd_mode("empty");
	assert_true(step(s, 1));
	assert_state(s, BO_JOB_UNKNOWN); /* the printer had begun with it */
	job = job_of(s, s->order);
	assert_non_null(strstr(job.message, "did not finish in 1 seconds"));
	assert_non_null(strstr(job.message, "media-empty: Load tickets"));
	cupsd_mode("ok");
	assert_false(step(s, DEADLINE));
	assert_int_equal(cupsd_pages(), 0);
}

static void test_hung_scheduler(void **state)
{
	struct stage *s = *state;
	double start;
	bool worked;

	cupsd_signal(SIGSTOP);
	start = seconds();
	worked = step(s, DEADLINE);
	start = seconds() - start;
	cupsd_signal(SIGCONT);
	assert_false(worked);
	assert_true(start < 5);
	assert_state(s, BO_JOB_QUEUED);
	assert_true(printer_of(s).stopped);
	assert_string_equal(printer_of(s).status, "The print scheduler (CUPS) does not answer.");
	assert_true(step(s, DEADLINE));
	assert_state(s, BO_JOB_PRINTED);
	assert_int_equal(cupsd_pages(), 1);
}

static void test_dead_scheduler(void **state)
{
	struct stage *s = *state;
	struct bo_queues queues;
	double start;
	enum bo_status status;

	cupsd_signal(SIGKILL);
	start = seconds();
	assert_false(step(s, DEADLINE));
	status = bo_print_queues(s->p.bo, &s->p.arena, &queues);
	start = seconds() - start;
	cupsd_again();
	assert_true(start < 5);
	assert_int_equal(status, BO_PRINTER);
	assert_state(s, BO_JOB_QUEUED);
	assert_true(step(s, DEADLINE));
	assert_state(s, BO_JOB_PRINTED);
	assert_int_equal(cupsd_pages(), 1);
}

static void test_queues_are_listed(void **state)
{
	struct stage *s = *state;
	struct bo_queues queues;

	OK(s->p.bo, bo_print_queues(s->p.bo, &s->p.arena, &queues));
	assert_int_equal(queues.n, 1);
	assert_string_equal(queues.row[0].name, "tickets");
	assert_string_equal(queues.row[0].state, "idle");
	assert_true(queues.row[0].accepting);
}

/* --- Ends at every point between two steps --- */

static const char *fatal;
static int fatal_signal;

static void end_here(const char *point)
{
	if (strcmp(point, fatal) != 0)
		return;
	if (fatal_signal)
		cupsd_signal(fatal_signal);
	else
		kill(getpid(), SIGKILL);
}

static int64_t standing_clock(void *arg)
{
	(void)arg;
	return TEST_NOW;
}

/* A worker of its own process, which does not come back from that point.  Run anew, not only
 * forked: a database connection must not be carried into a child. */
static int be_a_worker(const char *point, const char *store, const char *printer)
{
	struct bo *bo = bo_new();
	bool worked;

	fatal = point;
	outbox_watch = end_here;
	bo_set_clock(bo, standing_clock, NULL);
	if (bo_store_open(bo, store) ||
	    bo_print_step(bo, strtoll(printer, NULL, 10), DEADLINE, &worked))
		print_error("%s\n", bo_error(bo)->message);
	bo_free(bo);
	return 0;
}

static void worker_dies_at(struct stage *s, const char *point)
{
	const char *printer = bo_arena_printf(&s->p.arena, "%d", (int)s->printer);
	const char *store = bo_store_path(s->p.bo);
	int ended = 0;
	pid_t worker = fork();

	if (worker == 0) {
		execl("/proc/self/exe", "test_cups", point, store, printer, (char *)NULL);
		_exit(1);
	}
	assert_int_equal(waitpid(worker, &ended, 0), worker);
	assert_true(WIFSIGNALED(ended)); /* else the point was never reached */
}

static const struct {
	const char *point;
	enum bo_job_state left, healed;
} deaths[] = {
	{ "drawn", BO_JOB_QUEUED, BO_JOB_PRINTED },    { "empty", BO_JOB_QUEUED, BO_JOB_PRINTED },
	{ "created", BO_JOB_CREATED, BO_JOB_PRINTED }, { "sent", BO_JOB_CREATED, BO_JOB_PRINTED },
	{ "waiting", BO_JOB_SENT, BO_JOB_PRINTED },    { "verdict", BO_JOB_SENT, BO_JOB_PRINTED },
};

static void test_worker_dies_anywhere(void **state)
{
	struct stage *s = *state;

	for (size_t i = 0; i < sizeof deaths / sizeof *deaths; i++) {
		cupsd_clear();
		if (i > 0)
			s->order = paper_sell(&s->p, s->p.adult, 1);
		worker_dies_at(s, deaths[i].point);
		assert_state(s, deaths[i].left);
		for (int k = 0; k < 4 && job_of(s, s->order).state != deaths[i].healed; k++)
			step(s, DEADLINE);
		assert_state(s, deaths[i].healed);
		assert_int_equal(cupsd_pages(), 1);
	}
}

/* The scheduler dies while the worker lives: never two pages of one ticket by our doing, and never
 * a job that nobody can settle. */
static void test_scheduler_dies_anywhere(void **state)
{
	struct stage *s = *state;

	for (size_t i = 0; i < sizeof deaths / sizeof *deaths - 1; i++) {
		enum bo_job_state ended;
		double start;

		if (i > 0)
			s->order = paper_sell(&s->p, s->p.adult, 1);
		fatal = deaths[i].point;
		fatal_signal = SIGKILL;
		outbox_watch = end_here;
		start = seconds();
		step(s, DEADLINE);
		outbox_watch = NULL;
		assert_true(seconds() - start < 5);
		cupsd_again();
		for (int k = 0; k < 4; k++)
			step(s, DEADLINE);
		ended = job_of(s, s->order).state;
		assert_true(ended == BO_JOB_PRINTED || ended == BO_JOB_UNKNOWN);
	}
	assert_int_equal(test_number(s->p.bo, "SELECT count(*) FROM ticket WHERE state = 'active'"),
			 (int)(sizeof deaths / sizeof *deaths) - 1);
}

/* Silent after the ticket left: the step comes back, and the question is asked when time is over.
 */
static void test_scheduler_stays_silent(void **state)
{
	struct stage *s = *state;
	double start;

	fatal = "waiting";
	fatal_signal = SIGSTOP;
	outbox_watch = end_here;
	cupsd_mode("slow");
	start = seconds();
	step(s, DEADLINE);
	outbox_watch = NULL;
	start = seconds() - start;
	assert_true(start < 5);
	assert_state(s, BO_JOB_SENT);
	test_clock_set(TEST_NOW + DEADLINE + 1);
	step(s, DEADLINE);
	cupsd_signal(SIGCONT);
	assert_state(s, BO_JOB_UNKNOWN);
}

/* --- A queue that stops, and what its defaults are --- */

static void policy(const char *word)
{
	char command[120];

	snprintf(command, sizeof command, "lpadmin -p tickets -o printer-error-policy=%s", word);
	cupsd_run(command);
}

/* The queue goes on, as our own advice says, and nothing comes out again. */
static void assert_never_again(struct stage *s, int pages)
{
	cupsd_mode("ok");
	cupsd_run("[ -z \"$(lpstat -o tickets)\" ]");
	cupsd_run("cupsenable tickets");
	sleep(1);
	assert_int_equal(cupsd_pages(), pages);
	policy("abort-job");
	/* It prints the next one. */
	s->order = paper_sell(&s->p, s->p.adult, 1);
	for (int i = 0; i < 3 && job_of(s, s->order).state != BO_JOB_PRINTED; i++)
		step(s, DEADLINE);
	assert_state(s, BO_JOB_PRINTED);
	assert_int_equal(cupsd_pages(), pages + 1);
}

/* Both are what a distribution may have set: one stops the queue, the other tries again later. */
static void test_begun_on_a_queue_that_stops(void **state)
{
	static const char *const policies[] = { "stop-printer", "retry-job" };
	struct stage *s = *state;

	for (size_t i = 0; i < 2; i++) {
		double start = seconds();

		cupsd_clear();
		policy(policies[i]);
		cupsd_mode("printfail");
		if (i > 0)
			s->order = paper_sell(&s->p, s->p.adult, 1);
		assert_true(step(s, DEADLINE));
		assert_true(seconds() - start < DEADLINE / 2.0);
		assert_state(s, BO_JOB_UNKNOWN);
		assert_non_null(strstr(job_of(s, s->order).message,
				       "The queue stopped when the printer had begun with it"));
		assert_non_null(strstr(job_of(s, s->order).message, "Look whether the ticket"));
		assert_int_equal(cupsd_pages(), 1);
		assert_never_again(s, 1);
	}
}

static void stop_the_queue(const char *point)
{
	if (strcmp(point, "waiting") != 0)
		return;
	for (int i = 0; i < 100 && cupsd_pages() == 0; i++)
		cupsd_run("sleep 0.02");
	cupsd_run("cupsdisable tickets");
}

static void test_somebody_stops_the_queue(void **state)
{
	struct stage *s = *state;

	cupsd_mode("slow");
	outbox_watch = stop_the_queue;
	step(s, DEADLINE);
	outbox_watch = NULL;
	assert_state(s, BO_JOB_UNKNOWN);
	assert_never_again(s, 1);
}

static void test_held_for_a_password(void **state)
{
	struct stage *s = *state;
	double start = seconds();

	cupsd_mode("auth");
	assert_true(step(s, DEADLINE));
	assert_true(seconds() - start < DEADLINE / 2.0);
	assert_state(s, BO_JOB_UNKNOWN);
	assert_non_null(strstr(job_of(s, s->order).message, "a name and password"));
	assert_never_again(s, 0);
}

void cupsSetUser(const char *user); /* libcups; the superuser is denied nothing */

static void test_denied_and_out_of_quota(void **state)
{
	struct stage *s = *state;

	cupsSetUser("anna");
	cupsd_run("lpadmin -p tickets -u deny:anna");
	assert_false(step(s, DEADLINE));
	assert_state(s, BO_JOB_QUEUED);
	assert_true(printer_of(s).stopped);
	assert_non_null(strstr(printer_of(s).status, "The queue tickets does not let anna print"));
	cupsd_run("lpadmin -p tickets -u allow:all");
	cupsd_run("lpadmin -p tickets -o job-quota-period=86400 -o job-k-limit=1");
	assert_true(step(s, DEADLINE));
	s->order = paper_sell(&s->p, s->p.adult, 1);
	assert_false(step(s, DEADLINE));
	assert_state(s, BO_JOB_QUEUED);
	assert_non_null(strstr(printer_of(s).status, "The quota of "));
	cupsd_run("lpadmin -p tickets -o job-quota-period=0 -o job-k-limit=0");
	assert_true(step(s, DEADLINE));
	assert_state(s, BO_JOB_PRINTED);
	cupsSetUser("root");
}

/* What somebody made the default of the queue is not what a ticket gets. */
static void test_defaults_of_the_queue(void **state)
{
	static const char *const never[] = {
		"two-sided", "number-up=4",  " fit-to-page",	       " fit-to-page=true",
		"media=A4",  "media=iso_a4", "orientation-requested=", "copies=3"
	};
	struct stage *s = *state;
	const char *log;

	cupsd_run("lpadmin -p tickets -o job-sheets-default=standard,standard "
		  "-o sides-default=two-sided-long-edge -o number-up-default=4 "
		  "-o fit-to-page-default=true -o job-hold-until-default=indefinite "
		  "-o media-default=iso_a4_210x297mm -o copies-default=3");
	assert_true(step(s, DEADLINE));
	assert_state(s, BO_JOB_PRINTED);
	assert_int_equal(cupsd_pages(), 1);
	log = cupsd_log(&s->p.arena);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		if (strstr(log, never[i]))
			print_error("%s is in: %s\n", never[i], log);
		assert_null(strstr(log, never[i]));
	}
	assert_non_null(strstr(log, "copies=1 "));
	assert_non_null(strstr(log, "sides=one-sided"));
	/* The size of the ticket always goes along. */
	assert_non_null(strstr(log, "custom_50.8x139.7mm_50.8x139.7mm"));
	cupsd_run("lpadmin -p tickets -R job-sheets-default -R sides-default -R number-up-default "
		  "-R fit-to-page-default -R job-hold-until-default -R media-default "
		  "-R copies-default");
}

static int start_world(void **state)
{
	(void)state;
	cupsd_open();
	return 0;
}

static int end_world(void **state)
{
	(void)state;
	cupsd_close();
	return 0;
}

int main(int argc, char **argv)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)
	const struct CMUnitTest tests[] = {
		STAGED(test_page_arrives),
		STAGED(test_one_ticket_a_step_in_order),
		STAGED(test_fails_after_printing),
		STAGED(test_spoiled_ticket_is_void),
		STAGED(test_stopped_queue_keeps_the_job_here),
		STAGED(test_rejecting_queue),
		STAGED(test_unknown_queue),
		STAGED(test_out_of_tickets),
		STAGED(test_deadline_asks_a_person),
		STAGED(test_hung_scheduler),
		STAGED(test_dead_scheduler),
		STAGED(test_queues_are_listed),
		STAGED(test_worker_dies_anywhere),
		STAGED(test_scheduler_dies_anywhere),
		STAGED(test_scheduler_stays_silent),
		STAGED(test_begun_on_a_queue_that_stops),
		STAGED(test_somebody_stops_the_queue),
		STAGED(test_held_for_a_password),
		STAGED(test_denied_and_out_of_quota),
		STAGED(test_defaults_of_the_queue),
	};

	if (argc == 4)
		return be_a_worker(argv[1], argv[2], argv[3]);
	return cmocka_run_group_tests_name("print/cups", tests, start_world, end_world);
}
