/*
 * The words a person is found by.
 */
#ifndef PEOPLE_WORDS_H
#define PEOPLE_WORDS_H

#include "base/name.h"

#include <boxoffice/arena.h>

enum { WORDS_MAX = 16 }; /* of one search */

/* Called with each word, borrowed; false ends it. */
typedef bool (*word_taker)(void *arg, const char *word);

/*
 * Every place in a folded name and e-mail where a word begins, up to the next blank: "zoe",
 * "o'hara", "hara", and "ohara" for those who leave out what is between; of an e-mail whatever
 * follows a mark, but not its last label alone ("org").  False if a taker said so.
 */
bool words_each(const char *name_fold, const char *email_fold, word_taker take, void *arg);

/* What somebody typed, folded and parted at blanks. */
struct words {
	size_t n;
	const char *word[WORDS_MAX];
	char text[NAME_FOLD];
};
/* False if there are more than WORDS_MAX. */
bool words_split(const char *text, struct words *words);

/* Does each of the words begin a word of that person? */
bool words_match(const struct words *words, const char *name_fold, const char *email_fold);

#endif
