/*
 * Who may use which command: the permission in its row, asked in one place.  The row
 * is the sign at the door; the engine asks again for all it reads and writes.
 */
#include "cli/given.h"
#include "cli/say.h"

#include <stdio.h>
#include <string.h>

static bool needs_nobody(struct cli *cli)
{
	bool none = false;

	return cli->command->open_to == FIRST && !bo_staff_none(cli->bo, &none) && none;
}

/* What giving back would be may be asked by whoever sells, as on the screen. */
static enum bo_permission needed(const struct cli *cli)
{
	enum bo_permission needs = (enum bo_permission)cli->command->needs;

	return needs == BO_MAY_REFUND && given(cli, "--dry-run") ? BO_MAY_SELL : needs;
}

enum bo_status command_permit(struct cli *cli)
{
	const struct command *command = cli->command;

	if (bo_is_self_service(cli->bo)) {
		if (command->open_to == SELF ||
		    (command->open_to == OWN && common_text(cli, "--proof")))
			return BO_OK;
		if (command->open_to == OWN)
			return say_not_permitted(cli,
						 "\"%s\" is for what is one's own: show it with "
						 "--proof, the code of a "
						 "ticket or the proof of an order or a hold.",
						 command->name);
		return say_not_permitted(cli, "\"%s\" is for staff, not for self-service.",
					 command->name);
	}
	if (command->needs == ANYBODY || needs_nobody(cli))
		return BO_OK;
	if (command->open_to == SELVES)
		return bo_require(cli->bo, BO_MAY_WORK_HERE);
	return bo_require(cli->bo, needed(cli));
}

/* --- The table, as the manual has it -----------------------------------------------------------
 */

/* Seventy-eight columns, so that it stands on a terminal as it is. */
static const struct {
	enum bo_role role;
	const char *title;
} roles[] = { { BO_ROLE_DOOR, "door" },		 { BO_ROLE_CLERK, "clerk" },
	      { BO_ROLE_SUPERVISOR, "superv." }, { BO_ROLE_REPORTS, "reports" },
	      { BO_ROLE_MANAGER, "manager" },	 { BO_ROLE_ADMIN, "admin" } };
enum { ROLES = sizeof roles / sizeof *roles };

static void row(const char *name, const char *nobody, const char *patron,
		const char *const cell[ROLES])
{
	printf("access %-23s %-6s %-6s", name, nobody, patron);
	for (size_t i = 0; i < ROLES; i++)
		printf(" %-*s", i + 1 < ROLES ? (int)strlen(roles[i].title) : 0, cell[i]);
	printf("\n");
}

static const char *of_role(const struct command *command, enum bo_role role)
{
	if (command->needs == ANYBODY || bo_role_may(role, (enum bo_permission)command->needs))
		return "yes";
	return command->open_to == SELVES ? "own" : "-";
}

void access_table(const struct cli *cli)
{
	const struct command *command;
	const char *cell[ROLES];

	for (size_t i = 0; i < ROLES; i++)
		cell[i] = roles[i].title;
	row("command", "nobody", "patron", cell);
	for (size_t c = 0; (command = command_at(cli->table, c)); c++) {
		bool all = command->needs == ANYBODY;

		for (size_t i = 0; i < ROLES; i++)
			cell[i] = of_role(command, roles[i].role);
		row(command->name,
		    all				? "yes"
		    : command->open_to == FIRST ? "first"
						: "-",
		    command->open_to == SELF  ? "yes"
		    : command->open_to == OWN ? "own"
					      : "-",
		    cell);
	}
}
