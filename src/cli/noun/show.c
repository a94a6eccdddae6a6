/*
 * Shows.
 */
#include "cli/lookup.h"
#include "cli/noun/clone.h"
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include <inttypes.h>
#include <string.h>

static enum bo_status run_add(struct cli *cli)
{
	int64_t type = given_number(cli, "--event-type", BO_EVENT_THEATRE), id = 0;
	struct bo_show show = { 0 };
	json_t *object;
	enum bo_status status =
		bo_show_add(cli->bo, given_text(cli, "TITLE"), given_id(cli, "--season"),
			    given_id(cli, "--house"), (enum bo_event_type)type,
			    given_text(cli, "--listed"), &id);

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
	int64_t type = given_number(cli, "--event-type", BO_EVENT_TYPE_COUNT);
	const char *listed = given_text(cli, "--listed");
	struct bo_show show = { 0 };
	json_t *object;
	enum bo_status status = bo_show_edit(cli->bo, given_id(cli, "SHOW"),
					     given_text(cli, "--name"), (enum bo_event_type)type,
					     listed && strcmp(listed, "none") == 0 ? "" : listed);

	if (!status)
		status = bo_show_get(cli->bo, &cli->arena, given_id(cli, "SHOW"), &show);
	if (status)
		return status;
	object = object_of(cli, &object_show, &show);
	paper_warn(cli, object, NULL, show.id, 0);
	return out_done(cli, "show", object, "Show %s changed (id %" PRId64 ").", show.title,
			show.id);
}

LISTS(run_list, bo_shows, object_show,
      bo_show_list(cli->bo, &cli->arena, given_id(cli, "--season"), &found))

/* The matrix of one show for the performances another has already. */
static enum bo_status clone_matrix(struct cli *cli)
{
	const struct bo_show *to = given_row(cli, "--to");
	struct bo_cloned cloned = { 0 };
	struct ids ids = { 0 };
	enum bo_status status = add_performances(cli, given_all(cli, "--to"), &ids);

	if (!status)
		status = bo_performance_take_redemptions(cli->bo, &cli->arena, ids.id, ids.n,
							 given_id(cli, "SHOW"), &cloned);
	cloned.id = to->id;
	return status ? status : show_cloned(cli, "show", to->title, &cloned);
}

static enum bo_status run_clone(struct cli *cli)
{
	struct bo_show_clone clone = { .show_id = given_id(cli, "SHOW"),
				       .season_id = given_id(cli, "--season"),
				       .title = given_text(cli, "--as"),
				       .days = (int)given_number(cli, "--shift", 0) };
	struct bo_cloned cloned = { 0 };
	enum bo_status status;

	if (given(cli, "--to"))
		return clone_matrix(cli);
	status = bo_show_clone(cli->bo, &cli->arena, &clone, &cloned);
	return status ? status : show_cloned(cli, "show", clone.title, &cloned);
}

const struct command show_commands[] = {
	{ "show add", "Add a show to a season.", run_add, WRITES, BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("TITLE", TEXT, NEEDED, "What it is called."),
		ARG("--season S", SEASON, NEEDED, "The season it belongs to."),
		ARG("--house H", HOUSE, NEEDED, "The house it plays in."),
		ARG("--event-type T", WORD, 0, "theatre, concert, sport, family, class or other.",
		    .words = BO_EVENT_TYPE_LIST(CODE_OF)),
		ARG("--listed D", DAY, 0, "The day patrons first see it.")) },
	{ "show edit", "Change a show's title, type or listing day.", run_edit, WRITES,
	  BO_MAY_SET_UP_SEASON,
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
	  run_clone, WRITES, BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("SHOW", SHOW, NEEDED, "The show to copy."),
		ARG("--as TITLE", TEXT, NEEDED, "What the copy is called.", EITHER(1, 1)),
		ARG("--season S", SEASON, 0, "The season it belongs to; else the same.",
		    EITHER(1, 1)),
		ARG("--shift SPAN", SPAN, 0, "How much later it plays: 1y, 52w, 14d.",
		    EITHER(1, 1)),
		ARG("--to SHOW", SHOW, NEEDED, "The show whose performances get the matrix.",
		    EITHER(1, 2))) },
	{ 0 }
};
