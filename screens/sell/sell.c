/*
 * The Sell screen: what each key means.
 *
 * One entry line always has the focus; the performances move with the arrows beside it, and the
 * basket takes the arrows for as long as one stands in it.  Typing only reads the line again; the
 * store is asked on opening, after an act, on another performance, and when another till or the
 * printer's worker has changed something.
 */
#include "sell/state.h"

static bool sell_open(struct screen *screen, const void *args)
{
	struct sell *s = screen->state;

	(void)args;
	s->screen = screen;
	s->model.bo = session_bo(screen);
	s->model.at = -1;
	sell_attempt_init(s);
	ui_lineedit_init(&s->entry, SELL_TEXT);
	if (session_failed(screen, sell_model_open_basket(&s->model)))
		return false;
	sell_find_waiting(s);
	if (s->waiting[0])
		app_info(screen->app, "%s", s->waiting);
	return true;
}

static void sell_close(struct screen *screen)
{
	struct sell *s = screen->state;

	sell_model_clear(&s->model);
}

static void sell_recalc(struct screen *screen)
{
	struct sell *s = screen->state;

	session_failed(screen, sell_model_fetch(&s->model));
	if (s->model.taken) {
		sell_find_waiting(s);
		app_warn(screen->app, "%s",
			 s->waiting[0] ? s->waiting : "This basket is at another till now.");
	}
	sell_reread(s);
}

static void sell_layout(struct screen *screen, int rows, int cols)
{
	struct sell *s = screen->state;
	bool detailed = s->model.detailed;

	sell_lay_out(&s->layout, rows, cols);
	s->model.detailed = s->layout.wide;
	if (s->model.detailed && !detailed)
		sell_recalc(screen);
}

/* --- The line --- */

static unsigned wrong(struct screen *screen)
{
	struct sell *s = screen->state;

	s->entry.fresh = true; /* it can be mended, but the next line or scan takes its place */
	app_error(screen->app, "%s", s->read.fault);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned nothing(struct screen *screen)
{
	app_info(screen->app,
		 "A number sells so many of offer 1; also 1+1, 2*3, a name, a code, /person.");
	return UI_HANDLED | UI_REDRAW;
}

static unsigned enter(struct screen *screen)
{
	struct sell *s = screen->state;
	const struct sell_entry read = s->read; /* the acts read the line anew */
	unsigned r;

	if (s->attempt.refused && s->entry.len == 0) {
		app_warn(screen->app, "%s",
			 !s->attempt.again ? "That was refused: Esc drops it."
			 : s->attempt.answer.override == BO_ROLE_CLERK
				 ? "A reason is missing: F4 gives it, Esc drops it."
				 : "That was refused: F4 overrides, Esc drops it.");
		return UI_HANDLED | UI_BELL;
	}
	switch (read.act) {
	case SELL_NOTHING:
		return nothing(screen);
	case SELL_WRONG:
		return read.maybe_code && sell_try_code(screen, read.text, &r) ? r : wrong(screen);
	case SELL_PUT:
		return sell_put(screen, &read);
	case SELL_CASH:
		return sell_pay(screen, BO_TENDER_CASH, read.amount, NULL);
	case SELL_EXACT:
		return sell_exact(screen);
	case SELL_CARD:
		return sell_pay(screen, BO_TENDER_CARD, read.amount, read.text);
	case SELL_CHECK:
		return sell_pay(screen, BO_TENDER_CHECK, read.amount, read.text);
	case SELL_CODE:
		return sell_take_code(screen, read.text);
	case SELL_EMAIL:
		return sell_take_email(screen, read.text);
	case SELL_SCAN:
		return sell_scan(screen, read.text);
	case SELL_PERSON:
		return sell_pick_person(screen, read.text);
	case SELL_REPEAT:
		return sell_repeat(screen);
	case SELL_QUANTITY:
		return sell_set_quantity(screen, (size_t)s->selected, read.amount);
	}
	return UI_IGNORED;
}

/* Gives up one thing at a time, the newest first; never the screen, so that it can be hit often. */
static unsigned escape(struct sell *s)
{
	if (s->entry.len > 0) {
		sell_set_entry(s, "");
	} else if (s->where != SELL_IN_LINE) {
		s->where = SELL_IN_LINE;
		sell_reread(s);
	} else if (s->attempt.refused) {
		s->attempt.refused = false;
	} else if (s->lookup.on) {
		s->lookup.on = false;
	} else {
		app_escaped(s->screen->app, "F10 leaves this screen.");
	}
	return UI_HANDLED | UI_REDRAW;
}

/* The next sum that is likely to be handed over. */
static unsigned next_note(struct sell *s)
{
	int64_t notes[SELL_NOTES];
	size_t n = sell_notes(sell_model_due(&s->model), bo_currency(s->model.bo), notes),
	       next = s->note;
	char text[SESSION_MONEY];

	if (n == 0 || s->model.basket.n_lines == 0)
		return UI_HANDLED | UI_BELL;
	sell_set_entry(s, "");
	ui_lineedit_prefill(&s->entry, session_money(session_of(s->screen), notes[next % n], text));
	s->note = next % n + 1;
	sell_reread(s);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned move_performance(struct screen *screen, int at)
{
	struct sell *s = screen->state;
	int before = s->model.at;

	session_failed(screen, sell_model_choose(&s->model, at));
	sell_reread(s);
	return UI_HANDLED | (s->model.at != before ? UI_REDRAW : 0);
}

/* --- Keys --- */

/* Keys that move the chosen performance; false: it is another key, or moves in the text. */
static bool performance_key(const struct sell *s, const struct ui_event *event, int *at)
{
	int page = s->layout.performances.rows > 2 ? s->layout.performances.rows - 2 : 5;

	*at = s->model.at;
	return !ui_key_is(event, UI_KEY_HOME, 0) && !ui_key_is(event, UI_KEY_END, 0) &&
	       sell_moves(event, (int)s->model.performances.n, page, at);
}

/* Keys that mean something only while the line is empty. */
static unsigned empty_line_key(struct sell *s, const struct ui_event *event)
{
	if (ui_key_is(event, UI_KEY_BACKSPACE, 0))
		return sell_enter_basket(s, true);
	if (event->text[0] == '?' || event->text[0] == ':')
		return UI_IGNORED; /* help and the commands */
	if (event->text[0] == '+' && s->model.basket.n_lines > 0)
		return next_note(s);
	return UI_CHANGED; /* none of these */
}

static unsigned type(struct sell *s, const struct ui_event *event)
{
	unsigned r;

	if (event->type == UI_EVENT_KEY && event->key.mods & UI_MOD_CTRL && event->key.code == 'k')
		return UI_IGNORED;
	r = ui_lineedit_event(&s->entry, event);
	if (r & UI_CHANGED) {
		s->where = SELL_IN_LINE;
		s->note = 0;
		sell_reread(s);
	}
	return r & ~(unsigned)UI_CHANGED;
}

static unsigned key(struct screen *screen, const struct ui_event *event)
{
	struct sell *s = screen->state;
	unsigned r;
	int at;

	if (ui_key_is(event, UI_KEY_ESC, 0) || ui_key_is(event, 'c', UI_MOD_CTRL))
		return escape(s);
	if (s->where != SELL_IN_LINE && (r = sell_place_key(screen, event)) != UI_IGNORED)
		return r;
	if (ui_key_is(event, UI_KEY_ENTER, 0))
		return enter(screen);
	if (ui_key_is(event, UI_KEY_TAB, 0))
		return sell_next_place(s);
	if (performance_key(s, event, &at))
		return move_performance(screen, at);
	if (event->text[0] == '+' && s->note > 0)
		return next_note(s);
	if (s->entry.len == 0 && (r = empty_line_key(s, event)) != UI_CHANGED)
		return r;
	return type(s, event);
}

static bool inside(struct ui_rect r, const struct ui_event *event)
{
	return event->y >= r.y && event->y < r.y + r.rows && event->x >= r.x &&
	       event->x < r.x + r.cols;
}

static unsigned mouse(struct screen *screen, const struct ui_event *event)
{
	struct sell *s = screen->state;
	const struct sell_layout *l = &s->layout;
	bool wheel = event->button == UI_WHEEL_UP || event->button == UI_WHEEL_DOWN;

	if (wheel)
		return move_performance(screen,
					s->model.at + (event->button == UI_WHEEL_UP ? -1 : 1));
	if (event->button != UI_BUTTON_LEFT)
		return UI_IGNORED;
	if (inside(l->performances, event))
		return move_performance(screen,
					sell_first_performance(s) + event->y - l->performances.y);
	if (inside(l->offers, event) &&
	    sell_offer_at(s, event->y - l->offers.y) < s->model.offers.n) {
		s->where = SELL_IN_OFFERS;
		s->offer = sell_offer_at(s, event->y - l->offers.y);
		sell_set_entry(s, "");
		return UI_HANDLED | UI_REDRAW;
	}
	if (inside(l->basket, event) && sell_rows(s) > 0) {
		s->where = SELL_IN_BASKET;
		s->selected = sell_row_at(s, event->y - l->basket.y);
		sell_reread(s);
		return UI_HANDLED | UI_REDRAW;
	}
	return UI_IGNORED;
}

/* Only what a clock changes: how long the basket keeps its places, what is on sale. */
static unsigned tick(struct sell *s)
{
	int64_t now = bo_now(s->model.bo);
	bool minute = now / 60 != s->model.now / 60;
	bool ran_out = s->model.basket.n_lines > 0 && !s->model.basket.expired &&
		       s->model.basket.expires <= now;

	return minute || ran_out ? UI_RECALC | UI_REDRAW : UI_IGNORED;
}

static unsigned sell_event(struct screen *screen, const struct ui_event *event)
{
	struct sell *s = screen->state;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	switch (event->type) {
	case UI_EVENT_TICK:
		return tick(s);
	case UI_EVENT_KEY:
		return key(screen, event);
	case UI_EVENT_PASTE:
		return type(s, event);
	case UI_EVENT_MOUSE:
		return mouse(screen, event);
	case UI_EVENT_RESIZE:
	case UI_EVENT_WAKE:
	case UI_EVENT_IDLE:
		break;
	}
	return UI_IGNORED;
}

/* --- Commands --- */

static unsigned sell_command(struct screen *screen, enum command command)
{
	if (command == CMD_PERSON)
		return sell_pick_person(screen, "");
	if (command == CMD_NEW)
		return sell_new_person(screen, "");
	if (command == CMD_PERFORMANCE)
		return choose_performance(screen, "Which performance?", BO_TO_SELL, NULL,
					  SELL_TAG_PERFORMANCE);
	if (command == CMD_OVERRIDE)
		return attempt_override(screen, &((struct sell *)screen->state)->attempt);
	if (command == CMD_PARK)
		return sell_park(screen);
	if (command == CMD_RECALL)
		return sell_recall(screen);
	if (command == CMD_HOLD)
		return sell_ask_hold(screen);
	if (command == CMD_NO_PRINT)
		return sell_switch_print(screen);
	if (command == CMD_VOID)
		return sell_ask_void(screen);
	if (command == CMD_PAY)
		return sell_ask_pay(screen);
	if (command == CMD_REPRINT)
		return sell_ask_reprint(screen);
	if (command == CMD_CODE)
		return sell_ask_code(screen);
	if (command == CMD_CLEAR)
		return sell_ask_clear(screen);
	if (command == CMD_PATRON_PAGE)
		return sell_open_patron(screen);
	if (command == CMD_REPEAT)
		return sell_repeat(screen);
	return UI_IGNORED;
}

static bool sell_works(const struct screen *screen, enum command command)
{
	const struct sell *s = screen->state;
	const struct bo_basket *basket = &s->model.basket;
	/* rows, or a code alone, which is in the way when its buyer has nothing left */
	bool anything = sell_rows(s) > 0 || (basket->code && *basket->code);

	switch ((int)command) {
	case CMD_OVERRIDE:
		return attempt_may_override(&s->attempt);
	case CMD_PARK:
	case CMD_PAY:
	case CMD_HOLD:
		return basket->n_lines > 0;
	case CMD_RECALL:
		return sell_rows(s) == 0;
	case CMD_VOID:
		return anything;
	case CMD_CLEAR:
		return anything || basket->patron_id > BO_PATRON_WALK_UP;
	case CMD_REPRINT:
		return s->model.last.id != 0;
	case CMD_REPEAT:
		return s->model.last.id != 0 && sell_rows(s) == 0;
	case CMD_PATRON_PAGE:
		return sell_patron(s) != 0;
	default:
		return true;
	}
}

static const char *why_not(const struct screen *screen, enum command command)
{
	const struct sell *s = screen->state;

	switch ((int)command) {
	case CMD_OVERRIDE:
		return s->attempt.refused ? "nobody may override this" : "nothing was refused";
	case CMD_RECALL:
	case CMD_REPEAT:
		return sell_rows(s) == 0 ? "nothing was sold at this till yet"
					 : "finish, park or clear this basket first";
	case CMD_REPRINT:
		return "nothing was sold at this till yet";
	case CMD_PATRON_PAGE:
		return "nobody by name buys";
	default:
		return "the basket is empty";
	}
}

static const struct command_ref commands[] = {
	{ CMD_HELP, NULL, NULL, false, NULL },
	{ CMD_PERSON, NULL, NULL, false, NULL },
	{ CMD_PERFORMANCE, "Show", NULL, false, NULL },
	{ CMD_OVERRIDE, NULL, NULL, false, NULL },
	{ CMD_PARK, NULL, NULL, false, NULL },
	{ CMD_RECALL, NULL, NULL, false, NULL },
	{ CMD_VOID, NULL, NULL, false, NULL },
	{ CMD_PAY, NULL, NULL, false, NULL },
	{ CMD_REPRINT, NULL, NULL, false, NULL },
	{ CMD_CODE, NULL, NULL, false, NULL },
	{ CMD_CLEAR, NULL, NULL, false, NULL },
	{ CMD_REPEAT, NULL, NULL, false, NULL },
	{ CMD_PATRON_PAGE, NULL, NULL, COMMAND_SHY, NULL },
	{ CMD_HOLD, NULL, NULL, true, NULL },
	{ CMD_NO_PRINT, NULL, NULL, true, NULL },
	{ CMD_NEW, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* What the entry line understands, for the help; entry/entry.h is its grammar. */
static const struct help_line sell_typed[] = {
	{ "2", "Two of offer 1; with a basket: 2.00 in cash" },
	{ "1+1", "One of offer 1, one of offer 2; 0 leaves one out" },
	{ "2*3", "Two of offer 3; 2* two of offer 1, *3 one of 3" },
	{ "2 yo", "Two of what begins so; 2 adults 1 youth: several" },
	{ "(nothing)", "Exact cash for what is to pay" },
	{ "80  $80", "80.00 in cash; too little is a part payment" },
	{ "+", "The next sum one is likely to be handed" },
	{ "-  -A42", "Card, with the reference of the terminal; card" },
	{ "-20:A42", "20.00 by card, with its reference" },
	{ "--  --20", "Check, all of it or 20.00; check" },
	{ "BARD", "A code that opens an offer, or a member's" },
	{ "/smith", "Looks for the person who buys" },
	{ "anna@x.org", "The person with that e-mail, or what it opens" },
	{ "=", "The lines of the last order again" },
	{ "T…", "Looks up a ticket, takes what it opens here" },
	{ "Up, Down", "Another performance; PageUp, PageDown by pages" },
	{ "Tab", "To a line of the basket: + - or its quantity" },
	{ "Tab Tab", "On to offers that are out of sight, and back" },
	{ NULL, NULL },
};

const struct screen_ops sell_screen = {
	.name = "sell",
	.title = "Sell",
	.state_size = sizeof(struct sell),
	.commands = commands,
	.typed = sell_typed,
	.open = sell_open,
	.recalc = sell_recalc,
	.layout = sell_layout,
	.draw = sell_draw,
	.event = sell_event,
	.command = sell_command,
	.works = sell_works,
	.why_not = why_not,
	.stays = true,
	.may_close = sell_may_leave,
	.done = sell_done,
	.close = sell_close,
};
