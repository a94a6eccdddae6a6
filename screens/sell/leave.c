/*
 * One clerk goes, another comes: what is left in the basket, and whose baskets wait.
 *
 * A basket stays its clerk's.  Leaving says what is left and sets it aside under the name of
 * whoever goes; whoever comes sees that it waits, and takes it with the key that brings baskets
 * back.
 */
#include "sell/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* "2 × Adult General and 1 more line, 105.00 (50.00 paid)" */
static void say_basket(const struct sell *s, const struct bo_basket *b, struct bo_buf *words)
{
	char money[SESSION_MONEY];
	const struct session *session = session_of(s->screen);

	if (b->n_lines > 0) {
		bo_buf_printf(words, "%" PRId64 " × %s", b->line[0].qty, b->line[0].type);
		if (b->n_lines > 1)
			bo_buf_printf(words, " and %zu more %s", b->n_lines - 1,
				      b->n_lines == 2 ? "line" : "lines");
		bo_buf_printf(words, ", %s", session_money(session, b->total, money));
	}
	if (b->paid > 0)
		bo_buf_printf(words, b->n_lines > 0 ? " (%s paid)" : "%s taken",
			      session_money(session, b->paid, money));
}

void sell_find_waiting(struct sell *s)
{
	struct bo_arena arena = { 0 };
	struct bo_baskets list = { 0 };
	const struct bo_basket *last = NULL;
	struct bo_buf words = BO_BUF(s->waiting);
	size_t n = 0;

	s->waiting[0] = '\0';
	if (bo_hold_list(s->model.bo, &arena, &list) != BO_OK)
		list.n = 0; /* the key that brings one back will say why */
	for (size_t i = 0; i < list.n; i++) {
		const struct bo_basket *b = &list.row[i];

		if (b->state != BO_BASKET_PARKED || strcmp(b->till, bo_till_name(s->model.bo)) != 0)
			continue;
		last = b;
		n++;
	}
	if (last) {
		const char *who = last->staff ? last->staff : "nobody";

		if (n > 1)
			bo_buf_printf(&words, "%zu baskets wait (F7), the last of %s: ", n, who);
		else
			bo_buf_printf(&words, "The basket of %s waits (F7): ", who);
		say_basket(s, last, &words);
	}
	bo_arena_clear(&arena);
}

/* A name or a code alone is nothing to keep, and must not become the next buyer's. */
static bool forget_buyer(struct screen *screen)
{
	struct sell *s = screen->state;
	const struct bo_basket *b = &s->model.basket;

	if (b->id && (b->patron_id > BO_PATRON_WALK_UP || (b->code && *b->code)))
		session_failed(screen, bo_basket_clear(s->model.bo, b->id));
	return true;
}

bool sell_may_leave(struct screen *screen)
{
	struct sell *s = screen->state;
	struct bo_buf words = BO_BUF(s->ask);

	if (sell_rows(s) == 0)
		return forget_buyer(screen);
	s->ask[0] = '\0';
	bo_buf_add(&words, "Not sold yet: ");
	say_basket(s, &s->model.basket, &words);
	bo_buf_printf(&words, ". It is kept under the name of %s; F7 brings it back.",
		      bo_acting_name(s->model.bo));
	s->question = (struct ui_dialog){ .title = "Sign out",
					  .text = s->ask,
					  .answers = { { "<Enter>", "Keep it and sign out" },
						       { "<Esc>", "Stay" } },
					  .role = UI_ROLE_WARN,
					  .enter = 1 };
	app_push(screen->app, &ask_screen, &s->question, SELL_TAG_LEAVE);
	return false;
}

unsigned sell_left(struct screen *screen)
{
	struct sell *s = screen->state;
	char text[200];
	struct bo_buf words = BO_BUF(text);
	enum bo_status status = bo_basket_park(s->model.bo, s->model.basket.id, NULL);

	if (status)
		return sell_answer(screen, status, "Keeping the basket");
	text[0] = '\0';
	say_basket(s, &s->model.basket, &words);
	app_info(screen->app, "Kept for %s: %s.", bo_acting_name(s->model.bo), text);
	return UI_CLOSE;
}
