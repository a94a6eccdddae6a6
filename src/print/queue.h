/*
 * The CUPS queue as a transport of the outbox; its target is the queue's name.
 */
#ifndef PRINT_QUEUE_H
#define PRINT_QUEUE_H

#include "outbox/outbox.h"

extern const struct outbox_transport print_queue;

#endif
