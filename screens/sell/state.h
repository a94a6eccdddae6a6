/*
 * What the files of the Sell screen share with each other only.
 *
 * sell.c hears keys and decides which act is meant; act.c asks the engine and keeps its
 * answer, code.c for codes, e-mails and tickets; model.c fetches; draw.c and
 * panel.c paint; the dialogs are screens of their own.
 */
#ifndef SCREENS_SELL_STATE_H
#define SCREENS_SELL_STATE_H

#include "entry/entry.h"
#include "frame/session.h"
#include "kit/ask.h"
#include "kit/attempt.h"
#include "kit/choose.h"
#include "sell/model.h"
#include "sell/sell.h"

#include "ui/widget/lineedit.h"
#include "ui/widget/list.h"

/* Where things are; every place depends on the size alone, so nothing moves during a sale. */
struct sell_layout {
	struct ui_rect performances, orders, offers, basket; /* rows 0: not shown */
	int split; /* column of the line between, 0: none */
	int head, basket_head, totals, rule, entry, preview; /* rows; rule -1: none */
	int notes, note_rows;
	bool offer_heads, wide;
};

/* What is asked of the engine, and asked again with a reason. */
struct sell_asked {
	bool sale; /* else: lines */
	bool stay; /* the cursor stays where it is */
	struct bo_wish wish[BO_BASKET_LINES];
	size_t n_wishes;
	struct bo_tender tender;
	size_t n_tenders; /* 0 or 1 */
	char reference[SELL_TEXT + 1];
};

/* The sale just made, until the next one begins. */
struct sell_sold {
	bool on;
	int64_t order_id, total, change, tickets, pieces;
	bool unprinted;	   /* as was asked for */
	int64_t after_job; /* print jobs that are newer belong to it */
	char paid[80];	   /* "cash 100.00" */
};

/* A ticket that was scanned. */
struct sell_lookup {
	bool on, good;
	char code[SELL_TEXT + 1];
	int64_t at;
	char line[2][240];
};

/* Where the keys go: into the entry line, to a row of the basket, to an offer. */
enum sell_where { SELL_IN_LINE, SELL_IN_BASKET, SELL_IN_OFFERS };

struct sell {
	struct sell_model model;
	struct sell_layout layout;
	struct ui_lineedit entry;
	struct sell_entry read; /* of the entry line */
	char preview[400];
	bool against;
	size_t note; /* which sum "+" put into the entry line, from 1; 0: none */
	struct sell_asked asked;
	struct attempt attempt;
	struct sell_sold sold;
	struct sell_lookup lookup;
	bool no_print; /* the next sale is made without tickets */
	enum sell_where where;
	int selected; /* in the basket */
	size_t offer; /* among the offers */

	/* what open dialogs look at */
	struct ui_dialog question;
	char ask[600], label[80];
	char waiting[500]; /* "The basket of Casey waits (F7): …"; empty: none */
	struct prompt prompt;
	struct screen *screen;
};

enum sell_tag {
	SELL_TAG_PAY = 1,
	SELL_TAG_PERSON,
	SELL_TAG_NEW_PERSON,
	SELL_TAG_CODE,
	SELL_TAG_DROP_CODE,
	SELL_TAG_PARK,
	SELL_TAG_RECALL,
	SELL_TAG_CLEAR,
	SELL_TAG_REPRINT,
	SELL_TAG_UNPAY,
	SELL_TAG_PERFORMANCE,
	SELL_TAG_PATRON_PAGE,
	SELL_TAG_LEAVE,
	SELL_TAG_HOLD
};

/* --- reading.c --- */
/* Reads the entry line anew: after typing, after a fetch. */
void sell_reread(struct sell *sell);
void sell_set_entry(struct sell *sell, const char *text);
struct sell_facts sell_facts(const struct sell *sell);
/* Rows of the basket one can stand on: lines, then what was paid. */
int sell_rows(const struct sell *sell);
/* The line one stands on; NULL: what was paid. */
const struct bo_basket_line *sell_line_here(const struct sell *sell);

/* --- cursor.c: standing on a row of the basket, or on an offer --- */
/* From the line to the basket, on to the first offer that is out of sight if there is one, and
 * back. */
unsigned sell_next_place(struct sell *sell);
unsigned sell_enter_basket(struct sell *sell, bool last);
/* Where the key moves a cursor among so many rows; false: it is another key. */
bool sell_moves(const struct ui_event *event, int rows, int page, int *at);
/* Keys of the place; UI_IGNORED: not meant for it. */
unsigned sell_place_key(struct screen *screen, const struct ui_event *event);
/* --- act.c: each returns ui_result bits and says on the screen what came of it --- */
/* How attempts are made. */
void sell_attempt_init(struct sell *sell);
unsigned sell_put(struct screen *screen, const struct sell_entry *entry);
unsigned sell_repeat(struct screen *screen);
/* So many of the line at that row of the basket; 0 takes it out. */
unsigned sell_set_quantity(struct screen *screen, size_t row, int64_t qty);
/* kind and amount as typed; covers: the sale, else a part payment. */
unsigned sell_pay(struct screen *screen, enum bo_tender_kind kind, int64_t amount,
		  const char *reference);
/* Without any tender: exact cash for what is due, or nothing. */
unsigned sell_exact(struct screen *screen);
unsigned sell_void(struct screen *screen);
unsigned sell_unpay(struct screen *screen);
unsigned sell_clear(struct screen *screen);
unsigned sell_take_patron(struct screen *screen, int64_t patron_id);
/* With tickets or without, for this basket alone. */
unsigned sell_switch_print(struct screen *screen);
unsigned sell_reprint(struct screen *screen);
/* What an engine call said: shows refusals in their row (words: what was wanted) and other failures
 * on the message line. */
unsigned sell_answer(struct screen *screen, enum bo_status status, const char *words);
/* Fetches what a change of the basket changed. */
void sell_refetch(struct screen *screen);

/* --- code.c: what a buyer shows or says --- */
/* One more, beside those the basket has. */
unsigned sell_take_code(struct screen *screen, const char *code);
unsigned sell_drop_code(struct screen *screen, const char *code);
/* Words that are no offer: true when somebody's code, taken or not; *r as of the others. */
bool sell_try_code(struct screen *screen, const char *text, unsigned *r);
/* Names the patron who has it; else it is said in place of a code. */
unsigned sell_take_email(struct screen *screen, const char *email);
/* Looks a ticket up; where it opens an offer here, it is a code of the basket. */
unsigned sell_scan(struct screen *screen, const char *code);
/* What the buyer has of campaigns: "Friends: 1 of 2 left"; true: nothing of it may be used. */
bool sell_say_standings(const struct sell *sell, struct bo_buf *words);

/* --- ask.c: what needs a dialog --- */
unsigned sell_ask_pay(struct screen *screen);
unsigned sell_ask_code(struct screen *screen);
unsigned sell_ask_clear(struct screen *screen);
unsigned sell_ask_reprint(struct screen *screen);
unsigned sell_ask_hold(struct screen *screen);
unsigned sell_ask_void(struct screen *screen);
unsigned sell_done(struct screen *screen, int tag, const void *result);

/* --- leave.c: one clerk goes, another comes --- */
/* Reads which baskets are set aside at this till. */
void sell_find_waiting(struct sell *sell);
/* False: something is left; a question about it is on the screen. */
bool sell_may_leave(struct screen *screen);
/* After the question: sets the basket aside and closes. */
unsigned sell_left(struct screen *screen);

/* --- pick.c: what is chosen from a list --- */
unsigned sell_pick_person(struct screen *screen, const char *words);
unsigned sell_new_person(struct screen *screen, const char *name);
/* The patron of the basket, or of the sale just made; 0: nobody by name. */
int64_t sell_patron(const struct sell *sell);
unsigned sell_open_patron(struct screen *screen);
/* Takes out the code there is; of several, the one that is picked. */
unsigned sell_pick_code(struct screen *screen);
/* The name a basket is set aside under, before anybody says another. */
void sell_label(struct sell *sell);
unsigned sell_park(struct screen *screen);
unsigned sell_recall(struct screen *screen);
unsigned sell_picked(struct screen *screen, int tag, const struct chosen *chosen);

/* --- draw.c, panel.c --- */
void sell_lay_out(struct sell_layout *layout, int rows, int cols);
void sell_draw(const struct screen *screen, struct ui_surface *surface);
/* First row in sight of the performances. */
int sell_first_performance(const struct sell *sell);
/* The offer that is drawn at y of its part; beyond the last: none is. */
size_t sell_offer_at(const struct sell *sell, int y);
/* The row of the basket that is drawn at y of its part. */
int sell_row_at(const struct sell *sell, int y);
void sell_draw_basket(const struct sell *sell, struct ui_surface *surface);
void sell_draw_orders(const struct sell *sell, struct ui_surface *surface);
void sell_draw_notes(const struct sell *sell, struct ui_surface *surface);

#endif
