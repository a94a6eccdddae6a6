/*
 * What a column can be, in files of members and of patrons.
 */
#include <boxoffice/import.h>

bool bo_import_field_of(enum bo_import_field field, enum bo_import_kind kind)
{
#define X(name, code, label, members, patrons)                                                     \
	[name] = { [BO_IMPORT_MEMBERS] = members, [BO_IMPORT_PATRONS] = patrons },
	static const bool of[][BO_IMPORT_KIND_COUNT] = { BO_IMPORT_FIELD_LIST(X) };
#undef X

	return (unsigned)field < BO_IMPORT_FIELD_COUNT && (unsigned)kind < BO_IMPORT_KIND_COUNT &&
	       of[field][kind];
}
