/*
 * Times are UTC seconds since 1970; people see the clock of the house.
 *
 * Zones are the IANA names ("Europe/Berlin").  Dates without a time are days on
 * the house's calendar, stored as "YYYY-MM-DD".
 */
#ifndef BOXOFFICE_WHEN_H
#define BOXOFFICE_WHEN_H

#include <boxoffice/arena.h>
#include <boxoffice/words.h>

enum { BO_ZONE_MAX = 48, BO_DATE_SIZE = 11 };

struct bo_civil {
	int year, month, day; /* 2026, 1..12, 1..31 */
	int hour, minute, second;
	int weekday; /* 0 = Sunday */
	int offset;  /* seconds east of UTC */
};

bool bo_zone_known(const char *zone);
struct bo_civil bo_when_civil(int64_t when, const char *zone);
/*
 * The moment a clock in that zone shows year..second.  False if it never does (the hour skipped in
 * spring, 30 February); the first of two where the hour comes twice in autumn.
 */
bool bo_when_from_civil(const struct bo_civil *civil, const char *zone, int64_t *when);
/* Whether the clock shows that time twice in the night it goes back. */
bool bo_when_comes_twice(int64_t when, const char *zone);

/* The same time of day so many days later (negative: before); where the clock skips it, as much
 * later as the clock went forward. */
int64_t bo_when_add_days(int64_t when, int days, const char *zone);

/* "2026-01-05T20:00", "2026-01-05 20:00:30", "2026-01-05T20:00Z", "…+01:00"; without a zone on the
 * clock of zone.  NULL on success, else why not ("does not exist: clocks go forward then"). */
const char *bo_when_parse(const char *text, const char *zone, int64_t *when);
/* Appends "2026-01-05T20:00:00+01:00". */
void bo_when_iso(struct bo_buf *buf, int64_t when, const char *zone);
/* Appends "Mon". */
void bo_when_weekday(struct bo_buf *buf, int64_t when, const char *zone);
/* Appends "5 Jan"; with the year: "5 Jan 2026". */
void bo_when_day(struct bo_buf *buf, int64_t when, const char *zone, bool with_year);
/* Appends "20:00"; of an hour that comes twice, which: "01:30 CET". */
void bo_when_clock(struct bo_buf *buf, int64_t when, const char *zone);
/* Appends "Mon 5 Jan 20:00"; with the year: "Mon 5 Jan 2026 20:00"; the time as bo_when_clock(). */
void bo_when_short(struct bo_buf *buf, int64_t when, const char *zone, bool with_year);

/* "YYYY-MM-DD" that exists; NULL, or why not. */
const char *bo_date_parse(const char *text, char date[BO_DATE_SIZE]);
/* Tells the day a moment falls on. */
void bo_date_of(int64_t when, const char *zone, char date[BO_DATE_SIZE]);
/* days later (or earlier if negative); false beyond the years 1970..9999. */
bool bo_date_add(const char *date, int days, char result[BO_DATE_SIZE]);
/* These are the first and the last second of a day on the clock of zone. */
int64_t bo_date_begins(const char *date, const char *zone);
int64_t bo_date_ends(const char *date, const char *zone);
/* It is 0 on a Sunday. */
int bo_date_weekday(const char *date);
/* "20:00" to minutes of the day; NULL, or why not. */
const char *bo_clock_parse(const char *text, int *minutes);
/* "fri,sat" to a set, bit 0 = Sunday; NULL, or why not. */
const char *bo_weekdays_parse(const char *text, unsigned *set);

/* --- As people type them (src/base/typed.c) --- */

#define BO_DAY_ORDER_LIST(X)                                                                       \
	X(BO_ORDER_UNKNOWN, "auto")                                                                \
	X(BO_ORDER_DAY_MONTH, "day-month")                                                         \
	X(BO_ORDER_MONTH_DAY, "month-day")

BO_CODES(bo_day_order, bo_day_order, BO_DAY_ORDER)

/* What "5 feb" and "8pm" are understood by. */
struct bo_typing {
	int64_t now;
	const char *zone;
	enum bo_day_order order; /* of "12/11"; with dots the day comes first */
	const char *day;	 /* of a time alone; NULL: today */
	bool past; /* without a year, or as a weekday, the last one and not the next */
};
/*
 * All that bo_when_parse() reads, and "5 feb 20:00", "feb 5 8pm", "12/11 20", "5.2. 20.30", "friday
 * 8pm", "tomorrow 20", "8pm", "Fri 5 Feb 2026 20:00".  NULL, or why not: what may mean two things,
 * or cannot be, is none.
 */
const char *bo_typed_when(const struct bo_typing *typing, const char *text, int64_t *when);
const char *bo_typed_date(const struct bo_typing *typing, const char *text,
			  char date[BO_DATE_SIZE]);
/* "20:00", "20", "8pm", "8:30 pm", "20h30" to minutes of the day. */
const char *bo_typed_clock(const char *text, int *minutes);
/* Which order is usual where that zone is; unknown for zones that are nowhere, as UTC. */
enum bo_day_order bo_zone_order(const char *zone);

#endif
