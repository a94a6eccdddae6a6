/*
 * Bundles of the demo, which one subscriber and one friend of the house have
 * bought, and somebody who is among the patrons twice.  Their types come behind all
 * others, so that every offer keeps its number.
 */
#include "base/fail.h"
#include "demo/demo.h"
#include "store/sql.h"

#include <boxoffice/order.h>
#include <boxoffice/patron.h>
#include <boxoffice/redemption.h>
#include <boxoffice/voucher_type.h>

enum { BEHIND_ALL = 100, PARTS = DEMO_SHOWS, PERFORMANCES = DEMO_SHOWS * DEMO_SERIES };

struct passes {
	int64_t season_id, performance[PERFORMANCES];
	size_t n;
};

static const char *const titles[DEMO_SHOWS] = { "Hamlet", "Othello", "King Lear" };

/* title NULL: of all shows. */
static enum bo_status find_performances(struct bo *bo, const char *title, struct passes *passes)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT p.id, s.season_id FROM performance p JOIN show s ON s.id = p.show_id "
		"WHERE s.title = $1 OR $1 = '' ORDER BY p.at, p.id",
		"s", title ? title : "");

	if (status)
		return status;
	for (passes->n = 0; passes->n < PERFORMANCES && sql_next(rows); passes->n++) {
		passes->performance[passes->n] = sql_id(rows, 0);
		passes->season_id = sql_id(rows, 1);
	}
	status = sql_end(rows);
	if (!status && passes->n == 0)
		status = fail(bo, BO_INVALID, "This store has no demo season to add to.");
	return status;
}

/* performances 0: a bundle's own. */
static enum bo_status open_type(struct bo *bo, int64_t type_id, const int64_t *performances,
				size_t n)
{
	struct bo_redemption_batch batch = {
		.types = &type_id, .n_types = 1, .performances = performances, .n_performances = n
	};
	struct bo_changes changes = { 0 };
	struct bo_arena arena = { 0 };
	enum bo_status status = bo_redemption_apply(bo, &arena, &batch, &changes);

	bo_arena_clear(&arena);
	return status;
}

static enum bo_status add_part(struct bo *bo, const char *name, const char *title, int order,
			       int64_t *id)
{
	struct bo_voucher_type_fields fields = { .name = name,
						 .account_code = "4100",
						 .category = BO_CATEGORY_INCLUDED,
						 .availability = BO_AVAILABLE_ANYONE,
						 .display_order = BEHIND_ALL + order,
						 .changeable = 1 };
	struct passes passes = { 0 };
	enum bo_status status = find_performances(bo, title, &passes);

	if (!status)
		status = bo_voucher_type_add(bo, passes.season_id, &fields, id);
	return status ? status : open_type(bo, *id, passes.performance, passes.n);
}

static enum bo_status add_bundle(struct bo *bo, const char *name, int64_t price, bool subscription,
				 const struct bo_included *parts, size_t n, int64_t *id)
{
	struct bo_voucher_type_fields fields = { .name = name,
						 .account_code = "4100",
						 .category = BO_CATEGORY_BUNDLE,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = price,
						 .display_order = BEHIND_ALL + 9,
						 .subscription = subscription,
						 .changeable = 1,
						 .included = parts,
						 .n_included = n };
	struct passes passes = { 0 };
	enum bo_status status = find_performances(bo, NULL, &passes);

	if (!status)
		status = bo_voucher_type_add(bo, passes.season_id, &fields, id);
	return status ? status : open_type(bo, *id, NULL, 0);
}

static enum bo_status sell(struct bo *bo, int64_t bundle, const char *email)
{
	struct bo_wish wish = { 0, bundle, 1 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
	struct bo_arena arena = { 0 };
	struct bo_order order;
	enum bo_status status = sql_number(
		bo, &sale.patron_id, "SELECT id FROM patron WHERE email_fold = $1", "s", email);

	if (!status)
		status = bo_sell(bo, &arena, &sale, &order);
	bo_arena_clear(&arena);
	return status;
}

/* One ticket for each play. */
static enum bo_status make_subscription(struct bo *bo)
{
	static const char *const names[PARTS] = { "Hamlet of Three Plays", "Othello of Three Plays",
						  "King Lear of Three Plays" };
	struct bo_included parts[PARTS] = { 0 };
	int64_t id = 0;
	enum bo_status status = BO_OK;

	for (int i = 0; i < PARTS && !status; i++) {
		parts[i].qty = 1;
		status = add_part(bo, names[i], titles[i], i, &parts[i].type_id);
	}
	if (!status)
		status = add_bundle(bo, "Three Plays", 9000, true, parts, PARTS, &id);
	return status ? status : sell(bo, id, "bjork@example.org");
}

/* Four tickets for whatever is played. */
static enum bo_status make_flex_pass(struct bo *bo)
{
	struct bo_included part = { .qty = 4 };
	int64_t id = 0;
	enum bo_status status = add_part(bo, "Flex Pass ticket", NULL, PARTS, &part.type_id);

	if (!status)
		status = add_bundle(bo, "Flex Pass", 12000, false, &part, 1, &id);
	return status ? status : sell(bo, id, "conan@example.org");
}

enum bo_status demo_make_passes(struct bo *bo)
{
	int64_t id = 0;
	enum bo_status status = make_subscription(bo);

	if (!status)
		status = make_flex_pass(bo);
	/* as a second clerk typed her: the Patrons screen finds both and makes them one */
	if (!status)
		status = bo_patron_add(bo, "Zoe O'Hara-Lukasiewicz", "zoe.ohara@example.org",
				       "555-0101", &id);
	return status;
}
