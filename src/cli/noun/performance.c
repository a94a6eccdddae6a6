/*
 * Performances: added one by one or by dates, listed, moved, changed.
 */
#include "cli/given.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>

enum { CAPACITY_MAX = 1000000 };

static enum bo_status print_made(struct cli *cli, const struct bo_show *show, const int64_t *id,
				 size_t made, const int64_t *skipped, size_t n_skipped)
{
	json_t *whole = json_object(), *list = json_array(), *known = json_array();
	struct bo_cloned cloned = { 0 };
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && i < made; i++) {
		struct bo_performance performance = { 0 };

		status = bo_performance_get(cli->bo, &cli->arena, id[i], &performance);
		if (!status)
			append(cli, list, object_of(cli, &object_performance, &performance));
	}
	for (size_t i = 0; i < n_skipped; i++) {
		char text[40];
		struct bo_buf iso = BO_BUF(text);

		bo_when_iso(&iso, skipped[i], show->zone);
		append(cli, known, json_string(text));
	}
	if (!status && given(cli, "--with-redemptions"))
		status =
			bo_performance_take_redemptions(cli->bo, &cli->arena, id, made, 0, &cloned);
	if (!status && cli->format == FORMAT_CSV)
		status = out_rows(cli, &object_performance, list);
	put(cli, whole, "performances", list);
	put(cli, whole, "skipped", known);
	put_number(cli, whole, "redemptions", (int64_t)cloned.redemptions);
	if (status) {
		json_decref(whole);
		return status;
	}
	status = out_json(cli, whole);
	out_line(cli, "%zu performance%s of %s added.", made, made == 1 ? "" : "s", show->title);
	if (cloned.redemptions)
		out_line(cli, "%zu redemptions as of the nearest dates.", cloned.redemptions);
	for (size_t i = 0; i < n_skipped; i++)
		out_line(cli, "%s was there already.", out_when(cli, skipped[i], show->zone));
	return status;
}

static enum bo_status add_series(struct cli *cli, const struct bo_show *show)
{
	struct bo_performance_series series = {
		.show_id = show->id,
		.first = given_text(cli, "--from"),
		.last = given_text(cli, "--to"),
		.weekdays = (unsigned)given_number(cli, "--on", 0),
		.minutes = (int)given_number(cli, "--time", 0),
		.capacity = given_number(cli, "--capacity", BO_NONE),
		.advance = given_number(cli, "--advance", BO_NONE),
	};
	struct bo_performance_series_result result = { 0 };
	enum bo_status status = bo_performance_add_series(cli->bo, &cli->arena, &series, &result);

	if (status)
		return status;
	return print_made(cli, show, result.made_id, result.made, result.skipped_at,
			  result.skipped);
}

static enum bo_status add_times(struct cli *cli, const struct bo_show *show)
{
	const struct value *at = given_all(cli, "--at");
	int64_t *id = bo_arena_alloc(&cli->arena, at->n * sizeof *id);
	enum bo_status status = id ? BO_OK : say_no_memory(cli);

	if (!status)
		status = bo_performance_add_several(cli->bo, show->id, at->number, at->n,
						    given_number(cli, "--capacity", BO_NONE),
						    given_number(cli, "--advance", BO_NONE), id);
	return status ? status : print_made(cli, show, id, at->n, NULL, 0);
}

static enum bo_status run_add(struct cli *cli)
{
	const struct bo_show *show = given_row(cli, "SHOW");

	return given(cli, "--at") ? add_times(cli, show) : add_series(cli, show);
}

static enum bo_status run_list(struct cli *cli)
{
	struct bo_performance_filter filter = {
		.season_id = given_id(cli, "--season"),
		.show_id = given_id(cli, "SHOW"),
		.from = given_number(cli, "--from", BO_NONE),
		.purpose = (enum bo_performance_purpose)given_number(cli, "--for", BO_TO_LOOK_BACK),
		.limit = given_limit(cli)
	};
	struct bo_performances found = { 0 };
	enum bo_status status = bo_performance_list(cli->bo, &cli->arena, &filter, &found);

	return status ? status : out_list(cli, &object_performance, found.row, found.n);
}

static enum bo_status show_performance(struct cli *cli, int64_t id, const char *done)
{
	struct bo_performance performance = { 0 };
	enum bo_status status = bo_performance_get(cli->bo, &cli->arena, id, &performance);

	if (status)
		return status;
	return out_done(cli, "performance", object_of(cli, &object_performance, &performance),
			"%s %s: capacity %" PRId64 ", sold %" PRId64 ", left %" PRId64 ".",
			out_performance(cli, performance.show, performance.at, performance.zone),
			done, performance.capacity, performance.sold, performance.left);
}

static enum bo_status print_holders(struct cli *cli, const json_t *holders)
{
	if (json_array_size(holders) == 0 || cli->format != FORMAT_TABLE)
		return BO_OK;
	return out_rows(cli, &object_holder, holders);
}

/* Windows with fixed times, and what becomes of them. */
static enum bo_status windows_of(struct cli *cli, const struct bo_performance *performance,
				 int64_t to, bool shift, json_t **list)
{
	struct bo_window_ends ends = { 0 };
	struct window *rows;
	enum bo_status status =
		bo_performance_windows(cli->bo, &cli->arena, performance->id, to, &ends);

	if (status)
		return status;
	rows = bo_arena_alloc(&cli->arena, (ends.n + 1) * sizeof *rows);
	if (!rows)
		return say_no_memory(cli);
	for (size_t i = 0; i < ends.n; i++)
		rows[i] = (struct window){ .type = ends.row[i].type,
					   .end = ends.row[i].is_start ? "start" : "end",
					   .zone = performance->zone,
					   .at = ends.row[i].at,
					   .then = ends.row[i].then,
					   .moved = shift };
	*list = object_list(cli, &object_window, rows, ends.n);
	return BO_OK;
}

static enum bo_status print_windows(struct cli *cli, const json_t *windows, bool shift)
{
	if (json_array_size(windows) == 0 || cli->format != FORMAT_TABLE)
		return BO_OK;
	if (shift)
		out_line(cli, "Sales windows with fixed times move along:");
	else
		out_line(cli, "Sales windows with fixed times do not move along; "
			      "--shift-windows moves them, \"redemption apply\" sets them:");
	return out_rows(cli, &object_window, windows);
}

/* As show_performance(), with those who hold vouchers for it; windows: those of a move, or NULL. */
static enum bo_status show_with_holders(struct cli *cli, int64_t id, json_t *windows,
					const char *done)
{
	struct bo_performance performance = { 0 };
	struct bo_holders found = { 0 };
	json_t *holders, *object;
	enum bo_status status = bo_performance_get(cli->bo, &cli->arena, id, &performance);

	if (!status)
		status = bo_holders(cli->bo, &cli->arena, id, &found);
	if (status)
		return status;
	holders = object_list(cli, &object_holder, found.row, found.n);
	object = object_of(cli, &object_performance, &performance);
	put(cli, object, "holders", json_incref(holders));
	if (windows)
		put(cli, object, "windows", json_incref(windows));
	status = out_done(cli, "performance", object,
			  "%s %s: capacity %" PRId64 ", sold %" PRId64 ", left %" PRId64 ".",
			  out_performance(cli, performance.show, performance.at, performance.zone),
			  done, performance.capacity, performance.sold, performance.left);
	if (!status)
		status = print_holders(cli, holders);
	json_decref(holders);
	return status;
}

static enum bo_status move(struct cli *cli, int64_t id, int64_t at, bool shift, json_t *windows)
{
	enum bo_status status = shift ? bo_performance_move_whole(cli->bo, id, at)
				      : bo_performance_move(cli->bo, id, at);

	return status ? status : show_with_holders(cli, id, windows, "is the new time");
}

static enum bo_status run_move(struct cli *cli)
{
	const struct bo_performance *performance = given_row(cli, "P");
	int64_t at = given_number(cli, "--to", 0);
	bool shift = given(cli, "--shift-windows");
	json_t *windows = NULL;
	enum bo_status status = windows_of(cli, performance, at, shift, &windows);

	if (!status && given(cli, "--dry-run"))
		status = show_with_holders(cli, performance->id, windows, "would be moved");
	else if (!status)
		status = move(cli, performance->id, at, shift, windows);
	if (!status)
		status = print_windows(cli, windows, shift);
	json_decref(windows);
	return status;
}

static enum bo_status run_edit(struct cli *cli)
{
	int64_t id = given_id(cli, "P"), advance = given_number(cli, "--advance", BO_NONE);
	enum bo_status status;

	if (!given(cli, "--capacity") && !given(cli, "--advance"))
		return say_invalid(cli, "capacity", NULL,
				   "What is to change?  Give --capacity or --advance.");
	/* BO_NONE leaves it as it is; none is said otherwise. */
	if (given(cli, "--advance") && advance == BO_NONE)
		advance = -1;
	status =
		bo_performance_edit(cli->bo, id, given_number(cli, "--capacity", BO_NONE), advance);
	return status ? status : show_performance(cli, id, "changed");
}

static enum bo_status run_cancel(struct cli *cli)
{
	int64_t id = given_id(cli, "P");
	enum bo_status status = bo_performance_cancel(cli->bo, id);

	return status ? status : show_with_holders(cli, id, NULL, "cancelled");
}

static enum bo_status run_delete(struct cli *cli)
{
	const struct bo_performance *performance = given_row(cli, "P");
	enum bo_status status = bo_performance_delete(cli->bo, performance->id);

	if (status)
		return status;
	return out_done(
		cli, "performance", object_of(cli, &object_performance, performance), "%s deleted.",
		out_performance(cli, performance->show, performance->at, performance->zone));
}

LISTS(run_holders, bo_holders, object_holder,
      bo_holders(cli->bo, &cli->arena, given_id(cli, "P"), &found))

const struct command performance_commands[] = {
	{ "performance add", "Add performances, one by one or by dates and weekdays.", run_add,
	  WRITES, BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("SHOW", SHOW, NEEDED, "The show."),
		ARG("--at T", TIME, NEEDED | MANY, "Date and time of one.", EITHER(1, 1)),
		ARG("--from D", DAY, NEEDED, "The first day of several.", EITHER(1, 2)),
		ARG("--to D", DAY, NEEDED, "The last day.", EITHER(1, 2)),
		ARG("--on DAYS", WEEKDAYS, NEEDED, "Weekdays, such as fri,sat.", EITHER(1, 2)),
		ARG("--time HH:MM", CLOCK, NEEDED, "The time of day.", EITHER(1, 2)),
		ARG("--capacity N", NUMBER, 0, "Places; else those of the house.", 1, CAPACITY_MAX),
		ARG("--advance N|none", NUMBER, 0, "Max advance sales.", 0, CAPACITY_MAX),
		ARG("--with-redemptions", FLAG, 0,
		    "With the redemptions of the show's nearest performance.")) },
	{ "performance list", "List performances with the places left.", run_list, READS, ANYBODY,
	  SELF,
	  TAKES(ARG("SHOW", SHOW, 0, "Only those of this show."),
		ARG("--season S", SEASON, 0, "Only those of this season."),
		ARG("--from T", SINCE, 0, "The earliest time, or day."),
		ARG("--for WHAT", WORD, 0,
		    "Only those for that: sell, exchange (not begun), plan (cancelled ones too); "
		    "look-back: all.",
		    .words = BO_PERFORMANCE_PURPOSE_LIST(CODE_OF)),
		LIMIT) },
	{ "performance move",
	  "Move a performance; relative windows move along, fixed ones are named.", run_move,
	  WRITES, BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("P", PERFORMANCE, NEEDED, "The performance."),
		ARG("--to T", TIME, NEEDED, "The new time; without a day, on the same."),
		ARG("--shift-windows", FLAG, 0,
		    "Windows with fixed times move as far as the performance does."),
		DRY_RUN) },
	{ "performance edit", "Change capacity or max advance sales.", run_edit, WRITES,
	  BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("P", PERFORMANCE, NEEDED, "The performance."),
		ARG("--capacity N", NUMBER, 0, "Places.", 1, CAPACITY_MAX),
		ARG("--advance N|none", NUMBER, 0, "Max advance sales.", 0, CAPACITY_MAX)) },
	{ "performance cancel", "Stop its sales; what was sold stays sold.", run_cancel, WRITES,
	  BO_MAY_SET_UP_SEASON, TAKES(ARG("P", PERFORMANCE, NEEDED, "The performance.")) },
	{ "performance delete", "Delete it, if nothing was ever sold or is held.", run_delete,
	  WRITES, BO_MAY_SET_UP_SEASON, TAKES(ARG("P", PERFORMANCE, NEEDED, "The performance.")) },
	{ "performance holders",
	  "List who holds vouchers for it, a line for each patron and order.", run_holders, READS,
	  BO_MAY_READ_SALES, TAKES(ARG("P", PERFORMANCE, NEEDED, "The performance.")) },
	{ 0 }
};
