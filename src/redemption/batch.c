/*
 * Keeping what an act on redemptions changed.  Terms are kept as text with sorted
 * keys, so that "has it changed since" is a comparison of two texts.
 */
#include "redemption/batch.h"

#include "base/fail.h"
#include "season/bound.h"

#include <boxoffice/text.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { FOLD_BYTES = CODE_BYTES_MAX * 12 };

static json_t *number(int64_t n)
{
	return n == BO_NONE ? json_null() : json_integer(n);
}

/* Before days had a word of their own, whole days were written as minutes from "curtain". */
static bool was_days(struct bo_bound b)
{
	return b.anchor == BO_ANCHOR_CURTAIN && b.value != 0 && b.value % 1440 == 0;
}

static json_t *bound(struct bo_bound b)
{
	return json_pack("[sI]", was_days(b) ? "minutes" : bo_anchor_code(b.anchor),
			 (json_int_t)(b.anchor == BO_ANCHOR_OPEN ? 0 : b.value));
}

const char *terms_write(struct bo_arena *arena, const struct terms *terms)
{
	json_t *codes = json_array(), *whole;
	const char *copy = NULL;
	char *text;

	for (size_t i = 0; i < terms->codes.n; i++)
		json_array_append_new(codes, json_pack("[so]", terms->codes.row[i].text,
						       number(terms->codes.row[i].uses)));
	whole = json_pack("{so so so so so so so}", "start", bound(terms->start), "end",
			  bound(terms->end), "cap", number(terms->cap), "min", number(terms->min),
			  "max", number(terms->max), "step", number(terms->step), "codes", codes);
	text = whole ? json_dumps(whole, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
	if (text)
		copy = bo_arena_copy(arena, text);
	free(text);
	json_decref(whole);
	return copy;
}

static int64_t number_of(const json_t *whole, const char *key)
{
	const json_t *value = json_object_get(whole, key);

	return json_is_integer(value) ? json_integer_value(value) : BO_NONE;
}

static struct bo_bound bound_of(const json_t *whole, const char *key)
{
	const json_t *pair = json_object_get(whole, key);
	const char *anchor = json_string_value(json_array_get(pair, 0));
	struct bo_bound b = { BO_ANCHOR_CURTAIN, json_integer_value(json_array_get(pair, 1)) };

	if (!anchor || strcmp(anchor, "minutes") != 0)
		b.anchor = bo_anchor_from_code(anchor ? anchor : "open");
	if (anchor && strcmp(anchor, "curtain") == 0 && was_days(b))
		b.anchor = BO_ANCHOR_DAYS;
	return b;
}

/* The list as codes_parse() takes it: what was written once is read by the same rules. */
static enum bo_status codes_of(struct bo *bo, struct bo_arena *arena, const json_t *list,
			       struct codes *codes)
{
	struct code *row = bo_arena_alloc(arena, (json_array_size(list) + 1) * sizeof *row);
	size_t i;
	json_t *pair;

	if (!row)
		return fail_memory(bo);
	json_array_foreach(list, i, pair)
	{
		const char *text = json_string_value(json_array_get(pair, 0));
		const json_t *uses = json_array_get(pair, 1);
		char fold[FOLD_BYTES];

		bo_text_fold(text ? text : "", fold, sizeof fold);
		row[i] = (struct code){ .fold = bo_arena_copy(arena, fold),
					.text = bo_arena_copy(arena, text ? text : ""),
					.uses = json_is_integer(uses) ? json_integer_value(uses)
								      : BO_NONE };
		if (!row[i].fold || !row[i].text)
			return fail_memory(bo);
	}
	*codes = (struct codes){ json_array_size(list), row,
				 codes_join(arena, row, json_array_size(list)) };
	return codes->joined ? BO_OK : fail_memory(bo);
}

enum bo_status terms_read(struct bo *bo, struct bo_arena *arena, const char *text,
			  struct terms *terms)
{
	json_t *whole = json_loads(text, 0, NULL);
	enum bo_status status;

	if (!whole)
		return fail(bo, BO_CORRUPT, "What was kept of an earlier change cannot be read.");
	terms->start = bound_of(whole, "start");
	terms->end = bound_of(whole, "end");
	terms->cap = number_of(whole, "cap");
	terms->min = number_of(whole, "min");
	terms->max = number_of(whole, "max");
	terms->step = number_of(whole, "step");
	status = codes_of(bo, arena, json_object_get(whole, "codes"), &terms->codes);
	json_decref(whole);
	return status;
}

enum bo_status terms_again(struct bo *bo, struct bo_arena *arena, const char **text)
{
	struct terms terms = { 0 };
	enum bo_status status = *text ? terms_read(bo, arena, *text, &terms) : BO_OK;

	if (status || !*text)
		return status;
	*text = terms_write(arena, &terms);
	return *text ? BO_OK : fail_memory(bo);
}

void terms_take(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct terms *terms = row;

	(void)arena;
	terms->start = bound_read(rows, TERMS_START);
	terms->end = bound_read(rows, TERMS_END);
	terms->cap = sql_int(rows, TERMS_CAP);
	terms->min = sql_int(rows, TERMS_MIN);
	terms->max = sql_int(rows, TERMS_MAX);
	terms->step = sql_int(rows, TERMS_STEP);
}

enum bo_status terms_of(struct bo *bo, struct bo_arena *arena, int64_t redemption_id,
			struct terms *terms)
{
	enum bo_status status = sql_one(bo, SQL_ROW(arena, terms, terms_take), NULL,
					TERMS "WHERE id = $1", "i", redemption_id);

	return status ? status : codes_read(bo, arena, redemption_id, &terms->codes);
}

enum bo_status batch_open(struct bo *bo, int64_t *id)
{
	enum bo_status status =
		sql_run(bo, "DELETE FROM redemption_batch WHERE state = 'undone'", "");

	if (!status)
		status = sql_number(bo, id,
				    "INSERT INTO redemption_batch (at, staff_id) VALUES ($1, $2) "
				    "RETURNING id",
				    "ir", bo_now(bo), bo->session.staff_id);
	if (!status)
		status = sql_run(bo, "DELETE FROM redemption_batch WHERE id <= $1", "i",
				 *id - BATCHES_KEPT);
	return status;
}

enum bo_status batch_step(struct bo *bo, int64_t batch_id, int64_t n, const struct batch_step *step)
{
	return sql_run(bo,
		       "INSERT INTO redemption_step (batch_id, n, redemption_id, type_id, "
		       "performance_id, before, after) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		       "iiirrss", batch_id, n, step->redemption_id, step->type_id,
		       step->performance_id, step->before, step->after);
}
