/*
 * How an object is described: a const table of its fields, each with its key in
 * JSON, its kind, and the member of the struct it comes from.  A kind says what
 * null means, and how a cell of a table or of CSV shows the value.
 */
#ifndef CLI_OBJECT_FIELD_H
#define CLI_OBJECT_FIELD_H

#include "cli/object/object.h"

#include <stddef.h>

enum kind {
	/* Of a text: */
	IS_TEXT,       /* NULL is null */
	IS_PLAIN,      /* NULL is "" */
	IS_REMARK,     /* "" is null, too */
	IS_BRIEF,      /* a table cuts it with "…" */
	IS_CODES,      /* one a line: an array; NULL is an empty one */
	IS_CODE_WORDS, /* the same as words; NULL is null */
	/* Of a show, with when and where: the name that every command understands. */
	IS_PERFORMANCE,
	/* Of a number: */
	IS_WORD,  /* an enum by its code; an empty one is null */
	IS_SET,	  /* the bits of an enum by their codes, an array */
	IS_FLAG,  /* in a table "yes" or ""; "no" where it has a line of its own */
	IS_ID,	  /* 0 is null */
	IS_COUNT, /* BO_NONE is null, as of all that follow */
	IS_MONEY,
	IS_MOMENT,
	/* Of an array: */
	IS_TEXTS,
	IS_NUMBERS,
	IS_LIST,       /* of objects */
	IS_LIST_IF_ANY /* left out when it is empty */
};

struct from {
	struct cli *cli;
	const void *row, *member;
	size_t n;	  /* behind N() */
	const char *zone; /* of moments */
};

struct field {
	const char *key;
	enum kind kind;
	unsigned short at, size; /* of the member: AT() */
	unsigned short more;	 /* another member: of an array its size, of a performance when */
	unsigned short zone;	 /* and of a performance where */
	const char *none;	 /* what a cell says where it is null; else "" */
	const char *(*word)(unsigned value);
	const struct object *of; /* what a list has */
	/* The value where it is not plainly the member's; kind says how a cell shows it. */
	json_t *(*get)(const struct from *from);
};

#define AT(type, member)                                                                           \
	.at = offsetof(struct type, member), .size = sizeof(((struct type *)0)->member)
#define N(type, member) .more = offsetof(struct type, member)
/* An array of objects. */
#define LIST(key, type, member, n, object)                                                         \
	{                                                                                          \
		key, IS_LIST, AT(type, member), N(type, n), .of = &(object)                        \
	}
#define PERFORMANCE(type, when)                                                                    \
	{                                                                                          \
		"performance", IS_PERFORMANCE, AT(type, show),                                     \
			.more = offsetof(struct type, when), .zone = offsetof(struct type, zone)   \
	}
/* What the line of an order and that of a basket both have. */
#define LINE_FIELDS(of)                                                                            \
	{ "id", IS_ID, AT(of, id) }, { "type", IS_TEXT, AT(of, type) },                            \
		{ "type_id", IS_ID, AT(of, type_id) }, PERFORMANCE(of, performance_at),            \
		{ "performance_id", IS_ID, AT(of, performance_id) },                               \
		{ "qty", IS_COUNT, AT(of, qty) }, { "price", IS_MONEY, AT(of, price) },            \
		{ "amount", IS_MONEY, AT(of, amount) },                                            \
		{ "discount", IS_MONEY, AT(of, discount) },                                        \
		{ "campaign", IS_TEXT, AT(of, use), N(of, n_uses), .get = campaign_names },        \
		LIST("uses", of, use, n_uses, object_line_use), { "code", IS_TEXT, AT(of, code) }, \
	{                                                                                          \
		"codes", IS_CODES, AT(of, codes)                                                   \
	}
/* Of a struct object: its fields and the size of its struct. */
#define FIELDS(array, type)                                                                        \
	.field = array, .n_fields = sizeof(array) / sizeof *(array), .size = sizeof(struct type)

/* word_role() and the others: the codes of enums, as fields name them. */
/* clang-format off */
#define WORDS(X)                                                                                   \
	X(audience_kind) X(availability) X(basket_state) X(campaign_state) X(category)             \
	X(change) X(channel) X(effect) X(event_type) X(job_state) X(opt_out)                       \
	X(performance_state) X(role) X(row_fault) X(rule) X(scope) X(target) X(tender)             \
	X(transport) X(unlock) X(voucher_state)
/* clang-format on */
#define X(name) const char *word_##name(unsigned value);
WORDS(X)
#undef X

/* What such a function gives; NULL when there is no memory. */
json_t *json_of_text(struct cli *cli, const char *text);
json_t *json_of_number(int64_t number);
json_t *json_of_moment(int64_t when, const char *zone);

/* Gets the campaigns of a line by the names the buyer sees, each once; null for none. */
json_t *campaign_names(const struct from *from);

#endif
