/*
 * Scripts for shells.  What may follow is one list of cases in words that bash and zsh
 * both read: what stands before the cursor, without options and their values, then the
 * option whose value is asked for.  A script asks no store and needs no program.
 */
#include "cli/noun/completion.h"
#include "cli/given.h"
#include "cli/say.h"

#include <stdio.h>
#include <string.h>

static void put_name(const struct param *param)
{
	printf("%.*s", (int)strcspn(param->name, " "), param->name);
}

/* Options whose value is the next word, each once. */
static void put_valued(const struct cli *cli)
{
	const struct param *takes;

	printf("\t\t--store");
	for (size_t i = 0; (takes = takes_at(cli->table, i)); i++)
		for (const struct param *param = takes; param->name; param++) {
			size_t n = strcspn(param->name, " ");

			if (!param_is_option(param) || !param_value(param) ||
			    param == common_options ||
			    param_anywhere(cli->table, param->name, n) != param)
				continue;
			printf("|");
			put_name(param);
		}
	printf(") option=$word ;;\n");
}

static void put_words(const struct param *param)
{
	const char *words = param_words(param), *word;
	size_t n;

	while (words && (word = word_next(&words, &n)))
		if (n)
			printf(" %.*s", (int)n, word);
}

/* What the value of an option may be, in a case that begins with what was printed. */
static void put_value(const struct param *param)
{
	printf(") list=\"");
	put_words(param);
	printf("\"%s ;;\n", param->kind == PATH ? " files=1" : "");
}

static void put_options(const struct param *takes)
{
	for (const struct param *param = takes; param->name; param++)
		if (param_is_option(param)) {
			printf(" ");
			put_name(param);
		}
}

/* Its value may be anything, and it has not the name of one of those that every command takes. */
static bool says_nothing(const struct param *param)
{
	size_t n = strcspn(param->name, " ");

	for (const struct param *common = common_options; common->name; common++)
		if (param_is(common, param->name, n))
			return false;
	return param->kind != PATH && !param_words(param);
}

static void put_command(const struct command *command)
{
	bool files = false;

	for (const struct param *param = command->takes; param->name; param++) {
		files = files || (!param_is_option(param) && param->kind == PATH);
		if (!param_is_option(param) || !param_value(param) || says_nothing(param))
			continue;
		printf("\t\"%s:", command->name);
		put_name(param);
		printf("\"|\"%s \"*\":", command->name);
		put_name(param);
		printf("\"");
		put_value(param);
	}
	printf("\t\"%s:\"|\"%s \"*:) list=\"", command->name, command->name);
	for (const struct param *param = command->takes; param->name; param++)
		if (!param_is_option(param))
			put_words(param);
	put_options(command->takes);
	printf(" $common\"%s ;;\n", files ? " files=1" : "");
}

/* The words that may follow the first n of a command. */
static void put_next(struct cli *cli, const char **word, size_t n)
{
	const char *list[128];
	size_t found = command_words(cli, word, n, list);

	printf("\t\"");
	for (size_t i = 0; i < n; i++)
		printf("%s%s", i ? " " : "", word[i]);
	printf(":\") list=\"");
	for (size_t i = 0; i < found; i++)
		printf("%s%s", i ? " " : "", list[i]);
	printf("%s\" ;;\n", n ? "" : " $common");
}

/* What begins several commands: "order", "print printers". */
static enum bo_status put_nouns(struct cli *cli)
{
	const struct command *command, *other;

	put_next(cli, NULL, 0);
	for (size_t i = 0; (command = command_at(cli->table, i)); i++) {
		char *name = bo_arena_copy(&cli->arena, command->name), *blank = name;
		const char *word[4];
		size_t n = 0, k;

		if (!name)
			return say_no_memory(cli);
		while (n < 4 && (blank = strchr(name, ' '))) {
			*blank = '\0';
			word[n++] = name;
			name = blank + 1;
			for (k = 0; (other = command_at(cli->table, k)) != command; k++)
				if (command_begins(other, word, n))
					break;
			if (other == command)
				put_next(cli, word, n);
		}
	}
	return BO_OK;
}

static const char bash[] = "_boxoffice() {\n"
			   "\tlocal list files word current=${COMP_WORDS[COMP_CWORD]}\n"
			   "\t_boxoffice_look \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"\n"
			   "\tCOMPREPLY=($(compgen -W \"$list\" -- \"$current\"))\n"
			   "\t[ -n \"$files\" ] || return 0\n"
			   "\tcompopt -o filenames 2>/dev/null\n"
			   "\twhile IFS= read -r word; do COMPREPLY+=(\"$word\"); done "
			   "< <(compgen -f -- \"$current\")\n"
			   "}\n"
			   "complete -F _boxoffice boxoffice\n";
static const char zsh[] = "_boxoffice() {\n"
			  "\tlocal list files word\n"
			  "\t_boxoffice_look \"${(@)words[2,CURRENT-1]}\"\n"
			  "\tcompadd -- ${=list}\n"
			  "\t[[ -z $files ]] || _files\n"
			  "}\n"
			  "compdef _boxoffice boxoffice\n";

enum bo_status run_completion(struct cli *cli)
{
	bool is_bash = given_number(cli, "bash|zsh", 0) == 0;
	const struct command *command;
	enum bo_status status;

	printf("%s# Written by \"boxoffice completion %s\".\n"
	       "_boxoffice_look() {\n"
	       "\tlocal command= option= word common=\"",
	       is_bash ? "" : "#compdef boxoffice\n", is_bash ? "bash" : "zsh");
	put_options(common_options);
	printf("\"\n\tlist= files=\n"
	       "\tfor word; do\n"
	       "\t\tif [ -n \"$option\" ]; then option=; continue; fi\n"
	       "\t\tcase $word in\n");
	put_valued(cli);
	printf("\t\t-*) ;;\n"
	       "\t\t*) command=$command${command:+ }$word ;;\n"
	       "\t\tesac\n"
	       "\tdone\n"
	       "\tcase $command:$option in\n");
	for (size_t i = 0; (command = command_at(cli->table, i)); i++)
		put_command(command);
	status = put_nouns(cli);
	for (const struct param *param = common_options; param->name; param++)
		if (param_value(param)) {
			printf("\t*:");
			put_name(param);
			put_value(param);
		}
	printf("\tesac\n}\n%s", is_bash ? bash : zsh);
	return status;
}
