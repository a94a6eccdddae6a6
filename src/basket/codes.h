/*
 * Codes of an order: checked when they are named, and told by the lines that used them.
 */
#ifndef BASKET_CODES_H
#define BASKET_CODES_H

#include "basket/promise.h"

/* BO_INVALID unless each of them may be stored, and they are no more than BO_CODES_MAX. */
enum bo_status codes_check(struct bo *bo, const char *codes) BO_CHECKED;
/* Those named before, then those named now, each once; NULL when memory ends. */
const char *codes_joined(struct bo_arena *arena, const char *before, const char *now);

/* The first of them; NULL: there is none, or memory ended. */
const char *codes_first(struct bo_arena *arena, const char *codes);

/* All that a line used, as the buyer named them, one a line: those that open it, then those that a
 * campaign knew a member by.  *codes NULL: none. */
enum bo_status codes_of_line(struct bo *bo, struct bo_arena *arena, const struct sale_line *line,
			     const char **codes) BO_CHECKED;
/* Lines that are judged and priced, of which tickets used different codes, become one line for
 * each: what is written says then which code each ticket used.  Rules that were broken stay said
 * once. */
enum bo_status codes_part_lines(struct bo *bo, struct bo_arena *arena,
				struct sale_lines *lines) BO_CHECKED;

/* The same for tickets that were sold, one behind the other in the order of their lines: fills the
 * code each uses where it goes. */
enum bo_status codes_of_tickets(struct bo *bo, struct bo_arena *arena,
				const struct sale_lines *lines, struct kept_ticket *tickets,
				size_t n) BO_CHECKED;

#endif
