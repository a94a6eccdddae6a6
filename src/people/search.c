/*
 * Finding people by the beginnings of words, a little at a time, so that among a
 * million of them no key waits.
 *
 * A rare word leads to its few people at once, and so does the beginning of a name
 * as it is written.  Of common words many people have all, and walking through the
 * names finds enough soon.  Between these lie words that are common and seldom
 * meet: whoever has each of them is marked in one bit, word after word, until few
 * are left or the names are walked again with the marks.  A step of any of these costs the same,
 * and goes on where the last one ended by a key, not by an open question: acts and other tills are
 * not held up.
 */
#include <boxoffice/patron.h>

#include "base/fail.h"
#include "people/write.h"
#include "store/sql.h"

#include <boxoffice/text.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
	STEP = 20000,	    /* what one step may cost; one is a row of an index */
	A_PERSON = 12,	    /* what reading a person costs */
	RARE = 800,	    /* rows of a word that are read and sorted in the first step */
	THIN = 64,	    /* walking goes on while one in so many fits */
	TRIAL = 400,	    /* people who are walked past before that is judged */
	BEYOND = 5,	    /* bytes that end a range of words, with the terminator */
	MARKS_MAX = 1 << 28 /* ids that are marked in memory; beyond, names are walked to the end */
};

enum stage { STAGE_RARE, STAGE_HEAD, STAGE_WALK, STAGE_MARK, STAGE_SIFT, STAGE_FEW, STAGE_DONE };

struct hit {
	int64_t id;
	const char *name_fold;
	bool is_head;
};

struct bo_search {
	struct bo *bo;
	struct bo_arena own, *arena; /* arena: where people are read to */
	struct words words;
	size_t limit;					    /* SIZE_MAX: none */
	char head[NAME_FOLD], head_end[NAME_FOLD + BEYOND]; /* what was typed, as a name */
	enum stage stage;
	int64_t budget;
	struct bo_patrons found;
	char name[NAME_FOLD]; /* walked so far */
	int64_t name_id, walked;
	size_t heads;	      /* found before the walk */
	size_t word;	      /* that is being marked */
	bool in_phones, some; /* its digits are; words before it are marked */
	char range[NAME_FOLD + BEYOND], range_end[NAME_FOLD + BEYOND];
	int64_t range_id, ids, n_marked, sifted;
	unsigned char *marks, *now; /* of the words so far, and of this one */
	struct hit *hit;
	size_t n_hits;
	int64_t next_hit;
};

static void end_of_range(const char *word, char end[NAME_FOLD + BEYOND])
{
	struct bo_buf buf = { end, 0, NAME_FOLD + BEYOND, false };

	end[0] = '\0';
	if (!*word)
		return; /* an empty range */
	bo_buf_add(&buf, word);
	bo_buf_add(&buf, "\xf4\x8f\xbf\xbf"); /* the last character there is */
}

/* --- People ----------------------------------------------------------------------------------- */

#define PERSON                                                                                     \
	"SELECT p.id, p.name, p.email, p.phone, p.name_fold, p.email_fold, p.phone_digits, "       \
	"(SELECT string_agg(o.email_fold, ' ') FROM patron_email_other o "                         \
	"WHERE o.patron_id = p.id) FROM patron p "

static bool fits(const struct bo_search *s, struct sql_rows *rows)
{
	char emails[PERSON_EMAILS];
	struct bo_buf buf = BO_BUF(emails);
	const char *others = sql_text(rows, 7);

	bo_buf_add(&buf, sql_text(rows, 5));
	if (others) {
		bo_buf_add(&buf, " ");
		bo_buf_add(&buf, others);
	}
	return words_match(&s->words,
			   &(struct person){ sql_text(rows, 4), emails, sql_text(rows, 6) });
}

/* Does the name begin with all that was typed? */
static bool is_head(const struct bo_search *s, const char *name_fold)
{
	return *s->head && strncmp(name_fold, s->head, strlen(s->head)) == 0;
}

static enum bo_status take(struct bo_search *s, struct sql_rows *rows)
{
	struct bo_patrons *found = &s->found;
	struct bo_patron *grown;

	grown = bo_arena_grow(s->arena, found->row, found->n, sizeof *grown);
	if (!grown)
		return fail_memory(s->bo);
	found->row = grown;
	grown[found->n] = (struct bo_patron){ .id = sql_id(rows, 0),
					      .name = sql_copy(rows, 1, s->arena),
					      .email = sql_copy(rows, 2, s->arena),
					      .phone = sql_copy(rows, 3, s->arena) };
	if (!grown[found->n].name || !grown[found->n].email || !grown[found->n].phone)
		return BO_OK; /* sql_end() says so */
	return sql_number(s->bo, &grown[found->n++].orders,
			  "SELECT count(*) FROM orders WHERE patron_id = $1 AND patron_id <> 1",
			  "i", sql_id(rows, 0));
}

static void walk_from(struct bo_search *s, const char *name, int64_t id)
{
	struct bo_buf buf = BO_BUF(s->name);

	bo_buf_add(&buf, name);
	s->name_id = id;
}

/* Those of a question that fit; *n of them were read.  Who walks has taken the heads already. */
static enum bo_status take_fitting(struct bo_search *s, struct sql_rows *rows, bool walks,
				   int64_t *n)
{
	enum bo_status ended, status = BO_OK;

	*n = 0;
	while (!status && s->found.n < s->limit && sql_next(rows)) {
		++*n;
		if (walks)
			walk_from(s, sql_text(rows, 4), sql_id(rows, 0));
		if (walks && s->stage != STAGE_HEAD && is_head(s, s->name))
			continue;
		if (fits(s, rows))
			status = take(s, rows);
	}
	ended = sql_end(rows);
	return status ? status : ended;
}

/* --- A rare word ------------------------------------------------------------------------------ */

static enum bo_status rows_of(struct bo *bo, const char *word, const char *digits, int64_t *n)
{
	char end[NAME_FOLD + BEYOND], digits_end[NAME_FOLD + BEYOND];

	end_of_range(word, end);
	end_of_range(digits, digits_end);
	return sql_number(bo, n,
			  "SELECT count(*) FROM (SELECT w.patron_id FROM patron_word w "
			  "WHERE w.word >= $1 AND w.word < $2 UNION ALL "
			  "SELECT p.id FROM patron p WHERE p.phone_digits >= $3 "
			  "AND p.phone_digits < $4 AND p.phone_digits <> '' LIMIT $5) AS some",
			  "ssssi", word, end, digits, digits_end, (int64_t)RARE);
}

static enum bo_status take_rare(struct bo_search *s, size_t i)
{
	char end[NAME_FOLD + BEYOND], digits_end[NAME_FOLD + BEYOND];
	const char *word = s->words.word[i], *digits = s->words.digits[i];
	struct sql_rows *rows;
	int64_t n;
	enum bo_status status;

	end_of_range(word, end);
	end_of_range(digits, digits_end);
	status = sql_query(s->bo, &rows,
			   PERSON "WHERE p.id IN (SELECT w.patron_id FROM patron_word w "
				  "WHERE w.word >= $1 AND w.word < $2 UNION ALL "
				  "SELECT q.id FROM patron q WHERE q.phone_digits >= $3 "
				  "AND q.phone_digits < $4 AND q.phone_digits <> '') "
				  "AND p.id <> 1 ORDER BY CASE WHEN p.name_fold >= $5 "
				  "AND p.name_fold < $6 THEN 0 ELSE 1 END, p.name_fold, p.id",
			   "ssssss", word, end, digits, digits_end, s->head, s->head_end);
	return status ? status : take_fitting(s, rows, false, &n);
}

static enum bo_status try_rare(struct bo_search *s)
{
	int64_t least = RARE;
	size_t rarest = 0;
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < s->words.n && !status; i++) {
		int64_t n = 0;

		status = rows_of(s->bo, s->words.word[i], s->words.digits[i], &n);
		s->budget -= n / 2;
		if (n < least) {
			least = n;
			rarest = i;
		}
	}
	if (status)
		return status;
	s->stage = s->words.n ? STAGE_HEAD : STAGE_WALK;
	if (least < RARE) {
		status = take_rare(s, rarest);
		s->stage = STAGE_DONE;
	}
	return status;
}

/* --- Walking ---------------------------------------------------------------------------------- */

/* The names that begin with what was typed. */
static enum bo_status walk_head(struct bo_search *s)
{
	struct sql_rows *rows;
	int64_t n = 0, most = s->budget / A_PERSON + 1;
	enum bo_status status;

	if (s->walked == 0)
		walk_from(s, s->head, 0);
	status = sql_query(s->bo, &rows,
			   PERSON "WHERE (p.name_fold, p.id) > ($1, $2) AND p.name_fold < $3 "
				  "AND p.id <> 1 ORDER BY p.name_fold, p.id LIMIT $4",
			   "sisi", s->name, s->name_id, s->head_end, most);
	if (!status)
		status = take_fitting(s, rows, true, &n);
	s->budget -= n * A_PERSON + 1;
	s->walked += n;
	if (status)
		return status;
	if (s->found.n >= s->limit) {
		s->stage = STAGE_DONE;
	} else if (n < most) {
		s->stage = STAGE_WALK;
		s->walked = 0;
		s->heads = s->found.n;
		walk_from(s, "", INT64_MAX); /* behind those without a name, who were merged */
	}
	return status;
}

/* Through the names in their order, with everybody read. */
static enum bo_status walk(struct bo_search *s)
{
	struct sql_rows *rows;
	int64_t n = 0, most = s->budget / A_PERSON + 1;
	enum bo_status status;

	if (most > TRIAL)
		most = TRIAL;
	status = sql_query(s->bo, &rows,
			   PERSON "WHERE (p.name_fold, p.id) > ($1, $2) AND p.id <> 1 "
				  "ORDER BY p.name_fold, p.id LIMIT $3",
			   "sii", s->name, s->name_id, most);
	if (!status)
		status = take_fitting(s, rows, true, &n);
	s->budget -= n * A_PERSON;
	s->walked += n;
	if (s->found.n >= s->limit || n < most)
		s->stage = STAGE_DONE;
	else if (s->words.n > 0 && s->ids <= MARKS_MAX && s->walked >= TRIAL &&
		 (int64_t)(s->found.n - s->heads) * THIN < s->walked)
		s->stage = STAGE_MARK;
	return status;
}

/* --- Marking ---------------------------------------------------------------------------------- */

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
	end_of_range(from, s->range_end);
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
	return s->n_marked * A_PERSON <= STEP;
}

static enum bo_status mark(struct bo_search *s)
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

	return (double)s->n_marked * A_PERSON < rest &&
	       (wanted >= (double)s->n_marked ||
		(double)s->sifted > 4 * wanted * (double)s->ids / (double)s->n_marked);
}

static enum bo_status take_one(struct bo_search *s, int64_t id)
{
	struct sql_rows *rows;
	int64_t n;
	enum bo_status status = sql_query(s->bo, &rows, PERSON "WHERE p.id = $1", "i", id);

	s->budget -= A_PERSON;
	return status ? status : take_fitting(s, rows, false, &n);
}

/* Through the names in their order, with only those read who are marked. */
static enum bo_status sift(struct bo_search *s)
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
		if (is_marked(s, s->name_id) || n == most || s->budget <= A_PERSON) {
			walk_from(s, sql_text(rows, 0), s->name_id);
			if (is_marked(s, s->name_id) && !is_head(s, s->name))
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
	const struct hit *x = a, *y = b;
	int order = strcmp(x->name_fold, y->name_fold);

	if (x->is_head != y->is_head)
		return x->is_head ? -1 : 1;
	return order ? order : (x->id > y->id) - (x->id < y->id);
}

static enum bo_status add_hit(struct bo_search *s, int64_t id)
{
	struct sql_rows *rows;
	struct hit *grown = bo_arena_grow(&s->own, s->hit, s->n_hits, sizeof *grown);
	enum bo_status status;

	if (!grown)
		return fail_memory(s->bo);
	s->hit = grown;
	s->budget -= A_PERSON;
	status = sql_query(s->bo, &rows, PERSON "WHERE p.id = $1 AND p.id <> 1", "i", id);
	if (status)
		return status;
	if (sql_next(rows) && fits(s, rows)) {
		grown[s->n_hits] = (struct hit){ id, sql_copy(rows, 4, &s->own),
						 is_head(s, sql_text(rows, 4)) };
		s->n_hits += grown[s->n_hits].name_fold != NULL;
	}
	return sql_end(rows);
}

/* Everybody marked is read and sorted, and takes the place of what was walked past. */
static enum bo_status few(struct bo_search *s)
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

/* --- Steps ------------------------------------------------------------------------------------ */

static enum bo_status go_on(struct bo_search *s)
{
	enum bo_status status = BO_OK;

	for (s->budget = STEP; !status && s->budget > 0;) {
		switch (s->stage) {
		case STAGE_RARE:
			status = try_rare(s);
			break;
		case STAGE_HEAD:
			status = walk_head(s);
			break;
		case STAGE_WALK:
			status = walk(s);
			break;
		case STAGE_MARK:
			status = mark(s);
			break;
		case STAGE_SIFT:
			status = sift(s);
			break;
		case STAGE_FEW:
			status = few(s);
			break;
		case STAGE_DONE:
			return status;
		}
	}
	return status;
}

static enum bo_status start(struct bo *bo, struct bo_search *s, const char *words, size_t limit)
{
	enum bo_status status = patron_private(bo);

	s->bo = bo;
	s->limit = limit ? limit : SIZE_MAX;
	walk_from(s, "", INT64_MAX);
	bo_text_fold(words, s->head, sizeof s->head);
	end_of_range(s->head, s->head_end);
	if (!status && !words_split(words, &s->words))
		status = fail_field(bo, BO_INVALID, "words", words,
				    "A search has at most %d words.", WORDS_MAX);
	if (!status)
		status = sql_number(bo, &s->ids, "SELECT max(id) FROM patron", "");
	return status;
}

static void end(struct bo_search *s)
{
	free(s->marks);
	free(s->now);
	bo_arena_clear(&s->own);
}

enum bo_status bo_search_begin(struct bo *bo, const char *words, size_t limit,
			       struct bo_search **search)
{
	struct bo_search *s = calloc(1, sizeof *s);
	enum bo_status status = s ? start(bo, s, words, limit) : fail_memory(bo);

	if (status) {
		free(s);
		return status;
	}
	s->arena = &s->own;
	*search = s;
	return BO_OK;
}

enum bo_status bo_search_step(struct bo_search *s, struct bo_patrons *found, bool *done)
{
	enum bo_status status = glance_begin(s->bo);

	if (!status)
		status = glance_end(s->bo, go_on(s));
	if (status)
		return status;
	*found = s->found;
	*done = s->stage == STAGE_DONE;
	return BO_OK;
}

void bo_search_end(struct bo_search *s)
{
	if (s)
		end(s);
	free(s);
}

enum bo_status bo_patron_search(struct bo *bo, struct bo_arena *arena, const char *words,
				size_t limit, struct bo_patrons *list)
{
	struct bo_search *s = calloc(1, sizeof *s);
	enum bo_status status = s ? start(bo, s, words, limit) : fail_memory(bo);

	if (status) {
		free(s);
		return status;
	}
	s->arena = arena;
	status = glance_begin(bo);
	if (!status) {
		while (!status && s->stage != STAGE_DONE)
			status = go_on(s);
		status = glance_end(bo, status);
	}
	if (!status)
		*list = s->found;
	bo_search_end(s);
	return status;
}
