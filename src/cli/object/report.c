/*
 * Which reports there are, and what is wrong with the rows of a file.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "name", IS_TEXT, AT(bo_report_info, name) },
	{ "title", IS_TEXT, AT(bo_report_info, title) },
	{ "help", IS_TEXT, AT(bo_report_info, help) },
};
const struct object object_report_info = { "reports", FIELDS(fields, bo_report_info),
					   "name,help=WHAT IT SHOWS" };

static const struct field fault_fields[] = {
	{ "line", IS_COUNT, AT(bo_row_fault, line) },
	{ "column", IS_ID, AT(bo_row_fault, column) },
	{ "value", IS_TEXT, AT(bo_row_fault, value) },
	{ "kind", IS_WORD, AT(bo_row_fault, kind), .word = word_row_fault },
	{ "message", IS_TEXT, AT(bo_row_fault, message) },
};
const struct object object_row_fault = { "faults", FIELDS(fault_fields, bo_row_fault) };
