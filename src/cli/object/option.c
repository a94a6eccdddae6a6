/*
 * Options of the house.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "name", IS_TEXT, AT(bo_option, name) },
	{ "value", IS_TEXT, AT(bo_option, value) },
	{ "initial", IS_TEXT, AT(bo_option, initial) },
	{ "help", IS_TEXT, AT(bo_option, help) },
};
const struct object object_option = { "options", FIELDS(fields, bo_option),
				      "name,value,initial,help" };
