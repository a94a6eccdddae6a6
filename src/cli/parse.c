/*
 * Typed values.  Numbers are plain digits: "2,000", "0x10", "1e3" or "two" mean
 * something else to every second reader, so they are refused.
 */
#include "cli/parse.h"
#include "cli/say.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

enum { SPAN_MAX = 3660 };

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

static enum bo_status parse_number(struct cli *cli, const char *field, const char *text,
				   int64_t low, int64_t high, int64_t *number)
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

enum bo_status read_number(struct cli *cli, struct value *value, size_t i)
{
	return parse_number(cli, value->field, value->text[i], value->param->low,
			    value->param->high, &value->number[i]);
}

enum bo_status read_id(struct cli *cli, struct value *value, size_t i)
{
	enum param_kind kind = value->param->kind;

	return parse_number(cli,
			    kind == ORDER  ? "order"
			    : kind == HOLD ? "hold"
					   : "job",
			    value->text[i], 1, INT64_MAX / 10 - 1, &value->number[i]);
}

/* "a, b or c" of "a|b|c". */
static const char *listed(struct cli *cli, const char *words)
{
	const char *text = "", *word;
	size_t n;

	while (text && (word = word_next(&words, &n)))
		if (n)
			text = bo_arena_printf(&cli->arena, "%s%s%.*s", text,
					       !*text		? ""
					       : *words == '\0' ? " or "
								: ", ",
					       (int)n, word);
	return text ? text : "";
}

enum bo_status read_word(struct cli *cli, struct value *value, size_t i)
{
	const char *words = param_words(value->param), *text = value->text[i], *word;
	size_t n;

	for (int64_t number = 0; (word = word_next(&words, &n)); number++)
		if (n && strlen(text) == n && strncmp(word, text, n) == 0) {
			value->number[i] = number;
			return BO_OK;
		}
	return say_invalid(cli, value->field, text, "%s%s is %s, not \"%s\".",
			   param_is_option(value->param) ? "--" : "", value->field,
			   listed(cli, param_words(value->param)), text);
}

enum bo_status parse_money(struct cli *cli, const char *field, const char *text, int64_t *amount)
{
	const char *fault = bo_money_parse(text, bo_currency(cli->bo), amount);

	if (fault)
		return say_invalid(cli, field, text, "The %s \"%s\" %s.", field, text, fault);
	return BO_OK;
}

enum bo_status read_money(struct cli *cli, struct value *value, size_t i)
{
	return parse_money(cli, value->field, value->text[i], &value->number[i]);
}

enum bo_status read_clock(struct cli *cli, struct value *value, size_t i)
{
	int minutes = 0;
	const char *fault = bo_typed_clock(value->text[i], &minutes);

	value->number[i] = minutes;
	if (!fault)
		return BO_OK;
	return say_invalid(cli, value->field, value->text[i], "The time of day \"%s\" %s.",
			   value->text[i], fault);
}

enum bo_status read_span(struct cli *cli, struct value *value, size_t i)
{
	const char *text = value->text[i];
	size_t n = strlen(text);
	char unit = n ? text[n - 1] : ' ';
	int64_t count = 0;

	if (!strchr("ywd", unit) || read_digits(text, n - 1, &count) || count < -SPAN_MAX ||
	    count > SPAN_MAX)
		return say_invalid(cli, value->field, text,
				   "\"%s\" is no number of years, weeks or days such as 1y, 52w "
				   "or 14d.",
				   text);
	value->number[i] = count * (unit == 'y' ? 364 : unit == 'w' ? 7 : 1);
	return BO_OK;
}

enum bo_status read_weekdays(struct cli *cli, struct value *value, size_t i)
{
	unsigned set = 0;
	const char *fault = bo_weekdays_parse(value->text[i], &set);

	value->number[i] = set;
	if (!fault)
		return BO_OK;
	return say_invalid(cli, value->field, value->text[i], "The weekdays \"%s\" %s.",
			   value->text[i], fault);
}

static enum bo_status typed_when(struct cli *cli, const struct bo_typing *typing,
				 struct value *value, size_t i)
{
	const char *text = value->text[i], *fault = bo_typed_when(typing, text, &value->number[i]);

	if (fault)
		return say_invalid(cli, value->field, text, "The time \"%s\" %s.", text, fault);
	return BO_OK;
}

enum bo_status read_time(struct cli *cli, struct value *value, size_t i)
{
	struct bo_typing typing = bo_typing(cli->bo, cli->named.zone);
	char day[BO_DATE_SIZE];

	if (cli->named.performance_id) {
		bo_date_of(cli->named.at, typing.zone, day);
		typing.day = day;
	}
	return typed_when(cli, &typing, value, i);
}

/* Text i is a day from here on, and number i BO_NONE; or it is a moment, and text i NULL. */
static enum bo_status day_or_moment(struct cli *cli, const struct bo_typing *typing,
				    struct value *value, size_t i)
{
	const char *text = value->text[i], *fault;
	char date[BO_DATE_SIZE];
	enum bo_status status;

	fault = bo_typed_date(typing, text, date);
	if (!fault) {
		value->text[i] = bo_arena_copy(&cli->arena, date);
		return value->text[i] ? BO_OK : say_no_memory(cli);
	}
	if (strlen(text) == 10 && !strpbrk(text, "T ") &&
	    bo_typed_when(typing, text, &value->number[i]))
		return say_invalid(cli, value->field, text, "The day \"%s\" %s.", text, fault);
	status = typed_when(cli, typing, value, i);
	value->text[i] = NULL;
	return status;
}

enum bo_status read_past(struct cli *cli, struct value *value, size_t i)
{
	struct bo_typing typing = bo_typing(cli->bo, NULL);

	typing.past = true;
	return day_or_moment(cli, &typing, value, i);
}

enum bo_status read_moment(struct cli *cli, struct value *value, size_t i)
{
	enum param_kind kind = value->param->kind;
	struct bo_typing typing = bo_typing(cli->bo, kind == SINCE ? cli->named.zone : NULL);
	enum bo_status status;

	typing.past = kind == PAST_SINCE || kind == PAST_UNTIL;
	status = day_or_moment(cli, &typing, value, i);
	if (status || !value->text[i])
		return status;
	value->number[i] = kind == CLOSES || kind == PAST_UNTIL
				   ? bo_date_ends(value->text[i], typing.zone)
				   : bo_date_begins(value->text[i], typing.zone);
	return BO_OK;
}

enum bo_status read_day(struct cli *cli, struct value *value, size_t i)
{
	struct bo_typing typing = bo_typing(cli->bo, NULL);
	char date[BO_DATE_SIZE];
	const char *text = value->text[i], *fault = bo_typed_date(&typing, text, date);

	if (fault)
		return say_invalid(cli, value->field, text, "The day \"%s\" %s.", text, fault);
	value->text[i] = bo_arena_copy(&cli->arena, date);
	return value->text[i] ? BO_OK : say_no_memory(cli);
}

enum bo_status read_bound(struct cli *cli, struct value *value, size_t i)
{
	struct bo_typing typing = bo_typing(cli->bo, cli->named.zone);
	const char *text = value->text[i];
	const char *fault = bo_bound_typed(&typing, text, (struct bo_bound *)value->rows + i);

	if (fault)
		return say_invalid(cli, value->field, text, "The %s of sales \"%s\" %s.",
				   value->field, text, fault);
	return BO_OK;
}

bool looks_like_wish(const char *text)
{
	const char *at = strchr(text, '@');
	size_t n = strspn(text, "+-");

	/* "12 Angry Men@2026-01-05T20:00" is a performance all the same. */
	if (at && isdigit((unsigned char)at[1]))
		return false;
	if (!isdigit((unsigned char)text[n]))
		return false;
	n += strspn(text + n, "0123456789.,");
	return (text[n] == ' ' || text[n] == '\t') && text[n + strspn(text + n, " \t")] != '\0';
}

enum bo_status parse_wish(struct cli *cli, const char *text, int64_t *qty, const char **name)
{
	size_t n = strcspn(text, " \t"), rest = n + strspn(text + n, " \t");
	char number[48];
	struct bo_buf typed = BO_BUF(number);
	enum digits digits;

	bo_buf_addn(&typed, text, n);
	digits = read_digits(text, n, qty);
	if (digits == DIGITS_NOT)
		return say_invalid(
			cli, "qty", number,
			"\"%s\" must begin with a whole number, as in \"2 Adult General\".", text);
	if (digits == DIGITS_HUGE || *qty < 1 || *qty > WISH_MAX)
		return say_invalid(cli, "qty", number, "The quantity must be 1 to %d, not %s.",
				   WISH_MAX, number);
	if (text[rest] == '\0')
		return say_invalid(
			cli, "type", text,
			"\"%s\" names no voucher type; it should read like \"2 Adult General\".",
			text);
	*name = text + rest;
	return BO_OK;
}

static enum bo_status parse_tender_kind(struct cli *cli, const char *field, const char *text,
					enum bo_tender_kind *kind)
{
	*kind = bo_tender_from_code(text);
	if (*kind != BO_TENDER_COUNT)
		return BO_OK;
	return say_invalid(cli, field, text,
			   "The kind of a tender is cash, card, check, gift or none, not \"%s\".",
			   text);
}

enum bo_status read_tender(struct cli *cli, struct value *value, size_t i)
{
	struct bo_tender *tender = (struct bo_tender *)value->rows + i;
	const char *text = value->text[i];
	char *copy = bo_arena_copy(&cli->arena, text), *amount, *reference;
	enum bo_status status;

	if (!copy)
		return say_no_memory(cli);
	amount = strchr(copy, ':');
	if (!amount)
		return say_invalid(cli, value->field, text,
				   "A tender reads KIND:AMOUNT, such as cash:100.00, not \"%s\".",
				   text);
	*amount++ = '\0';
	reference = strchr(amount, ':');
	if (reference)
		*reference++ = '\0';
	*tender = (struct bo_tender){ .reference = reference && *reference ? reference : NULL,
				      .at = bo_now(cli->bo) };
	status = parse_tender_kind(cli, value->field, copy, &tender->kind);
	if (!status)
		status = parse_money(cli, value->field, amount, &tender->amount);
	if (!status && tender->amount < 0)
		status = say_invalid(cli, value->field, amount,
				     "A tender cannot be less than nothing.");
	return status;
}
