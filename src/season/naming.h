/*
 * A season, its houses, shows, performances and voucher types are made and changed in this room.
 * What its files share is here: permission, and the facts of a show that its
 * performances depend on.
 */
#ifndef SEASON_NAMING_H
#define SEASON_NAMING_H

#include "base/office.h"
#include "spelling/name.h"
#include "store/naming.h"

#include <boxoffice/arena.h>

#include <jansson.h>

enum {
	HOUSE_PLACES_MAX = 1000000,
	SEASON_DAYS_MAX = 3660, /* ten years */
	WHEN_TEXT = 64		/* bytes of a time in a sentence */
};

/* The last second of the year 9999. */
#define MOMENT_MAX INT64_C(253402300799)

/* Starts an act that changes the season, if the acting person may; act_end() must follow. */
enum bo_status setup_begin(struct bo *bo) BO_CHECKED;

struct show_facts {
	int64_t id, season_id, house_capacity;
	char title[BO_SHORT_NAME], season[BO_SHORT_NAME], zone[BO_ZONE_MAX];
	char first[BO_DATE_SIZE], last[BO_DATE_SIZE]; /* of its season */
};

enum bo_status show_facts(struct bo *bo, int64_t show_id, struct show_facts *facts) BO_CHECKED;

/*
 * BO_REFUSED (in_use) while an audience or a campaign, an ended one too, names this performance or
 * type: a number that is given again later must not bring somebody an offer.  what: as the sentence
 * begins; instead: what to do, behind a semicolon.
 */
enum bo_status check_not_named(struct bo *bo, const char *kind, int64_t id, const char *what,
			       const char *instead) BO_CHECKED;

/* "Mon 5 Jan 2026 20:00" for sentences; returns text. */
const char *when_text(char text[WHEN_TEXT], int64_t at, const char *zone);
/* For the journal: a time with its offset; null for BO_NONE. */
json_t *json_when(int64_t at, const char *zone);
/* For the journal: null for BO_NONE. */
json_t *json_number(int64_t number);

#endif
