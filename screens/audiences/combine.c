/*
 * Combining audiences: which are put in, which are taken out.
 *
 * Nothing is typed here, so the signs themselves are the keys: + puts in, - takes out, again to let
 * it go.
 */
#include "audiences/audience.h"
#include "kit/table.h"

#include <inttypes.h>

struct combine {
	struct table_view view;
	struct bo_arena arena;
	struct bo_audience_part *part; /* as they were put in */
	size_t n;
	struct audience_parts_result result;
};

static const struct bo_audience_part *part_of(const struct screen *screen, int64_t id)
{
	const struct combine *c = screen->state;

	for (size_t i = 0; i < c->n; i++)
		if (c->part[i].audience_id == id)
			return &c->part[i];
	return NULL;
}

static bool has_parts(const struct screen *screen)
{
	const struct combine *c = screen->state;

	for (size_t i = 0; i < c->n; i++)
		if (!c->part[i].minus)
			return true;
	return false;
}

static const struct command_ref combine_commands[] = {
	{ CMD_CHOOSE, "Combine", has_parts, false, "nothing is in it yet" },
	{ CMD_MORE, "Put in", table_on_row, false, "nothing is listed" },
	{ CMD_FEWER, "Take out", table_on_row, false, "nothing is listed" },
	{ CMD_BACK, NULL, NULL, false, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct bo_audiences list = { 0 };
	enum bo_status status = bo_audience_list(session_bo(screen), rows->arena, &list);

	return table_found(rows, status, list.row, list.n);
}

static const struct ui_column columns[] = {
	{ .title = "", .width = 9 },
	{ .title = "Audience", .width = 20, .grow = true },
	{ .title = "Kind", .width = 9, .drop = 1 },
	{ .title = "Members", .width = 8, .right = true },
};

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_audience *audience = row;
	const struct bo_audience_part *part = part_of(screen, audience->id);

	if (column == 3)
		bo_buf_printf(text, "%" PRId64, audience->members);
	else
		bo_buf_add(text, column == 0   ? (!part		? ""
						  : part->minus ? "- out"
								: "+ in")
				 : column == 1 ? audience->name
					       : bo_audience_kind_label(audience->kind));
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	(void)column;
	return part_of(screen, ((const struct bo_audience *)row)->id) ? UI_ROLE_MARK
								      : UI_ROLE_NORMAL;
}

/* Names with that sign, in the order of the list; how many. */
static int add_names(const struct screen *screen, bool minus, const char *first,
		     struct bo_buf *text)
{
	int n = 0;

	for (int i = 0; i < table_count(screen); i++) {
		const struct bo_audience *audience = table_row(screen, i);
		const struct bo_audience_part *part = part_of(screen, audience->id);

		if (part && part->minus == minus)
			bo_buf_printf(text, "%s%s", n++ ? " and " : first, audience->name);
	}
	return n;
}

/* "Members of A and B, without C" */
static void head(const struct screen *screen, struct ui_surface *s)
{
	char words[1000];
	struct bo_buf text = BO_BUF(words);

	if (add_names(screen, false, "Members of ", &text))
		add_names(screen, true, ", without ", &text);
	else
		bo_buf_add(&text, "Nothing is put in yet: + puts in, - takes out.");
	ui_put_cut(s, 0, 1, s->cols - 2, UI_ROLE_HINT, words);
}

static unsigned put(struct screen *screen, int64_t id, bool minus)
{
	struct combine *c = screen->state;
	struct bo_audience_part *grown;

	for (size_t i = 0; i < c->n; i++) {
		if (c->part[i].audience_id != id)
			continue;
		if (c->part[i].minus == minus)
			c->part[i] = c->part[--c->n];
		else
			c->part[i].minus = minus;
		return UI_HANDLED | UI_REDRAW;
	}
	grown = bo_arena_grow(&c->arena, c->part, c->n, sizeof *grown);
	if (!grown)
		return UI_HANDLED | UI_BELL;
	c->part = grown;
	c->part[c->n++] = (struct bo_audience_part){ .audience_id = id, .minus = minus };
	return UI_HANDLED | UI_REDRAW;
}

/* In the order of the list, whatever the order they were put in. */
static unsigned choose(struct screen *screen)
{
	struct combine *c = screen->state;
	struct bo_audience_part *part = bo_arena_alloc(&c->arena, (c->n + 1) * sizeof *part);

	if (!part || !has_parts(screen))
		return UI_HANDLED | UI_BELL;
	c->result = (struct audience_parts_result){ .part = part };
	for (int i = 0; i < table_count(screen); i++) {
		const struct bo_audience *audience = table_row(screen, i);
		const struct bo_audience_part *one = part_of(screen, audience->id);

		if (one)
			part[c->result.n++] = *one;
	}
	screen->result = &c->result;
	return UI_HANDLED | UI_CLOSE;
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	if (command == CMD_CHOOSE)
		return choose(screen);
	if (!row || (command != CMD_MORE && command != CMD_FEWER))
		return UI_IGNORED;
	return put(screen, ((const struct bo_audience *)row)->id, command == CMD_FEWER);
}

/* Enter puts in, as + does. */
static unsigned event(struct screen *screen, const struct ui_event *event)
{
	return ui_key_is(event, UI_KEY_ENTER, 0) ? command(screen, CMD_MORE, table_here(screen))
						 : UI_IGNORED;
}

static void close(struct screen *screen)
{
	struct combine *c = screen->state;

	bo_arena_clear(&c->arena);
}

static const struct table combine = {
	TABLE_COLUMNS(columns),
	TABLE_ROWS(struct bo_audience, id),
	.empty = "There is no audience to combine yet.",
	.head_rows = 2,
	.head = head,
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.event = event,
	.command = command,
	.close = close,
};

const struct screen_ops audience_combine_screen = {
	TABLE_SCREEN(combine),	      .name = "combine audiences",
	.title = "Combine audiences", .state_size = sizeof(struct combine),
	.commands = combine_commands,
};
