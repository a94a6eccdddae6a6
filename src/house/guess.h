/*
 * How often somebody's PIN was guessed wrong.  Inside of the house.
 *
 * Five wrong ones of a person at a till and the PIN rests there, a minute at first and longer each
 * time after.  At tills where that person does not act, as the journal knows, it rests after ten of
 * them together, so that naming other tills gives no more guesses; one where the person does is not
 * concerned, so that nobody locks anybody out from elsewhere.  A right PIN where nothing was
 * guessed writes nothing.
 */
#ifndef HOUSE_GUESS_H
#define HOUSE_GUESS_H

#include "base/office.h"

/* BO_REFUSED by permission while that PIN rests at the session's till. */
enum bo_status guess_may(struct bo *bo, int64_t staff_id, const char *name) BO_CHECKED;
/*
 * What a PIN that was just tried is worth, decided and counted in one act, as guessers come in many
 * processes at once: a right one that comes while the PIN rests is refused like a wrong one.  what:
 * "sign-in" or "approval".  Wrong ones are in the journal.
 */
enum bo_status guess_judge(struct bo *bo, int64_t staff_id, const char *name, const char *what,
			   bool right) BO_CHECKED;
/* For a new PIN: what was guessed of the old one is no matter. */
enum bo_status guess_forget(struct bo *bo, int64_t staff_id) BO_CHECKED;

#endif
