/*
 * What is true of every screen: it opens, draws at any size, its keys mean one thing, its commands
 * have help; and the way in and out through the sign-in.
 */
#include "embedded.h"
#include "frame/frame.h"
#include "registry.h"
#include "support/campaign.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct till till;

static int close_till(void **state)
{
	(void)state;
	till_close(&till);
	return 0;
}

static const enum command commands[] = {
#define X(screen, command) command,
	SCREEN_LIST(X)
#undef X
};
static const struct screen_ops *const screens[] = {
#define X(screen, command) &screen,
	SCREEN_LIST(X)
#undef X
};
enum { SCREENS = sizeof commands / sizeof commands[0] };

static void every_command_has_words(void **state)
{
	(void)state;
	for (int a = CMD_NONE + 1; a < CMD_COUNT; a++) {
		const struct command_info *info = command_info((enum command)a);

		assert_true(strlen(info->help) > 10);
		assert_true(ui_text_columns(info->help) <= 48); /* whole in the help at 80 */
		assert_true(*info->word && *info->label);
		for (int b = a + 1; b < CMD_COUNT; b++)
			assert_string_not_equal(info->word, command_info((enum command)b)->word);
	}
}

/* " For supervisor, manager, admin."; nothing where it is for anybody. */
static void list_roles(int may, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };
	int n = 0;

	text[0] = '\0';
	for (int role = BO_ROLE_NONE + 1; may != COMMAND_ANYBODY && role < BO_ROLE_COUNT; role++)
		if (bo_role_may((enum bo_role)role, (enum bo_permission)may))
			bo_buf_printf(&buf, "%s%s", n++ ? ", " : " For ",
				      bo_role_code((enum bo_role)role));
	if (n)
		bo_buf_add(&buf, ".");
}

/* With its keys, what it does and for whom, as the program has it. */
static void every_command_is_in_the_manual(void **state)
{
	const struct embedded_file *page = embedded_files;
	static char plain[200000];
	size_t n = 0;

	(void)state;
	while (page->path && strcmp(page->path, "boxoffice.1") != 0)
		page++;
	assert_non_null(page->path);
	for (const char *c = page->text; *c && n + 1 < sizeof plain; c++)
		if (*c != '\\' || c[1] != '-')
			plain[n++] = *c;
	plain[n] = '\0';
	for (int at = CMD_NONE + 1; at < CMD_COUNT; at++) {
		const struct command_info *info = command_info((enum command)at);
		char keys[80], line[400], who[120];

		command_keys_label((enum command)at, keys, sizeof keys);
		list_roles(info->may, who, sizeof who);
		snprintf(line, sizeof line, "\n.B \"%s: %s\"\n%s.%s\n", info->word, keys,
			 info->help, who);
		if (!strstr(plain, line))
			fail_msg("the manual has no command of the screens like this:%s", line);
	}
}

/* Two commands that work at the same time must not share a key. */
static void check_keys(const struct screen *screen)
{
	struct command_choice choices[APP_CHOICES];
	int n = app_choices(screen->app, screen, choices, APP_CHOICES);
	char a[100], b[100];

	for (int i = 0; i < n; i++) {
		const char *keys = command_info(choices[i].command)->keys;
		struct ui_key key;

		for (; choices[i].enabled && ui_key_parse(&keys, &key); keys += strspn(keys, " ")) {
			for (int j = i + 1; j < n; j++) {
				if (!choices[j].enabled ||
				    !command_has_key(choices[j].command, key))
					continue;
				command_keys_label(choices[i].command, a, sizeof a);
				command_keys_label(choices[j].command, b, sizeof b);
				fail_msg("%s: %s (%s) and %s (%s)", screen->ops->name,
					 choices[i].label, a, choices[j].label, b);
			}
		}
	}
}

/* The palette knows what works elsewhere, and goes there. */
static void the_palette_knows_every_room(void **state)
{
	struct palette_case {
		const char *typed, *shows, *room, *says;
	};
	static const struct palette_case cases[] = {
		{ "refund", "Orders: open the order, then F8", "orders",
		  "Refund: open the order, then F8." },
		{ "expand all", "Season: f", "season", "Expand: f." },
		{ "merge patrons", "Patrons: open the patron, then m", "patrons",
		  "Merge: open the patron, then m." },
		{ "generate codes", "Audiences: open the audience, then Alt-k", "audiences",
		  "Codes: open the audience, then Alt-k." },
		{ "specimen", "Setup: p", "setup", "Specimen: p." },
	};

	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Morgan", "3333");
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		program_go(&till, CMD_SELL);
		golden_keys(&till.golden, "<C-p>");
		for (const char *c = cases[i].typed; *c; c++) {
			char key[8];

			snprintf(key, sizeof key, *c == ' ' ? "<Space>" : "%c", *c);
			golden_keys(&till.golden, key);
		}
		till_shows(&till, cases[i].shows);
		golden_keys(&till.golden, "<Enter>");
		assert_string_equal(app_top(&till.app)->ops->name, cases[i].room);
		till_shows(&till, cases[i].says);
	}
	/* every command with a key is somewhere in the house */
	for (int at = CMD_NONE + 1; at < CMD_COUNT; at++) {
		bool found = false;

		for (const struct app_place *place = program_places; place->screen; place++)
			for (const struct command_ref *r = place->screen->commands;
			     r && r->command != CMD_NONE; r++)
				found = found || r->command == (enum command)at;
		for (const struct command_ref *r = till.app.options.commands;
		     r->command != CMD_NONE; r++)
			found = found || r->command == (enum command)at;
		for (const struct command_ref *r = app_general; r->command != CMD_NONE; r++)
			found = found || r->command == (enum command)at;
		if (!found)
			fail_msg("not in the palette: %s", command_info((enum command)at)->name);
	}
}

static void draw_at_all_sizes(void);

/* Who does not sell starts where it says what one may do; the door learns what a ticket is. */
static void who_does_not_sell_starts_in_the_lobby(void **state)
{
	struct bo_voucher_filter good = { .good_only = true };
	struct bo_vouchers vouchers;
	struct bo_arena arena = { 0 };
	char code[40] = "";
	int64_t id;

	(void)state;
	program_open(&till, 24, 80);
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	OK(till.bo, bo_staff_add(till.bo, "Dora", BO_ROLE_DOOR, "4444", &id));
	OK(till.bo, bo_staff_add(till.bo, "Rita", BO_ROLE_REPORTS, "5555", &id));
	OK(till.bo, bo_voucher_list(till.bo, &arena, &good, &vouchers));
	for (size_t i = 0; i < vouchers.n && !code[0]; i++)
		if (vouchers.row[i].code && vouchers.row[i].performance_id)
			snprintf(code, sizeof code, "%s", vouchers.row[i].code);
	bo_arena_clear(&arena);
	bo_sign_out(till.bo);
	golden_keys(&till.golden, "<F5>Dora<Enter>4444<Enter>");
	till_shows(&till, "Dora, as door you may: ");
	till_shows(&till, "check people in");
	till_shows_not(&till, "boxoffice report"); /* which the door may not read */
	till_shows(&till, "is looked up; nobody is checked in by it.");
	till_shows(&till, "Season (Alt-g)");
	for (const char *c = code; *c; c++)
		golden_keys(&till.golden, (char[]){ *c, '\0' });
	till_keys(&till, "<Enter>", "Good for this performance.");
	for (const char *c = code; *c; c++)
		golden_keys(&till.golden, (char[]){ *c, c == code + 3 ? '-' : '\0', '\0' });
	till_keys(&till, "<Enter>", "Good for this performance.");
	till_keys(&till, "1<Enter>", "A voucher's number says nothing of its paper");
	till_keys(&till, "nonsense<Enter>", "There is no voucher");
	till_keys(&till, "<A-s>", "Only from clerk on may one sell tickets.");
	till_keys(&till, "<A-n>", "Only from clerk on may one read patrons");
	assert_ptr_equal(app_top(&till.app)->ops, &lobby_screen);
	till_keys(&till, "<A-g>", "Season This Season");
	till_keys(&till, "<F10>", "Dora, as door you may: ");
	draw_at_all_sizes();
	till_keys(&till, "<F10>", "Who is at the till?");
	golden_keys(&till.golden, "Rita<Enter>5555<Enter>");
	till_shows(&till, "Rita, as reports you may: ");
	till_shows(&till, "Orders (Alt-o)");
	till_shows_not(&till, "Scan a ticket");
	till_keys(&till, "<A-o>", "Orders");
}

/* Shown, but as what it is: nothing for this role. */
static void help_says_who_may(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Casey", "1111");
	program_go(&till, CMD_SEASON);
	golden_keys(&till.golden, "<F1>new<Space>");
	int y = golden_find(&till.golden, "Only from manager on may one set up seasons");

	assert_true(y > 0);
	assert_int_equal(golden_role(&till.golden, y + 1, 35), 'd');
	golden_keys(&till.golden, "<Esc><C-p>clone<Space>show<Enter>");
	till_shows(&till, "Only from manager on may one set up seasons");
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
}

static void draw_at_all_sizes(void)
{
	static const int sizes[][2] = { { 24, 80 },  { 20, 60 }, { 10, 40 }, { 1, 1 },
					{ 12, 200 }, { 60, 40 }, { 43, 132 } };

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		golden_resize(&till.golden, sizes[i][0], sizes[i][1]);
		golden_keys(&till.golden, "<Down><Down><Up><End><Home>");
	}
	golden_resize(&till.golden, 24, 80);
}

static void open_each(void)
{
	for (int i = 0; i < SCREENS; i++) {
		program_go(&till, commands[i]);
		assert_ptr_equal(app_top(&till.app)->ops, screens[i]);
		draw_at_all_sizes();
		check_keys(app_top(&till.app));
	}
}

static void every_screen_opens(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Morgan", "3333");
	open_each();
	/* also by key, from a screen where one types */
	program_go(&till, CMD_ORDERS);
	till_keys(&till, "<A-u>", "Setup: Staff");
	/* from wherever, one comes back to the first one at once */
	golden_keys(&till.golden, "<F10>");
	assert_ptr_equal(app_top(&till.app)->ops, &sell_screen);
}

static void every_screen_opens_on_nothing(void **state)
{
	struct bo *bo = test_office();

	(void)state;
	program_open_on(&till, bo, 24, 80);
	open_each();
}

/* For members, so that it has a list of them. */
static void inner_screens_of_campaigns(void)
{
	static const char *const ways[][2] = { { "<Enter>", "campaign" },
					       { "w", "campaign takers" },
					       { "<Esc>e", "campaign form" },
					       { "<Esc>e<Tab><Tab><F4>", "pick" },
					       { "<Esc><Tab><Tab><Tab><Tab><Tab><Tab><Tab>"
						 "<Tab><Tab><Tab><F4>",
						 "marks" } };
	static const char *const members[] = { "ONE", "TWO", NULL };
	const struct bo_campaign_terms terms = test_terms(
		"Friends", test_list(till.bo, "Friends", 2, members), BO_EFFECT_PERCENT, 1000);
	int64_t id = 0;

	OK(till.bo, bo_campaign_add(till.bo, &terms, &id));
	golden_keys(&till.golden, "<F5>");
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		golden_keys(&till.golden, ways[i][0]);
		assert_string_equal(app_top(&till.app)->ops->name, ways[i][1]);
		draw_at_all_sizes();
		check_keys(app_top(&till.app));
	}
	golden_keys(&till.golden, "<Esc><Esc>");
}

/* The demo's Smiths stand for two records of one person. */
static void inner_screens_of_patrons(void)
{
	static const struct {
		const char *keys, *name;
	} ways[] = { { "joan<Enter>", "patron page" },
		     { "e", "fill" },
		     { "<Esc>mjohn<Enter>", "merge" },
		     { "<Esc><Esc><Esc><A-d>", "duplicates" } };

	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		golden_keys(&till.golden, ways[i].keys);
		assert_string_equal(app_top(&till.app)->ops->name, ways[i].name);
		draw_at_all_sizes();
		check_keys(app_top(&till.app));
	}
}

static void inner_screens_have_their_own_keys(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Morgan", "3333");
	program_go(&till, CMD_SEASON);
	golden_keys(&till.golden, "<Enter>");
	assert_string_equal(app_top(&till.app)->ops->name, "performance");
	draw_at_all_sizes();
	check_keys(app_top(&till.app));
	golden_keys(&till.golden, "<Esc>v");
	assert_string_equal(app_top(&till.app)->ops->name, "voucher types");
	draw_at_all_sizes();
	check_keys(app_top(&till.app));
	program_go(&till, CMD_ORDERS);
	golden_keys(&till.golden, "<Enter>");
	assert_string_equal(app_top(&till.app)->ops->name, "order");
	draw_at_all_sizes();
	check_keys(app_top(&till.app));
	program_go(&till, CMD_PATRONS);
	inner_screens_of_patrons();
	program_go(&till, CMD_CAMPAIGNS);
	inner_screens_of_campaigns();
	program_go(&till, CMD_SETUP);
	for (int i = 0; i < 4; i++) {
		draw_at_all_sizes();
		check_keys(app_top(&till.app));
		golden_keys(&till.golden, "<Tab>");
	}
}

static void forms_draw_at_all_sizes(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Morgan", "3333");
	program_go(&till, CMD_SEASON);
	golden_keys(&till.golden, "<F6>");
	draw_at_all_sizes();
	check_keys(app_top(&till.app));
	till_keys(&till, "<Esc>", "Season");
	golden_keys(&till.golden, "<Enter><Enter>");
	draw_at_all_sizes();
}

/* Somebody leans on the keyboard: nothing falls over, whatever comes of it. */
static void keys_without_sense(void **state)
{
	static const char *const keys[] = {
		"<Up>",	 "<Down>",   "<Left>", "<Right>", "<Enter>",	"<Enter>", "<Esc>", "<Esc>",
		"<Tab>", "<S-Tab>",  "<Home>", "<End>",	  "<PageDown>", "<F2>",	   "<F3>",  "<F4>",
		"<F5>",	 "<F6>",     "<F7>",   "<F8>",	  "<F9>",	"<F11>",   "<A-s>", "<A-g>",
		"<A-o>", "<A-p>",    "<A-u>",  "<Space>", "<A-c>",	"<A-a>",   "<A-n>", "w",
		"x",	 "<Delete>", "1",      "2",	  "0",		"a",	   "c",	    "d",
		"e",	 "h",	     "m",      "n",	  "r",		"s",	   "v",	    "*",
		"u",	 "y",	     "<C-u>",  "<F1>",	  "<C-p>",	"l",
	};
	const struct screen_ops *seen[40] = { 0 };
	uint32_t dice = 7;
	int n = 0;

	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Morgan", "3333");
	for (int i = 0; i < 4000 && !app_over(&till.app); i++) {
		const struct screen_ops *top = app_top(&till.app)->ops;
		int at = 0;

		while (at < n && seen[at] != top)
			at++;
		if (at == n && n < 40)
			seen[n++] = top;
		if (!*bo_acting_name(till.bo))
			OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
		dice = dice * 1664525u + 1013904223u;
		golden_keys(&till.golden, keys[(dice >> 16) % (sizeof keys / sizeof keys[0])]);
		if (i % 200 == 0)
			golden_resize(&till.golden, 10 + (int)((dice >> 8) % 45),
				      40 + (int)((dice >> 12) % 120));
		if (i % 97 == 0)
			golden_tick(&till.golden);
	}
	assert_false(app_over(&till.app));
	assert_true(n >= 12); /* it has been about */
	struct bo_arena arena = { 0 };
	struct bo_faults faults;

	OK(till.bo, bo_store_check(till.bo, &arena, NULL, NULL, &faults));
	assert_int_equal(faults.n, 0);
	bo_arena_clear(&arena);
}

/* --- In and out --- */

static void sign_in_lists_who_works_here(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	till_shows(&till, "TRAINING");
	till_shows(&till, "nothing that is sold here is real");
	program_shows_row(&till, "Casey", "demo PIN 1111");
	program_shows_row(&till, "Morgan", "manager");
	till_keys(&till, "mo", "Morgan");
	till_shows_not(&till, "Casey");
	till_keys(&till, "x", "Nobody of that name");
	till_keys(&till, "<Enter>", "Nobody of that name");
	till_keys(&till, "<Esc>", "Casey");
}

static void a_wrong_pin_is_told(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	till_keys(&till, "Casey<Enter>", "PIN");
	golden_keys(&till.golden, "9999<Enter>");
	assert_string_equal(bo_acting_name(till.bo), "");
	assert_true(till.app.message[0] != '\0');
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	till_shows_not(&till, "9999");
	/* asked again at once */
	golden_keys(&till.golden, "1111<Enter>");
	assert_string_equal(bo_acting_name(till.bo), "Casey");
	assert_ptr_equal(app_top(&till.app)->ops, &sell_screen);
	till_shows(&till, "Casey");
}

static void nothing_works_before_signing_in(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_go(&till, CMD_SEASON);
	assert_ptr_equal(app_top(&till.app)->ops, &sign_in_screen);
	till_shows(&till, "Sign in first");
}

static void sign_out_ends_the_turn(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Casey", "1111");
	program_go(&till, CMD_SETUP);
	program_go(&till, CMD_SIGN_OUT);
	assert_ptr_equal(app_top(&till.app)->ops, &sign_in_screen);
	assert_string_equal(bo_acting_name(till.bo), "");
	program_sign_in(&till, "Sam", "2222");
	till_keys(&till, "<F10>", "Who is at the till");
	assert_string_equal(bo_acting_name(till.bo), "");
}

static void leaving_asks_once(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	till_keys(&till, "<Esc>", "Leave the program?");
	golden_keys(&till.golden, "<Esc>");
	assert_false(app_over(&till.app));
	till_keys(&till, "<F10>", "Leave the program?");
	golden_keys(&till.golden, "l");
	assert_true(app_over(&till.app));
}

static void the_first_admin_is_made_here(void **state)
{
	struct bo *bo = test_store();
	struct bo_arena arena = { 0 };
	struct bo_staff_list staff;

	(void)state;
	OK(bo, bo_till_use(bo, "front"));
	program_open_on(&till, bo, 24, 80);
	till_keys(&till, "<Enter>", "The first admin");
	till_keys(&till, "Ada<Enter>1234<Enter>1235<Enter>", "not the same");
	till_keys(&till, "<C-u>1234<Enter>", "Ada");
	OK(bo, bo_staff_at_till(bo, &arena, &staff));
	assert_int_equal(staff.n, 1);
	assert_int_equal(staff.row[0].role, BO_ROLE_ADMIN);
	assert_true(staff.row[0].has_pin);
	bo_arena_clear(&arena);
	program_sign_in(&till, "Ada", "1234");
}

static void the_header_says_who_and_when(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Casey", "1111");
	program_shows_row(&till, "TRAINING", "Casey · Till 2 · ");
	test_clock_set(TEST_NOW + 60);
	golden_tick(&till.golden);
	char clock[32];
	struct bo_civil now = bo_when_civil(TEST_NOW + 60, bo_zone(till.bo));

	snprintf(clock, sizeof clock, "Till 2 · %02d:%02d", now.hour, now.minute);
	till_shows(&till, clock);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_has_words),
		cmocka_unit_test(every_command_is_in_the_manual),
		cmocka_unit_test_teardown(the_palette_knows_every_room, close_till),
		cmocka_unit_test_teardown(who_does_not_sell_starts_in_the_lobby, close_till),
		cmocka_unit_test_teardown(help_says_who_may, close_till),
		cmocka_unit_test_teardown(every_screen_opens, close_till),
		cmocka_unit_test_teardown(every_screen_opens_on_nothing, close_till),
		cmocka_unit_test_teardown(inner_screens_have_their_own_keys, close_till),
		cmocka_unit_test_teardown(forms_draw_at_all_sizes, close_till),
		cmocka_unit_test_teardown(keys_without_sense, close_till),
		cmocka_unit_test_teardown(sign_in_lists_who_works_here, close_till),
		cmocka_unit_test_teardown(a_wrong_pin_is_told, close_till),
		cmocka_unit_test_teardown(nothing_works_before_signing_in, close_till),
		cmocka_unit_test_teardown(sign_out_ends_the_turn, close_till),
		cmocka_unit_test_teardown(leaving_asks_once, close_till),
		cmocka_unit_test_teardown(the_first_admin_is_made_here, close_till),
		cmocka_unit_test_teardown(the_header_says_who_and_when, close_till),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
