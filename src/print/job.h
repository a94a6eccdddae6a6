/*
 * Tickets as a kind of what leaves the machine.
 */
#ifndef PRINT_JOB_H
#define PRINT_JOB_H

#include "outbox/outbox.h"

/* Its rows stand for tickets, its destinations are printers. */
extern const struct outbox_kind print_tickets;

#endif
