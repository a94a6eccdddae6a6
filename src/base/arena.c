/*
 * Arenas and bounded strings.  Blocks double in size, so a list of a million
 * rows costs a few dozen allocations and one free each.
 */
#include <boxoffice/arena.h>

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct bo_arena_block {
	struct bo_arena_block *older;
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
};

void *bo_arena_alloc(struct bo_arena *arena, size_t size)
{
	struct bo_arena_block *block = arena->block;
	size_t align = alignof(max_align_t);
	unsigned char *bytes;

	if (size > SIZE_MAX / 2)
		return NULL;
	size = (size + align - 1) / align * align;
	if (!block || block->size - arena->used < size) {
		size_t room = block ? block->size * 2 : FIRST_BLOCK;

		if (room > LARGEST_BLOCK)
			room = LARGEST_BLOCK;
		if (room < size)
			room = size;
		block = malloc(sizeof *block + room);
		if (!block)
			return NULL;
		block->older = arena->block;
		block->size = room;
		arena->block = block;
		arena->used = 0;
	}
	bytes = block->bytes + arena->used;
	arena->used += size;
	return memset(bytes, 0, size);
}

void *bo_arena_grow(struct bo_arena *arena, void *items, size_t n, size_t size)
{
	void *more;

	/* Room is 0, 8, 16, 32, …: full exactly when n is one of these. */
	if (n != 0 && (n < 8 || (n & (n - 1)) != 0))
		return items;
	more = bo_arena_alloc(arena, (n ? n * 2 : 8) * size);
	if (more && n)
		memcpy(more, items, n * size);
	return more;
}

char *bo_arena_copy(struct bo_arena *arena, const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = bo_arena_alloc(arena, size);

	return copy ? memcpy(copy, text, size) : NULL;
}

char *bo_arena_printf(struct bo_arena *arena, const char *format, ...)
{
	va_list args, again;
	char *text = NULL;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n >= 0)
		text = bo_arena_alloc(arena, (size_t)n + 1);
	if (text)
		vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	return text;
}

void bo_arena_clear(struct bo_arena *arena)
{
	struct bo_arena_block *block = arena->block;

	while (block) {
		struct bo_arena_block *older = block->older;

		free(block);
		block = older;
	}
	*arena = (struct bo_arena){ 0 };
}

void bo_buf_addn(struct bo_buf *buf, const char *text, size_t bytes)
{
	size_t room = buf->size - buf->len - 1;

	if (bytes > room) {
		buf->full = true;
		bytes = room;
		while (bytes > 0 && ((unsigned char)text[bytes] & 0xc0) == 0x80)
			bytes--;
	}
	memcpy(buf->text + buf->len, text, bytes);
	buf->len += bytes;
	buf->text[buf->len] = '\0';
}

void bo_buf_add(struct bo_buf *buf, const char *text)
{
	bo_buf_addn(buf, text, strlen(text));
}

/* How many of n bytes are whole characters; the last one may have been cut. */
static size_t whole(const char *text, size_t n)
{
	size_t start = n, size;
	unsigned char lead;

	while (start > 0 && ((unsigned char)text[start - 1] & 0xc0) == 0x80)
		start--;
	if (start == 0)
		return 0;
	lead = (unsigned char)text[--start];
	size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
	return start + size <= n ? start + size : start;
}

void bo_buf_printf(struct bo_buf *buf, const char *format, ...)
{
	char text[2048];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (n < 0)
		return;
	if ((size_t)n >= sizeof text) {
		buf->full = true;
		n = (int)whole(text, sizeof text - 1);
	}
	bo_buf_addn(buf, text, (size_t)n);
}
