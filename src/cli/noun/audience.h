/*
 * What the commands of audiences and of members share.
 */
#ifndef CLI_AUDIENCE_H
#define CLI_AUDIENCE_H

#include "cli/commands.h"

#define THE_AUDIENCE ARG("NAME", AUDIENCE, NEEDED, "The audience, by id or name.")

/* Commands in files of their own. */
enum bo_status run_audience_export(struct cli *cli) BO_CHECKED;

#endif
