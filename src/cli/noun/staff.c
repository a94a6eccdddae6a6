/*
 * Staff: who works here.
 */
#include "cli/given.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

static enum bo_status tell_staff(struct cli *cli, const struct bo_staff *staff, const char *done)
{
	return out_done(cli, "staff", object_of(cli, &object_staff, staff), "%s is %s: %s%s.",
			staff->name, done, bo_role_code(staff->role),
			staff->has_pin ? "" : ", no PIN");
}

static enum bo_status show_staff(struct cli *cli, int64_t id, const char *done)
{
	struct bo_staff_list list = { 0 };
	enum bo_status status = bo_staff_list(cli->bo, &cli->arena, &list);

	for (size_t i = 0; !status && i < list.n; i++)
		if (list.row[i].id == id)
			return tell_staff(cli, &list.row[i], done);
	return status;
}

static enum bo_status run_add(struct cli *cli)
{
	enum bo_role role = (enum bo_role)given_number(cli, "--role", BO_ROLE_NONE);
	const char *name = given_text(cli, "NAME"), *pin = NULL;
	struct bo_staff made;
	int64_t id = 0;
	enum bo_status status = cli_new_pin(cli, name, true, &pin);

	if (!status)
		status = bo_staff_add(cli->bo, name, role, pin && *pin ? pin : NULL, &id);
	if (status)
		return status;
	cli_warn_pin(cli);
	/* As was said: whoever makes the first one may not read who works here. */
	made = (struct bo_staff){ .id = id, .name = name, .role = role, .has_pin = pin && *pin };
	return tell_staff(cli, &made, "added");
}

LISTS(run_list, bo_staff_list, object_staff, bo_staff_list(cli->bo, &cli->arena, &found))

static enum bo_status run_edit(struct cli *cli)
{
	const struct bo_staff *staff = given_row(cli, "NAME");
	const char *name = given_text(cli, "--name"), *pin = NULL;
	enum bo_role role = (enum bo_role)given_number(cli, "--role", BO_ROLE_NONE);
	int disabled = given_yes(cli, "--disabled");
	/* nothing else is to change: then it is the PIN */
	enum bo_status status = cli_new_pin(cli, staff->name, !role && !name && disabled < 0, &pin);

	if (!status)
		status = bo_staff_edit(cli->bo, staff->id, name, role, pin, disabled);
	if (status)
		return status;
	cli_warn_pin(cli);
	return show_staff(cli, staff->id, "changed");
}

static enum bo_status run_disable(struct cli *cli)
{
	int64_t id = given_id(cli, "NAME");
	enum bo_status status = bo_staff_edit(cli->bo, id, NULL, BO_ROLE_NONE, NULL, 1);

	return status ? status : show_staff(cli, id, "disabled");
}

#define PIN ARG("--pin PIN", TEXT, 0, "The PIN to sign in with, 4 to 32 characters; \"\" for none.")

const struct command staff_commands[] = {
	{ "staff add", "Add somebody who works here; the first of a store needs no --staff.",
	  run_add, WRITES, BO_MAY_SET_UP_STAFF, FIRST,
	  TAKES(ARG("NAME", TEXT, NEEDED, "Who."),
		ARG("--role R", WORD, NEEDED,
		    "What they may do: clerk, door, reports, supervisor, manager or admin.",
		    .words = BO_ROLE_LIST(CODE_OF)),
		PIN) },
	{ "staff list", "List who works here.", run_list, READS, BO_MAY_WORK_HERE, NOTHING },
	{ "staff edit", "Change a name, role or PIN.", run_edit, WRITES, BO_MAY_SET_UP_STAFF,
	  SELVES,
	  TAKES(ARG("NAME", STAFF, NEEDED, "Who."), ARG("--name NAME", TEXT, 0, "The new name."),
		ARG("--role R", WORD, 0,
		    "What they may do: clerk, door, reports, supervisor, manager or admin.",
		    .words = BO_ROLE_LIST(CODE_OF)),
		PIN, ARG("--disabled yes|no", WORD, 0, "Whether they act no more.")) },
	{ "staff disable", "Let somebody act no more; what was done stays.", run_disable, WRITES,
	  BO_MAY_SET_UP_STAFF, TAKES(ARG("NAME", STAFF, NEEDED, "Who.")) },
	{ 0 }
};
