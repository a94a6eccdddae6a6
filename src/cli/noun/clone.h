/*
 * Programmes made from earlier ones: what the commands that copy share.
 */
#ifndef CLI_NOUN_CLONE_H
#define CLI_NOUN_CLONE_H

#include "cli/cli.h"

/* Says what was made of it, and what was left out. */
enum bo_status show_cloned(struct cli *cli, const char *noun, const char *name,
			   const struct bo_cloned *cloned) BO_CHECKED;

#endif
