/*
 * Rows of a CSV file, one after the other, in memory that does not grow with it; and the cells of
 * those that we write.  The room knows text files, and nothing of what stands in them.
 *
 * Splitting is libcsv's, in its strict mode; here are the lines, the limits, and
 * how reading goes on behind a row that is no CSV.
 */
#ifndef CSV_CSV_H
#define CSV_CSV_H

#include <boxoffice/import.h>

/* One file being read. */
struct csv;

struct csv_cell {
	const char *text; /* UTF-8 but for DECODE_BROKEN and DECODE_NUL; never a NUL inside */
	size_t bytes;	  /* it had; text has no more than BO_IMPORT_CELL_MAX of them */
};

enum csv_fault { CSV_SOUND, CSV_QUOTES /* a quote left open, or in a bare cell */, CSV_LONG };

struct csv_row {
	int64_t line;	   /* where it begins, from 1 */
	int64_t at, bytes; /* of the decoded text, with the line's end */
	enum csv_fault fault;
	size_t n;    /* cells it had; of those only the first are kept */
	size_t full; /* up to the last one that has anything in it */
	struct csv_cell cell[BO_IMPORT_COLUMNS];
};

/* Reads fd, borrowed, from its beginning.  NULL: no memory. */
struct csv *csv_open(int fd, enum bo_encoding encoding, char separator);
void csv_close(struct csv *csv); /* NULL is fine */

enum csv_result { CSV_ROW, CSV_END, CSV_FAILED /* errno says why */ };
/* The next row that has anything in it; borrowed until the next call. */
enum csv_result csv_next(struct csv *csv, const struct csv_row **row);
/* The text of a cell without the apostrophe that bo_csv_cell() may have put in front of it. */
const char *csv_unguarded(const char *text);
/* Bytes of the file read so far. */
int64_t csv_read(const struct csv *csv);
/* A hash of all bytes of the file, known at its end. */
enum { CSV_HASH = 32 };
void csv_hash(struct csv *csv, unsigned char hash[CSV_HASH]);

/* What parts the cells of a file, told from all of it, piece by piece, as UTF-8 or another text
 * that is ASCII where it can be.  Zeroed it is ready. */
enum { CSV_SEPARATORS = 4, CSV_COUNTS = 64 };
struct csv_guess {
	size_t rows, length; /* whole ones; of the row that goes on */
	bool quoted, after_quote;
	unsigned char last;
	struct csv_part {
		size_t rows[CSV_COUNTS]; /* that have so many, up to the last */
		size_t now, all;	 /* of this row; of all */
		size_t inside;		 /* of all those between digits or before a blank */
		size_t whole, torn;	 /* e-mails that its cells hold; that are not alone there */
		bool mail, other;	 /* the cell has an @; a sign that would part others */
	} part[CSV_SEPARATORS];
};
void csv_guess_feed(struct csv_guess *guess, const char *text, size_t n);
/* ',' if nothing parts anything. */
char csv_guess_end(struct csv_guess *guess);
/* The same of a text that is whole. */
char csv_guess_separator(const char *text, size_t n);

#endif
