/*
 * The toolkit draws, reads keys and keeps cursors; it knows no tickets.
 *
 * Here is what can happen to a screen: keys, pasted text, another size, time, news from elsewhere.
 *
 * A character someone types is a key too, with its UTF-8 beside it, so a text field takes `text`
 * and everything else looks at `code`.  Pasted text is one event and never keys: a newline in it is
 * data, not Enter.
 */
#ifndef UI_EVENT_H
#define UI_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keys that are no character.  X(name, word between < and >) */
#define UI_KEY_LIST(X)                                                                             \
	X(ENTER, "Enter")                                                                          \
	X(ESC, "Esc")                                                                              \
	X(TAB, "Tab")                                                                              \
	X(BACKSPACE, "Backspace")                                                                  \
	X(DELETE, "Delete")                                                                        \
	X(INSERT, "Insert")                                                                        \
	X(UP, "Up")                                                                                \
	X(DOWN, "Down")                                                                            \
	X(LEFT, "Left")                                                                            \
	X(RIGHT, "Right")                                                                          \
	X(HOME, "Home")                                                                            \
	X(END, "End")                                                                              \
	X(PAGE_UP, "PageUp")                                                                       \
	X(PAGE_DOWN, "PageDown")                                                                   \
	X(F1, "F1")                                                                                \
	X(F2, "F2")                                                                                \
	X(F3, "F3")                                                                                \
	X(F4, "F4")                                                                                \
	X(F5, "F5")                                                                                \
	X(F6, "F6")                                                                                \
	X(F7, "F7")                                                                                \
	X(F8, "F8")                                                                                \
	X(F9, "F9")                                                                                \
	X(F10, "F10")                                                                              \
	X(F11, "F11")                                                                              \
	X(F12, "F12")                                                                              \
	X(UNKNOWN, "Unknown") /* a sequence the terminal sent that nobody knows */

enum ui_key_code {
	UI_KEY_NONE = 0x110000, /* above every character */
#define X(name, word) UI_KEY_##name,
	UI_KEY_LIST(X)
#undef X
		UI_KEYS_END
};

enum { UI_MOD_SHIFT = 1, UI_MOD_ALT = 2, UI_MOD_CTRL = 4 };

struct ui_key {
	uint32_t code; /* a character's code point (letters with Ctrl: lower case), or UI_KEY_… */
	unsigned mods; /* UI_MOD_…; Shift only where the character does not say it */
};

enum ui_event_type {
	UI_EVENT_KEY,
	UI_EVENT_PASTE,	 /* paste: UTF-8, terminated, lent until the event is handled */
	UI_EVENT_MOUSE,	 /* y, x on the whole surface, button */
	UI_EVENT_RESIZE, /* rows, cols */
	UI_EVENT_TICK,	 /* time went on */
	UI_EVENT_WAKE,	 /* fd has something to read */
	UI_EVENT_IDLE,	 /* nothing else to do: go on with long work for some milliseconds */
};

enum ui_button { UI_BUTTON_LEFT, UI_BUTTON_OTHER, UI_WHEEL_UP, UI_WHEEL_DOWN };

struct ui_event {
	enum ui_event_type type;
	struct ui_key key;
	char text[5]; /* of a key that is a character without Ctrl or Alt; else empty */
	const char *paste;
	int y, x, rows, cols, fd;
	enum ui_button button;
};

/* What became of an event; several may be true. */
enum ui_result {
	UI_IGNORED = 0,
	UI_HANDLED = 1,
	UI_REDRAW = 2,
	UI_RECALC = 4, /* fetch the model again */
	UI_CLOSE = 8,
	UI_BELL = 16,
	UI_DROP_TYPEAHEAD = 32, /* forget what was typed before this is painted */
	UI_CHANGED = 64,	/* a widget's value is another one */
	UI_ACCEPTED = 128,	/* a widget's value was confirmed: Enter, save, answer */
	UI_CANCELLED = 256,
	UI_REPAINT = 512,  /* send the whole picture again */
	UI_SUSPEND = 1024, /* stop the program until the shell continues it */
};

struct ui_event ui_event_key(uint32_t code, unsigned mods);
/* Is it this key, with these modifiers and no other? */
bool ui_key_is(const struct ui_event *event, uint32_t code, unsigned mods);

/*
 * Keys as words: "a", "?", "<F5>", "<C-p>", "<S-Tab>", "<A-1>", "<Space>", "<lt>" for "<".
 * parse takes one key off *text; false: it is none, *text stays at the fault.
 */
bool ui_key_parse(const char **text, struct ui_key *key);
void ui_key_format(struct ui_key key, char *text, size_t size);
/* For people: "F5", "Ctrl-P", "Shift-Tab", "Space". */
void ui_key_label(struct ui_key key, char *text, size_t size);

#endif
