/*
 * What a column can be, in files of members and of patrons.
 */
#include <boxoffice/import.h>

#include <string.h>

#define X(name, code, label, members, patrons) { code, label, { members, patrons } },
static const struct {
	const char *code, *label;
	bool of[BO_IMPORT_KIND_COUNT];
} fields[] = { BO_IMPORT_FIELD_LIST(X) };
#undef X

const char *bo_import_field_code(enum bo_import_field field)
{
	return (unsigned)field < BO_IMPORT_FIELD_COUNT ? fields[field].code : "";
}

const char *bo_import_field_label(enum bo_import_field field)
{
	return (unsigned)field < BO_IMPORT_FIELD_COUNT ? fields[field].label : "";
}

bool bo_import_field_of(enum bo_import_field field, enum bo_import_kind kind)
{
	return (unsigned)field < BO_IMPORT_FIELD_COUNT && (unsigned)kind < BO_IMPORT_KIND_COUNT &&
	       fields[field].of[kind];
}

enum bo_import_field bo_import_field_from_code(const char *code)
{
	for (int i = 0; i < BO_IMPORT_FIELD_COUNT; i++)
		if (strcmp(fields[i].code, code) == 0)
			return (enum bo_import_field)i;
	return BO_IMPORT_FIELD_COUNT;
}
