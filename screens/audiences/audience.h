/*
 * Audiences on the screen: what their files share.
 */
#ifndef SCREENS_AUDIENCES_AUDIENCE_H
#define SCREENS_AUDIENCES_AUDIENCE_H

#include "kit/choose.h"
#include "kit/fill.h"

/* "3", or "no limit" */
const char *audience_quantity(int64_t quantity, char text[32]);
/* The same in a narrow column: "-" for no limit. */
const char *audience_number(int64_t quantity, char text[32]);
/* False, and says who may, if the acting person may not change audiences. */
bool audience_may(const struct screen *screen);
/* The performances that were marked, in the arena; NULL: no memory. */
int64_t *audience_places(struct bo_arena *arena, const struct chosen *chosen, size_t *n);

/* --- Making one --- */

/* A new audience or a changed one while its form is open. */
struct audience_work {
	struct fill_room room;
	char name[BO_NAME_MAX + 1]; /* as typed */
	int64_t quantity;
	struct bo_arena arena;	    /* of performance and part */
	const int64_t *performance; /* of a new one of attendees */
	size_t n_performances;
	const struct bo_audience_part *part; /* of a combined one */
	size_t n_parts;
	int64_t made;	 /* the audience that was saved, or is edited */
	int64_t members; /* of a combined one */
};
void audience_work_clear(struct audience_work *work);
/* These open a form; done() hears tag, with a result once saved. */
unsigned audience_new_list(struct screen *screen, struct audience_work *work, int tag);
unsigned audience_new_attendees(struct screen *screen, struct audience_work *work,
				const int64_t *performances, size_t n, const char *name, int tag);
unsigned audience_new_combined(struct screen *screen, struct audience_work *work,
			       const struct bo_audience_part *parts, size_t n, int tag);
unsigned audience_edit(struct screen *screen, struct audience_work *work,
		       const struct bo_audience *audience, int tag);

/* --- Combining --- */

struct audience_parts_result {
	const struct bo_audience_part *part;
	size_t n;
};
/* No args.  Result: struct audience_parts_result. */
extern const struct screen_ops audience_combine_screen;

/* --- Members --- */

/* args: const int64_t *, the audience. */
extern const struct screen_ops member_page_screen;

#endif
