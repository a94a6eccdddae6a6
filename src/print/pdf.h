/*
 * A layout as a PDF page: the same bytes for the same layout, moment and fonts.
 */
#ifndef PRINT_PDF_H
#define PRINT_PDF_H

#include "print/layout.h"

#include <boxoffice/text.h>

/* Fonts and the way they are measured; one for as many tickets as wished. */
struct pen;

/* NULL when there is no memory. */
struct pen *pen_new(void);
void pen_free(struct pen *pen);
/* Valid as long as the pen.  dpi: of the printer, see struct ruler. */
struct ruler pen_ruler(struct pen *pen, int dpi);

/* The sentence of bo_print_fonts(), NULL if no font is wanting. */
const char *pen_lacks(struct pen *pen, struct bo_arena *arena);

struct pdf {
	unsigned char *bytes; /* free() it */
	size_t n;
	double width, height; /* mm, of the page */
	char warning[160];    /* of letters that no font has; "" for none */
};

/* title: in the file's properties; made: UTC seconds, likewise.  False with a sentence: when a text
 * came out other than it was laid out, or memory ended. */
bool pdf_draw(struct pen *pen, const struct layout *layout, const char *title, int64_t made,
	      struct pdf *pdf, struct template_fault *fault);

#endif
