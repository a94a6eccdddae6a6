/*
 * The codes of a redemption: a comma list as the manager types it, a set as it
 * is kept and compared.
 */
#ifndef SEASON_CODES_H
#define SEASON_CODES_H

#include "base/office.h"

#include <boxoffice/arena.h>

enum { CODES_MAX = 50, CODE_BYTES_MAX = 64 };

struct code {
	const char *fold, *text;
};
/* By fold, each once. */
struct codes {
	size_t n;
	const struct code *row;
	const char *joined; /* "A, B"; "" if there are none */
};

/* Blanks around commas, empty places and repetitions are dropped. */
enum bo_status codes_parse(struct bo *bo, struct bo_arena *arena, const char *text,
			   struct codes *codes) BO_CHECKED;
enum bo_status codes_read(struct bo *bo, struct bo_arena *arena, int64_t redemption_id,
			  struct codes *codes) BO_CHECKED;
/* In the place of those there were. */
enum bo_status codes_write(struct bo *bo, int64_t redemption_id,
			   const struct codes *codes) BO_CHECKED;

#endif
