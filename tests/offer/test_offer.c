/*
 * The rules of an offer as tables: facts in, verdict out.
 */
#include <boxoffice/boxoffice.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1000000 };

/* A plain ticket at the counter: nothing refuses it. */
static struct bo_offer_facts plain(void)
{
	return (struct bo_offer_facts){ .now = NOW,
					.staff = true,
					.category = BO_CATEGORY_REVENUE,
					.availability = BO_AVAILABLE_ANYONE,
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

enum { STAFF = 1, PATRON = 2 };

/* One row: what differs from the plain ticket, and what must come out. -1: not looked at. */
struct row {
	const char *name;
	int who;
	struct {
		int64_t wanted, places, taken, capacity, advance, cap, type_taken, min, max, step,
			start, end;
		enum bo_availability availability;
		enum bo_category category;
		bool needs_code, code_matches, subscriber, cancelled, unlisted, bundle;
	} f;
	enum bo_rule reason;
	int64_t sellable; /* -1: not looked at; BO_NONE: no limit */
	enum bo_role override;
	int hidden;
};

#define NO BO_RULE_NONE

static const struct row rows[] = {
	/* the plain ticket and its places */
	{ "plain", STAFF, { 0 }, NO, 100, 0, 0 },
	{ "plain for a patron", PATRON, { 0 }, NO, 100, 0, 0 },
	{ "some are taken", STAFF, { .taken = 61 }, NO, 39, 0, 0 },
	{ "the last one", STAFF, { .taken = 99 }, NO, 1, 0, 0 },
	{ "full: a patron hears sold out",
	  PATRON,
	  { .taken = 100, .wanted = 1 },
	  BO_RULE_SOLD_OUT,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "full: asking", STAFF, { .taken = 100 }, BO_RULE_SOLD_OUT, 0, BO_ROLE_MANAGER, 0 },
	{ "full: staff hit the house",
	  STAFF,
	  { .taken = 100, .wanted = 1 },
	  BO_RULE_HOUSE_CAPACITY,
	  0,
	  BO_ROLE_MANAGER,
	  0 },
	{ "oversold is never negative",
	  STAFF,
	  { .taken = 120 },
	  BO_RULE_SOLD_OUT,
	  0,
	  BO_ROLE_MANAGER,
	  0 },
	{ "advance limit reached: asking",
	  STAFF,
	  { .taken = 90, .advance = 90 },
	  BO_RULE_SOLD_OUT,
	  0,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "advance limit reached: staff",
	  STAFF,
	  { .taken = 90, .advance = 90, .wanted = 2 },
	  BO_RULE_ADVANCE_LIMIT,
	  0,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "advance limit reached: patron",
	  PATRON,
	  { .taken = 90, .advance = 90, .wanted = 2 },
	  BO_RULE_SOLD_OUT,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "more than the advance limit has left",
	  STAFF,
	  { .taken = 88, .advance = 90, .wanted = 3 },
	  BO_RULE_ADVANCE_LIMIT,
	  2,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "just what the advance limit has left",
	  STAFF,
	  { .taken = 88, .advance = 90, .wanted = 2 },
	  NO,
	  2,
	  0,
	  0 },
	{ "more than the house has left",
	  STAFF,
	  { .taken = 98, .wanted = 3 },
	  BO_RULE_HOUSE_CAPACITY,
	  2,
	  BO_ROLE_MANAGER,
	  0 },
	{ "past advance limit and house: the house",
	  STAFF,
	  { .taken = 89, .advance = 90, .wanted = 12 },
	  BO_RULE_HOUSE_CAPACITY,
	  1,
	  BO_ROLE_MANAGER,
	  0 },
	{ "the same for a patron: the limit he meets",
	  PATRON,
	  { .taken = 89, .advance = 90, .wanted = 12 },
	  BO_RULE_ADVANCE_LIMIT,
	  1,
	  BO_ROLE_NONE,
	  0 },
	{ "an advance limit above the house is the house",
	  STAFF,
	  { .taken = 100, .advance = 150 },
	  BO_RULE_SOLD_OUT,
	  0,
	  BO_ROLE_MANAGER,
	  0 },
	{ "places of other lines count",
	  STAFF,
	  { .taken = 97, .wanted = 2, .places = 4 },
	  BO_RULE_HOUSE_CAPACITY,
	  3,
	  BO_ROLE_MANAGER,
	  0 },
	/* windows: inclusive to the second */
	{ "before the start", PATRON, { .start = NOW + 1 }, BO_RULE_NOT_YET, 0, BO_ROLE_NONE, 0 },
	{ "at the start", PATRON, { .start = NOW }, NO, 100, 0, 0 },
	{ "after the start", PATRON, { .start = NOW - 1 }, NO, 100, 0, 0 },
	{ "before the end", PATRON, { .end = NOW + 1 }, NO, 100, 0, 0 },
	{ "at the end", PATRON, { .end = NOW }, NO, 100, 0, 0 },
	{ "after the end", PATRON, { .end = NOW - 1 }, BO_RULE_ENDED, 0, BO_ROLE_NONE, 0 },
	{ "staff may open the window",
	  STAFF,
	  { .end = NOW - 1, .wanted = 1 },
	  BO_RULE_ENDED,
	  0,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "staff may sell early",
	  STAFF,
	  { .start = NOW + 1, .wanted = 1 },
	  BO_RULE_NOT_YET,
	  0,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "a window of one second", PATRON, { .start = NOW, .end = NOW }, NO, 100, 0, 0 },
	/* caps */
	{ "cap with some left", STAFF, { .cap = 30, .type_taken = 28 }, NO, 2, 0, 0 },
	{ "cap smaller than the house", STAFF, { .cap = 30 }, NO, 30, 0, 0 },
	{ "house smaller than the cap", STAFF, { .cap = 30, .taken = 80 }, NO, 20, 0, 0 },
	{ "cap reached",
	  PATRON,
	  { .cap = 30, .type_taken = 30 },
	  BO_RULE_TYPE_CAP,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "cap lowered below what is sold",
	  PATRON,
	  { .cap = 10, .type_taken = 30 },
	  BO_RULE_TYPE_CAP,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "more than the cap has left",
	  STAFF,
	  { .cap = 30, .type_taken = 29, .wanted = 2 },
	  BO_RULE_TYPE_CAP,
	  1,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "just what the cap has left",
	  STAFF,
	  { .cap = 30, .type_taken = 28, .wanted = 2 },
	  NO,
	  2,
	  0,
	  0 },
	/* codes */
	{ "no code: hidden from a patron",
	  PATRON,
	  { .needs_code = true },
	  BO_RULE_CODE,
	  0,
	  BO_ROLE_NONE,
	  1 },
	{ "no code: staff may",
	  STAFF,
	  { .needs_code = true, .wanted = 2 },
	  BO_RULE_CODE,
	  0,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "the right code", PATRON, { .needs_code = true, .code_matches = true }, NO, 100, 0, 0 },
	{ "hidden even if sold out",
	  PATRON,
	  { .needs_code = true, .taken = 100 },
	  BO_RULE_CODE,
	  0,
	  BO_ROLE_NONE,
	  1 },
	/* audience */
	{ "subscribers only",
	  PATRON,
	  { .availability = BO_AVAILABLE_SUBSCRIBERS },
	  BO_RULE_AUDIENCE,
	  0,
	  BO_ROLE_NONE,
	  1 },
	{ "a subscriber",
	  PATRON,
	  { .availability = BO_AVAILABLE_SUBSCRIBERS, .subscriber = true },
	  NO,
	  100,
	  0,
	  0 },
	{ "subscribers only: staff may",
	  STAFF,
	  { .availability = BO_AVAILABLE_SUBSCRIBERS, .wanted = 1 },
	  BO_RULE_AUDIENCE,
	  0,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "box office only: a patron",
	  PATRON,
	  { .availability = BO_AVAILABLE_BOXOFFICE },
	  BO_RULE_AUDIENCE,
	  0,
	  BO_ROLE_NONE,
	  1 },
	{ "box office only: staff",
	  STAFF,
	  { .availability = BO_AVAILABLE_BOXOFFICE, .wanted = 1 },
	  NO,
	  100,
	  0,
	  0 },
	{ "external: staff may",
	  STAFF,
	  { .availability = BO_AVAILABLE_EXTERNAL, .wanted = 1 },
	  BO_RULE_AUDIENCE,
	  0,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "code before audience",
	  STAFF,
	  { .needs_code = true, .availability = BO_AVAILABLE_EXTERNAL, .wanted = 1 },
	  BO_RULE_CODE,
	  0,
	  BO_ROLE_SUPERVISOR,
	  0 },
	/* order of stages */
	{ "sold out before not yet",
	  PATRON,
	  { .taken = 100, .start = NOW + 5 },
	  BO_RULE_SOLD_OUT,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "sold out before ended",
	  PATRON,
	  { .taken = 100, .end = NOW - 5 },
	  BO_RULE_SOLD_OUT,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "not yet before cap",
	  PATRON,
	  { .start = NOW + 5, .cap = 3, .type_taken = 3 },
	  BO_RULE_NOT_YET,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "ended before cap",
	  PATRON,
	  { .end = NOW - 5, .cap = 3, .type_taken = 3 },
	  BO_RULE_ENDED,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "cap before min",
	  PATRON,
	  { .cap = 3, .type_taken = 3, .min = 2, .wanted = 1 },
	  BO_RULE_TYPE_CAP,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "min before cap's rest",
	  STAFF,
	  { .cap = 30, .type_taken = 29, .min = 6, .wanted = 5 },
	  BO_RULE_MIN,
	  0,
	  BO_ROLE_SUPERVISOR,
	  0 },
	/* min, max, step */
	{ "group of five",
	  STAFF,
	  { .min = 6, .wanted = 5 },
	  BO_RULE_MIN,
	  100,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "group of six", STAFF, { .min = 6, .wanted = 6 }, NO, 100, 0, 0 },
	{ "group of seven", STAFF, { .min = 6, .wanted = 7 }, NO, 100, 0, 0 },
	{ "group of five by a patron",
	  PATRON,
	  { .min = 6, .wanted = 5 },
	  BO_RULE_MIN,
	  100,
	  BO_ROLE_NONE,
	  0 },
	{ "fewer left than a group",
	  PATRON,
	  { .min = 6, .taken = 96 },
	  BO_RULE_MIN,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "two for one: one",
	  STAFF,
	  { .min = 2, .max = 2, .wanted = 1 },
	  BO_RULE_MIN,
	  2,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "two for one: two", STAFF, { .min = 2, .max = 2, .wanted = 2 }, NO, 2, 0, 0 },
	{ "two for one: three",
	  STAFF,
	  { .min = 2, .max = 2, .wanted = 3 },
	  BO_RULE_MAX,
	  2,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "two for one with one place left",
	  PATRON,
	  { .min = 2, .max = 2, .taken = 99 },
	  BO_RULE_MIN,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "pairs: three",
	  STAFF,
	  { .min = 2, .step = 2, .wanted = 3 },
	  BO_RULE_STEP,
	  100,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "pairs: four", STAFF, { .min = 2, .step = 2, .wanted = 4 }, NO, 100, 0, 0 },
	{ "threes from three: five",
	  STAFF,
	  { .min = 3, .step = 3, .wanted = 5 },
	  BO_RULE_STEP,
	  100,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "at most four: five",
	  PATRON,
	  { .max = 4, .wanted = 5 },
	  BO_RULE_MAX,
	  4,
	  BO_ROLE_NONE,
	  0 },
	/* what takes no place */
	{ "a programme at a sold-out performance",
	  STAFF,
	  { .category = BO_CATEGORY_PRODUCT, .taken = 100, .wanted = 3, .places = 0 },
	  NO,
	  BO_NONE,
	  0,
	  0 },
	{ "a programme with a cap",
	  STAFF,
	  { .category = BO_CATEGORY_PRODUCT,
	    .taken = 100,
	    .cap = 10,
	    .type_taken = 8,
	    .wanted = 3 },
	  BO_RULE_TYPE_CAP,
	  2,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "a comp takes a place",
	  STAFF,
	  { .category = BO_CATEGORY_COMP, .taken = 100, .wanted = 1 },
	  BO_RULE_HOUSE_CAPACITY,
	  0,
	  BO_ROLE_MANAGER,
	  0 },
	{ "a bundle has no house",
	  STAFF,
	  { .category = BO_CATEGORY_BUNDLE, .bundle = true, .wanted = 3 },
	  NO,
	  BO_NONE,
	  0,
	  0 },
	{ "a bundle has a cap",
	  STAFF,
	  { .category = BO_CATEGORY_BUNDLE,
	    .bundle = true,
	    .cap = 5,
	    .type_taken = 4,
	    .wanted = 2 },
	  BO_RULE_TYPE_CAP,
	  1,
	  BO_ROLE_SUPERVISOR,
	  0 },
	{ "included vouchers are not sold",
	  STAFF,
	  { .category = BO_CATEGORY_INCLUDED, .wanted = 1 },
	  BO_RULE_NOT_VALID,
	  0,
	  BO_ROLE_NONE,
	  0 },
	/* performances that are off */
	{ "cancelled",
	  STAFF,
	  { .cancelled = true, .wanted = 1 },
	  BO_RULE_NOT_VALID,
	  0,
	  BO_ROLE_NONE,
	  0 },
	{ "not listed yet: hidden",
	  PATRON,
	  { .unlisted = true },
	  BO_RULE_NOT_VALID,
	  0,
	  BO_ROLE_NONE,
	  1 },
	{ "not listed yet: staff", STAFF, { .unlisted = true, .wanted = 1 }, NO, 100, 0, 0 },
};

static struct bo_offer_facts facts_of(const struct row *row)
{
	struct bo_offer_facts f = plain();

	f.staff = row->who == STAFF;
	f.wanted = row->f.wanted;
	f.order_places = row->f.places ? row->f.places : row->f.wanted;
	f.taken = row->f.taken;
	f.capacity = row->f.capacity ? row->f.capacity : 100;
	f.advance = row->f.advance ? row->f.advance : BO_NONE;
	f.cap = row->f.cap ? row->f.cap : BO_NONE;
	f.type_taken = row->f.type_taken;
	f.min = row->f.min ? row->f.min : 1;
	f.max = row->f.max ? row->f.max : BO_NONE;
	f.step = row->f.step ? row->f.step : 1;
	f.start = row->f.start ? row->f.start : BO_NONE;
	f.end = row->f.end ? row->f.end : BO_NONE;
	f.availability = row->f.availability;
	f.category = row->f.category;
	f.needs_code = row->f.needs_code;
	f.code_matches = row->f.code_matches;
	f.subscriber = row->f.subscriber;
	f.cancelled = row->f.cancelled;
	f.listed = !row->f.unlisted;
	f.has_performance = !row->f.bundle;
	return f;
}

static void test_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		struct bo_offer_facts f = facts_of(row);
		struct bo_verdict v;

		bo_offer_judge(&f, &v);
		if (v.reason != row->reason || v.sellable != row->sellable ||
		    v.visible == (row->hidden != 0) ||
		    (v.n && v.breach[0].override != row->override))
			fail_msg("%s: reason %s, sellable %lld, override %s, visible %d", row->name,
				 bo_rule_code(v.reason), (long long)v.sellable,
				 v.n ? bo_role_code(v.breach[0].override) : "-", v.visible);
	}
}

/* Zeros that the table cannot say. */
static void test_zero_limits(void **state)
{
	struct bo_offer_facts f = plain();
	struct bo_verdict v;

	(void)state;
	f.cap = 0;
	bo_offer_judge(&f, &v);
	assert_int_equal(v.reason, BO_RULE_TYPE_CAP);
	assert_int_equal(v.sellable, 0);
	f = plain();
	f.advance = 0;
	f.staff = false;
	bo_offer_judge(&f, &v);
	assert_int_equal(v.reason, BO_RULE_SOLD_OUT);
	assert_true(v.visible);
}

static void test_all_breaches_are_named(void **state)
{
	struct bo_offer_facts f = plain();
	struct bo_verdict v;
	static const enum bo_rule expected[] = { BO_RULE_CODE,		 BO_RULE_AUDIENCE,
						 BO_RULE_HOUSE_CAPACITY, BO_RULE_ENDED,
						 BO_RULE_TYPE_CAP,	 BO_RULE_MIN };

	(void)state;
	f.needs_code = true;
	f.availability = BO_AVAILABLE_EXTERNAL;
	f.taken = 100;
	f.end = NOW - 1;
	f.cap = 4;
	f.type_taken = 4;
	f.min = 6;
	f.wanted = f.order_places = 2;
	bo_offer_judge(&f, &v);
	assert_int_equal(v.n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < v.n; i++)
		assert_int_equal(v.breach[i].rule, expected[i]);
}

static void test_limits_and_actuals(void **state)
{
	struct bo_offer_facts f = plain();
	struct bo_verdict v;

	(void)state;
	f.cap = 30;
	f.type_taken = 29;
	f.wanted = f.order_places = 2;
	bo_offer_judge(&f, &v);
	assert_int_equal(v.breach[0].limit, 30);
	assert_int_equal(v.breach[0].actual, 2);
	assert_int_equal(v.breach[0].left, 1);
	f = plain();
	f.taken = 104;
	f.wanted = 1;
	f.order_places = 5;
	bo_offer_judge(&f, &v);
	assert_int_equal(v.breach[0].rule, BO_RULE_HOUSE_CAPACITY);
	assert_int_equal(v.breach[0].limit, 100);
	assert_int_equal(v.breach[0].actual, 5);
	assert_int_equal(v.breach[0].left, 0);
}

static void test_menu(void **state)
{
	static const struct {
		int64_t min, step, most;
		size_t n;
		int64_t menu[4];
	} cases[] = {
		{ 1, 1, 0, 1, { 0 } },	      { 1, 1, 2, 3, { 0, 1, 2 } },
		{ 3, 1, 4, 3, { 0, 3, 4 } },  { 3, 1, 2, 1, { 0 } },
		{ 2, 2, 5, 3, { 0, 2, 4 } },  { 2, 2, 1, 1, { 0 } },
		{ 1, 1, 1000, 21, { 0, 1 } }, { 1, 1, BO_NONE, 21, { 0, 1, 2 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t menu[BO_MENU_MAX];
		size_t n = bo_offer_menu(cases[i].min, cases[i].step, cases[i].most, menu);

		assert_int_equal(n, cases[i].n);
		for (size_t k = 0; k < n && k < 4 && (k == 0 || cases[i].menu[k]); k++)
			assert_int_equal(menu[k], cases[i].menu[k]);
	}
}

static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* Whatever the facts: never negative, never more than the smallest limit, and the numbers it offers
 * are sellable. */
static void test_properties(void **state)
{
	uint64_t seed = 88172645463325252u;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		struct bo_offer_facts f = plain();
		struct bo_verdict v, again;

		f.staff = next(&seed) & 1;
		f.capacity = 1 + (int64_t)(next(&seed) % 50);
		f.advance = next(&seed) % 3 ? BO_NONE : (int64_t)(next(&seed) % 60);
		f.taken = (int64_t)(next(&seed) % 60);
		f.cap = next(&seed) % 3 ? BO_NONE : (int64_t)(next(&seed) % 20);
		f.type_taken = (int64_t)(next(&seed) % 25);
		f.min = 1 + (int64_t)(next(&seed) % 6);
		f.max = next(&seed) % 2 ? BO_NONE : f.min + (int64_t)(next(&seed) % 6);
		f.step = 1 + (int64_t)(next(&seed) % 3);
		f.needs_code = next(&seed) % 4 == 0;
		f.code_matches = next(&seed) % 2 == 0;
		f.start = next(&seed) % 4 ? BO_NONE : NOW - 2 + (int64_t)(next(&seed) % 5);
		f.end = next(&seed) % 4 ? BO_NONE : NOW - 2 + (int64_t)(next(&seed) % 5);
		f.availability = (enum bo_availability)(next(&seed) % 4);
		f.category = next(&seed) % 4 ? BO_CATEGORY_REVENUE : BO_CATEGORY_PRODUCT;
		bo_offer_judge(&f, &v);
		assert_true(v.sellable >= 0 || v.sellable == BO_NONE);
		assert_true(v.left >= 0 || v.left == BO_NONE);
		if (v.left != BO_NONE)
			assert_true(v.sellable <= v.left && v.sellable != BO_NONE);
		if (v.sellable == 0 || v.sellable == BO_NONE)
			continue;
		assert_int_equal(v.n, 0);
		f.wanted = f.min;
		f.order_places = f.category == BO_CATEGORY_PRODUCT ? 0 : f.min;
		bo_offer_judge(&f, &again);
		assert_int_equal(again.n, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_zero_limits),
		cmocka_unit_test(test_all_breaches_are_named),
		cmocka_unit_test(test_limits_and_actuals),
		cmocka_unit_test(test_menu),
		cmocka_unit_test(test_properties),
	};

	return cmocka_run_group_tests_name("sale/offer", tests, NULL, NULL);
}
