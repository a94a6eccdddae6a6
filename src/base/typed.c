/*
 * Dates and times as people type them: "5 feb", "12/11", "friday 8pm",
 * "tomorrow 20", and what the screens themselves show.  Pure: whoever asks says
 * what day it is, on which clock, and in which order day and month come.
 */
#include "base/zone.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TOKENS_MAX = 8, TOKEN_MAX = 24 };

static const char not_a_day[] = "is not a day such as 2026-01-05, 5 jan, friday or tomorrow";
static const char not_a_time[] = "is not a time such as 20:00, 20 or 8pm";
static const char what_is_it[] =
	"is not a time such as 2026-01-05T20:00, 5 jan 20:00, friday 8pm or tomorrow 20";

struct words {
	int n;
	char word[TOKENS_MAX][TOKEN_MAX];
};

/* What was found so far; -1: not yet. */
struct found {
	int year, month, day, weekday, minutes;
	int in_days;	      /* from today */
	bool day_alone;	      /* no time is asked for, so a number after the day is its year */
	char zone[TOKEN_MAX]; /* "cest": which of the hours that come twice */
};

/* Blanks, commas and a "T" or "at" before a time part words.  False: more than people write. */
static bool split(const char *text, struct words *words)
{
	words->n = 0;
	while (*(text += strspn(text, " ,\t"))) {
		size_t n = strcspn(text, " ,\t");

		if (words->n == TOKENS_MAX || n >= TOKEN_MAX)
			return false;
		for (size_t i = 0; i < n; i++)
			words->word[words->n][i] = (char)tolower((unsigned char)text[i]);
		words->word[words->n][n] = '\0';
		text += n;
		if (strcmp(words->word[words->n], "at") != 0)
			words->n++;
	}
	return words->n > 0;
}

/* Which of the names a word of three letters or more begins, or -1. */
static int named(const char *word, const char *const *names, int n)
{
	size_t length = strlen(word);

	if (length > 3 && word[length - 1] == '.')
		length--;
	for (int i = 0; length >= 3 && i < n; i++)
		if (length <= strlen(names[i]) && strncmp(word, names[i], length) == 0)
			return i;
	return -1;
}

static int month_named(const char *word)
{
	static const char *const months[] = { "january",   "february", "march",	   "april",
					      "may",	   "june",     "july",	   "august",
					      "september", "october",  "november", "december" };

	return named(word, months, 12) + 1;
}

static int weekday_named(const char *word)
{
	static const char *const days[] = { "sunday",	"monday", "tuesday", "wednesday",
					    "thursday", "friday", "saturday" };

	return named(word, days, 7);
}

/* A whole word of digits, at most max of them; -1 if it is not. */
static int number(const char *word, size_t max)
{
	size_t n = strspn(word, "0123456789");

	return n == 0 || n > max || word[n] ? -1 : (int)strtol(word, NULL, 10);
}

/* "20:00", "20.30", "20h30", "8pm", "8:30pm", "20".  -1: none. */
static int minutes_of(const char *word)
{
	char *end;
	long hour, minute = 0;

	if (strcmp(word, "noon") == 0)
		return 720;
	if (!isdigit((unsigned char)*word))
		return -1;
	hour = strtol(word, &end, 10);
	if (end - word > 2)
		return -1;
	if ((*end == ':' || *end == '.' || *end == 'h') && isdigit((unsigned char)end[1]) &&
	    isdigit((unsigned char)end[2]) && !isdigit((unsigned char)end[3]))
		minute = strtol(end + 1, &end, 10);
	else if (*end == 'h' && !end[1])
		end++;
	if (strcmp(end, "am") == 0 || strcmp(end, "pm") == 0) {
		if (hour < 1 || hour > 12)
			return -1;
		hour = hour % 12 + (*end == 'p' ? 12 : 0);
	} else if (*end) {
		return -1;
	}
	return hour > 23 || minute > 59 ? -1 : (int)(hour * 60 + minute);
}

static int whole_year(int year)
{
	return year >= 0 && year < 100 ? 2000 + year : year;
}

/* "12/11", "12/11/26", "5.2.", "5.2.2026": two numbers and a year, -1 without; false: none of
 * these. */
static bool parts_of(const char *word, char sign, int *a, int *b, int *c)
{
	int used = 0;

	*c = -1;
	if (sign != '/' && sign != '.')
		return false;
	if (sscanf(word, sign == '/' ? "%2d/%2d%n" : "%2d.%2d%n", a, b, &used) != 2)
		return false;
	word += used;
	if (*word == sign && word[1]) {
		*c = number(word + 1, 4);
		return *c >= 0 && (strlen(word + 1) == 2 || strlen(word + 1) == 4);
	}
	/* "20.30" is a time; a date with dots ends with one */
	return sign == '.' ? strcmp(word, ".") == 0 : !*word;
}

/* These, or "2026-01-05".  NULL, or why it is none; *is tells whether the word looks like one at
 * all. */
static const char *read_numbers(const struct bo_typing *typing, const char *word,
				struct found *found, bool *is)
{
	int a, b, c = -1, used = 0;
	char sign = word[strspn(word, "0123456789")];
	bool month_first = sign == '/' && typing->order == BO_ORDER_MONTH_DAY;

	*is = false;
	if (sign == '-' && sscanf(word, "%4d-%2d-%2d%n", &c, &a, &b, &used) == 3 && used == 10 &&
	    !word[10]) {
		*is = true;
		found->year = c;
		found->month = a;
		found->day = b;
		return NULL;
	}
	if (!parts_of(word, sign, &a, &b, &c))
		return NULL;
	*is = true;
	if (sign == '/' && typing->order == BO_ORDER_UNKNOWN && a <= 12 && b <= 12 && a != b)
		return "may be day and month or month and day; write the month as a word, or set "
		       "the option date-order";
	if (sign == '/' && typing->order == BO_ORDER_UNKNOWN)
		month_first = b > 12 && a <= 12;
	found->day = month_first ? b : a;
	found->month = month_first ? a : b;
	found->year = whole_year(c);
	if (found->month < 1 || found->month > 12)
		return month_first ? "has no such month; here the month comes first"
				   : "has no such month; here the day comes first";
	return NULL;
}

static bool take_day_word(const char *word, struct found *found)
{
	static const struct {
		const char *word;
		int days;
	} words[] = { { "today", 0 }, { "tonight", 0 }, { "tomorrow", 1 }, { "yesterday", -1 } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i].word) == 0 && found->in_days < -1) {
			found->in_days = words[i].days;
			return true;
		}
	return false;
}

/* "3rd", "3.": 3; -1: none. */
static int ordinal_of(const char *word)
{
	static const char *const ends[] = { "st", "nd", "rd", "th", "." };
	size_t n = strspn(word, "0123456789");
	char day[TOKEN_MAX];

	snprintf(day, sizeof day, "%.*s", (int)n, word);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (strcmp(word + n, ends[i]) == 0)
			return number(day, 2);
	return -1;
}

/* A number beside a month is its day; one of four digits the year, and one of two where it can be
 * no hour. */
static bool take_number(const struct words *words, int at, struct found *found)
{
	const char *word = words->word[at];
	int n = number(word, 4);
	bool month_near = (at > 0 && month_named(words->word[at - 1])) ||
			  (at + 1 < words->n && month_named(words->word[at + 1]));

	if (n < 0 && month_near)
		n = ordinal_of(word);
	if (n < 0)
		return false;
	if (n >= 1000 && found->year < 0) {
		found->year = n;
		return true;
	}
	if (n < 100 && month_near && found->day < 0) {
		found->day = n;
		return true;
	}
	if (strlen(word) == 2 && found->day >= 0 && found->month >= 0 && found->year < 0 &&
	    (n > 23 || found->day_alone)) {
		found->year = whole_year(n);
		return true;
	}
	return false;
}

static const char *take_word(const struct bo_typing *typing, const struct words *words, int *at,
			     struct found *found)
{
	const char *word = words->word[*at];
	char joined[TOKEN_MAX * 2];
	const char *fault;
	bool is;
	int month = month_named(word), weekday = weekday_named(word), minutes;

	if (month && found->month < 0) {
		found->month = month;
		return NULL;
	}
	if (weekday >= 0 && found->weekday < 0) {
		found->weekday = weekday;
		return NULL;
	}
	if (take_day_word(word, found))
		return NULL;
	if (found->day < 0) {
		fault = read_numbers(typing, word, found, &is);
		if (is)
			return fault;
	}
	if (take_number(words, *at, found))
		return NULL;
	snprintf(joined, sizeof joined, "%s", word);
	if (*at + 1 < words->n &&
	    (strcmp(words->word[*at + 1], "pm") == 0 || strcmp(words->word[*at + 1], "am") == 0))
		snprintf(joined, sizeof joined, "%s%s", word, words->word[++*at]);
	minutes = minutes_of(joined);
	if (minutes < 0 && found->minutes >= 0 && *at + 1 == words->n && !*found->zone &&
	    strlen(word) <= 5) {
		snprintf(found->zone, sizeof found->zone, "%s", word);
		return NULL;
	}
	if (minutes < 0 || found->minutes >= 0)
		return what_is_it;
	found->minutes = minutes;
	return NULL;
}

static int64_t day_number(const char *day)
{
	int year, month, number_of;

	return sscanf(day, "%4d-%2d-%2d", &year, &month, &number_of) == 3
		       ? civil_days(year, month, number_of)
		       : 0;
}

static int weekday_of(int year, int month, int day)
{
	return (int)((civil_days(year, month, day) + 4) % 7);
}

static bool exists(int year, const struct found *f)
{
	return f->day >= 1 && f->day <= civil_month_days(year, f->month) &&
	       (f->weekday < 0 || weekday_of(year, f->month, f->day) == f->weekday);
}

/* Without a year the next time that day comes, today included; what looks back, the last time. */
static const char *choose_year(const struct bo_typing *typing, const char *today, struct found *f)
{
	int this_year = (int)strtol(today, NULL, 10), step = typing->past ? -1 : 1;

	if (f->day < 1 || f->day > (f->month == 2 ? 29 : civil_month_days(2001, f->month)))
		return "is a date that does not exist";
	/* A weekday says which year it is of those around, as the screens leave it out. */
	for (int i = 0; i < 3 && f->weekday >= 0; i++)
		if (exists(this_year + (i ? 2 * i - 3 : 0), f)) {
			f->year = this_year + (i ? 2 * i - 3 : 0);
			return NULL;
		}
	for (int i = 0; i < 8; i++) {
		int year = this_year + i * step;
		int64_t away = civil_days(year, f->month, f->day) - day_number(today);

		if (exists(year, f) && away * step >= 0) {
			f->year = year;
			return NULL;
		}
	}
	return "is no such weekday in the years around";
}

/* A day and a month were named. */
static const char *settle_date(const struct bo_typing *typing, const char *today, struct found *f,
			       char date[BO_DATE_SIZE])
{
	struct bo_buf text = { date, 0, BO_DATE_SIZE, false };
	const char *fault;

	if (f->day < 0 || f->month < 0 || f->in_days >= -1)
		return not_a_day;
	if (f->year < 0 && (fault = choose_year(typing, today, f)))
		return fault;
	if (f->year < 1970)
		return "lies before 1970";
	if (f->month < 1 || f->month > 12 || f->day < 1 ||
	    f->day > civil_month_days(f->year, f->month))
		return "is a date that does not exist";
	if (f->weekday >= 0 && weekday_of(f->year, f->month, f->day) != f->weekday)
		return "is another day of the week";
	bo_buf_printf(&text, "%04d-%02d-%02d", f->year, f->month, f->day);
	return NULL;
}

/* The day that was meant; date stays empty where none was named. */
static const char *settle(const struct bo_typing *typing, struct found *f, char date[BO_DATE_SIZE])
{
	char today[BO_DATE_SIZE];
	int away;

	*date = '\0';
	bo_date_of(typing->now, typing->zone, today);
	if (f->day >= 0 || f->month >= 0)
		return settle_date(typing, today, f, date);
	if (f->year >= 0 || (f->in_days >= -1 && f->weekday >= 0))
		return not_a_day;
	away = f->in_days;
	if (f->weekday >= 0)
		away = typing->past ? -((bo_date_weekday(today) - f->weekday + 7) % 7)
				    : (f->weekday - bo_date_weekday(today) + 7) % 7;
	if (away >= -7 && !bo_date_add(today, away, date))
		return "lies outside the years 1970 to 9999";
	return NULL;
}

static const char *read_all(const struct bo_typing *typing, const char *text, bool day_alone,
			    struct found *found)
{
	struct words words;
	const char *fault = NULL;

	*found = (struct found){ -1, -1, -1, -1, -1, -100, day_alone, "" };
	if (!split(text, &words))
		return what_is_it;
	for (int i = 0; i < words.n && !fault; i++)
		fault = take_word(typing, &words, &i, found);
	return fault;
}

/* The moment a clock there shows that; where it comes twice the first, or the one that is named. */
static const char *moment_of(const struct bo_typing *typing, const char *date,
			     const struct found *found, int64_t *when)
{
	struct bo_civil civil = { .hour = found->minutes / 60, .minute = found->minutes % 60 };
	char name[ZONE_NAME_SIZE];
	int64_t first, second;

	if (sscanf(date, "%4d-%2d-%2d", &civil.year, &civil.month, &civil.day) != 3)
		return not_a_day;
	if (!bo_when_from_civil(&civil, typing->zone, &first))
		return "is a time the clock skips when it goes forward that day";
	if (*found->zone) {
		zone_name(first, typing->zone, name);
		if (strcasecmp(name, found->zone) != 0) {
			if (!zone_comes_twice(first, typing->zone, &second))
				return what_is_it;
			zone_name(second, typing->zone, name);
			if (strcasecmp(name, found->zone) != 0)
				return what_is_it;
			first = second;
		}
	}
	*when = first;
	return NULL;
}

const char *bo_typed_when(const struct bo_typing *typing, const char *text, int64_t *when)
{
	const char *fault = bo_when_parse(text, typing->zone, when);
	char date[BO_DATE_SIZE];
	struct found found;
	const char *typed;

	if (!fault)
		return NULL;
	typed = read_all(typing, text, false, &found);
	if (!typed)
		typed = settle(typing, &found, date);
	/* What begins as the full form is judged as that. */
	if (typed)
		return strspn(text, "0123456789") == 4 ? fault : typed;
	if (found.minutes < 0)
		return "needs a time too, such as 20:00";
	if (!*date && typing->day)
		snprintf(date, sizeof date, "%s", typing->day);
	else if (!*date)
		bo_date_of(typing->now, typing->zone, date);
	return moment_of(typing, date, &found, when);
}

const char *bo_typed_date(const struct bo_typing *typing, const char *text,
			  char result[BO_DATE_SIZE])
{
	char date[BO_DATE_SIZE];
	struct found found;
	const char *fault = bo_date_parse(text, result), *typed;

	if (!fault)
		return NULL;
	typed = read_all(typing, text, true, &found);
	if (typed == what_is_it)
		typed = not_a_day;
	if (!typed && found.minutes >= 0)
		typed = not_a_day;
	if (!typed)
		typed = settle(typing, &found, date);
	if (!typed && !*date)
		typed = not_a_day;
	if (typed)
		return strspn(text, "0123456789") == 4 ? fault : typed;
	memcpy(result, date, BO_DATE_SIZE);
	return NULL;
}

const char *bo_typed_clock(const char *text, int *minutes)
{
	struct words words;
	char joined[TOKEN_MAX * 2];
	int found;

	if (!bo_clock_parse(text, minutes))
		return NULL;
	if (!split(text, &words) || words.n > 2)
		return not_a_time;
	snprintf(joined, sizeof joined, "%s%s", words.word[0], words.n > 1 ? words.word[1] : "");
	found = words.n > 1 && strcmp(words.word[1], "am") != 0 && strcmp(words.word[1], "pm") != 0
			? -1
			: minutes_of(joined);
	if (found < 0)
		return bo_clock_parse(text, minutes) == NULL || !strchr(text, ':')
			       ? not_a_time
			       : bo_clock_parse(text, minutes);
	*minutes = found;
	return NULL;
}

/* Zones of the country that writes the month first. */
static bool is_american(const char *zone)
{
	static const char *const zones[] = { "America/New_York", "America/Chicago",
					     "America/Denver",	 "America/Los_Angeles",
					     "America/Phoenix",	 "America/Anchorage",
					     "America/Detroit",	 "America/Boise",
					     "America/Juneau",	 "Pacific/Honolulu" };

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (strcmp(zone, zones[i]) == 0)
			return true;
	return strncmp(zone, "US/", 3) == 0 || strncmp(zone, "America/Indiana/", 16) == 0 ||
	       strncmp(zone, "America/Kentucky/", 17) == 0 ||
	       strncmp(zone, "America/North_Dakota/", 21) == 0;
}

enum bo_day_order bo_zone_order(const char *zone)
{
	if (strchr(zone, '/') == NULL)
		return BO_ORDER_UNKNOWN;
	return is_american(zone) ? BO_ORDER_MONTH_DAY : BO_ORDER_DAY_MONTH;
}
