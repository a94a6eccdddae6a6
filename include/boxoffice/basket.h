/*
 * What is being sold, and the places it keeps meanwhile.
 *
 * A basket lives in the store: it survives the end of the program, its places
 * count for every till, and after its time they are free again.  A basket whose
 * time is over keeps its lines; touching it takes the places anew if they are
 * still there.
 *
 * To change one takes the permission to sell; in self-service only what was
 * begun in self-service is there to be changed.
 */
#ifndef BOXOFFICE_BASKET_H
#define BOXOFFICE_BASKET_H

#include <boxoffice/code.h>
#include <boxoffice/offer.h>
#include <boxoffice/words.h>

#define BO_BASKET_STATE_LIST(X)                                                                    \
	X(BO_BASKET_OPEN, "open", "open")	/* on a till's Sell screen */                      \
	X(BO_BASKET_PARKED, "parked", "parked") /* set aside by a clerk */                         \
	X(BO_BASKET_HOLD, "hold", "hold")	/* made by "hold add" */

BO_WORDS(bo_basket_state, bo_basket_state, BO_BASKET_STATE)

#define BO_TENDER_LIST(X)                                                                          \
	X(BO_TENDER_CASH, "cash", "Cash")                                                          \
	X(BO_TENDER_CARD, "card", "Card")                                                          \
	X(BO_TENDER_CHECK, "check", "Check")                                                       \
	X(BO_TENDER_FREE, "none", "No payment")

BO_WORDS(bo_tender_kind, bo_tender, BO_TENDER)

struct bo_tender {
	enum bo_tender_kind kind;
	int64_t amount;	       /* minor units; negative: given back */
	const char *reference; /* of the card terminal or the check; NULL */
	int64_t at;
};

enum { BO_BASKET_LINES = 200 }; /* at most, in one basket */

/* One line wanted. performance 0: a bundle. */
struct bo_wish {
	int64_t performance_id, type_id, qty;
};

/* What one campaign makes of a line. */
struct bo_line_use {
	int64_t campaign_id, member_id;
	const char *campaign; /* its name as the buyer sees it */
	const char *code; /* the member's, else the e-mail; NULL, and in self-service unless it is
			     on the ticket */
	int64_t qty;	  /* tickets of the line that have it */
	int64_t discount; /* off all of them, minor units */
};

struct bo_basket_line {
	int64_t id, performance_id, type_id;
	const char *type, *show, *zone;
	int64_t performance_at;
	enum bo_category category;
	int64_t qty, price;
	int64_t discount, amount; /* amount: qty × price less discount */
	const char *codes;	  /* all it uses, as named, one a line; NULL */
	const char *code;	  /* the first of them; NULL */
	const char *override;	  /* the reason given for breaking a rule; NULL */
	size_t n_uses;
	struct bo_line_use *use;
};

struct bo_basket {
	int64_t id, patron_id;
	enum bo_basket_state state;
	const char *patron, *till, *staff, *label;
	const char *code;  /* those the buyer named, one a line; "" */
	const char *proof; /* opens it in self-service; NULL: nothing does */
	int64_t created, expires;
	bool expired;
	int64_t total, paid; /* of lines; of tenders taken so far */
	size_t n_lines, n_tenders;
	struct bo_basket_line *line;
	struct bo_tender *tender;
};
struct bo_baskets {
	size_t n;
	struct bo_basket *row; /* lines and tenders included */
};

/* The open basket of whoever acts, at this till; made when there is none.  After a kill it is the
 * one from before.  What another left open here is set aside under that one's name first. */
enum bo_status bo_basket_open(struct bo *bo, int64_t *id) BO_CHECKED;
enum bo_status bo_basket_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			     struct bo_basket *basket) BO_CHECKED;

/*
 * Adds qty (negative: takes off) of a type to the basket; lines of one type and performance are
 * one. Judged with the whole basket; BO_REFUSED changes nothing.  override: the reason for breaking
 * what the acting person, or the approver, may break; NULL: nothing.
 */
enum bo_status bo_basket_put(struct bo *bo, int64_t id, struct bo_wish wish,
			     const char *override) BO_CHECKED;
/* It does as bo_basket_put() for several: all or none. */
enum bo_status bo_basket_put_all(struct bo *bo, int64_t id, const struct bo_wish *wishes, size_t n,
				 const char *override) BO_CHECKED;
enum bo_status bo_basket_remove(struct bo *bo, int64_t id, int64_t line_id) BO_CHECKED;
/* patron 0: the walk-up patron. */
enum bo_status bo_basket_set_patron(struct bo *bo, int64_t id, int64_t patron_id) BO_CHECKED;
/* The one code the buyer named, instead of those there were; "" or NULL takes them all back (lines
 * that needed one must be gone). */
enum bo_status bo_basket_set_code(struct bo *bo, int64_t id, const char *code) BO_CHECKED;
/* One more, behind them; one that is there already stays. */
enum bo_status bo_basket_add_code(struct bo *bo, int64_t id, const char *code) BO_CHECKED;
/* One of them; BO_NOT_FOUND if it is not there. */
enum bo_status bo_basket_drop_code(struct bo *bo, int64_t id, const char *code) BO_CHECKED;
/* Money taken before the sale is complete (a card already charged); kept until sold or cleared. */
enum bo_status bo_basket_pay(struct bo *bo, int64_t id, const struct bo_tender *tender) BO_CHECKED;
/* Gives the last one back. */
enum bo_status bo_basket_unpay(struct bo *bo, int64_t id) BO_CHECKED;
/* Lines, places, code, patron and tenders gone.  Refused (payment) while a card tender stands. */
enum bo_status bo_basket_clear(struct bo *bo, int64_t id) BO_CHECKED;

/* Sets an open basket aside under a label, NULL: under the name of whoever acts; refused (already)
 * when it is. */
enum bo_status bo_basket_park(struct bo *bo, int64_t id, const char *label) BO_CHECKED;
/* Makes an open basket a hold under a name, to be paid later: its places are kept anew for the
 * option hold-minutes.  Refused (payment) when money was taken for it. */
enum bo_status bo_basket_keep(struct bo *bo, int64_t id, const char *label) BO_CHECKED;
/* Makes a parked basket or a hold the till's open one; the open one must be empty. */
enum bo_status bo_basket_recall(struct bo *bo, int64_t id) BO_CHECKED;

/* A hold in one act: its id.  code: those the buyer named, one a line, or NULL.  Expires after the
 * option hold-minutes. */
enum bo_status bo_hold_add(struct bo *bo, const struct bo_wish *wishes, size_t n, const char *code,
			   int64_t patron_id, const char *override, int64_t *id) BO_CHECKED;
/* All baskets with lines that keep places, parked ones that lost theirs, and those that hold money
 * alone; by creation. */
enum bo_status bo_hold_list(struct bo *bo, struct bo_arena *arena,
			    struct bo_baskets *list) BO_CHECKED;
/* Gives the places back and forgets the basket. */
enum bo_status bo_hold_release(struct bo *bo, int64_t id) BO_CHECKED;

#endif
