/*
 * What a printer's state reasons mean for the person who stands before it.  Pure.
 */
#ifndef PRINT_REASONS_H
#define PRINT_REASONS_H

#include <boxoffice/arena.h>

/*
 * keywords: as IPP lists them, with commas ("media-empty-error,paused").  Appends
 * "media-empty: Load tickets; printing goes on by itself." for the gravest, then the others;
 * nothing if there is nothing to say.  True if the printer will not print until someone comes.
 */
bool reasons_words(const char *keywords, struct bo_buf *words);

#endif
