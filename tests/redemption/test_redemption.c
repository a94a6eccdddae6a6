/*
 * Redemptions: windows as written and read, the batch with its keep-as-is rule,
 * the preview that changes nothing, and speed at the size of a real season.
 */
#include "store/sql.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BERLIN "Europe/Berlin"

enum { TYPES = 8, DATES = 52 };

struct stage {
	struct bo *bo;
	struct bo_arena arena;
	int64_t season, house, hamlet;
	int64_t type[TYPES], date[DATES];
};

static int64_t type_of(struct stage *s, const char *name, enum bo_category category, int64_t price)
{
	struct bo_voucher_type_fields f = { .name = name,
					    .category = category,
					    .availability = BO_AVAILABLE_ANYONE,
					    .price = price,
					    .display_order = BO_NONE,
					    .subscription = -1,
					    .changeable = -1 };
	int64_t id = 0;

	OK(s->bo, bo_voucher_type_add(s->bo, s->season, &f, &id));
	return id;
}

static int setup(void **state)
{
	struct stage *s = calloc(1, sizeof *s);
	struct bo_performance_series_result result;
	struct bo_performance_series series = { .first = "2026-01-02",
						.last = "2026-12-31",
						.weekdays = 1u << 5,
						.minutes = 20 * 60,
						.capacity = BO_NONE,
						.advance = BO_NONE };
	char name[24];

	s->bo = test_office();
	OK(s->bo, bo_season_add(s->bo, "This year", "2026-01-01", "2026-12-31", &s->season));
	OK(s->bo, bo_house_add(s->bo, "Main", 100, BERLIN, &s->house));
	OK(s->bo,
	   bo_show_add(s->bo, "Hamlet", s->season, s->house, BO_EVENT_THEATRE, NULL, &s->hamlet));
	series.show_id = s->hamlet;
	OK(s->bo, bo_performance_add_series(s->bo, &s->arena, &series, &result));
	assert_int_equal(result.made, DATES);
	memcpy(s->date, result.made_id, sizeof s->date);
	for (int i = 0; i < TYPES; i++) {
		snprintf(name, sizeof name, "Type %c", 'A' + i);
		s->type[i] = type_of(s, name, BO_CATEGORY_REVENUE, 1000 + i);
	}
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct stage *s = *state;

	bo_arena_clear(&s->arena);
	test_office_end(s->bo);
	free(s);
	return 0;
}

static struct bo_redemption_batch batch(struct stage *s, size_t types, size_t dates)
{
	return (struct bo_redemption_batch){ .types = s->type,
					     .n_types = types,
					     .performances = s->date,
					     .n_performances = dates,
					     .cap = BO_NONE,
					     .min = 1,
					     .max = BO_NONE,
					     .step = 1,
					     .codes = "" };
}

static struct bo_changes applied(struct stage *s, const struct bo_redemption_batch *b)
{
	struct bo_changes changes = { 0 };

	OK(s->bo, bo_redemption_apply(s->bo, &s->arena, b, &changes));
	return changes;
}

/* Everything of redemptions and codes as one text. */
static const char *dump(struct stage *s)
{
	struct sql_rows *rows;
	char *all = bo_arena_alloc(&s->arena, 1);

	OK(s->bo,
	   sql_query(s->bo, &rows,
		     "SELECT r.type_id || '/' || r.performance_id || ' ' || start_anchor || "
		     "start_value || ' ' || end_anchor || end_value || ' ' || "
		     "coalesce(cap, -1) || ' ' || min || ' ' || coalesce(max, -1) || ' ' || "
		     "step || ' ' || coalesce((SELECT group_concat(code, '+') FROM "
		     "redemption_code c WHERE c.redemption_id = r.id), '') FROM redemption r "
		     "ORDER BY r.type_id, r.performance_id",
		     ""));
	while (sql_next(rows))
		all = bo_arena_printf(&s->arena, "%s%s\n", all, sql_text(rows, 0));
	OK(s->bo, sql_end(rows));
	return all;
}

static struct bo_redemption first(struct stage *s)
{
	struct bo_redemptions list = { 0 };

	OK(s->bo, bo_redemption_list(s->bo, &s->arena, 0, s->date[0], &list));
	assert_true(list.n > 0);
	return list.row[0];
}

static void bound_is(const char *text, enum bo_anchor anchor, int64_t value, const char *written)
{
	struct bo_bound bound = { 0 };
	char out[64];
	struct bo_buf buf = BO_BUF(out);

	assert_null(bo_bound_parse(text, BERLIN, &bound));
	assert_int_equal(bound.anchor, anchor);
	assert_int_equal(bound.value, value);
	bo_bound_write(&buf, bound, BERLIN);
	assert_string_equal(out, written);
}

static void test_bounds(void **state)
{
	static const char *const faults[] = { "",	    "-",      "-m",
					      "-90",	    "90m",    "-90s",
					      "-9 0m",	    "--90m",  "-1.5h",
					      "-99999999m", "+3661d", "+90000h",
					      "never",	    "-90m ",  "2026-02-29T10:00" };
	int64_t curtain = test_when("2026-03-29T20:00", BERLIN);
	struct bo_bound bound = { 0 };

	(void)state;
	bound_is("none", BO_ANCHOR_OPEN, 0, "none");
	bound_is("-90m", BO_ANCHOR_CURTAIN, -90, "-90m");
	bound_is("-180m", BO_ANCHOR_CURTAIN, -180, "-3h");
	bound_is("-2d", BO_ANCHOR_DAYS, -2880, "-2d");
	bound_is("-48h", BO_ANCHOR_CURTAIN, -2880, "-48h");
	bound_is("-0d", BO_ANCHOR_CURTAIN, 0, "+0m");
	bound_is("curtain", BO_ANCHOR_CURTAIN, 0, "+0m");
	bound_is("at curtain", BO_ANCHOR_CURTAIN, 0, "+0m");
	bound_is("+30m", BO_ANCHOR_CURTAIN, 30, "+30m");
	bound_is("-0m", BO_ANCHOR_CURTAIN, 0, "+0m");
	bound_is("2026-03-29T03:00", BO_ANCHOR_TIME, test_when("2026-03-29T01:00Z", BERLIN),
		 "2026-03-29T03:00:00+02:00");
	/* The second of the two half past twos is named by its offset. */
	bound_is("2026-10-25T02:30+01:00", BO_ANCHOR_TIME,
		 test_when("2026-10-25T02:30", BERLIN) + 3600, "2026-10-25T02:30:00+01:00");
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		if (!bo_bound_parse(faults[i], BERLIN, &bound))
			fail_msg("\"%s\" is taken for a window's end", faults[i]);
	assert_non_null(strstr(bo_bound_parse("2026-03-29T02:30", BERLIN, &bound), "skips"));

	/* 24 hours before the evening of the change is 19:00 the day before; a day before is 20:00.
	 */
	bound = (struct bo_bound){ BO_ANCHOR_CURTAIN, -1440 };
	assert_int_equal(bo_bound_resolve(bound, curtain, BERLIN),
			 test_when("2026-03-28T19:00", BERLIN));
	bound.anchor = BO_ANCHOR_DAYS;
	assert_int_equal(bo_bound_resolve(bound, curtain, BERLIN),
			 test_when("2026-03-28T20:00", BERLIN));
	bound.anchor = BO_ANCHOR_OPEN;
	assert_int_equal(bo_bound_resolve(bound, curtain, BERLIN), BO_NONE);
}

static void test_new_ones_take_defaults(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 1, 2);
	struct bo_changes changes;
	struct bo_redemption r;

	OK(s->bo, bo_option_set(s->bo, "advance-cutoff-minutes", "30"));
	changes = applied(s, &b);
	assert_int_equal(changes.created, 2);
	assert_int_equal(changes.row[0].n_fields, 7);
	assert_null(changes.row[0].fields[0].before);
	assert_string_equal(changes.row[0].fields[1].field, "end");
	assert_string_equal(changes.row[0].fields[1].after, "-30m");
	r = first(s);
	assert_int_equal(r.start.anchor, BO_ANCHOR_OPEN);
	assert_int_equal(r.end.value, -30);
	assert_int_equal(r.cap, BO_NONE);
	assert_int_equal(r.min, 1);
	assert_int_equal(r.max, BO_NONE);
	assert_int_equal(r.step, 1);
	assert_int_equal(r.n_codes, 0);
	changes = applied(s, &b);
	assert_int_equal(changes.unchanged, 2);
	assert_int_equal(changes.row[0].n_fields, 0);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal WHERE kind = "
					    "'redemption.applied'"),
			 1);
}

static void test_keep_as_is_field_by_field(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 1, 1);
	struct bo_changes changes;
	struct bo_redemption r;

	b.given = BO_FIELD_CAP | BO_FIELD_CODES | BO_FIELD_MIN;
	b.cap = 30;
	b.min = 2;
	b.codes = "Early, BIRD";
	applied(s, &b);

	b = batch(s, 1, 2); /* the second is new */
	b.given = BO_FIELD_CAP | BO_FIELD_CODES | BO_FIELD_MAX;
	b.keep = BO_FIELD_CAP | BO_FIELD_CODES;
	b.cap = 10;
	b.codes = "other";
	b.max = 8;
	changes = applied(s, &b);
	assert_int_equal(changes.changed, 1);
	assert_int_equal(changes.created, 1);
	assert_int_equal(changes.row[0].n_fields, 1);
	assert_string_equal(changes.row[0].fields[0].field, "max");
	assert_string_equal(changes.row[0].fields[0].before, "none");
	assert_string_equal(changes.row[0].fields[0].after, "8");
	assert_string_equal(changes.row[1].fields[2].after, "10");
	assert_string_equal(changes.row[1].fields[3].after, "other");
	r = first(s);
	assert_int_equal(r.cap, 30);
	assert_int_equal(r.min, 2);
	assert_int_equal(r.n_codes, 2);
	assert_string_equal(r.codes[0], "BIRD");
	assert_string_equal(r.codes[1], "Early");

	/* Given and not kept overwrites, also with nothing. */
	b = batch(s, 1, 2);
	b.given = BO_FIELD_CAP | BO_FIELD_CODES;
	changes = applied(s, &b);
	assert_int_equal(changes.changed, 2);
	r = first(s);
	assert_int_equal(r.cap, BO_NONE);
	assert_int_equal(r.n_codes, 0);
	assert_int_equal(r.min, 2);
	assert_int_equal(r.max, 8);
}

static void test_codes(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 1, 1);
	struct bo_changes changes = { 0 };
	struct bo_redemption r;
	char many[600];
	struct bo_buf list = BO_BUF(many);

	b.given = BO_FIELD_CODES;
	b.codes = ",, FOO ,bar,,foo,Été, ete ,";
	applied(s, &b);
	r = first(s);
	assert_int_equal(r.n_codes, 3);
	assert_string_equal(r.codes[0], "bar");
	assert_string_equal(r.codes[1], "Été");
	assert_string_equal(r.codes[2], "FOO");
	b.codes = " , ,";
	applied(s, &b);
	assert_int_equal(first(s).n_codes, 0);
	for (int i = 0; i < 51; i++)
		bo_buf_printf(&list, "code%d,", i);
	b.codes = many;
	SAYS(s->bo, BO_INVALID, "at most 50", bo_redemption_apply(s->bo, &s->arena, &b, &changes));
	b.codes = "a\x01";
	SAYS(s->bo, BO_INVALID, "control", bo_redemption_apply(s->bo, &s->arena, &b, &changes));
	b.codes = "ok,12345678901234567890123456789012345678901234567890123456789012345";
	SAYS(s->bo, BO_INVALID, "too long", bo_redemption_apply(s->bo, &s->arena, &b, &changes));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM redemption_code"), 0);
}

static void refuses(struct stage *s, const struct bo_redemption_batch *b, const char *field,
		    const char *part)
{
	struct bo_changes changes = { 0 };
	const char *before = dump(s);

	SAYS(s->bo, BO_INVALID, part, bo_redemption_apply(s->bo, &s->arena, b, &changes));
	assert_string_equal(bo_error(s->bo)->field, field);
	assert_string_equal(dump(s), before);
}

static void test_refusals(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 1, 1);
	struct bo_changes changes = { 0 };

	b.given = BO_FIELD_MIN | BO_FIELD_MAX;
	b.min = 4;
	b.max = 3;
	refuses(s, &b, "min",
		"Type A, Hamlet Fri 2 Jan 2026 20:00: The minimum 4 is more than the "
		"maximum 3. Nothing was changed.");
	b.min = 0;
	refuses(s, &b, "min", "between 1 and");
	b = batch(s, 1, 1);
	b.given = BO_FIELD_CAP | BO_FIELD_MIN;
	b.min = 4;
	b.cap = 3;
	refuses(s, &b, "cap", "more than the cap 3");
	b.cap = -1;
	refuses(s, &b, "cap", "between 0 and");
	b.cap = 0; /* closed, whatever the minimum */
	applied(s, &b);
	b = batch(s, 1, 1);
	b.given = BO_FIELD_STEP;
	b.step = 0;
	refuses(s, &b, "step", "between 1 and");
	b = batch(s, 1, 1);
	b.given = BO_FIELD_START | BO_FIELD_END;
	b.start = (struct bo_bound){ BO_ANCHOR_CURTAIN, -60 };
	b.end = (struct bo_bound){ BO_ANCHOR_CURTAIN, -61 };
	refuses(s, &b, "end", "before they start");
	b.end = b.start; /* a moment is a window */
	applied(s, &b);
	b.start = (struct bo_bound){ BO_ANCHOR_OPEN, 0 };
	b.end = (struct bo_bound){ BO_ANCHOR_TIME, test_when("2027-01-01T00:00", BERLIN) };
	refuses(s, &b, "end", "after the season does, on 2026-12-31");
	b.end.value -= 60;
	applied(s, &b);
	b.start = (struct bo_bound){ BO_ANCHOR_TIME, test_when("2010-01-01T00:00", BERLIN) };
	refuses(s, &b, "start", "ten years");
	b.start = (struct bo_bound){ BO_ANCHOR_CURTAIN, INT64_MIN + 1 };
	refuses(s, &b, "start", "ten years");
	b = batch(s, 0, 1);
	refuses(s, &b, "type", "Choose");
	b = batch(s, 1, 0);
	refuses(s, &b, "performance", "Only a bundle");
	b.types = &(int64_t){ 99 };
	SAYS(s->bo, BO_NOT_FOUND, "voucher type",
	     bo_redemption_apply(s->bo, &s->arena, &b, &changes));
	b = batch(s, 1, 1);
	b.performances = &(int64_t){ 99 };
	SAYS(s->bo, BO_NOT_FOUND, "performance",
	     bo_redemption_apply(s->bo, &s->arena, &b, &changes));
	test_act_as(s->bo, BO_ROLE_SUPERVISOR);
	b = batch(s, 1, 1);
	b.dry_run = true;
	SAYS(s->bo, BO_REFUSED, "", bo_redemption_apply(s->bo, &s->arena, &b, &changes));
}

static void test_one_bad_pair_changes_nothing(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 2, 3);
	struct bo_changes changes = { 0 };
	const char *before;

	b.given = BO_FIELD_MIN;
	b.min = 5;
	b.n_types = 1;
	b.n_performances = 2;
	applied(s, &b); /* the first two need five of type A */
	before = dump(s);
	b = batch(s, 2, 3);
	b.given = BO_FIELD_MAX;
	b.max = 4;
	SAYS(s->bo, BO_INVALID, "1 more are refused too",
	     bo_redemption_apply(s->bo, &s->arena, &b, &changes));
	assert_string_equal(dump(s), before);
	assert_int_equal(changes.n, 6);
	assert_int_equal(changes.refused, 2);
	assert_int_equal(changes.created, 4);
	assert_int_equal(changes.row[0].kind, BO_CHANGE_REFUSED);
	assert_non_null(strstr(changes.row[1].message, "more than the maximum 4"));
	assert_int_equal(changes.row[2].kind, BO_CHANGE_CREATED);
}

static void test_what_goes_together(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 1, 1);
	int64_t bundle = type_of(s, "Pass", BO_CATEGORY_BUNDLE, 9000);
	int64_t included = type_of(s, "Hamlet subscriber", BO_CATEGORY_INCLUDED, 0);
	int64_t season, other;
	struct bo_changes changes;

	b.types = &bundle;
	refuses(s, &b, "performance", "without a performance");
	b.n_performances = 0;
	b.given = BO_FIELD_CAP | BO_FIELD_END;
	b.cap = 20;
	b.end = (struct bo_bound){ BO_ANCHOR_CURTAIN, -60 };
	refuses(s, &b, "end", "no curtain");
	b.end = (struct bo_bound){ BO_ANCHOR_TIME, test_when("2026-06-30T12:00", BERLIN) };
	changes = applied(s, &b);
	assert_int_equal(changes.changed, 1); /* it came with the bundle */
	assert_int_equal(changes.row[0].performance_id, 0);
	b = batch(s, 1, 1);
	b.types = &included;
	assert_int_equal(applied(s, &b).created, 1);

	OK(s->bo, bo_season_add(s->bo, "Next year", "2027-01-01", "2027-12-31", &season));
	OK(s->bo, bo_show_add(s->bo, "Othello", season, s->house, BO_EVENT_THEATRE, NULL, &other));
	OK(s->bo, bo_performance_add(s->bo, other, test_when("2027-02-01T20:00", BERLIN), BO_NONE,
				     BO_NONE, &other));
	b = batch(s, 1, 1);
	b.performances = &other;
	refuses(s, &b, "type", "belongs to the season This year, the show to Next year");
}

static void test_dry_run_changes_nothing(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 2, 4);
	struct bo_changes dry, wet;
	const char *before;
	int64_t rows;

	b.n_types = 1;
	applied(s, &b);
	b = batch(s, 2, 4);
	b.given = BO_FIELD_CAP | BO_FIELD_CODES;
	b.cap = 12;
	b.codes = "X";
	b.dry_run = true;
	before = dump(s);
	rows = test_number(s->bo, "SELECT count(*) FROM journal");
	dry = applied(s, &b);
	assert_string_equal(dump(s), before);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal"), rows);
	b.dry_run = false;
	wet = applied(s, &b);
	assert_string_not_equal(dump(s), before);
	assert_int_equal(dry.created, 4);
	assert_int_equal(dry.changed, 4);
	assert_int_equal(dry.n, wet.n);
	for (size_t i = 0; i < dry.n; i++) {
		assert_int_equal(dry.row[i].kind, wet.row[i].kind);
		assert_int_equal(dry.row[i].n_fields, wet.row[i].n_fields);
	}
}

static void test_looser_than_its_siblings(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 1, 3);
	struct bo_changes changes;

	b.given = BO_FIELD_CODES | BO_FIELD_MIN | BO_FIELD_CAP;
	b.codes = "GROUP";
	b.min = 6;
	b.cap = 40;
	changes = applied(s, &b);
	assert_null(changes.row[0].message);
	b = batch(s, 1, 4);
	changes = applied(s, &b);
	assert_int_equal(changes.row[3].kind, BO_CHANGE_CREATED);
	assert_non_null(strstr(changes.row[3].message, "a code, a minimum, a cap"));
	assert_null(changes.row[0].message);
	/* Siblings outside the batch count too. */
	b = batch(s, 1, 1);
	b.performances = &s->date[4];
	assert_null(applied(s, &b).row[0].message); /* not all have one any more */
}

/* Cells here and there: the others of the rectangle are neither written nor listed. */
static void test_chosen_pairs_only(void **state)
{
	static const bool chosen[6] = { true, false, false, false, true, true };
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 2, 3);
	const int64_t types[] = { s->type[1], s->type[0] }, dates[] = { s->date[2], s->date[0] };
	struct bo_changes changes;
	size_t deleted = 0;

	b.chosen = chosen;
	b.given = BO_FIELD_CAP;
	b.cap = 7;
	changes = applied(s, &b);
	assert_int_equal(changes.n, 3);
	assert_int_equal(changes.created, 3);
	assert_int_equal(changes.row[0].performance_id, s->date[0]);
	assert_int_equal(changes.row[2].type_id, s->type[1]);
	assert_int_equal(changes.row[2].performance_id, s->date[2]);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM redemption"), 3);

	/* A sibling that was left out still tells that a new one is looser. */
	b = batch(s, 2, 3);
	b.chosen = (const bool[6]){ false, true };
	changes = applied(s, &b);
	assert_int_equal(changes.n, 1);
	assert_non_null(strstr(changes.row[0].message, "a cap"));

	b.types = (const int64_t[2]){ s->type[0], s->type[0] };
	b.n_types = 2;
	SAYS(s->bo, BO_INVALID, "named twice", bo_redemption_apply(s->bo, &s->arena, &b, &changes));

	OK(s->bo, bo_redemption_delete_pairs(s->bo, types, dates, 2, &deleted));
	assert_int_equal(deleted, 2);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM redemption"), 2);
	SAYS(s->bo, BO_NOT_FOUND, "no such",
	     bo_redemption_delete_pairs(s->bo, types, dates, 2, &deleted));
}

static void test_undo_by_applying_the_old_values(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, TYPES, DATES);
	struct bo_changes changes;
	const char *before;

	b.given = BO_FIELD_CAP | BO_FIELD_CODES | BO_FIELD_END;
	b.cap = 30;
	b.codes = "ONE, TWO";
	b.end = (struct bo_bound){ BO_ANCHOR_CURTAIN, -180 };
	b.dry_run = true;
	changes = applied(s, &b);
	assert_int_equal(changes.created, TYPES * DATES);
	b.dry_run = false;
	changes = applied(s, &b);
	assert_int_equal(changes.created, TYPES * DATES);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM redemption"), TYPES * DATES);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM redemption_code"),
			 TYPES * DATES * 2);

	before = dump(s);
	b.cap = BO_NONE;
	b.codes = "three";
	b.end = (struct bo_bound){ BO_ANCHOR_OPEN, 0 };
	assert_int_equal(applied(s, &b).changed, TYPES * DATES);
	assert_string_not_equal(dump(s), before);
	b.cap = 30;
	b.codes = "ONE, TWO";
	b.end = (struct bo_bound){ BO_ANCHOR_CURTAIN, -180 };
	assert_int_equal(applied(s, &b).changed, TYPES * DATES);
	assert_string_equal(dump(s), before);
}

static void test_a_moved_performance_takes_its_windows_along(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 1, 1);
	int64_t to = test_when("2026-03-29T15:00", BERLIN);
	struct bo_redemption r;

	b.given = BO_FIELD_START | BO_FIELD_END;
	b.start = (struct bo_bound){ BO_ANCHOR_TIME, test_when("2026-01-01T10:00", BERLIN) };
	b.end = (struct bo_bound){ BO_ANCHOR_CURTAIN, -60 };
	applied(s, &b);
	OK(s->bo, bo_performance_move(s->bo, s->date[0], to));
	r = first(s);
	assert_int_equal(r.performance_at, to);
	assert_int_equal(bo_bound_resolve(r.end, r.performance_at, r.zone), to - 3600);
	assert_int_equal(r.start.value, b.start.value);
	SAYS(s->bo, BO_INVALID, "the sales of Type A would end before they start",
	     bo_performance_move(s->bo, s->date[0], test_when("2026-01-01T10:59", BERLIN)));
	assert_string_equal(bo_error(s->bo)->field, "to");
	OK(s->bo, bo_performance_move(s->bo, s->date[0], test_when("2026-01-01T11:00", BERLIN)));
}

static void test_delete(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 2, 2);
	size_t deleted = 0;
	int64_t bundle = type_of(s, "Pass", BO_CATEGORY_BUNDLE, 9000);

	b.given = BO_FIELD_CODES;
	b.codes = "X";
	applied(s, &b);
	OK(s->bo,
	   sql_run(s->bo,
		   "UPDATE redemption SET sold = 3 WHERE type_id = $1 AND performance_id = $2",
		   "ii", s->type[1], s->date[1]));
	SAYS(s->bo, BO_REFUSED, "3 of it are sold; set its cap to 0",
	     bo_redemption_delete(s->bo, s->type, 2, s->date, 2, &deleted));
	assert_int_equal(bo_refusal(s->bo)->rule, BO_RULE_IN_USE);
	assert_string_equal(bo_refusal(s->bo)->subject, "Type B, Hamlet Fri 9 Jan 2026 20:00");
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM redemption"), 5);
	OK(s->bo, bo_redemption_delete(s->bo, s->type, 1, s->date, DATES, &deleted));
	assert_int_equal(deleted, 2);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM redemption_code"), 2);
	SAYS(s->bo, BO_NOT_FOUND, "no such redemption",
	     bo_redemption_delete(s->bo, s->type, 1, s->date, DATES, &deleted));
	OK(s->bo, bo_redemption_delete(s->bo, &bundle, 1, NULL, 0, &deleted));
	assert_int_equal(deleted, 1);

	/* A performance takes its redemptions and their codes along. */
	SAYS(s->bo, BO_NOT_FOUND, "",
	     bo_redemption_delete(s->bo, &bundle, 1, s->date, 1, &deleted));
	OK(s->bo, bo_performance_delete(s->bo, s->date[0]));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM redemption_code"), 1);
}

/* A basket of three pieces of the first redemption that keeps places until a moment. */
static void hold_three(struct stage *s, int64_t until)
{
	struct bo_redemption r = first(s);
	int64_t basket = 0;

	OK(s->bo, sql_number(s->bo, &basket,
			     "INSERT INTO basket (state, till_id, patron_id, created, expires, "
			     "holding) VALUES ('hold', (SELECT min(id) FROM till), 1, 0, $1, 1) "
			     "RETURNING id",
			     "i", until));
	OK(s->bo,
	   sql_run(s->bo,
		   "INSERT INTO basket_line (basket_id, redemption_id, type_id, "
		   "performance_id, takes_place, qty, price) VALUES ($1, $2, $3, $4, 1, 3, 0)",
		   "iiii", basket, r.id, r.type_id, r.performance_id));
	OK(s->bo, sql_run(s->bo, "UPDATE performance SET held = held + 3 WHERE id = $1", "i",
			  r.performance_id));
	OK(s->bo, sql_run(s->bo, "UPDATE redemption SET held = held + 3 WHERE id = $1", "i", r.id));
}

static void test_holds_that_ran_out_are_not_counted(void **state)
{
	struct stage *s = *state;
	struct bo_redemption_batch b = batch(s, 1, 2);
	struct bo_performance p;
	size_t deleted;

	applied(s, &b);
	hold_three(s, TEST_NOW + 60);
	hold_three(s, TEST_NOW + 120);
	OK(s->bo, bo_performance_get(s->bo, &s->arena, s->date[0], &p));
	assert_int_equal(p.held, 6);
	assert_int_equal(p.left, 94);
	test_clock_set(TEST_NOW + 60);
	OK(s->bo, bo_performance_get(s->bo, &s->arena, s->date[0], &p));
	assert_int_equal(p.held, 3);
	assert_int_equal(first(s).held, 3);
	OK(s->bo, bo_performance_get(s->bo, &s->arena, s->date[1], &p));
	assert_int_equal(p.held, 0);
	test_clock_set(TEST_NOW + 1000);
	OK(s->bo, bo_performance_get(s->bo, &s->arena, s->date[0], &p));
	assert_int_equal(p.held, 0);
	/* The basket still knows its lines, so what they stand for stays. */
	SAYS(s->bo, BO_REFUSED, "basket or a hold",
	     bo_redemption_delete(s->bo, s->type, 1, s->date, 1, &deleted));
	SAYS(s->bo, BO_REFUSED, "basket or a hold", bo_voucher_type_delete(s->bo, s->type[0]));
	SAYS(s->bo, BO_REFUSED, "basket or a hold", bo_performance_delete(s->bo, s->date[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bounds),
		cmocka_unit_test_setup_teardown(test_new_ones_take_defaults, setup, teardown),
		cmocka_unit_test_setup_teardown(test_keep_as_is_field_by_field, setup, teardown),
		cmocka_unit_test_setup_teardown(test_codes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refusals, setup, teardown),
		cmocka_unit_test_setup_teardown(test_one_bad_pair_changes_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_goes_together, setup, teardown),
		cmocka_unit_test_setup_teardown(test_dry_run_changes_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_looser_than_its_siblings, setup, teardown),
		cmocka_unit_test_setup_teardown(test_chosen_pairs_only, setup, teardown),
		cmocka_unit_test_setup_teardown(test_undo_by_applying_the_old_values, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_a_moved_performance_takes_its_windows_along,
						setup, teardown),
		cmocka_unit_test_setup_teardown(test_delete, setup, teardown),
		cmocka_unit_test_setup_teardown(test_holds_that_ran_out_are_not_counted, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
