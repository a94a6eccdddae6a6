/*
 * The terminal after a crash.
 *
 * A program that dies inside curses leaves a terminal without echo and without a cursor.  Handlers
 * for the signals of a crash write fixed bytes, put the line discipline back and die of the same
 * signal; nothing else may be done there.
 */
#ifndef UI_RESTORE_H
#define UI_RESTORE_H

/* Before anything changes the terminal: how it is now. */
void ui_restore_remember(void);
/* From now on a crash gives it back. */
void ui_restore_on_crash(void);
/* The terminal has been given back in the ordinary way. */
void ui_restore_forget(void);

#endif
