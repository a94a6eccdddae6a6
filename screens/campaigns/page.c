/*
 * The page of a campaign: its terms in sentences, what it gave so far, and a sample sale.
 *
 * The sample works for drafts too, so that a manager has seen what it does before it does it.
 */
#include "campaigns/campaign.h"
#include "campaigns/sample.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TAG_FORM = 1, TAG_TAKERS, MIN_SAMPLE = 7 };

struct campaign_page {
	struct bo_arena arena;
	int64_t id;
	bool has;
	struct bo_campaign campaign;
	struct bo_audience audience; /* id 0: everybody */
	struct campaign_lines lines;
	char figures[400];
	struct campaign_sample_sale sample;
	struct fill_room room;
	const struct session *session;
};

static const struct bo_campaign *of(const struct screen *screen)
{
	return &((const struct campaign_page *)screen->state)->campaign;
}

static bool works(const struct screen *screen, enum command command)
{
	return campaign_works(of(screen)->state, command);
}

static bool has_members(const struct screen *screen)
{
	return of(screen)->terms.audience_id != 0;
}

static bool has_offers(const struct screen *screen)
{
	return ((const struct campaign_page *)screen->state)->sample.offers.n > 0;
}

static const struct command_ref page_commands[] = {
	{ CMD_PERSON, NULL, NULL, false, NULL },
	{ CMD_PERFORMANCE, "Show", NULL, false, NULL },
	{ CMD_DELETE, NULL, NULL, COMMAND_SHY, "only a draft can be deleted" },
	{ CMD_EDIT, NULL, NULL, false, "it has ended" },
	{ CMD_START, NULL, NULL, COMMAND_SHY, "it runs already or has ended" },
	{ CMD_PAUSE, NULL, NULL, COMMAND_SHY, "it does not run" },
	{ CMD_END, NULL, NULL, COMMAND_SHY, "it has not started, or has ended" },
	{ CMD_TAKERS, NULL, has_members, false, "it is for everybody" },
	{ CMD_CODE, NULL, NULL, true, NULL },
	{ CMD_MORE, NULL, has_offers, false, "nothing is offered at this performance" },
	{ CMD_FEWER, NULL, has_offers, false, "nothing is offered at this performance" },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* --- The model --- */

/* The campaign's row of the report, by the keys of its columns; false where it has none, or the
 * acting person may not read reports. */
static bool read_report(const struct campaign_page *p, const char *const *keys, size_t n,
			int64_t *number)
{
	const struct bo_report_filter filter = { .from = BO_NONE, .to = BO_NONE };
	struct bo *bo = p->session->bo;
	struct bo_arena arena = { 0 };
	struct bo_report report = { 0 };
	bool found = false;

	if (!bo_role_may(bo_acting_role(bo), BO_MAY_READ_REPORTS) ||
	    bo_report_run(bo, &arena, "campaigns", &filter, &report) != BO_OK)
		report.n = 0;
	for (size_t i = 0; i < report.n && !found; i++) {
		size_t columns = report.info->n_columns;
		const struct bo_report_cell *row = &report.cell[i * columns];

		found = row[0].text && strcmp(row[0].text, p->campaign.terms.name) == 0;
		for (size_t c = 0; found && c < columns; c++)
			for (size_t k = 0; k < n; k++)
				if (strcmp(report.info->column[c].key, keys[k]) == 0)
					number[k] = row[c].number;
	}
	bo_arena_clear(&arena);
	return found;
}

static const char *plural(int64_t n)
{
	return n == 1 ? "" : "s";
}

/* "by 9 members, 4 of whom came; they paid 1260.00 instead of 1400.00" */
static void say_report(const struct campaign_page *p, struct bo_buf *say)
{
	static const char *const keys[] = { "members", "came", "revenue", "full" };
	int64_t number[4] = { 0 };
	char paid[SESSION_MONEY], full[SESSION_MONEY];

	if (!read_report(p, keys, 4, number))
		return;
	if (number[0] > 0)
		bo_buf_printf(say, " by %" PRId64 " member%s", number[0], plural(number[0]));
	if (number[1] > 0)
		bo_buf_printf(say, ", %" PRId64 " of whom came", number[1]);
	bo_buf_printf(say, "; %s paid instead of %s", session_money(p->session, number[2], paid),
		      session_money(p->session, number[3], full));
}

static void say_figures(struct campaign_page *p)
{
	struct bo_buf say = BO_BUF(p->figures);
	const struct bo_campaign *c = &p->campaign;
	char money[SESSION_MONEY];

	bo_buf_printf(&say, "%s, place %" PRId64 " in the order. ",
		      bo_campaign_state_code(c->state), c->position);
	if (c->uses == 0) {
		bo_buf_add(&say, "Not used yet.");
		return;
	}
	bo_buf_printf(&say, "Used %" PRId64 " time%s", c->uses, plural(c->uses));
	if (c->terms.uses_limit != BO_NONE)
		bo_buf_printf(&say, " of %" PRId64, c->terms.uses_limit);
	say_report(p, &say);
	bo_buf_printf(&say, "; %s given", session_money(p->session, c->spent, money));
	if (c->terms.money_limit != BO_NONE)
		bo_buf_printf(&say, " of %s",
			      session_money(p->session, c->terms.money_limit, money));
	bo_buf_add(&say, ".");
}

static void page_layout(struct screen *screen, int rows, int cols);

static void page_recalc(struct screen *screen)
{
	struct campaign_page *p = screen->state;
	struct bo *bo = session_bo(screen);
	enum bo_status status;

	bo_arena_clear(&p->arena);
	p->audience = (struct bo_audience){ 0 };
	p->lines = (struct campaign_lines){ 0 };
	status = bo_campaign_get(bo, &p->arena, p->id, &p->campaign);
	if (!status && p->campaign.terms.audience_id)
		status =
			bo_audience_get(bo, &p->arena, p->campaign.terms.audience_id, &p->audience);
	p->has = !session_failed(screen, status);
	if (!p->has) {
		p->campaign = (struct bo_campaign){ .state = BO_CAMPAIGN_ENDED };
		return;
	}
	campaign_tell(p->session, &p->arena, &p->campaign.terms,
		      p->audience.id ? &p->audience : NULL, &p->lines);
	say_figures(p);
	sample_fetch(&p->sample, &p->campaign);
	page_layout(screen, screen->rows, screen->cols);
}

static bool page_open(struct screen *screen, const void *args)
{
	struct campaign_page *p = screen->state;

	p->id = *(const int64_t *)args;
	p->session = session_of(screen);
	p->sample.session = p->session;
	p->sample.screen = screen;
	page_recalc(screen);
	if (!p->has) {
		bo_arena_clear(&p->arena);
		sample_clear(&p->sample);
	}
	return p->has;
}

static void page_close(struct screen *screen)
{
	struct campaign_page *p = screen->state;

	bo_arena_clear(&p->arena);
	sample_clear(&p->sample);
}

/* --- Drawing --- */

/* Rows of the terms at this width; a low terminal shows as many as leave room for the sample. */
static int terms_rows(const struct campaign_page *p, int rows, int cols)
{
	int n = ui_put_wrapped(NULL, (struct ui_rect){ 0, 0, rows, cols - 2 }, UI_ROLE_NORMAL,
			       p->figures);

	for (size_t i = 0; i < p->lines.n; i++)
		n += ui_put_wrapped(NULL, (struct ui_rect){ 0, 0, rows, cols - 2 }, UI_ROLE_NORMAL,
				    p->lines.line[i]);
	return n > rows - MIN_SAMPLE ? (rows - MIN_SAMPLE > 1 ? rows - MIN_SAMPLE : 1) : n;
}

static struct ui_rect sample_part(const struct campaign_page *p, int rows, int cols)
{
	int y = terms_rows(p, rows, cols);

	return (struct ui_rect){ y, 0, rows - y, cols };
}

static void page_layout(struct screen *screen, int rows, int cols)
{
	struct campaign_page *p = screen->state;

	sample_layout(&p->sample, sample_part(p, rows, cols).rows);
}

static void page_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct campaign_page *p = screen->state;
	struct ui_rect below = sample_part(p, s->rows, s->cols);
	struct ui_surface part = ui_surface_part(s, below);
	enum ui_role role = p->campaign.state == BO_CAMPAIGN_RUNNING  ? UI_ROLE_OK
			    : p->campaign.state == BO_CAMPAIGN_PAUSED ? UI_ROLE_WARN
								      : UI_ROLE_HEADER;
	int y;

	if (!p->has)
		return;
	y = ui_put_wrapped(s, (struct ui_rect){ 0, 1, below.y, s->cols - 2 }, role, p->figures);
	for (size_t i = 0; i < p->lines.n && y < below.y; i++)
		y += ui_put_wrapped(s, (struct ui_rect){ y, 1, below.y - y, s->cols - 2 },
				    UI_ROLE_NORMAL, p->lines.line[i]);
	sample_draw(&p->sample, &part);
}

static void page_heading(const struct screen *screen, char *text, size_t size)
{
	const struct campaign_page *p = screen->state;

	snprintf(text, size, "Campaign: %s", p->has ? p->campaign.terms.name : "gone");
}

/* --- Keys --- */

static unsigned change(struct screen *screen, int64_t qty, bool add)
{
	struct campaign_page *p = screen->state;

	return sample_change(&p->sample, &p->campaign, qty, add);
}

static unsigned page_command(struct screen *screen, enum command command)
{
	struct campaign_page *p = screen->state;

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (!p->has)
		return UI_IGNORED;
	if (command == CMD_EDIT)
		return campaign_form_open(screen, CAMPAIGN_EDIT, &p->campaign, TAG_FORM);
	if (command == CMD_PERSON)
		return sample_pick_person(&p->sample);
	if (command == CMD_PERFORMANCE)
		return sample_pick_performance(&p->sample);
	if (command == CMD_CODE)
		return sample_ask_code(&p->sample);
	if (command == CMD_TAKERS)
		return app_open(screen->app, &campaign_takers_screen, &p->id, TAG_TAKERS);
	if (command == CMD_MORE || command == CMD_FEWER)
		return change(screen, command == CMD_MORE ? 1 : -1, true);
	if (command == CMD_START || command == CMD_PAUSE || command == CMD_END ||
	    command == CMD_DELETE)
		return campaign_command(screen, &p->room, &p->campaign, command);
	return UI_IGNORED;
}

static unsigned page_event(struct screen *screen, const struct ui_event *event)
{
	struct campaign_page *p = screen->state;
	struct ui_rect part = sample_part(p, screen->rows, screen->cols);
	char c = event->type == UI_EVENT_KEY ? event->text[0] : '\0';
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (!p->has)
		return UI_IGNORED;
	if (c >= '0' && c <= '9')
		return change(screen, c - '0', false);
	e.y -= part.y;
	e.x -= part.x;
	r = sample_event(&p->sample, &e);
	return r & UI_ACCEPTED ? change(screen, 1, true) : r;
}

static unsigned page_done(struct screen *screen, int tag, const void *result)
{
	struct campaign_page *p = screen->state;

	if (tag == TAG_FORM && result)
		app_info(screen->app, "Saved.");
	if (tag == CAMPAIGN_TAG_DELETE && campaign_answered(screen, p->room.id, tag, result))
		return UI_CLOSE;
	if (tag == CAMPAIGN_TAG_END)
		campaign_answered(screen, p->room.id, tag, result);
	if (tag == TAG_TAKERS && result)
		sample_take_member(&p->sample, &p->campaign.terms, result);
	sample_picked(&p->sample, tag, result);
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops campaign_page_screen = {
	.name = "campaign",
	.title = "Campaign",
	.state_size = sizeof(struct campaign_page),
	.commands = page_commands,
	.open = page_open,
	.recalc = page_recalc,
	.layout = page_layout,
	.draw = page_draw,
	.event = page_event,
	.works = works,
	.command = page_command,
	.done = page_done,
	.close = page_close,
	.heading = page_heading,
};
