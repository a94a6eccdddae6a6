/*
 * The words of lists.  Most members share most words, so that what was written
 * lately is kept in mind and asked before the table is.
 */
#include "store/words.h"
#include "base/fail.h"
#include "spelling/name.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN = 16384, SEEN_WORD = 32, TEXTS = 3 };

/* The last word of each place; longer ones are not kept. */
struct word_seen {
	char word[SEEN][SEEN_WORD];
};

bool words_begin_at(const char *fold, const char *p)
{
	return p == fold || p[-1] == ' ' || ispunct((unsigned char)p[-1]);
}

enum bo_status words_begin(struct list_words *words, struct bo *bo, int64_t audience_id)
{
	*words = (struct list_words){ .bo = bo, .audience_id = audience_id };
	words->seen = calloc(1, sizeof *words->seen);
	return words->seen ? BO_OK : fail_memory(bo);
}

void words_end(struct list_words *words)
{
	free(words->seen);
	words->seen = NULL;
}

/* True if it was there already; it is from now on. */
static bool is_seen(struct word_seen *seen, const char *word)
{
	size_t n = 0;
	uint32_t hash = 2166136261u;
	char *place;

	for (; word[n]; n++)
		hash = (hash ^ (unsigned char)word[n]) * 16777619u;
	if (!seen || n >= SEEN_WORD)
		return false;
	place = seen->word[(hash ^ hash >> 16) % SEEN];
	if (strcmp(place, word) == 0)
		return true;
	memcpy(place, word, n + 1);
	return false;
}

static enum bo_status add_word(struct list_words *words, const char *word)
{
	int64_t found = BO_NONE;
	enum bo_status status;

	if (is_seen(words->seen, word))
		return BO_OK;
	if (!words->looks)
		return sql_run(words->bo,
			       "INSERT INTO member_word (audience_id, word) VALUES ($1, $2) "
			       "ON CONFLICT DO NOTHING",
			       "is", words->audience_id, word);
	status = sql_number(words->bo, &found,
			    "SELECT 1 FROM member_word WHERE audience_id = $1 AND word = $2", "is",
			    words->audience_id, word);
	words->missing += found == BO_NONE;
	return status;
}

enum bo_status words_add(struct list_words *words, const char *text)
{
	char fold[NAME_FOLD], word[NAME_FOLD];
	enum bo_status status = BO_OK;

	bo_text_fold(text, fold, sizeof fold);
	for (const char *p = fold; *p && !status; p++) {
		size_t n = strcspn(p, " ");

		if (n == 0 || !words_begin_at(fold, p))
			continue;
		memcpy(word, p, n);
		word[n] = '\0';
		status = add_word(words, word);
	}
	return status;
}

enum bo_status words_add_rows(struct list_words *words, struct sql_rows *rows)
{
	enum bo_status ended, status = BO_OK;

	while (!status && sql_next(rows))
		for (int i = 0; i < TEXTS && !status; i++)
			status = words_add(words, sql_text(rows, i));
	ended = sql_end(rows);
	return status ? status : ended;
}

static enum bo_status go_through(struct bo *bo, int64_t audience_id, bool looks, int64_t *missing)
{
	struct list_words words;
	struct sql_rows *rows;
	enum bo_status status = words_begin(&words, bo, audience_id);

	words.looks = looks;
	if (!status)
		status = sql_query(bo, &rows,
				   "SELECT name, category, location FROM member "
				   "WHERE audience_id = $1",
				   "i", audience_id);
	if (!status)
		status = words_add_rows(&words, rows);
	*missing = words.missing;
	words_end(&words);
	return status;
}

enum bo_status words_add_list(struct bo *bo, int64_t audience_id)
{
	int64_t missing;

	return go_through(bo, audience_id, false, &missing);
}

enum bo_status words_missing(struct bo *bo, int64_t audience_id, int64_t *missing)
{
	return go_through(bo, audience_id, true, missing);
}

enum bo_status words_add_all(struct bo *bo)
{
	struct bo_arena arena = { 0 };
	int64_t *id = NULL;
	size_t n = 0;
	enum bo_status status = sql_list(bo, SQL_ROWS(&arena, id, n, sql_read_id),
					 "SELECT id FROM audience ORDER BY id", "");

	for (size_t i = 0; i < n && !status; i++)
		status = words_add_list(bo, id[i]);
	bo_arena_clear(&arena);
	return status;
}

enum bo_status words_have(struct bo *bo, int64_t audience_id, const char *beginning, bool *have)
{
	char end[NAME_FOLD + NAME_BEYOND];
	int64_t found = BO_NONE;
	enum bo_status status;

	name_range_end(beginning, end, sizeof end);
	status = sql_number(bo, &found,
			    "SELECT 1 FROM member_word WHERE audience_id = $1 AND word >= $2 "
			    "AND word < $3 LIMIT 1",
			    "iss", audience_id, beginning, end);
	*have = found != BO_NONE;
	return status;
}
