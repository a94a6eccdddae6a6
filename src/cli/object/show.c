/*
 * Shows.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_show, id) },
	{ "title", IS_TEXT, AT(bo_show, title) },
	{ "season", IS_TEXT, AT(bo_show, season) },
	{ "house", IS_TEXT, AT(bo_show, house) },
	{ "event_type", IS_WORD, AT(bo_show, event_type), .word = word_event_type },
	{ "listed", IS_TEXT, AT(bo_show, listed) },
	{ "performances", IS_COUNT, AT(bo_show, performances) },
	{ "zone", IS_TEXT, AT(bo_show, zone) },
};
const struct object object_show = { "shows", FIELDS(fields, bo_show),
				    "id,title,season,house,event_type=TYPE,listed,performances" };
