/*
 * Finding people by the beginnings of words, a little at a time, so that among a
 * million of them no key waits.
 *
 * A rare word leads to its few people at once, and so does the beginning of a name
 * as it is written.  Of common words many people have all, and walking through the
 * names finds enough soon.  Between these lie words that are common and seldom
 * meet: whoever has each of them is marked in one bit, word after word, until few
 * are left or the names are walked again with the marks.  A step of any of these
 * costs the same, and goes on where the last one ended by a key, not by an open
 * question: acts and other tills are not held up.
 */
#include <boxoffice/patron.h>

#include "base/fail.h"
#include "people/search.h"

#include <boxoffice/text.h>

#include <stdlib.h>
#include <string.h>

enum {
	RARE = 800, /* rows of a word that are read and sorted in the first step */
	THIN = 64,  /* walking goes on while one in so many fits */
	TRIAL = 400 /* people who are walked past before that is judged */
};

/* --- People ----------------------------------------------------------------------------------- */

bool search_fits(const struct bo_search *s, struct sql_rows *rows)
{
	char emails[PERSON_EMAILS];
	struct bo_buf buf = BO_BUF(emails);
	const char *others = sql_text(rows, PERSON_OTHERS);

	bo_buf_add(&buf, sql_text(rows, PERSON_EMAIL_FOLD));
	if (others) {
		bo_buf_add(&buf, " ");
		bo_buf_add(&buf, others);
	}
	return words_match(&s->words, &(struct person){ sql_text(rows, PERSON_FOLD), emails,
							sql_text(rows, PERSON_DIGITS) });
}

bool search_is_head(const struct bo_search *s, const char *name_fold)
{
	return *s->head && strncmp(name_fold, s->head, strlen(s->head)) == 0;
}

static enum bo_status add(struct bo_search *s, struct sql_rows *rows)
{
	struct bo_patrons *found = &s->found;
	struct bo_patron *grown;

	grown = bo_arena_grow(s->arena, found->row, found->n, sizeof *grown);
	if (!grown)
		return fail_memory(s->bo);
	found->row = grown;
	grown[found->n] = (struct bo_patron){ .id = sql_id(rows, PERSON_ID),
					      .name = sql_copy(rows, PERSON_NAME, s->arena),
					      .email = sql_copy(rows, PERSON_EMAIL, s->arena),
					      .phone = sql_copy(rows, PERSON_PHONE, s->arena) };
	if (!grown[found->n].name || !grown[found->n].email || !grown[found->n].phone)
		return BO_OK; /* sql_end() says so */
	return sql_number(s->bo, &grown[found->n++].orders,
			  "SELECT count(*) FROM orders WHERE patron_id = $1 AND patron_id <> 1",
			  "i", sql_id(rows, PERSON_ID));
}

void search_walk_from(struct bo_search *s, const char *name, int64_t id)
{
	struct bo_buf buf = BO_BUF(s->name);

	bo_buf_add(&buf, name);
	s->name_id = id;
}

enum bo_status search_take(struct bo_search *s, struct sql_rows *rows, bool walks, int64_t *n)
{
	enum bo_status ended, status = BO_OK;

	*n = 0;
	while (!status && s->found.n < s->limit && sql_next(rows)) {
		++*n;
		if (walks)
			search_walk_from(s, sql_text(rows, PERSON_FOLD), sql_id(rows, PERSON_ID));
		if (walks && s->stage != STAGE_HEAD && search_is_head(s, s->name))
			continue;
		if (search_fits(s, rows))
			status = add(s, rows);
	}
	ended = sql_end(rows);
	return status ? status : ended;
}

/* --- A rare word ------------------------------------------------------------------------------ */

static enum bo_status rows_of(struct bo *bo, const char *word, const char *digits, int64_t *n)
{
	char end[NAME_FOLD + NAME_BEYOND], digits_end[NAME_FOLD + NAME_BEYOND];

	name_range_end(word, end, sizeof end);
	name_range_end(digits, digits_end, sizeof digits_end);
	return sql_number(bo, n,
			  "SELECT count(*) FROM (SELECT w.patron_id FROM patron_word w "
			  "WHERE w.word >= $1 AND w.word < $2 UNION ALL "
			  "SELECT p.id FROM patron p WHERE p.phone_digits >= $3 "
			  "AND p.phone_digits < $4 AND p.phone_digits <> '' LIMIT $5) AS few",
			  "ssssi", word, end, digits, digits_end, (int64_t)RARE);
}

static enum bo_status take_rare(struct bo_search *s, size_t i)
{
	char end[NAME_FOLD + NAME_BEYOND], digits_end[NAME_FOLD + NAME_BEYOND];
	const char *word = s->words.word[i], *digits = s->words.digits[i];
	struct sql_rows *rows;
	int64_t n;
	enum bo_status status;

	name_range_end(word, end, sizeof end);
	name_range_end(digits, digits_end, sizeof digits_end);
	status =
		sql_query(s->bo, &rows,
			  SEARCH_PERSON "WHERE p.id IN (SELECT w.patron_id FROM patron_word w "
					"WHERE w.word >= $1 AND w.word < $2 UNION ALL "
					"SELECT q.id FROM patron q WHERE q.phone_digits >= $3 "
					"AND q.phone_digits < $4 AND q.phone_digits <> '') "
					"AND p.id <> 1 ORDER BY CASE WHEN p.name_fold >= $5 "
					"AND p.name_fold < $6 THEN 0 ELSE 1 END, p.name_fold, p.id",
			  "ssssss", word, end, digits, digits_end, s->head, s->head_end);
	return status ? status : search_take(s, rows, false, &n);
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
	int64_t n = 0, most = s->budget / SEARCH_A_PERSON + 1;
	enum bo_status status;

	if (s->walked == 0)
		search_walk_from(s, s->head, 0);
	status =
		sql_query(s->bo, &rows,
			  SEARCH_PERSON "WHERE (p.name_fold, p.id) > ($1, $2) AND p.name_fold < $3 "
					"AND p.id <> 1 ORDER BY p.name_fold, p.id LIMIT $4",
			  "sisi", s->name, s->name_id, s->head_end, most);
	if (!status)
		status = search_take(s, rows, true, &n);
	s->budget -= n * SEARCH_A_PERSON + 1;
	s->walked += n;
	if (status)
		return status;
	if (s->found.n >= s->limit) {
		s->stage = STAGE_DONE;
	} else if (n < most) {
		s->stage = STAGE_WALK;
		s->walked = 0;
		s->heads = s->found.n;
		search_walk_from(s, "",
				 INT64_MAX); /* behind those without a name, who were merged */
	}
	return BO_OK;
}

/* Through the names in their order, with everybody read. */
static enum bo_status walk(struct bo_search *s)
{
	struct sql_rows *rows;
	int64_t n = 0, most = s->budget / SEARCH_A_PERSON + 1;
	enum bo_status status;

	if (most > TRIAL)
		most = TRIAL;
	status = sql_query(s->bo, &rows,
			   SEARCH_PERSON "WHERE (p.name_fold, p.id) > ($1, $2) AND p.id <> 1 "
					 "ORDER BY p.name_fold, p.id LIMIT $3",
			   "sii", s->name, s->name_id, most);
	if (!status)
		status = search_take(s, rows, true, &n);
	s->budget -= n * SEARCH_A_PERSON;
	s->walked += n;
	if (s->found.n >= s->limit || n < most)
		s->stage = STAGE_DONE;
	else if (s->words.n > 0 && s->ids <= SEARCH_MARKS_MAX && s->walked >= TRIAL &&
		 (int64_t)(s->found.n - s->heads) * THIN < s->walked)
		s->stage = STAGE_MARK;
	return status;
}

/* --- Steps ------------------------------------------------------------------------------------ */

static enum bo_status go_on(struct bo_search *s)
{
	enum bo_status status = BO_OK;

	for (s->budget = SEARCH_STEP; !status && s->budget > 0;) {
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
			status = search_mark(s);
			break;
		case STAGE_SIFT:
			status = search_sift(s);
			break;
		case STAGE_FEW:
			status = search_few(s);
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
	search_walk_from(s, "", INT64_MAX);
	bo_text_fold(words, s->head, sizeof s->head);
	name_range_end(s->head, s->head_end, sizeof s->head_end);
	if (!status && !words_split(words, &s->words))
		status = fail_field(bo, BO_INVALID, "words", words,
				    "A search has at most %d words.", WORDS_MAX);
	if (!status)
		status = sql_number(bo, &s->ids, "SELECT max(id) FROM patron", "");
	return status;
}

static void end(struct bo_search *s)
{
	search_forget(s);
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
	enum bo_status status = glance_begin(s->bo, BO_OK);

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
	status = glance_begin(bo, BO_OK);
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
