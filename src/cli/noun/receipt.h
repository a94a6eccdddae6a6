/*
 * An order as people read it at the counter, and as programs do.
 */
#ifndef CLI_RECEIPT_H
#define CLI_RECEIPT_H

#include "cli/cli.h"

#include "cli/object/output.h"

/* The receipt, or the lines as CSV; nothing in JSON format. */
enum bo_status receipt_show(struct cli *cli, const struct bo_order *order) BO_CHECKED;
/* The order object; jobs (may be NULL, taken over) becomes its "print".  Nothing in other formats.
 */
enum bo_status receipt_json(struct cli *cli, const struct bo_order *order, json_t *jobs) BO_CHECKED;

#endif
