/*
 * What every read asks before it answers, and the journal, which is read here as
 * its own room knows nobody.
 */
#include "house/access.h"
#include "base/fail.h"
#include "journal/journal.h"
#include "store/sql.h"

#include <boxoffice/journal.h>
#include <boxoffice/patron.h>

enum bo_status access_not_yours(struct bo *bo, const char *what)
{
	return fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_NONE,
			 "In self-service one reads and changes only what is one's own: this %s is "
			 "not opened by the code given as proof.",
			 what);
}

enum bo_status access_read(struct bo *bo, enum bo_permission permission)
{
	if (!bo->store)
		return fail(bo, BO_IO, "No store is open.");
	if (act_is_open(bo))
		return BO_OK;
	if (bo->session.self_service)
		return fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_NONE,
				 "In self-service nobody may %s.", bo_permission_words(permission));
	return bo_require(bo, permission);
}

bool access_buyer(const struct bo *bo, int64_t patron_id)
{
	return !bo->session.self_service || patron_id <= BO_PATRON_WALK_UP ||
	       patron_id == bo->session.own_patron || patron_id == bo->session.named_patron;
}

bool access_has(struct bo *bo, enum bo_permission permission)
{
	struct bo_error error = bo->error;
	struct bo_refusal refusal = bo->refusal;
	bool has = access_read(bo, permission) == BO_OK;

	bo->error = error;
	bo->refusal = refusal;
	return has;
}

enum bo_status bo_journal_list(struct bo *bo, struct bo_arena *arena,
			       const struct bo_journal_filter *filter, struct bo_journal_rows *list)
{
	enum bo_status status = access_read(bo, BO_MAY_READ_REPORTS);

	return status ? status : journal_list(bo, arena, filter, list);
}
