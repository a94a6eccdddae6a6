/*
 * Another process of this program that a screen talks to without waiting for it.
 *
 * What may block for seconds (a printer, a scheduler) happens there.  One socket is its standard
 * input and output, so a write to a child that has died is an answer, not a signal.
 */
#ifndef SCREENS_FRAME_CHILD_H
#define SCREENS_FRAME_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct child {
	pid_t pid; /* 0: none */
	int fd;	   /* to watch; only while pid is not 0 */
};

/* argv[0] is the program's path; ends with NULL.  False: it could not be started. */
bool child_start(struct child *child, const char *const *argv);
bool child_runs(const struct child *child);
/* False: it does not listen any more. */
bool child_send(struct child *child, char byte);
/* Bytes read; 0: nothing now; -1: it has ended (and is forgotten). */
ssize_t child_read(struct child *child, char *bytes, size_t size);
/* Says that nobody listens any more, which ends it, and goes on at once. */
void child_end(struct child *child);
/* Buries those that child_end() left; call it now and then. */
void child_bury(void);

#endif
