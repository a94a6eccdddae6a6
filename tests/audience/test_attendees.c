/*
 * An audience of attendees is its performances' good vouchers, nothing copied: it
 * fills with every sale and follows refunds, exchanges, reprints, releases and
 * merged patrons by itself.
 */
#include "audience/known.h"
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
	int64_t crowd, zoe;
};

static int setup(void **state)
{
	struct stage *s = calloc(1, sizeof *s);

	s->bo = test_office();
	s->season = test_season(s->bo);
	OK(s->bo, bo_patron_add(s->bo, "Zoë", "zoe@example.org", NULL, &s->zoe));
	OK(s->bo, bo_audience_add_attendees(s->bo, "Tonight", &s->season.tonight, 1, 2, &s->crowd));
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

static struct bo_order sell(struct stage *s, int64_t type, int64_t qty, int64_t patron_id)
{
	struct bo_wish wish = { s->season.tonight, type, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .patron_id = patron_id };
	struct bo_order order = { 0 };

	OK(s->bo, bo_sell(s->bo, &s->arena, &sale, &order));
	return order;
}

static struct bo_members members_of(struct stage *s, int64_t audience_id)
{
	struct bo_member_filter filter = { .audience_id = audience_id };
	struct bo_members list = { 0 };

	OK(s->bo, bo_member_list(s->bo, &s->arena, &filter, &list));
	return list;
}

/* What is listed is what is counted. */
static void has(struct stage *s, size_t n)
{
	struct bo_audience audience = { 0 };

	OK(s->bo, bo_audience_get(s->bo, &s->arena, s->crowd, &audience));
	assert_int_equal(audience.members, n);
	assert_int_equal(members_of(s, s->crowd).n, n);
}

static struct known_members known(struct stage *s, const char *text, int64_t patron_id,
				  unsigned unlocks)
{
	struct known_members list = { 0 };

	OK(s->bo, audience_known(s->bo, &s->arena, s->crowd, text, patron_id, unlocks, &list));
	return list;
}

static void test_filled_by_sales(void **state)
{
	struct stage *s = *state;
	struct bo_order order = sell(s, s->season.adult, 2, s->zoe);
	struct bo_members list;

	sell(s, s->season.programme, 1, s->zoe); /* nobody attends with a programme */
	sell(s, s->season.adult, 1, 0);
	has(s, 3);
	list = members_of(s, s->crowd);
	assert_int_equal(list.row[0].id, order.voucher[0].id);
	assert_string_equal(list.row[0].code, order.voucher[0].code);
	assert_string_equal(list.row[0].email, "zoe@example.org");
	assert_string_equal(list.row[0].category, "Adult");
	assert_string_equal(list.row[0].audience, "Tonight");
	assert_int_equal(list.row[0].quantity, 2);
	assert_string_equal(list.row[2].email, ""); /* a walk-up buyer's ticket */
	OK(s->bo, bo_member_list(s->bo, &s->arena,
				 &(struct bo_member_filter){ .audience_id = s->crowd,
							     .words = "zoe adu",
							     .after = list.row[0].id,
							     .limit = 5 },
				 &list));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.row[0].id, order.voucher[1].id);
}

static void test_refund_takes_out(void **state)
{
	struct stage *s = *state;
	struct bo_order order = sell(s, s->season.adult, 2, s->zoe), refunded;
	const char *code = order.voucher[0].code;

	assert_int_equal(known(s, code, 0, BY_TICKET).n, 1);
	OK(s->bo, bo_order_refund(s->bo, &s->arena, order.id, &order.voucher[0].id, 1,
				  BO_TENDER_CASH, "ill", &refunded));
	has(s, 1);
	assert_int_equal(known(s, code, 0, ANY).n, 0);
	assert_int_equal(known(s, NULL, s->zoe, BY_ITSELF).n, 1);
	OK(s->bo,
	   bo_order_refund(s->bo, &s->arena, order.id, NULL, 0, BO_TENDER_CASH, "ill", &refunded));
	has(s, 0);
	assert_int_equal(known(s, NULL, s->zoe, ANY).n, 0);
}

static void test_exchange_moves(void **state)
{
	struct stage *s = *state;
	struct bo_order order = sell(s, s->season.adult, 1, s->zoe), moved;
	struct bo_exchange exchange = { .performance_id = s->season.tomorrow };
	const char *old = order.voucher[0].code;
	int64_t later = 0, both[2] = { s->season.tomorrow, s->season.tomorrow };
	struct bo_audience audience = { 0 };

	OK(s->bo, bo_audience_add_attendees(s->bo, "Tomorrow", both, 2, BO_NONE, &later));
	OK(s->bo, bo_audience_get(s->bo, &s->arena, later, &audience));
	assert_int_equal(audience.n_performances, 1);
	assert_int_equal(audience.members, 0);
	OK(s->bo, bo_order_exchange(s->bo, &s->arena, order.id, &exchange, &moved));
	has(s, 0);
	assert_int_equal(members_of(s, later).n, 1);
	assert_int_equal(members_of(s, later).row[0].quantity, BO_NONE);
	assert_int_equal(known(s, old, 0, ANY).n, 0);
	OK(s->bo, bo_audience_set_performances(s->bo, s->crowd, &s->season.tomorrow, 1));
	has(s, 1);
	assert_int_equal(known(s, old, 0, ANY).n, 0); /* its paper is void wherever it is */
	OK(s->bo, bo_audience_get(s->bo, &s->arena, s->crowd, &audience));
	assert_int_equal(audience.performance[0], s->season.tomorrow);
	assert_int_equal(audience.kind, BO_AUDIENCE_ATTENDEES);
}

static void test_reprint_names_the_new_paper(void **state)
{
	struct stage *s = *state;
	struct bo_order order = sell(s, s->season.adult, 1, 0), now = { 0 };
	size_t tickets = 0;
	struct bo_member m;

	OK(s->bo, bo_order_reprint(s->bo, order.id, NULL, 0, "torn", &tickets));
	assert_int_equal(tickets, 1);
	OK(s->bo, bo_order_get(s->bo, &s->arena, order.id, &now));
	assert_string_not_equal(now.voucher[0].code, order.voucher[0].code);
	assert_int_equal(known(s, order.voucher[0].code, 0, ANY).n, 0);
	assert_int_equal(known(s, now.voucher[0].code, 0, BY_TICKET).n, 1);
	SAYS(s->bo, BO_NOT_FOUND, "no member",
	     bo_member_find(s->bo, &s->arena, s->crowd, order.voucher[0].code, &m));
	OK(s->bo, bo_member_find(s->bo, &s->arena, s->crowd, now.voucher[0].code, &m));
	assert_int_equal(m.id, now.voucher[0].id);
	has(s, 1);
}

static void test_ways_of_knowing(void **state)
{
	struct stage *s = *state;
	struct bo_order order = sell(s, s->season.adult, 2, s->zoe), walk_up;
	struct known_members list;
	char lower[BO_TICKET_CODE_SIZE + 8];

	walk_up = sell(s, s->season.adult, 1, 0);
	list = known(s, order.voucher[1].code, s->zoe, ANY);
	assert_int_equal(list.n, 2); /* each once, by id */
	assert_int_equal(list.row[0].id, order.voucher[0].id);
	assert_int_equal(list.row[0].by, BY_EMAIL | BY_ITSELF);
	assert_int_equal(list.row[1].by, ANY);
	assert_int_equal(list.row[1].quantity, 2);
	assert_string_equal(list.row[1].code, order.voucher[1].code);
	assert_string_equal(list.row[1].email, "zoe@example.org");
	snprintf(lower, sizeof lower, "%.4s-%s", order.voucher[0].code, order.voucher[0].code + 4);
	for (char *p = lower; *p; p++)
		*p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
	assert_int_equal(known(s, lower, 0, BY_CODE).n, 1);
	assert_int_equal(known(s, lower, 0, BY_EMAIL | BY_ITSELF).n, 0);
	assert_int_equal(known(s, "ZOE@example.org", 0, BY_EMAIL).n, 2);
	assert_int_equal(known(s, "ZOE@example.org", 0, BY_CODE | BY_TICKET | BY_ITSELF).n, 0);
	assert_int_equal(known(s, NULL, s->zoe, BY_CODE | BY_TICKET).n, 0);
	assert_int_equal(known(s, "", BO_PATRON_WALK_UP, ANY).n, 0);
	assert_int_equal(known(s, walk_up.voucher[0].code, BO_PATRON_WALK_UP, ANY).n, 1);
	assert_int_equal(known(s, "@", 0, ANY).n, 0);
	assert_int_equal(known(s, NULL, 0, ANY).n, 0);
}

static void test_a_patron_without_email(void **state)
{
	struct stage *s = *state;
	int64_t anna = 0;

	OK(s->bo, bo_patron_add(s->bo, "Anna", NULL, NULL, &anna));
	sell(s, s->season.adult, 1, anna);
	assert_int_equal(known(s, NULL, anna, BY_EMAIL).n, 0);
	assert_int_equal(known(s, NULL, anna, BY_EMAIL | BY_ITSELF).row[0].by, BY_ITSELF);
}

static void test_merged_patrons(void **state)
{
	struct stage *s = *state;
	int64_t twin = 0;
	struct bo_members list = { 0 };

	OK(s->bo, bo_patron_add(s->bo, "Zoe", "old@example.org", NULL, &twin));
	sell(s, s->season.adult, 1, twin);
	OK(s->bo, bo_patron_merge(s->bo, s->zoe, twin));
	has(s, 1);
	assert_string_equal(members_of(s, s->crowd).row[0].email, "zoe@example.org");
	assert_int_equal(known(s, NULL, s->zoe, BY_ITSELF).n, 1);
	assert_int_equal(known(s, "old@example.org", 0, BY_EMAIL).n, 1);
	OK(s->bo, bo_member_of_patron(s->bo, &s->arena, twin, &list)); /* on old paper */
	assert_int_equal(list.n, 1);
	OK(s->bo, bo_member_known(s->bo, &s->arena, "OLD@example.org", &list));
	assert_int_equal(list.n, 1);
	OK(s->bo, bo_member_of_patron(s->bo, &s->arena, BO_PATRON_WALK_UP, &list));
	assert_int_equal(list.n, 0);
}

static void test_nothing_to_edit(void **state)
{
	struct stage *s = *state;
	struct bo_member_fields fields = { .code = "A" };
	struct bo_code_plan plan = { .count = 1, .length = 8 };
	int64_t id = 0, none = 999, list = 0;
	struct bo_order order = sell(s, s->season.adult, 1, s->zoe);

	SAYS(s->bo, BO_INVALID, "tickets of its performances",
	     bo_member_add(s->bo, s->crowd, &fields, &id));
	SAYS(s->bo, BO_INVALID, "tickets of its performances",
	     bo_member_generate(s->bo, s->crowd, &plan, NULL, NULL, &id));
	SAYS(s->bo, BO_NOT_FOUND, "", bo_member_remove(s->bo, &order.voucher[0].id, 1));
	SAYS(s->bo, BO_INVALID, "at least one performance",
	     bo_audience_add_attendees(s->bo, "X", NULL, 0, 1, &id));
	SAYS(s->bo, BO_INVALID, "no such performance",
	     bo_audience_add_attendees(s->bo, "X", &none, 1, 1, &id));
	SAYS(s->bo, BO_INVALID, "at least one performance",
	     bo_audience_set_performances(s->bo, s->crowd, NULL, 0));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM audience_performance"), 1);
	OK(s->bo, bo_audience_add(s->bo, "List", 1, &list));
	SAYS(s->bo, BO_INVALID, "list with members of its own",
	     bo_audience_set_performances(s->bo, list, &s->season.tonight, 1));
	OK(s->bo, bo_audience_delete(s->bo, s->crowd));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM audience_performance"), 0);
	test_check(s->bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_filled_by_sales, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refund_takes_out, setup, teardown),
		cmocka_unit_test_setup_teardown(test_exchange_moves, setup, teardown),
		cmocka_unit_test_setup_teardown(test_reprint_names_the_new_paper, setup, teardown),
		cmocka_unit_test_setup_teardown(test_ways_of_knowing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_patron_without_email, setup, teardown),
		cmocka_unit_test_setup_teardown(test_merged_patrons, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nothing_to_edit, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
