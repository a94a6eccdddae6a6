/*
 * Codes are rows of their own, never a list to be split when somebody buys: an
 * empty place between two commas must not become a code that everybody knows.
 */
#include "redemption/codes.h"
#include "base/fail.h"
#include "store/sql.h"

#include <boxoffice/code.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static int by_fold(const void *a, const void *b)
{
	return strcmp(((const struct code *)a)->fold, ((const struct code *)b)->fold);
}

const char *code_write(struct bo_arena *arena, const struct code *code)
{
	if (code->uses == BO_NONE)
		return code->text;
	return bo_arena_printf(arena, "%s:%" PRId64, code->text, code->uses);
}

const char *codes_join(struct bo_arena *arena, const struct code *row, size_t n)
{
	enum { NUMBER = 24 };
	size_t size = 1;
	char *text, *end;

	for (size_t i = 0; i < n; i++)
		size += strlen(row[i].text) + 2 + NUMBER;
	text = end = bo_arena_alloc(arena, size);
	for (size_t i = 0; text && i < n; i++) {
		const char *code = code_write(arena, &row[i]);

		if (!code)
			return NULL;
		end = stpcpy(stpcpy(end, i ? ", " : ""), code);
	}
	return text;
}

/* Takes ":50" off the end of text; a colon before anything else belongs to the code. */
static enum bo_status take_uses(struct bo *bo, char *text, int64_t *uses)
{
	char *colon = strrchr(text, ':');
	size_t digits = colon ? strspn(colon + 1, "0123456789") : 0;

	*uses = BO_NONE;
	if (!colon || colon == text)
		return BO_OK;
	/* "BARD:-1" is a mistake in the number, not a code that opens without limit */
	if ((digits == 0 || colon[digits + 1]) &&
	    strspn(colon + 1, "+-0123456789., ") == strlen(colon + 1))
		return fail_field(
			bo, BO_INVALID, "codes", text,
			"How often \"%s\" opens stands behind the colon as a whole number, "
			"as in A:50.",
			text);
	if (digits == 0 || colon[digits + 1])
		return BO_OK;
	*uses = digits > 7 ? CODE_USES_MAX + 1 : strtoll(colon + 1, NULL, 10);
	if (*uses > CODE_USES_MAX)
		return fail_field(bo, BO_INVALID, "codes", text,
				  "A code opens at most %d pieces; leave the number out for no "
				  "limit.",
				  CODE_USES_MAX);
	*colon = '\0';
	return BO_OK;
}

static enum bo_status take(struct bo *bo, struct bo_arena *arena, const char *text, size_t bytes,
			   struct code *code)
{
	char fold[BO_CODE_FOLD], *copy;
	enum bo_status status;

	copy = bo_arena_alloc(arena, bytes + 1);
	if (!copy)
		return fail_memory(bo);
	memcpy(copy, text, bytes);
	status = take_uses(bo, copy, &code->uses);
	if (!status)
		status = check_text(bo, "codes", copy, CODE_BYTES_MAX, false);
	if (status)
		return status;
	bo_code_fold(copy, fold);
	if (!*fold)
		return fail_field(bo, BO_INVALID, "codes", copy,
				  "A code must hold a letter or a digit.");
	code->text = copy;
	code->fold = bo_arena_copy(arena, fold);
	return code->fold ? BO_OK : fail_memory(bo);
}

static enum bo_status drop_repeated(struct bo *bo, struct code *row, size_t *n)
{
	size_t kept = 0;

	qsort(row, *n, sizeof *row, by_fold);
	for (size_t i = 0; i < *n; i++) {
		if (kept == 0 || strcmp(row[kept - 1].fold, row[i].fold) != 0)
			row[kept++] = row[i];
		else if (row[kept - 1].uses != row[i].uses)
			return fail_field(bo, BO_INVALID, "codes", row[i].text,
					  "The code %s is named twice with different limits.",
					  row[i].text);
	}
	*n = kept;
	return BO_OK;
}

enum bo_status codes_parse(struct bo *bo, struct bo_arena *arena, const char *text,
			   struct codes *codes)
{
	struct code row[CODES_MAX] = { { NULL, NULL, BO_NONE, 0, 0 } }, *kept;
	enum bo_status status;
	size_t n = 0;

	while (*text) {
		size_t bytes = strcspn(text, ","), start = strspn(text, " "), end = bytes;

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
	status = drop_repeated(bo, row, &n);
	if (status)
		return status;
	kept = bo_arena_alloc(arena, (n + 1) * sizeof *kept);
	if (!kept)
		return fail_memory(bo);
	memcpy(kept, row, n * sizeof *kept);
	*codes = (struct codes){ n, kept, codes_join(arena, kept, n) };
	return codes->joined ? BO_OK : fail_memory(bo);
}

static void read_code(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct code *)row = (struct code){ sql_copy(rows, 0, arena), sql_copy(rows, 1, arena),
					     sql_int(rows, 2), sql_int(rows, 3), sql_int(rows, 4) };
}

enum bo_status codes_read(struct bo *bo, struct bo_arena *arena, int64_t redemption_id,
			  struct codes *codes)
{
	struct code *row = NULL;
	size_t n = 0;
	enum bo_status status = sql_list(bo, SQL_ROWS(arena, row, n, read_code),
					 "SELECT code_fold, code, uses, used, held FROM "
					 "redemption_code WHERE redemption_id = $1 "
					 "ORDER BY code_fold",
					 "i", redemption_id);

	if (status)
		return status;
	*codes = (struct codes){ n, row, n ? codes_join(arena, row, n) : "" };
	return codes->joined ? BO_OK : fail_memory(bo);
}

/* What the sales that are still good say: for a code that stood here before and comes back. */
static enum bo_status count_used(struct bo *bo, int64_t redemption_id, const char *fold,
				 int64_t *used)
{
	return sql_number(bo, used,
			  "SELECT count(*) FROM order_line l JOIN voucher v ON v.order_id = "
			  "l.order_id AND v.line_id = l.id WHERE l.code_fold = $2 "
			  "AND l.redemption_id = $1 AND v.parent_id IS NULL "
			  "AND v.state NOT IN ('refunded', 'void')",
			  "is", redemption_id, fold);
}

/* What baskets keep of it, those included that ran out and are still to be swept. */
static enum bo_status count_held(struct bo *bo, int64_t redemption_id, const char *fold,
				 int64_t *held)
{
	return sql_number(bo, held,
			  "SELECT coalesce(sum(u.qty), 0) FROM basket_line l JOIN basket_line_code "
			  "u ON u.line_id = l.id AND u.code_fold = $2 JOIN basket b "
			  "ON b.id = l.basket_id AND b.holding = 1 WHERE l.redemption_id = $1",
			  "is", redemption_id, fold);
}

enum bo_status codes_write(struct bo *bo, int64_t redemption_id, const struct codes *codes)
{
	enum bo_status status = sql_run(bo, "DELETE FROM redemption_code WHERE redemption_id = $1",
					"i", redemption_id);

	for (size_t i = 0; !status && i < codes->n; i++) {
		const struct code *code = &codes->row[i];
		int64_t used = 0, held = 0;

		status = count_used(bo, redemption_id, code->fold, &used);
		if (!status)
			status = count_held(bo, redemption_id, code->fold, &held);
		if (!status)
			status = sql_run(bo,
					 "INSERT INTO redemption_code (redemption_id, code_fold, "
					 "code, uses, used, held) VALUES ($1, $2, $3, $4, $5, $6)",
					 "issiii", redemption_id, code->fold, code->text,
					 code->uses, used, held);
	}
	return status;
}
