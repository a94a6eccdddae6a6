/*
 * One file after the other through the importer, for tests that are tables: what
 * it was taken for, and what became of its rows.
 */
#ifndef SUPPORT_LIST_FILE_H
#define SUPPORT_LIST_FILE_H

#include <boxoffice/boxoffice.h>

struct list_file {
	struct bo *bo;
	int64_t list; /* an empty audience */
	char folder[400], path[500];
	struct bo_arena arena;
	/* Of the last file: */
	struct bo_import_options options; /* set between two files, where guessing is not wanted */
	struct bo_import *import;
	struct bo_import_tally tally;
};

void list_file_begin(struct list_file *file);
void list_file_end(struct list_file *file);
/* Writes the file, opens and reads it; its faults are in tally.  A refusal is the sentence; "": it
 * was read. */
const char *list_file_read(struct list_file *file, enum bo_import_kind kind, const void *bytes,
			   size_t n);
/* "Nr. → code, …" of the last one, "" if it was refused. */
const char *list_file_understood(struct list_file *file);
/* Takes the last one in, which must have no wrong row, and answers a query of one text, with rows
 * parted by "; ". */
const char *list_file_rows(struct list_file *file, const char *query);
/* Forgets members, patrons and what was remembered. */
void list_file_forget(struct list_file *file);

#endif
