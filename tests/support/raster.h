/*
 * A page as a printer's dots, by programs other than ours, and what scanners read from them.
 */
#ifndef SUPPORT_RASTER_H
#define SUPPORT_RASTER_H

#include "support/paper.h"

/* X(enum, name) who turns the page into dots */
#define RENDERER_LIST(X)                                                                           \
	X(RENDERER_POPPLER, "poppler")                                                             \
	X(RENDERER_GHOSTSCRIPT, "ghostscript")
/* X(enum, name) who reads them */
#define DECODER_LIST(X)                                                                            \
	X(DECODER_ZXING, "zxing")                                                                  \
	X(DECODER_ZBAR, "zbar")

#define X(name, word) name,
enum renderer { RENDERER_LIST(X) RENDERER_COUNT };
enum decoder { DECODER_LIST(X) DECODER_COUNT };
#undef X

const char *renderer_name(enum renderer renderer);
const char *decoder_name(enum decoder decoder);

struct raster {
	enum renderer renderer;
	int dpi;
	bool mono; /* one bit a dot, else 256 greys */
};

/* The dots as a file beside the PDF, its path in the arena.  It is the test's to remove. */
const char *raster_make(struct bo_arena *arena, const char *pdf, const struct raster *raster);
/* Whether the decoder finds exactly that code as a QR code in the dots. */
bool raster_reads_qr(const char *dots, enum decoder decoder, const char *code);
/* The same for a Code 128 whose bars cross this strip of dots; a turned one is read upwards. */
struct strip {
	int left, top, width, height;
};
bool raster_reads_code128(const char *dots, struct strip strip, enum decoder decoder,
			  const char *code);
/* How wide each bar and gap along the middle of the strip is, in dots, into width[]; returns how
 * many.  Only for one bit a dot.  The first and the last bar's outer gaps are left out. */
int raster_bars(const char *dots, struct strip strip, int *width, int most);

#endif
