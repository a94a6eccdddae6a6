/*
 * A window onto the members of an audience, which may be a million.
 *
 * Only some hundred rows are held at a time.  The window moves when the cursor comes near one of
 * its ends, so the list above it moves as if everything were there.  A search may have to look at
 * all members for the few it finds: it looks at some at a time, so that keys never wait for it.
 */
#ifndef SCREENS_AUDIENCES_MEMBER_WINDOW_H
#define SCREENS_AUDIENCES_MEMBER_WINDOW_H

#include <boxoffice/boxoffice.h>

#include "ui/widget/list.h"

enum { MEMBER_WINDOW = 300 };

/* Rows behind an id, as far as they were read. */
struct member_rows {
	struct bo_arena arena;
	struct bo_members list; /* at most MEMBER_WINDOW */
	int64_t after;		/* the id behind which it begins */
	int64_t base;		/* members before its first row */
	int64_t reached;	/* the search has to look on behind this id; 0: all was looked at */
	bool more;		/* there are more below */
};

struct member_window {
	int64_t audience_id;
	char words[256]; /* of the search */
	struct member_rows now;

	/* private */
	struct member_rows next; /* the same place again, while now is still shown */
	bool has_next;
	struct member_step { /* where it was before it moved down: the way back */
		int64_t after, base;
	} * step;
	size_t n_steps, room;
};

void member_window_init(struct member_window *window, int64_t audience_id);
void member_window_clear(struct member_window *window);

/* All of these leave what was there when they fail. */

/* Another search; from its first member. */
enum bo_status member_window_search(struct member_window *window, struct bo *bo,
				    const char *words) BO_CHECKED;
/* The same place again, after a change. */
enum bo_status member_window_again(struct member_window *window, struct bo *bo) BO_CHECKED;
enum bo_status member_window_first(struct member_window *window, struct bo *bo) BO_CHECKED;
/* total: members in all, BO_NONE if a search narrows them; then it reads through to the end. */
enum bo_status member_window_last(struct member_window *window, struct bo *bo, int64_t total,
				  bo_progress progress, void *arg) BO_CHECKED;
/* Moves it when the cursor has come near an end; the list's row stays with its member. */
enum bo_status member_window_follow(struct member_window *window, struct bo *bo,
				    struct ui_list *list) BO_CHECKED;

/* Is there more to look at?  Then go on in idle time, some milliseconds each.  *moved: rows are
 * other ones now. */
bool member_window_busy(const struct member_window *window);
enum bo_status member_window_go_on(struct member_window *window, struct bo *bo,
				   bool *moved) BO_CHECKED;

#endif
