/*
 * Where words begin.  One function says it for filling the index and for judging
 * what the index finds, so that both always agree.
 */
#include "people/words.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <string.h>

enum { PHONE_LEAST = 3 }; /* digits; fewer begin half of all numbers */

static bool is_mark(char c)
{
	return ispunct((unsigned char)c) != 0;
}

/* The token and what follows each mark in it. */
static bool beginnings(const char *token, word_taker take, void *arg)
{
	if (!take(arg, token))
		return false;
	for (const char *p = token; *p; p++)
		if (is_mark(p[0]) && p[1] && !is_mark(p[1]) && !take(arg, p + 1))
			return false;
	return true;
}

static bool name_token(char *token, word_taker take, void *arg)
{
	size_t kept = 0;

	if (!beginnings(token, take, arg))
		return false;
	for (const char *p = token; *p; p++)
		if (!is_mark(*p))
			token[kept++] = *p;
	if (!token[kept] || kept == 0)
		return true;
	token[kept] = '\0';
	return take(arg, token);
}

struct email_taker {
	word_taker take;
	void *arg;
};

/* "org" alone would be a word of half the town. */
static bool take_email(void *arg, const char *word)
{
	struct email_taker *email = arg;

	return strpbrk(word, "@.") ? email->take(email->arg, word) : true;
}

static bool email_words(const char *emails, word_taker take, void *arg)
{
	struct email_taker taker = { take, arg };

	for (const char *at = emails; *at; at += strspn(at, " ")) {
		char one[NAME_FOLD];
		struct bo_buf buf = BO_BUF(one);
		size_t n = strcspn(at, " ");

		bo_buf_addn(&buf, at, n);
		at += n;
		if (!beginnings(one, take_email, &taker))
			return false;
	}
	return true;
}

bool words_each(const struct person *person, word_taker take, void *arg)
{
	char name[NAME_FOLD];
	struct bo_buf buf = BO_BUF(name);
	char *rest = name, *token;

	bo_buf_add(&buf, person->name_fold);
	while ((token = strsep(&rest, " ")))
		if (*token && !name_token(token, take, arg))
			return false;
	return email_words(person->emails, take, arg);
}

/* The digits of a folded text into a buffer; how many there are. */
static size_t digits_of(const char *text, char *digits, size_t size)
{
	size_t n = 0, skipped;

	for (const char *c = text; *c; c++)
		if (isdigit((unsigned char)*c) && n + 1 < size)
			digits[n++] = *c;
	digits[n] = '\0';
	skipped = n > 2 && strncmp(digits, "00", 2) == 0 ? 2 : 0;
	memmove(digits, digits + skipped, n - skipped + 1);
	return n;
}

void phone_fold(const char *phone, char digits[PHONE_DIGITS])
{
	char fold[NAME_FOLD];

	bo_text_fold(phone, fold, sizeof fold);
	digits_of(fold, digits, PHONE_DIGITS);
}

/* Of digits and of what stands between those of a phone. */
static bool is_phone(const char *text)
{
	return *text && !text[strspn(text, "0123456789+-()/. ")];
}

static const char *add_digits(struct words *words, size_t *used, const char *word)
{
	char *at = words->digit_text + *used;
	size_t room = sizeof words->digit_text - *used;

	if (!is_phone(word) || digits_of(word, at, room) < PHONE_LEAST)
		*at = '\0';
	*used += strlen(at) + 1;
	return at;
}

bool words_split(const char *text, struct words *words)
{
	char *rest = words->text, *token;
	size_t used = 0;

	bo_text_fold(text, words->text, sizeof words->text);
	words->n = 0;
	if (is_phone(words->text) && strchr(words->text, ' ')) {
		char *end = words->text;

		for (const char *c = words->text; *c; c++)
			if (*c != ' ')
				*end++ = *c;
		*end = '\0';
	}
	while ((token = strsep(&rest, " "))) {
		if (!*token)
			continue;
		if (words->n == WORDS_MAX)
			return false;
		words->digits[words->n] = add_digits(words, &used, token);
		words->word[words->n++] = token;
	}
	return true;
}

/* True as long as the wanted word does not begin the given one. */
static bool goes_on(void *arg, const char *word)
{
	const char *wanted = arg;

	return strncmp(word, wanted, strlen(wanted)) != 0;
}

bool words_match(const struct words *words, const struct person *person)
{
	for (size_t i = 0; i < words->n; i++) {
		char wanted[NAME_FOLD];
		struct bo_buf buf = BO_BUF(wanted);
		const char *digits = words->digits[i];

		if (*digits && strncmp(person->phone_digits, digits, strlen(digits)) == 0)
			continue;
		bo_buf_add(&buf, words->word[i]);
		if (words_each(person, goes_on, wanted))
			return false;
	}
	return true;
}
