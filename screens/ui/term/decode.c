/*
 * The decoder: characters, control characters, escape sequences, pasted text, the mouse.
 *
 * A sequence is first cut out by its grammar (ECMA-48), then looked up.  So an unknown one is one
 * unknown key and never Esc and loose letters, which would cancel something and type the rest.
 */
#include "ui/term/decode.h"

#include "ui/draw/glyph.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { ESC = 27, SEQUENCE_MAX = 64, STRING_MAX = 2048, PASTE_PATIENCE = 1000 };

static const char paste_end[] = "\033[201~";

void ui_decoder_clear(struct ui_decoder *d)
{
	free(d->paste);
	memset(d, 0, sizeof *d);
}

void ui_decoder_learn(struct ui_decoder *d, const char *bytes, struct ui_key key)
{
	size_t len = strlen(bytes);

	if (bytes[0] != ESC || len < 3 || len >= sizeof d->extra[0].bytes ||
	    d->extras >= UI_DECODE_EXTRA)
		return;
	memcpy(d->extra[d->extras].bytes, bytes, len + 1);
	d->extra[d->extras++].key = key;
}

size_t ui_decoder_feed(struct ui_decoder *d, const void *bytes, size_t n)
{
	if (d->start > 0) {
		memmove(d->bytes, d->bytes + d->start, d->end - d->start);
		d->end -= d->start;
		d->start = 0;
	}
	if (n > sizeof d->bytes - d->end)
		n = sizeof d->bytes - d->end;
	memcpy(d->bytes + d->end, bytes, n);
	d->end += n;
	d->expired = false;
	return n;
}

void ui_decoder_drop(struct ui_decoder *d)
{
	if (!d->pasting)
		ui_decoder_take_answers(d);
	d->start = d->end = 0;
	d->pasting = d->after_return = d->expired = false;
	d->paste_len = 0;
}

int ui_decoder_patience(const struct ui_decoder *d, int escape)
{
	if (d->pasting)
		return PASTE_PATIENCE;
	return d->end > d->start ? escape : -1;
}

void ui_decoder_expire(struct ui_decoder *d)
{
	d->expired = true;
}

static void paste_add(struct ui_decoder *d, unsigned char c)
{
	if (d->paste_len + 2 > d->paste_size) {
		size_t size = d->paste_size ? d->paste_size * 2 : 4096;
		char *more = size <= UI_PASTE_MAX ? realloc(d->paste, size) : NULL;

		if (!more) {
			d->paste_cut = true;
			return;
		}
		d->paste = more;
		d->paste_size = size;
	}
	d->paste[d->paste_len++] = (char)(c ? c : '?');
}

/* Pasted bytes up to the end mark; true when the paste is whole. */
static bool take_paste(struct ui_decoder *d)
{
	const size_t mark = sizeof paste_end - 1;

	while (d->start < d->end) {
		const unsigned char *p = d->bytes + d->start;
		size_t left = d->end - d->start, same = left < mark ? left : mark;

		if (memcmp(p, paste_end, same) == 0) {
			if (same < mark && !d->expired)
				return false;
			d->start += same;
			d->pasting = false;
			return true;
		}
		paste_add(d, *p);
		d->start++;
	}
	if (d->expired)
		d->pasting = false;
	return !d->pasting;
}

static void give_paste(struct ui_decoder *d, struct ui_event *event)
{
	static const char empty[] = "";

	*event = (struct ui_event){ .type = UI_EVENT_PASTE, .paste = empty };
	if (d->paste) {
		d->paste[d->paste_len] = '\0';
		event->paste = d->paste;
	}
	d->paste_len = 0;
}

/* Numbers of a control sequence between its introducer and its final byte. */
struct numbers {
	int n, value[4];
};

static struct numbers numbers_of(const unsigned char *p, size_t len)
{
	struct numbers r = { 1, { 0, 0, 0, 0 } };

	for (size_t i = 0; i < len; i++) {
		if (p[i] == ';') {
			if (r.n == 4)
				break;
			r.n++;
		} else if (p[i] >= '0' && p[i] <= '9' && r.value[r.n - 1] < 0x110000) {
			r.value[r.n - 1] = r.value[r.n - 1] * 10 + (p[i] - '0');
		}
	}
	return r;
}

static unsigned mods_of(int parameter)
{
	return parameter > 1 ? (unsigned)(parameter - 1) & 7U : 0;
}

/* Final letters of cursor and function keys, the same after CSI and SS3. */
static uint32_t key_of_letter(unsigned char c)
{
	switch (c) {
	case 'A':
		return UI_KEY_UP;
	case 'B':
		return UI_KEY_DOWN;
	case 'C':
		return UI_KEY_RIGHT;
	case 'D':
		return UI_KEY_LEFT;
	case 'F':
		return UI_KEY_END;
	case 'H':
		return UI_KEY_HOME;
	case 'P':
		return UI_KEY_F1;
	case 'Q':
		return UI_KEY_F2;
	case 'R':
		return UI_KEY_F3;
	case 'S':
		return UI_KEY_F4;
	default:
		return UI_KEY_UNKNOWN;
	}
}

static struct ui_key key_of_number(int number, unsigned mods)
{
	static const uint32_t codes[] = {
		[1] = UI_KEY_HOME, [2] = UI_KEY_INSERT,	 [3] = UI_KEY_DELETE,
		[4] = UI_KEY_END,  [5] = UI_KEY_PAGE_UP, [6] = UI_KEY_PAGE_DOWN,
		[7] = UI_KEY_HOME, [8] = UI_KEY_END,	 [11] = UI_KEY_F1,
		[12] = UI_KEY_F2,  [13] = UI_KEY_F3,	 [14] = UI_KEY_F4,
		[15] = UI_KEY_F5,  [17] = UI_KEY_F6,	 [18] = UI_KEY_F7,
		[19] = UI_KEY_F8,  [20] = UI_KEY_F9,	 [21] = UI_KEY_F10,
		[23] = UI_KEY_F11, [24] = UI_KEY_F12,
	};
	/* the Linux console and vt220 number F13 to F20 on; they are Shift with F1 to F8 */
	static const int shifted[] = { 25, 26, 28, 29, 31, 32, 33, 34 };

	for (int i = 0; i < 8; i++)
		if (shifted[i] == number)
			return (struct ui_key){ UI_KEY_F1 + (uint32_t)i, mods | UI_MOD_SHIFT };
	if (number > 0 && number < (int)(sizeof codes / sizeof codes[0]) && codes[number])
		return (struct ui_key){ codes[number], mods };
	return (struct ui_key){ UI_KEY_UNKNOWN, 0 };
}

static struct ui_key key_of_code(int code, unsigned mods)
{
	uint32_t c = (uint32_t)code;

	if (code == '\r')
		c = UI_KEY_ENTER;
	else if (code == '\t')
		c = UI_KEY_TAB;
	else if (code == ESC)
		c = UI_KEY_ESC;
	else if (code == 127 || code == 8)
		c = UI_KEY_BACKSPACE;
	else if (code < 0x20 || code > 0x10FFFF)
		return (struct ui_key){ UI_KEY_UNKNOWN, 0 };
	if (c < UI_KEY_NONE && mods == UI_MOD_SHIFT)
		mods = 0; /* the character says it */
	return (struct ui_key){ c, mods };
}

static bool give_mouse(const struct numbers *n, bool down, struct ui_event *event)
{
	int b = n->value[0];

	*event = (struct ui_event){ .type = UI_EVENT_MOUSE,
				    .x = n->value[1] - 1,
				    .y = n->value[2] - 1 };
	if (b & 64)
		event->button = b & 1 ? UI_WHEEL_DOWN : UI_WHEEL_UP;
	else
		event->button = (b & 3) == 0 ? UI_BUTTON_LEFT : UI_BUTTON_OTHER;
	return down && !(b & 32); /* moves and releases are of no interest */
}

static struct ui_key key_of_csi(const unsigned char *p, size_t len)
{
	struct numbers n = numbers_of(p + 2, len - 3);
	unsigned char final = p[len - 1];
	unsigned mods = mods_of(n.value[1]);

	if (final == '~' && n.value[0] == 27 && n.n == 3)
		return key_of_code(n.value[2], mods);
	if (final == '~')
		return key_of_number(n.value[0], mods);
	if (final == 'u')
		return key_of_code(n.value[0], mods);
	if (final == 'Z')
		return (struct ui_key){ UI_KEY_TAB, UI_MOD_SHIFT };
	if (final == 'E')
		return (struct ui_key){ '5', 0 }; /* the middle of the number pad */
	if (final == '^')
		return key_of_number(n.value[0], UI_MOD_CTRL); /* rxvt */
	if (final == '$')
		return key_of_number(n.value[0], UI_MOD_SHIFT);
	if (final >= 'a' && final <= 'd' && len == 3)
		return (struct ui_key){ key_of_letter((unsigned char)(final - 32)), UI_MOD_SHIFT };
	uint32_t code = key_of_letter(final);

	return (struct ui_key){ code, code == UI_KEY_UNKNOWN ? 0 : mods };
}

/* What follows ESC O: the number pad in application mode, and the keys shared with CSI. */
static struct ui_key key_of_ss3(unsigned char c)
{
	static const char pad[] = "*+,-./0123456789"; /* of the letters j to y */

	if (c >= 'j' && c <= 'y')
		return (struct ui_key){ (uint32_t)pad[c - 'j'], 0 };
	if (c >= 'a' && c <= 'd')
		return (struct ui_key){ key_of_letter((unsigned char)(c - 32)), UI_MOD_CTRL };
	switch (c) {
	case 'M':
		return (struct ui_key){ UI_KEY_ENTER, 0 };
	case 'I':
		return (struct ui_key){ UI_KEY_TAB, 0 };
	case 'E':
		return (struct ui_key){ '5', 0 };
	case 'X':
		return (struct ui_key){ '=', 0 };
	case ' ':
		return (struct ui_key){ ' ', 0 };
	default:
		return (struct ui_key){ key_of_letter(c), 0 };
	}
}

/* Bytes of the sequence that starts with ESC [; 0: not all of it is here. */
static size_t control_length(const unsigned char *p, size_t n)
{
	size_t i = 2;

	if (n > 2 && p[2] == '[') /* the Linux console's F1 to F5 */
		return n > 3 ? 4 : 0;
	while (i < n && i < SEQUENCE_MAX && p[i] >= 0x20 && p[i] < 0x40 && p[i] != '$')
		i++;
	if (i < n && (p[i] < 0x20 || p[i] >= 0x7F))
		return i; /* broken off: what stands there is not part of it */
	return i < n || i >= SEQUENCE_MAX ? i + 1 : 0;
}

/* With ESC O. */
static size_t keypad_length(const unsigned char *p, size_t n)
{
	size_t i = 2;

	while (i < n && i < SEQUENCE_MAX && p[i] >= '0' && p[i] <= ';')
		i++;
	if (i < n && p[i] < 0x20)
		return i;
	return i < n ? i + 1 : 0;
}

/* With ESC ], P, _ or ^: as far as BEL or ESC \. */
static size_t string_length(const unsigned char *p, size_t n)
{
	size_t i;

	for (i = 2; i < n && i < STRING_MAX; i++)
		if (p[i] == 7 || (p[i] == '\\' && p[i - 1] == ESC))
			return i + 1;
	return i >= STRING_MAX ? i : 0;
}

/* With ESC and whatever follows. */
static size_t sequence_length(const unsigned char *p, size_t n)
{
	if (n < 2)
		return 0;
	switch (p[1]) {
	case '[':
		return control_length(p, n);
	case 'O':
		return keypad_length(p, n);
	case ']':
	case 'P':
	case '_':
	case '^':
		return string_length(p, n);
	default:
		return 2;
	}
}

void ui_decoder_take_answers(struct ui_decoder *d)
{
	size_t at = d->start;

	while (at < d->end) {
		unsigned char *p = d->bytes + at;
		size_t n = d->end - at, len = *p == ESC ? sequence_length(p, n) : 1;

		if (len == 0 || len > n)
			return; /* the rest of it is still to come */
		if (len >= 3 && ui_answer_read(p, len, &d->answers)) {
			memmove(p, p + len, n - len);
			d->end -= len;
		} else {
			at += len;
		}
	}
}

/* Alt with a digit is a function key, for terminals that keep those to themselves. */
static struct ui_key key_of_alt(uint32_t c)
{
	if (c >= '1' && c <= '9')
		return (struct ui_key){ UI_KEY_F1 + (c - '1'), 0 };
	if (c == '0')
		return (struct ui_key){ UI_KEY_F10, 0 };
	struct ui_key key = key_of_code((int)c, UI_MOD_ALT);

	if (c >= 1 && c < 27 && key.code == UI_KEY_UNKNOWN)
		key = (struct ui_key){ c + 'a' - 1, UI_MOD_ALT | UI_MOD_CTRL };
	return key;
}

static const struct ui_key *learnt(const struct ui_decoder *d, const unsigned char *p, size_t len)
{
	for (int i = 0; i < d->extras; i++)
		if (strlen(d->extra[i].bytes) == len && memcmp(d->extra[i].bytes, p, len) == 0)
			return &d->extra[i].key;
	return NULL;
}

/* Makes an event of a whole sequence; false: it says nothing to us. */
static bool sequence(struct ui_decoder *d, const unsigned char *p, size_t len,
		     struct ui_event *event)
{
	const struct ui_key *known = learnt(d, p, len);
	struct ui_key key = { UI_KEY_UNKNOWN, 0 };

	if (!known && len >= 3 && ui_answer_read(p, len, &d->answers))
		return false;
	if (known) {
		key = *known;
	} else if (p[1] == '[' && len >= 3) {
		if (len == 6 && memcmp(p, "\033[200~", 6) == 0) {
			d->pasting = true;
			d->paste_len = 0;
			d->paste_cut = false;
			return false;
		}
		if (p[2] == '<' && len >= 4) {
			struct numbers n = numbers_of(p + 3, len - 4);

			return give_mouse(&n, p[len - 1] == 'M', event);
		}
		if (len == 4 && p[2] == '[' && p[3] >= 'A' && p[3] <= 'E')
			key.code = UI_KEY_F1 + (uint32_t)(p[3] - 'A');
		else
			key = key_of_csi(p, len);
	} else if (p[1] == 'O' && len >= 3) {
		key = key_of_ss3(p[len - 1]);
		if (len > 3 && key.code != UI_KEY_UNKNOWN)
			key.mods |= mods_of(p[len - 2] - '0');
	}
	*event = ui_event_key(key.code, key.mods);
	return true;
}

/* Something that starts with ESC.  1: an event, 0: nothing, -1: wait for more. */
static int escape(struct ui_decoder *d, struct ui_event *event)
{
	const unsigned char *p = d->bytes + d->start;
	size_t n = d->end - d->start, len = sequence_length(p, n);

	if (n == 1 || p[1] == ESC) {
		if (n == 1 && !d->expired)
			return -1;
		d->start++;
		*event = ui_event_key(UI_KEY_ESC, 0);
		return 1;
	}
	if (len == 0) {
		if (!d->expired)
			return -1;
		len = n; /* begun and never finished */
	}
	if (len > n)
		len = n;
	bool string = p[1] && strchr("[O]P_^", p[1]);

	if (len == 2 && (!string || d->expired)) {
		struct ui_key key = key_of_alt(p[1]);

		if (p[1] >= 0x80) { /* Alt with a letter beyond ASCII: the letter will do */
			d->start++;
			return 0;
		}
		d->start += 2;
		*event = ui_event_key(key.code, key.mods);
		return 1;
	}
	d->start += len;
	return sequence(d, p, len, event) ? 1 : 0;
}

/* A character of several bytes.  False: wait for more. */
static bool character(struct ui_decoder *d, struct ui_event *event)
{
	const unsigned char *p = d->bytes + d->start;
	size_t n = d->end - d->start, want = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2, bytes;
	char text[5] = "";

	memcpy(text, p, n < want ? n : want);
	uint32_t code = ui_utf8_decode(text, &bytes);

	if (code == 0xFFFD && bytes == 1) {
		bool begun = p[0] >= 0xC2 && p[0] < 0xF5 && n < want;

		for (size_t i = 1; i < n && begun; i++)
			begun = (p[i] & 0xC0) == 0x80;
		if (begun && !d->expired)
			return false;
		wint_t wide = btowc(p[0]); /* a locale of one byte a character */

		if (wide != WEOF && wide >= 0xA0)
			code = (uint32_t)wide;
	}
	d->start += bytes;
	*event = ui_event_key(code, 0);
	return true;
}

static struct ui_key key_of_control(unsigned char c)
{
	if (c == '\r' || c == '\n')
		return (struct ui_key){ UI_KEY_ENTER, 0 };
	if (c == '\t')
		return (struct ui_key){ UI_KEY_TAB, 0 };
	if (c == 127 || c == 8)
		return (struct ui_key){ UI_KEY_BACKSPACE, 0 };
	if (c == 0)
		return (struct ui_key){ ' ', UI_MOD_CTRL };
	if (c < 27)
		return (struct ui_key){ (uint32_t)c + 'a' - 1, UI_MOD_CTRL };
	return (struct ui_key){ (uint32_t)c + '@', UI_MOD_CTRL };
}

bool ui_decoder_next(struct ui_decoder *d, struct ui_event *event)
{
	for (;;) {
		if (d->pasting) {
			if (!take_paste(d))
				return false;
			give_paste(d, event);
			return true;
		}
		if (d->start == d->end)
			return false;
		unsigned char c = d->bytes[d->start];
		bool second_half = d->after_return && c == '\n';

		d->after_return = c == '\r';
		if (c == ESC) {
			int made = escape(d, event);

			if (made)
				return made > 0;
			continue;
		}
		if (c >= 0x80)
			return character(d, event);
		d->start++;
		if (second_half)
			continue;
		struct ui_key key = { c, 0 };

		if (c < 0x20 || c == 127)
			key = key_of_control(c);
		*event = ui_event_key(key.code, key.mods);
		return true;
	}
}
