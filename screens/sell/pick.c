/*
 * Choosing from lists while selling: who buys, which performance, which parked basket, which code.
 */
#include "patrons/page.h"
#include "person/form.h"
#include "sell/state.h"

#include <inttypes.h>
#include <stdio.h>

/* What a dialog starts with, cut at whole characters. */
static void set_label(struct sell *s, const char *text, int columns)
{
	struct bo_buf label = BO_BUF(s->label);

	bo_buf_addn(&label, text, ui_text_prefix(text, columns));
}

/* --- People --- */

unsigned sell_pick_person(struct screen *screen, const char *words)
{
	const struct sell *s = screen->state;
	bool named = s->model.basket.patron_id > BO_PATRON_WALK_UP;
	int64_t only = *words ? choose_only_person(screen, words) : 0;

	if (only)
		return sell_take_patron(screen, only);
	/* several answer to the words: Enter must not take one that was not seen yet */
	return (*words ? (unsigned)UI_DROP_TYPEAHEAD : 0) |
	       choose_person(
		       screen,
		       &(struct choose_person){ .title = "Who buys?",
						.words = words,
						.nobody = named ? "walk-up, nobody by name" : NULL,
						.new_label = "makes a new person" },
		       SELL_TAG_PERSON);
}

unsigned sell_new_person(struct screen *screen, const char *name)
{
	return app_open(screen->app, &patron_form_screen, name, SELL_TAG_NEW_PERSON);
}

int64_t sell_patron(const struct sell *s)
{
	int64_t id = s->model.basket.patron_id;

	if (id <= BO_PATRON_WALK_UP && s->model.basket.n_lines == 0 && s->sold.on)
		id = s->model.last.patron_id;
	return id > BO_PATRON_WALK_UP ? id : 0;
}

unsigned sell_open_patron(struct screen *screen)
{
	int64_t id = sell_patron(screen->state);

	return app_open(screen->app, &patron_page_screen, &id, SELL_TAG_PATRON_PAGE);
}

/* --- Codes --- */

static bool code_at(const struct sell *s, size_t i, char code[BO_CODE_SIZE])
{
	const char *codes = s->model.basket.code;

	for (size_t k = 0; bo_code_next(&codes, code); k++)
		if (k == i)
			return true;
	return false;
}

/* The types in the basket that it is used for. */
static void code_uses(const struct bo_basket *b, const char *code, struct bo_buf *words)
{
	for (size_t i = 0; i < b->n_lines; i++)
		if (bo_code_among(b->line[i].codes, code))
			bo_buf_printf(words, "%s%s", words->len ? ", " : "", b->line[i].type);
	if (words->len == 0)
		bo_buf_add(words, "nothing in the basket");
}

unsigned sell_pick_code(struct screen *screen)
{
	static const struct ui_column columns[] = {
		{ .title = "Code", .width = 16, .grow = true },
		{ .title = "Used for", .width = 24, .grow = true },
		{ .title = NULL },
	};
	const struct sell *s = screen->state;
	struct choose c = { .title = "Take out which code?",
			    .columns = columns,
			    .empty = "No code like that is in the basket." };
	size_t n = bo_code_count(s->model.basket.code);
	char code[BO_CODE_SIZE];

	if (n == 0)
		return UI_HANDLED | UI_BELL;
	if (n == 1 && code_at(s, 0, code))
		return sell_drop_code(screen, code);
	for (size_t i = 0; code_at(s, i, code); i++) {
		char uses[256];
		struct bo_buf words = BO_BUF(uses);

		code_uses(&s->model.basket, code, &words);
		choose_add(&c, (int64_t)i, "%s\t%s", code, uses);
	}
	return choose_open(screen, &c, BO_OK, SELL_TAG_DROP_CODE);
}

/* --- Parked baskets --- */

static void add_basket(struct choose *c, const struct session *session, const struct bo_basket *b)
{
	char money[SESSION_MONEY], lines[200];

	if (b->n_lines == 0)
		snprintf(lines, sizeof lines, "money taken: %s",
			 session_money(session, b->paid, money));
	else
		snprintf(lines, sizeof lines, "%" PRId64 " × %s%s", b->line[0].qty, b->line[0].type,
			 b->n_lines > 1 ? ", …" : "");
	choose_add(c, b->id, "%s\t%s\t%s\t%s\t%s\t%s %s",
		   b->label && *b->label ? b->label : bo_basket_state_code(b->state), b->patron,
		   lines, session_money(session, b->total, money), b->expired ? "ran out" : "kept",
		   b->staff ? b->staff : "", b->n_lines && b->line[0].show ? b->line[0].show : "")
		->last = b->expired ? UI_ROLE_WARN : UI_ROLE_NORMAL;
}

/* Baskets open at other tills are theirs. */
unsigned sell_recall(struct screen *screen)
{
	static const struct ui_column columns[] = {
		{ .title = "Label", .width = 14, .grow = true },
		{ .title = "Person", .width = 14, .drop = 2 },
		{ .title = "Lines", .width = 16, .grow = true },
		{ .title = "Total", .width = 9, .right = true },
		{ .title = "Places", .width = 7, .drop = 1 },
		{ .title = NULL },
	};
	struct choose c = { .title = "Bring back which basket?",
			    .columns = columns,
			    .empty = "No parked basket like that." };
	struct bo_baskets baskets = { 0 };
	enum bo_status status = bo_hold_list(session_bo(screen), &c.arena, &baskets);

	for (size_t i = 0; i < baskets.n; i++)
		if (baskets.row[i].state != BO_BASKET_OPEN)
			add_basket(&c, session_of(screen), &baskets.row[i]);
	if (!status && c.n == 0) {
		bo_arena_clear(&c.arena);
		app_info(screen->app, "Nothing is parked.");
		return UI_HANDLED | UI_REDRAW;
	}
	return choose_open(screen, &c, status, SELL_TAG_RECALL);
}

void sell_label(struct sell *s)
{
	const struct bo_basket *b = &s->model.basket;

	if (b->patron_id != BO_PATRON_WALK_UP && b->patron)
		set_label(s, b->patron, 30);
	else
		set_label(s, b->n_lines ? b->line[b->n_lines - 1].type : "", 30);
}

unsigned sell_park(struct screen *screen)
{
	struct sell *s = screen->state;
	const struct bo_basket *b = &s->model.basket;

	if (b->n_lines == 0)
		return sell_recall(screen);
	sell_label(s);
	s->prompt = (struct prompt){ .title = "Park this basket",
				     .text = "Under which name?",
				     .prefill = s->label,
				     .limit = 60 };
	return app_open(screen->app, &prompt_screen, &s->prompt, SELL_TAG_PARK);
}

/* --- What was picked --- */

static unsigned recalled(struct screen *screen, int64_t id)
{
	struct sell *s = screen->state;
	enum bo_status status = bo_basket_recall(s->model.bo, id);

	if (status)
		return sell_answer(screen, status, "Bringing it back");
	s->model.basket.id = id;
	s->sold.on = s->attempt.refused = false;
	sell_find_waiting(s);
	return UI_HANDLED | UI_REDRAW | UI_RECALC;
}

static unsigned choose_place(struct screen *screen, int64_t performance_id)
{
	struct sell *s = screen->state;
	int at = sell_model_find(&s->model, performance_id);

	if (at < 0 && !session_failed(screen, sell_model_fetch_all(&s->model)))
		at = sell_model_find(&s->model, performance_id);
	if (at >= 0)
		session_failed(screen, sell_model_choose(&s->model, at));
	sell_reread(s);
	return UI_REDRAW;
}

unsigned sell_picked(struct screen *screen, int tag, const struct chosen *chosen)
{
	char code[BO_CODE_SIZE];

	if (tag == SELL_TAG_PERSON && chosen->make_new)
		return sell_new_person(screen, chosen->query);
	if (tag == SELL_TAG_PERSON)
		return sell_take_patron(screen, chosen->id);
	if (tag == SELL_TAG_RECALL)
		return recalled(screen, chosen->id);
	if (tag == SELL_TAG_DROP_CODE)
		return code_at(screen->state, (size_t)chosen->id, code)
			       ? sell_drop_code(screen, code)
			       : UI_REDRAW;
	return choose_place(screen, chosen->id);
}
