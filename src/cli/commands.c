/*
 * Finding a command in the table and holding its usage line against what was
 * given.
 */
#include "cli/commands.h"
#include "cli/say.h"

#include <ctype.h>
#include <string.h>

/* How many of the words a command's name takes, 0 if it is not named. */
static size_t match(const char *name, const char **word, size_t n)
{
	size_t used = 0;

	while (*name) {
		size_t length = strcspn(name, " ");

		if (used == n || strlen(word[used]) != length ||
		    strncmp(word[used], name, length) != 0)
			return 0;
		used++;
		name += length;
		name += strspn(name, " ");
	}
	return used;
}

const struct command *command_named(const char **word, size_t n, size_t *used)
{
	for (size_t i = 0; i < n_commands; i++) {
		*used = match(commands[i].name, word, n);
		if (*used)
			return &commands[i];
	}
	return NULL;
}

/* The next word of each command that begins with the n words given, each once. */
static size_t next_words(struct cli *cli, const char **word, size_t n, const char **list)
{
	size_t found = 0;

	for (size_t i = 0; i < n_commands; i++) {
		const char *name = commands[i].name;
		size_t at = 0;
		char *copy;

		while (at < n && *name) {
			size_t length = strcspn(name, " ");

			if (strlen(word[at]) != length || strncmp(word[at], name, length) != 0)
				break;
			at++;
			name += length;
			name += strspn(name, " ");
		}
		if (at < n || !*name)
			continue;
		copy = bo_arena_printf(&cli->arena, "%.*s", (int)strcspn(name, " "), name);
		if (copy && (found == 0 || strcmp(list[found - 1], copy) != 0))
			list[found++] = copy;
	}
	return found;
}

enum bo_status command_unknown(struct cli *cli)
{
	const char **list = bo_arena_alloc(&cli->arena, n_commands * sizeof *list), *near;
	const char **word = cli->args.word, *said = "", *choices = "";
	size_t n = cli->args.n_words, known = 0, found = 0;

	if (!list)
		return say_no_memory(cli);
	/* As many words as lead somewhere; the next one is the wrong or the missing one. */
	while (known < n && next_words(cli, word, known + 1, list) > 0) {
		said = bo_arena_printf(&cli->arena, "%s %s", said, word[known++]);
		if (!said)
			return say_no_memory(cli);
	}
	found = next_words(cli, word, known, list);
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

bool option_is_common(enum option option)
{
	return option <= OPT_VERSION;
}

bool usage_names(const char *usage, const char *option)
{
	size_t n = strlen(option);

	for (const char *at = strstr(usage, "--"); at; at = strstr(at + 2, "--"))
		if (strncmp(at + 2, option, n) == 0 && !islower((unsigned char)at[n + 2]) &&
		    at[n + 2] != '-')
			return true;
	return false;
}

/* What the nth word after the name is called in the usage line: "NAME". */
static const char *word_called(struct cli *cli, size_t n)
{
	const char *at = cli->command->usage, *called = "";

	for (;; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");

		if (length == 0 || strstr(at, "--") == at || at[0] == '(')
			return "";
		if (n-- == 0) {
			at += strspn(at, "[");
			called = bo_arena_printf(&cli->arena, "%.*s",
						 (int)strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), at);
			return called ? called : "";
		}
		at += length;
	}
}

static enum bo_status check_words(struct cli *cli)
{
	const struct command *command = cli->command;

	if (command->max != ANY_WORDS && cli->n_words > (size_t)command->max)
		return say_invalid(cli, "arguments", cli->word[command->max],
				   "\"%s\" is one word too many; usage: boxoffice %s %s",
				   cli->word[command->max], command->name, command->usage);
	if (cli->n_words < (size_t)command->min) {
		const char *called = word_called(cli, cli->n_words);
		char *field = bo_arena_copy(&cli->arena, called);

		for (char *c = field; c && *c; c++)
			*c = (char)tolower((unsigned char)*c);
		return say_invalid(cli, field ? field : "arguments", "",
				   "%s is missing; usage: boxoffice %s %s", called, command->name,
				   command->usage);
	}
	return BO_OK;
}

/* What cannot be shown again is refused, not cut: it names another thing than was meant. */
static enum bo_status check_bytes(struct cli *cli)
{
	for (size_t i = 0; i < cli->args.n_given; i++) {
		const struct given *given = &cli->args.given[i];

		if (given->value && !bo_text_is_utf8(given->value))
			return say_invalid(cli, option_info[given->option].name, given->value,
					   "The value of --%s is not UTF-8 text.",
					   option_info[given->option].name);
	}
	for (size_t i = 0; i < cli->n_words; i++)
		if (!bo_text_is_utf8(cli->word[i])) {
			char *field = bo_arena_copy(&cli->arena, word_called(cli, i));

			for (char *c = field; c && *c; c++)
				*c = (char)tolower((unsigned char)*c);
			return say_invalid(cli, field && *field ? field : "arguments", cli->word[i],
					   "\"%s\" is not UTF-8 text.", cli->word[i]);
		}
	return BO_OK;
}

enum bo_status command_check(struct cli *cli)
{
	const struct command *command = cli->command;
	enum bo_status status;

	for (size_t i = 0; i < cli->args.n_given; i++) {
		enum option option = cli->args.given[i].option;
		const char *name = option_info[option].name, *near;
		const char *fits[OPTION_COUNT];
		size_t n = 0;

		if (option_is_common(option) || usage_names(command->usage, name))
			continue;
		for (int j = 0; j < OPTION_COUNT; j++)
			if (usage_names(command->usage, option_info[j].name))
				fits[n++] = option_info[j].name;
		near = bo_text_nearest(name, fits, n);
		return say_invalid(
			cli, "option", name, "\"%s\" takes no --%s%s%s%s; usage: boxoffice %s %s",
			command->name, name, near ? " (did you mean --" : "", near ? near : "",
			near ? "?)" : "", command->name, command->usage);
	}
	status = check_bytes(cli);
	if (!status)
		status = usage_check(cli);
	return status ? status : check_words(cli);
}
