/*
 * Codes of tickets: their shape, what their check character finds, and that a
 * voucher never has two that open the door.
 */
#include "print/issue.h"
#include "store/sql.h"
#include "support/paper.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

static void test_shape(void **state)
{
	struct bo *bo = bo_new();
	char code[BO_TICKET_CODE_SIZE], read[BO_TICKET_CODE_SIZE];

	(void)state;
	for (int i = 0; i < 2000; i++) {
		issue_code_make(bo, code);
		assert_int_equal(strlen(code), 13);
		assert_int_equal(code[0], 'T');
		assert_int_equal(strspn(code, letters), 13);
		assert_non_null(strpbrk(code, "23456789"));
		assert_int_equal(bo_scan_shape(code), BO_SCAN_TICKET);
		assert_true(issue_code_read(code, read));
		assert_string_equal(read, code);
	}
	bo_free(bo);
}

static void test_as_typed(void **state)
{
	struct bo *bo = bo_new();
	char code[BO_TICKET_CODE_SIZE], read[BO_TICKET_CODE_SIZE], typed[40];

	(void)state;
	issue_code_make(bo, code);
	snprintf(typed, sizeof typed, "  %s ", code);
	for (char *c = typed; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	assert_true(issue_code_read(typed, read));
	assert_string_equal(read, code);
	snprintf(typed, sizeof typed, "%s2", code);
	assert_false(issue_code_read(typed, read));
	snprintf(typed, sizeof typed, "%.12s", code);
	assert_false(issue_code_read(typed, read));
	snprintf(typed, sizeof typed, "%.6s %s", code, code + 6);
	assert_false(issue_code_read(typed, read));
	assert_false(issue_code_read("", read));
	assert_false(issue_code_read("   ", read));
	bo_free(bo);
}

/* Every single wrong character is found, and nearly every swap of two neighbours. */
static void test_slips(void **state)
{
	struct bo *bo = bo_new();
	char code[BO_TICKET_CODE_SIZE], slip[BO_TICKET_CODE_SIZE];
	int swaps = 0, missed = 0;

	(void)state;
	for (int i = 0; i < 200; i++) {
		issue_code_make(bo, code);
		for (int at = 0; at < 13; at++)
			for (const char *c = letters; *c; c++) {
				if (*c == code[at])
					continue;
				memcpy(slip, code, sizeof slip);
				slip[at] = *c;
				assert_int_equal(bo_scan_shape(slip), BO_SCAN_NOTHING);
			}
		for (int at = 0; at < 12; at++) {
			memcpy(slip, code, sizeof slip);
			slip[at] = code[at + 1];
			slip[at + 1] = code[at];
			if (slip[at] == code[at])
				continue;
			swaps++;
			missed += bo_scan_shape(slip) == BO_SCAN_TICKET;
		}
	}
	assert_true(swaps > 2000);
	assert_true(missed * 100 < swaps);
	bo_free(bo);
}

static void test_names_are_no_codes(void **state)
{
	static const char *const names[] = { "Tchaikovsky",	"Thessaloniki",	 "TWWWWWWWWWWWW",
					     "Tannenbaumer",	"T. Hamsterdam", "Tessa Baxter",
					     "2 Adult General", "TTTTTTTTTTTTT" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_int_equal(bo_scan_shape(names[i]), BO_SCAN_NOTHING);
}

/* The random numbers of a broken machine. */
static void zeros(void *arg, void *bytes, size_t n)
{
	(void)arg;
	memset(bytes, 0, n);
}

static void test_same_code_twice_is_refused(void **state)
{
	struct paper p;
	struct bo_wish wish;
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
	struct bo_order order;

	(void)state;
	paper_open(&p, "Hamlet");
	wish = (struct bo_wish){ p.performance, p.adult, 2 };
	bo_set_random(p.bo, zeros, NULL);
	SAYS(p.bo, BO_IO, "no randomness", bo_sell(p.bo, &p.arena, &sale, &order));
	assert_int_equal(test_number(p.bo, "SELECT count(*) FROM ticket"), 0);
	bo_set_random(p.bo, NULL, NULL);
	OK(p.bo, bo_sell(p.bo, &p.arena, &sale, &order));
	assert_int_equal(test_number(p.bo, "SELECT count(DISTINCT code) FROM ticket"), 2);
	paper_close(&p);
}

static void test_again_and_end(void **state)
{
	struct paper p;
	struct bo_voucher voucher;
	int64_t id, first, second = 0;
	const char *code;

	(void)state;
	paper_open(&p, "Hamlet");
	paper_sell(&p, p.adult, 1);
	first = test_number(p.bo, "SELECT id FROM ticket");
	id = test_number(p.bo, "SELECT voucher_id FROM ticket");
	OK(p.bo, issue_again(p.bo, id, ISSUE_SPOILED, &second));
	assert_true(second > first);
	assert_int_equal(test_number(p.bo, "SELECT count(*) FROM ticket WHERE state = 'active'"),
			 1);
	assert_int_equal(test_number(p.bo, "SELECT max(issue) FROM ticket WHERE state = 'active'"),
			 2);
	assert_int_equal(test_number(p.bo, "SELECT ended_at FROM ticket WHERE state = 'spoiled'"),
			 TEST_NOW);
	/* Its job was still waiting: nobody wants that page now. */
	assert_int_equal(
		test_number(p.bo, "SELECT count(*) FROM print_job WHERE state = 'dropped'"), 1);
	OK(p.bo, issue_again(p.bo, id, ISSUE_VOID, &second));
	OK(p.bo, issue_end(p.bo, id));
	assert_int_equal(test_number(p.bo, "SELECT count(*) FROM ticket WHERE state = 'active'"),
			 0);
	OK(p.bo, issue_end(p.bo, id)); /* nothing left to end */
	assert_int_equal(test_number(p.bo, "SELECT count(*) FROM ticket WHERE state = 'void'"), 2);
	OK(p.bo, issue_again(p.bo, id, ISSUE_VOID, &second)); /* from none to the next */
	assert_int_equal(test_number(p.bo, "SELECT max(issue) FROM ticket"), 4);
	OK(p.bo,
	   bo_voucher_find(p.bo, &p.arena, bo_arena_printf(&p.arena, "%d", (int)id), &voucher));
	code = voucher.code;
	assert_int_equal(bo_scan_shape(code), BO_SCAN_TICKET);
	OK(p.bo, bo_voucher_find(p.bo, &p.arena, code, &voucher));
	assert_int_equal(voucher.id, id);
	paper_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shape),
		cmocka_unit_test(test_as_typed),
		cmocka_unit_test(test_slips),
		cmocka_unit_test(test_names_are_no_codes),
		cmocka_unit_test(test_same_code_twice_is_refused),
		cmocka_unit_test(test_again_and_end),
	};

	return cmocka_run_group_tests_name("print/issue", tests, NULL, NULL);
}
