/*
 * What completes commands in a shell, from the rows.
 */
#ifndef CLI_NOUN_COMPLETION_H
#define CLI_NOUN_COMPLETION_H

#include "cli/commands.h"

/* "completion bash|zsh": writes the script onto standard output. */
enum bo_status run_completion(struct cli *cli) BO_CHECKED;

#endif
