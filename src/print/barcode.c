/*
 * Barcodes as modules, so that every emitter draws them in its own dots.
 */
#include "print/barcode.h"

#include <math.h>
#include <string.h>
#include <zint.h>

static bool encode(int symbology, int option, const char *text, struct barcode *barcode)
{
	struct zint_symbol *symbol = ZBarcode_Create();
	bool ok = false;

	if (!symbol)
		return false;
	symbol->symbology = symbology;
	symbol->show_hrt = 0;
	if (option)
		symbol->option_1 = option;
	if (ZBarcode_Encode(symbol, (const unsigned char *)text, 0) < ZINT_ERROR &&
	    symbol->rows <= BARCODE_MODULES / 2 && symbol->width <= BARCODE_MODULES) {
		memset(barcode, 0, sizeof *barcode);
		barcode->rows = symbol->rows;
		barcode->columns = symbol->width;
		for (int row = 0; row < symbol->rows; row++)
			for (int i = 0; i < symbol->width; i++)
				barcode->dark[row][i] =
					(symbol->encoded_data[row][i / 8] >> (i % 8)) & 1;
		ok = true;
	}
	ZBarcode_Delete(symbol);
	return ok;
}

int barcode_least_dots(int dpi)
{
	long dots = lround(dpi / 100.0);

	return dots > 1 ? (int)dots : 1;
}

int barcode_dots(int modules, double mm, int dpi)
{
	return (int)floor(mm / 25.4 * dpi / modules + 0.1);
}

bool barcode_qr(const char *text, enum barcode_level level, struct barcode *barcode)
{
	return encode(BARCODE_QRCODE, (int)level, text, barcode);
}

bool barcode_code128(const char *text, struct barcode *barcode)
{
	return encode(BARCODE_CODE128, 0, text, barcode);
}
