/*
 * Names of keys, and the bytes of terminals that become keys.
 */
#include "ui/draw/glyph.h"
#include "ui/term/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct ui_decoder decoder;

static int clear(void **state)
{
	(void)state;
	ui_decoder_clear(&decoder);
	return 0;
}

/* All events of bytes as names in one string; pastes as {text}, mouse as (button y x). */
static const char *events(const char *bytes, size_t n, bool expire)
{
	static char text[8192];
	struct ui_event event;
	size_t len = 0;

	text[0] = '\0';
	while (n > 0 || expire) {
		size_t taken = ui_decoder_feed(&decoder, bytes, n);

		bytes += taken;
		n -= taken;
		if (n == 0 && expire)
			ui_decoder_expire(&decoder);
		while (ui_decoder_next(&decoder, &event)) {
			char one[4096];

			if (event.type == UI_EVENT_PASTE)
				snprintf(one, sizeof one, "{%s}", event.paste);
			else if (event.type == UI_EVENT_MOUSE)
				snprintf(one, sizeof one, "(%d %d %d)", (int)event.button, event.y,
					 event.x);
			else
				ui_key_format(event.key, one, sizeof one);
			len += (size_t)snprintf(text + len, sizeof text - len, "%s", one);
		}
		if (n == 0)
			break;
	}
	return text;
}

static const char *decode(const char *bytes)
{
	return events(bytes, strlen(bytes), true);
}

static void every_key_has_a_name_that_reads_back(void **state)
{
	(void)state;
	for (unsigned mods = 0; mods < 8; mods++) {
		for (uint32_t code = UI_KEY_NONE + 1; code < UI_KEYS_END; code++) {
			struct ui_key key = { code, mods }, back;
			char text[40];
			const char *p = text;

			ui_key_format(key, text, sizeof text);
			assert_true(ui_key_parse(&p, &back));
			assert_int_equal(*p, '\0');
			assert_int_equal(back.code, code);
			assert_int_equal(back.mods, mods);
		}
	}
	for (uint32_t code = 0x20; code < 0x7f; code++) {
		struct ui_key key = { code, 0 }, back;
		char text[40];
		const char *p = text;

		ui_key_format(key, text, sizeof text);
		assert_true(ui_key_parse(&p, &back));
		assert_int_equal(*p, '\0');
		assert_int_equal(back.code, code);
	}
}

static void names_that_are_none_are_refused(void **state)
{
	static const char *const none[] = {
		"", "<", "<F5", "<Foo>", "<C->", "<>", "<F13>", "\033"
	};

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		const char *p = none[i];
		struct ui_key key;

		assert_false(ui_key_parse(&p, &key));
		assert_ptr_equal(p, none[i]);
	}
	const char *p = "<C->>";
	struct ui_key key;

	assert_true(ui_key_parse(&p, &key));
	assert_int_equal(key.code, '>');
	assert_int_equal(key.mods, UI_MOD_CTRL);
}

static void labels_are_for_people(void **state)
{
	static const char *const pairs[][2] = {
		{ "<C-p>", "Ctrl-P" },	{ "<F5>", "F5" }, { "<S-Tab>", "Shift-Tab" },
		{ "<Space>", "Space" }, { "?", "?" },	  { "<lt>", "<" },
		{ "<Esc>", "Esc" }
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		const char *p = pairs[i][0];
		struct ui_key key;
		char label[40];

		assert_true(ui_key_parse(&p, &key));
		ui_key_label(key, label, sizeof label);
		assert_string_equal(label, pairs[i][1]);
	}
}

static void characters_and_controls(void **state)
{
	(void)state;
	assert_string_equal(decode("aZ 9~"), "aZ<Space>9~");
	assert_string_equal(decode("ë日\xF0\x9F\x8E\xAD"), "ë日\xF0\x9F\x8E\xAD");
	assert_string_equal(decode("\r"), "<Enter>");
	assert_string_equal(decode("x\n"), "x<Enter>");
	assert_string_equal(decode("\r\n"), "<Enter>"); /* a scanner's end of line is one key */
	assert_string_equal(decode("\r\r"), "<Enter><Enter>");
	assert_string_equal(decode("y\n\n"), "y<Enter><Enter>");
	assert_string_equal(decode("\t\x7f\b\x10\x1f"), "<Tab><Backspace><Backspace><C-p><C-_>");
	assert_string_equal(decode("\xFF"), "\xEF\xBF\xBD");
	assert_string_equal(decode("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");
	assert_string_equal(events("\0", 1, true), "<C-Space>");
}

static void the_number_pad_is_digits(void **state)
{
	(void)state;
	assert_string_equal(decode("\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox\033Oy"),
			    "0123456789");
	assert_string_equal(decode("\033Ok\033Om\033Oj\033Oo\033On\033OM"), "+-*/.<Enter>");
	assert_string_equal(decode("\033OE\033[E"), "55");
}

static void keys_of_many_terminals(void **state)
{
	(void)state;
	assert_string_equal(decode("\033OA\033[A\033OD\033[D"), "<Up><Up><Left><Left>");
	assert_string_equal(decode("\033[H\033OH\033[1~\033[7~"), "<Home><Home><Home><Home>");
	assert_string_equal(decode("\033[F\033OF\033[4~\033[8~"), "<End><End><End><End>");
	assert_string_equal(decode("\033[2~\033[3~\033[5~\033[6~"),
			    "<Insert><Delete><PageUp><PageDown>");
	assert_string_equal(decode("\033OP\033OQ\033OR\033OS\033[15~\033[17~"),
			    "<F1><F2><F3><F4><F5><F6>");
	assert_string_equal(decode("\033[[A\033[[E\033[11~\033[24~"), "<F1><F5><F1><F12>");
	assert_string_equal(decode("\033[1;5A\033[1;2D\033[3;5~\033[1;3P\033[5;6~"),
			    "<C-Up><S-Left><C-Delete><A-F1><C-S-PageUp>");
	assert_string_equal(decode("\033[Z"), "<S-Tab>");
	assert_string_equal(decode("\033[25~"), "<S-F1>");
	assert_string_equal(decode("\033[112;5u\033[27;5;112~\033[13u"), "<C-p><C-p><Enter>");
	assert_string_equal(decode("\033[3^\033[a\033Oa"), "<C-Delete><S-Up><C-Up>"); /* rxvt */
}

static void alt_and_digits_are_function_keys(void **state)
{
	(void)state;
	assert_string_equal(decode("\0331\0339\0330"), "<F1><F9><F10>");
	assert_string_equal(decode("\033a\033\r\033\x7f"), "<A-a><A-Enter><A-Backspace>");
}

static void escape_alone_needs_patience(void **state)
{
	struct ui_event event;

	(void)state;
	assert_int_equal(ui_decoder_patience(&decoder, 25), -1);
	ui_decoder_feed(&decoder, "\033", 1);
	assert_false(ui_decoder_next(&decoder, &event));
	assert_int_equal(ui_decoder_patience(&decoder, 25), 25);
	ui_decoder_expire(&decoder);
	assert_true(ui_decoder_next(&decoder, &event));
	assert_true(ui_key_is(&event, UI_KEY_ESC, 0));
	assert_int_equal(ui_decoder_patience(&decoder, 25), -1);
	assert_string_equal(decode("\033\033"), "<Esc><Esc>");
	assert_string_equal(decode("\033\033OP"), "<Esc><F1>");
}

static void unknown_sequences_are_one_unknown_key(void **state)
{
	static const char *const unknown[] = {
		"\033[99~", "\033[1;5z", "\033[1;2c", "\033Oz", "\033[12;34;56;78;90q", "\033[I"
	};

	(void)state;
	for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
		char bytes[64];

		snprintf(bytes, sizeof bytes, "%sx", unknown[i]);
		assert_string_equal(decode(bytes), "<Unknown>x");
	}
	/* strings a terminal sends unasked say nothing at all */
	assert_string_equal(decode("\033]11;rgb:00/00/00\033\\x"), "x");
	assert_string_equal(decode("\033]11;rgb:00/00/00\007x"), "x");
	assert_string_equal(decode("\033P1$r0m\033\\x"), "x");
	assert_string_equal(decode("\033[?62;22cx"), "x");
	/* one broken off in the middle takes nothing along */
	assert_string_equal(decode("\033[1;\033OP"), "<Unknown><F1>");
}

static void answers_are_noted_and_keys_kept(void **state)
{
	static const struct {
		const char *bytes, *keys;
		enum ui_ground ground;
		bool many, whole;
	} cases[] = {
		{ "\033]11;rgb:ffff/ffff/ffff\033\\", "", UI_GROUND_LIGHT, false, false },
		{ "\033]11;rgb:fdfd/f6f6/e3e3\007", "", UI_GROUND_LIGHT, false, false },
		{ "\033]11;rgb:f/f/f\007", "", UI_GROUND_LIGHT, false, false },
		{ "\033]11;rgb:00/2b/36\007", "", UI_GROUND_DARK, false, false },
		{ "a\033]11;rgb:0000/0000/0000\007b\033OPc\033[?64;1cd", "ab<F1>cd", UI_GROUND_DARK,
		  false, true },
		{ "\033]4;255;rgb:eeee/eeee/eeee\007\033[?6c1", "1", UI_GROUND_UNKNOWN, true,
		  true },
		{ "\033]11;?\007", "", UI_GROUND_UNKNOWN, false, false },
		{ "\033]11;rgb:zz/0/0\007", "", UI_GROUND_UNKNOWN, false, false },
		{ "\033]11;cielab:1/2/3\007", "", UI_GROUND_UNKNOWN, false, false },
		{ "\033]4;1;rgb:ff/ff/ff\007", "", UI_GROUND_UNKNOWN, false, false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		clear(state);
		ui_decoder_feed(&decoder, cases[i].bytes, strlen(cases[i].bytes));
		ui_decoder_take_answers(&decoder);
		assert_int_equal(decoder.answers.ground, cases[i].ground);
		assert_int_equal(decoder.answers.many_colours, cases[i].many);
		assert_int_equal(decoder.answers.whole, cases[i].whole);
		assert_string_equal(decode(""), cases[i].keys);
		/* dropped, they are noted, too */
		clear(state);
		ui_decoder_feed(&decoder, cases[i].bytes, strlen(cases[i].bytes));
		ui_decoder_drop(&decoder);
		assert_int_equal(decoder.answers.ground, cases[i].ground);
		assert_string_equal(decode(""), "");
	}
	/* half of one waits for the other half */
	clear(state);
	ui_decoder_feed(&decoder, "x\033]11;rgb:ff", 12);
	ui_decoder_take_answers(&decoder);
	ui_decoder_feed(&decoder, "/ff/ff\007y", 8);
	ui_decoder_take_answers(&decoder);
	assert_int_equal(decoder.answers.ground, UI_GROUND_LIGHT);
	assert_string_equal(decode(""), "xy");
}

static void a_sequence_may_come_in_pieces(void **state)
{
	static const char bytes[] =
		"a\033[1;5Cë\033OP\033[200~x\033[20\033[201~\033[<0;5;3M日\033[24~";
	static const char want[] = "a<C-Right>ë<F1>{x\033[20}(0 2 4)日<F12>";

	(void)state;
	assert_string_equal(events(bytes, sizeof bytes - 1, false), want);
	for (size_t piece = 1; piece < 7; piece++) {
		char all[256] = "";

		for (size_t at = 0; at < sizeof bytes - 1; at += piece) {
			size_t n = sizeof bytes - 1 - at < piece ? sizeof bytes - 1 - at : piece;

			strcat(all, events(bytes + at, n, false));
		}
		assert_string_equal(all, want);
	}
}

static void a_paste_is_data(void **state)
{
	(void)state;
	assert_string_equal(decode("\033[200~two\nlines\r\033OP\003\033[201~z"),
			    "{two\nlines\r\033OP\003}z");
	assert_string_equal(decode("\033[200~\033[201~"), "{}");
	/* the end never comes: what there is is delivered, keys work again */
	ui_decoder_feed(&decoder, "\033[200~abc", 9);
	struct ui_event event;

	assert_false(ui_decoder_next(&decoder, &event));
	assert_int_equal(ui_decoder_patience(&decoder, 25), 1000);
	ui_decoder_expire(&decoder);
	assert_true(ui_decoder_next(&decoder, &event));
	assert_string_equal(event.paste, "abc");
	assert_string_equal(decode("q"), "q");
}

static void a_huge_paste_is_bounded(void **state)
{
	static char part[4096];
	struct ui_event event;

	(void)state;
	memset(part, 'x', sizeof part);
	ui_decoder_feed(&decoder, "\033[200~", 6);
	for (int i = 0; i < 400; i++) {
		assert_false(ui_decoder_next(&decoder, &event));
		assert_int_equal(ui_decoder_feed(&decoder, part, 4000), 4000);
	}
	assert_false(ui_decoder_next(&decoder, &event));
	ui_decoder_feed(&decoder, "\033[201~", 6);
	assert_true(ui_decoder_next(&decoder, &event));
	assert_int_equal(event.type, UI_EVENT_PASTE);
	assert_true(strlen(event.paste) < UI_PASTE_MAX);
	assert_true(decoder.paste_cut);
}

static void the_mouse_reports_presses_and_wheel(void **state)
{
	(void)state;
	assert_string_equal(decode("\033[<0;10;5M\033[<0;10;5m\033[<64;1;1M\033[<65;1;1M"),
			    "(0 4 9)(2 0 0)(3 0 0)");
}

static void dropping_forgets_everything(void **state)
{
	struct ui_event event;

	(void)state;
	ui_decoder_feed(&decoder, "abc\033[200~def", 12);
	assert_true(ui_decoder_next(&decoder, &event));
	ui_decoder_drop(&decoder);
	assert_false(ui_decoder_next(&decoder, &event));
	assert_string_equal(decode("z"), "z");
}

static void what_terminfo_knows_wins(void **state)
{
	(void)state;
	ui_decoder_learn(&decoder, "\033[11~", (struct ui_key){ UI_KEY_HOME, 0 });
	assert_string_equal(decode("\033[11~\033[12~"), "<Home><F2>");
}

/* Any bytes at all: every one is consumed, nothing crashes, every event is well formed. */
static void noise_is_survived(void **state)
{
	static const char useful[] = "\033[O]P;~0123456789ABCDMm<u\007\\\xC3\xAB\xFF";
	uint32_t seed = 12345;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char bytes[24];
		struct ui_event event;
		int events_left = 200;

		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[i] = seed >> 31 ? useful[(seed >> 8) % (sizeof useful - 1)]
					      : (char)(seed >> 16);
		}
		ui_decoder_feed(&decoder, bytes, sizeof bytes);
		for (int pass = 0; pass < 3; pass++) {
			while (ui_decoder_next(&decoder, &event) && events_left-- > 0)
				assert_true(event.type == UI_EVENT_PASTE ||
					    event.type == UI_EVENT_MOUSE ||
					    (event.type == UI_EVENT_KEY && event.key.code > 0 &&
					     event.key.code < UI_KEYS_END));
			ui_decoder_expire(&decoder);
		}
		assert_true(events_left > 0);
		assert_int_equal(ui_decoder_patience(&decoder, 25), -1);
	}
}

int main(void)
{
#define T(name) cmocka_unit_test_teardown(name, clear)
	const struct CMUnitTest tests[] = {
		T(every_key_has_a_name_that_reads_back),
		T(names_that_are_none_are_refused),
		T(labels_are_for_people),
		T(characters_and_controls),
		T(the_number_pad_is_digits),
		T(keys_of_many_terminals),
		T(alt_and_digits_are_function_keys),
		T(escape_alone_needs_patience),
		T(unknown_sequences_are_one_unknown_key),
		T(answers_are_noted_and_keys_kept),
		T(a_sequence_may_come_in_pieces),
		T(a_paste_is_data),
		T(a_huge_paste_is_bounded),
		T(the_mouse_reports_presses_and_wheel),
		T(dropping_forgets_everything),
		T(what_terminfo_knows_wins),
		T(noise_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
