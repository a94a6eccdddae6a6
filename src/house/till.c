/*
 * The till somebody works at: a name, and a row with the head of its journal once
 * something is written there.
 */
#include "base/fail.h"
#include "journal/journal.h"
#include "store/naming.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

static enum bo_status find_or_make_till(struct bo *bo, const char *name, int64_t *id)
{
	unsigned char seed[JOURNAL_HASH];
	enum bo_status status =
		sql_number(bo, id, "SELECT id FROM till WHERE name = $1", "s", name);

	if (status || *id != BO_NONE)
		return status;
	status = act_begin(bo);
	if (status)
		return status;
	journal_seed(seed, name);
	status = naming_check_looks(bo, "SELECT id, name FROM till", false, 0, name, 0);
	if (!status)
		status = sql_run(
			bo,
			"INSERT INTO till (name, journal_hash) VALUES ($1, $2) ON CONFLICT (name) "
			"DO NOTHING",
			"sb", name, seed, sizeof seed);
	if (!status)
		status = sql_number(bo, id, "SELECT id FROM till WHERE name = $1", "s", name);
	return act_end(bo, status);
}

enum bo_status bo_till_at(struct bo *bo, const char *name)
{
	struct bo_buf kept;
	enum bo_status status;

	if (!bo->store)
		return fail(bo, BO_IO, "No store is open.");
	status = check_text(bo, "till", name, BO_NAME_MAX, false);
	if (status)
		return status;
	bo->session.till_id = 0;
	kept = (struct bo_buf)BO_BUF(bo->session.till);
	bo_buf_add(&kept, name);
	return BO_OK;
}

enum bo_status bo_till_use(struct bo *bo, const char *name)
{
	int64_t id = BO_NONE;
	enum bo_status status;

	if (!bo->store)
		return fail(bo, BO_IO, "No store is open.");
	status = check_text(bo, "till", name, BO_NAME_MAX, false);
	if (!status)
		status = find_or_make_till(bo, name, &id);
	if (!status)
		status = bo_till_at(bo, name);
	if (!status)
		bo->session.till_id = id;
	return status;
}

const char *bo_till_name(const struct bo *bo)
{
	return bo->session.till;
}
