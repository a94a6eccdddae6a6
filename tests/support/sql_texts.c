/*
 * Tokens of all files in one array; functions and the calls of them are found by their brackets.
 * Nothing here knows a file or a table: what is added to src/ is read like the rest.
 */
#include "support/sql_texts.h"

#include <boxoffice/arena.h>

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { DEEP = 6 /* steps that a text is followed back */ };

struct token {
	char kind; /* w a word, s a string, else the character itself */
	bool reached;
	int line, seen; /* the last expression that was followed through it */
	const char *file, *text;
	size_t same; /* where the same word stands next; 0: nowhere */
};

enum { WORDS = 1 << 16 };

/* A function with its body, or a declaration of one. */
struct function {
	size_t name, open, close; /* brackets of its parameters */
	size_t body, end;	  /* braces; both 0: a declaration */
	int sql, types;		  /* which parameters these are, or -1 */
};

struct reader {
	struct bo_arena arena;
	struct token *token;
	size_t n;
	size_t first[WORDS], last[WORDS]; /* tokens whose words have one hash; 0: none */
	int turn;			  /* counts the expressions that are followed */
	struct function *function;
	size_t n_functions;
	size_t *found; /* strings, while one expression is followed */
	size_t n_found;
	struct sql_texts texts;
};

static void *grow(struct reader *r, void *array, size_t n, size_t size)
{
	void *grown = bo_arena_grow(&r->arena, array, n, size);

	assert_non_null(grown);
	return grown;
}

static void add_fault(struct reader *r, const struct token *at, const char *what, const char *name)
{
	struct sql_texts *texts = &r->texts;

	texts->fault = grow(r, texts->fault, texts->n_faults, sizeof *texts->fault);
	texts->fault[texts->n_faults++] =
		bo_arena_printf(&r->arena, "%s:%d: %s: %.100s", at->file, at->line, what, name);
}

/* --- Tokens ----------------------------------------------------------------------------------- */

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Bytes of the string or character constant at text. */
static size_t quoted(const char *text)
{
	size_t n = 1;

	while (text[n] && text[n] != *text)
		n += text[n] == '\\' && text[n + 1] ? 2 : 1;
	return text[n] ? n + 1 : n;
}

/* Of the escapes SQL has only quotes, line ends and tabs. */
static const char *plain(struct reader *r, const char *before, const char *text, size_t n)
{
	char *copy = bo_arena_alloc(&r->arena, strlen(before) + n + 1), *out;

	assert_non_null(copy);
	out = stpcpy(copy, before);
	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\\' && i + 1 < n) {
			i++;
			*out++ = text[i] == 'n' ? '\n' : text[i] == 't' ? '\t' : text[i];
		} else {
			*out++ = text[i];
		}
	}
	*out = '\0';
	return copy;
}

static void add_token(struct reader *r, const char *file, int line, const char *text, size_t n)
{
	struct token *last = r->n ? &r->token[r->n - 1] : NULL;

	if (*text == '"' && last && last->kind == 's' && last->file == file) {
		last->text = plain(r, last->text, text + 1, n - 2);
		return;
	}
	r->token = grow(r, r->token, r->n, sizeof *r->token);
	r->token[r->n++] = (struct token){
		.kind = *text == '"'	 ? 's'
			: is_word(*text) ? 'w'
					 : *text,
		.line = line,
		.file = file,
		.text = *text == '"' ? plain(r, "", text + 1, n - 2)
				     : bo_arena_printf(&r->arena, "%.*s", (int)n, text),
	};
}

static size_t hash_of(const char *word)
{
	size_t hash = 5381;

	while (*word)
		hash = hash * 33 + (unsigned char)*word++;
	return hash % WORDS;
}

static void link_words(struct reader *r)
{
	for (size_t at = 1; at < r->n; at++) {
		size_t hash = hash_of(r->token[at].text);

		if (r->token[at].kind != 'w')
			continue;
		if (r->last[hash])
			r->token[r->last[hash]].same = at;
		else
			r->first[hash] = at;
		r->last[hash] = at;
	}
}

static void read_line(struct reader *r, const char *file, int line, const char *text)
{
	while (*text) {
		size_t n = 1;

		if (*text == '"' || *text == '\'')
			n = quoted(text);
		else
			while (is_word(*text) && is_word(text[n]))
				n++;
		if (!isspace((unsigned char)*text))
			add_token(r, file, line, text, n);
		text += n;
	}
}

static void read_tokens(struct reader *r)
{
	const char *file = NULL;
	char program[400] = "", command[600], name[400], *text = NULL;
	size_t size = 0;
	int line = 0;
	FILE *in;

	add_token(r, "", 0, ";", 1); /* nothing stands at 0 */
	/* What is generated lies beside the folder of the tests. */
	assert_true(readlink("/proc/self/exe", program, sizeof program - 1) > 0);
	for (int i = 0; i < 3; i++)
		*strrchr(program, '/') = '\0';
	snprintf(command, sizeof command, "sh tests/support/sources.sh '%s/gen'", program);
	in = popen(command, "r");
	assert_non_null(in);
	while (getline(&text, &size, in) >= 0) {
		if (sscanf(text, "# %d \"%399[^\"]\"", &line, name) == 2) {
			if (strncmp(name, "src/", 4) != 0)
				file = NULL;
			else if (!file || strcmp(file, name) != 0)
				file = bo_arena_copy(&r->arena, name);
		} else {
			if (file)
				read_line(r, file, line, text);
			line++;
		}
	}
	free(text);
	assert_int_equal(pclose(in), 0);
	link_words(r);
}

/* --- Functions and calls ---------------------------------------------------------------------- */

static bool is(const struct reader *r, size_t at, const char *text)
{
	return at < r->n && r->token[at].kind != 's' && strcmp(r->token[at].text, text) == 0;
}

/* The bracket that closes the one at open. */
static size_t closing(const struct reader *r, size_t open)
{
	int depth = 0;
	size_t at = open;

	for (; at < r->n; at++) {
		if (strchr("([{", r->token[at].kind))
			depth++;
		else if (strchr(")]}", r->token[at].kind) && --depth == 0)
			break;
	}
	return at;
}

/* The part between the commas, counted from 0, of what is between open and its end; empty: from is
 * to. */
static void part(const struct reader *r, size_t open, int wanted, size_t *from, size_t *to)
{
	size_t end = closing(r, open), at = open + 1;

	for (int n = 0;; n++, at++) {
		*from = at;
		while (at < end && r->token[at].kind != ',')
			at = strchr("([{", r->token[at].kind) ? closing(r, at) + 1 : at + 1;
		*to = at;
		if (n == wanted || at >= end)
			break;
		if (n > 60)
			fail_msg("%s:%d: too many", r->token[open].file, r->token[open].line);
	}
	if (at >= end && *from > end)
		*from = *to = end;
}

/* Which parameter of the function has that name; -1 if none. */
static int parameter(const struct reader *r, const struct function *f, const char *name)
{
	size_t from, to;

	for (int n = 0; n < 20; n++) {
		part(r, f->open, n, &from, &to);
		if (to > from && is(r, to - 1, name))
			return n;
		if (to == f->close)
			return -1;
	}
	return -1;
}

static void find_functions(struct reader *r)
{
	for (size_t at = 0; at + 1 < r->n; at++) {
		struct function f = { .name = at, .open = at + 1 };

		if (r->token[at].kind == '{') {
			at = closing(r, at);
			continue;
		}
		if (r->token[at].kind != 'w' || r->token[at + 1].kind != '(')
			continue;
		f.close = closing(r, f.open);
		if (f.close + 1 < r->n && r->token[f.close + 1].kind == '{') {
			f.body = f.close + 1;
			f.end = closing(r, f.body);
		}
		f.sql = parameter(r, &f, "sql");
		f.types = parameter(r, &f, "types");
		r->function = grow(r, r->function, r->n_functions, sizeof *r->function);
		r->function[r->n_functions++] = f;
		at = f.end ? f.end : f.close;
	}
}

static const struct function *function_around(const struct reader *r, size_t at)
{
	for (size_t i = 0; i < r->n_functions; i++)
		if (r->function[i].body && r->function[i].body < at && at < r->function[i].end)
			return &r->function[i];
	return NULL;
}

static bool is_static(const struct reader *r, const struct function *f)
{
	size_t at = f->name;

	while (at > 0 && !strchr(";}", r->token[at - 1].kind))
		at--;
	return is(r, at, "static");
}

/* Is the word at at a call of f?  Static functions of one name in two files are two. */
static bool calls(const struct reader *r, size_t at, const struct function *f)
{
	const struct token *token = &r->token[at], *name = &r->token[f->name];

	if (token->kind != 'w' || strcmp(token->text, name->text) != 0 || !is(r, at + 1, "(") ||
	    !function_around(r, at))
		return false;
	if (strcmp(token->file, name->file) == 0)
		return true;
	if (is_static(r, f))
		return false;
	for (size_t i = 0; i < r->n_functions; i++) {
		const struct function *other = &r->function[i];

		if (strcmp(r->token[other->name].text, token->text) == 0 &&
		    strcmp(r->token[other->name].file, token->file) == 0 && is_static(r, other))
			return false;
	}
	return true;
}

/* --- Following -------------------------------------------------------------------------------- */

static void follow(struct reader *r, size_t from, size_t to, int deep);

static void note(struct reader *r, size_t at)
{
	for (size_t i = 0; i < r->n_found; i++)
		if (r->found[i] == at)
			return;
	r->found = grow(r, r->found, r->n_found, sizeof *r->found);
	r->found[r->n_found++] = at;
}

/* What stands behind "name =", "name[…] =" or ".name =" in the file; file NULL: in all. */
static size_t follow_assigned(struct reader *r, const char *name, const char *file, bool member,
			      int deep)
{
	size_t n = 0;

	for (size_t at = r->first[hash_of(name)]; at; at = r->token[at].same) {
		size_t to = at + 1, from;

		if (!is(r, at, name) || (file && strcmp(r->token[at].file, file) != 0) ||
		    (r->token[at - 1].kind == '.') != member || is(r, at - 1, ">"))
			continue;
		while (is(r, to, "["))
			to = closing(r, to) + 1;
		if (!is(r, to, "=") || is(r, to + 1, "="))
			continue;
		from = ++to;
		while (to < r->n && !strchr(",;})", r->token[to].kind))
			to = strchr("([{", r->token[to].kind) ? closing(r, to) + 1 : to + 1;
		follow(r, from, to, deep);
		n++;
	}
	return n;
}

static void follow_calls(struct reader *r, const struct function *f, int n, int deep)
{
	size_t from, to;

	for (size_t at = r->first[hash_of(r->token[f->name].text)]; at; at = r->token[at].same) {
		if (!calls(r, at, f))
			continue;
		part(r, at + 1, n, &from, &to);
		follow(r, from, to, deep);
	}
}

static void follow_body(struct reader *r, size_t at)
{
	for (size_t i = 0; i < r->n_functions; i++) {
		const struct function *f = &r->function[i];

		if (f->body && calls(r, at, f))
			for (size_t in = f->body; in < f->end; in++)
				if (r->token[in].kind == 's')
					note(r, in);
	}
}

static bool is_dot(const struct reader *r, size_t at)
{
	return is(r, at, ".") || (is(r, at, "-") && is(r, at + 1, ">"));
}

/* The word that "base[…].member" or "base->member" begins with. */
static size_t base_of(const struct reader *r, size_t at)
{
	while (is(r, at - 1, ".") || is(r, at - 1, ">")) {
		at -= is(r, at - 1, ".") ? 2 : 3;
		if (is(r, at, "]"))
			while (!is(r, at + 1, "["))
				at--;
	}
	return at;
}

/* A member is looked for by its own name first, as tables of named members are the rule. */
static void follow_word(struct reader *r, size_t at, int deep)
{
	const struct token *word = &r->token[at];
	const struct function *f = function_around(r, at);
	size_t behind = at + 1;
	int n;

	if (r->token[at].seen == r->turn)
		return;
	r->token[at].seen = r->turn;
	if (base_of(r, at) != at) {
		if (follow_assigned(r, word->text, word->file, true, deep - 1) ||
		    follow_assigned(r, word->text, NULL, true, deep - 1))
			return;
		at = base_of(r, at);
		word = &r->token[at];
	} else {
		while (is(r, behind, "["))
			behind = closing(r, behind) + 1;
		if (is_dot(r, behind))
			return; /* the member comes */
	}
	n = f ? parameter(r, f, word->text) : -1;
	if (is(r, at + 1, "("))
		follow_body(r, at);
	else if (n >= 0)
		follow_calls(r, f, n, deep - 1);
	else
		follow_assigned(r, word->text, word->file, false, deep - 1);
}

/* Is what stands here a condition, with a question mark behind it? */
static size_t behind_condition(const struct reader *r, size_t from, size_t to)
{
	for (size_t at = from; at < to && r->token[at].kind != ':'; at++) {
		if (r->token[at].kind == '?')
			return at + 1;
		if (strchr("([{", r->token[at].kind))
			at = closing(r, at);
	}
	return from;
}

static void follow(struct reader *r, size_t from, size_t to, int deep)
{
	for (size_t at = behind_condition(r, from, to); at < to && deep > 0; at++) {
		if (r->token[at].kind == 's')
			note(r, at);
		else if (r->token[at].kind == ':' || r->token[at].kind == '(')
			at = behind_condition(r, at + 1, to) - 1;
		else if (r->token[at].kind == '[')
			at = closing(r, at);
		else if (r->token[at].kind == 'w' && !isdigit((unsigned char)*r->token[at].text))
			follow_word(r, at, deep);
	}
}

/* --- Texts ------------------------------------------------------------------------------------ */

static bool is_sql(const char *text)
{
	static const char *const verbs[] = {
		"SELECT ", "INSERT INTO ", "INSERT OR ", "REPLACE INTO ", "UPDATE ", "DELETE FROM ",
		"WITH ",   "CREATE ",	   "DROP ",	 "ALTER ",	  "PRAGMA ", "BEGIN",
		"COMMIT",  "ROLLBACK",	   "SAVEPOINT ", "RELEASE ",	  "ANALYZE", "VACUUM",
		"REINDEX", "ATTACH ",	   "DETACH ",	 "EXPLAIN "
	};

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strncmp(text, verbs[i], strlen(verbs[i])) == 0)
			return true;
	return false;
}

/* In a file of the store, what is said to SQLite alone, and what acts are made of. */
static bool is_the_stores(const struct token *token)
{
	static const char *const words[] = { "PRAGMA ", "BEGIN", "COMMIT", "ROLLBACK" };
	bool is = strncmp(token->file, "src/store/sqlite/", 17) == 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		is = is || (strncmp(token->file, "src/store/", 10) == 0 &&
			    strncmp(token->text, words[i], strlen(words[i])) == 0);
	return is;
}

/* The highest of $1, $2, …: as many letters must be sent. */
static size_t parameters(const char *sql)
{
	size_t most = 0;

	for (const char *at = strchr(sql, '$'); at; at = strchr(at + 1, '$')) {
		size_t n = strtoul(at + 1, NULL, 10);

		most = n > most ? n : most;
	}
	return most;
}

static void add_text(struct reader *r, size_t at, const char *types)
{
	struct sql_texts *texts = &r->texts;
	struct token *token = &r->token[at];

	token->reached = true;
	if (is_the_stores(token))
		return;
	for (size_t i = 0; i < texts->n; i++)
		if (texts->text[i].line == token->line && texts->text[i].file == token->file &&
		    strcmp(texts->text[i].sql, token->text) == 0 &&
		    (!types || strcmp(texts->text[i].types, types) == 0))
			return;
	texts->text = grow(r, texts->text, texts->n, sizeof *texts->text);
	texts->text[texts->n++] = (struct sql_text){ token->file, token->line, token->text, types };
}

/* Strings that from..to may be, in r->found. */
static void gather(struct reader *r, size_t open, int n)
{
	size_t from, to;

	r->found = NULL;
	r->n_found = 0;
	r->turn++;
	part(r, open, n, &from, &to);
	follow(r, from, to, DEEP);
}

/* Does the call only hand on what its own function was called with? */
static bool hands_on(const struct reader *r, size_t at, const struct function *f)
{
	const struct function *around = function_around(r, at);
	size_t from, to;

	if (!around || around->sql < 0 || around->types < 0)
		return false;
	part(r, at + 1, f->sql, &from, &to);
	return to == from + 1 && is(r, from, "sql");
}

static void read_site(struct reader *r, size_t at, const struct function *f)
{
	size_t *sql, n_sql, n = 0;

	gather(r, at + 1, f->sql);
	sql = r->found;
	n_sql = r->n_found;
	if (f->types >= 0)
		gather(r, at + 1, f->types);
	for (size_t i = 0; i < n_sql; i++) {
		const struct token *text = &r->token[sql[i]];
		bool fits = f->types < 0;

		if (!is_sql(text->text))
			continue;
		n++;
		if (f->types < 0)
			add_text(r, sql[i], NULL);
		for (size_t k = 0; k < r->n_found && f->types >= 0; k++) {
			const char *types = r->token[r->found[k]].text;

			if (strspn(types, "idrsb") != strlen(types) ||
			    strlen(types) != parameters(text->text))
				continue;
			add_text(r, sql[i], types);
			fits = true;
		}
		if (!fits)
			add_fault(r, &r->token[at], "no types for all parameters of", text->text);
	}
	/* The schema files themselves are no texts of src/. */
	if (n == 0 && !(f->types < 0 && strncmp(r->token[at].file, "src/store/", 10) == 0))
		add_fault(r, &r->token[at], "no text was found for", r->token[at].text);
}

/* A function is known by its first declaration; of those after it every call would count again. */
static bool is_first(const struct reader *r, const struct function *f)
{
	if (is_static(r, f))
		return true;
	for (const struct function *other = r->function; other < f; other++)
		if (strcmp(r->token[other->name].text, r->token[f->name].text) == 0 &&
		    other->sql == f->sql && other->types == f->types)
			return false;
	return true;
}

/* A definition is known by its first parameter, a mention in a comment by having none. */
static void count_plainly(struct reader *r, const char *name)
{
	char command[300];
	long n = 0;
	FILE *in;

	snprintf(command, sizeof command,
		 "grep -rhE '\\b%s\\(' src --include='*.c' | grep -cvE '\\b%s\\((struct |\\))'",
		 name, name);
	in = popen(command, "r");
	assert_non_null(in);
	assert_int_equal(fscanf(in, "%ld", &n), 1);
	pclose(in);
	r->texts.sites_plain += (size_t)n;
}

static void read_sites(struct reader *r)
{
	for (size_t i = 0; i < r->n_functions; i++) {
		const struct function *f = &r->function[i];

		if (f->sql < 0 || !is_first(r, f) ||
		    (f->types < 0 && strcmp(r->token[f->name].text, "sql_make") != 0))
			continue;
		if (strncmp(r->token[f->name].text, "sql_", 4) == 0)
			count_plainly(r, r->token[f->name].text);
		for (size_t at = r->first[hash_of(r->token[f->name].text)]; at;
		     at = r->token[at].same) {
			if (!calls(r, at, f))
				continue;
			r->texts.sites += strncmp(r->token[at].text, "sql_", 4) == 0;
			if (!hands_on(r, at, f))
				read_site(r, at, f);
		}
	}
	for (size_t at = 0; at < r->n; at++)
		if (r->token[at].kind == 's' && !r->token[at].reached &&
		    is_sql(r->token[at].text) && strncmp(r->token[at].file, "src/store/", 10) != 0)
			add_fault(r, &r->token[at], "no call was found for", r->token[at].text);
}

struct sql_texts *sql_texts_read(void)
{
	struct reader *r = calloc(1, sizeof *r);

	assert_non_null(r);
	read_tokens(r);
	find_functions(r);
	read_sites(r);
	return &r->texts;
}

void sql_texts_free(struct sql_texts *texts)
{
	struct reader *r = (struct reader *)((char *)texts - offsetof(struct reader, texts));

	bo_arena_clear(&r->arena);
	free(r);
}
