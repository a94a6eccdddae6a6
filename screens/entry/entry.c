/*
 * Reading the entry line.  The shape of the text decides, never how fast it was typed: first a
 * ticket's code, then the signs a line may begin with, then numbers, then names and codes.
 */
#include "entry/reading.h"

#include <boxoffice/code.h>
#include <boxoffice/order.h>
#include <boxoffice/text.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool is_numeric(const char *text)
{
	return text[strspn(text, "0123456789*+., ")] == '\0' &&
	       strpbrk(text, "0123456789*+") != NULL;
}

/* --- Numbers --- */

/* Where the offer of that number stands; n_offers: it is not sold here. */
static size_t place_of(const struct sell_facts *facts, int64_t number)
{
	size_t at = 0;

	while (at < facts->n_offers && facts->offer[at].number != number)
		at++;
	return at;
}

static void no_such_number(struct sell_entry *e, const struct sell_facts *facts, int64_t number)
{
	int64_t last = facts->offer[facts->n_offers - 1].number;
	char piece[ENTRY_PIECE];

	if (number > SELL_QTY_MAX || number < 0)
		number = SELL_QTY_MAX;
	if (number > last)
		entry_wrong(e,
			    "There is no offer %" PRId64 " here, only %" PRId64 " to %" PRId64 ".",
			    number, facts->offer[0].number, last);
	else if (number > 0)
		entry_wrong(e,
			    "Offer %" PRId64 " is not sold here; the first is %" PRId64
			    ", %s: 2*%" PRId64 ".",
			    number, facts->offer[0].number,
			    entry_quoted(facts->offer[0].type, piece), facts->offer[0].number);
	else
		entry_wrong(e, "There is no offer 0 here.");
}

static bool add_number(struct sell_entry *e, const struct sell_facts *facts, int64_t number,
		       int64_t qty)
{
	size_t at = place_of(facts, number);

	if (facts->n_offers == 0)
		entry_wrong(e, "Nothing is offered for this performance.");
	else if (qty == 0)
		return true; /* left out */
	else if (at == facts->n_offers)
		no_such_number(e, facts, number);
	else
		entry_add_term(e, at, qty);
	return e->act != SELL_WRONG;
}

/* One of the pieces between plus signs; at counts them from 1. */
static bool read_piece(struct sell_entry *e, const struct sell_facts *facts, const char *piece,
		       int64_t at, bool starred)
{
	int64_t qty = 1, place = at;
	bool given = entry_number(&piece, &qty);
	bool star = *piece == '*';

	if (star) {
		piece++;
		place = 1;
		entry_number(&piece, &place);
	}
	if (*piece || (!given && !star)) {
		entry_wrong(e, "Numbers go like 2, 1+1, 2*3 or *3.");
	} else if (starred && !star) {
		entry_wrong(e, "Say which offer each is, as in 2*1+1*3.");
	} else if (star && qty == 0) {
		entry_wrong(e, "None of something is nothing.");
	} else {
		return add_number(e, facts, place, qty);
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
		entry_wrong(e, "None of something is nothing.");
}

static void read_numeric(struct sell_entry *e, const struct sell_facts *facts, const char *text)
{
	char dense[SELL_TEXT + 1];
	size_t n = 0;

	if (entry_has_gap(text)) {
		entry_wrong(e, "A sign is missing between the numbers: 2*3, or 2+3.");
		return;
	}
	for (; *text; text++)
		if (*text != ' ')
			dense[n++] = *text;
	dense[n] = '\0';
	if (strpbrk(dense, "*+")) {
		if (strpbrk(dense, ".,"))
			entry_wrong(e, "Pieces are whole; 2*3 is two of offer 3.");
		else
			read_terms(e, facts, dense);
	} else if (!facts->empty) {
		entry_amount(e, facts, dense);
	} else if (strpbrk(dense, ".,")) {
		entry_wrong(e, "An amount is given when something is in the basket.");
	} else {
		read_terms(e, facts, dense);
	}
}

/* --- Words --- */

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
	if (is_code(facts, text))
		e->act = SELL_CODE;
	else if (is_email(text))
		e->act = SELL_EMAIL;
	else if (!entry_money_words(e, facts, text))
		entry_names(e, facts, text);
}

/* --- The line --- */

static void read_repeat(struct sell_entry *e, const struct sell_facts *facts, const char *rest)
{
	e->act = SELL_REPEAT;
	if (*rest)
		entry_wrong(e, "= alone takes the last order again.");
	else if (!facts->empty)
		entry_wrong(e, "The last order can be taken again when the basket is empty.");
	else if (facts->last_id == 0)
		entry_wrong(e, "Nothing was sold at this till yet.");
}

void sell_entry_read(const char *text, const struct sell_facts *facts, struct sell_entry *e)
{
	*e = (struct sell_entry){ .act = SELL_NOTHING };
	if (strlen(text) > SELL_TEXT) {
		entry_wrong(e, "That is too long for anything.");
		return;
	}
	entry_trim(text, e->text, sizeof e->text);
	const char *line = e->text;

	if (!*line)
		e->act = facts->empty ? SELL_NOTHING : SELL_EXACT;
	else if (bo_scan_shape(line) == BO_SCAN_TICKET)
		e->act = SELL_SCAN;
	else if (line[0] == '/') {
		e->act = SELL_PERSON;
		entry_trim(text + strcspn(text, "/") + 1, e->text, sizeof e->text);
	} else if (line[0] == '-' && line[1] == '-')
		entry_payment(e, facts, SELL_CHECK, strchr(text, '-') + 2);
	else if (line[0] == '-')
		entry_payment(e, facts, SELL_CARD, strchr(text, '-') + 1);
	else if (line[0] == '=')
		read_repeat(e, facts, line + 1);
	else if (line[0] == '0' && line[1] && strspn(line, "0123456789") == strlen(line)) {
		/* nobody counts so, but lists have such codes: 008 must not become eight tickets */
		entry_wrong(e, "%s is no code, and a number has no 0 in front.", line);
		e->maybe_code = true;
	} else if (is_numeric(line)) {
		read_numeric(e, facts, line);
		/* a barcode of a list: neither so many pieces nor so much money */
		e->maybe_code = e->act == SELL_WRONG && strspn(line, "0123456789") == strlen(line);
	} else
		read_words(e, facts, line);
}
