/*
 * The lines of one order while it is being made: judged together, allowed or
 * refused as a whole.
 */
#ifndef BASKET_LINES_H
#define BASKET_LINES_H

#include "basket/count.h"
#include "offer/facts.h"
#include "promote/promote.h"

#include <boxoffice/basket.h>

/* One redemption and how many of it are wanted. */
struct sale_line {
	struct offered offered;
	struct bo_verdict verdict;
	int64_t basket_line_id;		/* 0: not from a basket */
	int64_t qty, discount, amount;	/* amount: price times qty less discount */
	const struct promo_line *promo; /* what campaigns make of it; NULL: none runs */
	bool had_uses;			/* its row in the basket has uses of campaigns */
	bool had_codes;			/* and of codes of the redemption */
	const char *code;		/* those the buyer named, one a line; NULL */
	const char *reason;		/* for an override; NULL: break nothing */
	int64_t approver_id;		/* who gave leave when it was put there; 0: nobody */
	unsigned leave;			/* for which rules: a set of 1 << rule */
	int64_t kept;			/* pieces whose places it keeps since then */
	bool places_kept;   /* lines_judge(): no more places there than its performance's kept */
	bool reason_needed; /* lines_judge(): the reason covered something */
	bool window_kept;   /* held in time: its window is not asked again */
	bool expired;	    /* offered.reserves: the vouchers' season is over */
	bool asks_quantity; /* of an exchange: some of its tickets become this type only now */
	size_t asked_by;    /* offered.reserves: the bundle's line and one; 0: none */
};

struct sale_lines {
	size_t n;
	struct sale_line *row;
	int64_t total;
};

/* Adds a wish: lines of one type and performance become one.  Facts are read here. */
enum bo_status lines_add(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			 const struct bo_wish *wish, const char *reason, struct sale_lines *lines,
			 size_t *at) BO_CHECKED;
/* Vouchers that one holds, or gets by this order, used for a performance: judged with the order,
 * priced at nothing. */
enum bo_status lines_reserve(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			     const struct bo_wish *wish, const char *reason,
			     struct sale_lines *lines, size_t *at) BO_CHECKED;
/* Behind the lines of bundles, one for each type they include that is valid for exactly one
 * performance: these are reserved with the sale or it is refused. */
enum bo_status lines_fix_dates(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			       struct sale_lines *lines) BO_CHECKED;
/* All lines of a basket.  kept: it held its places until now, so what was granted stands. */
enum bo_status lines_of_basket(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			       int64_t basket_id, bool kept, struct sale_lines *lines) BO_CHECKED;
/* Adds up, judges each line with the whole order, and refuses with the first breach that neither
 * the acting person nor an approver's leave covers.  A leave is for the rules and the number it was
 * given for: one piece more asks again.  Fills amounts and the total. */
enum bo_status lines_judge(struct bo *bo, struct sale_lines *lines) BO_CHECKED;
/* The line whose reason covers a breach of line at: its own, or for a limit of the whole
 * performance any of that performance's; NULL: none. */
const struct sale_line *lines_covering(const struct bo *bo, const struct sale_lines *lines,
				       size_t at, const struct bo_breach *breach);
/* Whether a breach is overridden by someone else than the acting person: that one's id, else 0. */
int64_t lines_approver(const struct bo *bo, const struct sale_line *line,
		       const struct bo_breach *breach);
/* Whether the acting person, or whoever gave leave for the line, may break this by its reason. */
bool lines_may(const struct bo *bo, const struct sale_line *line, const struct bo_breach *breach);
/* Price times quantity less discount for each line, and their sum. */
enum bo_status lines_price(struct bo *bo, struct sale_lines *lines) BO_CHECKED;
struct counted lines_counted(const struct sale_line *line);
/* Room for one more; NULL when memory ends. */
struct sale_line *lines_new(struct bo_arena *arena, struct sale_lines *lines);
/* A leave as it is stored: the codes of its rules with blanks between. */
void lines_leave_write(struct bo_buf *buf, unsigned leave);

#endif
