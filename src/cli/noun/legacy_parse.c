/*
 * Typed values.  Numbers are plain digits: "2,000", "0x10", "1e3" or "two" mean
 * something else to every second reader, so they are refused.
 */
#include "cli/legacy_parse.h"
#include "cli/say.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 100000000 };

enum digits { DIGITS_OK, DIGITS_NOT, DIGITS_HUGE };

/* The first n bytes of text as a number. */
static enum digits read_digits(const char *text, size_t n, int64_t *number)
{
	bool minus = n > 0 && text[0] == '-';
	int64_t value = 0;

	if (n == (size_t)minus)
		return DIGITS_NOT;
	for (size_t i = minus; i < n; i++)
		if (!isdigit((unsigned char)text[i]))
			return DIGITS_NOT;
	for (size_t i = minus; i < n; i++) {
		if (value > (INT64_MAX - 9) / 10)
			return DIGITS_HUGE;
		value = value * 10 + (text[i] - '0');
	}
	*number = minus ? -value : value;
	return DIGITS_OK;
}

enum bo_status parse_number(struct cli *cli, const char *field, const char *text, int64_t low,
			    int64_t high, int64_t *number)
{
	int64_t value = 0;
	enum digits digits = read_digits(text, strlen(text), &value);

	if (digits == DIGITS_NOT)
		return say_invalid(cli, field, text, "The %s must be a whole number, not \"%s\".",
				   field, text);
	if (digits == DIGITS_HUGE || value < low || value > high)
		return say_invalid(cli, field, text,
				   "The %s must be %" PRId64 " to %" PRId64 ", not %s.", field, low,
				   high, text);
	*number = value;
	return BO_OK;
}

enum bo_status option_number(struct cli *cli, enum option option, int64_t low, int64_t high,
			     int64_t *number)
{
	const char *text = args_value(&cli->args, option);

	return text ? parse_number(cli, option_info[option].name, text, low, high, number) : BO_OK;
}

enum bo_status option_limit(struct cli *cli, enum option option, int64_t low, int64_t high,
			    int64_t none_is, int64_t *number)
{
	const char *text = args_value(&cli->args, option);

	if (!text || strcmp(text, "none") != 0)
		return option_number(cli, option, low, high, number);
	*number = none_is;
	return BO_OK;
}

enum bo_status option_money(struct cli *cli, enum option option, int64_t *amount)
{
	const char *text = args_value(&cli->args, option);

	return text ? parse_money(cli, option_info[option].name, text, amount) : BO_OK;
}

enum bo_status option_yes_no(struct cli *cli, enum option option, int *flag)
{
	const char *text = args_value(&cli->args, option), *name = option_info[option].name;

	*flag = -1;
	if (!text)
		return BO_OK;
	if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
		return say_invalid(cli, name, text, "The value of --%s is yes or no, not \"%s\".",
				   name, text);
	*flag = *text == 'y';
	return BO_OK;
}

enum bo_status option_rows(struct cli *cli, size_t *rows)
{
	int64_t limit = 0;
	enum bo_status status = option_number(cli, OPT_LIMIT, 1, ROWS_MAX, &limit);

	cli->limit = (size_t)limit;
	*rows = limit ? cli->limit + 1 : 0;
	return status;
}

enum bo_status option_needed(struct cli *cli, enum option option, const char **value)
{
	const struct option_info *info = &option_info[option];

	*value = args_value(&cli->args, option);
	if (*value)
		return BO_OK;
	return say_invalid(cli, info->name, NULL, "This needs --%s %s.", info->name, info->value);
}

static enum bo_status typed_when(struct cli *cli, const struct bo_typing *typing, const char *field,
				 const char *text, int64_t *when)
{
	const char *fault = bo_typed_when(typing, text, when);

	if (fault)
		return say_invalid(cli, field, text, "The time \"%s\" %s.", text, fault);
	return BO_OK;
}

enum bo_status parse_when(struct cli *cli, const char *field, const char *text, const char *zone,
			  int64_t *when)
{
	struct bo_typing typing = bo_typing(cli->bo, zone);

	return typed_when(cli, &typing, field, text, when);
}

enum bo_status parse_when_on(struct cli *cli, const char *field, const char *text, int64_t there,
			     const char *zone, int64_t *when)
{
	struct bo_typing typing = bo_typing(cli->bo, zone);
	char day[BO_DATE_SIZE];

	bo_date_of(there, typing.zone, day);
	typing.day = day;
	return typed_when(cli, &typing, field, text, when);
}

static enum bo_status day_or_moment(struct cli *cli, enum option option,
				    const struct bo_typing *typing, const char **day, int64_t *when)
{
	const char *text = args_value(&cli->args, option), *field = option_info[option].name,
		   *fault;
	char date[BO_DATE_SIZE];

	*day = NULL;
	*when = BO_NONE;
	if (!text)
		return BO_OK;
	fault = bo_typed_date(typing, text, date);
	if (!fault) {
		*day = bo_arena_copy(&cli->arena, date);
		return *day ? BO_OK : say_no_memory(cli);
	}
	if (strlen(text) == 10 && !strpbrk(text, "T ") && bo_typed_when(typing, text, when))
		return say_invalid(cli, field, text, "The day \"%s\" %s.", text, fault);
	return typed_when(cli, typing, field, text, when);
}

enum bo_status option_day_or_moment(struct cli *cli, enum option option, const char **day,
				    int64_t *when)
{
	struct bo_typing typing = bo_typing(cli->bo, NULL);

	typing.past = true; /* it looks for what has been */
	return day_or_moment(cli, option, &typing, day, when);
}

enum bo_status option_date(struct cli *cli, enum option option, const char **day)
{
	struct bo_typing typing = bo_typing(cli->bo, NULL);
	const char *text = args_value(&cli->args, option), *fault;
	char date[BO_DATE_SIZE];

	*day = text;
	if (!text || strcmp(text, "none") == 0)
		return BO_OK;
	fault = bo_typed_date(&typing, text, date);
	if (fault)
		return say_invalid(cli, option_info[option].name, text, "The day \"%s\" %s.", text,
				   fault);
	*day = bo_arena_copy(&cli->arena, date);
	return *day ? BO_OK : say_no_memory(cli);
}

enum bo_status option_moment(struct cli *cli, enum option option, const char *zone, bool last,
			     int64_t *when)
{
	struct bo_typing typing = bo_typing(cli->bo, zone);
	const char *day;
	enum bo_status status = day_or_moment(cli, option, &typing, &day, when);

	if (status || !day)
		return status;
	zone = typing.zone;
	*when = last ? bo_date_ends(day, zone) : bo_date_begins(day, zone);
	return BO_OK;
}

static enum bo_status parse_tender_kind(struct cli *cli, const char *text,
					enum bo_tender_kind *kind)
{
	*kind = bo_tender_from_code(text);
	if (*kind != BO_TENDER_COUNT)
		return BO_OK;
	return say_invalid(cli, "pay", text,
			   "The kind of a tender is cash, card, check, gift or none, not \"%s\".",
			   text);
}

enum bo_status parse_tender(struct cli *cli, const char *text, struct bo_tender *tender)
{
	char *copy = bo_arena_copy(&cli->arena, text), *amount, *reference;
	enum bo_status status;

	if (!copy)
		return say_no_memory(cli);
	amount = strchr(copy, ':');
	if (!amount)
		return say_invalid(cli, "pay", text,
				   "A tender reads KIND:AMOUNT, such as cash:100.00, not \"%s\".",
				   text);
	*amount++ = '\0';
	reference = strchr(amount, ':');
	if (reference)
		*reference++ = '\0';
	*tender = (struct bo_tender){ .reference = reference && *reference ? reference : NULL,
				      .at = bo_now(cli->bo) };
	status = parse_tender_kind(cli, copy, &tender->kind);
	if (!status)
		status = parse_money(cli, "pay", amount, &tender->amount);
	if (!status && tender->amount < 0)
		status = say_invalid(cli, "pay", amount, "A tender cannot be less than nothing.");
	return status;
}

enum bo_status option_tenders(struct cli *cli, enum option option, const struct bo_tender **tenders,
			      size_t *n)
{
	const char **values = args_values(&cli->args, &cli->arena, option, n);
	struct bo_tender *list = bo_arena_alloc(&cli->arena, (*n + 1) * sizeof *list);
	enum bo_status status = values && list ? BO_OK : say_no_memory(cli);

	for (size_t i = 0; !status && i < *n; i++)
		status = parse_tender(cli, values[i], &list[i]);
	*tenders = list;
	return status;
}

enum bo_status option_back(struct cli *cli, const struct bo_tender **to, size_t *n)
{
	const char *kind = args_value(&cli->args, OPT_PAY);
	struct bo_tender *all;

	if (args_has(&cli->args, OPT_TO)) {
		if (kind)
			return say_invalid(
				cli, "pay", kind,
				"Say where the money goes by --to or by --pay, not both.");
		return option_tenders(cli, OPT_TO, to, n);
	}
	*to = NULL;
	*n = 0;
	if (!kind)
		return BO_OK;
	all = bo_arena_alloc(&cli->arena, sizeof *all);
	if (!all)
		return say_no_memory(cli);
	*all = (struct bo_tender){ 0 };
	*to = all;
	*n = 1;
	return parse_tender_kind(cli, kind, &all->kind);
}
