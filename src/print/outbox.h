/*
 * The rows of what is to be printed.  Written in the transaction of the sale,
 * carried out after it by the worker; see <boxoffice/print.h> for the states.
 */
#ifndef PRINT_OUTBOX_H
#define PRINT_OUTBOX_H

#include "base/office.h"

#include <boxoffice/print.h>

/* Said in every query about open jobs, word for word as the index says it, or it is not used. */
#define JOB_IS_OPEN(j)                                                                             \
	j ".state <> 'printed' AND " j ".state <> 'spoiled' AND " j ".state <> 'dropped'"

/* Where this till prints and with which template; asked once for an order.  printer_id 0: no
 * printer is set up, and outbox_add() with it queues nothing. */
enum bo_status outbox_printer(struct bo *bo, int64_t *printer_id, int64_t *template_id) BO_CHECKED;
/* The same for readers: 0 if there is none. */
enum bo_status outbox_printer_of_till(struct bo *bo, int64_t *printer_id) BO_CHECKED;
/* Queues one ticket, inside the act that issued it.  order_id: the order of its voucher. BO_REFUSED
 * (paper) for one that could not be printed: the act takes no money and makes no old ticket void.
 */
enum bo_status outbox_add(struct bo *bo, int64_t printer_id, int64_t template_id, int64_t order_id,
			  int64_t ticket_id) BO_CHECKED;
/* The ticket is void now: its jobs that are not on their way to the printer are dropped. */
enum bo_status outbox_drop_ticket(struct bo *bo, int64_t ticket_id) BO_CHECKED;

/* Whether a job may go from one state to the other; everything that writes a state asks. */
bool outbox_may(enum bo_job_state from, enum bo_job_state to);
/* BO_JOB_STATE_COUNT if unknown. */
enum bo_job_state outbox_state(const char *code);

#endif
