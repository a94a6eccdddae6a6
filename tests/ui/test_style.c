/*
 * Every role reads: the contrast of its colours, computed as WCAG 2.1 defines it, on the palettes
 * that terminals come with.
 */
#include "ui/draw/style.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The first sixteen colours of a terminal; the console shows bold text in the second eight. */
static const struct palette {
	const char *name;
	bool bold_is_bright;
	unsigned rgb[16];
} palettes[] = {
	{ "xterm",
	  false,
	  { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
	    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff } },
	{ "Linux console",
	  true,
	  { 0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
	    0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff } },
};

static double linear(unsigned value)
{
	double c = value / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(unsigned rgb)
{
	return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 255) +
	       0.0722 * linear(rgb & 255);
}

static double contrast(unsigned a, unsigned b)
{
	double x = luminance(a), y = luminance(b);

	return ((x > y ? x : y) + 0.05) / ((x > y ? y : x) + 0.05);
}

static unsigned rgb_of(const struct palette *palette, int colour, bool bold)
{
	static const unsigned steps[] = { 0, 95, 135, 175, 215, 255 };

	if (colour < 16)
		return palette
			->rgb[colour + (bold && colour < 8 && palette->bold_is_bright ? 8 : 0)];
	if (colour >= 232)
		return (unsigned)(8 + (colour - 232) * 10) * 0x010101U;
	int c = colour - 16;

	return steps[c / 36] << 16 | steps[c / 6 % 6] << 8 | steps[c % 6];
}

/* The terminal's own colours are black on white or white on black. */
static void reads(enum ui_scheme scheme, enum ui_ground ground, enum ui_role role, bool on_white)
{
	struct ui_look look = ui_style_look(scheme, ground, role);
	bool bold = look.attrs & UI_ATTR_BOLD;

	for (size_t i = 0; i < sizeof palettes / sizeof palettes[0]; i++) {
		unsigned fg = on_white ? 0x000000 : 0xffffff, bg = on_white ? 0xffffff : 0x000000;

		if (look.fg >= 0)
			fg = rgb_of(&palettes[i], look.fg, bold);
		if (look.bg >= 0)
			bg = rgb_of(&palettes[i], look.bg, false);
		if (contrast(fg, bg) < 4.5)
			fail_msg("%s, role '%c' of scheme %d, ground %d, on %s: %.2f",
				 palettes[i].name, ui_style_letter(role), (int)scheme, (int)ground,
				 on_white ? "white" : "black", contrast(fg, bg));
		assert_false(look.attrs & UI_ATTR_DIM); /* nobody knows how dark that is */
	}
}

static void the_yardstick_is_right(void **state)
{
	(void)state;
	assert_true(fabs(contrast(0x000000, 0xffffff) - 21.0) < 0.001);
	assert_true(fabs(contrast(0x777777, 0xffffff) - 4.48) < 0.01);
	assert_true(contrast(0x0000aa, 0x000000) < 4.5);
}

static void every_role_reads_on_black_and_on_white(void **state)
{
	(void)state;
	for (int scheme = UI_SCHEME_8; scheme < UI_SCHEMES; scheme++) {
		for (int role = 0; role < UI_ROLES; role++) {
			reads((enum ui_scheme)scheme, UI_GROUND_UNKNOWN, (enum ui_role)role, false);
			reads((enum ui_scheme)scheme, UI_GROUND_UNKNOWN, (enum ui_role)role, true);
			reads((enum ui_scheme)scheme, UI_GROUND_DARK, (enum ui_role)role, false);
			reads((enum ui_scheme)scheme, UI_GROUND_LIGHT, (enum ui_role)role, true);
		}
	}
}

static void what_was_asked_for_decides(void **state)
{
	static const struct {
		const char *asked, *no_color;
		int colors;
		enum ui_scheme scheme;
	} cases[] = {
		{ NULL, NULL, 256, UI_SCHEME_256 },    { NULL, NULL, 88, UI_SCHEME_8 },
		{ NULL, NULL, 0, UI_SCHEME_MONO },     { "auto", "1", 256, UI_SCHEME_MONO },
		{ "always", "1", 256, UI_SCHEME_256 }, { "8", NULL, 256, UI_SCHEME_8 },
		{ "8", NULL, 0, UI_SCHEME_MONO },      { "never", NULL, 256, UI_SCHEME_MONO },
		{ "light", NULL, 8, UI_SCHEME_8 },     { "dark", "1", 256, UI_SCHEME_256 },
		{ "mauve", NULL, 256, UI_SCHEME_256 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(
			ui_style_choose(cases[i].asked, cases[i].no_color, cases[i].colors),
			cases[i].scheme);
}

static void the_ground_is_taken_from_what_names_it(void **state)
{
	static const struct {
		const char *asked, *colorfgbg;
		enum ui_ground ground;
	} cases[] = {
		{ NULL, NULL, UI_GROUND_UNKNOWN },
		{ "auto", "", UI_GROUND_UNKNOWN },
		{ NULL, "15;0", UI_GROUND_DARK },
		{ NULL, "0;15", UI_GROUND_LIGHT },
		{ NULL, "0;7", UI_GROUND_LIGHT },
		{ NULL, "7;8", UI_GROUND_DARK },
		{ NULL, "12;default;11", UI_GROUND_LIGHT },
		{ NULL, "0;default", UI_GROUND_UNKNOWN },
		{ "light", "15;0", UI_GROUND_LIGHT },
		{ "dark", "0;15", UI_GROUND_DARK },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(ui_style_ground(cases[i].asked, cases[i].colorfgbg),
				 cases[i].ground);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_yardstick_is_right),
		cmocka_unit_test(every_role_reads_on_black_and_on_white),
		cmocka_unit_test(what_was_asked_for_decides),
		cmocka_unit_test(the_ground_is_taken_from_what_names_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
