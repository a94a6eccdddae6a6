/*
 * Tickets as a kind of what leaves the machine, and how an act queues them.
 */
#ifndef PRINT_JOB_H
#define PRINT_JOB_H

#include "outbox/outbox.h"

/* Its rows stand for tickets, its destinations are printers. */
extern const struct outbox_kind print_tickets;

/* Where this till prints; 0: no printer is set up. */
enum bo_status print_till(struct bo *bo, int64_t *printer_id) BO_CHECKED;

/* The tickets that one act queues for the printer of its till; with printer_id 0, as a zeroed one
 * has it, none is queued. */
struct print_run {
	int64_t printer_id, template_id;
	int64_t order_id, first_job; /* of the order in hand */
};
enum bo_status run_begin(struct bo *bo, struct print_run *run) BO_CHECKED;
/* Queues one ticket, inside the act that issued it.  order_id: the order of its voucher. */
enum bo_status run_add(struct bo *bo, struct print_run *run, int64_t order_id,
		       int64_t ticket_id) BO_CHECKED;
/* Before the act ends.  BO_REFUSED (paper) when one of them could not be printed: the act takes no
 * money and makes no old ticket void. */
enum bo_status print_run_end(struct bo *bo, struct print_run *run) BO_CHECKED;

#endif
