/*
 * Glyphs and surfaces: widths, clipping, halves of wide glyphs, bytes that would do harm.
 */
#include "support/golden.h"

#include "ui/draw/surface.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct ui_surface s;

static int open_surface(void **state)
{
	(void)state;
	return ui_surface_init(&s, 4, 12) ? 0 : -1;
}

static int free_surface(void **state)
{
	(void)state;
	ui_surface_free(&s);
	return 0;
}

static const char *row(int y)
{
	static char text[512];

	ui_surface_row(&s, y, text, sizeof text);
	return text;
}

/* No wide glyph without its right half, no right half without its left. */
static void check_halves(const struct ui_surface *surface)
{
	for (int y = 0; y < surface->rows; y++) {
		const struct ui_cell *cells = surface->cells + (ptrdiff_t)y * surface->stride;

		for (int x = 0; x < surface->cols; x++) {
			if (cells[x].width == 2)
				assert_true(x + 1 < surface->cols && cells[x + 1].width == 0);
			if (cells[x].width == 0)
				assert_true(x > 0 && cells[x - 1].width == 2);
		}
	}
}

static void text_is_clipped_at_every_edge(void **state)
{
	(void)state;
	assert_int_equal(ui_put(&s, 0, 8, UI_ROLE_NORMAL, "abcdefgh"), 4);
	assert_string_equal(row(0), "        abcd");
	ui_put(&s, 1, -3, UI_ROLE_NORMAL, "abcdef");
	assert_string_equal(row(1), "def");
	assert_int_equal(ui_put(&s, -1, 0, UI_ROLE_NORMAL, "x"), 0);
	assert_int_equal(ui_put(&s, 4, 0, UI_ROLE_NORMAL, "x"), 0);
	assert_int_equal(ui_put(&s, 2, 12, UI_ROLE_NORMAL, "x"), 0);
	assert_string_equal(row(2), "");
}

static void wide_glyphs_keep_their_halves(void **state)
{
	(void)state;
	assert_int_equal(ui_put(&s, 0, 0, UI_ROLE_NORMAL, "日本"), 4);
	assert_string_equal(row(0), "日本");
	ui_put(&s, 0, 1, UI_ROLE_NORMAL, "x");
	assert_string_equal(row(0), " x本");
	ui_put(&s, 0, 2, UI_ROLE_NORMAL, "y");
	assert_string_equal(row(0), " xy");
	ui_put(&s, 1, 11, UI_ROLE_NORMAL, "本"); /* half of it has no room */
	assert_string_equal(row(1), "");
	ui_put(&s, 2, -1, UI_ROLE_NORMAL, "本z");
	assert_string_equal(row(2), " z");
	check_halves(&s);
}

static void a_part_blanks_halves_outside_itself(void **state)
{
	(void)state;
	ui_put(&s, 0, 0, UI_ROLE_NORMAL, "日本日本");
	struct ui_surface part = ui_surface_part(&s, (struct ui_rect){ 0, 1, 1, 2 });

	ui_put(&part, 0, 0, UI_ROLE_NORMAL, "ab");
	assert_string_equal(row(0), " ab 日本");
	ui_put(&s, 1, 0, UI_ROLE_NORMAL, "日本日本");
	part = ui_surface_part(&s, (struct ui_rect){ 1, 1, 1, 2 });
	ui_fill(&part, ui_surface_rect(&part), UI_ROLE_WARN);
	assert_string_equal(row(1), "    日本");
	check_halves(&s);
}

static void parts_are_cut_to_their_surface(void **state)
{
	(void)state;
	struct ui_surface part = ui_surface_part(&s, (struct ui_rect){ 2, 10, 5, 5 });

	assert_int_equal(part.rows, 2);
	assert_int_equal(part.cols, 2);
	ui_put(&part, 0, 0, UI_ROLE_NORMAL, "abcd");
	assert_string_equal(row(2), "          ab");
	struct ui_surface none = ui_surface_part(&s, (struct ui_rect){ 9, 9, 3, 3 });

	assert_int_equal(none.rows, 0);
	ui_put(&none, 0, 0, UI_ROLE_NORMAL, "x");
	ui_box(&none, ui_surface_rect(&none), UI_ROLE_BORDER, "x");
	ui_cursor_at(&part, 1, 1, true);
	assert_int_equal(s.cursor->y, 3);
	assert_int_equal(s.cursor->x, 11);
	ui_cursor_at(&part, 2, 0, true); /* outside: stays */
	assert_int_equal(s.cursor->y, 3);
}

static void marks_go_with_their_letter(void **state)
{
	(void)state;
	assert_int_equal(ui_text_columns("Zoe\xCC\x88"), 3);
	ui_put(&s, 0, 0, UI_ROLE_NORMAL, "Zoe\xCC\x88!");
	assert_string_equal(row(0), "Zoe\xCC\x88!");
	ui_put(&s, 0, 2, UI_ROLE_NORMAL, "x");
	assert_string_equal(row(0), "Zox!");
	/* a tower of marks stays in its cell */
	char tower[200] = "a";

	for (int i = 0; i < 60; i++)
		strcat(tower, "\xCC\x81");
	assert_int_equal(ui_put(&s, 1, 0, UI_ROLE_NORMAL, tower), 1);
	assert_true(strlen(row(1)) < UI_GLYPH_BYTES);
	assert_int_equal(ui_text_columns("\xCC\x81"), 1); /* a mark alone stands on a blank */
}

static void nothing_harmful_reaches_a_cell(void **state)
{
	static const char *const harmful[] = {
		"\033[2J",
		"\a",
		"\x7f",
		"\xC2\x9B"
		"31m",
		"\xFF\xFE",
		"\xE2\x80\xAE"
		"x",
		"\xC0\x80",
		"\xED\xA0\x80",
		"\xF5\x80\x80\x80",
		"\xE2\x82",
		"\xE2\x80\xA8",
		"a\xEF\xB8\x8F",
		"\xF0\x9F",
	};

	(void)state;
	for (size_t i = 0; i < sizeof harmful / sizeof harmful[0]; i++) {
		ui_clear(&s);
		ui_put(&s, 0, 0, UI_ROLE_NORMAL, harmful[i]);
		const char *text = row(0);

		for (const char *p = text; *p; p++)
			assert_true((unsigned char)*p >= 0x20 && *p != 0x7f);
		assert_null(strstr(text, "\xC2\x9B"));
		assert_null(strstr(text, "\xE2\x80\xAE"));
		for (size_t at = 0, n; text[at]; at += n) {
			uint32_t c = ui_utf8_decode(text + at, &n);

			assert_true(c == 0xFFFD ? n == 3 : true); /* whole UTF-8 */
		}
	}
	ui_clear(&s);
	ui_put(&s, 0, 0, UI_ROLE_NORMAL, "\033[2J");
	assert_string_equal(row(0), "\xEF\xBF\xBD[2J");
	/* joiners vanish, the pictures stay apart */
	assert_int_equal(ui_text_columns("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"), 4);
}

static void cut_text_says_so(void **state)
{
	(void)state;
	assert_int_equal(ui_put_cut(&s, 0, 0, 6, UI_ROLE_NORMAL, "Hamlet"), 6);
	assert_string_equal(row(0), "Hamlet");
	assert_int_equal(ui_put_cut(&s, 0, 0, 5, UI_ROLE_NORMAL, "Hamlet"), 5);
	assert_string_equal(row(0), "Haml…t");
	assert_int_equal(ui_put_cut(&s, 1, 0, 4, UI_ROLE_NORMAL, "日本日本"), 3);
	assert_string_equal(row(1), "日…");
	assert_int_equal(ui_put_cut(&s, 2, 0, 1, UI_ROLE_NORMAL, "ab"), 1);
	assert_string_equal(row(2), "…");
	assert_int_equal(ui_put_cut(&s, 3, 0, 0, UI_ROLE_NORMAL, "ab"), 0);
	ui_put_right(&s, 3, 2, 8, UI_ROLE_NORMAL, "40.00");
	assert_string_equal(row(3), "     40.00");
}

static void words_wrap(void **state)
{
	struct ui_rect r = { 0, 0, 4, 10 };

	(void)state;
	assert_int_equal(ui_put_wrapped(&s, r, UI_ROLE_NORMAL, "the quick brown fox\njumps"), 3);
	assert_string_equal(row(0), "the quick");
	assert_string_equal(row(1), "brown fox");
	assert_string_equal(row(2), "jumps");
	ui_clear(&s);
	assert_int_equal(ui_put_wrapped(&s, r, UI_ROLE_NORMAL, "incomprehensibilities"), 3);
	assert_string_equal(row(0), "incomprehe");
	assert_int_equal(
		ui_put_wrapped(NULL, (struct ui_rect){ 0, 0, 9, 1 }, UI_ROLE_NORMAL, "日本"), 2);
}

static void ascii_stands_in_for_everything(void **state)
{
	(void)state;
	s.ascii = true;
	ui_put(&s, 0, 0, UI_ROLE_NORMAL, "Zoë 2×5€ …日");
	assert_string_equal(row(0), "Zoe 2x5E ~?");
	ui_box(&s, (struct ui_rect){ 1, 0, 3, 5 }, UI_ROLE_BORDER, NULL);
	assert_string_equal(row(1), "+---+");
	assert_string_equal(row(2), "|   |");
	ui_clear(&s);
	ui_big(&s, 0, 0, UI_ROLE_BIG, "12.-");
	ui_bar(&s, 3, 0, 10, UI_ROLE_GAUGE, 5, 10);
	for (int y = 0; y < s.rows; y++)
		for (const char *p = row(y); *p; p++)
			assert_true(*p >= 0x20 && *p < 0x7f);
	assert_string_equal(row(3), "#####.....");
}

static void gauges_do_not_round_to_lies(void **state)
{
	(void)state;
	ui_bar(&s, 0, 0, 10, UI_ROLE_GAUGE, 0, 100);
	assert_string_equal(row(0), "░░░░░░░░░░");
	ui_bar(&s, 0, 0, 10, UI_ROLE_GAUGE, 1, 100000);
	assert_string_equal(row(0), "▏░░░░░░░░░");
	ui_bar(&s, 0, 0, 10, UI_ROLE_GAUGE, 99999, 100000);
	assert_string_equal(row(0), "█████████▉");
	ui_bar(&s, 0, 0, 10, UI_ROLE_GAUGE, 100, 100);
	assert_string_equal(row(0), "██████████");
	ui_bar(&s, 0, 0, 10, UI_ROLE_GAUGE, 5, 0);
	assert_string_equal(row(0), "░░░░░░░░░░");
	ui_bar(&s, 0, 0, 10, UI_ROLE_GAUGE, INT64_MAX, 1);
	assert_string_equal(row(0), "██████████");
}

static void figures_are_as_wide_as_they_say(void **state)
{
	struct ui_surface big;

	(void)state;
	assert_true(ui_surface_init(&big, 3, 80));
	for (int ascii = 0; ascii < 2; ascii++) {
		big.ascii = ascii != 0;
		assert_int_equal(ui_big(&big, 0, 0, UI_ROLE_BIG, "-1,234:567.89 €"),
				 ui_big_columns("-1,234:567.89 €"));
	}
	ui_surface_free(&big);
}

static void pictures_are_as_they_were_looked_at(void **state)
{
	struct ui_surface page;

	(void)state;
	for (int ascii = 0; ascii < 2; ascii++) {
		assert_true(ui_surface_init(&page, 14, 44));
		page.ascii = ascii != 0;
		ui_box(&page, ui_surface_rect(&page), UI_ROLE_BORDER, "Change");
		ui_big(&page, 1, 2, UI_ROLE_BIG, "0123456789");
		ui_big(&page, 5, 2, UI_ROLE_BIG, "-1,234.50 €");
		ui_bar(&page, 9, 2, 20, UI_ROLE_GAUGE, 57, 100);
		ui_put(&page, 10, 2, UI_ROLE_GAUGE, ascii ? "_.-.=#*_:" : "·▂▄▂▅█▇·▃");
		ui_paint(&page, (struct ui_rect){ 10, 2, 1, 1 }, UI_ROLE_DISABLED);
		ui_paint(&page, (struct ui_rect){ 10, 9, 1, 1 }, UI_ROLE_DISABLED);
		ui_put_cut(&page, 11, 2, 12, UI_ROLE_NORMAL, "Zoë O’Hara-Müller");
		ui_put_right(&page, 12, 1, 27, UI_ROLE_HINT, "日本 · centre");
		golden_expect_surface(&page, "ui", ascii ? "figures-ascii" : "figures");
		ui_surface_free(&page);
	}
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, open_surface, free_surface)
	const struct CMUnitTest tests[] = {
		T(text_is_clipped_at_every_edge),
		T(wide_glyphs_keep_their_halves),
		T(a_part_blanks_halves_outside_itself),
		T(parts_are_cut_to_their_surface),
		T(marks_go_with_their_letter),
		T(nothing_harmful_reaches_a_cell),
		T(cut_text_says_so),
		T(words_wrap),
		T(ascii_stands_in_for_everything),
		T(gauges_do_not_round_to_lies),
		T(figures_are_as_wide_as_they_say),
		T(pictures_are_as_they_were_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
