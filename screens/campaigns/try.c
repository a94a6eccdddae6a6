/*
 * Whom and what the sample sale is tried with: performance, person, code.
 */
#include "campaigns/sample.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PERFORMANCES = 1000, WORDS = 700 };

static unsigned push(struct campaign_sample_sale *s, int tag)
{
	app_push(s->screen->app, &pick_screen, &s->pick, tag);
	return UI_HANDLED | UI_REDRAW;
}

/* --- Performances --- */

static bool all_words(const char *text, const char *query)
{
	char folded[WORDS], words[WORDS];

	bo_text_fold(text, folded, sizeof folded);
	bo_text_fold(query, words, sizeof words);
	for (char *rest = NULL, *word = strtok_r(words, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest))
		if (!strstr(folded, word))
			return false;
	return true;
}

static void narrow_performances(void *arg, const char *query)
{
	struct campaign_sample_sale *s = arg;
	char when[SESSION_WHEN], text[WORDS];

	s->n_shown = 0;
	for (size_t i = 0; i < s->performances.n && s->shown; i++) {
		const struct bo_performance *p = &s->performances.row[i];

		snprintf(text, sizeof text, "%s %s %s", p->show,
			 session_when(s->session, p->at, p->zone, when), p->house);
		if (all_words(text, query))
			s->shown[s->n_shown++] = i;
	}
}

static int performance_rows(const void *arg)
{
	return (int)((const struct campaign_sample_sale *)arg)->n_shown;
}

static void performance_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct campaign_sample_sale *s = arg;
	const struct bo_performance *p = &s->performances.row[s->shown[row]];
	char when[SESSION_WHEN];

	snprintf(text, size, "%s",
		 column == 0   ? session_when(s->session, p->at, p->zone, when)
		 : column == 1 ? p->show
			       : p->house);
}

static const struct ui_column performance_columns[] = {
	{ .title = "When", .width = 16 },
	{ .title = "Show", .width = 16, .grow = true },
	{ .title = "House", .width = 14, .drop = 1 },
};
static const struct ui_list_model performance_model = {
	.columns = performance_columns,
	.ncolumns = 3,
	.rows = performance_rows,
	.cell = performance_cell,
	.empty = "No performance like that is to come."
};

unsigned sample_pick_performance(struct campaign_sample_sale *s)
{
	const struct bo_performance_filter filter = { .from = bo_now(s->session->bo),
						      .limit = PERFORMANCES };

	bo_arena_clear(&s->pick_arena);
	s->performances = (struct bo_performances){ 0 };
	if (session_failed(s->screen, bo_performance_list(s->session->bo, &s->pick_arena, &filter,
							  &s->performances)))
		return UI_HANDLED | UI_REDRAW;
	s->shown = bo_arena_alloc(&s->pick_arena, (s->performances.n + 1) * sizeof *s->shown);
	s->pick = (struct pick){ .title = "Try it at which performance?",
				 .fetch = narrow_performances,
				 .model = &performance_model,
				 .arg = s };
	return push(s, SAMPLE_TAG_PERFORMANCE);
}

/* --- People: the first row is nobody --- */

static void fetch_people(void *arg, const char *query)
{
	struct campaign_sample_sale *s = arg;

	bo_arena_clear(&s->pick_arena);
	s->patrons = (struct bo_patrons){ 0 };
	session_failed(s->screen, bo_patron_search(s->session->bo, &s->pick_arena, query,
						   SAMPLE_PEOPLE, &s->patrons));
	s->n_shown = *query ? 0 : 1;
}

static int people_rows(const void *arg)
{
	const struct campaign_sample_sale *s = arg;

	return (int)(s->patrons.n + s->n_shown);
}

static void people_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct campaign_sample_sale *s = arg;

	row -= (int)s->n_shown;
	if (row < 0)
		snprintf(text, size, "%s", column == 0 ? "walk-up, nobody by name" : "");
	else
		snprintf(text, size, "%s",
			 column == 0 ? s->patrons.row[row].name : s->patrons.row[row].email);
}

static const struct ui_column people_columns[] = {
	{ .title = "Name", .width = 20, .grow = true },
	{ .title = "E-mail", .width = 20, .grow = true, .drop = 1 },
};
static const struct ui_list_model people_model = { .columns = people_columns,
						   .ncolumns = 2,
						   .rows = people_rows,
						   .cell = people_cell,
						   .empty = "Nobody of that name." };

unsigned sample_pick_person(struct campaign_sample_sale *s)
{
	s->pick = (struct pick){ .title = "Try it with whom?",
				 .fetch = fetch_people,
				 .model = &people_model,
				 .arg = s };
	return push(s, SAMPLE_TAG_PERSON);
}

static void picked_person(struct campaign_sample_sale *s, int row)
{
	row -= (int)s->n_shown;
	if (row >= (int)s->patrons.n)
		return;
	s->patron_id = row < 0 ? 0 : s->patrons.row[row].id;
	snprintf(s->patron, sizeof s->patron, "%s", row < 0 ? "" : s->patrons.row[row].name);
}

/* --- Code --- */

unsigned sample_ask_code(struct campaign_sample_sale *s)
{
	s->prompt = (struct prompt){ .title = "Try it with a code",
				     .text = "A code, an e-mail or a ticket; empty: without.",
				     .prefill = s->code,
				     .limit = sizeof s->code - 1,
				     .may_be_empty = true };
	app_push(s->screen->app, &prompt_screen, &s->prompt, SAMPLE_TAG_CODE);
	return UI_HANDLED | UI_REDRAW;
}

bool sample_picked(struct campaign_sample_sale *s, int tag, const void *result)
{
	const struct pick_result *picked = result;

	if (tag == SAMPLE_TAG_CODE && result)
		snprintf(s->code, sizeof s->code, "%s", (const char *)result);
	else if (tag == SAMPLE_TAG_PERSON && picked && picked->row >= 0)
		picked_person(s, picked->row);
	else if (tag == SAMPLE_TAG_PERFORMANCE && picked && picked->row >= 0 &&
		 (size_t)picked->row < s->n_shown)
		s->performance.id = s->performances.row[s->shown[picked->row]].id;
	else
		return false;
	bo_arena_clear(&s->pick_arena);
	s->patrons = (struct bo_patrons){ 0 };
	s->shown = NULL;
	s->n_shown = 0;
	return true;
}
