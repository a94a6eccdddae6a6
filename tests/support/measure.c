/*
 * Collected times and the lines they are shown in.
 */
#include "support/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double measure_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void measure_add(struct measure *measure, double start)
{
	measure_put(measure, measure_now() - start);
}

void measure_put(struct measure *measure, double ms)
{
	if (measure->n == measure->size) {
		size_t size = measure->size ? measure->size * 2 : 256;
		double *more = realloc(measure->ms, size * sizeof *more);

		if (!more)
			abort();
		measure->ms = more;
		measure->size = size;
	}
	measure->ms[measure->n++] = ms;
}

static int by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double measure_at(struct measure *measure, double share)
{
	if (measure->n == 0)
		return 0;
	qsort(measure->ms, measure->n, sizeof *measure->ms, by_time);
	return measure->ms[(size_t)((double)(measure->n - 1) * share)];
}

void measure_clear(struct measure *measure)
{
	free(measure->ms);
	*measure = (struct measure){ 0 };
}

void measure_row(const char *what, double value, const char *unit, double goal)
{
	printf("%-58s %9.3f %-3s goal %6.1f  %s\n", what, value, unit, goal,
	       value <= goal ? "reached" : "MISSED");
	fflush(stdout);
}

void measure_note(const char *what, double value, const char *unit)
{
	printf("  %-56s %9.3f %s\n", what, value, unit);
	fflush(stdout);
}
