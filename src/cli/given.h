/*
 * What was given for each parameter of the command's row, as the row's kinds say.
 *
 * Names are those of the row: "NAME", "--from".  To ask for one that the row has not
 * is a mistake of the program.
 */
#ifndef CLI_GIVEN_H
#define CLI_GIVEN_H

#include "cli/commands.h"

/* All values of one parameter, in the order they were given; what names the same twice is there
 * once.  Everything lives in the arena. */
struct value {
	const struct param *param;
	const char *field; /* for sentences */
	size_t n;	   /* 0: not given */
	const char **text; /* as typed unless the kind says otherwise */
	int64_t *number;   /* an id, an amount, a moment, or BO_NONE */
	void *rows;	   /* n of the struct of the kind, side by side; NULL of kinds without */
};

/* Takes text i of a value and fills number i and row i, or says what is wrong with it. */
typedef enum bo_status read_text(struct cli *cli, struct value *value, size_t i) BO_CHECKED;

/* read.c: sorts the words and options of the line to the parameters of the row. */
enum bo_status given_sort(struct cli *cli) BO_CHECKED;
/* Reads them all as their kinds. */
enum bo_status given_read(struct cli *cli) BO_CHECKED;

/* NULL where neither the row nor every command has it. */
struct value *given_value(const struct cli *cli, const char *name);
const struct value *given_all(const struct cli *cli, const char *name);
bool given(const struct cli *cli, const char *name);
/* The text of the first, NULL if it was not given. */
const char *given_text(const struct cli *cli, const char *name);
/* Its number; otherwise where it was not given. */
int64_t given_number(const struct cli *cli, const char *name, int64_t otherwise);
/* The id of what it names, 0 where it was not given or is none. */
int64_t given_id(const struct cli *cli, const char *name);
/* Its object; a struct of zeros where it was not given. */
const void *given_row(const struct cli *cli, const char *name);
/* yes 1, no 0, not given -1. */
int given_yes(const struct cli *cli, const char *name);
/* All its texts in one line, "" where it was not given; NULL: no memory. */
const char *given_words(struct cli *cli, const char *name);
/* How many rows to ask for: --limit and one more, by which out_cut() sees that some are left out;
 * 0: all. */
size_t given_limit(const struct cli *cli);
/* The text of an option that every command has. */
const char *common_text(const struct cli *cli, const char *name);

#endif
