/*
 * Keys by name.
 */
#include "support/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

bool keys_next(const char **keys, struct ui_event *event)
{
	struct ui_key key;

	if (**keys == '\0')
		return false;
	if (!ui_key_parse(keys, &key))
		fail_msg("not a key: %s", *keys);
	*event = ui_event_key(key.code, key.mods);
	return true;
}

struct ui_event keys_paste(const char *text)
{
	return (struct ui_event){ .type = UI_EVENT_PASTE, .paste = text };
}
