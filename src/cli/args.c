/*
 * Reading the command line.  Not getopt_long(): that abbreviates names, so a
 * new option would change what old scripts mean, and it cannot say "did you
 * mean".
 */
#include "cli/args.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>

const struct option_info option_info[OPTION_COUNT] = {
#define X(option, word, value_word, sentence) { word, value_word, sentence },
	OPTION_LIST(X)
#undef X
};

static enum option option_named(const char *name, size_t n)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		if (strlen(option_info[i].name) == n && strncmp(option_info[i].name, name, n) == 0)
			return (enum option)i;
	return OPTION_COUNT;
}

static enum args_result wrong(struct args_fault *fault, const char *field, const char *value,
			      const char *message)
{
	bo_text_clean(field, fault->field, sizeof fault->field);
	bo_text_clean(value, fault->value, sizeof fault->value);
	snprintf(fault->message, sizeof fault->message, "%s", message);
	return ARGS_WRONG;
}

static enum args_result unknown(struct args_fault *fault, const char *word)
{
	const char *names[OPTION_COUNT], *near;
	char clean[120], name[120], message[400];

	for (int i = 0; i < OPTION_COUNT; i++)
		names[i] = option_info[i].name;
	bo_text_clean(word, clean, sizeof clean);
	snprintf(name, sizeof name, "%.*s", (int)strcspn(word + 2, "="), word + 2);
	near = bo_text_nearest(name, names, OPTION_COUNT);
	if (near)
		snprintf(message, sizeof message, "There is no option %s; did you mean --%s?",
			 clean, near);
	else
		snprintf(message, sizeof message, "There is no option %s.", clean);
	return wrong(fault, "option", word, message);
}

static enum args_result bad_value(struct args_fault *fault, enum option option, const char *word,
				  bool missing)
{
	const struct option_info *info = &option_info[option];
	char message[400];

	if (missing)
		snprintf(message, sizeof message, "The option --%s needs a value: --%s %s.",
			 info->name, info->name, info->value);
	else
		snprintf(message, sizeof message, "The option --%s takes no value.", info->name);
	return wrong(fault, info->name, missing ? "" : word, message);
}

/* A dash before a digit is a number, and a dash alone is a file. */
static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] && !isdigit((unsigned char)word[1]) && word[1] != '.';
}

static enum args_result take_option(char **argv, int argc, int *i, struct args *args,
				    struct args_fault *fault)
{
	const char *word = argv[*i], *value = NULL;
	size_t n = strcspn(word, "=");
	enum option option;

	if (strcmp(word, "-h") == 0)
		option = OPT_HELP;
	else if (word[1] != '-')
		return unknown(fault, word);
	else
		option = option_named(word + 2, n - 2);
	if (option == OPTION_COUNT)
		return unknown(fault, word);
	if (word[n] == '=')
		value = word + n + 1;
	if (!option_info[option].value && value)
		return bad_value(fault, option, value, false);
	if (option_info[option].value && !value) {
		if (*i + 1 >= argc)
			return bad_value(fault, option, "", true);
		value = argv[++*i];
	}
	args->given[args->n_given++] = (struct given){ option, value };
	return ARGS_OK;
}

enum args_result args_read(struct bo_arena *arena, int argc, char **argv, struct args *args,
			   struct args_fault *fault)
{
	size_t room = argc > 0 ? (size_t)argc : 1;
	bool ended = false;

	*args = (struct args){ 0 };
	args->word = bo_arena_alloc(arena, room * sizeof *args->word);
	args->given = bo_arena_alloc(arena, room * sizeof *args->given);
	if (!args->word || !args->given)
		return ARGS_NO_MEMORY;
	for (int i = 1; i < argc; i++) {
		if (!ended && strcmp(argv[i], "--") == 0) {
			ended = true;
		} else if (!ended && is_option(argv[i])) {
			enum args_result result = take_option(argv, argc, &i, args, fault);

			if (result)
				return result;
		} else {
			args->word[args->n_words++] = argv[i];
		}
	}
	return ARGS_OK;
}

const char *args_value(const struct args *args, enum option option)
{
	const char *value = NULL;

	for (size_t i = 0; i < args->n_given; i++)
		if (args->given[i].option == option)
			value = args->given[i].value;
	return value;
}

bool args_has(const struct args *args, enum option option)
{
	for (size_t i = 0; i < args->n_given; i++)
		if (args->given[i].option == option)
			return true;
	return false;
}

const char **args_values(const struct args *args, struct bo_arena *arena, enum option option,
			 size_t *n)
{
	const char **values = bo_arena_alloc(arena, (args->n_given + 1) * sizeof *values);

	*n = 0;
	for (size_t i = 0; values && i < args->n_given; i++)
		if (args->given[i].option == option)
			values[(*n)++] = args->given[i].value;
	return values;
}

const char *args_peek(int argc, char **argv, enum option option)
{
	const char *name = option_info[option].name, *value = NULL;
	size_t n = strlen(name);

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--", 2) != 0 || strncmp(argv[i] + 2, name, n) != 0)
			continue;
		if (argv[i][n + 2] == '=')
			value = argv[i] + n + 3;
		else if (argv[i][n + 2] == '\0' && i + 1 < argc)
			value = argv[i + 1];
	}
	return value;
}
