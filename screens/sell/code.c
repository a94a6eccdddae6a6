/*
 * What a buyer shows or says to get an offer: a code, an e-mail, a ticket of another evening.
 *
 * A code that nobody knows is said to be so at once, and taken all the same: it may open something
 * at another performance.  A ticket is looked up as ever; only where a campaign gives something for
 * it here, it becomes a code of the basket without a further key.
 */
#include "sell/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* --- What they have --- */

/* What all tickets and codes of one buyer have of one campaign. */
struct had {
	const struct bo_standing *first; /* one that may be used, if any */
	int64_t quantity, left, here;	 /* here: tickets of this basket that have it */
	bool usable;
};

static int64_t used_here(const struct bo_basket *b, const struct bo_standing *st)
{
	int64_t qty = 0;

	for (size_t i = 0; i < b->n_lines; i++)
		for (size_t j = 0; j < b->line[i].n_uses; j++)
			if (b->line[i].use[j].campaign_id == st->campaign_id &&
			    b->line[i].use[j].member_id == st->member_id)
				qty += b->line[i].use[j].qty;
	return qty;
}

static int64_t sum(int64_t a, int64_t b)
{
	return a == BO_NONE || b == BO_NONE ? BO_NONE : a + b;
}

static struct had had_of(const struct bo_standings *all, const struct bo_basket *b,
			 int64_t campaign_id)
{
	struct had h = { 0 };

	for (size_t i = 0; i < all->n; i++) {
		const struct bo_standing *st = &all->row[i];

		if (st->campaign_id != campaign_id)
			continue;
		if (!h.first || (st->reason == BO_RULE_NONE && h.first->reason != BO_RULE_NONE))
			h.first = st;
		h.quantity = sum(h.quantity, st->quantity);
		h.left = sum(h.left, st->left);
		h.here += used_here(b, st);
		h.usable = h.usable || st->reason == BO_RULE_NONE;
	}
	h.usable = h.usable || h.here > 0;
	return h;
}

static void say_had(const struct had *h, struct bo_buf *words)
{
	const struct bo_standing *st = h->first;

	bo_buf_printf(words, "%s%s: ", words->len ? " · " : "", st->campaign);
	if (!h->usable) {
		bo_buf_add(words, st->message ? st->message : bo_rule_label(st->reason));
		return;
	}
	if (h->here > 0)
		bo_buf_printf(words, "%" PRId64 " here", h->here);
	else
		bo_buf_add(words, st->effect);
	if (h->left != BO_NONE && h->quantity != BO_NONE)
		bo_buf_printf(words, ", %" PRId64 " of %" PRId64 " left", h->left, h->quantity);
	else if (h->left != BO_NONE)
		bo_buf_printf(words, ", %" PRId64 " left", h->left);
}

/* One sentence for each campaign, those that give something first.  True: none does. */
static bool say_standings(const struct bo_standings *all, const struct bo_basket *b,
			  struct bo_buf *words)
{
	bool usable = false;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < all->n; i++) {
			const struct had h = had_of(all, b, all->row[i].campaign_id);
			bool before = false;

			for (size_t j = 0; j < i; j++)
				before = before ||
					 all->row[j].campaign_id == all->row[i].campaign_id;
			usable = usable || h.usable;
			if (!before && h.usable == (pass == 0))
				say_had(&h, words);
		}
	}
	return !usable;
}

bool sell_say_standings(const struct sell *s, struct bo_buf *words)
{
	return say_standings(&s->model.standings, &s->model.basket, words);
}

/* --- Codes --- */

/* Why a code does nothing anywhere we can see; false: nothing is known about it. */
static bool say_unknown(struct sell *s, const char *code, struct bo_buf *words)
{
	struct bo *bo = s->model.bo;
	struct bo_arena arena = { 0 };
	struct bo_members members = { 0 };
	enum bo_code_shape shape = BO_CODE_UNKNOWN;
	bool known = bo_member_known(bo, &arena, code, &members) == BO_OK && members.n > 0;

	if (known)
		bo_buf_printf(words, "%s is of the list %s, but no campaign that runs is for it.",
			      code, members.row[0].audience);
	bo_arena_clear(&arena);
	if (known || bo_code_shape_of(bo, code, &shape) != BO_OK || shape == BO_CODE_UNKNOWN)
		return known;
	if (shape == BO_CODE_MISTYPED)
		bo_buf_printf(words, "%s is mistyped: no code of ours is like that.", code);
	else
		bo_buf_printf(words, "%s is of no list any more.", code);
	return true;
}

/* What campaigns that run know it for, at whatever performance; one for everybody knows nobody.
 * False: none does. */
static bool read_known(const struct sell *s, struct bo_arena *arena, const char *code,
		       struct bo_standings *list)
{
	struct bo_standings all = { 0 };

	*list = (struct bo_standings){ 0 };
	if (bo_campaign_standings(s->model.bo, arena, code, 0, s->model.performance_id, &all))
		return false;
	list->row = all.row;
	for (size_t i = 0; i < all.n; i++)
		if (all.row[i].member_id)
			list->row[list->n++] = all.row[i];
	return list->n > 0;
}

static bool is_member(const struct sell *s, const char *code)
{
	struct bo_arena arena = { 0 };
	struct bo_standings list;
	bool known = read_known(s, &arena, code, &list);

	bo_arena_clear(&arena);
	return known;
}

/* After a fetch: what the code does here. */
static void say_taken(struct screen *screen, const char *code)
{
	struct sell *s = screen->state;
	char text[APP_MESSAGE];
	struct bo_buf words = BO_BUF(text);
	bool opens = false;

	for (size_t i = 0; i < s->model.offers.n; i++)
		opens = opens || sell_code_among(s->model.offers.row[i].codes, code);
	if (is_member(s, code)) {
		/* what it gives stands under the entry line */
		if (sell_say_standings(s, &words) && !opens)
			app_warn(screen->app, "%s", text);
	} else if (!opens && say_unknown(s, code, &words)) {
		app_warn(screen->app, "%s", text);
	} else if (!opens) {
		app_warn(screen->app, "The code %s opens nothing for this performance.", code);
	}
}

unsigned sell_take_code(struct screen *screen, const char *code)
{
	struct sell *s = screen->state;
	enum bo_status status = sell_model_open_basket(&s->model);
	char words[SELL_TEXT + 16];

	if (!status)
		status = bo_basket_add_code(s->model.bo, s->model.basket.id, code);
	snprintf(words, sizeof words, "Code %s", code);
	if (status)
		return sell_answer(screen, status, words);
	s->attempt.refused = false;
	sell_set_entry(s, "");
	sell_refetch(screen);
	say_taken(screen, code);
	return UI_HANDLED | UI_REDRAW;
}

unsigned sell_drop_code(struct screen *screen, const char *code)
{
	struct sell *s = screen->state;
	char words[SELL_TEXT + 30], left[200];
	struct bo_buf say = BO_BUF(left);
	enum bo_status status = bo_basket_drop_code(s->model.bo, s->model.basket.id, code);

	snprintf(words, sizeof words, "Without the code %s", code);
	if (status)
		return sell_answer(screen, status, words);
	s->attempt.refused = false;
	sell_set_entry(s, "");
	sell_refetch(screen);
	bo_code_list(&say, s->model.basket.code);
	if (left[0])
		app_info(screen->app, "Taken out: the code %.100s; left: %s.", code, left);
	else
		app_info(screen->app, "No code any more.");
	return UI_HANDLED | UI_REDRAW;
}

bool sell_try_code(struct screen *screen, const char *text, unsigned *r)
{
	struct sell *s = screen->state;
	char why[APP_MESSAGE];
	struct bo_buf words = BO_BUF(why);

	if (is_member(s, text)) {
		*r = sell_take_code(screen, text);
		return true;
	}
	if (!say_unknown(s, text, &words))
		return false;
	s->entry.fresh = true; /* it can be mended, but the next line takes its place */
	app_error(screen->app, "%s", why);
	*r = UI_HANDLED | UI_REDRAW;
	return true;
}

unsigned sell_take_email(struct screen *screen, const char *email)
{
	struct sell *s = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_patron patron;
	enum bo_status status = bo_patron_find(s->model.bo, &arena, email, &patron);
	int64_t id = status == BO_OK ? patron.id : 0;

	bo_arena_clear(&arena);
	if (id > BO_PATRON_WALK_UP)
		return sell_take_patron(screen, id);
	if (is_member(s, email))
		return sell_take_code(screen, email);
	s->entry.fresh = true;
	app_error(screen->app, "Nobody here has the e-mail %s; F6 makes a new person.", email);
	return UI_HANDLED | UI_REDRAW;
}

/* --- Tickets --- */

static bool same_code(const char *a, const char *b)
{
	while (*b && *a && (*a == *b || (*a >= 'a' && *a <= 'z' && *a - 'a' + 'A' == *b))) {
		a++;
		b++;
	}
	return !*a && !*b;
}

static void describe_voucher(struct sell *s, const struct bo_voucher *v)
{
	struct sell_lookup *l = &s->lookup;
	struct bo_buf first = BO_BUF(l->line[0]), second = BO_BUF(l->line[1]);
	char when[SESSION_WHEN], money[SESSION_MONEY];
	const struct session *session = session_of(s->screen);
	bool active = v->code && same_code(l->code, v->code);

	l->good = active && v->state == BO_VOUCHER_RESERVED;
	bo_buf_printf(&first, "%s · %s", v->type, v->patron);
	if (v->show)
		bo_buf_printf(&first, " · %s %s", v->show,
			      session_when(session, v->performance_at, v->zone, when));
	if (active)
		bo_buf_printf(&second, "Ticket %s, issue %" PRId64 ": %s", v->code, v->issue,
			      v->state == BO_VOUCHER_RESERVED ? "good"
							      : bo_voucher_state_code(v->state));
	else if (v->code)
		bo_buf_printf(&second,
			      "VOID: printed again since, the good ticket is issue %" PRId64,
			      v->issue);
	else
		bo_buf_printf(&second, "VOID: %s", bo_voucher_state_code(v->state));
	bo_buf_printf(&second, " · order %" PRId64 " · %s", v->order_id,
		      session_money(session, v->amount, money));
}

/* What campaigns give for the ticket here: at once, beside the codes the basket has. */
static bool offer_ticket(struct screen *screen)
{
	struct sell *s = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_standings list;
	const struct bo_basket none = { 0 };
	char text[APP_MESSAGE];
	struct bo_buf words = BO_BUF(text);
	bool known, usable;

	known = read_known(s, &arena, s->lookup.code, &list);
	usable = known && !say_standings(&list, &none, &words);
	bo_arena_clear(&arena);
	if (!known)
		return false;
	if (!usable)
		app_warn(screen->app, "%s", text);
	else if (!bo_code_among(s->model.basket.code, s->lookup.code))
		sell_take_code(screen, s->lookup.code);
	return usable;
}

unsigned sell_scan(struct screen *screen, const char *code)
{
	struct sell *s = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_voucher voucher;
	int64_t now = bo_now(s->model.bo);
	enum bo_status status;

	if (s->lookup.on && same_code(code, s->lookup.code) && now - s->lookup.at < 2) {
		sell_set_entry(s, "");
		app_warn(screen->app, "The same ticket twice: looked up once.");
		return UI_HANDLED | UI_REDRAW;
	}
	s->lookup = (struct sell_lookup){ .on = true, .at = now };
	for (size_t i = 0; i < sizeof s->lookup.code - 1 && code[i]; i++)
		s->lookup.code[i] =
			code[i] >= 'a' && code[i] <= 'z' ? (char)(code[i] - 'a' + 'A') : code[i];
	sell_set_entry(s, "");
	status = bo_voucher_find(s->model.bo, &arena, code, &voucher);
	if (!status)
		describe_voucher(s, &voucher);
	bo_arena_clear(&arena);
	if (status)
		s->lookup.on = false;
	if (status == BO_NOT_FOUND && is_member(s, code)) /* of a list with codes like ours */
		return sell_take_code(screen, code);
	if (status)
		return sell_answer(screen, status, "This ticket");
	if (offer_ticket(screen))
		return UI_HANDLED | UI_REDRAW | UI_DROP_TYPEAHEAD;
	return UI_HANDLED | UI_REDRAW | UI_DROP_TYPEAHEAD |
	       (s->lookup.good ? 0 : (unsigned)UI_BELL);
}
