/*
 * The words a person is found by.
 */
#ifndef PEOPLE_WORDS_H
#define PEOPLE_WORDS_H

#include "spelling/name.h"

#include <boxoffice/arena.h>

enum {
	WORDS_MAX = 16,		  /* of one search */
	PHONE_DIGITS = 48,	  /* bytes of a phone's digits with the terminator */
	PERSON_EMAILS = 16 * 1024 /* bytes of all e-mails of somebody, folded */
};

/* What of a person can be found, as the store has it. */
struct person {
	const char *name_fold;
	const char *emails;	  /* folded, the first and all others, with blanks between */
	const char *phone_digits; /* "" if none */
};

/* Called with each word, borrowed; false ends it. */
typedef bool (*word_taker)(void *arg, const char *word);

/*
 * Every place in a folded name and its e-mails where a word begins, up to the next blank: "zoe",
 * "o'hara", "hara", and "ohara" for those who leave out what is between; of an e-mail whatever
 * follows a mark, but not its last label alone ("org").  These are the rows of patron_word; a
 * phone has none there, its digits are an index of their own.  False if a taker said so.
 */
bool words_each(const struct person *person, word_taker take, void *arg);

/* What is left of a phone to compare it: its digits, without the zeros that lead abroad. */
void phone_fold(const char *phone, char digits[PHONE_DIGITS]);

/* What somebody typed, folded and parted at blanks.  Nothing but digits and the marks of phones is
 * one word, however it was parted: "0171 234-56". */
struct words {
	size_t n;
	const char *word[WORDS_MAX];
	const char *digits[WORDS_MAX]; /* "" unless it may be the beginning of a phone */
	char text[NAME_FOLD], digit_text[NAME_FOLD + WORDS_MAX];
};
/* False if there are more than WORDS_MAX. */
bool words_split(const char *text, struct words *words);

/* Does each of the words begin a word of that person, or the digits of their phone? */
bool words_match(const struct words *words, const struct person *person);

#endif
