/*
 * The frame: the stack of screens, the way of keys through it, messages, help, palette.
 */
#include "frame/second_key.h"
#include "support/demo_screen.h"
#include "support/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct app app;
static struct golden g;

static int start(void **state)
{
	struct app_options options = demo_options();

	(void)state;
	app_init(&app, &options);
	if (!app_push(&app, &demo_screen, NULL, 0))
		return -1;
	golden_open(&g, &app, 24, 80);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	golden_close(&g);
	app_clear(&app);
	return 0;
}

static struct demo *demo(void)
{
	return app_top(&app)->state;
}

static void text_goes_to_the_field_before_it_is_a_command(void **state)
{
	(void)state;
	golden_keys(&g, "a?:e<Space>*");
	assert_string_equal(demo()->entry.text, "a?:e *");
	assert_int_equal(app.depth, 1);
	golden_expect(&g, "ui", "app-80x24");
}

static void commands_come_from_keys(void **state)
{
	(void)state;
	golden_keys(&g, "<F9>");
	assert_true(golden_find(&g, "Refused: sold out.") == 22);
	assert_int_equal(golden_role(&g, 22, 1), 'E');
	assert_int_equal(g.bells, 1);
	assert_int_equal(g.drops, 1);
	golden_keys(&g, "<F7>"); /* does nothing: the message stays */
	assert_true(golden_find(&g, "Refused") >= 0);
	assert_int_equal(g.bells, 2);
	golden_keys(&g, "x");
	assert_int_equal(golden_find(&g, "Refused"), -1);
	golden_keys(&g, "<Unknown>");
	assert_int_equal(g.bells, 3);
}

/* Keys that terminals keep for themselves have a second way. */
static void every_command_can_be_reached_without_a_kept_key(void **state)
{
	(void)state;
	for (int command = 1; command < CMD_COUNT; command++) {
		const struct command_info *info = command_info((enum command)command);
		struct ui_key key, second, means;
		bool free_key = false, any = false;

		for (const char *p = info->keys; *p; any = true) {
			p += strspn(p, " ");
			assert_true(ui_key_parse(&p, &key));
			free_key = free_key || !second_key_needed(key);
		}
		if (command_second_key((enum command)command, &second)) {
			assert_true(second_key_means(second, &means));
			assert_true(command_has_key((enum command)command, means));
			free_key = true;
		}
		if (any && !free_key)
			fail_msg("%s has no key that every terminal gives", info->name);
	}
}

static void control_g_and_a_key_is_another_key(void **state)
{
	(void)state;
	golden_keys(&g, "<C-g>");
	assert_true(golden_find(&g, "as with Alt") >= 0);
	golden_keys(&g, "8");
	assert_int_equal(app.depth, 2); /* F8 asks */
	golden_keys(&g, "<C-g>=");	/* F12 is Esc */
	assert_string_equal(demo()->answer, "cancelled");
	golden_keys(&g, "<C-g>1");
	assert_string_equal(app_top(&app)->ops->name, "help");
	golden_keys(&g, "<Esc><C-g>-");
	assert_string_equal(demo()->last, "<F11>");
	golden_keys(&g, "<C-g>q");
	assert_string_equal(demo()->last, "<A-q>");
	/* what stands for nothing is nothing, and only the next key is meant */
	golden_keys(&g, "ab<C-g>?c<C-g><Esc>8");
	assert_string_equal(demo()->entry.text, "abc8");
}

/* Slowly typed, Escape and a letter is what Alt and the letter sends; but a text that follows an
 * Escape stays a text. */
static void escape_and_a_letter_is_alt_where_it_means_something(void **state)
{
	struct ui_event tick = { .type = UI_EVENT_TICK };

	(void)state;
	golden_keys(&g, "<Esc>");
	assert_true(golden_find(&g, "F10 leaves the program.") >= 0);
	golden_keys(&g, "w");
	assert_string_equal(demo()->answer, "written");
	assert_string_equal(demo()->entry.text, "");
	golden_keys(&g, "<Esc>q8");
	assert_string_equal(demo()->entry.text, "q8");
	golden_keys(&g, "<C-u><Esc>WELCOME"); /* scanned */
	assert_string_equal(demo()->entry.text, "WELCOME");
	golden_keys(&g, "<C-u><Esc>");
	for (int i = 0; i < SECOND_KEY_TICKS; i++)
		app_event(&app, &tick);
	golden_keys(&g, "w");
	assert_string_equal(demo()->entry.text, "w");
}

static void the_other_button_tells_the_keys(void **state)
{
	struct ui_event click = { .type = UI_EVENT_MOUSE, .button = UI_BUTTON_OTHER, .y = 23 };

	(void)state;
	golden_event(&g, &click);
	assert_true(golden_find(&g, "F1, ?, Ctrl-G 1. Shows what the keys do here.") >= 0);
	assert_int_equal(app.depth, 1);
}

static void a_disabled_command_says_so(void **state)
{
	(void)state;
	golden_keys(&g, "<C-x>");
	assert_true(golden_find(&g, "not now") >= 0);
	assert_int_equal(g.bells, 1);
}

static void questions_drop_what_was_typed_ahead(void **state)
{
	(void)state;
	assert_int_equal(golden_burst(&g, "<F8>v<Enter>"), 1);
	golden_expect(&g, "ui", "app-question");
	golden_keys(&g, "<Enter><Space>y"); /* none of these is an answer */
	assert_int_equal(app.depth, 2);
	golden_paste(&g, "v");
	assert_int_equal(app.depth, 2);
	golden_keys(&g, "v");
	assert_int_equal(app.depth, 1);
	assert_string_equal(demo()->answer, "answer 0");
	golden_keys(&g, "<F8><F12>"); /* F12 is Esc */
	assert_string_equal(demo()->answer, "cancelled");
}

static void errors_drop_what_was_typed_ahead(void **state)
{
	(void)state;
	assert_int_equal(golden_burst(&g, "ab<F9>cd<Enter>"), 3);
	assert_string_equal(demo()->entry.text, "ab");
}

static void a_prompt_answers_with_its_text(void **state)
{
	(void)state;
	golden_keys(&g, "<F4><Enter>"); /* an empty reason is none */
	assert_int_equal(app.depth, 2);
	assert_int_equal(golden_burst(&g, "Zoë said so"), 11);
	golden_expect(&g, "ui", "app-prompt");
	golden_keys(&g, "<Enter>");
	assert_string_equal(demo()->answer, "because Zoë said so");
}

static void a_picker_answers_with_a_row(void **state)
{
	(void)state;
	golden_keys(&g, "<F3>ch<Down><Down>");
	golden_expect(&g, "ui", "app-pick");
	golden_keys(&g, "<Enter>");
	assert_string_equal(demo()->answer, "banana ch");
	golden_keys(&g, "<F3>x<F6>");
	assert_string_equal(demo()->answer, "new x");
	golden_keys(&g, "<F3><Esc>");
	assert_string_equal(demo()->answer, "cancelled");
}

static void screens_are_stacked_and_freed(void **state)
{
	(void)state;
	for (int i = 0; i < APP_DEPTH - 1; i++)
		golden_keys(&g, "<F6>");
	assert_int_equal(app.depth, APP_DEPTH);
	golden_keys(&g, "<F6>");
	assert_true(golden_find(&g, "Too many screens") >= 0);
	for (int i = 0; i < APP_DEPTH; i++)
		golden_keys(&g, "<Esc>");
	assert_int_equal(app.depth, 1);
	assert_true(golden_find(&g, "F10 leaves the program.") >= 0);
	golden_keys(&g, "<F10>");
	assert_true(app_over(&app));
}

static void a_screen_may_refuse_to_close(void **state)
{
	(void)state;
	golden_keys(&g, "<F6>");
	demo()->busy = true;
	golden_keys(&g, "<Esc>");
	assert_int_equal(app.depth, 2);
	assert_true(golden_find(&g, "unsaved work") >= 0);
	demo()->busy = false;
	golden_keys(&g, "<Esc>");
	assert_int_equal(app.depth, 1);
}

static void going_to_an_open_screen_closes_those_above(void **state)
{
	(void)state;
	golden_keys(&g, "<F3>");
	assert_int_equal(app.depth, 2);
	int recalcs = ((struct demo *)app.stack[0]->state)->recalcs;

	assert_true(app_go(&app, &demo_screen, NULL));
	assert_int_equal(app.depth, 1);
	assert_int_equal(demo()->recalcs, recalcs + 1);
	golden_tick(&g); /* frees what was closed */
	assert_true(app_go(&app, &palette_screen, app_top(&app)));
	assert_int_equal(app.depth, 2);
}

static void a_screen_may_refuse_to_open(void **state)
{
	(void)state;
	assert_false(app_push(&app, &demo_screen, "refuse", 0));
	assert_int_equal(app.depth, 1);
	golden_tick(&g);
	assert_true(golden_find(&g, "It would not open.") >= 0);
	assert_int_equal(g.bells, 1);
}

static void help_is_made_from_the_commands(void **state)
{
	(void)state;
	golden_keys(&g, "<F1>");
	golden_expect(&g, "ui", "help");
	golden_keys(&g, "pay");
	golden_expect(&g, "ui", "help-search");
	golden_keys(&g, "<C-u>qqqq");
	assert_true(golden_find(&g, "No command like that here.") >= 0);
	golden_keys(&g, "<Esc>");
	assert_int_equal(app.depth, 1);
	assert_string_equal(demo()->answer, ""); /* help is no answer to anything */
}

static void the_palette_runs_what_was_chosen(void **state)
{
	(void)state;
	golden_keys(&g, "<C-p>");
	golden_expect(&g, "ui", "palette");
	golden_keys(&g, "vo");
	golden_expect(&g, "ui", "palette-search");
	golden_keys(&g, "<Enter>");
	assert_int_equal(app.depth, 2);
	assert_true(golden_find(&g, "Void it") >= 0);
	golden_keys(&g, "<Esc><C-p>pay<Enter>");
	assert_true(golden_find(&g, "Refused") >= 0);
	golden_keys(&g, "<C-p><Esc>");
	assert_int_equal(app.depth, 1);
}

static void pasted_text_is_never_keys(void **state)
{
	(void)state;
	golden_paste(&g, "quit\n\033OP<F9>");
	assert_string_equal(demo()->entry.text, "quit OP<F9>");
	assert_string_equal(demo()->said, "");
}

static void every_size_keeps_the_state(void **state)
{
	static const int sizes[][2] = { { 43, 132 }, { 13, 50 }, { 10, 40 },
					{ 9, 80 },   { 24, 39 }, { 1, 1 } };

	(void)state;
	golden_keys(&g, "hello");
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		char name[32];

		golden_resize(&g, sizes[i][0], sizes[i][1]);
		snprintf(name, sizeof name, "app-%dx%d", sizes[i][1], sizes[i][0]);
		golden_expect(&g, "ui", name);
	}
	golden_keys(&g, "<F10>x"); /* nobody can see what he does */
	assert_false(app_over(&app));
	golden_resize(&g, 24, 80);
	assert_string_equal(demo()->entry.text, "hello");
}

static void ascii_and_every_row_is_plain(void **state)
{
	(void)state;
	g.surface.ascii = true;
	golden_keys(&g, "Zoë<F8>");
	golden_expect(&g, "ui", "app-ascii");
	for (int y = 0; y < 24; y++)
		for (const char *p = golden_row(&g, y); *p; p++)
			assert_true(*p >= 0x20 && *p < 0x7f);
}

static void ticks_only_redraw_what_changed(void **state)
{
	struct ui_event tick = { .type = UI_EVENT_TICK };

	(void)state;
	golden_tick(&g);
	int before = demo()->ticks;

	assert_int_equal(app_event(&app, &tick), UI_IGNORED);
	assert_int_equal(demo()->ticks, before + 1);
}

static void clicks_on_the_bar_are_commands(void **state)
{
	struct ui_event click = { .type = UI_EVENT_MOUSE, .y = 23, .button = UI_BUTTON_LEFT };
	const char *bar = golden_row(&g, 23), *at = strstr(bar, "F8");

	(void)state;
	assert_non_null(at);
	click.x = (int)(at - bar) + 1;
	golden_event(&g, &click);
	assert_true(golden_find(&g, "Void it") >= 0);
}

/* One key must not mean two things on one screen, and everything needs a name and a sentence. */
static void the_table_of_commands_is_sound(void **state)
{
	(void)state;
	for (int c = CMD_NONE + 1; c < CMD_COUNT; c++) {
		const struct command_info *info = command_info((enum command)c);
		const char *keys = info->keys;
		struct ui_key key;

		assert_true(info->word[0] && info->label[0] && info->help[0]);
		assert_true(ui_text_columns(info->label) <= 10);
		while (*keys) {
			assert_true(ui_key_parse(&keys, &key));
			assert_true(command_has_key((enum command)c, key));
			if (*keys == ' ')
				keys++;
		}
		for (int d = CMD_NONE + 1; d < c; d++)
			assert_string_not_equal(info->word, command_info((enum command)d)->word);
	}
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, start, stop)
	const struct CMUnitTest tests[] = {
		T(text_goes_to_the_field_before_it_is_a_command),
		T(commands_come_from_keys),
		T(every_command_can_be_reached_without_a_kept_key),
		T(control_g_and_a_key_is_another_key),
		T(escape_and_a_letter_is_alt_where_it_means_something),
		T(the_other_button_tells_the_keys),
		T(a_disabled_command_says_so),
		T(questions_drop_what_was_typed_ahead),
		T(errors_drop_what_was_typed_ahead),
		T(a_prompt_answers_with_its_text),
		T(a_picker_answers_with_a_row),
		T(screens_are_stacked_and_freed),
		T(a_screen_may_refuse_to_close),
		T(going_to_an_open_screen_closes_those_above),
		T(a_screen_may_refuse_to_open),
		T(help_is_made_from_the_commands),
		T(the_palette_runs_what_was_chosen),
		T(pasted_text_is_never_keys),
		T(every_size_keeps_the_state),
		T(ascii_and_every_row_is_plain),
		T(ticks_only_redraw_what_changed),
		T(clicks_on_the_bar_are_commands),
		T(the_table_of_commands_is_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
