/*
 * Choosing from lists while selling: who buys, which performance, which parked basket, which code.
 *
 * The rows are fetched for each new text (people) or once and then narrowed (the other two).  All
 * of it lives in one arena that ends with the picker.
 */
#include "patrons/form.h"
#include "patrons/page.h"
#include "sell/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PEOPLE = 60, FOLDED = 600 };

static unsigned push(struct screen *screen, const struct pick *pick, int tag)
{
	app_push(screen->app, &pick_screen, pick, tag);
	return UI_HANDLED | UI_REDRAW;
}

/* What a dialog starts with, cut at whole characters. */
static void set_label(struct sell *s, const char *text, int columns)
{
	struct bo_buf label = BO_BUF(s->label);

	bo_buf_addn(&label, text, ui_text_prefix(text, columns));
}

/* --- People --- */

static void fetch_people(void *arg, const char *query)
{
	struct sell *s = arg;

	s->may_walk_up = !*query && s->model.basket.patron_id > BO_PATRON_WALK_UP;
	session_failed(s->screen, person_search_begin(s->model.bo, &s->people, query, PEOPLE));
}

static bool people_go_on(const void *arg)
{
	const struct sell *s = arg;

	return person_search_goes_on(&s->people);
}

static void more_people(void *arg)
{
	struct sell *s = arg;
	bool changed;

	session_failed(s->screen, person_search_step(&s->people, &changed));
}

static int people_rows(const void *arg)
{
	const struct sell *s = arg;

	return (int)s->people.found.n + s->may_walk_up;
}

static void people_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct sell *s = arg;

	if (s->may_walk_up && --row < 0) {
		snprintf(text, size, "%s", column == 0 ? "walk-up, nobody by name" : "");
		return;
	}
	const struct bo_patron *p = &s->people.found.row[row];

	if (column == 3)
		snprintf(text, size, "%" PRId64, p->orders);
	else
		snprintf(text, size, "%s",
			 column == 0   ? p->name
			 : column == 1 ? p->email
				       : p->phone);
}

static const struct ui_column people_columns[] = {
	{ .title = "Name", .width = 20, .grow = true },
	{ .title = "E-mail", .width = 20, .grow = true, .drop = 2 },
	{ .title = "Telephone", .width = 12, .drop = 3 },
	{ .title = "Orders", .width = 6, .right = true, .drop = 1 },
};
static const struct ui_list_model people_model = {
	.columns = people_columns,
	.ncolumns = 4,
	.rows = people_rows,
	.cell = people_cell,
	.empty = "Nobody of that name. F6 makes a new person."
};

unsigned sell_pick_person(struct screen *screen, const char *words)
{
	struct sell *s = screen->state;

	fetch_people(s, words);
	while (*words && s->people.found.n < 2 && people_go_on(s))
		more_people(s); /* the only one, if there is no other */
	if (*words && s->people.found.n == 1)
		return sell_take_patron(screen, s->people.found.row[0].id);
	push(screen,
	     &(struct pick){ .title = "Who buys?",
			     .query = words,
			     .fetch = fetch_people,
			     .goes_on = people_go_on,
			     .more = more_people,
			     .model = &people_model,
			     .arg = s,
			     .most = PEOPLE,
			     .new_label = "makes a new person" },
	     SELL_TAG_PERSON);
	/* several answer to that: Enter must not take one that was not seen yet */
	return UI_HANDLED | UI_REDRAW | (*words ? (unsigned)UI_DROP_TYPEAHEAD : 0);
}

unsigned sell_new_person(struct screen *screen, const char *name)
{
	app_push(screen->app, &patron_form_screen, name, SELL_TAG_NEW_PERSON);
	return UI_HANDLED | UI_REDRAW;
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

	app_push(screen->app, &patron_page_screen, &id, SELL_TAG_PATRON_PAGE);
	return UI_HANDLED | UI_REDRAW;
}

/* --- Lists that are only narrowed --- */

static bool all_words(const char *folded, const char *query)
{
	char words[FOLDED];

	bo_text_fold(query, words, sizeof words);
	for (char *rest = NULL, *word = strtok_r(words, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest))
		if (!strstr(folded, word))
			return false;
	return true;
}

static void narrow(struct sell *s, size_t n, const char *query,
		   void (*words)(const struct sell *, size_t, char *, size_t),
		   int64_t (*id)(const struct sell *, size_t))
{
	char text[FOLDED], folded[FOLDED];

	s->n_shown = 0;
	for (size_t i = 0; s->shown && i < n; i++) {
		words(s, i, text, sizeof text);
		bo_text_fold(text, folded, sizeof folded);
		if (all_words(folded, query))
			s->shown[s->n_shown++] = id(s, i);
	}
}

static int shown_rows(const void *arg)
{
	const struct sell *s = arg;

	return (int)s->n_shown;
}

/* --- Performances --- */

static void performance_words(const struct sell *s, size_t i, char *text, size_t size)
{
	const struct bo_performance *p = &s->model.performances.row[i];
	char when[SESSION_WHEN];

	snprintf(text, size, "%s %s %s", p->show,
		 session_when(session_of(s->screen), p->at, p->zone, when), p->house);
}

static int64_t performance_id(const struct sell *s, size_t i)
{
	return s->model.performances.row[i].id;
}

static void narrow_performances(void *arg, const char *query)
{
	struct sell *s = arg;
	size_t n = s->model.performances.n;

	bo_arena_clear(&s->pick_arena); /* the model may have been fetched since */
	s->shown = bo_arena_alloc(&s->pick_arena, (n + 1) * sizeof *s->shown);
	narrow(s, n, query, performance_words, performance_id);
}

static void performance_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct sell *s = arg;
	int at = sell_model_find(&s->model, s->shown[row]);
	char when[SESSION_WHEN];

	if (at < 0)
		return; /* over meanwhile */
	const struct bo_performance *p = &s->model.performances.row[at];

	if (column == 0)
		snprintf(text, size, "%s",
			 session_when(session_of(s->screen), p->at, p->zone, when));
	else if (column == 3)
		snprintf(text, size, "%" PRId64, p->left);
	else
		snprintf(text, size, "%s", column == 1 ? p->show : p->house);
}

static const struct ui_column performance_columns[] = {
	{ .title = "When", .width = 16 },
	{ .title = "Show", .width = 16, .grow = true },
	{ .title = "House", .width = 14, .drop = 1 },
	{ .title = "Left", .width = 5, .right = true },
};
static const struct ui_list_model performance_model = {
	.columns = performance_columns,
	.ncolumns = 4,
	.rows = shown_rows,
	.cell = performance_cell,
	.empty = "No performance like that is to come."
};

unsigned sell_pick_performance(struct screen *screen)
{
	struct sell *s = screen->state;

	session_failed(screen, sell_model_fetch_all(&s->model));

	return push(screen,
		    &(struct pick){ .title = "Which performance?",
				    .fetch = narrow_performances,
				    .model = &performance_model,
				    .arg = s },
		    SELL_TAG_PERFORMANCE);
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

static void code_words(const struct sell *s, size_t i, char *text, size_t size)
{
	char code[BO_CODE_SIZE];

	snprintf(text, size, "%s", code_at(s, i, code) ? code : "");
}

static int64_t code_place(const struct sell *s, size_t i)
{
	(void)s;
	return (int64_t)i;
}

static void narrow_codes(void *arg, const char *query)
{
	struct sell *s = arg;

	narrow(s, bo_code_count(s->model.basket.code), query, code_words, code_place);
}

static void code_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct sell *s = arg;
	const struct bo_basket *b = &s->model.basket;
	struct bo_buf words = { .text = text, .size = size };
	char code[BO_CODE_SIZE];

	text[0] = '\0';
	if (!code_at(s, (size_t)s->shown[row], code))
		return;
	if (column == 0) {
		bo_buf_add(&words, code);
		return;
	}
	for (size_t i = 0; i < b->n_lines; i++)
		if (bo_code_among(b->line[i].codes, code))
			bo_buf_printf(&words, "%s%s", words.len ? ", " : "", b->line[i].type);
	if (words.len == 0)
		bo_buf_add(&words, "nothing in the basket");
}

static const struct ui_column code_columns[] = {
	{ .title = "Code", .width = 16, .grow = true },
	{ .title = "Used for", .width = 24, .grow = true },
};
static const struct ui_list_model code_model = { .columns = code_columns,
						 .ncolumns = 2,
						 .rows = shown_rows,
						 .cell = code_cell,
						 .empty = "No code like that is in the basket." };

unsigned sell_pick_code(struct screen *screen)
{
	struct sell *s = screen->state;
	size_t n = bo_code_count(s->model.basket.code);
	char code[BO_CODE_SIZE];

	if (n == 0)
		return UI_HANDLED | UI_BELL;
	if (n == 1 && code_at(s, 0, code))
		return sell_drop_code(screen, code);
	s->shown = bo_arena_alloc(&s->pick_arena, n * sizeof *s->shown);
	return push(screen,
		    &(struct pick){ .title = "Take out which code?",
				    .fetch = narrow_codes,
				    .model = &code_model,
				    .arg = s },
		    SELL_TAG_DROP_CODE);
}

/* --- Parked baskets --- */

static void basket_words(const struct sell *s, size_t i, char *text, size_t size)
{
	const struct bo_basket *b = &s->baskets.row[i];

	snprintf(text, size, "%s %s %s %s %s", b->label, b->patron, b->staff ? b->staff : "",
		 b->n_lines ? b->line[0].type : "",
		 b->n_lines && b->line[0].show ? b->line[0].show : "");
}

static int64_t basket_place(const struct sell *s, size_t i)
{
	(void)s;
	return (int64_t)i;
}

static void narrow_baskets(void *arg, const char *query)
{
	struct sell *s = arg;

	narrow(s, s->baskets.n, query, basket_words, basket_place);
}

static void basket_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct sell *s = arg;
	const struct bo_basket *b = &s->baskets.row[s->shown[row]];
	char money[SESSION_MONEY];

	if (column == 0)
		snprintf(text, size, "%s",
			 b->label && *b->label ? b->label : bo_basket_state_code(b->state));
	else if (column == 1)
		snprintf(text, size, "%s", b->patron);
	else if (column == 2 && b->n_lines == 0)
		snprintf(text, size, "money taken: %s",
			 session_money(session_of(s->screen), b->paid, money));
	else if (column == 2)
		snprintf(text, size, "%" PRId64 " × %s%s", b->line[0].qty, b->line[0].type,
			 b->n_lines > 1 ? ", …" : "");
	else if (column == 3)
		snprintf(text, size, "%s", session_money(session_of(s->screen), b->total, money));
	else
		snprintf(text, size, "%s", b->expired ? "ran out" : "kept");
}

static enum ui_role basket_role(const void *arg, int row, int column)
{
	const struct sell *s = arg;

	return column == 4 && s->baskets.row[s->shown[row]].expired ? UI_ROLE_WARN : UI_ROLE_NORMAL;
}

static const struct ui_column basket_columns[] = {
	{ .title = "Label", .width = 14, .grow = true },
	{ .title = "Person", .width = 14, .drop = 2 },
	{ .title = "Lines", .width = 16, .grow = true },
	{ .title = "Total", .width = 9, .right = true },
	{ .title = "Places", .width = 7, .drop = 1 },
};
static const struct ui_list_model basket_model = { .columns = basket_columns,
						   .ncolumns = 5,
						   .rows = shown_rows,
						   .cell = basket_cell,
						   .role = basket_role,
						   .empty = "No parked basket like that." };

/* Baskets open at other tills are theirs. */
static enum bo_status fetch_baskets(struct sell *s)
{
	enum bo_status status;
	size_t kept = 0;

	bo_arena_clear(&s->pick_arena);
	s->baskets = (struct bo_baskets){ 0 };
	status = bo_hold_list(s->model.bo, &s->pick_arena, &s->baskets);
	for (size_t i = 0; i < s->baskets.n; i++)
		if (s->baskets.row[i].state != BO_BASKET_OPEN)
			s->baskets.row[kept++] = s->baskets.row[i];
	s->baskets.n = kept;
	s->shown = bo_arena_alloc(&s->pick_arena, (kept + 1) * sizeof *s->shown);
	return status;
}

unsigned sell_recall(struct screen *screen)
{
	struct sell *s = screen->state;

	if (session_failed(screen, fetch_baskets(s)))
		return UI_HANDLED | UI_REDRAW;
	if (s->baskets.n == 0) {
		app_info(screen->app, "Nothing is parked.");
		return UI_HANDLED | UI_REDRAW;
	}
	return push(screen,
		    &(struct pick){ .title = "Bring back which basket?",
				    .fetch = narrow_baskets,
				    .model = &basket_model,
				    .arg = s },
		    SELL_TAG_RECALL);
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
	app_push(screen->app, &prompt_screen, &s->prompt, SELL_TAG_PARK);
	return UI_HANDLED | UI_REDRAW;
}

/* --- What was picked --- */

static unsigned recalled(struct screen *screen, int64_t id)
{
	struct sell *s = screen->state;
	enum bo_status status = bo_basket_recall(s->model.bo, id);

	if (status)
		return sell_answer(screen, status, "Bringing it back");
	s->model.basket.id = id;
	s->sold.on = s->refused.on = false;
	sell_find_waiting(s);
	return UI_HANDLED | UI_REDRAW | UI_RECALC;
}

unsigned sell_picked(struct screen *screen, int tag, const struct pick_result *result)
{
	struct sell *s = screen->state;
	int row = result->row;
	unsigned r = UI_REDRAW;
	char code[BO_CODE_SIZE];

	if (tag == SELL_TAG_PERSON && result->make_new) {
		r = sell_new_person(screen, result->query);
	} else if (tag == SELL_TAG_PERSON) {
		row -= s->may_walk_up;
		if (row < (int)s->people.found.n)
			r = sell_take_patron(screen, row < 0 ? 0 : s->people.found.row[row].id);
	} else if (tag == SELL_TAG_RECALL && row >= 0 && (size_t)row < s->n_shown) {
		r = recalled(screen, s->baskets.row[s->shown[row]].id);
	} else if (tag == SELL_TAG_DROP_CODE && row >= 0 && (size_t)row < s->n_shown) {
		if (code_at(s, (size_t)s->shown[row], code))
			r = sell_drop_code(screen, code);
	} else if (tag == SELL_TAG_PERFORMANCE && row >= 0 && (size_t)row < s->n_shown) {
		int at = sell_model_find(&s->model, s->shown[row]);

		if (at >= 0)
			session_failed(screen, sell_model_choose(&s->model, at));
		sell_reread(s);
	}
	bo_arena_clear(&s->pick_arena);
	person_search_end(&s->people);
	s->shown = NULL;
	s->n_shown = 0;
	return r;
}
