/*
 * The options: one table with default, check and help, from which the list, the
 * Setup screen and the settings on the handle are made.
 */
#include "base/fail.h"
#include "house/access.h"
#include "house/settings.h"
#include "house/zone.h"
#include "journal/journal.h"
#include "store/sql.h"

#include <boxoffice/option.h>
#include <boxoffice/staff.h>
#include <boxoffice/store.h>
#include <boxoffice/text.h>

#include <stdlib.h>
#include <string.h>

/* Puts a value into the settings; NULL, or why it is not one. */
typedef const char *(*option_take)(struct bo_settings *settings, const char *value);

static const char *take_number(int64_t *number, const char *value, int64_t low, int64_t high,
			       const char *fault)
{
	char *end;
	long long n = strtoll(value, &end, 10);

	if (end == value || *end || n < low || n > high)
		return fault;
	*number = n;
	return NULL;
}

static const char *take_currency(struct bo_settings *settings, const char *value)
{
	return bo_currency_from_code(value, &settings->currency)
		       ? NULL
		       : "is not a currency such as EUR or USD";
}

static const char *take_zone(struct bo_settings *settings, const char *value)
{
	struct bo_buf zone = BO_BUF(settings->zone);

	if (!bo_zone_known(value))
		return "is not a time zone such as Europe/Berlin";
	bo_buf_add(&zone, value);
	return NULL;
}

static const char *take_hold(struct bo_settings *settings, const char *value)
{
	return take_number(&settings->hold_minutes, value, 1, 1440, "must be 1 to 1440 minutes");
}

static const char *take_grace(struct bo_settings *settings, const char *value)
{
	return take_number(&settings->cancel_grace_minutes, value, 0, 525600,
			   "must be 0 to 525600 minutes");
}

static const char *take_cutoff(struct bo_settings *settings, const char *value)
{
	return take_number(&settings->advance_cutoff_minutes, value, -10080, 525600,
			   "must be -10080 to 525600 minutes before curtain");
}

static const char *take_order(struct bo_settings *settings, const char *value)
{
	enum bo_day_order order = bo_day_order_from_code(value);

	if (order == BO_DAY_ORDER_COUNT)
		return "must be auto, day-month or month-day";
	settings->date_order = order;
	return NULL;
}

static const char *take_performance(struct bo_settings *settings, const char *value)
{
	return take_number(&settings->performance_minutes, value, 1, 10080,
			   "must be 1 to 10080 minutes");
}

static const char *take_self_limit(struct bo_settings *settings, const char *value)
{
	return take_number(&settings->self_service_limit, value, 1, 10000,
			   "must be 1 to 10000 pieces");
}

static const char *take_self_share(struct bo_settings *settings, const char *value)
{
	return take_number(&settings->self_service_share, value, 0, 100,
			   "must be 0 to 100 percent");
}

static const char *take_comps(struct bo_settings *settings, const char *value)
{
	return take_number(&settings->comps_per_order, value, 0, 10000,
			   "must be 0 to 10000 pieces");
}

static const char *take_yes(bool *flag, const char *value)
{
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return "must be yes or no";
	*flag = *value == 'y';
	return NULL;
}

static const char *take_second_person(struct bo_settings *settings, const char *value)
{
	return take_yes(&settings->second_person, value);
}

static const char *take_next_season(struct bo_settings *settings, const char *value)
{
	return take_yes(&settings->next_season_subscribers, value);
}

static const char *take_presenter(struct bo_settings *settings, const char *value)
{
	struct bo_buf presenter = BO_BUF(settings->presenter);
	const char *fault = bo_text_fault(value, 60, true);

	if (!fault)
		bo_buf_add(&presenter, value);
	return fault;
}

static const struct {
	const char *name, *initial, *help;
	option_take take;
	bool fixed_once_sold;
} options[] = {
	{ "advance-cutoff-minutes", "0",
	  "How long before curtain a new redemption's sales end; 0: at curtain.", take_cutoff,
	  false },
	{ "cancel-grace-minutes", "1440",
	  "Until how long before curtain a patron may change a reservation.", take_grace, false },
	{ "comps-per-order", "4",
	  "Comps that a clerk may give in one order, with a reason; more take a supervisor.",
	  take_comps, false },
	{ "currency", "USD", "The currency of all amounts.", take_currency, true },
	{ "date-order", "auto",
	  "Whether 12/11 is a day and a month or the other way; auto: as in the zone.", take_order,
	  false },
	{ "hold-minutes", "15", "How long a basket or a hold keeps its places.", take_hold, false },
	{ "next-season-subscribers", "no",
	  "Whether a subscription to a season to come makes a subscriber now.", take_next_season,
	  false },
	{ "performance-minutes", "180",
	  "How long a performance lasts; patrons are sold nothing for it afterwards.",
	  take_performance, false },
	{ "presenter", "The Playhouse", "Who presents the shows, as printed on tickets.",
	  take_presenter, false },
	{ "second-person", "no",
	  "Whether what a supervisor or manager may override takes a second person.",
	  take_second_person, false },
	{ "self-service-limit", "20", "Pieces that one order or hold of self-service has at most.",
	  take_self_limit, false },
	{ "self-service-share", "50",
	  "Percent of a performance that self-service may keep unpaid at a time.", take_self_share,
	  false },
	{ "zone", "UTC", "The clock of the box office, and of houses that have none of their own.",
	  take_zone, false },
};

enum { OPTIONS = sizeof options / sizeof *options };

static int option_at(const char *name)
{
	for (int i = 0; i < OPTIONS; i++)
		if (strcmp(options[i].name, name) == 0)
			return i;
	return -1;
}

enum bo_status settings_load(struct bo *bo)
{
	struct sql_rows *rows;
	enum bo_status status;

	for (int i = 0; i < OPTIONS; i++)
		options[i].take(&bo->settings, options[i].initial);
	status = sql_query(bo, &rows, "SELECT name, value FROM house_option", "");
	if (status)
		return status;
	while (sql_next(rows)) {
		int at = option_at(sql_text(rows, 0));

		if (at >= 0)
			options[at].take(&bo->settings, sql_text(rows, 1));
	}
	status = sql_end(rows);
	return status ? status : zone_default(bo);
}

static enum bo_status read_value(struct bo *bo, struct bo_arena *arena, int at, const char **value)
{
	*value = options[at].take == take_zone ? bo_arena_copy(arena, bo->settings.zone)
					       : options[at].initial;
	return sql_one(bo, SQL_ROW(arena, value, sql_read_text), NULL,
		       "SELECT value FROM house_option WHERE name = $1", "s", options[at].name);
}

enum bo_status bo_option_list(struct bo *bo, struct bo_arena *arena, struct bo_options *list)
{
	struct bo_options found = { .n = OPTIONS };
	enum bo_status status = access_read(bo, BO_MAY_WORK_HERE);

	if (status)
		return status;
	found.row = bo_arena_alloc(arena, OPTIONS * sizeof *found.row);
	if (!found.row)
		return fail_memory(bo);
	for (int i = 0; i < OPTIONS && !status; i++) {
		found.row[i] = (struct bo_option){ .name = options[i].name,
						   .initial = options[i].initial,
						   .help = options[i].help };
		status = read_value(bo, arena, i, &found.row[i].value);
	}
	if (!status)
		*list = found;
	return status;
}

static enum bo_status unknown(struct bo *bo, const char *name)
{
	const char *names[OPTIONS], *near;

	for (int i = 0; i < OPTIONS; i++)
		names[i] = options[i].name;
	near = bo_text_nearest(name, names, OPTIONS);
	if (near)
		return fail_field(bo, BO_NOT_FOUND, "option", name,
				  "There is no option %s; did you mean %s?", name, near);
	return fail_field(bo, BO_NOT_FOUND, "option", name,
			  "There is no option %s; see \"option list\".", name);
}

/* Amounts and dates already written would silently mean something else. */
static enum bo_status check_free(struct bo *bo, int at, const char *value)
{
	int64_t sold = BO_NONE;
	enum bo_status status;

	if (options[at].take == take_zone)
		return zone_follow(bo, value);
	if (!options[at].fixed_once_sold)
		return BO_OK;
	status = sql_number(bo, &sold, "SELECT min(id) FROM orders", "");
	if (!status && sold != BO_NONE)
		status = fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				   "The %s cannot change once something was sold.",
				   options[at].name);
	return status;
}

static enum bo_status change(struct bo *bo, int at, const char *value)
{
	struct bo_arena arena = { 0 };
	const char *before = NULL;
	enum bo_status status = bo_require(bo, BO_MAY_SET_UP_STAFF);

	if (!status)
		status = check_free(bo, at, value);
	if (!status)
		status = read_value(bo, &arena, at, &before);
	if (!status && strcmp(before, value) != 0) {
		status = sql_run(bo,
				 "INSERT INTO house_option (name, value) VALUES ($1, $2) "
				 "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
				 "ss", options[at].name, value);
		if (!status)
			status = journal_add(bo, "option.set", 0,
					     json_pack("{s:s,s:[s,s]}", "name", options[at].name,
						       "value", before, value),
					     NULL);
	}
	bo_arena_clear(&arena);
	return status;
}

enum bo_status settings_begin(struct bo *bo)
{
	enum bo_status status = settings_load(bo);
	struct bo_error error = bo->error;

	if (status) {
		bo_store_close(bo);
		bo->error = error;
	}
	return status;
}

enum bo_status bo_option_set(struct bo *bo, const char *name, const char *value)
{
	struct bo_settings trial = bo->settings;
	const char *fault;
	int at = option_at(name);
	enum bo_status status;

	if (at < 0)
		return unknown(bo, name);
	fault = options[at].take(&trial, value);
	if (fault)
		return fail_field(bo, BO_INVALID, name, value, "The value %s.", fault);
	status = act_begin(bo);
	if (status)
		return status;
	status = act_end(bo, change(bo, at, value));
	if (!status)
		bo->settings = trial;
	return status;
}
