/*
 * What a row takes, as a line that people read, and as the rule that it is:
 * "(A | B)" and "[A | B]" are alternatives, which exclude each other; what may be
 * given several times is followed by "..."; all else is given once.
 */
#include "cli/given.h"
#include "cli/say.h"

#include <string.h>

/* --- The line --------------------------------------------------------------------------------- */

static void add_param(struct bo_buf *to, const struct param *param)
{
	bool bare = param->flags & NEEDED, joined = param[1].name && param[1].flags & WITH;

	bo_buf_printf(to, "%s%s", bare ? "" : "[", param->name);
	if (joined) {
		bo_buf_add(to, " ");
		add_param(to, param + 1);
	}
	bo_buf_printf(to, "%s%s", bare ? "" : "]", param->flags & MANY ? "..." : "");
}

void usage_line(const struct command *command, struct bo_buf *to)
{
	for (const struct param *param = command->takes; param->name; param++) {
		int before = param > command->takes ? param[-1].group : 0;
		bool inside = param->group && param->group == before;

		if (param->flags & WITH)
			continue;
		if (param > command->takes)
			bo_buf_add(to, " ");
		if (inside && param->alternative != param[-1].alternative)
			bo_buf_add(to, "| ");
		if (param->group && !inside)
			bo_buf_add(to, param->group > 0 ? "(" : "[");
		add_param(to, param);
		if (param->group && param[1].group != param->group)
			bo_buf_add(to, param->group > 0 ? ")" : "]");
	}
}

/* "boxoffice order show N", with which sentences about usage end. */
static const char *usage(struct cli *cli)
{
	char text[2048];
	struct bo_buf line = BO_BUF(text);
	const char *whole;

	bo_buf_printf(&line, "usage: boxoffice %s ", cli->command->name);
	usage_line(cli->command, &line);
	whole = bo_arena_copy(&cli->arena, text);
	return whole ? whole : "";
}

/* --- What does not fit ------------------------------------------------------------------------ */

static enum bo_status check_known(struct cli *cli)
{
	for (size_t i = 0; i < cli->args.n_given; i++) {
		const char *name = cli->args.given[i].name, *fits[64], *near;
		size_t n = 0;

		if (given_value(cli, name))
			continue;
		for (const struct param *param = cli->command->takes; param->name; param++)
			if (param_is_option(param) && n < 64)
				fits[n++] = param_field(cli, param);
		near = bo_text_nearest(name + 2, fits, n);
		return say_invalid(cli, "option", name + 2, "\"%s\" takes no %s%s%s%s; %s",
				   cli->command->name, name, near ? " (did you mean --" : "",
				   near ? near : "", near ? "?)" : "", usage(cli));
	}
	return BO_OK;
}

/* What cannot be shown again is refused, not cut: it names another thing than was meant. */
static enum bo_status check_bytes(struct cli *cli)
{
	for (size_t v = 0; v < cli->n_values; v++) {
		const struct value *value = &cli->values[v];

		for (size_t i = 0; i < value->n; i++) {
			if (bo_text_is_utf8(value->text[i]))
				continue;
			if (param_is_option(value->param))
				return say_invalid(cli, value->field, value->text[i],
						   "The value of --%s is not UTF-8 text.",
						   value->field);
			return say_invalid(cli, value->field, value->text[i],
					   "\"%s\" is not UTF-8 text.", value->text[i]);
		}
	}
	return BO_OK;
}

static enum bo_status check_twice(struct cli *cli)
{
	for (size_t v = 0; v < cli->n_values; v++) {
		const struct value *value = &cli->values[v];
		const struct param *param = value->param;

		if (value->n < 2 || param->flags & MANY || !param_is_option(param))
			continue;
		if (cli->n_values - v <= cli->n_common)
			return say_invalid(cli, value->field, NULL,
					   "--%s is given twice; once, please.", value->field);
		return say_invalid(cli, value->field, NULL, "--%s is given twice; %s", value->field,
				   usage(cli));
	}
	return BO_OK;
}

static bool excluded(const struct param *a, const struct param *b)
{
	return a->group && a->group == b->group && a->alternative != b->alternative;
}

/* The option is blamed that came last; against a word, the option. */
static enum bo_status check_pairs(struct cli *cli)
{
	for (size_t i = 0; i < cli->args.n_given; i++) {
		const struct value *value = given_value(cli, cli->args.given[i].name), *other;

		for (size_t k = 0; k < i; k++) {
			other = given_value(cli, cli->args.given[k].name);
			if (excluded(value->param, other->param))
				return say_invalid(cli, value->field, NULL,
						   "Give --%s or --%s, not both; %s", other->field,
						   value->field, usage(cli));
		}
		for (size_t v = 0; v < cli->n_values; v++) {
			other = &cli->values[v];
			if (!param_is_option(other->param) && other->n &&
			    excluded(value->param, other->param))
				return say_invalid(cli, value->field, NULL,
						   "Give \"%s\" or --%s, not both; %s",
						   other->text[0], value->field, usage(cli));
		}
		other = value->param->flags & WITH ? value - 1 : value;
		if (other->n == 0)
			return say_invalid(cli, value->field, NULL, "--%s goes with --%s alone; %s",
					   value->field, other->field, usage(cli));
	}
	return BO_OK;
}

static enum bo_status check_words(struct cli *cli)
{
	if (cli->n_sorted < cli->n_words)
		return say_invalid(cli, "arguments", cli->word[cli->n_sorted],
				   "\"%s\" is one word too many; %s", cli->word[cli->n_sorted],
				   usage(cli));
	for (size_t v = 0; v < cli->n_values; v++) {
		const struct value *value = &cli->values[v];

		if (!param_is_option(value->param) && value->param->flags & NEEDED &&
		    !value->param->group && value->n == 0)
			return say_invalid(cli, value->field, "", "%s is missing; %s",
					   value->param->name, usage(cli));
	}
	return BO_OK;
}

enum bo_status usage_check(struct cli *cli)
{
	enum bo_status status = check_known(cli);

	if (!status)
		status = check_bytes(cli);
	if (!status)
		status = check_twice(cli);
	if (!status)
		status = check_pairs(cli);
	return status ? status : check_words(cli);
}

/* --- What is missing -------------------------------------------------------------------------- */

/* The alternative of a group that was begun; 0: none. */
static int chosen(const struct cli *cli, int group)
{
	int alternative = 0;

	for (size_t v = 0; v < cli->n_values; v++)
		if (cli->values[v].n && cli->values[v].param->group == group)
			alternative = cli->values[v].param->alternative;
	return alternative;
}

/* "--at T..., or --from D --to D --on DAYS --time HH:MM" */
static enum bo_status say_choice(struct cli *cli, const struct value *first)
{
	char text[512];
	struct bo_buf choice = BO_BUF(text);
	const struct value *needed = first;
	const struct param *last = first->param;

	while (last[1].group == first->param->group)
		last++;
	for (const struct param *param = first->param; param <= last; param++) {
		if (param > first->param)
			bo_buf_add(&choice, param->alternative == param[-1].alternative ? " "
					    : param->alternative == last->alternative	? ", or "
											: ", ");
		add_param(&choice, param);
	}
	while (!(needed->param->flags & NEEDED))
		needed++;
	return say_invalid(cli, needed->field, NULL, "What?  Give %s.", text);
}

enum bo_status usage_complete(struct cli *cli)
{
	for (size_t v = 0; v < cli->n_values; v++) {
		const struct value *value = &cli->values[v];
		const struct param *param = value->param;
		int alternative = param->group ? chosen(cli, param->group) : 0;

		if (value->n > 0)
			continue;
		if (param->group > 0 && !alternative)
			return say_choice(cli, value);
		if (param->flags & NEEDED && alternative == param->alternative)
			return param_is_option(param) ? say_invalid(cli, value->field, NULL,
								    "This needs %s.", param->name)
						      : say_invalid(cli, value->field, NULL,
								    "What?  %s is missing; %s",
								    param->name, usage(cli));
	}
	return BO_OK;
}
