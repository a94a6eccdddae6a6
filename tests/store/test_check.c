/*
 * The check of a store finds every kind of fault that is planted past the engine, each by its area
 * and with a sentence that names the row; and nothing in a store where everything was done once.
 */
#include "report/sums.h"
#include "store/sql.h"
#include "support/campaign.h"
#include "support/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boxoffice/journal.h>
#include <cmocka.h>
#include <sqlite3.h>

struct scene {
	struct bo *bo;
	struct stage stage;
	char path[600];
};

/* A quarter off for a list: two sold, one of them given back. */
static void sell_by_campaign(struct scene *s)
{
	static const char *const friends[] = { "FRIEND-1", "FRIEND-2", NULL };
	struct bo_campaign_terms terms = test_terms(
		"Friends", test_list(s->bo, "Friends", 5, friends), BO_EFFECT_PERCENT, 2500);
	struct bo_wish wish = { s->stage.performance[3], s->stage.type[STAGE_ADULT], 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = "FRIEND-1" };
	struct bo_arena arena = { 0 };
	struct bo_order order;
	int64_t voucher;

	test_campaign(s->bo, &terms);
	OK(s->bo, bo_sell(s->bo, &arena, &sale, &order));
	voucher = order.voucher[0].id;
	OK(s->bo,
	   bo_order_refund(s->bo, &arena, order.id, &voucher, 1, BO_TENDER_CASH, NULL, &order));
	bo_arena_clear(&arena);
}

static void sell_beyond_a_cap(struct scene *s)
{
	struct bo_wish wish = { s->stage.performance[1], s->stage.type[STAGE_YOUTH], 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .override = "a school" };
	struct bo_arena arena = { 0 };
	struct bo_order order;

	stage_cap(s->bo, &s->stage, 1, STAGE_YOUTH, 1);
	OK(s->bo, bo_sell(s->bo, &arena, &sale, &order));
	bo_arena_clear(&arena);
}

/* A bit of everything: sold, refunded, exchanged, printed again, held, run out. */
static int setup(void **state)
{
	struct scene *s = calloc(1, sizeof *s);
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_exchange exchange = { 0 };
	struct bo_wish wish;
	int64_t id, basket;
	size_t tickets;

	s->bo = test_office();
	stage_build(s->bo, 4, 100, &s->stage);
	wish = (struct bo_wish){ s->stage.performance[2], s->stage.type[STAGE_ADULT], 3 };
	id = stage_sell(s->bo, &s->stage, 0, STAGE_ADULT, 4);
	OK(s->bo, bo_order_reprint(s->bo, id, NULL, 0, "wet", &tickets));
	id = stage_sell(s->bo, &s->stage, 0, STAGE_YOUTH, 2);
	OK(s->bo, bo_order_refund(s->bo, &arena, id, NULL, 0, BO_TENDER_CASH, "ill", &order));
	id = stage_sell(s->bo, &s->stage, 1, STAGE_ADULT, 2);
	exchange.performance_id = s->stage.performance[2];
	OK(s->bo, bo_order_exchange(s->bo, &arena, id, &exchange, &order));
	sell_by_campaign(s);
	sell_beyond_a_cap(s);
	OK(s->bo, bo_hold_add(s->bo, &wish, 1, NULL, 0, NULL, &id));
	OK(s->bo, bo_basket_open(s->bo, &basket));
	OK(s->bo, bo_basket_set_code(s->bo, basket, "FRIEND-2"));
	OK(s->bo, bo_basket_put(s->bo, basket, wish, NULL));
	bo_arena_clear(&arena);
	snprintf(s->path, sizeof s->path, "%s", bo_store_path(s->bo));
	stage_check(s->bo);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct scene *s = *state;

	test_office_end(s->bo);
	free(s);
	return 0;
}

static const char *const areas[] = { "integrity", "schema",   "counts",
				     "orders",	  "vouchers", "journal" };

static void finds(struct bo *bo, const char *sql, const char *area, const char *part)
{
	struct bo_arena arena = { 0 };
	struct bo_faults faults;
	bool found = false;

	OK(bo, bo_store_check(bo, &arena, NULL, NULL, &faults));
	for (size_t i = 0; i < faults.n; i++) {
		bool known = false;

		for (size_t k = 0; k < sizeof areas / sizeof *areas; k++)
			known = known || strcmp(areas[k], faults.row[i].area) == 0;
		assert_true(known);
		if (strcmp(faults.row[i].area, area) == 0 && strstr(faults.row[i].message, part))
			found = true;
	}
	if (!found) {
		for (size_t i = 0; i < faults.n; i++)
			print_error("%s: %s\n", faults.row[i].area, faults.row[i].message);
		fail_msg("not found (%s: %s): %s", area, part, sql);
	}
	bo_arena_clear(&arena);
}

static const struct {
	const char *sql, *area, *part;
} planted[] = {
	{ "UPDATE performance SET sold = sold + 1 WHERE id = 1", "counts", "performance 1 keeps" },
	{ "UPDATE performance SET sold = sold - 1 WHERE id = 3", "counts", "performance 3 keeps" },
	{ "UPDATE performance SET held = held + 1 WHERE id = 1", "counts", "held" },
	{ "UPDATE performance SET held = 0 WHERE id = 3", "counts", "performance 3 keeps 0 held" },
	{ "UPDATE performance SET revenue = revenue - 4000 WHERE id = 1", "counts", "revenue" },
	{ "UPDATE performance SET revenue = 1 WHERE id = 4", "counts", "revenue of 1, has 3000" },
	{ "UPDATE redemption SET sold = sold + 1 WHERE id = 1", "counts", "redemption 1 keeps" },
	{ "UPDATE redemption SET held = held + 1 WHERE id = 1", "counts", "held" },
	{ "UPDATE voucher_type SET issued = issued + 1 WHERE id = 1", "counts", "voucher type 1" },
	{ "UPDATE basket SET holding = 0", "counts", "held, has 0" },
	{ "DELETE FROM basket_line", "counts", "held, has 0" },
	{ "DELETE FROM tender WHERE order_id = 1", "orders", "order 1 does not balance" },
	{ "UPDATE tender SET amount = amount + 1 WHERE order_id = 1", "orders",
	  "order 1 does not" },
	{ "UPDATE orders SET change_given = 5 WHERE id = 1", "orders", "order 1 does not balance" },
	{ "UPDATE orders SET net = net - 1 WHERE id = 2", "orders", "order 2" },
	{ "UPDATE orders SET total = total + 1 WHERE id = 1", "orders", "order 1 was sold for" },
	{ "UPDATE order_line SET amount = amount + 1 WHERE order_id = 1", "orders",
	  "order 1 does" },
	{ "UPDATE order_line SET qty = qty + 1 WHERE order_id = 1", "vouchers",
	  "order line 1 sold" },
	{ "DELETE FROM ticket WHERE voucher_id = 1", "vouchers",
	  "voucher 1 is reserved and has no" },
	{ "UPDATE ticket SET state = 'void' WHERE voucher_id = 1 AND state = 'active'", "vouchers",
	  "voucher 1 is reserved and has no" },
	{ "UPDATE voucher SET state = 'void' WHERE id = 1", "vouchers",
	  "is active but its voucher" },
	{ "UPDATE voucher SET state = 'refunded' WHERE id = 1", "counts", "performance 1 keeps" },
	{ "UPDATE voucher SET performance_id = 4 WHERE id = 1", "counts", "performance 4 keeps 1" },
	{ "UPDATE campaign SET uses = uses + 1", "counts", "campaign 1 keeps 2 uses of 1000" },
	{ "UPDATE campaign SET spent = spent - 1", "counts", "campaign 1 keeps 1 uses of 999" },
	{ "UPDATE campaign_count SET uses = 0", "counts", "0 uses of member 1 at performance 4" },
	{ "DELETE FROM campaign_count", "counts", "keeps no count of what member 1" },
	{ "UPDATE audience SET members = 3", "counts", "audience 1 keeps 3 members, has 2" },
	{ "UPDATE member SET location = 'Somewhere' WHERE id = 1", "counts",
	  "audience 1 lacks words" },
	{ "UPDATE member SET removed = 1 WHERE id = 2", "counts", "keeps 2 members, has 1" },
	{ "UPDATE campaign_use SET given_back = NULL", "vouchers", "refunded but the use of" },
	{ "UPDATE campaign_use SET given_back = 1 WHERE given_back IS NULL", "vouchers",
	  "reserved but the use of" },
	{ "UPDATE campaign_use SET discount = discount + 1", "vouchers", "was paid with 3000" },
	{ "UPDATE campaign_use SET discount = discount - 1", "orders", "has a discount of 2000" },
	{ "UPDATE order_line SET discount = 0", "orders", "less discount makes 8000" },
	{ "DELETE FROM basket_use", "counts", "basket line" },
	{ "UPDATE basket_line SET discount = 7", "counts", "a discount of 7, its uses make" },
	/* In all tables at once, so that every count agrees. */
	{ "UPDATE orders SET total = 4, net = 4 WHERE id = 1; UPDATE tender SET amount = 4 WHERE "
	  "order_id = 1; UPDATE order_line SET price = 1, amount = 4 WHERE order_id = 1; UPDATE "
	  "voucher SET amount = 1 WHERE order_id = 1; UPDATE performance SET revenue = revenue - "
	  "15996 WHERE id = 1",
	  "journal", "order 1 was sold for 4, the journal tells of 16000" },
	{ "UPDATE order_line SET performance_id = 4 WHERE order_id = 1; UPDATE voucher SET "
	  "performance_id = 4 WHERE order_id = 1",
	  "journal", "order 1 has a line of 4 of type 1 at performance 4" },
	{ "UPDATE order_line SET type_id = 2 WHERE order_id = 1", "journal",
	  "order 1: the journal tells of 4 of type 1 at performance 1 for 16000" },
	{ "UPDATE tender SET kind = 'check' WHERE order_id = 1", "journal",
	  "order 1: the journal tells of 16000 by cash" },
	{ "UPDATE tender SET kind = 'card' WHERE order_id = 2 AND amount < 0", "journal",
	  "order 2: the journal tells of -5000 by cash" },
	{ "INSERT INTO tender SELECT order_id, 9, 'card', 500, NULL, at FROM tender WHERE order_id "
	  "= 1; UPDATE orders SET change_given = 500 WHERE id = 1",
	  "journal", "order 1 gave 500 of change, the journal tells of 0" },
	{ "INSERT INTO tender SELECT order_id, 9, 'card', 500, NULL, at FROM tender WHERE order_id "
	  "= 1",
	  "journal", "order 1 has a tender of 500 by card that the journal does not" },
	{ "UPDATE orders SET staff_id = 2 WHERE id = 1", "journal", "sold by somebody else" },
	{ "UPDATE orders SET at = at - 86400 WHERE id = 1", "journal", "or at another time" },
	{ "PRAGMA foreign_keys = OFF; DELETE FROM tender WHERE order_id = 1; DELETE FROM voucher "
	  "WHERE order_id = 1; DELETE FROM order_line WHERE order_id = 1; DELETE FROM orders WHERE "
	  "id = 1",
	  "journal", "tells of order 1, which is not there" },
	{ "PRAGMA foreign_keys = OFF; DELETE FROM orders WHERE id = 2", "journal",
	  "the journal tells of order 2 (order.refunded), which is not there" },
	{ "DELETE FROM sale_override", "journal", "of an override that is not kept" },
	{ "UPDATE sale_override SET reason = 'because'", "journal",
	  "has an override that the journal does not tell of" },
	{ "INSERT INTO sale_override (order_id, rule, subject, reason, staff_id, at) SELECT 1, "
	  "'cap', '', 'x', staff_id, at FROM orders WHERE id = 1",
	  "journal", "order 1 has an override that the journal does not" },
	{ "UPDATE voucher SET amount = 3900 WHERE id = 1", "vouchers",
	  "order line 1 sold 4 for 16000, its vouchers say 15900" },
	{ "DROP INDEX patron_email; UPDATE patron SET notes = 'x'", "schema",
	  "the index patron_email is missing" },
	{ "DROP INDEX ticket_active; CREATE INDEX ticket_active ON ticket (voucher_id) WHERE state "
	  "= 'active'; UPDATE patron SET notes = 'x'",
	  "schema", "the index ticket_active is not as" },
	{ "CREATE TRIGGER skim AFTER INSERT ON tender BEGIN UPDATE tender SET amount = 1; END; "
	  "UPDATE patron SET notes = 'x'",
	  "schema", "the trigger skim is none of" },
	{ "CREATE TABLE mine (x); UPDATE patron SET notes = 'x'", "schema",
	  "the table mine is none of" },
	{ "ALTER TABLE tender ADD COLUMN mine TEXT; UPDATE patron SET notes = 'x'", "schema",
	  "the table tender is not as" },
	{ "DROP TRIGGER journal_keeps; UPDATE patron SET notes = 'x'", "schema",
	  "the trigger journal_keeps is missing" },
	{ "PRAGMA foreign_keys = OFF; DELETE FROM orders WHERE id = 1", "integrity", "orders" },
	{ "PRAGMA foreign_keys = OFF; DELETE FROM voucher_type WHERE id = 3", "integrity",
	  "voucher_type" },
	{ "DROP TRIGGER journal_keeps; UPDATE journal SET body = '{}' WHERE seq = 3", "journal",
	  "changed after it was written" },
	{ "DROP TRIGGER journal_stays; DELETE FROM journal WHERE seq = 3", "journal", "missing" },
};

/* One at a time, each in a store that was sound before. */
static void test_planted(void **state)
{
	struct scene *s = *state;
	char sound[640];

	snprintf(sound, sizeof sound, "%s.sound", s->path);
	OK(s->bo, bo_store_backup(s->bo, sound, NULL, NULL));
	for (size_t i = 0; i < sizeof planted / sizeof *planted; i++) {
		char command[1400];
		struct bo *bo = bo_new();
		sqlite3 *db;
		char file[700];

		snprintf(file, sizeof file, "%s.%zu", s->path, i);
		snprintf(command, sizeof command, "cp '%s' '%s'", sound, file);
		assert_int_equal(system(command), 0);
		assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
		if (sqlite3_exec(db, planted[i].sql, NULL, NULL, NULL) != SQLITE_OK)
			fail_msg("%s: %s", planted[i].sql, sqlite3_errmsg(db));
		if (sqlite3_total_changes(db) == 0)
			fail_msg("%s: changes nothing", planted[i].sql);
		sqlite3_close(db);
		OK(bo, bo_store_open(bo, file));
		OK(bo, bo_till_use(bo, "test"));
		OK(bo, bo_sign_in(bo, "the manager", NULL));
		finds(bo, planted[i].sql, planted[i].area, planted[i].part);
		bo_free(bo);
		unlink(file);
	}
	unlink(sound);
}

/* In a sound store none of the slow questions need be asked, whatever was done there. */
static void test_all_sums_agree(void **state)
{
	struct scene *s = *state;
	struct bo_journal_faults faults = { 0 };
	struct bo_arena arena = { 0 };
	struct sums sums;

	OK(s->bo, sums_begin(&sums, s->bo, NULL, NULL));
	OK(s->bo, journal_walk(s->bo, &arena, NULL, sums_see, &sums, &faults));
	OK(s->bo, sums_weigh(&sums));
	for (int i = SUM_NONE + 1; i < SUM_COUNT; i++)
		if (!sums_agree(&sums, (enum sum)i))
			fail_msg("sum %d does not agree", i);
	assert_true(sums.done > 50 && sums.total > 50);
	sums_end(&sums);
	bo_arena_clear(&arena);
}

static bool stop(void *arg, int64_t done, int64_t total)
{
	assert_true(done <= total);
	++*(int *)arg;
	return false;
}

static void test_it_can_be_stopped(void **state)
{
	struct scene *s = *state;
	struct bo_arena arena = { 0 };
	struct bo_faults faults;
	int asked = 0;

	SAYS(s->bo, BO_CANCELLED, "Cancelled",
	     bo_store_check(s->bo, &arena, stop, &asked, &faults));
	assert_int_equal(asked, 1);
	OK(s->bo, bo_store_check(s->bo, &arena, NULL, NULL, &faults));
	assert_int_equal(faults.n, 0);
	bo_arena_clear(&arena);
}

/* Bytes turned over in any page are found, or were never part of anything; and never crash it. */
static void test_turned_bytes(void **state)
{
	struct scene *s = *state;
	char sound[640], file[700], command[1400];
	int found = 0, tried = 0;
	struct stat st;

	snprintf(sound, sizeof sound, "%s.sound", s->path);
	snprintf(file, sizeof file, "%s.turned", s->path);
	OK(s->bo, bo_store_backup(s->bo, sound, NULL, NULL));
	assert_int_equal(stat(sound, &st), 0);
	for (long page = 1; page * 2048 < st.st_size; page += 3) {
		struct bo *bo = bo_new();
		struct bo_arena arena = { 0 };
		struct bo_faults faults = { 0 };
		FILE *f;

		snprintf(command, sizeof command, "cp '%s' '%s'", sound, file);
		assert_int_equal(system(command), 0);
		f = fopen(file, "r+b");
		fseek(f, page * 2048, SEEK_SET);
		fwrite("\x55\xaa\x55\xaa\x55\xaa\x55\xaa\x55\xaa\x55\xaa", 1, 12, f);
		fclose(f);
		tried++;
		if (bo_store_open(bo, file) != BO_OK) {
			SAYS(bo, BO_CORRUPT, "damaged", BO_CORRUPT);
			found++;
		} else if (bo_store_check(bo, &arena, NULL, NULL, &faults) != BO_OK) {
			found++;
		} else {
			found += faults.n > 0;
		}
		bo_arena_clear(&arena);
		bo_free(bo);
	}
	assert_true(tried > 20);
	assert_int_equal(found, tried);
	unlink(sound);
	unlink(file);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_all_sums_agree),
		TEST(test_it_can_be_stopped),
		TEST(test_planted),
		TEST(test_turned_bytes),
	};

	return cmocka_run_group_tests_name("store/check", tests, NULL, NULL);
}
