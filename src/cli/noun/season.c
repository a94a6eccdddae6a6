/*
 * Seasons.
 */
#include "cli/given.h"
#include "cli/noun/clone.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"
#include <inttypes.h>

static enum bo_status run_add(struct cli *cli)
{
	struct bo_season season = { 0 };
	int64_t id = 0;
	enum bo_status status =
		bo_season_add(cli->bo, given_text(cli, "NAME"), given_text(cli, "--from"),
			      given_text(cli, "--to"), &id);

	if (!status)
		status = bo_season_get(cli->bo, &cli->arena, id, &season);
	if (status)
		return status;
	return out_done(cli, "season", object_of(cli, &object_season, &season),
			"Season %s added, %s to %s (id %" PRId64 ").", season.name, season.first,
			season.last, season.id);
}

LISTS(run_list, bo_seasons, object_season, bo_season_list(cli->bo, &cli->arena, &found))

static enum bo_status run_copy(struct cli *cli)
{
	const char *name = given_text(cli, "--as"), *shift = given_text(cli, "--shift");
	int64_t years = given_number(cli, "--shift", 0) / 364;
	struct bo_cloned cloned = { 0 };
	enum bo_status status;

	if (!strchr(shift, 'y') || years < 1)
		return say_invalid(cli, "shift", shift,
				   "A season is copied whole years later: 1y.");
	status = bo_season_copy(cli->bo, &cli->arena, given_id(cli, "NAME"), name, (int)years,
				&cloned);
	return status ? status : show_cloned(cli, "season", name, &cloned);
}

const struct command season_commands[] = {
	{ "season add", "Add a season; both days are included.", run_add, WRITES,
	  BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What it is called."),
		ARG("--from D", DAY, NEEDED, "The first day."),
		ARG("--to D", DAY, NEEDED, "The last day.")) },
	{ "season list", "List the seasons.", run_list, READS, ANYBODY, SELF, NOTHING },
	{ "season copy",
	  "Make a season again, years later: types, shows, performances on the same weekdays, "
	  "redemptions.",
	  run_copy, WRITES, BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("NAME", SEASON, NEEDED, "The season to copy."),
		ARG("--as NAME", TEXT, NEEDED, "What the copy is called."),
		ARG("--shift 1y", SPAN, NEEDED, "How many years later.")) },
	{ 0 }
};
