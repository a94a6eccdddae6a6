/*
 * What campaigns make of an order: cases one reads, and random orders against what
 * must always hold.  Nothing here touches a store.
 */
#include "promote/facts.h"
#include "promote/share.h"
#include "support/office.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CAMPAIGNS = 6, MEMBERS = 3, LINES = 8, COUNTS = 3 };

/* One order and the campaigns over it, in memory of the test's own. */
struct scene {
	struct bo_arena arena;
	struct promo promo;
	struct promo_campaign campaign[CAMPAIGNS];
	struct promo_member member[CAMPAIGNS][MEMBERS];
	struct promo_count count[CAMPAIGNS][MEMBERS][COUNTS];
	struct bo_target target[CAMPAIGNS][4];
	size_t n;
	struct promo_line line[LINES];
};

static void scene_begin(struct scene *s)
{
	*s = (struct scene){ .promo = { .currency = { "EUR", 2 }, .row = s->campaign } };
}

static void scene_end(struct scene *s)
{
	bo_arena_clear(&s->arena);
}

/* Behind the others; for everybody until members are added. */
static struct promo_campaign *campaign(struct scene *s, const char *name, enum bo_effect effect,
				       int64_t value)
{
	size_t at = s->promo.n++;
	struct promo_campaign *c = &s->campaign[at];

	assert_true(at < CAMPAIGNS);
	*c = (struct promo_campaign){ .id = (int64_t)at + 1,
				      .state = BO_CAMPAIGN_RUNNING,
				      .name = name,
				      .terms = { .name = name,
						 .effect = effect,
						 .value = value,
						 .starts = BO_NONE,
						 .ends = BO_NONE,
						 .min_tickets = 1,
						 .uses_limit = BO_NONE,
						 .money_limit = BO_NONE,
						 .target = s->target[at] },
				      .n = 1,
				      .member = s->member[at] };
	c->member[0] = (struct promo_member){ .quantity = BO_NONE, .count = s->count[at][0] };
	return c;
}

static struct promo_member *member(struct scene *s, struct promo_campaign *c, int64_t quantity,
				   bool named)
{
	size_t at = (size_t)(c - s->campaign);
	struct promo_member *m;

	if (c->terms.audience_id == 0)
		c->n = 0;
	c->terms.audience_id = 1;
	assert_true(c->n < MEMBERS);
	m = &c->member[c->n];
	*m = (struct promo_member){ .id = 100 * c->id + (int64_t)c->n,
				    .quantity = quantity,
				    .code = "CODE",
				    .said = named ? "CODE" : NULL,
				    .count = s->count[at][c->n] };
	c->n++;
	return m;
}

static void count(struct promo_member *m, int64_t performance, const char *show, const char *when,
		  int64_t used, int64_t held)
{
	struct promo_count *row = (struct promo_count *)(uintptr_t)&m->count[m->n++];

	*row = (struct promo_count){
		performance, performance / 10, test_when(when, "UTC"), show, "UTC", used, held
	};
}

static void target(struct promo_campaign *c, enum bo_target_kind kind, int64_t id)
{
	struct bo_target *row = (struct bo_target *)(uintptr_t)&c->terms.target[c->terms.n_targets];

	*row = (struct bo_target){ kind, id, NULL };
	c->terms.n_targets++;
}

/* Performance 11 is the first of show 1; all types are of season 1. */
static struct promo_line *line(struct scene *s, int64_t performance, int64_t type, int64_t price,
			       int64_t qty)
{
	assert_true(s->n < LINES);
	s->line[s->n] = (struct promo_line){ .type_id = type,
					     .performance_id = performance,
					     .show_id = performance / 10,
					     .season_id = 1,
					     .price = price,
					     .qty = qty,
					     .category = BO_CATEGORY_REVENUE };
	return &s->line[s->n++];
}

static void write_line(struct bo_buf *buf, const struct promo_line *l)
{
	if (l->opened)
		bo_buf_add(buf, "opened ");
	for (size_t p = 0; p < l->n_parts; p++) {
		const struct promo_part *part = &l->part[p];

		bo_buf_printf(buf, "%s%" PRId64 " for %" PRId64, p ? ", " : "", part->qty,
			      part->amount);
		for (size_t u = 0; u < part->n_uses; u++)
			bo_buf_printf(buf, " %s", part->use[u].campaign);
	}
	if (l->limit != BO_NONE)
		bo_buf_printf(buf, " [%" PRId64 "/%" PRId64 " %s: %s]", l->used, l->limit,
			      l->limited_by, l->why);
}

static void judge(struct scene *s)
{
	assert_true(promo_judge(&s->promo, TEST_NOW, &s->arena, s->line, s->n));
}

/* All lines with "; " between. */
static void expect(struct scene *s, const char *wanted, int where)
{
	char text[2000];
	struct bo_buf buf = BO_BUF(text);

	judge(s);
	for (size_t i = 0; i < s->n; i++) {
		bo_buf_add(&buf, i ? "; " : "");
		write_line(&buf, &s->line[i]);
	}
	if (strcmp(text, wanted) != 0) {
		print_error("line %d\n   got: %s\nwanted: %s\n", where, text, wanted);
		fail();
	}
}
#define EXPECT(scene, wanted) expect(scene, wanted, __LINE__)

static void without_campaigns_all_is_as_it_costs(void **state)
{
	struct scene s;

	(void)state;
	scene_begin(&s);
	line(&s, 11, 1, 4000, 3);
	line(&s, 11, 2, 2000, 0);
	assert_true(promo_judge(NULL, TEST_NOW, &s.arena, s.line, s.n));
	assert_int_equal(s.line[0].n_parts, 1);
	assert_int_equal(s.line[0].part[0].amount, 12000);
	assert_int_equal(s.line[0].limit, BO_NONE);
	assert_int_equal(s.line[1].n_parts, 0);
	EXPECT(&s, "3 for 12000; ");
	assert_int_equal(promo_min_tickets(NULL), 1);
	scene_end(&s);
}

static void effects(void **state)
{
	static const struct {
		enum bo_effect effect;
		int64_t value, price, qty;
		const char *wanted;
	} cases[] = {
		{ BO_EFFECT_PERCENT, 1000, 4000, 2, "2 for 7200 C" },
		{ BO_EFFECT_PERCENT, 1250, 999, 1, "1 for 874 C" },  /* 124.875: half up */
		{ BO_EFFECT_PERCENT, 5000, 25, 1, "1 for 12 C" },    /* 12.5 off is 13 */
		{ BO_EFFECT_PERCENT, 1000, 999, 3, "3 for 2697 C" }, /* of the sum 2997 */
		{ BO_EFFECT_PERCENT, 10000, 4000, 2, "2 for 0 C" },
		{ BO_EFFECT_PERCENT, 1, 4000, 2, "2 for 8000" }, /* nothing saved, no use */
		{ BO_EFFECT_PERCENT, 3333, BO_MONEY_MAX, 1, "1 for 666700000000 C" },
		{ BO_EFFECT_AMOUNT, 500, 4000, 2, "2 for 7000 C" },
		{ BO_EFFECT_AMOUNT, 5000, 4000, 2, "2 for 0 C" },
		{ BO_EFFECT_AMOUNT, BO_MONEY_MAX, 4000, 2, "2 for 0 C" },
		{ BO_EFFECT_PRICE, 1500, 4000, 2, "2 for 3000 C" },
		{ BO_EFFECT_PRICE, 0, 4000, 2, "2 for 0 C" },
		{ BO_EFFECT_PRICE, 4000, 4000, 2, "2 for 8000" },
		{ BO_EFFECT_PRICE, 5000, 4000, 2, "2 for 8000" },
		{ BO_EFFECT_PERCENT, 1000, 0, 2, "2 for 0" }, /* comps */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct scene s;

		scene_begin(&s);
		campaign(&s, "C", cases[i].effect, cases[i].value);
		line(&s, 11, 1, cases[i].price, cases[i].qty);
		expect(&s, cases[i].wanted, (int)i);
		scene_end(&s);
	}
}

static void days_are_both_included_and_channels_kept_apart(void **state)
{
	struct scene s;
	struct promo_campaign *c;

	(void)state;
	scene_begin(&s);
	c = campaign(&s, "C", BO_EFFECT_AMOUNT, 100);
	line(&s, 11, 1, 1000, 1);
	c->terms.starts = c->terms.ends = TEST_NOW;
	EXPECT(&s, "1 for 900 C");
	c->terms.starts = TEST_NOW + 1;
	c->terms.ends = BO_NONE;
	EXPECT(&s, "1 for 1000");
	c->terms.starts = BO_NONE;
	c->terms.ends = TEST_NOW - 1;
	EXPECT(&s, "1 for 1000");
	c->kept = true; /* held in time */
	EXPECT(&s, "1 for 900 C");
	c->kept = false;
	c->terms.ends = BO_NONE;
	c->terms.channel = BO_CHANNEL_SELF_SERVICE;
	EXPECT(&s, "1 for 1000");
	s.promo.self_service = true;
	EXPECT(&s, "1 for 900 C");
	c->terms.channel = BO_CHANNEL_COUNTER;
	EXPECT(&s, "1 for 1000");
	scene_end(&s);
}

static void targets(void **state)
{
	struct scene s;
	struct promo_campaign *c;

	(void)state;
	scene_begin(&s);
	c = campaign(&s, "C", BO_EFFECT_AMOUNT, 100);
	line(&s, 11, 1, 1000, 1);
	line(&s, 12, 2, 1000, 1);
	line(&s, 21, 1, 1000, 1);
	line(&s, 21, 3, 500, 1)->category = BO_CATEGORY_PRODUCT;
	line(&s, 0, 4, 9000, 1)->category = BO_CATEGORY_BUNDLE;
	EXPECT(&s, "1 for 900 C; 1 for 900 C; 1 for 900 C; 1 for 500; 1 for 9000");
	target(c, BO_TARGET_PERFORMANCE, 12);
	EXPECT(&s, "1 for 1000; 1 for 900 C; 1 for 1000; 1 for 500; 1 for 9000");
	target(c, BO_TARGET_SHOW, 2);
	EXPECT(&s, "1 for 1000; 1 for 900 C; 1 for 900 C; 1 for 500; 1 for 9000");
	target(c, BO_TARGET_TYPE, 3);
	EXPECT(&s, "1 for 1000; 1 for 1000; 1 for 1000; 1 for 400 C; 1 for 9000");
	c->terms.n_targets = 0;
	target(c, BO_TARGET_SEASON, 2);
	EXPECT(&s, "1 for 1000; 1 for 1000; 1 for 1000; 1 for 500; 1 for 9000");
	c->terms.n_targets = 0;
	target(c, BO_TARGET_SEASON, 1);
	target(c, BO_TARGET_TYPE, 4);
	EXPECT(&s, "1 for 1000; 1 for 1000; 1 for 1000; 1 for 500; 1 for 8900 C");
	scene_end(&s);
}

static void enough_tickets_of_those_it_concerns(void **state)
{
	struct scene s;
	struct promo_campaign *c;

	(void)state;
	scene_begin(&s);
	c = campaign(&s, "C", BO_EFFECT_PERCENT, 1000);
	c->terms.min_tickets = 4;
	target(c, BO_TARGET_SHOW, 1);
	line(&s, 11, 1, 1000, 2);
	line(&s, 12, 1, 1000, 1);
	line(&s, 21, 1, 1000, 5);
	EXPECT(&s, "2 for 2000; 1 for 1000; 5 for 5000");
	s.line[1].qty = 2;
	EXPECT(&s, "2 for 1800 C; 2 for 1800 C; 5 for 5000");
	assert_int_equal(promo_min_tickets(&s.promo), 4);
	s.line[1].closed = true; /* nobody buys these */
	EXPECT(&s, "2 for 2000; 2 for 2000; 5 for 5000");
	scene_end(&s);
}

static void a_quantity_gives_what_is_left_to_the_dearest(void **state)
{
	struct scene s;
	struct promo_campaign *c;
	struct promo_member *m;

	(void)state;
	scene_begin(&s);
	c = campaign(&s, "C", BO_EFFECT_PERCENT, 5000);
	m = member(&s, c, 2, true);
	line(&s, 11, 1, 1000, 3);
	line(&s, 11, 2, 4000, 1);
	EXPECT(&s, "1 for 500 C, 2 for 2000; 1 for 2000 C");
	count(m, 11, "Hamlet", "2026-01-05T20:00", 1, 0);
	EXPECT(&s, "3 for 3000; 1 for 2000 C");
	m->quantity = BO_NONE;
	EXPECT(&s, "3 for 1500 C; 1 for 2000 C");
	scene_end(&s);
}

static void scopes_count_apart(void **state)
{
	static const struct {
		enum bo_scope scope;
		const char *wanted;
	} cases[] = {
		{ BO_SCOPE_PERFORMANCE, "1 for 900 C, 1 for 1000; 1 for 900 C, 1 for 1000; "
					"1 for 900 C, 1 for 1000" },
		{ BO_SCOPE_SHOW, "1 for 900 C, 1 for 1000; 2 for 2000; 1 for 900 C, 1 for 1000" },
		{ BO_SCOPE_ALL, "1 for 900 C, 1 for 1000; 2 for 2000; 2 for 2000" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct scene s;
		struct promo_campaign *c;

		scene_begin(&s);
		c = campaign(&s, "C", BO_EFFECT_AMOUNT, 100);
		c->terms.scope = cases[i].scope;
		member(&s, c, 1, true);
		line(&s, 11, 1, 1000, 2);
		line(&s, 12, 1, 1000, 2);
		line(&s, 21, 1, 1000, 2);
		expect(&s, cases[i].wanted, (int)i);
		scene_end(&s);
	}
}

static void members_in_the_order_of_their_ids(void **state)
{
	struct scene s;
	struct promo_campaign *c;

	(void)state;
	scene_begin(&s);
	c = campaign(&s, "C", BO_EFFECT_AMOUNT, 100);
	member(&s, c, 2, false);
	member(&s, c, 2, true);
	line(&s, 11, 1, 1000, 5);
	EXPECT(&s, "2 for 1800 C, 2 for 1800 C, 1 for 1000");
	assert_int_equal(s.line[0].part[0].use[0].member_id, 100);
	assert_null(s.line[0].part[0].use[0].said);
	assert_int_equal(s.line[0].part[1].use[0].member_id, 101);
	assert_non_null(s.line[0].part[1].use[0].said);
	scene_end(&s);
}

static void nothing_left_of_a_named_code_refuses(void **state)
{
	struct scene s;
	struct promo_campaign *c;
	struct promo_member *m;

	(void)state;
	scene_begin(&s);
	c = campaign(&s, "C", BO_EFFECT_AMOUNT, 100);
	c->terms.scope = BO_SCOPE_ALL;
	m = member(&s, c, 2, true);
	count(m, 21, "Othello", "2026-01-12T20:00", 1, 0);
	count(m, 11, "Hamlet", "2026-01-05T20:00", 0, 1);
	line(&s, 12, 1, 1000, 1);
	EXPECT(&s, "1 for 1000 [2/2 C: 2 of 2 used: Hamlet 5 Jan in a basket, Othello 12 Jan]");
	m->said = NULL; /* whom only the patron brought pays as everybody */
	EXPECT(&s, "1 for 1000");
	m->said = m->code;
	s.line[0].price = 0; /* nothing was to be had */
	EXPECT(&s, "1 for 0");
	s.line[0].price = 1000;
	campaign(&s, "D", BO_EFFECT_AMOUNT, 50); /* another gives something */
	EXPECT(&s, "1 for 950 D");
	s.promo.n = 1;
	member(&s, c, 1, false); /* as does another member */
	EXPECT(&s, "1 for 900 C");
	scene_end(&s);
}

static void many_performances_are_told_in_short(void **state)
{
	struct scene s;
	struct promo_count counts[7];
	struct promo_member *m;
	char when[32];

	(void)state;
	scene_begin(&s);
	m = member(&s, campaign(&s, "C", BO_EFFECT_AMOUNT, 100), 7, true);
	s.campaign[0].terms.scope = BO_SCOPE_ALL;
	m->count = counts;
	for (int i = 0; i < 7; i++) {
		snprintf(when, sizeof when, "202%d-02-0%dT20:00", i == 6 ? 7 : 6, i + 1);
		count(m, 30 - i, "Hamlet", when, 1, 0);
	}
	line(&s, 11, 1, 1000, 1);
	EXPECT(&s, "1 for 1000 [7/7 C: 7 of 7 used: Hamlet 4 Feb, Hamlet 5 Feb, Hamlet 6 Feb, "
		   "Hamlet 7 Feb 2027 and 3 more]");
	scene_end(&s);
}

static void limits_of_the_whole_campaign(void **state)
{
	struct scene s;
	struct promo_campaign *c;

	(void)state;
	scene_begin(&s);
	c = campaign(&s, "Early", BO_EFFECT_PERCENT, 1000);
	member(&s, c, BO_NONE, true);
	line(&s, 11, 1, 1000, 3);
	c->terms.uses_limit = 100;
	c->uses = 98;
	EXPECT(&s, "2 for 1800 Early, 1 for 1000");
	c->uses = 100;
	EXPECT(&s, "3 for 3000 [100/100 Early: all 100 uses of Early are used]");
	c->terms.uses_limit = BO_NONE;
	c->terms.money_limit = 50000;
	c->spent = 49800;
	EXPECT(&s, "2 for 1800 Early, 1 for 1000");
	c->spent = 49801; /* whole or not at all */
	EXPECT(&s, "1 for 900 Early, 2 for 2000");
	c->spent = 49901;
	EXPECT(&s, "3 for 3000 [49901/50000 Early: only 0.99 of the 500.00 of Early are left]");
	c->spent = 50000;
	EXPECT(&s, "3 for 3000 [50000/50000 Early: the 500.00 of Early are given]");
	s.line[0].forced = true;
	EXPECT(&s, "3 for 2700 Early [50000/50000 Early: the 500.00 of Early are given]");
	c->member[0].said = NULL;
	EXPECT(&s, "3 for 3000");
	scene_end(&s);
}

static void unlocking(void **state)
{
	struct scene s;
	struct promo_campaign *c, *d;
	struct promo_member *m;

	(void)state;
	scene_begin(&s);
	d = campaign(&s, "D", BO_EFFECT_PERCENT, 1000); /* before, yet works after */
	c = campaign(&s, "Open", BO_EFFECT_UNLOCK, 0);
	m = member(&s, c, 3, false);
	line(&s, 11, 1, 1000, 2)->closed = true;
	line(&s, 11, 2, 2000, 1);
	EXPECT(&s, "opened 2 for 1800 Open D; 1 for 1800 D");
	s.line[0].qty = 4;
	EXPECT(&s, "opened 3 for 2700 Open D, 1 for 1000 [0/3 Open: 0 of 3 used]; 1 for 1800 D");
	count(m, 11, "Hamlet", "2026-01-05T20:00", 3, 0);
	EXPECT(&s, "opened 4 for 4000 [3/3 Open: 3 of 3 used: Hamlet 5 Jan]; 1 for 1800 D");
	s.line[0].forced = true;
	EXPECT(&s, "opened 4 for 3600 Open D [3/3 Open: 3 of 3 used: Hamlet 5 Jan]; 1 for 1800 D");
	s.line[0].forced = false;
	c->n = 0;
	EXPECT(&s, "4 for 4000; 1 for 1800 D");
	member(&s, d, 1, true);
	EXPECT(&s, "4 for 4000; 1 for 1800 D");
	s.line[0].closed = false;
	c->n = 1; /* what is open needs no use */
	EXPECT(&s, "4 for 4000; 1 for 1800 D");
	scene_end(&s);
}

static void two_closed_lines_share_a_quantity(void **state)
{
	struct scene s;
	struct promo_campaign *c;

	(void)state;
	scene_begin(&s);
	c = campaign(&s, "Open", BO_EFFECT_UNLOCK, 0);
	member(&s, c, 3, true);
	line(&s, 11, 1, 1000, 2)->closed = true;
	line(&s, 11, 2, 0, 2)->closed = true; /* comps are opened, too */
	EXPECT(&s, "opened 2 for 2000 Open; "
		   "opened 1 for 0 Open, 1 for 0 [2/3 Open: 2 of 3 used: 2 in this order]");
	c->member[0].quantity = BO_NONE;
	c->terms.uses_limit = 5;
	c->uses = 2;
	EXPECT(&s, "opened 2 for 2000 Open; opened 1 for 0 Open, 1 for 0 "
		   "[4/5 Open: 4 of 5 uses of Open are used]");
	scene_end(&s);
}

static void one_discount_unless_all_join(void **state)
{
	struct scene s;
	struct promo_campaign *a, *b;

	(void)state;
	scene_begin(&s);
	a = campaign(&s, "A", BO_EFFECT_AMOUNT, 300);
	b = campaign(&s, "B", BO_EFFECT_PERCENT, 1000);
	line(&s, 11, 1, 1000, 2);
	EXPECT(&s, "2 for 1400 A");
	a->terms.joins = true;
	EXPECT(&s, "2 for 1400 A");
	b->terms.joins = true;
	EXPECT(&s, "2 for 1260 A B");
	a->terms.uses_limit = 1; /* the dearest first: the one that A left alone */
	b->terms.uses_limit = 1;
	EXPECT(&s, "1 for 700 A, 1 for 900 B");
	b->terms.uses_limit = BO_NONE;
	b->terms.effect = BO_EFFECT_AMOUNT;
	b->terms.value = 900; /* no further than nothing */
	EXPECT(&s, "1 for 0 A B, 1 for 100 B");
	scene_end(&s);
}

static void odd_cents_are_on_the_largest_line(void **state)
{
	struct scene s;

	(void)state;
	scene_begin(&s);
	campaign(&s, "C", BO_EFFECT_PERCENT, 3333);
	line(&s, 11, 1, 101, 1);
	line(&s, 11, 2, 103, 1);
	line(&s, 11, 3, 102, 1);
	/* 306 × 33.33 % = 101.99 → 102; 33, 34 and 33 each alone, 2 over */
	EXPECT(&s, "1 for 68 C; 1 for 67 C; 1 for 69 C");
	scene_end(&s);
	scene_begin(&s);
	campaign(&s, "C", BO_EFFECT_PERCENT, 9000);
	for (int i = 0; i < 8; i++)
		line(&s, 11, 8 - i, 1, 1);
	/* 8 × 90 % = 7.2 → 7, a cent each, none below zero */
	EXPECT(&s, "1 for 1 C; 1 for 0 C; 1 for 0 C; 1 for 0 C; 1 for 0 C; 1 for 0 C; "
		   "1 for 0 C; 1 for 0 C");
	scene_end(&s);
}

static void forcing_breaks_nothing_it_need_not(void **state)
{
	struct scene s;
	struct promo_campaign *c;
	struct promo_member *m;

	(void)state;
	scene_begin(&s);
	c = campaign(&s, "C", BO_EFFECT_AMOUNT, 100);
	m = member(&s, c, 2, true);
	line(&s, 11, 1, 1000, 3)->forced = true;
	EXPECT(&s, "2 for 1800 C, 1 for 1000"); /* was sold without it, too */
	count(m, 11, "Hamlet", "2026-01-05T20:00", 2, 0);
	EXPECT(&s, "3 for 2700 C [2/2 C: 2 of 2 used: Hamlet 5 Jan]");
	line(&s, 11, 2, 500, 1);
	EXPECT(&s, "3 for 2700 C [2/2 C: 2 of 2 used: Hamlet 5 Jan]; "
		   "1 for 500 [5/2 C: 5 of 2 used: Hamlet 5 Jan, 3 in this order]");
	scene_end(&s);
}

static void the_printed_code(void **state)
{
	struct scene s;
	struct promo_campaign *c;

	(void)state;
	scene_begin(&s);
	c = campaign(&s, "C", BO_EFFECT_AMOUNT, 100);
	member(&s, c, 1, true)->email = "zoe@example.org";
	line(&s, 11, 1, 1000, 1);
	judge(&s);
	assert_string_equal(s.line[0].part[0].use[0].code, "CODE");
	assert_null(s.line[0].part[0].use[0].print);
	c->terms.print_code = true;
	judge(&s);
	assert_string_equal(s.line[0].part[0].use[0].print, "CODE");
	c->member[0].code = NULL;
	judge(&s);
	assert_string_equal(s.line[0].part[0].use[0].code, "zoe@example.org");
	assert_null(s.line[0].part[0].use[0].print);
	scene_end(&s);
}

static void a_price_beyond_everything_gets_nothing(void **state)
{
	struct scene s;

	(void)state;
	scene_begin(&s);
	campaign(&s, "C", BO_EFFECT_PERCENT, 1000);
	line(&s, 11, 1, BO_MONEY_MAX, 2);
	line(&s, 11, 2, INT64_MAX, 9);
	line(&s, 11, 3, 1000, 1);
	EXPECT(&s, "2 for 2000000000000; 9 for 9223372036854775807; 1 for 900 C");
	scene_end(&s);
}

/* --- Random orders ---------------------------------------------------------------------------- */

static uint64_t dice;
static int64_t roll(int64_t n)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (int64_t)(dice % (uint64_t)n);
}

static void random_campaign(struct scene *s, size_t at)
{
	static const char *const names[CAMPAIGNS] = { "A", "B", "C", "D", "E", "F" };
	static const int64_t values[][4] = {
		{ 1000, 1, 9999, 3333 }, { 1, 500, 99, 100000 }, { 0, 250, 999, 3 }, { 0, 0, 0, 0 }
	};
	enum bo_effect effect = (enum bo_effect)roll(4);
	struct promo_campaign *c = campaign(s, names[at], effect, values[effect][roll(4)]);

	c->terms.joins = roll(2) == 0;
	c->terms.scope = (enum bo_scope)roll(3);
	c->terms.min_tickets = roll(3) ? 1 : 1 + roll(6);
	c->terms.uses_limit = roll(3) ? BO_NONE : roll(9);
	c->terms.money_limit = roll(3) ? BO_NONE : roll(5000);
	c->uses = roll(3);
	c->spent = roll(300);
	if (roll(3) == 0)
		target(c, BO_TARGET_SHOW, 1 + roll(2));
	if (roll(3) == 0)
		target(c, BO_TARGET_TYPE, 1 + roll(3));
	if (effect != BO_EFFECT_UNLOCK && roll(3) == 0)
		return;
	for (int64_t n = roll(MEMBERS + 1); n > 0; n--) {
		struct promo_member *m = member(s, c, roll(4) ? roll(6) : BO_NONE, roll(2) == 0);

		for (int64_t k = roll(COUNTS); k > 0; k--)
			count(m, 10 * (1 + roll(2)) + k, "Hamlet", "2026-01-05T20:00", roll(3),
			      roll(2));
	}
	if (effect == BO_EFFECT_UNLOCK && c->terms.audience_id == 0)
		c->n = 0;
}

static void random_scene(struct scene *s)
{
	scene_begin(s);
	for (size_t i = (size_t)roll(CAMPAIGNS + 1); i > 0; i--)
		random_campaign(s, s->promo.n);
	for (int64_t i = 1 + roll(LINES); i > 0; i--) {
		struct promo_line *l = line(s, 11 + roll(2) + 10 * roll(2), i,
					    roll(4) ? roll(5000) : roll(7), roll(7));

		l->closed = roll(4) == 0;
		l->type_id = i;
	}
}

static void check_part(const struct promo_line *l, const struct promo_part *part,
		       const struct scene *s)
{
	int64_t amount = 0, discount[PROMO_JOINED] = { 0 }, all = 0;
	size_t discounts = 0;
	bool join = true, unlocked = false;

	assert_true(part->qty > 0);
	assert_true(part->amount >= 0);
	for (int64_t k = 0; k < part->qty; k++) {
		int64_t price = promo_ticket_amount(part, k);

		assert_true(price >= 0 && price <= l->price);
		amount += price;
		for (size_t u = 0; u < part->n_uses; u++) {
			int64_t one = share_ticket_discount(part, u, k);

			assert_true(one >= 0);
			discount[u] += one;
			price += one;
		}
		assert_int_equal(price, l->price);
	}
	assert_int_equal(amount, part->amount);
	for (size_t u = 0; u < part->n_uses; u++) {
		const struct promo_campaign *c = &s->campaign[part->use[u].campaign_id - 1];

		assert_int_equal(discount[u], part->use[u].discount);
		all += discount[u];
		if (c->terms.effect == BO_EFFECT_UNLOCK) {
			unlocked = true;
			continue;
		}
		discounts++;
		join = join && c->terms.joins;
	}
	assert_true(discounts <= 1 || join);
	assert_true(!l->closed || discounts == 0 || unlocked);
	assert_true(l->closed || !unlocked);
	assert_int_equal(part->amount + all, l->price * part->qty);
}

struct sums {
	int64_t uses, money;
};

static struct sums of_campaign(const struct scene *s, int64_t id)
{
	struct sums sums = { 0, 0 };

	for (size_t i = 0; i < s->n; i++)
		for (size_t p = 0; p < s->line[i].n_parts; p++)
			for (size_t u = 0; u < s->line[i].part[p].n_uses; u++)
				if (s->line[i].part[p].use[u].campaign_id == id) {
					sums.uses += s->line[i].part[p].qty;
					sums.money += s->line[i].part[p].use[u].discount;
				}
	return sums;
}

static void check_member(const struct scene *s, const struct promo_campaign *c,
			 const struct promo_member *m)
{
	for (size_t at = 0; at < s->n; at++) {
		struct promo_place place = { c->terms.scope, s->line[at].performance_id,
					     s->line[at].show_id };
		int64_t used = 0;

		for (size_t i = 0; i < s->n; i++)
			for (size_t p = 0; p < s->line[i].n_parts; p++)
				for (size_t u = 0; u < s->line[i].part[p].n_uses; u++)
					if (s->line[i].part[p].use[u].campaign_id == c->id &&
					    s->line[i].part[p].use[u].member_id == m->id &&
					    promo_same_place(&place, s->line[i].performance_id,
							     s->line[i].show_id))
						used += s->line[i].part[p].qty;
		if (m->quantity != BO_NONE && used > 0)
			assert_true(used + promo_used(m, &place) <= m->quantity);
	}
}

static void check_sums(const struct scene *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct promo_line *l = &s->line[i];
		int64_t qty = 0, amount = 0;

		for (size_t p = 0; p < l->n_parts; p++) {
			check_part(l, &l->part[p], s);
			qty += l->part[p].qty;
			amount += l->part[p].amount;
		}
		assert_int_equal(qty, l->qty);
		assert_int_equal(amount + l->discount, l->price * l->qty);
	}
}

static void check_limits(const struct scene *s)
{
	for (size_t c = 0; c < s->promo.n; c++) {
		const struct promo_campaign *row = &s->campaign[c];
		struct sums sums = of_campaign(s, row->id);

		if (row->terms.uses_limit != BO_NONE && sums.uses > 0)
			assert_true(sums.uses + row->uses <= row->terms.uses_limit);
		if (row->terms.money_limit != BO_NONE && sums.money > 0)
			assert_true(sums.money + row->spent <= row->terms.money_limit);
		for (size_t m = 0; m < row->n; m++)
			check_member(s, row, &row->member[m]);
	}
}

/* The same order with its lines the other way round comes to the same. */
static void check_turned(struct scene *s)
{
	struct promo_line before[LINES], turned[LINES];

	memcpy(before, s->line, sizeof before);
	for (size_t i = 0; i < s->n; i++)
		turned[i] = before[s->n - 1 - i];
	memcpy(s->line, turned, sizeof turned);
	judge(s);
	for (size_t i = 0; i < s->n; i++) {
		const struct promo_line *one = &before[i], *other = &s->line[s->n - 1 - i];

		assert_int_equal(one->discount, other->discount);
		assert_int_equal(one->limit, other->limit);
		assert_int_equal(one->used, other->used);
		assert_int_equal(one->n_parts, other->n_parts);
	}
}

static void random_orders_always_add_up(void **state)
{
	int64_t joined = 0, opened = 0, refused = 0, cut = 0;

	(void)state;
	dice = UINT64_C(88172645463325252);
	for (int round = 0; round < 20000; round++) {
		struct scene s;

		random_scene(&s);
		judge(&s);
		check_sums(&s);
		check_limits(&s);
		for (size_t i = 0; i < s.n; i++) {
			opened += s.line[i].opened;
			refused += s.line[i].limit != BO_NONE;
			cut += s.line[i].n_parts > 1;
			for (size_t p = 0; p < s.line[i].n_parts; p++)
				joined += s.line[i].part[p].n_uses > 1;
		}
		check_turned(&s);
		for (size_t i = 0; i < s.n; i++)
			s.line[i].forced = true;
		judge(&s); /* breaks limits, never sums */
		check_sums(&s);
		scene_end(&s);
	}
	/* The dice must have come to all of it. */
	assert_true(joined > 500);
	assert_true(opened > 500);
	assert_true(refused > 500);
	assert_true(cut > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_campaigns_all_is_as_it_costs),
		cmocka_unit_test(effects),
		cmocka_unit_test(days_are_both_included_and_channels_kept_apart),
		cmocka_unit_test(targets),
		cmocka_unit_test(enough_tickets_of_those_it_concerns),
		cmocka_unit_test(a_quantity_gives_what_is_left_to_the_dearest),
		cmocka_unit_test(scopes_count_apart),
		cmocka_unit_test(members_in_the_order_of_their_ids),
		cmocka_unit_test(nothing_left_of_a_named_code_refuses),
		cmocka_unit_test(many_performances_are_told_in_short),
		cmocka_unit_test(limits_of_the_whole_campaign),
		cmocka_unit_test(unlocking),
		cmocka_unit_test(two_closed_lines_share_a_quantity),
		cmocka_unit_test(one_discount_unless_all_join),
		cmocka_unit_test(odd_cents_are_on_the_largest_line),
		cmocka_unit_test(forcing_breaks_nothing_it_need_not),
		cmocka_unit_test(the_printed_code),
		cmocka_unit_test(a_price_beyond_everything_gets_nothing),
		cmocka_unit_test(random_orders_always_add_up),
	};

	return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
