/*
 * Records that may be of one person.
 *
 * Each sign of it is asked of everybody once: a number is made of what should be
 * the same, and those who have one number are looked at closely.  That takes
 * some twenty bytes a person, and no pair is judged that has nothing in common.
 */
#include <boxoffice/patron.h>

#include "base/fail.h"
#include "house/access.h"
#include "people/write.h"
#include "store/sql.h"

#include <boxoffice/text.h>

#include <stdlib.h>
#include <string.h>

enum {
	AT_ONCE = 20000, /* people between two reports of how far it is */
	SHARED = 12,	 /* a phone that more have is an office's */
	NAMESAKES = 500, /* of so many no two are told to be one by their name alone */
	FOLDED = 2048
};

/* Surest first. */
enum sign { SIGN_EMAIL, SIGN_NAME_PHONE, SIGN_PHONE, SIGN_NAME_ADDRESS, SIGN_TURNED, SIGN_COUNT };

static const char *const because[SIGN_COUNT] = {
	[SIGN_EMAIL] = "same e-mail but dots or +word",
	[SIGN_NAME_PHONE] = "same name and phone",
	[SIGN_PHONE] = "same phone",
	[SIGN_NAME_ADDRESS] = "same name and address",
	[SIGN_TURNED] = "name turned round",
};

struct key {
	uint64_t hash, name; /* name: of the name as it is, where another is the sign; else 0 */
	int64_t id;
};

struct pair {
	int64_t keep, gone;
	enum sign sign;
};

struct twins {
	struct bo *bo;
	bo_progress progress;
	void *arg;
	struct bo_arena work;
	size_t limit, n_keys, room, n_pairs;
	struct key *key;
	struct pair *pair;
	int64_t done, total;
};

/* --- What should be the same ------------------------------------------------------------------ */

static int by_word(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words of a name in the order of the alphabet, without marks: "smith, john" as "john smith".
 */
static bool sort_name(const char *name_fold, char out[FOLDED])
{
	char copy[NAME_FOLD], *rest = copy, *token;
	const char *word[WORDS_MAX];
	struct bo_buf from = BO_BUF(copy), to = { out, 0, FOLDED, false };
	size_t n = 0;

	out[0] = '\0';
	bo_buf_add(&from, name_fold);
	while ((token = strsep(&rest, " ,;.")))
		if (*token && n < WORDS_MAX)
			word[n++] = token;
	if (n < 2)
		return false;
	qsort(word, n, sizeof *word, by_word);
	for (size_t i = 0; i < n; i++)
		bo_buf_printf(&to, "%s ", word[i]);
	return true;
}

/* Without dots in front of the "@" and without what follows a "+" there. */
static bool bare_email(const char *email_fold, char out[FOLDED])
{
	const char *at = strchr(email_fold, '@');
	struct bo_buf to = { out, 0, FOLDED, false };

	out[0] = '\0';
	if (!at)
		return false;
	for (const char *c = email_fold; c < at && *c != '+'; c++)
		if (*c != '.')
			bo_buf_addn(&to, c, 1);
	bo_buf_add(&to, at);
	return out[0] != '@';
}

/* The columns are name_fold, email_fold, phone_digits, address. */
static bool make_text(enum sign sign, struct sql_rows *rows, char out[FOLDED])
{
	struct bo_buf to = { out, 0, FOLDED, false };
	char address[FOLDED];

	out[0] = '\0';
	switch (sign) {
	case SIGN_EMAIL:
		return bare_email(sql_text(rows, 2), out);
	case SIGN_NAME_PHONE:
		bo_buf_printf(&to, "%s ", sql_text(rows, 1));
		bo_buf_add(&to, sql_text(rows, 3));
		return *sql_text(rows, 3);
	case SIGN_PHONE:
		bo_buf_add(&to, sql_text(rows, 3));
		return *out;
	case SIGN_NAME_ADDRESS:
		bo_text_fold(sql_text(rows, 4), address, sizeof address);
		bo_buf_printf(&to, "%s\n%s", sql_text(rows, 1), address);
		return *address;
	case SIGN_TURNED:
		return sort_name(sql_text(rows, 1), out);
	case SIGN_COUNT:
		break;
	}
	return false;
}

/* --- Everybody once --------------------------------------------------------------------------- */

/* FNV-1a, 64 bits; those who only share a number are told apart later. */
static uint64_t hash_of(const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return hash;
}

static enum bo_status add_key(struct twins *t, struct key key)
{
	if (t->n_keys == t->room) {
		size_t room = t->room ? t->room * 2 : 1024;
		struct key *grown = realloc(t->key, room * sizeof *grown);

		if (!grown)
			return fail_memory(t->bo);
		t->key = grown;
		t->room = room;
	}
	t->key[t->n_keys++] = key;
	return BO_OK;
}

static enum bo_status report(struct twins *t)
{
	if (t->progress && !t->progress(t->arg, t->done, t->total))
		return fail(t->bo, BO_CANCELLED, "Stopped.");
	return BO_OK;
}

#define COLUMNS "SELECT id, name_fold, email_fold, phone_digits, address FROM patron "

static enum bo_status ask(struct twins *t, enum sign sign, struct sql_rows **rows)
{
	const int64_t first = BO_PATRON_WALK_UP;

	switch (sign) {
	case SIGN_EMAIL:
		return sql_query(t->bo, rows, COLUMNS "WHERE id > $1 AND email_fold <> ''", "i",
				 first);
	case SIGN_NAME_PHONE:
	case SIGN_PHONE:
		return sql_query(t->bo, rows, COLUMNS "WHERE id > $1 AND phone_digits <> ''", "i",
				 first);
	case SIGN_NAME_ADDRESS:
		return sql_query(t->bo, rows, COLUMNS "WHERE id > $1 AND address <> ''", "i",
				 first);
	case SIGN_TURNED:
	case SIGN_COUNT:
		break;
	}
	return sql_query(t->bo, rows, COLUMNS "WHERE id > $1 AND name_fold <> ''", "i", first);
}

static enum bo_status read_keys(struct twins *t, enum sign sign)
{
	struct sql_rows *rows;
	enum bo_status ended, status = ask(t, sign, &rows);

	if (status)
		return status;
	t->n_keys = 0;
	while (!status && sql_next(rows)) {
		char text[FOLDED];

		if (make_text(sign, rows, text))
			status = add_key(t,
					 (struct key){ .hash = hash_of(text),
						       .name = sign == SIGN_TURNED
								       ? hash_of(sql_text(rows, 1))
								       : 0,
						       .id = sql_id(rows, 0) });
		if (++t->done % AT_ONCE == 0 && !status)
			status = report(t);
	}
	ended = sql_end(rows);
	return status ? status : ended;
}

/* --- Those with one number -------------------------------------------------------------------- */

struct one {
	int64_t id, orders;
	const char *text, *name_fold, *phone_digits;
	bool named; /* is in a pair of this group */
};

static enum bo_status read_one(struct twins *t, enum sign sign, int64_t id, struct one *one)
{
	struct sql_rows *rows;
	char text[FOLDED] = "";
	enum bo_status status = sql_query(t->bo, &rows, COLUMNS "WHERE id = $1", "i", id);

	if (status)
		return status;
	*one = (struct one){ .id = id };
	if (sql_next(rows)) {
		make_text(sign, rows, text);
		one->name_fold = sql_copy(rows, 1, &t->work);
		one->phone_digits = sql_copy(rows, 3, &t->work);
		one->text = bo_arena_copy(&t->work, text);
	}
	status = sql_end(rows);
	if (!status && (!one->text || !one->name_fold || !one->phone_digits))
		status = fail_memory(t->bo);
	return status ? status
		      : sql_number(t->bo, &one->orders,
				   "SELECT count(*) FROM orders WHERE patron_id = $1 "
				   "AND patron_id <> 1",
				   "i", id);
}

static bool is_sign(enum sign sign, const struct one *a, const struct one *b)
{
	if (strcmp(a->text, b->text) != 0)
		return false;
	return sign != SIGN_TURNED || strcmp(a->name_fold, b->name_fold) != 0;
}

/* More orders, else the older. */
static int by_weight(const void *a, const void *b)
{
	const struct one *x = a, *y = b;

	if (x->orders != y->orders)
		return x->orders > y->orders ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static enum bo_status add_pair(struct twins *t, const struct one *keep, const struct one *gone,
			       enum sign sign)
{
	struct pair *grown = bo_arena_grow(&t->work, t->pair, t->n_pairs, sizeof *grown);

	if (!grown)
		return fail_memory(t->bo);
	t->pair = grown;
	grown[t->n_pairs++] = (struct pair){ keep->id, gone->id, sign };
	return BO_OK;
}

/* Each of them once, with the weightiest that has the sign in common. */
static enum bo_status judge(struct twins *t, enum sign sign, const struct key *key, size_t n)
{
	struct one *one = calloc(n, sizeof *one);
	enum bo_status status = one ? BO_OK : fail_memory(t->bo);

	for (size_t i = 0; i < n && !status; i++)
		status = read_one(t, sign, key[i].id, &one[i]);
	if (!status)
		qsort(one, n, sizeof *one, by_weight);
	for (size_t i = 0; i < n && !status; i++) {
		/* all that are the same as this one are named already */
		if (one[i].named && sign != SIGN_TURNED)
			continue;
		for (size_t j = i + 1; j < n && !status; j++)
			if (!one[j].named && is_sign(sign, &one[i], &one[j])) {
				one[j].named = true;
				status = add_pair(t, &one[i], &one[j], sign);
			}
	}
	free(one);
	return status;
}

static int by_hash(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash > y->hash ? 1 : -1;
	return (x->id > y->id) - (x->id < y->id);
}

/* Half the town may have one name; only those who have it in another order count. */
static bool is_worth_it(enum sign sign, const struct key *key, size_t n)
{
	if (sign != SIGN_TURNED)
		return n > 1 && (sign != SIGN_PHONE || n <= SHARED);
	for (size_t i = 1; i < n && n <= NAMESAKES; i++)
		if (key[i].name != key[0].name)
			return true;
	return false;
}

static enum bo_status judge_all(struct twins *t, enum sign sign)
{
	enum bo_status status = BO_OK;
	size_t judged = 0;

	if (t->n_keys)
		qsort(t->key, t->n_keys, sizeof *t->key, by_hash);
	for (size_t from = 0, to; from < t->n_keys && !status; from = to) {
		for (to = from + 1; to < t->n_keys && t->key[to].hash == t->key[from].hash; to++)
			;
		if (!is_worth_it(sign, t->key + from, to - from))
			continue;
		status = judge(t, sign, t->key + from, to - from);
		judged += to - from;
		if (!status && judged > AT_ONCE / 10) {
			judged = 0;
			status = report(t);
		}
	}
	return status;
}

/* --- The pairs -------------------------------------------------------------------------------- */

static int64_t lesser(const struct pair *p)
{
	return p->keep < p->gone ? p->keep : p->gone;
}

static int64_t greater(const struct pair *p)
{
	return p->keep < p->gone ? p->gone : p->keep;
}

static int by_people(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (lesser(x) != lesser(y))
		return lesser(x) > lesser(y) ? 1 : -1;
	if (greater(x) != greater(y))
		return greater(x) > greater(y) ? 1 : -1;
	return (x->sign > y->sign) - (x->sign < y->sign);
}

static int by_sign(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return x->sign != y->sign ? (x->sign > y->sign) - (x->sign < y->sign) : by_people(a, b);
}

/* Each pair once, by its surest sign; surest first. */
static void settle(struct twins *t)
{
	size_t n = 0;

	if (!t->n_pairs)
		return;
	qsort(t->pair, t->n_pairs, sizeof *t->pair, by_people);
	for (size_t i = 0; i < t->n_pairs; i++)
		if (n == 0 || lesser(&t->pair[i]) != lesser(&t->pair[n - 1]) ||
		    greater(&t->pair[i]) != greater(&t->pair[n - 1]))
			t->pair[n++] = t->pair[i];
	t->n_pairs = n;
	qsort(t->pair, n, sizeof *t->pair, by_sign);
}

static enum bo_status find_pairs(struct twins *t)
{
	int64_t people = 0;
	enum bo_status status = sql_number(t->bo, &people, "SELECT count(*) FROM patron", "");

	t->total = people * SIGN_COUNT;
	for (int sign = 0; sign < SIGN_COUNT && !status && (!t->limit || t->n_pairs < t->limit);
	     sign++) {
		t->done = people * sign;
		status = report(t);
		if (!status)
			status = read_keys(t, (enum sign)sign);
		if (!status)
			status = judge_all(t, (enum sign)sign);
		settle(t);
	}
	t->done = t->total;
	return status ? status : report(t);
}

static enum bo_status hand_out(struct twins *t, struct bo_arena *arena,
			       struct bo_patron_pairs *list)
{
	struct bo_patron_pairs found = { .n = t->n_pairs };
	enum bo_status status = BO_OK;

	if (t->limit && found.n > t->limit)
		found.n = t->limit;
	found.row = bo_arena_alloc(arena, (found.n + 1) * sizeof *found.row);
	if (!found.row)
		return fail_memory(t->bo);
	for (size_t i = 0; i < found.n && !status; i++) {
		found.row[i].because = because[t->pair[i].sign];
		status = bo_patron_get(t->bo, arena, t->pair[i].keep, &found.row[i].keep);
		if (!status)
			status = bo_patron_get(t->bo, arena, t->pair[i].gone, &found.row[i].gone);
	}
	if (!status)
		*list = found;
	return status;
}

enum bo_status bo_patron_duplicates(struct bo *bo, struct bo_arena *arena, size_t limit,
				    bo_progress progress, void *arg, struct bo_patron_pairs *list)
{
	struct twins t = { .bo = bo, .progress = progress, .arg = arg, .limit = limit };
	enum bo_status status = glance_begin(bo, access_read(bo, BO_MAY_MERGE_PATRONS));

	if (!status) {
		status = find_pairs(&t);
		if (!status)
			status = hand_out(&t, arena, list);
		status = glance_end(bo, status);
	}
	free(t.key);
	bo_arena_clear(&t.work);
	return status;
}
