/*
 * Who acts, at which till, with whose leave: signing in by command.
 */
#include "support/run.h"

#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define NOON "--now 2026-01-05T12:00 "

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

static void rule_is(struct run *run, const char *line, const char *rule)
{
	json_t *json = run_says(run, 1, line);
	const char *got =
		json_string_value(json_object_get(json_object_get(json, "refused"), "rule"));

	assert_non_null(got);
	assert_string_equal(got, rule);
	json_decref(json);
}

static void test_pins(void **state)
{
	struct run *run = *state;

	run->pin = NULL;
	rule_is(run, "--staff Casey " NOON "sell 1 '1 Adult General' --no-print", "permission");
	assert_non_null(strstr(run->err, "BOXOFFICE_PIN"));
	run->pin = "9999";
	rule_is(run, "--staff Casey " NOON "sell 1 '1 Adult General' --no-print", "permission");
	assert_null(strstr(run->err, "9999"));
	run->pin = "1111";
	run_ok(run, "--staff casey " NOON "sell 1 '1 Adult General' --no-print");
	run_sql_is(run, "SELECT count(*) FROM orders", "1");
}

/* Too many wrong PINs, and the right one does not help for a minute. */
static void test_a_name_rests(void **state)
{
	struct run *run = *state;

	run->pin = "9999";
	for (int i = 0; i < 5; i++)
		rule_is(run, "--staff Casey " NOON "check", "permission");
	run->pin = "1111";
	rule_is(run, "--staff Casey " NOON "check", "permission");
	run_ok(run, "--staff Casey --now 2026-01-05T12:02 check");
}

/* At the till where somebody guessed; an approval's PIN is no other, and the journal has them. */
static void test_a_name_rests_where_it_was_guessed(void **state)
{
	struct run *run = *state;
	json_t *rows;

	run->pin = "1111";
	run->approve = "9999";
	run_ok(run, "--staff Casey --till foyer --now 2026-01-05T12:00 offers 1");
	for (int i = 0; i < 5; i++)
		rule_is(run,
			"--staff Casey --approve Morgan --till foyer --now 2026-01-05T12:00 sell 1 "
			"'1 Adult General' --no-print",
			"permission");
	run->approve = "3333";
	rule_is(run,
		"--staff Casey --approve Morgan --till foyer --now 2026-01-05T12:00 sell 1 "
		"'1 Adult General' --no-print",
		"permission");
	assert_non_null(strstr(run->err, "Too many wrong PINs"));
	run->approve = NULL;
	run->pin = "3333";
	rows = run_json(run, "--staff Morgan " NOON "journal show --kind pin.wrong --till front");
	assert_int_equal(json_array_size(json_object_get(rows, "journal")), 0);
	json_decref(rows);
	run_ok(run, "--staff Morgan " NOON "patron add Ann");
	run_sql_is(run,
		   "SELECT count(*) FROM journal j JOIN till t ON t.id = j.till_id WHERE t.name = "
		   "'foyer' AND j.kind = 'pin.wrong' AND j.staff_id = (SELECT id FROM staff WHERE "
		   "name "
		   "= 'Casey')",
		   "5");
	run_ok(run, "journal verify");
}

static void test_nobody_without_a_pin_is_asked(void **state)
{
	struct run *run = *state;

	run_ok(run, "--staff Morgan " NOON "staff add Dora --role door");
	run->pin = NULL;
	run_ok(run, "--staff Dora " NOON "check");
}

static void test_staff_edit(void **state)
{
	struct run *run = *state;

	run_ok(run, "--staff Morgan " NOON "staff edit Casey --name Cass --pin 4444");
	run->pin = "4444";
	run_ok(run, "--staff Cass " NOON "check");
	run->pin = "3333";
	run_ok(run, "--staff Morgan " NOON "staff disable Cass");
	run->pin = "4444";
	rule_is(run, "--staff Cass " NOON "check", "permission");
	/* PINs are kept as hashes. */
	run_sql_is(run, "SELECT count(*) FROM staff WHERE pin_hash LIKE '%4444%'", "0");
	run_sql_is(run, "SELECT count(*) FROM journal WHERE body LIKE '%4444%'", "0");
	run->pin = "3333";
	run_ok(run, "--staff Morgan " NOON "staff edit Cass --disabled no --pin ''");
	run->pin = NULL;
	run_ok(run, "--staff Cass " NOON "check");
	/* A clerk does not make a manager of himself. */
	rule_is(run, "--staff Cass " NOON "staff edit Cass --role manager", "permission");
}

static void test_a_second_person(void **state)
{
	struct run *run = *state;
	const char *line = "--staff Casey --approve Sam " NOON
			   "sell 1 '31 Youth General' --override 'a class' --no-print";

	run->pin = "1111";
	rule_is(run, line, "permission");
	assert_non_null(strstr(run->err, "BOXOFFICE_APPROVE_PIN"));
	run->approve = "1111";
	rule_is(run, line, "permission");
	run->approve = "2222";
	run_ok(run, line);
	run_sql_is(run,
		   "SELECT a.name, b.name FROM sale_override o JOIN staff a ON a.id = o.staff_id "
		   "JOIN staff b ON b.id = o.approver_id",
		   "Casey|Sam");
	/* Places beyond the house need a manager. */
	rule_is(run,
		"--staff Casey --approve Sam " NOON
		"sell 1 '70 Adult General' --override 'a gala' --no-print",
		"house_capacity");
	run->approve = "3333";
	run_ok(run, "--staff Casey --approve Morgan " NOON
		    "sell 1 '70 Adult General' --override 'a gala' --no-print");
	run->approve = "1111";
	/* Naming oneself is no second person: it goes as far as the own role does. */
	run_ok(run, "--staff Casey --approve Casey " NOON "check");
	rule_is(run,
		"--staff Casey --approve Casey " NOON
		"sell 2 '31 Youth General' --override 'one more' --no-print",
		"type_cap");
}

static void test_patrons_serve_themselves(void **state)
{
	struct run *run = *state;
	json_t *json;

	run_ok(run, "--staff Morgan " NOON "voucher-type add Backdoor --season Winter --category "
		    "revenue --price 1 --availability boxoffice");
	run_ok(run, "--staff Morgan " NOON "redemption apply --type Backdoor --show Hamlet");
	json = run_json(run, "--staff Morgan " NOON "offers 1");
	assert_int_equal(json_array_size(json_object_get(json, "offers")), 3);
	json_decref(json);
	json = run_json(run, "--as patron " NOON "offers 1");
	assert_int_equal(json_array_size(json_object_get(json, "offers")), 2);
	json_decref(json);
	rule_is(run, "--as patron " NOON "sell 1 '1 Backdoor' --override please", "audience");
	run_ok(run, "--as patron --till web " NOON "sell 1 '1 Adult General' --no-print");
	run_sql_is(run, "SELECT count(*) FROM orders WHERE staff_id IS NULL", "1");
}

static void test_tills(void **state)
{
	struct run *run = *state;
	char host[65] = "", *wanted;

	run_ok(run, "--staff Morgan " NOON "patron add One");
	assert_int_equal(gethostname(host, sizeof host - 1), 0);
	assert_true(asprintf(&wanted, "%s", host) > 0);
	run_sql_is(run,
		   "SELECT name FROM till WHERE id = (SELECT till_id FROM journal WHERE kind = "
		   "'patron.added')",
		   wanted);
	free(wanted);
	run_ok(run, "--staff Morgan --till 'Till 2' " NOON "patron add Two");
	run_sql_is(run, "SELECT count(*) FROM till WHERE name = 'Till 2'", "1");
	/* Looking makes no till. */
	run_ok(run, "--till 'Till 3' " NOON "performance list");
	run_sql_is(run, "SELECT count(*) FROM till WHERE name = 'Till 3'", "0");
	run_ok(run, "journal show --till 'Till 2' --format csv");
	assert_non_null(strstr(run->out, "patron.added"));
}

static void test_the_store_is_found(void **state)
{
	struct run *run = *state;
	char *line;

	assert_true(asprintf(&line, "--store '%s' season list", run->store) > 0);
	run->no_store = true;
	run_ok(run, line);
	assert_non_null(strstr(run->out, "Winter"));
	assert_int_equal(run_line(run, "season list"), 3);
	free(line);
}

/* Reads the terminal until text came or it is closed. */
static void read_until(int fd, char *seen, size_t size, const char *text)
{
	size_t n = strlen(seen);
	ssize_t got;

	while (!strstr(seen, text) && n + 1 < size && (got = read(fd, seen + n, size - n - 1)) > 0)
		seen[n += (size_t)got] = '\0';
}

static int ask(struct run *run, const char *typed, char *seen, size_t size)
{
	int fd, status;
	pid_t pid = forkpty(&fd, NULL, NULL, NULL);

	assert_true(pid >= 0);
	if (pid == 0) {
		alarm(60);
		setenv("BOXOFFICE_STORE", run->store, 1);
		unsetenv("BOXOFFICE_PIN");
		execl(run_program(), "boxoffice", "--staff", "Casey", "season", "list", NULL);
		_exit(126);
	}
	seen[0] = '\0';
	read_until(fd, seen, size, "PIN of Casey: ");
	assert_non_null(strstr(seen, "PIN of Casey: "));
	assert_int_equal(write(fd, typed, strlen(typed)), strlen(typed));
	read_until(fd, seen, size, "no such text");
	close(fd);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void test_a_pin_is_asked_and_not_shown(void **state)
{
	struct run *run = *state;
	char seen[8192];

	assert_int_equal(ask(run,
			     "12\x7f\x7f"
			     "1111\n",
			     seen, sizeof seen),
			 0);
	assert_non_null(strstr(seen, "Winter"));
	assert_null(strstr(seen, "11"));
	assert_int_equal(ask(run, "9999\n", seen, sizeof seen), 1);
	assert_null(strstr(seen, "99"));
	assert_int_equal(ask(run, "11\x03", seen, sizeof seen), 1);
}

static void test_demo(void **state)
{
	struct run *run = run_new();
	json_t *json = run_json(run, "demo"), *store = json_object_get(json, "store"), *person;
	char *line;
	size_t i;

	(void)state;
	assert_true(json_is_true(json_object_get(store, "training")));
	assert_true(json_integer_value(json_object_get(store, "performances")) >= 9);
	assert_true(json_array_size(json_object_get(store, "staff")) >= 3);
	json_array_foreach(json_object_get(store, "staff"), i, person)
	{
		run->pin = json_string_value(json_object_get(person, "pin"));
		assert_true(asprintf(&line, "--staff '%s' option list",
				     json_string_value(json_object_get(person, "name"))) > 0);
		run_ok(run, line);
		free(line);
	}
	run->pin = NULL;
	json_decref(json);
	run_ok(run, "check");
	run_ok(run, "journal verify");
	assert_int_equal(run_line(run, "demo"), 2);
	run_end(run);
}

/* One of everything that a first look should find, behind the offers that had their numbers. */
static void test_what_the_demo_has_to_see(void **state)
{
	static const struct {
		const char *query, *answer;
	} there[] = {
		{ "SELECT name, category FROM voucher_type WHERE category = 'bundle' ORDER BY id",
		  "Three Plays|bundle\nFlex Pass|bundle\n" },
		{ "SELECT b.name, sum(i.qty) FROM voucher_type b JOIN bundle_item i "
		  "ON i.bundle_id = b.id GROUP BY b.id ORDER BY b.id",
		  "Three Plays|3\nFlex Pass|4\n" },
		{ "SELECT u.name, count(*) FROM voucher v JOIN patron u ON u.id = v.patron_id "
		  "WHERE v.state = 'open' GROUP BY u.id ORDER BY u.id",
		  "Conan O'Brien|5\nBjörk Guðmundsdóttir|4\n" },
		{ "SELECT count(*) FROM audience", "2\n" },
		{ "SELECT count(*) FROM campaign WHERE state = 'running'", "2\n" },
	};
	static const char *const offers[] = { "Adult General", "Youth General",	  "Group Rate",
					      "Two for One",   "Box Office Rate", "Comp",
					      "Programme",     "Matinee Special" };
	struct run *run = run_new();
	json_t *json, *rows;

	(void)state;
	run_ok(run, "demo");
	run->pin = "3333";
	for (size_t i = 0; i < sizeof there / sizeof *there; i++) {
		char *answer = run_sql(run->store, there[i].query);

		assert_string_equal(answer, there[i].answer);
		free(answer);
	}
	json = run_json(run, "--staff Morgan patron duplicates");
	rows = json_object_get(json, "duplicates");
	assert_int_equal(json_array_size(rows), 1);
	json_decref(json);
	json = run_json(run, "--staff Morgan voucher-type list");
	rows = json_object_get(json, "voucher_types");
	for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
		json_t *row = NULL;
		size_t at;

		json_array_foreach(rows, at,
				   row) if (strcmp(json_string_value(json_object_get(row, "name")),
						   offers[i]) == 0) break;
		assert_non_null(row);
		assert_int_equal(json_integer_value(json_object_get(row, "number")), i + 1);
	}
	json_decref(json);
	run_ok(run, "check");
	run_end(run);
}

/* --now is the demo's clock: the season lies around it, and what was sold lies before it. */
static void test_demo_at_another_time(void **state)
{
	struct run *run = run_new();
	json_t *json, *rows;
	const char *at;

	(void)state;
	assert_int_equal(run_line(run, "demo --now 2027-02-30"), 2);
	assert_int_equal(run_line(run, "check"), 3); /* nothing was made */
	assert_int_equal(run_line(run, "init --now 2027-03-02"), 2);
	assert_int_equal(run_line(run, "check"), 3);
	run_ok(run, "demo --now '2027-03-02 12:00'");
	json = run_json(run, "performance list --now '2027-03-02 12:00'");
	rows = json_object_get(json, "performances");
	at = json_string_value(json_object_get(json_array_get(rows, 0), "at"));
	assert_non_null(at);
	assert_memory_equal(at, "2027-03-05T20:00", 16);
	json_decref(json);
	run->pin = "3333";
	json = run_json(run, "--staff Morgan order list --now '2027-03-02 12:00'");
	rows = json_object_get(json, "orders");
	assert_true(json_array_size(rows) > 100);
	for (size_t i = 0; i < json_array_size(rows); i++) {
		at = json_string_value(json_object_get(json_array_get(rows, i), "at"));
		assert_true(strcmp(at, "2027-02-") > 0 && strcmp(at, "2027-03-02T12:00") <= 0);
	}
	json_decref(json);
	run_end(run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pins, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_name_rests, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_name_rests_where_it_was_guessed, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_nobody_without_a_pin_is_asked, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_staff_edit, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_second_person, setup, teardown),
		cmocka_unit_test_setup_teardown(test_patrons_serve_themselves, setup, teardown),
		cmocka_unit_test_setup_teardown(test_tills, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_store_is_found, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_pin_is_asked_and_not_shown, setup, teardown),
		cmocka_unit_test(test_demo),
		cmocka_unit_test(test_what_the_demo_has_to_see),
		cmocka_unit_test(test_demo_at_another_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
