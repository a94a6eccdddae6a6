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

/* What the terminal's own background is.  Unknown: a look has to read on either. */
enum ui_ground { UI_GROUND_UNKNOWN, UI_GROUND_DARK, UI_GROUND_LIGHT, UI_GROUNDS };

enum { UI_ATTR_BOLD = 1, UI_ATTR_REVERSE = 2, UI_ATTR_UNDERLINE = 4, UI_ATTR_DIM = 8 };

struct ui_look {
	int16_t fg, bg; /* terminal colour, -1: the terminal's own */
	uint16_t attrs;
};

/* In colours each role reads at a contrast of 4.5 or more (WCAG 2.1, 1.4.3) on black, on white, or
 * on both where the ground is unknown: tests/ui/test_style.c computes it. */
struct ui_look ui_style_look(enum ui_scheme scheme, enum ui_ground ground, enum ui_role role);
char ui_style_letter(enum ui_role role);

/*
 * The scheme to use.  asked is what --color said: "auto" (or NULL), "always", "never", "8", "256",
 * or the ground, "light" or "dark", which asks for colours.
 * no_color is the variable NO_COLOR: set and not empty means never, unless asked says otherwise.
 * colors is what the terminal has.  An unknown word counts as "auto".
 */
enum ui_scheme ui_style_choose(const char *asked, const char *no_color, int colors);
/* The ground that --color names, else the one that COLORFGBG does ("15;0": fore- and background by
 * their numbers, as rxvt and others set it).  Both may be NULL. */
enum ui_ground ui_style_ground(const char *asked, const char *colorfgbg);

#endif
