/*
 * Template and content become placed items: what stands where, how large, in which words.
 *
 * Pure but for the ruler, which knows the fonts and the printer's dots.  Every emitter (PDF now)
 * draws the same items, so that what fits is decided in one place.
 */
#ifndef PRINT_LAYOUT_H
#define PRINT_LAYOUT_H

#include "print/template.h"

#include <boxoffice/arena.h>

struct ruler {
	void *arg;
	/* Whether the text at so many points fits on so many lines of so many mm; lines end between
	 * words, or anywhere. */
	bool (*fits)(void *arg, const char *text, struct font font, double points, double width,
		     int lines, bool anywhere);
	/* Whether there is a glyph for every character. */
	bool (*draws)(void *arg, const char *text, struct font font);
	int dpi; /* dots in an inch of the printer; 0: not known, the coarsest of the trade */
};

struct layout_item {
	enum template_kind kind;
	bool turned, required;
	bool top; /* a place of several lines is filled from its top, of one from its middle */
	/* mm: the corner on the paper; w along the reading direction, h across.  A line's end is
	 * relative to its start. */
	double x, y, w, h;
	const char *name, *text; /* of texts and labels; name is for sentences */
	struct font font;
	double points;
	int lines;
	bool anywhere; /* a line may end within a word */
	enum template_align align;
	/* x,y,w,h of a barcode are its dark part, without the quiet zones, on whole dots.  inset:
	 * how far a dark edge stays inside of its dots, as many printers ink every dot they touch.
	 */
	const struct barcode *code;
	double module, inset, width;
};

struct layout {
	double width, height, tear; /* mm; tear: where the stub comes off, 0: nowhere */
	size_t n;
	struct layout_item *item;
	/* Fields, as bits: whole somewhere, cut somewhere, with letters that no font has. */
	unsigned whole, cut, unknown;
};

/*
 * values: one text for each field, "" for none.  What is required and does not fit at its least
 * size, or has a character no font knows, is a fault with a sentence; other texts, and those that
 * may, are cut and end with "…", and unknown characters of what is not required become "?".
 * Everything lives in the arena.
 */
bool layout_make(const struct template *template, const char *const values[TICKET_FIELD_COUNT],
		 const struct ruler *ruler, struct bo_arena *arena, struct layout *layout,
		 struct template_fault *fault);

#endif
