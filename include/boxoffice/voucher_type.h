/*
 * Named price points of a season.
 */
#ifndef BOXOFFICE_VOUCHER_TYPE_H
#define BOXOFFICE_VOUCHER_TYPE_H

#include <boxoffice/office.h>
#include <boxoffice/words.h>

/* takes_place: a ticket of it fills a place of the house. */
#define BO_CATEGORY_LIST(X)                                                                        \
	X(BO_CATEGORY_REVENUE, "revenue", "Revenue")                                               \
	X(BO_CATEGORY_COMP, "comp", "Comp")                                                        \
	X(BO_CATEGORY_INCLUDED, "included", "Included in a bundle")                                \
	X(BO_CATEGORY_BUNDLE, "bundle", "Bundle")                                                  \
	X(BO_CATEGORY_PRODUCT, "product", "Product")

BO_WORDS(bo_category, bo_category, BO_CATEGORY)

#define BO_AVAILABILITY_LIST(X)                                                                    \
	X(BO_AVAILABLE_ANYONE, "anyone", "Anyone")                                                 \
	X(BO_AVAILABLE_SUBSCRIBERS, "subscribers", "Subscribers")                                  \
	X(BO_AVAILABLE_BOXOFFICE, "boxoffice", "Box office only")                                  \
	X(BO_AVAILABLE_EXTERNAL, "external", "External resellers")

BO_WORDS(bo_availability, bo_availability, BO_AVAILABILITY)

bool bo_category_takes_place(enum bo_category category);

struct bo_included {
	int64_t type_id;
	const char *type;
	int64_t qty;
};

struct bo_voucher_type {
	int64_t id, season_id;
	const char *name, *season, *account_code;
	enum bo_category category;
	enum bo_availability availability;
	int64_t price;	       /* minor units */
	int64_t display_order; /* ascending, then price falling, then id */
	int64_t number;	       /* what a clerk types for it all season; 0: never sold by itself */
	int64_t issued;	       /* vouchers ever issued; kept, not counted */
	bool subscription, changeable;
	size_t n_included; /* of a bundle */
	struct bo_included *included;
};
struct bo_voucher_types {
	size_t n;
	struct bo_voucher_type *row;
};

/* What to add or change; for an edit, NULL, BO_NONE, _COUNT and negative flags leave a field. */
struct bo_voucher_type_fields {
	const char *name, *account_code;
	enum bo_category category; /* cannot be edited */
	enum bo_availability availability;
	int64_t price, display_order;
	int subscription, changeable;	    /* 0, 1, or -1 */
	const struct bo_included *included; /* type_id and qty */
	size_t n_included;
};
/* First in an initializer, with .display_order behind it: what is not said stays as it is. */
#define BO_VOUCHER_TYPE_AS_IS                                                                      \
	.category = BO_CATEGORY_COUNT, .availability = BO_AVAILABILITY_COUNT, .price = BO_NONE,    \
	.subscription = -1, .changeable = -1

enum bo_status bo_voucher_type_add(struct bo *bo, int64_t season_id,
				   const struct bo_voucher_type_fields *fields,
				   int64_t *id) BO_CHECKED;
/* Another display_order numbers the season anew; nothing else moves a number. */
enum bo_status bo_voucher_type_edit(struct bo *bo, int64_t id,
				    const struct bo_voucher_type_fields *fields) BO_CHECKED;
/* Refused (in_use) once a voucher was issued, it is held, or a bundle includes it. */
enum bo_status bo_voucher_type_delete(struct bo *bo, int64_t id) BO_CHECKED;
/* season_id 0: of all seasons. */
enum bo_status bo_voucher_type_list(struct bo *bo, struct bo_arena *arena, int64_t season_id,
				    struct bo_voucher_types *list) BO_CHECKED;
/* It is BO_NOT_FOUND if there is none of that id. */
enum bo_status bo_voucher_type_get(struct bo *bo, struct bo_arena *arena, int64_t id,
				   struct bo_voucher_type *type) BO_CHECKED;
/* Finds by id or name within a season (0: the newest season that has it). */
enum bo_status bo_voucher_type_find(struct bo *bo, struct bo_arena *arena, int64_t season_id,
				    const char *text, struct bo_voucher_type *type) BO_CHECKED;

#endif
