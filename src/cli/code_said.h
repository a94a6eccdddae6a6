/*
 * A code that was given and did nothing.
 */
#ifndef CLI_CODE_SAID_H
#define CLI_CODE_SAID_H

#include "cli/cli.h"

/* After it was done: one sentence on standard error when --code opened nothing and no campaign that
 * runs knows it.  opened: something needed the code and had it. */
void code_said(struct cli *cli, bool opened);

#endif
