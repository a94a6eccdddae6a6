/*
 * QR code and Code 128 as a pattern of dark and light modules; zint does the work.
 */
#ifndef PRINT_BARCODE_H
#define PRINT_BARCODE_H

#include <stdbool.h>

enum { BARCODE_MODULES = 256, QR_QUIET = 4, CODE128_QUIET = 10 }; /* quiet zones, in modules */

enum barcode_level { LEVEL_L = 1, LEVEL_M, LEVEL_Q, LEVEL_H }; /* error correction of a QR code */

struct barcode {
	int rows, columns; /* without quiet zones; Code 128: one row */
	bool dark[BARCODE_MODULES / 2][BARCODE_MODULES];
};

/* False if the text does not fit into a symbol. */
bool barcode_qr(const char *text, enum barcode_level level, struct barcode *barcode);
bool barcode_code128(const char *text, struct barcode *barcode);

#endif
