/*
 * From a template's text and a ticket's words to a PDF.
 */
#ifndef PRINT_PRESS_H
#define PRINT_PRESS_H

#include "print/pdf.h"
#include "print/ticket.h"

/* dpi: dots in an inch of the printer, 0 if not known.  made: UTC seconds for the file's
 * properties.  BO_PRINTER with a sentence when the ticket cannot be drawn whole; BO_INVALID when
 * the template has a fault. */
enum bo_status press_draw(struct bo *bo, const char *template, const struct ticket *ticket, int dpi,
			  int64_t made, struct pdf *pdf) BO_CHECKED;

/* The sentence of bo_print_fonts(), NULL if no font is wanting. */
const char *press_lacks(struct pen *pen, struct bo_arena *arena);

/* Whether the template's bars are whole dots of a printer and wide enough there; BO_INVALID with a
 * sentence.  A template with another fault passes: that is not this question. */
enum bo_status press_sharp(struct bo *bo, const char *template, int dpi) BO_CHECKED;

#endif
