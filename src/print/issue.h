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

/* Whether text, in any case and with blanks around it, is a code whose check character holds; code
 * gets it as it is stored. */
bool issue_code_read(const char *text, char code[BO_TICKET_CODE_SIZE]);
/* A new code from the handle's randomness. */
void issue_code_make(struct bo *bo, char code[BO_TICKET_CODE_SIZE]);

#endif
