/*
 * A search under way.  search.c takes its steps; those that mark people are in search_marks.c.
 */
#ifndef PEOPLE_SEARCH_H
#define PEOPLE_SEARCH_H

#include "people/write.h"
#include "store/sql.h"

enum {
	SEARCH_STEP = 8000,   /* what one step may cost; one is a row of an index */
	SEARCH_A_PERSON = 30, /* what reading a person costs */
	SEARCH_MARKS_MAX =
		1 << 28 /* ids that are marked in memory; beyond, names are walked to the end */
};

enum search_stage {
	STAGE_RARE,
	STAGE_HEAD,
	STAGE_WALK,
	STAGE_MARK,
	STAGE_SIFT,
	STAGE_FEW,
	STAGE_DONE
};

struct search_hit;

struct bo_search {
	struct bo *bo;
	struct bo_arena own, *arena; /* arena: where people are read to */
	struct words words;
	size_t limit;						 /* SIZE_MAX: none */
	char head[NAME_FOLD], head_end[NAME_FOLD + NAME_BEYOND]; /* what was typed, as a name */
	enum search_stage stage;
	int64_t budget;
	struct bo_patrons found;
	char name[NAME_FOLD]; /* walked so far */
	int64_t name_id, walked;
	size_t heads;	/* found before the walk */
	size_t word;	/* that is being marked */
	bool in_phones; /* its digits are */
	char range[NAME_FOLD + NAME_BEYOND], range_end[NAME_FOLD + NAME_BEYOND];
	int64_t range_id, ids, n_marked, sifted;
	unsigned char *marks, *now; /* of the words so far, and of this one */
	struct search_hit *hit;
	size_t n_hits;
	int64_t next_hit;
};

/* The columns that search_fits() and search_take() read. */
SQL_COLUMNS(PERSON_ID, PERSON_NAME, PERSON_EMAIL, PERSON_PHONE, PERSON_FOLD, PERSON_EMAIL_FOLD,
	    PERSON_DIGITS, PERSON_OTHERS);
#define SEARCH_PERSON                                                                              \
	"SELECT p.id, p.name, p.email, p.phone, p.name_fold, p.email_fold, p.phone_digits, "       \
	"(SELECT string_agg(o.email_fold, ' ') FROM patron_email_other o "                         \
	"WHERE o.patron_id = p.id) FROM patron p "

bool search_fits(const struct bo_search *s, struct sql_rows *rows);
/* Does the name begin with all that was typed? */
bool search_is_head(const struct bo_search *s, const char *name_fold);
/* The walk through the names goes on behind this one. */
void search_walk_from(struct bo_search *s, const char *name, int64_t id);
/* Those of a question that fit; *n of them were read.  Ends the question.  Who walks has taken the
 * heads already. */
enum bo_status search_take(struct bo_search *s, struct sql_rows *rows, bool walks,
			   int64_t *n) BO_CHECKED;

/* search_marks.c: each goes on for what is left of the budget, and says what is next. */
enum bo_status search_mark(struct bo_search *s) BO_CHECKED;
enum bo_status search_sift(struct bo_search *s) BO_CHECKED;
enum bo_status search_few(struct bo_search *s) BO_CHECKED;
void search_forget(struct bo_search *s);

#endif
