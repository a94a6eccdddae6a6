/*
 * Patrons are found, edited and merged in this room.
 *
 * Here is the writing of a patron's row, with everything that finds it: for the counter,
 * for merging, and for files of a million people.
 *
 * All of it is called inside an act, asks for no permission and writes no
 * journal: who calls it does.
 */
#ifndef PEOPLE_WRITE_H
#define PEOPLE_WRITE_H

#include "base/office.h"
#include "people/words.h"

#include <boxoffice/patron.h>

/* Bytes.  Notes: BO_NOTE_MAX. */
enum {
	PATRON_EMAIL_MAX = 254,
	PATRON_PHONE_MAX = 40,
	PATRON_ADDRESS_MAX = 500,
	PATRON_ACCESS_MAX = 500,
	PATRON_LABEL_MAX = 60,
	PATRON_LABELS = 64 /* of one patron */
};

/* A row as the store has it, or will have it. */
struct patron_row {
	int64_t id;
	const char *name, *email, *phone, *address, *notes, *access;
	unsigned opt_outs;
	const char *other_emails; /* folded, with blanks between; read only */
	char name_fold[NAME_FOLD], email_fold[NAME_FOLD];
	char phone_digits[PHONE_DIGITS];
};

/* May it be stored, as somebody's or a member's?  "" may; fold receives the form it is compared in.
 */
enum bo_status email_check(struct bo *bo, const char *email, char fold[NAME_FOLD]) BO_CHECKED;
/*
 * Are the fields fit to be stored?  BO_INVALID names the field.  Fills what is compared from what
 * is shown.  Reads nothing from the store, so whether an e-mail is free is not asked here.
 */
enum bo_status patron_check(struct bo *bo, struct patron_row *row) BO_CHECKED;
/* The names of labels; what a list of them is parted by cannot stand in one. */
enum bo_status patron_check_labels(struct bo *bo, const char *const *label, size_t n) BO_CHECKED;

/* BO_NOT_FOUND if there is none, or it was merged into another.  Strings live in the arena. */
enum bo_status patron_read(struct bo *bo, struct bo_arena *arena, int64_t id,
			   struct patron_row *row) BO_CHECKED;
/* Whose first or other e-mail this is; 0 if nobody's. */
enum bo_status patron_by_email(struct bo *bo, const char *email_fold, int64_t *id) BO_CHECKED;
/* Who an id is now: the one it was merged into, else itself.  Never looks whether that is there. */
enum bo_status patron_now(struct bo *bo, int64_t id, int64_t *now) BO_CHECKED;

/* A new row with its words: row->id is filled.  The e-mail must be free. */
enum bo_status patron_insert(struct bo *bo, struct patron_row *row) BO_CHECKED;
/* The row of before becomes that of after, and its words with it. */
enum bo_status patron_update(struct bo *bo, const struct patron_row *before,
			     const struct patron_row *after) BO_CHECKED;
/* BO_INVALID when they became more than somebody may have: editing would lose the others. */
enum bo_status patron_labels_fit(struct bo *bo, int64_t id) BO_CHECKED;
/* Labels with the given names are had, new ones are made. */
enum bo_status patron_add_labels(struct bo *bo, int64_t id, const char *const *label,
				 size_t n) BO_CHECKED;
/* These and no others; labels that nobody has any more are removed. */
enum bo_status patron_set_labels(struct bo *bo, int64_t id, const char *const *label,
				 size_t n) BO_CHECKED;
/* A line for the page of the person. */
enum bo_status patron_tell(struct bo *bo, int64_t id, const char *kind,
			   const char *text) BO_CHECKED;

/* The codes with blanks between, as stored. */
void opt_outs_text(unsigned opt_outs, char *text, size_t size);
unsigned opt_outs_from(const char *text);

/* BO_REFUSED by permission in self-service: nobody reads there who else is known. */
enum bo_status patron_private(struct bo *bo) BO_CHECKED;

#endif
