/*
 * Setup: staff, printers, options, the ticket; and the child processes of a session.
 *
 * Shell scripts stand for the program's own command line, so that what a child says, and when, is
 * the test's to choose.
 */
#include "registry.h"
#include "support/program.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct till till;
static struct bo_arena arena;
static char folder[300], script[400], logged[400];

static int close_till(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	till_close(&till);
	unlink(script);
	unlink(logged);
	rmdir(folder);
	folder[0] = '\0';
	return 0;
}

static void open_setup(const char *name, const char *pin)
{
	program_open(&till, 24, 80);
	program_sign_in(&till, name, pin);
	program_go(&till, CMD_SETUP);
}

/* What the program does when a child of it is started. */
static void use_script(const char *lines)
{
	const char *base = getenv("TMPDIR");
	FILE *file;

	snprintf(folder, sizeof folder, "%s/boxoffice-script-XXXXXX",
		 base && *base ? base : P_tmpdir);
	assert_non_null(mkdtemp(folder));
	snprintf(script, sizeof script, "%s/program", folder);
	snprintf(logged, sizeof logged, "%s/log", folder);
	file = fopen(script, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\necho \"$@\" >>%s\n%s\n", logged, lines);
	fclose(file);
	assert_int_equal(chmod(script, 0700), 0);
	till.session.program = script;
}

static int starts(void)
{
	FILE *file = fopen(logged, "r");
	int n = 0, c;

	while (file && (c = getc(file)) != EOF)
		n += c == '\n';
	if (file)
		fclose(file);
	return n;
}

/* Until a watched file can be read; what came of telling the screens is on the screen. */
static bool wake_up(void)
{
	int fds[8], n = session_watch(&till.session, fds, 8);
	struct pollfd polled[8];
	bool woken = false;

	for (int i = 0; i < n; i++)
		polled[i] = (struct pollfd){ .fd = fds[i], .events = POLLIN };
	if (n == 0 || poll(polled, (nfds_t)n, 10000) <= 0)
		return false;
	for (int i = 0; i < n; i++) {
		struct ui_event event = { .type = UI_EVENT_WAKE, .fd = fds[i] };

		if (polled[i].revents) {
			session_wake(&till.app, fds[i]);
			golden_event(&till.golden, &event);
			woken = true;
		}
	}
	return woken;
}

/* --- Staff --- */

static struct bo_staff person(const char *name)
{
	struct bo_staff staff;

	OK(till.bo, bo_staff_find(till.bo, &arena, name, &staff));
	return staff;
}

static void how_setup_looks(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	till_expect(&till, "setup_staff", NULL);
	golden_keys(&till.golden, "<Tab>");
	till_expect(&till, "setup_printers", NULL);
	golden_keys(&till.golden, "<Tab>");
	till_expect(&till, "setup_options", NULL);
	golden_keys(&till.golden, "<Tab>");
	till_expect(&till, "setup_ticket", NULL);
}

static void somebody_new_signs_in(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	till_keys(&till, "<F6>Nora<Tab>s<Tab>12<Tab>12<F9>", "A PIN has");
	till_keys(&till, "<C-u>4711<Tab><C-u>4712<F9>", "not the same");
	golden_keys(&till.golden, "<C-u>4711<F9>");
	assert_int_equal(person("Nora").role, BO_ROLE_SUPERVISOR);
	assert_true(person("Nora").has_pin);
	program_shows_row(&till, "Nora", "supervisor");
	program_go(&till, CMD_SIGN_OUT);
	program_sign_in(&till, "Nora", "4711");
}

static void who_was_made_has_the_cursor(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	golden_keys(&till.golden, "<End><F6>Abel<F9>");
	till_shows(&till, "Abel (clerk) may:");
	golden_keys(&till.golden, "<Right>");
	till_shows(&till, "[Printers]");
	golden_keys(&till.golden, "<Left><Left>");
	till_shows(&till, "[Ticket");
}

static void a_name_that_is_taken(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	till_keys(&till, "<F6>casey<F9>", "There is a");
	assert_string_equal(app_top(&till.app)->ops->name, "fill");
}

static void only_an_admin_makes_managers(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	golden_keys(&till.golden, "<F6>Max<Tab>m<F9>");
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	till_shows(&till, "Only an admin");
}

static void role_and_pin_are_changed(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	golden_keys(&till.golden, "<Enter><Tab>d<F9>");
	assert_int_equal(person("Casey").role, BO_ROLE_DOOR);
	assert_true(person("Casey").has_pin);
	golden_keys(&till.golden, "<Enter><Tab>c<Tab>9876<Tab>9876<F9>");
	SAYS(till.bo, BO_REFUSED, "PIN", bo_sign_in(till.bo, "Casey", "1111"));
	OK(till.bo, bo_sign_in(till.bo, "Casey", "9876"));
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	/* without a PIN from now on */
	golden_keys(&till.golden, "<Enter><Tab><Tab><Tab><Tab>y<F9>");
	assert_false(person("Casey").has_pin);
}

static void the_own_pin_is_anybodys(void **state)
{
	(void)state;
	open_setup("Casey", "1111");
	golden_keys(&till.golden, "<Enter><Tab><Tab>2580<Tab>2580<F9>");
	OK(till.bo, bo_sign_in(till.bo, "Casey", "2580"));
	/* but nothing else */
	golden_keys(&till.golden, "<F6>");
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	golden_keys(&till.golden, "<Enter><Tab>s<F9>");
	assert_int_equal(person("Casey").role, BO_ROLE_CLERK);
}

static void who_leaves_is_switched_off(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	till_keys(&till, "<F8>", "Switch Casey off?");
	golden_keys(&till.golden, "<Esc>");
	assert_false(person("Casey").disabled);
	till_keys(&till, "<F8>s", "switched off");
	assert_true(person("Casey").disabled);
	till_keys(&till, "<F8>s", "Casey");
	assert_false(person("Casey").disabled);
	/* nobody locks the house up for good */
	golden_keys(&till.golden, "<Down><F8>s");
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	assert_false(person("Morgan").disabled);
}

/* --- Printers --- */

static void a_folder(void **state)
{
	struct bo_printer printer;

	(void)state;
	open_setup("Sam", "2222");
	till_keys(&till, "<Tab><F6>", "Where do its tickets go?");
	till_keys(&till, "ffront<Tab>paper<F9>", "front");
	OK(till.bo, bo_printer_find(till.bo, &arena, "front", &printer));
	assert_int_equal(printer.transport, BO_TRANSPORT_FOLDER);
	assert_string_equal(printer.target, "paper");
	/* the second row: by name */
	for (int i = 0; i < 3; i++)
		golden_keys(&till.golden,
			    golden_find(&till.golden, "front: folder") < 0 ? "<Down>" : "t");
	OK(till.bo, bo_printer_of_till(till.bo, &arena, &printer));
	assert_string_equal(printer.name, "front");
	till_keys(&till, "d", "Tills without a printer");
	OK(till.bo, bo_printer_find(till.bo, &arena, "front", &printer));
	assert_true(printer.is_default);
	golden_keys(&till.golden, "<Enter><Tab><Tab><Tab>y<F9>");
	OK(till.bo, bo_printer_find(till.bo, &arena, "front", &printer));
	assert_true(printer.disabled);
	golden_keys(&till.golden, "<Enter><Tab><Tab><Tab><Tab>300<F9>");
	OK(till.bo, bo_printer_find(till.bo, &arena, "front", &printer));
	assert_int_equal(printer.dpi, 300);
	golden_keys(&till.golden,
		    "<Enter><Tab><Tab><Tab><Tab><Backspace><Backspace><Backspace>160<F9>");
	till_shows(&till, "too narrow for scanners on a printer of 160 dots");
}

static void queues_are_asked_for_meanwhile(void **state)
{
	struct bo_printer printer;

	(void)state;
	open_setup("Morgan", "3333");
	golden_keys(&till.golden, "<Tab>");
	use_script("echo '{\"queues\": [{\"name\": \"boca1\", \"info\": \"Ticket printer\","
		   " \"state\": \"idle\", \"accepting\": true}, {\"name\": \"office\","
		   " \"info\": \"Laser\", \"state\": \"stopped\", \"accepting\": false}]}'");
	till_keys(&till, "<F6>q", "Asking the print system");
	while (golden_find(&till.golden, "Queues of") < 0)
		assert_true(wake_up());
	program_shows_row(&till, "boca1", "Ticket printer");
	program_shows_row(&till, "office", "accepts no jobs");
	till_keys(&till, "<Enter>", "New printer: a queue");
	golden_keys(&till.golden, "<F9>");
	OK(till.bo, bo_printer_find(till.bo, &arena, "boca1", &printer));
	assert_int_equal(printer.transport, BO_TRANSPORT_CUPS);
	assert_string_equal(printer.target, "boca1");
}

static void a_scheduler_that_fails_is_told(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	golden_keys(&till.golden, "<Tab>");
	use_script("echo '{\"error\": {\"field\": \"\", \"value\": \"\", \"message\": \"The print "
		   "system sleeps.\"}}'; exit 3");
	golden_keys(&till.golden, "<F6>q");
	while (golden_find(&till.golden, "The print system sleeps.") < 0)
		assert_true(wake_up());
	/* a queue can still be typed */
	till_keys(&till, "<F6>", "New printer: a queue");
}

static void a_hung_scheduler_holds_nobody(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	golden_keys(&till.golden, "<Tab>");
	use_script("exec cat");
	till_keys(&till, "<F6>q", "Asking the print system");
	/* meanwhile everything works; leaving ends the child */
	till_keys(&till, "<Tab>", "Setup: Options");
	till_keys(&till, "<Tab><Tab><Tab>", "Asking the print system");
	golden_keys(&till.golden, "<F10>");
	assert_int_equal(session_watch(&till.session, (int[8]){ 0 }, 8), 0);
}

/* --- Options and template --- */

static void an_option_is_checked(void **state)
{
	struct bo_options options;
	const char *value = NULL;

	(void)state;
	open_setup("Morgan", "3333");
	golden_keys(&till.golden, "<Tab><Tab>");
	while (golden_find(&till.golden, "keeps its places") < 0)
		golden_keys(&till.golden, "<Down>");
	till_keys(&till, "<Enter>never<F9>", "must be 1 to 1440");
	golden_keys(&till.golden, "<C-u>20<F9>");
	OK(till.bo, bo_option_list(till.bo, &arena, &options));
	for (size_t i = 0; i < options.n; i++)
		if (strcmp(options.row[i].name, "hold-minutes") == 0)
			value = options.row[i].value;
	assert_string_equal(value, "20");
}

static void a_template_goes_out_and_comes_back(void **state)
{
	char file[420], keys[500];
	const char *text;
	struct stat st;

	(void)state;
	open_setup("Morgan", "3333");
	use_script(":");
	snprintf(file, sizeof file, "%s", logged);
	golden_keys(&till.golden, "<Tab><Tab><Tab><A-w>");
	golden_keys(&till.golden, "<C-u>");
	golden_paste(&till.golden, file);
	till_keys(&till, "<Enter>", "Written to");
	assert_int_equal(stat(file, &st), 0);
	OK(till.bo, bo_template_get(till.bo, &arena, &text));
	assert_int_equal(st.st_size, (long)strlen(text));
	/* never over a file that is there */
	golden_keys(&till.golden, "<A-w><C-u>");
	golden_paste(&till.golden, file);
	till_keys(&till, "<Enter>", "cannot be written");
	FILE *spoil = fopen(file, "a");

	assert_non_null(spoil);
	fputs("text no.such.thing at 1,1 w 10 font sans 9\n", spoil);
	fclose(spoil);
	golden_keys(&till.golden, "<A-i><C-u>");
	golden_paste(&till.golden, file);
	golden_keys(&till.golden, "<Enter>");
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	snprintf(keys, sizeof keys, "%s", till.app.message);
	assert_non_null(strstr(keys, "no.such.thing"));
}

/* --- The worker of the till's printer --- */

static void the_worker_is_nudged_and_heard(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	use_script("while read -r line; do printf .; done");
	session_wake_printer(&till.session);
	assert_true(child_runs(&till.session.worker));
	till.session.news = false;
	session_wake_printer(&till.session); /* it runs: only nudged */
	assert_true(wake_up());
	assert_true(till.session.news);
	assert_int_equal(starts(), 1);
	session_clear(&till.session);
	assert_false(child_runs(&till.session.worker));
}

static void a_dead_worker_is_not_started_in_a_loop(void **state)
{
	(void)state;
	open_setup("Morgan", "3333");
	use_script("exit 1");
	session_wake_printer(&till.session);
	while (child_runs(&till.session.worker))
		assert_true(wake_up());
	for (int i = 0; i < 20; i++)
		session_wake_printer(&till.session);
	assert_int_equal(starts(), 1);
}

static void another_printer_another_worker(void **state)
{
	int64_t id;
	pid_t before;

	(void)state;
	open_setup("Morgan", "3333");
	use_script("exec cat");
	session_wake_printer(&till.session);
	before = till.session.worker.pid;
	OK(till.bo,
	   bo_printer_add(till.bo, "other", BO_TRANSPORT_FOLDER, "other", "", 0, false, &id));
	OK(till.bo, bo_printer_use(till.bo, id));
	session_wake_printer(&till.session);
	assert_true(child_runs(&till.session.worker));
	assert_int_not_equal(till.session.worker.pid, before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(how_setup_looks, close_till),
		cmocka_unit_test_teardown(somebody_new_signs_in, close_till),
		cmocka_unit_test_teardown(who_was_made_has_the_cursor, close_till),
		cmocka_unit_test_teardown(a_name_that_is_taken, close_till),
		cmocka_unit_test_teardown(only_an_admin_makes_managers, close_till),
		cmocka_unit_test_teardown(role_and_pin_are_changed, close_till),
		cmocka_unit_test_teardown(the_own_pin_is_anybodys, close_till),
		cmocka_unit_test_teardown(who_leaves_is_switched_off, close_till),
		cmocka_unit_test_teardown(a_folder, close_till),
		cmocka_unit_test_teardown(queues_are_asked_for_meanwhile, close_till),
		cmocka_unit_test_teardown(a_scheduler_that_fails_is_told, close_till),
		cmocka_unit_test_teardown(a_hung_scheduler_holds_nobody, close_till),
		cmocka_unit_test_teardown(an_option_is_checked, close_till),
		cmocka_unit_test_teardown(a_template_goes_out_and_comes_back, close_till),
		cmocka_unit_test_teardown(the_worker_is_nudged_and_heard, close_till),
		cmocka_unit_test_teardown(a_dead_worker_is_not_started_in_a_loop, close_till),
		cmocka_unit_test_teardown(another_printer_another_worker, close_till),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
