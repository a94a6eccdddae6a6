/* clang-format off */
/*
 * The ticket template: a text file, one element a line, millimetres from the upper left corner of
 * the ticket's part it stands on.
 *
 *   ticket 139.7x50.8mm [stub left|right 30mm]
 *   text FIELD    at X,Y w W font FACE SIZE[..LEAST] [lines N] [align left|center|right]
 *                 [required [cut]] [turned]
 *   label "…"     at X,Y w W font FACE SIZE[..LEAST] …
 *   qr FIELD      at X,Y [module 0.5mm] [ec L|M|Q|H]
 *   code128 FIELD at X,Y w W h H [turned]
 *   line X,Y X,Y  [width 0.2mm]
 *   box X,Y w W h H [width 0.2mm]
 *   stub text …   the same, measured from the stub's corner
 *
 * FACE is sans, serif, narrow or mono, with -bold behind it if wished; sizes are points.  A text is
 * set as large as it fits between SIZE and LEAST; its place is as high as N lines (1) of SIZE, and
 * smaller letters may wrap onto more, at last within a long word.  required: it is never cut; a
 * ticket on which it does not fit is not printed.  required cut: rather with "…" at its end than
 * not, and whoever sets it up is told.  turned: it reads upwards; w stays the length it reads
 * along.  Barcodes measure with their quiet zones.  # begins a comment.
 *
 * Pure: text in, struct or fault out.
 */
/* clang-format on */
#ifndef PRINT_TEMPLATE_H
#define PRINT_TEMPLATE_H

#include "print/barcode.h"

#include <boxoffice/words.h>

#include <stdbool.h>
#include <stddef.h>

/* X(enum, name, must stand on every ticket as a required text, a typical value) */
#define TICKET_FIELD_LIST(X)                                                                       \
	X(FIELD_PRESENTER, "presenter", false, "The Playhouse")                                    \
	X(FIELD_TITLE, "show.title", true, "Hamlet")                                               \
	X(FIELD_DATE, "performance.date", true, "Fri 5 Dec 2025")                                  \
	X(FIELD_TIME, "performance.time", true, "20:00")                                           \
	X(FIELD_HOUSE, "house", false, "Main House")                                               \
	X(FIELD_SEAT, "seat", false, "General admission")                                          \
	X(FIELD_TYPE, "voucher_type", true, "Adult General")                                       \
	X(FIELD_PRICE, "price", true, "EUR 40.00")                                                 \
	X(FIELD_ORDER, "order", false, "1234")                                                     \
	X(FIELD_SEQUENCE, "sequence", false, "1 of 2")                                             \
	X(FIELD_CODE, "ticket.code", true, "T2345678ABCDK")                                        \
	X(FIELD_PATRON, "patron", false, "Walk-up")                                                \
	X(FIELD_TILL, "till", false, "front")                                                      \
	X(FIELD_STAFF, "staff", false, "anna")                                                     \
	X(FIELD_PRINTED, "printed_at", false, "Mon 1 Dec 2025 18:30")                              \
	X(FIELD_ANCHOR, "anchor", false, "front:12:0123456789abcdef")                              \
	X(FIELD_MARK, "mark", true, "SPECIMEN")                                                    \
	X(FIELD_MEMBER, "member", false, "FRIEND-7QX4")

BO_CODES(ticket_field, ticket_field, TICKET_FIELD)

const char *ticket_field_sample(enum ticket_field field);

enum template_kind {
	TEMPLATE_TEXT,
	TEMPLATE_LABEL,
	TEMPLATE_QR,
	TEMPLATE_CODE128,
	TEMPLATE_LINE,
	TEMPLATE_BOX
};
enum template_face { FACE_SANS, FACE_SERIF, FACE_NARROW, FACE_MONO };
enum template_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

enum {
	TEMPLATE_ELEMENTS = 100,
	TEMPLATE_LABEL_SIZE = 161,
	TEMPLATE_BYTES = 65536,
	FONT_LEAST = 5,
	FONT_MOST = 72
};

struct font {
	enum template_face face;
	bool bold;
};

struct template_element {
	enum template_kind kind;
	int line; /* of the text, from 1 */
	bool stub, turned, required, cut;
	double x, y, w,
		h; /* mm on the whole ticket; w and h as read, a line's end relative to x,y */
	/* texts and labels */
	enum ticket_field field;
	char label[TEMPLATE_LABEL_SIZE];
	struct font font;
	double size, least; /* points */
	int lines;
	enum template_align align;
	/* barcodes and lines */
	enum barcode_level level;
	double module; /* mm of the narrowest bar */
	double width;  /* mm of a stroke */
};

enum stub_side { STUB_NONE, STUB_LEFT, STUB_RIGHT };

struct template
{
	double width, height, stub; /* mm */
	enum stub_side side;
	size_t n;
	struct template_element element[TEMPLATE_ELEMENTS];
};

struct template_fault {
	int line;	   /* 0: the text as a whole */
	char message[400]; /* "Line 3: …" */
};

/* Reads and checks everything; false with the first fault. */
bool template_read(const char *text, struct template *template, struct template_fault *fault);

/* Whether every bar of a good template can be whole dots of a printer with so many in an inch, and
 * as wide as scanners need; false with the first that cannot. */
bool template_sharp(const struct template *template, int dpi, struct template_fault *fault);

/* mm: a text's room on the paper, of so many lines of so many points. */
double template_text_height(double points, int lines);

#endif
