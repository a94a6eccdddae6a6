/*
 * Talking to the print scheduler in plain IPP, with timeouts that hold.
 *
 * cups.c is the only file that sees <cups/cups.h>.  A conversation (struct spool) ends for good
 * with the first answer that does not come, so that a hung scheduler costs its caller one timeout
 * and not one for each question: no call takes longer than 5 seconds, nor do all after it together.
 */
#ifndef PRINT_CUPS_H
#define PRINT_CUPS_H

#include <boxoffice/print.h>

enum spool_answer {
	SPOOL_OK,
	SPOOL_NO,    /* it answered and refuses */
	SPOOL_GONE,  /* it answered and knows no such queue or job */
	SPOOL_SILENT /* dead, hung, or no memory: nobody knows whether it heard us */
};

enum { SPOOL_UUID = 64, SPOOL_WORDS = 300, SPOOL_MEDIA = 16384 };

struct spool;

/* Never NULL but when memory ends; a scheduler that is not there shows as SPOOL_SILENT. */
struct spool *spool_open(const char *queue);
void spool_close(struct spool *spool);
/* What the last answer other than SPOOL_OK means, as a sentence; borrowed. */
const char *spool_why(const struct spool *spool);

struct spool_printer {
	bool stopped, accepting;
	char reasons[SPOOL_WORDS]; /* keywords as the scheduler says them, with commas */
	char media[SPOOL_MEDIA];   /* names, likewise; "" when it names none */
	int dpi;		   /* as it is set, the same both ways; 0: it does not say */
};
enum spool_answer spool_look(struct spool *spool, struct spool_printer *printer);

/*
 * A job without a document: it prints nothing until spool_send().  Every setting that would change
 * a ticket is named, so that no default of the queue does: copies, sides, banners, scaling, pages a
 * sheet, holding.
 */
enum spool_answer spool_create(struct spool *spool, const char *name, const char *media, int *id,
			       char uuid[SPOOL_UUID]);
enum spool_answer spool_send(struct spool *spool, int id, const void *bytes, size_t n);
enum spool_answer spool_cancel(struct spool *spool, int id);

struct spool_job {
	int state; /* IPP: 3 pending, 4 held, 5 processing, 6 stopped, 7 canceled, 8 aborted, 9 done
		    */
	bool empty;	 /* still waits for its document */
	bool began;	 /* the printer was given something of it */
	bool wants_name; /* it is held until somebody gives a name and password */
	char uuid[SPOOL_UUID];
	char message[SPOOL_WORDS];
};
enum spool_answer spool_job(struct spool *spool, int id, struct spool_job *job);

/*
 * What the scheduler's state of a job means for us once its document was sent, or may have been:
 * BO_JOB_SENT: wait on.  Pure.
 */
enum bo_job_state spool_verdict(const struct spool_job *job);
/* Whether the printer was at it and is not any more, but would begin anew when the queue goes on:
 * that would be a second ticket.  Pure. */
bool spool_would_repeat(const struct spool_job *job);
/* The same after we took it back: only what the printer never began with is safely ours again. */
enum bo_job_state spool_verdict_taken_back(const struct spool_job *job);

/* Every queue there is, into the arena. */
enum spool_answer spool_queues(struct spool *spool, struct bo_arena *arena, struct bo_queues *list);

#endif
