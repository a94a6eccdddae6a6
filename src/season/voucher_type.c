/*
 * Reading voucher types, with what a bundle includes.
 */
#include <boxoffice/voucher_type.h>

#include "base/fail.h"
#include "house/access.h"
#include "season/naming.h"
#include "store/sql.h"

static const struct naming naming = {
	.noun = "voucher type",
	.by_id = "SELECT id FROM voucher_type WHERE id = $1",
	.by_name = "SELECT t.id FROM voucher_type t JOIN season n ON n.id = t.season_id "
		   "WHERE t.name_fold = $1 AND ($2 IS NULL OR t.season_id = $2) "
		   "ORDER BY n.first DESC, t.id DESC LIMIT 1",
	.names = "SELECT name FROM voucher_type WHERE $1 IS NULL OR season_id = $1 "
		 "ORDER BY id DESC LIMIT 2000",
	.scoped = true,
};

#define TYPE                                                                                       \
	"SELECT t.id, t.season_id, t.name, n.name, t.account_code, t.category, t.availability, "   \
	"t.price, t.display_order, t.issued, t.subscription, t.changeable, t.number "              \
	"FROM voucher_type t JOIN season n ON n.id = t.season_id "

SQL_COLUMNS(ID, SEASON_ID, NAME, SEASON, ACCOUNT, CATEGORY, AVAILABILITY, PRICE, DISPLAY_ORDER,
	    ISSUED, SUBSCRIPTION, CHANGEABLE, NUMBER);

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_voucher_type *t = row;

	t->id = sql_id(rows, ID);
	t->season_id = sql_id(rows, SEASON_ID);
	t->name = sql_copy(rows, NAME, arena);
	t->season = sql_copy(rows, SEASON, arena);
	t->account_code = sql_copy(rows, ACCOUNT, arena);
	t->category = bo_category_from_code(sql_text(rows, CATEGORY));
	t->availability = bo_availability_from_code(sql_text(rows, AVAILABILITY));
	t->price = sql_int(rows, PRICE);
	t->display_order = sql_int(rows, DISPLAY_ORDER);
	t->issued = sql_int(rows, ISSUED);
	t->subscription = sql_flag(rows, SUBSCRIPTION);
	t->changeable = sql_flag(rows, CHANGEABLE);
	t->number = sql_id(rows, NUMBER);
}

static void take_included(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_included *)row = (struct bo_included){ .type_id = sql_id(rows, 0),
							   .type = sql_copy(rows, 1, arena),
							   .qty = sql_int(rows, 2) };
}

static enum bo_status read_included(struct bo *bo, struct bo_arena *arena,
				    struct bo_voucher_type *bundle)
{
	return sql_list(bo, SQL_ROWS(arena, bundle->included, bundle->n_included, take_included),
			"SELECT i.type_id, t.name, i.qty FROM bundle_item i JOIN voucher_type t "
			"ON t.id = i.type_id WHERE i.bundle_id = $1 ORDER BY t.display_order, t.id",
			"i", bundle->id);
}

static enum bo_status list(struct bo *bo, struct bo_arena *arena, int64_t season_id,
			   struct bo_voucher_types *found)
{
	enum bo_status status = sql_list(
		bo, SQL_ROWS(arena, found->row, found->n, read_row),
		TYPE "WHERE $1 IS NULL OR t.season_id = $1 "
		     "ORDER BY n.first DESC, n.id DESC, t.display_order, t.price DESC, t.id",
		"r", season_id);

	for (size_t i = 0; !status && i < found->n; i++)
		if (found->row[i].category == BO_CATEGORY_BUNDLE)
			status = read_included(bo, arena, &found->row[i]);
	return status;
}

enum bo_status bo_voucher_type_list(struct bo *bo, struct bo_arena *arena, int64_t season_id,
				    struct bo_voucher_types *types)
{
	struct bo_voucher_types found = { 0 };
	enum bo_status status = glance_begin(bo, access_read(bo, BO_MAY_READ_SALES));

	if (!status)
		status = glance_end(bo, list(bo, arena, season_id, &found));
	if (!status)
		*types = found;
	return status;
}

static enum bo_status get(struct bo *bo, struct bo_arena *arena, int64_t id,
			  struct bo_voucher_type *found)
{
	enum bo_status status = sql_one(bo, SQL_ROW(arena, found, read_row), "voucher type",
					TYPE "WHERE t.id = $1", "i", id);

	if (!status && found->category == BO_CATEGORY_BUNDLE)
		status = read_included(bo, arena, found);
	return status;
}

/* text NULL: by id. */
static enum bo_status find(struct bo *bo, struct bo_arena *arena, int64_t season_id,
			   const char *text, int64_t id, struct bo_voucher_type *type)
{
	struct bo_voucher_type found = { 0 };
	enum bo_status status = glance_begin(
		bo, bo->session.self_service ? BO_OK : access_read(bo, BO_MAY_READ_SALES));

	if (status)
		return status;
	if (text)
		status = naming_find(bo, &naming, text, season_id, &id);
	status = glance_end(bo, status ? status : get(bo, arena, id, &found));
	if (!status)
		*type = found;
	return status;
}

enum bo_status bo_voucher_type_get(struct bo *bo, struct bo_arena *arena, int64_t id,
				   struct bo_voucher_type *type)
{
	return find(bo, arena, 0, NULL, id, type);
}

enum bo_status bo_voucher_type_find(struct bo *bo, struct bo_arena *arena, int64_t season_id,
				    const char *text, struct bo_voucher_type *type)
{
	return find(bo, arena, season_id, text, 0, type);
}

/* A bundle's places are those of what it includes; a product needs none. */
bool bo_category_takes_place(enum bo_category category)
{
	return category == BO_CATEGORY_REVENUE || category == BO_CATEGORY_COMP ||
	       category == BO_CATEGORY_INCLUDED;
}
