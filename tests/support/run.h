/*
 * The real program run by command line: what it says, how it ends, and what it
 * leaves in the store.
 *
 * Every test has a folder of its own, with HOME and the XDG folders inside it,
 * and no terminal.  Anything that cannot be set up ends the test.
 */
#ifndef SUPPORT_RUN_H
#define SUPPORT_RUN_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct run {
	char *folder;	      /* of this test */
	char *store;	      /* BOXOFFICE_STORE; made by the test */
	const char *pin;      /* BOXOFFICE_PIN; NULL: not set */
	const char *reader;   /* who acts where a line names nobody, with PIN 3333; NULL: nobody */
	const char *new_pin;  /* BOXOFFICE_NEW_PIN; NULL: not set */
	const char *approve;  /* BOXOFFICE_APPROVE_PIN; NULL: not set */
	const char *input;    /* text on standard input; NULL: none */
	const char *out_file; /* standard output goes there instead; "" closes it */
	long file_limit;      /* no file may grow beyond so many bytes; 0: no limit */
	bool no_store;	      /* BOXOFFICE_STORE is not set */

	int code; /* exit code of the last run, 128 + signal when it was killed */
	char *out, *err;
};

/* An empty folder, nothing in it. */
struct run *run_new(void);
/* A training store "store.db" with a manager Morgan (PIN 3333), a clerk Casey (1111), a supervisor
 * Sam (2222), season Winter (2026), Main House of 100 in Europe/Berlin, Hamlet on Mon 5 and Tue 6
 * January 2026 at 20:00, Adult General 40.00 and Youth General 25.00 (30 a performance) until 3
 * hours before.  Where a line names nobody Morgan acts. */
struct run *run_office(void);
/* Removes the folder.  NULL is fine. */
void run_end(struct run *run);

/* Path of the program: beside the tests unless BOXOFFICE names another. */
const char *run_program(void);
/* Runs a line; words are parted by blanks, quoted by '…' or "…".  Returns the exit code. */
int run_line(struct run *run, const char *line);
/* argv without the program's name, ended by NULL. */
int run_words(struct run *run, const char *const *words);
/* The line must end with code 0; fails the test with what it said otherwise. */
void run_ok(struct run *run, const char *line);
/* As run_ok(), with --format json; the caller frees. */
json_t *run_json(struct run *run, const char *line);
/* With --format json it must end with code and print one object; the caller frees. */
json_t *run_says(struct run *run, int code, const char *line);

/* A file in the folder, by name, borrowed until the next call. */
const char *run_path(struct run *run, const char *name);
void run_write(struct run *run, const char *name, const void *bytes, size_t size);
/* All that is in a store, as text; the caller frees. */
char *run_dump(const char *store);
/* What sqlite3 answers; the caller frees. */
char *run_sql(const char *store, const char *sql);
/* It must answer this of the run's store; several rows with a blank between them. */
void run_sql_is(struct run *run, const char *sql, const char *wanted);
/* True when text holds no control character but line ends and tabs, and is UTF-8. */
bool run_is_clean(const char *text);

/* run_ok() of several lines, one a string, ended by NULL. */
void run_all(struct run *run, const char *const *lines);

#endif
