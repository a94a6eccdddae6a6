/*
 * The grammar of the Sell screen's entry line: what Enter would do with the text in it.
 *
 * A pure function of the text, the offers on the screen and the state of the basket; it asks
 * nobody.  Everything can be typed on a number pad:
 *
 *	empty basket	2	two of offer 1		1+1	one of offer 1, one of offer 2
 *	basket		80	cash			(empty)	exact cash
 *	always		2*3	two of offer 3		*3	one of offer 3
 *			2*	two of offer 1		2 yo	two of what begins so
 *			-	card			--	check
 *			-20	20.00 by card		-A42	card, reference A42
 *			-20:77	both			=	the last order again
 *			/anna	looks for a person
 *
 * Numbers of offers are those of their types, the same at every performance of a season.  The words
 * cash, card and check do what the signs do, and "2 adults 1 youth" is what it says.
 *
 * A ticket's code is known by its shape; it is looked up, and never sold.  What equals a
 * redemption's code is taken as that code, an e-mail as the buyer's.  Words that are nothing of all
 * this may be a member's code: only the engine knows.  Numbers are quantities or amounts even where
 * a code looks like one.
 */
#ifndef SCREENS_ENTRY_ENTRY_H
#define SCREENS_ENTRY_ENTRY_H

#include <boxoffice/basket.h>

enum sell_act {
	SELL_NOTHING, /* the line is empty and there is nothing to pay */
	SELL_WRONG,   /* fault says why */
	SELL_PUT,     /* terms */
	SELL_CASH,    /* amount given */
	SELL_EXACT,   /* cash for what is due; also a basket that costs nothing */
	SELL_CARD,    /* what is due; text: reference */
	SELL_CHECK,
	SELL_CODE,   /* text */
	SELL_EMAIL,  /* text */
	SELL_SCAN,   /* text */
	SELL_PERSON, /* text: what to look for */
	SELL_REPEAT,
	SELL_QUANTITY, /* amount: of the line the cursor stands on; never read from the line */
};

enum {
	SELL_TERMS = 128,      /* more than the line has room for */
	SELL_QTY_MAX = 100000, /* what the engine takes; a typing error otherwise */
	SELL_TEXT = 200,
	SELL_NOTES = 8,
};

struct sell_term {
	size_t offer; /* index */
	int64_t qty;
};

struct sell_facts {
	const struct bo_offer *offer;
	size_t n_offers;
	int64_t performance_id; /* which they are of */
	const struct bo_basket *basket;
	struct bo_currency currency;
	bool empty;	 /* no line in the basket */
	int64_t total;	 /* of its lines */
	int64_t due;	 /* still to pay; negative: paid too much already */
	int64_t last_id; /* the last order; 0: none */
};

struct sell_entry {
	enum sell_act act;
	size_t n_terms;
	struct sell_term term[SELL_TERMS];
	int64_t amount;
	char text[SELL_TEXT + 1];
	char fault[160]; /* a sentence */
	bool maybe_code; /* wrong, unless the engine knows text as somebody's code */
};

void sell_entry_read(const char *text, const struct sell_facts *facts, struct sell_entry *entry);

/* What Enter will do, in a few words.  True: something speaks against it (as far as the screen
 * knows; the engine decides). */
bool sell_entry_preview(const struct sell_entry *entry, const struct sell_facts *facts,
			struct bo_buf *words);

/* How many of an offer are in the basket already. */
int64_t sell_taken(const struct sell_facts *facts, const struct bo_offer *offer);

/* Sums above due that are likely to be handed over, rising, for the key "+".  Returns how many. */
size_t sell_notes(int64_t due, struct bo_currency currency, int64_t notes[SELL_NOTES]);

/* Is code one of "A, B", as codes are compared? */
bool sell_code_among(const char *codes, const char *code);

#endif
