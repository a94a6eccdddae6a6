/*
 * The campaigns, in the order in which they are applied to a sale.
 *
 * That order decides who gets what when several fit one ticket, so it is the order of the list and
 * is changed here.
 */
#include "campaigns/campaign.h"

#include "ui/widget/list.h"

#include <inttypes.h>
#include <stdio.h>

enum { TAG_FORM = 1, TAG_PAGE };

struct campaigns_state {
	struct bo_arena arena;
	struct bo_campaigns campaigns;
	struct ui_list list;
	struct campaign_asked asked;
	int64_t stay; /* on this one when the list comes next; 0: where it is */
	const struct session *session;
};

static const struct bo_campaign *here(const struct campaigns_state *c)
{
	return c->list.row >= 0 && c->list.row < (int)c->campaigns.n
		       ? &c->campaigns.row[c->list.row]
		       : NULL;
}

static bool on_row(const struct screen *screen)
{
	return here(screen->state) != NULL;
}

static bool may_edit(const struct screen *screen)
{
	const struct bo_campaign *c = here(screen->state);

	return c && c->state != BO_CAMPAIGN_ENDED;
}

static bool may_start(const struct screen *screen)
{
	const struct bo_campaign *c = here(screen->state);

	return c && campaign_may_start(c);
}

static bool may_pause(const struct screen *screen)
{
	const struct bo_campaign *c = here(screen->state);

	return c && campaign_may_pause(c);
}

static bool may_end(const struct screen *screen)
{
	const struct bo_campaign *c = here(screen->state);

	return c && campaign_may_end(c);
}

static bool may_delete(const struct screen *screen)
{
	const struct bo_campaign *c = here(screen->state);

	return c && campaign_may_delete(c);
}

static bool may_go_up(const struct screen *screen)
{
	const struct campaigns_state *c = screen->state;

	return c->list.row > 0 && here(c);
}

static bool may_go_down(const struct screen *screen)
{
	const struct campaigns_state *c = screen->state;

	return c->list.row + 1 < (int)c->campaigns.n;
}

static const struct command_ref commands[] = {
	{ CMD_OPEN, NULL, on_row, false, "there is no campaign yet" },
	{ CMD_NEW, NULL, NULL, false, NULL },
	{ CMD_DELETE, NULL, may_delete, COMMAND_SHY, "only a draft can be deleted" },
	{ CMD_EDIT, NULL, may_edit, false, "it has ended" },
	{ CMD_COPY, "Clone", on_row, false, "there is no campaign yet" },
	{ CMD_START, NULL, may_start, COMMAND_SHY, "it runs already or has ended" },
	{ CMD_PAUSE, NULL, may_pause, COMMAND_SHY, "it does not run" },
	{ CMD_END, NULL, may_end, COMMAND_SHY, "it has not started, or has ended" },
	{ CMD_EARLIER, NULL, may_go_up, false, "it is the first" },
	{ CMD_LATER, NULL, may_go_down, false, "it is the last" },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* --- The model --- */

static bool campaigns_open(struct screen *screen, const void *args)
{
	struct campaigns_state *c = screen->state;

	(void)args;
	c->session = session_of(screen);
	return true;
}

static void campaigns_layout(struct screen *screen, int rows, int cols)
{
	struct campaigns_state *c = screen->state;

	(void)cols;
	ui_list_layout(&c->list, rows, (int)c->campaigns.n);
}

static void campaigns_recalc(struct screen *screen)
{
	struct campaigns_state *c = screen->state;

	bo_arena_clear(&c->arena);
	c->campaigns = (struct bo_campaigns){ 0 };
	if (session_failed(screen, bo_campaign_list(session_bo(screen), &c->arena, &c->campaigns)))
		c->campaigns = (struct bo_campaigns){ 0 };
	for (size_t i = 0; i < c->campaigns.n && c->stay; i++)
		if (c->campaigns.row[i].id == c->stay)
			c->list.row = (int)i;
	c->stay = 0;
	campaigns_layout(screen, screen->rows, screen->cols);
}

static void campaigns_close(struct screen *screen)
{
	struct campaigns_state *c = screen->state;

	bo_arena_clear(&c->arena);
}

/* --- Drawing --- */

static int rows(const void *arg)
{
	return (int)((const struct campaigns_state *)arg)->campaigns.n;
}

enum { COL_NAME, COL_STATE, COL_AUDIENCE, COL_EFFECT, COL_WHEN, COL_USES, COL_GIVEN, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_NAME] = { .title = "Campaign", .width = 18, .grow = true },
	[COL_STATE] = { .title = "State", .width = 7 },
	[COL_AUDIENCE] = { .title = "For", .width = 10, .grow = true, .drop = 2 },
	[COL_EFFECT] = { .title = "What", .width = 11 },
	[COL_WHEN] = { .title = "When", .width = 12, .drop = 3 },
	[COL_USES] = { .title = "Uses", .width = 6, .right = true },
	[COL_GIVEN] = { .title = "Given", .width = 8, .right = true, .drop = 1 },
};

static void say_uses(const struct bo_campaign *c, char *text, size_t size)
{
	if (c->terms.uses_limit == BO_NONE)
		snprintf(text, size, "%" PRId64, c->uses);
	else
		snprintf(text, size, "%" PRId64 "/%" PRId64, c->uses, c->terms.uses_limit);
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct campaigns_state *s = arg;
	const struct bo_campaign *c = &s->campaigns.row[row];
	struct bo_buf buf = { .text = text, .size = size };
	char money[SESSION_MONEY];

	if (column == COL_NAME)
		snprintf(text, size, "%s", c->terms.name);
	else if (column == COL_STATE)
		snprintf(text, size, "%s", bo_campaign_state_code(c->state));
	else if (column == COL_AUDIENCE)
		snprintf(text, size, "%s", c->audience ? c->audience : "everybody");
	else if (column == COL_EFFECT)
		bo_campaign_effect_words(&buf, &c->terms, bo_currency(s->session->bo));
	else if (column == COL_WHEN)
		campaign_say_when(&buf, &c->terms, bo_zone(s->session->bo));
	else if (column == COL_USES)
		say_uses(c, text, size);
	else
		snprintf(text, size, "%s", session_money(s->session, c->spent, money));
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct campaigns_state *s = arg;
	const struct bo_campaign *c = &s->campaigns.row[row];

	if (c->state == BO_CAMPAIGN_ENDED)
		return UI_ROLE_DISABLED;
	if (column == COL_STATE)
		return c->state == BO_CAMPAIGN_RUNNING	? UI_ROLE_OK
		       : c->state == BO_CAMPAIGN_PAUSED ? UI_ROLE_WARN
							: UI_ROLE_HINT;
	return column == COL_GIVEN ? UI_ROLE_MONEY : UI_ROLE_NORMAL;
}

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = COLUMNS,
	.rows = rows,
	.cell = cell,
	.role = role,
	.empty = "No campaign yet: F6 makes the first one. It gives nothing before it is started.",
};

static struct ui_rect list_part(int height, int width)
{
	return (struct ui_rect){ 0, 1, height, width - 2 };
}

static void campaigns_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct campaigns_state *c = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));

	ui_list_draw(&c->list, &model, c, &part, true);
}

/* --- Acts --- */

static unsigned move(struct screen *screen, const struct bo_campaign *c, int step)
{
	struct campaigns_state *s = screen->state;
	int to = s->list.row + step;

	if (to < 0 || to >= (int)s->campaigns.n)
		return UI_HANDLED | UI_BELL;
	s->stay = c->id;
	session_failed(screen, bo_campaign_move(session_bo(screen), c->id, to + 1));
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned open_page(struct screen *screen, int64_t id)
{
	app_push(screen->app, &campaign_page_screen, &id, TAG_PAGE);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned campaigns_command(struct screen *screen, enum command command)
{
	struct campaigns_state *s = screen->state;
	const struct bo_campaign *c = here(s);

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_NEW)
		return campaign_form_open(screen, CAMPAIGN_NEW, NULL, TAG_FORM);
	if (!c)
		return UI_IGNORED;
	if (command == CMD_OPEN)
		return open_page(screen, c->id);
	if (command == CMD_EDIT)
		return campaign_form_open(screen, CAMPAIGN_EDIT, c, TAG_FORM);
	if (command == CMD_COPY)
		return campaign_form_open(screen, CAMPAIGN_CLONE, c, TAG_FORM);
	if (command == CMD_EARLIER || command == CMD_LATER)
		return move(screen, c, command == CMD_EARLIER ? -1 : 1);
	if (command == CMD_START || command == CMD_PAUSE || command == CMD_END ||
	    command == CMD_DELETE)
		return campaign_command(screen, &s->asked, c, command);
	return UI_IGNORED;
}

static unsigned campaigns_event(struct screen *screen, const struct ui_event *event)
{
	struct campaigns_state *c = screen->state;
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	e.x -= 1;
	r = ui_list_letters(&c->list, &e, (int)c->campaigns.n);
	return r & UI_ACCEPTED ? campaigns_command(screen, CMD_OPEN) : r;
}

static unsigned campaigns_done(struct screen *screen, int tag, const void *result)
{
	struct campaigns_state *c = screen->state;

	if (tag == TAG_FORM && result) {
		c->stay = *(const int64_t *)result;
		app_info(screen->app, "Saved.");
	} else if (tag == CAMPAIGN_TAG_END || tag == CAMPAIGN_TAG_DELETE) {
		campaign_answered(screen, &c->asked, tag, result);
	}
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops campaigns_screen = {
	.name = "campaigns",
	.title = "Campaigns",
	.state_size = sizeof(struct campaigns_state),
	.commands = commands,
	.open = campaigns_open,
	.recalc = campaigns_recalc,
	.layout = campaigns_layout,
	.draw = campaigns_draw,
	.event = campaigns_event,
	.command = campaigns_command,
	.done = campaigns_done,
	.close = campaigns_close,
};
