/*
 * Finding asks an index first; the list of names is read only to say which one was
 * probably meant.
 */
#include "store/naming.h"
#include "base/fail.h"
#include "spelling/name.h"
#include "store/sql.h"

#include <boxoffice/text.h>

#include <string.h>

static enum bo_status unknown(struct bo *bo, const struct naming *naming, const char *text,
			      int64_t scope_id)
{
	struct bo_arena arena = { 0 };
	const char **names = NULL;
	size_t n = 0;
	struct sql_rows *rows;
	enum bo_status status;

	status = sql_query(bo, &rows, naming->names, naming->scoped ? "r" : "", scope_id);
	if (status)
		return status;
	while (sql_next(rows)) {
		const char **grown = bo_arena_grow(&arena, names, n, sizeof *names);

		if (!grown)
			break;
		names = grown;
		if (!(names[n] = sql_copy(rows, 0, &arena)))
			break;
		n++;
	}
	status = sql_end(rows);
	if (!status)
		status = name_unknown(bo, naming->noun, text, names, n);
	bo_arena_clear(&arena);
	return status;
}

enum bo_status naming_find(struct bo *bo, const struct naming *naming, const char *text,
			   int64_t scope_id, int64_t *id)
{
	char fold[NAME_FOLD];
	int64_t number = BO_NONE;
	enum bo_status status;

	bo_text_fold(text, fold, sizeof fold);
	status = sql_number(bo, &number, naming->by_name, naming->scoped ? "sr" : "s", fold,
			    scope_id);
	if (!status && number == BO_NONE && name_is_id(text, &number))
		status = sql_number(bo, &number, naming->by_id, "i", number);
	if (status)
		return status;
	if (number == BO_NONE)
		return unknown(bo, naming, text, scope_id);
	*id = number;
	return BO_OK;
}

enum bo_status naming_check_looks(struct bo *bo, const char *rows_of, bool scoped, int64_t scope_id,
				  const char *name, int64_t except)
{
	char looks[NAME_FOLD], other[NAME_FOLD], like[NAME_FOLD] = "";
	struct bo_buf buf = BO_BUF(like);
	struct sql_rows *rows;
	enum bo_status status = sql_query(bo, &rows, rows_of, scoped ? "r" : "", scope_id);

	if (status)
		return status;
	bo_text_looks(name, looks, sizeof looks);
	while (buf.len == 0 && sql_next(rows)) {
		if (sql_id(rows, 0) == except)
			continue;
		bo_text_looks(sql_text(rows, 1), other, sizeof other);
		if (strcmp(looks, other) == 0)
			bo_buf_add(&buf, sql_text(rows, 1));
	}
	status = sql_end(rows);
	if (!status && buf.len > 0)
		status = fail_field(
			bo, BO_EXISTS, "name", name,
			"\"%s\" looks like \"%s\", which is there already and written in "
			"other letters.",
			name, like);
	return status;
}
