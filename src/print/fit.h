/*
 * Whether a ticket would come out whole, asked before money moves and before an old ticket is void.
 */
#ifndef PRINT_FIT_H
#define PRINT_FIT_H

#include "base/office.h"

/*
 * The tickets that the open act queued with an order, from a job on: BO_REFUSED by rule paper when
 * one could not be printed with that template.  What was found good once is kept in the store, so
 * that tickets like it cost one look-up together.
 */
enum bo_status fit_jobs(struct bo *bo, int64_t template_id, int64_t order_id,
			int64_t first_job) BO_CHECKED;

#endif
