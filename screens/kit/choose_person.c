/*
 * Choosing a person.  The search goes on while nothing is typed, and makes the rows anew whenever
 * it has found more.
 */
#include "kit/choose.h"

#include "frame/session.h"
#include "kit/person_search.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MOST = 60 };

struct seeker {
	const struct screen *screen;
	struct choose_person what;
	struct person_search people;
	bool nobody; /* has its row, as nothing is typed */
};

static const struct ui_column columns[] = {
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
			    .columns = columns,
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
