/*
 * The outbox: what a sale queues, the printer that is a folder, what people may
 * do with a job, and the questions about it that must not read the whole history.
 */
#include "outbox/outbox.h"
#include "store/sql.h"
#include "support/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int open_stage(void **state)
{
	struct paper *p = calloc(1, sizeof *p);

	paper_open(p, "Hamlet");
	*state = p;
	return 0;
}

static int close_stage(void **state)
{
	struct paper *p = *state;

	paper_close(p);
	free(p);
	return 0;
}

static bool step(struct paper *p)
{
	struct bo_printer printer;
	bool worked = false;

	OK(p->bo, bo_printer_of_till(p->bo, &p->arena, &printer));
	OK(p->bo, bo_print_step(p->bo, printer.id, 5, &worked));
	return worked;
}

static struct bo_print_jobs jobs(struct paper *p, struct bo_print_filter filter)
{
	struct bo_print_jobs list;

	OK(p->bo, bo_print_job_list(p->bo, &p->arena, &filter, &list));
	return list;
}

static struct bo_print_job only_job(struct paper *p)
{
	struct bo_print_jobs list = jobs(p, (struct bo_print_filter){ 0 });

	assert_int_equal(list.n, 1);
	return list.row[0];
}

/* Past the worker's back, for states that take a scheduler to reach. */
static void force(struct paper *p, int64_t job, enum bo_job_state state)
{
	OK(p->bo, act_begin(p->bo));
	OK(p->bo, act_end(p->bo, sql_run(p->bo, "UPDATE print_job SET state = $1 WHERE id = $2",
					 "sr", bo_job_state_code(state), job)));
}

static void test_a_sale_queues_its_tickets(void **state)
{
	struct paper *p = *state;
	int64_t order = paper_sell(p, p->adult, 2);
	struct bo_print_jobs list = jobs(p, (struct bo_print_filter){ .open_only = true });
	struct bo_job_tally tally;

	assert_int_equal(list.n, 2);
	assert_int_equal(list.row[0].order_id, order);
	assert_int_equal(list.row[0].state, BO_JOB_QUEUED);
	assert_int_equal(list.row[0].issue, 1);
	assert_int_equal(list.row[0].attempt, 0);
	assert_int_equal(list.row[0].queued_at, TEST_NOW);
	assert_string_equal(list.row[0].type, "Adult General");
	assert_string_equal(list.row[0].show, "Hamlet");
	assert_string_equal(list.row[0].printer, "Folder");
	assert_int_equal(bo_scan_shape(list.row[0].code), BO_SCAN_TICKET);
	OK(p->bo, bo_print_tally(p->bo, &tally));
	assert_int_equal(tally.waiting, 2);
	assert_int_equal(tally.failed, 0);
	assert_int_equal(tally.unknown, 0);
}

static void test_folder_prints(void **state)
{
	struct paper *p = *state;
	int64_t order = paper_sell(p, p->adult, 1);
	struct bo_print_job job;

	assert_true(step(p));
	assert_false(step(p));
	job = only_job(p);
	assert_int_equal(job.state, BO_JOB_PRINTED);
	assert_int_equal(job.attempt, 1);
	assert_string_equal(job.file,
			    bo_arena_printf(&p->arena, "%s/tickets/%06d-%06d.pdf", paper_folder(p),
					    (int)order, (int)job.ticket_id));
	assert_non_null(strstr(paper_text(&p->arena, job.file), job.code));
	assert_int_equal(paper_read_codes(job.file, 203, job.code).qr, 1);
}

/* Without a folder to write into the job waits, and the printer says why. */
static void test_folder_that_cannot_be_written(void **state)
{
	struct paper *p = *state;
	const char *blocked = bo_arena_printf(&p->arena, "%s/tickets", paper_folder(p));
	struct bo_printer printer;
	FILE *file = fopen(blocked, "w");

	assert_non_null(file);
	fclose(file);
	paper_sell(p, p->adult, 1);
	assert_false(step(p));
	assert_int_equal(only_job(p).state, BO_JOB_QUEUED);
	OK(p->bo, bo_printer_of_till(p->bo, &p->arena, &printer));
	assert_true(printer.stopped);
	assert_non_null(strstr(printer.status, "cannot be written"));
	assert_int_equal(printer.waiting, 1);
	unlink(blocked);
	assert_true(step(p));
	assert_int_equal(only_job(p).state, BO_JOB_PRINTED);
	OK(p->bo, bo_printer_of_till(p->bo, &p->arena, &printer));
	assert_false(printer.stopped);
	assert_string_equal(printer.status, "ready");
}

static void test_killed_before_it_is_noted(void **state)
{
	struct paper *p = *state;
	struct bo_print_job job;
	struct stat before, after;

	paper_sell(p, p->adult, 1);
	assert_true(step(p));
	job = only_job(p);
	assert_int_equal(stat(job.file, &before), 0);
	force(p, job.id, BO_JOB_QUEUED); /* as a crash between file and row leaves it */
	assert_true(step(p));
	job = only_job(p);
	assert_int_equal(job.state, BO_JOB_PRINTED);
	assert_int_equal(stat(job.file, &after), 0);
	assert_int_equal(before.st_size, after.st_size);
	assert_string_equal(paper_run(&p->arena, "ls '%s/tickets' | wc -l", paper_folder(p)),
			    "1\n");
}

/* A price that came to the ticket without being tried: an older program, another's row. */
static void test_large_price_fails_until_there_is_room(void **state)
{
	struct paper *p = *state;
	static const char place[] = "font sans-bold 11..7";
	const char *text, *found;
	struct bo_print_job job;

	paper_sell(p, p->adult, 1);
	OK(p->bo, act_begin(p->bo));
	OK(p->bo, act_end(p->bo, sql_run(p->bo, "UPDATE voucher SET amount = 123456789012", "")));
	assert_true(step(p));
	job = only_job(p);
	assert_int_equal(job.state, BO_JOB_FAILED);
	assert_non_null(strstr(job.message, "does not fit on the ticket"));
	assert_false(step(p)); /* not again by itself */
	OK(p->bo, bo_template_get(p->bo, &p->arena, &text));
	found = strstr(text, place);
	assert_non_null(found);
	test_act_as(p->bo, BO_ROLE_MANAGER);
	OK(p->bo, bo_template_set(p->bo, bo_arena_printf(&p->arena, "%.*sfont narrow 9..5%s",
							 (int)(found - text), text,
							 found + strlen(place))));
	OK(p->bo, bo_print_retry(p->bo, job.id));
	assert_true(step(p));
	job = only_job(p);
	assert_int_equal(job.state, BO_JOB_PRINTED);
	assert_string_equal(job.message, "");
}

/* What a person may do in each state; all else is refused and changes nothing. */
static void test_what_people_may_do(void **state)
{
	static const struct {
		enum bo_job_state is;
		bool printed, spoiled, retry;
	} rows[] = {
		{ BO_JOB_QUEUED, false, false, false },	 { BO_JOB_CREATED, false, false, false },
		{ BO_JOB_SENT, false, false, false },	 { BO_JOB_PRINTED, false, true, false },
		{ BO_JOB_FAILED, false, true, true },	 { BO_JOB_UNKNOWN, true, true, false },
		{ BO_JOB_SPOILED, false, false, false }, { BO_JOB_DROPPED, false, false, false },
	};
	static enum bo_status (*const acts[])(struct bo *, int64_t) = { bo_print_settle_printed,
									bo_print_settle_spoiled,
									bo_print_retry };
	static const enum bo_job_state becomes[] = { BO_JOB_PRINTED, BO_JOB_SPOILED,
						     BO_JOB_QUEUED };
	struct paper *p = *state;

	assert_int_equal(sizeof rows / sizeof *rows, BO_JOB_STATE_COUNT);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int act = 0; act < 3; act++) {
			const bool may[] = { rows[i].printed, rows[i].spoiled, rows[i].retry };
			int64_t order = paper_sell(p, p->adult, 1);
			struct bo_print_filter filter = { .order_id = order };
			struct bo_print_job job = jobs(p, filter).row[0];
			struct bo_print_jobs after;

			force(p, job.id, rows[i].is);
			if (may[act])
				OK(p->bo, acts[act](p->bo, job.id));
			else
				SAYS(p->bo, BO_REFUSED, "cannot become", acts[act](p->bo, job.id));
			after = jobs(p, filter);
			/* Sorted by id behind the failed ones; a spoiled one has a successor. */
			assert_int_equal(after.n, may[act] && act == 1 ? 2 : 1);
			assert_int_equal(after.row[0].id, job.id);
			assert_int_equal(after.row[0].state, may[act] ? becomes[act] : rows[i].is);
			if (after.n == 2) {
				assert_int_equal(after.row[1].state, BO_JOB_QUEUED);
				assert_int_equal(after.row[1].issue, 2);
				assert_string_not_equal(after.row[1].code, job.code);
			}
		}
	SAYS(p->bo, BO_NOT_FOUND, "no print job 99999", bo_print_retry(p->bo, 99999));
	test_act_as(p->bo, BO_ROLE_REPORTS);
	SAYS(p->bo, BO_REFUSED, "reprint", bo_print_retry(p->bo, 1));
}

static void test_void_tickets_are_not_printed(void **state)
{
	struct paper *p = *state;
	int64_t order = paper_sell(p, p->adult, 2), vouchers[1];
	struct bo_print_jobs list = jobs(p, (struct bo_print_filter){ 0 });
	struct bo_order o;

	vouchers[0] = list.row[0].voucher_id;
	force(p, list.row[0].id, BO_JOB_UNKNOWN);
	test_act_as(p->bo, BO_ROLE_SUPERVISOR);
	OK(p->bo, bo_order_refund(p->bo, &p->arena, order, vouchers, 1, BO_TENDER_CASH, "ill", &o));
	list = jobs(p, (struct bo_print_filter){ .order_id = order });
	assert_int_equal(list.row[0].state, BO_JOB_DROPPED);
	assert_int_equal(list.row[1].state, BO_JOB_QUEUED);
	/* A row that slipped through is stopped before the page. */
	force(p, list.row[0].id, BO_JOB_QUEUED);
	assert_true(step(p));
	assert_true(step(p));
	assert_false(step(p));
	list = jobs(p, (struct bo_print_filter){ .order_id = order });
	assert_int_equal(list.row[0].state, BO_JOB_DROPPED);
	assert_int_equal(list.row[1].state, BO_JOB_PRINTED);
	/* Looking for a page whose ticket is void: settled, and no new ticket. */
	force(p, list.row[0].id, BO_JOB_UNKNOWN);
	OK(p->bo, bo_print_settle_spoiled(p->bo, list.row[0].id));
	assert_int_equal(test_number(p->bo, "SELECT count(*) FROM ticket WHERE state = 'active'"),
			 1);
	force(p, list.row[0].id, BO_JOB_FAILED);
	SAYS(p->bo, BO_REFUSED, "is void", bo_print_retry(p->bo, list.row[0].id));
}

static void test_order_of_the_list(void **state)
{
	static const enum bo_job_state put[] = { BO_JOB_QUEUED, BO_JOB_PRINTED, BO_JOB_FAILED,
						 BO_JOB_SENT,	BO_JOB_UNKNOWN, BO_JOB_FAILED };
	struct paper *p = *state;
	struct bo_print_jobs list;

	for (size_t i = 0; i < sizeof put / sizeof *put; i++)
		paper_sell(p, p->adult, 1);
	for (size_t i = 0; i < sizeof put / sizeof *put; i++)
		force(p, (int64_t)i + 1, put[i]);
	list = jobs(p, (struct bo_print_filter){ .open_only = true });
	assert_int_equal(list.n, 5);
	assert_int_equal(list.row[0].id, 5);
	assert_int_equal(list.row[1].id, 3);
	assert_int_equal(list.row[2].id, 6);
	assert_int_equal(list.row[3].id, 1);
	assert_int_equal(list.row[4].id, 4);
	assert_int_equal(jobs(p, (struct bo_print_filter){ .limit = 2 }).n, 2);
	assert_int_equal(jobs(p, (struct bo_print_filter){ .limit = 2 }).row[0].id, 5);
	assert_int_equal(jobs(p, (struct bo_print_filter){ .printer_id = 77 }).n, 0);
	assert_int_equal(
		jobs(p, (struct bo_print_filter){ .open_only = true, .limit = 3 }).row[2].id, 6);
}

/* "USING INDEX name", whatever else SQLite says. */
/* A batch of many tickets lets everybody else go first, and itself comes in its order. */
static void test_a_person_goes_before_a_batch(void **state)
{
	struct paper *p = *state;
	struct bo_print_filter filter = { 0 };
	int64_t batch, walk_up, family;

	batch = paper_sell(p, p->adult, 40);
	assert_true(step(p));
	walk_up = paper_sell(p, p->adult, 1);
	family = paper_sell(p, p->adult, 5);
	for (int i = 0; i < 6; i++)
		assert_true(step(p));
	filter.order_id = walk_up;
	assert_int_equal(jobs(p, filter).row[0].state, BO_JOB_PRINTED);
	filter.order_id = family;
	for (int i = 0; i < 5; i++)
		assert_int_equal(jobs(p, filter).row[i].state, BO_JOB_PRINTED);
	filter.order_id = batch;
	assert_int_equal(
		test_number(p->bo, "SELECT count(*) FROM print_job WHERE state = 'printed'"), 7);
	/* Twelve are still a party at the counter: in their turn. */
	paper_sell(p, p->adult, 12);
	assert_int_equal(test_number(p->bo, "SELECT count(*) FROM print_job WHERE many = 1"), 40);
	for (int i = 0; i < 12 + 39; i++)
		assert_true(step(p));
	assert_false(step(p));
	assert_int_equal(test_number(p->bo, "SELECT count(*) FROM print_job a JOIN print_job b ON "
					    "a.order_id = b.order_id AND a.id < b.id "
					    "AND a.state <> b.state"),
			 0);
}

static void test_retry_of_many(void **state)
{
	struct paper *p = *state;
	int64_t *ids = NULL, one;
	size_t n = 0;

	for (int i = 0; i < 4; i++)
		paper_sell(p, p->adult, 2);
	OK(p->bo, act_begin(p->bo));
	OK(p->bo, act_end(p->bo, sql_run(p->bo,
					 "UPDATE print_job SET state = 'failed', message = CASE "
					 "WHEN id < 6 THEN 'No paper.' ELSE 'Broken.' END",
					 "")));
	one = test_number(p->bo, "SELECT min(id) FROM print_job");
	OK(p->bo, bo_print_retry_many(p->bo, &p->arena, &one, 1, true, &ids, &n));
	assert_int_equal(n, 5);
	assert_int_equal(
		test_number(p->bo, "SELECT count(*) FROM print_job WHERE state = 'queued'"), 5);
	/* All or none. */
	{
		int64_t some[] = { 7, 1 };

		SAYS(p->bo, BO_REFUSED, "it cannot become",
		     bo_print_retry_many(p->bo, &p->arena, some, 2, false, &ids, &n));
		assert_int_equal(
			test_number(p->bo, "SELECT count(*) FROM print_job WHERE state = 'queued'"),
			5);
		some[1] = 6;
		OK(p->bo, bo_print_retry_many(p->bo, &p->arena, some, 2, false, &ids, &n));
		assert_int_equal(n, 2);
	}
	assert_int_equal(
		test_number(p->bo, "SELECT count(*) FROM print_job WHERE state = 'failed'"), 1);
}

static void assert_uses(struct paper *p, const char *index, const char *query)
{
	const char *plan = paper_run(&p->arena, "sqlite3 '%s' \"EXPLAIN QUERY PLAN %s\"",
				     bo_store_path(p->bo), query);

	if (!strstr(plan, index))
		print_error("%s\n%s\n", query, plan);
	assert_non_null(strstr(plan, index));
}

static void test_questions_use_indexes(void **state)
{
	struct paper *p = *state;

	assert_uses(p, "INDEX print_job_open (printer_id=? AND state=?)",
		    "SELECT j.id FROM print_job j WHERE j.printer_id = 1 AND j.state = 'queued' "
		    "AND " OUTBOX_IS_OPEN("j") " ORDER BY j.many, j.id LIMIT 1");
	assert_uses(p, "INDEX print_job_open (printer_id=?",
		    "SELECT count(CASE WHEN j.state IN ('queued') THEN 1 END) FROM print_job j "
		    "WHERE j.printer_id = 1 AND " OUTBOX_IS_OPEN("j"));
	assert_uses(p, "print_job_open",
		    "SELECT j.id FROM print_job j WHERE " OUTBOX_IS_OPEN(
			    "j") " AND (NULL IS NULL OR j.printer_id = NULL)");
	assert_uses(
		p, "print_job_order",
		"SELECT id FROM print_job WHERE order_id = (SELECT v.order_id FROM ticket k JOIN "
		"voucher v ON v.id = k.voucher_id WHERE k.id = 1) AND ticket_id = 1");
}

static void test_printers(void **state)
{
	struct paper *p = *state;
	struct bo_printers list;
	struct bo_printer printer;
	int64_t id = 0, other = 0;

	SAYS(p->bo, BO_REFUSED, "set up printers",
	     bo_printer_add(p->bo, "Boca", BO_TRANSPORT_CUPS, "boca", "", 0, false, &id));
	test_act_as(p->bo, BO_ROLE_MANAGER);
	OK(p->bo, bo_printer_add(p->bo, "Boca", BO_TRANSPORT_CUPS, "boca",
				 "oe_ticket-2x5.5in_2x5.5in", 0, false, &id));
	SAYS(p->bo, BO_EXISTS, "already",
	     bo_printer_add(p->bo, " BOCA ", BO_TRANSPORT_CUPS, "x", "", 0, false, &other));
	SAYS(p->bo, BO_INVALID, "empty",
	     bo_printer_add(p->bo, "", BO_TRANSPORT_CUPS, "x", "", 0, false, &other));
	SAYS(p->bo, BO_INVALID, "number alone",
	     bo_printer_add(p->bo, "12", BO_TRANSPORT_CUPS, "x", "", 0, false, &other));
	SAYS(p->bo, BO_INVALID, "cannot be the name of a CUPS queue",
	     bo_printer_add(p->bo, "B", BO_TRANSPORT_CUPS, "two words", "", 0, false, &other));
	SAYS(p->bo, BO_INVALID, "must not be empty",
	     bo_printer_add(p->bo, "B", BO_TRANSPORT_FOLDER, "", "", 0, false, &other));
	SAYS(p->bo, BO_INVALID, "no name of a medium",
	     bo_printer_add(p->bo, "B", BO_TRANSPORT_CUPS, "b", "A 4", 0, false, &other));
	OK(p->bo, bo_printer_list(p->bo, &p->arena, &list));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.row[0].name, "Boca");
	assert_false(list.row[0].is_default);
	assert_true(list.row[1].is_default);
	SAYS(p->bo, BO_NOT_FOUND, "no printer 4711",
	     bo_printer_get(p->bo, &p->arena, 4711, &printer));
	SAYS(p->bo, BO_NOT_FOUND, "Boca", bo_printer_find(p->bo, &p->arena, "bocca", &printer));

	OK(p->bo, bo_printer_use(p->bo, id));
	OK(p->bo, bo_printer_of_till(p->bo, &p->arena, &printer));
	assert_int_equal(printer.id, id);
	OK(p->bo, bo_printer_edit(p->bo, id, NULL, NULL, NULL, -1, -1, 1)); /* out of service */
	OK(p->bo, bo_printer_of_till(p->bo, &p->arena, &printer));
	assert_string_equal(printer.name, "Folder");
	OK(p->bo, bo_printer_edit(p->bo, id, "Boca Lemur", "boca2", NULL, -1, 1, 0));
	OK(p->bo, bo_printer_find(p->bo, &p->arena, "boca lemur", &printer));
	assert_true(printer.is_default);
	assert_string_equal(printer.target, "boca2");
	assert_string_equal(printer.media, "oe_ticket-2x5.5in_2x5.5in");
	assert_int_equal(test_number(p->bo, "SELECT count(*) FROM printer WHERE is_default = 1"),
			 1);
	SAYS(p->bo, BO_INVALID, "another printer",
	     bo_printer_edit(p->bo, id, NULL, NULL, NULL, -1, 0, -1));
	SAYS(p->bo, BO_NOT_FOUND, "no printer 99",
	     bo_printer_edit(p->bo, 99, NULL, NULL, NULL, -1, 0, -1));
	assert_int_equal(
		test_number(p->bo, "SELECT count(*) FROM journal WHERE kind LIKE 'printer.%'"), 3);
}

static void test_deleting_a_printer(void **state)
{
	struct paper *p = *state;
	struct bo_printer printer;
	struct bo_printers list;
	int64_t folder, id = 0;

	OK(p->bo, bo_printer_of_till(p->bo, &p->arena, &printer));
	folder = printer.id;
	paper_sell(p, p->adult, 1);
	test_act_as(p->bo, BO_ROLE_MANAGER);
	SAYS(p->bo, BO_REFUSED, "not settled yet", bo_printer_delete(p->bo, folder));
	assert_int_equal(bo_refusal(p->bo)->rule, BO_RULE_IN_USE);
	step(p);
	SAYS(p->bo, BO_EXISTS, "already",
	     bo_printer_add(p->bo, "Folder", BO_TRANSPORT_FOLDER, "nowhere", NULL, 0, true, &id));
	assert_int_not_equal(
		access(bo_arena_printf(&p->arena, "%s/nowhere", paper_folder(p)), F_OK), 0);
	OK(p->bo,
	   bo_printer_add(p->bo, "Other", BO_TRANSPORT_FOLDER, "elsewhere", NULL, 0, false, &id));
	SAYS(p->bo, BO_REFUSED, "is the default", bo_printer_delete(p->bo, folder));
	OK(p->bo, bo_printer_edit(p->bo, id, NULL, NULL, NULL, -1, 1, -1));
	OK(p->bo, bo_printer_delete(p->bo, folder));
	OK(p->bo, bo_printer_list(p->bo, &p->arena, &list));
	assert_int_equal(list.n, 1);
	assert_string_equal(only_job(p).printer, "Folder"); /* history keeps its name */
	OK(p->bo,
	   bo_printer_add(p->bo, "Folder", BO_TRANSPORT_FOLDER, "tickets", "", 0, false, &folder));
	OK(p->bo, bo_printer_delete(p->bo, folder));
	OK(p->bo, bo_printer_delete(p->bo, id)); /* the last one */
	SAYS(p->bo, BO_NOT_FOUND, "No printer is set up",
	     bo_printer_of_till(p->bo, &p->arena, &printer));
	paper_sell(p, p->adult, 1); /* sells all the same */
	assert_int_equal(test_number(p->bo, "SELECT count(*) FROM print_job"), 1);
}

static void test_one_worker_a_printer(void **state)
{
	struct paper *p = *state;
	int fd = -1, other = -1;

	OK(p->bo, bo_outbox_lock(p->bo, 1, &fd));
	SAYS(p->bo, BO_BUSY, "Another program", bo_outbox_lock(p->bo, 1, &other));
	OK(p->bo, bo_outbox_lock(p->bo, 2, &other));
	close(other);
	close(fd);
	OK(p->bo, bo_outbox_lock(p->bo, 1, &fd));
	close(fd);
}

static void test_disabled_printer_waits(void **state)
{
	struct paper *p = *state;
	struct bo_printer printer;

	OK(p->bo, bo_printer_of_till(p->bo, &p->arena, &printer));
	test_act_as(p->bo, BO_ROLE_MANAGER);
	OK(p->bo, bo_printer_edit(p->bo, printer.id, NULL, NULL, NULL, -1, -1, 1));
	paper_sell(p, p->adult, 1);
	assert_false(step(p));
	assert_int_equal(only_job(p).state, BO_JOB_QUEUED);
	OK(p->bo, bo_printer_edit(p->bo, printer.id, NULL, NULL, NULL, -1, -1, 0));
	assert_true(step(p));
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)
	const struct CMUnitTest tests[] = {
		STAGED(test_a_sale_queues_its_tickets),
		STAGED(test_folder_prints),
		STAGED(test_folder_that_cannot_be_written),
		STAGED(test_killed_before_it_is_noted),
		STAGED(test_large_price_fails_until_there_is_room),
		STAGED(test_what_people_may_do),
		STAGED(test_void_tickets_are_not_printed),
		STAGED(test_order_of_the_list),
		STAGED(test_a_person_goes_before_a_batch),
		STAGED(test_retry_of_many),
		STAGED(test_questions_use_indexes),
		STAGED(test_printers),
		STAGED(test_deleting_a_printer),
		STAGED(test_one_worker_a_printer),
		STAGED(test_disabled_printer_waits),
	};

	return cmocka_run_group_tests_name("print/outbox", tests, NULL, NULL);
}
