/*
 * Programmes made from earlier ones: what the commands that copy share.
 */
#ifndef CLI_NOUN_CLONE_H
#define CLI_NOUN_CLONE_H

#include "cli/cli.h"

/* "1y", "52w", "-14d" of --shift; *unit is its letter.  0 days where it was not given. */
enum bo_status option_shift(struct cli *cli, int *number, char *unit) BO_CHECKED;
/* Says what was made of it, and what was left out. */
enum bo_status show_cloned(struct cli *cli, const char *noun, const char *name,
			   const struct bo_cloned *cloned) BO_CHECKED;

#endif
