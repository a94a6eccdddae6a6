/*
 * What the files of the members' page (member_*.c) share with each other only.
 */
#ifndef SCREENS_AUDIENCES_MEMBER_STATE_H
#define SCREENS_AUDIENCES_MEMBER_STATE_H

#include "audiences/audience.h"
#include "audiences/member_window.h"
#include "kit/table.h"

#include "ui/widget/picker.h"

enum { MEMBER_TAG_FORM = 1, MEMBER_TAG_REMOVE, MEMBER_TAG_GENERATE, MEMBER_TAG_CODES };
enum { MEMBER_TAG_QUANTITY = 10, MEMBER_TAG_EXPORT, MEMBER_TAG_IMPORT };
enum { MEMBER_TAG_AUDIENCE = 20, MEMBER_TAG_PLACES };
enum { MEMBER_MARKS = 10000, MEMBER_USES = 40 };

struct member_page {
	int64_t audience_id;
	const struct session *session;
	struct bo_arena arena; /* of the audience */
	struct bo_audience audience;
	bool has;
	struct member_window window;
	struct ui_picker picker;

	struct marks marks; /* members */

	/* what the member under the cursor has used */
	struct bo_arena use_arena;
	struct bo_member_uses uses;
	int64_t uses_of;

	/* forms */
	struct audience_work work;
	struct fill_room room;
	int64_t first_id; /* of codes just made */
	char path[1001];
};

/* The member under the cursor; NULL if there is none. */
static inline const struct bo_member *member_here(const struct member_page *page)
{
	int row = page->picker.list.row;

	return row >= 0 && row < (int)page->window.now.list.n ? &page->window.now.list.row[row]
							      : NULL;
}

/* --- member_list.c --- */

int member_panel_rows(int rows);
struct ui_rect member_list_part(int rows, int cols);
void member_layout(struct screen *screen, int rows, int cols);
void member_stand_on(struct member_page *page, int64_t id);
/* The window follows the cursor, and the panel below. */
void member_settle(struct screen *screen);
/* Everything on the page again, the cursor on the same member. */
void member_page_again(struct screen *screen);

/* --- Who may change (member_act.c) --- */

/* False, and says why, where members cannot be changed: attendees, or the person may not. */
bool member_may_change(const struct screen *screen);

/* --- Reading all of them (member_export.c) --- */

/* Reading all members that a search finds, some at a time, so that their number costs no memory.
 * Zeroed but for the first two. */
struct member_reader {
	int64_t audience_id;
	const char *words;
	int64_t after;
	bool done;
	struct bo_arena arena;
};
/* The next of them, lent until it is called again; false: no more, or it failed and was said. */
bool member_reader_next(struct screen *screen, struct member_reader *reader,
			struct bo_members *list);
void member_reader_end(struct member_reader *reader);

/* --- What the commands do (member_act.c, member_codes.c, member_export.c) --- */

unsigned member_mark(struct screen *screen);
unsigned member_mark_found(struct screen *screen);
unsigned member_add(struct screen *screen);
unsigned member_edit(struct screen *screen);
unsigned member_ask_quantity(struct screen *screen);
unsigned member_ask_remove(struct screen *screen);
unsigned member_remove(struct screen *screen);
unsigned member_ask_generate(struct screen *screen);
unsigned member_show_codes(struct screen *screen);
unsigned member_ask_export(struct screen *screen);
unsigned member_export(struct screen *screen, const char *path);

/* --- The panel below the list (member_usage.c) --- */

void member_usage_fetch(struct screen *screen);
void member_usage_draw(const struct member_page *page, struct ui_surface *surface);

#endif
