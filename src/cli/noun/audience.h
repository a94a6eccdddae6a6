/*
 * What the commands of audiences and of members share.
 */
#ifndef CLI_AUDIENCE_H
#define CLI_AUDIENCE_H

#include "cli/commands.h"
#include "cli/legacy_lookup.h"
#include "cli/object/output.h"

/* An audience by name or id. */
enum bo_status audience_named(struct cli *cli, const char *text,
			      struct bo_audience *audience) BO_CHECKED;
/* --quantity: uses, or none; *quantity stays where it was not given. */
enum bo_status option_quantity(struct cli *cli, int64_t *quantity, bool *given) BO_CHECKED;

#define THE_AUDIENCE ARG("NAME", AUDIENCE, NEEDED, "The audience, by id or name.")

/* Commands in files of their own. */
enum bo_status run_audience_export(struct cli *cli) BO_CHECKED;

#endif
