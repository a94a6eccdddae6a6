/*
 * Memory that is freed at once, and strings that have a maximum.
 *
 * Lists and their strings are read into an arena the caller passes.  An arena
 * lives in the caller's memory; zeroed it is empty and valid.
 */
#ifndef BOXOFFICE_ARENA_H
#define BOXOFFICE_ARENA_H

#include <boxoffice/status.h>

struct bo_arena {
	struct bo_arena_block *block; /* the newest; older ones hang behind it */
	size_t used;		      /* bytes used in the newest */
};

/* Zeroed memory, aligned for any type; NULL when there is no more.  Ends with the arena. */
void *bo_arena_alloc(struct bo_arena *arena, size_t size);
/* An array grown to hold n + 1 items of size bytes: the old one if it fits, else a copy twice as
 * large.  NULL when there is no more; the old array stays valid. */
void *bo_arena_grow(struct bo_arena *arena, void *items, size_t n, size_t size);
char *bo_arena_copy(struct bo_arena *arena, const char *text);
char *bo_arena_printf(struct bo_arena *arena, const char *format, ...) BO_PRINTF(2, 3);
/* Frees everything handed out. */
void bo_arena_clear(struct bo_arena *arena);

/* A string in memory of the caller's; it never writes past it and remembers when it had to stop. */
struct bo_buf {
	char *text; /* always terminated */
	size_t len, size;
	bool full; /* something did not fit; what stands there is whole characters */
};

/* A bo_buf over a char array: struct bo_buf b = BO_BUF(array); */
#define BO_BUF(array)                                                                              \
	{                                                                                          \
		.text = ((array)[0] = '\0', (array)), .len = 0, .size = sizeof(array),             \
		.full = false                                                                      \
	}

void bo_buf_add(struct bo_buf *buf, const char *text);
void bo_buf_addn(struct bo_buf *buf, const char *text, size_t bytes);
void bo_buf_printf(struct bo_buf *buf, const char *format, ...) BO_PRINTF(2, 3);

#endif
