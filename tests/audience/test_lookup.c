/*
 * Finding members: who of a list is known in which way, in all audiences at once,
 * what they used; and that every one of these questions is a look into an index.
 */
#include "audience/known.h"
#include "store/sql.h"
#include "store/store.h"
#include "support/plan.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
	BY_CODE = 1u << BO_UNLOCK_CODE,
	BY_TICKET = 1u << BO_UNLOCK_TICKET,
	BY_EMAIL = 1u << BO_UNLOCK_EMAIL,
	BY_ITSELF = 1u << BO_UNLOCK_AUTOMATIC,
	ANY = BY_CODE | BY_TICKET | BY_EMAIL | BY_ITSELF
};

struct stage {
	struct bo *bo;
	struct bo_arena arena;
	struct test_season season;
	struct bo_order order; /* Zoë's two tickets for tonight */
	int64_t school, crowd, zoe;
};

static int64_t add(struct stage *s, int64_t list, const char *code, const char *email)
{
	struct bo_member_fields fields = { .code = code, .email = email };
	int64_t id = 0;

	OK(s->bo, bo_member_add(s->bo, list, &fields, &id));
	return id;
}

static int setup(void **state)
{
	struct stage *s = calloc(1, sizeof *s);
	struct bo_wish wish = { 0 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };

	s->bo = test_office();
	s->season = test_season(s->bo);
	wish = (struct bo_wish){ s->season.tonight, s->season.adult, 2 };
	OK(s->bo, bo_patron_add(s->bo, "Zoë", "zoe@example.org", NULL, &s->zoe));
	OK(s->bo, bo_audience_add(s->bo, "School", 2, &s->school));
	OK(s->bo, bo_audience_add_attendees(s->bo, "Crowd", &s->season.tonight, 1, 1, &s->crowd));
	sale.patron_id = s->zoe;
	OK(s->bo, bo_sell(s->bo, &s->arena, &sale, &s->order));
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct stage *s = *state;

	bo_arena_clear(&s->arena);
	test_office_end(s->bo);
	free(s);
	return 0;
}

static struct known_members known(struct stage *s, const char *text, int64_t patron_id,
				  unsigned unlocks)
{
	struct known_members list = { 0 };

	OK(s->bo, audience_known(s->bo, &s->arena, s->school, text, patron_id, unlocks, &list));
	return list;
}

static void test_known_of_a_list(void **state)
{
	struct stage *s = *state;
	int64_t coded = add(s, s->school, "AB-12", NULL),
		mailed = add(s, s->school, NULL, "zoe@example.org"),
		both = add(s, s->school, s->order.voucher[0].code, "Zoe@example.org");
	struct known_members list = known(s, "ab12", 0, ANY);

	assert_int_equal(list.n, 1);
	assert_int_equal(list.row[0].id, coded);
	assert_int_equal(list.row[0].by, BY_CODE);
	assert_int_equal(list.row[0].quantity, 2);
	assert_string_equal(list.row[0].code, "AB-12");
	assert_null(list.row[0].email);
	assert_int_equal(known(s, "ab12", 0, BY_TICKET | BY_EMAIL | BY_ITSELF).n, 0);
	list = known(s, s->order.voucher[0].code, 0, ANY); /* a code that is a ticket of ours */
	assert_int_equal(list.n, 1);
	assert_int_equal(list.row[0].by, BY_CODE | BY_TICKET);
	assert_int_equal(known(s, s->order.voucher[0].code, 0, BY_TICKET).row[0].id, both);
	assert_int_equal(known(s, s->order.voucher[1].code, 0, ANY).n, 0);
	list = known(s, "ZOE@EXAMPLE.ORG", s->zoe, ANY);
	assert_int_equal(list.n, 2);
	assert_int_equal(list.row[0].id, mailed);
	assert_int_equal(list.row[0].by, BY_EMAIL | BY_ITSELF);
	assert_int_equal(list.row[1].id, both);
	assert_int_equal(known(s, NULL, s->zoe, BY_ITSELF).row[1].by, BY_ITSELF);
	assert_int_equal(known(s, NULL, s->zoe, BY_EMAIL).row[1].by, BY_EMAIL);
	assert_int_equal(known(s, "zoe@example.org", 0, BY_ITSELF).n, 0);
	assert_int_equal(known(s, NULL, s->zoe, BY_CODE).n, 0);
	assert_int_equal(known(s, NULL, BO_PATRON_WALK_UP, ANY).n, 0);
	assert_int_equal(known(s, NULL, 0, ANY).n, 0);
	assert_int_equal(known(s, "", 0, ANY).n, 0);
	assert_int_equal(known(s, "AB", 0, ANY).n, 0);
	assert_int_equal(known(s, "ab12", 0, 0).n, 0);
	OK(s->bo, sql_run(s->bo, "UPDATE member SET removed = 1", ""));
	assert_int_equal(known(s, "ab12", s->zoe, ANY).n, 0);
	SAYS(s->bo, BO_NOT_FOUND, "no such audience",
	     audience_known(s->bo, &s->arena, 99, "ab12", 0, ANY, &list));
}

/* The e-mails that merging left still name the person. */
static void test_further_emails(void **state)
{
	struct stage *s = *state;
	int64_t twin = 0, old = add(s, s->school, NULL, "old@example.org");
	struct bo_members list = { 0 };

	OK(s->bo, bo_patron_add(s->bo, "Zoe", "old@example.org", NULL, &twin));
	assert_int_equal(known(s, NULL, s->zoe, BY_ITSELF).n, 0);
	OK(s->bo, bo_patron_merge(s->bo, s->zoe, twin));
	assert_int_equal(known(s, NULL, s->zoe, BY_ITSELF).n, 1);
	assert_int_equal(known(s, NULL, s->zoe, BY_EMAIL).row[0].id, old);
	OK(s->bo, bo_member_of_patron(s->bo, &s->arena, s->zoe, &list));
	assert_int_equal(list.n, 3);
	assert_int_equal(list.row[0].id, old);
	assert_string_equal(list.row[0].audience, "School");
	assert_string_equal(list.row[1].audience, "Crowd");
}

static void test_known_everywhere(void **state)
{
	struct stage *s = *state;
	struct bo_members list = { 0 };
	int64_t other = 0;

	OK(s->bo, bo_audience_add(s->bo, "Other", BO_NONE, &other));
	add(s, s->school, "AB-12", NULL);
	add(s, other, "ab12", "zoe@example.org");
	add(s, other, s->order.voucher[1].code, NULL);
	OK(s->bo, bo_member_known(s->bo, &s->arena, "AB 12", &list));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.row[0].audience, "School");
	assert_string_equal(list.row[1].audience, "Other");
	assert_int_equal(list.row[1].audience_id, other);
	OK(s->bo, bo_member_known(s->bo, &s->arena, s->order.voucher[1].code, &list));
	assert_int_equal(list.n, 2); /* the list that has it, and the crowd */
	assert_string_equal(list.row[1].audience, "Crowd");
	assert_int_equal(list.row[1].id, s->order.voucher[1].id);
	OK(s->bo, bo_member_known(s->bo, &s->arena, "Zoe@example.org", &list));
	assert_int_equal(list.n, 3);
	OK(s->bo, bo_member_known(s->bo, &s->arena, "nobody", &list));
	assert_int_equal(list.n, 0);
	OK(s->bo, bo_member_known(s->bo, &s->arena, "", &list));
	assert_int_equal(list.n, 0);
}

static void insert_use(struct stage *s, int64_t voucher, int64_t member, int64_t performance,
		       int64_t at, int64_t given_back)
{
	OK(s->bo, sql_run(s->bo,
			  "INSERT INTO campaign_use (voucher_id, campaign_id, member_id, "
			  "performance_id, code, discount, at, given_back) "
			  "VALUES ($1, 1, $2, $3, 'UV-12', 500, $4, $5)",
			  "iiiii", voucher, member, performance, at, given_back));
}

static void test_uses(void **state)
{
	struct stage *s = *state;
	int64_t one = add(s, s->school, "UV-12", NULL), two = add(s, s->school, "UV-13", NULL);
	struct bo_member_uses list = { 0 };

	OK(s->bo, sql_run(s->bo,
			  "INSERT INTO campaign (id, name, name_fold, public_name, position, "
			  "audience_id, unlocks, effect) VALUES (1, 'Half', 'half', 'Half', 1, "
			  "$1, 'code', 'percent')",
			  "i", s->school));
	insert_use(s, s->order.voucher[0].id, one, s->season.tonight, TEST_NOW, BO_NONE);
	insert_use(s, s->order.voucher[1].id, two, 0, TEST_NOW + 60, TEST_NOW + 90);
	OK(s->bo, bo_member_use_list(s->bo, &s->arena, s->school, 0, 0, &list));
	assert_int_equal(list.n, 2);
	assert_int_equal(list.row[0].member_id, two); /* newest first */
	assert_string_equal(list.row[0].member, "UV-13");
	assert_int_equal(list.row[0].given_back, TEST_NOW + 90);
	assert_int_equal(list.row[0].performance_at, BO_NONE);
	assert_null(list.row[0].show);
	OK(s->bo, bo_member_use_list(s->bo, &s->arena, s->school, one, 0, &list));
	assert_int_equal(list.n, 1);
	assert_string_equal(list.row[0].campaign, "Half");
	assert_string_equal(list.row[0].show, "Hamlet");
	assert_string_equal(list.row[0].type, "Adult");
	assert_string_equal(list.row[0].code, "UV-12");
	assert_string_equal(list.row[0].patron, "Zoë");
	assert_string_equal(list.row[0].till, "test");
	assert_string_equal(list.row[0].staff, bo_acting_name(s->bo));
	assert_int_equal(list.row[0].order_id, s->order.id);
	assert_int_equal(list.row[0].discount, 500);
	assert_int_equal(list.row[0].at, TEST_NOW);
	assert_int_equal(list.row[0].given_back, BO_NONE);
	assert_int_equal(list.row[0].performance_at, test_when("2026-01-05T20:00", "UTC"));
	OK(s->bo, bo_member_use_list(s->bo, &s->arena, s->school, 0, 1, &list));
	assert_int_equal(list.n, 1);
	OK(s->bo, bo_member_use_list(s->bo, &s->arena, s->crowd, 0, 0, &list));
	assert_int_equal(list.n, 0);
	SAYS(s->bo, BO_NOT_FOUND, "", bo_member_use_list(s->bo, &s->arena, 99, 0, 0, &list));
}

/* Tables that grow with the years, as the statements call them. */
static const char *const large[] = { "m", "member", "v",      "voucher", "k", "ticket",
				     "u", "patron", "p",      "o",	 "w", "x",
				     "n", "e",	    "orders", NULL };
static const struct plan_look look = { .large = large, .index_too = true };

static void test_ways_in(void **state)
{
	static const char *const ways[] = { "member_code",
					    "member_email",
					    "member_audience",
					    "voucher_patron",
					    "ticket_1",
					    "ticket_active",
					    "campaign_audience",
					    "campaign_use_member",
					    "voucher_performance",
					    NULL };
	struct stage *s = *state;
	struct bo_member m;
	struct bo_members list = { 0 };
	struct known_members crowd = { 0 };

	test_known_everywhere(state);
	test_uses(state);
	OK(s->bo, bo_member_find(s->bo, &s->arena, s->school, "AB12", &m));
	OK(s->bo, bo_member_get(s->bo, &s->arena, s->school, m.id, &m));
	OK(s->bo, bo_member_get(s->bo, &s->arena, s->crowd, s->order.voucher[0].id, &m));
	OK(s->bo, bo_member_list(s->bo, &s->arena,
				 &(struct bo_member_filter){ .audience_id = s->crowd }, &list));
	OK(s->bo, bo_member_list(s->bo, &s->arena,
				 &(struct bo_member_filter){ .audience_id = s->school }, &list));
	OK(s->bo,
	   sql_run(s->bo, "UPDATE audience SET members = 20001 WHERE id = $1", "i", s->school));
	OK(s->bo,
	   bo_member_list(s->bo, &s->arena,
			  &(struct bo_member_filter){ .audience_id = s->school, .words = "uv" },
			  &list));
	assert_int_equal(list.n, 2);
	OK(s->bo, bo_member_of_patron(s->bo, &s->arena, s->zoe, &list));
	known(s, "zoe@example.org", s->zoe, ANY);
	known(s, s->order.voucher[0].code, 0, ANY);
	OK(s->bo, audience_known(s->bo, &s->arena, s->crowd, s->order.voucher[0].code, s->zoe, ANY,
				 &crowd));
	OK(s->bo, audience_known(s->bo, &s->arena, s->crowd, "zoe@example.org", 0, ANY, &crowd));
	assert_int_equal(crowd.n, 2);
	plan_check(s->bo, &look);
	plan_met(s->bo, ways);
	/* Few codes begin so: the list itself, however long, is not walked. */
	plan_avoided(s->bo, "c.code_fold >=", "member_audience");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_known_of_a_list, setup, teardown),
		cmocka_unit_test_setup_teardown(test_further_emails, setup, teardown),
		cmocka_unit_test_setup_teardown(test_known_everywhere, setup, teardown),
		cmocka_unit_test_setup_teardown(test_uses, setup, teardown),
		cmocka_unit_test_setup_teardown(test_ways_in, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
