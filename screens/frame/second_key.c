/*
 * Which key stands for which: the digits' row as the function keys lie above it.
 */
#include "frame/second_key.h"

#include <string.h>

static const char row[] = "1234567890-=";

bool second_key_needed(struct ui_key key)
{
	return (key.mods & UI_MOD_ALT) ||
	       (!key.mods &&
		(key.code == UI_KEY_F1 || key.code == UI_KEY_F10 || key.code == UI_KEY_F11));
}

bool second_key_of(struct ui_key key, struct ui_key *second)
{
	if (!key.mods && key.code >= UI_KEY_F1 && key.code <= UI_KEY_F12)
		*second = (struct ui_key){ (uint32_t)row[key.code - UI_KEY_F1], 0 };
	else if (key.mods == UI_MOD_ALT && key.code >= 'a' && key.code <= 'z')
		*second = (struct ui_key){ key.code, 0 };
	else
		return false;
	return true;
}

bool second_key_means(struct ui_key second, struct ui_key *key)
{
	const char *at =
		second.code > 0 && second.code < 0x80 ? strchr(row, (int)second.code) : NULL;

	if (second.mods)
		return false;
	if (at)
		*key = (struct ui_key){ UI_KEY_F1 + (uint32_t)(at - row), 0 };
	else if (second.code >= 'a' && second.code <= 'z')
		*key = (struct ui_key){ second.code, UI_MOD_ALT };
	else if (second.code >= 'A' && second.code <= 'Z')
		*key = (struct ui_key){ second.code - 'A' + 'a', UI_MOD_ALT };
	else
		return false;
	return true;
}
