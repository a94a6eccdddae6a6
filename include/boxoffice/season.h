/*
 * A year's programme, and the rooms it plays in.
 */
#ifndef BOXOFFICE_SEASON_H
#define BOXOFFICE_SEASON_H

#include <boxoffice/office.h>

struct bo_season {
	int64_t id;
	const char *name;
	const char *first, *last; /* days, both included: "2026-09-01" */
};
struct bo_seasons {
	size_t n;
	struct bo_season *row;
};

struct bo_house {
	int64_t id;
	const char *name;
	int64_t capacity; /* places */
	const char *zone;
};
struct bo_houses {
	size_t n;
	struct bo_house *row;
};

enum bo_status bo_season_add(struct bo *bo, const char *name, const char *first, const char *last,
			     int64_t *id) BO_CHECKED;
enum bo_status bo_season_list(struct bo *bo, struct bo_arena *arena,
			      struct bo_seasons *list) BO_CHECKED;
/* It is BO_NOT_FOUND if there is none of that id, as of a house below. */
enum bo_status bo_season_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			     struct bo_season *season) BO_CHECKED;
/* Finds by id or name, without case and accents; a near miss is named in the sentence. */
enum bo_status bo_season_find(struct bo *bo, struct bo_arena *arena, const char *text,
			      struct bo_season *season) BO_CHECKED;

/* zone NULL: the option "zone". */
enum bo_status bo_house_add(struct bo *bo, const char *name, int64_t capacity, const char *zone,
			    int64_t *id) BO_CHECKED;
enum bo_status bo_house_list(struct bo *bo, struct bo_arena *arena,
			     struct bo_houses *list) BO_CHECKED;
enum bo_status bo_house_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			    struct bo_house *house) BO_CHECKED;
enum bo_status bo_house_find(struct bo *bo, struct bo_arena *arena, const char *text,
			     struct bo_house *house) BO_CHECKED;

#endif
