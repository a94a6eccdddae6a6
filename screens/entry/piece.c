/*
 * Pieces of the entry line, and what is said of them.
 */
#include "entry/reading.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void entry_wrong(struct sell_entry *e, const char *format, ...)
{
	va_list args;

	e->act = SELL_WRONG;
	e->n_terms = 0;
	va_start(args, format);
	vsnprintf(e->fault, sizeof e->fault, format, args);
	va_end(args);
}

const char *entry_quoted(const char *text, char piece[ENTRY_PIECE])
{
	char clean[SELL_TEXT + 1];
	size_t n;

	bo_text_clean(text, clean, sizeof clean);
	n = bo_text_prefix(clean, bo_text_columns(clean) > 20 ? 19 : 20);
	if (n > 36)
		n = 0; /* marks upon marks */
	snprintf(piece, ENTRY_PIECE, "%.*s%s", (int)n, clean, clean[n] ? "…" : "");
	return piece;
}

bool entry_number(const char **text, int64_t *number)
{
	int64_t value = 0;

	if (!entry_is_digit(**text))
		return false;
	for (; entry_is_digit(**text); (*text)++)
		if (value <= SELL_QTY_MAX)
			value = value * 10 + (**text - '0');
	*number = value;
	return true;
}

bool entry_add_term(struct sell_entry *e, size_t offer, int64_t qty)
{
	if (qty > SELL_QTY_MAX)
		entry_wrong(e, "That is far too many.");
	else if (e->n_terms == SELL_TERMS)
		entry_wrong(e, "At most %d types at once.", SELL_TERMS);
	else
		e->term[e->n_terms++] = (struct sell_term){ offer, qty };
	return e->act != SELL_WRONG;
}

bool entry_has_gap(const char *text)
{
	for (const char *gap = text; (gap = strchr(gap, ' ')) != NULL;) {
		bool after_digit = gap > text && entry_is_digit(gap[-1]);

		gap += strspn(gap, " ");
		if (after_digit && entry_is_digit(*gap))
			return true;
	}
	return false;
}

void entry_trim(const char *text, char *line, size_t size)
{
	size_t n;

	while (isspace((unsigned char)*text))
		text++;
	n = strlen(text);
	while (n > 0 && isspace((unsigned char)text[n - 1]))
		n--;
	n = n < size ? n : size - 1;
	memmove(line, text, n);
	line[n] = '\0';
}
