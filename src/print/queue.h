/*
 * The CUPS queue as a transport of the outbox, and how what such a queue says is read.
 */
#ifndef PRINT_QUEUE_H
#define PRINT_QUEUE_H

#include "outbox/outbox.h"

/* Its target is the queue's name. */
extern const struct outbox_transport print_queue;

/* --- What its state means for the person who stands before it (RFC 8011 §5.4.12); pure --- */

/*
 * keywords: as IPP lists them, with commas ("media-empty-error,paused").  Appends
 * "media-empty: Load tickets; printing goes on by itself." for the gravest, then the others;
 * nothing if there is nothing to say.  True if the printer will not print until someone comes.
 */
bool reasons_words(const char *keywords, struct bo_buf *words);

/* --- Which of its media is the paper of a ticket; pure --- */

/*
 * Media have self-describing names (PWG 5101.1): "oe_ticket-2x5.5in_2x5.5in", and a pair
 * "custom_min_…" and "custom_max_…" for a queue that takes any size between.
 */
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
