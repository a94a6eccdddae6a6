/*
 * Printers, queues, print jobs, and what does not fit onto paper.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_printer, id) },
	{ "name", IS_TEXT, AT(bo_printer, name) },
	{ "transport", IS_WORD, AT(bo_printer, transport), .word = word_transport },
	{ "target", IS_TEXT, AT(bo_printer, target) },
	{ "media", IS_PLAIN, AT(bo_printer, media) },
	{ "dpi", IS_COUNT, AT(bo_printer, dpi) },
	{ "default", IS_FLAG, AT(bo_printer, is_default) },
	{ "disabled", IS_FLAG, AT(bo_printer, disabled) },
	{ "status", IS_PLAIN, AT(bo_printer, status) },
	{ "status_at", IS_MOMENT, AT(bo_printer, status_at) },
	{ "stopped", IS_FLAG, AT(bo_printer, stopped) },
	{ "waiting", IS_COUNT, AT(bo_printer, waiting) },
	{ "unknown", IS_COUNT, AT(bo_printer, unknown) },
};
const struct object object_printer = {
	"printers", FIELDS(fields, bo_printer),
	"id,name,transport,target,default,disabled,waiting,unknown,status"
};

static const struct field queue_fields[] = {
	{ "name", IS_TEXT, AT(bo_queue, name) },
	{ "info", IS_PLAIN, AT(bo_queue, info) },
	{ "state", IS_PLAIN, AT(bo_queue, state) },
	{ "accepting", IS_FLAG, AT(bo_queue, accepting) },
};
const struct object object_queue = { "queues", FIELDS(queue_fields, bo_queue),
				     "name=QUEUE,state,accepting,info" };

static const struct field job_fields[] = {
	{ "job", IS_ID, AT(bo_print_job, id) },
	{ "id", IS_ID, AT(bo_print_job, id) },
	{ "state", IS_WORD, AT(bo_print_job, state), .word = word_job_state },
	{ "file", IS_TEXT, AT(bo_print_job, file) },
	{ "printer", IS_TEXT, AT(bo_print_job, printer) },
	{ "order", IS_ID, AT(bo_print_job, order_id) },
	{ "voucher", IS_ID, AT(bo_print_job, voucher_id) },
	{ "code", IS_TEXT, AT(bo_print_job, code) },
	{ "issue", IS_COUNT, AT(bo_print_job, issue) },
	{ "type", IS_TEXT, AT(bo_print_job, type) },
	PERFORMANCE(bo_print_job, performance_at),
	{ "patron", IS_TEXT, AT(bo_print_job, patron) },
	{ "attempt", IS_COUNT, AT(bo_print_job, attempt) },
	{ "message", IS_REMARK, AT(bo_print_job, message) },
	{ "queued", IS_MOMENT, AT(bo_print_job, queued_at) },
	{ "changed", IS_MOMENT, AT(bo_print_job, changed_at) },
};
const struct object object_job = {
	"jobs", FIELDS(job_fields, bo_print_job),
	"id=JOB,state,order,type,performance,patron,printer,queued,message,file"
};

static const struct field fault_fields[] = {
	{ "field", IS_TEXT, AT(bo_paper_fault, field) },
	{ "value", IS_TEXT, AT(bo_paper_fault, value) },
	{ "stops", IS_FLAG, AT(bo_paper_fault, stops) },
	{ "message", IS_TEXT, AT(bo_paper_fault, message) },
};
const struct object object_paper_fault = { "warnings", FIELDS(fault_fields, bo_paper_fault) };
