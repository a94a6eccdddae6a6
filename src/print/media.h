/*
 * Which of a queue's media is the paper of a ticket.  Pure.
 *
 * Media have self-describing names (PWG 5101.1): "oe_ticket-2x5.5in_2x5.5in", and a pair
 * "custom_min_…" and "custom_max_…" for a queue that takes any size between.
 */
#ifndef PRINT_MEDIA_H
#define PRINT_MEDIA_H

#include <stdbool.h>

enum { MEDIA_NAME = 128 };

enum media_fit {
	MEDIA_SILENT, /* the queue names none, as raw ones do */
	MEDIA_HAS,
	MEDIA_LACKS
};

/* names: with commas between.  Either way up.  name: what to send, as long as it does not lack it;
 * else the nearest by its size. */
enum media_fit media_choose(const char *names, double width, double height, char name[MEDIA_NAME]);
/* Whether the queue would know a medium by this name; true where it names none. */
bool media_knows(const char *names, const char *name);

#endif
