/*
 * Several lines of text: rows, moving between them, erasing, pasted text, what is drawn.
 */
#include "support/golden.h"
#include "support/keys.h"

#include "ui/widget/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 12 };

static struct ui_lineedit edit;

static unsigned type(const char *keys)
{
	struct ui_event event;
	unsigned result = 0;

	while (keys_next(&keys, &event))
		result = ui_textarea_event(&edit, WIDTH, &event);
	assert_int_equal(strlen(edit.text), edit.len);
	assert_true(edit.at <= edit.len);
	return result;
}

static int start(void **state)
{
	(void)state;
	ui_lineedit_init(&edit, 0);
	return 0;
}

static void enter_begins_a_line(void **state)
{
	(void)state;
	assert_true(type("Am<Space>Graben<Enter>Wien") & UI_CHANGED);
	assert_string_equal(edit.text, "Am Graben\nWien");
	type("<Up><Home>1<Space><End>!");
	assert_string_equal(edit.text, "1 Am Graben!\nWien");
	type("<Down><Home><Backspace>");
	assert_string_equal(edit.text, "1 Am Graben!Wien");
}

static void up_and_down_lead_out_at_the_ends(void **state)
{
	(void)state;
	assert_int_equal(type("<Up>"), UI_IGNORED);
	assert_int_equal(type("<Down>"), UI_IGNORED);
	type("a<Enter>b");
	assert_int_equal(type("<Down>"), UI_IGNORED);
	assert_true(type("<Up>") & UI_HANDLED);
	assert_int_equal(type("<Up>"), UI_IGNORED);
}

/* A long line is several rows; each of them can be reached and left again. */
static void rows_follow_the_width(void **state)
{
	int rows = 1;

	(void)state;
	ui_lineedit_set(&edit, "one two three four five\nsixseveneightnine 日本語日本語日本語");
	type("<Home>");
	while (type("<Up>") != UI_IGNORED)
		rows++;
	/* one two three | four five | sixseveneigh | tnine | 日本語日本語 | 日本語 */
	assert_int_equal(rows, 7);
	assert_int_equal(edit.at, 0);
	type("<End>");
	assert_int_equal(edit.at, strlen("one two"));
	for (rows = 1; type("<Down>") != UI_IGNORED; rows++)
		;
	assert_int_equal(rows, 7);
	type("<End>");
	assert_int_equal(edit.at, edit.len);
}

static void a_line_is_erased_not_the_whole(void **state)
{
	(void)state;
	type("a<Enter>b<Space>c<Enter>d<Up><End><C-u>");
	assert_string_equal(edit.text, "a\n\nd");
	type("x<Space>y<Home><C-k>");
	assert_string_equal(edit.text, "a\n\nd");
	type("x<Space>y<C-w>");
	assert_string_equal(edit.text, "a\nx \nd");
}

static void pasted_lines_stay_lines(void **state)
{
	struct ui_event event = keys_paste("1 Road\r\nTown\tX\rEnd\x1b[2J\n");

	(void)state;
	assert_true(ui_textarea_event(&edit, WIDTH, &event) & UI_CHANGED);
	assert_string_equal(edit.text, "1 Road\nTown X\nEnd[2J\n");
}

static void what_does_not_fit_is_refused(void **state)
{
	struct ui_event event = keys_paste("five!");
	char much[UI_LINE_MAX + 100];

	(void)state;
	ui_lineedit_init(&edit, 4);
	assert_true(ui_textarea_event(&edit, WIDTH, &event) & UI_BELL);
	assert_string_equal(edit.text, "");
	assert_true(type("abc<Enter>") & UI_CHANGED);
	assert_true(type("<Enter>") & UI_BELL);
	memset(much, 'x', sizeof much - 1);
	much[sizeof much - 1] = '\0';
	event = keys_paste(much);
	assert_true(ui_textarea_event(&edit, WIDTH, &event) & UI_BELL);
	assert_string_equal(edit.text, "abc\n");
}

/* In a form Tab leaves it, and so do the arrows at its ends; Enter does not. */
static void a_form_holds_it(void **state)
{
	struct ui_field fields[3] = {
		{ .label = "Name" },
		{ .label = "Notes", .kind = UI_FIELD_LINES, .rows = 3, .width = WIDTH },
		{ .label = "Phone" },
	};
	struct ui_form form;
	struct ui_surface s;
	struct ui_event event;
	const char *keys = "Zoë<Tab>a<Enter>b<Enter>c<Enter>d<Up><Up>";

	(void)state;
	ui_form_init(&form, fields, 3);
	assert_int_equal(ui_form_rows(&form), 5);
	while (keys_next(&keys, &event))
		ui_form_event(&form, &event);
	assert_int_equal(form.at, 1);
	assert_string_equal(fields[1].edit.text, "a\nb\nc\nd");
	assert_true(ui_surface_init(&s, 7, 30));
	ui_form_draw(&form, &s, true);
	golden_expect_surface(&s, "ui", "textarea");
	assert_true(ui_surface_resize(&s, 4, 24));
	keys = "<Down><Down>";
	while (keys_next(&keys, &event))
		ui_form_event(&form, &event);
	ui_form_draw(&form, &s, true);
	golden_expect_surface(&s, "ui", "textarea-small");
	keys = "<Down>1";
	while (keys_next(&keys, &event))
		ui_form_event(&form, &event);
	assert_int_equal(form.at, 2);
	assert_string_equal(fields[2].edit.text, "1");
	ui_surface_free(&s);
}

static void draws_in_any_room(void **state)
{
	struct ui_surface s;

	(void)state;
	ui_lineedit_set(&edit, "日本語 one two\n\nthree");
	for (int rows = 1; rows < 6; rows++) {
		for (int cols = 1; cols < 9; cols++) {
			assert_true(ui_surface_init(&s, rows, cols));
			ui_textarea_draw(&edit, &s, (struct ui_rect){ -1, 0, rows + 2, cols },
					 true);
			ui_textarea_draw(&edit, &s, (struct ui_rect){ 0, 1, rows, cols }, false);
			ui_surface_free(&s);
		}
	}
}

int main(void)
{
#define T(name) cmocka_unit_test_setup(name, start)
	const struct CMUnitTest tests[] = {
		T(enter_begins_a_line),	    T(up_and_down_lead_out_at_the_ends),
		T(rows_follow_the_width),   T(a_line_is_erased_not_the_whole),
		T(pasted_lines_stay_lines), T(what_does_not_fit_is_refused),
		T(a_form_holds_it),	    T(draws_in_any_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
