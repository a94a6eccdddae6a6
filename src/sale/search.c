/*
 * Orders by what somebody typed or scanned.  A number and a ticket's code lead to one
 * order at once; words are looked for among the patrons, a little at a time, and the
 * newest orders of those who are found so far are the answer so far.
 */
#include "base/fail.h"
#include "house/access.h"

#include <boxoffice/code.h>
#include <boxoffice/patron.h>
#include <boxoffice/voucher.h>

#include <stdlib.h>
#include <string.h>

struct bo_order_search {
	struct bo *bo;
	struct bo_arena arena;
	struct bo_order_filter
		filter;		  /* its limit is one row more, which says that there are more */
	struct bo_search *people; /* NULL: one step finds all */
	const char *words;
	struct bo_order_hits hits;
	bool done;
};

static enum bo_status list(struct bo_order_search *s, struct bo_orders *orders)
{
	return bo_order_list(s->bo, &s->arena, &s->filter, orders);
}

static enum bo_status find_code(struct bo_order_search *s)
{
	struct bo_voucher voucher;
	enum bo_status status = bo_voucher_find(s->bo, &s->arena, s->words, &voucher);

	if (status)
		return status == BO_NOT_FOUND ? BO_OK : status;
	s->hits.voucher_id = voucher.id;
	s->filter.id = voucher.order_id;
	return list(s, &s->hits.orders);
}

static int newest_first(const void *a, const void *b)
{
	const struct bo_order_summary *one = a, *two = b;

	return (one->id < two->id) - (one->id > two->id);
}

static enum bo_status add_orders(struct bo_order_search *s, int64_t patron_id)
{
	struct bo_orders found = { 0 }, *hits = &s->hits.orders;
	enum bo_status status;

	s->filter.patron_id = patron_id;
	status = list(s, &found);
	for (size_t i = 0; !status && i < found.n; i++) {
		struct bo_order_summary *grown =
			bo_arena_grow(&s->arena, hits->row, hits->n, sizeof *grown);

		if (!grown)
			return fail_memory(s->bo);
		hits->row = grown;
		grown[hits->n++] = found.row[i];
	}
	return status;
}

/* Those of the patrons who are found so far, the newest of all of them. */
static enum bo_status take_orders(struct bo_order_search *s, const struct bo_patrons *people)
{
	enum bo_status status = BO_OK;

	bo_arena_clear(&s->arena);
	s->hits = (struct bo_order_hits){ .more_people = people->n > BO_ORDER_PEOPLE };
	for (size_t i = 0; !status && i < people->n; i++)
		status = add_orders(s, people->row[i].id);
	if (!status && s->hits.orders.n > 1)
		qsort(s->hits.orders.row, s->hits.orders.n, sizeof *s->hits.orders.row,
		      newest_first);
	return status;
}

static enum bo_status find_people(struct bo_order_search *s)
{
	struct bo_patrons people = { 0 };
	bool begins = s->people == NULL;
	enum bo_status status =
		begins ? bo_search_begin(s->bo, s->words, BO_ORDER_PEOPLE + 1, &s->people) : BO_OK;

	if (!status)
		status = bo_search_step(s->people, &people, &s->done);
	/* Once at the beginning and once at the end: people come a few at a time. */
	if (!status && (s->done || s->hits.orders.n == 0))
		status = take_orders(s, &people);
	return status;
}

static bool is_number(const char *text)
{
	return strspn(text, "0123456789") == strlen(text) && strlen(text) < 18;
}

static enum bo_status find(struct bo_order_search *s)
{
	s->done = true;
	if (!*s->words)
		return list(s, &s->hits.orders);
	if (bo_scan_shape(s->words) == BO_SCAN_TICKET)
		return find_code(s);
	if (!is_number(s->words))
		return find_people(s);
	s->filter.id = strtoll(s->words, NULL, 10);
	return s->filter.id ? list(s, &s->hits.orders) : BO_OK;
}

/* The list ends somewhere, and says so. */
static void cut(struct bo_order_search *s, struct bo_order_hits *hits)
{
	size_t most = s->filter.limit - 1;

	*hits = s->hits;
	hits->more = hits->more_people || (s->filter.limit && hits->orders.n > most);
	if (s->filter.limit && hits->orders.n > most)
		hits->orders.n = most;
}

enum bo_status bo_order_search_begin(struct bo *bo, const char *words,
				     const struct bo_order_filter *filter,
				     struct bo_order_search **search)
{
	struct bo_order_search *s;
	enum bo_status status = access_read(bo, BO_MAY_READ_SALES);

	if (status)
		return status;
	words += strspn(words, " ");
	s = calloc(1, sizeof *s + strlen(words) + 1);
	if (!s)
		return fail_memory(bo);
	s->bo = bo;
	s->filter = *filter;
	s->filter.patron_id = s->filter.id = 0;
	s->filter.limit += filter->limit != 0;
	s->words = memcpy(s + 1, words, strlen(words) + 1);
	*search = s;
	return BO_OK;
}

enum bo_status bo_order_search_step(struct bo_order_search *s, struct bo_order_hits *hits,
				    bool *done)
{
	enum bo_status status = s->done ? BO_OK : find(s);

	if (status)
		return status;
	cut(s, hits);
	*done = s->done;
	return BO_OK;
}

void bo_order_search_end(struct bo_order_search *search)
{
	if (!search)
		return;
	bo_search_end(search->people);
	bo_arena_clear(&search->arena);
	free(search);
}
