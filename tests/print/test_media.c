/*
 * Which of a queue's media is the paper of a ticket: rows of what queues say.
 */
#include "print/queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define STOCK "oe_ticket-2x5.5in_2x5.5in,oe_ticket-2x7in_2x7in,oe_ticket-3.25x8in_3.25x8in"
#define OFFICE "iso_a4_210x297mm,na_letter_8.5x11in"
#define CUSTOM OFFICE ",custom_min_25.4x50.8mm,custom_max_216x356mm"

static const struct {
	const char *names;
	double w, h;
	enum media_fit fit;
	const char *name;
} rows[] = {
	/* either way up; inches and millimetres */
	{ STOCK, 139.7, 50.8, MEDIA_HAS, "oe_ticket-2x5.5in_2x5.5in" },
	{ STOCK, 50.8, 139.7, MEDIA_HAS, "oe_ticket-2x5.5in_2x5.5in" },
	{ STOCK, 203.2, 82.55, MEDIA_HAS, "oe_ticket-3.25x8in_3.25x8in" },
	{ STOCK, 178, 51, MEDIA_HAS, "oe_ticket-2x7in_2x7in" },
	{ OFFICE, 210, 297, MEDIA_HAS, "iso_a4_210x297mm" },
	/* none: the nearest is named */
	{ STOCK, 150, 50.8, MEDIA_LACKS, "oe_ticket-2x5.5in_2x5.5in" },
	{ STOCK, 200, 80, MEDIA_LACKS, "oe_ticket-3.25x8in_3.25x8in" },
	{ OFFICE, 139.7, 50.8, MEDIA_LACKS, "iso_a4_210x297mm" },
	/* any size between */
	{ CUSTOM, 139.7, 50.8, MEDIA_HAS, "custom_50.8x139.7mm_50.8x139.7mm" },
	{ CUSTOM, 400, 50.8, MEDIA_LACKS, "iso_a4_210x297mm" },
	{ CUSTOM, 139.7, 20, MEDIA_LACKS, "iso_a4_210x297mm" },
	/* a raw queue names none, or what is no paper */
	{ "", 139.7, 50.8, MEDIA_SILENT, "custom_50.8x139.7mm_50.8x139.7mm" },
	{ "auto,bypass," STOCK, 139.7, 50.8, MEDIA_HAS, "oe_ticket-2x5.5in_2x5.5in" },
};

static void test_choosing(void **state)
{
	char name[MEDIA_NAME];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum media_fit fit = media_choose(rows[i].names, rows[i].w, rows[i].h, name);

		if (fit != rows[i].fit || strcmp(name, rows[i].name) != 0)
			print_error("row %zu: %d %s\n", i, (int)fit, name);
		assert_int_equal(fit, rows[i].fit);
		assert_string_equal(name, rows[i].name);
	}
}

static void test_knowing(void **state)
{
	(void)state;
	assert_true(media_knows(STOCK, "oe_ticket-2x7in_2x7in"));
	assert_false(media_knows(STOCK, "oe_ticket-2x7in"));
	assert_false(media_knows(STOCK, "na_letter_8.5x11in"));
	assert_false(media_knows(STOCK, "custom_50x140mm_50x140mm"));
	assert_true(media_knows(CUSTOM, "custom_50.8x140mm_50.8x140mm"));
	assert_false(media_knows(CUSTOM, "custom_max_216x356mm"));
	assert_false(media_knows(CUSTOM, "custom_50.8x400mm_50.8x400mm"));
	assert_true(media_knows("", "whatever"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_choosing),
		cmocka_unit_test(test_knowing),
	};

	return cmocka_run_group_tests_name("print/media", tests, NULL, NULL);
}
