/*
 * Offers by their names in the entry line, as they are said at a counter: "2 adults and a youth"
 * is typed "2 adults 1 youth".
 */
#include "entry/reading.h"

#include <boxoffice/text.h>

#include <stdio.h>
#include <string.h>

enum { MATCHES = 4, WORD_MIN = 3 };

/* Is the typed word the one of the name with a plural's ending?  Both are folded. */
static bool is_plural(const char *word, size_t n, const char *typed, size_t m)
{
	static const char *const endings[] = { "s", "es", "e", "n", "en", "er", "ren", "x", "'s" };

	if (n >= WORD_MIN && m == n + 2 && word[n - 1] == 'y' && strncmp(typed, word, n - 1) == 0 &&
	    strncmp(typed + n - 1, "ies", 3) == 0)
		return true;
	if (n < WORD_MIN || m <= n || strncmp(typed, word, n) != 0)
		return false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (m == n + strlen(endings[i]) && strncmp(typed + n, endings[i], m - n) == 0)
			return true;
	return false;
}

/* Does every word of the query begin a word of the name (or is it that word's plural)? */
static bool begins_words(const char *name, const char *query, bool plurals)
{
	while (*query) {
		size_t n = strcspn(query, " ");
		const char *word = name;

		while (word && strncmp(word, query, n) != 0 &&
		       !(plurals && is_plural(word, strcspn(word, " "), query, n))) {
			word = strchr(word, ' ');
			word = word ? word + 1 : NULL;
		}
		if (!word)
			return false;
		query += n + (query[n] == ' ');
	}
	return true;
}

/* The offers meant: of those whose words begin so, the one of exactly that name, else those whose
 * name begins with the whole text, else all; then those whose words are in the plural.  Returns how
 * many, keeps the first few. */
static size_t find_offers(const struct sell_facts *facts, const char *query, size_t found[MATCHES])
{
	enum { WAYS = 4 };
	size_t n[WAYS] = { 0 }, at[WAYS][MATCHES];
	char name[BO_NAME_MAX + 1];

	for (size_t i = 0; i < facts->n_offers; i++) {
		bool fits[WAYS];

		bo_text_fold(facts->offer[i].type, name, sizeof name);
		fits[0] = strcmp(name, query) == 0;
		fits[1] = strncmp(name, query, strlen(query)) == 0;
		fits[2] = begins_words(name, query, false);
		fits[3] = begins_words(name, query, true);
		for (int k = 0; k < WAYS; k++) {
			if (fits[k] && n[k] < MATCHES)
				at[k][n[k]] = i;
			n[k] += fits[k];
		}
	}
	for (int k = 0; k < WAYS; k++) {
		if (n[k] > 0) {
			memcpy(found, at[k], sizeof at[k]);
			return n[k];
		}
	}
	return 0;
}

static void ambiguous(struct sell_entry *e, const struct sell_facts *facts, const size_t *found,
		      size_t n)
{
	char one[ENTRY_PIECE], two[ENTRY_PIECE];

	entry_quoted(facts->offer[found[0]].type, one);
	entry_quoted(facts->offer[found[1]].type, two);
	entry_wrong(e, n > 2 ? "%s, %s or another? Type more of it." : "%s or %s? Type more of it.",
		    one, two);
}

/* --- One name --- */

/* False: no offer begins so. */
static bool read_name(struct sell_entry *e, const struct sell_facts *facts, int64_t qty,
		      const char *name)
{
	char query[SELL_TEXT + 1];
	size_t found[MATCHES] = { 0 }, n;

	bo_text_fold(name, query, sizeof query);
	n = *query ? find_offers(facts, query, found) : 0;
	if (n == 0)
		return false;
	if (n > 1)
		ambiguous(e, facts, found, n);
	else if (qty == 0)
		entry_wrong(e, "None of something is nothing.");
	else
		entry_add_term(e, found[0], qty);
	return true;
}

/* --- Several in one line --- */

/* Blanks and what people put between: "2 adults, 1 youth", "2 adults and 1 youth". */
static const char *skip_joints(const char *text)
{
	for (;;) {
		text += strspn(text, " ,&+");
		if (strncmp(text, "and ", 4) == 0)
			text += 4;
		else
			return text;
	}
}

/* Behind a number: "2 x adult", "2 × adult". */
static const char *skip_times(const char *text)
{
	text += strspn(text, " ");
	if (strncmp(text, "x ", 2) == 0 || strncmp(text, "X ", 2) == 0)
		text += 2;
	else if (strncmp(text, "×", strlen("×")) == 0)
		text += strlen("×");
	return text + strspn(text, " ");
}

/* Does the next name begin there, with its number? */
static bool begins_next(const char *text, size_t at)
{
	return !text[at] || (at > 0 && entry_is_digit(text[at]) && strchr(" ,&+", text[at - 1]));
}

static void cut_joints(char *name)
{
	size_t n = strlen(name);

	while (n > 0 && strchr(" ,&+", name[n - 1]))
		n--;
	if (n > 4 && strncmp(name + n - 4, " and", 4) == 0)
		n -= 4;
	name[n] = '\0';
	entry_trim(name, name, n + 1);
}

/* The longest beginning of the text that names an offer: "Under 26" has a number of its own.  0:
 * none does. */
static size_t name_length(const struct sell_facts *facts, const char *text, char *name, size_t size)
{
	char query[SELL_TEXT + 1];
	size_t found[MATCHES];

	for (size_t n = strlen(text); n > 0; n--) {
		if (!begins_next(text, n))
			continue;
		snprintf(name, size, "%.*s", (int)n, text);
		cut_joints(name);
		bo_text_fold(name, query, sizeof query);
		if (*query && find_offers(facts, query, found) > 0)
			return n;
	}
	return 0;
}

/* False: a part is nobody's name; then the line is read as one name that is unknown. */
static bool read_several(struct sell_entry *e, const struct sell_facts *facts, const char *text)
{
	int parts = 0;

	e->act = SELL_PUT;
	for (text = skip_joints(text); *text; text = skip_joints(text), parts++) {
		char name[SELL_TEXT + 1];
		int64_t qty = 1;
		size_t n;

		entry_number(&text, &qty);
		text = skip_times(text);
		n = name_length(facts, text, name, sizeof name);
		text += n;
		if (n == 0 || !read_name(e, facts, qty, name))
			return false;
		if (e->act == SELL_WRONG)
			return true;
	}
	return parts > 0;
}

void entry_names(struct sell_entry *e, const struct sell_facts *facts, const char *text)
{
	const char *name = text, *fault;
	char piece[ENTRY_PIECE];
	int64_t qty = 1;

	entry_number(&name, &qty);
	name = skip_times(name);
	fault = bo_text_fault(name, SELL_TEXT, true);
	/* Folding drops what nobody sees; no clerk types such a thing. */
	if (fault) {
		entry_wrong(e, "What was typed %s.", fault);
		return;
	}
	e->act = SELL_PUT;
	if (read_name(e, facts, qty, name) || read_several(e, facts, text))
		return;
	entry_wrong(e, "%s is no code and begins no offer; /%s looks for a person.",
		    entry_quoted(name, piece), piece);
	e->maybe_code = true;
}
