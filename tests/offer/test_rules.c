/*
 * The rules of selling and of reserving as lines of text: what differs from a
 * plain ticket in a house of 100, "->", the first rule broken and how many may
 * be sold or used without an override ("-": without limit).
 *
 * who: s staff, p patron, r reserved by staff, R reserved by a patron; n wanted,
 * here places of other lines of the order at the performance, of type taken,
 * limit and used of the code; start and end in seconds from now.
 */
#include <boxoffice/boxoffice.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1000000 };

static const char *const rules[] = {
	/* Codes with a limit of uses. */
	"p code match limit=5 -> ok 5",
	"p code match limit=5 used=4 -> ok 1",
	"p code match limit=5 used=5 -> used_up 0",
	"p code match limit=5 used=9 -> used_up 0",
	"p code match limit=5 used=3 n=2 -> ok 2",
	"p code match limit=5 used=3 n=3 -> used_up 2",
	"s code match limit=5 used=5 n=1 -> used_up 0",
	"s code limit=5 used=5 n=1 -> code 0",
	"p code limit=5 used=5 -> code 0",
	"p limit=5 used=5 -> ok 100",
	"p code match limit=0 -> used_up 0",
	"p code match limit=50 cap=3 -> ok 3",
	"p code match limit=2 cap=3 -> ok 2",
	"p code match limit=2 min=3 -> ok 0",
	"p code match limit=5 used=5 taken=100 -> sold_out 0",
	"p code match limit=5 used=5 cap=3 of=3 -> type_cap 0",
	"p code match limit=5 used=5 start=+1 -> not_yet 0",
	"p code match limit=5 used=5 end=-1 -> ended 0",
	/* Windows, both ends included. */
	"p start=+1 -> not_yet 0",
	"p start=0 -> ok 100",
	"p start=-1 -> ok 100",
	"p end=+1 -> ok 100",
	"p end=0 -> ok 100",
	"p end=-1 -> ended 0",
	"p start=0 end=0 n=2 -> ok 100",
	"p start=+5 end=-5 -> not_yet 0",
	"s start=+1 n=1 -> not_yet 0",
	"s end=-1 n=1 -> ended 0",
	"p bundle cat=bundle start=+1 -> not_yet 0",
	"p bundle cat=bundle end=-1 -> ended 0",
	"p bundle cat=bundle end=0 -> ok -",
	/* Minimum, maximum, step: a group, a pair, four for a family. */
	"p min=6 n=5 -> min 100",
	"p min=6 n=6 -> ok 100",
	"p min=6 taken=95 -> min 0",
	"p min=6 taken=94 -> ok 6",
	"p min=6 taken=95 n=6 -> house_capacity 0",
	"s min=6 taken=95 n=6 -> house_capacity 0",
	"s min=6 taken=95 n=5 -> min 0",
	"p min=2 max=2 n=1 -> min 2",
	"p min=2 max=2 n=2 -> ok 2",
	"p min=2 max=2 n=3 -> max 2",
	"p min=2 max=2 taken=99 -> min 0",
	"p min=2 max=2 taken=99 n=1 -> min 0",
	"p min=2 max=6 step=2 n=1 -> min 6",
	"p min=2 max=6 step=2 n=2 -> ok 6",
	"p min=2 max=6 step=2 n=3 -> step 6",
	"p min=2 max=6 step=2 n=4 -> ok 6",
	"p min=2 max=6 step=2 n=5 -> step 6",
	"p min=2 max=6 step=2 n=6 -> ok 6",
	"p min=2 max=6 step=2 n=7 -> max 6",
	"p min=2 max=6 step=2 n=8 -> max 6",
	"p min=3 max=4 n=2 -> min 4",
	"p min=3 max=4 n=3 -> ok 4",
	"p min=3 max=4 n=4 -> ok 4",
	"p min=3 max=4 n=5 -> max 4",
	"p min=4 max=4 step=4 n=4 -> ok 4",
	"p step=4 n=5 -> ok 100",
	"p step=4 n=4 -> step 100",
	"p step=3 n=1 -> ok 100",
	"s max=10 n=11 -> max 10",
	"s min=2 n=1 -> min 100",
	/* Caps. */
	"p cap=30 of=28 n=2 -> ok 2",
	"p cap=30 of=29 n=2 -> type_cap 1",
	"p cap=30 of=30 n=1 -> type_cap 0",
	"p cap=30 of=31 -> type_cap 0",
	"p cap=30 of=28 min=3 -> min 0",
	"p cap=30 of=28 min=3 n=3 -> type_cap 0",
	"p cap=30 taken=90 -> ok 10",
	"p cap=30 of=25 taken=90 -> ok 5",
	"p cap=30 of=25 taken=90 n=6 -> type_cap 5",
	"p bundle cat=bundle cap=3 of=3 -> type_cap 0",
	"p bundle cat=bundle cap=3 of=1 n=2 -> ok 2",
	"p bundle cat=bundle cap=3 of=1 n=3 -> type_cap 2",
	/* House and advance limit; other lines of the order at the same performance. */
	"p adv=80 taken=80 -> sold_out 0",
	"p adv=80 taken=79 -> ok 1",
	"p adv=80 taken=79 n=2 -> advance_limit 1",
	"s adv=80 taken=79 n=2 -> advance_limit 1",
	"s adv=80 taken=80 n=1 -> advance_limit 0",
	"s adv=80 taken=80 n=20 -> advance_limit 0",
	"s adv=80 taken=80 n=21 -> house_capacity 0",
	"s taken=99 n=2 -> house_capacity 1",
	"p taken=98 n=1 here=1 -> ok 2",
	"p taken=98 n=1 here=2 -> house_capacity 2",
	"s taken=98 n=1 here=2 -> house_capacity 2",
	"p adv=0 -> sold_out 0",
	"p house=1 taken=1 -> sold_out 0",
	"p taken=140 -> sold_out 0",
	/* Products need no place. */
	"p cat=product taken=100 n=3 -> ok -",
	"p cat=product taken=140 adv=0 -> ok -",
	"p cat=product taken=100 cap=5 of=5 -> type_cap 0",
	"p cat=product taken=100 end=-1 -> ended 0",
	"p cat=product taken=100 max=2 n=3 -> max 2",
	"p cat=product cancelled -> not_valid 0",
	/* Who may. */
	"p avail=anyone -> ok 100",
	"p avail=subscribers -> audience 0",
	"p avail=subscribers sub -> ok 100",
	"p avail=boxoffice -> audience 0",
	"p avail=boxoffice sub -> audience 0",
	"p avail=external -> audience 0",
	"s avail=anyone n=1 -> ok 100",
	"s avail=subscribers n=1 -> audience 0",
	"s avail=subscribers sub n=1 -> ok 100",
	"s avail=boxoffice n=1 -> ok 100",
	"s avail=external n=1 -> audience 0",
	"p avail=external taken=100 -> audience 0",
	"p code avail=external -> code 0",
	"p unlisted -> not_valid 0",
	"s unlisted n=1 -> ok 100",
	"s cancelled n=1 -> not_valid 0",
	"p cat=comp -> ok 100",
	"p cat=comp code -> code 0",
	"p cat=comp code match -> ok 100",
	"s cat=included n=1 -> not_valid 0",
	"p cat=included -> not_valid 0",
	/* Reserving: start, codes, audience, minimum, maximum and step are not asked. */
	"r cat=included n=1 -> ok 100",
	"R cat=included n=1 -> ok 100",
	"R cat=included start=+9 n=1 -> ok 100",
	"R cat=included code n=1 -> ok 100",
	"R cat=included code match limit=1 used=1 n=1 -> ok 100",
	"R cat=included avail=external n=1 -> ok 100",
	"R cat=included avail=boxoffice n=1 -> ok 100",
	"R cat=included min=6 n=1 -> ok 100",
	"R cat=included max=2 n=3 -> ok 100",
	"R cat=included min=2 step=2 n=3 -> ok 100",
	"R cat=included unlisted n=1 -> ok 100",
	"r cat=included end=0 n=1 -> ok 100",
	"r cat=included end=-1 n=1 -> ended 0",
	"R cat=included end=-1 n=1 -> ended 0",
	"r cat=included cap=2 of=2 n=1 -> type_cap 0",
	"r cat=included cap=2 of=1 n=1 -> ok 1",
	"r cat=included cap=2 of=1 n=2 -> type_cap 1",
	"r cat=included cap=0 n=1 -> type_cap 0",
	"R cat=included taken=100 n=1 -> sold_out 0",
	"r cat=included taken=100 n=1 -> house_capacity 0",
	"r cat=included taken=99 n=2 -> house_capacity 1",
	"R cat=included taken=99 n=2 -> house_capacity 1",
	"R cat=included adv=80 taken=79 n=2 -> advance_limit 1",
	"r cat=included adv=80 taken=80 n=1 -> advance_limit 0",
	"r cat=included taken=100 end=-1 n=1 -> house_capacity 0",
	"R cat=included taken=100 end=-1 n=1 -> sold_out 0",
	"r cat=included end=-1 cap=2 of=2 n=1 -> ended 0",
	"r cat=included invalid n=1 -> not_valid 0",
	"r cat=included cancelled n=1 -> not_valid 0",
	"r cat=included reserved n=1 -> already 0",
	"r cat=included expired n=1 -> expired 0",
	"r cat=included reserved expired n=1 -> already 0",
	"r cat=included invalid reserved n=1 -> not_valid 0",
	"r cat=included expired taken=100 n=1 -> expired 0",
	"r cat=revenue n=1 -> ok 100",
	"r cat=comp n=1 -> ok 100",
	"r cat=product n=1 -> not_valid 0",
	"r cat=bundle n=1 -> not_valid 0",
	"r bundle cat=included n=1 -> not_valid 0",
};

struct row {
	struct bo_reserve_facts f;
	int64_t others;
	bool reserve;
};

static bool number(const char *word, const char *key, int64_t *value)
{
	size_t n = strlen(key);

	if (strncmp(word, key, n) != 0 || word[n] != '=')
		return false;
	*value = strtoll(word + n + 1, NULL, 10);
	return true;
}

static void read_numbers(const char *word, struct row *row)
{
	struct bo_offer_facts *f = &row->f.offer;
	int64_t at;

	if (number(word, "start", &at))
		f->start = NOW + at;
	else if (number(word, "end", &at))
		f->end = NOW + at;
	else if (strncmp(word, "avail=", 6) == 0)
		f->availability = bo_availability_from_code(word + 6);
	else if (strncmp(word, "cat=", 4) == 0)
		f->category = bo_category_from_code(word + 4);
	else if (!number(word, "n", &f->wanted) && !number(word, "here", &row->others) &&
		 !number(word, "taken", &f->taken) && !number(word, "house", &f->capacity) &&
		 !number(word, "adv", &f->advance) && !number(word, "cap", &f->cap) &&
		 !number(word, "of", &f->type_taken) && !number(word, "min", &f->min) &&
		 !number(word, "max", &f->max) && !number(word, "step", &f->step) &&
		 !number(word, "limit", &f->code_limit) && !number(word, "used", &f->code_used))
		fail_msg("what is %s?", word);
}

static void read_word(const char *word, struct row *row)
{
	struct bo_offer_facts *f = &row->f.offer;
	const struct {
		const char *word;
		bool *flag, value;
	} flags[] = { { "code", &f->needs_code, true },	   { "match", &f->code_matches, true },
		      { "sub", &f->subscriber, true },	   { "cancelled", &f->cancelled, true },
		      { "unlisted", &f->listed, false },   { "bundle", &f->has_performance, false },
		      { "invalid", &row->f.valid, false }, { "reserved", &row->f.open, false },
		      { "expired", &row->f.expired, true } };

	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (strcmp(flags[i].word, word) == 0) {
			*flags[i].flag = flags[i].value;
			return;
		}
	if (strlen(word) == 1 && strchr("sprR", *word)) {
		f->staff = *word == 's' || *word == 'r';
		row->reserve = *word == 'r' || *word == 'R';
		return;
	}
	read_numbers(word, row);
}

/* Returns what stands behind the arrow. */
static const char *read_row(const char *text, struct row *row)
{
	static char copy[200];
	const char *arrow = strstr(text, " -> ");
	char *word, *rest = copy;

	*row = (struct row){ .f = { .valid = true,
				    .open = true,
				    .offer = { .now = NOW,
					       .category = BO_CATEGORY_REVENUE,
					       .has_performance = true,
					       .listed = true,
					       .capacity = 100,
					       .advance = BO_NONE,
					       .start = BO_NONE,
					       .end = BO_NONE,
					       .cap = BO_NONE,
					       .min = 1,
					       .max = BO_NONE,
					       .step = 1,
					       .code_limit = BO_NONE } } };
	assert_non_null(arrow);
	snprintf(copy, sizeof copy, "%.*s", (int)(arrow - text), text);
	while ((word = strtok_r(rest, " ", &rest)))
		read_word(word, row);
	row->f.offer.order_places = row->f.offer.wanted + row->others;
	return arrow + 4;
}

static void test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct bo_verdict v;
		struct row row;
		const char *wanted = read_row(rules[i], &row);
		char got[80], left[24] = "-";

		if (row.reserve)
			bo_reserve_judge(&row.f, &v);
		else
			bo_offer_judge(&row.f.offer, &v);
		if (v.sellable != BO_NONE)
			snprintf(left, sizeof left, "%lld", (long long)v.sellable);
		snprintf(got, sizeof got, "%s %s",
			 v.reason == BO_RULE_NONE ? "ok" : bo_rule_code(v.reason), left);
		if (strcmp(got, wanted) != 0)
			fail_msg("%s\n\tgot %s", rules[i], got);
		/* A patron hears of no override, and nothing is ever below nothing. */
		for (size_t k = 0; k < v.n; k++) {
			assert_true(v.breach[k].left >= 0);
			assert_true(row.f.offer.staff || v.breach[k].override == BO_ROLE_NONE);
		}
		assert_true(v.n <= BO_BREACH_MAX);
	}
	assert_true(sizeof rules / sizeof *rules >= 150);
}

/* Windows on the clock of Berlin, the nights of 29 March and 25 October 2026 among them: on the
 * first, 02:00 to 03:00 does not exist, on the second it comes twice. */
static const struct {
	const char *bound, *curtain, *now;
	const char *as_end, *as_start;
} nights[] = {
	/* Days are the calendar's, hours are elapsed time. */
	{ "-1d", "2026-03-29T20:00", "2026-03-28T20:00:00+01:00", "ok", "ok" },
	{ "-1d", "2026-03-29T20:00", "2026-03-28T20:00:01+01:00", "ended", "ok" },
	{ "-1d", "2026-03-29T20:00", "2026-03-28T19:59:59+01:00", "ok", "not_yet" },
	{ "-24h", "2026-03-29T20:00", "2026-03-28T19:00:00+01:00", "ok", "ok" },
	{ "-24h", "2026-03-29T20:00", "2026-03-28T19:00:01+01:00", "ended", "ok" },
	{ "-7d", "2026-03-31T20:00", "2026-03-24T20:00:00+01:00", "ok", "ok" },
	{ "-7d", "2026-03-31T20:00", "2026-03-24T20:00:01+01:00", "ended", "ok" },
	{ "-168h", "2026-03-31T20:00", "2026-03-24T19:00:01+01:00", "ended", "ok" },
	{ "+1d", "2026-03-28T20:00", "2026-03-29T20:00:00+02:00", "ok", "ok" },
	{ "+1d", "2026-03-28T20:00", "2026-03-29T20:00:01+02:00", "ended", "ok" },
	/* A day before 02:30 that the clock skips is an hour later on it. */
	{ "-1d", "2026-03-30T02:30", "2026-03-29T03:30:00+02:00", "ok", "ok" },
	{ "-1d", "2026-03-30T02:30", "2026-03-29T03:30:01+02:00", "ended", "ok" },
	{ "-3h", "2026-03-29T04:00", "2026-03-29T00:00:00+01:00", "ok", "ok" },
	{ "-3h", "2026-03-29T04:00", "2026-03-29T00:00:01+01:00", "ended", "ok" },
	{ "-60m", "2026-03-29T03:30", "2026-03-29T01:30:00+01:00", "ok", "ok" },
	{ "-60m", "2026-03-29T03:30", "2026-03-29T01:30:01+01:00", "ended", "ok" },
	{ "+2h", "2026-03-29T01:30", "2026-03-29T04:30:00+02:00", "ok", "ok" },
	{ "+2h", "2026-03-29T01:30", "2026-03-29T04:30:01+02:00", "ended", "ok" },
	{ "2026-03-29T03:00", "2026-03-29T20:00", "2026-03-29T01:59:59+01:00", "ok", "not_yet" },
	{ "2026-03-29T03:00", "2026-03-29T20:00", "2026-03-29T03:00:00+02:00", "ok", "ok" },
	{ "2026-03-29T03:00", "2026-03-29T20:00", "2026-03-29T03:00:01+02:00", "ended", "ok" },
	{ "-1d", "2026-10-25T20:00", "2026-10-24T20:00:00+02:00", "ok", "ok" },
	{ "-1d", "2026-10-25T20:00", "2026-10-24T20:00:01+02:00", "ended", "ok" },
	{ "-1d", "2026-10-25T20:00", "2026-10-24T19:59:59+02:00", "ok", "not_yet" },
	{ "-24h", "2026-10-25T20:00", "2026-10-24T21:00:00+02:00", "ok", "ok" },
	{ "-24h", "2026-10-25T20:00", "2026-10-24T21:00:01+02:00", "ended", "ok" },
	{ "-3h", "2026-10-25T04:00", "2026-10-25T02:00:00+02:00", "ok", "ok" },
	{ "-3h", "2026-10-25T04:00", "2026-10-25T02:00:00+01:00", "ended", "ok" },
	{ "-3h", "2026-10-25T04:00", "2026-10-25T01:59:59+02:00", "ok", "not_yet" },
	{ "-30m", "2026-10-25T03:00", "2026-10-25T02:30:00+02:00", "ok", "not_yet" },
	{ "-30m", "2026-10-25T03:00", "2026-10-25T02:30:00+01:00", "ok", "ok" },
	{ "-30m", "2026-10-25T03:00", "2026-10-25T02:30:01+01:00", "ended", "ok" },
	{ "2026-10-25T02:30", "2026-10-25T20:00", "2026-10-25T02:30:00+02:00", "ok", "ok" },
	{ "2026-10-25T02:30", "2026-10-25T20:00", "2026-10-25T02:30:01+02:00", "ended", "ok" },
	{ "2026-10-25T02:30", "2026-10-25T20:00", "2026-10-25T02:30:00+01:00", "ended", "ok" },
	{ "2026-10-25T02:30+01:00", "2026-10-25T20:00", "2026-10-25T02:30:00+02:00", "ok",
	  "not_yet" },
	{ "2026-10-25T02:30+01:00", "2026-10-25T20:00", "2026-10-25T02:30:00+01:00", "ok", "ok" },
	{ "none", "2026-10-25T20:00", "2030-01-01T00:00:00+01:00", "ok", "ok" },
	{ "none", "2026-03-29T20:00", "1990-01-01T00:00:00+01:00", "ok", "ok" },
	{ "+0m", "2026-03-29T20:00", "2026-03-29T20:00:00+02:00", "ok", "ok" },
	{ "+0m", "2026-03-29T20:00", "2026-03-29T20:00:01+02:00", "ended", "ok" },
};

static const char *judge(int64_t now, int64_t start, int64_t end)
{
	struct bo_offer_facts f = { .now = now,
				    .category = BO_CATEGORY_REVENUE,
				    .has_performance = true,
				    .listed = true,
				    .capacity = 10,
				    .advance = BO_NONE,
				    .start = start,
				    .end = end,
				    .cap = BO_NONE,
				    .min = 1,
				    .max = BO_NONE,
				    .step = 1,
				    .code_limit = BO_NONE };
	struct bo_verdict v;

	bo_offer_judge(&f, &v);
	return v.reason == BO_RULE_NONE ? "ok" : bo_rule_code(v.reason);
}

static void test_nights(void **state)
{
	static const char zone[] = "Europe/Berlin";
	struct bo_bound skipped;

	(void)state;
	for (size_t i = 0; i < sizeof nights / sizeof *nights; i++) {
		struct bo_bound bound = { 0 };
		int64_t curtain = 0, now = 0, at;

		assert_null(bo_bound_parse(nights[i].bound, zone, &bound));
		assert_null(bo_when_parse(nights[i].curtain, zone, &curtain));
		assert_null(bo_when_parse(nights[i].now, zone, &now));
		at = bo_bound_resolve(bound, curtain, zone);
		if (strcmp(judge(now, BO_NONE, at), nights[i].as_end) != 0)
			fail_msg("end %s of %s at %s: %s", nights[i].bound, nights[i].curtain,
				 nights[i].now, judge(now, BO_NONE, at));
		if (strcmp(judge(now, at, BO_NONE), nights[i].as_start) != 0)
			fail_msg("start %s of %s at %s: %s", nights[i].bound, nights[i].curtain,
				 nights[i].now, judge(now, at, BO_NONE));
	}
	assert_non_null(bo_bound_parse("2026-03-29T02:30", zone, &skipped));
}

/* Who may change a reservation: curtain and now in minutes from each other. */
static void test_changes(void **state)
{
	static const struct {
		bool staff, changeable, expired, checked_in;
		int64_t before; /* seconds before curtain; BO_NONE: not reserved */
		enum bo_rule rule;
	} cases[] = {
		{ false, true, false, false, 86401, BO_RULE_NONE },
		{ false, true, false, false, 86400, BO_RULE_GRACE },
		{ false, true, false, false, 86399, BO_RULE_GRACE },
		{ false, true, false, false, -1, BO_RULE_GRACE },
		{ false, false, false, false, 86401, BO_RULE_CHANGEABLE },
		{ false, true, true, false, 86401, BO_RULE_EXPIRED },
		{ false, false, true, false, 0, BO_RULE_CHANGEABLE },
		{ false, true, false, true, 86401, BO_RULE_ALREADY },
		{ false, true, false, false, BO_NONE, BO_RULE_ALREADY },
		{ true, false, true, false, -9999, BO_RULE_NONE },
		{ true, false, false, false, 0, BO_RULE_NONE },
		{ true, true, false, true, 86401, BO_RULE_ALREADY },
		{ true, true, false, false, BO_NONE, BO_RULE_ALREADY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bo_change_facts f = { .now = NOW,
					     .curtain = cases[i].before == BO_NONE
								? BO_NONE
								: NOW + cases[i].before,
					     .grace = 1440,
					     .staff = cases[i].staff,
					     .changeable = cases[i].changeable,
					     .expired = cases[i].expired,
					     .checked_in = cases[i].checked_in };

		if (bo_change_judge(&f) != cases[i].rule)
			fail_msg("case %zu: %s", i, bo_rule_code(bo_change_judge(&f)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_nights),
		cmocka_unit_test(test_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
