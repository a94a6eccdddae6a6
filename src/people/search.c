/*
 * Finding people by the beginnings of words.  A rare word is looked up in the
 * index of words; a common one would yield half the town, so then people are
 * walked through in the order of their names until enough of them fit.
 */
#include <boxoffice/patron.h>

#include "base/fail.h"
#include "people/words.h"
#include "store/sql.h"

enum {
	RARE = 50000,	   /* rows that are read and sorted when several words must fit */
	RARE_ALONE = 2000, /* when one word is all there is, walking finds enough sooner */
	BEYOND = 5	   /* bytes that end a range of words, with the terminator */
};

struct search {
	struct bo_arena *arena;
	struct words words;
	size_t limit;
	struct bo_patrons found;
};

static void end_of_range(const char *word, char *end, size_t size)
{
	struct bo_buf buf = { end, 0, size, false };

	end[0] = '\0';
	bo_buf_add(&buf, word);
	bo_buf_add(&buf, "\xf4\x8f\xbf\xbf"); /* the last character there is */
}

/* The word that fewest people have, if they are few enough; else NULL. */
static enum bo_status rarest(struct bo *bo, const struct search *search, const char **word)
{
	int64_t least = search->words.n == 1 ? RARE_ALONE : RARE;
	char end[NAME_FOLD + BEYOND];

	*word = NULL;
	for (size_t i = 0; i < search->words.n; i++) {
		int64_t n = 0;
		enum bo_status status;

		end_of_range(search->words.word[i], end, sizeof end);
		status = sql_number(bo, &n,
				    "SELECT count(*) FROM (SELECT 1 AS one FROM patron_word "
				    "WHERE word >= $1 AND word < $2 LIMIT $3) AS some",
				    "ssi", search->words.word[i], end, least);
		if (status)
			return status;
		if (n < least) {
			least = n;
			*word = search->words.word[i];
		}
	}
	return BO_OK;
}

#define PATRON "SELECT p.id, p.name, p.email, p.phone, p.name_fold, p.email_fold FROM patron p "

static enum bo_status ask(struct bo *bo, const char *word, struct sql_rows **rows)
{
	char end[NAME_FOLD + BEYOND];

	if (!word)
		return sql_query(bo, rows, PATRON "WHERE p.id <> 1 ORDER BY p.name_fold, p.id", "");
	end_of_range(word, end, sizeof end);
	return sql_query(bo, rows,
			 PATRON "WHERE p.id IN (SELECT w.patron_id FROM patron_word w "
				"WHERE w.word >= $1 AND w.word < $2) AND p.id <> 1 "
				"ORDER BY p.name_fold, p.id",
			 "ss", word, end);
}

static enum bo_status take(struct bo *bo, struct search *search, struct sql_rows *rows)
{
	struct bo_patrons *found = &search->found;
	struct bo_patron *grown;

	if (!words_match(&search->words, sql_text(rows, 4), sql_text(rows, 5)))
		return BO_OK;
	grown = bo_arena_grow(search->arena, found->row, found->n, sizeof *grown);
	if (!grown)
		return fail_memory(bo);
	found->row = grown;
	grown[found->n++] = (struct bo_patron){ .id = sql_id(rows, 0),
						.name = sql_copy(rows, 1, search->arena),
						.email = sql_copy(rows, 2, search->arena),
						.phone = sql_copy(rows, 3, search->arena) };
	return BO_OK;
}

static enum bo_status run(struct bo *bo, struct search *search)
{
	struct bo_patrons *found = &search->found;
	struct sql_rows *rows;
	const char *word = NULL;
	enum bo_status ended, status = rarest(bo, search, &word);

	if (!status)
		status = ask(bo, word, &rows);
	if (status)
		return status;
	while (!status && (search->limit == 0 || found->n < search->limit) && sql_next(rows))
		status = take(bo, search, rows);
	ended = sql_end(rows);
	if (!status)
		status = ended;
	for (size_t i = 0; !status && i < found->n; i++)
		status = sql_number(bo, &found->row[i].orders,
				    "SELECT count(*) FROM orders "
				    "WHERE patron_id = $1 AND patron_id <> 1",
				    "i", found->row[i].id);
	return status;
}

enum bo_status bo_patron_search(struct bo *bo, struct bo_arena *arena, const char *words,
				size_t limit, struct bo_patrons *list)
{
	struct search search = { .arena = arena, .limit = limit };
	enum bo_status status;

	if (!words_split(words, &search.words))
		return fail_field(bo, BO_INVALID, "words", words, "A search has at most %d words.",
				  WORDS_MAX);
	status = glance_begin(bo);
	if (status)
		return status;
	status = glance_end(bo, run(bo, &search));
	if (!status)
		*list = search.found;
	return status;
}
