/*
 * Writing what was read, in one act.  Whoever changed the list meanwhile makes
 * all rows be compared again, under the lock this time.
 */
#include "audience/roll.h"
#include "base/fail.h"
#include "import/reading.h"
#include "journal/journal.h"

#include <boxoffice/staff.h>

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NEW_QUANTITY = 1 }; /* uses, as of every new list */

struct applying {
	struct bo_import *import;
	bool good_only;
	bo_progress progress;
	void *arg;
};

static enum bo_status go_on(const struct applying *applying, int64_t done, int64_t total)
{
	if (!applying->progress || applying->progress(applying->arg, done, total))
		return BO_OK;
	return fail(applying->import->bo, BO_CANCELLED, "Cancelled; nothing was written.");
}

static enum bo_status read_all(const struct applying *applying)
{
	struct bo_import *import = applying->import;
	struct bo_import_tally tally = { .done = false };
	enum bo_status status = BO_OK;

	while (!status && !tally.done) {
		status = bo_import_step(import, &tally);
		if (!status && !tally.done)
			status = go_on(applying, tally.bytes_read, import->view.bytes);
	}
	return status;
}

static enum bo_status check_wrong(const struct applying *applying)
{
	const struct bo_import_tally *tally = &applying->import->tally;

	if (tally->wrong == 0 || applying->good_only)
		return BO_OK;
	return fail_field(applying->import->bo, BO_INVALID, "file", applying->import->path,
			  "%" PRId64 " of %" PRId64 " rows %s wrong; nothing was written.  %s",
			  tally->wrong, tally->read, tally->wrong == 1 ? "is" : "are",
			  tally->n_faults ? tally->fault[0].message : "");
}

/* The list as it is now, which nobody changes before the act ends. */
static enum bo_status find_list(struct bo_import *import)
{
	struct bo *bo = import->bo;
	struct roll roll;
	int64_t id = 0;
	enum bo_status status = BO_OK;

	if (import->options.kind != BO_IMPORT_MEMBERS)
		return BO_OK;
	if (import->options.new_audience) {
		import->quantity =
			import->options.quantity_given ? import->options.quantity : NEW_QUANTITY;
		status = bo_audience_add(bo, import->options.new_audience, import->quantity, &id);
		if (!status)
			import->options.audience_id = id;
		return status;
	}
	status = roll_read_list(bo, import->options.audience_id, &roll);
	if (!status)
		import->quantity = roll.quantity;
	return status;
}

static enum bo_status tell(struct bo_import *import)
{
	const struct bo_import_tally *tally = &import->tally;
	bool members = import->options.kind == BO_IMPORT_MEMBERS;
	char hex[2 * CSV_HASH + 1];
	json_t *body;

	sodium_bin2hex(hex, sizeof hex, import->hash, sizeof import->hash);
	body = json_pack("{sI sI sI sI sI ss}", "read", (json_int_t)tally->read, "added",
			 (json_int_t)tally->added, "changed", (json_int_t)tally->changed, "same",
			 (json_int_t)tally->same, "wrong", (json_int_t)tally->wrong, "file", hex);
	if (body && members &&
	    json_object_set_new(body, "audience",
				json_integer((json_int_t)import->options.audience_id)) != 0) {
		json_decref(body);
		body = NULL;
	}
	return journal_add(import->bo, members ? "audience.imported" : "patron.imported", 0, body,
			   NULL);
}

static enum bo_status write_rows(const struct applying *applying)
{
	struct bo_import *import = applying->import;
	bool members = import->options.kind == BO_IMPORT_MEMBERS;
	struct list_words words = { .seen = NULL };
	enum bo_status status = BO_OK;

	if (members)
		status = words_begin(&words, import->bo, import->options.audience_id);
	for (import->at = 0; import->at < import->n && !status;) {
		int64_t to =
			import->at + STEP_ROWS < import->n ? import->at + STEP_ROWS : import->n;

		status = members ? members_write(import, to, &words) : patrons_write(import, to);
		import->at = to;
		if (!status)
			status = go_on(applying, to, import->n);
	}
	words_end(&words);
	if (!status && members)
		status = roll_count(import->bo, import->options.audience_id, import->tally.added);
	if (!status)
		status = fields_remember(import);
	return status ? status : tell(import);
}

static enum bo_status write_all(const struct applying *applying)
{
	struct bo_import *import = applying->import;
	bool stale = false;
	enum bo_status status = find_list(import);

	if (!status && !import->options.new_audience)
		status = stage_stale(import, &stale);
	if (!status && stale)
		status = step_known(import);
	if (!status)
		status = check_wrong(applying);
	return status ? status : write_rows(applying);
}

static enum bo_status act(const struct applying *applying)
{
	struct bo_import *import = applying->import;
	struct bo *bo = import->bo;
	enum bo_status status = bulk_begin(bo);

	if (!status)
		status = bulk_end(bo, write_all(applying));
	if (!status) {
		import->phase = PHASE_WRITTEN;
		import->again = false;
	} else if (import->options.new_audience) {
		import->options.audience_id = 0;
	}
	return status;
}

static enum bo_status name_bad_rows(struct bo_import *import, const char *name, const char *path)
{
	if (rename(name, path) == 0)
		return BO_OK;
	return fail_field(import->bo, BO_IO, "bad-rows", path,
			  "The good rows are written, but %s cannot be made: %s; the bad rows are "
			  "in %s.",
			  path, strerror(errno), name);
}

enum bo_status bo_import_apply(struct bo_import *import, bool good_only, const char *bad_path,
			       bo_progress progress, void *arg)
{
	struct applying applying = { import, good_only, progress, arg };
	char name[BAD_NAME] = "";
	int64_t wrong;
	enum bo_status status;

	if (import->phase == PHASE_WRITTEN)
		return fail(import->bo, BO_INVALID, "This file is written already.");
	status = bo_require(import->bo, import->options.kind == BO_IMPORT_MEMBERS
						? BO_MAY_KEEP_AUDIENCES
						: BO_MAY_MERGE_PATRONS);
	if (!status)
		status = read_all(&applying);
	if (!status)
		status = check_wrong(&applying);
	wrong = import->tally.wrong;
	if (!status && bad_path && wrong > 0)
		status = bad_rows_write(import, bad_path, name);
	if (!status)
		status = act(&applying);
	if (!status && bad_path && import->tally.wrong != wrong) {
		if (*name)
			unlink(name);
		status = bad_rows_write(import, bad_path, name);
	}
	if (!status && *name)
		return name_bad_rows(import, name, bad_path);
	if (*name)
		unlink(name);
	return status;
}
