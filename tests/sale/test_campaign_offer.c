/*
 * What campaigns make of offers before anything is sold: their rules, the list a
 * clerk sees, and the preview of a draft.
 */
#include "support/campaign.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1000000 };

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;
static struct bo_offers offers;

static const char *const friends[] = { "FRIEND-1", "FRIEND-2", "zoe@example.org", NULL };

static int begin(void **state)
{
	(void)state;
	test_clock_set(TEST_NOW);
	bo = test_office();
	s = test_season(bo);
	return 0;
}

static int end(void **state)
{
	(void)state;
	test_check(bo);
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

/* --- The rules -------------------------------------------------------------------------------- */

static struct bo_offer_facts plain(void)
{
	return (struct bo_offer_facts){ .now = NOW,
					.category = BO_CATEGORY_REVENUE,
					.has_performance = true,
					.listed = true,
					.capacity = 100,
					.advance = BO_NONE,
					.start = BO_NONE,
					.end = BO_NONE,
					.cap = BO_NONE,
					.min = 1,
					.max = BO_NONE,
					.step = 1,
					.code_limit = BO_NONE };
}

static const struct {
	const char *name;
	struct {
		bool staff, needs_code, opened, campaign_short;
		enum bo_availability availability;
		int64_t limit, used, wanted;
	} f;
	enum bo_rule reason;
	int64_t sellable, left; /* left: of the first breach */
	bool visible;
} rows[] = {
	{ "a code it needs", { .needs_code = true }, BO_RULE_CODE, 0, 100, false },
	{ "a code it needs, opened",
	  { .needs_code = true, .opened = true },
	  BO_RULE_NONE,
	  100,
	  0,
	  true },
	{ "subscribers only, opened",
	  { .availability = BO_AVAILABLE_SUBSCRIBERS, .opened = true },
	  BO_RULE_NONE,
	  100,
	  0,
	  true },
	{ "box office only, opened",
	  { .availability = BO_AVAILABLE_BOXOFFICE, .opened = true },
	  BO_RULE_NONE,
	  100,
	  0,
	  true },
	{ "resellers only stays with them",
	  { .availability = BO_AVAILABLE_EXTERNAL, .opened = true },
	  BO_RULE_AUDIENCE,
	  0,
	  100,
	  false },
	{ "a discount that is used up",
	  { .staff = true, .campaign_short = true, .limit = 2, .used = 2, .wanted = 1 },
	  BO_RULE_USED_UP,
	  0,
	  0,
	  true },
	{ "a discount whose money is too little",
	  { .staff = true, .campaign_short = true, .limit = 5000, .used = 4000, .wanted = 1 },
	  BO_RULE_USED_UP,
	  0,
	  0,
	  true },
	{ "opened, but used up",
	  { .needs_code = true, .opened = true, .campaign_short = true, .limit = 2, .used = 3 },
	  BO_RULE_USED_UP,
	  0,
	  0,
	  true },
	{ "opened for one",
	  { .needs_code = true,
	    .opened = true,
	    .campaign_short = true,
	    .limit = 3,
	    .used = 2,
	    .wanted = 2 },
	  BO_RULE_USED_UP,
	  1,
	  1,
	  true },
};

static void test_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bo_offer_facts f = plain();
		struct bo_verdict v;

		f.staff = rows[i].f.staff;
		f.needs_code = rows[i].f.needs_code;
		f.opened = rows[i].f.opened;
		f.campaign_short = rows[i].f.campaign_short;
		f.availability = rows[i].f.availability;
		f.campaign_limit = rows[i].f.limit;
		f.campaign_used = rows[i].f.used;
		f.wanted = f.order_places = rows[i].f.wanted;
		bo_offer_judge(&f, &v);
		if (v.reason != rows[i].reason || v.sellable != rows[i].sellable ||
		    v.visible != rows[i].visible ||
		    (v.n && (v.breach[0].left != rows[i].left ||
			     v.breach[0].of_campaign != (v.reason == BO_RULE_USED_UP))))
			fail_msg("%s: reason %s, sellable %lld, left %lld, visible %d",
				 rows[i].name, bo_rule_code(v.reason), (long long)v.sellable,
				 v.n ? (long long)v.breach[0].left : -1, v.visible);
	}
}

/* --- The list --------------------------------------------------------------------------------- */

/* NULL: it is not in the list. */
static const struct bo_offer *offer(int64_t type, const char *code, int64_t patron, int64_t basket)
{
	OK(bo, bo_offer_list(bo, &arena, s.tonight, code, patron, basket, &offers));
	for (size_t i = 0; i < offers.n; i++)
		if (offers.row[i].type_id == type)
			return &offers.row[i];
	return NULL;
}

static void shows(const struct bo_offer *o, const char *campaign, int64_t price, int64_t left)
{
	assert_non_null(o);
	if (campaign)
		assert_string_equal(o->campaign, campaign);
	else
		assert_null(o->campaign);
	assert_int_equal(o->campaign_price, price);
	assert_int_equal(o->campaign_left, left);
}

static void test_offer_with_a_campaign(void **state)
{
	struct bo_campaign_terms terms = test_terms("Friends inside", 0, BO_EFFECT_PERCENT, 2500);
	const struct bo_offer *o;
	struct bo_basket basket;
	int64_t id, zoe;

	(void)state;
	terms.public_name = "Friends of the house";
	terms.audience_id = test_list(bo, "Friends", 3, friends);
	test_campaign(bo, &terms);
	OK(bo, bo_patron_add(bo, "Zoe", "zoe@example.org", NULL, &zoe));
	shows(offer(s.adult, NULL, 0, 0), NULL, 4000, 0);
	shows(offer(s.adult, "FRIEND-1", 0, 0), "Friends of the house", 3000, 3);
	shows(offer(s.group, "FRIEND-1", 0, 0), "Friends of the house", 1500, 3);
	shows(offer(s.adult, NULL, zoe, 0), "Friends of the house", 3000, 3);
	shows(offer(s.programme, "FRIEND-1", 0, 0), NULL, 500, 0);
	/* What is in the basket is taken from what is left. */
	OK(bo, bo_basket_open(bo, &id));
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-1"));
	OK(bo, bo_basket_put(bo, id, (struct bo_wish){ s.tonight, s.adult, 2 }, NULL));
	shows(offer(s.adult, "FRIEND-1", 0, id), "Friends of the house", 3000, 1);
	OK(bo, bo_basket_put(bo, id, (struct bo_wish){ s.tonight, s.adult, 1 }, NULL));
	/* One more is sold at its price, as the code gives its part to the order; not to another.
	 */
	o = offer(s.adult, "FRIEND-1", 0, id);
	shows(o, NULL, 4000, 0);
	assert_int_equal(o->reason, BO_RULE_NONE);
	OK(bo, bo_basket_put(bo, id, (struct bo_wish){ s.tonight, s.adult, 1 }, NULL));
	OK(bo, bo_basket_get(bo, &arena, id, &basket));
	assert_int_equal(basket.total, 3 * 3000 + 4000);
	o = offer(s.adult, "FRIEND-1", 0, 0);
	shows(o, "Friends of the house", 4000, 0);
	assert_int_equal(o->reason, BO_RULE_USED_UP);
	assert_int_equal(o->qty, 0);
	assert_string_equal(o->message, "Nothing is left of Friends of the house; 3 of 3 used: "
					"Hamlet 5 Jan in a basket.");
	o = offer(s.adult, NULL, 0, id);
	shows(o, NULL, 4000, 0);
	assert_int_equal(o->reason, BO_RULE_NONE);
}

static void test_offer_from_so_many_on(void **state)
{
	struct bo_campaign_terms terms = test_terms("Four", 0, BO_EFFECT_AMOUNT, 500);

	(void)state;
	terms.min_tickets = 4;
	terms.uses_limit = 100;
	test_campaign(bo, &terms);
	shows(offer(s.adult, NULL, 0, 0), "Four", 3500, 100);
	assert_int_equal(offer(s.adult, NULL, 0, 0)->reason, BO_RULE_NONE);
	terms.name = "All";
	terms.min_tickets = 1;
	terms.uses_limit = BO_NONE;
	test_campaign(bo, &terms);
	shows(offer(s.adult, NULL, 0, 0), "All", 3500, BO_NONE);
}

static void test_hidden_offer_is_unlocked(void **state)
{
	struct bo_campaign_terms terms =
		test_terms("Pairs", test_list(bo, "Friends", 2, friends), BO_EFFECT_UNLOCK, 0);
	const struct bo_offer *o;

	(void)state;
	test_campaign(bo, &terms);
	bo_act_as_patron(bo);
	assert_null(offer(s.pair, NULL, 0, 0));
	assert_null(offer(s.staff_rate, NULL, 0, 0));
	o = offer(s.pair, "FRIEND-1", 0, 0);
	shows(o, "Pairs", 1000, 2);
	assert_int_equal(o->qty, 2);
	shows(offer(s.staff_rate, "FRIEND-1", 0, 0), "Pairs", 3000, 2);
	assert_int_equal(offer(s.staff_rate, "FRIEND-1", 0, 0)->qty, 2);
	test_act_as(bo, BO_ROLE_MANAGER);
}

/* --- The preview ------------------------------------------------------------------------------ */

static void test_preview_of_a_draft(void **state)
{
	struct bo_campaign_terms half = test_terms("Half", 0, BO_EFFECT_PERCENT, 5000);
	struct bo_campaign_terms five = test_terms("Five off", 0, BO_EFFECT_AMOUNT, 500);
	struct bo_wish wishes[] = { { s.tonight, s.adult, 2 }, { s.tomorrow, s.adult, 1 } };
	struct bo_campaign_sample sample = { .wishes = wishes, .n = 2, .code = "FRIEND-1" };
	struct bo_basket basket;
	int64_t before;

	(void)state;
	half.audience_id = test_list(bo, "Friends", 1, friends);
	OK(bo, bo_campaign_add(bo, &half, &sample.campaign_id));
	test_campaign(bo, &five);
	before = test_number(bo, "SELECT count(*) FROM journal");
	OK(bo, bo_campaign_preview(bo, &arena, &sample, &basket));
	assert_int_equal(basket.total, 2000 + 3500 + 2000);
	assert_int_equal(basket.n_lines, 2);
	assert_int_equal(basket.line[0].n_uses, 2);
	assert_string_equal(basket.line[0].use[0].campaign, "Half");
	assert_string_equal(basket.line[0].use[0].code, "FRIEND-1");
	assert_string_equal(basket.patron, "Walk-up");
	/* As it is now. */
	sample.campaign_id = 0;
	OK(bo, bo_campaign_preview(bo, &arena, &sample, &basket));
	assert_int_equal(basket.total, 3 * 3500);
	/* A refusal is what the sale would say. */
	wishes[0] = (struct bo_wish){ s.tonight, s.pair, 2 };
	assert_int_equal(bo_campaign_preview(bo, &arena, &sample, &basket), BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), "code");
	wishes[0].qty = 0;
	SAYS(bo, BO_INVALID, "qty", bo_campaign_preview(bo, &arena, &sample, &basket));
	sample.n = 0;
	SAYS(bo, BO_INVALID, "what is bought", bo_campaign_preview(bo, &arena, &sample, &basket));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal"), before);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM basket_use"), 0);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),  T(test_offer_with_a_campaign),
		T(test_offer_from_so_many_on), T(test_hidden_offer_is_unlocked),
		T(test_preview_of_a_draft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
