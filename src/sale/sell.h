/*
 * Pieces of an order that a sale and an exchange both write.  The room lists offers, sells them on
 * one path, and reads orders back.
 */
#ifndef SALE_SELL_H
#define SALE_SELL_H

#include "basket/lines.h"
#include "print/issue.h"
#include "print/job.h"

#include <boxoffice/order.h>

/* Writes one line with its vouchers, tickets, included vouchers and kept counts. */
struct line_place {
	int64_t order_id, patron_id;
	struct print_run *run;	 /* that its tickets join */
	const int64_t *vouchers; /* that its tickets go on as, one for each; NULL: new ones */
};
enum bo_status sell_line(struct bo *bo, const struct line_place *place,
			 const struct sale_line *line) BO_CHECKED;
/* An order without lines yet; its journal row must be the next of this till. */
enum bo_status sell_order(struct bo *bo, int64_t patron_id, int64_t total, int64_t change,
			  int64_t *order_id) BO_CHECKED;
/* One row for each rule of one line, or of any, that was broken by leave. */
enum bo_status sell_override(struct bo *bo, int64_t order_id, const struct sale_lines *lines,
			     size_t at) BO_CHECKED;
enum bo_status sell_overrides(struct bo *bo, int64_t order_id,
			      const struct sale_lines *lines) BO_CHECKED;
/* The journal's view: lines, tenders, overrides. */
struct json_t *sell_story(const struct bo *bo, const struct sale_lines *lines,
			  const struct bo_tender *tenders, size_t n_tenders, int64_t change);

#endif
