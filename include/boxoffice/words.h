/*
 * An enum that is stored or shown, out of one list of its values:
 *
 *   #define BO_TENDER_LIST(X) X(BO_TENDER_CASH, "cash", "Cash") …
 *   BO_WORDS(bo_tender_kind, bo_tender, BO_TENDER)
 *
 * makes enum bo_tender_kind with BO_TENDER_COUNT at its end, bo_tender_code() and
 * bo_tender_label() of a value, "" for what is none, and bo_tender_from_code(): the
 * value of a stored code; of one that is unknown or NULL the value whose code is "",
 * and where there is none the count.
 */
#ifndef BOXOFFICE_WORDS_H
#define BOXOFFICE_WORDS_H

#include <string.h>

/* Entries of the tables; more than these a list may have behind them. */
#define BO_WORD_NAME(name, ...) name,
#define BO_WORD_CODE(name, ...) [name] = BO_WORD_FIRST(__VA_ARGS__, ),
#define BO_WORD_LABEL(name, code, ...) [name] = BO_WORD_FIRST(__VA_ARGS__, ),
#define BO_WORD_FIRST(first, ...) first

#define BO_WORD_TABLE(function, tag, LIST, WORD)                                                   \
	static inline const char *function(enum tag value)                                         \
	{                                                                                          \
		static const char *const words[] = { LIST##_LIST(WORD) };                          \
                                                                                                   \
		return (unsigned)value < LIST##_COUNT ? words[value] : "";                         \
	}

/* These have no labels. */
#define BO_CODES(tag, subject, LIST)                                                               \
	enum tag { LIST##_LIST(BO_WORD_NAME) LIST##_COUNT };                                       \
	BO_WORD_TABLE(subject##_code, tag, LIST, BO_WORD_CODE)                                     \
	static inline enum tag subject##_from_code(const char *code)                               \
	{                                                                                          \
		int i = 0;                                                                         \
                                                                                                   \
		while (i < LIST##_COUNT &&                                                         \
		       (!code || strcmp(code, subject##_code((enum tag)i)) != 0))                  \
			i++;                                                                       \
		if (i == LIST##_COUNT && !*subject##_code((enum tag)0))                            \
			i = 0;                                                                     \
		return (enum tag)i;                                                                \
	}

#define BO_WORDS(tag, subject, LIST)                                                               \
	BO_CODES(tag, subject, LIST)                                                               \
	BO_WORD_TABLE(subject##_label, tag, LIST, BO_WORD_LABEL)

#endif
