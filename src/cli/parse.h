/*
 * What a person typed, as a value: words, numbers, amounts, times, tenders.
 *
 * A reader takes text i of a value and fills number i, row i, or changes the text, as
 * its kind says (commands.h), or says what is wrong with it, naming the field.
 */
#ifndef CLI_PARSE_H
#define CLI_PARSE_H

#include "cli/given.h"

enum { WISH_MAX = 100000 };

read_text read_word, read_number, read_id, read_money, read_day, read_time, read_clock, read_span,
	read_weekdays, read_moment, read_past, read_bound, read_tender;

enum bo_status parse_money(struct cli *cli, const char *field, const char *text,
			   int64_t *amount) BO_CHECKED;
/* "2 Adult General" taken apart; name is borrowed from text. */
enum bo_status parse_wish(struct cli *cli, const char *text, int64_t *qty,
			  const char **name) BO_CHECKED;
/* Whether a word is such a wish rather than the name of a performance. */
bool looks_like_wish(const char *text);

#endif
