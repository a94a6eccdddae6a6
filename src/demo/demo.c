/*
 * The training store: people, patrons and sales around the season of season.c.
 * All in one act, made through the same functions that every face uses.
 */
#include "demo/demo.h"
#include "base/fail.h"
#include "store/sql.h"

#include <boxoffice/demo.h>
#include <boxoffice/order.h>
#include <boxoffice/patron.h>
#include <boxoffice/staff.h>
#include <boxoffice/store.h>

static const struct bo_demo_person people[] = {
	{ "Morgan", "3333", BO_ROLE_MANAGER },
	{ "Sam", "2222", BO_ROLE_SUPERVISOR },
	{ "Casey", "1111", BO_ROLE_CLERK },
};

/* Names as they come to a counter. */
static const struct {
	const char *name, *email, *phone;
} patrons[] = {
	{ "Zoë O’Hara-Łukasiewicz", "zoe@example.org", "555 0101" },
	{ "Conan O'Brien", "conan@example.org", NULL },
	{ "María José de la Cruz y Fernández", "maria.jose@example.org", "555 0103" },
	{ "李小龍", "bruce@example.org", NULL },
	{ "Björk Guðmundsdóttir", "bjork@example.org", "555 0105" },
	{ "Иван Петров", "ivan@example.org", NULL },
	{ "Anne-Marie d’Été", NULL, "555 0107" },
	{ "Ng", "ng@example.org", NULL },
	{ "Null", "null@example.org", NULL },
	{ "Smith, John", "john.smith@example.org", "555 0110" },
	{ "Smith, Joan", "joan.smith@example.org", "555 0111" },
	{ "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff", "hubert@example.org", NULL },
};

enum { PEOPLE = sizeof people / sizeof *people, PATRONS = sizeof patrons / sizeof *patrons };

const struct bo_demo_person *bo_demo_people(size_t *n)
{
	*n = PEOPLE;
	return people;
}

/* How many of each performance of Hamlet are gone already: a house that fills as it gets near. */
static const int sold[DEMO_SERIES] = { 61, 94, 47, 33, 58, 30, 12, 21, 4 };

static enum bo_status sell(struct bo *bo, const struct bo_wish *wishes, size_t n, int64_t patron_id,
			   bool card)
{
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_tender tender = { .kind = BO_TENDER_CARD, .reference = "DEMO" };
	struct bo_sale sale = { .lines = wishes, .n_lines = n, .patron_id = patron_id };
	enum bo_status status;

	for (size_t i = 0; i < n && card; i++)
		tender.amount +=
			wishes[i].qty * (wishes[i].type_id == wishes[0].type_id ? 4000 : 2500);
	if (card) {
		sale.tenders = &tender;
		sale.n_tenders = 1;
	}
	status = bo_sell(bo, &arena, &sale, &order);
	bo_arena_clear(&arena);
	return status;
}

/* Orders of one to four until the number is reached; every third has a name, every other a card. */
static enum bo_status sell_performance(struct bo *bo, const struct demo_season *season, size_t at,
				       const int64_t *ids)
{
	enum bo_status status = BO_OK;
	int64_t performance = season->performance[0][at];

	for (int gone = 0, order = 0; gone < sold[at] && !status; order++) {
		int adults = 1 + (order + (int)at) % 3, youths = order % 4 == 3 ? 1 : 0;
		struct bo_wish wishes[] = { { performance, season->type[DEMO_ADULT], adults },
					    { performance, season->type[DEMO_YOUTH], youths } };

		if (gone + adults + youths > sold[at]) {
			wishes[0].qty = sold[at] - gone;
			youths = 0;
		}
		status = sell(bo, wishes, youths ? 2 : 1,
			      order % 3 == 0 ? ids[(size_t)order % PATRONS] : 0, order % 2 == 0);
		gone += (int)wishes[0].qty + youths;
	}
	return status;
}

/* The clock of a sale already made: each a few hours after the one before, the last before now. */
struct past {
	int64_t at, step;
};

static int64_t past_clock(void *arg)
{
	struct past *past = arg;

	return past->at;
}

enum bo_status demo_make_sales(struct bo *bo, const struct demo_season *season)
{
	bo_clock clock = bo->clock;
	void *clock_arg = bo->clock_arg;
	struct past past = { .at = bo_now(bo) - 9 * 86400, .step = 86400 - 1800 };
	int64_t ids[PATRONS];
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < PATRONS && !status; i++)
		status = bo_patron_add(bo, patrons[i].name, patrons[i].email, patrons[i].phone,
				       &ids[i]);
	bo_set_clock(bo, past_clock, &past);
	for (size_t i = 0; i < DEMO_SERIES && !status; i++, past.at += past.step)
		status = sell_performance(bo, season, i, ids);
	bo_set_clock(bo, clock, clock_arg);
	return status;
}

static enum bo_status make_people(struct bo *bo)
{
	int64_t id;
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < PEOPLE && !status; i++) {
		status = bo_staff_add(bo, people[i].name, people[i].role, people[i].pin, &id);
		if (!status && i == 0)
			status = bo_sign_in(bo, people[i].name, people[i].pin);
	}
	return status;
}

static enum bo_status check_empty(struct bo *bo)
{
	int64_t rows = 0;
	enum bo_status status;

	if (!bo_store_is_training(bo))
		return fail(bo, BO_INVALID, "The demo fills training stores only.");
	status = sql_number(bo, &rows,
			    "SELECT (SELECT count(*) FROM staff) + (SELECT count(*) FROM season)",
			    "");
	if (!status && rows > 0)
		status = fail(bo, BO_EXISTS,
			      "This store is in use already; the demo fills empty ones only.");
	return status;
}

enum bo_status bo_demo_fill(struct bo *bo)
{
	struct demo_season season = { 0 };
	enum bo_status status = bo_till_use(bo, "Till 1");

	if (!status)
		status = act_begin(bo);
	if (status)
		return status;
	status = check_empty(bo);
	if (!status)
		status = make_people(bo);
	if (!status)
		status = demo_make_season(bo, &season);
	if (!status)
		status = demo_make_sales(bo, &season);
	status = act_end(bo, status);
	bo_sign_out(bo);
	return status;
}
