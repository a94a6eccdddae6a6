/*
 * Reading voucher types, with what a bundle includes.
 */
#include "season/voucher_type.h"

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

static void read_row(struct sql_rows *rows, struct bo_arena *arena, struct bo_voucher_type *type)
{
	struct bo_voucher_type t = { 0 };

	t.id = sql_id(rows, 0);
	t.season_id = sql_id(rows, 1);
	t.name = sql_copy(rows, 2, arena);
	t.season = sql_copy(rows, 3, arena);
	t.account_code = sql_copy(rows, 4, arena);
	t.category = bo_category_from_code(sql_text(rows, 5));
	t.availability = bo_availability_from_code(sql_text(rows, 6));
	t.price = sql_int(rows, 7);
	t.display_order = sql_int(rows, 8);
	t.issued = sql_int(rows, 9);
	t.subscription = sql_flag(rows, 10);
	t.changeable = sql_flag(rows, 11);
	t.number = sql_id(rows, 12);
	*type = t;
}

static enum bo_status read_included(struct bo *bo, struct bo_arena *arena,
				    struct bo_voucher_type *bundle)
{
	struct sql_rows *rows;
	bool room = true;
	enum bo_status status =
		sql_query(bo, &rows,
			  "SELECT i.type_id, t.name, i.qty FROM bundle_item i "
			  "JOIN voucher_type t ON t.id = i.type_id WHERE i.bundle_id = $1 "
			  "ORDER BY t.display_order, t.id",
			  "i", bundle->id);

	if (status)
		return status;
	while (room && sql_next(rows)) {
		struct bo_included *grown =
			bo_arena_grow(arena, bundle->included, bundle->n_included, sizeof *grown);

		room = grown != NULL;
		if (!room)
			break;
		bundle->included = grown;
		grown[bundle->n_included++] =
			(struct bo_included){ .type_id = sql_id(rows, 0),
					      .type = sql_copy(rows, 1, arena),
					      .qty = sql_int(rows, 2) };
	}
	status = sql_end(rows);
	return !status && !room ? fail_memory(bo) : status;
}

static enum bo_status list(struct bo *bo, struct bo_arena *arena, int64_t season_id,
			   struct bo_voucher_types *found)
{
	struct sql_rows *rows;
	bool room = true;
	enum bo_status status = sql_query(
		bo, &rows,
		TYPE "WHERE $1 IS NULL OR t.season_id = $1 "
		     "ORDER BY n.first DESC, n.id DESC, t.display_order, t.price DESC, t.id",
		"r", season_id);

	if (status)
		return status;
	while (room && sql_next(rows)) {
		struct bo_voucher_type *grown =
			bo_arena_grow(arena, found->row, found->n, sizeof *grown);

		room = grown != NULL;
		if (!room)
			break;
		found->row = grown;
		read_row(rows, arena, &found->row[found->n++]);
	}
	status = sql_end(rows);
	if (!status && !room)
		status = fail_memory(bo);
	for (size_t i = 0; !status && i < found->n; i++)
		if (found->row[i].category == BO_CATEGORY_BUNDLE)
			status = read_included(bo, arena, &found->row[i]);
	return status;
}

enum bo_status bo_voucher_type_list(struct bo *bo, struct bo_arena *arena, int64_t season_id,
				    struct bo_voucher_types *types)
{
	struct bo_voucher_types found = { 0 };
	enum bo_status status = access_read(bo, BO_MAY_READ_SALES);

	if (!status)
		status = glance_begin(bo);
	if (status)
		return status;
	status = glance_end(bo, list(bo, arena, season_id, &found));
	if (!status)
		*types = found;
	return status;
}

enum bo_status voucher_type_read(struct bo *bo, struct bo_arena *arena, int64_t id,
				 struct bo_voucher_type *type)
{
	struct bo_voucher_type read = { 0 };
	struct sql_rows *rows;
	enum bo_status status = sql_query(bo, &rows, TYPE "WHERE t.id = $1", "i", id);

	if (status)
		return status;
	if (sql_next(rows))
		read_row(rows, arena, &read);
	status = sql_end(rows);
	if (!status && !read.id)
		status = fail_field(bo, BO_NOT_FOUND, "type", "", "There is no such voucher type.");
	if (!status && read.category == BO_CATEGORY_BUNDLE)
		status = read_included(bo, arena, &read);
	if (!status)
		*type = read;
	return status;
}

static enum bo_status find(struct bo *bo, struct bo_arena *arena, int64_t season_id,
			   const char *text, struct bo_voucher_type *found)
{
	int64_t id = 0;
	enum bo_status status = naming_find(bo, &naming, text, season_id, &id);

	return status ? status : voucher_type_read(bo, arena, id, found);
}

enum bo_status bo_voucher_type_find(struct bo *bo, struct bo_arena *arena, int64_t season_id,
				    const char *text, struct bo_voucher_type *type)
{
	struct bo_voucher_type found = { 0 };
	enum bo_status status =
		bo->session.self_service ? BO_OK : access_read(bo, BO_MAY_READ_SALES);

	if (!status)
		status = glance_begin(bo);
	if (status)
		return status;
	status = glance_end(bo, find(bo, arena, season_id, text, &found));
	if (!status)
		*type = found;
	return status;
}

/* A bundle's places are those of what it includes; a product needs none. */
bool bo_category_takes_place(enum bo_category category)
{
	return category == BO_CATEGORY_REVENUE || category == BO_CATEGORY_COMP ||
	       category == BO_CATEGORY_INCLUDED;
}
