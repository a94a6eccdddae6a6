/*
 * The rules that can refuse, and the answer a refusal is.
 *
 * A refusal is an answer, not an error: the same struct reaches the screen, the
 * JSON of the command line and the tests.
 */
#ifndef BOXOFFICE_RULE_H
#define BOXOFFICE_RULE_H

#include <boxoffice/status.h>
#include <boxoffice/words.h>

/* X(enum, code as stored and shown in JSON, what it limits, in words) */
#define BO_RULE_LIST(X)                                                                            \
	X(BO_RULE_NONE, "", "")                                                                    \
	X(BO_RULE_CODE, "code", "a code is needed")                                                \
	X(BO_RULE_AUDIENCE, "audience", "not for this buyer")                                      \
	X(BO_RULE_SOLD_OUT, "sold_out", "sold out")                                                \
	X(BO_RULE_NOT_YET, "not_yet", "not on sale yet")                                           \
	X(BO_RULE_ENDED, "ended", "sales have ended")                                              \
	X(BO_RULE_TYPE_CAP, "type_cap", "max sales for type")                                      \
	X(BO_RULE_ADVANCE_LIMIT, "advance_limit", "max advance sales")                             \
	X(BO_RULE_HOUSE_CAPACITY, "house_capacity", "capacity of the house")                       \
	X(BO_RULE_MIN, "min", "minimum per transaction")                                           \
	X(BO_RULE_MAX, "max", "maximum per transaction")                                           \
	X(BO_RULE_STEP, "step", "step per transaction")                                            \
	X(BO_RULE_NOT_VALID, "not_valid", "not valid for this performance")                        \
	X(BO_RULE_ALREADY, "already", "already in that state")                                     \
	X(BO_RULE_CHANGEABLE, "changeable", "not changeable")                                      \
	X(BO_RULE_GRACE, "grace", "too late to change")                                            \
	X(BO_RULE_EXPIRED, "expired", "expired")                                                   \
	X(BO_RULE_USED_UP, "used_up", "used up")                                                   \
	X(BO_RULE_HOLD_EXPIRED, "hold_expired", "the hold has expired")                            \
	X(BO_RULE_PAYMENT, "payment", "payment")                                                   \
	X(BO_RULE_PERMISSION, "permission", "not permitted")                                       \
	X(BO_RULE_COMP, "comp", "comps need a reason")                                             \
	X(BO_RULE_IN_USE, "in_use", "in use")                                                      \
	X(BO_RULE_PAPER, "paper", "the ticket cannot be printed")

BO_WORDS(bo_rule, bo_rule, BO_RULE)

/* X(enum, code, label); what each may do is the table in src/house/permission.c */
#define BO_ROLE_LIST(X)                                                                            \
	X(BO_ROLE_NONE, "", "nobody")                                                              \
	X(BO_ROLE_CLERK, "clerk", "clerk")                                                         \
	X(BO_ROLE_DOOR, "door", "door")                                                            \
	X(BO_ROLE_REPORTS, "reports", "reports")                                                   \
	X(BO_ROLE_SUPERVISOR, "supervisor", "supervisor")                                          \
	X(BO_ROLE_MANAGER, "manager", "manager")                                                   \
	X(BO_ROLE_ADMIN, "admin", "admin")

BO_WORDS(bo_role, bo_role, BO_ROLE)

/* The answer "no".  Counts are places or pieces; amounts (rule payment) minor units. */
struct bo_refusal {
	enum bo_rule rule;
	int64_t limit;	/* BO_NONE where the rule has no number; a time for not_yet and ended */
	int64_t wanted; /* BO_NONE where none was asked for */
	int64_t left;	/* never negative */
	enum bo_role override; /* the least role that may override; BO_ROLE_NONE: nobody */
	char subject[160];     /* what was refused: "Adult General, Hamlet Fri 5 Dec 20:00" */
	char message[400];     /* one plain sentence */
};

#endif
