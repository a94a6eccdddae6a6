/*
 * Who works here, who is acting now, and at which till.
 */
#ifndef BOXOFFICE_STAFF_H
#define BOXOFFICE_STAFF_H

#include <boxoffice/office.h>
#include <boxoffice/words.h>

/* X(enum, words); which role has it is the table in src/house/permission.c.  Those up to
 * BO_MAY_OVERRIDE_HOUSE a second person may lend. */
#define BO_PERMISSION_LIST(X)                                                                      \
	X(BO_MAY_SELL, "sell tickets")                                                             \
	X(BO_MAY_REPRINT, "reprint tickets")                                                       \
	X(BO_MAY_CHECK_IN, "check people in")                                                      \
	X(BO_MAY_REFUND, "refund and exchange")                                                    \
	X(BO_MAY_OVERRIDE, "override a limit")                                                     \
	X(BO_MAY_OVERRIDE_HOUSE, "sell beyond the house's capacity")                               \
	X(BO_MAY_SET_UP_PRINTERS, "set up printers")                                               \
	X(BO_MAY_SET_UP_SEASON, "set up seasons, shows and prices")                                \
	X(BO_MAY_SET_UP_STAFF, "set up staff and options")                                         \
	X(BO_MAY_READ_REPORTS, "read reports and the journal")                                     \
	X(BO_MAY_MERGE_PATRONS, "merge, import and export patrons")                                \
	X(BO_MAY_KEEP_AUDIENCES, "keep audiences and their members")                               \
	X(BO_MAY_KEEP_CAMPAIGNS, "make and run campaigns")                                         \
	X(BO_MAY_WORK_HERE, "see how the house is set up")                                         \
	X(BO_MAY_READ_SALES, "read prices, orders and vouchers")                                   \
	X(BO_MAY_READ_PEOPLE, "read patrons, members and codes")                                   \
	X(BO_MAY_KEEP_STORE, "back up and restore the store")

enum bo_permission { BO_PERMISSION_LIST(BO_WORD_NAME) BO_PERMISSION_COUNT };
BO_WORD_TABLE(bo_permission_words, bo_permission, BO_PERMISSION, BO_WORD_CODE)

bool bo_role_may(enum bo_role role, enum bo_permission permission);
/* The least role that has it. */
enum bo_role bo_permission_role(enum bo_permission permission);

struct bo_staff {
	int64_t id;
	const char *name;
	enum bo_role role;
	bool has_pin, disabled;
};
struct bo_staff_list {
	size_t n;
	struct bo_staff *row;
};

enum { BO_PIN_MIN = 4, BO_PIN_MAX = 32 }; /* characters */

/* The first of a store needs nobody signed in and is a manager or an admin; later ones
 * BO_MAY_SET_UP_STAFF, and only an admin makes managers and admins.  pin NULL: none, signing in
 * needs no PIN. */
enum bo_status bo_staff_add(struct bo *bo, const char *name, enum bo_role role, const char *pin,
			    int64_t *id) BO_CHECKED;
/* Fields that are NULL, BO_ROLE_NONE or negative stay.  pin "" takes the PIN away; disabled 0 or 1.
 */
enum bo_status bo_staff_edit(struct bo *bo, int64_t id, const char *name, enum bo_role role,
			     const char *pin, int disabled) BO_CHECKED;
enum bo_status bo_staff_list(struct bo *bo, struct bo_arena *arena,
			     struct bo_staff_list *list) BO_CHECKED;
/* Those a till offers to sign in with: the one list of people that is read before somebody has. */
enum bo_status bo_staff_at_till(struct bo *bo, struct bo_arena *arena,
				struct bo_staff_list *list) BO_CHECKED;
/* Whether whoever this id or name means signs in with a PIN; says nothing else of them. */
enum bo_status bo_staff_has_pin(struct bo *bo, const char *text, bool *has_pin) BO_CHECKED;
/* Is the store so new that nobody works here yet? */
enum bo_status bo_staff_none(struct bo *bo, bool *none) BO_CHECKED;
/* text is an id or a name. */
enum bo_status bo_staff_find(struct bo *bo, struct bo_arena *arena, const char *text,
			     struct bo_staff *staff) BO_CHECKED;

/* Who acts from now on.  Needs a till when the person has a PIN.  A wrong PIN is BO_REFUSED by
 * permission and stands in the journal; after five at a till that PIN rests there for a minute,
 * then for longer (src/house/guess.h). */
enum bo_status bo_sign_in(struct bo *bo, const char *name, const char *pin) BO_CHECKED;
void bo_sign_out(struct bo *bo);
/* Whether somebody acts here who does not work here any more, as the store says now; cheap enough
 * to be asked at every key. */
bool bo_turn_over(struct bo *bo);
/* What a role that a refusal names as the least one has, to override it. */
enum bo_permission bo_override_permission(enum bo_role least);
/* Whether the acting person may override it with a reason alone.  Where the option second-person
 * says so, whatever takes more than a clerk takes two. */
bool bo_override_alone(const struct bo *bo, enum bo_role least);
/* The second person for the next override: name and PIN in the clerk's own session.  Ends with
 * bo_approve_end(), which every act that used it calls.  Whoever acts already approves nothing:
 * what the own role suffices for goes on, noted as one person's; BO_REFUSED where two are wanted.
 */
enum bo_status bo_approve(struct bo *bo, const char *name, const char *pin) BO_CHECKED;
void bo_approve_end(struct bo *bo);
/* Self-service rules from now on: nothing can be overridden. */
void bo_act_as_patron(struct bo *bo);
/* Where somebody is about to sign in: as bo_till_use(), but a new till is not made before a wrong
 * PIN was typed there. */
enum bo_status bo_till_at(struct bo *bo, const char *name) BO_CHECKED;
/* The till this session stands at; made when new.  Needed before anything is written. */
enum bo_status bo_till_use(struct bo *bo, const char *name) BO_CHECKED;

/* Who is acting, borrowed; "" if nobody. */
const char *bo_acting_name(const struct bo *bo);
enum bo_role bo_acting_role(const struct bo *bo);
const char *bo_till_name(const struct bo *bo);
/* BO_REFUSED by permission, with the least role, unless the acting person has it, as the store says
 * now, or for selling, giving back and overriding the second person who approves. */
enum bo_status bo_require(struct bo *bo, enum bo_permission permission) BO_CHECKED;

#endif
