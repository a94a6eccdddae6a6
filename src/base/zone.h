/*
 * Clocks of the world, through the C library's zone files.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <boxoffice/when.h>

/* Days since 1970-01-01 of a date of the Gregorian calendar. */
int64_t civil_days(int year, int month, int day);
int civil_month_days(int year, int month);

enum { ZONE_NAME_SIZE = 16 };
/* "CET", as the clock is called then. */
void zone_name(int64_t when, const char *zone, char name[ZONE_NAME_SIZE]);
/* Whether the clock shows that time twice in the night it goes back; the other of the two. */
bool zone_comes_twice(int64_t when, const char *zone, int64_t *other);

#endif
