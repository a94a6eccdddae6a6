/*
 * The codes of a redemption: a comma list as the manager types it, a set as it
 * is kept and compared.  "BARD:50" opens fifty pieces and no more.
 */
#ifndef REDEMPTION_CODES_H
#define REDEMPTION_CODES_H

#include "base/office.h"

#include <boxoffice/arena.h>

enum { CODES_MAX = 50, CODE_BYTES_MAX = 64, CODE_USES_MAX = 1000000 };

struct code {
	const char *fold, *text;
	int64_t uses;	    /* BO_NONE: no limit */
	int64_t used, held; /* 0 where it was only typed; held as the row has it */
};
/* By fold, each once. */
struct codes {
	size_t n;
	const struct code *row;
	const char *joined; /* "A, B:50"; "" if there are none */
};

/* "A:50" written for one code. */
const char *code_write(struct bo_arena *arena, const struct code *code);
/* "A, B:50"; NULL when memory ends. */
const char *codes_join(struct bo_arena *arena, const struct code *row, size_t n);
/* Blanks around commas, empty places and repetitions are dropped. */
enum bo_status codes_parse(struct bo *bo, struct bo_arena *arena, const char *text,
			   struct codes *codes) BO_CHECKED;
enum bo_status codes_read(struct bo *bo, struct bo_arena *arena, int64_t redemption_id,
			  struct codes *codes) BO_CHECKED;
/* In the place of those there were; what each has been used for stays, and is counted anew where
 * sales and baskets know of it. */
enum bo_status codes_write(struct bo *bo, int64_t redemption_id,
			   const struct codes *codes) BO_CHECKED;

#endif
