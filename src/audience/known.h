/*
 * Who of an audience is meant: by what was typed, said or scanned, and by the
 * patron of the order.
 */
#ifndef AUDIENCE_KNOWN_H
#define AUDIENCE_KNOWN_H

#include "base/office.h"

#include <boxoffice/campaign.h>
#include <boxoffice/code.h>

struct known_member {
	int64_t id;	  /* of attendees: the voucher's */
	int64_t quantity; /* BO_NONE: no limit */
	const char *code; /* as the list or the ticket has it; NULL: none */
	const char *email;
	unsigned by; /* how they were known: set of 1u << enum bo_unlock */
};
struct known_members {
	size_t n;
	struct known_member *row;
};

enum { KNOWN_MAX = 1000 }; /* members that one e-mail or patron is known as at most, by id */

/*
 * Members of one audience that a text (NULL or "": none) or a patron (0 or the walk-up patron:
 * none) names in one of the ways of unlocks; each once, by id.  Removed members are not known.
 *
 * A text is tried as a code, as a ticket, and with '@' as an e-mail, any of somebody's that merging
 * left.  The code of an attendee is that of the active ticket, so either of code and ticket knows
 * it; a list may hold codes of tickets, which either knows too.  A ticket that a reprint or an
 * exchange made void names nobody: who knows in whose hands it is.  Only index lookups.
 */
enum bo_status audience_known(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
			      const char *text, int64_t patron_id, unsigned unlocks,
			      struct known_members *list) BO_CHECKED;

#endif
