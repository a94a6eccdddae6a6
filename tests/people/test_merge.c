/*
 * Two records made one: sums before and after, what is joined and by which rule, chains of merges,
 * and a failure at every step that leaves everything as it was.
 */
#include "audience/known.h"
#include "store/sql.h"
#include "store/store.h"
#include "support/campaign.h"
#include "support/office.h"
#include "support/run.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct bo_arena arena;
static struct test_season season;
static int64_t keep, gone, audience;

static int64_t sell(int64_t patron, int64_t performance, int64_t type, int64_t qty)
{
	struct bo_wish wish = { performance, type, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .patron_id = patron };
	struct bo_order order;

	OK(bo, bo_sell(bo, &arena, &sale, &order));
	return order.id;
}

static int64_t person(const struct bo_patron_fields *fields)
{
	int64_t id = 0;

	OK(bo, bo_patron_create(bo, fields, &id));
	return id;
}

static int setup(void **state)
{
	static const char *const ours[] = { "Press", "Friends" };
	static const char *const theirs[] = { "friends", "Donor" };
	struct bo_campaign_terms terms;
	struct bo_order order;
	int64_t basket = 0, member = 0, refunded;

	(void)state;
	bo = test_office();
	season = test_season(bo);
	keep = person(&(struct bo_patron_fields){ .name = "Zoë O’Hara",
						  .email = "zoe@example.org",
						  .phone = "+49 30 1234",
						  .notes = "Sits in front.\nLikes Chekhov.",
						  .access = "Wheelchair",
						  .opt_outs_given = true,
						  .opt_outs = 1u << BO_OPT_OUT_EMAIL,
						  .labels_given = true,
						  .n_labels = 2,
						  .label = ours });
	gone = person(&(struct bo_patron_fields){ .name = "Zoe Ohara-Smith",
						  .email = "z.ohara@work.example",
						  .phone = "0171 999",
						  .address = "1 Lane",
						  .notes = "Called in May.",
						  .access = "Hearing loop",
						  .opt_outs_given = true,
						  .opt_outs = 1u << BO_OPT_OUT_POST,
						  .labels_given = true,
						  .n_labels = 2,
						  .label = theirs });
	terms = test_terms("Back", 0, BO_EFFECT_AMOUNT, 500);
	test_campaign(bo, &terms);
	sell(keep, season.tonight, season.adult, 2);
	refunded = sell(gone, season.tonight, season.adult, 2);
	OK(bo, bo_order_refund(bo, &arena, refunded, NULL, 0, BO_TENDER_CASH, "ill", &order));
	sell(gone, season.tomorrow, season.adult, 3);
	sell(gone, 0, season.bundle, 1);
	sell(0, season.tomorrow, season.adult, 1);
	OK(bo, bo_basket_open(bo, &basket));
	OK(bo, bo_basket_set_patron(bo, basket, gone));
	OK(bo, bo_audience_add(bo, "Old friends", BO_NONE, &audience));
	OK(bo,
	   bo_member_add(bo, audience,
			 &(struct bo_member_fields){ .email = "Z.Ohara@WORK.example" }, &member));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

/* --- Sums ------------------------------------------------------------------------------------- */

/* What two people have together, whoever has it: numbers as text. */
static const char *sums(int64_t a, int64_t b)
{
	static const char *const questions[] = {
		"SELECT count(*), sum(total), sum(net), 0 FROM orders WHERE patron_id IN ($1, $2)",
		"SELECT count(*), sum(amount), sum(state = 'reserved'), sum(state = 'open') "
		"FROM voucher WHERE patron_id IN ($1, $2)",
		"SELECT sum(state = 'refunded'), sum(state = 'void'), sum(order_id), sum(type_id) "
		"FROM voucher WHERE patron_id IN ($1, $2)",
		"SELECT count(*), sum(u.discount), count(u.given_back), sum(u.at) "
		"FROM campaign_use u JOIN voucher v ON v.id = u.voucher_id "
		"WHERE v.patron_id IN ($1, $2)",
		"SELECT count(*), sum(l.qty), sum(l.amount), 0 FROM order_line l JOIN orders o "
		"ON o.id = l.order_id WHERE o.patron_id IN ($1, $2)",
		"SELECT count(DISTINCT label_id), 0, 0, 0 FROM patron_label "
		"WHERE patron_id IN ($1, $2)",
		"SELECT count(*), 0, 0, 0 FROM basket WHERE patron_id IN ($1, $2)",
		"SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM voucher), (SELECT "
		"sum(total) FROM orders), $1 + $2 - $1 - $2",
	};
	const char *text = "";

	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		struct sql_rows *rows;

		OK(bo, sql_query(bo, &rows, questions[i], "ii", a, b));
		assert_true(sql_next(rows));
		for (int c = 0; c < 4; c++)
			text = bo_arena_printf(&arena, "%s %lld", text, (long long)sql_id(rows, c));
		OK(bo, sql_end(rows));
		text = bo_arena_printf(&arena, "%s |", text);
	}
	return text;
}

static size_t known_as_member(int64_t patron)
{
	struct known_members found = { 0 };

	OK(bo,
	   audience_known(bo, &arena, audience, NULL, patron, 1u << BO_UNLOCK_AUTOMATIC, &found));
	return found.n;
}

static void test_everything_is_kept(void **state)
{
	const char *before = sums(keep, gone);
	struct bo_patron p;
	int64_t orders = test_number(bo, "SELECT count(*) FROM orders WHERE patron_id > 1");

	(void)state;
	assert_int_equal(orders, 4);
	assert_true(test_number(bo, "SELECT count(*) FROM campaign_use") > 5);
	assert_int_equal(known_as_member(gone), 1);
	assert_int_equal(known_as_member(keep), 0);
	OK(bo, bo_patron_merge(bo, keep, gone));
	assert_string_equal(sums(keep, gone), before);
	assert_string_equal(sums(keep, 0), before);
	assert_int_equal(known_as_member(keep), 1);
	assert_int_equal(known_as_member(gone), 0);
	OK(bo, bo_patron_get(bo, &arena, keep, &p));
	assert_int_equal(p.orders, orders);
	test_check(bo);
	/* nothing of the person is left in the row that stays */
	assert_int_equal(test_number(bo, "SELECT count(*) FROM patron WHERE name || name_fold || "
					 "email || email_fold || phone || phone_digits || address "
					 "|| notes || access || opt_outs = ''"),
			 1);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM patron_label l JOIN patron p "
					 "ON p.id = l.patron_id WHERE p.name = ''"),
			 0);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM patron_word w JOIN patron p "
					 "ON p.id = w.patron_id WHERE p.name = ''"),
			 0);
}

static void test_rules(void **state)
{
	struct bo_patron p;
	struct bo_patrons found;

	(void)state;
	OK(bo, bo_patron_merge(bo, keep, gone));
	OK(bo, bo_patron_get(bo, &arena, gone, &p));
	assert_int_equal(p.id, keep);
	assert_string_equal(p.name, "Zoë O’Hara");
	assert_string_equal(p.email, "zoe@example.org");
	assert_string_equal(p.phone, "+49 30 1234");
	assert_string_equal(p.address, "1 Lane"); /* was empty */
	assert_string_equal(p.notes, "Sits in front.\nLikes Chekhov.\n— from Zoe Ohara-Smith:\n"
				     "Called in May.\nPhone: 0171 999");
	assert_string_equal(p.access, "Wheelchair; Hearing loop");
	assert_int_equal(p.opt_outs, 1u << BO_OPT_OUT_EMAIL | 1u << BO_OPT_OUT_POST);
	assert_int_equal(p.n_labels, 3);
	assert_string_equal(p.label[0], "Donor");
	assert_string_equal(p.label[1], "Friends");
	assert_string_equal(p.label[2], "Press");
	assert_int_equal(p.n_other_emails, 1);
	assert_string_equal(p.other_email[0], "z.ohara@work.example");
	OK(bo, bo_patron_find(bo, &arena, "z.OHARA@work.example", &p));
	assert_int_equal(p.id, keep);
	/* the other e-mail finds, the other name does not */
	OK(bo, bo_patron_search(bo, &arena, "work.ex zoe", 0, &found));
	assert_int_equal(found.n, 1);
	assert_int_equal(found.row[0].id, keep);
	OK(bo, bo_patron_search(bo, &arena, "smith", 0, &found));
	assert_int_equal(found.n, 0);
	/* and it is taken */
	SAYS(bo, BO_EXISTS, "Zoë O’Hara has the e-mail",
	     bo_patron_add(bo, "Someone", "z.ohara@work.example", NULL, &p.id));
	OK(bo, bo_patron_edit(bo, keep, &(struct bo_patron_fields){ .email = "new@example.org" }));
	OK(bo, bo_patron_search(bo, &arena, "z.ohara", 0, &found));
	assert_int_equal(found.n, 1);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal WHERE kind = "
					 "'patron.merged' AND body NOT LIKE '%ohara%'"),
			 1);
}

/* What somebody lacks is taken over, the e-mail too; what is the same is not said twice. */
static void test_lacking(void **state)
{
	int64_t bare = person(&(struct bo_patron_fields){ .name = "Zoe" });
	int64_t same = person(&(struct bo_patron_fields){
		.name = "Zoe", .phone = "0049 30 1234", .access = "wheelchair" });
	struct bo_patron p;

	(void)state;
	OK(bo, bo_patron_merge(bo, bare, gone));
	OK(bo, bo_patron_get(bo, &arena, bare, &p));
	assert_string_equal(p.email, "z.ohara@work.example");
	assert_int_equal(p.n_other_emails, 0);
	assert_string_equal(p.phone, "0171 999");
	assert_string_equal(p.notes, "— from Zoe Ohara-Smith:\nCalled in May.");
	OK(bo, bo_patron_merge(bo, keep, same));
	OK(bo, bo_patron_get(bo, &arena, keep, &p));
	assert_string_equal(p.notes, "Sits in front.\nLikes Chekhov.");
	assert_string_equal(p.access, "Wheelchair");
	assert_string_equal(p.phone, "+49 30 1234");
}

static void test_chain(void **state)
{
	int64_t third = person(
		&(struct bo_patron_fields){ .name = "Zoe Three", .email = "three@example.org" });
	struct bo_patron p;
	struct bo_patron_events events;
	int64_t basket = 0;

	(void)state;
	sell(third, season.tonight, season.adult, 1);
	OK(bo, bo_patron_merge(bo, gone, third));
	OK(bo, bo_patron_merge(bo, keep, third)); /* third is gone's, so gone goes */
	for (size_t i = 0; i < 3; i++) {
		OK(bo, bo_patron_get(bo, &arena, (int64_t[]){ keep, gone, third }[i], &p));
		assert_int_equal(p.id, keep);
	}
	assert_int_equal(p.orders, 5);
	assert_int_equal(p.n_other_emails, 2);
	SAYS(bo, BO_INVALID, "same patron", bo_patron_merge(bo, keep, gone));
	SAYS(bo, BO_INVALID, "same patron", bo_patron_merge(bo, third, keep));
	SAYS(bo, BO_INVALID, "same patron", bo_patron_merge(bo, keep, keep));
	OK(bo, bo_patron_edit(bo, gone, &(struct bo_patron_fields){ .name = "Zoë" }));
	OK(bo, bo_patron_get(bo, &arena, keep, &p));
	assert_string_equal(p.name, "Zoë");
	OK(bo, bo_patron_history(bo, &arena, third, 0, &events));
	assert_true(events.n >= 8);
	/* nobody sells to a record that is no more */
	OK(bo, bo_basket_open(bo, &basket));
	SAYS(bo, BO_NOT_FOUND, "no such patron", bo_basket_set_patron(bo, basket, gone));
	test_check(bo);
}

static void test_refusals(void **state)
{
	char long_note[BO_NOTE_MAX];
	char *before = run_dump(bo_store_path(bo)), *after;

	(void)state;
	SAYS(bo, BO_INVALID, "walk-up", bo_patron_merge(bo, keep, BO_PATRON_WALK_UP));
	SAYS(bo, BO_INVALID, "walk-up", bo_patron_merge(bo, BO_PATRON_WALK_UP, keep));
	SAYS(bo, BO_NOT_FOUND, "no such patron", bo_patron_merge(bo, keep, 999));
	SAYS(bo, BO_NOT_FOUND, "no such patron", bo_patron_merge(bo, 999, keep));
	test_act_as(bo, BO_ROLE_CLERK);
	SAYS(bo, BO_REFUSED, "", bo_patron_merge(bo, keep, gone));
	bo_act_as_patron(bo);
	SAYS(bo, BO_REFUSED, "", bo_patron_merge(bo, keep, gone));
	test_act_as(bo, BO_ROLE_MANAGER);
	after = run_dump(bo_store_path(bo));
	assert_string_equal(before, after);
	free(after);
	free(before);
	memset(long_note, 'n', sizeof long_note - 1);
	long_note[sizeof long_note - 1] = '\0';
	OK(bo, bo_patron_edit(bo, gone, &(struct bo_patron_fields){ .notes = long_note }));
	before = run_dump(bo_store_path(bo));
	SAYS(bo, BO_INVALID, "notes of both", bo_patron_merge(bo, keep, gone));
	after = run_dump(bo_store_path(bo));
	assert_string_equal(before, after);
	free(after);
	free(before);
}

/* Half of what one may have and one more, each with its own letter. */
static int64_t labelled(const char *name, char letter)
{
	enum { LABELS = 33 };
	char text[LABELS][4];
	const char *label[LABELS];

	for (int i = 0; i < LABELS; i++) {
		snprintf(text[i], sizeof text[i], "%c%d", letter, i);
		label[i] = text[i];
	}
	return person(&(struct bo_patron_fields){
		.name = name, .labels_given = true, .n_labels = LABELS, .label = label });
}

/* More than editing could write again would be lost by it. */
static void test_more_labels_than_one_may_have(void **state)
{
	int64_t one = labelled("One", 'a'), other = labelled("Other", 'b');

	(void)state;
	SAYS(bo, BO_INVALID, "at most 64 labels", bo_patron_merge(bo, one, other));
	SAYS(bo, BO_INVALID, "at most 64 labels",
	     bo_patron_merge_preview(bo, &arena, one, other, &(struct bo_patron){ 0 }));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM patron_label WHERE patron_id = "
					 "(SELECT id FROM patron WHERE name = 'One')"),
			 33);
	OK(bo, bo_patron_merge(bo, one, gone));
}

/* --- Failures --------------------------------------------------------------------------------- */

/* Each write to each table is refused once. */
static void test_a_failure_at_every_step(void **state)
{
	static const char *const writes[] = {
		"UPDATE ON patron",	   "DELETE ON patron_word",
		"INSERT ON patron_word",   "INSERT ON patron_email_other",
		"INSERT ON patron_label",  "DELETE ON patron_label",
		"UPDATE ON orders",	   "UPDATE ON voucher",
		"UPDATE ON basket",	   "UPDATE ON patron_event",
		"INSERT ON patron_former", "INSERT ON patron_event",
		"INSERT ON journal",	   "UPDATE ON till",
		"UPDATE ON patron_former", "UPDATE ON patron_email_other",
	};
	int64_t third = person(
		&(struct bo_patron_fields){ .name = "Zoe Three", .email = "three@example.org" });
	const char *sum;

	(void)state;
	OK(bo, bo_patron_merge(bo, gone, third));
	sum = sums(keep, gone);
	for (size_t i = 0; i < sizeof writes / sizeof *writes; i++) {
		char *before = run_dump(bo_store_path(bo)), *after;
		char trigger[200];

		snprintf(trigger, sizeof trigger,
			 "CREATE TEMP TRIGGER fault BEFORE %s BEGIN SELECT RAISE(ABORT, 'fault'); "
			 "END",
			 writes[i]);
		OK(bo, store_script(bo, trigger));
		SAYS(bo, BO_IO, "fault", bo_patron_merge(bo, keep, gone));
		OK(bo, store_script(bo, "DROP TRIGGER fault"));
		after = run_dump(bo_store_path(bo));
		if (strcmp(before, after) != 0)
			fail_msg("%s failed and left something behind", writes[i]);
		free(after);
		free(before);
	}
	OK(bo, bo_patron_merge(bo, keep, gone));
	assert_string_equal(sums(keep, 0), sum);
	test_check(bo);
}

/* --- Many orders ------------------------------------------------------------------------------ */

static void test_thousands_of_orders(void **state)
{
	const char *before;
	struct bo_patron p;
	struct bo_patron_events events;

	(void)state;
	OK(bo, sql_run(bo,
		       "INSERT INTO orders (patron_id, till_id, staff_id, at, total, net, "
		       "change_given, journal_seq) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
		       "SELECT i + 1 FROM n WHERE i < 6000) SELECT CASE WHEN i % 3 = 0 THEN $1 "
		       "ELSE $2 END, 1, 1, $3 + i, i, i, 0, 1 FROM n",
		       "iii", keep, gone, TEST_NOW));
	before = sums(keep, gone);
	OK(bo, bo_patron_merge(bo, keep, gone));
	assert_string_equal(sums(keep, 0), before);
	OK(bo, bo_patron_get(bo, &arena, keep, &p));
	assert_int_equal(p.orders, 6004);
	OK(bo, bo_patron_history(bo, &arena, keep, 50, &events));
	assert_int_equal(events.n, 50);
	for (size_t i = 1; i < events.n; i++)
		assert_true(events.row[i - 1].at >= events.row[i].at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_everything_is_kept, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rules, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lacking, setup, teardown),
		cmocka_unit_test_setup_teardown(test_chain, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refusals, setup, teardown),
		cmocka_unit_test_setup_teardown(test_more_labels_than_one_may_have, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_a_failure_at_every_step, setup, teardown),
		cmocka_unit_test_setup_teardown(test_thousands_of_orders, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
