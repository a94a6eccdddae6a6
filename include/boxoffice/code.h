/*
 * Codes as buyers name them: of a redemption, of a member, of an earlier ticket, or
 * an e-mail said in place of one.
 *
 * Where a buyer may name several they are one text, a code a line: no code holds a
 * line's end.  The order they were named in is the order they are used in.
 */
#ifndef BOXOFFICE_CODE_H
#define BOXOFFICE_CODE_H

#include <boxoffice/text.h>

enum {
	BO_CODE_SIZE = BO_NAME_MAX + 1, /* bytes of one as it was named, with the terminator */
	BO_CODES_MAX = 20,		/* that a buyer names for one order */
	BO_CODES_SIZE = BO_CODES_MAX * BO_CODE_SIZE,
	BO_CODE_FOLD = 256 /* bytes of the form they are compared in, with the terminator */
};

/* The form codes are compared in: no case, accents, blanks or hyphens; "" when it is so long that
 * it is the code of nobody.  Leading zeros are part of it. */
void bo_code_fold(const char *text, char fold[BO_CODE_FOLD]);
/* Are they one by that?  Empty ones are like nothing. */
bool bo_code_same(const char *one, const char *other);

/* The next of *codes, which moves behind it; false when there is none.  Empty ones, and those too
 * long for anybody's, are passed over. */
bool bo_code_next(const char **codes, char code[BO_CODE_SIZE]);
/* Appends one unless it is among them by its fold. */
void bo_code_append(struct bo_buf *codes, const char *code);
/* Takes one out by its fold; false when it is not among them. */
bool bo_code_remove(const char *codes, const char *code, struct bo_buf *left);
bool bo_code_among(const char *codes, const char *code);
size_t bo_code_count(const char *codes);
/* Writes for people: "BARD, FRIEND-1". */
void bo_code_list(struct bo_buf *words, const char *codes);

#endif
