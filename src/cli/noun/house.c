/*
 * Houses.
 */
#include "cli/given.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

#include <inttypes.h>

static enum bo_status run_add(struct cli *cli)
{
	struct bo_house house = { 0 };
	int64_t id = 0;
	enum bo_status status =
		bo_house_add(cli->bo, given_text(cli, "NAME"), given_number(cli, "--capacity", 0),
			     given_text(cli, "--zone"), &id);

	if (!status)
		status = bo_house_get(cli->bo, &cli->arena, id, &house);
	if (status)
		return status;
	return out_done(cli, "house", object_of(cli, &object_house, &house),
			"House %s added, %" PRId64 " places, on the clock of %s (id %" PRId64 ").",
			house.name, house.capacity, house.zone, house.id);
}

LISTS(run_list, bo_houses, object_house, bo_house_list(cli->bo, &cli->arena, &found))

const struct command house_commands[] = {
	{ "house add", "Add a house with its capacity.", run_add, WRITES, BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What it is called."),
		ARG("--capacity N", NUMBER, NEEDED, "Places in the house.", 1, 1000000),
		ARG("--zone TZ", TEXT, 0,
		    "Its time zone, such as Europe/Berlin; else that of the options.")) },
	{ "house list", "List the houses.", run_list, READS, ANYBODY, SELF, NOTHING },
	{ 0 }
};
