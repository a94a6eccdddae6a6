/*
 * Clocks of the world, through the C library's zone files.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <boxoffice/when.h>

/* Days since 1970-01-01 of a date of the Gregorian calendar. */
int64_t civil_days(int year, int month, int day);
int civil_month_days(int year, int month);

#endif
