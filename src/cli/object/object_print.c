/*
 * The JSON of printers, queues and print jobs, and of the journal.
 */
#include "cli/object/object.h"

json_t *object_printer(struct cli *cli, const struct bo_printer *printer)
{
	json_t *object = json_object();

	put_id(cli, object, "id", printer->id);
	put_text(cli, object, "name", printer->name);
	put_text(cli, object, "transport", bo_transport_code(printer->transport));
	put_text(cli, object, "target", printer->target);
	put_text(cli, object, "media", printer->media ? printer->media : "");
	put_number(cli, object, "dpi", printer->dpi);
	put_flag(cli, object, "default", printer->is_default);
	put_flag(cli, object, "disabled", printer->disabled);
	put_text(cli, object, "status", printer->status ? printer->status : "");
	put_when(cli, object, "status_at", printer->status_at, NULL);
	put_flag(cli, object, "stopped", printer->stopped);
	put_number(cli, object, "waiting", printer->waiting);
	put_number(cli, object, "unknown", printer->unknown);
	return object;
}

json_t *object_queue(struct cli *cli, const struct bo_queue *queue)
{
	json_t *object = json_object();

	put_text(cli, object, "name", queue->name);
	put_text(cli, object, "info", queue->info ? queue->info : "");
	put_text(cli, object, "state", queue->state ? queue->state : "");
	put_flag(cli, object, "accepting", queue->accepting);
	return object;
}

json_t *object_job(struct cli *cli, const struct bo_print_job *job)
{
	json_t *object = json_object();

	put_id(cli, object, "job", job->id);
	put_id(cli, object, "id", job->id);
	put_text(cli, object, "state", bo_job_state_code(job->state));
	put_text_or_null(cli, object, "file", job->file);
	put_text(cli, object, "printer", job->printer);
	put_id(cli, object, "order", job->order_id);
	put_id(cli, object, "voucher", job->voucher_id);
	put_text_or_null(cli, object, "code", job->code);
	put_number(cli, object, "issue", job->issue);
	put_text_or_null(cli, object, "type", job->type);
	put_performance(cli, object, job->show, job->performance_at, job->zone);
	put_text_or_null(cli, object, "patron", job->patron);
	put_number(cli, object, "attempt", job->attempt);
	put_text_or_null(cli, object, "message",
			 job->message && job->message[0] ? job->message : NULL);
	put_when(cli, object, "queued", job->queued_at, NULL);
	put_when(cli, object, "changed", job->changed_at, NULL);
	return object;
}

/* The body is canonical JSON: passed on as it was hashed, as text, so that nothing re-writes it. */
json_t *object_journal_row(struct cli *cli, const struct bo_journal_row *row)
{
	json_t *object = json_object();

	put_text(cli, object, "till", row->till);
	put_number(cli, object, "seq", row->seq);
	put_when(cli, object, "at", row->at, NULL);
	put_text_or_null(cli, object, "staff", row->staff);
	put_text_or_null(cli, object, "approver", row->approver);
	put_text(cli, object, "kind", row->kind);
	put_text(cli, object, "body", row->body);
	put_text(cli, object, "hash", row->hash);
	return object;
}
