/*
 * The quick look of the check: every large table read once, in the order it lies in, and what must
 * agree weighed against each other.  What agrees here is sound; where something does not, the slow
 * question is asked, which knows what and where.
 */
#ifndef REPORT_SUMS_H
#define REPORT_SUMS_H

#include "base/office.h"
#include "base/weigh.h"
#include "journal/journal.h"
#include "report/told.h"

/* What is held against what; SUM_NONE: nothing, the question itself is quick. */
enum sum {
	SUM_NONE,
	SUM_SOLD,    /* a performance's places and its vouchers */
	SUM_REVENUE, /* a performance's and its lines' */
	SUM_TAKEN,   /* a redemption's and its vouchers */
	SUM_ISSUED,  /* a type's and its vouchers */
	SUM_BALANCE, /* an order's lines, tenders, change and net */
	SUM_TOTAL,   /* an order's and its lines' before anything was given back */
	SUM_LINES,   /* a line's pieces and amount and its vouchers' */
	SUM_TICKETS, /* vouchers that need an active ticket, and those tickets */
	SUM_PAID,    /* an order's net and its good vouchers' amounts */
	SUM_TOLD,    /* what the journal tells and what is kept */
	SUM_COUNT
};

struct sums {
	struct bo *bo;
	struct weigh weigh;
	struct told told;	   /* of one row of the journal */
	uint64_t apart[SUM_COUNT]; /* how far both sides are */
	unsigned char *given_back; /* a bit for each order that has a line of less than nothing */
	int64_t orders;		   /* bits */
	bo_progress progress;
	void *arg;
	int64_t done, total; /* rows */
};

enum bo_status sums_begin(struct sums *sums, struct bo *bo, bo_progress progress,
			  void *arg) BO_CHECKED;
void sums_end(struct sums *sums);
/* One row of the journal; a journal_sees. */
enum bo_status sums_see(void *sums, const struct journal_seen *row) BO_CHECKED;
/* Everything else, inside the same glance. */
enum bo_status sums_weigh(struct sums *sums) BO_CHECKED;
/* After both. */
bool sums_agree(const struct sums *sums, enum sum sum);

#endif
