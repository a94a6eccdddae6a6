/*
 * How a command says that it did not do it: one sentence on standard error,
 * and with --format json the object of the contract on standard output.
 */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include "cli/cli.h"

/* Bad input found here rather than by the engine.  value may be NULL. */
enum bo_status say_invalid(struct cli *cli, const char *field, const char *value,
			   const char *format, ...) BO_PRINTF(4, 5);
/* The surroundings failed, found here. */
enum bo_status say_failed(struct cli *cli, enum bo_status status, const char *format, ...)
	BO_PRINTF(3, 4);
enum bo_status say_no_memory(struct cli *cli);
/* Nobody may do it like this: BO_REFUSED by permission. */
enum bo_status say_not_permitted(struct cli *cli, const char *format, ...) BO_PRINTF(2, 3);

/*
 * What stands although it could not be told.  A command that changed something and then cannot
 * write its output has not failed: who believes so does it again.  It ends with a code of its own
 * and names on standard error what is kept.
 */
enum { KEPT_UNTOLD = 4 }; /* the exit code */

/* From here on only output follows: for commands that make a file or a store.  Those that write in
 * the open one are known by their act. */
void kept_done(struct cli *cli);
bool kept_any(const struct cli *cli);
/* Says on standard error what is kept and why that could not be told; returns the exit code. */
int kept_say(const struct cli *cli, const char *why);

/* Prints what went wrong, if anything, and returns the exit code. */
int say_end(struct cli *cli, enum bo_status status);

#endif
