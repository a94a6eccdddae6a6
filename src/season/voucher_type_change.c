/*
 * Adding, editing and deleting voucher types.  An edit is the stored type with
 * the given fields laid over it, judged as a whole like a new one; what was sold
 * keeps the price it was sold at.
 */
#include <boxoffice/voucher_type.h>

#include "base/fail.h"
#include "journal/journal.h"
#include "season/naming.h"
#include "store/naming.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { ACCOUNT_MAX = 64, ORDER_MAX = 1000000, INCLUDED_MAX = 100, INCLUDED_QTY_MAX = 1000 };

static enum bo_status check_price(struct bo *bo, const struct bo_voucher_type *type)
{
	if (type->price < 0 || type->price > BO_MONEY_MAX)
		return fail_number(
			bo, "price", type->price,
			"The price must not be negative, nor more than any price can be.");
	switch (type->category) {
	case BO_CATEGORY_REVENUE:
		if (type->price == 0)
			return fail_number(bo, "price", 0,
					   "A revenue type needs a price; one that costs nothing "
					   "is a comp.");
		return BO_OK;
	case BO_CATEGORY_COMP:
	case BO_CATEGORY_INCLUDED:
		if (type->price != 0)
			return fail_number(bo, "price", type->price,
					   type->category == BO_CATEGORY_COMP
						   ? "A comp costs nothing; its price must be 0."
						   : "What a bundle includes is paid with the "
						     "bundle; its price must be 0.");
		return BO_OK;
	case BO_CATEGORY_BUNDLE:
		if (type->price == 0 && type->availability != BO_AVAILABLE_BOXOFFICE)
			return fail_number(bo, "price", 0,
					   "A bundle that costs nothing must be for the box "
					   "office only (availability boxoffice).");
		return BO_OK;
	case BO_CATEGORY_PRODUCT:
		return BO_OK;
	case BO_CATEGORY_COUNT:
	default:
		return fail_field(bo, BO_INVALID, "category", "",
				  "The category is one of revenue, comp, included, bundle and "
				  "product.");
	}
}

/* included is of another category, another season, or twice. */
static enum bo_status check_included(struct bo *bo, const struct bo_voucher_type *type, size_t at)
{
	const struct bo_included *item = &type->included[at];
	struct sql_rows *rows;
	bool found, fits = false, same_season = false;
	char name[BO_SHORT_NAME] = "";
	struct bo_buf buf = BO_BUF(name);
	enum bo_status status = sql_query(
		bo, &rows, "SELECT name, category, season_id FROM voucher_type WHERE id = $1", "i",
		item->type_id);

	if (status)
		return status;
	found = sql_next(rows);
	if (found) {
		bo_buf_add(&buf, sql_text(rows, 0));
		fits = strcmp(sql_text(rows, 1), bo_category_code(BO_CATEGORY_INCLUDED)) == 0;
		same_season = sql_id(rows, 2) == type->season_id;
	}
	status = sql_end(rows);
	if (status)
		return status;
	if (!found)
		return fail_field(bo, BO_NOT_FOUND, "includes", "",
				  "There is no such voucher type.");
	if (!fits)
		return fail_field(bo, BO_INVALID, "includes", name,
				  "A bundle can only include types of the category included; "
				  "\"%s\" is none.",
				  name);
	if (!same_season)
		return fail_field(bo, BO_INVALID, "includes", name,
				  "\"%s\" is a type of another season.", name);
	for (size_t i = 0; i < at; i++)
		if (type->included[i].type_id == item->type_id)
			return fail_field(bo, BO_INVALID, "includes", name,
					  "\"%s\" is included twice; add the two quantities.",
					  name);
	if (item->qty < 1 || item->qty > INCLUDED_QTY_MAX)
		return fail_number(bo, "includes", item->qty,
				   "A bundle includes 1 to %d of \"%s\", not %" PRId64 ".",
				   INCLUDED_QTY_MAX, name, item->qty);
	return BO_OK;
}

static enum bo_status check_bundle(struct bo *bo, const struct bo_voucher_type *type)
{
	enum bo_status status = BO_OK;

	if (type->category != BO_CATEGORY_BUNDLE) {
		if (type->n_included)
			return fail_field(bo, BO_INVALID, "includes", "",
					  "Only a bundle includes other types.");
		return BO_OK;
	}
	if (type->n_included > INCLUDED_MAX)
		return fail_field(bo, BO_INVALID, "includes", "",
				  "A bundle includes at most %d types.", INCLUDED_MAX);
	for (size_t i = 0; !status && i < type->n_included; i++)
		status = check_included(bo, type, i);
	return status;
}

static enum bo_status check_type(struct bo *bo, const struct bo_voucher_type *type,
				 char fold[NAME_FOLD])
{
	int64_t other = BO_NONE;
	enum bo_status status = name_check(bo, "name", type->name, fold);

	if (!status)
		status = check_text(bo, "account", type->account_code, ACCOUNT_MAX, true);
	if (!status)
		status = check_range(bo, "display-order", type->display_order, -ORDER_MAX,
				     ORDER_MAX);
	if (!status && (unsigned)type->availability >= BO_AVAILABILITY_COUNT)
		status = fail_field(bo, BO_INVALID, "availability", "",
				    "The availability is one of anyone, subscribers, boxoffice and "
				    "external.");
	if (!status)
		status = check_price(bo, type);
	if (!status)
		status = check_bundle(bo, type);
	if (!status)
		status = sql_number(bo, &other,
				    "SELECT id FROM voucher_type WHERE season_id = $1 AND "
				    "name_fold = $2",
				    "is", type->season_id, fold);
	if (!status && other != BO_NONE && other != type->id)
		status = fail_field(bo, BO_EXISTS, "name", type->name,
				    "The season has a voucher type \"%s\" already.", type->name);
	if (!status)
		status = naming_check_looks(
			bo, "SELECT id, name FROM voucher_type WHERE season_id = $1", true,
			type->season_id, type->name, type->id);
	return status;
}

static enum bo_status write_included(struct bo *bo, const struct bo_voucher_type *type)
{
	enum bo_status status =
		sql_run(bo, "DELETE FROM bundle_item WHERE bundle_id = $1", "i", type->id);

	for (size_t i = 0; !status && i < type->n_included; i++)
		status = sql_run(
			bo, "INSERT INTO bundle_item (bundle_id, type_id, qty) VALUES ($1, $2, $3)",
			"iii", type->id, type->included[i].type_id, type->included[i].qty);
	return status;
}

static json_t *json_included(const struct bo_included *included, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list,
				      json_pack("{sI sI}", "type", (json_int_t)included[i].type_id,
						"qty", (json_int_t)included[i].qty));
	return list;
}

/* A bundle has no performance to be sold at: it is on sale until its season is over. */
static enum bo_status open_bundle(struct bo *bo, int64_t id, const char *season_end)
{
	char last[32];
	int64_t end;

	snprintf(last, sizeof last, "%sT23:59:59", season_end);
	if (bo_when_parse(last, bo->settings.zone, &end))
		return fail_field(bo, BO_INVALID, "season", season_end,
				  "The season's last day has no end on the clock of %s.",
				  bo->settings.zone);
	return sql_run(bo,
		       "INSERT INTO redemption (type_id, start_anchor, end_anchor, end_value) "
		       "VALUES ($1, 'open', 'time', $2)",
		       "ii", id, end);
}

static enum bo_status insert(struct bo *bo, struct bo_voucher_type *type, const char *season_end)
{
	char fold[NAME_FOLD];
	enum bo_status status = check_type(bo, type, fold);

	if (!status)
		status = sql_number(
			bo, &type->id,
			"INSERT INTO voucher_type (season_id, name, name_fold, category, "
			"availability, price, account_code, display_order, subscription, "
			"changeable, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
			"CASE WHEN $4 <> 'included' THEN (SELECT coalesce(max(number), 0) + 1 "
			"FROM voucher_type WHERE season_id = $1) END) RETURNING id",
			"issssisidd", type->season_id, type->name, fold,
			bo_category_code(type->category), bo_availability_code(type->availability),
			type->price, type->account_code, type->display_order,
			(int)type->subscription, (int)type->changeable);
	if (!status)
		status = write_included(bo, type);
	if (!status && type->category == BO_CATEGORY_BUNDLE)
		status = open_bundle(bo, type->id, season_end);
	if (status)
		return status;
	return journal_add(
		bo, "voucher_type.added", 0,
		json_pack("{sI sI ss ss ss sI ss sI sb sb so}", "id", (json_int_t)type->id,
			  "season", (json_int_t)type->season_id, "name", type->name, "category",
			  bo_category_code(type->category), "availability",
			  bo_availability_code(type->availability), "price",
			  (json_int_t)type->price, "account", type->account_code, "display_order",
			  (json_int_t)type->display_order, "subscription", (int)type->subscription,
			  "changeable", (int)type->changeable, "includes",
			  json_included(type->included, type->n_included)),
		NULL);
}

/* Lays the given fields over type; strings and lists stay the caller's. */
static void overlay(struct bo_voucher_type *type, const struct bo_voucher_type_fields *fields,
		    struct bo_included *included)
{
	if (fields->name)
		type->name = fields->name;
	if (fields->account_code)
		type->account_code = fields->account_code;
	if (fields->availability != BO_AVAILABILITY_COUNT)
		type->availability = fields->availability;
	if (fields->price != BO_NONE)
		type->price = fields->price;
	if (fields->display_order != BO_NONE)
		type->display_order = fields->display_order;
	if (fields->subscription >= 0)
		type->subscription = fields->subscription > 0;
	if (fields->changeable >= 0)
		type->changeable = fields->changeable > 0;
	if (fields->included) {
		type->n_included = fields->n_included;
		type->included = included;
		for (size_t i = 0; i < fields->n_included && i < INCLUDED_MAX; i++)
			included[i] = fields->included[i];
	}
}

static enum bo_status add(struct bo *bo, int64_t season_id,
			  const struct bo_voucher_type_fields *fields, int64_t *id)
{
	struct bo_included included[INCLUDED_MAX];
	struct bo_voucher_type type = { .season_id = season_id,
					.name = "",
					.account_code = "",
					.category = fields->category,
					.availability = BO_AVAILABILITY_COUNT,
					.price = BO_NONE };
	char end[BO_DATE_SIZE] = "";
	struct bo_buf last = BO_BUF(end);
	enum bo_status status =
		sql_string(bo, &last, "SELECT last FROM season WHERE id = $1", "i", season_id);

	if (status)
		return status;
	if (!*end)
		return fail_field(bo, BO_NOT_FOUND, "season", "", "There is no such season.");
	if (fields->category == BO_CATEGORY_INCLUDED) /* its bundle's availability is what counts */
		type.availability = BO_AVAILABLE_ANYONE;
	if (fields->category == BO_CATEGORY_INCLUDED || fields->category == BO_CATEGORY_COMP)
		type.price = 0;
	overlay(&type, fields, included);
	if (type.price == BO_NONE)
		return fail_field(bo, BO_INVALID, "price", "", "A price is needed.");
	status = insert(bo, &type, end);
	if (!status)
		*id = type.id;
	return status;
}

enum bo_status bo_voucher_type_add(struct bo *bo, int64_t season_id,
				   const struct bo_voucher_type_fields *fields, int64_t *id)
{
	int64_t made = 0;
	enum bo_status status = setup_begin(bo);

	return status ? status : act_made(bo, add(bo, season_id, fields, &made), &made, id);
}

static bool same_included(const struct bo_voucher_type *a, const struct bo_voucher_type *b)
{
	size_t same = 0;

	for (size_t i = 0; i < a->n_included; i++)
		for (size_t j = 0; j < b->n_included; j++)
			same += a->included[i].type_id == b->included[j].type_id &&
				a->included[i].qty == b->included[j].qty;
	return a->n_included == b->n_included && same == a->n_included;
}

/* Adds "key": [before, after] when the two differ; the two are given away. */
static void note(json_t *body, const char *key, json_t *before, json_t *after)
{
	if (json_equal(before, after)) {
		json_decref(before);
		json_decref(after);
	} else {
		json_object_set_new(body, key, json_pack("[oo]", before, after));
	}
}

static json_t *difference(const struct bo_voucher_type *a, const struct bo_voucher_type *b)
{
	json_t *body = json_object();

	note(body, "name", json_string(a->name), json_string(b->name));
	note(body, "account", json_string(a->account_code), json_string(b->account_code));
	note(body, "availability", json_string(bo_availability_code(a->availability)),
	     json_string(bo_availability_code(b->availability)));
	note(body, "price", json_integer(a->price), json_integer(b->price));
	note(body, "display_order", json_integer(a->display_order), json_integer(b->display_order));
	note(body, "subscription", json_boolean(a->subscription), json_boolean(b->subscription));
	note(body, "changeable", json_boolean(a->changeable), json_boolean(b->changeable));
	if (!same_included(a, b))
		note(body, "includes", json_included(a->included, a->n_included),
		     json_included(b->included, b->n_included));
	return body;
}

/* A manager has put the season in another order: the numbers follow it.  Types that stand together
 * keep the order of their numbers. */
static enum bo_status number_anew(struct bo *bo, int64_t season_id)
{
	return sql_run(bo,
		       "UPDATE voucher_type SET number = o.place FROM (SELECT id, row_number() "
		       "OVER (ORDER BY display_order, number, id) AS place FROM voucher_type WHERE "
		       "season_id = $1 AND number IS NOT NULL) o WHERE voucher_type.id = o.id",
		       "i", season_id);
}

static enum bo_status write_edit(struct bo *bo, const struct bo_voucher_type *before,
				 const struct bo_voucher_type *type)
{
	char fold[NAME_FOLD];
	json_t *body;
	enum bo_status status = check_type(bo, type, fold);

	if (status)
		return status;
	body = difference(before, type);
	if (json_object_size(body) == 0) {
		json_decref(body);
		return BO_OK;
	}
	json_object_set_new(body, "id", json_integer(type->id));
	status = sql_run(bo,
			 "UPDATE voucher_type SET name = $2, name_fold = $3, availability = $4, "
			 "price = $5, account_code = $6, display_order = $7, subscription = $8, "
			 "changeable = $9 WHERE id = $1",
			 "isssisidd", type->id, type->name, fold,
			 bo_availability_code(type->availability), type->price, type->account_code,
			 type->display_order, (int)type->subscription, (int)type->changeable);
	if (!status && type->display_order != before->display_order)
		status = number_anew(bo, type->season_id);
	if (!status)
		status = write_included(bo, type);
	if (status) {
		json_decref(body);
		return status;
	}
	return journal_add(bo, "voucher_type.edited", 0, body, NULL);
}

static enum bo_status edit(struct bo *bo, int64_t id, const struct bo_voucher_type_fields *fields)
{
	struct bo_included included[INCLUDED_MAX];
	struct bo_arena arena = { 0 };
	struct bo_voucher_type before, after;
	enum bo_status status = bo_voucher_type_get(bo, &arena, id, &before);

	if (!status && fields->category != BO_CATEGORY_COUNT && fields->category != before.category)
		status = fail_field(bo, BO_INVALID, "category", bo_category_code(fields->category),
				    "The category of a voucher type cannot be changed; "
				    "make another type.");
	if (!status) {
		after = before;
		overlay(&after, fields, included);
		status = write_edit(bo, &before, &after);
	}
	bo_arena_clear(&arena);
	return status;
}

enum bo_status bo_voucher_type_edit(struct bo *bo, int64_t id,
				    const struct bo_voucher_type_fields *fields)
{
	enum bo_status status = setup_begin(bo);

	return status ? status : act_end(bo, edit(bo, id, fields));
}
