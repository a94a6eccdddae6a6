/*
 * People found as one types, a little at a time, so that no key waits for a million of them.
 */
#ifndef SCREENS_KIT_PERSON_SEARCH_H
#define SCREENS_KIT_PERSON_SEARCH_H

#include <boxoffice/patron.h>

/* Zeroed it is empty. */
struct person_search {
	struct bo_patrons found; /* so far; lent until the next call */

	/* private */
	struct bo_search *search, *next; /* next: the same again, shown when it is done */
	bool done;
};

/* Begins with another text, and finds what one step finds. */
enum bo_status person_search_begin(struct bo *bo, struct person_search *s, const char *words,
				   size_t limit) BO_CHECKED;
/* The same text after the store has changed: what is shown stays until all is found again. */
enum bo_status person_search_again(struct bo *bo, struct person_search *s, const char *words,
				   size_t limit) BO_CHECKED;
/* More is to be found: call step. */
bool person_search_goes_on(const struct person_search *s);
/* *changed: found is another list, or a longer one. */
enum bo_status person_search_step(struct person_search *s, bool *changed) BO_CHECKED;
void person_search_end(struct person_search *s);

#endif
