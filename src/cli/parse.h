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

enum bo_status read_word(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_number(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_id(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_money(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_day(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_time(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_clock(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_span(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_weekdays(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_moment(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_past(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_bound(struct cli *cli, struct value *value, size_t i) BO_CHECKED;
enum bo_status read_tender(struct cli *cli, struct value *value, size_t i) BO_CHECKED;

enum bo_status parse_money(struct cli *cli, const char *field, const char *text,
			   int64_t *amount) BO_CHECKED;
/* "2 Adult General" taken apart; name is borrowed from text. */
enum bo_status parse_wish(struct cli *cli, const char *text, int64_t *qty,
			  const char **name) BO_CHECKED;
/* Whether a word is such a wish rather than the name of a performance. */
bool looks_like_wish(const char *text);

#endif
