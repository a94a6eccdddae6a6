/*
 * Lists and their members: what may be on one, what is refused, what comes back
 * with its uses, and that the kept count is always what the store holds.
 */
#include "store/words.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct stage {
	struct bo *bo;
	struct bo_arena arena;
	int64_t school;
};

static int setup(void **state)
{
	struct stage *s = calloc(1, sizeof *s);

	s->bo = test_office();
	OK(s->bo, bo_audience_add(s->bo, "School", 2, &s->school));
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

static int64_t add(struct stage *s, const char *code, const char *email)
{
	struct bo_member_fields fields = { .code = code, .email = email };
	int64_t id = 0;

	OK(s->bo, bo_member_add(s->bo, s->school, &fields, &id));
	return id;
}

static enum bo_status try_add(struct stage *s, const char *code, const char *email)
{
	struct bo_member_fields fields = { .code = code, .email = email };
	int64_t id = -1;
	enum bo_status status = bo_member_add(s->bo, s->school, &fields, &id);

	if (status)
		assert_int_equal(id, -1);
	return status;
}

/* What the audience says it has, and what is in the table. */
static void holds(struct stage *s, int64_t members)
{
	struct bo_audience audience = { 0 };

	OK(s->bo, bo_audience_get(s->bo, &s->arena, s->school, &audience));
	assert_int_equal(audience.members, members);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM member WHERE removed = 0"),
			 members);
}

static struct bo_member found(struct stage *s, const char *text)
{
	struct bo_member member = { 0 };

	OK(s->bo, bo_member_find(s->bo, &s->arena, s->school, text, &member));
	return member;
}

static void test_audience_names(void **state)
{
	struct stage *s = *state;
	struct bo_audiences list = { 0 };
	struct bo_audience audience = { 0 };
	int64_t id = 0, other = 0;

	SAYS(s->bo, BO_EXISTS, "There is an audience", bo_audience_add(s->bo, "SCHOOL", 1, &id));
	SAYS(s->bo, BO_INVALID, "empty", bo_audience_add(s->bo, " ", 1, &id));
	SAYS(s->bo, BO_INVALID, "short number", bo_audience_add(s->bo, "12", 1, &id));
	SAYS(s->bo, BO_INVALID, "between", bo_audience_add(s->bo, "Few", -1, &id));
	SAYS(s->bo, BO_INVALID, "between", bo_audience_add(s->bo, "Many", 1000001, &id));
	assert_int_equal(id, 0);
	OK(s->bo, bo_audience_add(s->bo, "Alumni", BO_NONE, &id));
	OK(s->bo, bo_audience_find(s->bo, "alumni", &other));
	assert_int_equal(other, id);
	SAYS(s->bo, BO_NOT_FOUND, "did you mean \"Alumni\"",
	     bo_audience_find(s->bo, "alumnus", &other));
	SAYS(s->bo, BO_EXISTS, "already", bo_audience_edit(s->bo, id, "School", 1));
	OK(s->bo, bo_audience_edit(s->bo, id, "ALUMNI", 3));
	OK(s->bo, bo_audience_edit(s->bo, id, NULL, BO_NONE));
	OK(s->bo, bo_audience_list(s->bo, &s->arena, &list));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.row[0].name, "ALUMNI");
	assert_int_equal(list.row[0].quantity, BO_NONE);
	assert_int_equal(list.row[0].created, TEST_NOW);
	OK(s->bo, bo_audience_delete(s->bo, id));
	SAYS(s->bo, BO_NOT_FOUND, "no such", bo_audience_get(s->bo, &s->arena, id, &audience));
	SAYS(s->bo, BO_NOT_FOUND, "no such", bo_audience_delete(s->bo, id));
	SAYS(s->bo, BO_NOT_FOUND, "no such", bo_audience_edit(s->bo, id, "X", 1));
}

static void test_add_and_find(void **state)
{
	struct stage *s = *state;
	struct bo_member_fields fields = { .code = " 0042-ab ",
					   .email = "Zoë@Example.org",
					   .category = "Stalls",
					   .location = "C / 12",
					   .quantity_given = true,
					   .quantity = BO_NONE };
	struct bo_member m;
	char text[24];
	int64_t id = 0;

	OK(s->bo, bo_member_add(s->bo, s->school, &fields, &id));
	m = found(s, "0042AB");
	assert_int_equal(m.id, id);
	assert_string_equal(m.code, "0042-ab");
	assert_string_equal(m.email, "Zoë@Example.org");
	assert_string_equal(m.category, "Stalls");
	assert_string_equal(m.location, "C / 12");
	assert_int_equal(m.quantity, BO_NONE);
	assert_int_equal(m.used, 0);
	assert_string_equal(m.audience, "School");
	assert_int_equal(found(s, "zoe@example.ORG").id, id);
	assert_int_equal(found(s, " 00 42 - A B").id, id);
	assert_int_equal(found(s, "0042\xe2\x80\x93"
				  "ab")
				 .id,
			 id);
	assert_int_equal(found(s, "0042\xe2\x88\x92"
				  "ab")
				 .id,
			 id);
	snprintf(text, sizeof text, "%lld", (long long)id);
	assert_int_equal(found(s, text).id, id);
	SAYS(s->bo, BO_NOT_FOUND, "no member",
	     bo_member_find(s->bo, &s->arena, s->school, "42ab", &m));
	SAYS(s->bo, BO_NOT_FOUND, "no member", bo_member_find(s->bo, &s->arena, s->school, "", &m));
	SAYS(s->bo, BO_NOT_FOUND, "no member",
	     bo_member_find(s->bo, &s->arena, s->school, "-", &m));
	id = add(s, "1", NULL); /* a code wins over an id */
	assert_int_equal(found(s, "1").id, id);
	assert_int_equal(found(s, "1").quantity, 2);
	holds(s, 2);
}

static void test_what_is_refused(void **state)
{
	static const char *const emails[] = { "zoe", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\n" };
	struct stage *s = *state;
	char code[BO_MEMBER_CODE_MAX + 2];

	SAYS(s->bo, BO_INVALID, "needs a code or an e-mail", try_add(s, NULL, NULL));
	SAYS(s->bo, BO_INVALID, "needs a code or an e-mail", try_add(s, "", ""));
	SAYS(s->bo, BO_INVALID, "letter or a digit", try_add(s, " -- ", "a@b"));
	SAYS(s->bo, BO_INVALID, "letter or a digit", try_add(s, "\xcc\x81", NULL));
	SAYS(s->bo, BO_INVALID, "control character", try_add(s, "a\tb", NULL));
	SAYS(s->bo, BO_INVALID, "UTF-8", try_add(s, "a\xff", NULL));
	SAYS(s->bo, BO_INVALID, "turns the direction", try_add(s, "a\xe2\x80\xae", NULL));
	for (size_t i = 0; i < sizeof emails / sizeof *emails; i++)
		SAYS(s->bo, BO_INVALID, "The e", try_add(s, NULL, emails[i]));
	memset(code, 'x', sizeof code);
	code[BO_MEMBER_CODE_MAX + 1] = '\0';
	SAYS(s->bo, BO_INVALID, "too long", try_add(s, code, NULL));
	code[BO_MEMBER_CODE_MAX] = '\0';
	add(s, code, NULL);
	assert_string_equal(found(s, code).code, code);
	holds(s, 1);
}

/* The longest a code can grow when it is folded: it must never be compared cut. */
static void test_a_code_that_grows(void **state)
{
	struct stage *s = *state;
	char one[BO_MEMBER_CODE_MAX + 1] = "", two[BO_MEMBER_CODE_MAX + 1];

	for (int i = 0; i < 20; i++)
		strcat(one, "\xef\xb7\xba"); /* one letter, eighteen when folded */
	strcpy(two, one);
	strcat(one, "1");
	strcat(two, "2");
	SAYS(s->bo, BO_INVALID, "code", try_add(s, one, NULL));
	SAYS(s->bo, BO_INVALID, "code", try_add(s, two, NULL));
	holds(s, 0);
}

static void test_same_member(void **state)
{
	struct stage *s = *state;
	struct bo_member m;
	int64_t zoe = add(s, "AB-12", "zoe@example.org");

	SAYS(s->bo, BO_EXISTS, "School has ab 12 already", try_add(s, "ab 12", NULL));
	add(s, NULL, "zoe@example.org"); /* without a code it is somebody else's own */
	SAYS(s->bo, BO_EXISTS, "already", try_add(s, NULL, "ZOE@example.org"));
	add(s, "AB-13", "zoe@example.org"); /* two codes of one family */
	SAYS(s->bo, BO_INVALID, "several",
	     bo_member_find(s->bo, &s->arena, s->school, "zoe@example.org", &m));
	assert_int_equal(found(s, "ab12").id, zoe);
	holds(s, 3);
}

static void test_edit(void **state)
{
	struct stage *s = *state;
	struct bo_member_fields fields = { .quantity_given = true, .quantity = 0 };
	int64_t one = add(s, "ONE", "one@example.org"), two = add(s, "TWO", NULL);
	struct bo_member m;

	OK(s->bo, bo_member_edit(s->bo, one, &fields));
	m = found(s, "one");
	assert_int_equal(m.quantity, 0);
	assert_string_equal(m.email, "one@example.org");
	fields = (struct bo_member_fields){ .code = "two" };
	SAYS(s->bo, BO_EXISTS, "School has two already", bo_member_edit(s->bo, one, &fields));
	fields = (struct bo_member_fields){ .code = "" };
	OK(s->bo, bo_member_edit(s->bo, one, &fields));
	SAYS(s->bo, BO_INVALID, "needs a code or an e-mail", bo_member_edit(s->bo, two, &fields));
	assert_string_equal(found(s, "one@example.org").code, "");
	fields = (struct bo_member_fields){ .code = "Two!" };
	OK(s->bo, bo_member_edit(s->bo, two, &fields));
	assert_int_equal(found(s, "two!").id, two);
	SAYS(s->bo, BO_NOT_FOUND, "no such member", bo_member_edit(s->bo, 999, &fields));
	holds(s, 2);
}

/* A campaign that was used once, as src/promote writes it. */
static void use(struct stage *s, int64_t member)
{
	OK(s->bo, sql_run(s->bo,
			  "INSERT INTO campaign (name, name_fold, public_name, position, "
			  "audience_id, unlocks, effect, uses) VALUES ('Half', 'half', 'Half', 1, "
			  "$1, 'code', 'percent', 3)",
			  "i", s->school));
	OK(s->bo, sql_run(s->bo,
			  "INSERT INTO campaign_count (campaign_id, member_id, performance_id, "
			  "uses) SELECT id, $1, 0, 3 FROM campaign",
			  "i", member));
}

static bool stop_at_second(void *arg, int64_t done, int64_t total)
{
	(void)arg;
	assert_int_equal(total, 2);
	return done < 1;
}

static void test_quantity_of_several(void **state)
{
	static const char three[] = "SELECT count(*) FROM member WHERE quantity = 3";
	struct stage *s = *state;
	int64_t two[2] = { add(s, "ONE", NULL), 999 };

	SAYS(s->bo, BO_NOT_FOUND, "no such member",
	     bo_member_set_quantity(s->bo, two, 2, 3, NULL, NULL));
	assert_int_equal(test_number(s->bo, three), 0);
	two[1] = add(s, "TWO", NULL);
	SAYS(s->bo, BO_CANCELLED, "nothing was changed",
	     bo_member_set_quantity(s->bo, two, 2, 3, stop_at_second, NULL));
	assert_int_equal(test_number(s->bo, three), 0);
	SAYS(s->bo, BO_INVALID, "quantity", bo_member_set_quantity(s->bo, two, 2, -2, NULL, NULL));
	OK(s->bo, bo_member_set_quantity(s->bo, two, 2, 3, NULL, NULL));
	assert_int_equal(test_number(s->bo, three), 2);
	OK(s->bo, bo_member_set_quantity(s->bo, two, 1, BO_NONE, NULL, NULL));
	assert_int_equal(found(s, "ONE").quantity, BO_NONE);
}

static void test_removed_and_back(void **state)
{
	struct stage *s = *state;
	int64_t used = add(s, "USED", NULL), fresh = add(s, "FRESH", NULL), both[2], back;
	struct bo_member_fields fields = { .code = "used" };
	struct bo_audience audience = { 0 };
	struct bo_member m;

	use(s, used);
	assert_int_equal(found(s, "used").used, 3);
	fields.quantity_given = true;
	fields.quantity = 1; /* below what is used: allowed, nothing is left then */
	OK(s->bo, bo_member_edit(s->bo, used, &fields));
	both[0] = used;
	both[1] = 999;
	SAYS(s->bo, BO_NOT_FOUND, "no such member", bo_member_remove(s->bo, both, 2));
	holds(s, 2);
	SAYS(s->bo, BO_INVALID, "Name the members", bo_member_remove(s->bo, NULL, 0));
	both[1] = fresh;
	OK(s->bo, bo_member_remove(s->bo, both, 2));
	holds(s, 0);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM member WHERE removed = 1"), 1);
	SAYS(s->bo, BO_NOT_FOUND, "no member",
	     bo_member_find(s->bo, &s->arena, s->school, "used", &m));
	SAYS(s->bo, BO_NOT_FOUND, "no such", bo_member_remove(s->bo, &used, 1));
	fresh = add(s, "FRESH", NULL);
	SAYS(s->bo, BO_EXISTS, "was removed from School with its uses",
	     bo_member_edit(s->bo, fresh, &fields));
	back = add(s, "used", "now@example.org");
	assert_int_equal(back, used);
	m = found(s, "USED");
	assert_int_equal(m.used, 3);
	assert_int_equal(m.quantity, 2);
	assert_string_equal(m.email, "now@example.org");
	holds(s, 2);
	OK(s->bo, bo_audience_get(s->bo, &s->arena, s->school, &audience));
	assert_int_equal(audience.uses, 3);
	assert_int_equal(audience.n_campaigns, 1);
	SAYS(s->bo, BO_REFUSED, "the campaign \"Half\" is for it",
	     bo_audience_delete(s->bo, s->school));
	assert_int_equal(bo_refusal(s->bo)->rule, BO_RULE_IN_USE);
}

static size_t listed(struct stage *s, const char *words, int64_t after, size_t limit)
{
	struct bo_member_filter filter = {
		.audience_id = s->school, .words = words, .after = after, .limit = limit
	};
	struct bo_members list = { 0 };

	OK(s->bo, bo_member_list(s->bo, &s->arena, &filter, &list));
	for (size_t i = 1; i < list.n; i++)
		assert_true(list.row[i - 1].id < list.row[i].id);
	return list.n;
}

static void test_list_and_search(void **state)
{
	struct stage *s = *state;
	struct bo_member_fields fields = { .code = "AB 12-34",
					   .email = "zoe@example.org",
					   .category = "Front Stalls",
					   .location = "Parkett/Reihe C/Platz 12" };
	int64_t first = add(s, "ZZ", NULL), second = 0;

	OK(s->bo, bo_member_add(s->bo, s->school, &fields, &second));
	add(s, NULL, "stafford@example.org");
	assert_int_equal(listed(s, NULL, 0, 0), 3);
	assert_int_equal(listed(s, "  ", 0, 2), 2);
	assert_int_equal(listed(s, "", first, 0), 2);
	assert_int_equal(listed(s, "", second, 1), 1);
	assert_int_equal(listed(s, "ab12", 0, 0), 1);
	assert_int_equal(listed(s, "AB 12 34", 0, 0), 1);
	assert_int_equal(listed(s, "ab-1", 0, 0), 1);
	assert_int_equal(listed(s, "12", 0, 0), 1);
	assert_int_equal(listed(s, "stal", 0, 0), 1);
	assert_int_equal(listed(s, "sta", 0, 0), 2);
	assert_int_equal(listed(s, "zoe front reihe c", 0, 0), 1);
	assert_int_equal(listed(s, "zoe back", 0, 0), 0);
	assert_int_equal(listed(s, "example", 0, 0), 0);
	assert_int_equal(listed(s, "%", 0, 0), 0);
	SAYS(s->bo, BO_INVALID, "at most 16",
	     bo_member_list(
		     s->bo, &s->arena,
		     &(struct bo_member_filter){ .audience_id = s->school,
						 .words = "a b c d e f g h i j k l m n o p q" },
		     &(struct bo_members){ 0 }));
}

/* The same in parts that look at 1000 members each. */
static size_t listed_in_parts(struct stage *s, const char *words, size_t *parts)
{
	int64_t reached = 0;
	struct bo_member_filter filter = {
		.audience_id = s->school, .words = words, .walk = 1000, .reached = &reached
	};
	size_t n = 0;

	*parts = 0;
	do {
		struct bo_members list = { 0 };

		filter.after = reached;
		OK(s->bo, bo_member_list(s->bo, &s->arena, &filter, &list));
		assert_true(list.n == 0 || list.row[0].id > filter.after);
		n += list.n;
		++*parts;
	} while (reached);
	return n;
}

/* More members than are walked through at each key. */
static void test_search_in_a_long_list(void **state)
{
	struct stage *s = *state;

	OK(s->bo, sql_run(s->bo,
			  "INSERT INTO member (audience_id, code, code_fold, email, email_fold, "
			  "category) WITH RECURSIVE n (i) AS (SELECT 100001 UNION ALL "
			  "SELECT i + 1 FROM n WHERE i < 130000) SELECT $1, 'C' || i, 'c' || i, "
			  "'p' || i || '@example.org', 'p' || i || '@example.org', "
			  "CASE WHEN i % 100 = 0 THEN 'Cello' ELSE 'Brass' END FROM n",
			  "i", s->school));
	OK(s->bo, sql_run(s->bo, "UPDATE audience SET members = 30000", ""));
	OK(s->bo, words_add_list(s->bo, s->school));
	assert_int_equal(listed(s, "c123456", 0, 0), 1);
	assert_int_equal(listed(s, "c1234567", 0, 0), 0);
	assert_int_equal(listed(s, "c12345", 0, 0), 10);
	assert_int_equal(listed(s, "c1 23 45-6", 0, 0), 1);
	assert_int_equal(listed(s, "p1234", 0, 0), 100);
	assert_int_equal(listed(s, "c", 0, 50), 50);
	assert_int_equal(listed(s, "cello", 0, 0), 300);
	assert_int_equal(listed(s, "cello c1234", 0, 0), 1);
	assert_int_equal(listed(s, "cello c124", 0, 0), 10);
	assert_int_equal(listed(s, "nothing", 0, 0), 0);
	size_t parts = 0;

	assert_int_equal(listed_in_parts(s, "cello", &parts), 300);
	assert_true(parts >= 30);
	assert_int_equal(listed_in_parts(s, "cello brass", &parts), 0);
	assert_true(parts >= 30);
	assert_int_equal(listed_in_parts(s, "nothing", &parts), 0);
	assert_int_equal(parts, 1);
	assert_int_equal(listed_in_parts(s, "c12345", &parts), 10);
	assert_int_equal(parts, 1);
}

static void test_who_may(void **state)
{
	struct stage *s = *state;
	struct bo_member_fields fields = { .code = "A" };
	struct bo_members list = { 0 };
	struct bo_member m;
	int64_t id = add(s, "KNOWN", NULL), other = 0;

	test_act_as(s->bo, BO_ROLE_CLERK);
	SAYS(s->bo, BO_REFUSED, "keep audiences", bo_audience_add(s->bo, "X", 1, &other));
	SAYS(s->bo, BO_REFUSED, "", bo_audience_edit(s->bo, s->school, "X", 1));
	SAYS(s->bo, BO_REFUSED, "", bo_audience_delete(s->bo, s->school));
	SAYS(s->bo, BO_REFUSED, "", bo_member_add(s->bo, s->school, &fields, &other));
	SAYS(s->bo, BO_REFUSED, "", bo_member_edit(s->bo, id, &fields));
	SAYS(s->bo, BO_REFUSED, "", bo_member_remove(s->bo, &id, 1));
	OK(s->bo, bo_member_known(s->bo, &s->arena, "known", &list));
	assert_int_equal(list.n, 1);
	test_act_as(s->bo, BO_ROLE_SUPERVISOR);
	OK(s->bo, bo_member_add(s->bo, s->school, &fields, &other));
	bo_act_as_patron(s->bo);
	SAYS(s->bo, BO_REFUSED, "self-service", bo_member_known(s->bo, &s->arena, "known", &list));
	SAYS(s->bo, BO_REFUSED, "self-service",
	     bo_member_find(s->bo, &s->arena, s->school, "known", &m));
	SAYS(s->bo, BO_REFUSED, "self-service",
	     bo_member_list(s->bo, &s->arena,
			    &(struct bo_member_filter){ .audience_id = s->school }, &list));
	SAYS(s->bo, BO_REFUSED, "", bo_member_add(s->bo, s->school, &fields, &other));
}

static void test_journal_keeps_no_names(void **state)
{
	struct stage *s = *state;
	int64_t id = add(s, "SECRETCODE", "zoe@example.org");

	OK(s->bo, bo_member_edit(s->bo, id, &(struct bo_member_fields){ .category = "Seekrit" }));
	OK(s->bo, bo_member_remove(s->bo, &id, 1));
	assert_int_equal(
		test_number(s->bo, "SELECT count(*) FROM journal WHERE kind LIKE 'member.%'"), 3);
	assert_int_equal(test_number(s->bo,
				     "SELECT count(*) FROM journal WHERE body LIKE '%SECRET%' "
				     "OR body LIKE '%example%' OR body LIKE '%Seekrit%'"),
			 0);
	test_check(s->bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_audience_names, setup, teardown),
		cmocka_unit_test_setup_teardown(test_add_and_find, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_code_that_grows, setup, teardown),
		cmocka_unit_test_setup_teardown(test_same_member, setup, teardown),
		cmocka_unit_test_setup_teardown(test_edit, setup, teardown),
		cmocka_unit_test_setup_teardown(test_quantity_of_several, setup, teardown),
		cmocka_unit_test_setup_teardown(test_removed_and_back, setup, teardown),
		cmocka_unit_test_setup_teardown(test_list_and_search, setup, teardown),
		cmocka_unit_test_setup_teardown(test_search_in_a_long_list, setup, teardown),
		cmocka_unit_test_setup_teardown(test_who_may, setup, teardown),
		cmocka_unit_test_setup_teardown(test_journal_keeps_no_names, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
