/*
 * How the store would answer: the plans of the statements a test really ran.
 */
#ifndef SUPPORT_PLAN_H
#define SUPPORT_PLAN_H

#include <boxoffice/boxoffice.h>

/* What must not be read whole. */
struct plan_look {
	const char *const
		*large; /* tables that grow, as statements call them; NULL behind the last */
	bool index_too; /* an index of such a table, read from end to end, counts as well */
	bool (*chosen)(const char *sql); /* statements it is asked of; NULL: every SELECT */
};

/* Steps of one statement's plan that read such a table whole; told on stderr if show. */
int plan_scans(struct bo *bo, const struct plan_look *look, const char *sql, bool show);
/* Of all statements that were run, none may: fails and tells which.  How many were looked at. */
int plan_check(struct bo *bo, const struct plan_look *look);
/* Fails unless some SELECT that was run went through each; NULL behind the last. */
void plan_met(struct bo *bo, const char *const *indexes);
/* Fails if a statement that holds part went through that index. */
void plan_avoided(struct bo *bo, const char *part, const char *index);

#endif
