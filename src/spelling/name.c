/*
 * Names and ids share one place on the command line and in the entry line.  A year
 * is a good name for a season and "1984" is a play, so names of four digits are
 * let in and looked for before ids; shorter ones would be taken for ids.
 */
#include "spelling/name.h"
#include "base/fail.h"

#include <boxoffice/text.h>

#include <stdlib.h>
#include <string.h>

enum { NAME_DIGITS = 4 };

bool name_is_id(const char *text, int64_t *id)
{
	size_t n = strspn(text, "0123456789");

	if (n == 0 || text[n])
		return false;
	*id = n > 18 ? INT64_MAX : strtoll(text, NULL, 10);
	return true;
}

enum bo_status name_check(struct bo *bo, const char *field, const char *name, char fold[NAME_FOLD])
{
	enum bo_status status = check_text(bo, field, name, BO_NAME_MAX, false);
	int64_t id;

	if (status)
		return status;
	bo_text_fold(name, fold, NAME_FOLD);
	if (!*fold)
		return fail_field(bo, BO_INVALID, field, name,
				  "The %s must hold a letter, not only marks.", field);
	if (name_is_id(fold, &id) && strlen(fold) < NAME_DIGITS)
		return fail_field(
			bo, BO_INVALID, field, name,
			"The %s must not be a short number alone, as it would be read as an "
			"id; add a word to it.",
			field);
	return BO_OK;
}

void name_range_end(const char *fold, char *end, size_t size)
{
	struct bo_buf buf = { end, 0, size, false };

	end[0] = '\0';
	if (!*fold)
		return;
	bo_buf_add(&buf, fold);
	bo_buf_add(&buf, "\xf4\x8f\xbf\xbf"); /* the last character there is */
}

enum bo_status name_unknown(struct bo *bo, const char *noun, const char *text,
			    const char *const *candidates, size_t n)
{
	const char *near;
	int64_t id;

	if (strlen(text) > BO_NAME_MAX)
		return fail_field(bo, BO_NOT_FOUND, noun, text, "No %s has so long a name.", noun);
	if (name_is_id(text, &id))
		return fail_field(bo, BO_NOT_FOUND, noun, text, "There is no %s %s.", noun, text);
	near = bo_text_nearest(text, candidates, n);
	if (near)
		return fail_field(bo, BO_NOT_FOUND, noun, text,
				  "There is no %s \"%s\"; did you mean \"%s\"?", noun, text, near);
	return fail_field(bo, BO_NOT_FOUND, noun, text, "There is no %s \"%s\".", noun, text);
}
