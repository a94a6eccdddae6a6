/*
 * Records that may be one person, pair by pair.
 */
#ifndef SCREENS_MERGE_DUPLICATES_H
#define SCREENS_MERGE_DUPLICATES_H

#include "frame/app.h"

extern const struct screen_ops duplicates_screen;

#endif
