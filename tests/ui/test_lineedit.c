/*
 * The line editor: whole characters, limits, words, pasted text, what is drawn.
 */
#include "support/keys.h"

#include "ui/widget/lineedit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct ui_lineedit edit;

static unsigned type(const char *keys)
{
	struct ui_event event;
	unsigned result = 0;

	while (keys_next(&keys, &event))
		result = ui_lineedit_event(&edit, &event);
	assert_int_equal(strlen(edit.text), edit.len);
	assert_true(edit.at <= edit.len);
	return result;
}

static int start(void **state)
{
	(void)state;
	ui_lineedit_init(&edit, 0);
	return 0;
}

static void typing_and_erasing(void **state)
{
	(void)state;
	assert_true(type("Zoë") & UI_CHANGED);
	assert_string_equal(edit.text, "Zoë");
	type("<Left><Backspace>");
	assert_string_equal(edit.text, "Zë");
	type("o<End>!<Home>Dr<Space>");
	assert_string_equal(edit.text, "Dr Zoë!");
	type("<Delete>");
	assert_string_equal(edit.text, "Dr oë!");
	type("<End><Backspace><Backspace><Backspace>");
	assert_string_equal(edit.text, "Dr ");
	assert_int_equal(type("<Home><Backspace>") & UI_CHANGED, 0);
	assert_int_equal(type("<End><Delete>"), UI_IGNORED); /* may be a command */
}

static void marks_are_erased_with_their_letter(void **state)
{
	(void)state;
	ui_lineedit_set(&edit, "ae\xCC\x88z");
	type("<Left><Backspace>");
	assert_string_equal(edit.text, "az");
	ui_lineedit_set(&edit, "日本");
	type("<Left>x");
	assert_string_equal(edit.text, "日x本");
}

static void words_and_kills(void **state)
{
	(void)state;
	ui_lineedit_set(&edit, "one two  three");
	type("<C-w>");
	assert_string_equal(edit.text, "one two  ");
	type("<C-Left>X");
	assert_string_equal(edit.text, "one Xtwo  ");
	type("<C-k>");
	assert_string_equal(edit.text, "one X");
	type("<C-a>a<C-e>z");
	assert_string_equal(edit.text, "aone Xz");
	type("<C-Left><C-u>");
	assert_string_equal(edit.text, "Xz");
	type("<Home><C-Right>!");
	assert_string_equal(edit.text, "Xz!");
}

static void what_it_does_not_know_is_left_to_others(void **state)
{
	static const char *const keys[] = { "<Enter>", "<Tab>", "<Esc>",     "<F1>",	"<C-p>",
					    "<Up>",    "<A-x>", "<Unknown>", "<PageUp>" };

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		assert_int_equal(type(keys[i]), UI_IGNORED);
	assert_string_equal(edit.text, "");
}

static void too_much_is_refused_not_cut(void **state)
{
	char big[5000];
	struct ui_event event;

	(void)state;
	ui_lineedit_init(&edit, 5);
	type("abcd");
	assert_true(type("ë") & UI_BELL); /* two bytes, room for one */
	assert_string_equal(edit.text, "abcd");
	type("e");
	assert_true(type("f") & UI_BELL);
	assert_string_equal(edit.text, "abcde");
	event = keys_paste("xyz");
	type("<Backspace><Backspace>");
	assert_true(ui_lineedit_event(&edit, &event) & UI_BELL);
	assert_string_equal(edit.text, "abc");
	ui_lineedit_set(&edit, "abcdë");
	assert_string_equal(edit.text, "abcd");
	memset(big, 'x', sizeof big - 1);
	big[sizeof big - 1] = '\0';
	ui_lineedit_init(&edit, 0);
	event = keys_paste(big);
	assert_true(ui_lineedit_event(&edit, &event) & UI_BELL);
	assert_int_equal(edit.len, 0);
}

static void pasted_text_is_one_line(void **state)
{
	struct ui_event event = keys_paste("\nMary\r\nJane\tLee\033[2J\x01\xFF\n\n");

	(void)state;
	assert_true(ui_lineedit_event(&edit, &event) & UI_CHANGED);
	assert_string_equal(edit.text, "Mary Jane Lee[2J\xEF\xBF\xBD");
}

static void a_prefill_gives_way(void **state)
{
	(void)state;
	ui_lineedit_prefill(&edit, "40.00");
	type("5");
	assert_string_equal(edit.text, "5");
	ui_lineedit_prefill(&edit, "40.00");
	type("<End>1");
	assert_string_equal(edit.text, "40.001");
	ui_lineedit_prefill(&edit, "40.00");
	type("<Backspace>");
	assert_string_equal(edit.text, "");
}

static void a_mask_shows_nothing(void **state)
{
	struct ui_surface s;
	char row[100];

	(void)state;
	assert_true(ui_surface_init(&s, 1, 10));
	edit.mask = true;
	type("1日3");
	ui_lineedit_draw(&edit, &s, 0, 0, 10, true);
	ui_surface_row(&s, 0, row, sizeof row);
	assert_string_equal(row, "•••");
	assert_int_equal(s.cursor->x, 3);
	ui_surface_free(&s);
}

static void the_cursor_stays_in_sight(void **state)
{
	struct ui_surface s;
	char row[100];

	(void)state;
	assert_true(ui_surface_init(&s, 1, 12));
	ui_lineedit_set(&edit, "abcdefghijklmnop");
	ui_lineedit_draw(&edit, &s, 0, 2, 8, true);
	ui_surface_row(&s, 0, row, sizeof row);
	assert_string_equal(row, "  …klmnop");
	assert_int_equal(s.cursor->x, 9);
	assert_true(s.cursor->visible);
	type("<Home>");
	ui_lineedit_draw(&edit, &s, 0, 2, 8, true);
	ui_surface_row(&s, 0, row, sizeof row);
	assert_string_equal(row, "  abcdefgh");
	assert_int_equal(s.cursor->x, 2);
	ui_surface_free(&s);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup(name, start)
	const struct CMUnitTest tests[] = {
		T(typing_and_erasing),
		T(marks_are_erased_with_their_letter),
		T(words_and_kills),
		T(what_it_does_not_know_is_left_to_others),
		T(too_much_is_refused_not_cut),
		T(pasted_text_is_one_line),
		T(a_prefill_gives_way),
		T(a_mask_shows_nothing),
		T(the_cursor_stays_in_sight),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
