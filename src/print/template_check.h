/*
 * The second half of template_read(): whether what was read makes a ticket.
 */
#ifndef PRINT_TEMPLATE_CHECK_H
#define PRINT_TEMPLATE_CHECK_H

#include "print/template.h"

/* Moves elements of the stub to their place, fills in what follows from the rest (sizes of
 * barcodes), then checks; false with the first fault. */
bool template_check(struct template *template, struct template_fault *fault);

#endif
