/*
 * The campaigns, in the order in which they are applied to a sale.
 *
 * That order decides who gets what when several fit one ticket, so it is the order of the list and
 * is changed here.
 */
#include "campaigns/campaign.h"
#include "kit/table.h"

#include <inttypes.h>

enum { TAG_FORM = 1, TAG_PAGE };

static bool works(const struct screen *screen, enum command command)
{
	const struct bo_campaign *c = table_here(screen);

	return c ? campaign_works(c->state, command) : command == CMD_NEW;
}

static const struct command_ref commands[] = {
	{ CMD_OPEN, NULL, table_on_row, false, "there is no campaign yet" },
	{ CMD_NEW, NULL, NULL, false, NULL },
	{ CMD_DELETE, NULL, NULL, COMMAND_SHY, "only a draft can be deleted" },
	{ CMD_EDIT, NULL, NULL, false, "it has ended" },
	{ CMD_COPY, "Clone", table_on_row, false, "there is no campaign yet" },
	{ CMD_START, NULL, NULL, COMMAND_SHY, "it runs already or has ended" },
	{ CMD_PAUSE, NULL, NULL, COMMAND_SHY, "it does not run" },
	{ CMD_END, NULL, NULL, COMMAND_SHY, "it has not started, or has ended" },
	{ CMD_EARLIER, NULL, table_below_first, false, "it is the first" },
	{ CMD_LATER, NULL, table_above_last, false, "it is the last" },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct bo_campaigns list = { 0 };
	enum bo_status status = bo_campaign_list(session_bo(screen), rows->arena, &list);

	return table_found(rows, status, list.row, list.n);
}

enum { COL_NAME, COL_STATE, COL_AUDIENCE, COL_EFFECT, COL_WHEN, COL_USES, COL_GIVEN, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_NAME] = { .title = "Campaign", .width = 18, .grow = true },
	[COL_STATE] = { .title = "State", .width = 7 },
	[COL_AUDIENCE] = { .title = "For", .width = 10, .grow = true, .drop = 2 },
	[COL_EFFECT] = { .title = "What", .width = 11 },
	[COL_WHEN] = { .title = "When", .width = 12, .drop = 3 },
	[COL_USES] = { .title = "Uses", .width = 6, .right = true },
	[COL_GIVEN] = { .title = "Given",
			.width = 8,
			.right = true,
			.drop = 1,
			.role = UI_ROLE_MONEY },
};

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct session *session = session_of(screen);
	const struct bo_campaign *c = row;
	char money[SESSION_MONEY];

	if (column == COL_NAME)
		bo_buf_add(text, c->terms.name);
	else if (column == COL_STATE)
		bo_buf_add(text, bo_campaign_state_code(c->state));
	else if (column == COL_AUDIENCE)
		bo_buf_add(text, c->audience ? c->audience : "everybody");
	else if (column == COL_EFFECT)
		bo_campaign_effect_words(text, &c->terms, bo_currency(session->bo));
	else if (column == COL_WHEN)
		campaign_say_when(text, &c->terms, bo_zone(session->bo));
	else if (column == COL_GIVEN)
		bo_buf_add(text, session_money(session, c->spent, money));
	else if (c->terms.uses_limit == BO_NONE)
		bo_buf_printf(text, "%" PRId64, c->uses);
	else
		bo_buf_printf(text, "%" PRId64 "/%" PRId64, c->uses, c->terms.uses_limit);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	const struct bo_campaign *c = row;

	(void)screen;
	if (c->state == BO_CAMPAIGN_ENDED)
		return UI_ROLE_DISABLED;
	if (column == COL_STATE)
		return c->state == BO_CAMPAIGN_RUNNING	? UI_ROLE_OK
		       : c->state == BO_CAMPAIGN_PAUSED ? UI_ROLE_WARN
							: UI_ROLE_HINT;
	return UI_ROLE_NORMAL;
}

static unsigned move(struct screen *screen, const struct bo_campaign *c, int step)
{
	int to = table_place(screen) + step;

	if (to < 0 || to >= table_count(screen))
		return UI_HANDLED | UI_BELL;
	table_stand_on(screen, c->id);
	session_failed(screen, bo_campaign_move(session_bo(screen), c->id, to + 1));
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	const struct bo_campaign *c = row;

	if (command == CMD_NEW)
		return campaign_form_open(screen, CAMPAIGN_NEW, NULL, TAG_FORM);
	if (!c || command == CMD_REFRESH)
		return UI_IGNORED;
	if (command == CMD_OPEN)
		return app_open(screen->app, &campaign_page_screen, &c->id, TAG_PAGE);
	if (command == CMD_EDIT)
		return campaign_form_open(screen, CAMPAIGN_EDIT, c, TAG_FORM);
	if (command == CMD_COPY)
		return campaign_form_open(screen, CAMPAIGN_CLONE, c, TAG_FORM);
	if (command == CMD_EARLIER || command == CMD_LATER)
		return move(screen, c, command == CMD_EARLIER ? -1 : 1);
	return campaign_command(screen, &table_view_of(screen)->room, c, command);
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	if (tag == TAG_FORM && result) {
		table_stand_on(screen, *(const int64_t *)result);
		app_info(screen->app, "Saved.");
	} else if (tag == CAMPAIGN_TAG_END || tag == CAMPAIGN_TAG_DELETE) {
		campaign_answered(screen, table_view_of(screen)->room.id, tag, result);
	}
	return UI_RECALC | UI_REDRAW;
}

static const struct table campaigns = {
	TABLE_COLUMNS(columns),
	TABLE_ROWS(struct bo_campaign, id),
	.empty = "No campaign yet: F6 makes the first one. It gives nothing before it is started.",
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.works = works,
	.command = command,
	.done = done,
};

const struct screen_ops campaigns_screen = {
	TABLE_SCREEN(campaigns), .name = "campaigns",
	.title = "Campaigns",	 .state_size = sizeof(struct table_view),
	.commands = commands,
};
