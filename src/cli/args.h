/*
 * The words and options of one command line, sorted apart.
 *
 * Options stand anywhere, as "--name value" or "--name=value"; "--" ends them.
 * A word such as "-2" or "-90m" is a word, not an option.
 */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include <boxoffice/arena.h>

struct command;
/* All rows: an array of those of each noun, NULL behind the last; each ends with a row of zeros
 * (commands.h). */
typedef const struct command *const *command_table;

struct given {
	const char *name;  /* "--staff" */
	const char *value; /* NULL: a switch */
};
struct args {
	size_t n_words, n_given;
	const char **word;
	struct given *given;
};

/* What is wrong with a command line; message is a whole sentence. */
struct args_fault {
	char field[48], value[160], message[400];
};

enum args_result { ARGS_OK, ARGS_WRONG, ARGS_NO_MEMORY };

/* Strings are borrowed from argv.  Options are those of any row of the table. */
enum args_result args_read(struct bo_arena *arena, command_table table, int argc, char **argv,
			   struct args *args, struct args_fault *fault);

/* The value of --name in argv before anything was checked, NULL if none: an error must know its
 * format. */
const char *args_peek(int argc, char **argv, const char *name);

#endif
