/*
 * Staff: who works here.
 */
#include "cli/legacy.h"
#include "cli/legacy_parse.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

static enum bo_status parse_role(struct cli *cli, const char *text, enum bo_role *role)
{
	*role = *text ? bo_role_from_code(text) : BO_ROLE_NONE;
	if (*role != BO_ROLE_NONE && *role < BO_ROLE_COUNT)
		return BO_OK;
	return say_invalid(
		cli, "role", text,
		"The role is clerk, door, reports, supervisor, manager or admin, not \"%s\".",
		text);
}

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
	const char *text, *pin = NULL;
	enum bo_role role;
	struct bo_staff made;
	int64_t id = 0;
	enum bo_status status = option_needed(cli, OPT_ROLE, &text);

	if (!status)
		status = parse_role(cli, text, &role);
	if (!status)
		status = cli_new_pin(cli, cli->word[0], true, &pin);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_staff_add(cli->bo, cli->word[0], role, pin && *pin ? pin : NULL, &id);
	if (status)
		return status;
	cli_warn_pin(cli);
	/* As was said: whoever makes the first one may not read who works here. */
	made = (struct bo_staff){
		.id = id, .name = cli->word[0], .role = role, .has_pin = pin && *pin
	};
	return tell_staff(cli, &made, "added");
}

static enum bo_status run_list(struct cli *cli)
{
	struct bo_staff_list found = { 0 };
	enum bo_status status = bo_staff_list(cli->bo, &cli->arena, &found);

	return status ? status : out_list(cli, &object_staff, found.row, found.n);
}

static enum bo_status run_edit(struct cli *cli)
{
	const char *text = args_value(&cli->args, OPT_ROLE), *pin = NULL;
	const char *name = args_value(&cli->args, OPT_NAME);
	enum bo_role role = BO_ROLE_NONE;
	struct bo_staff staff = { 0 };
	int disabled = -1;
	enum bo_status status = bo_staff_find(cli->bo, &cli->arena, cli->word[0], &staff);

	if (!status && text)
		status = parse_role(cli, text, &role);
	if (!status)
		status = option_yes_no(cli, OPT_DISABLED, &disabled);
	/* nothing else is to change: then it is the PIN */
	if (!status)
		status = cli_new_pin(cli, staff.name, !text && !name && disabled < 0, &pin);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_staff_edit(cli->bo, staff.id, name, role, pin, disabled);
	if (status)
		return status;
	cli_warn_pin(cli);
	return show_staff(cli, staff.id, "changed");
}

static enum bo_status run_disable(struct cli *cli)
{
	struct bo_staff staff = { 0 };
	enum bo_status status = bo_staff_find(cli->bo, &cli->arena, cli->word[0], &staff);

	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_staff_edit(cli->bo, staff.id, NULL, BO_ROLE_NONE, NULL, 1);
	return status ? status : show_staff(cli, staff.id, "disabled");
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
	{ "staff list", "List who works here.", run_list, READS, BO_MAY_WORK_HERE, STAFF_ONLY,
	  NOTHING },
	{ "staff edit", "Change a name, role or PIN.", run_edit, WRITES, BO_MAY_SET_UP_STAFF,
	  SELVES,
	  TAKES(ARG("NAME", STAFF, NEEDED, "Who."), ARG("--name NAME", TEXT, 0, "The new name."),
		ARG("--role R", WORD, 0,
		    "What they may do: clerk, door, reports, supervisor, manager or admin.",
		    .words = BO_ROLE_LIST(CODE_OF)),
		PIN, ARG("--disabled yes|no", WORD, 0, "Whether they act no more.")) },
	{ "staff disable", "Let somebody act no more; what was done stays.", run_disable, WRITES,
	  BO_MAY_SET_UP_STAFF, STAFF_ONLY, TAKES(ARG("NAME", STAFF, NEEDED, "Who.")) },
	{ 0 }
};
