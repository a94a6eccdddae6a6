/*
 * Making codes: many at once, in one act, each different from every code of any
 * list, redemption and ticket.  At least a hundred codes are possible for each
 * that is made, so that guessing finds none.
 */
#include "audience/codes.h"
#include "audience/roll.h"
#include "base/fail.h"
#include "journal/journal.h"
#include "store/words.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

enum { COUNT_MAX = 1000000, POSSIBLE_FOR_EACH = 100, TRIES = 64, TELL_EVERY = 1000 };

struct taken { /* codes of redemptions that could be met */
	size_t n;
	const char **fold;
};

struct making {
	struct bo_arena arena;
	struct roll roll;
	const struct bo_code_plan *plan;
	const char *prefix;
	char prefix_fold[BO_CODE_FOLD];
	char category[BO_SHORT_NAME];
	int64_t quantity;
	struct taken taken;
};

static enum bo_status check_prefix(struct bo *bo, const char *prefix, int64_t length)
{
	enum bo_status status;

	if (strspn(prefix, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") !=
	    strlen(prefix))
		return fail_field(bo, BO_INVALID, "prefix", prefix,
				  "The prefix may hold letters, digits and hyphens.");
	status = check_text(bo, "prefix", prefix, (size_t)(BO_MEMBER_CODE_MAX - length), true);
	return status;
}

static int64_t possible(int64_t length)
{
	int64_t n = 1;

	for (int64_t i = 1; i < length && n < INT64_MAX / CODE_LETTERS / POSSIBLE_FOR_EACH; i++)
		n *= CODE_LETTERS;
	return n;
}

static enum bo_status check_room(struct bo *bo, const struct making *making)
{
	const struct bo_code_plan *plan = making->plan;
	int64_t made = 0, least = plan->length;
	enum bo_status status = sql_number(bo, &made,
					   "SELECT coalesce(sum(count), 0) FROM code_batch "
					   "WHERE prefix_fold = $1 AND length = $2",
					   "si", making->prefix_fold, plan->length);

	if (status || (made + plan->count) * POSSIBLE_FOR_EACH <= possible(plan->length))
		return status;
	while (plan->count * POSSIBLE_FOR_EACH > possible(least) || least <= plan->length)
		least++;
	return fail_number(bo, "length", plan->length,
			   "Codes of %" PRId64 " characters are too short for %" PRId64
			   ": they could be guessed; take %" PRId64 " at least%s.",
			   plan->length, plan->count, least, made > 0 ? ", or another prefix" : "");
}

static enum bo_status check_plan(struct bo *bo, struct making *making)
{
	const struct bo_code_plan *plan = making->plan;
	enum bo_status status = check_range(bo, "count", plan->count, 1, COUNT_MAX);
	struct bo_buf category = BO_BUF(making->category);

	making->prefix = plan->prefix ? plan->prefix : "";
	making->quantity = plan->quantity_given ? plan->quantity : making->roll.quantity;
	if (!status)
		status = check_range(bo, "length", plan->length, CODE_LENGTH_MIN, CODE_LENGTH_MAX);
	if (!status)
		status = check_prefix(bo, making->prefix, plan->length);
	if (!status)
		status = check_quantity(bo, making->quantity);
	if (!status && plan->category) {
		status = check_text(bo, "category", plan->category, BO_NAME_MAX, true);
		bo_buf_add(&category, plan->category);
	}
	if (status)
		return status;
	bo_code_fold(making->prefix, making->prefix_fold);
	return check_room(bo, making);
}

static enum bo_status read_taken(struct bo *bo, struct making *making)
{
	struct taken *taken = &making->taken;
	struct sql_rows *rows;
	bool room = true;
	enum bo_status status = sql_query(
		bo, &rows, "SELECT DISTINCT code_fold FROM redemption_code ORDER BY code_fold", "");

	if (status)
		return status;
	while (room && sql_next(rows)) {
		char fold[BO_CODE_FOLD];
		const char **grown;

		bo_code_fold(sql_text(rows, 0), fold);
		if (code_shape(fold, making->prefix_fold, (size_t)making->plan->length) !=
		    BO_CODE_SOUND)
			continue;
		grown = bo_arena_grow(&making->arena, taken->fold, taken->n, sizeof *grown);
		room = grown && (grown[taken->n] = bo_arena_copy(&making->arena, fold));
		if (room) {
			taken->fold = grown;
			taken->n++;
		}
	}
	status = sql_end(rows);
	return !status && !room ? fail_memory(bo) : status;
}

static enum bo_status is_taken(struct bo *bo, const struct taken *taken, const char *fold,
			       bool *met)
{
	char ticket[BO_CODE_FOLD];
	int64_t found = 0;
	enum bo_status status;

	for (size_t i = 0; i < taken->n; i++)
		if (strcmp(taken->fold[i], fold) == 0) {
			*met = true;
			return BO_OK;
		}
	status = sql_number(bo, &found, "SELECT 1 FROM member WHERE code_fold = $1 LIMIT 1", "s",
			    fold);
	if (!status && found == BO_NONE && ticket_of_fold(fold, ticket))
		status =
			sql_number(bo, &found, "SELECT 1 FROM ticket WHERE code = $1", "s", ticket);
	*met = found != BO_NONE;
	return status;
}

static enum bo_status make_one(struct bo *bo, const struct making *making, int64_t *id)
{
	size_t length = (size_t)making->plan->length;
	char code[BO_MEMBER_CODE_MAX + 1], fold[BO_CODE_FOLD];
	unsigned char random[2 * CODE_LENGTH_MAX];
	enum bo_status status = BO_OK;
	bool met = true;

	for (int i = 0; !status && met && i < TRIES; i++) {
		struct bo_buf buf = BO_BUF(code);

		bo_fill_random(bo, random, 2 * (length - 1));
		bo_buf_add(&buf, making->prefix);
		code_make(random, length, code + buf.len);
		bo_code_fold(code, fold);
		status = is_taken(bo, &making->taken, fold, &met);
	}
	if (!status && met)
		status = fail(bo, BO_IO,
			      "This machine gives no randomness for codes; nothing was made.");
	if (status)
		return status;
	return sql_number(bo, id,
			  "INSERT INTO member (audience_id, code, code_fold, category, quantity) "
			  "VALUES ($1, $2, $3, $4, $5) RETURNING id",
			  "isssi", making->roll.id, code, fold, making->category, making->quantity);
}

static enum bo_status make_all(struct bo *bo, const struct making *making, bo_progress progress,
			       void *arg, int64_t *first)
{
	int64_t count = making->plan->count;
	enum bo_status status = BO_OK;

	for (int64_t i = 0; !status && i < count; i++) {
		int64_t id = 0;

		if (progress && i % TELL_EVERY == 0 && !progress(arg, i, count))
			return fail(bo, BO_CANCELLED, "Stopped; no codes were made.");
		status = make_one(bo, making, &id);
		if (i == 0)
			*first = id;
	}
	if (!status && progress && !progress(arg, count, count))
		return fail(bo, BO_CANCELLED, "Stopped; no codes were made.");
	return status;
}

static enum bo_status write_batch(struct bo *bo, const struct making *making)
{
	const struct bo_code_plan *plan = making->plan;
	int64_t batch = 0;
	enum bo_status status =
		sql_number(bo, &batch,
			   "INSERT INTO code_batch (audience_id, prefix_fold, length, count, at) "
			   "VALUES ($1, $2, $3, $4, $5) RETURNING id",
			   "isiii", making->roll.id, making->prefix_fold, plan->length, plan->count,
			   bo_now(bo));

	if (!status)
		status = roll_count(bo, making->roll.id, plan->count);
	if (status)
		return status;
	return journal_add(bo, "audience.generated", 0,
			   json_pack("{sI sI sI}", "id", (json_int_t)making->roll.id, "batch",
				     (json_int_t)batch, "count", (json_int_t)plan->count),
			   NULL);
}

static enum bo_status generate(struct bo *bo, struct making *making, int64_t audience_id,
			       bo_progress progress, void *arg, int64_t *first)
{
	struct list_words words = { .bo = bo, .audience_id = audience_id };
	enum bo_status status = roll_read_list(bo, audience_id, &making->roll);

	if (!status)
		status = check_plan(bo, making);
	if (!status)
		status = read_taken(bo, making);
	if (!status)
		status = make_all(bo, making, progress, arg, first);
	if (!status)
		status = words_add(&words, making->category);
	return status ? status : write_batch(bo, making);
}

enum bo_status bo_member_generate(struct bo *bo, int64_t audience_id,
				  const struct bo_code_plan *plan, bo_progress progress, void *arg,
				  int64_t *first_id)
{
	struct making making = { .plan = plan };
	int64_t first = 0;
	enum bo_status status = bo_require(bo, BO_MAY_KEEP_AUDIENCES);

	if (!status)
		status = bulk_begin(bo);
	if (status)
		return status;
	status = bulk_end(bo, generate(bo, &making, audience_id, progress, arg, &first));
	bo_arena_clear(&making.arena);
	if (!status)
		*first_id = first;
	return status;
}

enum bo_status bo_code_shape_of(struct bo *bo, const char *text, enum bo_code_shape *shape)
{
	enum bo_code_shape best = BO_CODE_UNKNOWN;
	char fold[BO_CODE_FOLD];
	struct sql_rows *rows;
	enum bo_status status = sql_query(bo, &rows,
					  "SELECT DISTINCT prefix_fold, length FROM code_batch "
					  "ORDER BY prefix_fold, length",
					  "");

	if (status)
		return status;
	bo_code_fold(text, fold);
	while (sql_next(rows) && best != BO_CODE_SOUND) {
		enum bo_code_shape one =
			code_shape(fold, sql_text(rows, 0), (size_t)sql_int(rows, 1));

		if (one != BO_CODE_UNKNOWN)
			best = one;
	}
	status = sql_end(rows);
	if (!status)
		*shape = best;
	return status;
}
