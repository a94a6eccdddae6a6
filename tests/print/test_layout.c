/*
 * Fitting words into places, with letters that are all as wide as high.
 */
#include "print/layout.h"

#include <boxoffice/text.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One millimetre a column at ten points; no wrapping but by columns; "X" has no glyph. */
static bool square_fits(void *arg, const char *text, struct font font, double points, double width,
			int lines, bool anywhere)
{
	(void)anywhere;
	(void)arg;
	(void)font;
	return bo_text_columns(text) * points / 10 <= width * lines + 1e-9;
}

static bool square_draws(void *arg, const char *text, struct font font)
{
	(void)arg;
	(void)font;
	return strchr(text, 'X') == NULL;
}

static const struct ruler square = { NULL, square_fits, square_draws, 0 };

struct stage {
	struct template template;
	struct bo_arena arena;
	const char *values[TICKET_FIELD_COUNT];
	struct layout layout;
	struct template_fault fault;
};

/* The element under test is the last; what a ticket needs stands before it. */
static const char needed[] = "ticket 140x50mm\n"
			     "text show.title at 2,2 w 60 font sans 10..5 required\n"
			     "text performance.date at 2,7 w 50 font sans 10 required\n"
			     "text performance.time at 54,7 w 20 font sans 10 required\n"
			     "text price at 2,12 w 30 font sans 10 required\n"
			     "text voucher_type at 34,12 w 30 font sans 10 required\n"
			     "text ticket.code at 2,17 w 40 font mono 10 required\n"
			     "text mark at 2,22 w 40 font sans 10 required\n"
			     "qr ticket.code at 80,2 module 0.6mm ec M\n";

static int open_stage(void **state)
{
	struct stage *s = calloc(1, sizeof *s);

	for (int i = 0; i < TICKET_FIELD_COUNT; i++)
		s->values[i] = ticket_field_sample((enum ticket_field)i);
	*state = s;
	return 0;
}

static int close_stage(void **state)
{
	struct stage *s = *state;

	bo_arena_clear(&s->arena);
	free(s);
	return 0;
}

static bool make(struct stage *s, const char *element)
{
	char text[2000];

	snprintf(text, sizeof text, "%s%s\n", needed, element);
	assert_true(template_read(text, &s->template, &s->fault));
	return layout_make(&s->template, s->values, &square, &s->arena, &s->layout, &s->fault);
}

static const struct layout_item *last(const struct stage *s)
{
	return &s->layout.item[s->layout.n - 1];
}

static void test_as_large_as_it_fits(void **state)
{
	static const struct {
		const char *value;
		double points;
	} rows[] = {
		{ "0123456789", 10 },	   { "01234567890", 9 }, /* 9.9 mm of 10 */
		{ "012345678901", 8 },	   { "01234567890123", 7 },
		{ "0123456789012345", 6 }, { "01234567890123456789", 5 },
	};
	struct stage *s = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		s->values[FIELD_PATRON] = rows[i].value;
		assert_true(make(s, "text patron at 2,30 w 10 font sans 10..5 required"));
		assert_string_equal(last(s)->text, rows[i].value);
		assert_true(last(s)->points == rows[i].points);
	}
}

static void test_required_is_refused_not_cut(void **state)
{
	struct stage *s = *state;

	s->values[FIELD_PATRON] = "0123456789012345678901234567890123456789";
	assert_true(make(s, "text patron at 2,30 w 10 font sans 10..5 required")); /* two lines */
	assert_int_equal(last(s)->lines, 2);
	s->values[FIELD_PATRON] = "01234567890123456789012345678901234567890";
	assert_false(make(s, "text patron at 2,30 w 10 font sans 10..5 required"));
	assert_non_null(strstr(s->fault.message, "does not fit on the ticket, even at 5 points"));
	assert_int_equal(s->fault.line, 10);
}

static void test_others_are_cut_at_whole_characters(void **state)
{
	static const struct {
		const char *value, *cut;
	} rows[] = {
		{ "0123456789", "0123456789" },
		{ "0123456789a", "012345678…" },
		{ "żółw żółw żółw", "żółw żółw…" },
		{ "李李李李李李", "李李李李…" }, /* two columns each */
		{ "01234567 9ab", "01234567…" }, /* no blank before the dots */
	};
	struct stage *s = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		s->values[FIELD_PATRON] = rows[i].value;
		assert_true(make(s, "text patron at 2,30 w 10 font sans 10"));
		assert_string_equal(last(s)->text, rows[i].cut);
	}
	s->values[FIELD_PATRON] = "李";
	assert_true(make(s, "text patron at 2,30 w 0.5 font sans 10"));
	assert_string_equal(last(s)->text, ""); /* not even the dots */
}

static void test_letters_without_a_glyph(void **state)
{
	struct stage *s = *state;

	s->values[FIELD_PATRON] = "Xaver X";
	assert_true(make(s, "text patron at 2,30 w 10 font sans 10"));
	assert_string_equal(last(s)->text, "?aver ?");
	assert_false(make(s, "text patron at 2,30 w 10 font sans 10 required"));
	assert_non_null(strstr(s->fault.message, "no font on this machine can draw"));
}

static void test_labels_must_fit(void **state)
{
	struct stage *s = *state;

	assert_true(make(s, "label \"0123456789\" at 2,30 w 10 font sans 10"));
	assert_false(make(s, "label \"0123456789a\" at 2,30 w 10 font sans 10"));
	assert_non_null(strstr(s->fault.message, "does not fit"));
}

static void test_empty_values(void **state)
{
	struct stage *s = *state;
	size_t n;

	assert_true(make(s, "text patron at 2,30 w 10 font sans 10"));
	n = s->layout.n;
	s->values[FIELD_PATRON] = "";
	s->values[FIELD_MARK] = ""; /* the one required text that may be absent */
	assert_true(make(s, "text patron at 2,30 w 10 font sans 10"));
	assert_int_equal(s->layout.n, n - 2);
	s->values[FIELD_TIME] = "";
	assert_false(make(s, "text patron at 2,30 w 10 font sans 10"));
	assert_non_null(strstr(s->fault.message, "has no performance.time"));
}

static void test_barcodes(void **state)
{
	struct stage *s = *state;
	const struct barcode *code;

	assert_true(make(s, "code128 ticket.code at 2,30 w 60 h 8"));
	code = last(s)->code;
	assert_non_null(code);
	assert_int_equal(code->rows, 1);
	assert_true(code->dark[0][0]); /* a start pattern begins with a bar of two modules */
	assert_true(code->dark[0][1]);
	assert_false(code->dark[0][2]);
	code = s->layout.item[s->layout.n - 2].code;
	assert_int_equal(code->rows, 21); /* version 1 */
	assert_int_equal(code->columns, 21);
	s->values[FIELD_CODE] =
		"T a code that is much too long for the place it has on this ticket";
	assert_false(make(s, "code128 ticket.code at 2,30 w 60 h 8"));
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)
	const struct CMUnitTest tests[] = {
		STAGED(test_as_large_as_it_fits),
		STAGED(test_required_is_refused_not_cut),
		STAGED(test_others_are_cut_at_whole_characters),
		STAGED(test_letters_without_a_glyph),
		STAGED(test_labels_must_fit),
		STAGED(test_empty_values),
		STAGED(test_barcodes),
	};

	return cmocka_run_group_tests_name("print/layout", tests, NULL, NULL);
}
