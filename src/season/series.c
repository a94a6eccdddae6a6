/*
 * Many performances by dates and weekdays.  All dates are worked out and checked
 * before the first is written; those that exist already are skipped and named.
 */
#include "base/fail.h"
#include "journal/journal.h"
#include "season/performance_change.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SERIES_MAX = 1000 };

struct dates {
	size_t n;
	int64_t *at;
};

static enum bo_status check_pattern(struct bo *bo, const struct bo_performance_series *series,
				    char first[BO_DATE_SIZE], char last[BO_DATE_SIZE])
{
	const char *fault = bo_date_parse(series->first, first);

	if (fault)
		return fail_field(bo, BO_INVALID, "from", series->first, "The first day %s.",
				  fault);
	if ((fault = bo_date_parse(series->last, last)))
		return fail_field(bo, BO_INVALID, "to", series->last, "The last day %s.", fault);
	if (strcmp(last, first) < 0)
		return fail_field(bo, BO_INVALID, "to", series->last,
				  "The series would end (%s) before it starts (%s); "
				  "exchange the two days.",
				  last, first);
	if ((series->weekdays & 0x7f) == 0 || series->weekdays > 0x7f)
		return fail_field(bo, BO_INVALID, "on", "", "Choose at least one weekday.");
	if (series->minutes < 0 || series->minutes >= 24 * 60)
		return fail_number(bo, "time", series->minutes,
				   "The time does not lie between 00:00 and 23:59.");
	return BO_OK;
}

/* The moment of the series' time on one day of the house's calendar. */
static enum bo_status moment_of(struct bo *bo, const struct show_facts *show, const char *day,
				int minutes, int64_t *at)
{
	struct bo_civil civil = { .hour = minutes / 60, .minute = minutes % 60 };

	sscanf(day, "%4d-%2d-%2d", &civil.year, &civil.month, &civil.day);
	if (bo_when_from_civil(&civil, show->zone, at))
		return BO_OK;
	return fail_field(bo, BO_INVALID, "time", day,
			  "On %s the clock of %s skips %02d:%02d; no performance was made.", day,
			  show->zone, civil.hour, civil.minute);
}

static enum bo_status work_out(struct bo *bo, struct bo_arena *arena, const struct show_facts *show,
			       const struct bo_performance_series *series, struct dates *dates)
{
	char day[BO_DATE_SIZE], last[BO_DATE_SIZE];
	enum bo_status status = check_pattern(bo, series, day, last);

	while (!status && strcmp(day, last) <= 0) {
		int64_t at = 0, *grown;

		if (series->weekdays >> bo_date_weekday(day) & 1) {
			status = moment_of(bo, show, day, series->minutes, &at);
			if (!status)
				status = performance_check_at(bo, show, "from", at);
			if (status)
				return status;
			if (dates->n == SERIES_MAX)
				return fail_field(bo, BO_INVALID, "to", last,
						  "That would be more than %d performances; "
						  "make fewer at a time.",
						  SERIES_MAX);
			grown = bo_arena_grow(arena, dates->at, dates->n, sizeof *grown);
			if (!grown)
				return fail_memory(bo);
			dates->at = grown;
			dates->at[dates->n++] = at;
		}
		if (!bo_date_add(day, 1, day))
			break;
	}
	if (!status && dates->n == 0)
		status = fail_field(bo, BO_INVALID, "on", "",
				    "None of the chosen weekdays lies between %s and %s.",
				    series->first, series->last);
	return status;
}

static enum bo_status journal_series(struct bo *bo, const struct show_facts *show, int64_t capacity,
				     int64_t advance,
				     const struct bo_performance_series_result *result)
{
	json_t *made = json_array();

	for (size_t i = 0; i < result->made; i++)
		json_array_append_new(made,
				      json_pack("{sI so}", "id", (json_int_t)result->made_id[i],
						"at", json_when(result->made_at[i], show->zone)));
	return journal_add(bo, "performance.series_added", 0,
			   json_pack("{sI so sI so sI}", "show", (json_int_t)show->id,
				     "performances", made, "capacity", (json_int_t)capacity,
				     "advance", json_number(advance), "skipped",
				     (json_int_t)result->skipped),
			   NULL);
}

static enum bo_status make(struct bo *bo, const struct show_facts *show, const struct dates *dates,
			   int64_t capacity, int64_t advance,
			   struct bo_performance_series_result *result)
{
	char text[WHEN_TEXT];
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && i < dates->n; i++) {
		int64_t other = 0, at = dates->at[i];

		status = performance_at(bo, show->id, at, &other);
		if (!status && other != BO_NONE)
			result->skipped_at[result->skipped++] = at;
		else if (!status)
			status = performance_insert(bo, show->id, at, capacity, advance,
						    &result->made_id[result->made]);
		if (!status && other == BO_NONE)
			result->made_at[result->made++] = at;
	}
	if (!status && result->made == 0)
		status = fail_field(
			bo, BO_EXISTS, "from", when_text(text, dates->at[0], show->zone),
			"All %zu performances exist already, from %s on.", dates->n, text);
	return status;
}

static enum bo_status add_series(struct bo *bo, struct bo_arena *arena,
				 const struct bo_performance_series *series,
				 struct bo_performance_series_result *result)
{
	struct show_facts show;
	struct dates dates = { 0 };
	int64_t capacity = series->capacity;
	enum bo_status status = show_facts(bo, series->show_id, &show);

	if (status)
		return status;
	if (capacity == BO_NONE)
		capacity = show.house_capacity;
	status = performance_check_places(bo, capacity, series->advance);
	if (!status)
		status = work_out(bo, arena, &show, series, &dates);
	if (status)
		return status;
	result->made_id = bo_arena_alloc(arena, dates.n * sizeof *result->made_id);
	result->made_at = bo_arena_alloc(arena, dates.n * sizeof *result->made_at);
	result->skipped_at = bo_arena_alloc(arena, dates.n * sizeof *result->skipped_at);
	if (!result->made_id || !result->made_at || !result->skipped_at)
		return fail_memory(bo);
	status = make(bo, &show, &dates, capacity, series->advance, result);
	return status ? status : journal_series(bo, &show, capacity, series->advance, result);
}

enum bo_status bo_performance_add_series(struct bo *bo, struct bo_arena *arena,
					 const struct bo_performance_series *series,
					 struct bo_performance_series_result *result)
{
	struct bo_performance_series_result made = { 0 };
	enum bo_status status = setup_begin(bo);

	if (!status)
		status = act_end(bo, add_series(bo, arena, series, &made));
	if (!status)
		*result = made;
	return status;
}
