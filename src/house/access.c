/*
 * Who is acting and what that one may: asked by every act and before every answer.
 * The journal is read here, as its own room knows nobody.
 */
#include "house/access.h"
#include "base/fail.h"
#include "journal/journal.h"
#include "store/open.h"
#include "store/sql.h"

#include <boxoffice/journal.h>
#include <boxoffice/patron.h>

const char *bo_acting_name(const struct bo *bo)
{
	return bo->session.staff;
}

enum bo_role bo_acting_role(const struct bo *bo)
{
	return bo->session.role;
}

/* Somebody may have been disabled or given another role since signing in. */
static enum bo_status refresh(struct bo *bo)
{
	char role[32];
	struct bo_buf buf = BO_BUF(role);
	enum bo_status status;

	if (bo->session.staff_id == 0)
		return BO_OK;
	status = sql_string(bo, &buf, "SELECT role FROM staff WHERE id = $1 AND disabled = 0", "r",
			    bo->session.staff_id);
	if (!status)
		bo->session.role = bo_role_from_code(role);
	return status;
}

/* A second person lends what a sale may need, not the office behind the counter. */
static bool may_lend(enum bo_permission permission)
{
	return permission <= BO_MAY_OVERRIDE_HOUSE;
}

enum bo_status bo_require(struct bo *bo, enum bo_permission permission)
{
	enum bo_role least = bo_permission_role(permission);
	enum bo_status status = refresh(bo);

	if (status)
		return status;
	if (bo->session.staff_id == 0)
		return fail_rule(bo, BO_RULE_PERMISSION, least, "Nobody is signed in; a %s may %s.",
				 bo_role_code(least), bo_permission_words(permission));
	if (bo->session.role == BO_ROLE_NONE)
		return fail_rule(bo, BO_RULE_PERMISSION, least, "%s does not work here any more.",
				 bo->session.staff);
	if (bo_role_may(bo->session.role, permission) ||
	    (may_lend(permission) && bo_role_may(bo->session.approver_role, permission)))
		return BO_OK;
	return fail_rule(bo, BO_RULE_PERMISSION, least, "A %s may not %s; a %s may.",
			 bo_role_code(bo->session.role), bo_permission_words(permission),
			 bo_role_code(least));
}

bool bo_turn_over(struct bo *bo)
{
	int64_t version;

	if (!bo->store || bo->session.staff_id == 0)
		return false;
	version = store_version(bo);
	if (version >= 0 && version == bo->session.known_at)
		return false;
	if (refresh(bo))
		return false; /* a store that cannot be read now ends nobody's turn */
	bo->session.known_at = version;
	return bo->session.role == BO_ROLE_NONE;
}

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
