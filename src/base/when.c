/*
 * Dates and times as people write them.
 */
#include "base/zone.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Exactly n digits, or -1. */
static int digits(const char **text, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (!isdigit((unsigned char)(*text)[i]))
			return -1;
		value = value * 10 + ((*text)[i] - '0');
	}
	*text += n;
	return value;
}

/* "YYYY-MM-DD" into civil, leaving text behind it. */
static const char *read_date(const char **text, struct bo_civil *civil)
{
	if ((civil->year = digits(text, 4)) < 0 || *(*text)++ != '-' ||
	    (civil->month = digits(text, 2)) < 0 || *(*text)++ != '-' ||
	    (civil->day = digits(text, 2)) < 0)
		return "is not a date such as 2026-01-05";
	if (civil->year < 1970)
		return "lies before 1970";
	if (civil->month < 1 || civil->month > 12 || civil->day < 1 ||
	    civil->day > civil_month_days(civil->year, civil->month))
		return "is a date that does not exist";
	return NULL;
}

static const char *read_clock(const char **text, struct bo_civil *civil)
{
	static const char fault[] = "is not a time such as 20:00";

	if ((civil->hour = digits(text, 2)) < 0 || *(*text)++ != ':' ||
	    (civil->minute = digits(text, 2)) < 0)
		return fault;
	if (**text == ':') {
		(*text)++;
		if ((civil->second = digits(text, 2)) < 0)
			return fault;
	}
	if (civil->hour > 23 || civil->minute > 59 || civil->second > 59)
		return "is a time that does not exist";
	return NULL;
}

/* The last second of 9999 in UTC. */
#define LATEST INT64_C(253402300799)

/* "Z" or "+01:00" */
static const char *read_offset(const char *text, int *seconds)
{
	int sign = *text == '-' ? -1 : 1, hours, minutes;

	if (strcmp(text, "Z") == 0 || strcmp(text, "z") == 0) {
		*seconds = 0;
		return NULL;
	}
	if ((*text != '+' && *text != '-') || (text++, (hours = digits(&text, 2)) < 0) ||
	    *text++ != ':' || (minutes = digits(&text, 2)) < 0 || *text || hours > 15 ||
	    minutes > 59)
		return "ends with a zone that is neither Z nor such as +01:00";
	*seconds = sign * (hours * 3600 + minutes * 60);
	return NULL;
}

const char *bo_when_parse(const char *text, const char *zone, int64_t *when)
{
	struct bo_civil civil = { 0 };
	const char *fault = read_date(&text, &civil);
	int64_t moment;
	int offset;

	if (fault)
		return fault;
	if (*text != 'T' && *text != 't' && *text != ' ')
		return "needs a time too, such as 2026-01-05T20:00";
	text++;
	if ((fault = read_clock(&text, &civil)))
		return fault;
	if (!*text)
		return bo_when_from_civil(&civil, zone, when)
			       ? NULL
			       : "is a time the clock skips when it goes forward that day";
	if ((fault = read_offset(text, &offset)))
		return fault;
	moment = civil_days(civil.year, civil.month, civil.day) * 86400 + civil.hour * 3600 +
		 civil.minute * 60 + civil.second - offset;
	if (moment < 0 || moment > LATEST)
		return "lies outside the years 1970 to 9999";
	*when = moment;
	return NULL;
}

void bo_when_iso(struct bo_buf *buf, int64_t when, const char *zone)
{
	struct bo_civil c = bo_when_civil(when, zone);
	int minutes = (c.offset < 0 ? -c.offset : c.offset) / 60;

	bo_buf_printf(buf, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", c.year, c.month, c.day,
		      c.hour, c.minute, c.second, c.offset < 0 ? '-' : '+', minutes / 60,
		      minutes % 60);
}

static const char *const weekdays[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };

static void write_day(struct bo_buf *buf, const struct bo_civil *c, bool with_year)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	bo_buf_printf(buf, "%d %s", c->day, months[c->month - 1]);
	if (with_year)
		bo_buf_printf(buf, " %d", c->year);
}

void bo_when_weekday(struct bo_buf *buf, int64_t when, const char *zone)
{
	bo_buf_add(buf, weekdays[bo_when_civil(when, zone).weekday]);
}

void bo_when_day(struct bo_buf *buf, int64_t when, const char *zone, bool with_year)
{
	struct bo_civil c = bo_when_civil(when, zone);

	write_day(buf, &c, with_year);
}

void bo_when_short(struct bo_buf *buf, int64_t when, const char *zone, bool with_year)
{
	struct bo_civil c = bo_when_civil(when, zone);

	bo_buf_printf(buf, "%s ", weekdays[c.weekday]);
	write_day(buf, &c, with_year);
	bo_buf_add(buf, " ");
	bo_when_clock(buf, when, zone);
}

void bo_when_clock(struct bo_buf *buf, int64_t when, const char *zone)
{
	struct bo_civil c = bo_when_civil(when, zone);
	char name[ZONE_NAME_SIZE];
	int64_t other;

	bo_buf_printf(buf, "%02d:%02d", c.hour, c.minute);
	if (!zone_comes_twice(when, zone, &other))
		return;
	zone_name(when, zone, name);
	bo_buf_printf(buf, " %s", name);
}

const char *bo_date_parse(const char *text, char date[BO_DATE_SIZE])
{
	struct bo_civil civil = { 0 };
	const char *end = text, *fault = read_date(&end, &civil);

	if (!fault && *end)
		fault = "is not a date such as 2026-01-05";
	if (!fault)
		memcpy(date, text, BO_DATE_SIZE);
	return fault;
}

/* Year, month and day of a count of days since 1970. */
static void write_date(int64_t days, char date[BO_DATE_SIZE])
{
	struct bo_civil c = bo_when_civil(days * 86400, "UTC");
	struct bo_buf buf = { date, 0, BO_DATE_SIZE, false };

	date[0] = '\0';
	bo_buf_printf(&buf, "%04d-%02d-%02d", c.year, c.month, c.day);
}

void bo_date_of(int64_t when, const char *zone, char date[BO_DATE_SIZE])
{
	struct bo_civil c = bo_when_civil(when, zone);
	struct bo_buf buf = { date, 0, BO_DATE_SIZE, false };

	date[0] = '\0';
	bo_buf_printf(&buf, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static int64_t days_of(const char *date)
{
	struct bo_civil civil = { 0 };

	return read_date(&date, &civil) ? 0 : civil_days(civil.year, civil.month, civil.day);
}

bool bo_date_add(const char *date, int days, char result[BO_DATE_SIZE])
{
	int64_t sum = days_of(date) + days;

	if (sum < 0 || sum > civil_days(9999, 12, 31))
		return false;
	write_date(sum, result);
	return true;
}

int64_t bo_date_begins(const char *date, const char *zone)
{
	struct bo_civil civil = { 0 };
	int64_t when = 0;

	if (read_date(&date, &civil))
		return 0;
	/* Where clocks go forward at midnight the day begins later. */
	while (!bo_when_from_civil(&civil, zone, &when) && civil.minute < 59) {
		civil.minute += 30;
		if (civil.minute >= 60) {
			civil.minute -= 60;
			if (++civil.hour > 3)
				return 0;
		}
	}
	return when;
}

int64_t bo_date_ends(const char *date, const char *zone)
{
	char next[BO_DATE_SIZE];

	return bo_date_add(date, 1, next) ? bo_date_begins(next, zone) - 1 : LATEST;
}

int bo_date_weekday(const char *date)
{
	return (int)((days_of(date) + 4) % 7); /* 1970 began on a Thursday */
}

const char *bo_clock_parse(const char *text, int *minutes)
{
	struct bo_civil civil = { 0 };
	const char *fault = read_clock(&text, &civil);

	if (!fault && (*text || civil.second))
		fault = "is not a time such as 20:00";
	if (!fault)
		*minutes = civil.hour * 60 + civil.minute;
	return fault;
}

static const char *const weekday_names[] = { "Sunday",	 "Monday", "Tuesday", "Wednesday",
					     "Thursday", "Friday", "Saturday" };

/* Commas, blanks or an "and" part them. */
const char *bo_weekdays_parse(const char *text, unsigned *set)
{
	static const char none[] = "is not a list of weekdays such as fri,sat";
	unsigned found = 0;

	text += strspn(text, " ");
	while (*text) {
		size_t n = strcspn(text, ", ");
		int day = -1;

		for (int i = 0; i < 7; i++)
			if (n >= 3 && n <= strlen(weekday_names[i]) &&
			    strncasecmp(text, weekday_names[i], n) == 0)
				day = i;
		if (day < 0)
			return none;
		found |= 1u << day;
		text += n + strspn(text + n, " ");
		if (*text == ',' || strncasecmp(text, "and ", 4) == 0) {
			text += *text == ',' ? 1 : 4;
			text += strspn(text, " ");
			if (!*text)
				return none;
		}
	}
	if (!found)
		return none;
	*set = found;
	return NULL;
}
