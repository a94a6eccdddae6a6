/*
 * A house with a show to sell, and eyes for what came out: the text of a page,
 * and its barcodes read from a picture of it.
 */
#ifndef SUPPORT_PAPER_H
#define SUPPORT_PAPER_H

#include "support/office.h"

struct paper {
	struct bo *bo;
	struct bo_arena arena;
	int64_t season, house, show, performance, adult, comp;
};

/* Hamlet on Fri 9 Jan 2026 20:00 in Berlin, Adult General at 40.00 and a comp; by the clerk. */
void paper_open(struct paper *paper, const char *title);
/* Removes the store's folder with everything the printing put there. */
void paper_close(struct paper *paper);
/* Sells so many for exact cash, printing wanted; the order's id. */
int64_t paper_sell(struct paper *paper, int64_t type, int64_t qty);
/* The folder the store lies in; borrowed. */
const char *paper_folder(struct paper *paper);

/* What pdftotext says, in the arena. */
const char *paper_text(struct bo_arena *arena, const char *pdf);
/* Reads every barcode from a picture of the page; counts those that say exactly code. */
struct paper_codes {
	int qr, code128, others;
};
struct paper_codes paper_read_codes(const char *pdf, int dpi, const char *code);
/* The output of a shell command, in the arena; ends the test if it fails. */
char *paper_run(struct bo_arena *arena, const char *format, ...) BO_PRINTF(2, 3);
/* The folder and all in it. */
void paper_remove(const char *folder);

#endif
