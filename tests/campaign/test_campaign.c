/*
 * Campaigns in the store: what their terms may be, what may change in which state,
 * their order, and what somebody has of those that run.
 */
#include "promote/facts.h"
#include "support/campaign.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define TERM(term) (1u << (term))

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;

static int begin(void **state)
{
	(void)state;
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

static struct bo_campaign_terms everybody(const char *name)
{
	return test_terms(name, 0, BO_EFFECT_PERCENT, 1000);
}

static int64_t draft(const char *name)
{
	struct bo_campaign_terms terms = everybody(name);
	int64_t id = 0;

	OK(bo, bo_campaign_add(bo, &terms, &id));
	return id;
}

static struct bo_campaign get(int64_t id)
{
	struct bo_campaign campaign = { 0 };

	OK(bo, bo_campaign_get(bo, &arena, id, &campaign));
	return campaign;
}

static void what_was_said_is_read_back(void **state)
{
	static const char *const codes[] = { "ALPHA", NULL };
	const struct bo_target targets[] = { { BO_TARGET_SHOW, s.show, NULL },
					     { BO_TARGET_PERFORMANCE, s.tomorrow, NULL },
					     { BO_TARGET_TYPE, s.adult, NULL },
					     { BO_TARGET_TYPE, s.adult, NULL } };
	struct bo_campaign_terms terms =
		test_terms("Frühe Vögel", test_list(bo, "List", 2, codes), BO_EFFECT_PRICE, 1250);
	struct bo_campaign c;
	char text[64];
	struct bo_buf words = BO_BUF(text);
	int64_t id = 0, found = 0;

	(void)state;
	terms.public_name = "Early birds";
	terms.unlocks = TERM(BO_UNLOCK_TICKET) | TERM(BO_UNLOCK_AUTOMATIC);
	terms.joins = terms.print_code = true;
	terms.starts = TEST_NOW - 60;
	terms.ends = TEST_NOW + 60;
	terms.channel = BO_CHANNEL_SELF_SERVICE;
	terms.min_tickets = 3;
	terms.scope = BO_SCOPE_SHOW;
	terms.uses_limit = 0;
	terms.money_limit = 50000;
	terms.n_targets = 4;
	terms.target = targets;
	OK(bo, bo_campaign_add(bo, &terms, &id));
	c = get(id);
	assert_int_equal(c.state, BO_CAMPAIGN_DRAFT);
	assert_int_equal(c.position, 1);
	assert_string_equal(c.terms.name, "Frühe Vögel");
	assert_string_equal(c.terms.public_name, "Early birds");
	assert_string_equal(c.audience, "List");
	assert_int_equal(c.terms.unlocks, terms.unlocks);
	assert_int_equal(c.terms.effect, BO_EFFECT_PRICE);
	assert_int_equal(c.terms.value, 1250);
	assert_true(c.terms.joins && c.terms.print_code);
	assert_int_equal(c.terms.starts, TEST_NOW - 60);
	assert_int_equal(c.terms.ends, TEST_NOW + 60);
	assert_int_equal(c.terms.channel, BO_CHANNEL_SELF_SERVICE);
	assert_int_equal(c.terms.min_tickets, 3);
	assert_int_equal(c.terms.scope, BO_SCOPE_SHOW);
	assert_int_equal(c.terms.uses_limit, 0);
	assert_int_equal(c.terms.money_limit, 50000);
	assert_int_equal(c.terms.n_targets, 3); /* each once */
	assert_string_equal(c.terms.target[0].name, "Hamlet Tue 6 Jan 20:00");
	assert_string_equal(c.terms.target[1].name, "Hamlet");
	assert_string_equal(c.terms.target[2].name, "Adult");
	bo_campaign_effect_words(&words, &c.terms, bo_currency(bo));
	assert_string_equal(text, "for 12.50");
	OK(bo, bo_campaign_find(bo, "fruhe VOGEL", &found));
	assert_int_equal(found, id);
	OK(bo, bo_campaign_find(bo, "1", &found));
	SAYS(bo, BO_NOT_FOUND, "did you mean \"Frühe Vögel\"",
	     bo_campaign_find(bo, "Fruhe Vogle", &found));
	SAYS(bo, BO_NOT_FOUND, "no such campaign", bo_campaign_get(bo, &arena, 9, &c));
}

static void effects_in_words(void **state)
{
	static const struct {
		enum bo_effect effect;
		int64_t value;
		const char *words;
	} cases[] = {
		{ BO_EFFECT_PERCENT, 1000, "10% off" },
		{ BO_EFFECT_PERCENT, 1250, "12.5% off" },
		{ BO_EFFECT_PERCENT, 3333, "33.33% off" },
		{ BO_EFFECT_PERCENT, 5, "0.05% off" },
		{ BO_EFFECT_AMOUNT, 500, "5.00 off" },
		{ BO_EFFECT_PRICE, 0, "for 0.00" },
		{ BO_EFFECT_UNLOCK, 0, "opens hidden offers" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bo_campaign_terms terms =
			test_terms("x", 1, cases[i].effect, cases[i].value);
		char text[64];
		struct bo_buf words = BO_BUF(text);

		bo_campaign_effect_words(&words, &terms, bo_currency(bo));
		assert_string_equal(text, cases[i].words);
	}
}

static void wrong(enum bo_status status, const char *part, const struct bo_campaign_terms *terms)
{
	int64_t id = -1;

	SAYS(bo, status, part, bo_campaign_add(bo, terms, &id));
	assert_int_equal(id, -1);
}

static void terms_that_make_no_sense(void **state)
{
	static const struct {
		enum bo_effect effect;
		int64_t value;
		const char *part;
	} effects[] = {
		{ BO_EFFECT_PERCENT, 0, "more than 0" },
		{ BO_EFFECT_PERCENT, 10001, "not more than 100" },
		{ BO_EFFECT_AMOUNT, 0, "more than 0" },
		{ BO_EFFECT_AMOUNT, BO_MONEY_MAX + 1, "not more than any price" },
		{ BO_EFFECT_PRICE, -1, "must not be negative" },
		{ BO_EFFECT_UNLOCK, 0, "open the hidden offer to all" },
		{ BO_EFFECT_COUNT, 0, "is one of" },
	};
	struct bo_campaign_terms terms;
	struct bo_target target = { BO_TARGET_SHOW, 99, NULL };

	(void)state;
	for (size_t i = 0; i < sizeof effects / sizeof *effects; i++) {
		terms = test_terms("C", 0, effects[i].effect, effects[i].value);
		wrong(BO_INVALID, effects[i].part, &terms);
	}
	terms = everybody("C");
	terms.ends = TEST_NOW;
	terms.starts = TEST_NOW + 1;
	wrong(BO_INVALID, "end before it starts", &terms);
	terms = everybody("C");
	terms.min_tickets = 0;
	wrong(BO_INVALID, "min-tickets", &terms);
	terms.min_tickets = 1001;
	wrong(BO_INVALID, "min-tickets", &terms);
	terms = everybody("C");
	terms.uses_limit = -1;
	wrong(BO_INVALID, "max-uses", &terms);
	terms = everybody("C");
	terms.money_limit = -1;
	wrong(BO_INVALID, "money", &terms);
	terms = everybody("C");
	terms.audience_id = 7;
	wrong(BO_NOT_FOUND, "no such audience", &terms);
	terms.audience_id = test_list(bo, "L", 1, (const char *const[]){ "A", NULL });
	terms.unlocks = 0;
	wrong(BO_INVALID, "how a member", &terms);
	terms.unlocks = 1u << BO_UNLOCK_COUNT;
	wrong(BO_INVALID, "known by code", &terms);
	terms = everybody("C");
	terms.n_targets = 1;
	terms.target = &target;
	wrong(BO_NOT_FOUND, "no such show", &terms);
	terms = everybody("  ");
	wrong(BO_INVALID, "name", &terms);
	terms = everybody("C");
	terms.public_name = "a\nb";
	wrong(BO_INVALID, "public-name", &terms);
	draft("C");
	terms = everybody("c");
	wrong(BO_EXISTS, "already", &terms);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM campaign"), 1);
}

static void only_who_may_keeps_them(void **state)
{
	struct bo_campaign_terms terms = everybody("C");
	int64_t id = draft("A");

	(void)state;
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	SAYS(bo, BO_REFUSED, "", bo_campaign_add(bo, &terms, &id));
	assert_int_equal(bo_refusal(bo)->rule, BO_RULE_PERMISSION);
	SAYS(bo, BO_REFUSED, "", bo_campaign_start(bo, id));
	SAYS(bo, BO_REFUSED, "", bo_campaign_delete(bo, id));
	SAYS(bo, BO_REFUSED, "", bo_campaign_move(bo, id, 1));
	SAYS(bo, BO_REFUSED, "", bo_campaign_edit(bo, id, &terms, TERM(BO_TERM_NAME)));
	assert_int_equal(get(id).state, BO_CAMPAIGN_DRAFT);
}

static void already(const char *part, enum bo_status got, int64_t id, enum bo_campaign_state is)
{
	test_status(bo, BO_REFUSED, got, part, part, __FILE__, __LINE__);
	assert_int_equal(bo_refusal(bo)->rule, BO_RULE_ALREADY);
	assert_int_equal(get(id).state, is);
}

static void states_go_one_way(void **state)
{
	int64_t id = draft("Early");

	(void)state;
	already("Early is a draft", bo_campaign_pause(bo, id), id, BO_CAMPAIGN_DRAFT);
	already("delete it instead", bo_campaign_end(bo, id), id, BO_CAMPAIGN_DRAFT);
	OK(bo, bo_campaign_start(bo, id));
	already("is running", bo_campaign_start(bo, id), id, BO_CAMPAIGN_RUNNING);
	OK(bo, bo_campaign_pause(bo, id));
	already("is paused", bo_campaign_pause(bo, id), id, BO_CAMPAIGN_PAUSED);
	OK(bo, bo_campaign_start(bo, id));
	OK(bo, bo_campaign_pause(bo, id));
	OK(bo, bo_campaign_end(bo, id));
	already("has ended for good", bo_campaign_start(bo, id), id, BO_CAMPAIGN_ENDED);
	already("has ended for good", bo_campaign_pause(bo, id), id, BO_CAMPAIGN_ENDED);
	already("has ended for good", bo_campaign_end(bo, id), id, BO_CAMPAIGN_ENDED);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal WHERE kind LIKE "
					 "'campaign.%'"),
			 6);
	SAYS(bo, BO_NOT_FOUND, "no such campaign", bo_campaign_start(bo, 77));
}

static void one_whose_end_is_past_does_not_start(void **state)
{
	struct bo_campaign_terms terms = everybody("C");
	int64_t id = 0;

	(void)state;
	terms.ends = TEST_NOW - 1;
	OK(bo, bo_campaign_add(bo, &terms, &id));
	SAYS(bo, BO_REFUSED, "end of C is past", bo_campaign_start(bo, id));
	assert_int_equal(bo_refusal(bo)->rule, BO_RULE_ENDED);
	terms.ends = TEST_NOW; /* included */
	OK(bo, bo_campaign_edit(bo, id, &terms, TERM(BO_TERM_ENDS)));
	OK(bo, bo_campaign_start(bo, id));
}

/* Every term another than that of everybody("C"). */
static struct bo_campaign_terms other_terms(int64_t audience)
{
	static struct bo_target target;
	struct bo_campaign_terms terms = test_terms("D", audience, BO_EFFECT_AMOUNT, 500);

	target = (struct bo_target){ BO_TARGET_TYPE, s.adult, NULL };
	terms.public_name = "Dee";
	terms.unlocks = TERM(BO_UNLOCK_CODE);
	terms.joins = terms.print_code = true;
	terms.starts = TEST_NOW;
	terms.ends = TEST_NOW + 99;
	terms.channel = BO_CHANNEL_COUNTER;
	terms.min_tickets = 2;
	terms.scope = BO_SCOPE_ALL;
	terms.uses_limit = 5;
	terms.money_limit = 5;
	terms.n_targets = 1;
	terms.target = &target;
	return terms;
}

static void each_term_changes_until_its_state_is_left(void **state)
{
	static const char *const names[] = {
#define X(name, code, until) code,
		BO_TERM_LIST(X)
#undef X
	};
	int64_t one = test_list(bo, "One", 1, (const char *const[]){ "A", NULL });
	int64_t two = test_list(bo, "Two", 1, (const char *const[]){ "B", NULL });
	int64_t refused = 0, changed = 0;

	(void)state;
	for (int in = BO_CAMPAIGN_DRAFT; in < BO_CAMPAIGN_STATE_COUNT; in++)
		for (int term = 0; term < BO_TERM_COUNT; term++) {
			struct bo_campaign_terms before =
				test_terms("C", one, BO_EFFECT_PERCENT, 1000);
			struct bo_campaign_terms after = other_terms(two);
			int64_t id = 0;
			bool may = in == BO_CAMPAIGN_DRAFT ||
				   (in != BO_CAMPAIGN_ENDED && term != BO_TERM_AUDIENCE &&
				    term != BO_TERM_EFFECT && term != BO_TERM_SCOPE);

			before.unlocks = TERM(BO_UNLOCK_EMAIL);
			OK(bo, bo_campaign_add(bo, &before, &id));
			if (in >= BO_CAMPAIGN_RUNNING)
				OK(bo, bo_campaign_start(bo, id));
			if (in >= BO_CAMPAIGN_PAUSED)
				OK(bo, bo_campaign_pause(bo, id));
			if (in >= BO_CAMPAIGN_ENDED)
				OK(bo, bo_campaign_end(bo, id));
			/* What stays as it is may be said in any state. */
			OK(bo, bo_campaign_edit(bo, id, &before, TERM(BO_TERM_COUNT) - 1));
			if (may) {
				OK(bo, bo_campaign_edit(bo, id, &after, TERM(term)));
				changed++;
			} else {
				SAYS(bo, BO_REFUSED, names[term],
				     bo_campaign_edit(bo, id, &after, TERM(term)));
				assert_int_equal(bo_refusal(bo)->rule, BO_RULE_ALREADY);
				assert_non_null(
					strstr(bo_refusal(bo)->message,
					       bo_campaign_state_code((enum bo_campaign_state)in)));
				refused++;
			}
			assert_int_equal(
				bo_term_may_change((enum bo_term)term, (enum bo_campaign_state)in),
				may);
			OK(bo, bo_campaign_delete(bo, id));
		}
	assert_int_equal(refused, 3 + 3 + BO_TERM_COUNT);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal WHERE kind = "
					 "'campaign.edited'"),
			 changed);
}

static void an_edit_lays_over_only_what_was_given(void **state)
{
	struct bo_campaign_terms terms = other_terms(0);
	int64_t id = draft("C");
	struct bo_campaign c;

	(void)state;
	OK(bo, bo_campaign_edit(bo, id, &terms, TERM(BO_TERM_CHANNEL) | TERM(BO_TERM_TARGETS)));
	c = get(id);
	assert_string_equal(c.terms.name, "C");
	assert_int_equal(c.terms.channel, BO_CHANNEL_COUNTER);
	assert_int_equal(c.terms.min_tickets, 1);
	assert_int_equal(c.terms.n_targets, 1);
	terms.effect = BO_EFFECT_UNLOCK;
	terms.value = 0;
	SAYS(bo, BO_INVALID, "open the hidden offer",
	     bo_campaign_edit(bo, id, &terms, TERM(BO_TERM_EFFECT)));
	assert_int_equal(get(id).terms.effect, BO_EFFECT_PERCENT);
	draft("D");
	SAYS(bo, BO_EXISTS, "already", bo_campaign_edit(bo, id, &terms, TERM(BO_TERM_NAME)));
}

/* Names by position, which must be 1, 2, 3 … */
static void stand(const char *names)
{
	struct bo_campaigns list = { 0 };
	char text[32];
	struct bo_buf buf = BO_BUF(text);

	OK(bo, bo_campaign_list(bo, &arena, &list));
	for (size_t i = 0; i < list.n; i++) {
		assert_int_equal(list.row[i].position, i + 1);
		bo_buf_add(&buf, list.row[i].terms.name);
	}
	assert_string_equal(text, names);
}

static void places_have_no_gaps(void **state)
{
	int64_t a = draft("A"), b = draft("B"), c = draft("C"), d = draft("D");

	(void)state;
	stand("ABCD");
	OK(bo, bo_campaign_move(bo, d, 1));
	stand("DABC");
	OK(bo, bo_campaign_move(bo, d, 3));
	stand("ABDC");
	OK(bo, bo_campaign_move(bo, a, 4));
	stand("BDCA");
	OK(bo, bo_campaign_move(bo, c, 3));
	stand("BDCA");
	OK(bo, bo_campaign_delete(bo, d));
	stand("BCA");
	draft("E");
	stand("BCAE");
	SAYS(bo, BO_INVALID, "place", bo_campaign_move(bo, b, 0));
	SAYS(bo, BO_INVALID, "place", bo_campaign_move(bo, b, 5));
	stand("BCAE");
}

static void sell(const char *code, int64_t performance, int64_t qty)
{
	struct bo_order order;
	struct bo_wish wish = { performance, s.adult, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = code };

	OK(bo, bo_sell(bo, &arena, &sale, &order));
}

static void one_that_was_used_stays(void **state)
{
	struct bo_campaign_terms terms = everybody("C");
	int64_t id = test_campaign(bo, &terms), hold = 0, other;

	(void)state;
	sell(NULL, s.tonight, 2);
	assert_int_equal(get(id).uses, 2);
	assert_int_equal(get(id).spent, 800);
	OK(bo, bo_campaign_end(bo, id));
	SAYS(bo, BO_REFUSED, "was used", bo_campaign_delete(bo, id));
	assert_int_equal(bo_refusal(bo)->rule, BO_RULE_IN_USE);
	terms = everybody("D");
	other = test_campaign(bo, &terms);
	OK(bo,
	   bo_hold_add(bo, &(struct bo_wish){ s.tonight, s.adult, 1 }, 1, NULL, 0, NULL, &hold));
	SAYS(bo, BO_REFUSED, "basket or a hold", bo_campaign_delete(bo, other));
	OK(bo, bo_hold_release(bo, hold));
	OK(bo, bo_campaign_delete(bo, other));
}

static const struct bo_standing *standing(const char *code, int64_t performance, size_t n)
{
	static struct bo_standings list;

	list = (struct bo_standings){ 0 };
	OK(bo, bo_campaign_standings(bo, &arena, code, 0, performance, &list));
	assert_int_equal(list.n, n);
	return list.row;
}

static void standings_count_in_their_scope(void **state)
{
	int64_t list = test_list(bo, "L", 2, (const char *const[]){ "A", "B", NULL }), hold = 0, id;
	struct bo_campaign_terms terms = test_terms("C", list, BO_EFFECT_PERCENT, 1000);
	const struct bo_standing *row;

	(void)state;
	id = test_campaign(bo, &terms);
	standing("nobody", s.tonight, 0);
	row = standing("a", s.tonight, 1);
	assert_string_equal(row->campaign, "C");
	assert_string_equal(row->effect, "10% off");
	assert_string_equal(row->member, "A");
	assert_int_equal(row->left, 2);
	assert_int_equal(row->reason, BO_RULE_NONE);
	sell("a", s.tonight, 1);
	OK(bo, bo_hold_add(bo, &(struct bo_wish){ s.tonight, s.adult, 1 }, 1, "a", 0, NULL, &hold));
	row = standing("a", s.tonight, 1);
	assert_int_equal(row->quantity, 2);
	assert_int_equal(row->used, 1);
	assert_int_equal(row->held, 1);
	assert_int_equal(row->left, 0);
	assert_int_equal(row->reason, BO_RULE_USED_UP);
	assert_string_equal(row->message, "2 of 2 used: Hamlet 5 Jan");
	row = standing("a", s.tomorrow, 1);
	assert_int_equal(row->left, 2);
	assert_int_equal(row->used, 0);
	row = standing("a", 0, 1); /* without the limits of a performance */
	assert_int_equal(row->left, 2);
	assert_int_equal(row->used, 1);
	OK(bo, bo_hold_release(bo, hold));
	row = standing("a", s.tonight, 1);
	assert_int_equal(row->left, 1);
	OK(bo, bo_campaign_pause(bo, id));
	standing("a", s.tonight, 0);
	SAYS(bo, BO_NOT_FOUND, "no such performance",
	     bo_campaign_standings(bo, &arena, "a", 0, 999, &(struct bo_standings){ 0 }));
}

static void standings_say_why_not(void **state)
{
	int64_t list = test_list(bo, "L", 1, (const char *const[]){ "A", NULL });
	const struct bo_target target = { BO_TARGET_PERFORMANCE, s.tomorrow, NULL };
	struct bo_campaign_terms terms = test_terms("Across", list, BO_EFFECT_PERCENT, 1000);
	const struct bo_standing *row;

	(void)state;
	terms.scope = BO_SCOPE_ALL;
	test_campaign(bo, &terms);
	sell("A", s.tomorrow, 1);
	terms = test_terms("Later", 0, BO_EFFECT_PERCENT, 1000);
	terms.starts = TEST_NOW + 3600;
	test_campaign(bo, &terms);
	terms = test_terms("Tomorrow", 0, BO_EFFECT_PERCENT, 1000);
	terms.n_targets = 1;
	terms.target = &target;
	test_campaign(bo, &terms);
	terms = test_terms("Online", 0, BO_EFFECT_PERCENT, 1000);
	terms.channel = BO_CHANNEL_SELF_SERVICE;
	test_campaign(bo, &terms);
	row = standing("A", s.tonight, 4);
	assert_string_equal(row[0].message, "1 of 1 used: Hamlet 6 Jan");
	assert_int_equal(row[0].reason, BO_RULE_USED_UP);
	assert_int_equal(row[1].reason, BO_RULE_NOT_YET);
	assert_string_equal(row[1].message, "starts Mon 5 Jan 2026 13:00");
	assert_null(row[1].member);
	assert_int_equal(row[1].left, BO_NONE);
	assert_int_equal(row[2].reason, BO_RULE_NOT_VALID);
	assert_int_equal(row[3].reason, BO_RULE_AUDIENCE);
	assert_string_equal(row[3].message, "only in self-service");
}

static void takers_are_the_audience_with_what_is_left(void **state)
{
	int64_t list = test_list(bo, "L", 3, (const char *const[]){ "A", "zoe@example.org", NULL });
	struct bo_campaign_terms terms = test_terms("C", list, BO_EFFECT_PERCENT, 1000);
	struct bo_takers takers = { 0 };
	int64_t id;

	(void)state;
	terms.scope = BO_SCOPE_ALL;
	id = test_campaign(bo, &terms);
	sell("A", s.tonight, 2);
	OK(bo, bo_campaign_takers(bo, &arena, id, 0, 10, &takers));
	assert_int_equal(takers.n, 2);
	assert_string_equal(takers.row[0].code, "A");
	assert_int_equal(takers.row[0].used, 2);
	assert_int_equal(takers.row[0].left, 1);
	assert_string_equal(takers.row[1].email, "zoe@example.org");
	assert_int_equal(takers.row[1].left, 3);
	OK(bo, bo_campaign_takers(bo, &arena, id, takers.row[0].member_id, 10, &takers));
	assert_int_equal(takers.n, 1);
	SAYS(bo, BO_INVALID, "is for everybody",
	     bo_campaign_takers(bo, &arena, draft("D"), 0, 10, &takers));
}

static struct promo *facts(const struct promo_buyer *buyer)
{
	struct promo *promo = NULL;

	OK(bo, promo_read(bo, &arena, buyer, &promo));
	return promo;
}

static void facts_are_those_of_the_buyer(void **state)
{
	int64_t list = test_list(bo, "L", 2, (const char *const[]){ "A", "zoe@example.org", NULL });
	struct bo_campaign_terms terms = test_terms("C", list, BO_EFFECT_PERCENT, 1000);
	struct promo_buyer buyer = { .code = "A" };
	int64_t id, patron = 0, hold = 0;
	struct promo *promo;

	(void)state;
	assert_null(facts(&buyer));
	terms.uses_limit = 100;
	id = test_campaign(bo, &terms);
	OK(bo, bo_patron_add(bo, "Zoë", "zoe@example.org", NULL, &patron));
	promo = facts(&(struct promo_buyer){ .code = "" });
	assert_int_equal(promo->n, 1);
	assert_int_equal(promo->row[0].n, 0);
	buyer.patron_id = patron;
	promo = facts(&buyer);
	assert_int_equal(promo->row[0].n, 2);
	assert_true(promo->row[0].member[0].id < promo->row[0].member[1].id);
	assert_non_null(promo->row[0].member[0].said);
	assert_null(promo->row[0].member[1].said);
	OK(bo, bo_hold_add(bo, &(struct bo_wish){ s.tonight, s.adult, 1 }, 1, "A", 0, NULL, &hold));
	buyer.patron_id = 0;
	promo = facts(&buyer);
	assert_int_equal(promo->row[0].uses, 1);
	assert_int_equal(promo->row[0].member[0].count[0].held, 1);
	assert_int_equal(promo->row[0].member[0].count[0].used, 0);
	buyer.basket_id = hold; /* its own are not taken from it */
	promo = facts(&buyer);
	assert_int_equal(promo->row[0].uses, 0);
	assert_int_equal(promo->row[0].member[0].n, 0);
	buyer.basket_id = 0;
	test_clock_set(TEST_NOW + 365 * 86400); /* the hold's time is over */
	assert_int_equal(facts(&buyer)->row[0].uses, 0);
	test_clock_set(TEST_NOW);
	OK(bo, bo_campaign_end(bo, id));
	assert_null(facts(&buyer));
	buyer.kept_basket = hold;
	promo = facts(&buyer);
	assert_true(promo->row[0].kept);
	buyer.kept_basket = 0;
	buyer.campaign_id = draft("D");
	promo = facts(&buyer);
	assert_int_equal(promo->n, 1);
	assert_string_equal(promo->row[0].name, "D");
	assert_true(promo->row[0].kept);
}

static void uses_come_back_once(void **state)
{
	int64_t list = test_list(bo, "L", 9, (const char *const[]){ "A", NULL });
	struct bo_campaign_terms terms = test_terms("C", list, BO_EFFECT_AMOUNT, 500);
	struct bo_order order;
	int64_t id, voucher;

	(void)state;
	terms.print_code = true;
	id = test_campaign(bo, &terms);
	sell("A", s.tonight, 2);
	voucher = test_number(bo, "SELECT max(voucher_id) FROM campaign_use");
	assert_int_equal(test_number(bo, "SELECT count(*) FROM campaign_use WHERE code = 'A'"), 2);
	assert_int_equal(test_number(bo, "SELECT uses FROM campaign_count"), 2);
	OK(bo, bo_order_refund(bo, &arena, 1, &voucher, 1, BO_TENDER_CASH, NULL, &order));
	assert_int_equal(get(id).uses, 1);
	assert_int_equal(get(id).spent, 500);
	assert_int_equal(test_number(bo, "SELECT uses FROM campaign_count"), 1);
	OK(bo, promo_use_back(bo, voucher)); /* nothing is left to come back */
	assert_int_equal(get(id).uses, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(what_was_said_is_read_back),
		TEST(effects_in_words),
		TEST(terms_that_make_no_sense),
		TEST(only_who_may_keeps_them),
		TEST(states_go_one_way),
		TEST(one_whose_end_is_past_does_not_start),
		TEST(each_term_changes_until_its_state_is_left),
		TEST(an_edit_lays_over_only_what_was_given),
		TEST(places_have_no_gaps),
		TEST(one_that_was_used_stays),
		TEST(standings_count_in_their_scope),
		TEST(standings_say_why_not),
		TEST(takers_are_the_audience_with_what_is_left),
		TEST(facts_are_those_of_the_buyer),
		TEST(uses_come_back_once),
	};

	return cmocka_run_group_tests_name("campaign", tests, NULL, NULL);
}
