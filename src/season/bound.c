/*
 * Ends of sales windows: no limit, an absolute time, minutes or days from
 * curtain.  Minutes and hours are elapsed time; days are the calendar's, so that
 * "-1d" is the same time of day the day before, also across a change of the
 * clocks.
 */
#include "season/bound.h"

#include <inttypes.h>
#include <string.h>

/* digits and one of m, h, d behind the sign; NULL, or why not. */
static const char *parse_minutes(const char *text, struct bo_bound *bound)
{
	int64_t number = 0, unit = 1;
	enum bo_anchor anchor = BO_ANCHOR_CURTAIN;
	const char *p = text + 1;
	size_t n = strspn(p, "0123456789");

	if (n == 0)
		return "is not a number of minutes, hours or days such as -90m, -3h or -2d";
	if (n > 7)
		return "lies more than ten years from curtain";
	while (n-- > 0)
		number = number * 10 + (*p++ - '0');
	if (*p == 'h')
		unit = 60;
	else if (*p == 'd')
		unit = 1440;
	else if (*p != 'm')
		return "needs a unit: m, h or d, such as -90m";
	if (p[1])
		return "is not a number of minutes, hours or days such as -90m, -3h or -2d";
	number *= unit;
	if (number > BOUND_MINUTES_MAX)
		return "lies more than ten years from curtain";
	if (unit == 1440 && number)
		anchor = BO_ANCHOR_DAYS;
	*bound = (struct bo_bound){ anchor, *text == '-' ? -number : number };
	return NULL;
}

static const char *parse(const char *text, const char *zone, const struct bo_typing *typing,
			 struct bo_bound *bound)
{
	const char *fault;
	size_t n = strspn(text, "0123456789");
	int64_t when;

	if (strcmp(text, "none") == 0) {
		*bound = (struct bo_bound){ BO_ANCHOR_OPEN, 0 };
		return NULL;
	}
	if (strcmp(text, "curtain") == 0 || strcmp(text, "at curtain") == 0) {
		*bound = (struct bo_bound){ BO_ANCHOR_CURTAIN, 0 };
		return NULL;
	}
	if (*text == '-' || *text == '+')
		return parse_minutes(text, bound);
	if (n > 0 && (text[n] == 'm' || text[n] == 'h' || text[n] == 'd'))
		return "needs a sign: - is before curtain, + after it";
	fault = typing ? bo_typed_when(typing, text, &when) : bo_when_parse(text, zone, &when);
	if (!fault)
		*bound = (struct bo_bound){ BO_ANCHOR_TIME, when };
	return fault;
}

const char *bo_bound_parse(const char *text, const char *zone, struct bo_bound *bound)
{
	return parse(text, zone, NULL, bound);
}

const char *bo_bound_typed(const struct bo_typing *typing, const char *text, struct bo_bound *bound)
{
	return parse(text, typing->zone, typing, bound);
}

void bo_bound_write(struct bo_buf *buf, struct bo_bound bound, const char *zone)
{
	int64_t minutes = bound.value < 0 ? -bound.value : bound.value;
	char sign = bound.value < 0 ? '-' : '+';

	switch (bound.anchor) {
	case BO_ANCHOR_TIME:
		bo_when_iso(buf, bound.value, zone);
		break;
	case BO_ANCHOR_DAYS:
		bo_buf_printf(buf, "%c%" PRId64 "d", sign, minutes / 1440);
		break;
	case BO_ANCHOR_CURTAIN:
		if (minutes && minutes % 60 == 0)
			bo_buf_printf(buf, "%c%" PRId64 "h", sign, minutes / 60);
		else
			bo_buf_printf(buf, "%c%" PRId64 "m", sign, minutes);
		break;
	case BO_ANCHOR_OPEN:
	case BO_ANCHOR_COUNT:
	default:
		bo_buf_add(buf, "none");
	}
}

void bo_bound_say(struct bo_buf *buf, struct bo_bound bound, const char *zone)
{
	if (bound.anchor == BO_ANCHOR_CURTAIN && bound.value == 0)
		bo_buf_add(buf, "curtain");
	else
		bo_bound_write(buf, bound, zone);
}

int64_t bo_bound_resolve(struct bo_bound bound, int64_t curtain, const char *zone)
{
	switch (bound.anchor) {
	case BO_ANCHOR_TIME:
		return bound.value;
	case BO_ANCHOR_CURTAIN:
		return curtain + bound.value * 60;
	case BO_ANCHOR_DAYS:
		return bo_when_add_days(curtain, (int)(bound.value / 1440), zone);
	case BO_ANCHOR_OPEN:
	case BO_ANCHOR_COUNT:
	default:
		return BO_NONE;
	}
}

bool bo_bound_is_relative(struct bo_bound bound)
{
	return bound.anchor == BO_ANCHOR_CURTAIN || bound.anchor == BO_ANCHOR_DAYS;
}

const char *bound_anchor(struct bo_bound bound)
{
	return bo_anchor_code(bound_days(bound) ? BO_ANCHOR_CURTAIN : bound.anchor);
}

int bound_days(struct bo_bound bound)
{
	return bound.anchor == BO_ANCHOR_DAYS;
}

struct bo_bound bound_read(struct sql_rows *rows, int column)
{
	struct bo_bound bound = { bo_anchor_from_code(sql_text(rows, column)),
				  sql_int(rows, column + 1) };

	return bound;
}

bool bounds_in_order(struct bo_bound start, struct bo_bound end, int64_t curtain, const char *zone)
{
	int64_t from = bo_bound_resolve(start, curtain, zone);
	int64_t to = bo_bound_resolve(end, curtain, zone);

	return from == BO_NONE || to == BO_NONE || from <= to;
}

bool bounds_equal(struct bo_bound a, struct bo_bound b)
{
	return a.anchor == b.anchor && (a.anchor == BO_ANCHOR_OPEN || a.value == b.value);
}
