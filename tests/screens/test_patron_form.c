/*
 * Patrons by keys: what was typed becomes a new one, the whole record in a form and on the page,
 * labels picked, files written; what the engine refuses stands at its field.  All of it is read
 * back from the store or the file.
 */
#include "patrons/page.h"
#include "person/form.h"
#include "registry.h"
#include "support/campaign.h"
#include "support/program.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <boxoffice/import.h>

#include <cmocka.h>

static struct till till;
static struct bo_arena arena;

static int open_till(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Casey", "1111");
	program_go(&till, CMD_PATRONS);
	return 0;
}

static int close_till(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_check(till.bo);
	till_close(&till);
	return 0;
}

static struct bo_patron read_back(const char *who)
{
	struct bo_patron patron = { 0 };

	OK(till.bo, bo_patron_find(till.bo, &arena, who, &patron));
	return patron;
}

static int64_t make(const char *name, const struct bo_patron_fields *more)
{
	struct bo_patron_fields fields = *more;
	int64_t id = 0;

	fields.name = name;
	OK(till.bo, bo_patron_create(till.bo, &fields, &id));
	return id;
}

/* --- Who is typed ----------------------------------------------------------------------------- */

static void what_was_typed_goes_where_it_belongs(void **state)
{
	static const struct {
		const char *typed;
		enum patron_part part;
	} all[] = { { "Zoë Ölçer", PATRON_PART_NAME },
		    { "zoe@example.org", PATRON_PART_EMAIL },
		    { "+43 (1) 555-0199", PATRON_PART_PHONE },
		    { "R2D2", PATRON_PART_NAME },
		    { "", PATRON_PART_NAME },
		    { "12", PATRON_PART_NAME },
		    { "0043.1/5550", PATRON_PART_PHONE } };

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_int_equal(patron_part_of(all[i].typed), all[i].part);
}

static void nobody_found_becomes_a_new_one(void **state)
{
	(void)state;
	till_keys(&till, "nadia@example.net", "Nobody has that e-mail. F6 makes a new person");
	till_keys(&till, "<F6>", "New person");
	till_keys(&till, "Nadia<Space>Novák<F9>", "0 orders");
	assert_string_equal(read_back("nadia@example.net").name, "Nadia Novák");
	/* the page is open, and the search is ready for the next one */
	till_keys(&till, "<Esc>+44<Space>20<Space>7946<Space>0000", "Nobody has that number.");
	till_keys(&till, "<F6>Phil<Space>Phone<F9>", "+44 20 7946 0000 · 0 orders");
	assert_string_equal(read_back("Phil Phone").phone, "+44 20 7946 0000");
	till_keys(&till, "<Esc>+442079", "Phil Phone");
	till_keys(&till, "<Esc>Quentin", "Nobody of that name");
	/* typing goes on behind what was typed already */
	till_keys(&till, "<F6><Space>Quill<F9>", "Quentin Quill");
	assert_int_equal(read_back("Quentin Quill").orders, 0);
}

static void the_counter_stays_short(void **state)
{
	(void)state;
	program_go(&till, CMD_SELL);
	till_keys(&till, "<F2>new@example.net<F6>", "New person");
	till_shows_not(&till, "Access");
	till_keys(&till, "Nils<Space>New<F9>", "Nils New");
	assert_string_equal(read_back("new@example.net").name, "Nils New");
	till_keys(&till, "<F2>555<Space>987<F6>Olga<Space>Old<F9>", "Olga Old");
	assert_string_equal(read_back("Olga Old").phone, "555 987");
}

/* Who sells sees what the buyer needs. */
static void access_needs_stand_beside_the_buyer(void **state)
{
	make("Wanda Wheel", &(struct bo_patron_fields){ .access = "Wheelchair, companion seat" });
	(void)state;
	program_go(&till, CMD_SELL);
	till_shows_not(&till, "Wheelchair");
	till_keys(&till, "<F2>wanda<Enter>", "Wanda Wheel ! Wheelchair,");
	till_shows(&till, "! Access needs: Wheelchair, companion seat");
	/* the wrong person: nothing is in the basket but her */
	till_keys(&till, "<C-x>", "Basket walk-up");
	till_shows_not(&till, "Wheelchair");
	till_keys(&till, "<F2>wanda<Enter>", "Wanda Wheel ! Wheelchair,");
	golden_resize(&till.golden, 40, 120);
	till_shows(&till, "Wanda Wheel ! Wheelchair, companion seat");
	/* with lines, and an expiry beside them */
	till_keys(&till, "2<Enter>", "! Wheelchair, companion seat");
	till_keys(&till, "<Enter><Enter>", "Change");
	till_shows_not(&till, "Wheelchair");
	till_keys(&till, "<F2>bjo<Enter>", "Björk");
	till_shows_not(&till, "!  ");
}

/* --- The whole record ------------------------------------------------------------------------- */

static const char whole[] =
	"Wilma<Space>Wheeler<Tab>wilma@example.net<Tab>555<Space>0101<Tab>"
	"12<Space>Long<Space>Road<Enter>1010<Space>Vienna<Tab>"
	"Wheelchair,<Space>aisle<Tab>press,<Space>Friends<Space>,<Tab>"
	"<Space><Tab><Tab><Space><Tab>Calls<Space>before.<Enter>Pays<Space>late.";

static void everything_is_kept_and_shown(void **state)
{
	struct bo_patron who;

	(void)state;
	till_keys(&till, "<F6>", "New person");
	till_keys(&till, whole, NULL);
	till_expect(&till, "patron_form", NULL);
	till_keys(&till, "<F9>", "Access needs: Wheelchair, aisle");
	till_shows(&till, "Friends, press · no e-mail · no calls");
	till_expect(&till, "patron_page_new", NULL);
	who = read_back("wilma@example.net");
	assert_string_equal(who.address, "12 Long Road\n1010 Vienna");
	assert_string_equal(who.notes, "Calls before.\nPays late.");
	assert_string_equal(who.access, "Wheelchair, aisle");
	assert_int_equal(who.n_labels, 2);
	assert_string_equal(who.label[0], "Friends");
	assert_int_equal(who.opt_outs, 1u << BO_OPT_OUT_EMAIL | 1u << BO_OPT_OUT_PHONE);
}

static void an_edit_changes_only_what_was_changed(void **state)
{
	const struct bo_patron_fields more = { .phone = "555 1", .notes = "one\ntwo" };
	const struct bo_patron_fields other = { .phone = "555 2" };
	int64_t id = make("Ida Ibsen", &more);

	(void)state;
	till_keys(&till, "ida<Enter>e", "Ida Ibsen");
	/* meanwhile another till mends the phone */
	OK(till.bo, bo_patron_edit(till.bo, id, &other));
	till_keys(&till, "<End>-Berg<Tab>ida@example.net<F9>", "Ida Ibsen-Berg");
	assert_string_equal(read_back("ida@example.net").phone, "555 2");
	assert_string_equal(read_back("ida@example.net").notes, "one\ntwo");
	/* saved without a change: nothing happened, nothing in the history */
	till_keys(&till, "e<F9>", "Ida Ibsen-Berg");
	assert_int_equal(test_number(till.bo, "SELECT count(*) FROM patron_event "
					      "WHERE kind = 'patron.edited'"),
			 2);
	till_shows(&till, "Changed: name, e-mail.");
}

/* Who only checks tickets reads nobody, and changes nobody. */
static void the_door_reads_nobody(void **state)
{
	int64_t id;

	(void)state;
	bo_sign_out(till.bo);
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	OK(till.bo, bo_staff_add(till.bo, "Dora", BO_ROLE_DOOR, "4444", &id));
	bo_sign_out(till.bo);
	OK(till.bo, bo_sign_in(till.bo, "Dora", "4444"));
	till_keys(&till, "<F6>", "sell tickets");
	till_keys(&till, "bjo", "read patrons");
	till_shows_not(&till, "Björk");
}

static void leaving_a_changed_form_asks(void **state)
{
	(void)state;
	till_keys(&till, "bjo<Enter>e", "Björk");
	till_keys(&till, "<Esc>", "Open vouchers");
	till_keys(&till, "e<Tab><Tab>9<Esc>", "is lost when you go back");
	till_keys(&till, "<Esc>", "Notes");
	till_keys(&till, "<Esc>d", "Open vouchers");
	assert_string_equal(read_back("bjork@example.org").phone, "555 0105");
}

static void refusals_stand_at_their_field(void **state)
{
	(void)state;
	till_keys(&till, "<F6><F9>", "must not be empty");
	till_keys(&till, "Eve<Tab>bjork@example.org<F9>", "dóttir has the e-mail");
	till_keys(&till, "<C-u>eve<F9>", "is not one such as");
	till_keys(&till, "<C-u><F9>", "0 orders");
	assert_string_equal(read_back("Eve").email, "");
	/* more than there is room for is refused, never cut */
	till_keys(&till, "e<Tab><Tab><Tab>", "Enter: a new line");
	static char much[2300];

	memset(much, 'x', sizeof much - 1);
	golden_paste(&till.golden, much);
	till_shows(&till, "too long");
	till_keys(&till, "<F9>", "0 orders");
	assert_string_equal(read_back("Eve").address, "");
}

static void very_long_and_wide_texts_have_room(void **state)
{
	static char notes[1990];
	struct bo_patron_fields more = { .notes = notes,
					 .access =
						 "Rollstuhl; 車椅子の席が必要です; needs the aisle "
						 "and a seat for whoever comes along, near a door",
					 .address = "東京都千代田区一丁目\nBuilding 7" };

	(void)state;
	for (size_t i = 0; i + 1 < sizeof notes; i++)
		notes[i] = i % 61 == 60 ? '\n' : i % 7 == 6 ? ' ' : 'n';
	notes[sizeof notes - 2] = '!';
	make("Wolfeschlegelsteinhausenbergerdorff 山田太郎 the Third of the House of Long Names",
	     &more);
	till_keys(&till, "wolfe<Enter>", "Access needs: Rollstuhl");
	till_expect(&till, "patron_page_long", NULL);
	till_keys(&till, "e<S-Tab>", "!");
	till_expect(&till, "patron_form_long", NULL);
	till_keys(&till, "<C-w>?<F9>", "Access needs");
	assert_int_equal(strlen(read_back("2").name) > 0, 1);
	assert_int_equal(test_number(till.bo, "SELECT count(*) FROM patron WHERE notes LIKE '%?'"),
			 1);
}

/* --- Labels ----------------------------------------------------------------------------------- */

static void labels_are_picked(void **state)
{
	static const char *const had[] = { "press", "friend", "Freund des Hauses" };
	const struct bo_patron_fields more = { .labels_given = true, .n_labels = 3, .label = had };
	struct bo_patron who;

	(void)state;
	till_keys(&till, "<F6>Anna<F4>", "There are no labels yet");
	till_keys(&till, "<F9>", "0 orders");
	make("Bert", &more);
	till_keys(&till, "e<F4>", "Which label?");
	till_keys(&till, "pre<Enter>", "press");
	till_keys(&till, "<F4>", "Which label?");
	till_shows_not(&till, "press    ");
	till_keys(&till, "<Esc>", "press");
	/* one that is begun is finished; of several one is chosen */
	till_keys(&till, ",<Space>fri", "F4 takes: friend");
	till_keys(&till, "<F4>", "press, friend");
	till_keys(&till, ",<Space>new<Space>one", "not there yet");
	/* one that stands there already is not offered again */
	till_keys(&till, ",<Space>fr<F4>", "press, friend, new one, Freund des Hauses");
	till_keys(&till, "<F9>", "Freund des Hauses, friend, new one, press");
	who = read_back("Anna");
	assert_int_equal(who.n_labels, 4);
	assert_int_equal(test_number(till.bo, "SELECT count(*) FROM label"), 4);
	/* the list has a column for them where there is room */
	golden_resize(&till.golden, 40, 120);
	till_keys(&till, "<Esc>anna", "Freund des Hauses, frie");
	till_expect(&till, "patrons_labels", NULL);
	/* taken away they are gone */
	till_keys(&till, "<Enter>e<Tab><Tab><Tab><Tab><Tab><C-u>press<F9>", "press");
	assert_int_equal(read_back("Anna").n_labels, 1);
}

/* --- To a file -------------------------------------------------------------------------------- */

static void file_of(char path[1200])
{
	const char *store = bo_store_path(till.bo), *slash = strrchr(store, '/');

	snprintf(path, 1200, "%.*sout.csv", slash ? (int)(slash - store + 1) : 0, store);
	unlink(path);
}

static void type_path(const char *path)
{
	till_keys(&till, "<Tab><C-u>", NULL);
	golden_paste(&till.golden, path);
}

/* An import of what was written has nothing to do. */
static void reads_the_same(const char *path)
{
	const struct bo_import_options options = { .kind = BO_IMPORT_PATRONS,
						   .encoding = BO_ENCODING_COUNT,
						   .header = -1 };
	struct bo_import_tally tally = { 0 };
	struct bo_import *import;

	OK(till.bo, bo_import_open(till.bo, path, &options, &import));
	while (!tally.done)
		OK(till.bo, bo_import_step(import, &tally));
	assert_int_equal(tally.wrong, 0);
	assert_int_equal(tally.added, 0);
	assert_int_equal(tally.changed, 0);
	assert_int_equal(tally.same,
			 test_number(till.bo, "SELECT count(*) FROM patron WHERE id <> 1"));
	bo_import_close(import);
}

static void a_label_is_written_to_a_file(void **state)
{
	static const char *const had[] = { "press" };
	const struct bo_patron_fields more = { .email = "say@example.net",
					       .address = "1 \"Old\" Road\nTown",
					       .labels_given = true,
					       .n_labels = 1,
					       .label = had,
					       .opt_outs_given = true,
					       .opt_outs = 5 };
	char path[1200], text[2000] = "";
	FILE *file;

	(void)state;
	make("Say, \"So\"", &more);
	file_of(path);
	till_keys(&till, "<A-w>", "merge, import and export");
	bo_sign_out(till.bo);
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	till_keys(&till, "<A-w>", "Write patrons to a file");
	till_shows(&till, "F4 lists the labels; empty: everybody");
	till_keys(&till, "pre<F4>", "press");
	type_path(path);
	till_keys(&till, "<F9>", "1 patron written");
	file = fopen(path, "re");
	assert_non_null(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(text,
			    "name,email,phone,address,access,labels,opt-outs,notes\r\n"
			    "\"Say, \"\"So\"\"\",say@example.net,,\"1 \"\"Old\"\" Road\nTown\",,"
			    "press,email phone,\r\n");
	/* what is there is not written over */
	till_keys(&till, "<A-w>", "Write patrons to a file");
	type_path(path);
	till_keys(&till, "<F9>", "cannot be written: File exists");
	/* a label that is not there leaves no file behind */
	unlink(path);
	till_keys(&till, "<S-Tab>nolabel<F9>", "abel");
	assert_int_not_equal(access(path, F_OK), 0);
	till_keys(&till, "<C-u><F9>", "patrons written");
	reads_the_same(path);
	unlink(path);
}

/* From the file to the list, and back to the same screen. */
static void a_file_is_read(void **state)
{
	static const struct ui_event idle = { .type = UI_EVENT_IDLE };
	char path[1200];
	FILE *file;

	(void)state;
	file_of(path);
	file = fopen(path, "wxe");
	assert_non_null(file);
	fputs("Name;E-Mail;Telefon\r\nMüller, Jörg;jorg@example.net;0664 1\r\n", file);
	assert_int_equal(fclose(file), 0);
	till_keys(&till, "<A-i>", "merge, import and export");
	bo_sign_out(till.bo);
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	till_keys(&till, "<A-i><C-u>", "which file?");
	golden_paste(&till.golden, path);
	till_keys(&till, "<Enter>", "what are the columns?");
	till_keys(&till, "<F9>", NULL);
	for (int i = 0; app_busy(&till.app); i++) {
		assert_true(i < 1000);
		golden_event(&till.golden, &idle);
	}
	till_shows(&till, "1 to add");
	till_keys(&till, "<F9>", "Type the beginnings");
	till_keys(&till, "mull", "jorg@example.net");
	assert_string_equal(read_back("jorg@example.net").phone, "0664 1");
	unlink(path);
}

/* --- The page --------------------------------------------------------------------------------- */

static void history_is_paged(void **state)
{
	int64_t id = make("Hanna History", &(struct bo_patron_fields){ .phone = "0" });
	char phone[16];

	(void)state;
	for (int i = 0; i < 30; i++) {
		snprintf(phone, sizeof phone, "%d", i + 1);
		OK(till.bo,
		   bo_patron_edit(till.bo, id, &(struct bo_patron_fields){ .phone = phone }));
	}
	till_keys(&till, "hanna<Enter>", "0 orders");
	till_keys(&till, "<End>", "Enter shows what was before");
	till_shows_not(&till, "Added.");
	till_keys(&till, "<Enter><End>", "Added.");
	till_shows_not(&till, "Enter shows what was before");
}

static void stand_on(const char *text)
{
	golden_keys(&till.golden, "<Home>");
	for (int i = 0; i < 60; i++) {
		for (int y = 2; y < till.golden.surface.rows; y++)
			if (golden_role(&till.golden, y, 5) == 'S' &&
			    strstr(golden_row(&till.golden, y), text))
				return;
		golden_keys(&till.golden, "<Down>");
	}
	fail_msg("no row to stand on: %s", text);
}

static void make_offer(void)
{
	static const char *const who[] = { "bjork@example.org", NULL };
	struct bo_campaign_terms terms;

	bo_sign_out(till.bo);
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	terms = test_terms("Welcome back", test_list(till.bo, "Last year", 2, who),
			   BO_EFFECT_PERCENT, 1000);
	terms.scope = BO_SCOPE_ALL;
	test_campaign(till.bo, &terms);
	bo_sign_out(till.bo);
	OK(till.bo, bo_sign_in(till.bo, "Casey", "1111"));
}

static void buy_one(void)
{
	program_go(&till, CMD_SELL);
	till_keys(&till, "<F2>bjo<Enter>", "Björk");
	till_keys(&till, "1<Enter><Enter><Enter>", "Change");
	program_go(&till, CMD_PATRONS);
}

/* What one has now, and what of it was used where. */
static void offers_and_audiences_are_on_the_page(void **state)
{
	(void)state;
	make_offer();
	till_keys(&till, "bjo<Enter>", "Offers now");
	program_shows_row(&till, "Welcome back", "2 left");
	program_shows_row(&till, "Last year", "0 of 2 used");
	buy_one();
	till_keys(&till, "bjo<Enter>", "Offers now");
	program_shows_row(&till, "Welcome back", "1 left");
	program_shows_row(&till, "Last year", "1 of 2 used");
	stand_on("Last year");
	program_shows_row(&till, "Welcome back · Hamlet", "Fri 9 Jan 20:00");
	till_expect(&till, "patron_page_offers", NULL);
	buy_one();
	till_keys(&till, "bjo<Enter>", "Offers now");
	program_shows_row(&till, "Welcome back", "not now");
	stand_on("Welcome back");
	till_shows(&till, "2 of 2 used");
	program_shows_row(&till, "Last year", "2 of 2 used");
	/* neither can be opened from here, and that does no harm */
	till_keys(&till, "<Enter>", "Offers now");
	stand_on("Order");
	till_keys(&till, "<Enter>", "Adult General");
}

static void draws_at_every_size(void **state)
{
	static const char *const ways[] = { "bjo<Enter>", "e", "<Tab><Tab><Tab>a<Enter>b", "<F4>" };

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		golden_resize(&till.golden, 24, 80);
		till_keys(&till, ways[i], NULL);
		for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
			for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
				golden_resize(&till.golden, rows, cols);
	}
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_till, close_till)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_typed_goes_where_it_belongs),
		TEST(nobody_found_becomes_a_new_one),
		TEST(the_counter_stays_short),
		TEST(access_needs_stand_beside_the_buyer),
		TEST(everything_is_kept_and_shown),
		TEST(an_edit_changes_only_what_was_changed),
		TEST(the_door_reads_nobody),
		TEST(leaving_a_changed_form_asks),
		TEST(refusals_stand_at_their_field),
		TEST(very_long_and_wide_texts_have_room),
		TEST(labels_are_picked),
		TEST(a_label_is_written_to_a_file),
		TEST(a_file_is_read),
		TEST(history_is_paged),
		TEST(offers_and_audiences_are_on_the_page),
		TEST(draws_at_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
