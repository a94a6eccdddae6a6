/*
 * Seasons.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_season, id) },
	{ "name", IS_TEXT, AT(bo_season, name) },
	{ "from", IS_TEXT, AT(bo_season, first) },
	{ "to", IS_TEXT, AT(bo_season, last) },
};
const struct object object_season = { "seasons", FIELDS(fields, bo_season), "id,name,from,to" };

/* What a copy could not take along. */
static const struct field left_out_fields[] = {
	{ "what", IS_TEXT, AT(bo_left_out, what) },
	{ "message", IS_TEXT, AT(bo_left_out, why) },
};
const struct object object_left_out = { "left_out", FIELDS(left_out_fields, bo_left_out) };
