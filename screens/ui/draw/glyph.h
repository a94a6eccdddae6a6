/*
 * One place on the screen: a character with the marks that belong to it, and its width.
 *
 * Text comes from people, files and scanners.  Whatever could move the cursor, turn the direction
 * of writing or is not UTF-8 becomes U+FFFD here, so nothing behind this line can do harm.
 * Joiners, variation selectors and soft hyphens are left out: terminals disagree on them.
 */
#ifndef UI_GLYPH_H
#define UI_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UI_GLYPH_BYTES = 14 }; /* with the terminator */

struct ui_glyph {
	char text[UI_GLYPH_BYTES]; /* rest filled with zeros, so that glyphs compare as memory */
	uint8_t width;		   /* columns: 1 or 2 */
};

/* Takes the next glyph off text; false at the end. */
bool ui_glyph_next(const char **text, struct ui_glyph *glyph);
/* The nearest one-column ASCII character, '?' if there is none. */
char ui_glyph_ascii(const char *glyph);

/* Columns a text takes on the screen. */
int ui_text_columns(const char *text);
/* Bytes of the longest prefix of whole glyphs that is no wider than columns. */
size_t ui_text_prefix(const char *text, int columns);
/* Start of the glyph before or after a byte offset that lies on a glyph's start. */
size_t ui_text_before(const char *text, size_t at);
size_t ui_text_after(const char *text, size_t at);

/* UTF-8 of a code point, terminated; returns the bytes.  Not a code point: U+FFFD. */
size_t ui_utf8_encode(uint32_t code, char out[5]);
/* Code point at text; sets *bytes, at least 1.  Broken bytes: U+FFFD, one byte. */
uint32_t ui_utf8_decode(const char *text, size_t *bytes);

#endif
