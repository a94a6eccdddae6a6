/*
 * Searching against reading everybody: whatever the words and however it is found, the answer is
 * the same, in the same order; and step by step it only grows at its end until the last one.
 */
#include "store/sql.h"
#include "store/store.h"
#include "support/office.h"
#include "support/town.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE = 20000, LONG = 1024 };

static struct bo *bo;
static struct bo_arena arena;

static int setup(void **state)
{
	(void)state;
	bo = test_office();
	town_fill(bo, PEOPLE);
	test_act_as(bo, BO_ROLE_CLERK);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

/* --- The same, read from everybody ------------------------------------------------------------ */

struct person {
	int64_t id;
	const char *name, *email, *digits;
};
static struct {
	size_t n;
	struct person *row;
} all;

static const char *folded(const char *text)
{
	char fold[LONG];

	bo_text_fold(text, fold, sizeof fold);
	return bo_arena_copy(&arena, fold);
}

static const char *digits_of(const char *phone)
{
	char digits[LONG];
	size_t n = 0;

	for (const char *c = phone; *c; c++)
		if (isdigit((unsigned char)*c))
			digits[n++] = *c;
	digits[n] = '\0';
	return bo_arena_copy(&arena, n > 2 && strncmp(digits, "00", 2) == 0 ? digits + 2 : digits);
}

/* Read anew: tests change people. */
static void read_all(void)
{
	struct sql_rows *rows;

	all.n = 0;
	all.row = NULL;
	OK(bo, sql_query(bo, &rows,
			 "SELECT p.id, p.name, p.email, p.phone, (SELECT string_agg(o.email, ' ') "
			 "FROM patron_email_other o WHERE o.patron_id = p.id) FROM patron p "
			 "WHERE p.id > 1 AND p.name <> '' ORDER BY p.id",
			 ""));
	while (sql_next(rows)) {
		const char *more = sql_text(rows, 4);
		const char *emails =
			bo_arena_printf(&arena, "%s %s", sql_text(rows, 2), more ? more : "");

		all.row = bo_arena_grow(&arena, all.row, all.n, sizeof *all.row);
		assert_non_null(all.row);
		all.row[all.n++] = (struct person){ sql_id(rows, 0), folded(sql_text(rows, 1)),
						    folded(emails), digits_of(sql_text(rows, 3)) };
	}
	OK(bo, sql_end(rows));
}

/* Where a word begins in a text without blanks in front of its words: at its start and behind a
 * mark. */
static bool begins_at(const char *text, const char *at)
{
	return at == text || at[-1] == ' ' ||
	       (ispunct((unsigned char)at[-1]) && !ispunct((unsigned char)*at));
}

static bool in_name(const char *name, const char *word)
{
	char bare[LONG];
	size_t n = 0;

	for (const char *at = strstr(name, word); at; at = strstr(at + 1, word))
		if (begins_at(name, at))
			return true;
	for (const char *c = name; *c; c++)
		if (!ispunct((unsigned char)*c))
			bare[n++] = *c;
	bare[n] = '\0';
	for (const char *at = strstr(bare, word); at; at = strstr(at + 1, word))
		if (at == bare || at[-1] == ' ')
			return true;
	return false;
}

/* What is left of the e-mail must still have a mark of one: "org" is no word. */
static bool in_emails(const char *emails, const char *word)
{
	for (const char *at = strstr(emails, word); at; at = strstr(at + 1, word)) {
		size_t rest = strcspn(at, " ");
		const char *mark = strpbrk(at, "@.");

		if (begins_at(emails, at) && mark && mark < at + rest)
			return true;
	}
	return false;
}

static bool all_phone(const char *text)
{
	return *text && !text[strspn(text, "0123456789+-()/. ")];
}

static bool fits(const struct person *person, const char *text)
{
	char fold[LONG], *rest = fold, *word;

	bo_text_fold(text, fold, sizeof fold);
	if (all_phone(fold)) {
		size_t n = 0;

		for (const char *c = fold; *c; c++)
			if (*c != ' ')
				fold[n++] = *c;
		fold[n] = '\0';
	}
	while ((word = strsep(&rest, " "))) {
		const char *digits = all_phone(word) ? digits_of(word) : "";
		size_t typed = 0;

		for (const char *c = word; *c; c++)
			typed += isdigit((unsigned char)*c) != 0;
		if (typed >= 3 && *digits && strncmp(person->digits, digits, strlen(digits)) == 0)
			continue;
		if (*word && !in_name(person->name, word) && !in_emails(person->email, word))
			return false;
	}
	return true;
}

static char head[LONG];

static int by_name(const void *a, const void *b)
{
	const struct person *x = *(const struct person *const *)a;
	const struct person *y = *(const struct person *const *)b;
	bool x_head = *head && strncmp(x->name, head, strlen(head)) == 0;
	bool y_head = *head && strncmp(y->name, head, strlen(head)) == 0;
	int order = strcmp(x->name, y->name);

	if (x_head != y_head)
		return x_head ? -1 : 1;
	return order ? order : (x->id > y->id) - (x->id < y->id);
}

static const struct person **expect(const char *text, size_t *n)
{
	const struct person **list = bo_arena_alloc(&arena, (all.n + 1) * sizeof *list);

	*n = 0;
	bo_text_fold(text, head, sizeof head);
	for (size_t i = 0; i < all.n; i++)
		if (fits(&all.row[i], text))
			list[(*n)++] = &all.row[i];
	qsort(list, *n, sizeof *list, by_name);
	return list;
}

/* --- Held against each other ------------------------------------------------------------------ */

static void is_same(const char *text, size_t limit, const struct bo_patrons *found,
		    const struct person **wanted, size_t n)
{
	size_t most = limit && limit < n ? limit : n;

	for (size_t i = 0; i < most && i < found->n; i++)
		if (found->row[i].id != wanted[i]->id)
			fail_msg("\"%s\", at most %zu: row %zu is %s, not %s", text, limit, i,
				 found->row[i].name, wanted[i]->name);
	if (found->n != most)
		fail_msg("\"%s\", at most %zu: %zu are found, not %zu", text, limit, found->n,
			 most);
}

/* What a step shows is the beginning of what the next one shows, but for the last. */
static size_t stepwise(const char *text, size_t limit, struct bo_patrons *found)
{
	int64_t *seen = bo_arena_alloc(&arena, (PEOPLE + 1) * sizeof *seen);
	struct bo_search *search = NULL;
	size_t n = 0, steps = 0;
	bool done = false;

	OK(bo, bo_search_begin(bo, text, limit, &search));
	while (!done) {
		OK(bo, bo_search_step(search, found, &done));
		assert_true(done || found->n >= n);
		for (size_t i = 0; !done && i < n; i++)
			assert_int_equal(found->row[i].id, seen[i]);
		for (n = 0; n < found->n; n++)
			seen[n] = found->row[n].id;
		steps++;
		assert_true(steps < 1000);
	}
	if (n)
		found->row = memcpy(bo_arena_alloc(&arena, n * sizeof *found->row), found->row,
				    n * sizeof *found->row);
	for (size_t i = 0; i < n; i++)
		found->row[i].name = bo_arena_copy(&arena, found->row[i].name);
	bo_search_end(search);
	return steps;
}

static size_t compare(const char *text)
{
	static const size_t limits[] = { 0, 1, 60, 200 };
	size_t n, steps = 0;
	const struct person **wanted = expect(text, &n);

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		struct bo_patrons found = { 0 };

		OK(bo, bo_patron_search(bo, &arena, text, limits[i], &found));
		is_same(text, limits[i], &found, wanted, n);
		steps = stepwise(text, limits[i], &found);
		is_same(text, limits[i], &found, wanted, n);
	}
	return steps;
}

static const char *const texts[] = {
	"",
	" ",
	"a",
	"m",
	"z",
	"x",
	"a b",
	"b a",
	"z z",
	"a b c d e f g h",
	"s m",
	"michael",
	"MICH",
	"zo",
	"zacharias",
	"michael z",
	"maria smith",
	"smith maria",
	"maria zab",
	"maria zz",
	"zzyzx",
	"Łukasz Wiś",
	"o'h",
	"ohara",
	"hara",
	"anne-marie",
	"marie",
	"luc jean",
	"smith-schm",
	"smithschm",
	"example",
	"mail",
	"org",
	"maria.smi",
	"example.org",
	"@",
	"e x",
	"0",
	"02",
	"021",
	"0 2 1",
	"+49 20",
	"0049 2",
	"49 21 1",
	"smi 021",
	"j. smith",
	"j s",
	"ö.",
	"Mary Ann smi",
	"van",
	"van smith",
	"de",
	"maria a. s",
	"'",
	"-",
};

static void test_texts(void **state)
{
	size_t most = 0;

	(void)state;
	read_all();
	assert_int_equal(all.n, PEOPLE);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t steps = compare(texts[i]);

		most = steps > most ? steps : most;
	}
	assert_true(most > 1); /* some took more than one step */
}

/* Beginnings of words of people who are there, put together at random. */
static void test_random_texts(void **state)
{
	(void)state;
	read_all();
	srand(4);
	for (int i = 0; i < 150; i++) {
		char text[LONG];
		struct bo_buf buf = BO_BUF(text);
		int words = 1 + rand() % 3;

		for (int w = 0; w < words; w++) {
			const struct person *person = &all.row[(size_t)rand() % all.n];
			const char *from = rand() % 5 ? person->name : person->digits;
			const char *blank = strchr(from, ' ');

			if (rand() % 2 && blank)
				from = blank + 1;
			bo_buf_printf(&buf, "%s%.*s", w ? " " : "", 1 + rand() % 4, from);
		}
		if (!bo_text_fault(text, LONG, true))
			compare(text);
	}
}

static int64_t one_called(const char *words)
{
	struct bo_patrons found = { 0 };

	OK(bo, bo_patron_search(bo, &arena, words, 2, &found));
	assert_int_equal(found.n, 1);
	return found.row[0].id;
}

/* People change between two steps: who is shown fits as they are now, and nobody is there twice. */
static void test_changes_between_steps(void **state)
{
	struct bo_search *search = NULL;
	struct bo_patrons found = { 0 };
	bool done = false;
	int64_t made = 0, zab;
	size_t steps = 0, zeds = 0;

	(void)state;
	OK(bo, bo_patron_add(bo, "Zzeno Alast", NULL, NULL, &zab));
	OK(bo, bo_search_begin(bo, "z a", 0, &search));
	for (; !done; steps++) {
		OK(bo, bo_search_step(search, &found, &done));
		if (steps == 0) {
			OK(bo, bo_patron_add(bo, "Zzenobia Alater", NULL, NULL, &made));
			OK(bo, bo_patron_edit(bo, zab,
					      &(struct bo_patron_fields){ .name = "Quite Other" }));
		}
	}
	for (size_t i = 0; i < found.n; i++) {
		assert_true(found.row[i].id != zab || steps == 1);
		zeds += found.row[i].id == made;
		for (size_t k = 0; k < i; k++)
			assert_true(found.row[i].id != found.row[k].id);
	}
	assert_true(zeds <= 1);
	bo_search_end(search);
	assert_int_equal(one_called("zzenobia"), made);
}

static void test_refusals(void **state)
{
	struct bo_search *search = NULL;
	struct bo_patrons found = { 0 };

	(void)state;
	SAYS(bo, BO_INVALID, "at most 16",
	     bo_search_begin(bo, "a b c d e f g h i j k l m n o p q", 5, &search));
	assert_null(search);
	bo_search_end(NULL);
	bo_act_as_patron(bo);
	SAYS(bo, BO_REFUSED, "self-service", bo_search_begin(bo, "a", 5, &search));
	SAYS(bo, BO_REFUSED, "self-service", bo_patron_search(bo, &arena, "a", 5, &found));
	assert_null(search);
	test_act_as(bo, BO_ROLE_CLERK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_random_texts),
		cmocka_unit_test(test_changes_between_steps),
		cmocka_unit_test(test_refusals),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
