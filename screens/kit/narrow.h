/*
 * Which rows of a list fit what is typed: everywhere the same ones.
 */
#ifndef SCREENS_KIT_NARROW_H
#define SCREENS_KIT_NARROW_H

#include <stdbool.h>

/* Does every word of words begin a word of text?  Without case and accents; a word also begins
 * behind a hyphen, a colon, a dot.  No words fit every text. */
bool narrow_fits(const char *text, const char *words);

#endif
