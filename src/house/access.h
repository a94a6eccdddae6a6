/*
 * The house is staff and what they may, tills, options and the clock.  Here stands what every read
 * asks before it answers.  The engine is the wall: a screen, a
 * command and whoever else calls it get the same answer.
 */
#ifndef HOUSE_ACCESS_H
#define HOUSE_ACCESS_H

#include "base/office.h"

#include <boxoffice/staff.h>

/* BO_REFUSED by permission unless the acting person may, and in self-service always.  What an act
 * reads for itself was permitted with the act, and is not asked again. */
enum bo_status access_read(struct bo *bo, enum bo_permission permission) BO_CHECKED;
/* The same without a word, for what is only left out of an answer. */
bool access_has(struct bo *bo, enum bo_permission permission);
/* May this caller buy as that patron?  In self-service as the walk-up patron, the one proved, and
 * the one whose e-mail was given. */
bool access_buyer(const struct bo *bo, int64_t patron_id);
/* The refusal that self-service gets. */
enum bo_status access_not_yours(struct bo *bo, const char *what) BO_CHECKED;

#endif
