/*
 * Audiences by command: lists and attendees made, shown, changed and put together,
 * codes generated, who is known, and what an export writes.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SAM "--staff Sam --till front --now 2026-01-02T12:00 "
#define CASEY "--staff Casey --till front --now 2026-01-02T12:00 "

static int setup(void **state)
{
	struct run *run = run_office();

	run->pin = "2222";
	run_ok(run, SAM "audience add School --quantity 2");
	run_ok(run, SAM "audience add-member School --code 0042-ab --email zoe@example.org "
			"--category Stalls --location 'C / 12'");
	run_ok(run, SAM "audience add-member School --email anna@example.org --quantity none");
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static const char *text(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_string(value))
		fail_msg("%s is no text", key);
	return json_string_value(value);
}

static int64_t number(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_integer(value))
		fail_msg("%s is no number", key);
	return json_integer_value(value);
}

static void test_shown(void **state)
{
	struct run *run = *state;
	json_t *json = run_json(run, SAM "audience show school"), *audience, *member;

	audience = json_object_get(json, "audience");
	assert_string_equal(text(audience, "name"), "School");
	assert_string_equal(text(audience, "kind"), "list");
	assert_int_equal(number(audience, "quantity"), 2);
	assert_int_equal(number(audience, "count"), 2);
	assert_int_equal(number(audience, "uses"), 0);
	assert_int_equal(number(audience, "campaigns"), 0);
	assert_int_equal(json_array_size(json_object_get(audience, "performances")), 0);
	assert_int_equal(json_array_size(json_object_get(json, "members")), 2);
	member = json_array_get(json_object_get(json, "members"), 0);
	assert_string_equal(text(member, "audience"), "School");
	assert_string_equal(text(member, "code"), "0042-ab");
	assert_string_equal(text(member, "email"), "zoe@example.org");
	assert_string_equal(text(member, "category"), "Stalls");
	assert_string_equal(text(member, "location"), "C / 12");
	assert_int_equal(number(member, "quantity"), 2);
	assert_int_equal(number(member, "used"), 0);
	member = json_array_get(json_object_get(json, "members"), 1);
	assert_string_equal(text(member, "code"), "");
	assert_true(json_is_null(json_object_get(member, "quantity")));
	json_decref(json);
	json = run_json(run, SAM "audience show School --search 'stal zoe'");
	assert_int_equal(json_array_size(json_object_get(json, "members")), 1);
	json_decref(json);
	json = run_json(run, SAM "audience show School --after 1 --limit 1");
	assert_int_equal(json_array_size(json_object_get(json, "members")), 1);
	assert_int_equal(number(json_array_get(json_object_get(json, "members"), 0), "id"), 2);
	json_decref(json);
	run_ok(run, SAM "audience show School");
	assert_non_null(strstr(run->out, "0042-ab"));
	assert_non_null(strstr(run->out, "none"));
	run_ok(run, SAM "audience list");
	assert_non_null(strstr(run->out, "School"));
}

static void test_changed(void **state)
{
	struct run *run = *state;
	json_t *json;

	run_ok(run, SAM "audience edit School --name 'Old School' --quantity none");
	run_ok(run, SAM "audience edit 'Old School' --name School");
	json = run_json(run, SAM "audience show School"); /* what was not given stays */
	assert_true(json_is_null(json_object_get(json_object_get(json, "audience"), "quantity")));
	json_decref(json);
	json = run_json(run, SAM "audience edit-member School 0042AB --quantity 0 --category ''");
	assert_int_equal(number(json_object_get(json, "member"), "quantity"), 0);
	assert_string_equal(text(json_object_get(json, "member"), "category"), "");
	assert_string_equal(text(json_object_get(json, "member"), "location"), "C / 12");
	json_decref(json);
	json = run_says(run, 2, SAM "audience remove-member School 0042ab nobody");
	json_decref(json);
	json = run_json(run, SAM "audience show School");
	assert_int_equal(json_array_size(json_object_get(json, "members")), 2);
	json_decref(json);
	json = run_json(run, SAM "audience remove-member School 0042ab anna@example.org 0042-AB");
	assert_int_equal(json_array_size(json_object_get(json, "removed")), 2);
	json_decref(json);
	run_ok(run, SAM "audience delete School");
	json = run_says(run, 2, SAM "audience show School");
	assert_string_equal(text(json_object_get(json, "error"), "field"), "audience");
	json_decref(json);
	run_ok(run, "check");
}

static void test_refused(void **state)
{
	static const char *const wrong[] = {
		SAM "audience add School",
		SAM "audience add ' '",
		SAM "audience add Other --quantity -1",
		SAM "audience add Other --quantity many",
		SAM "audience add Other --attendees Lear@2026-01-05T20:00",
		SAM "audience attendees School --performance 1",
		SAM "audience attendees School",
		SAM "audience add-member School",
		SAM "audience add-member School --code ' - '",
		SAM "audience add-member School --email zoe",
		SAM "audience add-member School --code '0042 AB'",
		SAM "audience edit-member School nobody --quantity 1",
		SAM "audience generate School",
		SAM "audience generate School --count 0",
		SAM "audience generate School --count 100000 --length 5",
		SAM "audience generate School --count 1 --prefix 'a b'",
		SAM "audience combine New",
		SAM "audience combine New --minus School",
		SAM "audience combine New --plus Nobody",
		SAM "audience usage School nobody",
		SAM "audience show School --limit 0",
		SAM "audience export Nobody",
		SAM "audience who",
		SAM "audience",
	};
	struct run *run = *state;
	char *before = run_dump(run->store), *after;
	json_t *json;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		json = run_says(run, 2, wrong[i]);
		assert_true(json_is_object(json_object_get(json, "error")));
		json_decref(json);
	}
	run->pin = "1111";
	json = run_says(run, 1, CASEY "audience add Other");
	assert_string_equal(text(json_object_get(json, "refused"), "rule"), "permission");
	assert_string_equal(text(json_object_get(json, "refused"), "override"), "supervisor");
	json_decref(json);
	json = run_says(run, 1, "--as patron audience who zoe@example.org");
	assert_string_equal(text(json_object_get(json, "refused"), "rule"), "permission");
	json_decref(json);
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void test_attendees_and_who(void **state)
{
	struct run *run = *state;
	json_t *json, *list;
	char *code, line[200];

	run_ok(run, SAM "patron add Zoe --email zoe@example.org");
	run_ok(run, SAM "audience add First --attendees Hamlet@2026-01-05T20:00 --quantity none");
	run_ok(run, SAM "sell 1 '2 Adult General' --patron zoe@example.org --no-print");
	json = run_json(run, SAM "audience show First");
	assert_string_equal(text(json_object_get(json, "audience"), "kind"), "attendees");
	assert_int_equal(number(json_object_get(json, "audience"), "count"), 2);
	list = json_object_get(json, "members");
	code = strdup(text(json_array_get(list, 1), "code"));
	assert_string_equal(text(json_array_get(list, 0), "category"), "Adult General");
	json_decref(json);
	snprintf(line, sizeof line, SAM "audience who %s", code);
	json = run_json(run, line);
	list = json_object_get(json, "members");
	assert_int_equal(json_array_size(list), 1);
	assert_string_equal(text(json_array_get(list, 0), "audience"), "First");
	json_decref(json);
	json = run_json(run, SAM "audience who ZOE@example.org");
	assert_int_equal(json_array_size(json_object_get(json, "members")), 3);
	json_decref(json);
	run_ok(run, SAM "order refund 1");
	json = run_json(run, line);
	assert_int_equal(json_array_size(json_object_get(json, "members")), 0);
	json_decref(json);
	run_ok(run, line);
	assert_non_null(strstr(run->out, "No audience knows"));
	run_ok(run, SAM "audience attendees First --show Hamlet");
	json = run_json(run, SAM "audience show First");
	assert_int_equal(
		json_array_size(json_object_get(json_object_get(json, "audience"), "performances")),
		2);
	json_decref(json);
	free(code);
}

static void test_generated(void **state)
{
	struct run *run = *state;
	json_t *json = run_json(run, SAM "audience generate School --count 20 --prefix XM- "
					 "--category 'Class 5' --quantity 3"),
	       *made = json_object_get(json, "generated"), *member;
	char line[200], *typed;

	assert_int_equal(number(made, "count"), 20);
	snprintf(line, sizeof line, SAM "audience show School --after %lld",
		 (long long)number(made, "after"));
	json_decref(json);
	json = run_json(run, line);
	assert_int_equal(json_array_size(json_object_get(json, "members")), 20);
	member = json_array_get(json_object_get(json, "members"), 19);
	assert_int_equal(number(member, "quantity"), 3);
	assert_string_equal(text(member, "category"), "Class 5");
	assert_int_equal(strlen(text(member, "code")), 11);
	typed = strdup(text(member, "code"));
	typed[4] = typed[4] == 'C' ? 'D' : 'C';
	json_decref(json);
	snprintf(line, sizeof line, SAM "audience who %s", typed);
	run_ok(run, line);
	assert_non_null(strstr(run->out, "mistyped"));
	free(typed);
	run_ok(run, "check");
}

static void test_combined(void **state)
{
	struct run *run = *state;
	json_t *json;

	run_ok(run, SAM "audience add Other");
	run_ok(run, SAM "audience add-member Other --code X --email zoe@example.org");
	run_ok(run, SAM "audience add-member Other --code Y");
	json = run_json(run, SAM "audience combine Both --plus School --plus Other");
	assert_int_equal(number(json_object_get(json, "audience"), "count"), 4);
	json_decref(json);
	json = run_json(run, SAM "audience combine Rest --plus School --plus Other --minus School");
	assert_int_equal(number(json_object_get(json, "audience"), "count"), 1);
	json_decref(json);
	run_ok(run, "check");
}

static void test_usage(void **state)
{
	struct run *run = *state;
	json_t *json, *use;

	run->pin = "3333";
	run_ok(run, "--staff Morgan --till front campaign add Half --audience School --discount "
		    "50% --by code");
	run_ok(run, "--staff Morgan --till front campaign start Half");
	run->pin = "2222";
	run_ok(run, SAM "sell 1 '1 Adult General' --code 0042AB --no-print");
	json = run_json(run, SAM "audience usage School 0042ab");
	assert_int_equal(json_array_size(json_object_get(json, "uses")), 1);
	use = json_array_get(json_object_get(json, "uses"), 0);
	assert_string_equal(text(use, "campaign"), "Half");
	assert_string_equal(text(use, "performance"), "Hamlet@2026-01-05T20:00");
	assert_string_equal(text(use, "type"), "Adult General");
	assert_int_equal(number(use, "discount"), 2000);
	assert_int_equal(number(use, "order"), 1);
	assert_string_equal(text(use, "staff"), "Sam");
	assert_true(json_is_null(json_object_get(use, "given_back")));
	json_decref(json);
	json = run_json(run, SAM "audience show School");
	assert_int_equal(number(json_array_get(json_object_get(json, "members"), 0), "used"), 1);
	assert_int_equal(number(json_object_get(json, "audience"), "uses"), 1);
	json_decref(json);
	json = run_says(run, 1, SAM "audience delete School");
	assert_string_equal(text(json_object_get(json, "refused"), "rule"), "in_use");
	json_decref(json);
	run_ok(run, SAM "order refund 1");
	json = run_json(run, SAM "audience usage School");
	use = json_array_get(json_object_get(json, "uses"), 0);
	assert_string_equal(text(use, "given_back"), "2026-01-02T12:00:00+01:00");
	json_decref(json);
	run_ok(run, SAM "audience remove-member School 0042ab");
	json = run_json(run, SAM "audience usage School");
	assert_int_equal(json_array_size(json_object_get(json, "uses")), 1);
	json_decref(json);
	run_ok(run, "check");
}

static void test_exported(void **state)
{
	static const char *const lines[] = {
		SAM "audience add-member School --code '=1+1' --category '@SUM(A1)'",
		SAM "audience add-member School --code \"'+7\" --location 'a \"b\", c'",
		SAM "audience add-member School --code '00007' --category '-5'", NULL
	};
	struct run *run = *state;
	char line[300], *csv, *first, *second;

	run_all(run, lines);
	run_ok(run, SAM "audience export School");
	assert_string_equal(run->out, "code,email,category,location,quantity,name\r\n"
				      "0042-ab,zoe@example.org,Stalls,C / 12,2,\r\n"
				      ",anna@example.org,,,none,\r\n"
				      "'=1+1,,'@SUM(A1),,2,\r\n"
				      "''+7,,,\"a \"\"b\"\", c\",2,\r\n"
				      "00007,,'-5,,2,\r\n");
	csv = strdup(run_path(run, "school.csv"));
	snprintf(line, sizeof line, SAM "audience export School --file %s", csv);
	run_ok(run, line);
	assert_non_null(strstr(run->out, "5 members"));
	/* What an import reads of it is what was there, to the byte. */
	run_ok(run, SAM "audience add Copy");
	snprintf(line, sizeof line, SAM "audience import Copy %s", csv);
	run_ok(run, line);
	first = run_sql(run->store, "SELECT code, email, category, location, quantity FROM member "
				    "WHERE audience_id = 1 ORDER BY id");
	second = run_sql(run->store, "SELECT code, email, category, location, quantity FROM member "
				     "WHERE audience_id = 2 ORDER BY id");
	assert_string_equal(first, second);
	assert_non_null(strstr(first, "00007"));
	free(first);
	free(second);
	snprintf(line, sizeof line, SAM "audience export School --file %s/no/where.csv", csv);
	assert_int_equal(run_line(run, line), 3);
	free(csv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_shown, setup, teardown),
		cmocka_unit_test_setup_teardown(test_changed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_attendees_and_who, setup, teardown),
		cmocka_unit_test_setup_teardown(test_generated, setup, teardown),
		cmocka_unit_test_setup_teardown(test_combined, setup, teardown),
		cmocka_unit_test_setup_teardown(test_usage, setup, teardown),
		cmocka_unit_test_setup_teardown(test_exported, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
