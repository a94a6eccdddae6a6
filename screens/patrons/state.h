/*
 * The state of a patron's page, shared by what fetches it (rows.c, story.c), what
 * shows it (page.c, head.c), what is chosen for it (pick.c) and what it does
 * (act.c, give.c).
 */
#ifndef SCREENS_PATRONS_STATE_H
#define SCREENS_PATRONS_STATE_H

#include "frame/session.h"
#include "kit/ask.h"
#include "kit/fill.h"
#include "kit/override.h"
#include "kit/person_search.h"
#include "patrons/edit.h"
#include "patrons/page.h"

#include "ui/widget/list.h"

enum { PATRON_MARKS = 256, PATRON_ORDERS = 100 };

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
	const char *text, *more, *right;
	size_t n;		    /* of PATRON_OPEN: how many */
	const char *type;	    /* of the voucher */
	const struct bo_uses *uses; /* of PATRON_OPEN */
	bool usable;		    /* somewhere, now */
	const char *story;	    /* for the panel; may have lines; NULL: none */
};
struct patron_rows {
	size_t n;
	struct patron_row *row;
};

enum patron_deed { PATRON_RESERVE, PATRON_CHANGE, PATRON_RELEASE, PATRON_TRANSFER, PATRON_ISSUE };

/* What is asked of the engine, so that it can be asked again with a reason. */
struct patron_attempt {
	enum patron_deed deed;
	int64_t voucher[PATRON_MARKS];
	size_t n;
	int64_t performance_id, to; /* to: the patron who gets them */
	struct bo_wish wish[FILL_FIELDS];
	size_t beyond; /* types there is no field for */
	size_t n_wishes;
	char words[300]; /* for people */
};

/* Somewhere a voucher may go, in the list to choose from. */
struct patron_place {
	int64_t performance_id; /* 0: open */
	const char *when, *show, *left, *message;
};

struct patron_page {
	int64_t patron_id;
	const struct session *session;
	struct bo_arena arena;
	bool has;
	struct bo_patron patron;
	struct bo_vouchers vouchers; /* that are still good */
	struct patron_rows rows;
	struct ui_list list;
	size_t history; /* how many more of it were asked for */
	int64_t marked[PATRON_MARKS];
	size_t n_marked;

	struct patron_attempt attempt;
	struct bo_refusal refusal;
	bool refused;
	struct override_reasons reasons;

	/* what is being chosen; its rows live until the next choice */
	struct bo_arena picking;
	struct patron_place *place;
	size_t n_places;
	size_t *shown;
	size_t n_shown;
	struct person_search people;
	int64_t type_id; /* of the open vouchers meant */
	size_t open;	 /* how many of it there are */
	struct fill_room room;
	char title[200], count[24];
	struct prompt prompt;
	struct patron_work work; /* of the form */
};

enum patron_tag {
	PATRON_TAG_OTHER = 1,
	PATRON_TAG_PLACE,
	PATRON_TAG_COUNT,
	PATRON_TAG_WHO,
	PATRON_TAG_ISSUE_PLACE,
	PATRON_TAG_OVERRIDE,
	PATRON_TAG_SAME, /* who is the same person */
	PATRON_TAG_MERGE
};

/* --- rows.c --- */
enum bo_status patron_rows_fetch(struct patron_page *page);
/* NULL: no memory (or no text).  Lives until the next one is added. */
struct patron_row *patron_row_add(struct patron_page *page, enum patron_row_kind kind,
				  const char *text);

/* --- story.c: offers and audiences, history; each adds its rows --- */
enum bo_status patron_story_offers(struct patron_page *page);
enum bo_status patron_story_history(struct patron_page *page);
void patron_story_longer(struct patron_page *page);

/* --- head.c: who it is, above the rows --- */
int patron_head_rows(const struct patron_page *page, int rows, int cols);
void patron_head_draw(const struct patron_page *page, struct ui_surface *surface);

/* --- page.c --- */
const struct patron_row *patron_row_here(const struct patron_page *page);

/* --- pick.c: lists to choose from; the answer comes back with the tag --- */
unsigned patron_pick_use(struct screen *screen, const char *title, int64_t type_id, int tag);
unsigned patron_pick_performance(struct screen *screen, const char *title, int tag);
unsigned patron_pick_who(struct screen *screen, const char *title, int tag);
/* NULL if there is no such row. */
const struct bo_patron *patron_picked_person(const struct patron_page *page, int row);
const struct patron_place *patron_picked_place(const struct patron_page *page, int row);

/* --- act.c: what is done with places --- */
/* Asks the engine for page->attempt; a refusal stays on the page. */
unsigned patron_try(struct screen *screen);
/* reason NULL: break nothing. */
enum bo_status patron_attempt(struct patron_page *page, const char *reason);
unsigned patron_refused(struct patron_page *page);
unsigned patron_ask_override(struct screen *screen);
unsigned patron_ask_reserve(struct screen *screen);
unsigned patron_ask_change(struct screen *screen);
unsigned patron_release(struct screen *screen);
unsigned patron_ask_print(struct screen *screen);
/* The first n open vouchers of a type, into page->attempt. */
void patron_take_open(struct patron_page *page, int64_t type_id, size_t n);
unsigned patron_ask_count(struct screen *screen, const char *what);
unsigned patron_done(struct screen *screen, int tag, const void *result);

/* --- give.c: vouchers that change hands, or come without a sale --- */
unsigned patron_ask_transfer(struct screen *screen);
/* other NULL: nobody. */
unsigned patron_give_to(struct screen *screen, const struct bo_patron *other);
unsigned patron_ask_issue(struct screen *screen);
unsigned patron_issue_at(struct screen *screen, const struct patron_place *place);

#endif
