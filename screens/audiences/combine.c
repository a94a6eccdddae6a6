/*
 * Combining audiences: which are put in, which are taken out.
 *
 * Nothing is typed here, so the signs themselves are the keys: + puts in, - takes out, again to let
 * it go.
 */
#include "audiences/audience.h"

#include "ui/widget/list.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct combine {
	struct bo_arena arena;
	struct bo_audiences all;
	char *sign; /* of each: '+', '-' or 0 */
	struct ui_list list;
	struct audience_parts_result result;
};

static size_t count(const struct combine *c, char sign)
{
	size_t n = 0;

	for (size_t i = 0; c->sign && i < c->all.n; i++)
		n += c->sign[i] == sign;
	return n;
}

static bool any(const struct screen *screen)
{
	const struct combine *c = screen->state;

	return c->all.n > 0;
}

static bool has_parts(const struct screen *screen)
{
	return count(screen->state, '+') > 0;
}

static const struct command_ref combine_commands[] = {
	{ .command = CMD_CHOOSE,
	  .label = "Combine",
	  .enabled = has_parts,
	  .why = "nothing is in it yet" },
	{ .command = CMD_MORE, .label = "Put in", .enabled = any, .why = "nothing is listed" },
	{ .command = CMD_FEWER, .label = "Take out", .enabled = any, .why = "nothing is listed" },
	{ .command = CMD_BACK },
	{ .command = CMD_NONE },
};

static bool combine_open(struct screen *screen, const void *args)
{
	struct combine *c = screen->state;

	(void)args;
	if (session_failed(screen, bo_audience_list(session_bo(screen), &c->arena, &c->all))) {
		bo_arena_clear(&c->arena);
		return false;
	}
	c->sign = bo_arena_alloc(&c->arena, c->all.n + 1);
	return true;
}

static void combine_close(struct screen *screen)
{
	struct combine *c = screen->state;

	bo_arena_clear(&c->arena);
}

/* --- Drawing --- */

static int rows(const void *arg)
{
	const struct combine *c = arg;

	return (int)c->all.n;
}

static const struct ui_column columns[] = {
	{ .title = "", .width = 9 },
	{ .title = "Audience", .width = 20, .grow = true },
	{ .title = "Kind", .width = 9, .drop = 1 },
	{ .title = "Members", .width = 8, .right = true },
};

static const char *words(char sign)
{
	return sign == '+' ? "+ in" : sign == '-' ? "- out" : "";
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct combine *c = arg;
	const struct bo_audience *audience = &c->all.row[row];

	if (column == 3)
		snprintf(text, size, "%" PRId64, audience->members);
	else
		snprintf(text, size, "%s",
			 column == 0   ? words(c->sign ? c->sign[row] : 0)
			 : column == 1 ? audience->name
				       : bo_audience_kind_label(audience->kind));
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct combine *c = arg;

	(void)column;
	return c->sign && c->sign[row] ? UI_ROLE_MARK : UI_ROLE_NORMAL;
}

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = sizeof columns / sizeof columns[0],
	.rows = rows,
	.cell = cell,
	.role = role,
	.empty = "There is no audience to combine yet.",
};

enum { HEAD_ROWS = 2 };

static struct ui_rect list_part(int height, int width)
{
	int head = height > 8 ? HEAD_ROWS : 0;

	return (struct ui_rect){ head, 1, height - head, width - 2 };
}

static void combine_layout(struct screen *screen, int height, int width)
{
	struct combine *c = screen->state;

	ui_list_layout(&c->list, list_part(height, width).rows, (int)c->all.n);
}

/* "A and B, without C" */
static void sentence(const struct combine *c, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };
	size_t n = 0;

	text[0] = '\0';
	for (size_t i = 0; c->sign && i < c->all.n; i++)
		if (c->sign[i] == '+')
			bo_buf_printf(&buf, "%s%s", n++ ? " and " : "Members of ",
				      c->all.row[i].name);
	if (n == 0)
		bo_buf_add(&buf, "Nothing is put in yet: + puts in, - takes out.");
	for (size_t i = 0, m = 0; c->sign && n > 0 && i < c->all.n; i++)
		if (c->sign[i] == '-')
			bo_buf_printf(&buf, "%s%s", m++ ? " and " : ", without ",
				      c->all.row[i].name);
}

static void combine_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct combine *c = screen->state;
	struct ui_rect at = list_part(s->rows, s->cols);
	struct ui_surface part = ui_surface_part(s, at);
	char text[1000];

	sentence(c, text, sizeof text);
	if (at.y > 0)
		ui_put_cut(s, 0, 1, s->cols - 2, UI_ROLE_HINT, text);
	ui_list_draw(&c->list, &model, c, &part, true);
}

/* --- Keys --- */

static unsigned put(struct combine *c, char sign)
{
	if (!c->sign || c->list.row >= (int)c->all.n)
		return UI_HANDLED | UI_BELL;
	c->sign[c->list.row] = c->sign[c->list.row] == sign ? '\0' : sign;
	return UI_HANDLED | UI_REDRAW;
}

static unsigned choose(struct screen *screen)
{
	struct combine *c = screen->state;
	struct bo_audience_part *part = bo_arena_alloc(&c->arena, (c->all.n + 1) * sizeof *part);

	if (!part || !has_parts(screen))
		return UI_HANDLED | UI_BELL;
	c->result = (struct audience_parts_result){ .part = part };
	for (size_t i = 0; i < c->all.n; i++)
		if (c->sign[i])
			part[c->result.n++] =
				(struct bo_audience_part){ .audience_id = c->all.row[i].id,
							   .minus = c->sign[i] == '-' };
	screen->result = &c->result;
	return UI_HANDLED | UI_CLOSE;
}

static unsigned combine_event(struct screen *screen, const struct ui_event *event)
{
	struct combine *c = screen->state;
	struct ui_event e = *event;
	struct ui_rect part = list_part(screen->rows, screen->cols);
	unsigned r;

	e.y -= part.y;
	e.x -= part.x;
	r = ui_list_letters(&c->list, &e, (int)c->all.n);
	return r & UI_ACCEPTED ? put(c, '+') : r;
}

static unsigned combine_command(struct screen *screen, enum command command)
{
	if (command == CMD_CHOOSE)
		return choose(screen);
	if (command == CMD_MORE || command == CMD_FEWER)
		return put(screen->state, command == CMD_MORE ? '+' : '-');
	return UI_IGNORED;
}

const struct screen_ops audience_combine_screen = {
	.name = "combine audiences",
	.title = "Combine audiences",
	.state_size = sizeof(struct combine),
	.commands = combine_commands,
	.open = combine_open,
	.layout = combine_layout,
	.draw = combine_draw,
	.event = combine_event,
	.command = combine_command,
	.close = combine_close,
};
