/*
 * Productions of a season.
 */
#ifndef BOXOFFICE_SHOW_H
#define BOXOFFICE_SHOW_H

#include <boxoffice/office.h>
#include <boxoffice/words.h>

#define BO_EVENT_TYPE_LIST(X)                                                                      \
	X(BO_EVENT_THEATRE, "theatre", "Theatre")                                                  \
	X(BO_EVENT_CONCERT, "concert", "Concert")                                                  \
	X(BO_EVENT_SPORT, "sport", "Sport")                                                        \
	X(BO_EVENT_FAMILY, "family", "Family")                                                     \
	X(BO_EVENT_CLASS, "class", "Class")                                                        \
	X(BO_EVENT_OTHER, "other", "Other")

BO_WORDS(bo_event_type, bo_event_type, BO_EVENT_TYPE)

struct bo_show {
	int64_t id, season_id, house_id;
	const char *title, *season, *house, *zone;
	enum bo_event_type event_type;
	const char *listed; /* the day it becomes visible to patrons; NULL: at once */
	int64_t performances;
};
struct bo_shows {
	size_t n;
	struct bo_show *row;
};

enum bo_status bo_show_add(struct bo *bo, const char *title, int64_t season_id, int64_t house_id,
			   enum bo_event_type type, const char *listed, int64_t *id) BO_CHECKED;
/* title NULL, type BO_EVENT_TYPE_COUNT and listed NULL leave a field; listed "": at once. */
enum bo_status bo_show_edit(struct bo *bo, int64_t id, const char *title, enum bo_event_type type,
			    const char *listed) BO_CHECKED;
/* season_id 0: of all seasons. */
enum bo_status bo_show_list(struct bo *bo, struct bo_arena *arena, int64_t season_id,
			    struct bo_shows *list) BO_CHECKED;
/* It is BO_NOT_FOUND if there is none of that id. */
enum bo_status bo_show_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			   struct bo_show *show) BO_CHECKED;
/* Finds by id or title; the newest season first where a title comes back. */
enum bo_status bo_show_find(struct bo *bo, struct bo_arena *arena, const char *text,
			    struct bo_show *show) BO_CHECKED;

#endif
