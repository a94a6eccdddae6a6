/*
 * Data on standard output: a table for people, JSON, or CSV.
 *
 * Commands hand over what the engine gave and the description of it.  Amounts are
 * in major units in tables and CSV.  Functions take JSON over unless it is const,
 * and return BO_NO_MEMORY if building it failed.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/object/object.h"

/* n structs of the object.  The list is whole unless --limit cut it: then JSON has "more":true
 * beside it, and standard error says so. */
enum bo_status out_list(struct cli *cli, const struct object *object, const void *rows,
			size_t n) BO_CHECKED;
/* A command that does no more than print what one call of the engine lists: a function of this
 * name, within which the struct of that tag is called found. */
#define LISTS(name, list, object, call)                                                            \
	static enum bo_status name(struct cli *cli)                                                \
	{                                                                                          \
		struct list found = { 0 };                                                         \
		enum bo_status status = call;                                                      \
                                                                                                   \
		return status ? status : out_list(cli, &object, found.row, found.n);               \
	}
/* The same for what is JSON already. */
enum bo_status out_array(struct cli *cli, const struct object *object, json_t *list) BO_CHECKED;
/* One object; the table has a line for each column. */
enum bo_status out_object(struct cli *cli, const char *key, const struct object *object,
			  json_t *one) BO_CHECKED;
/* A table or CSV of rows, in any format. */
enum bo_status out_rows(struct cli *cli, const struct object *object,
			const json_t *list) BO_CHECKED;
/* The same of all the structs, in tables and CSV. */
enum bo_status out_whole(struct cli *cli, const struct object *object, const void *rows,
			 size_t n) BO_CHECKED;
/* Something was done to an object: people read the sentence, programs the object. */
enum bo_status out_done(struct cli *cli, const char *key, json_t *object, const char *format, ...)
	BO_PRINTF(4, 5) BO_CHECKED;
/* Leaves of a list what --limit allows; true when more was there, which is said. */
bool out_cut(struct cli *cli, json_t *list);
/* A whole JSON document as it is, in JSON format only. */
enum bo_status out_json(struct cli *cli, json_t *whole) BO_CHECKED;
/* The same of one value under its key. */
enum bo_status out_one(struct cli *cli, const char *key, json_t *value) BO_CHECKED;
/* A line of text, cleaned for the terminal; in the table format only. */
void out_line(struct cli *cli, const char *format, ...) BO_PRINTF(2, 3);

/* "40.00" in the arena; never NULL. */
const char *out_money(struct cli *cli, int64_t amount);
/* "Sun" is 0. */
const char *out_weekday(int day);
/* "Mon 2026-01-05 20:00" in the arena; never NULL. */
const char *out_when(struct cli *cli, int64_t when, const char *zone);
/* "Hamlet Mon 2026-01-05 20:00"; "" without a show. */
const char *out_performance(struct cli *cli, const char *show, int64_t at, const char *zone);

/* A bo_progress that says how far long work is, where a person watches. */
bool out_progress(void *arg, int64_t done, int64_t total);

/* Before anything is written. */
void out_open(void);
/* False when standard output took not all of it; errno says why. */
bool out_close(void);

#endif
