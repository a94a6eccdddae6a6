/*
 * One command from its line to its exit code.
 */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/kept.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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
	enum bo_status status = read_format(cli, args_peek(argc, argv, OPT_FORMAT));

	if (status)
		return status;
	switch (args_read(&cli->arena, argc, argv, &cli->args, &fault)) {
	case ARGS_WRONG:
		return say_invalid(cli, fault.field, fault.value, "%s", fault.message);
	case ARGS_NO_MEMORY:
		return say_no_memory(cli);
	case ARGS_OK:
		break;
	}
	return BO_OK;
}

/* True when --help or --version was the whole wish. */
static bool answered(struct cli *cli, enum bo_status *status)
{
	*status = BO_OK;
	if (args_has(&cli->args, OPT_VERSION)) {
		*status = run_version(cli);
		return true;
	}
	if (!args_has(&cli->args, OPT_HELP))
		return false;
	if (cli->args.n_words == 0)
		help_all();
	else if (!help_on(cli->args.word, cli->args.n_words - cli->n_words))
		*status = command_unknown(cli);
	return true;
}

static enum bo_status run(struct cli *cli)
{
	size_t used = 0;
	enum bo_status status;

	cli->command = command_named(cli->args.word, cli->args.n_words, &used);
	cli->word = cli->args.word + used;
	cli->n_words = cli->command ? cli->args.n_words - used : 0;
	if (answered(cli, &status))
		return status;
	if (!cli->command)
		return command_unknown(cli);
	status = command_check(cli);
	if (!status && !(cli->bo = bo_new()))
		status = say_no_memory(cli);
	if (!status && cli->command->store)
		status = cli_open(cli);
	if (!status && cli->command->store)
		status = command_permit(cli);
	if (!status)
		status = cli->command->run(cli);
	return status;
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

		if (given->option == OPT_PIN &&
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
	struct cli cli = { .now = BO_NONE, .acts = BO_NONE };
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
	struct bo_arena arena = { 0 };
	struct args args;
	struct args_fault fault;
	bool screens = args_read(&arena, argc, argv, &args, &fault) == ARGS_OK &&
		       args.n_words == 0 && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);

	for (size_t i = 0; screens && i < args.n_given; i++) {
		enum option option = args.given[i].option;

		screens = option == OPT_STORE || option == OPT_STAFF || option == OPT_TILL ||
			  option == OPT_NOW || option == OPT_COLOR || option == OPT_MOUSE ||
			  option == OPT_LOG;
	}
	bo_arena_clear(&arena);
	return screens;
}

int cli_open_screens(int argc, char **argv,
		     int (*show)(struct bo *bo, const struct cli_screens *screens))
{
	struct cli cli = { .now = BO_NONE, .acts = BO_NONE };
	struct cli_screens screens;
	enum bo_status status;
	int code = 0;

	keep_descriptors();
	refuse_to_die();
	status = read_line(&cli, argc, argv);
	if (!status && !(cli.bo = bo_new()))
		status = say_no_memory(&cli);
	if (!status)
		status = cli_open(&cli);
	if (!status)
		status = cli_act(&cli);
	if (!status) {
		screens = (struct cli_screens){ .color = args_value(&cli.args, OPT_COLOR),
						.log = args_value(&cli.args, OPT_LOG),
						.mouse = args_has(&cli.args, OPT_MOUSE) };
		code = show(cli.bo, &screens);
	} else {
		code = say_end(&cli, status);
	}
	bo_free(cli.bo);
	bo_arena_clear(&cli.arena);
	return code;
}
