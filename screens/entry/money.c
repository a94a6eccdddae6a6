/*
 * Amounts and payments in the entry line.
 *
 * A number behind "-" is an amount when it can be one: -20 must never sell for all that is due with
 * 20 as its reference.  So what might be either is refused, with how to say it.
 */
#include "entry/reading.h"

#include <boxoffice/text.h>

#include <stdio.h>
#include <string.h>

enum { CHANGE_MAX = 500, CHANGE_TIMES = 5 };

static bool is_digits(const char *text)
{
	return *text && strspn(text, "0123456789") == strlen(text);
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

/* As people type it: a comma for the point, nothing before or behind it.  Why not, or NULL. */
static const char *parse(const struct sell_facts *facts, const char *text, int64_t *amount)
{
	char plain[SELL_TEXT + 8], *mark;
	size_t n;

	snprintf(plain, sizeof plain, "%s%s", entry_is_digit(*text) ? "" : "0", text);
	for (mark = plain; (mark = strchr(mark, ',')) != NULL;)
		*mark = '.';
	n = strlen(plain);
	if (n > 1 && plain[n - 1] == '.')
		plain[n - 1] = '\0';
	return bo_money_parse(plain, facts->currency, amount);
}

void entry_amount(struct sell_entry *e, const struct sell_facts *facts, const char *text)
{
	const char *fault = parse(facts, text, &e->amount);

	if (fault)
		entry_wrong(e, "That %s.", fault);
	else if (facts->due <= 0)
		entry_wrong(e, "Nothing is to be paid; Enter alone sells it.");
	else if (e->amount == 0)
		entry_wrong(e, "Nothing given is no payment; Enter alone is exact cash.");
	else if (is_too_much(facts, e->amount))
		entry_wrong(e, "That is far more than is due; if it is meant, F9 takes it.");
	else
		e->act = SELL_CASH;
}

/* --- The sign of the currency --- */

static const struct {
	const char *sign, *codes;
} signs[] = {
	{ "€", "EUR" },
	{ "£", "GBP EGP" },
	{ "¥", "JPY CNY" },
	{ "$", "USD AUD CAD HKD NZD SGD TWD MXN ARS CLP COP JMD TTD UYU DOP BRL" },
	{ "₹", "INR" },
	{ "₩", "KRW" },
	{ "₺", "TRY" },
	{ "₽", "RUB" },
	{ "₪", "ILS" },
	{ "₫", "VND" },
	{ "zł", "PLN" },
	{ "Kč", "CZK" },
	{ "Fr.", "CHF" },
	{ "kr", "DKK NOK SEK ISK" },
};

/* Takes word off the start or the end of text. */
static bool take_off(char *text, const char *word)
{
	size_t n = strlen(text), w = strlen(word);

	if (n > w && strncmp(text, word, w) == 0)
		memmove(text, text + w, n - w + 1);
	else if (n > w && strcmp(text + n - w, word) == 0)
		text[n - w] = '\0';
	else
		return false;
	entry_trim(text, text, n + 1);
	return true;
}

static bool take_code(char *text, const char *code)
{
	char folded[4];

	for (int i = 0; i < 4; i++)
		folded[i] = (char)(code[i] >= 'A' && code[i] <= 'Z' ? code[i] + 32 : code[i]);
	return take_off(text, code) || take_off(text, folded);
}

/* An amount with its currency.  *ours: it is the one that is sold in; "$" is meant by everybody who
 * has no other sign on the keyboard. */
static bool take_sign(const struct sell_facts *facts, char *text, bool *ours)
{
	*ours = take_code(text, facts->currency.code);
	if (*ours)
		return true;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (!take_off(text, signs[i].sign))
			continue;
		*ours = strcmp(signs[i].sign, "$") == 0 ||
			strstr(signs[i].codes, facts->currency.code);
		return true;
	}
	*ours = true;
	return false;
}

static bool looks_like_amount(const char *text)
{
	return text[strspn(text, "0123456789.,")] == '\0' && strpbrk(text, "0123456789");
}

/* --- Card and check --- */

static void pay(struct sell_entry *e, enum sell_act act, int64_t amount, const char *reference)
{
	char kept[sizeof e->text]; /* reference may be a part of it */

	entry_trim(reference, kept, sizeof kept);
	memcpy(e->text, kept, sizeof kept);
	e->act = act;
	e->amount = amount;
}

static void no_change(struct sell_entry *e, const struct sell_facts *facts, enum sell_act act,
		      const char *typed, bool plain)
{
	const char *kind = act == SELL_CARD ? "card" : "check";
	char due[40], piece[ENTRY_PIECE];
	struct bo_buf money = BO_BUF(due);

	bo_money_write(&money, facts->due, facts->currency);
	if (plain)
		entry_wrong(e, "A %s gives no change: %s is to pay. %s:%s is a reference.", kind,
			    due, act == SELL_CARD ? "-" : "--", entry_quoted(typed, piece));
	else
		entry_wrong(e, "A %s gives no change: %s is to pay.", kind, due);
}

/* A number that is no amount at all, or far above any, can only be a reference. */
static void number(struct sell_entry *e, const struct sell_facts *facts, enum sell_act act,
		   const char *head, const char *reference)
{
	bool plain = !reference && is_digits(head);
	int64_t amount = 0;
	const char *fault = parse(facts, head, &amount);

	if (plain && (fault || (head[0] == '0' && head[1]) || is_too_much(facts, amount)))
		pay(e, act, facts->due, head);
	else if (fault)
		entry_wrong(e, "That %s.", fault);
	else if (amount == 0)
		entry_wrong(e, "Nothing is no payment; %s alone pays all of it.",
			    act == SELL_CARD ? "-" : "--");
	else if (amount > facts->due)
		no_change(e, facts, act, head, plain);
	else
		pay(e, act, amount, reference ? reference : "");
}

void entry_payment(struct sell_entry *e, const struct sell_facts *facts, enum sell_act act,
		   const char *text)
{
	char head[SELL_TEXT + 1], rest[SELL_TEXT + 1];
	const char *colon, *reference = NULL;
	bool ours = true, sign;

	entry_trim(text, rest, sizeof rest);
	colon = strchr(rest, ':');
	snprintf(head, sizeof head, "%.*s", colon ? (int)(colon - rest) : SELL_TEXT, rest);
	entry_trim(head, head, sizeof head);
	if (colon)
		reference = colon + 1;
	sign = take_sign(facts, head, &ours);
	if (facts->empty)
		entry_wrong(e, "There is nothing to pay for yet.");
	else if (facts->due <= 0)
		entry_wrong(e, "Nothing is to be paid; Enter alone sells it.");
	else if (!*head)
		pay(e, act, facts->due, reference ? reference : "");
	else if (looks_like_amount(head) && !ours)
		entry_wrong(e, "Money is %s here.", facts->currency.code);
	else if (looks_like_amount(head))
		number(e, facts, act, head, reference ? reference : sign ? "" : NULL);
	else if (entry_is_digit(*head) && (entry_has_gap(head) || strchr(head, ' ')))
		entry_wrong(e, "A colon stands between an amount and its reference: 20:77.");
	else
		pay(e, act, facts->due, rest);
}

/* --- In words --- */

bool entry_money_words(struct sell_entry *e, const struct sell_facts *facts, const char *text)
{
	static const struct {
		const char *word;
		enum sell_act act;
	} words[] = { { "cash", SELL_CASH },
		      { "card", SELL_CARD },
		      { "check", SELL_CHECK },
		      { "cheque", SELL_CHECK } };
	char first[12], rest[SELL_TEXT + 1], folded[12];
	size_t n = strcspn(text, " ");
	enum sell_act act = SELL_NOTHING;
	bool ours = true;

	snprintf(first, sizeof first, "%.*s", n < sizeof first ? (int)n : 0, text);
	bo_text_fold(first, folded, sizeof folded);
	entry_trim(text + n, rest, sizeof rest);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(folded, words[i].word) == 0)
			act = words[i].act;
	if (act == SELL_NOTHING)
		entry_trim(text, rest, sizeof rest);
	bool sign = take_sign(facts, rest, &ours), money = looks_like_amount(rest);

	if (act == SELL_NOTHING && !(sign && money))
		return false;
	if (facts->empty && !money && *rest)
		return false; /* an offer whose name begins so */
	if (facts->empty)
		entry_wrong(e, "There is nothing to pay for yet.");
	else if (money && !ours)
		entry_wrong(e, "Money is %s here.", facts->currency.code);
	else if (act == SELL_CARD || act == SELL_CHECK)
		entry_payment(e, facts, act, text + n);
	else if (money)
		entry_amount(e, facts, rest);
	else if (*rest)
		return false;
	else
		e->act = SELL_EXACT;
	return true;
}
