/*
 * Does a text read as if it had been written in another encoding than the one it
 * was decoded by?  A byte of one alphabet is a sign of another: "Ma³gorzata",
 * "RenŽ", "Bj”rn", "Èâàíîâ", "ZoÃ«".  What no language writes is doubted; where the
 * letters are all possible, nothing can be told.
 */
#include "csv/decode.h"

#include <boxoffice/arena.h>
#include <boxoffice/text.h>

#include <string.h>
#include <utf8proc.h>

enum { LETTERS = 256 /* of one value that are looked at */, HINTS = 3, HINT_COLUMNS = 24 };

struct signs {
	size_t n;
	utf8proc_int32_t c[LETTERS + 2]; /* blanks at both ends */
};

static void take_signs(const char *text, struct signs *signs)
{
	signs->c[0] = ' ';
	signs->n = 1;
	while (*text && signs->n <= LETTERS) {
		utf8proc_int32_t c;
		utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);

		signs->c[signs->n++] = k > 0 ? c : -1;
		text += k > 0 ? k : 1;
	}
	signs->c[signs->n] = ' ';
}

static bool is_upper(utf8proc_int32_t c)
{
	return c > 0 && utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

static bool is_lower(utf8proc_int32_t c)
{
	return c > 0 && utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

static bool is_letter(utf8proc_int32_t c)
{
	return is_upper(c) || is_lower(c) ||
	       (c > 0 && utf8proc_category(c) == UTF8PROC_CATEGORY_LO && c > 0xff);
}

static bool is_one_of(utf8proc_int32_t c, const utf8proc_int32_t *set)
{
	while (*set && *set != c)
		set++;
	return c > 0 && *set == c;
}

static bool is_consonant(utf8proc_int32_t c)
{
	return c > 0 && c < 0x80 && strchr("bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ", (char)c);
}

/* ³ ¹ ¿ behind a letter, ¡ ¿ ª before a word, and quotation marks of lower line and dashes in one.
 */
static bool is_sign_of_other_alphabet(utf8proc_int32_t before, utf8proc_int32_t c,
				      utf8proc_int32_t after)
{
	if ((c == 0xb3 || c == 0xb9 || c == 0xbf) && is_lower(before) && before != 'm')
		return true;
	if ((c == 0xa1 || c == 0xbf || c == 0xaa) && before == ' ' && is_lower(after))
		return true;
	if ((c == 0x201a || c == 0x201e || c == 0x2018) && is_letter(before)) /* ‚ „ ‘ */
		return true;
	return (c == 0x2013 || c == 0x2014) && is_lower(before) && is_lower(after); /* – — */
}

/* Signs that are no letters where a letter should be. */
static bool is_odd_sign(const utf8proc_int32_t *at)
{
	/* ¢ £ ¤ ¥ ¦ ¬ ¯ ± ³ ¶ ¸ ¹ ¼ ½ ¾ × ÷ † ‡ ˆ ‰ › ˜ ƒ ¡ ¿ § ¨ © ® ° ² « » • ‹ ª º */
	static const utf8proc_int32_t never[] = { 0xa2,	  0xa3,	  0xa4,	  0xa5,	  0xa6,
						  0xac,	  0xaf,	  0xb1,	  0xb3,	  0xb6,
						  0xb8,	  0xb9,	  0xbc,	  0xbd,	  0xbe,
						  0xd7,	  0xf7,	  0x2020, 0x2021, 0x02c6,
						  0x2030, 0x203a, 0x02dc, 0x0192, 0 };
	static const utf8proc_int32_t between[] = { 0xa1, 0xbf, 0xa7, 0xa8, 0xa9, 0xae, 0xb0, 0xb2,
						    0xab, 0xbb, 0x2022, 0x2039, 0xaa, 0xba,
						    /* “ ” „ ‚ … */
						    0x201c, 0x201d, 0x201e, 0x201a, 0x2026, 0 };
	utf8proc_int32_t before = at[-1], c = at[0], after = at[1];

	return (is_one_of(c, never) && is_letter(after)) ||
	       (is_one_of(c, between) && is_letter(before) && is_letter(after)) ||
	       is_sign_of_other_alphabet(before, c, after);
}

/* Letters where no language that is written with them has them. */
static bool is_odd_letter(const utf8proc_int32_t *at)
{
	utf8proc_int32_t before = at[-1], c = at[0], after = at[1];

	if (c < 0xc0 || c > 0x24f)
		return false;
	if (is_upper(c) && is_letter(before) && before != 'c' && /* McÉlroy */
	    (is_lower(before) || is_lower(after)))
		return true;
	if (c == 0xf1 && is_consonant(after)) /* ñ */
		return true;
	if ((c == 0xec || c == 0xf9) && is_letter(after)) /* ì ù end words */
		return true;
	if (c == 0xe6 && before == 'i' && !is_letter(after)) /* -iæ */
		return true;
	return c == 0xfe && before > 0 && before < 0x80 && strchr("aeiouy", (char)before); /* þ */
}

/* Of one word: several letters with marks in a row, or letters that no language has together. */
static bool is_odd_word(const utf8proc_int32_t *c, size_t n)
{
	size_t run = 0, y = 0;
	bool stroke = false, acute = false;

	for (size_t i = 0; i < n; i++) {
		run = c[i] >= 0xc0 && c[i] <= 0x24f && is_letter(c[i]) ? run + 1 : 0;
		if (run == 3)
			return true;
		y += c[i] == 0xfd;
		stroke = stroke || c[i] == 0xf8;
		acute = acute || c[i] == 0xe1 || c[i] == 0xed || c[i] == 0xfd;
	}
	return y > 1 || (stroke && acute);
}

static bool is_odd(const struct signs *signs)
{
	size_t word = 1;

	for (size_t i = 1; i <= signs->n; i++) {
		if (signs->c[i] == -1)
			return true;
		if (i < signs->n && signs->c[i] >= 0x80 &&
		    (is_odd_sign(&signs->c[i]) || is_odd_letter(&signs->c[i])))
			return true;
		if (signs->c[i] != ' ')
			continue;
		if (is_odd_word(&signs->c[word], i - word))
			return true;
		word = i + 1;
	}
	return false;
}

/* --- What others make of it ------------------------------------------------------------------- */

/* The bytes a text was decoded from; 0: it was not, or is too long. */
static size_t encode(const uint16_t high[128], const struct signs *signs, unsigned char *bytes)
{
	size_t n = 0;

	for (size_t i = 1; i < signs->n; i++) {
		utf8proc_int32_t c = signs->c[i];
		int k = 0;

		while (c >= 0x80 && k < 128 && high[k] != c)
			k++;
		if (c < 0 || k == 128)
			return 0;
		bytes[n++] = (unsigned char)(c < 0x80 ? c : 0x80 + k);
	}
	return n;
}

/* "ZoÃ«" is UTF-8 that was once taken for something else; bytes decode to what it was. */
static bool was_utf8(const unsigned char *bytes, size_t n)
{
	bool several = false;

	for (size_t i = 0; i < n;) {
		utf8proc_int32_t c;
		utf8proc_ssize_t k = utf8proc_iterate(bytes + i, (utf8proc_ssize_t)(n - i), &c);

		if (k <= 0)
			return false;
		several = several || k > 1;
		i += (size_t)k;
	}
	return several;
}

static bool reads_well(const char *text)
{
	struct signs signs;

	take_signs(text, &signs);
	for (size_t i = 1; i < signs.n; i++) {
		if (signs.c[i] >= 0x80 && !is_letter(signs.c[i]) && signs.c[i] != 0x2019)
			return false;
		/* of two alphabets */
		if (is_letter(signs.c[i - 1]) && is_letter(signs.c[i]) &&
		    (signs.c[i - 1] > 0x24f) != (signs.c[i] > 0x24f))
			return false;
	}
	return !is_odd(&signs);
}

static void add_hint(struct bo_buf *hint, const char *name, const char *text)
{
	size_t n = bo_text_prefix(text, HINT_COLUMNS);

	bo_buf_printf(hint, "%s%s makes it \"%.*s%s\"", hint->len ? ", " : "", name, (int)n, text,
		      text[n] ? "…" : "");
}

static void add_hints(enum bo_encoding encoding, const unsigned char *bytes, size_t n,
		      struct bo_buf *hint)
{
	static const enum bo_encoding others[] = {
		BO_ENCODING_MACINTOSH,	  BO_ENCODING_WINDOWS_1250, BO_ENCODING_CP850,
		BO_ENCODING_WINDOWS_1251, BO_ENCODING_WINDOWS_1253, BO_ENCODING_WINDOWS_1254,
	};
	size_t hints = 0;

	for (size_t i = 0; i < sizeof others / sizeof *others && hints < HINTS; i++) {
		char text[LETTERS * 3 + 1];
		struct decoder decoder;

		if (others[i] == encoding)
			continue;
		decode_start(&decoder, others[i]);
		text[decode(&decoder, bytes, n, true, text)] = '\0';
		if (!reads_well(text))
			continue;
		add_hint(hint, bo_encoding_code(others[i]), text);
		hints++;
	}
}

/* Is there what the first two bytes of such a thing would be? */
static bool may_have_been_utf8(const struct signs *signs)
{
	for (size_t i = 1; i < signs->n; i++)
		if (signs->c[i] >= 0xc2 && signs->c[i] <= 0xf4 && signs->c[i + 1] >= 0x80)
			return true;
	return false;
}

bool decode_doubt(enum bo_encoding encoding, const char *text, char hint[DECODE_HINT])
{
	struct bo_buf buf = { hint, 0, hint ? DECODE_HINT : 0, false };
	unsigned char bytes[LETTERS + 4];
	struct decoder windows;
	struct signs signs;
	bool odd, twice;
	size_t n;

	if (hint)
		hint[0] = '\0';
	take_signs(text, &signs);
	odd = encoding == BO_ENCODING_WINDOWS_1252 && is_odd(&signs);
	twice = may_have_been_utf8(&signs);
	if (!odd && !twice)
		return false;
	decode_start(&windows, BO_ENCODING_WINDOWS_1252);
	n = encode(windows.high, &signs, bytes);
	twice = twice && n > 0 && was_utf8(bytes, n);
	if (twice && hint) {
		bytes[n] = '\0';
		add_hint(&buf, "utf-8", (const char *)bytes);
	} else if (odd && n > 0 && hint) {
		add_hints(encoding, bytes, n, &buf);
	}
	return odd || twice;
}
