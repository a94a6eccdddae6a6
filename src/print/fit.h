/*
 * Whether a ticket would come out whole, asked before money moves and before an old ticket is void.
 */
#ifndef PRINT_FIT_H
#define PRINT_FIT_H

#include "base/office.h"

/*
 * Inside the act that issues the ticket: BO_REFUSED by rule paper when it could not be printed with
 * that template.  What was found good once is kept in the store, so that the next ticket like it
 * costs two look-ups.
 */
enum bo_status fit_ticket(struct bo *bo, int64_t template_id, int64_t ticket_id) BO_CHECKED;

#endif
