/*
 * The members of an audience page by page, and searching them by words.
 *
 * In a list that can be walked through between two keys, every word is looked for
 * everywhere.  In a longer one a word that begins codes or e-mails of few members
 * is taken for the beginning of one, one that no member has is known from the words
 * of the list, and only the others are walked for.
 */
#include "audience/roll.h"
#include "base/fail.h"
#include "people/words.h"
#include "store/words.h"

#include <boxoffice/text.h>

#include <string.h>

enum {
	WALKED = 20000, /* members of a list that is always walked through */
	FEW = 5000	/* rows of an index that are read and sorted at once */
};

struct search {
	struct bo_arena *arena;
	const struct bo_member_filter *filter;
	struct words words;
	char code[WORDS_MAX][BO_CODE_FOLD]; /* each word as a code */
	char whole[BO_CODE_FOLD];	    /* all of it as one code, for "AB 12 34" */
	char category[NAME_FOLD], category_fold[NAME_FOLD]; /* of the last row: many are alike */
	struct bo_members found;
};

#define MEMBER "SELECT " MEMBER_COLUMNS "FROM member m JOIN audience a ON a.id = m.audience_id "

static bool begins(const char *text, const char *word)
{
	return text && *word && strncmp(text, word, strlen(word)) == 0;
}

static bool begins_word_of(const char *fold, const char *word)
{
	for (const char *p = fold; *p; p++)
		if (words_begin_at(fold, p) && begins(p, word))
			return true;
	return false;
}

static void fold_category(struct search *search, const char *category)
{
	struct bo_buf buf = BO_BUF(search->category);

	bo_buf_add(&buf, category);
	bo_text_fold(category, search->category_fold, sizeof search->category_fold);
}

/* Columns as MEMBER_COLUMNS has them. */
static bool fits(struct search *search, struct sql_rows *rows)
{
	const char *code = sql_text(rows, MEMBER_CODE_FOLD);
	const char *email = sql_text(rows, MEMBER_EMAIL_FOLD);
	char location[NAME_FOLD], name[NAME_FOLD];
	bool folded = false;

	if (begins(code, search->whole))
		return true;
	for (size_t i = 0; i < search->words.n; i++) {
		const char *word = search->words.word[i];

		if (begins(code, search->code[i]) || begins(email, word))
			continue;
		if (!folded) {
			const char *category = sql_text(rows, MEMBER_CATEGORY);

			if (strcmp(category, search->category) != 0)
				fold_category(search, category);
			bo_text_fold(sql_text(rows, MEMBER_LOCATION), location, sizeof location);
			bo_text_fold(sql_text(rows, MEMBER_NAME), name, sizeof name);
			folded = true;
		}
		if (!begins_word_of(search->category_fold, word) &&
		    !begins_word_of(location, word) && !begins_word_of(name, word))
			return false;
	}
	return true;
}

/* How many codes and e-mails of any list begin so, up to FEW of each. */
static enum bo_status count_beginnings(struct bo *bo, const char *code, const char *word,
				       int64_t *n)
{
	char code_end[BO_CODE_FOLD + NAME_BEYOND], end[NAME_FOLD + NAME_BEYOND];
	int64_t codes = 0, emails = 0;
	enum bo_status status = BO_OK;

	name_range_end(code, code_end, sizeof code_end);
	name_range_end(word, end, sizeof end);
	if (*code)
		status = sql_number(bo, &codes,
				    "SELECT count(*) FROM (SELECT 1 AS one FROM member "
				    "WHERE code_fold >= $1 AND code_fold < $2 LIMIT $3) AS few",
				    "ssi", code, code_end, (int64_t)FEW);
	if (!status && *word)
		status = sql_number(bo, &emails,
				    "SELECT count(*) FROM (SELECT 1 AS one FROM member "
				    "WHERE email_fold >= $1 AND email_fold < $2 LIMIT $3) AS few",
				    "ssi", word, end, (int64_t)FEW);
	*n = codes + emails;
	return status;
}

/* NULL: there is none to look for in an index; "": nobody has it. */
struct beginning {
	const char *code, *word;
	int64_t n;
};

/* any: whether a code or an e-mail begins so. */
static enum bo_status weigh(struct bo *bo, struct beginning *best, const char *code,
			    const char *word, bool *any)
{
	int64_t n = 0;
	enum bo_status status = count_beginnings(bo, code, word, &n);

	*any = n > 0;
	if (!status && n > 0 && n < best->n) {
		best->code = code;
		best->word = word;
		best->n = n;
	}
	return status;
}

/* The rarest beginning of a code or an e-mail among what was typed, unless nobody has all of it. */
static enum bo_status choose(struct bo *bo, const struct search *search, struct beginning *best)
{
	bool whole = false, all = true;
	enum bo_status status = BO_OK;

	*best = (struct beginning){ .word = NULL, .n = FEW };
	if (search->words.n > 1)
		status = weigh(bo, best, search->whole, "", &whole);
	for (size_t i = 0; !status && i < search->words.n; i++) {
		const char *word = search->words.word[i];
		bool any = false;

		status = weigh(bo, best, search->code[i], word, &any);
		if (!status && !any)
			status = words_have(bo, search->filter->audience_id, word, &any);
		all = all && any;
	}
	if (!all && !whole)
		best->code = best->word = "";
	return status;
}

/* The sign before audience_id keeps the engine from walking the list instead. */
static enum bo_status ask_index(struct bo *bo, const struct search *search,
				const struct beginning *best, struct sql_rows **rows)
{
	char code_end[BO_CODE_FOLD + NAME_BEYOND], end[NAME_FOLD + NAME_BEYOND];

	name_range_end(best->code, code_end, sizeof code_end);
	name_range_end(best->word, end, sizeof end);
	return sql_query(bo, rows,
			 MEMBER "WHERE m.id IN (SELECT c.id FROM member c WHERE c.code_fold >= $1 "
				"AND c.code_fold < $2 AND $1 <> '' UNION SELECT e.id FROM member e "
				"WHERE e.email_fold >= $3 AND e.email_fold < $4 AND $3 <> '') AND "
				"+m.audience_id = $5 AND m.removed = 0 AND m.id > $6 ORDER BY m.id",
			 "ssssii", best->code, code_end, best->word, end,
			 search->filter->audience_id, search->filter->after);
}

static enum bo_status ask(struct bo *bo, const struct search *search, const struct roll *roll,
			  struct sql_rows **rows)
{
	struct beginning best = { .word = NULL };
	enum bo_status status = BO_OK;

	if (roll->attendees)
		return sql_query(
			bo, rows,
			"SELECT " ATTENDEE_COLUMNS "FROM audience a "
			"JOIN audience_performance x ON x.audience_id = a.id "
			"JOIN voucher v ON v.performance_id = x.performance_id " ATTENDEE_JOINS
			"WHERE a.id = $1 AND v.id > $2 AND " VOUCHER_IS_GOOD "ORDER BY v.id",
			"ii", roll->id, search->filter->after);
	if (search->words.n && roll->members > WALKED)
		status = choose(bo, search, &best);
	if (status)
		return status;
	if (best.word)
		return ask_index(bo, search, &best, rows);
	return sql_query(bo, rows,
			 MEMBER "WHERE m.audience_id = $1 AND m.removed = 0 AND m.id > $2 "
				"ORDER BY m.id",
			 "ii", roll->id, search->filter->after);
}

static enum bo_status take(struct bo *bo, struct search *search, struct sql_rows *rows)
{
	struct bo_members *found = &search->found;
	struct bo_member *grown = bo_arena_grow(search->arena, found->row, found->n, sizeof *grown);

	if (!grown)
		return fail_memory(bo);
	found->row = grown;
	member_read(rows, search->arena, &grown[found->n++]);
	return BO_OK;
}

static enum bo_status run(struct bo *bo, struct search *search)
{
	const struct bo_member_filter *filter = search->filter;
	size_t limit = filter->limit, looked = 0;
	int64_t last = 0;
	struct sql_rows *rows;
	struct roll roll;
	enum bo_status ended, status = roll_read(bo, filter->audience_id, &roll);

	if (!status)
		status = ask(bo, search, &roll, &rows);
	if (status)
		return status;
	while (!status && (limit == 0 || search->found.n < limit) &&
	       (filter->walk == 0 || looked < filter->walk) && sql_next(rows)) {
		looked++;
		last = sql_int(rows, MEMBER_ID);
		if (search->words.n == 0 || fits(search, rows))
			status = take(bo, search, rows);
	}
	if (!status && filter->reached)
		*filter->reached = filter->walk > 0 && looked == filter->walk ? last : 0;
	ended = sql_end(rows);
	if (!status)
		status = ended;
	return status ? status : member_add_uses(bo, &search->found);
}

enum bo_status bo_member_list(struct bo *bo, struct bo_arena *arena,
			      const struct bo_member_filter *filter, struct bo_members *list)
{
	struct search search = { .arena = arena, .filter = filter };
	const char *words = filter->words ? filter->words : "";
	enum bo_status status = roll_readable(bo);

	if (status)
		return status;
	if (!words_split(words, &search.words))
		return fail_field(bo, BO_INVALID, "words", words, "A search has at most %d words.",
				  WORDS_MAX);
	bo_code_fold(words, search.whole);
	for (size_t i = 0; i < search.words.n; i++)
		bo_code_fold(search.words.word[i], search.code[i]);
	status = glance_begin(bo, BO_OK);
	if (status)
		return status;
	status = glance_end(bo, run(bo, &search));
	if (!status)
		*list = search.found;
	return status;
}
