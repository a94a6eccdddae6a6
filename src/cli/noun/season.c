/*
 * Seasons.
 */
#include "cli/legacy.h"
#include "cli/legacy_lookup.h"
#include "cli/legacy_parse.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include "cli/noun/clone.h"
#include <inttypes.h>

static enum bo_status run_add(struct cli *cli)
{
	const char *first, *last;
	struct bo_season season = { 0 };
	int64_t id = 0;
	enum bo_status status = option_needed(cli, OPT_FROM, &first);

	if (!status)
		status = option_needed(cli, OPT_TO, &last);
	if (!status)
		status = option_date(cli, OPT_FROM, &first);
	if (!status)
		status = option_date(cli, OPT_TO, &last);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_season_add(cli->bo, cli->word[0], first, last, &id);
	if (!status)
		status = bo_season_get(cli->bo, &cli->arena, id, &season);
	if (status)
		return status;
	return out_done(cli, "season", object_of(cli, &object_season, &season),
			"Season %s added, %s to %s (id %" PRId64 ").", season.name, season.first,
			season.last, season.id);
}

static enum bo_status run_list(struct cli *cli)
{
	struct bo_seasons found = { 0 };
	enum bo_status status = bo_season_list(cli->bo, &cli->arena, &found);

	return status ? status : out_list(cli, &object_season, found.row, found.n);
}

static enum bo_status run_copy(struct cli *cli)
{
	struct bo_season season = { 0 };
	struct bo_cloned cloned = { 0 };
	const char *name, *shift;
	int years;
	char unit;
	enum bo_status status = option_needed(cli, OPT_AS, &name);

	if (!status)
		status = option_needed(cli, OPT_SHIFT, &shift);
	if (!status)
		status = option_shift(cli, &years, &unit);
	if (!status && (unit != 'y' || years < 1))
		status = say_invalid(cli, "shift", shift,
				     "A season is copied whole years later: 1y.");
	if (!status)
		status = bo_season_find(cli->bo, &cli->arena, cli->word[0], &season);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_season_copy(cli->bo, &cli->arena, season.id, name, years, &cloned);
	return status ? status : show_cloned(cli, "season", name, &cloned);
}

const struct command season_commands[] = {
	{ "season add", "Add a season; both days are included.", run_add, WRITES,
	  BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What it is called."),
		ARG("--from D", DAY, NEEDED, "The first day."),
		ARG("--to D", DAY, NEEDED, "The last day.")) },
	{ "season list", "List the seasons.", run_list, READS, ANYBODY, SELF, NOTHING },
	{ "season copy",
	  "Make a season again, years later: types, shows, performances on the same weekdays, "
	  "redemptions.",
	  run_copy, WRITES, BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("NAME", SEASON, NEEDED, "The season to copy."),
		ARG("--as NAME", TEXT, NEEDED, "What the copy is called."),
		ARG("--shift 1y", TEXT, NEEDED, "How many years later.")) },
	{ 0 }
};
