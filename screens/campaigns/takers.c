/*
 * Who would get what: the members a campaign is for, what each has had of it and what is left.
 *
 * They come by pages as one goes down, so that a list of a million opens at once.  Enter tries the
 * sample sale with the member under the cursor; the audience itself is kept in its own screens.
 */
#include "audiences/audience.h"
#include "campaigns/campaign.h"
#include "kit/table.h"

#include <inttypes.h>
#include <stdio.h>

enum { PAGE = 500, TAG_MEMBERS = 1 };

struct takers {
	struct table_view view; /* of: the campaign */
	struct bo_campaign campaign;
	struct campaign_buyer buyer;
};

static const struct command_ref takers_commands[] = {
	{ CMD_OPEN, "Try", table_on_row, false, "nothing is listed" },
	{ CMD_EDIT, "Members", NULL, false, NULL },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct takers *t = screen->state;
	struct bo *bo = session_bo(screen);
	const struct bo_taker *last = rows->after;
	struct bo_takers list = { 0 };
	enum bo_status status =
		last ? BO_OK : bo_campaign_get(bo, rows->arena, t->view.of, &t->campaign);

	if (!status)
		status = bo_campaign_takers(bo, rows->arena, t->view.of, last ? last->member_id : 0,
					    rows->limit, &list);
	return table_found(rows, status, list.row, list.n);
}

enum { COL_CODE, COL_EMAIL, COL_EACH, COL_USED, COL_LEFT, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_CODE] = { .title = "Code", .width = 16, .grow = true },
	[COL_EMAIL] = { .title = "E-mail", .width = 18, .grow = true, .drop = 1 },
	[COL_EACH] = { .title = "Uses", .width = 8, .right = true },
	[COL_USED] = { .title = "Used", .width = 6, .right = true },
	[COL_LEFT] = { .title = "Left", .width = 8, .right = true },
};

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_taker *r = row;
	int64_t number = column == COL_EACH ? r->quantity : column == COL_USED ? r->used : r->left;

	(void)screen;
	if (column == COL_CODE || column == COL_EMAIL)
		bo_buf_add(text, column == COL_CODE ? r->code : r->email);
	else if (number == BO_NONE)
		bo_buf_add(text, "no limit");
	else
		bo_buf_printf(text, "%" PRId64, number);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	const struct bo_taker *r = row;

	(void)screen;
	if (r->left == 0)
		return UI_ROLE_DISABLED;
	return column == COL_USED && r->used > 0 ? UI_ROLE_MARK : UI_ROLE_NORMAL;
}

static void head(const struct screen *screen, struct ui_surface *s)
{
	const struct bo_campaign_terms *terms =
		&((const struct takers *)screen->state)->campaign.terms;
	char text[200];

	if (terms->scope == BO_SCOPE_ALL)
		snprintf(text, sizeof text, "Used and left across all.");
	else
		snprintf(text, sizeof text, "Used in all; left %s where nothing was used yet.",
			 bo_scope_label(terms->scope));
	ui_put_cut(s, 0, 1, s->cols - 2, UI_ROLE_HINT, text);
}

static void heading(const struct screen *screen, struct bo_buf *text)
{
	const struct takers *t = screen->state;

	bo_buf_printf(text, "Who gets %s", t->campaign.terms.name ? t->campaign.terms.name : "it");
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct takers *t = screen->state;
	const struct bo_taker *r = row;

	if (command == CMD_EDIT)
		return app_open(screen->app, &member_page_screen, &t->campaign.terms.audience_id,
				TAG_MEMBERS);
	if (command != CMD_OPEN || !r)
		return UI_IGNORED;
	snprintf(t->buyer.code, sizeof t->buyer.code, "%s", r->code);
	snprintf(t->buyer.email, sizeof t->buyer.email, "%s", r->email);
	screen->result = &t->buyer;
	return UI_CLOSE;
}

static const struct table takers = {
	TABLE_COLUMNS(columns), TABLE_ROWS(struct bo_taker, member_id),
	.of_id = true,		.empty = "The audience has no members yet.",
	.fetch = fetch,		.page = PAGE,
	.head_rows = 1,		.head = head,
	.heading = heading,	.cell = cell,
	.role = role,		.command = command,
};

const struct screen_ops campaign_takers_screen = {
	TABLE_SCREEN(takers),	     .name = "campaign takers",
	.title = "Who gets it",	     .state_size = sizeof(struct takers),
	.commands = takers_commands,
};
