/*
 * Narrowing by the beginnings of words: who types "6" means the sixth and not the sixteenth.
 */
#include "kit/narrow.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <string.h>

enum { FOLDED = 1000 };

/* Behind a letter or a digit no word begins; bytes of other alphabets are letters. */
static bool begins_word(const char *text, const char *at)
{
	unsigned char before = at == text ? ' ' : (unsigned char)at[-1];

	return before < 0x80 && !isalnum(before);
}

static bool has_word(const char *text, const char *word, size_t n)
{
	for (const char *at = text; *at; at++)
		if (strncmp(at, word, n) == 0 && begins_word(text, at))
			return true;
	return false;
}

bool narrow_fits(const char *text, const char *words)
{
	char folded[FOLDED], wanted[FOLDED];
	size_t n;

	bo_text_fold(text, folded, sizeof folded);
	bo_text_fold(words, wanted, sizeof wanted);
	for (const char *word = wanted; *word; word += n + (word[n] == ' ')) {
		n = strcspn(word, " ");
		if (!has_word(folded, word, n))
			return false;
	}
	return true;
}
