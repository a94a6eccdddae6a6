/*
 * Tickets as issues of a voucher: each has its own code, at most one is active.
 *
 * A code is the letter T, eleven random characters (54 bits) and a check character, from an
 * alphabet without look-alikes.  One of the eleven at least is a digit, so that no name reads like
 * a code.
 */
#ifndef PRINT_ISSUE_H
#define PRINT_ISSUE_H

#include "base/office.h"

#include <boxoffice/order.h>

/* What became of the ticket that a new one replaces. */
enum issue_end { ISSUE_VOID, ISSUE_SPOILED };

/* The first ticket of a voucher, inside the act that sells it. */
enum bo_status issue_add(struct bo *bo, int64_t voucher_id, int64_t *ticket_id) BO_CHECKED;
/*
 * The active ticket ends, its jobs that are not on their way are dropped, a new one with a new code
 * is active at once.  Queue it with run_add().  Works for a voucher without an active ticket
 * too.
 */
enum bo_status issue_again(struct bo *bo, int64_t voucher_id, enum issue_end old,
			   int64_t *ticket_id) BO_CHECKED;
/* The active ticket, if there is one, becomes void and nothing follows it: refunds. */
enum bo_status issue_end(struct bo *bo, int64_t voucher_id) BO_CHECKED;

/* --- On their way to paper --- */

/* Where this till prints and with which template, unless that is NULL; printer_id 0: no printer is
 * set up. */
enum bo_status print_till(struct bo *bo, int64_t *printer_id, int64_t *template_id) BO_CHECKED;

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
enum bo_status run_end(struct bo *bo, struct print_run *run) BO_CHECKED;

/* --- Codes --- */

/* Whether text, in any case and with blanks around it, is a code whose check character holds; code
 * gets it as it is stored. */
bool issue_code_read(const char *text, char code[BO_TICKET_CODE_SIZE]);
/* A new code from the handle's randomness. */
void issue_code_make(struct bo *bo, char code[BO_TICKET_CODE_SIZE]);

#endif
