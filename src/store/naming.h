/*
 * Finding what somebody names, by its name or its id, for every room whose things
 * have names of their own.
 */
#ifndef STORE_NAMING_H
#define STORE_NAMING_H

#include "base/office.h"

/* The statements that look something up; by_id, by_name and names give an id or a name each. */
struct naming {
	const char *noun;
	const char *by_id;   /* $1 id */
	const char *by_name; /* $1 folded name; $2 scope or NULL if scoped */
	const char *names;   /* $1 scope or NULL if scoped */
	bool scoped;	     /* names are of something: of a season */
};

/* The id of what text names; scope_id (0: any) only if scoped.  BO_NOT_FOUND names the nearest. */
enum bo_status naming_find(struct bo *bo, const struct naming *naming, const char *text,
			   int64_t scope_id, int64_t *id) BO_CHECKED;

/* BO_EXISTS when another row has a name that looks the same, though written in other letters.  rows
 * gives the id and the name of all; $1 scope_id, or NULL if scoped. */
enum bo_status naming_check_looks(struct bo *bo, const char *rows, bool scoped, int64_t scope_id,
				  const char *name, int64_t except) BO_CHECKED;

#endif
