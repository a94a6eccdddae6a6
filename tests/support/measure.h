/*
 * Times taken side by side: what is compared is measured in turns in one run, so that a busy
 * neighbour slows both.
 */
#ifndef SUPPORT_MEASURE_H
#define SUPPORT_MEASURE_H

#include <stddef.h>

struct measure {
	size_t n, size;
	double *ms;
};

/* Monotonic milliseconds. */
double measure_now(void);
/* Adds the time since start; ends the program when there is no memory. */
void measure_add(struct measure *measure, double start);
/* The same with a time, or a ratio of times, that is known. */
void measure_put(struct measure *measure, double ms);
/* Sorts; share 0.5: the median, 0.99: what one in a hundred is slower than. */
double measure_at(struct measure *measure, double share);
void measure_clear(struct measure *measure);

/* One line of the table: what, measured, its unit, the goal ("at most 2"), reached or not. */
void measure_row(const char *what, double value, const char *unit, double goal);
/* A line without a goal. */
void measure_note(const char *what, double value, const char *unit);

#endif
