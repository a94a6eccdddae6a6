/*
 * Copies of the store are people's acts: who made one or put one back, and where every chain of the
 * journal stood then, is written where it cannot be lost.  A sale that was restored away shows, as
 * the journal of the restored store names the end that the other one had.
 */
#include "base/fail.h"
#include "house/settings.h"
#include "journal/journal.h"
#include "store/open.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/store.h>
#include <boxoffice/text.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where nobody works there is nobody to ask. */
static enum bo_status may_keep(struct bo *bo)
{
	int64_t staff = 0;
	enum bo_status status = bo->store ? sql_number(bo, &staff, "SELECT count(*) FROM staff", "")
					  : fail(bo, BO_IO, "No store is open.");

	if (status || (staff == 0 && !bo->session.self_service))
		return status;
	return bo_require(bo, BO_MAY_KEEP_STORE);
}

/* As the journal can have it, whatever the file is called. */
static json_t *file_name(const char *path)
{
	char clean[2048];

	bo_text_clean(path, clean, sizeof clean);
	return json_string(clean);
}

struct copying {
	const char *to;
	json_t *copy; /* where the chains are in it */
};

static enum bo_status note_copy(struct bo *bo, void *arg)
{
	struct copying *copying = arg;

	return journal_heads(bo, &copying->copy);
}

static enum bo_status journal_copy(struct bo *bo, void *arg)
{
	struct copying *copying = arg;
	json_t *here;
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = journal_heads(bo, &here);
	if (!status)
		status = journal_add(bo, "store.backed_up", 0,
				     json_pack("{s:o,s:O,s:o}", "file", file_name(copying->to),
					       "copy", copying->copy, "store", here),
				     NULL);
	return act_end(bo, status);
}

enum bo_status bo_store_backup(struct bo *bo, const char *to, bo_progress progress, void *arg)
{
	struct copying copying = { .to = to };
	struct copy_told told = { note_copy, journal_copy, &copying };
	enum bo_status status = may_keep(bo);

	if (!status)
		status = store_copy(bo, to, progress, arg, &told);
	json_decref(copying.copy);
	return status;
}

/* Under whatever name. */
static enum bo_status check_source(struct bo *bo, const char *from, const char *path)
{
	struct stat source, store;

	if (stat(from, &source) != 0 || stat(path, &store) != 0 || source.st_dev != store.st_dev ||
	    source.st_ino != store.st_ino)
		return BO_OK;
	return fail_field(bo, BO_INVALID, "file", from,
			  "%s is the store itself, not a backup of it.", from);
}

enum bo_status bo_store_open_for_restore(struct bo *bo, const char *from, const char *path)
{
	int64_t staff = 0;
	enum bo_status status = check_source(bo, from, path);

	bo_store_close(bo);
	if (status)
		return status;
	status = BO_CORRUPT;
	if (access(path, F_OK) == 0)
		status = bo_store_open(bo, path);
	if (!status)
		status = sql_number(bo, &staff, "SELECT count(*) FROM staff", "");
	if ((status && status != BO_CORRUPT) || (!status && staff > 0))
		return status;
	status = store_open_copy(bo, from, path);
	return status ? status : settings_begin(bo);
}

/* Who restores, as the restored store knows them: it may be of a time before they came. */
static enum bo_status stand_in(struct bo *copy, const char *staff, const char *till)
{
	char folded[BO_NAME_MAX * 4];
	int64_t id = BO_NONE;
	enum bo_status status = bo_till_use(copy, till);

	bo_text_fold(staff, folded, sizeof folded);
	if (!status)
		status = sql_number(copy, &id, "SELECT id FROM staff WHERE name_fold = $1", "s",
				    folded);
	if (!status && id != BO_NONE)
		copy->session.staff_id = id;
	return status;
}

/* replaced: where the chains of the other store were; NULL: there was none that could be read. */
static enum bo_status journal_restore(struct bo *copy, const char *from, const char *staff,
				      json_t *replaced)
{
	json_t *heads;
	enum bo_status status = act_begin(copy);

	if (status)
		return status;
	status = journal_heads(copy, &heads);
	if (!status)
		status = journal_add(copy, "store.restored", 0,
				     json_pack("{s:o,s:s,s:o,s:O}", "file", file_name(from), "by",
					       staff, "copy", heads, "replaced",
					       replaced ? replaced : json_null()),
				     NULL);
	return act_end(copy, status);
}

/* The store at path for this process alone, and where its chains are.  One that is damaged says
 * nothing, but others may still be selling in it. */
static enum bo_status take_old(struct bo *old, const char *path, json_t **heads)
{
	enum bo_status status;

	if (access(path, F_OK) != 0)
		return BO_OK;
	status = store_open_alone(old, path);
	if (!status)
		status = journal_heads(old, heads);
	return status == BO_CORRUPT ? BO_OK : status;
}

static struct bo *another(const struct bo *bo)
{
	struct bo *other = bo_new();

	if (other) {
		bo_set_clock(other, bo->clock, bo->clock_arg);
		bo_set_random(other, bo->random, bo->random_arg);
	}
	return other;
}

/* Signed in at the store itself: bo holds it alone from here on until the copy is in its place. */
static enum bo_status restore_over(struct bo *bo, struct bo *copy, const char *from,
				   const char *path)
{
	struct bo_session who = bo->session;
	json_t *replaced = NULL;
	enum bo_status status;

	bo_store_close(bo);
	status = take_old(bo, path, &replaced);
	if (!status) {
		status = store_open_copy(copy, from, path);
		if (!status)
			status = stand_in(copy, who.staff, who.till);
		if (!status)
			status = journal_restore(copy, from, who.staff, replaced);
		if (!status)
			status = store_put(copy, path);
		if (status)
			bo->error = copy->error;
	}
	json_decref(replaced);
	return status;
}

/* Signed in at the copy. */
static enum bo_status restore_copy(struct bo *bo, struct bo *old, const char *from,
				   const char *path)
{
	struct bo_session who = bo->session;
	json_t *replaced = NULL;
	enum bo_status status = take_old(old, path, &replaced);

	if (status)
		bo->error = old->error;
	if (!status)
		status = journal_restore(bo, from, who.staff, replaced);
	if (!status)
		status = store_put(bo, path);
	json_decref(replaced);
	return status;
}

enum bo_status bo_store_restore(struct bo *bo, const char *from, const char *path)
{
	struct bo *other;
	struct bo_error error;
	enum bo_status status = may_keep(bo);

	if (!status && bo->session.till_id == 0)
		status = fail(bo, BO_INVALID, "No till: name one with --till.");
	if (!status && !store_is_copy(bo) && strcmp(bo_store_path(bo), path) != 0)
		status = fail_field(bo, BO_INVALID, "store", path,
				    "Whoever restores %s signs in there.", path);
	if (!status)
		status = check_source(bo, from, path);
	if (status)
		return status;
	other = another(bo);
	if (!other)
		return fail_memory(bo);
	status = store_is_copy(bo) ? restore_copy(bo, other, from, path)
				   : restore_over(bo, other, from, path);
	error = bo->error;
	bo_store_close(bo);
	bo_free(other);
	bo->error = error;
	return status;
}
