/*
 * Between UTC seconds and the clock of a house, through the C library's own
 * reading of the zone files.  The library knows one zone at a time; it is
 * switched only when another house is asked for, which is rare.
 */
#include "base/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ZONE_FOLDER "/usr/share/zoneinfo"

bool bo_zone_known(const char *zone)
{
	char path[sizeof ZONE_FOLDER + BO_ZONE_MAX + 1];
	size_t n = strlen(zone);
	FILE *file;
	char magic[4] = "";

	if (n == 0 || n >= BO_ZONE_MAX || zone[0] == '/' || strstr(zone, ".."))
		return false;
	snprintf(path, sizeof path, "%s/%s", ZONE_FOLDER, zone);
	file = fopen(path, "rb");
	if (!file)
		return false;
	if (fread(magic, 1, sizeof magic, file) != sizeof magic)
		magic[0] = '\0';
	fclose(file);
	return memcmp(magic, "TZif", sizeof magic) == 0;
}

static void use(const char *zone)
{
	static char current[BO_ZONE_MAX];

	if (strcmp(current, zone) == 0)
		return;
	setenv("TZ", zone, 1);
	tzset();
	snprintf(current, sizeof current, "%s", zone);
}

struct bo_civil bo_when_civil(int64_t when, const char *zone)
{
	time_t t = (time_t)when;
	struct tm tm;

	use(zone);
	if (!localtime_r(&t, &tm))
		return (struct bo_civil){ .year = 1970, .month = 1, .day = 1 };
	return (struct bo_civil){ .year = tm.tm_year + 1900,
				  .month = tm.tm_mon + 1,
				  .day = tm.tm_mday,
				  .hour = tm.tm_hour,
				  .minute = tm.tm_min,
				  .second = tm.tm_sec,
				  .weekday = tm.tm_wday,
				  .offset = (int)tm.tm_gmtoff };
}

/* Source: the usual count of days from a March-based year, which puts the leap day last. */
int64_t civil_days(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int civil_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12)
		return 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

static bool shows(int64_t when, const struct bo_civil *want, const char *zone)
{
	struct bo_civil c = bo_when_civil(when, zone);

	return c.year == want->year && c.month == want->month && c.day == want->day &&
	       c.hour == want->hour && c.minute == want->minute && c.second == want->second;
}

bool bo_when_from_civil(const struct bo_civil *civil, const char *zone, int64_t *when)
{
	int64_t as_utc;
	int first, second;

	if (civil->year < 1970 || civil->year > 9999 || civil->day < 1 ||
	    civil->day > civil_month_days(civil->year, civil->month) || civil->hour < 0 ||
	    civil->hour > 23 || civil->minute < 0 || civil->minute > 59 || civil->second < 0 ||
	    civil->second > 59)
		return false;
	as_utc = civil_days(civil->year, civil->month, civil->day) * 86400 + civil->hour * 3600 +
		 civil->minute * 60 + civil->second;
	/* The offset in force a day before and a day after: one of the two is the right one, and
	 * where the hour comes twice the one before the change gives the first. */
	first = bo_when_civil(as_utc - 86400, zone).offset;
	second = bo_when_civil(as_utc + 86400, zone).offset;
	if (shows(as_utc - first, civil, zone))
		*when = as_utc - first;
	else if (shows(as_utc - second, civil, zone))
		*when = as_utc - second;
	else
		return false;
	return true;
}

int64_t bo_when_add_days(int64_t when, int days, const char *zone)
{
	struct bo_civil c = bo_when_civil(when, zone), day;
	int64_t then = civil_days(c.year, c.month, c.day) + days, result;
	int64_t as_utc = then * 86400 + c.hour * 3600 + c.minute * 60 + c.second;

	day = bo_when_civil(then * 86400, "UTC");
	c.year = day.year;
	c.month = day.month;
	c.day = day.day;
	if (bo_when_from_civil(&c, zone, &result))
		return result;
	/* By the offset before the change the skipped time is one after it. */
	return as_utc - bo_when_civil(as_utc - 86400, zone).offset;
}

void zone_name(int64_t when, const char *zone, char name[ZONE_NAME_SIZE])
{
	time_t t = (time_t)when;
	struct tm tm;

	use(zone);
	snprintf(name, ZONE_NAME_SIZE, "%s", localtime_r(&t, &tm) ? tm.tm_zone : "");
}

bool zone_comes_twice(int64_t when, const char *zone, int64_t *other)
{
	struct bo_civil c = bo_when_civil(when, zone);
	int back;

	/* The other one has the offset of the day before or of the day after. */
	back = c.offset - bo_when_civil(when + 86400, zone).offset;
	if (back > 0 && shows(when + back, &c, zone)) {
		*other = when + back;
		return true;
	}
	back = bo_when_civil(when - 86400, zone).offset - c.offset;
	if (back > 0 && shows(when - back, &c, zone)) {
		*other = when - back;
		return true;
	}
	return false;
}

bool bo_when_comes_twice(int64_t when, const char *zone)
{
	int64_t other;

	return zone_comes_twice(when, zone, &other);
}
