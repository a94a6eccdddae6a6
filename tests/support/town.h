/*
 * A town of patrons, as many as wanted, with names as they are: few first names that half the town
 * has, many surnames that few have, accents, hyphens, initials; four in five with an e-mail, three
 * in five with a phone, half with an address, and some of them twice.
 */
#ifndef SUPPORT_TOWN_H
#define SUPPORT_TOWN_H

#include <boxoffice/boxoffice.h>

/* Makes the store at path, or leaves the one that is there if it is of this town and schema.  One
 * person, "the manager", without a PIN.  Says what it waits for on stderr; ends the program when it
 * fails. */
void town_make(const char *path, int64_t people);
/* The people alone, into a store that is open. */
void town_fill(struct bo *bo, int64_t people);
/* Opens it as the manager at till "test". */
struct bo *town_open(const char *path);
/* The name of the nth, from 0; the same in every town. */
void town_name(int64_t n, char *name, size_t size);

#endif
