/*
 * How money goes back to the tenders it came by: cases one reads.
 */
#include "basket/tender.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { TENDERS = 6 };

/* "card:10.00:A1" as cents without the point. */
struct written {
	enum bo_tender_kind kind;
	int64_t amount;
	const char *reference;
};
#define CASH(a)                                                                                    \
	{                                                                                          \
		BO_TENDER_CASH, a, NULL                                                            \
	}
#define CHECK(a, r)                                                                                \
	{                                                                                          \
		BO_TENDER_CHECK, a, r                                                              \
	}
#define CARD(a, r)                                                                                 \
	{                                                                                          \
		BO_TENDER_CARD, a, r                                                               \
	}

static const struct {
	const char *name;
	struct written taken[TENDERS];
	int64_t change, amount;
	enum bo_tender_kind only;
	struct written plan[TENDERS];
} cases[] = {
	{ "all in cash", { CASH(4000) }, 0, 4000, BO_TENDER_COUNT, { CASH(4000) } },
	{ "a card's goes to the card",
	  { CARD(4000, "A1") },
	  0,
	  4000,
	  BO_TENDER_COUNT,
	  { CARD(4000, "A1") } },
	{ "card before cash",
	  { CASH(3000), CARD(1000, "A1") },
	  0,
	  4000,
	  BO_TENDER_COUNT,
	  { CARD(1000, "A1"), CASH(3000) } },
	{ "a part takes the card first",
	  { CASH(3000), CARD(1000, "A1") },
	  0,
	  2000,
	  BO_TENDER_COUNT,
	  { CARD(1000, "A1"), CASH(1000) } },
	{ "card, check, cash",
	  { CASH(1000), CHECK(1000, "77"), CARD(1000, "A1") },
	  0,
	  2500,
	  BO_TENDER_COUNT,
	  { CARD(1000, "A1"), CHECK(1000, "77"), CASH(500) } },
	{ "two cards, each its own",
	  { CARD(1000, "A1"), CARD(2000, "B2") },
	  0,
	  2500,
	  BO_TENDER_COUNT,
	  { CARD(1000, "A1"), CARD(1500, "B2") } },
	{ "what the first returned is the second's",
	  { CARD(1000, "A1"), CARD(2000, "B2"), CARD(-1000, "A1") },
	  0,
	  2000,
	  BO_TENDER_COUNT,
	  { CARD(2000, "B2") } },
	{ "one card twice",
	  { CARD(1000, "A1"), CARD(2000, "A1"), CARD(-1500, "A1") },
	  0,
	  1500,
	  BO_TENDER_COUNT,
	  { CARD(1500, "A1") } },
	{ "returned without a reference",
	  { CARD(1000, "A1"), CASH(1000), CARD(-600, NULL) },
	  0,
	  1400,
	  BO_TENDER_COUNT,
	  { CARD(400, "A1"), CASH(1000) } },
	{ "change was never the house's",
	  { CASH(5000), CARD(1000, "A1") },
	  2000,
	  4000,
	  BO_TENDER_COUNT,
	  { CARD(1000, "A1"), CASH(3000) } },
	{ "what came by cash and went to the card leaves the rest",
	  { CASH(4000), CARD(-2000, NULL) },
	  0,
	  2000,
	  BO_TENDER_COUNT,
	  { CASH(2000) } },
	{ "a kind alone",
	  { CASH(3000), CARD(1000, "A1") },
	  0,
	  900,
	  BO_TENDER_CARD,
	  { CARD(900, "A1") } },
	{ "a kind alone, beyond what it took",
	  { CARD(4000, "A1") },
	  0,
	  4000,
	  BO_TENDER_CASH,
	  { CASH(4000) } },
	{ "nothing", { CASH(4000) }, 0, 0, BO_TENDER_COUNT, { { 0 } } },
	{ "paid by nothing", { { BO_TENDER_FREE, 0, NULL } }, 0, 0, BO_TENDER_COUNT, { { 0 } } },
};

static size_t read_all(const struct written *written, struct bo_tender *tenders)
{
	size_t n = 0;

	while (n < TENDERS && (written[n].amount || written[n].kind == BO_TENDER_FREE)) {
		tenders[n] = (struct bo_tender){ .kind = written[n].kind,
						 .amount = written[n].amount,
						 .reference = written[n].reference };
		n++;
	}
	return n;
}

static void write_all(const struct bo_tender *tenders, size_t n, char *text, size_t size)
{
	size_t len = 0;

	*text = '\0';
	for (size_t i = 0; i < n; i++)
		len += (size_t)snprintf(text + len, size - len, "%s:%lld:%s ",
					bo_tender_code(tenders[i].kind),
					(long long)tenders[i].amount,
					tenders[i].reference ? tenders[i].reference : "");
}

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bo_tender taken[TENDERS], wanted[TENDERS], plan[TENDERS + 1];
		size_t n = read_all(cases[i].taken, taken),
		       n_wanted = read_all(cases[i].plan, wanted);
		char got_text[300], wanted_text[300];
		size_t got = tender_back(taken, n, cases[i].change, cases[i].amount, cases[i].only,
					 plan);

		write_all(plan, got, got_text, sizeof got_text);
		write_all(wanted, n_wanted, wanted_text, sizeof wanted_text);
		if (strcmp(got_text, wanted_text) != 0)
			fail_msg("%s: %s, not %s", cases[i].name, got_text, wanted_text);
	}
}

/* However an order was paid and whatever went back: a plan adds up, and no tender returns more than
 * it took. */
static void test_random_orders(void **state)
{
	uint64_t seed = 42;

	(void)state;
#define ROLL(n) ((int64_t)((seed = seed * 6364136223846793005u + 1442695040888963407u) >> 33) % (n))
	for (int round = 0; round < 3000; round++) {
		static const char *const references[] = { NULL, "A1", "B2" };
		struct bo_tender all[40];
		int64_t paid = 0, change = 0;
		size_t n = 1 + (size_t)ROLL(4);

		for (size_t i = 0; i < n; i++) {
			all[i] = (struct bo_tender){ .kind = (enum bo_tender_kind)ROLL(3),
						     .amount = 1 + ROLL(5000) };
			if (all[i].kind != BO_TENDER_CASH)
				all[i].reference = references[ROLL(3)];
			paid += all[i].amount;
		}
		change = ROLL(tender_may_return(all, n, 0, BO_TENDER_CASH) + 1);
		paid -= change;
		while (paid > 0 && n < 30) {
			int64_t amount = 1 + ROLL(paid), sum = 0;
			struct bo_tender plan[41];
			size_t made = tender_back(all, n, change, amount, BO_TENDER_COUNT, plan);

			for (size_t i = 0; i < made; i++) {
				assert_true(plan[i].amount > 0);
				assert_true(plan[i].amount <=
					    tender_may_return(all, n, change, plan[i].kind));
				sum += plan[i].amount;
			}
			assert_int_equal(sum, amount);
			for (size_t i = 0; i < made && n < 40; i++) {
				all[n] = plan[i];
				all[n++].amount = -plan[i].amount;
			}
			paid -= amount;
		}
		for (size_t i = 0; i < n; i++) {
			int64_t left = 0;

			for (size_t k = 0; k < n; k++)
				if (all[k].kind == all[i].kind &&
				    strcmp(all[k].reference ? all[k].reference : "",
					   all[i].reference ? all[i].reference : "") == 0)
					left += all[k].amount;
			assert_true(left >= 0);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_random_orders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
