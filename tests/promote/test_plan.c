/*
 * The statements that campaigns really ran must reach uses, counts, members, baskets
 * and vouchers through an index: each kept one is explained again.  And a sale where
 * no campaign runs asks only once for them.
 */
#include "promote/promote.h"
#include "store/store.h"
#include "support/campaign.h"
#include "support/plan.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Tables that grow with what is sold, by the names the statements give them. */
static const char *const large[] = { "u",
				     "campaign_use",
				     "campaign_count",
				     "basket_use",
				     "m",
				     "b",
				     "member",
				     "basket",
				     "voucher",
				     "v",
				     "p",
				     "performance",
				     "l",
				     "basket_line",
				     NULL };

static bool is_about_campaigns(const char *sql)
{
	return strstr(sql, "campaign") || strstr(sql, "basket_use");
}

static const struct plan_look look = { .large = large, .chosen = is_about_campaigns };

static void exercise(struct bo *bo, struct bo_arena *arena)
{
	struct test_season s = test_season(bo);
	int64_t list = test_list(bo, "L", 9, (const char *const[]){ "A", NULL });
	struct bo_campaign_terms terms = test_terms("C", list, BO_EFFECT_PERCENT, 1000);
	struct bo_wish wish = { s.tonight, s.adult, 1 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = "A" };
	struct bo_standings standings;
	struct bo_takers takers;
	struct bo_order order;
	int64_t id, hold;

	terms.uses_limit = 100;
	terms.scope = BO_SCOPE_ALL;
	id = test_campaign(bo, &terms);
	OK(bo, bo_sell(bo, arena, &sale, &order));
	OK(bo, bo_hold_add(bo, &wish, 1, "A", 0, NULL, &hold));
	OK(bo, bo_campaign_standings(bo, arena, "A", 0, s.tonight, &standings));
	assert_int_equal(standings.row[0].used, 1);
	OK(bo, bo_campaign_takers(bo, arena, id, 0, 10, &takers));
	sale = (struct bo_sale){ .basket_id = hold };
	OK(bo, bo_sell(bo, arena, &sale, &order));
	OK(bo, bo_order_refund(bo, arena, order.id, NULL, 0, BO_TENDER_CASH, NULL, &order));
	SAYS(bo, BO_REFUSED, "was used", bo_campaign_delete(bo, id));
}

static void no_statement_reads_a_large_table_whole(void **state)
{
	struct bo *bo = test_office();
	struct bo_arena arena = { 0 };

	(void)state;
	exercise(bo, &arena);
	/* The look itself must be able to see one, and to have seen most of what ran. */
	assert_int_equal(plan_scans(bo, &look,
				    "SELECT voucher_id FROM campaign_use WHERE code = 'A'", false),
			 1);
	assert_true(plan_check(bo, &look) > 15);
	bo_arena_clear(&arena);
	test_office_end(bo);
}

static int asked;
static int count_statement(unsigned what, void *arg, void *statement, void *unused)
{
	(void)what;
	(void)arg;
	(void)statement;
	(void)unused;
	asked++;
	return 0;
}

static void without_a_campaign_one_question_is_asked(void **state)
{
	struct bo *bo = test_office();
	struct bo_arena arena = { 0 };
	struct promo_buyer buyer = {
		.code = "A", .patron_id = 1, .basket_id = 1, .kept_basket = 1
	};
	struct promo *promo = NULL;

	(void)state;
	sqlite3_trace_v2(bo->store->db, SQLITE_TRACE_STMT, count_statement, NULL);
	OK(bo, promo_read(bo, &arena, &buyer, &promo));
	sqlite3_trace_v2(bo->store->db, 0, NULL, NULL);
	assert_int_equal(asked, 1);
	assert_null(promo);
	test_office_end(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_statement_reads_a_large_table_whole),
		cmocka_unit_test(without_a_campaign_one_question_is_asked),
	};

	return cmocka_run_group_tests_name("plans of campaigns", tests, NULL, NULL);
}
