/*
 * Choosing performances and people.
 *
 * Which performances are listed is the engine's answer to what they are for; those that are
 * cancelled look the same wherever they are.  The search of people goes on while nothing is typed,
 * and makes the rows anew whenever it has found more.
 */
#include "frame/session.h"
#include "kit/choose.h"
#include "kit/person_search.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* --- Performances --- */

enum { WHEN, SHOW, HOUSE, LEFT, COLUMNS };

static const struct ui_column performance_columns[COLUMNS + 1] = {
	[WHEN] = { .title = "When", .width = 16 },
	[SHOW] = { .title = "Show", .width = 16, .grow = true },
	[HOUSE] = { .title = "House", .width = 14, .drop = 1 },
	[LEFT] = { .title = "Left", .width = 5, .right = true },
};

/* With the year: the same show comes back next year. */
static const struct ui_column looked_back[COLUMNS + 1] = {
	[WHEN] = { .title = "When", .width = 22 },
	[SHOW] = { .title = "Show", .width = 18, .grow = true },
	[HOUSE] = { .title = "House", .width = 12, .grow = true, .drop = 2 },
	[LEFT] = { .title = "Sold", .width = 6, .right = true, .drop = 1 },
};

static bool is_among(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static void add_performance(struct choose *c, const struct bo_performance *p, bool back)
{
	char when[SESSION_WHEN], count[24];
	struct bo_buf buf = BO_BUF(when);
	bool cancelled = p->state == BO_PERFORMANCE_CANCELLED;

	bo_when_short(&buf, p->at, p->zone, back);
	snprintf(count, sizeof count, "%" PRId64, back ? p->sold : p->left);
	choose_add(c, p->id, "%s\t%s\t%s\t%s", when, p->show, cancelled ? "cancelled" : p->house,
		   count)
		->role = cancelled ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
}

/* Where what is past is listed too, one stands on the first to come. */
static enum bo_status fetch(struct screen *screen, enum bo_performance_purpose purpose,
			    struct choose *c)
{
	const struct bo_performance_filter filter = { .from = BO_NONE, .purpose = purpose };
	struct bo *bo = session_bo(screen);
	struct bo_performances list = { 0 };
	bool back = purpose == BO_TO_LOOK_BACK;
	enum bo_status status = bo_performance_list(bo, &c->arena, &filter, &list);

	c->columns = back ? looked_back : performance_columns;
	c->empty = back ? "No performance like that." : "No performance like that is to come.";
	for (size_t i = 0; i < list.n; i++) {
		add_performance(c, &list.row[i], back);
		if (back && (i == 0 || list.row[i - 1].at < bo_now(bo)))
			c->at = list.row[i].id;
	}
	return status;
}

unsigned choose_performance(struct screen *screen, const char *title,
			    enum bo_performance_purpose purpose, const char *first, int tag)
{
	struct choose c = { .title = title };

	if (first)
		choose_add(&c, 0, "%s", first);
	return choose_open(screen, &c, fetch(screen, purpose, &c), tag);
}

unsigned choose_performances(struct screen *screen, const char *title,
			     enum bo_performance_purpose purpose, const int64_t *marked, size_t n,
			     int tag)
{
	struct choose c = { .title = title, .several = true };
	enum bo_status status = fetch(screen, purpose, &c);

	for (size_t i = c.n; i > 0; i--) {
		c.row[i - 1].marked = is_among(marked, n, c.row[i - 1].id);
		if (c.row[i - 1].marked)
			c.at = c.row[i - 1].id;
	}
	return choose_open(screen, &c, status, tag);
}

/* --- People --- */

enum { MOST = 60 };

struct seeker {
	const struct screen *screen;
	struct choose_person what;
	struct person_search people;
	bool nobody; /* has its row, as nothing is typed */
};

static const struct ui_column person_columns[] = {
	{ .title = "Name", .width = 20, .grow = true },
	{ .title = "E-mail", .width = 20, .grow = true, .drop = 2 },
	{ .title = "Telephone", .width = 12, .drop = 3 },
	{ .title = "Orders", .width = 6, .right = true, .drop = 1 },
	{ .title = NULL },
};

static void make_rows(struct choose *c)
{
	const struct seeker *s = c->seeker;
	const struct bo_patrons *found = &s->people.found;

	choose_clear(c);
	if (s->nobody)
		choose_add(c, 0, "%s", s->what.nobody);
	for (size_t i = 0; i < found->n; i++)
		if (found->row[i].id != s->what.without)
			choose_add(c, found->row[i].id, "%s\t%s\t%s\t%" PRId64, found->row[i].name,
				   found->row[i].email, found->row[i].phone, found->row[i].orders);
	c->more = found->n >= MOST ? CHOOSE_UNCOUNTED : 0;
}

static void begin(struct choose *c, const char *words)
{
	struct seeker *s = c->seeker;

	s->nobody = s->what.nobody && !*words;
	session_failed(s->screen,
		       person_search_begin(session_bo(s->screen), &s->people, words, MOST));
	make_rows(c);
}

static bool goes_on(const struct choose *c)
{
	return person_search_goes_on(&((const struct seeker *)c->seeker)->people);
}

static void more(struct choose *c)
{
	struct seeker *s = c->seeker;
	bool changed;

	if (session_failed(s->screen, person_search_step(&s->people, &changed)) || changed)
		make_rows(c);
}

static void end(struct choose *c)
{
	struct seeker *s = c->seeker;

	person_search_end(&s->people);
	free(s);
}

unsigned choose_person(struct screen *screen, const struct choose_person *what, int tag)
{
	static const struct choose_search search = { begin, goes_on, more, end };
	struct seeker *s = calloc(1, sizeof *s);
	struct choose c = { .title = what->title,
			    .columns = person_columns,
			    .empty = what->new_label ? "Nobody of that name. F6 makes a new person."
				     : what->without ? "Nobody else of that name."
						     : "Nobody of that name.",
			    .query = what->words,
			    .new_label = what->new_label,
			    .search = &search,
			    .seeker = s };

	if (!s)
		return UI_HANDLED | UI_BELL;
	*s = (struct seeker){ .screen = screen, .what = *what };
	return choose_open(screen, &c, BO_OK, tag);
}

int64_t choose_only_person(struct screen *screen, const char *words)
{
	struct person_search people = { 0 };
	enum bo_status status = person_search_begin(session_bo(screen), &people, words, 2);
	bool changed;
	int64_t id = 0;

	while (!status && people.found.n < 2 && person_search_goes_on(&people))
		status = person_search_step(&people, &changed);
	if (!session_failed(screen, status) && people.found.n == 1)
		id = people.found.row[0].id;
	person_search_end(&people);
	return id;
}
