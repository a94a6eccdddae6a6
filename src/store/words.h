/*
 * The words of lists: an index that no engine makes, as texts are folded by the program.  It says
 * what nobody of a list has, not who has it, and so it stays small among millions.
 */
#ifndef STORE_WORDS_H
#define STORE_WORDS_H

#include "store/sql.h"

/* Does a word of a folded text begin at p?  One does at its start, behind a blank and behind a
 * mark: "o'hara" has two. */
bool words_begin_at(const char *fold, const char *p);

struct list_words {
	struct bo *bo;
	int64_t audience_id;
	struct word_seen *seen; /* what need not be written again; NULL: nothing is kept */
	bool looks;		/* nothing is written; missing counts what is not there */
	int64_t missing;
};
/* What every path that writes members does, in its act: adds what they have; between begin and end
 * where they are many. */
enum bo_status words_begin(struct list_words *words, struct bo *bo, int64_t audience_id) BO_CHECKED;
enum bo_status words_add(struct list_words *words, const char *text) BO_CHECKED;
/* All texts of a query of three columns. */
enum bo_status words_add_rows(struct list_words *words, struct sql_rows *rows) BO_CHECKED;
void words_end(struct list_words *words);

/* The words of all members of a list: added, or counted where they are missing. */
enum bo_status words_add_list(struct bo *bo, int64_t audience_id) BO_CHECKED;
enum bo_status words_missing(struct bo *bo, int64_t audience_id, int64_t *missing) BO_CHECKED;
/* For a store whose lists have none yet. */
enum bo_status words_add_all(struct bo *bo) BO_CHECKED;

/* Does a word that the list has, or had, begin so? */
enum bo_status words_have(struct bo *bo, int64_t audience_id, const char *beginning,
			  bool *have) BO_CHECKED;

#endif
