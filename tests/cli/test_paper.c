/*
 * From a sale by command to paper: the worker process, the queue, settling.
 */
#include "support/run.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-05T12:00 "

static int setup(void **state)
{
	*state = run_office();
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static size_t pdf_files(struct run *run, const char *folder)
{
	glob_t found = { 0 };
	char pattern[4096];
	size_t n;

	snprintf(pattern, sizeof pattern, "%s/%s/*.pdf", run->folder, folder);
	n = glob(pattern, 0, NULL, &found) == 0 ? found.gl_pathc : 0;
	globfree(&found);
	return n;
}

static void test_tickets_lie_in_the_folder(void **state)
{
	struct run *run = *state;
	json_t *json, *jobs, *job;
	size_t i;

	run_ok(run, M "sell 1 '2 Adult General'");
	assert_non_null(strstr(run->out, "Ticket 1 of 2: "));
	assert_non_null(strstr(run->out, ".pdf printed"));
	assert_int_equal(pdf_files(run, "tickets"), 2);
	json = run_json(run, M "sell 1 '1 Adult General'");
	jobs = json_object_get(json_object_get(json, "order"), "print");
	assert_int_equal(json_array_size(jobs), 1);
	json_array_foreach(jobs, i, job)
	{
		assert_true(json_is_integer(json_object_get(job, "job")));
		assert_string_equal(json_string_value(json_object_get(job, "state")), "printed");
		assert_int_equal(access(json_string_value(json_object_get(job, "file")), R_OK), 0);
	}
	json_decref(json);
	assert_int_equal(pdf_files(run, "tickets"), 3);
	json = run_json(run, "print queue");
	assert_int_equal(json_array_size(json_object_get(json, "jobs")), 0);
	json_decref(json);
	json = run_json(run, "print queue --all");
	assert_int_equal(json_array_size(json_object_get(json, "jobs")), 3);
	json_decref(json);
}

static void test_a_sale_that_prints_nothing(void **state)
{
	struct run *run = *state;

	run_ok(run, M "sell 1 '2 Adult General' --no-print");
	assert_null(strstr(run->out, "Ticket 1"));
	assert_int_equal(pdf_files(run, "tickets"), 0);
	run_sql_is(run, "SELECT count(*) FROM print_job", "0");
	/* Later, on somebody's wish. */
	run_ok(run, M "order reprint 1");
	assert_int_equal(pdf_files(run, "tickets"), 2);
}

static void test_reprint_tells_of_the_new_ones_only(void **state)
{
	struct run *run = *state;
	json_t *json;

	run_ok(run, M "sell 1 '3 Adult General'");
	json = run_json(run, M "order reprint 1 --voucher 2");
	assert_int_equal(json_array_size(json_object_get(json_object_get(json, "order"), "print")),
			 1);
	json_decref(json);
	assert_int_equal(pdf_files(run, "tickets"), 4);
	run_sql_is(run, "SELECT count(*) FROM ticket WHERE state = 'active'", "3");
}

/* The old file still lies there: who reads the order must not take it for good. */
static void test_an_order_shows_which_tickets_are_void(void **state)
{
	struct run *run = *state;

	run_ok(run, M "sell 1 '3 Adult General'");
	run_ok(run, M "order reprint 1 --voucher 2");
	run_ok(run, M "order show 1");
	assert_non_null(strstr(run->out, "Replaced, void: "));
	assert_non_null(strstr(run->out, "Ticket 3 of 3: "));
	assert_null(strstr(run->out, "of 4"));
}

/* A sale is a sale whatever the printer does. */
static void test_a_folder_that_is_in_the_way(void **state)
{
	struct run *run = *state;
	json_t *json, *job;
	char *line;
	long long id;

	run_write(run, "tickets", "not a folder\n", 13);
	run_ok(run, M "sell 1 '1 Adult General'");
	assert_non_null(strstr(run->out, "Ticket 1 of 1: "));
	assert_null(strstr(run->out, "printed"));
	assert_non_null(strstr(run->out, "Not a directory"));
	run_sql_is(run, "SELECT count(*) FROM orders", "1");
	json = run_json(run, "print queue");
	job = json_array_get(json_object_get(json, "jobs"), 0);
	id = json_integer_value(json_object_get(job, "id"));
	assert_true(id > 0);
	assert_true(json_is_string(json_object_get(job, "message")));
	json_decref(json);
	assert_int_equal(unlink(run_path(run, "tickets")), 0);
	/* Nothing left us, so it waits for the trouble to be over. */
	run_sql_is(run, "SELECT state FROM print_job", "queued");
	run_ok(run, M "print worker --drain");
	assert_int_equal(pdf_files(run, "tickets"), 1);
	run_sql_is(run, "SELECT state FROM print_job", "printed");
	assert_int_equal(run_line(run, M "print retry 1"), 1);
	assert_true(asprintf(&line, "sqlite3 '%s' \"UPDATE print_job SET state = 'failed'\"",
			     run->store) > 0);
	assert_int_equal(system(line), 0);
	free(line);
	assert_true(asprintf(&line, M "print retry %lld", id) > 0);
	run_ok(run, line);
	free(line);
	run_sql_is(run, "SELECT state FROM print_job", "printed");
}

/* Jobs left behind are the next worker's. */
static void test_a_worker_drains(void **state)
{
	struct run *run = *state;

	run_ok(run, M "sell 1 '2 Adult General' --no-print");
	run_ok(run, M "order reprint 1 --no-print");
	run_sql_is(run, "SELECT count(*) FROM print_job WHERE state = 'queued'", "2");
	run_ok(run, "--till front print worker --printer Folder --drain");
	assert_string_equal(run->out, "");
	run_sql_is(run, "SELECT count(*) FROM print_job WHERE state = 'printed'", "2");
	assert_int_equal(pdf_files(run, "tickets"), 2);
	run_ok(run, "--till front print worker --drain");
	assert_int_equal(run_line(run, "print worker --printer Laser --drain"), 2);
}

/* It ends with its input, after what waits, and says that something changed. */
static void test_a_worker_listens(void **state)
{
	struct run *run = *state;

	run_ok(run, M "sell 1 '2 Adult General' --no-print");
	run_ok(run, M "order reprint 1 --no-print");
	run->input = "w";
	run_ok(run, "--till front print worker --printer Folder --listen");
	run->input = NULL;
	assert_true(strlen(run->out) >= 2);
	run_sql_is(run, "SELECT count(*) FROM print_job WHERE state = 'printed'", "2");
}

static void test_spoiled_and_printed(void **state)
{
	struct run *run = *state;
	char *line;

	run_ok(run, M "sell 1 '1 Adult General'");
	assert_true(asprintf(&line, "sqlite3 '%s' \"UPDATE print_job SET state = 'unknown'\"",
			     run->store) > 0);
	assert_int_equal(system(line), 0);
	free(line);
	run_ok(run, "print queue");
	assert_non_null(strstr(run->out, "unknown"));
	run_ok(run, M "print settle 1 spoiled");
	run_sql_is(run, "SELECT state FROM print_job WHERE id = 1", "spoiled");
	run_sql_is(run, "SELECT state FROM print_job WHERE id = 2", "printed");
	run_sql_is(run, "SELECT count(*) FROM ticket WHERE state = 'active'", "1");
	assert_int_equal(run_line(run, M "print settle 1 printed"), 1);
}

static void test_printers(void **state)
{
	struct run *run = *state;

	run_ok(run, M "print printers add Stage --folder stage --default");
	run_ok(run, M "sell 1 '1 Adult General'");
	assert_int_equal(pdf_files(run, "stage"), 1);
	run_ok(run, M "print printers use Folder");
	run_ok(run, M "sell 1 '1 Adult General'");
	assert_int_equal(pdf_files(run, "tickets"), 1);
	run_ok(run, M "print printers use none");
	run_ok(run, M "sell 1 '1 Adult General'");
	assert_int_equal(pdf_files(run, "stage"), 2);
	run_ok(run, M "print printers edit Stage --name Foyer --folder foyer");
	run_ok(run, M "sell 1 '1 Adult General'");
	assert_int_equal(pdf_files(run, "foyer"), 1);
	assert_int_equal(run_line(run, M "print printers edit Foyer --queue tickets"), 2);
	assert_int_equal(run_line(run, M "print printers add Both --queue a --folder b"), 2);
	assert_int_equal(run_line(run, M "print printers add Neither"), 2);
	run_ok(run, M "print printers edit Foyer --dpi 300");
	run_sql_is(run, "SELECT dpi FROM printer WHERE name = 'Foyer'", "300");
	assert_int_equal(run_line(run, M "print printers edit Foyer --dpi 160"), 2);
	assert_non_null(strstr(run->err, "too narrow for scanners on a printer of 160 dots"));
	assert_int_equal(run_line(run, M "print printers add Roll --queue roll --dpi 20"), 2);
	run_sql_is(run, "SELECT count(*) FROM printer WHERE name = 'Roll'", "0");
	run->pin = "1111";
	assert_int_equal(run_line(run, "--staff Casey print printers add Mine --folder mine"), 1);
}

static void test_templates(void **state)
{
	struct run *run = *state;
	char *template, *line;

	run_ok(run, "print template show");
	template = strdup(run->out);
	assert_non_null(template);
	run_write(run, "good.tpl", template, strlen(template));
	run_write(run, "bad.tpl", "page tiny\n", 10);
	assert_true(asprintf(&line, M "print template check '%s'", run_path(run, "bad.tpl")) > 0);
	assert_int_equal(run_line(run, line), 2);
	assert_true(run_is_clean(run->err));
	free(line);
	assert_true(asprintf(&line, M "print template set '%s'", run_path(run, "good.tpl")) > 0);
	run_ok(run, line);
	free(line);
	run_ok(run, "print template show");
	assert_string_equal(run->out, template);
	free(template);
	assert_int_equal(run_line(run, M "print template set /no/such/file"), 3);
	assert_true(asprintf(&line, "print preview '%s'", run_path(run, "specimen.pdf")) > 0);
	run_ok(run, line);
	free(line);
	assert_int_equal(access(run_path(run, "specimen.pdf"), R_OK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_tickets_lie_in_the_folder, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_sale_that_prints_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_an_order_shows_which_tickets_are_void, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_reprint_tells_of_the_new_ones_only, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_a_folder_that_is_in_the_way, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_worker_drains, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_worker_listens, setup, teardown),
		cmocka_unit_test_setup_teardown(test_spoiled_and_printed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_printers, setup, teardown),
		cmocka_unit_test_setup_teardown(test_templates, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
