/*
 * How people name a thing: by its id, or by a name, which is looked for first.  The room says when
 * two spellings of a name or a code are the same, or look the same.
 */
#ifndef SPELLING_NAME_H
#define SPELLING_NAME_H

#include "base/office.h"

/* Bytes of any stored name after folding; compatibility letters can grow. */
enum { NAME_FOLD = 1024 };

/* Bytes by which the end of a range is longer than its beginning, with the terminator. */
enum { NAME_BEYOND = 5 };
/* Folded texts that begin with one lie from it up to this, which has that many bytes more; the
 * range of "" is empty. */
void name_range_end(const char *fold, char *end, size_t size);

/* True if text is digits only; an id too long for a number is one that nothing has. */
bool name_is_id(const char *text, int64_t *id);

/* May it be stored, and would it be found again?  fold receives the form it is compared in. */
enum bo_status name_check(struct bo *bo, const char *field, const char *name,
			  char fold[NAME_FOLD]) BO_CHECKED;

/* BO_NOT_FOUND for a noun ("show"), naming the nearest of the candidates if one is near. */
enum bo_status name_unknown(struct bo *bo, const char *noun, const char *text,
			    const char *const *candidates, size_t n);

#endif
