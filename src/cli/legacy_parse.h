/*
 * What a person typed, as a value: numbers, amounts, times, wishes, tenders.
 * Every function says what is wrong with it, naming the field, or fills its
 * out-parameter.  A missing option is BO_NONE or NULL unless it is said to be
 * needed.
 */
#ifndef CLI_LEGACY_PARSE_H
#define CLI_LEGACY_PARSE_H

#include "cli/legacy.h"
#include "cli/parse.h"

/* A whole number in low..high. */
enum bo_status parse_number(struct cli *cli, const char *field, const char *text, int64_t low,
			    int64_t high, int64_t *number) BO_CHECKED;
/* The same of an option; *number stays where it was not given. */
enum bo_status option_number(struct cli *cli, enum option option, int64_t low, int64_t high,
			     int64_t *number) BO_CHECKED;
/* As option_number(), or the word "none", which gives none_is. */
enum bo_status option_limit(struct cli *cli, enum option option, int64_t low, int64_t high,
			    int64_t none_is, int64_t *number) BO_CHECKED;
enum bo_status option_money(struct cli *cli, enum option option, int64_t *amount) BO_CHECKED;
/* yes 1, no 0, not given -1. */
enum bo_status option_yes_no(struct cli *cli, enum option option, int *flag) BO_CHECKED;
/* How many rows to ask for: --limit and one more, by which out_cut() sees that some are left out;
 * 0: all. */
enum bo_status option_rows(struct cli *cli, size_t *rows) BO_CHECKED;
/* BO_INVALID when it was not given. */
enum bo_status option_needed(struct cli *cli, enum option option, const char **value) BO_CHECKED;

enum bo_status parse_when(struct cli *cli, const char *field, const char *text, const char *zone,
			  int64_t *when) BO_CHECKED;
/* The same; a time alone is one of the day on which there is. */
enum bo_status parse_when_on(struct cli *cli, const char *field, const char *text, int64_t there,
			     const char *zone, int64_t *when) BO_CHECKED;
/* A day or a time; a day means its first second, or its last if last. */
enum bo_status option_moment(struct cli *cli, enum option option, const char *zone, bool last,
			     int64_t *when) BO_CHECKED;
/* A day of the calendar as "YYYY-MM-DD"; NULL where it was not given, and "none" stays. */
enum bo_status option_date(struct cli *cli, enum option option, const char **day) BO_CHECKED;
/* A day as such, which each house has at its own time, or a moment; the other stays NULL, BO_NONE.
 */
enum bo_status option_day_or_moment(struct cli *cli, enum option option, const char **day,
				    int64_t *when) BO_CHECKED;

/* "2 Adult General" taken apart; name is borrowed from text. */
/* Whether a word is such a wish rather than the name of a performance. */
/* "cash:100.00", "card:20.00:REF"; the reference lives in the arena. */
enum bo_status parse_tender(struct cli *cli, const char *text, struct bo_tender *tender) BO_CHECKED;
/* All of --pay, or of another option that takes tenders. */
enum bo_status option_tenders(struct cli *cli, enum option option, const struct bo_tender **tenders,
			      size_t *n) BO_CHECKED;
/* Where the money of a refund goes: --to KIND:AMOUNT several times, or all of it as --pay KIND;
 * none: as it came. */
enum bo_status option_back(struct cli *cli, const struct bo_tender **to, size_t *n) BO_CHECKED;

#endif
