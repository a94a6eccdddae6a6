/*
 * Inside of the store, for the files of this room: they open the database, bring it to the newest
 * schema, run acts and statements and copy it.  What only SQLite knows lies in sqlite/.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/office.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <sys/types.h>

enum {
	STORE_MAGIC = 0x424f5846, /* application_id: "BOXF" */
	PARAMETERS = 32,	  /* $1..$32 */
	STATEMENTS = 512,	  /* slots for kept statements; a power of two */
	PATH_LIMIT = 4096,
	BUSY_SECONDS = 5 /* how long to wait for another process's lock */
};

struct partial; /* sqlite/partial.h */

struct sql_rows {
	struct bo *bo;
	sqlite3_stmt *statement;
	const char *sql;
	enum bo_status status;
	bool busy, kept;
	bool done;			 /* no row is left */
	bool gives_id;			 /* an INSERT whose id sql_number() asks for */
	unsigned char place[PARAMETERS]; /* where SQLite keeps $1, $2, … */
};

struct place {
	bool known;
	dev_t dev;
	ino_t ino;
};

enum { STORE_BESIDE = 2 }; /* its log and the index of that */

struct store {
	sqlite3 *db;
	char *path;			    /* as it is called */
	char *at, *beside_at[STORE_BESIDE]; /* where it is; NULL for what nobody else knows of */
	struct place file, beside[STORE_BESIDE]; /* which files these were */
	bool training;
	int depth;   /* of acts */
	bool failed; /* an inner act or a question failed: the outermost takes everything back */
	struct bo_error why;
	int64_t changes;	  /* SQLite's count of changed rows when the act began */
	int glances;		  /* one in the other */
	int64_t seen;		  /* data_version at the last bo_store_changed() */
	int64_t busy_since, came; /* monotonic milliseconds: to a lock, to the queue; 0: not now */
	int queue;		  /* set of semaphores; below 0: none */
	bool in_turn;		  /* whose turn it is, is this one */
	unsigned short
		place; /* of it in the set: the file may be another one when it is given back */
	int log_pages; /* that the last commit left in the log */
	struct partial *partial; /* it is a copy in the making, taken away when it is closed */
	struct sql_rows kept[STATEMENTS];
};

/* store.c: opens a file as it is; shown: what it is called in sentences.  bo->store stays when it
 * fails, for bo_store_close(). */
enum bo_status store_attach(struct bo *bo, const char *path, const char *shown) BO_CHECKED;
/* Makes an attached one fit to work with: settings, schema, kind. */
enum bo_status store_begin(struct bo *bo) BO_CHECKED;
/* sqlite/there.c: keeps which file it is; false when out of memory. */
bool store_note_place(struct store *store, const char *path);
/* BO_LOST unless it is the same one still. */
enum bo_status store_there(struct bo *bo) BO_CHECKED;
/* Before closing: a lost one touches nothing at its path. */
void store_leave_lost(struct bo *bo);
/* sql.c: sql_query() for others of its kind; copies: texts are needed longer than the call lasts.
 */
enum bo_status sql_start(struct bo *bo, struct sql_rows **rows, const char *sql, const char *types,
			 bool copies, va_list *args) BO_CHECKED;
/* The sentence and status for what SQLite just said. */
enum bo_status store_fail(struct bo *bo, int code);
/* One or several statements without parameters or rows. */
enum bo_status store_script(struct bo *bo, const char *sql) BO_CHECKED;

/* sqlite/disk.c: the name of a file is on disk only when its folder is. */
void store_sync_folder(const char *path);
/* migrate.c: brings an opened file to the newest schema; makes it when the file is empty. */
enum bo_status store_migrate(struct bo *bo, bool create) BO_CHECKED;
/* BO_CORRUPT for a schema that this program does not know yet. */
enum bo_status store_check_version(struct bo *bo, const char *path, int64_t version) BO_CHECKED;
/* sqlite/function.c: what the SQL of the other rooms may call and SQLite lacks. */
enum bo_status store_add_functions(struct bo *bo) BO_CHECKED;
/* sqlite/disk.c: why a file cannot be a store before SQLite looks at it; BO_OK if it may. */
enum bo_status store_inspect(struct bo *bo, const char *path, bool to_write) BO_CHECKED;

#endif
