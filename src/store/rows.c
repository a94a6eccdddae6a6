/*
 * Rows read into arrays and structs.  What a row means is known to the reader
 * beside the query; growing, memory that ends and rows that are missing are the
 * same for all and stand here.
 */
#include "base/fail.h"
#include "store/sql.h"
#include "store/store.h"

#include <string.h>

static enum bo_status read_all(struct bo *bo, struct sql_rows *rows, const struct sql_into *into)
{
	char *array = NULL;
	size_t n = 0;
	enum bo_status status;

	if (into->more) {
		memcpy(&array, into->to, sizeof array);
		n = *into->n;
	}
	while (sql_next(rows)) {
		char *grown = bo_arena_grow(into->arena, array, n, into->size);

		if (!grown) {
			sql_stop(rows, fail_memory(bo));
			break;
		}
		array = grown;
		into->read(rows, into->arena, array + n++ * into->size);
	}
	status = sql_end(rows);
	if (status)
		return status;
	memcpy(into->to, &array, sizeof array);
	*into->n = n;
	return BO_OK;
}

enum bo_status sql_list(struct bo *bo, const struct sql_into *into, const char *sql,
			const char *types, ...)
{
	struct sql_rows *rows;
	enum bo_status status;
	va_list args;

	va_start(args, types);
	status = sql_start(bo, &rows, sql, types, false, &args);
	va_end(args);
	return status ? status : read_all(bo, rows, into);
}

/* The field a voucher type is given in is "type". */
static enum bo_status fail_none(struct bo *bo, const char *noun)
{
	const char *last = strrchr(noun, ' ');

	return fail_field(bo, BO_NOT_FOUND, last ? last + 1 : noun, "", "There is no such %s.",
			  noun);
}

enum bo_status sql_one(struct bo *bo, const struct sql_into *into, const char *noun,
		       const char *sql, const char *types, ...)
{
	_Alignas(max_align_t) char row[SQL_ROW_MAX];
	struct sql_rows *rows;
	enum bo_status status;
	bool found;
	va_list args;

	va_start(args, types);
	status = sql_start(bo, &rows, sql, types, false, &args);
	va_end(args);
	if (status)
		return status;
	found = sql_next(rows);
	if (found) {
		memset(row, 0, into->size);
		into->read(rows, into->arena, row);
	}
	status = sql_end(rows);
	if (!status && !found && noun)
		status = fail_none(bo, noun);
	if (!status && found)
		memcpy(into->to, row, into->size);
	return status;
}

enum bo_status sql_string(struct bo *bo, struct bo_buf *text, const char *sql, const char *types,
			  ...)
{
	struct sql_rows *rows;
	const char *found;
	enum bo_status status;
	va_list args;

	va_start(args, types);
	status = sql_start(bo, &rows, sql, types, false, &args);
	va_end(args);
	if (status)
		return status;
	if (sql_next(rows) && (found = sql_text(rows, 0)))
		bo_buf_add(text, found);
	return sql_end(rows);
}

void sql_fill(struct sql_rows *rows, int column, char *text, size_t size)
{
	struct bo_buf buf = { text, 0, size, false };
	const char *found = sql_text(rows, column);

	*text = '\0';
	if (found)
		bo_buf_add(&buf, found);
}

void sql_read_id(struct sql_rows *rows, struct bo_arena *arena, void *id)
{
	(void)arena;
	*(int64_t *)id = sql_id(rows, 0);
}

void sql_read_text(struct sql_rows *rows, struct bo_arena *arena, void *text)
{
	const char *copy = sql_copy(rows, 0, arena);

	*(const char **)text = copy ? copy : "";
}

void sql_stop(struct sql_rows *rows, enum bo_status status)
{
	if (status && !rows->status)
		rows->status = status;
}

const char *sql_made(struct sql_rows *rows, const char *text)
{
	if (!text)
		sql_stop(rows, fail_memory(rows->bo));
	return text;
}

struct bo *sql_bo(const struct sql_rows *rows)
{
	return rows->bo;
}
