/*
 * Who buys.
 */
#ifndef BOXOFFICE_PATRON_H
#define BOXOFFICE_PATRON_H

#include <boxoffice/office.h>
#include <boxoffice/words.h>

/* The one nobody can edit or delete: a buyer without a name. */
enum { BO_PATRON_WALK_UP = 1 };

/* What somebody does not want. */
#define BO_OPT_OUT_LIST(X)                                                                         \
	X(BO_OPT_OUT_EMAIL, "email", "no e-mail")                                                  \
	X(BO_OPT_OUT_POST, "post", "no post")                                                      \
	X(BO_OPT_OUT_PHONE, "phone", "no calls")

BO_WORDS(bo_opt_out, bo_opt_out, BO_OPT_OUT)

struct bo_patron {
	int64_t id;
	const char *name, *email, *phone; /* "" if not known */
	int64_t orders;
	/* Only of bo_patron_get() and bo_patron_find(): */
	const char *address, *notes, *access; /* "" if not known; the first two may have lines */
	unsigned opt_outs;		      /* set of 1u << enum bo_opt_out */
	size_t n_labels, n_other_emails;      /* other e-mails: of records merged into it */
	const char *const *label, *const *other_email; /* by name */
};
struct bo_patrons {
	size_t n;
	struct bo_patron *row;
};

/* NULL: stays as it is, or "" in a new one. */
struct bo_patron_fields {
	const char *name, *email, *phone, *address, *notes, *access;
	bool opt_outs_given, labels_given;
	unsigned opt_outs;
	size_t n_labels;
	const char *const *label;	      /* all there shall be; new ones are made */
	size_t n_add_labels, n_remove_labels; /* after that; ones nobody has are let pass */
	const char *const *add_label, *const *remove_label;
};

/* Needs BO_MAY_SELL, as editing.  BO_EXISTS names who has the e-mail. */
enum bo_status bo_patron_create(struct bo *bo, const struct bo_patron_fields *fields,
				int64_t *id) BO_CHECKED;
/* The counter's short form.  email and phone may be NULL. */
enum bo_status bo_patron_add(struct bo *bo, const char *name, const char *email, const char *phone,
			     int64_t *id) BO_CHECKED;
/* The walk-up patron cannot be edited. */
enum bo_status bo_patron_edit(struct bo *bo, int64_t id,
			      const struct bo_patron_fields *fields) BO_CHECKED;
/* An id that was merged into another is the other's. */
enum bo_status bo_patron_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			     struct bo_patron *patron) BO_CHECKED;
/*
 * Every word must begin a word of the name or of an e-mail, or the digits of the phone; no case, no
 * accents, any order.  Nothing but digits and the marks of phones is one word ("0171 234-56").
 * First those whose name begins with all that was typed, then the others, each by name; limit 0:
 * all.  Complete, and among a million people some searches take a tenth of a second: who types does
 * not wait for that, see below.
 */
enum bo_status bo_patron_search(struct bo *bo, struct bo_arena *arena, const char *words,
				size_t limit, struct bo_patrons *list) BO_CHECKED;

/*
 * The same as you type: begin with each new text, step once before painting and, until done, again
 * whenever no key waits (with bo_search_end() of the old one when the text changes).  A step takes
 * some milliseconds among a million people, whatever the words; most texts are done in the first.
 * What is found so far is sorted so and only gets longer at its end, except that the last step
 * may put in between what it found.  So nothing is taken by a key that may have been typed ahead
 * before done: step until it is.
 */
struct bo_search;
enum bo_status bo_search_begin(struct bo *bo, const char *words, size_t limit,
			       struct bo_search **search) BO_CHECKED;
/* found is borrowed until the next step or the end. */
enum bo_status bo_search_step(struct bo_search *search, struct bo_patrons *found,
			      bool *done) BO_CHECKED;
void bo_search_end(struct bo_search *search); /* NULL is fine */

/* Finds by id, any e-mail or exact name; BO_INVALID if several have that.  In self-service only the
 * id is filled; there nobody reads about others, so that get, search, history and the lists below
 * are BO_REFUSED by permission. */
enum bo_status bo_patron_find(struct bo *bo, struct bo_arena *arena, const char *text,
			      struct bo_patron *patron) BO_CHECKED;

/* Two records that may be one person. */
struct bo_patron_pair {
	struct bo_patron keep, gone; /* keep: more orders, else the older */
	const char *because;	     /* "same name and phone" */
};
struct bo_patron_pairs {
	size_t n;
	struct bo_patron_pair *row;
};
/* Same e-mail but for dots and a "+word", same name and phone, same phone, same name and address,
 * or one name turned round; surest first.  A phone of more than 12 and a name of more than 500 say
 * nothing alone.  limit 0: all.  progress may be NULL. */
enum bo_status bo_patron_duplicates(struct bo *bo, struct bo_arena *arena, size_t limit,
				    bo_progress progress, void *arg,
				    struct bo_patron_pairs *list) BO_CHECKED;
/*
 * Everything of gone becomes keep's, in one act: orders, vouchers, baskets, labels; opt-outs of
 * either hold; notes and access needs are joined; what keep lacks is taken over, and an e-mail that
 * keep has no room for still names it.  Needs BO_MAY_MERGE_PATRONS; never the walk-up patron.
 */
enum bo_status bo_patron_merge(struct bo *bo, int64_t keep_id, int64_t gone_id) BO_CHECKED;
/* What keep would be then; nothing is written.  Refused where the merging would be. */
enum bo_status bo_patron_merge_preview(struct bo *bo, struct bo_arena *arena, int64_t keep_id,
				       int64_t gone_id, struct bo_patron *after) BO_CHECKED;

struct bo_label {
	int64_t id, patrons;
	const char *name;
};
struct bo_labels {
	size_t n;
	struct bo_label *row;
};
/* They come by name. */
enum bo_status bo_label_list(struct bo *bo, struct bo_arena *arena,
			     struct bo_labels *list) BO_CHECKED;

/* One thing in the history of a person: a sale, a refund, an edit, a merge, an offer used. */
struct bo_patron_event {
	int64_t at, order_id;	  /* 0: no order */
	const char *kind;	  /* "order.sold", "patron.merged", … */
	const char *text, *staff; /* one sentence; staff NULL: self-service */
	const char *zone;	  /* of the order; NULL: the box office's */
};
struct bo_patron_events {
	size_t n;
	struct bo_patron_event *row;
};
/* The newest comes first. */
enum bo_status bo_patron_history(struct bo *bo, struct bo_arena *arena, int64_t id, size_t limit,
				 struct bo_patron_events *list) BO_CHECKED;

/* Each patron that fits, with everything but orders; false stops.  For export: by id, in memory
 * that does not grow.  label NULL: all.  Needs BO_MAY_MERGE_PATRONS. */
typedef bool (*bo_patron_taker)(void *arg, const struct bo_patron *patron);
enum bo_status bo_patron_each(struct bo *bo, const char *label, bo_patron_taker take,
			      void *arg) BO_CHECKED;

#endif
