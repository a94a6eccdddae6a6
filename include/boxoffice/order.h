/*
 * What was sold: orders with their lines, tenders, vouchers and overrides.
 *
 * Orders balance: the sum of lines is the sum of tenders less change.  Refunds
 * are negative lines and tenders dated when they happen; nothing is rewritten.
 */
#ifndef BOXOFFICE_ORDER_H
#define BOXOFFICE_ORDER_H

#include <boxoffice/basket.h>
#include <boxoffice/words.h>

#define BO_VOUCHER_STATE_LIST(X)                                                                   \
	X(BO_VOUCHER_OPEN, "open", "open")                                                         \
	X(BO_VOUCHER_RESERVED, "reserved", "reserved")                                             \
	X(BO_VOUCHER_CHECKED_IN, "checked_in", "checked in")                                       \
	X(BO_VOUCHER_REFUNDED, "refunded", "refunded")                                             \
	X(BO_VOUCHER_VOID, "void", "void")

BO_WORDS(bo_voucher_state, bo_voucher_state, BO_VOUCHER_STATE)

struct bo_sale {
	int64_t basket_id; /* sell this one; 0: the lines below */
	const struct bo_wish *lines;
	size_t n_lines;
	const char *code; /* those the buyer named, one a line, beside those the basket has; NULL */
	int64_t patron_id;		 /* 0: the walk-up patron */
	const char *override;		 /* reason; NULL: break nothing */
	const struct bo_tender *tenders; /* beside those the basket has; none at all: exact cash */
	size_t n_tenders;
	bool print; /* queue a print job for every ticket */
};

struct bo_order_line {
	int64_t id, type_id, performance_id;
	const char *type, *show, *zone;
	int64_t performance_at;
	int64_t qty, price, amount; /* qty and amount negative: refund */
	int64_t discount;	    /* amount: qty × price less discount */
	const char *codes;	    /* all it used, as named, one a line; NULL */
	const char *code;	    /* the first of them: what opened it, else a member's; NULL */
	int64_t at;
	size_t n_uses;
	struct bo_line_use *use; /* as sold */
};
struct bo_voucher {
	int64_t id, order_id, type_id, performance_id, parent_id, patron_id;
	const char *type, *show, *zone, *patron;
	int64_t performance_at;
	enum bo_category category;
	enum bo_voucher_state state;
	int64_t amount;			    /* as paid */
	const char *code;		    /* of its active ticket; NULL for what has no ticket */
	int64_t issue;			    /* 1, 2 after a reprint, … */
	const char *campaign, *member_code; /* of the first campaign it has; NULL */
};
struct bo_override {
	enum bo_rule rule;
	int64_t limit, actual;
	const char *subject, *reason, *staff, *approver; /* approver NULL: nobody else was needed */
	int64_t at;
};
/* What somebody should know who did, or is about to do, an act that no rule refuses. */
struct bo_warning {
	enum bo_rule rule; /* min or step: what remains is fewer than its price was for */
	int64_t limit, left;
	const char *subject, *message; /* message: one sentence */
};
struct bo_order {
	int64_t id, patron_id, at;
	const char *patron, *staff, *till; /* staff NULL: self-service */
	const char *zone;		   /* of its house; of the box office where it has none */
	int64_t total;			   /* as sold */
	int64_t net;			   /* less refunds */
	int64_t change;			   /* given back in cash at the sale */
	const char *anchor;		   /* "till:seq:hash" of its journal row, for the receipt */
	const char *proof;		   /* opens it in self-service; NULL: only its tickets do */
	size_t n_lines, n_tenders, n_vouchers, n_overrides;
	struct bo_order_line *line;
	struct bo_tender *tender;
	struct bo_voucher *voucher;
	struct bo_override *override_row;
	size_t n_warnings; /* of the act that answers with the order */
	struct bo_warning *warning;
};
struct bo_order_summary {
	int64_t id, patron_id, at, total, net;
	int64_t tickets; /* good vouchers that take a place: no products, no heads of bundles */
	const char *patron, *staff, *till;
	const char *zone; /* its house's, in which its day is */
};
struct bo_orders {
	size_t n;
	struct bo_order_summary *row;
};

/* The one path that sells.  BO_REFUSED leaves nothing behind. */
enum bo_status bo_sell(struct bo *bo, struct bo_arena *arena, const struct bo_sale *sale,
		       struct bo_order *order) BO_CHECKED;

enum bo_status bo_order_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			    struct bo_order *order) BO_CHECKED;
struct bo_order_filter {
	int64_t patron_id;	/* 0: all */
	int64_t performance_id; /* 0: all */
	int64_t id;		/* 0: any */
	int64_t before;		/* only those older than this one; 0: from the newest */
	int64_t from, to;	/* BO_NONE: open */
	size_t limit;		/* 0: all */
	/* Days, both included, each order's in its own zone; NULL: open. */
	const char *first, *last;
};
/* The newest comes first. */
enum bo_status bo_order_list(struct bo *bo, struct bo_arena *arena,
			     const struct bo_order_filter *filter,
			     struct bo_orders *list) BO_CHECKED;

/*
 * Orders by what somebody typed or scanned: nothing, all; a ticket's code or an order's number,
 * that one; else those of the patrons whom the words find as bo_patron_search() does, of the first
 * BO_ORDER_PEOPLE of them.  Of these the filter lets some through, but its patron and id are not
 * looked at.  Begin, then step until done; a step takes some milliseconds among a million patrons,
 * and what it says is borrowed until the next or the end.
 */
enum { BO_ORDER_PEOPLE = 100 };
struct bo_order_hits {
	struct bo_orders orders; /* newest first */
	int64_t voucher_id;	 /* of the ticket that was named; 0 */
	bool more;		 /* than these: than the limit, or of more people */
	bool more_people;
};
struct bo_order_search;
enum bo_status bo_order_search_begin(struct bo *bo, const char *words,
				     const struct bo_order_filter *filter,
				     struct bo_order_search **search) BO_CHECKED;
enum bo_status bo_order_search_step(struct bo_order_search *search, struct bo_order_hits *hits,
				    bool *done) BO_CHECKED;
void bo_order_search_end(struct bo_order_search *search); /* NULL is fine */

/* What a patron has of one order for a performance. */
struct bo_holder {
	int64_t order_id, patron_id, at;    /* at: when it was sold */
	const char *patron, *email, *phone; /* the last two: NULL to who may not read people */
	const char *zone;		    /* of at */
	int64_t vouchers, places;	    /* good ones; those that take a place */
	int64_t paid;			    /* for the places */
};
struct bo_holders {
	size_t n;
	struct bo_holder *row;
};
/* Tells whom a change concerns, the newest order first. */
enum bo_status bo_holders(struct bo *bo, struct bo_arena *arena, int64_t performance_id,
			  struct bo_holders *list) BO_CHECKED;
/* The last order of this till; BO_NOT_FOUND if there is none. */
enum bo_status bo_order_last(struct bo *bo, int64_t *id) BO_CHECKED;
/* A voucher by its id, or by the code of any ticket ever issued for it. */
enum bo_status bo_voucher_find(struct bo *bo, struct bo_arena *arena, const char *text,
			       struct bo_voucher *voucher) BO_CHECKED;

/*
 * Money back for vouchers, where it is booked now.  Tickets become void, places free.  Unless said
 * otherwise it goes to the tenders it came by; a tender gives back no more than it took (BO_REFUSED
 * by payment; limit: what it may), but cash and checks may with a reason and a second person's
 * leave (else by permission).  What remains keeps its price; where that was for more than remain,
 * the order's warnings say so.
 */
struct bo_refund {
	const int64_t *vouchers;
	size_t n;		    /* 0: all that are still good */
	const struct bo_tender *to; /* positive amounts, in all what goes back; 0: all of it */
	size_t n_to;		    /* 0: to the tenders it came by */
	const char *reason;
	bool rehearse; /* what would be, and nothing changes */
};
enum bo_status bo_order_give_back(struct bo *bo, struct bo_arena *arena, int64_t id,
				  const struct bo_refund *refund,
				  struct bo_order *order) BO_CHECKED;
/* The same, all of it in the kind given; BO_TENDER_COUNT: to the tenders it came by. */
enum bo_status bo_order_refund(struct bo *bo, struct bo_arena *arena, int64_t id,
			       const int64_t *vouchers, size_t n, enum bo_tender_kind kind,
			       const char *reason, struct bo_order *order) BO_CHECKED;
/*
 * To another performance, and another type if type_id is not 0, in one act.  Each ticket costs what
 * it was sold for before discounts, or the other type's price now, less its own discounts as far as
 * their campaigns are for that night and type; nothing is gained but by the type.  How many must be
 * bought at once is asked only where the type changes.  tenders cover a higher price, none is taken
 * unnamed (BO_REFUSED by payment: limit is the difference); a lower one goes back to the tenders it
 * came by.
 */
struct bo_exchange {
	const int64_t *vouchers;
	size_t n_vouchers; /* 0: all that are still good */
	int64_t performance_id, type_id;
	const struct bo_tender *tenders;
	size_t n_tenders;
	const char *override;
	bool print;
	/* What would be, and nothing changes; without tenders none is asked for, and with a reason
	 * no rule refuses, as who may break it is asked by the act. */
	bool rehearse;
};
enum bo_status bo_order_exchange(struct bo *bo, struct bo_arena *arena, int64_t id,
				 const struct bo_exchange *exchange,
				 struct bo_order *order) BO_CHECKED;
/* n 0: all.  Each old code is void at once, a new ticket with a new code is queued for printing. */
enum bo_status bo_order_reprint(struct bo *bo, int64_t id, const int64_t *vouchers, size_t n,
				const char *reason, size_t *tickets) BO_CHECKED;

/* X(enum, prefix) what a typed or scanned text is by its shape alone */
enum bo_scan { BO_SCAN_NOTHING, BO_SCAN_TICKET };
/* Ticket codes carry a check character, so a scan is told from a name by its shape. */
enum bo_scan bo_scan_shape(const char *text);
enum { BO_TICKET_CODE_SIZE = 16 }; /* bytes with the terminator, see src/print/issue.c */

#endif
