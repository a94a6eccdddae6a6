/*
 * Every command there is: one row describes it.  From the row come what the parser
 * takes and refuses, the typed values that the function gets, usage, help, the
 * completion of shells, and the lists of the manual.
 *
 * The rows of a noun stand in its file, cli/noun/, below the functions.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

/* What a word or the value of an option is.  It is read before the command runs: what is none
 * ends with a sentence, what is one is handed over as value->text, number and row (given.h). */
enum param_kind {
	FLAG,	/* an option without a value */
	TEXT,	/* as it is */
	PATH,	/* a file or folder */
	WORD,	/* one of the row's words, else of those that its value is called: "yes|no" */
	NUMBER, /* low to high */
	MONEY,	/* in minor units */
	DAY,	/* text "YYYY-MM-DD" */
	TIME,
	/* a moment, on the clock of what is named before; of its day where there is one */
	CLOCK,	  /* minutes of a day */
	SPAN,	  /* "1y", "52w", "-14d": days, years and weeks on the same weekday */
	WEEKDAYS, /* a set of them */
	/* A day or a moment; a day is its first second, or its last.  On the clock of what is
	 * named, or on the house's: */
	SINCE,
	OPENS,
	CLOSES,
	PAST_SINCE, /* these look for what has been */
	PAST_UNTIL,
	PAST,  /* a day as text, which each house has at its own time, or else a moment */
	BOUND, /* struct bo_bound: an end of a sales window */
	ORDER, /* a number that there need not be */
	HOLD,
	JOB,
	/* By id or name: number is the id, row the object as the engine has it. */
	SEASON,
	HOUSE,
	SHOW,
	PERFORMANCE,
	TYPE, /* of the season of what is named, else of any */
	PATRON,
	VOUCHER,
	AUDIENCE,
	MEMBER, /* of the audience that is named */
	CAMPAIGN,
	PRINTER,
	STAFF,
	LINE,	  /* "2 Adult General": struct bo_wish, for the performance that is named */
	INCLUDED, /* the same: struct bo_included */
	TENDER,	  /* "cash:100.00": struct bo_tender */
	SOURCE,	  /* "Adult General@hamlet@2026-01-05T20:00": struct source (lookup.h) */
	KIND_COUNT
};

enum {
	NEEDED = 1, /* within alternatives: where one of theirs is given */
	MANY = 2,   /* may be given several times */
	WITH = 4    /* only together with the option before it */
};

/* A word ("NAME") or an option ("--from D", "--dry-run").  "|none" behind what a value is called
 * lets it be none: number is BO_NONE then. */
struct param {
	const char *name;
	enum param_kind kind;
	unsigned flags;
	const char *help; /* one sentence */
	int64_t low, high;
	const char *words; /* "clerk|door" */
	/* Those of a group stand side by side; its alternatives exclude each other.  0: none;
	 * below 0: none of them need be given. */
	int group, alternative;
};
#define EITHER(n, which) .group = (n), .alternative = (which)
/* clang-format off */
#define TAKES(...) .takes = (const struct param[]){ __VA_ARGS__, { 0 } }
#define NOTHING .takes = (const struct param[]){ { 0 } }
/* A parameter: name, kind, flags, help, and what else there is to it. */
#define ARG(n, k, f, ...) { .name = (n), .kind = (k), .flags = (f), .help = __VA_ARGS__ }
/* clang-format on */

enum reach {
	BARE, /* opens no store */
	READS,
	WRITES /* opens it and stands at the till before it runs */
};

/* Who may besides those a permission names. */
enum { ANYBODY = BO_PERMISSION_COUNT }; /* in place of a permission: nobody need be signed in */
enum open_to {
	STAFF_ONLY, /* where a row says nothing else */
	FIRST,	    /* and whoever makes the first one of a new store */
	SELVES,	    /* and whoever works here, for themselves */
	OWN,	    /* and self-service, with a proof of what belongs to it */
	SELF	    /* and self-service */
};

struct command {
	const char *name; /* "order show" */
	const char *help; /* one sentence */
	enum bo_status (*run)(struct cli *cli);
	enum reach reach;
	int needs; /* enum bo_permission, or ANYBODY */
	enum open_to open_to;
	const struct param *takes; /* words before options; ends with zeros */
};

/* Row i of all, in the order the manual has them; NULL behind the last. */
const struct command *command_at(command_table table, size_t i);
/* The command that the first words name, and how many they are; NULL if none. */
const struct command *command_named(command_table table, const char **word, size_t n, size_t *used);
/* Whether its name begins with these words. */
bool command_begins(const struct command *command, const char **word, size_t n);
/* The next word of each command that begins with the n words given, each once; how many. */
size_t command_words(struct cli *cli, const char **word, size_t n, const char **list);
/* Says what there is instead. */
enum bo_status command_unknown(struct cli *cli) BO_CHECKED;

/* What row i takes, where those of every command and of the screens stand before all others; NULL
 * behind the last. */
const struct param *takes_at(command_table table, size_t i);
/* What every command takes, and the screens. */
extern const struct param common_options[], screen_options[];
bool param_is_option(const struct param *param);
/* Whether its name, in "--from D" up to the blank, is these n bytes. */
bool param_is(const struct param *param, const char *name, size_t n);
/* "D", or NULL of a switch; of a word "". */
const char *param_value(const struct param *param);
/* "from" of "--from D", "name" of "NAME"; in the arena. */
const char *param_field(struct cli *cli, const struct param *param);
/* The words it is one of, parted by "|", or may be; NULL: any. */
const char *param_words(const struct param *param);
/* The next of them, *n bytes, NULL behind the last; *words moves on. */
const char *word_next(const char **words, size_t *n);
/* That of this name in any row: its value is asked for before the command is known. */
const struct param *param_anywhere(command_table table, const char *name, size_t n);

/* access.c: the one place where a command is let through or refused, before it runs; the engine
 * asks again for what it reads and writes. */
enum bo_status command_permit(struct cli *cli) BO_CHECKED;
/* The table of commands by who may use them. */
void access_table(const struct cli *cli);

/* usage.c: "N [--voucher V]...": what the row takes, as people read it. */
void usage_line(const struct command *command, struct bo_buf *to);
/* BO_INVALID when words or options do not fit the row: unknown, twice, excluding each other,
 * too many or too few words. */
enum bo_status usage_check(struct cli *cli) BO_CHECKED;
/* BO_INVALID when an option is missing. */
enum bo_status usage_complete(struct cli *cli) BO_CHECKED;

/* The codes of an enum of the engine as the words of a row: number is its value then. */
#define CODE_OF(name, ...) CODE_FIRST(__VA_ARGS__, )
#define CODE_FIRST(code, ...) "|" code

/* Options that several commands have. */
#define DRY_RUN ARG("--dry-run", FLAG, 0, "Show what would change; change nothing.")
#define FORCE ARG("--force", FLAG, 0, "Write over a file that is there.")
#define LIMIT ARG("--limit N", NUMBER, 0, "At most so many rows.", 1, 100000000)
#define CODES ARG("--code C", TEXT, MANY, "A code the buyer names.")
#define BUYER                                                                                      \
	ARG("--patron X", PATRON, 0, "The buyer, by id, e-mail or name; else the walk-up patron.")
#define NO_PRINT ARG("--no-print", FLAG, 0, "Print nothing.")
#define OVERRIDE                                                                                   \
	ARG("--override REASON", TEXT, 0, "Break what rule must be broken, for this reason.")
#define PAY                                                                                        \
	ARG("--pay KIND:AMOUNT[:REFERENCE]", TENDER, MANY, "A tender: cash, card, check or none.")

#endif
