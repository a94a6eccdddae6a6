/*
 * What a usage line allows together.  "(A | B)" and "[A | B]" are alternatives,
 * which exclude each other; what may be given several times is followed by
 * "..."; all else is given once.  The line that people read is the rule.
 */
#include "cli/commands.h"
#include "cli/say.h"

#include <ctype.h>
#include <string.h>

enum { DEPTH_MAX = 4, PLACES_MAX = 64, WORD = -1 };

/* Where an option or a word stands: in which alternative of which brackets. */
struct place {
	int option; /* WORD: a word of the command */
	int depth, group[DEPTH_MAX], alternative[DEPTH_MAX];
	bool repeats;
};
struct places {
	int n, groups;
	struct place at; /* where the reading is */
	struct place row[PLACES_MAX];
};

static int option_at(const char *text, size_t n)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		if (strlen(option_info[i].name) == n && strncmp(option_info[i].name, text, n) == 0)
			return i;
	return OPTION_COUNT;
}

static void keep(struct places *places, int option)
{
	if (places->n == PLACES_MAX)
		return;
	places->row[places->n] = places->at;
	places->row[places->n++].option = option;
}

/* "..." behind a bracket is of everything in it. */
static void repeat_group(struct places *places, int depth, int group)
{
	for (int i = 0; i < places->n; i++)
		if (places->row[i].depth > depth && places->row[i].group[depth] == group)
			places->row[i].repeats = true;
}

static const char *read_bracket(struct places *places, const char *text)
{
	struct place *at = &places->at;

	if (*text == '(' || *text == '[') {
		if (at->depth < DEPTH_MAX) {
			at->group[at->depth] = ++places->groups;
			at->alternative[at->depth] = 0;
		}
		at->depth++;
		return text + 1;
	}
	at->depth--;
	if (strncmp(text + 1, "...", 3) == 0 && at->depth < DEPTH_MAX)
		repeat_group(places, at->depth, at->group[at->depth]);
	return text + 1;
}

/* An option with what its value is called, or a word; behind it. */
static const char *read_token(struct places *places, const char *text)
{
	int option = WORD;

	if (strncmp(text, "--", 2) == 0) {
		size_t n = strspn(text + 2, "abcdefghijklmnopqrstuvwxyz-");

		option = option_at(text + 2, n);
		text += 2 + n;
		if (option < OPTION_COUNT && option_info[option].value && *text == ' ')
			text++;
	}
	if (option != WORD || isupper((unsigned char)*text))
		keep(places, option);
	if (*text == '"')
		text += strcspn(text + 1, "\"") + 2;
	/* A bracket within a value, "AMOUNT[:REFERENCE]", is no group. */
	while (*text && !strchr(" )]", *text))
		text += *text == '[' ? strcspn(text, "]") + 1 : 1;
	if (places->n && option != WORD && strncmp(text - 3, "...", 3) == 0)
		places->row[places->n - 1].repeats = true;
	return text;
}

static void read_usage(const char *usage, struct places *places)
{
	*places = (struct places){ 0 };
	while (*usage) {
		if (strchr("()[]", *usage)) {
			usage = read_bracket(places, usage);
		} else if (*usage == '|') {
			if (places->at.depth && places->at.depth <= DEPTH_MAX)
				places->at.alternative[places->at.depth - 1]++;
			usage++;
		} else if (*usage == ' ' || *usage == '.') {
			usage++;
		} else {
			usage = read_token(places, usage);
		}
	}
}

static bool excluded(const struct place *a, const struct place *b)
{
	int depth = a->depth < b->depth ? a->depth : b->depth;

	for (int i = 0; i < depth && i < DEPTH_MAX && a->group[i] == b->group[i]; i++)
		if (a->alternative[i] != b->alternative[i])
			return true;
	return false;
}

static const struct place *place_of(const struct places *places, int option)
{
	for (int i = 0; i < places->n; i++)
		if (places->row[i].option == option)
			return &places->row[i];
	return NULL;
}

static enum bo_status say_usage(struct cli *cli, enum option option, const char *message)
{
	return say_invalid(cli, option_info[option].name, NULL, "%s; usage: boxoffice %s %s",
			   message, cli->command->name, cli->command->usage);
}

static enum bo_status check_twice(struct cli *cli, const struct places *places, size_t i)
{
	enum option option = cli->args.given[i].option;
	const struct place *place = place_of(places, option);
	const char *name = option_info[option].name;

	if (place && place->repeats)
		return BO_OK;
	for (size_t j = 0; j < i; j++)
		if (cli->args.given[j].option == option)
			return option_is_common(option) || !place
				       ? say_invalid(cli, name, NULL,
						     "--%s is given twice; once, please.", name)
				       : say_usage(cli, option,
						   bo_arena_printf(&cli->arena,
								   "--%s is given twice", name));
	return BO_OK;
}

static enum bo_status check_pairs(struct cli *cli, const struct places *places, size_t i)
{
	enum option option = cli->args.given[i].option;
	const struct place *place = place_of(places, option), *other;

	for (size_t j = 0; place && j < i; j++) {
		other = place_of(places, cli->args.given[j].option);
		if (other && excluded(place, other))
			return say_usage(cli, option,
					 bo_arena_printf(&cli->arena, "Give --%s or --%s, not both",
							 option_info[other->option].name,
							 option_info[option].name));
	}
	/* The first word that may be left out stands in brackets with its alternatives. */
	other = place_of(places, WORD);
	if (place && other && cli->n_words && excluded(place, other))
		return say_usage(cli, option,
				 bo_arena_printf(&cli->arena, "Give \"%s\" or --%s, not both",
						 cli->word[0], option_info[option].name));
	return BO_OK;
}

enum bo_status usage_check(struct cli *cli)
{
	struct places places;
	enum bo_status status = BO_OK;

	read_usage(cli->command->usage, &places);
	for (size_t i = 0; !status && i < cli->args.n_given; i++) {
		status = check_twice(cli, &places, i);
		if (!status)
			status = check_pairs(cli, &places, i);
	}
	return status;
}
