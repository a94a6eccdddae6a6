/*
 * Patrons by command: made whole, edited, merged, written into a file and read from it again.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-05T12:00 "

static int setup(void **state)
{
	static const char *const lines[] = {
		M "patron add 'Zoë O’Hara' --email zoe@example.org --phone '+49 30 123' --address "
		  "'1 Lane' --notes '=1+1; \"quoted\"' --label Press --label Friend --opt-out post "
		  "--access 'Hearing loop'",
		M "patron add 'O’Hara, Zoe' --email zo.e@example.org --phone '0049-30-123' "
		  "--label VIP --opt-out email --notes Called",
		M "sell 1 '2 Adult General' --patron zo.e@example.org --no-print", NULL
	};
	struct run *run = run_office();

	run_all(run, lines);
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static const char *text_of(const json_t *json, const char *key)
{
	const char *text = json_string_value(json_object_get(json, key));

	return text ? text : "";
}

/* The texts of an array, with "," behind each. */
static const char *list_of(const json_t *json, const char *key)
{
	static char text[500];
	size_t i;
	json_t *item;

	text[0] = '\0';
	json_array_foreach(json_object_get(json, key), i, item) snprintf(
		text + strlen(text), sizeof text - strlen(text), "%s,", json_string_value(item));
	return text;
}

static json_t *patron(struct run *run, const char *line, json_t **whole)
{
	*whole = run_json(run, line);
	assert_true(json_is_object(json_object_get(*whole, "patron")));
	return json_object_get(*whole, "patron");
}

/* A clerk may not. */
static void as_casey(struct run *run, const char *what)
{
	const char *pin = run->pin;
	char line[200];
	json_t *json;

	run->pin = "1111";
	snprintf(line, sizeof line, "--staff Casey --till front --now 2026-01-05T12:00 %s", what);
	json = run_says(run, 1, line);
	assert_string_equal(text_of(json_object_get(json, "refused"), "rule"), "permission");
	json_decref(json);
	run->pin = pin;
}

static void test_show(void **state)
{
	json_t *whole, *p = patron(*state, M "patron show zoe@example.org", &whole);

	assert_string_equal(text_of(p, "phone"), "+49 30 123");
	assert_string_equal(text_of(p, "address"), "1 Lane");
	assert_string_equal(text_of(p, "notes"), "=1+1; \"quoted\"");
	assert_string_equal(text_of(p, "access"), "Hearing loop");
	assert_string_equal(list_of(p, "labels"), "Friend,Press,");
	assert_string_equal(list_of(p, "opt_outs"), "post,");
	assert_true(json_is_array(json_object_get(p, "open")));
	assert_true(json_is_array(json_object_get(p, "audiences")));
	assert_null(json_object_get(p, "history"));
	json_decref(whole);
	p = patron(*state, M "patron show zo.e@example.org --history", &whole);
	assert_int_equal(json_array_size(json_object_get(p, "history")), 2);
	json_decref(whole);
	run_ok(*state, M "patron show zo.e@example.org --history");
	assert_non_null(strstr(((struct run *)*state)->out, "2 vouchers, 80.00."));
}

static void test_edit(void **state)
{
	struct run *run = *state;
	json_t *whole, *p;

	p = patron(run,
		   M "patron edit zoe@example.org --name 'Zoë Smith' --phone '' --add-label Gold "
		     "--remove-label press --opt-out email --opt-out phone",
		   &whole);
	assert_string_equal(text_of(p, "name"), "Zoë Smith");
	assert_string_equal(text_of(p, "phone"), "");
	assert_string_equal(text_of(p, "address"), "1 Lane");
	assert_string_equal(list_of(p, "labels"), "Friend,Gold,");
	assert_string_equal(list_of(p, "opt_outs"), "email,phone,");
	json_decref(whole);
	p = patron(run, M "patron edit 2 --label '' --opt-out none", &whole);
	assert_string_equal(list_of(p, "labels"), "");
	assert_string_equal(list_of(p, "opt_outs"), "");
	json_decref(whole);
	json_decref(run_says(run, 2, M "patron edit 2 --opt-out fax"));
	json_decref(run_says(run, 2, M "patron edit 2 --label 'a;b'"));
	json_decref(run_says(run, 2, M "patron edit 1 --name Nobody"));
	json_decref(run_says(run, 2, M "patron edit 99 --name Nobody"));
}

static void test_merge(void **state)
{
	struct run *run = *state;
	json_t *whole, *p;

	whole = run_json(run, M "patron duplicates");
	p = json_array_get(json_object_get(whole, "duplicates"), 0);
	assert_string_equal(text_of(p, "because"), "same e-mail but dots or +word");
	assert_int_equal(json_integer_value(json_object_get(json_object_get(p, "keep"), "id")), 3);
	json_decref(whole);
	as_casey(run, "patron merge 2 3");
	p = patron(run, M "patron merge zoe@example.org zo.e@example.org", &whole);
	assert_int_equal(json_integer_value(json_object_get(p, "orders")), 1);
	assert_string_equal(list_of(p, "other_emails"), "zo.e@example.org,");
	assert_string_equal(list_of(p, "labels"), "Friend,Press,VIP,");
	assert_string_equal(list_of(p, "opt_outs"), "email,post,");
	json_decref(whole);
	p = patron(run, M "patron show 3", &whole);
	assert_int_equal(json_integer_value(json_object_get(p, "id")), 2);
	assert_int_equal(json_array_size(json_object_get(p, "bought")), 1);
	json_decref(whole);
	json_decref(run_says(run, 2, M "patron merge 2 3"));
	json_decref(run_says(run, 2, M "patron merge 1 2"));
	json_decref(run_says(run, 2, M "patron merge 2 1"));
	run_ok(run, M "patron duplicates");
	run_ok(run, M "check");
}

static void test_labels(void **state)
{
	json_t *whole = run_json(*state, M "patron labels"), *list;

	list = json_object_get(whole, "labels");
	assert_int_equal(json_array_size(list), 3);
	assert_string_equal(text_of(json_array_get(list, 1), "name"), "Press");
	json_decref(whole);
}

/* What is written is read again as nothing new, in this store, and as the same in another. */
static void test_file_and_back(void **state)
{
	struct run *run = *state, *other;
	char *before, *after, line[700];

	run_ok(run, M "patron add '@Dash' --notes 'x' --phone '=2'");
	snprintf(line, sizeof line, M "patron export --file %s", run_path(run, "all.csv"));
	run_ok(run, line);
	assert_non_null(strstr(run->out, "3 patrons written"));
	run_ok(run, M "patron export");
	assert_non_null(strstr(run->out, "'+49 30 123"));
	assert_non_null(strstr(run->out, "\"'=1+1; \"\"quoted\"\"\""));
	assert_non_null(strstr(run->out, "'@Dash"));
	run_ok(run, M "patron export --label vip");
	assert_null(strstr(run->out, "Press"));
	json_decref(run_says(run, 2, M "patron export --label None"));
	as_casey(run, "patron export");
	before = run_sql(run->store, "SELECT name, email, phone, phone_digits, address, notes, "
				     "access, opt_outs FROM patron ORDER BY id");
	snprintf(line, sizeof line, M "patron import %s", run_path(run, "all.csv"));
	run_ok(run, line);
	after = run_sql(run->store, "SELECT name, email, phone, phone_digits, address, notes, "
				    "access, opt_outs FROM patron ORDER BY id");
	assert_string_equal(before, after);
	free(after);
	other = run_office();
	run_ok(other, line);
	after = run_sql(other->store, "SELECT name, email, phone, phone_digits, address, notes, "
				      "access, opt_outs FROM patron ORDER BY id");
	assert_string_equal(before, after);
	free(after);
	free(before);
	run_end(other);
}

static void test_self_service(void **state)
{
	static const char *const lines[] = { "patron find zoe", "patron show 2",
					     "patron labels",	"patron duplicates",
					     "patron export",	"patron edit 2 --name X",
					     "patron merge 2 3" };
	char line[200];

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		json_t *json;

		snprintf(line, sizeof line, "--as patron --till web --now 2026-01-05T12:00 %s",
			 lines[i]);
		json = run_says(*state, 1, line);
		assert_string_equal(text_of(json_object_get(json, "refused"), "rule"),
				    "permission");
		json_decref(json);
	}
	run_ok(*state, "--as patron --till web --now 2026-01-05T12:00 sell 1 '1 Adult General' "
		       "--patron zoe@example.org --no-print");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_show, setup, teardown),
		cmocka_unit_test_setup_teardown(test_edit, setup, teardown),
		cmocka_unit_test_setup_teardown(test_merge, setup, teardown),
		cmocka_unit_test_setup_teardown(test_labels, setup, teardown),
		cmocka_unit_test_setup_teardown(test_file_and_back, setup, teardown),
		cmocka_unit_test_setup_teardown(test_self_service, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
