/*
 * An audience says who may buy or gets a benefit: a list with members, or the attendees of a
 * performance.  What the files of this room share is here: an audience's own facts, and its members
 * as rows, be they of a list or vouchers of attendees.
 */
#ifndef AUDIENCE_ROLL_H
#define AUDIENCE_ROLL_H

#include "audience/known.h"
#include "spelling/name.h"
#include "store/sql.h"

#include <boxoffice/member.h>

/* Starts an act that changes audiences, if the acting person may; act_end() must follow. */
enum bo_status keep_begin(struct bo *bo) BO_CHECKED;
/* BO_REFUSED for self-service: nobody at a kiosk reads who is on a list. */
enum bo_status roll_readable(struct bo *bo) BO_CHECKED;

struct roll {
	int64_t id, quantity, members; /* members: kept, of lists */
	bool attendees;
	char name[BO_SHORT_NAME];
};
enum bo_status roll_read(struct bo *bo, int64_t audience_id, struct roll *roll) BO_CHECKED;
/* BO_INVALID for attendees: they have no members to edit. */
enum bo_status roll_read_list(struct bo *bo, int64_t audience_id, struct roll *roll) BO_CHECKED;
/* The kept count of a list follows a change. */
enum bo_status roll_count(struct bo *bo, int64_t audience_id, int64_t change) BO_CHECKED;

/* A new one, inside an act; the caller tells the journal. */
enum bo_status audience_make(struct bo *bo, const char *name, bool attendees, int64_t quantity,
			     int64_t *id) BO_CHECKED;
/* Uses or BO_NONE. */
enum bo_status check_quantity(struct bo *bo, int64_t quantity) BO_CHECKED;

/* Columns of a member, in the order member_read() reads; of a list, then of attendees.  Tables are
 * m and a; v, t, u (who has it), k (its ticket) and a. */
SQL_COLUMNS(MEMBER_ID, MEMBER_AUDIENCE_ID, MEMBER_CODE, MEMBER_EMAIL, MEMBER_CATEGORY,
	    MEMBER_LOCATION, MEMBER_QUANTITY, MEMBER_AUDIENCE, MEMBER_CODE_FOLD, MEMBER_EMAIL_FOLD,
	    MEMBER_NAME);
#define MEMBER_COLUMNS                                                                             \
	"m.id, m.audience_id, m.code, m.email, m.category, m.location, m.quantity, a.name, "       \
	"m.code_fold, m.email_fold, m.name "
#define ATTENDEE_COLUMNS                                                                           \
	"v.id, a.id, coalesce(k.code, ''), u.email, t.name, coalesce(v.seat, ''), a.quantity, "    \
	"a.name, lower(k.code), u.email_fold, CASE WHEN u.id = 1 THEN '' ELSE u.name END "
/* A voucher that lets somebody in. */
#define VOUCHER_IS_GOOD                                                                            \
	"(v.state = 'reserved' OR v.state = 'checked_in') AND t.category <> 'product' "            \
	"AND t.category <> 'bundle' "
/* The others of a voucher v, which a FROM has already. */
#define ATTENDEE_JOINS                                                                             \
	"JOIN voucher_type t ON t.id = v.type_id JOIN patron u ON u.id = v.patron_id "             \
	"LEFT JOIN ticket k ON k.voucher_id = v.id AND k.state = 'active' "

sql_reader member_read; /* a struct bo_member, without what was used */
/* Fills in what each has used. */
enum bo_status member_add_uses(struct bo *bo, struct bo_members *list) BO_CHECKED;

/* The stored form of a ticket's code that a folded text could be; false: it is none. */
bool ticket_of_fold(const char *fold, char code[BO_CODE_FOLD]);

#endif
