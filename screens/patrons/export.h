/*
 * Patrons written to a file, all or those of a label.
 */
#ifndef SCREENS_PATRONS_EXPORT_H
#define SCREENS_PATRONS_EXPORT_H

#include "person/label_pick.h"

struct patron_export {
	struct label_pick labels; /* first: what its functions are given */
	struct fill_field field[2];
	char path[1100];
};

unsigned patron_export_open(struct screen *screen, struct patron_export *work, int tag);
void patron_export_clear(struct patron_export *work);

#endif
