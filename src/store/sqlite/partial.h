/*
 * Files in the making.  They have a name nobody else gives (the one they are made for, six letters,
 * ".boxoffice-partial"), are their owner's alone, and are locked as long as somebody works on them,
 * so that what a killed program left can be told from that and swept.
 */
#ifndef STORE_SQLITE_PARTIAL_H
#define STORE_SQLITE_PARTIAL_H

#include "store/store.h"

struct partial {
	char path[PATH_LIMIT];
	int fd; /* holds the lock; closed only after SQLite closed the file, whose locks it would
		   end */
};

/* Makes an empty one beside the file it is for, and sweeps that folder.  what: "store" or "file",
 * as errors name it. */
enum bo_status partial_make(struct bo *bo, const char *beside, const char *what,
			    struct partial *partial) BO_CHECKED;
/* Gives it its name, which never takes the place of another; false with errno when not. */
bool partial_name(const struct partial *partial, const char *path);
/* Takes it away, with what SQLite keeps beside it; nothing is there when it was given its name by
 * rename(). */
void partial_end(struct partial *partial);

#endif
