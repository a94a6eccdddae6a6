/*
 * Words that are common and seldom meet: whoever has each of them is marked in one
 * bit.  Where few are left they are read and sorted; else the names are walked
 * through again, and only who is marked is read.
 */
#include "people/search.h"

#include "base/fail.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct search_hit {
	int64_t id;
	const char *name_fold;
	bool is_head;
};

static size_t mark_bytes(const struct bo_search *s)
{
	return (size_t)s->ids / CHAR_BIT + 1;
}

static bool is_marked(const struct bo_search *s, int64_t id)
{
	return id >= 0 && id <= s->ids && (s->marks[id / CHAR_BIT] & 1u << id % CHAR_BIT);
}

static void start_range(struct bo_search *s)
{
	struct bo_buf range = BO_BUF(s->range);
	const char *from = s->in_phones ? s->words.digits[s->word] : s->words.word[s->word];

	bo_buf_add(&range, from);
	name_range_end(from, s->range_end, sizeof s->range_end);
	s->range_id = 0;
}

static bool by_length(const struct words *words, size_t a, size_t b)
{
	return strlen(words->word[a]) < strlen(words->word[b]);
}

/* Longer words first: fewer have them. */
static void sort_words(struct words *words)
{
	for (size_t i = 1; i < words->n; i++)
		for (size_t k = i; k > 0 && by_length(words, k - 1, k); k--) {
			const char *word = words->word[k], *digits = words->digits[k];

			words->word[k] = words->word[k - 1];
			words->digits[k] = words->digits[k - 1];
			words->word[k - 1] = word;
			words->digits[k - 1] = digits;
		}
}

static enum bo_status start_marking(struct bo_search *s)
{
	s->marks = malloc(mark_bytes(s));
	s->now = calloc(1, mark_bytes(s));
	if (!s->marks || !s->now)
		return fail_memory(s->bo);
	memset(s->marks, 0xff, mark_bytes(s));
	sort_words(&s->words);
	s->in_phones = false;
	start_range(s);
	return BO_OK;
}

static enum bo_status mark_range(struct bo_search *s, bool *ended)
{
	struct sql_rows *rows;
	int64_t n = 0, most = s->budget > 1000 ? s->budget : 1000;
	enum bo_status status =
		s->in_phones
			? sql_query(s->bo, &rows,
				    "SELECT phone_digits, id FROM patron "
				    "WHERE (phone_digits, id) > ($1, $2) AND phone_digits < $3 "
				    "AND phone_digits <> '' ORDER BY phone_digits, id LIMIT $4",
				    "sisi", s->range, s->range_id, s->range_end, most)
			: sql_query(s->bo, &rows,
				    "SELECT word, patron_id FROM patron_word "
				    "WHERE (word, patron_id) > ($1, $2) AND word < $3 "
				    "ORDER BY word, patron_id LIMIT $4",
				    "sisi", s->range, s->range_id, s->range_end, most);

	if (status)
		return status;
	while (n < most && sql_next(rows)) {
		int64_t id = sql_id(rows, 1);

		if (id >= 0 && id <= s->ids)
			s->now[id / CHAR_BIT] |= (unsigned char)(1u << id % CHAR_BIT);
		if (++n == most) {
			struct bo_buf range = BO_BUF(s->range);

			bo_buf_add(&range, sql_text(rows, 0));
			s->range_id = id;
		}
	}
	s->budget -= n;
	*ended = n < most;
	return sql_end(rows);
}

/* Who has all words so far. */
static void join_marks(struct bo_search *s)
{
	size_t bytes = mark_bytes(s);

	s->n_marked = 0;
	for (size_t i = 0; i < bytes; i++) {
		s->marks[i] &= s->now[i];
		s->n_marked += __builtin_popcount(s->marks[i]);
	}
	memset(s->now, 0, bytes);
	s->budget -= (int64_t)bytes / 64;
}

/* Reading some people costs less than marking another word's. */
static bool are_few(const struct bo_search *s)
{
	return s->n_marked * SEARCH_A_PERSON <= 4 * SEARCH_STEP;
}

enum bo_status search_mark(struct bo_search *s)
{
	bool ended = false;
	enum bo_status status = s->marks && s->now ? BO_OK : start_marking(s);

	if (!status)
		status = mark_range(s, &ended);
	if (status || !ended)
		return status;
	if (!s->in_phones && *s->words.digits[s->word]) {
		s->in_phones = true;
		start_range(s);
		return BO_OK;
	}
	join_marks(s);
	s->word++;
	s->in_phones = false;
	if (are_few(s))
		s->stage = STAGE_FEW;
	else if (s->word == s->words.n)
		s->stage = STAGE_SIFT;
	else
		start_range(s);
	return BO_OK;
}

/* --- Who is marked ---------------------------------------------------------------------------- */

/* Walking on is expected to find enough, unless names are far from where the walk is. */
static bool sifts_in_vain(const struct bo_search *s)
{
	double rest = (double)s->ids - (double)s->sifted;
	double wanted =
		s->limit == SIZE_MAX ? (double)s->n_marked : (double)(s->limit - s->found.n);

	return (double)s->n_marked * SEARCH_A_PERSON < rest &&
	       (wanted >= (double)s->n_marked ||
		(double)s->sifted > 4 * wanted * (double)s->ids / (double)s->n_marked);
}

static enum bo_status take_one(struct bo_search *s, int64_t id)
{
	struct sql_rows *rows;
	int64_t n;
	enum bo_status status = sql_query(s->bo, &rows, SEARCH_PERSON "WHERE p.id = $1", "i", id);

	s->budget -= SEARCH_A_PERSON;
	return status ? status : search_take(s, rows, false, &n);
}

/* Through the names in their order, with only those read who are marked. */
enum bo_status search_sift(struct bo_search *s)
{
	struct sql_rows *rows;
	int64_t n = 0, most = s->budget > 1000 ? s->budget : 1000;
	enum bo_status ended, status = BO_OK;

	if (sifts_in_vain(s)) {
		s->stage = STAGE_FEW;
		return BO_OK;
	}
	status = sql_query(s->bo, &rows,
			   "SELECT name_fold, id FROM patron WHERE (name_fold, id) > ($1, $2) "
			   "AND id <> 1 ORDER BY name_fold, id LIMIT $3",
			   "sii", s->name, s->name_id, most);
	if (status)
		return status;
	while (!status && n < most && s->budget > 0 && s->found.n < s->limit && sql_next(rows)) {
		n++;
		s->budget--;
		s->name_id = sql_id(rows, 1);
		if (is_marked(s, s->name_id) || n == most || s->budget <= SEARCH_A_PERSON) {
			search_walk_from(s, sql_text(rows, 0), s->name_id);
			if (is_marked(s, s->name_id) && !search_is_head(s, s->name))
				status = take_one(s, s->name_id);
		}
	}
	ended = sql_end(rows);
	s->sifted += n;
	if (s->found.n >= s->limit || (n < most && s->budget > 0))
		s->stage = STAGE_DONE;
	return status ? status : ended;
}

static int by_name(const void *a, const void *b)
{
	const struct search_hit *x = a, *y = b;
	int order = strcmp(x->name_fold, y->name_fold);

	if (x->is_head != y->is_head)
		return x->is_head ? -1 : 1;
	return order ? order : (x->id > y->id) - (x->id < y->id);
}

static enum bo_status add_hit(struct bo_search *s, int64_t id)
{
	struct sql_rows *rows;
	struct search_hit *grown = bo_arena_grow(&s->own, s->hit, s->n_hits, sizeof *grown);
	enum bo_status status;

	if (!grown)
		return fail_memory(s->bo);
	s->hit = grown;
	s->budget -= SEARCH_A_PERSON;
	status = sql_query(s->bo, &rows, SEARCH_PERSON "WHERE p.id = $1 AND p.id <> 1", "i", id);
	if (status)
		return status;
	if (sql_next(rows) && search_fits(s, rows)) {
		const char *fold = sql_copy(rows, PERSON_FOLD, &s->own);

		grown[s->n_hits] = (struct search_hit){ id, fold, fold && search_is_head(s, fold) };
		s->n_hits += fold != NULL;
	}
	return sql_end(rows);
}

/* Everybody marked is read and sorted, and takes the place of what was walked past. */
enum bo_status search_few(struct bo_search *s)
{
	enum bo_status status = BO_OK;

	while (!status && s->budget > 0 && s->next_hit <= s->ids) {
		if (s->next_hit % CHAR_BIT == 0 && !s->marks[s->next_hit / CHAR_BIT])
			s->next_hit += CHAR_BIT;
		else if (is_marked(s, s->next_hit++))
			status = add_hit(s, s->next_hit - 1);
	}
	if (status || s->next_hit <= s->ids)
		return status;
	qsort(s->hit, s->n_hits, sizeof *s->hit, by_name);
	s->found.n = 0;
	s->found.row = NULL;
	for (size_t i = 0; i < s->n_hits && s->found.n < s->limit && !status; i++)
		status = take_one(s, s->hit[i].id);
	s->stage = STAGE_DONE;
	return status;
}

void search_forget(struct bo_search *s)
{
	free(s->marks);
	free(s->now);
}
