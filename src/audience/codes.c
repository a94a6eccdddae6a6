/*
 * What a code of ours looks like.
 *
 * The check character is a weighted sum over the prime 23, as that of an ISBN-10 is over 11: the
 * weight of each place is 5 times that of the place behind it, and 5 is no root of one below its
 * 22nd power.  So no wrong character and no swap of two that are less than 22 places apart leaves
 * the sum at zero, whatever the characters are.
 */
#include "audience/codes.h"

#include <string.h>

/* Digits and letters that neither look alike (0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V) nor make words
 * (no vowels); twenty-three, which is a prime. */
static const char alphabet[] = "23456789CDFHJKMNPRTVWXY";
static const char alphabet_fold[] = "23456789cdfhjkmnprtvwxy";

enum { WEIGHT = 5 };

static int value_of(char c)
{
	const char *at = c ? strchr(alphabet_fold, c) : NULL;

	return at ? (int)(at - alphabet_fold) : -1;
}

/* What is left over of the weighted sum; the last character has weight 1. */
static int remainder_of(const char *fold, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++)
		sum = (sum * WEIGHT + value_of(fold[i])) % CODE_LETTERS;
	return sum;
}

void code_make(const unsigned char *random, size_t length, char *code)
{
	int sum = 0;

	for (size_t i = 0; i + 1 < length; i++) {
		int value =
			(int)(((unsigned)random[2 * i] << 8 | random[2 * i + 1]) % CODE_LETTERS);

		code[i] = alphabet[value];
		sum = (sum * WEIGHT + value) % CODE_LETTERS;
	}
	code[length - 1] = alphabet[(CODE_LETTERS - sum * WEIGHT % CODE_LETTERS) % CODE_LETTERS];
	code[length] = '\0';
}

/* Letters and digits that we would not have made. */
static size_t foreign(const char *fold, size_t n)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		if (value_of(fold[i]) < 0)
			found++;
	return found;
}

enum bo_code_shape code_shape(const char *fold, const char *prefix_fold, size_t length)
{
	size_t prefix = strlen(prefix_fold), n = strlen(fold);

	if (n <= prefix || strncmp(fold, prefix_fold, prefix) != 0)
		return BO_CODE_UNKNOWN;
	n -= prefix;
	fold += prefix;
	if (n == length && foreign(fold, n) == 0)
		return remainder_of(fold, n) == 0 ? BO_CODE_SOUND : BO_CODE_MISTYPED;
	/* One wrong key, one too few or one too many. */
	if (n + 1 >= length && n <= length + 1 && foreign(fold, n) <= 1 && (prefix || n == length))
		return BO_CODE_MISTYPED;
	return BO_CODE_UNKNOWN;
}
