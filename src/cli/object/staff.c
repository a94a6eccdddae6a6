/*
 * Who works here.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_staff, id) },
	{ "name", IS_TEXT, AT(bo_staff, name) },
	{ "role", IS_WORD, AT(bo_staff, role), .word = word_role },
	{ "pin", IS_FLAG, AT(bo_staff, has_pin) },
	{ "disabled", IS_FLAG, AT(bo_staff, disabled) },
};
const struct object object_staff = { "staff", FIELDS(fields, bo_staff),
				     "id,name,role,pin,disabled" };

/* Of the training store: everybody may know these PINs. */
static const struct field person_fields[] = {
	{ "name", IS_TEXT, AT(bo_demo_person, name) },
	{ "role", IS_WORD, AT(bo_demo_person, role), .word = word_role },
	{ "pin", IS_TEXT, AT(bo_demo_person, pin) },
};
const struct object object_demo_person = { "staff", FIELDS(person_fields, bo_demo_person),
					   "name=STAFF,role,pin" };
