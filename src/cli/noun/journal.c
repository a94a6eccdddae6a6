/*
 * Who did what, and whether anybody tampered with that.
 */
#include "cli/given.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>

static enum bo_status run_show(struct cli *cli)
{
	struct bo_journal_filter filter = { .till = common_text(cli, "--till"),
					    .kind = given_text(cli, "--kind"),
					    .from = given_number(cli, "--from", BO_NONE),
					    .to = given_number(cli, "--to", BO_NONE),
					    .order_id = given_id(cli, "--order"),
					    .limit = given_limit(cli) };
	struct bo_journal_rows found = { 0 };
	enum bo_status status = bo_journal_list(cli->bo, &cli->arena, &filter, &found);

	return status ? status : out_list(cli, &object_journal_row, found.row, found.n);
}

static enum bo_status run_verify(struct cli *cli)
{
	struct bo_journal_faults faults = { 0 };
	json_t *whole, *list;
	enum bo_status status =
		bo_journal_verify(cli->bo, &cli->arena, given_text(cli, "--anchor"), &faults);

	if (status)
		return status;
	list = object_list(cli, &object_journal_fault, faults.row, faults.n);
	if (faults.n > 0) {
		cli->extra_key = "faults";
		cli->extra = list;
		if (cli->format != FORMAT_JSON)
			status = out_rows(cli, &object_journal_fault, list);
		return status ? status
			      : say_failed(
					cli, BO_CORRUPT,
					"The journal was tampered with or damaged: %zu fault%s in "
					"%" PRId64 " rows.",
					faults.n, faults.n == 1 ? "" : "s", faults.rows);
	}
	out_line(cli, "The journal is whole: %" PRId64 " rows.", faults.rows);
	if (cli->format == FORMAT_CSV)
		status = out_rows(cli, &object_journal_fault, list);
	whole = json_object();
	put_number(cli, whole, "rows", faults.rows);
	put(cli, whole, "faults", list);
	if (!status)
		return out_json(cli, whole);
	json_decref(whole);
	return status;
}

const struct command journal_commands[] = {
	{ "journal show", "Show who did what, newest first; --till shows that till's.", run_show,
	  READS, BO_MAY_READ_REPORTS,
	  TAKES(ARG("--order N", ORDER, 0, "Only what is of this order."),
		ARG("--kind K", TEXT, 0, "Only rows whose kind begins so."),
		ARG("--from T", PAST_SINCE, 0, "The first day, or the earliest time."),
		ARG("--to T", PAST_UNTIL, 0, "The last day, or the latest time."), LIMIT) },
	{ "journal verify", "Check every chain for edits, gaps and cut tails.", run_verify, READS,
	  ANYBODY,
	  TAKES(ARG("--anchor TEXT", TEXT, 0,
		    "The anchor on a printed receipt, to check against.")) },
	{ 0 }
};
