/*
 * Forms and dialogs: order, values, faults, answers.
 */
#include "support/golden.h"
#include "support/keys.h"

#include "ui/widget/dialog.h"
#include "ui/widget/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { HEAD, NAME, NUMBER, ROLE, PIN, ACTIVE, LAST };

static const char *const roles[] = { "clerk", "supervisor", "manager" };

static struct ui_field fields[LAST];
static struct ui_form form;

static int start(void **state)
{
	static const struct ui_field fresh[LAST] = {
		[HEAD] = { .label = "Staff", .kind = UI_FIELD_HEAD },
		[NAME] = { .label = "Name", .hint = "As it stands on receipts", .limit = 40 },
		[NUMBER] = { .label = "Number", .kind = UI_FIELD_SHOWN },
		[ROLE] = { .label = "Role",
			   .kind = UI_FIELD_CHOICE,
			   .choices = roles,
			   .nchoices = 3 },
		[PIN] = { .label = "PIN", .kind = UI_FIELD_PIN, .limit = 8, .width = 10 },
		[ACTIVE] = { .label = "Works here", .kind = UI_FIELD_TOGGLE, .choice = 1 },
	};

	(void)state;
	memcpy(fields, fresh, sizeof fields);
	ui_lineedit_set(&fields[NUMBER].edit, "17");
	ui_form_init(&form, fields, LAST);
	return 0;
}

static unsigned type(const char *keys)
{
	struct ui_event event;
	unsigned r = 0;

	while (keys_next(&keys, &event))
		r = ui_form_event(&form, &event);
	return r;
}

static void tab_goes_round_the_fields_that_can_be_changed(void **state)
{
	(void)state;
	assert_int_equal(form.at, NAME);
	type("<Tab>");
	assert_int_equal(form.at, ROLE);
	type("<Down><Tab>");
	assert_int_equal(form.at, ACTIVE);
	type("<Tab>");
	assert_int_equal(form.at, NAME);
	type("<S-Tab>");
	assert_int_equal(form.at, ACTIVE);
	type("<Up>");
	assert_int_equal(form.at, PIN);
}

static void enter_goes_on_and_saves_on_the_last(void **state)
{
	(void)state;
	assert_false(type("Anna<Enter><Enter>1234<Enter>") & UI_ACCEPTED);
	assert_int_equal(form.at, ACTIVE);
	assert_true(type("<Enter>") & UI_ACCEPTED);
	assert_string_equal(fields[NAME].edit.text, "Anna");
	assert_string_equal(fields[PIN].edit.text, "1234");
	assert_true(form.changed);
}

static void saving_works_from_anywhere(void **state)
{
	(void)state;
	assert_true(type("<C-s>") & UI_ACCEPTED);
	assert_true(type("<F9>") & UI_ACCEPTED);
	assert_false(form.changed);
	assert_int_equal(type("<Esc>"), UI_IGNORED);
	assert_int_equal(type("<F4>"), UI_IGNORED);
}

static void choices_and_toggles(void **state)
{
	(void)state;
	type("<Tab><Right>");
	assert_int_equal(fields[ROLE].choice, 1);
	type("<Left><Left>");
	assert_int_equal(fields[ROLE].choice, 2);
	type("c");
	assert_int_equal(fields[ROLE].choice, 0);
	assert_true(type("S") & UI_CHANGED);
	assert_int_equal(fields[ROLE].choice, 1);
	assert_int_equal(type("x"), UI_IGNORED);
	type("<Tab><Tab><Space>");
	assert_int_equal(fields[ACTIVE].choice, 0);
	type("y");
	assert_int_equal(fields[ACTIVE].choice, 1);
}

static void faults_take_the_focus_and_leave_when_corrected(void **state)
{
	(void)state;
	type("<S-Tab>");
	ui_form_fault(&form, PIN, "holds %s", "a letter");
	assert_int_equal(form.at, PIN);
	ui_form_fault(&form, NAME, "is empty");
	assert_int_equal(form.at, NAME);
	assert_int_equal(ui_form_rows(&form), LAST + 2);
	type("A");
	assert_string_equal(fields[NAME].fault, "");
	assert_string_equal(fields[PIN].fault, "holds a letter");
	ui_form_clear_faults(&form);
	assert_string_equal(fields[PIN].fault, "");
}

static void too_long_is_said(void **state)
{
	(void)state;
	type("<Tab><Tab>");
	assert_true(type("123456789") & UI_BELL);
	assert_string_equal(fields[PIN].edit.text, "12345678");
	assert_string_equal(fields[PIN].fault, "too long: at most 8 bytes");
	type("<Backspace>");
	assert_string_equal(fields[PIN].fault, "");
}

static void pictures(void **state)
{
	static const int sizes[][2] = { { 9, 44 }, { 4, 30 } };

	(void)state;
	type("Zoë Ölçer<Tab><Tab>1234");
	ui_form_fault(&form, PIN, "The PIN is too easy; use at least six digits.");
	for (int i = 0; i < 2; i++) {
		struct ui_surface s;

		assert_true(ui_surface_init(&s, sizes[i][0], sizes[i][1]));
		ui_form_draw(&form, &s, true);
		golden_expect_surface(&s, "ui", i ? "form-small" : "form");
		ui_surface_free(&s);
	}
}

static void a_form_that_cannot_be_changed_is_no_trap(void **state)
{
	struct ui_field shown[2] = { { .label = "a", .kind = UI_FIELD_SHOWN },
				     { .label = "b", .kind = UI_FIELD_TEXT, .disabled = true } };
	struct ui_event event = ui_event_key('x', 0), tab = ui_event_key(UI_KEY_TAB, 0);

	(void)state;
	ui_form_init(&form, shown, 2);
	assert_int_equal(ui_form_event(&form, &event), UI_IGNORED);
	ui_form_event(&form, &tab);
	assert_true(form.at >= 0 && form.at < 2);
	ui_form_init(&form, NULL, 0);
	assert_int_equal(ui_form_event(&form, &tab), UI_IGNORED);
}

static void a_dialog_answers_to_its_own_keys_only(void **state)
{
	struct ui_dialog dialog = { .title = "Void",
				    .text = "Void the order and give 40.00 € back? This cannot be "
					    "taken back, and the tickets become void.",
				    .role = UI_ROLE_WARN,
				    .answers = { { "v", "Void it" },
						 { "<F8>", "Void and reprint" } } };
	static const char *const other[] = { "<Enter>", "<Space>", "y", "<A-v>", "<C-v>", "<Esc>" };
	struct ui_surface s;

	(void)state;
	for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
		const char *p = other[i];
		struct ui_event event;

		assert_true(keys_next(&p, &event));
		assert_int_equal(ui_dialog_answer(&dialog, &event), -1);
	}
	struct ui_event event = ui_event_key('V', 0);

	assert_int_equal(ui_dialog_answer(&dialog, &event), 0);
	event = ui_event_key(UI_KEY_F8, 0);
	assert_int_equal(ui_dialog_answer(&dialog, &event), 1);
	dialog.enter = 2;
	event = ui_event_key(UI_KEY_ENTER, 0);
	assert_int_equal(ui_dialog_answer(&dialog, &event), 1);
	assert_true(ui_surface_init(&s, 14, 60));
	ui_dialog_draw(&dialog, &s, 0, NULL);
	golden_expect_surface(&s, "ui", "dialog");
	ui_surface_free(&s);
}

/* A word typed is the choice of that name, however many begin with its first letter. */
static void a_choice_takes_what_it_is_called(void **state)
{
	static const char *const kinds[] = { "Cash", "Card", "Check" };
	static const struct {
		const char *keys;
		int choice;
	} cases[] = {
		{ "card", 1 },
		{ "check", 2 },
		{ "cash", 0 },
		{ "Car", 1 },
		{ "c", 2 },
		{ "cc", 0 },
		{ "ch<Tab><S-Tab>c", 0 },
		{ "cx", 2 },
		{ "checkcard", 1 },
		{ "ca<Right>h", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct ui_field paid[2] = { { .label = "Paid by",
					      .kind = UI_FIELD_CHOICE,
					      .choices = kinds,
					      .nchoices = 3,
					      .choice = 1 },
					    { .label = "Amount" } };
		struct ui_form one;
		struct ui_event event;
		const char *keys = cases[i].keys;

		ui_form_init(&one, paid, 2);
		while (keys_next(&keys, &event))
			ui_form_event(&one, &event);
		if (paid[0].choice != cases[i].choice)
			fail_msg("%s chooses %s", cases[i].keys, kinds[paid[0].choice]);
	}
}

int main(void)
{
#define T(name) cmocka_unit_test_setup(name, start)
	const struct CMUnitTest tests[] = {
		T(a_choice_takes_what_it_is_called),
		T(tab_goes_round_the_fields_that_can_be_changed),
		T(enter_goes_on_and_saves_on_the_last),
		T(saving_works_from_anywhere),
		T(choices_and_toggles),
		T(faults_take_the_focus_and_leave_when_corrected),
		T(too_long_is_said),
		T(pictures),
		T(a_form_that_cannot_be_changed_is_no_trap),
		T(a_dialog_answers_to_its_own_keys_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
