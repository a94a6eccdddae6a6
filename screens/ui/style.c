/*
 * The schemes.  Eight-colour terminals do not get bold text as a brighter colour, and text without
 * a background keeps the terminal's own, so light and dark terminals both stay readable.
 */
#include "ui/style.h"

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
		[UI_ROLE_BORDER] = LOOK(BLUE, -1, 0),
		[UI_ROLE_MONEY] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_OK] = LOOK(GREEN, -1, 0),
		[UI_ROLE_WARN] = LOOK(BLACK, YELLOW, 0),
		[UI_ROLE_ERROR] = LOOK(WHITE, RED, UI_ATTR_BOLD),
		[UI_ROLE_HINT] = LOOK(CYAN, -1, 0),
		[UI_ROLE_DISABLED] = LOOK(BLUE, -1, 0),
		[UI_ROLE_MATCH] = LOOK(MAGENTA, -1, UI_ATTR_UNDERLINE),
		[UI_ROLE_MARK] = LOOK(BLACK, YELLOW, 0),
		[UI_ROLE_ENTRY] = LOOK(WHITE, BLUE, UI_ATTR_BOLD),
		[UI_ROLE_ENTRY_OFF] = PLAIN(UI_ATTR_UNDERLINE),
		[UI_ROLE_BIG] = LOOK(GREEN, -1, UI_ATTR_BOLD),
		[UI_ROLE_GAUGE] = LOOK(GREEN, -1, 0),
	},
	[UI_SCHEME_256] = {
		[UI_ROLE_NORMAL] = PLAIN(0),
		[UI_ROLE_TITLE] = LOOK(255, 24, UI_ATTR_BOLD),
		[UI_ROLE_BAR] = LOOK(253, 238, 0),
		[UI_ROLE_BAR_KEY] = LOOK(220, 234, UI_ATTR_BOLD),
		[UI_ROLE_BAR_OFF] = LOOK(245, 238, 0),
		[UI_ROLE_SELECTED] = LOOK(255, 31, UI_ATTR_BOLD),
		[UI_ROLE_SELECTED_DIM] = LOOK(252, 240, 0),
		[UI_ROLE_HEADER] = PLAIN(UI_ATTR_BOLD | UI_ATTR_UNDERLINE),
		[UI_ROLE_BORDER] = LOOK(67, -1, 0),
		[UI_ROLE_MONEY] = PLAIN(UI_ATTR_BOLD),
		[UI_ROLE_OK] = LOOK(35, -1, UI_ATTR_BOLD),
		[UI_ROLE_WARN] = LOOK(16, 214, 0),
		[UI_ROLE_ERROR] = LOOK(255, 160, UI_ATTR_BOLD),
		[UI_ROLE_HINT] = LOOK(67, -1, 0),
		[UI_ROLE_DISABLED] = LOOK(244, -1, 0),
		[UI_ROLE_MATCH] = LOOK(170, -1, UI_ATTR_UNDERLINE),
		[UI_ROLE_MARK] = LOOK(16, 180, 0),
		[UI_ROLE_ENTRY] = LOOK(255, 60, UI_ATTR_BOLD),
		[UI_ROLE_ENTRY_OFF] = LOOK(252, 236, 0),
		[UI_ROLE_BIG] = LOOK(35, -1, UI_ATTR_BOLD),
		[UI_ROLE_GAUGE] = LOOK(35, -1, 0),
	},
};

struct ui_look ui_style_look(enum ui_scheme scheme, enum ui_role role)
{
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
	if (asked && (strcmp(asked, "always") == 0 || strcmp(asked, "256") == 0))
		return best;
	if (no_color && *no_color)
		return UI_SCHEME_MONO;
	return best;
}
