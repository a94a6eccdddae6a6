/*
 * Tickets on paper: printers, templates, and the print jobs, which are rows of the outbox: see
 * <boxoffice/outbox.h> for their states.
 */
#ifndef BOXOFFICE_PRINT_H
#define BOXOFFICE_PRINT_H

#include <boxoffice/outbox.h>

#define BO_TRANSPORT_LIST(X)                                                                       \
	X(BO_TRANSPORT_FOLDER, "folder", "PDF files in a folder")                                  \
	X(BO_TRANSPORT_CUPS, "cups", "CUPS queue")

BO_WORDS(bo_transport, bo_transport, BO_TRANSPORT)

struct bo_printer {
	int64_t id;
	const char *name;
	enum bo_transport transport;
	const char *target; /* folder, or queue name; a relative folder lies beside the store */
	const char *media;  /* "" or a PWG media name the queue is told */
	int dpi;	    /* dots in an inch, on which bars are placed; 0: as the queue says */
	bool is_default, disabled;
	const char *status; /* the worker's last words: "ready", "media-empty: Load tickets" */
	int64_t status_at;  /* BO_NONE: never looked */
	bool stopped;	    /* it will not print now */
	int64_t waiting, unknown; /* jobs */
};
struct bo_printers {
	size_t n;
	struct bo_printer *row;
};

struct bo_print_job {
	int64_t id, printer_id, order_id, voucher_id, ticket_id;
	const char *printer, *type, *show, *zone, *patron, *code, *message, *file;
	int64_t performance_at;
	enum bo_job_state state;
	int64_t attempt, issue;
	int64_t queued_at, changed_at;
	bool active; /* its ticket is not void */
	bool stale;  /* its ticket is void, and the worker has yet to say so in the file's name */
};
struct bo_print_jobs {
	size_t n;
	struct bo_print_job *row;
};

/* default_: it is the one of all tills without their own from now on, as the first one is anyway.
 */
enum bo_status bo_printer_add(struct bo *bo, const char *name, enum bo_transport transport,
			      const char *target, const char *media, int dpi, bool default_,
			      int64_t *id) BO_CHECKED;
/* NULL and negative leave a field; default_ 1: as above.
 * Refused where the template in force has bars that so few dots cannot hold. */
enum bo_status bo_printer_edit(struct bo *bo, int64_t id, const char *name, const char *target,
			       const char *media, int dpi, int default_, int disabled) BO_CHECKED;
/* It is refused (in_use) while jobs wait for it. */
enum bo_status bo_printer_delete(struct bo *bo, int64_t id) BO_CHECKED;
enum bo_status bo_printer_list(struct bo *bo, struct bo_arena *arena,
			       struct bo_printers *list) BO_CHECKED;
enum bo_status bo_printer_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			      struct bo_printer *printer) BO_CHECKED;
enum bo_status bo_printer_find(struct bo *bo, struct bo_arena *arena, const char *text,
			       struct bo_printer *printer) BO_CHECKED;
/* The one this till prints on; its own, else the default.  BO_NOT_FOUND: none is set up. */
enum bo_status bo_printer_of_till(struct bo *bo, struct bo_arena *arena,
				  struct bo_printer *printer) BO_CHECKED;
/* This till prints there from now on; 0: on the default. */
enum bo_status bo_printer_use(struct bo *bo, int64_t id) BO_CHECKED;

struct bo_queue {
	const char *name, *info, *state; /* as the scheduler says */
	bool accepting;
};
struct bo_queues {
	size_t n;
	struct bo_queue *row;
};
/* Asks the scheduler: blocks up to 5 seconds, so a screen asks through a child process. */
enum bo_status bo_print_queues(struct bo *bo, struct bo_arena *arena,
			       struct bo_queues *list) BO_CHECKED;

struct bo_print_filter {
	bool open_only;	    /* what is not on paper yet, and failed and unknown ones */
	int64_t order_id;   /* 0: all */
	int64_t printer_id; /* 0: all */
	size_t limit;	    /* 0: all */
};
/* The unknown come first, then the failed, then by age. */
enum bo_status bo_print_job_list(struct bo *bo, struct bo_arena *arena,
				 const struct bo_print_filter *filter,
				 struct bo_print_jobs *list) BO_CHECKED;
/* Counts those of the till's printer, by an index. */
enum bo_status bo_print_tally(struct bo *bo, struct bo_job_tally *tally) BO_CHECKED;

/* Whether a person may do that with the job, as far as the job goes: who they are is asked when
 * they do it.  If not, the sentence of the refusal is added to why, unless that is NULL. */
bool bo_print_job_may(const struct bo_print_job *job, enum bo_job_act act, struct bo_buf *why);
/* A person looked: the ticket is there. */
enum bo_status bo_print_settle_printed(struct bo *bo, int64_t job_id) BO_CHECKED;
/* A person looked: it is not, or is damaged.  The code is void, a new ticket is queued. */
enum bo_status bo_print_settle_spoiled(struct bo *bo, int64_t job_id) BO_CHECKED;
/* Sends a failed job again: the same ticket, as nothing left us; in the template now in force. */
enum bo_status bo_print_retry(struct bo *bo, int64_t job_id) BO_CHECKED;
/* The same for several in one act, all or none; same: and for all that failed on their printers for
 * the same reasons.  *retried: their ids, in the arena. */
enum bo_status bo_print_retry_many(struct bo *bo, struct bo_arena *arena, const int64_t *jobs,
				   size_t n, bool same, int64_t **retried,
				   size_t *n_retried) BO_CHECKED;

/* --- The worker --- */

/*
 * One step: settles what an earlier worker left half done, then takes the oldest queued job through
 * to its end.  Blocks on the scheduler, bounded by timeouts (5 seconds for a dead one, deadline
 * seconds for a printer that does not finish).  *worked false: nothing was to do.
 */
enum bo_status bo_print_step(struct bo *bo, int64_t printer_id, int deadline,
			     bool *worked) BO_CHECKED;
/* --- Ticket templates --- */

/* The template in force, as text (borrowed until the next call). */
enum bo_status bo_template_get(struct bo *bo, struct bo_arena *arena, const char **text) BO_CHECKED;
/* Checks it whole (unknown fields, overlaps, off the page, a barcode too small, what is required
 * and absent) with the line in the sentence, then keeps it; old jobs keep the one they were made
 * with. */
enum bo_status bo_template_set(struct bo *bo, const char *text) BO_CHECKED;
enum bo_status bo_template_check(struct bo *bo, const char *text) BO_CHECKED;
/* This of the store would not come out whole on a ticket. */
struct bo_paper_fault {
	const char *field, *value; /* such as "show.title" and the title */
	const char *message;	   /* a whole sentence */
	bool stops;   /* no such ticket is printed, so none is sold for printing; else a warning */
	bool letters; /* it has letters that no font here has: no matter of the template */
};
struct bo_paper_faults {
	size_t n;
	struct bo_paper_fault *row;
};
/* Tries the title and house of a show, the name and price of a type, or with neither (0) all that
 * is still to be sold and the longest mark; text NULL: with the template in force. */
enum bo_status bo_paper_try(struct bo *bo, struct bo_arena *arena, const char *text,
			    int64_t show_id, int64_t type_id,
			    struct bo_paper_faults *list) BO_CHECKED;
/* A sentence about the fonts of tickets that this machine lacks; NULL: it has them all. */
enum bo_status bo_print_fonts(struct bo *bo, struct bo_arena *arena, const char **lacks) BO_CHECKED;
/* Draws one ticket as a PDF file: of a voucher's active ticket, or a specimen if voucher_id is 0.
 */
enum bo_status bo_ticket_draw(struct bo *bo, int64_t voucher_id, const char *file) BO_CHECKED;

#endif
