/*
 * Shows.
 */
#include "cli/legacy.h"
#include "cli/legacy_lookup.h"
#include "cli/legacy_parse.h"
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include "cli/noun/clone.h"
#include <inttypes.h>
#include <string.h>

static enum bo_status parse_event_type(struct cli *cli, enum bo_event_type *type)
{
	const char *text = args_value(&cli->args, OPT_EVENT_TYPE);

	*type = text ? bo_event_type_from_code(text) : BO_EVENT_THEATRE;
	if (*type != BO_EVENT_TYPE_COUNT)
		return BO_OK;
	return say_invalid(
		cli, "event-type", text,
		"The event type is theatre, concert, sport, family, class or other, not \"%s\".",
		text);
}

static enum bo_status run_add(struct cli *cli)
{
	const char *season_name, *house_name, *listed;
	enum bo_event_type type;
	struct bo_season season = { 0 };
	struct bo_house house = { 0 };
	struct bo_show show = { 0 };
	json_t *object;
	int64_t id = 0;
	enum bo_status status = option_needed(cli, OPT_SEASON, &season_name);

	if (!status)
		status = option_needed(cli, OPT_HOUSE, &house_name);
	if (!status)
		status = parse_event_type(cli, &type);
	if (!status)
		status = option_date(cli, OPT_LISTED, &listed);
	if (!status)
		status = bo_season_find(cli->bo, &cli->arena, season_name, &season);
	if (!status)
		status = bo_house_find(cli->bo, &cli->arena, house_name, &house);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_show_add(cli->bo, cli->word[0], season.id, house.id, type, listed, &id);
	if (!status)
		status = bo_show_get(cli->bo, &cli->arena, id, &show);
	if (status)
		return status;
	object = object_of(cli, &object_show, &show);
	paper_warn(cli, object, NULL, show.id, 0);
	return out_done(cli, "show", object, "Show %s added to %s in %s (id %" PRId64 ").",
			show.title, show.season, show.house, show.id);
}

static enum bo_status run_edit(struct cli *cli)
{
	const char *listed;
	enum bo_event_type type = BO_EVENT_TYPE_COUNT;
	struct bo_show show = { 0 };
	json_t *object;
	enum bo_status status = option_date(cli, OPT_LISTED, &listed);

	if (!status && args_value(&cli->args, OPT_EVENT_TYPE))
		status = parse_event_type(cli, &type);
	if (!status)
		status = bo_show_find(cli->bo, &cli->arena, cli->word[0], &show);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_show_edit(cli->bo, show.id, args_value(&cli->args, OPT_NAME), type,
				      listed && strcmp(listed, "none") == 0 ? "" : listed);
	if (!status)
		status = bo_show_get(cli->bo, &cli->arena, show.id, &show);
	if (status)
		return status;
	object = object_of(cli, &object_show, &show);
	paper_warn(cli, object, NULL, show.id, 0);
	return out_done(cli, "show", object, "Show %s changed (id %" PRId64 ").", show.title,
			show.id);
}

static enum bo_status run_list(struct cli *cli)
{
	struct bo_shows found = { 0 };
	int64_t season_id = 0;
	enum bo_status status = option_season(cli, &season_id);

	if (!status)
		status = bo_show_list(cli->bo, &cli->arena, season_id, &found);
	return status ? status : out_list(cli, &object_show, found.row, found.n);
}

/* The matrix of one show for the performances another has already. */
static enum bo_status clone_matrix(struct cli *cli, const struct bo_show *from, const char *to)
{
	struct bo_performance_filter filter = { .from = BO_NONE };
	struct bo_performances list = { 0 };
	struct bo_cloned cloned = { 0 };
	struct bo_show show = { 0 };
	int64_t *ids = NULL;
	enum bo_status status = bo_show_find(cli->bo, &cli->arena, to, &show);

	filter.show_id = show.id;
	if (!status)
		status = bo_performance_list(cli->bo, &cli->arena, &filter, &list);
	if (!status && list.n == 0)
		status = say_invalid(cli, "to", to, "%s has no performances yet.", show.title);
	if (!status && !(ids = bo_arena_alloc(&cli->arena, list.n * sizeof *ids)))
		status = say_no_memory(cli);
	for (size_t i = 0; !status && i < list.n; i++)
		ids[i] = list.row[i].id;
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_performance_take_redemptions(cli->bo, &cli->arena, ids, list.n,
							 from->id, &cloned);
	cloned.id = show.id;
	return status ? status : show_cloned(cli, "show", show.title, &cloned);
}

static enum bo_status run_clone(struct cli *cli)
{
	const char *to = args_value(&cli->args, OPT_TO), *title;
	struct bo_show_clone clone = { 0 };
	struct bo_cloned cloned = { 0 };
	struct bo_show show = { 0 };
	int shift;
	char unit;
	enum bo_status status = bo_show_find(cli->bo, &cli->arena, cli->word[0], &show);

	if (!status && to)
		return clone_matrix(cli, &show, to);
	if (!status)
		status = option_needed(cli, OPT_AS, &title);
	if (!status)
		status = option_shift(cli, &shift, &unit);
	if (!status)
		status = option_season(cli, &clone.season_id);
	if (!status)
		status = cli_act(cli);
	if (status)
		return status;
	clone.show_id = show.id;
	clone.title = title;
	clone.days = unit == 'y' ? shift * 364 : unit == 'w' ? shift * 7 : shift;
	status = bo_show_clone(cli->bo, &cli->arena, &clone, &cloned);
	return status ? status : show_cloned(cli, "show", title, &cloned);
}

const struct command show_commands[] = {
	{ "show add", "Add a show to a season.", run_add, WRITES, BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("TITLE", TEXT, NEEDED, "What it is called."),
		ARG("--season S", SEASON, NEEDED, "The season it belongs to."),
		ARG("--house H", HOUSE, NEEDED, "The house it plays in."),
		ARG("--event-type T", WORD, 0, "theatre, concert, sport, family, class or other.",
		    .words = BO_EVENT_TYPE_LIST(CODE_OF)),
		ARG("--listed D", DAY, 0, "The day patrons first see it.")) },
	{ "show edit", "Change a show's title, type or listing day.", run_edit, WRITES,
	  BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("SHOW", SHOW, NEEDED, "The show."),
		ARG("--name TITLE", TEXT, 0, "The new title."),
		ARG("--event-type T", WORD, 0, "theatre, concert, sport, family, class or other.",
		    .words = BO_EVENT_TYPE_LIST(CODE_OF)),
		ARG("--listed D|none", DAY, 0, "The day patrons first see it; none: at once.")) },
	{ "show list", "List the shows.", run_list, READS, ANYBODY, SELF,
	  TAKES(ARG("--season S", SEASON, 0, "Only those of this season.")) },
	{ "show clone",
	  "Make a show again with its performances and whole matrix; --to: the matrix alone, for "
	  "the performances of another show.",
	  run_clone, WRITES, BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("SHOW", SHOW, NEEDED, "The show to copy."),
		ARG("--as TITLE", TEXT, NEEDED, "What the copy is called.", EITHER(1, 1)),
		ARG("--season S", SEASON, 0, "The season it belongs to; else the same.",
		    EITHER(1, 1)),
		ARG("--shift SPAN", TEXT, 0, "How much later it plays: 1y, 52w, 14d.",
		    EITHER(1, 1)),
		ARG("--to SHOW", SHOW, NEEDED, "The show whose performances get the matrix.",
		    EITHER(1, 2))) },
	{ 0 }
};
