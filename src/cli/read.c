/*
 * From a split command line to typed values.  Words and options are sorted to the
 * parameters of the row first, which needs no store; what they name is looked up when
 * there is one, and what others depend on comes first: a voucher type is looked for in
 * the season of what is named beside it.
 */
#include "cli/lookup.h"
#include "cli/parse.h"
#include "cli/say.h"

#include <string.h>

enum { STEPS = 4 };

/* How a kind is read: into what, and after which others. */
static const struct reader {
	read_text *read;
	size_t size; /* of a row; 0: none */
	int step;
	bool named; /* what is named twice is meant once */
} readers[KIND_COUNT] = {
	[WORD] = { read_word, 0, 0, false },
	[NUMBER] = { read_number, 0, 0, false },
	[MONEY] = { read_money, 0, 0, false },
	[DAY] = { read_day, 0, 0, false },
	[TIME] = { read_time, 0, 3, false },
	[SPAN] = { read_span, 0, 0, false },
	[CLOCK] = { read_clock, 0, 0, false },
	[WEEKDAYS] = { read_weekdays, 0, 0, false },
	[SINCE] = { read_moment, 0, 3, false },
	[OPENS] = { read_moment, 0, 0, false },
	[CLOSES] = { read_moment, 0, 0, false },
	[PAST_SINCE] = { read_moment, 0, 0, false },
	[PAST_UNTIL] = { read_moment, 0, 0, false },
	[PAST] = { read_past, 0, 0, false },
	[BOUND] = { read_bound, sizeof(struct bo_bound), 3, false },
	[ORDER] = { read_id, 0, 0, false },
	[HOLD] = { read_id, 0, 0, false },
	[JOB] = { read_id, 0, 0, false },
	[SEASON] = { read_season, sizeof(struct bo_season), 0, true },
	[HOUSE] = { read_house, sizeof(struct bo_house), 0, true },
	[SHOW] = { read_show, sizeof(struct bo_show), 1, true },
	[PERFORMANCE] = { read_performance, sizeof(struct bo_performance), 1, true },
	[TYPE] = { read_type, sizeof(struct bo_voucher_type), 2, true },
	[PATRON] = { read_patron, sizeof(struct bo_patron), 0, true },
	[VOUCHER] = { read_voucher, sizeof(struct bo_voucher), 0, true },
	[AUDIENCE] = { read_audience, sizeof(struct bo_audience), 0, true },
	[MEMBER] = { read_member, sizeof(struct bo_member), 1, true },
	[CAMPAIGN] = { read_campaign, sizeof(struct bo_campaign), 0, true },
	[PRINTER] = { read_printer, sizeof(struct bo_printer), 0, true },
	[STAFF] = { read_staff, sizeof(struct bo_staff), 0, true },
	[LINE] = { read_line, sizeof(struct bo_wish), 3, false },
	[INCLUDED] = { read_included, sizeof(struct bo_included), 3, false },
	[TENDER] = { read_tender, sizeof(struct bo_tender), 0, false },
	[SOURCE] = { read_source, sizeof(struct source), 0, true },
};

/* --- Sorting ---------------------------------------------------------------------------------- */

static enum bo_status add(struct cli *cli, struct value *value, const char *text)
{
	const char **grown = bo_arena_grow(&cli->arena, value->text, value->n, sizeof *grown);

	if (!grown)
		return say_no_memory(cli);
	value->text = grown;
	grown[value->n++] = text;
	return BO_OK;
}

/* Room for what the row takes, and behind it for what every command takes. */
static enum bo_status make_values(struct cli *cli)
{
	const struct param *const rows[] = { cli->command ? cli->command->takes : screen_options,
					     common_options };
	size_t n = 0;

	for (int i = 0; i < 2; i++)
		for (const struct param *param = rows[i]; param->name; param++)
			n++;
	cli->values = bo_arena_alloc(&cli->arena, n * sizeof *cli->values);
	if (!cli->values)
		return say_no_memory(cli);
	for (int i = 0; i < 2; i++)
		for (const struct param *param = rows[i]; param->name; param++) {
			struct value *value = &cli->values[cli->n_values];

			value->param = param;
			value->field = param_field(cli, param);
			if (!value->field)
				return say_no_memory(cli);
			cli->n_values++;
			cli->n_common += (size_t)i;
		}
	return BO_OK;
}

/* A word that may be left out is, where those behind it need all there are, and where it reads as
 * a line to sell. */
static bool left_out(const struct cli *cli, const struct param *param, size_t i)
{
	size_t needed = 0;
	const char *word = cli->word[i];

	if (param->flags & NEEDED)
		return false;
	for (const struct param *other = param + 1; other->name; other++)
		needed += !param_is_option(other) && other->flags & NEEDED;
	if (!needed || (param->kind == PERFORMANCE && strchr(word, '@')))
		return false;
	return cli->n_words - i <= needed || (param->kind == PERFORMANCE && looks_like_wish(word));
}

static enum bo_status sort_words(struct cli *cli)
{
	enum bo_status status = BO_OK;
	size_t i = 0;

	for (size_t v = 0; v < cli->n_values; v++) {
		struct value *value = &cli->values[v];

		if (param_is_option(value->param))
			continue;
		if (i == cli->n_words || left_out(cli, value->param, i))
			continue;
		do
			status = add(cli, value, cli->word[i++]);
		while (!status && value->param->flags & MANY && i < cli->n_words);
		if (status)
			return status;
	}
	cli->n_sorted = i;
	return BO_OK;
}

enum bo_status given_sort(struct cli *cli)
{
	enum bo_status status = make_values(cli);

	if (!status)
		status = sort_words(cli);
	for (size_t i = 0; !status && i < cli->args.n_given; i++) {
		const struct given *given = &cli->args.given[i];
		struct value *value = given_value(cli, given->name);

		if (value)
			status = add(cli, value, given->value ? given->value : "");
	}
	return status;
}

/* --- Reading ---------------------------------------------------------------------------------- */

static bool is_none(const struct value *value, size_t i)
{
	const char *called = param_value(value->param), *none = "|none";

	if (!called || strcmp(value->text[i], none + 1) != 0)
		return false;
	if (!*called)
		called = value->param->name;
	return strlen(called) > strlen(none) &&
	       strcmp(called + strlen(called) - strlen(none), none) == 0;
}

/* Whether what i names was named before. */
static bool known(const struct value *value, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (value->number[k] == value->number[i])
			return true;
	return false;
}

static enum bo_status read_value(struct cli *cli, struct value *value)
{
	const struct reader *reader = &readers[value->param->kind];
	size_t n = value->n;

	value->number = bo_arena_alloc(&cli->arena, (n + 1) * sizeof *value->number);
	if (reader->size)
		value->rows = bo_arena_alloc(&cli->arena, (n + 1) * reader->size);
	if (!value->number || (reader->size && !value->rows))
		return say_no_memory(cli);
	value->n = 0;
	for (size_t i = 0; i < n; i++) {
		enum bo_status status = BO_OK;

		value->text[value->n] = value->text[i];
		value->number[value->n] = BO_NONE;
		if (reader->read && !is_none(value, value->n))
			status = reader->read(cli, value, value->n);
		if (status)
			return status;
		if (!reader->named || !known(value, value->n))
			value->n++;
	}
	return BO_OK;
}

enum bo_status given_read(struct cli *cli)
{
	enum bo_status status = BO_OK;

	for (int step = 0; !status && step < STEPS; step++)
		for (size_t v = 0; !status && v < cli->n_values; v++)
			if (readers[cli->values[v].param->kind].step == step)
				status = read_value(cli, &cli->values[v]);
	for (size_t v = 0; !status && v < cli->n_values; v++)
		if (cli->values[v].n && param_is(cli->values[v].param, "--limit", 7))
			cli->limit = (size_t)cli->values[v].number[0];
	return status;
}
