/*
 * The journal, and what verify and check find wrong.
 */
#include "cli/object/field.h"

/* The body is canonical JSON: passed on as it was hashed, as text, so that nothing re-writes it. */
static const struct field fields[] = {
	{ "till", IS_TEXT, AT(bo_journal_row, till) },
	{ "seq", IS_COUNT, AT(bo_journal_row, seq) },
	{ "at", IS_MOMENT, AT(bo_journal_row, at) },
	{ "staff", IS_TEXT, AT(bo_journal_row, staff) },
	{ "approver", IS_TEXT, AT(bo_journal_row, approver) },
	{ "kind", IS_TEXT, AT(bo_journal_row, kind) },
	{ "body", IS_BRIEF, AT(bo_journal_row, body) },
	{ "hash", IS_TEXT, AT(bo_journal_row, hash) },
};
const struct object object_journal_row = { "journal", FIELDS(fields, bo_journal_row),
					   "till,seq,at,staff,approver,kind,body" };

static const struct field journal_fault_fields[] = {
	{ "till", IS_TEXT, AT(bo_journal_fault, till) },
	{ "seq", IS_COUNT, AT(bo_journal_fault, seq) },
	{ "message", IS_TEXT, AT(bo_journal_fault, message) },
};
const struct object object_journal_fault = { "faults",
					     FIELDS(journal_fault_fields, bo_journal_fault),
					     "till,seq,message=FAULT" };

static const struct field fault_fields[] = {
	{ "area", IS_TEXT, AT(bo_fault, area) },
	{ "message", IS_TEXT, AT(bo_fault, message) },
};
const struct object object_fault = { "faults", FIELDS(fault_fields, bo_fault),
				     "area,message=FAULT" };
