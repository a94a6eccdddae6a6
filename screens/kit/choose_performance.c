/*
 * Choosing performances.  Which are listed is the engine's answer to what they are for; those that
 * are cancelled look the same wherever they are.
 */
#include "kit/choose.h"

#include "frame/session.h"

#include <inttypes.h>
#include <stdio.h>

enum { WHEN, SHOW, HOUSE, LEFT, COLUMNS };

static const struct ui_column columns[COLUMNS + 1] = {
	[WHEN] = { .title = "When", .width = 16 },
	[SHOW] = { .title = "Show", .width = 16, .grow = true },
	[HOUSE] = { .title = "House", .width = 14, .drop = 1 },
	[LEFT] = { .title = "Left", .width = 5, .right = true },
};

/* With the year: the same show comes back next year. */
static const struct ui_column looked_back[COLUMNS + 1] = {
	[WHEN] = { .title = "When", .width = 22 },
	[SHOW] = { .title = "Show", .width = 18, .grow = true },
	[HOUSE] = { .title = "House", .width = 12, .grow = true, .drop = 2 },
	[LEFT] = { .title = "Sold", .width = 6, .right = true, .drop = 1 },
};

static bool is_among(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static void add(struct choose *c, const struct bo_performance *p, bool back)
{
	char when[SESSION_WHEN], count[24];
	struct bo_buf buf = BO_BUF(when);
	bool cancelled = p->state == BO_PERFORMANCE_CANCELLED;

	bo_when_short(&buf, p->at, p->zone, back);
	snprintf(count, sizeof count, "%" PRId64, back ? p->sold : p->left);
	choose_add(c, p->id, "%s\t%s\t%s\t%s", when, p->show, cancelled ? "cancelled" : p->house,
		   count)
		->role = cancelled ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
}

/* Where what is past is listed too, one stands on the first to come. */
static enum bo_status fetch(struct screen *screen, enum bo_performance_purpose purpose,
			    struct choose *c)
{
	const struct bo_performance_filter filter = { .from = BO_NONE, .purpose = purpose };
	struct bo *bo = session_bo(screen);
	struct bo_performances list = { 0 };
	bool back = purpose == BO_TO_LOOK_BACK;
	enum bo_status status = bo_performance_list(bo, &c->arena, &filter, &list);

	c->columns = back ? looked_back : columns;
	c->empty = back ? "No performance like that." : "No performance like that is to come.";
	for (size_t i = 0; i < list.n; i++) {
		add(c, &list.row[i], back);
		if (back && (i == 0 || list.row[i - 1].at < bo_now(bo)))
			c->at = list.row[i].id;
	}
	return status;
}

unsigned choose_performance(struct screen *screen, const char *title,
			    enum bo_performance_purpose purpose, const char *first, int tag)
{
	struct choose c = { .title = title };

	if (first)
		choose_add(&c, 0, "%s", first);
	return choose_open(screen, &c, fetch(screen, purpose, &c), tag);
}

unsigned choose_performances(struct screen *screen, const char *title,
			     enum bo_performance_purpose purpose, const int64_t *marked, size_t n,
			     int tag)
{
	struct choose c = { .title = title, .several = true };
	enum bo_status status = fetch(screen, purpose, &c);

	for (size_t i = c.n; i > 0; i--) {
		c.row[i - 1].marked = is_among(marked, n, c.row[i - 1].id);
		if (c.row[i - 1].marked)
			c.at = c.row[i - 1].id;
	}
	return choose_open(screen, &c, status, tag);
}
