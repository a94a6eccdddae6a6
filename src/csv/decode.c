/*
 * The encodings that spreadsheets write.  A piece is decoded as far as it is
 * whole; what is cut waits for the next piece.  Those of eight bits are a table
 * each, which the C library's iconv fills once for a file.
 */
#include "csv/decode.h"

#include <ctype.h>
#include <iconv.h>
#include <string.h>
#include <utf8proc.h>

/* What people call them besides, as bo_encoding_named() compares: small letters and digits. */
static const struct {
	enum bo_encoding encoding;
	const char *names;
} aliases[] = {
	{ BO_ENCODING_UTF8, " utf8 unicode " },
	{ BO_ENCODING_UTF16LE, " utf16le utf16 ucs2 " },
	{ BO_ENCODING_UTF16BE, " utf16be " },
	{ BO_ENCODING_WINDOWS_1252, " windows1252 win1252 cp1252 ansi 1252 " },
	{ BO_ENCODING_WINDOWS_1250, " windows1250 win1250 cp1250 1250 " },
	{ BO_ENCODING_WINDOWS_1251, " windows1251 win1251 cp1251 1251 " },
	{ BO_ENCODING_WINDOWS_1253, " windows1253 win1253 cp1253 1253 " },
	{ BO_ENCODING_WINDOWS_1254, " windows1254 win1254 cp1254 1254 " },
	{ BO_ENCODING_WINDOWS_1257, " windows1257 win1257 cp1257 1257 " },
	{ BO_ENCODING_LATIN_1, " iso88591 latin1 l1 88591 " },
	{ BO_ENCODING_LATIN_2, " iso88592 latin2 l2 88592 " },
	{ BO_ENCODING_LATIN_9, " iso885915 latin9 latin0 l9 885915 " },
	{ BO_ENCODING_MACINTOSH, " macintosh mac macroman xmacroman " },
	{ BO_ENCODING_CP437, " cp437 ibm437 dos437 437 " },
	{ BO_ENCODING_CP850, " cp850 ibm850 dos850 850 " },
};

enum bo_encoding bo_encoding_named(const char *code)
{
	char word[24] = " ";
	size_t n = 1;

	for (; *code && n < sizeof word - 2; code++)
		if (isalnum((unsigned char)*code))
			word[n++] = (char)tolower((unsigned char)*code);
	if (n == 1 || *code)
		return BO_ENCODING_COUNT;
	memcpy(word + n, " ", 2);
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (strstr(aliases[i].names, word))
			return aliases[i].encoding;
	return BO_ENCODING_COUNT;
}

const char *bo_encoding_names(enum bo_encoding encoding)
{
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (aliases[i].encoding == encoding)
			return aliases[i].names;
	return "";
}

/* --- Tables of eight bits --------------------------------------------------------------------- */

/* What the C library knows it as; NULL: it is not one of eight bits. */
static const char *const library_names[BO_ENCODING_COUNT] = {
	[BO_ENCODING_WINDOWS_1252] = "CP1252", [BO_ENCODING_WINDOWS_1250] = "CP1250",
	[BO_ENCODING_WINDOWS_1251] = "CP1251", [BO_ENCODING_WINDOWS_1253] = "CP1253",
	[BO_ENCODING_WINDOWS_1254] = "CP1254", [BO_ENCODING_WINDOWS_1257] = "CP1257",
	[BO_ENCODING_LATIN_1] = "ISO-8859-1",  [BO_ENCODING_LATIN_2] = "ISO-8859-2",
	[BO_ENCODING_LATIN_9] = "ISO-8859-15", [BO_ENCODING_MACINTOSH] = "MACINTOSH",
	[BO_ENCODING_CP437] = "CP437",	       [BO_ENCODING_CP850] = "CP850",
};

static const char *library_name(enum bo_encoding encoding)
{
	return (unsigned)encoding < BO_ENCODING_COUNT ? library_names[encoding] : NULL;
}

/* False where the library has it not; then no byte is anything. */
static bool read_table(enum bo_encoding encoding, uint16_t high[128])
{
	const char *name = library_name(encoding);
	iconv_t library = name ? iconv_open("UTF-16LE", name) : (iconv_t)-1;

	memset(high, 0, 128 * sizeof *high);
	if (library == (iconv_t)-1)
		return false;
	for (int i = 0; i < 128; i++) {
		char byte = (char)(0x80 + i), *in = &byte, unit[4], *out = unit;
		size_t n = 1, room = sizeof unit;

		if (iconv(library, &in, &n, &out, &room) == 0 && out == unit + 2)
			high[i] = (uint16_t)((unsigned char)unit[0] | (unsigned char)unit[1] << 8);
		else
			iconv(library, NULL, NULL, NULL, NULL);
	}
	iconv_close(library);
	return true;
}

bool decode_knows(enum bo_encoding encoding)
{
	uint16_t high[128];

	return !library_name(encoding) || read_table(encoding, high);
}

void decode_start(struct decoder *decoder, enum bo_encoding encoding)
{
	*decoder = (struct decoder){ .encoding = encoding };
	if (library_name(encoding))
		(void)!read_table(encoding, decoder->high);
}

static char *put(char *out, utf8proc_int32_t c)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n;

	if (c == 0) {
		*out = (char)DECODE_NUL;
		return out + 1;
	}
	n = c < 0 ? 0 : utf8proc_encode_char(c, bytes);
	if (n <= 0) {
		*out = (char)DECODE_BROKEN;
		return out + 1;
	}
	memcpy(out, bytes, (size_t)n);
	return out + n;
}

/* Bytes of the sequence that a byte begins; 1 where it begins none. */
static size_t sequence(unsigned char c)
{
	return c < 0xc2 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 1;
}

static size_t plain(const unsigned char *in, size_t n)
{
	size_t i = 0;
	uint64_t eight;

	for (; i + 8 <= n; i += 8) {
		memcpy(&eight, in + i, 8);
		/* eight letters, none of them NUL */
		if ((eight | (eight - UINT64_C(0x0101010101010101))) & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < n && in[i] && in[i] < 0x80)
		i++;
	return i;
}

/* Each returns how many bytes it took; what it left is cut. */
static size_t from_utf8(const unsigned char *in, size_t n, bool last, char **out)
{
	size_t i = 0;

	while (i < n) {
		size_t ascii = plain(in + i, n - i), length;
		utf8proc_int32_t c;
		utf8proc_ssize_t k;

		memcpy(*out, in + i, ascii);
		*out += ascii;
		i += ascii;
		if (i == n)
			break;
		length = sequence(in[i]);
		if (length > n - i && !last)
			break;
		k = in[i] ? utf8proc_iterate(in + i, (utf8proc_ssize_t)(n - i), &c) : 1;
		*out = put(*out, !in[i] ? 0 : k > 0 ? c : -1);
		i += k > 0 ? (size_t)k : 1;
	}
	return i;
}

static size_t from_table(const uint16_t high[128], const unsigned char *in, size_t n, char **out)
{
	for (size_t i = 0; i < n; i++) {
		if (in[i] > 0 && in[i] < 0x80)
			*(*out)++ = (char)in[i];
		else
			*out = put(*out, !in[i] ? 0 : high[in[i] - 0x80] ? high[in[i] - 0x80] : -1);
	}
	return n;
}

static unsigned unit(const unsigned char *in, bool big)
{
	return big ? (unsigned)in[0] << 8 | in[1] : (unsigned)in[1] << 8 | in[0];
}

static bool is_high(unsigned c)
{
	return (c & 0xfc00) == 0xd800;
}

static bool is_low(unsigned c)
{
	return (c & 0xfc00) == 0xdc00;
}

static size_t from_utf16(const unsigned char *in, size_t n, bool big, bool last, char **out)
{
	size_t i = 0;

	while (n - i >= 2) {
		unsigned c = unit(in + i, big), d;

		if (is_high(c) && n - i < 4 && !last)
			break;
		d = is_high(c) && n - i >= 4 ? unit(in + i + 2, big) : 0;
		if (is_high(c) && is_low(d)) {
			*out = put(*out,
				   (utf8proc_int32_t)(0x10000 + ((c & 0x3ff) << 10) + (d & 0x3ff)));
			i += 4;
			continue;
		}
		*out = put(*out, is_high(c) || is_low(c) ? -1 : (utf8proc_int32_t)c);
		i += 2;
	}
	if (last && i < n) {
		*out = put(*out, -1);
		i = n;
	}
	return i;
}

static size_t take(const struct decoder *decoder, const unsigned char *in, size_t n, bool last,
		   char **out)
{
	if (library_name(decoder->encoding))
		return from_table(decoder->high, in, n, out);
	if (decoder->encoding == BO_ENCODING_UTF16LE)
		return from_utf16(in, n, false, last, out);
	if (decoder->encoding == BO_ENCODING_UTF16BE)
		return from_utf16(in, n, true, last, out);
	return from_utf8(in, n, last, out);
}

size_t decode(struct decoder *decoder, const void *bytes, size_t n, bool last, char *out)
{
	const unsigned char *in = bytes;
	char *start = out;
	size_t used = 0, length;

	/* the sequence that was cut, completed byte by byte */
	while (decoder->carried > 0 && (used < n || last)) {
		size_t taken;

		if (used < n && decoder->carried < sizeof decoder->carry)
			decoder->carry[decoder->carried++] = in[used++];
		taken = take(decoder, decoder->carry, decoder->carried, last && used == n, &out);
		decoder->carried -= taken;
		memmove(decoder->carry, decoder->carry + taken, decoder->carried);
	}
	if (used < n)
		used += take(decoder, in + used, n - used, last, &out);
	if (used < n) {
		decoder->carried = n - used;
		memcpy(decoder->carry, in + used, decoder->carried);
	}
	length = (size_t)(out - start);
	if (!decoder->begun && length >= 3) {
		decoder->begun = true;
		if (memcmp(start, "\xef\xbb\xbf", 3) == 0) {
			length -= 3;
			memmove(start, start + 3, length);
		}
	}
	decoder->begun = decoder->begun || length > 0;
	return length;
}

/* --- Guessing --------------------------------------------------------------------------------- */

enum { LOOK = 4096 }; /* bytes that tell UTF-16 from the rest */

static bool guess_utf16(const unsigned char *in, size_t n, enum bo_encoding *encoding)
{
	size_t even = 0, odd = 0, pairs = (n < LOOK ? n : LOOK) / 2;

	if (n >= 2 && in[0] == 0xff && in[1] == 0xfe) {
		*encoding = BO_ENCODING_UTF16LE;
		return true;
	}
	if (n >= 2 && in[0] == 0xfe && in[1] == 0xff) {
		*encoding = BO_ENCODING_UTF16BE;
		return true;
	}
	for (size_t i = 0; i < pairs; i++) {
		even += !in[2 * i];
		odd += !in[2 * i + 1];
	}
	if (odd * 2 > pairs && even * 10 < pairs)
		*encoding = BO_ENCODING_UTF16LE;
	else if (even * 2 > pairs && odd * 10 < pairs)
		*encoding = BO_ENCODING_UTF16BE;
	else
		return false;
	return true;
}

/* Bytes taken; what is left is cut. */
static size_t count(struct decode_guess *guess, const unsigned char *in, size_t n, bool last)
{
	size_t i = 0;

	while (i < n) {
		utf8proc_int32_t c;
		utf8proc_ssize_t k;

		i += plain(in + i, n - i);
		if (i == n || (!last && n - i < sequence(in[i])))
			break;
		k = in[i] ? utf8proc_iterate(in + i, (utf8proc_ssize_t)(n - i), &c) : 1;
		guess->nul += !in[i];
		guess->good += in[i] && k > 0;
		guess->broken += k <= 0;
		i += k > 0 ? (size_t)k : 1;
	}
	return i;
}

void decode_guess_feed(struct decode_guess *guess, const void *bytes, size_t n, bool last)
{
	const unsigned char *in = bytes;
	size_t used = 0, taken;

	if (guess->n == 0)
		guess->known = guess_utf16(in, n, &guess->encoding);
	guess->n += n;
	if (guess->known)
		return;
	while (guess->carried > 0 && (used < n || last)) {
		if (used < n && guess->carried < sizeof guess->carry)
			guess->carry[guess->carried++] = in[used++];
		taken = count(guess, guess->carry, guess->carried, last && used == n);
		guess->carried -= taken;
		memmove(guess->carry, guess->carry + taken, guess->carried);
	}
	if (used < n)
		used += count(guess, in + used, n - used, last);
	if (used < n) {
		guess->carried = n - used;
		memcpy(guess->carry, in + used, guess->carried);
	}
}

bool decode_guess_end(const struct decode_guess *guess, enum bo_encoding *encoding)
{
	if (guess->known) {
		*encoding = guess->encoding;
		return true;
	}
	/* A NUL here and there is a fault of its row; many are no text. */
	if (guess->nul * 20 > guess->n)
		return false;
	*encoding = guess->broken > guess->good ? BO_ENCODING_WINDOWS_1252 : BO_ENCODING_UTF8;
	return true;
}
