/*
 * What stands on one ticket, in words, read from the store; and its page.  The room makes tickets
 * from the house's template, and is the kind of the outbox that brings them to paper.
 */
#ifndef PRINT_TICKET_H
#define PRINT_TICKET_H

#include "base/office.h"
#include "print/pdf.h"

#include <boxoffice/arena.h>

struct ticket {
	int64_t id, order_id;
	int64_t sequence; /* which of the order's tickets */
	const char *code;
	const char *value[TICKET_FIELD_COUNT]; /* cleaned; "" for none */
};

/* printed_at: what the ticket says about it, UTC seconds.  BO_NOT_FOUND if there is no such ticket.
 */
enum bo_status ticket_read(struct bo *bo, struct bo_arena *arena, int64_t ticket_id,
			   int64_t printed_at, struct ticket *ticket) BO_CHECKED;
/* What stands for the price: "EUR 40.00"; "included" when a bundle paid for it. */
const char *ticket_price(struct bo *bo, struct bo_arena *arena, int64_t amount, bool included);
/* Why this paper is not like others, such as "SPECIMEN · COMP · REPRINT 1"; empty for most.
 * category: its code. */
const char *ticket_mark(struct bo *bo, struct bo_arena *arena, const char *category, int64_t issue);
/* Typical words, a code that no scanner at the door accepts, and the mark SPECIMEN. */
enum bo_status ticket_specimen(struct bo *bo, struct bo_arena *arena,
			       struct ticket *ticket) BO_CHECKED;

/* From a template's text and the words to a page.  dpi: dots in an inch of the printer, 0 if not
 * known.  made: UTC seconds for the file's properties.  BO_PRINTER with a sentence when the ticket
 * cannot be drawn whole; BO_INVALID when the template has a fault. */
enum bo_status ticket_draw(struct bo *bo, const char *template, const struct ticket *ticket,
			   int dpi, int64_t made, struct pdf *pdf) BO_CHECKED;

/* Whether the template's bars are whole dots of a printer and wide enough there; BO_INVALID with a
 * sentence.  A template with another fault passes: that is not this question. */
enum bo_status ticket_sharp(struct bo *bo, const char *template, int dpi) BO_CHECKED;

#endif
