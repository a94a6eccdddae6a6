/*
 * The schemes.  A role either brings its own background or reads on black and on white alike; what
 * may look better once the ground is known stands in a table of its own.  With eight colours few
 * pairs read on every palette: yellow is brown on the Linux console, so it comes bold, which that
 * console shows bright, and on a black of its own.
 */
#include "ui/draw/style.h"

#include <stdlib.h>
#include <string.h>

enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };

#define LOOK(fg, bg, attrs)                                                                        \
	{                                                                                          \
		fg, bg, attrs                                                                      \
	}
#define PLAIN(attrs)                                                                               \
	{                                                                                          \
		-1, -1, attrs                                                                      \
	}

static const struct ui_look looks[UI_SCHEMES][UI_ROLES] = {
	[UI_SCHEME_MONO] = {
		[UI_ROLE_NORMAL] = PLAIN(0),
		[UI_ROLE_TITLE] = PLAIN(UI_ATTR_REVERSE | UI_ATTR_BOLD),
		[UI_ROLE_BAR] = PLAIN(UI_ATTR_REVERSE),
		[UI_ROLE_BAR_KEY] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_BAR_OFF] = PLAIN(UI_ATTR_DIM),
		[UI_ROLE_SELECTED] = PLAIN(UI_ATTR_REVERSE),
		[UI_ROLE_SELECTED_DIM] = PLAIN(UI_ATTR_UNDERLINE),
		[UI_ROLE_HEADER] = PLAIN(UI_ATTR_BOLD | UI_ATTR_UNDERLINE),
		[UI_ROLE_BORDER] = PLAIN(0),
		[UI_ROLE_MONEY] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_OK] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_WARN] = PLAIN(UI_ATTR_BOLD | UI_ATTR_UNDERLINE),
		[UI_ROLE_ERROR] = PLAIN(UI_ATTR_BOLD | UI_ATTR_REVERSE),
		[UI_ROLE_HINT] = PLAIN(0),
		[UI_ROLE_DISABLED] = PLAIN(UI_ATTR_DIM),
		[UI_ROLE_MATCH] = PLAIN(UI_ATTR_UNDERLINE),
		[UI_ROLE_MARK] = PLAIN(UI_ATTR_BOLD | UI_ATTR_UNDERLINE),
		[UI_ROLE_ENTRY] = PLAIN(UI_ATTR_BOLD | UI_ATTR_UNDERLINE),
		[UI_ROLE_ENTRY_OFF] = PLAIN(UI_ATTR_UNDERLINE),
		[UI_ROLE_BIG] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_GAUGE] = PLAIN(UI_ATTR_BOLD),
	},
	[UI_SCHEME_8] = {
		[UI_ROLE_NORMAL] = PLAIN(0),
		[UI_ROLE_TITLE] = LOOK(WHITE, BLUE, 0),
		[UI_ROLE_BAR] = LOOK(BLACK, CYAN, 0),
		[UI_ROLE_BAR_KEY] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_BAR_OFF] = LOOK(BLUE, CYAN, 0),
		[UI_ROLE_SELECTED] = LOOK(BLACK, CYAN, 0),
		[UI_ROLE_SELECTED_DIM] = LOOK(BLACK, WHITE, 0),
		[UI_ROLE_HEADER] = PLAIN(UI_ATTR_BOLD | UI_ATTR_UNDERLINE),
		[UI_ROLE_BORDER] = PLAIN(0),
		[UI_ROLE_MONEY] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_OK] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_WARN] = LOOK(YELLOW, BLACK, UI_ATTR_BOLD),
		[UI_ROLE_ERROR] = LOOK(WHITE, RED, UI_ATTR_BOLD),
		[UI_ROLE_HINT] = PLAIN(0),
		[UI_ROLE_DISABLED] = PLAIN(0),
		[UI_ROLE_MATCH] = PLAIN(UI_ATTR_UNDERLINE),
		[UI_ROLE_MARK] = LOOK(BLACK, GREEN, 0),
		[UI_ROLE_ENTRY] = LOOK(WHITE, BLUE, UI_ATTR_BOLD),
		[UI_ROLE_ENTRY_OFF] = PLAIN(UI_ATTR_UNDERLINE),
		[UI_ROLE_BIG] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_GAUGE] = PLAIN(UI_ATTR_BOLD),
	},
	[UI_SCHEME_256] = {
		[UI_ROLE_NORMAL] = PLAIN(0),
		[UI_ROLE_TITLE] = LOOK(255, 24, UI_ATTR_BOLD),
		[UI_ROLE_BAR] = LOOK(253, 238, 0),
		[UI_ROLE_BAR_KEY] = LOOK(220, 234, UI_ATTR_BOLD),
		[UI_ROLE_BAR_OFF] = LOOK(246, 235, 0),
		[UI_ROLE_SELECTED] = LOOK(255, 25, UI_ATTR_BOLD),
		[UI_ROLE_SELECTED_DIM] = LOOK(252, 240, 0),
		[UI_ROLE_HEADER] = PLAIN(UI_ATTR_BOLD | UI_ATTR_UNDERLINE),
		[UI_ROLE_BORDER] = LOOK(243, -1, 0),
		[UI_ROLE_MONEY] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_OK] = LOOK(29, -1, UI_ATTR_BOLD),
		[UI_ROLE_WARN] = LOOK(16, 214, 0),
		[UI_ROLE_ERROR] = LOOK(255, 160, UI_ATTR_BOLD),
		[UI_ROLE_HINT] = LOOK(63, -1, 0),
		[UI_ROLE_DISABLED] = LOOK(243, -1, 0),
		[UI_ROLE_MATCH] = LOOK(163, -1, UI_ATTR_UNDERLINE),
		[UI_ROLE_MARK] = LOOK(16, 180, 0),
		[UI_ROLE_ENTRY] = LOOK(255, 60, UI_ATTR_BOLD),
		[UI_ROLE_ENTRY_OFF] = LOOK(252, 236, 0),
		[UI_ROLE_BIG] = LOOK(29, -1, UI_ATTR_BOLD),
		[UI_ROLE_GAUGE] = LOOK(29, -1, 0),
	},
};

/* Ground by ground, where more colour reads than on an unknown one. */
static const struct {
	enum ui_scheme scheme;
	enum ui_role role;
	struct ui_look dark, light;
} tints[] = {
	{ UI_SCHEME_8, UI_ROLE_BORDER, LOOK(CYAN, -1, 0), LOOK(BLUE, -1, 0) },
	{ UI_SCHEME_8, UI_ROLE_OK, LOOK(GREEN, -1, 0), PLAIN(UI_ATTR_BOLD) },
	{ UI_SCHEME_8, UI_ROLE_HINT, LOOK(CYAN, -1, 0), LOOK(BLUE, -1, 0) },
	{ UI_SCHEME_8, UI_ROLE_DISABLED, LOOK(CYAN, -1, 0), LOOK(BLUE, -1, 0) },
	{ UI_SCHEME_8, UI_ROLE_MATCH, LOOK(GREEN, -1, UI_ATTR_UNDERLINE),
	  LOOK(BLUE, -1, UI_ATTR_UNDERLINE) },
	{ UI_SCHEME_8, UI_ROLE_BIG, LOOK(GREEN, -1, UI_ATTR_BOLD), PLAIN(UI_ATTR_BOLD) },
	{ UI_SCHEME_8, UI_ROLE_GAUGE, LOOK(GREEN, -1, 0), LOOK(BLUE, -1, 0) },
	{ UI_SCHEME_256, UI_ROLE_BORDER, LOOK(67, -1, 0), LOOK(24, -1, 0) },
	{ UI_SCHEME_256, UI_ROLE_OK, LOOK(35, -1, UI_ATTR_BOLD), LOOK(22, -1, UI_ATTR_BOLD) },
	{ UI_SCHEME_256, UI_ROLE_HINT, LOOK(110, -1, 0), LOOK(25, -1, 0) },
	{ UI_SCHEME_256, UI_ROLE_DISABLED, LOOK(245, -1, 0), LOOK(241, -1, 0) },
	{ UI_SCHEME_256, UI_ROLE_MATCH, LOOK(176, -1, UI_ATTR_UNDERLINE),
	  LOOK(90, -1, UI_ATTR_UNDERLINE) },
	{ UI_SCHEME_256, UI_ROLE_BIG, LOOK(35, -1, UI_ATTR_BOLD), LOOK(22, -1, UI_ATTR_BOLD) },
	{ UI_SCHEME_256, UI_ROLE_GAUGE, LOOK(35, -1, 0), LOOK(28, -1, 0) },
};

struct ui_look ui_style_look(enum ui_scheme scheme, enum ui_ground ground, enum ui_role role)
{
	for (size_t i = 0; ground && i < sizeof tints / sizeof tints[0]; i++)
		if (tints[i].scheme == scheme && tints[i].role == role)
			return ground == UI_GROUND_DARK ? tints[i].dark : tints[i].light;
	return looks[scheme][role];
}

char ui_style_letter(enum ui_role role)
{
	static const char letters[] = {
#define X(name, letter) letter,
		UI_ROLE_LIST(X)
#undef X
	};
	return letters[role];
}

enum ui_scheme ui_style_choose(const char *asked, const char *no_color, int colors)
{
	enum ui_scheme best = colors >= 256 ? UI_SCHEME_256
			      : colors >= 8 ? UI_SCHEME_8
					    : UI_SCHEME_MONO;

	if (asked && strcmp(asked, "never") == 0)
		return UI_SCHEME_MONO;
	if (asked && strcmp(asked, "8") == 0)
		return colors >= 8 ? UI_SCHEME_8 : UI_SCHEME_MONO;
	if (asked && (strcmp(asked, "always") == 0 || strcmp(asked, "256") == 0 ||
		      strcmp(asked, "light") == 0 || strcmp(asked, "dark") == 0))
		return best;
	if (no_color && *no_color)
		return UI_SCHEME_MONO;
	return best;
}

enum ui_ground ui_style_ground(const char *asked, const char *colorfgbg)
{
	const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;

	if (asked && strcmp(asked, "light") == 0)
		return UI_GROUND_LIGHT;
	if (asked && strcmp(asked, "dark") == 0)
		return UI_GROUND_DARK;
	if (!last || last[1] < '0' || last[1] > '9')
		return UI_GROUND_UNKNOWN;
	long number = strtol(last + 1, NULL, 10);

	return number == 7 || number >= 9 ? UI_GROUND_LIGHT : UI_GROUND_DARK;
}
