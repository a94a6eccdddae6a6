/*
 * What the files that read the entry line share: piece.c has its pieces,
 * entry.c decides by the shape which of them reads, money.c reads amounts and payments, names.c
 * offers by their names.
 */
#ifndef SCREENS_ENTRY_READING_H
#define SCREENS_ENTRY_READING_H

#include "entry/entry.h"

/* Nothing can be done with the line, for that reason; no terms stand. */
__attribute__((format(printf, 2, 3))) void entry_wrong(struct sell_entry *entry, const char *format,
						       ...);
/* A piece of what was typed, short enough for a sentence and safe to show. */
enum { ENTRY_PIECE = 44 };
const char *entry_quoted(const char *text, char piece[ENTRY_PIECE]);
/* Without blanks at its ends; line may be text. */
void entry_trim(const char *text, char *line, size_t size);
/* "40 1" is two numbers that lost their sign, never 401. */
bool entry_has_gap(const char *text);
static inline bool entry_is_digit(char c)
{
	return c >= '0' && c <= '9';
}
/* Digits at *text; false when there are none.  Too many become more than anything allowed. */
bool entry_number(const char **text, int64_t *number);
/* False: there were too many already, or these are. */
bool entry_add_term(struct sell_entry *entry, size_t offer, int64_t qty);

/* --- money.c --- */
/* Cash given: "80", "80,50". */
void entry_amount(struct sell_entry *entry, const struct sell_facts *facts, const char *text);
/* Behind "-" or "--": nothing, an amount, a reference, or "20:77". */
void entry_payment(struct sell_entry *entry, const struct sell_facts *facts, enum sell_act act,
		   const char *text);
/* "cash", "card 20", "$50": false when it is none of that. */
bool entry_money_words(struct sell_entry *entry, const struct sell_facts *facts, const char *text);

/* --- names.c --- */
/* "2 adults", "2 adult 1 youth". */
void entry_names(struct sell_entry *entry, const struct sell_facts *facts, const char *text);

#endif
