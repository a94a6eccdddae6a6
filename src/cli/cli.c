/*
 * One command from its line to its exit code.
 */
#include "cli/cli.h"
#include "cli/given.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The rows of each noun, in the order the manual has them. */
#define NOUN_LIST(X)                                                                               \
	X(store)                                                                                   \
	X(staff)                                                                                   \
	X(option)                                                                                  \
	X(season)                                                                                  \
	X(house)                                                                                   \
	X(show)                                                                                    \
	X(performance)                                                                             \
	X(voucher_type)                                                                            \
	X(redemption)                                                                              \
	X(offers)                                                                                  \
	X(sell)                                                                                    \
	X(hold)                                                                                    \
	X(order)                                                                                   \
	X(voucher)                                                                                 \
	X(patron)                                                                                  \
	X(audience)                                                                                \
	X(member)                                                                                  \
	X(campaign)                                                                                \
	X(print)                                                                                   \
	X(worker)                                                                                  \
	X(printers)                                                                                \
	X(template)                                                                                \
	X(report)                                                                                  \
	X(journal)                                                                                 \
	X(help)
#define X(noun) extern const struct command noun##_commands[];
NOUN_LIST(X)
#undef X

const struct command *const cli_table[] = {
#define X(noun) noun##_commands,
	NOUN_LIST(X)
#undef X
		NULL
};

/* A closed descriptor would be given to the store, and the next sentence written into it. */
static void keep_descriptors(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

static enum bo_status read_format(struct cli *cli, const char *text)
{
	static const char *const names[] = { "table", "json", "csv" };

	for (size_t i = 0; text && i < 3; i++)
		if (strcmp(text, names[i]) == 0) {
			cli->format = (enum format)i;
			return BO_OK;
		}
	if (!text)
		return BO_OK;
	return say_invalid(cli, "format", text, "The format is table, json or csv, not \"%s\".",
			   text);
}

static enum bo_status read_line(struct cli *cli, int argc, char **argv)
{
	struct args_fault fault;
	enum bo_status status = read_format(cli, args_peek(argc, argv, "--format"));

	if (status)
		return status;
	switch (args_read(&cli->arena, cli->table, argc, argv, &cli->args, &fault)) {
	case ARGS_WRONG:
		return say_invalid(cli, fault.field, fault.value, "%s", fault.message);
	case ARGS_NO_MEMORY:
		return say_no_memory(cli);
	case ARGS_OK:
		break;
	}
	return BO_OK;
}

static bool was_given(const struct cli *cli, const char *name)
{
	for (size_t i = 0; i < cli->args.n_given; i++)
		if (strcmp(cli->args.given[i].name, name) == 0)
			return true;
	return false;
}

/* "--version" and "order show 12 --help" are "version" and "help order show". */
static enum bo_status find_command(struct cli *cli)
{
	struct args *args = &cli->args;
	bool version = was_given(cli, "--version"), help = was_given(cli, "--help");
	const char **word = bo_arena_alloc(&cli->arena, (args->n_words + 1) * sizeof *word);
	size_t used = 0;

	if (!word)
		return say_no_memory(cli);
	cli->command = command_named(cli->table, args->word, args->n_words, &used);
	if (version || help) {
		word[0] = version ? "version" : "help";
		used = version ? 0 : cli->command ? used : args->n_words;
		for (size_t i = 0; i < used; i++)
			word[i + 1] = args->word[i];
		*args = (struct args){ .word = word, .n_words = used + 1 };
		cli->command = command_named(cli->table, word, used + 1, &used);
	}
	cli->word = args->word + used;
	cli->n_words = args->n_words - used;
	return cli->command ? BO_OK : command_unknown(cli);
}

static enum bo_status run(struct cli *cli)
{
	enum bo_status status = find_command(cli);

	if (!status)
		status = given_sort(cli);
	if (!status)
		status = usage_check(cli);
	if (!status && !(cli->bo = bo_new()))
		status = say_no_memory(cli);
	if (!status && cli->command->reach != BARE)
		status = cli_open(cli);
	if (!status && cli->command->reach != BARE)
		status = command_permit(cli);
	if (!status)
		status = usage_complete(cli);
	if (!status)
		status = given_read(cli);
	if (!status && cli->command->reach == WRITES)
		status = cli_act(cli);
	return status ? status : cli->command->run(cli);
}

/* What was written may still be on its way: a full disk shows only now.  A reader that went away is
 * told only what it would have to know. */
static int finish_output(struct cli *cli, int code)
{
	if (out_close())
		return code;
	if (code == 0 && kept_any(cli))
		return kept_say(cli, strerror(errno));
	if (errno != EPIPE)
		fprintf(stderr, "boxoffice: The output cannot be written: %s.\n", strerror(errno));
	return code ? code : 3;
}

/* What cannot be written is an error with a sentence. */
static void refuse_to_die(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

/* A PIN among the arguments is kept elsewhere and taken out of them, as they can be read by
 * everybody on the machine for as long as this runs. */
static enum bo_status hide_pins(struct cli *cli, char **argv)
{
	static const char option[] = "--pin";
	size_t n = sizeof option - 1;

	for (size_t i = 0; i < cli->args.n_given; i++) {
		struct given *given = &cli->args.given[i];

		if (strcmp(given->name, option) == 0 &&
		    !(given->value = bo_arena_copy(&cli->arena, given->value)))
			return say_no_memory(cli);
	}
	for (; *argv; argv++) {
		if (strncmp(*argv, option, n) != 0)
			continue;
		if ((*argv)[n] == '=')
			memset(*argv + n + 1, '*', strlen(*argv + n + 1));
		else if (!(*argv)[n] && argv[1])
			memset(argv[1], '*', strlen(argv[1]));
	}
	return BO_OK;
}

int cli_main(int argc, char **argv)
{
	struct cli cli = { .table = cli_table, .now = BO_NONE, .acts = BO_NONE };
	enum bo_status status;
	int code;

	keep_descriptors();
	refuse_to_die();
	out_open();
	status = read_line(&cli, argc, argv);
	if (!status)
		status = hide_pins(&cli, argv);
	if (!status)
		status = run(&cli);
	code = say_end(&cli, status);
	code = finish_output(&cli, code);
	json_decref(cli.extra);
	bo_free(cli.bo);
	bo_arena_clear(&cli.arena);
	return code;
}

bool cli_wants_screens(int argc, char **argv)
{
	static const char *const theirs[] = { "--store", "--staff", "--till", "--now",
					      "--color", "--mouse", "--log" };
	struct bo_arena arena = { 0 };
	struct args args;
	struct args_fault fault;
	bool screens = args_read(&arena, cli_table, argc, argv, &args, &fault) == ARGS_OK &&
		       args.n_words == 0 && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);

	for (size_t i = 0; screens && i < args.n_given; i++) {
		screens = false;
		for (size_t k = 0; !screens && k < sizeof theirs / sizeof *theirs; k++)
			screens = strcmp(args.given[i].name, theirs[k]) == 0;
	}
	bo_arena_clear(&arena);
	return screens;
}

int cli_open_screens(int argc, char **argv,
		     int (*show)(struct bo *bo, const struct cli_screens *screens))
{
	struct cli cli = { .table = cli_table, .now = BO_NONE, .acts = BO_NONE };
	struct cli_screens screens;
	enum bo_status status;
	int code = 0;

	keep_descriptors();
	refuse_to_die();
	status = read_line(&cli, argc, argv);
	if (!status)
		status = given_sort(&cli);
	if (!status && !(cli.bo = bo_new()))
		status = say_no_memory(&cli);
	if (!status)
		status = cli_open(&cli);
	if (!status)
		status = cli_act(&cli);
	if (!status) {
		screens = (struct cli_screens){ .color = given_text(&cli, "--color"),
						.log = given_text(&cli, "--log"),
						.mouse = given(&cli, "--mouse") };
		code = show(cli.bo, &screens);
	} else {
		code = say_end(&cli, status);
	}
	bo_free(cli.bo);
	bo_arena_clear(&cli.arena);
	return code;
}
