/*
 * Keys as the bytes xterm sends for them.
 */
#include "support/pty.h"

#include "ui/draw/glyph.h"
#include "ui/event.h"

#include <stdio.h>
#include <string.h>

/* Number or letter of a sequence: digits end in '~', letters follow CSI or SS3. */
static const struct {
	uint32_t code;
	const char *tail;
} tails[] = {
	{ UI_KEY_UP, "A" },	    { UI_KEY_DOWN, "B" },    { UI_KEY_RIGHT, "C" },
	{ UI_KEY_LEFT, "D" },	    { UI_KEY_HOME, "H" },    { UI_KEY_END, "F" },
	{ UI_KEY_INSERT, "2~" },    { UI_KEY_DELETE, "3~" }, { UI_KEY_PAGE_UP, "5~" },
	{ UI_KEY_PAGE_DOWN, "6~" }, { UI_KEY_F1, "P" },	     { UI_KEY_F2, "Q" },
	{ UI_KEY_F3, "R" },	    { UI_KEY_F4, "S" },	     { UI_KEY_F5, "15~" },
	{ UI_KEY_F6, "17~" },	    { UI_KEY_F7, "18~" },    { UI_KEY_F8, "19~" },
	{ UI_KEY_F9, "20~" },	    { UI_KEY_F10, "21~" },   { UI_KEY_F11, "23~" },
	{ UI_KEY_F12, "24~" },
};

static const char *tail_of(uint32_t code)
{
	for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++)
		if (tails[i].code == code)
			return tails[i].tail;
	return NULL;
}

static void sequence(const char *tail, unsigned mods, char *out, size_t size)
{
	size_t n = strlen(tail);
	bool numbered = tail[n - 1] == '~';

	if (!mods)
		snprintf(out, size, "\033%c%s", numbered ? '[' : 'O', tail);
	else if (numbered)
		snprintf(out, size, "\033[%.*s;%u~", (int)n - 1, tail, mods + 1);
	else
		snprintf(out, size, "\033[1;%u%s", mods + 1, tail);
}

static bool bytes_of(struct ui_key key, char *out, size_t size)
{
	const char *tail = tail_of(key.code), *alt = key.mods & UI_MOD_ALT ? "\033" : "";
	char utf8[5];

	if (tail)
		sequence(tail, key.mods, out, size);
	else if (key.code == UI_KEY_TAB && key.mods == UI_MOD_SHIFT)
		snprintf(out, size, "\033[Z");
	else if (key.code == UI_KEY_ENTER)
		snprintf(out, size, "%s\r", alt);
	else if (key.code == UI_KEY_TAB)
		snprintf(out, size, "%s\t", alt);
	else if (key.code == UI_KEY_ESC)
		snprintf(out, size, "\033");
	else if (key.code == UI_KEY_BACKSPACE)
		snprintf(out, size, "%s\177", alt);
	else if (key.code >= UI_KEY_NONE)
		return false;
	else if (key.mods & UI_MOD_CTRL)
		snprintf(out, size, "%s%c", alt, (int)(key.code & 0x1F));
	else {
		ui_utf8_encode(key.code, utf8);
		snprintf(out, size, "%s%s", alt, utf8);
	}
	return true;
}

bool pty_keys(struct pty *p, const char *keys)
{
	struct ui_key key;
	char bytes[32];

	while (ui_key_parse(&keys, &key))
		if (!bytes_of(key, bytes, sizeof bytes) || !pty_send(p, bytes))
			return false;
	return *keys == '\0';
}
