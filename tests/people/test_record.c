/*
 * The record of a person: made whole, edited in parts, found by what it says now and not by what it
 * said before; labels that come and go with their use; walked through for a file.
 */
#include "people/write.h"
#include "store/sql.h"
#include "store/store.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct bo_arena arena;
static int64_t zoe;

static int setup(void **state)
{
	static const char *const labels[] = { "Press", "Friends of the house", "press" };

	(void)state;
	bo = test_office();
	test_act_as(bo, BO_ROLE_CLERK);
	OK(bo, bo_patron_create(bo,
				&(struct bo_patron_fields){ .name = "Zoë O’Hara",
							    .email = "Zoe@example.org",
							    .phone = "+49 (30) 123-45",
							    .notes = "One.\nTwo.",
							    .access = "Wheelchair",
							    .opt_outs_given = true,
							    .opt_outs = 1u << BO_OPT_OUT_PHONE,
							    .labels_given = true,
							    .n_labels = 3,
							    .label = labels },
				&zoe));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

static void finds(const char *words, int64_t id)
{
	struct bo_patrons list = { 0 };

	OK(bo, bo_patron_search(bo, &arena, words, 5, &list));
	if (list.n != (size_t)(id != 0) || (id && list.row[0].id != id))
		fail_msg("\"%s\" finds %zu", words, list.n);
}

/* The words of everybody are those that the rows give, no more and no less. */
struct telling {
	int64_t id, n;
};

static bool is_there(void *arg, const char *word)
{
	struct telling *telling = arg;
	int64_t n = 0;

	OK(bo,
	   sql_number(bo, &n, "SELECT count(*) FROM patron_word WHERE word = $1 AND patron_id = $2",
		      "si", word, telling->id));
	if (n != 1)
		fail_msg("\"%s\" is no word of patron %lld", word, (long long)telling->id);
	OK(bo, sql_run(bo, "INSERT INTO seen VALUES ($1, $2) ON CONFLICT DO NOTHING", "si", word,
		       telling->id));
	return true;
}

static void words_are_right(void)
{
	int64_t last = test_number(bo, "SELECT max(id) FROM patron");

	OK(bo,
	   store_script(bo, "CREATE TEMP TABLE seen (word TEXT, id INTEGER, UNIQUE (word, id))"));
	for (int64_t id = 2; id <= last; id++) {
		struct telling telling = { id, 0 };
		struct patron_row row;

		if (patron_read(bo, &arena, id, &row) != BO_OK)
			continue;
		words_each(
			&(struct person){ row.name_fold,
					  bo_arena_printf(&arena, "%s %s", row.email_fold,
							  row.other_emails ? row.other_emails : ""),
					  "" },
			is_there, &telling);
	}
	assert_int_equal(test_number(bo, "SELECT count(*) FROM patron_word"),
			 test_number(bo, "SELECT count(*) FROM seen"));
	OK(bo, store_script(bo, "DROP TABLE seen"));
}

static void test_made(void **state)
{
	struct bo_patron p;

	(void)state;
	OK(bo, bo_patron_get(bo, &arena, zoe, &p));
	assert_string_equal(p.name, "Zoë O’Hara");
	assert_string_equal(p.email, "Zoe@example.org");
	assert_string_equal(p.phone, "+49 (30) 123-45");
	assert_string_equal(p.address, "");
	assert_string_equal(p.notes, "One.\nTwo.");
	assert_string_equal(p.access, "Wheelchair");
	assert_int_equal(p.opt_outs, 1u << BO_OPT_OUT_PHONE);
	assert_int_equal(p.n_labels, 2);
	assert_string_equal(p.label[0], "Friends of the house");
	assert_string_equal(p.label[1], "Press");
	assert_int_equal(p.n_other_emails, 0);
	finds("49 30 1", zoe);
	finds("004930", zoe);
	finds("030", 0);
	finds("hara 4930", zoe);
	words_are_right();
}

static void test_edited(void **state)
{
	struct bo_patron p;

	(void)state;
	OK(bo, bo_patron_edit(bo, zoe,
			      &(struct bo_patron_fields){ .name = "Chloé Ångström",
							  .phone = "0171 222",
							  .address = "1 Lane" }));
	OK(bo, bo_patron_get(bo, &arena, zoe, &p));
	assert_string_equal(p.name, "Chloé Ångström");
	assert_string_equal(p.email, "Zoe@example.org"); /* not given */
	assert_string_equal(p.address, "1 Lane");
	assert_int_equal(p.opt_outs, 1u << BO_OPT_OUT_PHONE);
	finds("hara", 0);
	finds("ohara", 0);
	finds("angstrom chlo", zoe);
	finds("zoe", zoe); /* the e-mail still says so */
	finds("4930", 0);
	finds("0171", zoe);
	words_are_right();
	OK(bo,
	   bo_patron_edit(bo, zoe,
			  &(struct bo_patron_fields){
				  .email = "", .phone = "", .notes = "", .opt_outs_given = true }));
	OK(bo, bo_patron_get(bo, &arena, zoe, &p));
	assert_string_equal(p.email, "");
	assert_string_equal(p.notes, "");
	assert_int_equal(p.opt_outs, 0);
	finds("zoe", 0);
	finds("0171", 0);
	words_are_right();
	/* the same e-mail can be had again, by others too */
	OK(bo, bo_patron_add(bo, "Other", "zoe@example.org", NULL, &p.id));
	SAYS(bo, BO_EXISTS, "Other has the e-mail",
	     bo_patron_edit(bo, zoe, &(struct bo_patron_fields){ .email = "ZOE@example.org" }));
	OK(bo, bo_patron_edit(bo, p.id, &(struct bo_patron_fields){ .email = "zoe@Example.org" }));
	words_are_right();
}

static void test_an_edit_leaves_its_mark(void **state)
{
	struct bo_patron_fields nothing = { .name = "Zoë O’Hara", .email = "Zoe@example.org" };

	(void)state;
	OK(bo, bo_patron_edit(bo, zoe, &nothing));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal WHERE kind = "
					 "'patron.edited'"),
			 0); /* nothing was changed */
	OK(bo, bo_patron_edit(bo, zoe,
			      &(struct bo_patron_fields){ .phone = "5551234", .notes = "Three." }));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal WHERE kind = "
					 "'patron.edited' AND body LIKE '%phone, notes%' AND body "
					 "NOT LIKE '%555%' AND body NOT LIKE '%Three%'"),
			 1);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM patron_event WHERE kind = "
					 "'patron.edited' AND text = 'Changed: phone, notes.'"),
			 1);
}

static void test_refusals(void **state)
{
	static const char *const bad_labels[] = { "a,b" }, *const blank[] = { " " };
	static const struct {
		struct bo_patron_fields fields;
		const char *field;
	} bad[] = {
		{ { .name = " " }, "name" },
		{ { .name = "12" }, "name" },
		{ { .name = "A\nB" }, "name" },
		{ { .email = "zoe" }, "email" },
		{ { .email = "a@b c" }, "email" },
		{ { .phone = "1\n2" }, "phone" },
		{ { .notes = "bell \a" }, "notes" },
		{ { .notes = "back\rwards" }, "notes" },
		{ { .notes = "turned \xe2\x80\xae" }, "notes" },
		{ { .access = "two\nlines" }, "access" },
		{ { .opt_outs_given = true, .opt_outs = 1u << 9 }, "opt_outs" },
		{ { .labels_given = true, .n_labels = 1, .label = bad_labels }, "label" },
		{ { .n_add_labels = 1, .add_label = blank }, "label" },
	};
	static char long_note[BO_NOTE_MAX + 2];
	const char *many[PATRON_LABELS + 1];
	char names[PATRON_LABELS + 1][16];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		SAYS(bo, BO_INVALID, "", bo_patron_edit(bo, zoe, &bad[i].fields));
		assert_string_equal(bo_error(bo)->field, bad[i].field);
	}
	memset(long_note, 'n', sizeof long_note - 1);
	SAYS(bo, BO_INVALID, "too long",
	     bo_patron_edit(bo, zoe, &(struct bo_patron_fields){ .notes = long_note }));
	for (size_t i = 0; i <= PATRON_LABELS; i++) {
		snprintf(names[i], sizeof names[i], "Label %zu", i);
		many[i] = names[i];
	}
	SAYS(bo, BO_INVALID, "at most",
	     bo_patron_edit(bo, zoe,
			    &(struct bo_patron_fields){ .labels_given = true,
							.n_labels = PATRON_LABELS + 1,
							.label = many }));
	SAYS(bo, BO_INVALID, "walk-up",
	     bo_patron_edit(bo, BO_PATRON_WALK_UP, &(struct bo_patron_fields){ .name = "X" }));
	SAYS(bo, BO_NOT_FOUND, "no such",
	     bo_patron_edit(bo, 99, &(struct bo_patron_fields){ .name = "X" }));
	test_act_as(bo, BO_ROLE_DOOR);
	SAYS(bo, BO_REFUSED, "",
	     bo_patron_edit(bo, zoe, &(struct bo_patron_fields){ .name = "X" }));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM patron_event WHERE kind = "
					 "'patron.edited'"),
			 0);
}

static void has_labels(const char *wanted)
{
	struct bo_labels list;
	const char *text = "";

	OK(bo, bo_label_list(bo, &arena, &list));
	for (size_t i = 0; i < list.n; i++)
		text = bo_arena_printf(&arena, "%s%s %lld,", text, list.row[i].name,
				       (long long)list.row[i].patrons);
	assert_string_equal(text, wanted);
}

static void test_labels(void **state)
{
	static const char *const press[] = { "PRESS" }, *const gold[] = { "Gold", "Éclair" };
	int64_t other = 0;

	(void)state;
	has_labels("Friends of the house 1,Press 1,");
	OK(bo, bo_patron_create(bo,
				&(struct bo_patron_fields){ .name = "Other",
							    .labels_given = true,
							    .n_labels = 1,
							    .label = press },
				&other));
	has_labels("Friends of the house 1,Press 2,"); /* one label, whatever its case */
	OK(bo, bo_patron_edit(bo, zoe,
			      &(struct bo_patron_fields){ .n_add_labels = 2,
							  .add_label = gold,
							  .n_remove_labels = 1,
							  .remove_label = press }));
	has_labels("Éclair 1,Friends of the house 1,Gold 1,Press 1,");
	OK(bo, bo_patron_edit(bo, other, &(struct bo_patron_fields){ .labels_given = true }));
	has_labels("Éclair 1,Friends of the house 1,Gold 1,");
	OK(bo,
	   bo_patron_edit(bo, zoe,
			  &(struct bo_patron_fields){ .n_remove_labels = 1,
						      .remove_label = press })); /* has it not */
	OK(bo, bo_patron_edit(bo, zoe,
			      &(struct bo_patron_fields){
				      .labels_given = true, .n_labels = 1, .label = gold }));
	has_labels("Gold 1,");
}

static void test_opt_out_codes(void **state)
{
	char text[80];

	(void)state;
	for (int i = 0; i < BO_OPT_OUT_COUNT; i++)
		assert_int_equal(bo_opt_out_from_code(bo_opt_out_code((enum bo_opt_out)i)), i);
	assert_int_equal(bo_opt_out_from_code("fax"), BO_OPT_OUT_COUNT);
	for (unsigned set = 0; set < 1u << BO_OPT_OUT_COUNT; set++) {
		opt_outs_text(set, text, sizeof text);
		assert_int_equal(opt_outs_from(text), set);
	}
	assert_int_equal(opt_outs_from("post  unknown email"),
			 1u << BO_OPT_OUT_POST | 1u << BO_OPT_OUT_EMAIL);
}

/* --- Everybody -------------------------------------------------------------------------------- */

struct tally {
	int64_t n, last, stop_at;
};

static bool count(void *arg, const struct bo_patron *patron)
{
	struct tally *tally = arg;

	assert_true(patron->id > tally->last && patron->id != BO_PATRON_WALK_UP);
	assert_non_null(patron->address);
	tally->last = patron->id;
	return ++tally->n != tally->stop_at;
}

static void test_each(void **state)
{
	struct tally all = { 0 }, press = { 0 }, three = { .stop_at = 3 };

	(void)state;
	for (int i = 0; i < 1200; i++) {
		char name[24];
		int64_t id = 0;
		const char *label = "Press";

		snprintf(name, sizeof name, "Person %d", i);
		OK(bo, bo_patron_create(bo,
					&(struct bo_patron_fields){ .name = name,
								    .labels_given = i % 2 == 0,
								    .n_labels = 1,
								    .label = &label },
					&id));
	}
	SAYS(bo, BO_REFUSED, "", bo_patron_each(bo, NULL, count, &all));
	test_act_as(bo, BO_ROLE_MANAGER);
	OK(bo, bo_patron_merge(bo, zoe, zoe + 2));
	OK(bo, bo_patron_each(bo, NULL, count, &all));
	assert_int_equal(all.n, 1200);
	OK(bo, bo_patron_each(bo, " PRESS ", count, &press));
	assert_int_equal(press.n, 601);
	OK(bo, bo_patron_each(bo, NULL, count, &three));
	assert_int_equal(three.n, 3);
	SAYS(bo, BO_NOT_FOUND, "Nobody has the label", bo_patron_each(bo, "Gold", count, &all));
}

/* --- Self-service ----------------------------------------------------------------------------- */

static void test_self_service_reads_nobody(void **state)
{
	struct bo_patron p = { 0 };
	struct bo_patrons list;
	struct bo_patron_events events;
	struct bo_patron_pairs pairs;
	struct bo_labels labels;
	struct tally tally = { 0 };

	(void)state;
	bo_act_as_patron(bo);
	SAYS(bo, BO_REFUSED, "self-service", bo_patron_get(bo, &arena, zoe, &p));
	SAYS(bo, BO_REFUSED, "self-service", bo_patron_search(bo, &arena, "zoe", 5, &list));
	SAYS(bo, BO_REFUSED, "self-service", bo_patron_history(bo, &arena, zoe, 5, &events));
	SAYS(bo, BO_REFUSED, "self-service",
	     bo_patron_duplicates(bo, &arena, 5, NULL, NULL, &pairs));
	SAYS(bo, BO_REFUSED, "self-service", bo_label_list(bo, &arena, &labels));
	SAYS(bo, BO_REFUSED, "", bo_patron_each(bo, NULL, count, &tally));
	SAYS(bo, BO_REFUSED, "", bo_patron_edit(bo, zoe, &(struct bo_patron_fields){ 0 }));
	/* who buys is found, and nothing is said about them */
	OK(bo, bo_patron_find(bo, &arena, "zoe@example.org", &p));
	assert_int_equal(p.id, zoe);
	assert_string_equal(p.name, "");
	assert_string_equal(p.phone, "");
	assert_string_equal(p.notes, "");
	assert_int_equal(p.n_labels, 0);
	SAYS(bo, BO_REFUSED, "this patron is not opened",
	     bo_patron_find(bo, &arena, "Zoë O’Harra", &p));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_made, setup, teardown),
		cmocka_unit_test_setup_teardown(test_edited, setup, teardown),
		cmocka_unit_test_setup_teardown(test_an_edit_leaves_its_mark, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refusals, setup, teardown),
		cmocka_unit_test_setup_teardown(test_labels, setup, teardown),
		cmocka_unit_test(test_opt_out_codes),
		cmocka_unit_test_setup_teardown(test_each, setup, teardown),
		cmocka_unit_test_setup_teardown(test_self_service_reads_nobody, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
