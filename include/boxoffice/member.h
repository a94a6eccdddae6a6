/*
 * Members of audiences: found by what they type, say or scan; what each has used.
 *
 * A code is compared without case, accents, blanks and hyphens, and otherwise as
 * it is: leading zeros are part of it.
 */
#ifndef BOXOFFICE_MEMBER_H
#define BOXOFFICE_MEMBER_H

#include <boxoffice/audience.h>

enum { BO_MEMBER_CODE_MAX = 64, BO_MEMBER_QUANTITY_MAX = 1000000 }; /* bytes; uses */

struct bo_member {
	int64_t id, audience_id;	 /* of attendees: id is the voucher's */
	const char *code, *email;	 /* "" if it has none */
	const char *name;		 /* "" if not known */
	const char *category, *location; /* as given: "Stalls / C / 12" */
	int64_t quantity;		 /* uses; BO_NONE: no limit */
	int64_t used;			 /* of all campaigns, less what was given back */
	const char *audience;
};
struct bo_members {
	size_t n;
	struct bo_member *row;
};

/* NULL: stays as it is, or "" in a new one.  quantity counts when given. */
struct bo_member_fields {
	const char *code, *email, *name, *category, *location;
	bool quantity_given; /* else that of the audience */
	int64_t quantity;
};

/* BO_EXISTS when the list has that code, or that e-mail without a code; one that was removed with
 * uses comes back with them.  Lists only, as edit and remove. */
enum bo_status bo_member_add(struct bo *bo, int64_t audience_id,
			     const struct bo_member_fields *fields, int64_t *id) BO_CHECKED;
/* A quantity below what is used is allowed: nothing is left then. */
enum bo_status bo_member_edit(struct bo *bo, int64_t id,
			      const struct bo_member_fields *fields) BO_CHECKED;
/* BO_NONE: no limit.  All or none; progress may be NULL, and stops it with BO_CANCELLED. */
enum bo_status bo_member_set_quantity(struct bo *bo, const int64_t *ids, size_t n, int64_t quantity,
				      bo_progress progress, void *arg) BO_CHECKED;
/* All are removed or none is. */
enum bo_status bo_member_remove(struct bo *bo, const int64_t *ids, size_t n) BO_CHECKED;

struct bo_member_filter {
	int64_t audience_id;
	const char *words; /* each begins the code, the e-mail, or a word of name, category or
			      location;
			      in a list of more than 20,000 one that begins codes or e-mails of few
			      is looked for there alone; NULL or "": all */
	int64_t after;	   /* id: only members behind it; 0: from the first */
	size_t limit;	   /* 0: all */
	size_t walk;	   /* looks at so many members at most, found or not; 0: at all */
	int64_t *reached;  /* set: where walk ended it, to go on behind; 0: it came to an end.
			      NULL: nobody wants to know */
};
/* They come by id, so that a page goes on where the last ended. */
enum bo_status bo_member_list(struct bo *bo, struct bo_arena *arena,
			      const struct bo_member_filter *filter,
			      struct bo_members *list) BO_CHECKED;
enum bo_status bo_member_get(struct bo *bo, struct bo_arena *arena, int64_t audience_id, int64_t id,
			     struct bo_member *member) BO_CHECKED;
/* Finds in one audience by code, ticket, e-mail or id; BO_INVALID if an e-mail names several. */
enum bo_status bo_member_find(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
			      const char *text, struct bo_member *member) BO_CHECKED;
/* Finds in all audiences who has this code, ticket or e-mail. */
enum bo_status bo_member_known(struct bo *bo, struct bo_arena *arena, const char *text,
			       struct bo_members *list) BO_CHECKED;
/* Memberships of a patron: by any of their e-mails, or of attendees by vouchers. */
enum bo_status bo_member_of_patron(struct bo *bo, struct bo_arena *arena, int64_t patron_id,
				   struct bo_members *list) BO_CHECKED;

/* Codes made by us: prefix, random characters without look-alikes, one check character. */
struct bo_code_plan {
	int64_t count;	    /* 1 to 1,000,000 */
	int64_t length;	    /* characters behind the prefix, check character included: 5 to 32 */
	const char *prefix; /* letters, digits, hyphens; NULL: none */
	const char *category;
	bool quantity_given;
	int64_t quantity;
};
/* Different from every code of any list, redemption and ticket.  BO_INVALID when the length is too
 * short for so many. progress may be NULL; cancelled leaves nothing behind. */
enum bo_status bo_member_generate(struct bo *bo, int64_t audience_id,
				  const struct bo_code_plan *plan, bo_progress progress, void *arg,
				  int64_t *first_id) BO_CHECKED;

/* What a text nobody knows could be. */
enum bo_code_shape {
	BO_CODE_UNKNOWN,  /* nothing like what we make */
	BO_CODE_MISTYPED, /* like codes that were generated, but its check character is wrong */
	BO_CODE_SOUND	  /* like them and right, yet of no list */
};
enum bo_status bo_code_shape_of(struct bo *bo, const char *text,
				enum bo_code_shape *shape) BO_CHECKED;

/* A member used a campaign once. */
struct bo_member_use {
	int64_t member_id, campaign_id, voucher_id, order_id, performance_id;
	const char *member; /* its code, else its e-mail; of attendees the active ticket's code;
			       NULL when that is no ticket any more */
	const char *campaign, *show, *zone, *type, *patron, *till, *staff;
	const char *code; /* as the campaign printed it; NULL */
	int64_t performance_at, at;
	int64_t discount;   /* minor units */
	int64_t given_back; /* when; BO_NONE: it counts */
};
struct bo_member_uses {
	size_t n;
	struct bo_member_use *row;
};
/* member_id 0: of the whole audience.  Newest first; limit 0: all. */
enum bo_status bo_member_use_list(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
				  int64_t member_id, size_t limit,
				  struct bo_member_uses *list) BO_CHECKED;

#endif
