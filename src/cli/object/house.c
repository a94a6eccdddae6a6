/*
 * Houses.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_house, id) },
	{ "name", IS_TEXT, AT(bo_house, name) },
	{ "capacity", IS_COUNT, AT(bo_house, capacity) },
	{ "zone", IS_TEXT, AT(bo_house, zone) },
};
const struct object object_house = { "houses", FIELDS(fields, bo_house), "id,name,capacity,zone" };
