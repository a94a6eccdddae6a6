/*
 * The grammar of the entry line, as tables: what is typed, what Enter would do.
 */
#include "entry/entry.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ADULT, YOUTH, MATINEE, GROUP, TWO, BOX, ZOE, OFFERS };

static const struct bo_offer offers[OFFERS] = {
	[ADULT] = { .number = 1,
		    .code_left = BO_NONE,
		    .type_id = 11,
		    .type = "Adult General",
		    .price = 4000,
		    .qty = 50,
		    .left = 50,
		    .min = 1,
		    .max = BO_NONE },
	[YOUTH] = { .number = 2,
		    .code_left = BO_NONE,
		    .type_id = 12,
		    .type = "Youth General",
		    .price = 2500,
		    .qty = 50,
		    .left = 50,
		    .min = 1,
		    .max = BO_NONE },
	[MATINEE] = { .number = 3,
		      .code_left = BO_NONE,
		      .type_id = 13,
		      .type = "Matinee Special",
		      .price = 2000,
		      .left = 2,
		      .min = 1,
		      .max = BO_NONE,
		      .reason = BO_RULE_ENDED,
		      .message = "Sales ended." },
	[GROUP] = { .number = 4,
		    .code_left = BO_NONE,
		    .type_id = 14,
		    .type = "Group Rate",
		    .price = 2000,
		    .qty = 50,
		    .left = 50,
		    .min = 6,
		    .max = BO_NONE },
	[TWO] = { .number = 5,
		  .code_left = BO_NONE,
		  .type_id = 15,
		  .type = "Two for One",
		  .price = 1000,
		  .left = 50,
		  .min = 2,
		  .max = 2,
		  .reason = BO_RULE_CODE,
		  .codes = "BARD, Élan" },
	[BOX] = { .number = 6,
		  .code_left = BO_NONE,
		  .type_id = 16,
		  .type = "Box Office Rate",
		  .price = 3000,
		  .qty = 50,
		  .left = 50,
		  .min = 1,
		  .max = BO_NONE },
	[ZOE] = { .number = 7,
		  .code_left = BO_NONE,
		  .type_id = 17,
		  .type = "Zoë’s Général 2026",
		  .price = 100,
		  .qty = BO_NONE,
		  .left = BO_NONE,
		  .min = 1,
		  .max = BO_NONE,
		  .codes = "2024" },
};

static struct sell_facts facts_of(bool empty, int64_t due)
{
	return (struct sell_facts){ .offer = offers,
				    .n_offers = OFFERS,
				    .currency = { "EUR", 2 },
				    .empty = empty,
				    .total = due,
				    .due = due,
				    .last_id = 12 };
}

/* What was understood, as one line: "put 2*1", "cash 8000", "wrong There is no offer 9". */
static const char *understood(const struct sell_entry *e)
{
	static char line[400];
	static const char *const words[] = {
		"nothing", "wrong", "put",   "cash", "exact",  "card",
		"check",   "code",  "email", "scan", "person", "repeat"
	};
	struct bo_buf say = BO_BUF(line);

	bo_buf_add(&say, words[e->act]);
	for (size_t i = 0; i < e->n_terms; i++)
		bo_buf_printf(&say, "%s%" PRId64 "*%zu", i ? "+" : " ", e->term[i].qty,
			      e->term[i].offer + 1);
	if (e->act == SELL_CASH || e->act == SELL_CARD || e->act == SELL_CHECK)
		bo_buf_printf(&say, " %" PRId64, e->amount);
	if (e->act == SELL_WRONG)
		bo_buf_printf(&say, " %s", e->fault);
	else if (e->act >= SELL_CARD && e->act != SELL_REPEAT && e->text[0])
		bo_buf_printf(&say, " %s", e->text);
	return line;
}

struct row {
	const char *text, *want;
};

/* want is the beginning of what is understood; the rest of a sentence may change. */
static void check(const struct row *rows, size_t n, const struct sell_facts *facts)
{
	int bad = 0;

	for (size_t i = 0; i < n; i++) {
		struct sell_entry entry;
		const char *got;

		sell_entry_read(rows[i].text, facts, &entry);
		got = understood(&entry);
		bool exact = entry.act != SELL_WRONG;

		if (exact ? strcmp(got, rows[i].want) != 0
			  : strncmp(got, rows[i].want, strlen(rows[i].want)) != 0) {
			print_error("\"%s\" is understood as \"%s\", not \"%s\"\n", rows[i].text,
				    got, rows[i].want);
			bad++;
		}
		if (entry.act == SELL_WRONG)
			assert_true(entry.fault[0] != '\0');
	}
	assert_int_equal(bad, 0);
}
#define CHECK(rows, facts) check(rows, sizeof(rows) / sizeof *(rows), facts)

static void test_quantities(void **state)
{
	static const struct row rows[] = {
		{ "", "nothing" },
		{ "   ", "nothing" },
		{ "2", "put 2*1" },
		{ " 2 ", "put 2*1" },
		{ "007", "wrong 007 is no code, and a number has no 0 in front." },
		{ "100000", "put 100000*1" },
		{ "1+1", "put 1*1+1*2" },
		{ "1 + 1", "put 1*1+1*2" },
		{ "2+0+3", "put 2*1+3*3" },
		{ "0+0+0+6", "put 6*4" },
		{ "2*3", "put 2*3" },
		{ "2 * 3", "put 2*3" },
		{ "*3", "put 1*3" },
		{ "2*", "put 2*1" },
		{ "*", "put 1*1" },
		{ "2*1+1*3", "put 2*1+1*3" },
		{ "2*1+2*1", "put 2*1+2*1" },
		{ "*2+*3", "put 1*2+1*3" },
		{ "40 1", "wrong A sign is missing" },
		{ "1+2  3", "wrong A sign is missing" },
		{ "0", "wrong None" },
		{ "0+0", "wrong None" },
		{ "0*2", "wrong None" },
		{ "2*0", "wrong There is no offer 0" },
		{ "2*8", "wrong There is no offer 8 here, only 1 to 7" },
		{ "*99999999999999999999999999", "wrong There is no offer 100000" },
		{ "1+1+1+1+1+1+1+1", "wrong There is no offer 8" },
		{ "100001", "wrong That is far too many" },
		{ "99999999999999999999999999999999", "wrong That is far too many" },
		{ "99999999999999999999999999999999*2", "wrong That is far too many" },
		{ "+", "wrong Numbers go like" },
		{ "+5", "wrong Numbers go like" },
		{ "1+", "wrong Numbers go like" },
		{ "1++1", "wrong Numbers go like" },
		{ "2**3", "wrong Numbers go like" },
		{ "2*3*4", "wrong Numbers go like" },
		{ "2*3+1", "wrong Say which offer" },
		{ "80.50", "wrong An amount is given when" },
		{ "2.5*3", "wrong Pieces are whole" },
		{ "1,5+2", "wrong Pieces are whole" },
		{ "1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+"
		  "1*1",
		  "put 1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+1*1+"
		  "1*1+1*1" },
	};
	const struct sell_facts facts = facts_of(true, 0);

	(void)state;
	CHECK(rows, &facts);
}

static void test_money(void **state)
{
	static const struct row rows[] = {
		{ "", "exact" },
		{ "  ", "exact" },
		{ "80", "cash 8000" },
		{ "80.5", "cash 8050" },
		{ "80.50", "cash 8050" },
		{ "80,50", "cash 8050" },
		{ "80.", "cash 8000" },
		{ ".50", "cash 50" },
		{ "2", "cash 200" },
		{ "8 0", "wrong A sign is missing" },
		{ "80 .50", "cash 8050" },
		{ "80.505", "wrong That has more decimals" },
		{ "1.000.000", "wrong That has more decimals" },
		{ "1.0.0", "wrong That is not an amount" },
		{ "1,000", "wrong That has more decimals" },
		{ "99999999999999999999999", "wrong That is too large" },
		{ "0", "wrong Nothing given" },
		{ "0.00", "wrong Nothing given" },
		{ ".", "wrong . is no code" },
		{ "2*", "put 2*1" },
		{ "2*1", "put 2*1" },
		{ "*", "put 1*1" },
		{ "1+1", "put 1*1+1*2" },
		{ "2 yo", "put 2*2" },
		{ "=", "wrong The last order can be taken" },
	};
	static const struct row early[] = {
		{ "-", "wrong There is nothing to pay" },
		{ "-7731", "wrong There is nothing to pay" },
		{ "--", "wrong There is nothing to pay" },
	};
	static const struct row free[] = {
		{ "", "exact" },
		{ "20", "wrong Nothing is to be paid" },
		{ "-", "wrong Nothing is to be paid" },
		{ "2*", "put 2*1" },
	};
	const struct sell_facts facts = facts_of(false, 6500), empty = facts_of(true, 0),
				comp = facts_of(false, 0);

	(void)state;
	CHECK(rows, &facts);
	CHECK(early, &empty);
	CHECK(free, &comp);
}

static void test_card_and_check(void **state)
{
	static const struct row rows[] = {
		{ "-", "card 6500" },
		{ "- ", "card 6500" },
		{ "-7731", "card 6500 7731" },
		{ "-A42", "card 6500 A42" },
		{ "-0042", "card 6500 0042" },
		{ "-42A", "card 6500 42A" },
		{ "-77310012345678901234", "card 6500 77310012345678901234" },
		{ "-A:7", "card 6500 A:7" },
		{ "-:7731", "card 6500 7731" },
		{ "-1", "card 100" },
		{ "-20", "card 2000" },
		{ "- 20", "card 2000" },
		{ "-5.00", "card 500" },
		{ "-5,5", "card 550" },
		{ "-65", "card 6500" },
		{ "-20:77", "card 2000 77" },
		{ "-20 : A77", "card 2000 A77" },
		{ "-20:", "card 2000" },
		{ "-65.00:12:30", "card 6500 12:30" },
		{ "-70", "wrong A card gives no change: 65.00 is to pay. -:70 is a reference." },
		{ "-65.01", "wrong A card gives no change: 65.00 is to pay." },
		{ "-70:A7", "wrong A card gives no change: 65.00 is to pay." },
		{ "-0", "wrong Nothing is no payment" },
		{ "-0.00:7", "wrong Nothing is no payment" },
		{ "-1.005", "wrong That has more decimals" },
		{ "-20 77", "wrong A colon stands between" },
		{ "- 77 31", "wrong A colon stands between" },
		{ "-20 A77", "wrong A colon stands between" },
		{ "-$20", "card 2000" },
		{ "-20 €:A7", "card 2000 A7" },
		{ "-£20", "wrong Money is EUR here." },
		{ "--", "check 6500" },
		{ "--4711", "check 6500 4711" },
		{ "--12", "check 1200" },
		{ "--12:4711", "check 1200 4711" },
		{ "--66", "wrong A check gives no change: 65.00 is to pay. --:66 is a reference." },
	};
	const struct sell_facts facts = facts_of(false, 6500);

	(void)state;
	CHECK(rows, &facts);
}

static void test_money_in_words(void **state)
{
	static const struct row rows[] = {
		{ "cash", "exact" },
		{ "CASH", "exact" },
		{ "cash 80", "cash 8000" },
		{ "cash 80,50", "cash 8050" },
		{ "cash $80", "cash 8000" },
		{ "card", "card 6500" },
		{ "Card 20", "card 2000" },
		{ "card 20:77", "card 2000 77" },
		{ "card A42", "card 6500 A42" },
		{ "check", "check 6500" },
		{ "cheque 12", "check 1200" },
		{ "$50", "cash 5000" },
		{ "$ 50", "cash 5000" },
		{ "50$", "cash 5000" },
		{ "€50", "cash 5000" },
		{ "50 €", "cash 5000" },
		{ "50.50€", "cash 5050" },
		{ "EUR 50", "cash 5000" },
		{ "50 eur", "cash 5000" },
		{ "£50", "wrong Money is EUR here." },
		{ "$50.505", "wrong That has more decimals" },
		{ "$5000", "wrong That is far more than is due" },
		{ "$", "wrong $ is no code" },
		{ "cash box", "wrong cash box is no code" },
		{ "2 card", "wrong card is no code" }, /* of something: nothing is paid */
		{ "cards", "wrong cards is no code" },
	};
	static const struct row early[] = {
		{ "cash", "wrong There is nothing to pay" },
		{ "card", "wrong There is nothing to pay" },
		{ "$50", "wrong There is nothing to pay" },
		{ "check 12", "wrong There is nothing to pay" },
	};
	const struct sell_facts facts = facts_of(false, 6500), empty = facts_of(true, 0);

	(void)state;
	CHECK(rows, &facts);
	CHECK(early, &empty);
}

/* A type keeps its number where others of its season are not sold. */
static void test_numbers_of_types(void **state)
{
	static const struct bo_offer sunday[] = {
		{ .number = 2,
		  .code_left = BO_NONE,
		  .type = "Youth General",
		  .min = 1,
		  .max = BO_NONE,
		  .left = BO_NONE },
		{ .number = 7,
		  .code_left = BO_NONE,
		  .type = "Programme",
		  .min = 1,
		  .max = BO_NONE,
		  .left = BO_NONE },
		{ .number = 103,
		  .code_left = BO_NONE,
		  .type = "Next year",
		  .min = 1,
		  .max = BO_NONE,
		  .left = BO_NONE },
	};
	static const struct row rows[] = {
		{ "2*7", "put 2*2" },
		{ "*103", "put 1*3" },
		{ "0+1+0+0+0+0+2", "put 1*1+2*2" },
		{ "2", "wrong Offer 1 is not sold here; the first is 2, Youth General: 2*2." },
		{ "1+1", "wrong Offer 1 is not sold here" },
		{ "2*3", "wrong Offer 3 is not sold here" },
		{ "2*104", "wrong There is no offer 104 here, only 2 to 103." },
		{ "2 prog", "put 2*2" },
	};
	struct sell_facts facts = facts_of(true, 0);

	(void)state;
	facts.offer = sunday;
	facts.n_offers = 3;
	CHECK(rows, &facts);
}

static void test_said_at_the_counter(void **state)
{
	static const struct row rows[] = {
		{ "2 adults", "put 2*1" },
		{ "2 Adults", "put 2*1" },
		{ "adults", "put 1*1" },
		{ "2 youths", "put 2*2" },
		{ "6 groups", "put 6*4" },
		{ "2 x adult", "put 2*1" },
		{ "2 × adult", "put 2*1" },
		{ "2 adult 1 youth", "put 2*1+1*2" },
		{ "2 adults 1 youth", "put 2*1+1*2" },
		{ "2 adults, 1 youth", "put 2*1+1*2" },
		{ "2 adults and 1 youth", "put 2*1+1*2" },
		{ "2 adults + 1 youth & 3 box", "put 2*1+1*2+3*6" },
		{ "adult 1 youth", "put 1*1+1*2" },
		{ "2 adult general 2 general 20", "put 2*1+2*7" },
		{ "1 zoë 2026 2 adults", "put 1*7+2*1" },
		{ "2 adults 1 rate", "wrong Group Rate or Box Office Rate? Type more" },
		{ "2 adults 0 youth", "wrong None" },
		{ "2 adults 1 opera", "wrong adults 1 opera is no code" },
		{ "2 adults 3", "wrong adults 3 is no code" },
		{ "2 adultss", "wrong" },
		{ "2 gens", "wrong" },
	};
	const struct sell_facts facts = facts_of(true, 0), full = facts_of(false, 6500);

	(void)state;
	CHECK(rows, &facts);
	CHECK(rows, &full);
}

static void test_cash_that_nobody_hands_over(void **state)
{
	static const struct row small[] = {
		{ "564.99", "cash 56499" },
		{ "565.00", "wrong That is far more than is due" },
		{ "2222", "wrong That is far more than is due" },
		{ "10000000000.00", "wrong That is far more than is due" },
	};
	/* a large sum is handed over for a large order */
	static const struct row large[] = {
		{ "10000", "cash 1000000" },
		{ "12500", "wrong That is far more than is due" },
	};
	const struct sell_facts few = facts_of(false, 6500), party = facts_of(false, 200000);

	(void)state;
	CHECK(small, &few);
	CHECK(large, &party);
}

static void test_yen_has_no_decimals(void **state)
{
	struct sell_facts facts = facts_of(false, 6500);
	static const struct row rows[] = {
		{ "8000", "cash 8000" },
		{ "8000.5", "wrong That has more decimals" },
	};

	(void)state;
	facts.currency = (struct bo_currency){ "JPY", 0 };
	CHECK(rows, &facts);
}

static void test_words(void **state)
{
	static const struct row rows[] = {
		{ "2 yo", "put 2*2" },
		{ "2yo", "put 2*2" },
		{ "2  YOUTH", "put 2*2" },
		{ "yo", "put 1*2" },
		{ "youth general", "put 1*2" },
		{ "gen yo", "put 1*2" },
		{ "zoe", "put 1*7" },
		{ "ZOË", "put 1*7" },
		{ "3 general 20", "put 3*7" },
		{ "6 group", "put 6*4" },
		{ "rate", "wrong Group Rate or Box Office Rate? Type more" },
		{ "gen", "wrong Adult General, Youth General or another?" },
		{ "0 yo", "wrong None" },
		{ "999999999 yo", "wrong That is far too many" },
		{ "opera", "wrong opera is no code and begins no offer" },
		{ "2 opera", "wrong opera is no code and begins no offer" },
		{ "outh", "wrong outh is no code" },
		{ "bard", "code bard" },
		{ "BARD", "code BARD" },
		{ " Bard ", "code Bard" },
		{ "elan", "code elan" },
		{ "ÉLAN", "code ÉLAN" },
		{ "bar", "wrong bar is no code" },
		{ "bard,", "wrong bard, is no code" },
		{ "2 bard", "wrong bard is no code" },
		{ "2024",
		  "put 2024*1" }, /* a number is a quantity, even where a code looks like it */
		{ "/", "person" },
		{ "/smith", "person smith" },
		{ "/ Zoë O’Hara", "person Zoë O’Hara" },
		{ "/2", "person 2" },
		{ "=", "repeat" },
		{ "= 12", "wrong = alone" },
		{ "李小龍", "wrong 李小龍 is no code" },
		{ "a\xCC\x81\xCC\x81\xCC\x81"
		  "du",
		  "put 1*1" },
		{ "\xE2\x80\xAE"
		  "2",
		  "wrong" },		 /* a mark that turns the direction */
		{ "\xFF\xFE", "wrong" }, /* not UTF-8 */
		{ "２", "put 1*7" },	 /* a wide digit is no quantity, but begins 2026 */
		{ "1;DROP TABLE orders", "wrong" },
		{ "%s%n%d", "wrong" },
		{ "\033[2J", "wrong" },
		{ "'", "wrong" },
		{ "zoe@example.org", "email zoe@example.org" },
		{ "2zoe@example.org", "email 2zoe@example.org" },
		{ "@example.org", "wrong" },
		{ "zoe@", "wrong" },
		{ "zoe@ example.org", "wrong" },
		{ "zoe@exa@mple", "wrong" },
	};
	const struct sell_facts facts = facts_of(true, 0);

	(void)state;
	CHECK(rows, &facts);
}

/* What is no offer, number or sign may be somebody's code; only the engine knows. */
static void test_maybe_codes(void **state)
{
	static const struct {
		const char *text;
		bool maybe;
	} rows[] = {
		{ "004715001234", true }, { "2*900", false },	{ "FRIEND-7K3M", true },
		{ "opera", true },	  { "2026-abc", true }, { "gen", false },
		{ "bard", false },	  { "0 yo", false },	{ "1+", false },
		{ "\xFF\xFE", false },	  { "008", true },
	};
	const struct sell_facts facts = facts_of(true, 0);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct sell_entry entry;

		sell_entry_read(rows[i].text, &facts, &entry);
		if (entry.maybe_code != rows[i].maybe)
			fail_msg("\"%s\" may be a code: %d", rows[i].text, entry.maybe_code);
		if (entry.maybe_code) {
			assert_int_equal(entry.act, SELL_WRONG);
			assert_string_equal(entry.text, rows[i].text);
		}
	}
}

static void test_without_offers_or_orders(void **state)
{
	struct sell_facts facts = facts_of(true, 0);
	static const struct row rows[] = {
		{ "2", "wrong Nothing is offered" },
		{ "yo", "wrong yo is no code" },
		{ "=", "wrong Nothing was sold" },
	};

	(void)state;
	facts.n_offers = 0;
	facts.offer = NULL;
	facts.last_id = 0;
	CHECK(rows, &facts);
}

static void test_too_long(void **state)
{
	const struct sell_facts facts = facts_of(true, 0);
	struct sell_entry entry;
	char text[5000];

	(void)state;
	memset(text, '1', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	sell_entry_read(text, &facts, &entry);
	assert_int_equal(entry.act, SELL_WRONG);
	text[SELL_TEXT] = '\0';
	sell_entry_read(text, &facts, &entry);
	assert_int_equal(entry.act, SELL_WRONG);
}

/* The only one of its kind: 13 of the 30 letters, T first, a check letter last. */
static void test_tickets(void **state)
{
	static const char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
	const struct sell_facts empty = facts_of(true, 0), full = facts_of(false, 6500);
	struct sell_entry entry;
	char code[20] = "T23456789ABC?", lower[20];
	int found = 0;

	(void)state;
	for (const char *letter = letters; *letter; letter++) {
		code[12] = *letter;
		sell_entry_read(code, &empty, &entry);
		if (entry.act != SELL_SCAN)
			continue;
		found++;
		assert_string_equal(entry.text, code);
		sell_entry_read(code, &full, &entry);
		assert_int_equal(entry.act, SELL_SCAN);
		for (int i = 0; i < 14; i++)
			lower[i] =
				(char)(code[i] >= 'A' && code[i] <= 'Z' ? code[i] + 32 : code[i]);
		sell_entry_read(lower, &full, &entry);
		assert_int_equal(entry.act, SELL_SCAN);
	}
	assert_int_equal(found, 1);
}

static const char *previewed(const char *text, const struct sell_facts *facts, bool *against)
{
	static char words[300];
	struct bo_buf say = BO_BUF(words);
	struct sell_entry entry;

	sell_entry_read(text, facts, &entry);
	*against = sell_entry_preview(&entry, facts, &say);
	return words;
}

static void test_preview(void **state)
{
	static const struct {
		const char *text, *want;
		bool empty, against;
	} rows[] = {
		{ "2", "2 × Adult General  80.00", true, false },
		{ "1+1", "1 × Adult General, 1 × Youth General  65.00", true, false },
		{ "2*3", "2 × Matinee Special  40.00  ! sales have ended", true, true },
		{ "5*4", "5 × Group Rate  100.00  ! minimum per transaction", true, true },
		{ "3*5", "3 × Two for One  30.00  ! a code is needed", true, true },
		{ "51", "51 × Adult General  2040.00  ! more than are left", true, true },
		{ "", "", true, false },
		{ "", "exact cash 65.00", false, false },
		{ "100", "cash 100.00, change 35.00", false, false },
		{ "65", "cash 65.00, change 0.00", false, false },
		{ "40.50", "only part: cash 40.50, still to pay 24.50", false, true },
		{ "2", "only part: cash 2.00, still to pay 63.00  (2* adds pieces)", false, true },
		{ "-", "card 65.00", false, false },
		{ "-12", "only part: card 12.00, still to pay 53.00", false, true },
		{ "-12:77", "only part: card 12.00, still to pay 53.00, reference 77", false,
		  true },
		{ "-65", "card 65.00", false, false },
		{ "-A12", "card 65.00, reference A12", false, false },
		{ "card 12", "only part: card 12.00, still to pay 53.00", false, true },
		{ "cash", "exact cash 65.00", false, false },
		{ "$80", "cash 80.00, change 15.00", false, false },
		{ "2 adults 1 youth", "2 × Adult General, 1 × Youth General  105.00", true, false },
		/* the sum stands behind however many types */
		{ "1+1+0+6+0+1",
		  "1 × Adult General, 1 × Youth General, 6 × Group Rate and 1 more  215.00", true,
		  false },
		{ "1+1+0+6+0+1+1",
		  "1 × Adult General, 1 × Youth General, 6 × Group Rate and 2 more"
		  "  216.00",
		  true, false },
		{ "--", "check 65.00", false, false },
		{ "bard", "take the code bard", true, false },
		{ "friend-42", "no offer begins so; Enter asks whether it is a code", true, false },
		{ "opera", "no offer begins so; Enter asks whether it is a code", true, true },
		{ "/smith", "look for the person smith", true, false },
		{ "=", "the same as order 12", true, false },
		{ "9*9", "There is no offer 9 here, only 1 to 7.", true, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct sell_facts facts = facts_of(rows[i].empty, rows[i].empty ? 0 : 6500);
		bool against = false;

		assert_string_equal(previewed(rows[i].text, &facts, &against), rows[i].want);
		if (against != rows[i].against)
			fail_msg("\"%s\" speaks %s itself", rows[i].text,
				 against ? "against" : "for");
	}
}

/* One ticket is what the engine said it costs; of several only the full price is known. */
static void test_preview_of_campaigns(void **state)
{
	struct sell_offer_row {
		const char *text, *want;
	} rows[] = {
		{ "1", "1 × Adult General  36.00" },
		{ "3", "3 × Adult General  120.00 less Friends" },
		{ "1+1", "1 × Adult General, 1 × Youth General  65.00 less Friends" },
		{ "2 yo", "2 × Youth General  50.00" },
		{ "2*5", "2 × Two for One  20.00" },
	};
	struct bo_offer own[OFFERS];
	struct sell_facts facts = facts_of(true, 0);

	(void)state;
	memcpy(own, offers, sizeof own);
	own[ADULT].campaign = own[TWO].campaign = "Friends";
	own[ADULT].campaign_price = 3600;
	own[TWO].campaign_price = own[TWO].price; /* only opened */
	own[TWO].reason = BO_RULE_NONE;
	facts.offer = own;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool against = true;

		assert_string_equal(previewed(rows[i].text, &facts, &against), rows[i].want);
		assert_false(against);
	}
}

/* What is in the basket already counts against the limits. */
static void test_preview_counts_the_basket(void **state)
{
	struct bo_basket_line line = { .performance_id = 5, .type_id = 14, .qty = 6 };
	const struct bo_basket basket = { .n_lines = 1, .line = &line };
	struct sell_facts facts = facts_of(false, 12000);
	bool against;

	(void)state;
	facts.basket = &basket;
	facts.performance_id = 5;
	assert_string_equal(previewed("1*4", &facts, &against), "1 × Group Rate  20.00");
	assert_false(against);
	previewed("45*4", &facts, &against);
	assert_true(against);
	facts.performance_id = 6; /* another evening */
	previewed("1*4", &facts, &against);
	assert_true(against);
}

static void test_preview_of_paid_baskets(void **state)
{
	struct sell_facts facts = facts_of(false, 0);
	bool against;

	(void)state;
	assert_string_equal(previewed("", &facts, &against), "sell it, nothing to pay");
	facts.total = 4000;
	assert_string_equal(previewed("", &facts, &against), "sell it, all is paid");
	facts.due = -500;
	assert_string_equal(previewed("", &facts, &against), "sell it, change 5.00");
}

static void check_notes(int64_t due, const char *code, const char *want)
{
	struct bo_currency currency;
	int64_t notes[SELL_NOTES];
	char got[200];
	struct bo_buf say = BO_BUF(got);

	assert_true(bo_currency_from_code(code, &currency));
	for (size_t i = 0, n = sell_notes(due, currency, notes); i < n; i++) {
		assert_true(notes[i] > due);
		bo_buf_add(&say, i ? " " : "");
		bo_money_write(&say, notes[i], currency);
	}
	assert_string_equal(got, want);
}

static void test_notes(void **state)
{
	(void)state;
	check_notes(6500, "EUR", "70.00 80.00 100.00 200.00");
	check_notes(6000, "EUR", "65.00 70.00 80.00 100.00 200.00");
	check_notes(8000, "EUR", "85.00 90.00 100.00 200.00");
	check_notes(50, "EUR", "5.00 10.00 20.00 50.00 100.00 200.00");
	check_notes(20000, "EUR", "205.00 210.00 220.00 250.00 300.00 400.00");
	check_notes(6500, "JPY", "7000 8000 10000 20000");
	check_notes(6500, "KWD", "10.000 20.000 50.000 100.000 200.000");
	check_notes(0, "EUR", "");
	check_notes(-5, "EUR", "");
	check_notes(BO_MONEY_MAX, "EUR", "");
}

static void test_codes(void **state)
{
	(void)state;
	assert_true(sell_code_among("BARD, Élan", "bard"));
	assert_true(sell_code_among("BARD, Élan", "elan"));
	assert_false(sell_code_among("BARD, Élan", "bar"));
	assert_false(sell_code_among("BARD, Élan", ""));
	assert_false(sell_code_among("", "bard"));
	assert_false(sell_code_among(NULL, "bard"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quantities),
		cmocka_unit_test(test_money),
		cmocka_unit_test(test_card_and_check),
		cmocka_unit_test(test_money_in_words),
		cmocka_unit_test(test_numbers_of_types),
		cmocka_unit_test(test_said_at_the_counter),
		cmocka_unit_test(test_cash_that_nobody_hands_over),
		cmocka_unit_test(test_yen_has_no_decimals),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_maybe_codes),
		cmocka_unit_test(test_without_offers_or_orders),
		cmocka_unit_test(test_too_long),
		cmocka_unit_test(test_tickets),
		cmocka_unit_test(test_preview),
		cmocka_unit_test(test_preview_of_campaigns),
		cmocka_unit_test(test_preview_counts_the_basket),
		cmocka_unit_test(test_preview_of_paid_baskets),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
