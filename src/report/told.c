/*
 * Reading the rows of the journal that are about an order.
 */
#include "report/told.h"

#include <boxoffice/basket.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct row {
	int64_t order_id, at, staff_id;
};

/* The next place in a list that only ever grows; NULL when out of memory. */
static void *grow(struct told *told, void **list, size_t n, size_t *room, size_t size)
{
	size_t more = *room ? *room * 2 : 16;
	void *grown;

	if (n == *room) {
		grown = realloc(*list, more * size);
		if (!grown) {
			told->no_memory = true;
			return NULL;
		}
		*list = grown;
		*room = more;
	}
	return (char *)*list + n * size;
}

void told_next(struct told *told)
{
	told->n_lines = told->n_tenders = 0;
	told->total = told->change = 0;
}

void told_free(struct told *told)
{
	free(told->line);
	free(told->tender);
	free(told->mark);
	*told = (struct told){ 0 };
}

void told_add_line(struct told *told, const struct told_line *line)
{
	void *list = told->line;
	struct told_line *place =
		grow(told, &list, told->n_lines, &told->lines_room, sizeof *place);

	told->line = list;
	if (place) {
		*place = *line;
		told->n_lines++;
	}
}

/* What is nothing is kept here and not there, and proves nothing. */
void told_add_tender(struct told *told, const char *kind, int64_t amount)
{
	void *list = told->tender;
	struct told_tender *place;

	if (amount == 0)
		return;
	place = grow(told, &list, told->n_tenders, &told->tenders_room, sizeof *place);
	told->tender = list;
	if (place) {
		*place = (struct told_tender){ .kind = BO_TENDER_COUNT, .amount = amount };
		for (int i = 0; i < BO_TENDER_COUNT; i++)
			if (strcmp(bo_tender_code((enum bo_tender_kind)i), kind) == 0)
				place->kind = i;
		told->n_tenders++;
	}
}

static uint64_t add_bytes(uint64_t print, const void *bytes, size_t n)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < n; i++)
		print = (print ^ at[i]) * UINT64_C(0x100000001b3);
	return print;
}

void told_add_mark(struct told *told, int64_t order_id, const char *rule, int64_t limit,
		   int64_t actual, const char *reason, int64_t staff_id, int64_t approver_id,
		   int64_t at)
{
	const int64_t numbers[] = { limit, actual, staff_id, approver_id, at };
	void *list = told->mark;
	struct told_mark *place =
		grow(told, &list, told->n_marks, &told->marks_room, sizeof *place);
	uint64_t print = UINT64_C(0xcbf29ce484222325);

	told->mark = list;
	if (!place)
		return;
	print = add_bytes(print, numbers, sizeof numbers);
	print = add_bytes(print, rule, strlen(rule) + 1);
	print = add_bytes(print, reason, strlen(reason) + 1);
	*place = (struct told_mark){ print, order_id };
	told->n_marks++;
}

static int64_t number(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

static int64_t number_or_none(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	return json_is_integer(value) ? json_integer_value(value) : BO_NONE;
}

static const char *text(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}

/* A line that used a ticket somebody had is no line of the order. */
static void tell_lines(struct told *told, const json_t *body)
{
	const json_t *line;
	size_t i;

	json_array_foreach(json_object_get(body, "lines"), i, line)
	{
		if (!json_is_true(json_object_get(line, "reserved")))
			told_add_line(told,
				      &(struct told_line){ .type_id = number(line, "type_id"),
							   .performance_id =
								   number(line, "performance_id"),
							   .qty = number(line, "qty"),
							   .amount = number(line, "amount") });
	}
}

static void tell_tenders(struct told *told, const json_t *body, int sign)
{
	const json_t *tender;
	size_t i;

	json_array_foreach(json_object_get(body, "tenders"), i, tender)
	{
		told_add_tender(told, text(tender, "kind"), sign * number(tender, "amount"));
	}
}

static void tell_overrides(struct told *told, const struct row *row, const json_t *body)
{
	const json_t *mark;
	size_t i;

	json_array_foreach(json_object_get(body, "overrides"), i, mark)
	{
		told_add_mark(told, row->order_id, text(mark, "rule"),
			      number_or_none(mark, "limit"), number_or_none(mark, "actual"),
			      text(mark, "reason"), row->staff_id, number(mark, "approver"),
			      row->at);
	}
}

static void tell_sold(struct told *told, const struct row *row, const json_t *body)
{
	told->total += number(body, "total");
	told->change += number(body, "change");
	tell_lines(told, body);
	tell_tenders(told, body, 1);
	tell_overrides(told, row, body);
}

static void tell_exchanged(struct told *told, const struct row *row, const json_t *body)
{
	told->change += number(body, "change");
	tell_lines(told, body);
	tell_tenders(told, body, 1);
	tell_overrides(told, row, body);
}

static void tell_issued(struct told *told, const struct row *row, const json_t *body)
{
	tell_lines(told, body);
	tell_overrides(told, row, json_object_get(body, "judged"));
}

/* Earlier versions gave all of it back by one tender. */
static void tell_refunded(struct told *told, const struct row *row, const json_t *body)
{
	(void)row;
	if (json_object_get(body, "tenders"))
		tell_tenders(told, body, -1);
	else
		told_add_tender(told, text(body, "kind"), -number(body, "amount"));
}

static void tell_judged(struct told *told, const struct row *row, const json_t *body)
{
	tell_overrides(told, row, json_object_get(body, "judged"));
}

/* --- A plain sale ----------------------------------------------------------------------------- */

/* Most rows tell of a plain sale, always in the same words: those are read as they stand.  Whatever
 * else there is in one, if only a letter beyond ASCII, is left to the reader of JSON. */
static bool word(const char **at, const char *expected)
{
	size_t n = strlen(expected);
	bool met = strncmp(*at, expected, n) == 0;

	*at += met ? n : 0;
	return met;
}

static bool digits(const char **at, int64_t *number)
{
	bool below = word(at, "-");
	const char *first = *at;
	int64_t value = 0;

	while (**at >= '0' && **at <= '9' && *at - first < 18)
		value = value * 10 + *(*at)++ - '0';
	*number = below ? -value : value;
	return *at > first && (*first != '0' || *at == first + 1) && (value || !below);
}

static bool letters(const char **at, char *copy, size_t size)
{
	size_t n = 0;

	for (; (unsigned char)**at >= ' ' && (unsigned char)**at < 0x7f; (*at)++) {
		if (**at == '"') {
			copy[n] = '\0';
			(*at)++;
			return true;
		}
		if (**at == '\\' || n + 1 == size)
			return false;
		copy[n++] = **at;
	}
	return false;
}

static bool plain_line(struct told *told, const char **at)
{
	struct told_line line = { 0 };
	char type[200];

	if (!word(at, "{\"amount\":") || !digits(at, &line.amount) ||
	    !word(at, ",\"performance_id\":") || !digits(at, &line.performance_id) ||
	    !word(at, ",\"qty\":") || !digits(at, &line.qty) || !word(at, ",\"type\":\"") ||
	    !letters(at, type, sizeof type) || !word(at, ",\"type_id\":") ||
	    !digits(at, &line.type_id) || !word(at, "}"))
		return false;
	told_add_line(told, &line);
	return true;
}

static bool plain_tender(struct told *told, const char **at)
{
	int64_t amount;
	char kind[20];

	if (!word(at, "{\"amount\":") || !digits(at, &amount) || !word(at, ",\"kind\":\"") ||
	    !letters(at, kind, sizeof kind) || !word(at, "}"))
		return false;
	told_add_tender(told, kind, amount);
	return true;
}

static bool plain_list(struct told *told, const char **at,
		       bool (*read)(struct told *told, const char **at))
{
	do {
		if (!read(told, at))
			return false;
	} while (word(at, ","));
	return word(at, "]");
}

static bool plain_sale(struct told *told, const char *body)
{
	size_t n_lines = told->n_lines, n_tenders = told->n_tenders;
	int64_t change, total;

	if (word(&body, "{\"change\":") && digits(&body, &change) && word(&body, ",\"lines\":[") &&
	    plain_list(told, &body, plain_line) && word(&body, ",\"tenders\":[") &&
	    plain_list(told, &body, plain_tender) && word(&body, ",\"total\":") &&
	    digits(&body, &total) && word(&body, "}") && !*body) {
		told->total += total;
		told->change += change;
		return true;
	}
	told->n_lines = n_lines;
	told->n_tenders = n_tenders;
	return false;
}

/* --- All kinds -------------------------------------------------------------------------------- */

/* Kinds of rows that say something of money or rules; others are about the order, and no more. */
static const struct {
	const char *kind;
	void (*tell)(struct told *told, const struct row *row, const json_t *body);
} kinds[] = {
	{ "order.sold", tell_sold },	     { "order.issued", tell_issued },
	{ "order.refunded", tell_refunded }, { "order.exchanged", tell_exchanged },
	{ "voucher.reserved", tell_judged }, { "voucher.changed", tell_judged },
};

bool told_read(struct told *told, int64_t order_id, const char *kind, const char *body, int64_t at,
	       int64_t staff_id)
{
	const struct row row = { order_id, at, staff_id };
	size_t i = 0;
	json_t *read;

	while (i < sizeof kinds / sizeof *kinds && strcmp(kinds[i].kind, kind) != 0)
		i++;
	if (i == sizeof kinds / sizeof *kinds)
		return true;
	if (kinds[i].tell == tell_sold && plain_sale(told, body))
		return true;
	read = json_loads(body, 0, NULL);
	if (!json_is_object(read)) {
		json_decref(read);
		return false;
	}
	kinds[i].tell(told, &row, read);
	json_decref(read);
	return true;
}
