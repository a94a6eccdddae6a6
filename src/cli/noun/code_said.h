/*
 * A code that was given and did nothing.
 */
#ifndef CLI_CODE_SAID_H
#define CLI_CODE_SAID_H

#include "cli/cli.h"

/* After it was done: one sentence on standard error for each code given that is not among those
 * used, one a line or NULL, and that no campaign that runs knows. */
void code_said(struct cli *cli, const char *used);
/* Those of an order, or of a basket. */
void code_said_of_order(struct cli *cli, const struct bo_order *order);
void code_said_of_basket(struct cli *cli, const struct bo_basket *basket);

#endif
