/*
 * What a call can come back with, and the sentence that goes with it.
 *
 * Every function that can fail returns enum bo_status; BO_OK is zero.  The
 * sentence for a person stays on the handle (office.h) until the next call on
 * it.  Out-parameters are untouched unless the status is BO_OK.
 */
#ifndef BOXOFFICE_STATUS_H
#define BOXOFFICE_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BO_CHECKED __attribute__((warn_unused_result))
#define BO_PRINTF(string, args) __attribute__((format(printf, string, args)))

/* "No limit", "not given" or "not known" where a number would stand; stored as NULL. */
#define BO_NONE INT64_MIN

/* X(status, word, exit code of a command that ends with it) */
#define BO_STATUS_LIST(X)                                                                          \
	X(BO_OK, "ok", 0)                                                                          \
	X(BO_REFUSED, "refused", 1)	/* a rule says no: bo_refusal() has the whole answer */    \
	X(BO_INVALID, "invalid", 2)	/* what was given is wrong; nothing changed */             \
	X(BO_NOT_FOUND, "not found", 2) /* nothing of that name; nothing changed */                \
	X(BO_EXISTS, "exists", 2)	/* the name or date is taken; nothing changed */           \
	X(BO_BUSY, "busy", 3)		/* another process keeps the store locked: try again */    \
	X(BO_IO, "input/output", 3)	/* file, disk or permission */                             \
	X(BO_CORRUPT, "corrupt", 3)	/* not a store, or a damaged one */                        \
	X(BO_LOST, "lost", 3)	    /* the file at the store's path is another one now: stop */    \
	X(BO_PRINTER, "printer", 3) /* the printer or its scheduler */                             \
	X(BO_CANCELLED, "cancelled", 3) /* the caller's progress function said stop */             \
	X(BO_NO_MEMORY, "out of memory", 3)

enum bo_status {
#define X(name, word, code) name,
	BO_STATUS_LIST(X)
#undef X
};

const char *bo_status_word(enum bo_status status);
int bo_status_exit(enum bo_status status);

/* What went wrong, for a person.  field and value are empty where no one input is to blame. */
struct bo_error {
	enum bo_status status;
	char field[48];
	char value[160]; /* cleaned for display; cut with "…" */
	char message[512];
};

/* Long work reports here; false asks it to stop, and it leaves nothing behind. total 0 = unknown.
 */
typedef bool (*bo_progress)(void *arg, int64_t done, int64_t total);

#endif
