/*
 * Codes are rows of their own, never a list to be split when somebody buys: an
 * empty place between two commas must not become a code that everybody knows.
 */
#include "season/codes.h"
#include "base/fail.h"
#include "store/sql.h"

#include <boxoffice/text.h>

#include <stdlib.h>
#include <string.h>

enum { FOLD_BYTES = CODE_BYTES_MAX * 12 };

static int by_fold(const void *a, const void *b)
{
	return strcmp(((const struct code *)a)->fold, ((const struct code *)b)->fold);
}

/* "A, B" for n codes. */
static const char *join(struct bo_arena *arena, const struct code *row, size_t n)
{
	size_t size = 1;
	char *text, *end;

	for (size_t i = 0; i < n; i++)
		size += strlen(row[i].text) + 2;
	text = end = bo_arena_alloc(arena, size);
	for (size_t i = 0; text && i < n; i++)
		end = stpcpy(stpcpy(end, i ? ", " : ""), row[i].text);
	return text;
}

static enum bo_status take(struct bo *bo, struct bo_arena *arena, const char *text, size_t bytes,
			   struct code *code)
{
	char fold[FOLD_BYTES], *copy;
	enum bo_status status;

	copy = bo_arena_alloc(arena, bytes + 1);
	if (!copy)
		return fail_memory(bo);
	memcpy(copy, text, bytes);
	status = check_text(bo, "codes", copy, CODE_BYTES_MAX, false);
	if (status)
		return status;
	bo_text_fold(copy, fold, sizeof fold);
	if (!*fold)
		return fail_field(bo, BO_INVALID, "codes", copy,
				  "A code must hold a letter or a digit.");
	code->text = copy;
	code->fold = bo_arena_copy(arena, fold);
	return code->fold ? BO_OK : fail_memory(bo);
}

static size_t drop_repeated(struct code *row, size_t n)
{
	size_t kept = 0;

	qsort(row, n, sizeof *row, by_fold);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || strcmp(row[kept - 1].fold, row[i].fold) != 0)
			row[kept++] = row[i];
	return kept;
}

enum bo_status codes_parse(struct bo *bo, struct bo_arena *arena, const char *text,
			   struct codes *codes)
{
	struct code row[CODES_MAX] = { { NULL, NULL } }, *kept;
	size_t n = 0;

	while (*text) {
		size_t bytes = strcspn(text, ","), start = strspn(text, " "), end = bytes;
		enum bo_status status;

		while (end > start && text[end - 1] == ' ')
			end--;
		if (end > start) {
			if (n == CODES_MAX)
				return fail_field(bo, BO_INVALID, "codes", text,
						  "A redemption has at most %d codes.", CODES_MAX);
			status = take(bo, arena, text + start, end - start, &row[n]);
			if (status)
				return status;
			n++;
		}
		text += bytes + (text[bytes] == ',');
	}
	n = drop_repeated(row, n);
	kept = bo_arena_alloc(arena, (n + 1) * sizeof *kept);
	if (!kept)
		return fail_memory(bo);
	memcpy(kept, row, n * sizeof *kept);
	*codes = (struct codes){ n, kept, join(arena, kept, n) };
	return codes->joined ? BO_OK : fail_memory(bo);
}

enum bo_status codes_read(struct bo *bo, struct bo_arena *arena, int64_t redemption_id,
			  struct codes *codes)
{
	struct code *row = NULL;
	struct sql_rows *rows;
	bool room = true;
	size_t n = 0;
	enum bo_status status = sql_query(bo, &rows,
					  "SELECT code_fold, code FROM redemption_code "
					  "WHERE redemption_id = $1 ORDER BY code_fold",
					  "i", redemption_id);

	if (status)
		return status;
	while (room && sql_next(rows)) {
		struct code *grown = bo_arena_grow(arena, row, n, sizeof *grown);

		room = grown != NULL;
		if (!room)
			break;
		row = grown;
		row[n++] = (struct code){ sql_copy(rows, 0, arena), sql_copy(rows, 1, arena) };
	}
	status = sql_end(rows);
	if (status)
		return status;
	*codes = (struct codes){ n, row, n ? join(arena, row, n) : "" };
	return room && codes->joined ? BO_OK : fail_memory(bo);
}

enum bo_status codes_write(struct bo *bo, int64_t redemption_id, const struct codes *codes)
{
	enum bo_status status = sql_run(bo, "DELETE FROM redemption_code WHERE redemption_id = $1",
					"i", redemption_id);

	for (size_t i = 0; !status && i < codes->n; i++)
		status = sql_run(bo,
				 "INSERT INTO redemption_code (redemption_id, code_fold, code) "
				 "VALUES ($1, $2, $3)",
				 "iss", redemption_id, codes->row[i].fold, codes->row[i].text);
	return status;
}
