/*
 * The journal held against the sales.  Inside of the reports.
 */
#ifndef REPORT_PROOF_H
#define REPORT_PROOF_H

#include "base/office.h"

#include <boxoffice/arena.h>

/*
 * Says what every order, line, tender and override has that the journal does not tell of it, and
 * what the journal tells that is not there.  One pass over orders, their rows and their journal,
 * all read in the order of orders, inside the caller's glance.  sales: rows of the journal that
 * make an order, as bo_journal_verify() counted them.
 */
typedef enum bo_status (*proof_says)(void *arg, const char *area, const char *message);
enum bo_status proof_of_sales(struct bo *bo, int64_t sales, proof_says says, void *arg) BO_CHECKED;

#endif
