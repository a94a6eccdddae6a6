/*
 * Reading files: what the commands of patrons and of audiences take for it, and do.
 */
#ifndef CLI_NOUN_IMPORT_H
#define CLI_NOUN_IMPORT_H

#include "cli/commands.h"

#define IMPORT_COLUMNS                                                                             \
	ARG("--columns FIELDS", TEXT, 0, "What the columns are, from the first: code,email,-."),   \
		ARG("--header", FLAG, NEEDED, "The first row names the columns.", EITHER(-1, 1)),  \
		ARG("--no-header", FLAG, NEEDED, "The first row is one as the others.",            \
		    EITHER(-1, 2)),                                                                \
		ARG("--separator S", TEXT, 0,                                                      \
		    "comma, semicolon, tab, pipe or colon; else guessed.",                         \
		    .words = "comma|semicolon|tab|pipe|colon"),                                    \
		ARG("--encoding E", TEXT, 0,                                                       \
		    "utf-8, utf-16le, windows-1252, macintosh, cp850 and others; else guessed.",   \
		    .words = BO_ENCODING_LIST(CODE_OF))
#define IMPORT_ROWS                                                                                \
	ARG("--good-rows", FLAG, 0, "Take the good rows, leave the wrong ones out."),              \
		ARG("--bad-rows FILE", PATH, WITH,                                                 \
		    "Write the rows left out into this file, with why."),                          \
		FORCE

enum bo_status run_patron_import(struct cli *cli) BO_CHECKED;
enum bo_status run_audience_import(struct cli *cli) BO_CHECKED;

#endif
