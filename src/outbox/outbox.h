/*
 * The outbox: what leaves the machine, and the worker that carries it out.
 *
 * Whoever has something to send writes rows in the act it follows from, and brings a struct
 * outbox_kind: the words for it, how a row's document is made, which ways lead out.  The states,
 * the order of steps that survives a crash, the one worker of a destination and what a person has
 * to decide are here, for tickets and for anything else.
 *
 * In the store a row is a print_job and a destination a printer, as they were called when only
 * paper left.  Of these this room reads and writes what every row and destination has; what a row
 * stands for, and where else it is written, is known to its kind alone.
 */
#ifndef OUTBOX_OUTBOX_H
#define OUTBOX_OUTBOX_H

#include "base/office.h"

#include <boxoffice/arena.h>
#include <boxoffice/outbox.h>

/* Said in every query about open rows, word for word as the index says it, or it is not used. */
#define OUTBOX_IS_OPEN(j)                                                                          \
	j ".state <> 'printed' AND " j ".state <> 'spoiled' AND " j ".state <> 'dropped'"

enum { OUTBOX_WORDS = 600, OUTBOX_UUID = 64, OUTBOX_WARNING = 160 };

struct outbox_row {
	int64_t id, changed_at, attempt;
	enum bo_job_state state;
	int ref; /* what the transport calls it, with the uuid; ids alone may come again */
	char uuid[OUTBOX_UUID];
};

struct outbox_destination {
	int64_t id;
	const struct outbox_transport *transport;
	const char *target;
	char status[OUTBOX_WORDS]; /* the worker's last words */
	bool disabled, stopped, made;
};

struct outbox_document {
	bool wanted;	      /* false: nothing was made, as nobody wants it any more */
	unsigned char *bytes; /* free() it */
	size_t n;
	double width, height;	      /* mm; 0 for what has no size */
	const char *name;	      /* as a file, in the arena */
	char warning[OUTBOX_WARNING]; /* to be known of it when it is out; "" for nothing */
};

/* --- What a kind brings --- */

struct outbox_kind {
	const char *row, *thing, *place; /* in sentences: "print job", "ticket", "printer" */
	const char *mark;		 /* what the file says that marks a folder as ours */
	const struct outbox_transport *const *transports; /* NULL ends them */
	/* dpi: dots in an inch of the destination, 0 if not known.  BO_PRINTER with a sentence:
	 * this one cannot be made; the row fails. */
	enum bo_status (*make)(struct bo *bo, struct bo_arena *arena, int64_t id, int dpi,
			       struct outbox_document *document);
	/* Whether somebody still wants what the row stands for. */
	enum bo_status (*ask_wanted)(struct bo *bo, int64_t id, bool *wanted);
	/* Inside the act, after a person moved the row: journals it, and does what follows. */
	enum bo_status (*acted)(struct bo *bo, const struct outbox_row *row, enum bo_job_state was,
				bool wanted);
};

/* --- What a transport brings --- */

struct outbox_look {
	bool ready;   /* it would take something now */
	bool stopped; /* nothing comes out until somebody comes */
	int dpi;      /* 0: it does not say */
	char words[OUTBOX_WORDS];
};

enum outbox_fate {
	OUTBOX_UNDERWAY, /* it has the document and is not through */
	OUTBOX_EMPTY,	 /* the document of a created row did not arrive */
	OUTBOX_OUT,	 /* it is out */
	OUTBOX_KEPT,	 /* nothing of it left us, and nothing will */
	OUTBOX_DOUBT,	 /* it may be out; nobody but a person can tell */
	OUTBOX_TWICE,	 /* it may be out, and would come again if nobody took it back */
	OUTBOX_SILENT	 /* no answer; it may be asked again */
};
struct outbox_answer {
	enum outbox_fate fate;
	char words[OUTBOX_WORDS]; /* a sentence for the row; "" for none */
};

/*
 * A transport either puts a document in one step, where what is put twice is there once; or takes
 * it in the order that survives a crash anywhere: an empty job, its id into our row, the document,
 * that it left us into our row, then waiting.  A job without a document brings nothing out, and an
 * id we kept can be asked for; so no crash sends twice, and the worst is a question.
 */
struct outbox_transport {
	const char *code; /* as the destination's row says it */

	/* In one step.  BO_IO with a sentence stops the destination, and the row waits. */
	enum bo_status (*ready)(struct bo *bo, const struct outbox_kind *kind,
				struct outbox_destination *to);
	enum bo_status (*put)(struct bo *bo, struct bo_arena *arena,
			      const struct outbox_destination *to,
			      const struct outbox_document *document, const char **file);
	/* What was put and is void now says so; *named: what it is called from now on. */
	enum bo_status (*withdraw)(struct bo *bo, struct bo_arena *arena,
				   const struct outbox_kind *kind,
				   const struct outbox_destination *to, const char *file,
				   const char **named);

	/* In stages.  None blocks longer than some seconds, nor do all after a silence together. */
	enum bo_status (*open)(struct bo *bo, struct bo_arena *arena,
			       const struct outbox_destination *to, void **way);
	void (*close)(void *way);
	void (*look)(void *way, struct outbox_look *seen);
	/* Fills ref and uuid.  Not OUTBOX_UNDERWAY: it takes none now, for the reason in words. */
	void (*create)(void *way, struct outbox_row *row, const struct outbox_document *document,
		       struct outbox_answer *answer);
	/* OUTBOX_UNDERWAY, _KEPT: it refuses, or _SILENT: it may have heard us. */
	void (*send)(void *way, const struct outbox_row *row,
		     const struct outbox_document *document, struct outbox_answer *answer);
	/* Of a created or a sent row; only of a created one is OUTBOX_EMPTY the answer. */
	void (*ask)(void *way, const struct outbox_row *row, struct outbox_answer *answer);
	/* Takes it back and waits shortly for what that came to: OUTBOX_OUT, _KEPT, _DOUBT or
	 * _SILENT.  why: a sentence; NULL: it did not come out in so many seconds. */
	void (*take_back)(void *way, const struct outbox_row *row, const char *why, int seconds,
			  struct outbox_answer *answer);
	void (*cancel)(void *way, const struct outbox_row *row);
};

/* Files in a folder; its target is a path, a relative one lies beside the store. */
extern const struct outbox_transport outbox_folder;
/* Makes the folder, and those above it, if they are not there, and its mark.  BO_IO. */
enum bo_status outbox_folder_make(struct bo *bo, const struct outbox_kind *kind,
				  const char *target) BO_CHECKED;
/* Writes a file so that a power cut leaves the whole of it or none: it gets its name only when it
 * is safe on the disk, and replaces what has that name in one step.  BO_IO. */
enum bo_status outbox_write(struct bo *bo, const char *path, const void *bytes,
			    size_t n) BO_CHECKED;

/* --- The rows --- */

/* Whether a row may go from one state to the other; everything that writes a state asks. */
bool outbox_may(enum bo_job_state from, enum bo_job_state to);
enum bo_job_state outbox_becomes(enum bo_job_act act);
/* Whether a person may do that with a row now; else why not is added to why, unless that is NULL.
 */
bool outbox_may_act(const struct outbox_kind *kind, int64_t id, enum bo_job_state state,
		    bool wanted, enum bo_job_act act, struct bo_buf *why);

/* What was queued with the order in its act: a person waits for a few, many let others go first. */
enum bo_status outbox_turn(struct bo *bo, int64_t order_id) BO_CHECKED;
/* Nobody wants it any more: dropped, unless it is on its way or out; a file of it is to say so. */
enum bo_status outbox_withdraw(struct bo *bo, int64_t id, const char *why) BO_CHECKED;
enum bo_status outbox_tally(struct bo *bo, int64_t destination_id,
			    struct bo_job_tally *tally) BO_CHECKED;

/* --- The worker and the person --- */

/*
 * One step: settles what an earlier worker left half done, then takes the oldest queued row through
 * to its end.  deadline: seconds for what does not come out.  *worked false: nothing was to do.
 */
enum bo_status outbox_step(struct bo *bo, const struct outbox_kind *kind, int64_t destination_id,
			   int deadline, bool *worked) BO_CHECKED;

/*
 * A person decides about n rows, in one act, all or none; same: and about all that failed at their
 * destinations for the same reasons.  BO_REFUSED (already) for one that it may not be done to.
 * done, n_done, unless NULL: all that it was done to, in the arena.
 */
enum bo_status outbox_act(struct bo *bo, struct bo_arena *arena, const struct outbox_kind *kind,
			  const int64_t *ids, size_t n, enum bo_job_act act, bool same,
			  int64_t **done, size_t *n_done) BO_CHECKED;

/* Called with a word for each point between two steps that a crash must not fall between unhealed;
 * NULL but in tests, which end the process there. */
extern void (*outbox_watch)(const char *point);

#endif
