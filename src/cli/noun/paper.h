/*
 * From a print job in the store to paper: a worker of its own, which this
 * process starts and waits for a little, never longer.
 */
#ifndef CLI_PAPER_H
#define CLI_PAPER_H

#include "cli/cli.h"

/* The newest print job of an order, so that later ones can be told from it; 0: none. */
enum bo_status paper_newest(struct cli *cli, int64_t order_id, int64_t *job_id) BO_CHECKED;
/* Why a job is not on paper: its own message, or its printer's trouble; "" if there is none. */
const char *paper_reason(struct cli *cli, const struct bo_print_job *job);
/*
 * Starts a worker for the order's jobs newer than after, waits up to five
 * seconds, and says what became of each.  start false: only says.  *jobs is an
 * array of job objects to be taken over.  What the printer does is never an
 * error of the command.
 */
enum bo_status paper_bring(struct cli *cli, int64_t order_id, int64_t after, bool start,
			   json_t **jobs) BO_CHECKED;

/* Lets the files of the order's void tickets be named so, if there are any. */
void paper_mark(struct cli *cli, int64_t order_id);
/* What of a show, of a type, or of all there is (both 0) would not come out whole on a ticket: said
 * on standard error, and kept in the object as "warnings".  text: a template; NULL: the one in
 * force. */
void paper_warn(struct cli *cli, json_t *object, const char *text, int64_t show_id,
		int64_t type_id);

#endif
