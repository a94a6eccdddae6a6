/*
 * Where words begin.  One function says it for filling the index and for judging
 * what the index finds, so that both always agree.
 */
#include "people/words.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <string.h>

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

bool words_each(const char *name_fold, const char *email_fold, word_taker take, void *arg)
{
	char name[NAME_FOLD];
	struct bo_buf buf = BO_BUF(name);
	struct email_taker email = { take, arg };
	char *rest = name, *token;

	bo_buf_add(&buf, name_fold);
	while ((token = strsep(&rest, " ")))
		if (*token && !name_token(token, take, arg))
			return false;
	return !*email_fold || beginnings(email_fold, take_email, &email);
}

bool words_split(const char *text, struct words *words)
{
	char *rest = words->text, *token;

	bo_text_fold(text, words->text, sizeof words->text);
	words->n = 0;
	while ((token = strsep(&rest, " "))) {
		if (!*token)
			continue;
		if (words->n == WORDS_MAX)
			return false;
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

bool words_match(const struct words *words, const char *name_fold, const char *email_fold)
{
	for (size_t i = 0; i < words->n; i++) {
		char wanted[NAME_FOLD];
		struct bo_buf buf = BO_BUF(wanted);

		bo_buf_add(&buf, words->word[i]);
		if (words_each(name_fold, email_fold, goes_on, wanted))
			return false;
	}
	return true;
}
