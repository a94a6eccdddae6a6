/*
 * QR code and Code 128 as a pattern of dark and light modules; zint does the work.  And how large a
 * module is in the dots of a printer.
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

/* Of whom nothing is known it is taken: what is whole dots there is near enough on finer ones. */
enum { DOTS_COARSE = 203 };
/* The fewest dots in a module that a scanner reads: 10 mil (0.254 mm), to the nearest whole dot, as
 * the trade counts it: 2 at 203 dots an inch, 3 at 300. */
int barcode_least_dots(int dpi);
/* Of how many dots a module may be so that so many of them are so many millimetres at most; a tenth
 * of a module is forgiven.  0: not even one. */
int barcode_dots(int modules, double mm, int dpi);

#endif
