/*
 * Lists of people or codes, for the offers of campaigns.
 *
 * A list has members of its own.  An audience of attendees has none to edit: its
 * members are the vouchers that are good for one of its performances now, so it
 * fills with every sale and follows refunds, exchanges and reprints by itself.  Their
 * code is that of the active ticket: one that a reprint made void names nobody, as
 * nobody knows in whose hands it is.  Walk-up buyers are known by ticket alone.
 */
#ifndef BOXOFFICE_AUDIENCE_H
#define BOXOFFICE_AUDIENCE_H

#include <boxoffice/office.h>
#include <boxoffice/words.h>

#define BO_AUDIENCE_KIND_LIST(X)                                                                   \
	X(BO_AUDIENCE_LIST, "list", "List")                                                        \
	X(BO_AUDIENCE_ATTENDEES, "attendees", "Attendees")

BO_WORDS(bo_audience_kind, bo_audience_kind, BO_AUDIENCE_KIND)

struct bo_audience {
	int64_t id;
	const char *name;
	enum bo_audience_kind kind;
	int64_t quantity; /* of a member without its own: uses; BO_NONE: no limit */
	int64_t members;  /* now */
	int64_t uses;	  /* of all campaigns, less what was given back */
	int64_t created;
	size_t n_performances; /* attendees: of which */
	const int64_t *performance;
	size_t n_campaigns; /* that are for it, ended ones too */
};
struct bo_audiences {
	size_t n;
	struct bo_audience *row; /* without performances */
};

/* Needs BO_MAY_KEEP_AUDIENCES, as everything here that changes.  An empty list. */
enum bo_status bo_audience_add(struct bo *bo, const char *name, int64_t quantity,
			       int64_t *id) BO_CHECKED;
/* quantity: uses that each ticket gives. */
enum bo_status bo_audience_add_attendees(struct bo *bo, const char *name,
					 const int64_t *performances, size_t n, int64_t quantity,
					 int64_t *id) BO_CHECKED;
/* name NULL: stays.  quantity is written as given, BO_NONE too. */
enum bo_status bo_audience_edit(struct bo *bo, int64_t id, const char *name,
				int64_t quantity) BO_CHECKED;
/* Sets those of an audience of attendees, instead of what there was. */
enum bo_status bo_audience_set_performances(struct bo *bo, int64_t id, const int64_t *performances,
					    size_t n) BO_CHECKED;
/* This is BO_REFUSED (in_use) while a campaign is for it. */
enum bo_status bo_audience_delete(struct bo *bo, int64_t id) BO_CHECKED;

/* They come by name. */
enum bo_status bo_audience_list(struct bo *bo, struct bo_arena *arena,
				struct bo_audiences *list) BO_CHECKED;
enum bo_status bo_audience_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			       struct bo_audience *audience) BO_CHECKED;
/* Finds by name or id; BO_NOT_FOUND names the nearest. */
enum bo_status bo_audience_find(struct bo *bo, const char *text, int64_t *id) BO_CHECKED;

/* This is one list, put in or taken out. */
struct bo_audience_part {
	int64_t audience_id;
	bool minus;
};
/*
 * A new list from others as they are now, attendees with the codes and e-mails of their tickets:
 * members of all plus parts, less those that a minus part has by code or e-mail.  Who is in several
 * is there once, with the largest quantity: by the same code, by the same e-mail without a code, or
 * by an e-mail alone that another part has with a code.
 */
enum bo_status bo_audience_combine(struct bo *bo, const char *name,
				   const struct bo_audience_part *parts, size_t n, int64_t *id,
				   int64_t *members) BO_CHECKED;

#endif
