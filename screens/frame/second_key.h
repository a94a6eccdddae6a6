/*
 * A second way to the keys that terminals keep for themselves.
 *
 * Emulators take F1, F10 and F11 for their help, menu and full screen, and Alt with a letter or
 * digit for menus and tabs; some send nothing of use for Alt at all.  So Ctrl-G and a letter is Alt
 * and that letter, Ctrl-G and one of 1 to 9, 0, - and = is one of F1 to F12.  Escape and a letter
 * does the same as Ctrl-G where Escape itself had nothing to give up, as that is what Alt sends on
 * old terminals, only slower.
 */
#ifndef SCREENS_FRAME_SECOND_KEY_H
#define SCREENS_FRAME_SECOND_KEY_H

#include "ui/event.h"

/* Does some common emulator keep it? */
bool second_key_needed(struct ui_key key);
/* The key that is struck after Ctrl-G for it; false: there is none. */
bool second_key_of(struct ui_key key, struct ui_key *second);
/* And back. */
bool second_key_means(struct ui_key second, struct ui_key *key);

enum second_key_state { SECOND_KEY_NONE, SECOND_KEY_ASKED, SECOND_KEY_ESCAPED };
enum { SECOND_KEY_TICKS = 2 }; /* how long Escape waits for its letter */

#endif
