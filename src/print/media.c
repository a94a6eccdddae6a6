/*
 * Reading media names.  The size is what follows the last low line, in inches or
 * millimetres; what has none is no paper to us.
 */
#include "print/media.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double near_mm = 1; /* makers round inches and millimetres */

struct size {
	double w, h; /* mm, w <= h */
};

static bool read_size(const char *name, struct size *size)
{
	const char *at = strrchr(name, '_');
	char *end;
	double w, h;

	if (!at)
		return false;
	w = strtod(at + 1, &end);
	if (*end != 'x')
		return false;
	h = strtod(end + 1, &end);
	if (strcmp(end, "in") == 0) {
		w *= 25.4;
		h *= 25.4;
	} else if (strcmp(end, "mm") != 0) {
		return false;
	}
	*size = (struct size){ fmin(w, h), fmax(w, h) };
	return w > 0 && h > 0;
}

/* The next name of the list; NULL at its end. */
static const char *next(const char *list, char name[MEDIA_NAME])
{
	size_t n = strcspn(list, ",");

	if (n == 0)
		return NULL;
	snprintf(name, MEDIA_NAME, "%.*s", (int)n, list);
	return list + n + (list[n] == ',');
}

static bool begins(const char *name, const char *word)
{
	return strncmp(name, word, strlen(word)) == 0;
}

/* Between the least and the most that the queue takes. */
static bool in_range(const char *names, struct size wanted)
{
	struct size size, least = { 0, 0 }, most = { 0, 0 };
	char name[MEDIA_NAME];

	for (const char *p = names; (p = next(p, name));) {
		if (begins(name, "custom_min_") && read_size(name, &size))
			least = size;
		if (begins(name, "custom_max_") && read_size(name, &size))
			most = size;
	}
	return most.w > 0 && wanted.w >= least.w - near_mm && wanted.h >= least.h - near_mm &&
	       wanted.w <= most.w + near_mm && wanted.h <= most.h + near_mm;
}

static void custom(struct size size, char name[MEDIA_NAME])
{
	snprintf(name, MEDIA_NAME, "custom_%gx%gmm_%gx%gmm", size.w, size.h, size.w, size.h);
}

enum media_fit media_choose(const char *names, double width, double height, char name[MEDIA_NAME])
{
	struct size wanted = { fmin(width, height), fmax(width, height) }, size;
	double nearest = HUGE_VAL;
	char one[MEDIA_NAME];

	custom(wanted, name);
	if (!*names)
		return MEDIA_SILENT;
	for (const char *p = names; (p = next(p, one));) {
		double off;

		if (begins(one, "custom_m") || !read_size(one, &size))
			continue;
		off = fmax(fabs(size.w - wanted.w), fabs(size.h - wanted.h));
		if (off < nearest) {
			nearest = off;
			snprintf(name, MEDIA_NAME, "%s", one);
		}
	}
	if (nearest <= near_mm)
		return MEDIA_HAS;
	if (in_range(names, wanted)) {
		custom(wanted, name);
		return MEDIA_HAS;
	}
	return MEDIA_LACKS;
}

bool media_knows(const char *names, const char *name)
{
	char one[MEDIA_NAME];
	struct size size;

	if (!*names)
		return true;
	for (const char *p = names; (p = next(p, one));)
		if (strcmp(one, name) == 0 && !begins(one, "custom_m"))
			return true;
	return begins(name, "custom_") && !begins(name, "custom_m") && read_size(name, &size) &&
	       in_range(names, size);
}
