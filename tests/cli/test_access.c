/*
 * Who may what: every command tried as nobody, as a patron and in every role, held
 * against the table that the program prints and the manual has; and what a patron
 * sees with a proof, and without.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOON "--now 2026-01-05T12:00 --till front "

/* Who is tried, in the order of the columns.  Nobody here has a PIN, so that trying is quick. */
static const char *const who[] = { "",
				   "--as patron ",
				   "--staff Dora ",
				   "--staff Casey ",
				   "--staff Sam ",
				   "--staff Rita ",
				   "--staff Morgan ",
				   "--staff Ada " };
enum { WHO = sizeof who / sizeof *who, NOBODY = 0, PATRON = 1 };

/* One line for each command, which gets as far as the engine for whoever may. */
static const char *const lines[] = {
	"check",
	"backup @/copy-%d.db",
	"staff add 'New %d' --role clerk",
	"staff list",
	"staff edit Casey --name Casey",
	"staff disable 'Old %d'",
	"option list",
	"option set presenter 'House %d'",
	"season add 'Season %d' --from 2027-01-01 --to 2027-02-01",
	"season list",
	"season copy Winter --as 'Winter %d' --shift 1y",
	"house add 'House %d' --capacity 10",
	"house list",
	"show add 'Show %d' --season Winter --house 'Main House'",
	"show edit Hamlet --event-type theatre",
	"show list",
	"show clone Hamlet --as 'Hamlet %d' --season Winter",
	"performance add Hamlet --at 2026-03-1%dT20:00",
	"performance list",
	"performance move 2 --to 2026-01-0%dT21:00",
	"performance edit 2 --capacity 9%d",
	"performance cancel 99",
	"performance delete 99",
	"performance holders 99",
	"voucher-type add 'Type %d' --season Winter --category revenue --price 1.00 --availability "
	"anyone",
	"voucher-type edit 'Youth General' --price 25.00",
	"voucher-type delete 'Nothing'",
	"voucher-type clone 'Adult General' --as 'Adult %d'",
	"voucher-type list",
	"redemption apply --type 'Adult General' --performance 2 --cap 9%d",
	"redemption list",
	"redemption delete --type 'Youth General' --performance 99",
	"redemption copy --from nothing --to 2",
	"redemption undo",
	"redemption redo",
	"offers 1",
	"sell 1 '1 Adult General' --no-print",
	"hold add 1 '1 Adult General'",
	"hold list",
	"hold release 1",
	"order list",
	"order show 1",
	"order refund 1",
	"order exchange 2 --to 2 --no-print",
	"order reprint 1 --no-print",
	"voucher list",
	"voucher show 1",
	"voucher issue '1 Comp' --patron 2 --override thanks",
	"voucher reserve 1 --performance 1 --no-print",
	"voucher change 1 --performance 1 --no-print",
	"voucher release 1",
	"voucher transfer 1 --to 2",
	"patron add 'Somebody %d'",
	"patron edit 2 --phone 555%d",
	"patron find zoe",
	"patron show 2",
	"patron merge 2 2",
	"patron duplicates",
	"patron labels",
	"patron import nowhere.csv",
	"patron export",
	"audience list",
	"audience add 'List %d'",
	"audience show Friends",
	"audience edit Friends --quantity 2",
	"audience attendees Friends --performance 1",
	"audience delete 'List 99'",
	"audience combine 'Both %d' --plus Friends",
	"audience generate Friends --count 1",
	"audience add-member Friends --code NEW%d",
	"audience edit-member Friends ALPHA --location 'Row %d'",
	"audience remove-member Friends NEW9",
	"audience usage Friends",
	"audience who ALPHA",
	"audience import Friends nowhere.csv",
	"audience export Friends",
	"campaign add 'Offer %d' --audience Friends --discount 10%%",
	"campaign list",
	"campaign show Spring",
	"campaign edit Spring --discount 10%%",
	"campaign start Spring",
	"campaign stop Spring",
	"campaign end 'Offer 99'",
	"campaign delete 'Offer 99'",
	"campaign order Spring --place 1",
	"campaign standing --code ALPHA",
	"campaign preview Spring 1 '1 Adult General'",
	"campaign who Spring",
	"print queue",
	"print settle 99 printed",
	"print retry 99",
	"print printers list",
	"print printers add 'Printer %d' --folder @",
	"print printers edit Folder --name Folder",
	"print printers delete 'Printer 99'",
	"print printers use none",
	"print printers discover",
	"print template check nowhere.tpl",
	"print template set nowhere.tpl",
	"print template show",
	"print preview @/specimen-%d.pdf",
	"print worker --printer 1 --drain",
	"report revenue",
	"journal show",
	"journal verify",
};

static struct run *office(void)
{
	static const char *const setup[] = {
		"init --training",
		"staff add Ada --role admin",
		"--staff Ada staff add Morgan --role manager",
		"--staff Ada staff add Sam --role supervisor",
		"--staff Ada staff add Casey --role clerk",
		"--staff Ada staff add Dora --role door",
		"--staff Ada staff add Rita --role reports",
		"--staff Ada season add Winter --from 2026-01-01 --to 2026-12-31",
		"--staff Ada house add 'Main House' --capacity 100 --zone Europe/Berlin",
		"--staff Ada show add Hamlet --season Winter --house 'Main House'",
		"--staff Ada performance add Hamlet --at 2026-01-05T20:00 --at 2026-01-09T20:00",
		"--staff Ada voucher-type add 'Adult General' --season Winter --category revenue "
		"--price 41.23 --availability anyone --changeable yes",
		"--staff Ada voucher-type add 'Youth General' --season Winter --category revenue "
		"--price 25.00 --availability anyone",
		"--staff Ada voucher-type add Comp --season Winter --category comp --price 0 "
		"--availability boxoffice",
		"--staff Ada redemption apply --type 'Adult General' --type Comp --show Hamlet",
		"--staff Ada redemption apply --type 'Youth General' --performance 1 --codes BARD",
		"--staff Ada patron add 'Zoe Quinn' --email zoe@example.org",
		"--staff Ada patron add 'Bob Stone' --email bob@example.org",
		"--staff Ada audience add Friends",
		"--staff Ada audience add-member Friends --code ALPHA",
		"--staff Ada campaign add Spring --audience Friends --discount 10%",
		"--staff Casey " NOON
		"sell 1 '2 Adult General' --patron zoe@example.org --no-print",
		"--staff Casey " NOON
		"sell 1 '1 Adult General' --patron bob@example.org --no-print",
		"--staff Casey " NOON "hold add 1 '3 Adult General' --patron bob@example.org",
		NULL
	};
	struct run *run = run_new();

	run_all(run, setup);
	return run;
}

static int setup(void **state)
{
	*state = office();
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static bool not_permitted(const struct run *run)
{
	return run->code == 1 && strstr(run->out, "\"rule\": \"permission\"");
}

/* The line of a command, by its name; NULL. */
static const char *line_of(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (strncmp(lines[i], name, n) == 0 && (lines[i][n] == ' ' || !lines[i][n]))
			return lines[i];
	return NULL;
}

/* Nothing of this may be read by somebody unknown. */
static void names_nothing(const struct run *run, const char *line)
{
	static const char *const secrets[] = { "Zoe",	"Bob",	 "example.org", "Casey", "BARD",
					       "ALPHA", "41.23", "4123",	"8246" };

	for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
		if (strstr(run->out, secrets[i]) || strstr(run->err, secrets[i]))
			fail_msg("\"%s\" tells \"%s\":\n%s%s", line, secrets[i], run->out,
				 run->err);
}

static void try_it(struct run *run, const char *line, size_t as, const char *cell)
{
	char what[300], whole[1000];
	bool may = strcmp(cell, "yes") == 0;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(what, sizeof what, line, (int)as + 1);
#pragma GCC diagnostic pop
	if (strcmp(cell, "own") == 0 && as > PATRON)
		return;
	snprintf(whole, sizeof whole, "%s%s--format json %.*s%s%s", who[as], NOON,
		 (int)strcspn(what, "@"), what, strchr(what, '@') ? run->folder : "",
		 strchr(what, '@') ? strchr(what, '@') + 1 : "");
	run_line(run, whole);
	if (run->code > 100)
		fail_msg("\"%s\" died:\n%s", whole, run->err);
	/* there --as is what the copy is called: a patron cannot even say it */
	if (as == PATRON && strstr(what, " --as ") && run->code == 2)
		return;
	if (may == not_permitted(run))
		fail_msg("\"%s\" should%s be permitted, ended with %d:\n%s%s", whole,
			 may ? "" : " not", run->code, run->out, run->err);
	if (as == NOBODY)
		names_nothing(run, whole);
}

/* "command  yes - own …": the name ends at two blanks or where the first cell begins. */
static size_t take_row(char *row, char *cells[WHO])
{
	size_t n = 0;
	char *rest = row + 24;

	for (char *cell; n < WHO && (cell = strtok_r(rest, " ", &rest)); n++)
		cells[n] = cell;
	row[23] = '\0';
	for (size_t end = strlen(row); end > 0 && row[end - 1] == ' ';)
		row[--end] = '\0';
	return n;
}

static void test_every_command_as_everybody(void **state)
{
	static const char *const elsewhere[] = { "init", "demo",    "restore",
						 "help", "version", "completion" };
	struct run *run = *state;
	char *table, *line, *rest, *cells[WHO];
	size_t rows = 0;

	run_ok(run, "help --man");
	table = strdup(run->out);
	assert_non_null(table);
	for (rest = table; (line = strtok_r(rest, "\n", &rest));) {
		const char *command;
		bool skip = strncmp(line, "access ", 7) != 0;

		if (skip || strncmp(line, "access command ", 15) == 0)
			continue;
		assert_int_equal(take_row(line + 7, cells), WHO);
		for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
			skip = skip || strcmp(line + 7, elsewhere[i]) == 0;
		rows++;
		if (skip)
			continue;
		command = line_of(line + 7);
		if (!command)
			fail_msg("\"%s\" is tried by no line of this test", line + 7);
		for (size_t as = 0; as < WHO; as++)
			try_it(run, command, as, cells[as]);
	}
	assert_true(rows > 100);
	free(table);
}

/* --- A patron, with and without a proof ------------------------------------------------------- */

static char *text_in(struct run *run, const char *sql)
{
	char *text = run_sql(run->store, sql);

	text[strcspn(text, "\n")] = '\0';
	return text;
}

static void refused(struct run *run, const char *proof, const char *command)
{
	char line[300];

	snprintf(line, sizeof line, "--as patron " NOON "%s%s --format json %s",
		 *proof ? "--proof " : "", proof, command);
	run_line(run, line);
	if (!not_permitted(run))
		fail_msg("\"%s\" is not refused, ended with %d:\n%s%s", line, run->code, run->out,
			 run->err);
	if (strstr(run->out, "Bob") || strstr(run->out, "Zoe"))
		fail_msg("\"%s\" names somebody:\n%s", line, run->out);
}

static json_t *own(struct run *run, const char *proof, const char *command)
{
	char line[300];

	snprintf(line, sizeof line, "--as patron " NOON "--proof %s %s", proof, command);
	return run_json(run, line);
}

static void test_a_ticket_opens_what_belongs_to_it(void **state)
{
	static const char *const others[] = { "order show 2",
					      "voucher show 3",
					      "voucher release 3",
					      "voucher reserve 3 --performance 2",
					      "hold release 1",
					      "patron show 2",
					      "patron find bob",
					      "order refund 1",
					      "voucher transfer 1 --to 3",
					      "redemption list",
					      "staff list",
					      "sell --hold 1",
					      "hold add 1 '1 Adult General' "
					      "--patron 'Bob Stone'" };
	struct run *run = *state;
	char *code = text_in(run, "SELECT code FROM ticket WHERE voucher_id = 1"), *void_code;
	json_t *json, *orders;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		refused(run, "", others[i]);
		refused(run, code, others[i]);
	}
	refused(run, "", "order show 1");
	refused(run, "", "voucher release 1");
	refused(run, "T2222222222XX", "order show 1");
	refused(run, "1-2222222222", "order show 1");
	json = own(run, code, "order show 1");
	assert_int_equal(
		json_array_size(json_object_get(json_object_get(json, "order"), "vouchers")), 2);
	assert_true(json_is_null(json_object_get(json_object_get(json, "order"), "staff")));
	json_decref(json);
	json = own(run, code, "order list");
	orders = json_object_get(json, "orders");
	assert_int_equal(json_array_size(orders), 1);
	assert_int_equal(json_integer_value(json_object_get(json_array_get(orders, 0), "id")), 1);
	json_decref(json);
	json = own(run, code, "voucher list");
	assert_int_equal(json_array_size(json_object_get(json, "vouchers")), 2);
	json_decref(json);
	/* a ticket that was printed again proves nothing any more */
	void_code = code;
	run_ok(run, "--staff Sam " NOON "order reprint 1 --no-print");
	refused(run, void_code, "order show 1");
	free(void_code);
	/* given away: the ticket opens itself, and the order no longer */
	run_ok(run, "--staff Casey " NOON "voucher release 2");
	run_ok(run, "--staff Casey " NOON "voucher transfer 2 --to 'Bob Stone'");
	code = text_in(run, "SELECT code FROM ticket WHERE voucher_id = 1 AND state = 'active'");
	json = own(run, code, "order show 1");
	assert_int_equal(
		json_array_size(json_object_get(json_object_get(json, "order"), "vouchers")), 1);
	json_decref(json);
	refused(run, code, "voucher show 2");
	free(code);
}

static void test_an_order_and_a_hold_are_proved(void **state)
{
	struct run *run = *state;
	json_t *json = run_json(run, "--as patron " NOON "sell 1 '2 Adult General' --patron "
				     "bob@example.org --no-print");
	char proof[64], line[200];

	snprintf(proof, sizeof proof, "%s",
		 json_string_value(json_object_get(json_object_get(json, "order"), "proof")));
	/* the e-mail was typed, so it proves nothing: who has it is not told */
	assert_string_equal(
		json_string_value(json_object_get(json_object_get(json, "order"), "patron")), "");
	json_decref(json);
	json = own(run, proof, "order show 3");
	assert_string_equal(
		json_string_value(json_object_get(json_object_get(json, "order"), "patron")),
		"Bob Stone");
	json_decref(json);
	refused(run, proof, "order show 2");
	proof[strlen(proof) - 1] = proof[strlen(proof) - 1] == 'A' ? 'B' : 'A';
	refused(run, proof, "order show 3");
	json = run_json(run, "--as patron " NOON "hold add 1 '2 Adult General'");
	snprintf(proof, sizeof proof, "%s",
		 json_string_value(json_object_get(json_object_get(json, "hold"), "proof")));
	json_decref(json);
	refused(run, "", "hold release 2");
	json = own(run, proof, "hold list");
	assert_int_equal(json_array_size(json_object_get(json, "holds")), 1);
	json_decref(json);
	snprintf(line, sizeof line, "--as patron " NOON "--proof %s sell --hold 2 --no-print",
		 proof);
	run_ok(run, line);
	/* a proof is for self-service */
	assert_int_equal(run_line(run, "--staff Casey --proof 1-2222222222 order show 1"), 2);
	run_ok(run, "--staff Ada check");
}

static void refused_by(struct run *run, const char *line, const char *rule, int64_t limit)
{
	json_t *json = run_says(run, 1, line), *why = json_object_get(json, "refused");

	assert_string_equal(json_string_value(json_object_get(why, "rule")), rule);
	assert_int_equal(json_integer_value(json_object_get(why, "limit")), limit);
	assert_true(json_is_null(json_object_get(why, "override")));
	json_decref(json);
}

static void test_self_service_holds_no_whole_house(void **state)
{
	struct run *run = *state;

	refused_by(run, "--as patron " NOON "hold add 2 '21 Adult General'", "max", 20);
	refused_by(run, "--as patron " NOON "sell 2 '21 Adult General' --no-print", "max", 20);
	run_ok(run, "--staff Ada option set self-service-limit 30");
	run_ok(run, "--as patron " NOON "hold add 2 '30 Adult General'");
	refused_by(run, "--as patron " NOON "hold add 2 '21 Adult General'", "max", 50);
	run_ok(run, "--as patron " NOON "hold add 2 '20 Adult General'");
	refused_by(run,
		   "--as patron --till other --now 2026-01-05T12:00 hold add 2 "
		   "'1 Adult General'",
		   "max", 50);
	/* who pays may still, and the counter holds what it likes */
	run_ok(run, "--as patron " NOON "sell 2 '1 Adult General' --no-print");
	run_ok(run, "--staff Casey " NOON "hold add 2 '40 Adult General'");
	run_ok(run, "--staff Ada check");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_command_as_everybody, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_ticket_opens_what_belongs_to_it, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_an_order_and_a_hold_are_proved, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_self_service_holds_no_whole_house, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
