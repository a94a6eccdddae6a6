/*
 * A private print scheduler whose printer is a folder and can be told to misbehave.
 */
#ifndef SUPPORT_CUPS_H
#define SUPPORT_CUPS_H

#include "support/paper.h"

/* One for the whole test program: libcups reads where its server is only once. */
void cupsd_open(void);
void cupsd_close(void);
/* After cupsd_signal(SIGKILL): the same spool again. */
void cupsd_again(void);
void cupsd_signal(int signal);
/* An lpadmin, cupsdisable, … in its world; ends the test if it fails. */
void cupsd_run(const char *command);
/* How the printer behaves from now on; see cupsd.sh. */
void cupsd_mode(const char *mode);
/* Forgets the pages so far. */
void cupsd_clear(void);
/* How many pages the printer was given. */
int cupsd_pages(void);
/* The path of one of them. */
const char *cupsd_page(struct bo_arena *arena);
/* Lines "name copies=1 options" that the printer was called with. */
const char *cupsd_log(struct bo_arena *arena);

#endif
