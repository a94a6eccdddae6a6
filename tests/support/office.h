/*
 * A whole small box office for a test: a training store in a folder of its own,
 * a clock that stands still until it is set, one person of each role, a till.
 */
#ifndef SUPPORT_OFFICE_H
#define SUPPORT_OFFICE_H

#include <boxoffice/boxoffice.h>

/* Mon 5 Jan 2026 12:00 UTC: what the clock shows at first. */
#define TEST_NOW INT64_C(1767614400)

/* An empty training store: no till, nobody works here yet. */
struct bo *test_store(void);
/* The manager is signed in at till "test".  Ends the test when it cannot be made. */
struct bo *test_office(void);
/* The demo season as of that moment in a store of its own: Casey, a clerk, at "Till 1". */
struct bo *test_demo(void);
/* Closes it and removes its folder. */
void test_office_end(struct bo *bo);
/* Of every office made here. */
void test_clock_set(int64_t now);
/* Signs in the person of that role. */
void test_act_as(struct bo *bo, enum bo_role role);
/* A moment from "2026-01-05T20:00" on the clock of a zone; ends the test if it is none. */
int64_t test_when(const char *text, const char *zone);
/* Rows that a query answers; for counting what is really in the store. */
int64_t test_number(struct bo *bo, const char *sql);

/* The call must come back with BO_OK, or with that status and a sentence that holds part. */
#define OK(bo, call) test_status(bo, BO_OK, call, "", #call, __FILE__, __LINE__)
#define SAYS(bo, status, part, call) test_status(bo, status, call, part, #call, __FILE__, __LINE__)
void test_status(struct bo *bo, enum bo_status wanted, enum bo_status got, const char *part,
		 const char *call, const char *file, int line);

#endif
