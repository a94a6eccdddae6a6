/*
 * What cannot come out on a ticket is said when it is set up and refused before money is taken; an
 * old ticket stays good until the new one can be printed.
 */
#include "support/run.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-05T12:00 "
/* In no font that a box office has. */
#define GLYPHS "\xf0\x93\x80\x80\xf0\x93\x80\x81"
#define WIDE "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
#define PAPER_TITLE WIDE WIDE WIDE WIDE WIDE WIDE

static int setup(void **state)
{
	*state = run_office();
	return 0;
}

static int teardown(void **state)
{
	unsetenv("FONTCONFIG_FILE");
	run_end(*state);
	return 0;
}

static void refused(struct run *run, const char *line, const char *says)
{
	json_t *json = run_says(run, 1, line), *refusal = json_object_get(json, "refused");

	assert_string_equal(json_string_value(json_object_get(refusal, "rule")), "paper");
	if (!strstr(json_string_value(json_object_get(refusal, "message")), says))
		print_error("%s\n", json_string_value(json_object_get(refusal, "message")));
	assert_non_null(strstr(json_string_value(json_object_get(refusal, "message")), says));
	json_decref(json);
}

static void show_of(struct run *run, const char *title)
{
	char *line;

	assert_true(asprintf(&line, M "show add '%s' --season Winter --house 'Main House'", title) >
		    0);
	run_ok(run, line);
	free(line);
}

/* Hamlet has a type of that price, which performance 1 sells. */
static void type_of(struct run *run, const char *name, const char *price)
{
	char *line;

	assert_true(asprintf(&line,
			     M "voucher-type add '%s' --season Winter --category revenue --price "
			       "%s --availability anyone",
			     name, price) > 0);
	run_ok(run, line);
	free(line);
	assert_true(asprintf(&line, M "redemption apply --type '%s' --performance 1", name) > 0);
	if (run_line(run, line) != 0)
		print_error("%s\n", run->err);
	free(line);
}

static void nothing_was_sold(struct run *run)
{
	run_sql_is(run,
		   "SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM ticket), "
		   "(SELECT count(*) FROM print_job), (SELECT sum(sold) FROM redemption)",
		   "0|0|0|0");
}

static void test_a_title_without_letters(void **state)
{
	struct run *run = *state;

	show_of(run, GLYPHS);
	assert_non_null(strstr(run->err, "Warning: A ticket cannot be printed: The show.title"));
	assert_non_null(strstr(run->err, "no font on this machine can draw"));
	run_ok(run, M "performance add 2 --at 2026-01-20T20:00");
	run_ok(run, M "redemption apply --type 'Adult General' --show 2");
	refused(run, M "sell 3 '1 Adult General'", "no font on this machine can draw");
	refused(run, M "sell 3 '2 Adult General' --pay card:80.00", "no font on this machine");
	run_sql_is(run, "SELECT count(*) FROM orders", "0");
	run_sql_is(run, "SELECT count(*) FROM journal WHERE kind = 'order.sold'", "0");
	/* Neighbours: a show that is named so later, a voucher that comes to it, an exchange. */
	run_ok(run, M "sell 1 '1 Adult General'");
	refused(run, M "order exchange 1 --to 3", "no font on this machine");
	run_sql_is(run, "SELECT state, performance_id FROM voucher", "reserved|1");
	run_sql_is(run, "SELECT count(*) FROM ticket WHERE state = 'active'", "1");
	run_ok(run, M "sell 3 '1 Adult General' --no-print");
	run_ok(run, M "show edit Hamlet --name '" GLYPHS "2'");
	assert_non_null(strstr(run->err, "Warning: "));
	refused(run, M "sell 1 '1 Adult General'", "no font on this machine can draw");
	run_ok(run, M "show edit 1 --name Hamlet");
	assert_null(strstr(run->err, "Warning"));
	run_ok(run, M "sell 1 '1 Adult General'");
	run_ok(run, M "check");
}

static void test_a_price_for_which_there_is_no_place(void **state)
{
	struct run *run = *state;

	type_of(run, "Gala", "12345.67");
	assert_null(strstr(run->err, "Warning"));
	type_of(run, "Yacht", "1234567890.12");
	run_ok(run, M "voucher-type edit Yacht --price 1234567890.13");
	assert_non_null(strstr(run->err, "Warning: A ticket cannot be printed: The price"));
	refused(run, M "sell 1 '1 Yacht'", "The price \"EUR 1234567890.13\" does not fit");
	/* A price that is fine in the same order makes the other no better. */
	refused(run, M "sell 1 '1 Gala' '1 Yacht'", "does not fit");
	nothing_was_sold(run);
	refused(run, M "sell 1 '1 Yacht' --pay card:1234567890.13", "does not fit");
	nothing_was_sold(run);
	run_ok(run, M "sell 1 '1 Gala'");
	run_sql_is(run, "SELECT state FROM print_job", "printed");
}

/* Longer than its place: smaller, then broken within a word, then cut and said so; never refused.
 */
static void test_a_long_title_is_cut_with_a_warning(void **state)
{
	struct run *run = *state;

	show_of(run, PAPER_TITLE);
	assert_non_null(strstr(run->err, "is cut on a ticket: it is too long for its place"));
	run_ok(run, M "performance add 2 --at 2026-01-20T20:00");
	run_ok(run, M "redemption apply --type 'Adult General' --show 2");
	run_ok(run, M "sell 3 '1 Adult General'");
	run_sql_is(run, "SELECT state FROM print_job", "printed");
	/* A single word as long as a line and more goes on in the next one. */
	show_of(run, "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbau"
		     "unterbeamtengesellschaftshaus");
	assert_null(strstr(run->err, "Warning"));
}

/* As if the printer had been switched off over it. */
static void doubt(struct run *run)
{
	char *line;

	assert_true(asprintf(&line,
			     "sqlite3 -cmd '.timeout 5000' '%s' \"UPDATE print_job SET state = "
			     "'unknown'\"",
			     run->store) > 0);
	assert_int_equal(system(line), 0);
	free(line);
}

static void test_a_reprint_that_cannot_be_printed_voids_nothing(void **state)
{
	struct run *run = *state;
	char *code;

	run_ok(run, M "sell 1 '1 Adult General'");
	code = run_sql(run->store, "SELECT code FROM ticket WHERE state = 'active'");
	run_ok(run, M "show edit Hamlet --name '" GLYPHS "'");
	refused(run, M "order reprint 1 --reason lost", "no font on this machine");
	code[strcspn(code, "\n")] = '\0';
	run_sql_is(run, "SELECT code FROM ticket", code);
	run_sql_is(run, "SELECT count(*) FROM print_job", "1");
	/* Said to be spoiled: no new one can follow, so the old one stays the ticket. */
	doubt(run);
	refused(run, M "print settle 1 spoiled", "no font on this machine");
	run_sql_is(run, "SELECT state FROM ticket", "active");
	run_sql_is(run, "SELECT state FROM print_job", "unknown");
	free(code);
}

/* Writes the template in force with one line of it replaced; borrowed path. */
static char *template_line(struct run *run, const char *what, const char *by, const char *verb)
{
	char *text, *at, *made = NULL, *line = NULL;

	run_ok(run, "print template show");
	text = strdup(run->out);
	assert_non_null(text);
	at = strstr(text, what);
	assert_non_null(at);
	assert_true(asprintf(&made, "%.*s%s%s", (int)(at - text), text, by,
			     at + strcspn(at, "\n")) > 0);
	run_write(run, "changed.tpl", made, strlen(made));
	free(text);
	free(made);
	assert_true(asprintf(&line, M "print template %s '%s'", verb,
			     run_path(run, "changed.tpl")) > 0);
	return line;
}

static void template_says(struct run *run, const char *what, const char *by, const char *says)
{
	char *line = template_line(run, what, by, "check");

	assert_int_equal(run_line(run, line), 2);
	if (!strstr(run->err, says))
		print_error("%s\n", run->err);
	assert_non_null(strstr(run->err, says));
	free(line);
	line = template_line(run, what, by, "set");
	assert_int_equal(run_line(run, line), 2);
	free(line);
	run_sql_is(run, "SELECT count(*) FROM ticket_template", "1");
}

static void test_a_template_is_tried_with_what_is_sold(void **state)
{
	struct run *run = *state;
	char *line;

	template_says(run, "text mark ", "text mark at 46,43.3 w 30 font sans-bold 9 required",
		      "SPECIMEN · COMP · REPRINT 9");
	type_of(run, "Gala", "12345.67");
	template_says(run, "stub text price ",
		      "stub text price at 9.4,2.4 w 16 font sans-bold 7..6 turned required",
		      "The price \"EUR 12345.67\" does not fit");
	type_of(run, "Ermaessigt fuer Rentner und Studierende mit Ausweis", "10");
	template_says(run, "text voucher_type ",
		      "text voucher_type at 5,35.4 w 50 font sans-bold 11..10 required",
		      "Ermaessigt fuer Rentner");
	show_of(run, "The Importance of Being Earnest, a Trivial Comedy for Serious People");
	template_says(run, "text show.title ",
		      "text show.title at 5,5.6 w 78 font serif-bold 19 required",
		      "The Importance of Being Earnest");
	/* What may be cut is a warning. */
	line = template_line(run, "text show.title ",
			     "text show.title at 5,5.6 w 78 font serif-bold 19 required cut",
			     "set");
	run_ok(run, line);
	assert_non_null(strstr(run->err, "Warning: The show.title \"The Importance"));
	free(line);
	template_line(run, "text price ", "text price at 78,35.4 w 26 font sans 8 required cut",
		      "x");
	assert_int_equal(run_line(run, "print template check /dev/null"), 2);
}

/* Half a price is another price. */
static void test_a_price_is_never_cut(void **state)
{
	static const char *const fields[] = { "text price ", "text performance.date ", "text mark ",
					      "text ticket.code " };
	struct run *run = *state;

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		char *by;

		assert_true(asprintf(&by, "%s at 5,48 w 30 font sans 5 required cut", fields[i]) >
			    0);
		template_says(run, fields[i], by, "is never cut");
		free(by);
	}
}

static void test_missing_fonts_are_named(void **state)
{
	static const char none[] = "<?xml version=\"1.0\"?><fontconfig></fontconfig>";
	struct run *run = *state;
	char *line;

	run_ok(run, M "sell 1 '1 Adult General' --no-print");
	run_write(run, "fonts.conf", none, sizeof none - 1);
	setenv("FONTCONFIG_FILE", run_path(run, "fonts.conf"), 1);
	line = template_line(run, "# Who", "# Who", "check");
	assert_int_equal(run_line(run, line), 3);
	free(line);
	assert_non_null(strstr(run->err, "Fonts of the tickets are not installed"));
	assert_non_null(strstr(run->err, "fonts-dejavu-core"));
	run_ok(run, M "show add Othello --season Winter --house 'Main House'");
	assert_non_null(strstr(run->err, "Fonts of the tickets are not installed"));
	/* What was found good in other fonts is not remembered. */
	(void)run_line(run, M "sell 1 '1 Youth General' --override x");
	run_sql_is(run, "SELECT count(*) FROM ticket_tried", "0");
	unsetenv("FONTCONFIG_FILE");
	run_ok(run, M "sell 1 '1 Youth General'");
	run_sql_is(run, "SELECT count(*) FROM ticket_tried", "4");
	run_ok(run, M "show edit 1 --name Hamlet");
	assert_null(strstr(run->err, "Fonts"));
}

static void test_preview_of_a_voucher(void **state)
{
	struct run *run = *state;
	char *line;

	run_ok(run, M "sell 1 '1 Adult General' --no-print");
	run->reader = NULL;
	assert_true(asprintf(&line, "print preview '%s' --voucher 1", run_path(run, "a.pdf")) > 0);
	assert_int_equal(run_line(run, line), 1); /* nobody signed in */
	assert_int_not_equal(access(run_path(run, "a.pdf"), F_OK), 0);
	free(line);
	assert_true(asprintf(&line, M "print preview '%s' --voucher 1", run_path(run, "a.pdf")) >
		    0);
	run_ok(run, line);
	assert_non_null(strstr(run->out, "shows the ticket"));
	free(line);
	assert_int_equal(access(run_path(run, "a.pdf"), R_OK), 0);
	run_sql_is(run, "SELECT count(*) FROM journal WHERE kind = 'ticket.drawn'", "1");
}

static void run_in(struct run *run, const char *command)
{
	char *line;

	assert_true(asprintf(&line, "cd '%s' && { %s; }", run->folder, command) > 0);
	assert_int_equal(system(line), 0);
	free(line);
}

static void printer_says(struct run *run, const char *says)
{
	char *status = run_sql(run->store, "SELECT stopped, status FROM printer");

	if (!strstr(status, says))
		print_error("%s\n", status);
	assert_non_null(strstr(status, says));
	assert_int_equal(*status, '1');
	free(status);
}

/* Unmounted, deleted, or another folder in its place: the printer stops, nothing is made anew. */
static void test_a_folder_that_went_away_stops_the_printer(void **state)
{
	static const char *const losses[] = { "mv tickets gone", "rm -r tickets",
					      "mv tickets gone && mkdir tickets" };
	struct run *run = *state;

	for (size_t i = 0; i < 3; i++) {
		run_ok(run, M "sell 1 '1 Adult General'");
		assert_non_null(strstr(run->out, ".pdf printed"));
		run_in(run, losses[i]);
		run_ok(run, M "sell 1 '1 Adult General'");
		assert_non_null(strstr(run->out, "waiting: The ticket folder tickets is not"));
		printer_says(run, "is not there any more");
		run_in(run, "test \"$(ls tickets 2>/dev/null)\" = ''");
		/* Back again, or set up again: it goes on by itself. */
		if (i != 1)
			run_in(run, "rm -rf tickets; mv gone tickets");
		else
			run_ok(run, M "print printers edit Folder --folder tickets");
		run_ok(run, M "print worker --drain");
		run_sql_is(run, "SELECT count(*) FROM print_job WHERE state <> 'printed'", "0");
		run_sql_is(run, "SELECT stopped, status FROM printer", "0|ready");
		run_in(run, "test -f tickets/.boxoffice");
	}
}

static void test_a_folder_is_made_when_it_is_set_up(void **state)
{
	struct run *run = *state;

	run_ok(run, M "print printers add Stage --folder deep/stage --default");
	run_in(run, "test -d deep/stage && test \"$(stat -c %a deep/stage)\" = 700");
	run_in(run, "touch file");
	assert_int_equal(run_line(run, M "print printers add Bad --folder file/stage"), 3);
	assert_int_equal(run_line(run, M "print printers edit Stage --folder file"), 3);
	run_sql_is(run, "SELECT count(*), max(target) FROM printer WHERE name = 'Stage'",
		   "1|deep/stage");
	run_sql_is(run, "SELECT count(*) FROM printer WHERE name = 'Bad'", "0");
}

/* In the order they were sold, without codes; void ones are told from good ones. */
static void test_file_names(void **state)
{
	struct run *run = *state;
	char *codes;

	for (int i = 0; i < 10; i++)
		run_ok(run, M "sell 1 '1 Adult General'");
	run_ok(run, M "sell 1 '2 Adult General'");
	run_in(run, "ls tickets | tail -n 3 | tr '\\n' ' ' >names");
	run_in(run, "test \"$(cat names)\" = "
		    "'000010-000010.pdf 000011-000011.pdf 000011-000012.pdf '");
	codes = run_sql(run->store, "SELECT code FROM ticket");
	for (char *code = strtok(codes, "\n"); code; code = strtok(NULL, "\n")) {
		char *line;

		assert_true(asprintf(&line, "test \"$(ls tickets | grep -c '%s')\" = 0", code) > 0);
		run_in(run, line);
		free(line);
	}
	free(codes);
	run_ok(run, M "order refund 10");
	run_in(run, "test -f tickets/000010-000010-void.pdf && test ! -e "
		    "tickets/000010-000010.pdf");
	run_ok(run, M "order reprint 9 --reason lost");
	run_in(run, "test -f tickets/000009-000009-void.pdf && test -f "
		    "tickets/000009-000013.pdf");
	run_sql_is(run, "SELECT count(*) FROM print_job WHERE stale = 1", "0");
	run_sql_is(run, "SELECT count(*) FROM print_job WHERE file LIKE '%-void.pdf'", "2");
	/* Somebody took it: no trouble. */
	run_in(run, "rm tickets/000008-000008.pdf");
	run_ok(run, M "order refund 8");
	run_sql_is(run, "SELECT count(*) FROM print_job WHERE stale = 1", "0");
	/* Where all of the folder is away it comes back, and is told then. */
	run_in(run, "mv tickets elsewhere");
	run_ok(run, M "order refund 7");
	run_sql_is(run, "SELECT count(*) FROM print_job WHERE stale = 1", "1");
	run_in(run, "mv elsewhere tickets");
	run_ok(run, M "print worker --drain");
	run_in(run, "test -f tickets/000007-000007-void.pdf && test ! -e "
		    "tickets/000007-000007.pdf");
	run_sql_is(run, "SELECT count(*) FROM print_job WHERE stale = 1", "0");
}

static void test_names_in_other_letters(void **state)
{
	struct run *run = *state;

	run_ok(run, M "patron add '" GLYPHS " Bruce'");
	run_ok(run, M "sell 1 '1 Adult General' --patron '" GLYPHS " Bruce'");
	assert_non_null(strstr(run->out, "printed (patron: \"?\" stands for letters"));
	run_sql_is(run, "SELECT message FROM print_job",
		   "patron: \"?\" stands for letters that no font on this machine has.");
	run_ok(run, M "patron add 'Ελένη Мария Łódź'");
	run_ok(run, M "sell 1 '1 Adult General' --patron 'Ελένη Мария Łódź'");
	assert_null(strstr(run->out, "stands for"));
	run_in(run, "pdftotext -layout tickets/000002-000002.pdf - | grep -q 'Ελένη Мария Łódź'");
}

static void fail_all(struct run *run, const char *why)
{
	char *line;

	assert_true(asprintf(&line,
			     "sqlite3 -cmd '.timeout 5000' '%s' \"UPDATE print_job SET state = "
			     "'failed', message = '%s' WHERE state = 'queued'\"",
			     run->store, why) > 0);
	assert_int_equal(system(line), 0);
	free(line);
}

static void test_retry_of_all_that_failed_so(void **state)
{
	struct run *run = *state;

	run_ok(run, M "print printers edit Folder --disabled yes");
	for (int i = 0; i < 3; i++)
		run_ok(run, M "sell 1 '2 Adult General'");
	fail_all(run, "No paper.");
	run_ok(run, M "sell 1 '1 Adult General'");
	fail_all(run, "Broken.");
	run_ok(run, M "print printers edit Folder --disabled no");
	run_ok(run, M "print retry 2 --same");
	assert_non_null(strstr(run->out, "6 tickets are sent again."));
	run_sql_is(run, "SELECT count(*) FROM print_job WHERE state = 'printed'", "6");
	run_sql_is(run, "SELECT state, message FROM print_job WHERE id = 7", "failed|Broken.");
	assert_int_equal(run_line(run, M "print retry 7 1"), 1);
	run_sql_is(run, "SELECT state FROM print_job WHERE id = 7", "failed");
	run_ok(run, M "print retry 7");
	run_sql_is(run, "SELECT count(*) FROM print_job WHERE state = 'printed'", "7");
}

static void test_included_tickets_say_so(void **state)
{
	static const char *const lines[] = {
		M "voucher-type add 'Hamlet place' --season Winter --category included --price 0 "
		  "--availability anyone",
		M "voucher-type add Pass --season Winter --category bundle --price 50 "
		  "--availability anyone --includes '1 Hamlet place'",
		M "redemption apply --type 'Hamlet place' --performance 1",
		M "redemption apply --type Pass",
		M "patron add Rosa",
		M "sell '1 Pass' --patron Rosa",
		NULL,
	};
	struct run *run = *state;

	run_all(run, lines);
	run_in(run, "pdftotext -layout tickets/*.pdf - >text; grep -q included text && "
		    "! grep -q 'EUR 0.00' text");
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
	const struct CMUnitTest tests[] = {
		STAGED(test_a_title_without_letters),
		STAGED(test_a_price_for_which_there_is_no_place),
		STAGED(test_a_long_title_is_cut_with_a_warning),
		STAGED(test_a_reprint_that_cannot_be_printed_voids_nothing),
		STAGED(test_a_template_is_tried_with_what_is_sold),
		STAGED(test_a_price_is_never_cut),
		STAGED(test_missing_fonts_are_named),
		STAGED(test_preview_of_a_voucher),
		STAGED(test_a_folder_that_went_away_stops_the_printer),
		STAGED(test_a_folder_is_made_when_it_is_set_up),
		STAGED(test_file_names),
		STAGED(test_names_in_other_letters),
		STAGED(test_retry_of_all_that_failed_so),
		STAGED(test_included_tickets_say_so),
	};

	return cmocka_run_group_tests_name("cli/tickets", tests, NULL, NULL);
}
