/*
 * Data on standard output: a table for people, JSON, or CSV.
 *
 * Commands hand over JSON and say which of its keys make columns; the table
 * and the CSV are made from that.  Amounts are in major units there.  All
 * functions take the JSON over and return BO_NO_MEMORY if building it failed.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/cli.h"

enum cell {
	CELL_TEXT,
	CELL_BRIEF,  /* a text cut with "…" in a table */
	CELL_NUMBER, /* null: "" */
	CELL_LIMIT,  /* null: "none" */
	CELL_MONEY,
	CELL_MONEY_LIMIT, /* null: "none" */
	CELL_WHEN,
	CELL_FLAG, /* "yes" or ""; "no" where it has a line of its own */
	CELL_NAMES /* an array of texts or numbers */
};

struct column {
	const char *title, *key;
	enum cell cell;
};

/* A list is whole unless --limit cut it: then JSON has "more":true beside it, and standard error
 * says so. */
enum bo_status out_list(struct cli *cli, const char *key, json_t *list,
			const struct column *columns, size_t n) BO_CHECKED;
/* One object; the table has a line for each column. */
enum bo_status out_object(struct cli *cli, const char *key, json_t *object,
			  const struct column *columns, size_t n) BO_CHECKED;
/* Something was done to an object: people read the sentence, programs the object. */
enum bo_status out_done(struct cli *cli, const char *key, json_t *object, const char *format, ...)
	BO_PRINTF(4, 5) BO_CHECKED;
/* Leaves of a list what --limit allows; true when more was there, which is said. */
bool out_cut(struct cli *cli, json_t *list);
/* A whole JSON document as it is, in JSON format only. */
enum bo_status out_json(struct cli *cli, json_t *whole) BO_CHECKED;
/* A line of text, cleaned for the terminal; in the table format only. */
void out_line(struct cli *cli, const char *format, ...) BO_PRINTF(2, 3);

/* A table or CSV of rows, whatever the key. */
enum bo_status out_rows(struct cli *cli, json_t *list, const struct column *columns,
			size_t n) BO_CHECKED;

/* "40.00" in the arena; never NULL. */
const char *out_money(struct cli *cli, int64_t amount);
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

#define OUT_COLUMNS(array) array, sizeof(array) / sizeof *(array)

#endif
