/*
 * Help, from the rows: all commands, some of them, or every command and option
 * one a line for the manual page; and the version.
 */
#include "cli/given.h"
#include "cli/noun/completion.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

#include <stdio.h>

static void param_line(const struct param *param)
{
	printf("  %-28s  %s\n", param->name, param->help);
}

static void help_all(const struct cli *cli)
{
	const struct command *command;

	printf("Usage: boxoffice [options] [COMMAND ...]\n\n"
	       "Without a command the screens open.\n\n");
	for (size_t i = 0; (command = command_at(cli->table, i)); i++)
		printf("  %-24s %s\n", command->name, command->help);
	printf("\nOptions of every command:\n");
	for (const struct param *param = common_options; param->name; param++)
		param_line(param);
	printf("\nOptions of the screens:\n");
	for (const struct param *param = screen_options; param->name; param++)
		param_line(param);
	printf("\n\"boxoffice help COMMAND\" tells more; boxoffice(1) tells all.\n"
	       "Exits: 0 done, 1 refused by a rule, 2 bad usage or input, 3 the surroundings "
	       "failed.\n");
}

/* Commands whose name begins with these words; false if there is none. */
static bool help_on(const struct cli *cli, const char **word, size_t n)
{
	const struct command *command;
	bool found = false;
	char text[2048];

	for (size_t i = 0; (command = command_at(cli->table, i)); i++) {
		struct bo_buf line = BO_BUF(text);

		if (!command_begins(command, word, n))
			continue;
		usage_line(command, &line);
		printf("%sboxoffice %s%s%s\n    %s\n", found ? "\n" : "", command->name,
		       line.len ? " " : "", text, command->help);
		for (const struct param *param = command->takes; param->name; param++)
			param_line(param);
		found = true;
	}
	return found;
}

/* One a line: commands, options, which command takes which for what, who may use which.  The
 * manual page is held against it, and its lists are made from it (data/manual.sh). */
static void help_manual(const struct cli *cli)
{
	const struct param *const rows[] = { common_options, screen_options };
	const struct command *command;
	char text[2048];

	for (int i = 0; i < 2; i++)
		for (const struct param *param = rows[i]; param->name; param++)
			printf("option %s\n", param->name);
	for (size_t i = 0; (command = command_at(cli->table, i)); i++) {
		struct bo_buf line = BO_BUF(text);

		usage_line(command, &line);
		printf("command %s%s%s\n", command->name, line.len ? " " : "", text);
		for (const struct param *param = command->takes; param->name; param++)
			if (param_is_option(param))
				printf("option %s\ntakes %s\t%s\t%s\n", param->name, command->name,
				       param->name, param->help);
	}
	access_table(cli);
}

static enum bo_status run_help(struct cli *cli)
{
	const struct value *words = given_all(cli, "COMMAND");

	if (given(cli, "--man")) {
		help_manual(cli);
	} else if (words->n == 0) {
		help_all(cli);
	} else if (!help_on(cli, words->text, words->n)) {
		cli->args.word = words->text;
		cli->args.n_words = words->n;
		return command_unknown(cli);
	}
	return BO_OK;
}

static enum bo_status run_version(struct cli *cli)
{
	if (cli->format != FORMAT_JSON) {
		puts("boxoffice " BO_VERSION);
		return BO_OK;
	}
	return out_one(cli, "version", json_string(BO_VERSION));
}

const struct command help_commands[] = {
	{ "help", "What there is, or how a command is used.", run_help, BARE, ANYBODY, SELF,
	  TAKES(ARG("COMMAND", TEXT, MANY, "The words that commands begin with."),
		ARG("--man", FLAG, 0,
		    "Every command and option, one a line, to check the manual with.")) },
	{ "version", "The version of this program.", run_version, BARE, ANYBODY, SELF, NOTHING },
	{ "completion",
	  "Write what completes commands in a shell: source <(boxoffice completion bash).",
	  run_completion, BARE, ANYBODY, SELF, TAKES(ARG("bash|zsh", WORD, NEEDED, "The shell.")) },
	{ 0 }
};
