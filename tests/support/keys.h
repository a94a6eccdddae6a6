/*
 * Keys by name for a single widget.
 */
#ifndef SUPPORT_KEYS_H
#define SUPPORT_KEYS_H

#include "ui/event.h"

/* Takes the next key off *keys as an event; false at the end.  Fails the test on a wrong name. */
bool keys_next(const char **keys, struct ui_event *event);
struct ui_event keys_paste(const char *text);

#endif
