/*
 * Help, from the table: all commands, some of them, or every command and option
 * one a line for the check of the manual page.
 */
#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

static void option_line(enum option option)
{
	const struct option_info *info = &option_info[option];
	char left[64];

	snprintf(left, sizeof left, "--%s%s%s", info->name, info->value ? " " : "",
		 info->value ? info->value : "");
	printf("  %-28s  %s\n", left, info->help);
}

void help_all(void)
{
	printf("Usage: boxoffice [options] [COMMAND ...]\n\n"
	       "Without a command the screens open.\n\n");
	for (size_t i = 0; i < n_commands; i++)
		printf("  %-24s %s\n", commands[i].name, commands[i].help);
	printf("\nOptions of every command:\n");
	for (int i = 0; i < OPTION_COUNT; i++)
		if (option_is_common((enum option)i))
			option_line((enum option)i);
	printf("\nOptions of the screens:\n");
	for (int i = OPT_COLOR; i <= OPT_LOG; i++)
		option_line((enum option)i);
	printf("\n\"boxoffice help COMMAND\" tells more; boxoffice(1) tells all.\n"
	       "Exits: 0 done, 1 refused by a rule, 2 bad usage or input, 3 the surroundings "
	       "failed.\n");
}

static bool begins_with(const char *name, const char **word, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t length = strcspn(name, " ");

		if (strlen(word[i]) != length || strncmp(name, word[i], length) != 0)
			return false;
		name += length;
		name += strspn(name, " ");
	}
	return true;
}

bool help_on(const char **word, size_t n)
{
	bool found = false;

	for (size_t i = 0; i < n_commands; i++) {
		if (!begins_with(commands[i].name, word, n))
			continue;
		printf("%sboxoffice %s%s%s\n    %s\n", found ? "\n" : "", commands[i].name,
		       commands[i].usage[0] ? " " : "", commands[i].usage, commands[i].help);
		for (int o = 0; o < OPTION_COUNT; o++)
			if (usage_names(commands[i].usage, option_info[o].name))
				option_line((enum option)o);
		found = true;
	}
	return found;
}

void help_manual(void)
{
	for (size_t i = 0; i < n_commands; i++)
		printf("command %s%s%s\n", commands[i].name, commands[i].usage[0] ? " " : "",
		       commands[i].usage);
	for (int i = 0; i < OPTION_COUNT; i++)
		printf("option --%s%s%s\n", option_info[i].name, option_info[i].value ? " " : "",
		       option_info[i].value ? option_info[i].value : "");
	access_table();
}
