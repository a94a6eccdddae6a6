/*
 * Asking what was given.
 */
#include "cli/given.h"

#include <assert.h>
#include <string.h>

struct value *given_value(const struct cli *cli, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < cli->n_values; i++)
		if (param_is(cli->values[i].param, name, n))
			return &cli->values[i];
	return NULL;
}

const struct value *given_all(const struct cli *cli, const char *name)
{
	const struct value *value = given_value(cli, name);

	assert(value);
	return value;
}

bool given(const struct cli *cli, const char *name)
{
	return given_all(cli, name)->n > 0;
}

const char *given_text(const struct cli *cli, const char *name)
{
	const struct value *value = given_all(cli, name);

	return value->n ? value->text[0] : NULL;
}

int64_t given_number(const struct cli *cli, const char *name, int64_t otherwise)
{
	const struct value *value = given_all(cli, name);

	return value->n ? value->number[0] : otherwise;
}

int64_t given_id(const struct cli *cli, const char *name)
{
	int64_t id = given_number(cli, name, 0);

	return id == BO_NONE ? 0 : id;
}

const void *given_row(const struct cli *cli, const char *name)
{
	return given_all(cli, name)->rows;
}

int given_yes(const struct cli *cli, const char *name)
{
	const char *text = given_text(cli, name);

	return text ? *text == 'y' : -1;
}

const char *given_words(struct cli *cli, const char *name)
{
	const struct value *value = given_all(cli, name);
	const char *all = "";

	for (size_t i = 0; all && i < value->n; i++)
		all = bo_arena_printf(&cli->arena, "%s%s%s", all, i ? " " : "", value->text[i]);
	return all;
}

size_t given_limit(const struct cli *cli)
{
	return cli->limit ? cli->limit + 1 : 0;
}

const char *common_text(const struct cli *cli, const char *name)
{
	/* They stand last, as a row may have one of its own by the same name. */
	for (size_t v = cli->n_values; v-- > 0;) {
		const struct value *value = &cli->values[v];

		if (param_is(value->param, name, strlen(name)))
			return value->n ? value->text[0] : NULL;
	}
	return NULL;
}
