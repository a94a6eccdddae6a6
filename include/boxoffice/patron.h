/*
 * Who buys.
 */
#ifndef BOXOFFICE_PATRON_H
#define BOXOFFICE_PATRON_H

#include <boxoffice/office.h>

/* The one nobody can edit or delete: a buyer without a name. */
enum { BO_PATRON_WALK_UP = 1 };

struct bo_patron {
	int64_t id;
	const char *name, *email, *phone; /* "" if not known */
	int64_t orders;
};
struct bo_patrons {
	size_t n;
	struct bo_patron *row;
};

/* email and phone may be NULL. */
enum bo_status bo_patron_add(struct bo *bo, const char *name, const char *email, const char *phone,
			     int64_t *id) BO_CHECKED;
enum bo_status bo_patron_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			     struct bo_patron *patron) BO_CHECKED;
/* Every word must begin a word of the name or the e-mail; no case, no accents, any order.  By name.
 */
enum bo_status bo_patron_search(struct bo *bo, struct bo_arena *arena, const char *words,
				size_t limit, struct bo_patrons *list) BO_CHECKED;
/* By id, e-mail or exact name; BO_INVALID if several have that name. */
enum bo_status bo_patron_find(struct bo *bo, struct bo_arena *arena, const char *text,
			      struct bo_patron *patron) BO_CHECKED;

#endif
