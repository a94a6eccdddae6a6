/*
 * What a piece of the screen means, and how that looks on a terminal.
 *
 * Code asks for a role, never for a colour.  A scheme says how each role looks with the colours a
 * terminal has; the monochrome one is complete, because colour alone never carries a meaning.
 */
#ifndef UI_STYLE_H
#define UI_STYLE_H

#include <stdint.h>

/* X(role, letter that stands for it in a golden picture) */
#define UI_ROLE_LIST(X)                                                                            \
	X(NORMAL, '.')                                                                             \
	X(TITLE, 'T')	 /* header line */                                                         \
	X(BAR, 'b')	 /* function bar: a label that works now */                                \
	X(BAR_KEY, 'K')	 /* function bar: the key */                                               \
	X(BAR_OFF, 'g')	 /* function bar: exists, but not now */                                   \
	X(SELECTED, 'S') /* cursor of the part that has the focus */                               \
	X(SELECTED_DIM, 's')                                                                       \
	X(HEADER, 'H') /* heads of columns and groups */                                           \
	X(BORDER, '-')                                                                             \
	X(MONEY, 'M')                                                                              \
	X(OK, 'O')                                                                                 \
	X(WARN, 'W')                                                                               \
	X(ERROR, 'E')                                                                              \
	X(HINT, 'h')                                                                               \
	X(DISABLED, 'd')                                                                           \
	X(MATCH, 'm')	  /* what a search found in a text */                                      \
	X(MARK, '*')	  /* marked rows and cells */                                              \
	X(ENTRY, 'e')	  /* where one types */                                                    \
	X(ENTRY_OFF, 'f') /* a field without the focus */                                          \
	X(BIG, 'B')	  /* large figures */                                                      \
	X(GAUGE, 'G')	  /* the filled part of a bar */

enum ui_role {
#define X(name, letter) UI_ROLE_##name,
	UI_ROLE_LIST(X)
#undef X
		UI_ROLES
};

enum ui_scheme { UI_SCHEME_MONO, UI_SCHEME_8, UI_SCHEME_256, UI_SCHEMES };

enum { UI_ATTR_BOLD = 1, UI_ATTR_REVERSE = 2, UI_ATTR_UNDERLINE = 4, UI_ATTR_DIM = 8 };

struct ui_look {
	int16_t fg, bg; /* terminal colour, -1: the terminal's own */
	uint16_t attrs;
};

struct ui_look ui_style_look(enum ui_scheme scheme, enum ui_role role);
char ui_style_letter(enum ui_role role);

/*
 * The scheme to use.  asked is what --color said: "auto" (or NULL), "always", "never", "8", "256".
 * no_color is the variable NO_COLOR: set and not empty means never, unless asked says otherwise.
 * colors is what the terminal has.  An unknown word counts as "auto".
 */
enum ui_scheme ui_style_choose(const char *asked, const char *no_color, int colors);

#endif
