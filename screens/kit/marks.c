/*
 * The list of marks.  What is typed narrows it, and marks out of sight stay.
 *
 * The marks are kept apart from the rows until they are chosen, so that going back changes nothing.
 */
#include "kit/marks.h"

#include "frame/session.h"

#include "ui/widget/picker.h"

#include <stdio.h>
#include <string.h>

enum { BOX_COLS = 100, BOX_ROWS = 24, FOLDED = 600 };

struct marking {
	struct marks marks;
	struct bo_arena arena;
	bool *marked;
	size_t *shown; /* places of the rows that fit what was typed */
	size_t n_shown, n_marked;
	struct ui_picker picker;
};

static bool has_shown(const struct screen *screen)
{
	return ((const struct marking *)screen->state)->n_shown > 0;
}

static const struct command_ref marks_commands[] = {
	{ .command = CMD_CHOOSE },
	{ .command = CMD_MARK_HERE, .enabled = has_shown, .why = "nothing is found" },
	{ .command = CMD_MARK_FOUND, .enabled = has_shown, .why = "nothing is found" },
	{ .command = CMD_NONE },
};

/* Does every word that was typed begin a word of the text? */
static bool fits(const char *text, const char *wanted)
{
	char folded[FOLDED];

	bo_text_fold(text, folded, sizeof folded);
	while (*wanted) {
		size_t n = strcspn(wanted, " ");
		const char *word = folded;

		while (word && strncmp(word, wanted, n) != 0) {
			word = strchr(word, ' ');
			word = word ? word + 1 : NULL;
		}
		if (!word)
			return false;
		wanted += n + (wanted[n] == ' ');
	}
	return true;
}

static void narrow(struct marking *m)
{
	char wanted[UI_LINE_MAX + 1];

	bo_text_fold(m->picker.query.text, wanted, sizeof wanted);
	m->n_shown = 0;
	for (size_t i = 0; i < m->marks.n; i++)
		if (fits(m->marks.row[i].text, wanted))
			m->shown[m->n_shown++] = i;
}

static bool marks_open(struct screen *screen, const void *args)
{
	struct marking *m = screen->state;

	m->marks = *(const struct marks *)args;
	m->marked = bo_arena_alloc(&m->arena, (m->marks.n + 1) * sizeof *m->marked);
	m->shown = bo_arena_alloc(&m->arena, (m->marks.n + 1) * sizeof *m->shown);
	if (!m->marked || !m->shown) {
		bo_arena_clear(&m->arena);
		app_error(screen->app, "There is no memory left for this list.");
		return false;
	}
	for (size_t i = 0; i < m->marks.n; i++) {
		m->marked[i] = m->marks.row[i].marked;
		m->n_marked += m->marked[i];
	}
	ui_picker_init(&m->picker, NULL);
	m->picker.list.no_head = true;
	narrow(m);
	return true;
}

static void marks_close(struct screen *screen)
{
	struct marking *m = screen->state;

	bo_arena_clear(&m->arena);
}

/* --- The list --- */

static int rows(const void *arg)
{
	return (int)((const struct marking *)arg)->n_shown;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct marking *m = arg;
	size_t at = m->shown[row];
	const struct marks_row *r = &m->marks.row[at];

	if (column == 0)
		snprintf(text, size, "%s", m->marked[at] ? "[x]" : "[ ]");
	else if (column == 1)
		snprintf(text, size, "%*s%s", 2 * r->depth, "", r->text);
	else
		snprintf(text, size, "%s", r->right ? r->right : "");
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct marking *m = arg;
	size_t at = m->shown[row];

	if (m->marked[at])
		return UI_ROLE_MARK;
	return column == 2		     ? UI_ROLE_HINT
	       : m->marks.row[at].depth == 0 ? UI_ROLE_HEADER
					     : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "", .width = 3 },
	{ .title = "", .width = 20, .grow = true },
	{ .title = "", .width = 18, .right = true, .drop = 1 },
};

static struct ui_list_model model_of(const struct marking *m)
{
	return (struct ui_list_model){ .columns = columns,
				       .ncolumns = 3,
				       .rows = rows,
				       .cell = cell,
				       .role = role,
				       .empty = m->marks.n == 0 ? m->marks.empty
								: "Nothing begins like that." };
}

static struct ui_rect box_of(int height, int width)
{
	int w = width < BOX_COLS ? width : BOX_COLS, h = height < BOX_ROWS ? height : BOX_ROWS;

	return (struct ui_rect){ (height - h) / 3, (width - w) / 2, h, w };
}

static void marks_layout(struct screen *screen, int height, int width)
{
	struct marking *m = screen->state;

	ui_picker_layout(&m->picker, box_of(height, width).rows - 3, (int)m->n_shown);
}

static void marks_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct marking *m = screen->state;
	const struct ui_list_model model = model_of(m);
	struct ui_rect box = box_of(s->rows, s->cols);
	struct ui_surface in = ui_surface_part(
		s, (struct ui_rect){ box.y + 1, box.x + 2, box.rows - 3, box.cols - 4 });
	char text[200];

	ui_fill(s, box, UI_ROLE_NORMAL);
	ui_box(s, box, UI_ROLE_BORDER, m->marks.title);
	ui_picker_draw(&m->picker, &model, m, &in);
	if (m->n_marked > 0)
		snprintf(text, sizeof text, "%zu marked", m->n_marked);
	else
		snprintf(text, sizeof text, "none: %s", m->marks.none);
	int y = box.y + box.rows - 2, x = box.x + 2, room = box.cols - 4;
	int n = ui_put_cut(s, y, x, room, m->n_marked > 0 ? UI_ROLE_MARK : UI_ROLE_HINT, text);

	ui_put_cut(s, y, x + n, room - n, UI_ROLE_HINT,
		   " · Enter marks · Alt-T all found · F9 takes them · Esc back");
}

/* --- Keys --- */

static void mark(struct marking *m, size_t at, bool on)
{
	m->n_marked += on ? !m->marked[at] : 0;
	m->n_marked -= on ? 0 : m->marked[at];
	m->marked[at] = on;
}

static unsigned mark_here(struct marking *m)
{
	int row = m->picker.list.row;

	if (row < 0 || row >= (int)m->n_shown)
		return UI_HANDLED | UI_BELL;
	mark(m, m->shown[row], !m->marked[m->shown[row]]);
	if (row + 1 < (int)m->n_shown)
		m->picker.list.row++;
	return UI_HANDLED | UI_REDRAW;
}

/* Those in sight of the words typed; all of them marked: none. */
static unsigned mark_shown(struct marking *m)
{
	size_t on = 0;

	for (size_t i = 0; i < m->n_shown; i++)
		on += m->marked[m->shown[i]];
	for (size_t i = 0; i < m->n_shown; i++)
		mark(m, m->shown[i], on < m->n_shown);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned take(struct screen *screen)
{
	struct marking *m = screen->state;

	for (size_t i = 0; i < m->marks.n; i++)
		m->marks.row[i].marked = m->marked[i];
	screen->result = &m->marks;
	return UI_CLOSE;
}

static unsigned marks_event(struct screen *screen, const struct ui_event *event)
{
	struct marking *m = screen->state;
	struct ui_event e = *event;
	struct ui_rect box = box_of(screen->rows, screen->cols);
	unsigned r;

	if (ui_key_is(event, UI_KEY_ESC, 0) && m->picker.query.len > 0) {
		ui_lineedit_set(&m->picker.query, "");
		narrow(m);
		marks_layout(screen, screen->rows, screen->cols);
		return UI_HANDLED | UI_REDRAW;
	}
	e.y -= box.y + 1;
	e.x -= box.x + 2;
	r = ui_picker_event(&m->picker, &e, (int)m->n_shown);
	if (r & UI_ACCEPTED)
		r = mark_here(m);
	if (r & UI_CHANGED)
		narrow(m);
	marks_layout(screen, screen->rows, screen->cols);
	return r;
}

static unsigned marks_command(struct screen *screen, enum command command)
{
	struct marking *m = screen->state;

	if (command == CMD_CHOOSE)
		return take(screen);
	if (command == CMD_MARK_HERE)
		return mark_here(m);
	return command == CMD_MARK_FOUND ? mark_shown(m) : UI_IGNORED;
}

const struct screen_ops marks_screen = {
	.name = "marks",
	.title = "Marks",
	.state_size = sizeof(struct marking),
	.commands = marks_commands,
	.overlay = true,
	.open = marks_open,
	.layout = marks_layout,
	.draw = marks_draw,
	.event = marks_event,
	.command = marks_command,
	.close = marks_close,
};
