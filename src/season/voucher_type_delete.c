/*
 * Deleting a voucher type: only one that nobody ever bought, is buying, or gets
 * with a bundle.  Its redemptions go with it.
 */
#include <boxoffice/voucher_type.h>

#include "base/fail.h"
#include "journal/journal.h"
#include "season/naming.h"
#include "store/sql.h"

#include <inttypes.h>

static enum bo_status read_name(struct bo *bo, int64_t id, char name[BO_SHORT_NAME],
				int64_t *issued)
{
	struct bo_buf buf = { name, 0, BO_SHORT_NAME, false };
	struct sql_rows *rows;
	bool found;
	enum bo_status status = sql_query(
		bo, &rows, "SELECT name, issued FROM voucher_type WHERE id = $1", "i", id);

	if (status)
		return status;
	found = sql_next(rows);
	if (found) {
		name[0] = '\0';
		bo_buf_add(&buf, sql_text(rows, 0));
		*issued = sql_int(rows, 1);
	}
	status = sql_end(rows);
	if (!status && !found)
		status = fail_field(bo, BO_NOT_FOUND, "type", "", "There is no such voucher type.");
	return status;
}

/* The first bundle that includes it; "" if none does. */
static enum bo_status read_bundle(struct bo *bo, int64_t id, char name[BO_SHORT_NAME])
{
	struct bo_buf buf = { name, 0, BO_SHORT_NAME, false };

	return sql_string(bo, &buf,
			  "SELECT t.name FROM bundle_item i JOIN voucher_type t ON "
			  "t.id = i.bundle_id WHERE i.type_id = $1 ORDER BY t.id LIMIT 1",
			  "i", id);
}

static enum bo_status check_unused(struct bo *bo, int64_t id, const char *name, int64_t issued)
{
	char bundle[BO_SHORT_NAME] = "";
	int64_t kept = 0;
	enum bo_status status;

	if (issued > 0)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%s cannot be deleted, as %" PRId64 " were issued; "
				 "set the cap of its redemptions to 0 to stop selling it.",
				 name, issued);
	status = sql_number(bo, &kept,
			    "SELECT count(*) FROM redemption r JOIN basket_line l "
			    "ON l.redemption_id = r.id WHERE r.type_id = $1",
			    "i", id);
	if (!status)
		status = read_bundle(bo, id, bundle);
	if (status)
		return status;
	if (kept)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%s cannot be deleted, as it is in a basket or a hold; "
				 "release that first.",
				 name);
	if (*bundle)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%s cannot be deleted, as a bundle includes it: %s.", name,
				 bundle);
	return check_not_named(bo, "type", id, name,
			       "set the cap of its redemptions to 0 to stop selling it");
}

static enum bo_status delete_type(struct bo *bo, int64_t id)
{
	char name[BO_SHORT_NAME];
	int64_t issued = 0, redemptions;
	enum bo_status status = read_name(bo, id, name, &issued);

	if (!status)
		status = check_unused(bo, id, name, issued);
	if (!status)
		status = sql_run(bo, "DELETE FROM redemption WHERE type_id = $1", "i", id);
	if (status)
		return status;
	redemptions = sql_changed(bo);
	status = sql_run(bo, "DELETE FROM voucher_type WHERE id = $1", "i", id);
	if (status)
		return status;
	return journal_add(bo, "voucher_type.deleted", 0,
			   json_pack("{sI ss sI}", "id", (json_int_t)id, "name", name,
				     "redemptions", (json_int_t)redemptions),
			   NULL);
}

enum bo_status bo_voucher_type_delete(struct bo *bo, int64_t id)
{
	enum bo_status status = setup_begin(bo);

	return status ? status : act_end(bo, delete_type(bo, id));
}
