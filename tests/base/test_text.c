/*
 * Text: what may be stored, how names compare, how wide they are; arenas and
 * bounded strings.
 */
#include "csv/csv.h"

#include <boxoffice/text.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_fault(void **state)
{
	static const struct {
		const char *text, *part; /* NULL: may be stored */
	} rows[] = {
		{ "Hamlet", NULL },
		{ "O’Hara", NULL },
		{ "李小龍", NULL },
		{ "e\xcc\x81", NULL },
		{ "", "empty" },
		{ "   ", "empty" },
		{ "\xc2\xa0", "empty" },
		{ "a\nb", "control" },
		{ "a\tb", "control" },
		{ "a\x7f", "control" },
		{ "a\x1b[2J", "control" },
		{ "a\xc2\x9b", "control" },
		{ "a\xe2\x80\xae", "direction" },
		{ "a\xe2\x81\xa6", "direction" },
		{ "a\xe2\x80\x8b", "invisible" },
		{ "\xef\xbb\xbf"
		  "a",
		  "invisible" },
		{ "a\xc2\xad", "invisible" },	      /* soft hyphen */
		{ "a\xe1\xa0\x8e", "invisible" },     /* Mongolian separator */
		{ "\xe1\x85\x9f", "invisible" },      /* Hangul filler */
		{ "a\xef\xbf\xb9", "invisible" },     /* annotation */
		{ "a\xf3\xa0\x81\x81", "invisible" }, /* a letter as a tag */
		{ "\xe3\x80\x80", "empty" },	      /* wide blank */
		{ "\xe2\x80\x83 \xe2\x80\xaf", "empty" },
		{ "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1", NULL }, /* Persian, with its joiner */
		{ "a\xff", "UTF-8" },
		{ "a\xc3", "UTF-8" },
		{ "\xc0\xaf", "UTF-8" },
		{ "\xed\xa0\x80", "UTF-8" },
	};
	char *huge = malloc(10001);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *fault = bo_text_fault(rows[i].text, BO_NAME_MAX, false);

		if (!rows[i].part != !fault || (fault && !strstr(fault, rows[i].part)))
			fail_msg("row %zu: %s", i, fault ? fault : "taken");
	}
	assert_null(bo_text_fault("", 10, true));
	assert_non_null(huge);
	memset(huge, 'x', 10000);
	huge[10000] = '\0';
	assert_non_null(strstr(bo_text_fault(huge, BO_NAME_MAX, false), "long"));
	huge[BO_NAME_MAX] = '\0';
	assert_null(bo_text_fault(huge, BO_NAME_MAX, false));
	free(huge);
}

static void test_fold(void **state)
{
	static const char *const same[][2] = {
		{ "Zoë", "zoe" },
		{ "  ZOË   O’Hara ", "zoe o'hara" },
		{ "Łukasz", "lukasz" },
		{ "STRASSE", "straße" },
		{ "Ørsted", "orsted" },
		{ "Ａdult", "adult" },
		{ "e\xcc\x81", "É" },
		{ "Anne-Marie", "anne‑marie" },
		{ "a\xc2\xa0\xc2\xa0 b", "A b" },
		{ "\xe3\x80\x80"
		  "Zoë\xe2\x80\x83O’Hara",
		  "zoe o'hara" },
		{ "a\xe2\x80\x8d"
		  "b",
		  "ab" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		char a[64], b[64];

		bo_text_fold(same[i][0], a, sizeof a);
		bo_text_fold(same[i][1], b, sizeof b);
		assert_string_equal(a, b);
	}
}

static void test_fold_is_cut_at_characters(void **state)
{
	char folded[6];

	(void)state;
	bo_text_fold("李小龍", folded, sizeof folded);
	assert_string_equal(folded, "李");
	bo_text_fold("\xff\xfe!", folded, sizeof folded);
	assert_string_equal(folded, "!");
}

static void test_clean(void **state)
{
	char clean[64];

	(void)state;
	bo_text_clean("a\x1b[2J\xe2\x80\xae\xff", clean, sizeof clean);
	assert_string_equal(clean, "a\xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd");
}

static void test_columns(void **state)
{
	(void)state;
	assert_int_equal(bo_text_columns("Hamlet"), 6);
	assert_int_equal(bo_text_columns("李小龍"), 6);
	assert_int_equal(bo_text_columns("e\xcc\x81"), 1);
	assert_int_equal(bo_text_prefix("李小龍", 5), 6);
	assert_int_equal(bo_text_prefix("e\xcc\x81t", 1), 3);
	assert_int_equal(bo_text_prefix("abc", 0), 0);
}

static void test_nearest(void **state)
{
	static const char *const names[] = { "Adult General", "Youth General", "Comp",
					     "Matinee Special" };

	(void)state;
	assert_string_equal(bo_text_nearest("Adlt General", names, 4), "Adult General");
	assert_string_equal(bo_text_nearest("youth genreal", names, 4), "Youth General");
	assert_string_equal(bo_text_nearest("matinee", names, 4), "Matinee Special");
	assert_null(bo_text_nearest("xyzzy", names, 4));
	assert_null(bo_text_nearest("", names, 4));
	assert_null(bo_text_nearest("Adult", names, 0));
}

static void test_buf_is_cut_whole(void **state)
{
	char text[8];
	struct bo_buf buf = BO_BUF(text);

	(void)state;
	bo_buf_add(&buf, "abc");
	assert_false(buf.full);
	bo_buf_add(&buf, "李小");
	assert_true(buf.full);
	assert_string_equal(text, "abc李");
	bo_buf_printf(&buf, "%d", 12345);
	assert_string_equal(text, "abc李1");
}

/* What does not fit into one call's own room is cut at a character too. */
static void test_buf_printf_is_cut_whole(void **state)
{
	static char text[8192], many[6001];
	struct bo_buf buf = BO_BUF(text);

	(void)state;
	for (int i = 0; i < 6000; i += 3)
		memcpy(many + i, "李", 3);
	for (int shift = 0; shift < 4; shift++) {
		text[0] = '\0';
		buf.len = 0;
		buf.full = false;
		bo_buf_printf(&buf, "%.*s%s", shift, "xxxx", many);
		assert_true(buf.full);
		assert_true(buf.len > 2000);
		assert_null(bo_text_fault(text, sizeof text, false));
	}
}

/* What is written is read again to the byte, and nothing of it begins like a formula. */
static void test_cells(void **state)
{
	static const struct {
		const char *text, *cell;
	} cells[] = {
		{ "", "" },
		{ "0042", "0042" },
		{ "a-b=c", "a-b=c" },
		{ "=1+1", "'=1+1" },
		{ "+49 30", "'+49 30" },
		{ "-5", "'-5" },
		{ "@SUM(A1)", "'@SUM(A1)" },
		{ "'=1", "''=1" },
		{ "'", "'" },
		{ "'tis", "'tis" },
		{ "\t=1", "\"'\t=1\"" },
		{ "a,b", "\"a,b\"" },
		{ "a;b", "\"a;b\"" },
		{ "a \"b\"", "\"a \"\"b\"\"\"" },
		{ "=\"x\"", "\"'=\"\"x\"\"\"" },
		{ " a", "\" a\"" },
		{ "a\nb", "\"a\nb\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		char text[64], bare[64];
		struct bo_buf buf = BO_BUF(text), read = BO_BUF(bare);

		bo_csv_cell(&buf, cells[i].text);
		assert_string_equal(text, cells[i].cell);
		for (const char *c = text + (*text == '"'); *c && !(*text == '"' && !c[1]); c++) {
			bo_buf_addn(&read, c, 1);
			c += *c == '"';
		}
		assert_string_equal(csv_unguarded(bare), cells[i].text);
	}
}

static void test_arena_grows(void **state)
{
	struct bo_arena arena = { 0 };
	int *rows = NULL;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		int *grown = bo_arena_grow(&arena, rows, (size_t)i, sizeof *grown);

		assert_non_null(grown);
		rows = grown;
		rows[i] = i;
	}
	for (int i = 0; i < 10000; i++)
		assert_int_equal(rows[i], i);
	assert_null(bo_arena_alloc(&arena, SIZE_MAX));
	assert_string_equal(bo_arena_printf(&arena, "%s-%d", "a", 7), "a-7");
	bo_arena_clear(&arena);
	bo_arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fault),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_is_cut_at_characters),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_buf_is_cut_whole),
		cmocka_unit_test(test_buf_printf_is_cut_whole),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_arena_grows),
	};

	return cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
}
