/*
 * Text of a file as UTF-8, whatever it was written in, piece by piece.
 *
 * What is broken does not end the reading: a broken sequence becomes the byte
 * DECODE_BROKEN and a NUL the byte DECODE_NUL.  Neither can be part of UTF-8, so
 * bo_text_fault() finds them in the very cell they stand in.
 */
#ifndef CSV_DECODE_H
#define CSV_DECODE_H

#include <boxoffice/import.h>

enum { DECODE_BROKEN = 0xff, DECODE_NUL = 0xfe };

struct decoder {
	enum bo_encoding encoding;
	uint16_t high[128];	/* of an encoding of 8 bits: what 0x80 to 0xff are; 0: nothing */
	bool begun;		/* the place of a byte order mark is behind us */
	unsigned char carry[4]; /* a sequence that the last piece cut */
	size_t carried;
};

/* Bytes that n bytes of input may become. */
#define DECODE_ROOM(n) (((n) + 4) * 3)

/* False where this machine has no table of the encoding. */
bool decode_knows(enum bo_encoding encoding);
void decode_start(struct decoder *decoder, enum bo_encoding encoding);
/* Writes at most DECODE_ROOM(n) bytes and returns how many.  last: nothing follows. */
size_t decode(struct decoder *decoder, const void *bytes, size_t n, bool last, char *out);

/* What a file seems to be written in, told from its beginning, piece by piece. Zeroed it is ready.
 */
struct decode_guess {
	size_t n, good, broken, nul; /* bytes; sequences of several that are UTF-8; that are not */
	bool known;		     /* by its mark or its zeros */
	enum bo_encoding encoding;
	unsigned char carry[4];
	size_t carried;
};
/* The first piece should be some thousand bytes. last: nothing follows. */
void decode_guess_feed(struct decode_guess *guess, const void *bytes, size_t n, bool last);
/* False if it is no text at all. */
bool decode_guess_end(const struct decode_guess *guess, enum bo_encoding *encoding);

/* A value that was decoded by a guess: does it look as if it was written in another encoding? hint,
 * unless NULL, receives what others would make of it, or "". */
enum { DECODE_HINT = 160 };
bool decode_doubt(enum bo_encoding encoding, const char *text, char hint[DECODE_HINT]);

#endif
