/*
 * Reading the command line.  Not getopt_long(): that abbreviates names, so a
 * new option would change what old scripts mean, and it cannot say "did you
 * mean".
 */
#include "cli/commands.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static enum args_result wrong(struct args_fault *fault, const char *field, const char *value,
			      const char *message)
{
	bo_text_clean(field, fault->field, sizeof fault->field);
	bo_text_clean(value, fault->value, sizeof fault->value);
	snprintf(fault->message, sizeof fault->message, "%s", message);
	return ARGS_WRONG;
}

/* What the option might have been meant to be, of all there are; NULL: nothing like it. */
static const char *nearest(struct bo_arena *arena, command_table table, const char *name)
{
	const struct param *takes;
	const char **names = NULL;
	size_t n = 0;

	for (size_t i = 0; (takes = takes_at(table, i)); i++)
		for (const struct param *param = takes; param->name; param++) {
			const char **grown = bo_arena_grow(arena, names, n, sizeof *names);

			names = grown;
			if (!names)
				return NULL;
			if (param_is_option(param))
				names[n] = bo_arena_printf(arena, "%.*s",
							   (int)strcspn(param->name + 2, " "),
							   param->name + 2);
			n += param_is_option(param) && names[n];
		}
	return bo_text_nearest(name, names, n);
}

static enum args_result unknown(struct bo_arena *arena, command_table table, const char *word,
				struct args_fault *fault)
{
	char clean[120], name[120], message[400];
	const char *near;

	bo_text_clean(word, clean, sizeof clean);
	snprintf(name, sizeof name, "%.*s", (int)strcspn(word + 2, "="), word + 2);
	near = nearest(arena, table, name);
	if (near)
		snprintf(message, sizeof message, "There is no option %s; did you mean --%s?",
			 clean, near);
	else
		snprintf(message, sizeof message, "There is no option %s.", clean);
	return wrong(fault, "option", word, message);
}

/* A dash before a digit is a number, and a dash alone is a file. */
static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] && !isdigit((unsigned char)word[1]) && word[1] != '.';
}

/* The option that argv[*i] is, with its value, which may be the next. */
static enum args_result take_option(struct bo_arena *arena, command_table table, char **argv,
				    int argc, int *i, struct args *args, struct args_fault *fault)
{
	const char *word = strcmp(argv[*i], "-h") == 0 ? "--help" : argv[*i], *value = NULL,
		   *called;
	size_t n = strcspn(word, "=");
	const struct param *param = word[1] == '-' ? param_anywhere(table, word, n) : NULL;
	char message[400], *name;

	if (!param)
		return unknown(arena, table, word, fault);
	name = bo_arena_printf(arena, "%.*s", (int)n, word);
	if (!name)
		return ARGS_NO_MEMORY;
	called = param_value(param);
	if (word[n] == '=')
		value = word + n + 1;
	if (!called && value) {
		snprintf(message, sizeof message, "The option %s takes no value.", name);
		return wrong(fault, name + 2, value, message);
	}
	if (called && !value && *i + 1 >= argc) {
		snprintf(message, sizeof message, "The option %s needs a value: %s.", name,
			 param->name);
		return wrong(fault, name + 2, "", message);
	}
	if (called && !value)
		value = argv[++*i];
	args->given[args->n_given++] = (struct given){ name, value };
	return ARGS_OK;
}

enum args_result args_read(struct bo_arena *arena, command_table table, int argc, char **argv,
			   struct args *args, struct args_fault *fault)
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
			enum args_result result =
				take_option(arena, table, argv, argc, &i, args, fault);

			if (result)
				return result;
		} else {
			args->word[args->n_words++] = argv[i];
		}
	}
	return ARGS_OK;
}

const char *args_peek(int argc, char **argv, const char *name)
{
	size_t n = strlen(name);
	const char *value = NULL;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], name, n) != 0)
			continue;
		if (argv[i][n] == '=')
			value = argv[i] + n + 1;
		else if (argv[i][n] == '\0' && i + 1 < argc)
			value = argv[i + 1];
	}
	return value;
}
