/*
 * The objects of the contract.  Each has one description, a const table of its
 * fields (field.h), in the file of its noun; from it come its JSON, its table
 * and its CSV.
 *
 * In JSON amounts are whole minor units and times ISO 8601 with offset.  When
 * there is no memory a builder leaves the mark on struct cli, and out_*()
 * refuses to print.
 */
#ifndef CLI_OBJECT_H
#define CLI_OBJECT_H

#include "cli/cli.h"

struct object {
	const char *list; /* the key of an array of them */
	const struct field *field;
	size_t n_fields, size; /* size: of the struct */
	/* Of a table and of CSV, in their order: "id,at,sold".  A title is the key in capitals
	 * unless it is given: "email=E-MAIL".  NULL: it stands in none. */
	const char *columns;
	size_t zone; /* the member with the zone of its moments; 0: as in what holds it, else the
			box office's */
};

/* clang-format off */
#define OBJECTS(X)                                                                                 \
	X(audience) X(bought) X(campaign) X(campaign_page) X(change) X(demo_person) X(fault)       \
	X(hold) X(hold_line) X(hold_row) X(holder) X(house) X(included) X(job) X(journal_fault)    \
	X(journal_row) X(known_member) X(label) X(left_out) X(line_use) X(member) X(member_use)    \
	X(membership) X(offer) X(open_voucher) X(option) X(order) X(order_line) X(order_summary)   \
	X(override) X(pair) X(pair_row) X(paper_fault) X(patron) X(patron_event) X(patron_page)    \
	X(performance) X(preview) X(preview_line) X(printer) X(queue) X(redemption) X(report_info) \
	X(row_fault) X(season) X(show) X(sold_voucher) X(staff) X(standing) X(taker) X(target)     \
	X(tender) X(reservable) X(voucher) X(voucher_type) X(warning) X(window)
/* clang-format on */
#define X(name) extern const struct object object_##name;
OBJECTS(X)
#undef X

/* What the engine has no struct for. */
struct hold_row {
	struct bo_basket hold;
	struct bo_basket_line line;
};
struct window {
	const char *type, *end, *zone;
	int64_t at, then;
	bool moved;
};

/* What campaigns take off in all. */
int64_t preview_discount(const struct bo_basket *basket);

json_t *object_of(struct cli *cli, const struct object *object, const void *row);
/* Of an array of the structs. */
json_t *object_list(struct cli *cli, const struct object *object, const void *rows, size_t n);

/* What has no description is put together by hand.  Takes value over. */
void put(struct cli *cli, json_t *object, const char *key, json_t *value);
void append(struct cli *cli, json_t *array, json_t *value);
/* NULL is null. */
void put_text(struct cli *cli, json_t *object, const char *key, const char *text);
/* BO_NONE is null. */
void put_number(struct cli *cli, json_t *object, const char *key, int64_t number);
/* 0 is null. */
void put_id(struct cli *cli, json_t *object, const char *key, int64_t id);
void put_flag(struct cli *cli, json_t *object, const char *key, bool flag);
/* zone NULL: the box office's. */
void put_when(struct cli *cli, json_t *object, const char *key, int64_t when, const char *zone);

#endif
