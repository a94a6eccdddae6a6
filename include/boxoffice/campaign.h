/*
 * Campaigns: an audience, conditions, an effect.  Whoever is in the audience gets
 * the effect, so often and no more.
 *
 * A campaign looks at the whole order.  A use is one ticket made cheaper, or
 * opened.  Uses in a basket count while it holds; a refund gives them back once.
 */
#ifndef BOXOFFICE_CAMPAIGN_H
#define BOXOFFICE_CAMPAIGN_H

#include <boxoffice/basket.h>
#include <boxoffice/member.h>
#include <boxoffice/words.h>

#define BO_CAMPAIGN_STATE_LIST(X)                                                                  \
	X(BO_CAMPAIGN_DRAFT, "draft", "draft") /* gives nothing yet */                             \
	X(BO_CAMPAIGN_RUNNING, "running", "running")                                               \
	X(BO_CAMPAIGN_PAUSED, "paused", "paused") /* can be started again */                       \
	X(BO_CAMPAIGN_ENDED, "ended", "ended")	  /* for good */

BO_WORDS(bo_campaign_state, bo_campaign_state, BO_CAMPAIGN_STATE)

/* Seats get an effect of their own here when there are seat maps. */
#define BO_EFFECT_LIST(X)                                                                          \
	X(BO_EFFECT_PERCENT, "percent",                                                            \
	  "Percent off")			    /* hundredths of a percent: 1250 = 12.5 % */   \
	X(BO_EFFECT_AMOUNT, "amount", "Amount off") /* minor units off each ticket */              \
	X(BO_EFFECT_PRICE, "price", "Fixed price")  /* minor units; never dearer than before */    \
	X(BO_EFFECT_UNLOCK, "unlock", "Unlocks")    /* what needs a code or an audience */

BO_WORDS(bo_effect, bo_effect, BO_EFFECT)

/* What counts as one event for a member's quantity. */
#define BO_SCOPE_LIST(X)                                                                           \
	X(BO_SCOPE_PERFORMANCE, "performance", "at each performance")                              \
	X(BO_SCOPE_SHOW, "show", "for each show")                                                  \
	X(BO_SCOPE_ALL, "all", "once across all")

BO_WORDS(bo_scope, bo_scope, BO_SCOPE)

#define BO_CHANNEL_LIST(X)                                                                         \
	X(BO_CHANNEL_ANY, "any", "everywhere")                                                     \
	X(BO_CHANNEL_COUNTER, "counter", "at the counter")                                         \
	X(BO_CHANNEL_SELF_SERVICE, "self_service", "in self-service")

BO_WORDS(bo_channel, bo_channel, BO_CHANNEL)

/* How a member is known.  automatic: the patron of the order is of the audience, by e-mail or by
 * tickets; email: only by e-mail, the patron's or one that is said in place of a code. */
#define BO_UNLOCK_LIST(X)                                                                          \
	X(BO_UNLOCK_CODE, "code")                                                                  \
	X(BO_UNLOCK_TICKET, "ticket")                                                              \
	X(BO_UNLOCK_EMAIL, "email")                                                                \
	X(BO_UNLOCK_AUTOMATIC, "automatic")

BO_CODES(bo_unlock, bo_unlock, BO_UNLOCK)

#define BO_TARGET_LIST(X)                                                                          \
	X(BO_TARGET_SEASON, "season")                                                              \
	X(BO_TARGET_SHOW, "show")                                                                  \
	X(BO_TARGET_PERFORMANCE, "performance")                                                    \
	X(BO_TARGET_TYPE, "type")

BO_CODES(bo_target_kind, bo_target, BO_TARGET)

struct bo_target {
	enum bo_target_kind kind;
	int64_t id;
	const char *name; /* read only: "Hamlet Fri 5 Jan 20:00" */
};

/* The terms of a campaign: as one sets them. */
struct bo_campaign_terms {
	const char *name;	 /* inside */
	const char *public_name; /* on receipts and at the counter; "": the name */
	int64_t audience_id;	 /* 0: everybody */
	unsigned unlocks; /* set of 1u << enum bo_unlock; no matter where it is for everybody */
	enum bo_effect effect;
	int64_t value;	      /* see BO_EFFECT_LIST; 0 for unlock */
	bool joins;	      /* a ticket may have it beside another that joins */
	int64_t starts, ends; /* UTC seconds, both included; BO_NONE: open */
	enum bo_channel channel;
	int64_t min_tickets; /* of those it concerns, in one order */
	enum bo_scope scope;
	int64_t uses_limit;  /* of the whole campaign; BO_NONE: no limit */
	int64_t money_limit; /* discount given in all, minor units; BO_NONE */
	bool print_code;     /* the member's code goes onto the ticket */
	size_t n_targets;    /* none of season, show, performance: everything; no type: all */
	const struct bo_target *target;
};

/* Which of the terms may still be edited: until the campaign has left that state.  "draft" means in
 * drafts only, "paused" also while it runs or pauses.  A field below is one bit of a set. */
#define BO_TERM_LIST(X)                                                                            \
	X(BO_TERM_NAME, "name", BO_CAMPAIGN_PAUSED)                                                \
	X(BO_TERM_PUBLIC_NAME, "public-name", BO_CAMPAIGN_PAUSED)                                  \
	X(BO_TERM_AUDIENCE, "audience", BO_CAMPAIGN_DRAFT)                                         \
	X(BO_TERM_UNLOCKS, "by", BO_CAMPAIGN_PAUSED)                                               \
	X(BO_TERM_EFFECT, "effect", BO_CAMPAIGN_DRAFT)                                             \
	X(BO_TERM_JOINS, "joins", BO_CAMPAIGN_PAUSED)                                              \
	X(BO_TERM_STARTS, "starts", BO_CAMPAIGN_PAUSED)                                            \
	X(BO_TERM_ENDS, "ends", BO_CAMPAIGN_PAUSED)                                                \
	X(BO_TERM_CHANNEL, "channel", BO_CAMPAIGN_PAUSED)                                          \
	X(BO_TERM_MIN_TICKETS, "min-tickets", BO_CAMPAIGN_PAUSED)                                  \
	X(BO_TERM_SCOPE, "scope", BO_CAMPAIGN_DRAFT)                                               \
	X(BO_TERM_USES_LIMIT, "max-uses", BO_CAMPAIGN_PAUSED)                                      \
	X(BO_TERM_MONEY_LIMIT, "max-money", BO_CAMPAIGN_PAUSED)                                    \
	X(BO_TERM_PRINT_CODE, "print-code", BO_CAMPAIGN_PAUSED)                                    \
	X(BO_TERM_TARGETS, "targets", BO_CAMPAIGN_PAUSED)

BO_CODES(bo_term, bo_term, BO_TERM)

bool bo_term_may_change(enum bo_term term, enum bo_campaign_state state);

struct bo_campaign {
	int64_t id;
	enum bo_campaign_state state;
	int64_t position; /* they are applied in this order */
	struct bo_campaign_terms terms;
	const char *audience; /* NULL: everybody */
	int64_t uses, spent;  /* less what was given back */
};
struct bo_campaigns {
	size_t n;
	struct bo_campaign *row;
};

/* Everything that changes needs BO_MAY_KEEP_CAMPAIGNS.  A draft, behind all others. */
enum bo_status bo_campaign_add(struct bo *bo, const struct bo_campaign_terms *terms,
			       int64_t *id) BO_CHECKED;
/* given: a set of 1u << enum bo_term; the others stay.  BO_REFUSED (already) names the state in
 * which a term cannot be changed any more. */
enum bo_status bo_campaign_edit(struct bo *bo, int64_t id, const struct bo_campaign_terms *terms,
				unsigned given) BO_CHECKED;
/* Whether a campaign of one state may be brought into the other by what follows; faces ask it too.
 */
bool bo_campaign_may(enum bo_campaign_state from, enum bo_campaign_state to);
/* draft → running ⇄ paused → ended, or from running; else BO_REFUSED (already), as a draft that
 * never ran is deleted instead.  Starting is BO_REFUSED (ended) when its last moment is past. */
enum bo_status bo_campaign_start(struct bo *bo, int64_t id) BO_CHECKED;
enum bo_status bo_campaign_pause(struct bo *bo, int64_t id) BO_CHECKED;
enum bo_status bo_campaign_end(struct bo *bo, int64_t id) BO_CHECKED;
/* This is BO_REFUSED (in_use) once it was used. */
enum bo_status bo_campaign_delete(struct bo *bo, int64_t id) BO_CHECKED;
/* Moves it to the place of another in the stated order, from 1. */
enum bo_status bo_campaign_move(struct bo *bo, int64_t id, int64_t position) BO_CHECKED;

/* They come in the stated order; targets have names. */
enum bo_status bo_campaign_list(struct bo *bo, struct bo_arena *arena,
				struct bo_campaigns *list) BO_CHECKED;
enum bo_status bo_campaign_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			       struct bo_campaign *campaign) BO_CHECKED;
enum bo_status bo_campaign_find(struct bo *bo, const char *text, int64_t *id) BO_CHECKED;
/* "10% off", "5.00 off", "for 12.00", "opens hidden offers" */
void bo_campaign_effect_words(struct bo_buf *buf, const struct bo_campaign_terms *terms,
			      struct bo_currency currency);

/* What somebody has of a running campaign. */
struct bo_standing {
	int64_t campaign_id, member_id;
	const char *campaign; /* as the buyer sees it */
	const char *effect;   /* in words */
	const char *member;   /* code, else e-mail; NULL: for everybody, or in self-service */
	int64_t quantity, used, held, left; /* in the scope asked for; quantity, left: BO_NONE */
	enum bo_rule reason;		    /* why not now; BO_RULE_NONE: it may be used */
	const char *message;		    /* "2 of 2 used: Hamlet 5 Jan, Othello 12 Jan"; NULL */
};
struct bo_standings {
	size_t n;
	struct bo_standing *row;
};
/*
 * For codes (or e-mails, or scanned tickets, one a line; NULL) and a patron (0), at a performance
 * (0: leaving out limits of one performance): one row for each campaign and member, in the stated
 * order. Nothing found is BO_OK with n 0.
 */
enum bo_status bo_campaign_standings(struct bo *bo, struct bo_arena *arena, const char *code,
				     int64_t patron_id, int64_t performance_id,
				     struct bo_standings *list) BO_CHECKED;

/* What one of the audience has of a campaign, whatever its state. */
struct bo_taker {
	int64_t member_id;
	const char *code, *email; /* "" if it has none */
	int64_t quantity, used;	  /* of this campaign, wherever */
	/* Where nothing was used yet; across all: of everything; never more than the campaign has.
	 */
	int64_t left;
};
struct bo_takers {
	size_t n;
	struct bo_taker *row;
};
/* They come by member id, so a page goes on behind the last.  BO_INVALID when it is for all. */
enum bo_status bo_campaign_takers(struct bo *bo, struct bo_arena *arena, int64_t id, int64_t after,
				  size_t limit, struct bo_takers *list) BO_CHECKED;

/* A sale as it would be if this campaign, a draft perhaps, ran now; nothing is written. */
struct bo_campaign_sample {
	int64_t campaign_id; /* 0: only those that run */
	const struct bo_wish *wishes;
	size_t n;
	const char *code; /* one a line; NULL */
	int64_t patron_id;
};
enum bo_status bo_campaign_preview(struct bo *bo, struct bo_arena *arena,
				   const struct bo_campaign_sample *sample,
				   struct bo_basket *basket) BO_CHECKED;

#endif
