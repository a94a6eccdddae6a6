/*
 * Records that may be one person, pair by pair.
 */
#ifndef SCREENS_PATRONS_DUPLICATES_H
#define SCREENS_PATRONS_DUPLICATES_H

#include "app.h"

extern const struct screen_ops duplicates_screen;

#endif
