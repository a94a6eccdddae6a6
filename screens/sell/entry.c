/*
 * Reading the entry line.  The shape of the text decides, never how fast it was typed: first a
 * ticket's code, then the signs a line may begin with, then numbers, then names and codes.
 */
#include "sell/entry.h"

#include <boxoffice/code.h>
#include <boxoffice/order.h>
#include <boxoffice/text.h>

#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MATCHES = 4, CHANGE_MAX = 500, CHANGE_TIMES = 5 };

__attribute__((format(printf, 2, 3))) static void wrong(struct sell_entry *e, const char *format,
							...)
{
	va_list args;

	e->act = SELL_WRONG;
	e->n_terms = 0;
	va_start(args, format);
	vsnprintf(e->fault, sizeof e->fault, format, args);
	va_end(args);
}

/* A piece of what was typed, short enough for a sentence and safe to show. */
static const char *quoted(const char *text, char piece[44])
{
	char clean[SELL_TEXT + 1];
	size_t n;

	bo_text_clean(text, clean, sizeof clean);
	n = bo_text_prefix(clean, bo_text_columns(clean) > 20 ? 19 : 20);
	if (n > 36)
		n = 0; /* marks upon marks */
	snprintf(piece, 44, "%.*s%s", (int)n, clean, clean[n] ? "…" : "");
	return piece;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_numeric(const char *text)
{
	return text[strspn(text, "0123456789*+., ")] == '\0' &&
	       strpbrk(text, "0123456789*+") != NULL;
}

/* --- Numbers --- */

/* Digits at *text; false when there are none.  Too many become more than anything allowed. */
static bool take_number(const char **text, int64_t *number)
{
	int64_t value = 0;

	if (!is_digit(**text))
		return false;
	for (; is_digit(**text); (*text)++)
		if (value <= SELL_QTY_MAX)
			value = value * 10 + (**text - '0');
	*number = value;
	return true;
}

static bool add_term(struct sell_entry *e, const struct sell_facts *facts, int64_t place,
		     int64_t qty)
{
	if (facts->n_offers == 0) {
		wrong(e, "Nothing is offered for this performance.");
	} else if (place < 1 || (uint64_t)place > facts->n_offers) {
		if (place > SELL_QTY_MAX || place < 0)
			place = SELL_QTY_MAX;
		wrong(e, "There is no offer %" PRId64 " here, only 1 to %zu.", place,
		      facts->n_offers);
	} else if (qty > SELL_QTY_MAX) {
		wrong(e, "That is far too many.");
	} else if (e->n_terms == SELL_TERMS) {
		wrong(e, "At most %d types at once.", SELL_TERMS);
	} else {
		if (qty > 0)
			e->term[e->n_terms++] = (struct sell_term){ (size_t)place - 1, qty };
		return true;
	}
	return false;
}

/* One of the pieces between plus signs; at counts them from 1. */
static bool read_piece(struct sell_entry *e, const struct sell_facts *facts, const char *piece,
		       int64_t at, bool starred)
{
	int64_t qty = 1, place = at;
	bool given = take_number(&piece, &qty);
	bool star = *piece == '*';

	if (star) {
		piece++;
		place = 1;
		take_number(&piece, &place);
	}
	if (*piece || (!given && !star)) {
		wrong(e, "Numbers go like 2, 1+1, 2*3 or *3.");
	} else if (starred && !star) {
		wrong(e, "Say which offer each is, as in 2*1+1*3.");
	} else if (star && qty == 0) {
		wrong(e, "None of something is nothing.");
	} else {
		return add_term(e, facts, place, qty);
	}
	return false;
}

static void read_terms(struct sell_entry *e, const struct sell_facts *facts, const char *text)
{
	bool starred = strchr(text, '*') != NULL;
	char piece[SELL_TEXT + 1];
	int64_t at = 1;

	e->act = SELL_PUT;
	for (;; at++) {
		size_t n = strcspn(text, "+");

		snprintf(piece, sizeof piece, "%.*s", (int)n, text);
		if (!read_piece(e, facts, piece, at, starred))
			return;
		if (!text[n])
			break;
		text += n + 1;
	}
	if (e->n_terms == 0)
		wrong(e, "None of something is nothing.");
}

/* Nobody hands over so much more than is due; a PIN or half a ticket's code looks like it.  Both
 * bounds, as a currency's units may be large or small. */
static bool is_too_much(const struct sell_facts *facts, int64_t amount)
{
	int64_t most = facts->currency.exponent == 0 ? CHANGE_MAX * 100 : CHANGE_MAX;

	for (int i = 0; i < facts->currency.exponent; i++)
		most *= 10;
	return amount - facts->due >= most && (amount - facts->due) / CHANGE_TIMES >= facts->due;
}

static void read_amount(struct sell_entry *e, const struct sell_facts *facts, const char *text)
{
	char amount[SELL_TEXT + 8], *mark;
	const char *fault;
	size_t n;

	snprintf(amount, sizeof amount, "%s%s", is_digit(*text) ? "" : "0", text);
	for (mark = amount; (mark = strchr(mark, ',')) != NULL;)
		*mark = '.';
	n = strlen(amount);
	if (n > 1 && amount[n - 1] == '.')
		amount[n - 1] = '\0';
	fault = bo_money_parse(amount, facts->currency, &e->amount);
	if (fault)
		wrong(e, "That %s.", fault);
	else if (facts->due <= 0)
		wrong(e, "Nothing is to be paid; Enter alone sells it.");
	else if (e->amount == 0)
		wrong(e, "Nothing given is no payment; Enter alone is exact cash.");
	else if (is_too_much(facts, e->amount))
		wrong(e, "That is far more than is due; if it is meant, F9 takes it.");
	else
		e->act = SELL_CASH;
}

/* "40 1" is two numbers that lost their sign, never 401. */
static bool has_gap(const char *text)
{
	for (const char *gap = text; (gap = strchr(gap, ' ')) != NULL;) {
		bool after_digit = gap > text && is_digit(gap[-1]);

		gap += strspn(gap, " ");
		if (after_digit && is_digit(*gap))
			return true;
	}
	return false;
}

static void read_numeric(struct sell_entry *e, const struct sell_facts *facts, const char *text)
{
	char dense[SELL_TEXT + 1];
	size_t n = 0;

	if (has_gap(text)) {
		wrong(e, "A sign is missing between the numbers: 2*3, or 2+3.");
		return;
	}
	for (; *text; text++)
		if (*text != ' ')
			dense[n++] = *text;
	dense[n] = '\0';
	if (strpbrk(dense, "*+")) {
		if (strpbrk(dense, ".,"))
			wrong(e, "Pieces are whole; 2*3 is two of offer 3.");
		else
			read_terms(e, facts, dense);
	} else if (!facts->empty) {
		read_amount(e, facts, dense);
	} else if (strpbrk(dense, ".,")) {
		wrong(e, "An amount is given when something is in the basket.");
	} else {
		read_terms(e, facts, dense);
	}
}

/* --- Words --- */

/* Does every word of the query begin a word of the name?  Both are folded. */
static bool begins_words(const char *name, const char *query)
{
	while (*query) {
		size_t n = strcspn(query, " ");
		const char *word = name;

		while (word && strncmp(word, query, n) != 0) {
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
 * name begins with the whole text, else all.  Returns how many, keeps the first few. */
static size_t find_offers(const struct sell_facts *facts, const char *query, size_t found[MATCHES])
{
	size_t n[3] = { 0 }, at[3][MATCHES];
	char name[BO_NAME_MAX + 1];

	for (size_t i = 0; i < facts->n_offers; i++) {
		bool fits[3];

		bo_text_fold(facts->offer[i].type, name, sizeof name);
		fits[0] = strcmp(name, query) == 0;
		fits[1] = strncmp(name, query, strlen(query)) == 0;
		fits[2] = begins_words(name, query);
		for (int k = 0; k < 3; k++) {
			if (fits[k] && n[k] < MATCHES)
				at[k][n[k]] = i;
			n[k] += fits[k];
		}
	}
	for (int k = 0; k < 3; k++) {
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
	struct bo_buf say = BO_BUF(e->fault);

	e->act = SELL_WRONG;
	for (size_t i = 0; i < n && i < 2; i++) {
		char piece[44];

		bo_buf_printf(&say, "%s%s",
			      i == 0   ? ""
			      : n == 2 ? " or "
				       : ", ",
			      quoted(facts->offer[found[i]].type, piece));
	}
	bo_buf_add(&say, n > 2 ? " or another? Type more of it." : "? Type more of it.");
}

static void read_name(struct sell_entry *e, const struct sell_facts *facts, int64_t qty,
		      const char *name)
{
	char query[SELL_TEXT + 1], piece[44];
	size_t found[MATCHES] = { 0 }, n;
	const char *fault = bo_text_fault(name, SELL_TEXT, true);

	/* Folding drops what nobody sees; no clerk types such a thing. */
	if (fault) {
		wrong(e, "What was typed %s.", fault);
		return;
	}
	bo_text_fold(name, query, sizeof query);
	n = *query ? find_offers(facts, query, found) : 0;
	if (n == 1) {
		e->act = SELL_PUT;
		if (qty == 0)
			wrong(e, "None of something is nothing.");
		else
			add_term(e, facts, (int64_t)found[0] + 1, qty);
	} else if (n > 1) {
		ambiguous(e, facts, found, n);
	} else {
		wrong(e, "%s is no code and begins no offer; /%s looks for a person.",
		      quoted(name, piece), piece);
		e->maybe_code = true;
	}
}

bool sell_code_among(const char *codes, const char *code)
{
	char wanted[BO_CODE_FOLD], one[SELL_TEXT + 1], folded[BO_CODE_FOLD];

	bo_code_fold(code, wanted);
	while (codes && *wanted && *codes) {
		size_t n = strcspn(codes, ",");

		snprintf(one, sizeof one, "%.*s", (int)n, codes);
		bo_code_fold(one, folded);
		if (strcmp(folded, wanted) == 0)
			return true;
		codes += n + (codes[n] == ',');
	}
	return false;
}

static bool is_code(const struct sell_facts *facts, const char *text)
{
	for (size_t i = 0; i < facts->n_offers; i++)
		if (sell_code_among(facts->offer[i].codes, text))
			return true;
	return false;
}

/* An address has one sign in the middle and no blanks; no offer's name and no code has that. */
static bool is_email(const char *text)
{
	const char *at = strchr(text, '@');

	return at && at > text && at[1] && !strchr(at + 1, '@') && !strchr(text, ' ');
}

static void read_words(struct sell_entry *e, const struct sell_facts *facts, const char *text)
{
	const char *name = text;
	int64_t qty = 1;

	if (is_code(facts, text)) {
		e->act = SELL_CODE;
		return;
	}
	if (is_email(text)) {
		e->act = SELL_EMAIL;
		return;
	}
	take_number(&name, &qty);
	while (*name == ' ')
		name++;
	read_name(e, facts, qty, name);
}

/* --- The line --- */

static void read_payment(struct sell_entry *e, const struct sell_facts *facts, enum sell_act act,
			 const char *reference)
{
	while (*reference == ' ')
		reference++;
	snprintf(e->text, sizeof e->text, "%s", reference);
	e->act = act;
	e->amount = facts->due;
	if (facts->empty)
		wrong(e, "There is nothing to pay for yet.");
	else if (facts->due <= 0)
		wrong(e, "Nothing is to be paid; Enter alone sells it.");
}

static void read_repeat(struct sell_entry *e, const struct sell_facts *facts, const char *rest)
{
	e->act = SELL_REPEAT;
	if (*rest)
		wrong(e, "= alone takes the last order again.");
	else if (!facts->empty)
		wrong(e, "The last order can be taken again when the basket is empty.");
	else if (facts->last_id == 0)
		wrong(e, "Nothing was sold at this till yet.");
}

static void trim(const char *text, char *line, size_t size)
{
	size_t n;

	while (isspace((unsigned char)*text))
		text++;
	n = strlen(text);
	while (n > 0 && isspace((unsigned char)text[n - 1]))
		n--;
	snprintf(line, size, "%.*s", (int)(n < size ? n : size - 1), text);
}

void sell_entry_read(const char *text, const struct sell_facts *facts, struct sell_entry *e)
{
	*e = (struct sell_entry){ .act = SELL_NOTHING };
	if (strlen(text) > SELL_TEXT) {
		wrong(e, "That is too long for anything.");
		return;
	}
	trim(text, e->text, sizeof e->text);
	const char *line = e->text;

	if (!*line)
		e->act = facts->empty ? SELL_NOTHING : SELL_EXACT;
	else if (bo_scan_shape(line) == BO_SCAN_TICKET)
		e->act = SELL_SCAN;
	else if (line[0] == '/') {
		e->act = SELL_PERSON;
		trim(text + strcspn(text, "/") + 1, e->text, sizeof e->text);
	} else if (line[0] == '-' && line[1] == '-')
		read_payment(e, facts, SELL_CHECK, strchr(text, '-') + 2);
	else if (line[0] == '-')
		read_payment(e, facts, SELL_CARD, strchr(text, '-') + 1);
	else if (line[0] == '=')
		read_repeat(e, facts, line + 1);
	else if (line[0] == '0' && line[1] && strspn(line, "0123456789") == strlen(line)) {
		/* nobody counts so, but lists have such codes: 008 must not become eight tickets */
		wrong(e, "%s is no code, and a number has no 0 in front.", line);
		e->maybe_code = true;
	} else if (is_numeric(line)) {
		read_numeric(e, facts, line);
		/* a barcode of a list: neither so many pieces nor so much money */
		e->maybe_code = e->act == SELL_WRONG && strspn(line, "0123456789") == strlen(line);
	} else
		read_words(e, facts, line);
}
