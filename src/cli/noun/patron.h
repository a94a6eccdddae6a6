/*
 * Commands of patrons that have files of their own.
 */
#ifndef CLI_NOUN_PATRON_H
#define CLI_NOUN_PATRON_H

#include "cli/cli.h"

enum bo_status run_patron_show(struct cli *cli) BO_CHECKED;
enum bo_status run_patron_export(struct cli *cli) BO_CHECKED;

#endif
