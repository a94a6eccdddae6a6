/*
 * The rows of all nouns: finding a command, its parameters, and what there is instead
 * of one that there is not.
 */
#include "cli/commands.h"
#include "cli/say.h"

#include <ctype.h>
#include <string.h>

const struct param common_options[] = {
	ARG("--store FILE", PATH, 0, "The store to use."),
	ARG("--staff NAME", TEXT, 0, "Who acts; a PIN is asked, or taken from BOXOFFICE_PIN."),
	ARG("--approve NAME", TEXT, 0,
	    "The second person for an override; a PIN is asked, or taken from "
	    "BOXOFFICE_APPROVE_PIN."),
	ARG("--till NAME", TEXT, 0, "Which till; else the machine's name and terminal."),
	ARG("--as patron", TEXT, 0, "Self-service rules; no override helps.", .words = "patron"),
	ARG("--proof CODE", TEXT, 0,
	    "With --as patron: a ticket's code, or the proof of an order or a hold."),
	ARG("--format table|json|csv", WORD, 0, "How data is written; a table is the default."),
	ARG("--now TIME", TEXT, 0, "The clock, in training stores only."),
	ARG("--help", FLAG, 0, "What the command does and takes."),
	ARG("--version", FLAG, 0, "The version of this program."),
	{ 0 }
};

const struct param screen_options[] = {
	ARG("--color WHEN", WORD, 0,
	    "Colours of the screens: auto, always, never, 8, 256, or those for a light or dark "
	    "background.",
	    .words = "auto|always|never|8|256|light|dark"),
	ARG("--mouse", FLAG, 0, "Let the screens take the mouse."),
	ARG("--log FILE", PATH, 0, "Where standard error goes while the screens are open."),
	{ 0 }
};

const struct command *command_at(command_table table, size_t i)
{
	for (; *table; table++)
		for (const struct command *command = *table; command->name; command++)
			if (i-- == 0)
				return command;
	return NULL;
}

/* --- Parameters ------------------------------------------------------------------------------- */

bool param_is_option(const struct param *param)
{
	return param->name[0] == '-';
}

bool param_is(const struct param *param, const char *name, size_t n)
{
	return strcspn(param->name, " ") == n && strncmp(param->name, name, n) == 0;
}

const char *param_value(const struct param *param)
{
	const char *blank = strchr(param->name, ' ');

	return blank ? blank + 1 : param_is_option(param) ? NULL : "";
}

const char *param_field(struct cli *cli, const struct param *param)
{
	const char *name = param->name + (param_is_option(param) ? 2 : 0);
	char *field;

	/* "printed|spoiled" has no name: it is what "print settle" is about. */
	if (islower((unsigned char)param->name[0]))
		name = strrchr(cli->command->name, ' ') ? strrchr(cli->command->name, ' ') + 1
							: cli->command->name;
	field = bo_arena_printf(&cli->arena, "%.*s", (int)strcspn(name, " |"), name);

	for (char *c = field; c && *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return field;
}

const char *param_words(const struct param *param)
{
	if (param->words || param->kind != WORD)
		return param->words;
	return param_is_option(param) ? param_value(param) : param->name;
}

const char *word_next(const char **words, size_t *n)
{
	const char *word = *words + (**words == '|');

	*n = strcspn(word, "|");
	*words = word + *n;
	return *n || **words ? word : NULL;
}

static const struct param *param_in(const struct param *takes, const char *name, size_t n)
{
	for (const struct param *param = takes; param->name; param++)
		if (param_is(param, name, n))
			return param;
	return NULL;
}

const struct param *takes_at(command_table table, size_t i)
{
	const struct command *command;

	if (i < 2)
		return i == 0 ? common_options : screen_options;
	command = command_at(table, i - 2);
	return command ? command->takes : NULL;
}

const struct param *param_anywhere(command_table table, const char *name, size_t n)
{
	const struct param *takes, *param = NULL;

	for (size_t i = 0; !param && (takes = takes_at(table, i)); i++)
		param = param_in(takes, name, n);
	return param;
}

/* --- Finding ---------------------------------------------------------------------------------- */

/* How many of the words are those that the name begins with; *rest is what follows in it. */
static size_t match(const char *name, const char **word, size_t n, const char **rest)
{
	size_t used = 0;

	while (*name && used < n) {
		size_t length = strcspn(name, " ");

		if (strlen(word[used]) != length || strncmp(word[used], name, length) != 0)
			break;
		used++;
		name += length;
		name += strspn(name, " ");
	}
	*rest = name;
	return used;
}

const struct command *command_named(command_table table, const char **word, size_t n, size_t *used)
{
	const struct command *command;
	const char *rest;

	for (size_t i = 0; (command = command_at(table, i)); i++) {
		*used = match(command->name, word, n, &rest);
		if (!*rest)
			return command;
	}
	return NULL;
}

bool command_begins(const struct command *command, const char **word, size_t n)
{
	const char *rest;

	return match(command->name, word, n, &rest) == n;
}

size_t command_words(struct cli *cli, const char **word, size_t n, const char **list)
{
	const struct command *command;
	size_t found = 0;

	for (size_t i = 0; (command = command_at(cli->table, i)); i++) {
		const char *rest, *next;
		size_t known = 0;

		if (match(command->name, word, n, &rest) < n || !*rest)
			continue;
		next = bo_arena_printf(&cli->arena, "%.*s", (int)strcspn(rest, " "), rest);
		while (next && known < found && strcmp(list[known], next) != 0)
			known++;
		if (next && known == found)
			list[found++] = next;
	}
	return found;
}

enum bo_status command_unknown(struct cli *cli)
{
	const char *list[128], *near, *said = "", *choices = "", **word = cli->args.word;
	size_t n = cli->args.n_words, known = 0, found;

	/* As many words as lead somewhere; the next one is the wrong or the missing one. */
	while (known < n && command_words(cli, word, known + 1, list) > 0) {
		said = bo_arena_printf(&cli->arena, "%s %s", said, word[known++]);
		if (!said)
			return say_no_memory(cli);
	}
	found = command_words(cli, word, known, list);
	for (size_t i = 0; choices && i < found; i++)
		choices = bo_arena_printf(&cli->arena, "%s%s%s", choices, i ? ", " : "", list[i]);
	if (!choices)
		return say_no_memory(cli);
	if (known == n)
		return say_invalid(cli, "command", "", "\"boxoffice%s\" needs one of: %s.", said,
				   choices);
	near = bo_text_nearest(word[known], list, found);
	if (near)
		return say_invalid(cli, "command", word[known],
				   "There is no command \"%s %s\"; did you mean \"%s %s\"?",
				   said[0] ? said + 1 : "boxoffice", word[known],
				   said[0] ? said + 1 : "boxoffice", near);
	if (known)
		return say_invalid(cli, "command", word[known],
				   "There is no command \"%s %s\"; there are: %s.", said + 1,
				   word[known], choices);
	return say_invalid(cli, "command", word[known],
			   "There is no command \"%s\"; see \"boxoffice help\".", word[known]);
}
