/*
 * One attempt, on a screen of the test's own that sells through the engine: what is refused stays
 * in sight, and is asked again with a reason and a second person.  What was sold is counted in the
 * store.
 */
#include "kit/attempt.h"
#include "kit/fill.h"
#include "support/till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { TAG_FORM = 1 };

struct selling {
	struct attempt attempt;
	struct fill_room room;
	bool has_reason; /* the form asks for one */
	char said[ATTEMPT_WORDS + 10];
};

/* What the screen wants; the tests say so. */
static struct bo_wish wish;
static struct till till;
static struct bo_arena arena;

static enum bo_status ask(struct screen *screen, const char *reason)
{
	struct bo_arena lent = { 0 };
	struct bo_order order;
	const struct bo_sale sale = { .lines = &wish, .n_lines = 1, .override = reason };
	enum bo_status status = bo_sell(session_bo(screen), &lent, &sale, &order);

	bo_arena_clear(&lent);
	return status;
}

static unsigned done(struct screen *screen)
{
	struct selling *s = screen->state;

	snprintf(s->said, sizeof s->said, "Done: %s", s->attempt.words);
	return UI_HANDLED | UI_REDRAW;
}

static bool selling_open(struct screen *screen, const void *args)
{
	struct selling *s = screen->state;

	(void)args;
	s->attempt.ask = ask;
	s->attempt.done = done;
	return true;
}

static void selling_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct selling *of = screen->state;
	struct ui_surface part = ui_surface_part(s, (struct ui_rect){ 2, 0, 4, s->cols });

	ui_put(s, 0, 0, UI_ROLE_NORMAL, of->said);
	if (of->attempt.refused)
		attempt_draw(&of->attempt, &part);
}

static unsigned selling_event(struct screen *screen, const struct ui_event *event)
{
	struct selling *s = screen->state;

	if (!ui_key_is(event, UI_KEY_ESC, 0))
		return UI_IGNORED;
	s->attempt.refused = false;
	return UI_HANDLED | UI_REDRAW;
}

static enum bo_status save(struct screen *form_screen, struct ui_form *form, void *arg)
{
	struct screen *screen = arg;
	struct selling *s = screen->state;

	(void)form_screen;
	return attempt_in_form(screen, &s->attempt, s->has_reason ? fill_text(form, 0) : NULL);
}

static unsigned selling_command(struct screen *screen, enum command command)
{
	struct selling *s = screen->state;

	snprintf(s->attempt.words, sizeof s->attempt.words, "Sell %d", (int)wish.qty);
	if (command == CMD_OPEN)
		return attempt_try(screen, &s->attempt);
	if (command == CMD_CANCEL) /* another call, that nobody asks again */
		return attempt_answer(screen, &s->attempt, ask(screen, NULL), "A look");
	if (command == CMD_OVERRIDE)
		return attempt_override(screen, &s->attempt);
	s->has_reason = command == CMD_NEW;
	snprintf(s->room.title, sizeof s->room.title, "A form");
	s->room.field[0] = (struct fill_field){ .label = "Reason", .name = "reason" };
	return fill_room_open(screen, &s->room, 1, save, screen, TAG_FORM);
}

static bool has_refusal(const struct screen *screen)
{
	return attempt_may_override(&((const struct selling *)screen->state)->attempt);
}

static const struct command_ref commands[] = {
	{ .command = CMD_OVERRIDE, .enabled = has_refusal, .why = "nothing was refused" },
	{ .command = CMD_OPEN },
	{ .command = CMD_CANCEL },
	{ .command = CMD_NEW },
	{ .command = CMD_EDIT },
	{ .command = CMD_NONE },
};

static unsigned selling_done(struct screen *screen, int tag, const void *result)
{
	struct selling *s = screen->state;

	return tag == ATTEMPT_TAG ? attempt_done(screen, &s->attempt, result) : UI_REDRAW;
}

static void selling_close(struct screen *screen)
{
	bo_arena_clear(&((struct selling *)screen->state)->room.lent);
}

static const struct screen_ops selling_screen = {
	.name = "selling",
	.title = "Selling",
	.state_size = sizeof(struct selling),
	.commands = commands,
	.open = selling_open,
	.draw = selling_draw,
	.event = selling_event,
	.command = selling_command,
	.done = selling_done,
	.close = selling_close,
};

/* --- The tests: the second performance of the demo has six places left --- */

static int open_selling(void **state)
{
	const struct bo_performance_filter filter = { .purpose = BO_TO_SELL };
	struct bo *bo = test_demo();
	struct bo_performances list;
	struct bo_voucher_type type;

	(void)state;
	OK(bo, bo_till_use(bo, "Office"));
	OK(bo, bo_sign_in(bo, "Casey", "1111"));
	OK(bo, bo_performance_list(bo, &arena, &filter, &list));
	OK(bo, bo_voucher_type_find(bo, &arena, 0, "Adult General", &type));
	wish = (struct bo_wish){ .performance_id = list.row[1].id, .type_id = type.id, .qty = 7 };
	till_open_at(&till, bo, &selling_screen, NULL, 24, 80);
	return 0;
}

static int close_selling(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	till_close(&till);
	return 0;
}

static int64_t places(void)
{
	struct bo_performance p;

	OK(till.bo, bo_performance_get(till.bo, &arena, wish.performance_id, &p));
	return p.house_left;
}

static int64_t overrides(void)
{
	return test_number(till.bo, "SELECT count(*) FROM sale_override WHERE reason = 'VIP'");
}

static void what_may_be_is_done(void **state)
{
	(void)state;
	wish.qty = 2;
	till_keys(&till, "<F4>", "nothing was refused");
	till_keys(&till, "<Enter>", "Done: Sell 2");
	assert_int_equal(places(), 4);
}

static void a_refusal_stays_in_sight(void **state)
{
	(void)state;
	till_keys(&till, "<Enter>", "Sell 7: Only 6 of the 100 places in the house are left");
	till_shows(&till, "F4 overrides.");
	till_keys(&till, "<Down><F1>", NULL);
	till_keys(&till, "<Esc>", "Only 6 of the 100 places");
	/* leaving the dialog lets nothing go */
	till_keys(&till, "<F4>", "Approved by");
	till_keys(&till, "<Esc>", "Only 6 of the 100 places");
	till_keys(&till, "<Esc>", NULL);
	till_shows_not(&till, "Only 6 of the 100 places");
	till_keys(&till, "<F4>", "nothing was refused");
	/* the next one is another attempt, and F4 never means the old one */
	till_keys(&till, "<Enter>", "Only 6 of the 100 places");
	wish.qty = 1;
	till_keys(&till, "<Enter>", "Done: Sell 1");
	till_shows_not(&till, "Only 6");
	till_keys(&till, "<F4>", "nothing was refused");
	assert_int_equal(places(), 5);
}

static void a_second_person_lets_it(void **state)
{
	(void)state;
	till_keys(&till, "<Enter><F4><Enter><Enter><Enter>", "A reason is needed.");
	till_keys(&till, "VIP<Enter>Morgan<Enter>9999<Enter>", "not Morgan's PIN");
	assert_int_equal(places(), 6);
	till_shows(&till, "VIP"); /* nothing that was typed is lost */
	till_keys(&till, "3333<Enter>", "Done: Sell 7");
	till_shows_not(&till, "Only 6");
	assert_int_equal(overrides(), 1);
	/* the reason comes back */
	till_keys(&till, "<Enter><F4><Up>", "VIP");
	till_keys(&till, "<Enter>Casey<Enter>1111<Enter>", "ask a second person");
	assert_int_equal(overrides(), 1);
}

/* The code is a supervisor's, the places beyond the house a manager's. */
static void another_rule_refuses_again(void **state)
{
	struct bo_voucher_type type;

	(void)state;
	OK(till.bo, bo_voucher_type_find(till.bo, &arena, 0, "Two for One", &type));
	wish.type_id = type.id;
	wish.qty = 8;
	till_keys(&till, "<Enter>", "needs a code");
	till_keys(&till, "<F4>VIP<Enter>Sam<Enter>2222<Enter>", "Another rule speaks against it");
	till_shows(&till, "VIP");
	assert_int_equal(overrides(), 0);
	till_keys(&till, "Morgan<Enter>3333<Enter>", "Done: Sell 8");
	assert_true(overrides() > 0);
}

static void one_who_may_gives_a_reason_alone(void **state)
{
	(void)state;
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	till_keys(&till, "<Enter><F4>", "Reason");
	till_shows_not(&till, "Approved by");
	till_keys(&till, "VIP<Enter>", "Done: Sell 7");
	assert_int_equal(overrides(), 1);
}

static void nobody_may(void **state)
{
	(void)state;
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	OK(till.bo, bo_performance_cancel(till.bo, wish.performance_id));
	till_keys(&till, "<Enter>", "Sell 7: ");
	till_shows_not(&till, "F4 overrides.");
	till_keys(&till, "<F4>", "nothing was refused");
	/* what another call was refused is said in the same place, and is not asked again */
	till_keys(&till, "<Esc>C", "A look: ");
	till_shows_not(&till, "F4 overrides.");
}

static void a_form_asks(void **state)
{
	(void)state;
	/* it has a place for the reason, and a clerk none for a second person */
	till_keys(&till, "<F6><F9>", "Only 6 of the 100 places");
	till_shows(&till, "A form");
	till_keys(&till, "VIP<F9>", "Sell 7: Only 6");
	till_shows_not(&till, "A form");
	till_keys(&till, "<F4>Morgan<Enter>3333<Enter>", "Done: Sell 7");
	assert_int_equal(overrides(), 1);
	/* one that asks for no reason closes at once */
	till_keys(&till, "e<F9>", "F4 overrides.");
	till_shows_not(&till, "A form");
	/* whoever may do it alone types the reason in the form */
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	till_keys(&till, "<Esc><F6>VIP<F9>", "Done: Sell 7");
	till_shows_not(&till, "A form");
	assert_int_equal(overrides(), 2);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_selling, close_selling)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_may_be_is_done),
		TEST(a_refusal_stays_in_sight),
		TEST(a_second_person_lets_it),
		TEST(another_rule_refuses_again),
		TEST(one_who_may_gives_a_reason_alone),
		TEST(nobody_may),
		TEST(a_form_asks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
