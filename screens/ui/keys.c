/*
 * Keys and their names.
 *
 * One notation serves the table of commands, the tests' scripts and the user's key file; the words
 * come from the list in event.h, so a key that exists has a name.
 */
#include "ui/draw/glyph.h"
#include "ui/event.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
	uint32_t code;
	const char *word;
} words[] = {
#define X(name, word) { UI_KEY_##name, word },
	UI_KEY_LIST(X)
#undef X
		{ ' ', "Space" },
	{ '<', "lt" },
};

enum { WORDS = sizeof words / sizeof words[0] };

struct ui_event ui_event_key(uint32_t code, unsigned mods)
{
	struct ui_event event = { .type = UI_EVENT_KEY, .key = { code, mods } };

	if (code < UI_KEY_NONE && !(mods & (UI_MOD_CTRL | UI_MOD_ALT)))
		ui_utf8_encode(code, event.text);
	return event;
}

bool ui_key_is(const struct ui_event *event, uint32_t code, unsigned mods)
{
	return event->type == UI_EVENT_KEY && event->key.code == code && event->key.mods == mods;
}

static unsigned take_mods(const char **text)
{
	const char *p = *text;
	unsigned mods = 0;

	/* "<C->" names no key, "<C->>" names one */
	for (; p[0] && p[1] == '-' && p[2] && (p[2] != '>' || p[3] == '>'); p += 2) {
		if (p[0] == 'C')
			mods |= UI_MOD_CTRL;
		else if (p[0] == 'A')
			mods |= UI_MOD_ALT;
		else if (p[0] == 'S')
			mods |= UI_MOD_SHIFT;
		else
			break;
	}
	*text = p;
	return mods;
}

static bool parse_word(const char *p, size_t len, struct ui_key *key)
{
	size_t bytes;

	for (int i = 0; i < WORDS; i++) {
		if (strlen(words[i].word) == len && strncasecmp(words[i].word, p, len) == 0) {
			key->code = words[i].code;
			return true;
		}
	}
	if (len == 0)
		return false;
	key->code = ui_utf8_decode(p, &bytes);
	return bytes == len && key->code >= 0x20;
}

bool ui_key_parse(const char **text, struct ui_key *key)
{
	const char *p = *text, *end;
	struct ui_key k = { 0, 0 };
	size_t bytes;

	if (*p == '\0')
		return false;
	if (*p != '<') {
		k.code = ui_utf8_decode(p, &bytes);
		if (k.code < 0x20)
			return false;
		*key = k;
		*text = p + bytes;
		return true;
	}
	p++;
	k.mods = take_mods(&p);
	end = strchr(p, '>');
	if (end == p) /* "<C->>" is Ctrl and ">" */
		end = strchr(p + 1, '>');
	if (!end || !parse_word(p, (size_t)(end - p), &k))
		return false;
	if ((k.mods & UI_MOD_CTRL) && k.code < 0x80)
		k.code = (uint32_t)tolower((int)k.code);
	*key = k;
	*text = end + 1;
	return true;
}

static const char *word_of(uint32_t code)
{
	for (int i = 0; i < WORDS; i++)
		if (words[i].code == code)
			return words[i].word;
	return NULL;
}

void ui_key_format(struct ui_key key, char *text, size_t size)
{
	const char *word = word_of(key.code);
	char utf8[5];

	ui_utf8_encode(key.code, utf8);
	if (!word && !key.mods) {
		snprintf(text, size, "%s", utf8);
		return;
	}
	snprintf(text, size, "<%s%s%s%s>", key.mods & UI_MOD_CTRL ? "C-" : "",
		 key.mods & UI_MOD_ALT ? "A-" : "", key.mods & UI_MOD_SHIFT ? "S-" : "",
		 word ? word : utf8);
}

void ui_key_label(struct ui_key key, char *text, size_t size)
{
	const char *word = key.code == '<' ? NULL : word_of(key.code);
	char utf8[5];

	ui_utf8_encode(key.code, utf8);
	if ((key.mods & UI_MOD_CTRL) && key.code < 0x80)
		utf8[0] = (char)toupper((int)key.code);
	snprintf(text, size, "%s%s%s%s", key.mods & UI_MOD_CTRL ? "Ctrl-" : "",
		 key.mods & UI_MOD_ALT ? "Alt-" : "", key.mods & UI_MOD_SHIFT ? "Shift-" : "",
		 word ? word : utf8);
}
