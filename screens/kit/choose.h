/*
 * Choosers: a list in a dialog that is narrowed by typing, and one of its rows is taken; or several
 * are marked, and F9 takes them.
 *
 * Whoever asks makes the rows and lets go of them.  They belong to the list, with all their text,
 * until done() has heard the answer; then their ids are all that is needed.
 */
#ifndef SCREENS_KIT_CHOOSE_H
#define SCREENS_KIT_CHOOSE_H

#include "frame/app.h"

#include "ui/widget/list.h"

#include <boxoffice/performance.h>

enum { CHOOSE_COLUMNS = 6, CHOOSE_UNCOUNTED = -1 };

struct choose_row {
	int64_t id;
	int kind;		 /* the asker's */
	const char *text;	 /* its cells, see choose_add() */
	enum ui_role role, last; /* of the row; of its last cell (UI_ROLE_NORMAL: as the row) */
	bool marked;
};

struct choose {
	const char *title;		 /* lent until it is open */
	const struct ui_column *columns; /* end with one without a title */
	const char *empty;		 /* said when no row fits */
	const char *query;		 /* typed already; may be NULL */
	const char *new_label;		 /* what F6 makes; NULL: nothing */
	int64_t at;			 /* the row one stands on at first; 0: the first */
	bool to_read;	  /* a report: nothing is chosen, so what is typed ahead is let go */
	bool by_name;	  /* what is typed is sought in the first cell alone */
	bool several;	  /* with marks */
	const char *none; /* what it means that none is marked: "everything"; NULL: one must be */
	int64_t more;	  /* rows that are not shown, or CHOOSE_UNCOUNTED */

	/* private */
	struct bo_arena arena;
	struct choose_row *row;
	size_t n;
	bool full;     /* no memory was left for one of them */
	size_t *shown; /* places of those that fit what is typed; NULL: all do */
	const struct choose_search *search;
	void *seeker;
};

/* Result; NULL after Esc. */
struct chosen {
	int64_t id;		      /* of the row; 0: there is none */
	const struct choose_row *row; /* NULL: there is none */
	bool make_new;		      /* F6 instead */
	const char *query;	      /* what was typed */
	const struct choose_row *all; /* with marks: all rows, those chosen are marked */
	size_t n;
};

/*
 * One more row: its cells with a tab between them.  What stands behind the last column is not
 * shown, but found.  What is typed is sought in all cells but those to the right, which are
 * numbers.  Never NULL; the pointer is good until the next row.
 */
struct choose_row *choose_add(struct choose *choose, int64_t id, const char *format, ...)
	BO_PRINTF(3, 4);
/* Its first cell, without the blanks before it; cut at whole characters. */
void choose_name(const struct choose_row *row, char *name, size_t size);
/* Opens it, if status, that of fetching the rows, is BO_OK; else says why not.  done() hears tag.
 */
unsigned choose_open(struct screen *screen, struct choose *choose, enum bo_status status, int tag);

/* --- Performances: those that the engine lists for that purpose --- */

/* first: a row above them, with id 0; NULL: none. */
unsigned choose_performance(struct screen *screen, const char *title,
			    enum bo_performance_purpose purpose, const char *first, int tag);
/* Any number of them, of which some may be marked already. */
unsigned choose_performances(struct screen *screen, const char *title,
			     enum bo_performance_purpose purpose, const int64_t *marked, size_t n,
			     int tag);

/* --- People, found as one types without a key waiting for it --- */

struct choose_person {
	const char *title;
	const char *words;     /* typed already; may be NULL */
	const char *nobody;    /* a row with id 0 while nothing is typed; NULL: none */
	const char *new_label; /* what F6 makes; NULL: nothing */
	int64_t without;       /* who is left out; 0: nobody is */
};
unsigned choose_person(struct screen *screen, const struct choose_person *what, int tag);
/* The only one whom the words find; 0: nobody, or several. */
int64_t choose_only_person(struct screen *screen, const char *words);

/* --- Rows that are sought, for choosers.c --- */

struct choose_search {
	void (*begin)(struct choose *, const char *words); /* clears the rows and makes the first */
	bool (*goes_on)(const struct choose *);
	void (*more)(struct choose *); /* some milliseconds of it */
	void (*end)(struct choose *);
};
/* Lets all rows go. */
void choose_clear(struct choose *choose);

#endif
