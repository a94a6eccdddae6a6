/*
 * What stands although it could not be told.  A command that changed something and then cannot
 * write its output has not failed: who believes so does it again.  It ends with a code of its own
 * and names on standard error what is kept.
 */
#ifndef CLI_KEPT_H
#define CLI_KEPT_H

#include "cli/cli.h"

enum { KEPT_UNTOLD = 4 }; /* the exit code */

/* From here on only output follows: for commands that make a file or a store.  Those that write in
 * the open one are known by their act. */
void kept_done(struct cli *cli);
bool kept_any(const struct cli *cli);
/* Says on standard error what is kept and why that could not be told; returns the exit code. */
int kept_say(const struct cli *cli, const char *why);

#endif
