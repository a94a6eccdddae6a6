/*
 * Performances: added one by one or by dates, listed, moved, changed.
 */
#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/parse.h"
#include "cli/say.h"

#include <inttypes.h>

enum { CAPACITY_MAX = 1000000 };

static const struct column performance_columns[] = { { "ID", "id", CELL_NUMBER },
						     { "SHOW", "show", CELL_TEXT },
						     { "AT", "at", CELL_WHEN },
						     { "HOUSE", "house", CELL_TEXT },
						     { "CAPACITY", "capacity", CELL_NUMBER },
						     { "ADVANCE", "advance", CELL_LIMIT },
						     { "SOLD", "sold", CELL_NUMBER },
						     { "HELD", "held", CELL_NUMBER },
						     { "LEFT", "left", CELL_NUMBER },
						     { "REVENUE", "revenue", CELL_MONEY },
						     { "STATE", "state", CELL_TEXT } };

struct places {
	int64_t capacity, advance;
};

/* none_is: what "--advance none" means to the engine. */
static enum bo_status option_places(struct cli *cli, struct places *places, int64_t none_is)
{
	enum bo_status status;

	*places = (struct places){ BO_NONE, BO_NONE };
	status = option_number(cli, OPT_CAPACITY, 1, CAPACITY_MAX, &places->capacity);
	if (!status)
		status = option_limit(cli, OPT_ADVANCE, 0, CAPACITY_MAX, none_is, &places->advance);
	return status;
}

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
			append(cli, list, object_performance(cli, &performance));
	}
	for (size_t i = 0; i < n_skipped; i++) {
		char text[40];
		struct bo_buf iso = BO_BUF(text);

		bo_when_iso(&iso, skipped[i], show->zone);
		append(cli, known, json_string(text));
	}
	if (!status && args_has(&cli->args, OPT_WITH_REDEMPTIONS))
		status =
			bo_performance_take_redemptions(cli->bo, &cli->arena, id, made, 0, &cloned);
	if (!status && cli->format == FORMAT_CSV)
		status = out_rows(cli, list, OUT_COLUMNS(performance_columns));
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

static enum bo_status add_series(struct cli *cli, const struct bo_show *show, struct places places)
{
	struct bo_performance_series series = { .show_id = show->id,
						.capacity = places.capacity,
						.advance = places.advance };
	struct bo_performance_series_result result = { 0 };
	const char *days, *time, *fault;
	enum bo_status status = option_needed(cli, OPT_FROM, &series.first);

	if (!status)
		status = option_needed(cli, OPT_TO, &series.last);
	if (!status)
		status = option_needed(cli, OPT_ON, &days);
	if (!status)
		status = option_needed(cli, OPT_TIME, &time);
	if (status)
		return status;
	fault = bo_weekdays_parse(days, &series.weekdays);
	if (fault)
		return say_invalid(cli, "on", days, "The weekdays \"%s\" %s.", days, fault);
	fault = bo_typed_clock(time, &series.minutes);
	if (fault)
		return say_invalid(cli, "time", time, "The time of day \"%s\" %s.", time, fault);
	status = option_date(cli, OPT_FROM, &series.first);
	if (!status)
		status = option_date(cli, OPT_TO, &series.last);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_performance_add_series(cli->bo, &cli->arena, &series, &result);
	if (status)
		return status;
	return print_made(cli, show, result.made_id, result.made, result.skipped_at,
			  result.skipped);
}

static enum bo_status add_times(struct cli *cli, const struct bo_show *show, struct places places)
{
	size_t n;
	const char **text = args_values(&cli->args, &cli->arena, OPT_AT, &n);
	int64_t *at = bo_arena_alloc(&cli->arena, (n + 1) * sizeof *at);
	int64_t *id = bo_arena_alloc(&cli->arena, (n + 1) * sizeof *id);
	enum bo_status status = text && at && id ? BO_OK : say_no_memory(cli);

	for (size_t i = 0; !status && i < n; i++)
		status = parse_when(cli, "at", text[i], show->zone, &at[i]);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_performance_add_several(cli->bo, show->id, at, n, places.capacity,
						    places.advance, id);
	return status ? status : print_made(cli, show, id, n, NULL, 0);
}

enum bo_status run_performance_add(struct cli *cli)
{
	bool times = args_has(&cli->args, OPT_AT);
	struct places places = { 0 };
	struct bo_show show = { 0 };
	enum bo_status status = option_places(cli, &places, BO_NONE);

	if (!status && times && (args_has(&cli->args, OPT_FROM) || args_has(&cli->args, OPT_ON)))
		status = say_invalid(cli, "at", NULL,
				     "Give either --at, or --from, --to, --on and --time.");
	if (!status && !times && !args_has(&cli->args, OPT_FROM))
		status = say_invalid(cli, "at", NULL,
				     "When?  Give --at, or --from, --to, --on and --time.");
	if (!status)
		status = bo_show_find(cli->bo, &cli->arena, cli->word[0], &show);
	if (status)
		return status;
	return times ? add_times(cli, &show, places) : add_series(cli, &show, places);
}

enum bo_status run_performance_list(struct cli *cli)
{
	struct bo_performance_filter filter = { 0 };
	struct bo_performances found = { 0 };
	struct bo_show show = { 0 };
	json_t *list;
	enum bo_status status = option_season(cli, &filter.season_id);

	if (!status && cli->n_words > 0) {
		status = bo_show_find(cli->bo, &cli->arena, cli->word[0], &show);
		filter.show_id = status ? 0 : show.id;
	}
	if (!status)
		status = option_moment(cli, OPT_FROM, filter.show_id ? show.zone : NULL, false,
				       &filter.from);
	if (!status)
		status = option_rows(cli, &filter.limit);
	if (!status)
		status = bo_performance_list(cli->bo, &cli->arena, &filter, &found);
	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++)
		append(cli, list, object_performance(cli, &found.row[i]));
	return out_list(cli, "performances", list, OUT_COLUMNS(performance_columns));
}

static enum bo_status show_performance(struct cli *cli, int64_t id, const char *done)
{
	struct bo_performance performance = { 0 };
	enum bo_status status = bo_performance_get(cli->bo, &cli->arena, id, &performance);

	if (status)
		return status;
	return out_done(cli, "performance", object_performance(cli, &performance),
			"%s %s: capacity %" PRId64 ", sold %" PRId64 ", left %" PRId64 ".",
			out_performance(cli, performance.show, performance.at, performance.zone),
			done, performance.capacity, performance.sold, performance.left);
}

/* Who holds vouchers for it, one line a patron and order: they have to be told. */
static enum bo_status holders_of(struct cli *cli, int64_t performance_id, json_t **list)
{
	struct bo_voucher_filter filter = { .performance_id = performance_id, .good_only = true };
	struct bo_vouchers found = { 0 };
	struct bo_patron patron = { 0 };
	json_t *holder = NULL;
	int64_t order_id = 0, patron_id = 0;
	enum bo_status status = bo_voucher_list(cli->bo, &cli->arena, &filter, &found);

	*list = json_array();
	for (size_t i = 0; !status && i < found.n; i++) {
		const struct bo_voucher *voucher = &found.row[i];

		if (!holder || voucher->order_id != order_id || voucher->patron_id != patron_id) {
			order_id = voucher->order_id;
			patron_id = voucher->patron_id;
			status = bo_patron_get(cli->bo, &cli->arena, patron_id, &patron);
			if (status)
				break;
			holder = json_object();
			put_text(cli, holder, "patron", patron.name);
			put_id(cli, holder, "patron_id", patron_id);
			put_text(cli, holder, "email", patron.email);
			put_text(cli, holder, "phone", patron.phone);
			put_id(cli, holder, "order", order_id);
			append(cli, *list, holder);
		}
		put_number(cli, holder, "qty",
			   json_integer_value(json_object_get(holder, "qty")) + 1);
	}
	return status;
}

static enum bo_status print_holders(struct cli *cli, json_t *holders)
{
	static const struct column columns[] = { { "HOLDER", "patron", CELL_TEXT },
						 { "E-MAIL", "email", CELL_TEXT },
						 { "PHONE", "phone", CELL_TEXT },
						 { "ORDER", "order", CELL_NUMBER },
						 { "QTY", "qty", CELL_NUMBER } };

	if (json_array_size(holders) == 0 || cli->format != FORMAT_TABLE)
		return BO_OK;
	return out_rows(cli, holders, OUT_COLUMNS(columns));
}

/* Windows with fixed times, and what becomes of them. */
static enum bo_status windows_of(struct cli *cli, const struct bo_performance *performance,
				 int64_t to, bool shift, json_t **list)
{
	struct bo_window_ends ends = { 0 };
	enum bo_status status =
		bo_performance_windows(cli->bo, &cli->arena, performance->id, to, &ends);

	*list = json_array();
	for (size_t i = 0; !status && i < ends.n; i++) {
		const struct bo_window_end *end = &ends.row[i];
		json_t *object = json_object();

		put_text(cli, object, "type", end->type);
		put_text(cli, object, "end", end->is_start ? "start" : "end");
		put_when(cli, object, "at", end->at, performance->zone);
		put_when(cli, object, "then", end->then, performance->zone);
		put_flag(cli, object, "moved", shift);
		append(cli, *list, object);
	}
	return status;
}

static enum bo_status print_windows(struct cli *cli, json_t *windows, bool shift)
{
	static const struct column columns[] = { { "TYPE", "type", CELL_TEXT },
						 { "WHICH", "end", CELL_TEXT },
						 { "FIXED AT", "at", CELL_WHEN },
						 { "MOVED ALONG", "then", CELL_WHEN } };

	if (json_array_size(windows) == 0 || cli->format != FORMAT_TABLE)
		return BO_OK;
	if (shift)
		out_line(cli, "Sales windows with fixed times move along:");
	else
		out_line(cli, "Sales windows with fixed times do not move along; "
			      "--shift-windows moves them, \"redemption apply\" sets them:");
	return out_rows(cli, json_incref(windows), OUT_COLUMNS(columns));
}

/* As show_performance(), with those who hold vouchers for it; windows: those of a move, or NULL. */
static enum bo_status show_with_holders(struct cli *cli, int64_t id, json_t *windows,
					const char *done)
{
	struct bo_performance performance = { 0 };
	json_t *holders = NULL, *object;
	enum bo_status status = bo_performance_get(cli->bo, &cli->arena, id, &performance);

	if (!status)
		status = holders_of(cli, id, &holders);
	if (status) {
		json_decref(holders);
		return status;
	}
	object = object_performance(cli, &performance);
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

enum bo_status run_performance_move(struct cli *cli)
{
	struct bo_performance performance = { 0 };
	bool shift = args_has(&cli->args, OPT_SHIFT_WINDOWS);
	json_t *windows = NULL;
	const char *to;
	int64_t at = 0;
	enum bo_status status = option_needed(cli, OPT_TO, &to);

	if (!status)
		status = bo_performance_find(cli->bo, &cli->arena, cli->word[0], &performance);
	if (!status)
		status = parse_when_on(cli, "to", to, performance.at, performance.zone, &at);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = windows_of(cli, &performance, at, shift, &windows);
	if (!status && args_has(&cli->args, OPT_DRY_RUN))
		status = show_with_holders(cli, performance.id, windows, "would be moved");
	else if (!status)
		status = move(cli, performance.id, at, shift, windows);
	if (!status)
		status = print_windows(cli, windows, shift);
	json_decref(windows);
	return status;
}

enum bo_status run_performance_edit(struct cli *cli)
{
	struct bo_performance performance = { 0 };
	struct places places = { 0 };
	enum bo_status status = option_places(cli, &places, -1);

	if (!status && places.capacity == BO_NONE && places.advance == BO_NONE)
		status = say_invalid(cli, "capacity", NULL,
				     "What is to change?  Give --capacity or --advance.");
	if (!status)
		status = bo_performance_find(cli->bo, &cli->arena, cli->word[0], &performance);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_performance_edit(cli->bo, performance.id, places.capacity,
					     places.advance);
	return status ? status : show_performance(cli, performance.id, "changed");
}

enum bo_status run_performance_cancel(struct cli *cli)
{
	struct bo_performance performance = { 0 };
	enum bo_status status =
		bo_performance_find(cli->bo, &cli->arena, cli->word[0], &performance);

	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_performance_cancel(cli->bo, performance.id);
	return status ? status : show_with_holders(cli, performance.id, NULL, "cancelled");
}

enum bo_status run_performance_delete(struct cli *cli)
{
	struct bo_performance performance = { 0 };
	enum bo_status status =
		bo_performance_find(cli->bo, &cli->arena, cli->word[0], &performance);

	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_performance_delete(cli->bo, performance.id);
	if (status)
		return status;
	return out_done(cli, "performance", object_performance(cli, &performance), "%s deleted.",
			out_performance(cli, performance.show, performance.at, performance.zone));
}
