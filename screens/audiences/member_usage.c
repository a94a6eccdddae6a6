/*
 * What the member under the cursor has used: which campaign, at what, when, in which order; what
 * was given back stays in sight, marked.
 */
#include "audiences/member_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void member_usage_fetch(struct screen *screen)
{
	struct member_page *p = screen->state;
	const struct bo_member *m = member_here(p);

	if (m && p->uses_of == m->id)
		return;
	bo_arena_clear(&p->use_arena);
	p->uses = (struct bo_member_uses){ 0 };
	p->uses_of = m ? m->id : 0;
	if (m && session_failed(screen,
				bo_member_use_list(session_bo(screen), &p->use_arena,
						   p->audience_id, m->id, MEMBER_USES, &p->uses)))
		p->uses = (struct bo_member_uses){ 0 };
}

/* "SPRING-7: 2 of 3 used" */
static void draw_who(const struct bo_member *m, struct ui_surface *s)
{
	char text[400], quantity[32];
	const char *who = *m->code ? m->code : m->email;

	if (m->quantity == BO_NONE)
		snprintf(text, sizeof text, "%s: %" PRId64 " used, no limit", who, m->used);
	else
		snprintf(text, sizeof text, "%s: %" PRId64 " of %s used", who, m->used,
			 audience_quantity(m->quantity, quantity));
	int x = ui_put_cut(s, 0, 0, s->cols, UI_ROLE_HEADER, text);

	/* what the columns of a narrow screen cut off */
	struct bo_buf buf = BO_BUF(text);
	const char *const parts[] = { *m->code ? m->email : "", m->name, m->category, m->location };

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		bo_buf_printf(&buf, "%s%s", buf.len && *parts[i] ? "  " : "", parts[i]);
	if (x + 2 < s->cols)
		ui_put_cut(s, 0, x + 2, s->cols - x - 2, UI_ROLE_HINT, text);
}

/* Columns of a use, as wide as there is room; a narrow screen has only the day of it. */
struct use_columns {
	int when, campaign, what, order;
};

enum { DAY = 10, DAY_AND_TIME = 16, WIDE = 100, ORDER = 22, WHAT = 25 };

static struct use_columns columns_of(int cols)
{
	struct use_columns c = { .when = cols < WIDE ? DAY : DAY_AND_TIME,
				 .order = cols < 60 ? 0 : ORDER };
	int rest = cols - c.when - c.order - 3;

	c.what = rest / 2 < WHAT && rest > WHAT + 10 ? WHAT : rest / 2;
	c.campaign = rest - c.what;
	return c;
}

static void put_when(const struct member_page *p, int64_t at, int columns, char text[SESSION_WHEN])
{
	char *time;

	session_when(p->session, at, NULL, text);
	time = strrchr(text, ' ');
	if (columns < DAY_AND_TIME && time)
		*time = '\0';
}

static void draw_use(const struct member_page *p, const struct bo_member_use *use,
		     struct ui_surface *s, int y)
{
	const struct use_columns c = columns_of(s->cols);
	bool back = use->given_back != BO_NONE;
	enum ui_role role = back ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
	char text[400], when[SESSION_WHEN];
	int x = 0;

	put_when(p, use->at, c.when, when);
	ui_put_cut(s, y, x, c.when, role, when);
	x += c.when + 1;
	ui_put_cut(s, y, x, c.campaign, role, use->campaign);
	x += c.campaign + 1;
	if (use->performance_id)
		snprintf(text, sizeof text, "%s, %s", use->show,
			 session_when(p->session, use->performance_at, use->zone, when));
	else
		snprintf(text, sizeof text, "%s", use->type);
	ui_put_cut(s, y, x, c.what, role, text);
	x += c.what + 1;
	if (c.order == 0)
		return;
	if (back)
		snprintf(text, sizeof text, "order %" PRId64 ", given back", use->order_id);
	else
		snprintf(text, sizeof text, "order %" PRId64, use->order_id);
	ui_put_cut(s, y, x, c.order, back ? UI_ROLE_WARN : role, text);
}

void member_usage_draw(const struct member_page *p, struct ui_surface *s)
{
	const struct bo_member *m = member_here(p);
	int room = s->rows - 1;

	if (!m || s->rows < 1)
		return;
	draw_who(m, s);
	if (p->uses_of != m->id || p->uses.n == 0) {
		ui_put_cut(s, 1, 0, s->cols, UI_ROLE_HINT, "Nothing was used yet.");
		return;
	}
	for (size_t i = 0; i < p->uses.n && (int)i < room; i++) {
		if ((int)i == room - 1 && p->uses.n > (size_t)room)
			ui_putf(s, room, 0, UI_ROLE_HINT, "and %zu%s earlier", p->uses.n - i,
				p->uses.n == MEMBER_USES ? " or more" : "");
		else
			draw_use(p, &p->uses.row[i], s, 1 + (int)i);
	}
}
