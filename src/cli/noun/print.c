/*
 * The print queue and previews.
 */
#include "cli/given.h"
#include "cli/noun/export.h"
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>

enum { ORDERS_TOLD = 20 };

static enum bo_status run_queue(struct cli *cli)
{
	struct bo_print_filter filter = { .open_only = !given(cli, "--all"),
					  .order_id = given_id(cli, "--order"),
					  .printer_id = given_id(cli, "--printer"),
					  .limit = given_limit(cli) };
	struct bo_print_jobs found = { 0 };
	enum bo_status status = bo_print_job_list(cli->bo, &cli->arena, &filter, &found);

	if (status)
		return status;
	for (size_t i = 0; i < found.n; i++)
		found.row[i].message = paper_reason(cli, &found.row[i]);
	return out_list(cli, &object_job, found.row, found.n);
}

/* Among those that are not done with, which are few; else among all, so that the engine can say
 * what is wrong with it. */
static enum bo_status find_job(struct cli *cli, int64_t id, struct bo_print_job *job)
{
	const char *text = bo_arena_printf(&cli->arena, "%" PRId64, id);
	enum bo_status status = text ? BO_OK : say_no_memory(cli);

	for (int all = 0; !status && all < 2; all++) {
		struct bo_print_filter filter = { .open_only = !all };
		struct bo_print_jobs found = { 0 };

		status = bo_print_job_list(cli->bo, &cli->arena, &filter, &found);
		for (size_t i = 0; !status && i < found.n; i++)
			if (found.row[i].id == id) {
				*job = found.row[i];
				return BO_OK;
			}
	}
	if (status)
		return status;
	(void)say_invalid(cli, "job", text, "There is no print job %s.", text);
	return BO_NOT_FOUND;
}

/* What became of the job and of those made from it. */
static enum bo_status bring(struct cli *cli, const struct bo_print_job *job, int64_t after)
{
	json_t *jobs = NULL;
	enum bo_status status =
		paper_bring(cli, job->order_id, after, !given(cli, "--no-print"), &jobs);

	return status ? status : out_one(cli, "jobs", jobs);
}

static enum bo_status run_settle(struct cli *cli)
{
	bool printed = given_number(cli, "printed|spoiled", 0) == 0;
	struct bo_print_job job = { 0 };
	int64_t newest = 0;
	enum bo_status status = find_job(cli, given_id(cli, "ID"), &job);

	if (!status)
		status = paper_newest(cli, job.order_id, &newest);
	if (!status)
		status = printed ? bo_print_settle_printed(cli->bo, job.id)
				 : bo_print_settle_spoiled(cli->bo, job.id);
	if (status)
		return status;
	if (printed)
		out_line(cli, "Job %" PRId64 " is settled: the ticket is there.", job.id);
	else
		out_line(cli, "Job %" PRId64 " is spoiled: its code is void, a new ticket follows.",
			 job.id);
	return bring(cli, &job, printed ? job.id - 1 : newest);
}

/* What became of the jobs, order by order. */
static enum bo_status bring_orders(struct cli *cli, const int64_t *ids, size_t n)
{
	struct bo_print_filter filter = { .open_only = true };
	struct bo_print_jobs open = { 0 };
	json_t *jobs = json_array();
	int64_t last = 0;
	size_t told = 0;
	enum bo_status status = bo_print_job_list(cli->bo, &cli->arena, &filter, &open);

	for (size_t i = 0; i < open.n && !status && told < ORDERS_TOLD; i++) {
		const struct bo_print_job *job = &open.row[i];
		json_t *some = NULL;
		size_t k = 0;

		while (k < n && ids[k] != job->id)
			k++;
		if (k == n || job->order_id == last)
			continue;
		last = job->order_id;
		status = paper_bring(cli, last, job->id - 1, !given(cli, "--no-print"), &some);
		if (!status)
			json_array_extend(jobs, some);
		json_decref(some);
		told++;
	}
	out_line(cli, "%zu ticket%s sent again.", n, n == 1 ? " is" : "s are");
	if (!status)
		return out_one(cli, "jobs", jobs);
	json_decref(jobs);
	return status;
}

static enum bo_status run_retry(struct cli *cli)
{
	const struct value *ids = given_all(cli, "ID");
	struct bo_print_job job = { 0 };
	int64_t *retried = NULL;
	size_t n = 0;
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < ids->n && !status; i++)
		status = find_job(cli, ids->number[i], &job);
	if (!status)
		status = bo_print_retry_many(cli->bo, &cli->arena, ids->number, ids->n,
					     given(cli, "--same"), &retried, &n);
	if (status)
		return status;
	return n == 1 ? bring(cli, &job, job.id - 1) : bring_orders(cli, retried, n);
}

static enum bo_status run_preview(struct cli *cli)
{
	const char *file = given_text(cli, "FILE");
	int64_t voucher_id = given_id(cli, "--voucher");
	json_t *object;
	enum bo_status status = export_may(cli, file);

	if (!status && voucher_id) /* a real ticket is drawn by somebody, at a till */
		status = cli_act(cli);
	if (!status)
		status = bo_ticket_draw(cli->bo, voucher_id, file);
	if (status)
		return status;
	kept_done(cli);
	object = json_object();
	put_text(cli, object, "file", file);
	put_id(cli, object, "voucher", voucher_id);
	return out_done(cli, "preview", object, "%s shows %s.", file,
			voucher_id ? "the ticket" : "a specimen");
}

const struct command print_commands[] = {
	{ "print queue", "List what is not on paper yet, and why.", run_queue, READS,
	  BO_MAY_REPRINT,
	  TAKES(ARG("--order N", ORDER, 0, "Only tickets of this order."),
		ARG("--printer P", PRINTER, 0, "Only what is for this printer."),
		ARG("--all", FLAG, 0, "What is done with, too."), LIMIT) },
	{ "print settle", "Say what a look at the printer showed; spoiled issues a new ticket.",
	  run_settle, WRITES, BO_MAY_REPRINT,
	  TAKES(ARG("ID", JOB, NEEDED, "The job."),
		ARG("printed|spoiled", WORD, NEEDED, "What it showed."), NO_PRINT) },
	{ "print retry", "Send failed jobs again; --same: and all that failed for the same reason.",
	  run_retry, WRITES, BO_MAY_REPRINT,
	  TAKES(ARG("ID", JOB, NEEDED | MANY, "A job."),
		ARG("--same", FLAG, 0, "And all that failed there for the same reason."),
		NO_PRINT) },
	{ "print preview", "Draw a specimen, or a voucher's ticket, as PDF.", run_preview, READS,
	  BO_MAY_WORK_HERE,
	  TAKES(ARG("FILE", PATH, NEEDED, "The PDF file to write."),
		ARG("--voucher V", VOUCHER, 0, "The voucher whose ticket is drawn, by id or code."),
		FORCE) },
	{ 0 }
};
