/*
 * Seasons, houses and shows.
 */
#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/object.h"
#include "cli/output.h"
#include "cli/paper.h"
#include "cli/parse.h"
#include "cli/say.h"

#include <inttypes.h>
#include <string.h>

/* Ids are found like names. */
static const char *id_text(struct cli *cli, int64_t id)
{
	const char *text = bo_arena_printf(&cli->arena, "%" PRId64, id);

	return text ? text : "";
}

enum bo_status run_season_add(struct cli *cli)
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
		status = bo_season_find(cli->bo, &cli->arena, id_text(cli, id), &season);
	if (status)
		return status;
	return out_done(cli, "season", object_season(cli, &season),
			"Season %s added, %s to %s (id %" PRId64 ").", season.name, season.first,
			season.last, season.id);
}

enum bo_status run_season_list(struct cli *cli)
{
	static const struct column columns[] = { { "ID", "id", CELL_NUMBER },
						 { "NAME", "name", CELL_TEXT },
						 { "FROM", "from", CELL_TEXT },
						 { "TO", "to", CELL_TEXT } };
	struct bo_seasons found = { 0 };
	json_t *list;
	enum bo_status status = bo_season_list(cli->bo, &cli->arena, &found);

	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++)
		append(cli, list, object_season(cli, &found.row[i]));
	return out_list(cli, "seasons", list, OUT_COLUMNS(columns));
}

enum bo_status run_house_add(struct cli *cli)
{
	const char *text;
	struct bo_house house = { 0 };
	int64_t id = 0, capacity = 0;
	enum bo_status status = option_needed(cli, OPT_CAPACITY, &text);

	if (!status)
		status = option_number(cli, OPT_CAPACITY, 1, 1000000, &capacity);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_house_add(cli->bo, cli->word[0], capacity,
				      args_value(&cli->args, OPT_ZONE), &id);
	if (!status)
		status = bo_house_find(cli->bo, &cli->arena, id_text(cli, id), &house);
	if (status)
		return status;
	return out_done(cli, "house", object_house(cli, &house),
			"House %s added, %" PRId64 " places, on the clock of %s (id %" PRId64 ").",
			house.name, house.capacity, house.zone, house.id);
}

enum bo_status run_house_list(struct cli *cli)
{
	static const struct column columns[] = { { "ID", "id", CELL_NUMBER },
						 { "NAME", "name", CELL_TEXT },
						 { "CAPACITY", "capacity", CELL_NUMBER },
						 { "ZONE", "zone", CELL_TEXT } };
	struct bo_houses found = { 0 };
	json_t *list;
	enum bo_status status = bo_house_list(cli->bo, &cli->arena, &found);

	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++)
		append(cli, list, object_house(cli, &found.row[i]));
	return out_list(cli, "houses", list, OUT_COLUMNS(columns));
}

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

enum bo_status run_show_add(struct cli *cli)
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
		status = bo_show_find(cli->bo, &cli->arena, id_text(cli, id), &show);
	if (status)
		return status;
	object = object_show(cli, &show);
	paper_warn(cli, object, NULL, show.id, 0);
	return out_done(cli, "show", object, "Show %s added to %s in %s (id %" PRId64 ").",
			show.title, show.season, show.house, show.id);
}

enum bo_status run_show_edit(struct cli *cli)
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
		status = bo_show_find(cli->bo, &cli->arena, id_text(cli, show.id), &show);
	if (status)
		return status;
	object = object_show(cli, &show);
	paper_warn(cli, object, NULL, show.id, 0);
	return out_done(cli, "show", object, "Show %s changed (id %" PRId64 ").", show.title,
			show.id);
}

enum bo_status run_show_list(struct cli *cli)
{
	static const struct column columns[] = { { "ID", "id", CELL_NUMBER },
						 { "TITLE", "title", CELL_TEXT },
						 { "SEASON", "season", CELL_TEXT },
						 { "HOUSE", "house", CELL_TEXT },
						 { "TYPE", "event_type", CELL_TEXT },
						 { "LISTED", "listed", CELL_TEXT },
						 { "PERFORMANCES", "performances", CELL_NUMBER } };
	struct bo_shows found = { 0 };
	json_t *list;
	int64_t season_id = 0;
	enum bo_status status = option_season(cli, &season_id);

	if (!status)
		status = bo_show_list(cli->bo, &cli->arena, season_id, &found);
	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++)
		append(cli, list, object_show(cli, &found.row[i]));
	return out_list(cli, "shows", list, OUT_COLUMNS(columns));
}
