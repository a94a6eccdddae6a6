/*
 * The state of a patron's page, shared by what fetches it (rows.c, story.c), what is asked for its
 * vouchers (deed.c, act.c, give.c) and what shows it (head.c, page.c).
 */
#ifndef SCREENS_PATRONS_STATE_H
#define SCREENS_PATRONS_STATE_H

#include "frame/session.h"
#include "kit/ask.h"
#include "kit/attempt.h"
#include "kit/choose.h"
#include "kit/table.h"
#include "patrons/page.h"
#include "person/edit.h"

enum { PATRON_MARKS = 256, PATRON_ORDERS = 100, PATRON_PLACE = BO_NAME_MAX + 80 };

enum patron_row_kind {
	PATRON_HEAD,	 /* of a group */
	PATRON_NOTHING,	 /* the group is empty */
	PATRON_OPEN,	 /* all open vouchers of a type */
	PATRON_RESERVED, /* one voucher that has its place */
	PATRON_BUNDLE,	 /* one bundle */
	PATRON_OFFER,	 /* of a campaign, for this person now */
	PATRON_MEMBER,	 /* of an audience */
	PATRON_ORDER,
	PATRON_EVENT, /* of the history */
	PATRON_MORE   /* Enter shows older ones */
};

struct patron_row {
	enum patron_row_kind kind;
	int64_t id; /* of the type, the voucher, the order, the campaign, the member; place from 1
		     */
	int64_t order_id;
	int64_t key; /* kind and id in one; 0: the row has no id */
	const char *text, *more, *right;
	size_t n;			   /* of PATRON_OPEN: how many */
	const char *type;		   /* of the voucher */
	const struct bo_reservables *uses; /* of PATRON_OPEN */
	bool usable;			   /* somewhere, now */
	const char *story;		   /* for the panel; may have lines; NULL: none */
};
struct patron_rows {
	size_t n;
	struct patron_row *row;
	bool full; /* there was no memory for one of them */
	struct patron_row spare;
};

enum patron_deed { PATRON_RESERVE, PATRON_CHANGE, PATRON_RELEASE, PATRON_TRANSFER, PATRON_ISSUE };

/* What is asked of the engine, and asked again with a reason. */
struct patron_asked {
	enum patron_deed deed;
	int64_t voucher[PATRON_MARKS];
	size_t n;
	int64_t performance_id, to; /* to: the patron who gets them */
	struct bo_wish wish[FILL_FIELDS];
	size_t beyond; /* types there is no field for */
	size_t n_wishes;
};

struct patron_page {
	struct table_view view; /* of a patron; its marks are keys of rows */
	const struct session *session;
	bool has;
	struct bo_patron patron;
	struct bo_vouchers vouchers; /* that are still good */
	struct patron_rows rows;
	size_t history; /* how many more of it were asked for */
	int64_t stood;	/* the key of the row on which the cursor was */
	int64_t first;	/* the one that was marked first: it says where all of them may go */

	struct patron_asked asked;
	struct attempt attempt;
	int64_t type_id; /* of the open vouchers meant */
	size_t open;	 /* how many of it there are */
	struct prompt prompt;
	struct patron_work work; /* of the form */
};

enum patron_tag {
	PATRON_TAG_OTHER = 1,
	PATRON_TAG_PLACE,
	PATRON_TAG_COUNT,
	PATRON_TAG_WHO,
	PATRON_TAG_ISSUE_PLACE,
	PATRON_TAG_SAME, /* who is the same person */
	PATRON_TAG_MERGE
};

/* --- row.c --- */
/* Never NULL: without memory (or text) page->rows.full says so at the end.  Lives until the next
 * one is added. */
struct patron_row *patron_row_add(struct patron_page *page, enum patron_row_kind kind,
				  const char *text);
/* A text of a row, told in the same way; never NULL. */
#define PATRON_TEXT(page, ...)                                                                     \
	patron_row_kept((page), bo_arena_printf(&(page)->view.arena, __VA_ARGS__))
const char *patron_row_kept(struct patron_page *page, const char *text);
/* "Fri 9 Jan 20:00" */
const char *patron_row_when(struct patron_page *page, int64_t at, const char *zone);
const struct patron_row *patron_row_here(const struct patron_page *page);
/* Gives the rows their keys. */
void patron_row_keys(struct patron_page *page);
/* May the row be marked?  A ticket that is still good. */
bool patron_row_good(const void *row);
/* The id that a key stands for. */
int64_t patron_key_id(int64_t key);

/* --- rows.c --- */
enum bo_status patron_rows_fetch(struct patron_page *page);

/* --- story.c: offers and audiences, history; each adds its rows --- */
enum bo_status patron_story_offers(struct patron_page *page);
enum bo_status patron_story_history(struct patron_page *page);
void patron_story_longer(struct patron_page *page);

/* --- head.c: who it is, above the rows --- */
int patron_head_rows(const struct patron_page *page, int rows, int cols);
void patron_head_draw(const struct patron_page *page, int rows, struct ui_surface *surface);

/* --- deed.c: what is asked for vouchers --- */
/* NULL: it is none of the page's. */
const struct bo_voucher *patron_voucher(const struct patron_page *page, int64_t id);
/* These take them into page->asked: the marked ones, or the one the cursor is on; the first n open
 * ones of a type. */
size_t patron_take_reserved(struct patron_page *page);
void patron_take_open(struct patron_page *page, int64_t type_id, size_t n);
/* What is wanted, in the words of the attempt. */
void patron_say(struct patron_page *page, const char *verb, const char *end);
/* "Hamlet, Fri 9 Jan 20:00"; false: it cannot be read, and why was said. */
bool patron_say_place(struct screen *screen, int64_t performance_id, struct bo_buf *words);
void patron_attempt_init(struct patron_page *page);
/* Asks how many of the open ones; with the answer they are taken, or it is said why not. */
unsigned patron_ask_count(struct screen *screen, const char *what);
bool patron_counted(struct screen *screen, const char *text);

/* --- act.c: what is done with places --- */
unsigned patron_ask_reserve(struct screen *screen);
unsigned patron_ask_change(struct screen *screen);
/* Once the place is chosen, and once the number is said. */
unsigned patron_placed(struct screen *screen, int64_t performance_id);
unsigned patron_reserve(struct screen *screen);
unsigned patron_release(struct screen *screen);
unsigned patron_ask_print(struct screen *screen);

/* --- give.c: vouchers that change hands, or come without a sale --- */
unsigned patron_ask_transfer(struct screen *screen);
unsigned patron_ask_who(struct screen *screen);
unsigned patron_give_to(struct screen *screen, const struct chosen *other);
unsigned patron_ask_issue(struct screen *screen);
/* 0: open, for no performance yet. */
unsigned patron_issue_at(struct screen *screen, int64_t performance_id);

#endif
