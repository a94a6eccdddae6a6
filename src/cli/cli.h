/*
 * The command line: a thin face over the engine, like a screen.  It explains,
 * it never decides.  It sees only include/boxoffice, jansson and libc.
 *
 * A row describes a command (commands.h); from it come what the parser takes and
 * refuses, usage, help, completion and the lists of the manual.  The rows and
 * their functions stand in noun/, what objects look like in object/.
 *
 * One struct cli lives as long as one command.  Handlers return enum bo_status
 * and print nothing when they fail: whoever called them does (say.h).
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "cli/args.h"

#include <boxoffice/boxoffice.h>

#include <jansson.h>

enum format { FORMAT_TABLE, FORMAT_JSON, FORMAT_CSV };

struct command;
struct value;

/* What is named first says where the others are looked for (lookup.h); 0, NULL: nothing yet. */
struct named {
	int64_t season_id, performance_id, audience_id;
	int64_t at;	  /* of the performance */
	const char *zone; /* its clock, or the show's */
};

struct cli {
	struct bo *bo;	       /* NULL until a store was asked for */
	struct bo_arena arena; /* everything of this command */
	struct args args;
	command_table table; /* every command there is */
	const struct command *command;
	struct value *values; /* what was given for each parameter of the row, and behind them for
				 those of every command (given.h) */
	size_t n_values, n_common;
	size_t n_sorted; /* words that a parameter took; those behind them are too many */
	struct named named;
	const char **word; /* what follows the command's name */
	size_t n_words;
	enum format format;
	int64_t now;	  /* of --now; BO_NONE: the system's clock */
	size_t limit;	  /* of --limit; 0: the whole list */
	const char *till; /* the till acted at; NULL until cli_act() */
	bool has_error;	  /* error is the command line's own, not the engine's */
	struct bo_error error;
	bool has_refusal;
	struct bo_refusal refusal;
	int64_t acts; /* kept when the command began to write; BO_NONE: it does not, or not as one
		       */
	bool done;    /* say.h */
	bool short_of_memory;  /* while JSON was built */
	const char *extra_key; /* what an error object carries beside the error */
	json_t *extra;
};

/* Every command there is. */
extern const struct command *const cli_table[];

/* Runs one command line; returns the exit code. */
int cli_main(int argc, char **argv);
/* Whether the command line names no command and there is a terminal, so that the screens are meant.
 * Wrong options are a command, for cli_main() to refuse. */
bool cli_wants_screens(int argc, char **argv);

/* What the screens need of a command line; borrowed. */
struct cli_screens {
	const char *color, *log; /* NULL: not given */
	bool mouse;
};
/* Opens the store, stands at the till and signs in as the options say, then hands over to show();
 * returns its exit code, or that of what went wrong before, with its sentence said. */
int cli_open_screens(int argc, char **argv,
		     int (*show)(struct bo *bo, const struct cli_screens *screens));

/* session.c: opening the store the options name, and the people acting. */
const char *cli_store_path(struct cli *cli); /* NULL: no memory, or no place known */
enum bo_status cli_open(struct cli *cli) BO_CHECKED;
/* The same for a store that is open already: sets its clock and signs people in. */
enum bo_status cli_enter(struct cli *cli) BO_CHECKED;
/* Takes --now for the clock, read on the clocks of that zone; only a training store has one to set.
 */
enum bo_status cli_set_clock(struct cli *cli, bool training, const char *zone) BO_CHECKED;
/* Folders above the default store, so that "init" works on a fresh machine. */
enum bo_status cli_make_folders(struct cli *cli, const char *path) BO_CHECKED;
/* Stands at the till; every command that writes calls it first. */
enum bo_status cli_act(struct cli *cli) BO_CHECKED;

/* pin.c: asks on the terminal without echo; NULL where there is none or the person gave up. */
const char *cli_ask_pin(struct cli *cli, const char *name);
/* A PIN to give somebody: of --pin, else of BOXOFFICE_NEW_PIN, else, when ask, typed twice.  NULL:
 * none was given; "": none shall be. */
enum bo_status cli_new_pin(struct cli *cli, const char *name, bool ask,
			   const char **pin) BO_CHECKED;
/* Says what a PIN on the command line is worth, where there was one. */
void cli_warn_pin(const struct cli *cli);

#endif
