/*
 * The search as one types.  What was found belongs to the engine's search, so that one lives until
 * it is replaced, and a search that is repeated is replaced only once it has found everything: the
 * list under the cursor neither shrinks nor jumps because somebody sold a ticket.
 */
#include "kit/person_search.h"

void person_search_end(struct person_search *s)
{
	bo_search_end(s->search);
	bo_search_end(s->next);
	*s = (struct person_search){ .done = true };
}

enum bo_status person_search_begin(struct bo *bo, struct person_search *s, const char *words,
				   size_t limit)
{
	enum bo_status status;

	person_search_end(s);
	s->done = false;
	status = bo_search_begin(bo, words, limit, &s->search);
	if (!status)
		status = bo_search_step(s->search, &s->found, &s->done);
	if (status)
		person_search_end(s);
	return status;
}

/* One step of what is to take the place of the one that is shown. */
static enum bo_status step_next(struct person_search *s, bool *changed)
{
	struct bo_patrons found;
	bool done;
	enum bo_status status = bo_search_step(s->next, &found, &done);

	*changed = false;
	if (status || !done)
		return status;
	bo_search_end(s->search);
	s->search = s->next;
	s->next = NULL;
	s->found = found;
	*changed = true;
	return BO_OK;
}

enum bo_status person_search_again(struct bo *bo, struct person_search *s, const char *words,
				   size_t limit)
{
	bool changed;
	enum bo_status status;

	if (!s->search)
		return person_search_begin(bo, s, words, limit);
	if (person_search_goes_on(s))
		return BO_OK; /* what it has not seen yet it will see */
	status = bo_search_begin(bo, words, limit, &s->next);
	if (!status)
		status = step_next(s, &changed);
	if (status)
		person_search_end(s);
	return status;
}

bool person_search_goes_on(const struct person_search *s)
{
	return (s->search && !s->done) || s->next;
}

enum bo_status person_search_step(struct person_search *s, bool *changed)
{
	size_t n = s->found.n;
	enum bo_status status = BO_OK;

	*changed = false;
	if (s->next) {
		status = step_next(s, changed);
	} else if (s->search && !s->done) {
		status = bo_search_step(s->search, &s->found, &s->done);
		*changed = s->done || s->found.n != n;
	}
	if (status)
		person_search_end(s);
	return status;
}
