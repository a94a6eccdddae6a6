/*
 * Inside of an import, for the files of this room: a file is read, its columns and rows are judged
 * and compared with the store, and then they become what target/ says, members or patrons.
 *
 * Rows that were read lie in temporary tables of the connection until they are
 * written, so that neither memory nor anybody else's lock grows with the file.
 * Several imports share the tables: each has numbers of its own, from base on.
 */
#ifndef IMPORT_READING_H
#define IMPORT_READING_H

#include "base/office.h"
#include "csv/csv.h"
#include "spelling/name.h"
#include "store/sql.h"
#include "store/words.h"

#include <boxoffice/audience.h>
#include <boxoffice/import.h>

#include <sys/stat.h>

enum {
	STEP_ROWS = 1000, /* of one bo_import_step(): some milliseconds */
	TITLES = 4096	  /* bytes of what a header row is known by */
};

/* What is to be done with a row that was read, by the numbers that statements name. */
enum verdict {
	ROW_NEW = 0,
	ROW_SAME = 1,
	ROW_CHANGED = 2,
	ROW_BACK = 3, /* was removed from the list */
	ROW_WRONG = 4
};

enum phase {
	PHASE_NEW,
	PHASE_READ,
	PHASE_MANGLED,
	PHASE_TWICE,
	PHASE_KNOWN,
	PHASE_DONE,
	PHASE_WRITTEN
};

/* Where a row stands in the file. */
struct place {
	int64_t line, at, bytes; /* at, bytes: of the decoded text */
};

struct last_row {
	int64_t n; /* 0: none */
	struct place place;
	int column;
	char value[80];
};

struct bo_import {
	struct bo *bo;
	struct bo_import_options options;
	char new_audience[BO_SHORT_NAME + 4]; /* of the options; "" if it is there already; with
						 room to see that one is too long */
	int fd;
	struct stat file;
	char *path;

	struct bo_arena arena; /* of the view */
	struct bo_import_view view;
	char titles[TITLES]; /* folded, what the mapping is remembered by */

	/* Reading on: all of it begins anew when an option changes. */
	enum phase phase;
	struct csv *csv;
	int64_t base, n;	   /* rows kept are base + 1 to base + n */
	int64_t at;		   /* of the phase: rows up to base + at are done */
	int64_t kept;		   /* of them not found wrong since */
	int64_t quantity;	   /* of the audience */
	int64_t rounded, digits;   /* codes of digits alone that look rounded; all so long */
	bool skip;		   /* the first line only says what parts cells */
	size_t wide;		   /* cells that a row may have, the empty ones of titles too */
	bool doubting;		   /* the encoding is guessed, so it is doubted by what it gives */
	struct last_row total;	   /* the last row that was kept, if it looks like a total */
	bool again;		   /* what is kept is of no use any more */
	struct place titles_place; /* of the header row */
	bool maybe_twice, empty;   /* some key may be there twice; the list has no rows at all */
	struct bo_import_tally tally;
	struct bo_row_fault *fault;
	unsigned char hash[CSV_HASH];
	unsigned char *seen; /* a Bloom filter of keys */
	uint64_t seen_bits;  /* a power of two */
	struct judged *judged;
};

/* --- titles.c: the words of title rows ---------------------------------------------------------
 */

/* How surely a title names a field; what it only resembles is a little less. */
enum { TITLE_MAYBE = 10, TITLE_FAIR = 20, TITLE_SURE = 30 };
/* 0: it does not. */
int title_names(const char *title, enum bo_import_field field);
/* The form titles are compared in: letters and digits. */
void title_fold(const char *title, char fold[NAME_FOLD]);

/* --- looks.c: what stands in columns -----------------------------------------------------------
 */

enum look {
	LOOKS_EMPTY,
	LOOKS_LIKE_MAIL,
	LOOKS_LIKE_NUMBER, /* digits alone */
	LOOKS_LIKE_CODE,
	LOOKS_LIKE_NAME,
	LOOKS_LIKE_PHONE,
	LOOKS_LIKE_TEXT
};
enum look look_of_cell(const char *text);
/* What most samples of a column look like, those from a row on. */
enum look look_of_column(const struct bo_import_view *view, size_t column, size_t from);
/* Are the samples running numbers: from no more than first_most on, by no more than step_most? */
bool counts_on(const struct bo_import_view *view, size_t column, int64_t first_most,
	       int64_t step_most);
/* Does the first row name the columns?  first: its cells. */
bool looks_like_titles(const struct bo_import *import, const char *const *first);

/* --- fields.c: what columns mean -------------------------------------------------------------- */

/* Fills fields and titles of a view whose samples are read and whose header is known. */
enum bo_status fields_guess(struct bo_import *import, const char *const *first) BO_CHECKED;
enum bo_status fields_remember(struct bo_import *import) BO_CHECKED;
/* Fails with what is missing and how the columns were understood. */
enum bo_status fields_missing(struct bo_import *import, const char *what) BO_CHECKED;

/* --- unwrap.c: what programs put around values -------------------------------------------------
 */

/* What a value is without it. */
struct unwrapped {
	const char *text;
	const char *name;	     /* that stood beside an e-mail; "" */
	enum bo_row_fault_kind kind; /* BO_ROW_FAULT_COUNT: sound */
	const char *more;	     /* how its sentence goes on; NULL */
};
/* May a value have anything around it?  Most have not. */
bool may_be_wrapped(enum bo_import_field field, const char *text);
/* Changes text; what it returns lies in there. */
void unwrap(enum bo_import_field field, char *text, struct unwrapped *out);

/* --- view.c: the beginning of the file -------------------------------------------------------- */

/* Looks at the file as the options say. */
enum bo_status view_make(struct bo_import *import) BO_CHECKED;

/* --- fault.c ---------------------------------------------------------------------------------- */

enum { WHY = 480 };

/* A fault of a row; column 0: of all of it.  more: how its sentence goes on, or NULL.  why collects
 * the sentences of a row; its first one counts the row. */
enum bo_status fault_add(struct bo_import *import, const struct place *place, int column,
			 enum bo_row_fault_kind kind, const char *value, const char *more,
			 struct bo_buf *why) BO_CHECKED;
/* Keeps a row that has faults for the file of bad rows.  whole: it is no CSV and goes into one
 * cell. */
enum bo_status fault_keep(struct bo_import *import, const struct place *place, bool whole,
			  const char *why) BO_CHECKED;
void fault_sort(struct bo_import *import);

/* --- stage.c: the temporary tables ------------------------------------------------------------ */

enum bo_status stage_begin(struct bo_import *import) BO_CHECKED;
/* Forgets the rows; last: no other import has any. */
void stage_end(struct bo_import *import, bool last);
/* The key two rows of a file may not share: asked before the row is kept. */
enum bo_status stage_seen(struct bo_import *import, const char *key) BO_CHECKED;
/* A row of this file that a query found, beside what it was found for. */
struct match {
	int64_t n, target;
	struct place place;
	const char *key, *value, *labels, *more;
	bool coded; /* known by its code; of a patron: by the e-mail */
	enum verdict verdict;
};
struct matches {
	struct bo_arena arena;
	size_t n;
	struct match *row;
};
#define MATCHES(matches, read) SQL_ROWS(&(matches).arena, (matches).row, (matches).n, read)
/* What every match begins with: the columns n, line, at, bytes. */
void stage_match(const struct sql_rows *rows, struct match *match);
/* Of two columns of a match: the first pair that differs, by the words of it, or NULL.  An empty
 * cell says nothing. */
struct compared {
	int row, known;
	const char *words;
};
const char *stage_difference(struct sql_rows *rows, const struct compared *pairs, size_t n);
/* Settles what a query found, unless status says that it failed, and forgets it. */
enum bo_status stage_settle(struct bo_import *import, struct matches *matches,
			    enum bo_status (*settle)(struct bo_import *, struct match *),
			    enum bo_status status) BO_CHECKED;
/* Looks for keys that are there twice, up to a row. */
enum bo_status stage_twice(struct bo_import *import, int64_t to) BO_CHECKED;
enum bo_status stage_mangled(struct bo_import *import, int64_t to) BO_CHECKED;
/* A row that was kept turns out wrong. */
enum bo_status stage_fault(struct bo_import *import, int64_t n, const struct place *place,
			   int column, enum bo_row_fault_kind kind, const char *value,
			   const char *more) BO_CHECKED;
enum bo_status stage_verdict(struct bo_import *import, int64_t n, enum verdict verdict,
			     int64_t target) BO_CHECKED;
/* The column of a field, from 1; 0: none. */
int import_column(const struct bo_import *import, enum bo_import_field field);
/* Notes how far the journals of all tills are. */
enum bo_status stage_look(struct bo_import *import) BO_CHECKED;
/* Has anybody since written what this import looked at? */
enum bo_status stage_stale(struct bo_import *import, bool *stale) BO_CHECKED;

/* --- judge.c: one row ------------------------------------------------------------------------- */

/* The cells of a row by their fields, trimmed, on one line; NULL where the field has no column. */
struct judged {
	struct place place;
	const char *text[BO_IMPORT_FIELD_COUNT];
	int column[BO_IMPORT_FIELD_COUNT]; /* from 1; 0: none */
	bool wrong;
	struct bo_buf why;
	char sentence[WHY];
	size_t used;
	char room[2 * BO_IMPORT_FIELD_COUNT * (BO_IMPORT_CELL_MAX + 1)]; /* two copies of each */
	const char *beside; /* a name that stood with the e-mail */
	char location[BO_IMPORT_CELL_MAX * 3 + 16];
	char name[BO_IMPORT_CELL_MAX * 3 + 16];
};

/* Looks at the last row once more, when no other follows. */
enum bo_status judge_last(struct bo_import *import) BO_CHECKED;
/* Judges a row and keeps it. */
enum bo_status judge_row(struct bo_import *import, const struct csv_row *row) BO_CHECKED;
/* fault.c: keeps a fault of one cell, or with BO_FIELD_NONE of the whole row. */
enum bo_status judge_fault(struct bo_import *import, enum bo_import_field field,
			   enum bo_row_fault_kind kind, const char *more) BO_CHECKED;

/* A text that a field may hold so many bytes of. */
struct judged_text {
	enum bo_import_field field;
	size_t max;
};
/* fault.c: what is wrong with texts by themselves.  *found: something is. */
enum bo_status judge_texts(struct bo_import *import, const struct judged_text *texts, size_t n,
			   bool *found) BO_CHECKED;
/* fault.c: "" where there is none. */
const char *judged_cell(const struct judged *judged, enum bo_import_field field);

/* --- target/: judging, comparing, writing ----------------------------------------------------- */

/* Puts the name together in text[BO_FIELD_NAME], of whatever parts it has. */
void judge_name(struct judged *judged);
enum bo_status members_judge(struct bo_import *import) BO_CHECKED;
enum bo_status members_known(struct bo_import *import, int64_t to) BO_CHECKED;
/* Has the list no row, not even removed ones? */
enum bo_status members_empty(struct bo_import *import, bool *empty) BO_CHECKED;
enum bo_status members_write(struct bo_import *import, int64_t to,
			     struct list_words *words) BO_CHECKED;
enum bo_status patrons_judge(struct bo_import *import) BO_CHECKED;
enum bo_status patrons_known(struct bo_import *import, int64_t to) BO_CHECKED;
enum bo_status patrons_write(struct bo_import *import, int64_t to) BO_CHECKED;

/* --- step.c ----------------------------------------------------------------------------------- */

/* Compares everything with the store once more. */
enum bo_status step_known(struct bo_import *import) BO_CHECKED;

/* --- bad_rows.c ------------------------------------------------------------------------------- */

/* Writes the bad rows to a new file beside path and forces it to disk; name receives what it is
 * called until it gets the name of path. */
enum { BAD_NAME = 4096 };
enum bo_status bad_rows_write(struct bo_import *import, const char *path,
			      char name[BAD_NAME]) BO_CHECKED;

#endif
