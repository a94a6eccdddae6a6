/*
 * Cuts UTF-8 text into glyphs.
 *
 * A glyph is one base character and the zero-width marks after it.  Sequences that some terminals
 * join into one picture (emoji families, flags) stay apart, because a terminal that does not join
 * them would shift the rest of the row.  Widths come from utf8proc, not from the locale, so a
 * layout is the same on every machine.
 */
#include "ui/draw/glyph.h"

#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD, MARKS_MAX = 4 };

enum kind { BASE, MARK, DROPPED, UNSAFE };

size_t ui_utf8_encode(uint32_t code, char out[5])
{
	utf8proc_uint8_t bytes[4];
	bool valid = code <= 0x10FFFF && utf8proc_codepoint_valid((utf8proc_int32_t)code);
	utf8proc_int32_t c = valid ? (utf8proc_int32_t)code : REPLACEMENT;
	utf8proc_ssize_t n = utf8proc_encode_char(c, bytes);

	memcpy(out, bytes, (size_t)n);
	out[n] = '\0';
	return (size_t)n;
}

uint32_t ui_utf8_decode(const char *text, size_t *bytes)
{
	utf8proc_int32_t code;
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &code);

	if (n <= 0) {
		*bytes = 1;
		return REPLACEMENT;
	}
	*bytes = (size_t)n;
	return (uint32_t)code;
}

static bool turns_direction(uint32_t c)
{
	return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

static bool selects_variant(uint32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static enum kind kind_of(uint32_t c)
{
	if (c < 0x7F)
		return c >= 0x20 ? BASE : UNSAFE;
	utf8proc_category_t cat = utf8proc_category((utf8proc_int32_t)c);

	if (selects_variant(c))
		return DROPPED;
	if (cat == UTF8PROC_CATEGORY_CF)
		return turns_direction(c) ? UNSAFE : DROPPED;
	if (cat == UTF8PROC_CATEGORY_CC || cat == UTF8PROC_CATEGORY_CN ||
	    cat == UTF8PROC_CATEGORY_CO || cat == UTF8PROC_CATEGORY_CS ||
	    cat == UTF8PROC_CATEGORY_ZL || cat == UTF8PROC_CATEGORY_ZP)
		return UNSAFE;
	if (utf8proc_charwidth((utf8proc_int32_t)c) == 0)
		return MARK;
	return BASE;
}

static void add_marks(const char **text, struct ui_glyph *glyph, size_t len)
{
	int marks = 0;

	while ((unsigned char)**text >= 0x80) {
		size_t bytes;
		enum kind kind = kind_of(ui_utf8_decode(*text, &bytes));

		if (kind == BASE || kind == UNSAFE)
			break;
		if (kind == MARK && marks < MARKS_MAX && len + bytes < sizeof glyph->text) {
			memcpy(glyph->text + len, *text, bytes);
			len += bytes;
			marks++;
		}
		*text += bytes;
	}
}

bool ui_glyph_next(const char **text, struct ui_glyph *glyph)
{
	size_t bytes;
	uint32_t c;
	enum kind kind;

	do {
		if (**text == '\0')
			return false;
		c = ui_utf8_decode(*text, &bytes);
		kind = kind_of(c);
		if (kind != MARK)
			*text += bytes;
	} while (kind == DROPPED);

	if (kind == UNSAFE)
		c = REPLACEMENT;
	if (kind == MARK)
		c = ' '; /* a mark with nothing to stand on */
	memset(glyph, 0, sizeof *glyph);
	char utf8[5];
	size_t len = ui_utf8_encode(c, utf8);

	memcpy(glyph->text, utf8, len);
	glyph->width = c >= 0x80 && utf8proc_charwidth((utf8proc_int32_t)c) == 2 ? 2 : 1;
	add_marks(text, glyph, len);
	return true;
}

int ui_text_columns(const char *text)
{
	struct ui_glyph glyph;
	int columns = 0;

	while (ui_glyph_next(&text, &glyph))
		columns += glyph.width;
	return columns;
}

size_t ui_text_prefix(const char *text, int columns)
{
	const char *p = text, *end = text;
	struct ui_glyph glyph;

	while (ui_glyph_next(&p, &glyph) && glyph.width <= columns) {
		columns -= glyph.width;
		end = p;
	}
	return (size_t)(end - text);
}

size_t ui_text_after(const char *text, size_t at)
{
	const char *p = text + at;
	struct ui_glyph glyph;

	ui_glyph_next(&p, &glyph);
	return (size_t)(p - text);
}

size_t ui_text_before(const char *text, size_t at)
{
	const char *p = text;
	struct ui_glyph glyph;
	size_t last = 0;

	while ((size_t)(p - text) < at) {
		last = (size_t)(p - text);
		if (!ui_glyph_next(&p, &glyph))
			break;
	}
	return last;
}

/* Pairs: what we draw or people type, and what stands for it without UTF-8. */
static const struct {
	uint32_t code;
	char ascii;
} stand_ins[] = {
	{ 0xA0, ' ' },	 { 0xA3, 'L' },	   { 0xB7, '.' },    { 0xC6, 'A' },   { 0xD7, 'x' },
	{ 0xD8, 'O' },	 { 0xDF, 's' },	   { 0xE6, 'a' },    { 0xF8, 'o' },   { 0x110, 'D' },
	{ 0x111, 'd' },	 { 0x131, 'i' },   { 0x141, 'L' },   { 0x142, 'l' },  { 0x152, 'O' },
	{ 0x153, 'o' },	 { 0x2010, '-' },  { 0x2011, '-' },  { 0x2012, '-' }, { 0x2013, '-' },
	{ 0x2014, '-' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201C, '"' }, { 0x201D, '"' },
	{ 0x201E, '"' }, { 0x2022, '*' },  { 0x2026, '~' },  { 0x20AC, 'E' }, { 0x2190, '<' },
	{ 0x2191, '^' }, { 0x2192, '>' },  { 0x2193, 'v' },  { 0x2212, '-' }, { 0x23CE, '<' },
	{ 0x25B2, '^' }, { 0x25B6, '>' },  { 0x25B8, '>' },  { 0x25BC, 'v' }, { 0x25C0, '<' },
	{ 0x25CB, 'o' }, { 0x25CF, '*' },  { 0x2605, '*' },  { 0x2713, 'v' }, { 0x2714, 'v' },
	{ 0x2715, 'x' }, { 0x2717, 'x' },
};

static char drawn_ascii(uint32_t c)
{
	if (c == 0x2500 || c == 0x2550)
		return '-';
	if (c == 0x2502 || c == 0x2551)
		return '|';
	if (c >= 0x2500 && c <= 0x257F)
		return '+';
	if (c >= 0x2591 && c <= 0x2592)
		return '.';
	if (c == 0x2581 || c == 0x2582)
		return '_';
	if (c >= 0x2580 && c <= 0x259F)
		return '#';
	return '\0';
}

char ui_glyph_ascii(const char *glyph)
{
	size_t bytes;
	uint32_t c = ui_utf8_decode(glyph, &bytes);
	utf8proc_int32_t parts[8];
	int boundary = 0;

	if (c < 0x80)
		return (char)c;
	if (drawn_ascii(c))
		return drawn_ascii(c);
	for (size_t i = 0; i < sizeof stand_ins / sizeof stand_ins[0]; i++)
		if (stand_ins[i].code == c)
			return stand_ins[i].ascii;
	utf8proc_ssize_t n = utf8proc_decompose_char(
		(utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
	if (n > 0 && n <= 8 && parts[0] >= 0x20 && parts[0] < 0x7F)
		return (char)parts[0];
	return '?';
}
