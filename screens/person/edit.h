/*
 * The whole record of a patron in one form, new or to be changed.
 */
#ifndef SCREENS_PERSON_EDIT_H
#define SCREENS_PERSON_EDIT_H

#include "person/label_pick.h"

enum { PATRON_FIELDS = 7 + BO_OPT_OUT_COUNT };

/* What the form needs while it is open, in the state of the screen that opens it. */
struct patron_work {
	struct label_pick labels; /* first: what its functions are given */
	struct bo_arena lent;
	struct bo_patron was; /* as it was read */
	int64_t id;	      /* 0: a new one; once saved, who it is */
	struct fill_field field[PATRON_FIELDS];
	char title[BO_NAME_MAX + 40];
};

/* id 0: a new one, of whom typed may be known already.  In done() of the screen the result is not
 * NULL once saved, and work->id says who. */
unsigned patron_edit_open(struct screen *screen, struct patron_work *work, int64_t id,
			  const char *typed, int tag);
void patron_edit_clear(struct patron_work *work);

#endif
