/*
 * Who works at this till now.  What was typed ahead of a new turn was meant for the one before, and
 * is dropped.
 *
 * It lies at the bottom of the stack: when the last screen above it closes, that clerk's turn is
 * over.  In a store where nobody works yet it makes the first one, who may make all others.
 */
#include "kit/ask.h"
#include "kit/fill.h"
#include "registry.h"

#include "ui/widget/picker.h"

#include <stdio.h>
#include <string.h>

enum { TAG_WORK, TAG_PIN, TAG_FIRST, TAG_LEAVE };

enum { LIST_COLS = 56 };

struct sign_in {
	struct bo_arena arena;
	struct bo_staff_list staff;
	int *shown, nshown; /* in the arena */
	struct ui_picker picker;
	char name[BO_NAME_MAX + 1], title[BO_NAME_MAX + 16];
	struct prompt prompt;
	struct fill_field first[3];
	bool training, leave;
};

static const struct command_ref sign_in_commands[] = {
	{ .command = CMD_OPEN, .label = "Sign in" },
	{ .command = CMD_NONE },
};

static void narrow(struct sign_in *s)
{
	s->nshown = 0;
	for (size_t i = 0; s->shown && i < s->staff.n; i++)
		if (!s->staff.row[i].disabled &&
		    session_is_called(s->staff.row[i].name, s->picker.query.text))
			s->shown[s->nshown++] = (int)i;
	if (s->picker.list.row >= s->nshown)
		s->picker.list.row = 0;
}

static bool sign_in_open(struct screen *screen, const void *args)
{
	struct sign_in *s = screen->state;

	(void)args;
	s->training = bo_store_is_training(session_bo(screen));
	ui_picker_init(&s->picker, NULL);
	return true;
}

static void sign_in_recalc(struct screen *screen)
{
	struct sign_in *s = screen->state;

	bo_arena_clear(&s->arena);
	s->staff = (struct bo_staff_list){ 0 };
	s->shown = NULL;
	session_failed(screen, bo_staff_at_till(session_bo(screen), &s->arena, &s->staff));
	s->shown = bo_arena_alloc(&s->arena, (s->staff.n + 1) * sizeof *s->shown);
	narrow(s);
}

static void sign_in_close(struct screen *screen)
{
	struct sign_in *s = screen->state;

	bo_arena_clear(&s->arena);
}

static int rows(const void *arg)
{
	const struct sign_in *s = arg;

	return s->nshown;
}

/* Everybody may know the PINs of the demo's people; NULL for others. */
static const char *demo_pin(const char *name)
{
	size_t n;
	const struct bo_demo_person *person = bo_demo_people(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(person[i].name, name) == 0)
			return person[i].pin;
	return NULL;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct sign_in *s = arg;
	const struct bo_staff *staff = &s->staff.row[s->shown[row]];

	if (column == 0)
		snprintf(text, size, "%s", staff->name);
	else if (column == 1)
		snprintf(text, size, "%s", bo_role_code(staff->role));
	else if (staff->has_pin && s->training && demo_pin(staff->name))
		snprintf(text, size, "demo PIN %s", demo_pin(staff->name));
	else if (staff->has_pin)
		snprintf(text, size, "PIN");
}

static const struct ui_column columns[] = {
	{ .title = "Name", .width = 12, .grow = true },
	{ .title = "Role", .width = 10, .drop = 1 },
	{ .title = "", .width = 13, .drop = 2 },
};

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = 3,
	.rows = rows,
	.cell = cell,
	.empty = "Nobody of that name works here.",
};

static struct ui_rect list_box(int height, int width)
{
	int cols = width - 4 < LIST_COLS ? width - 4 : LIST_COLS;
	int top = height > 20 ? 4 : height > 12 ? 2 : 0;

	return (struct ui_rect){ top, (width - cols) / 2, height - top - (height > 12 ? 4 : 0),
				 cols };
}

static void sign_in_layout(struct screen *screen, int height, int width)
{
	struct sign_in *s = screen->state;

	ui_picker_layout(&s->picker, list_box(height, width).rows, s->nshown);
}

static void draw_notes(const struct screen *screen, struct ui_surface *s)
{
	const struct sign_in *in = screen->state;
	const struct bo *bo = session_bo(screen);
	struct ui_rect box = list_box(s->rows, s->cols);
	int y = box.y + box.rows + 1;

	if (s->rows <= 12)
		return;
	if (in->training)
		ui_put_cut(s, y, box.x, box.cols, UI_ROLE_WARN,
			   "A training store: nothing that is sold here is real.");
	ui_put_cut(s, y + 1, box.x, s->cols - box.x - 1, UI_ROLE_HINT, bo_store_path(bo));
}

static void sign_in_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct sign_in *in = screen->state;
	struct ui_rect box = list_box(s->rows, s->cols);
	struct ui_surface part = ui_surface_part(s, box);

	if (box.y > 1)
		ui_put_cut(s, box.y - 2, box.x, box.cols, UI_ROLE_HEADER,
			   "Who is at the till? Type a name or choose one.");
	if (in->staff.n == 0)
		ui_put_wrapped(&part, ui_surface_rect(&part), UI_ROLE_NORMAL,
			       "Nobody works here yet. Enter makes the first one, an admin, who "
			       "can then make all the others.");
	else
		ui_picker_draw(&in->picker, &model, in, &part);
	if (in->staff.n > 0 && in->picker.query.len == 0)
		ui_put_cut(&part, 0, 2, part.cols - 2, UI_ROLE_HINT, "Name");
	draw_notes(screen, s);
}

static unsigned start_work(struct screen *screen)
{
	struct sign_in *s = screen->state;

	ui_lineedit_set(&s->picker.query, "");
	narrow(s);
	app_push(screen->app, home_of(session_of(screen)), NULL, TAG_WORK);
	return UI_HANDLED | UI_REDRAW | UI_DROP_TYPEAHEAD;
}

static unsigned ask_pin(struct screen *screen)
{
	struct sign_in *s = screen->state;

	s->prompt = (struct prompt){ .title = s->title, .text = "PIN", .limit = 64, .mask = true };
	return app_open(screen->app, &prompt_screen, &s->prompt, TAG_PIN);
}

static unsigned try_pin(struct screen *screen, const char *pin)
{
	struct sign_in *s = screen->state;

	enum bo_status status = bo_sign_in(session_bo(screen), s->name, pin);

	if (!session_failed(screen, status))
		return start_work(screen);
	return pin && status == BO_REFUSED ? ask_pin(screen) : UI_HANDLED | UI_REDRAW;
}

static enum bo_status save_first(struct screen *screen, struct ui_form *form, void *arg)
{
	struct bo *bo = session_bo(screen);
	int64_t id;

	(void)arg;
	if (strcmp(form->fields[1].edit.text, form->fields[2].edit.text) != 0)
		return fill_fault(form, 2, "The two PINs are not the same.");
	return bo_staff_add(bo, fill_text(form, 0), BO_ROLE_ADMIN, form->fields[1].edit.text, &id);
}

static unsigned make_first(struct screen *screen)
{
	struct sign_in *s = screen->state;

	s->first[0] = fill_line("Name", "name", 30, NULL, NULL);
	s->first[1] = fill_pin("PIN", "pin", "At least four characters.");
	s->first[2] = fill_pin("PIN again", NULL, NULL);
	struct fill fill = {
		.title = "The first admin", .fields = s->first, .n = 3, .save = save_first
	};

	return app_open(screen->app, &fill_screen, &fill, TAG_FIRST);
}

static unsigned choose(struct screen *screen)
{
	struct sign_in *s = screen->state;

	if (s->staff.n == 0)
		return make_first(screen);
	if (s->nshown == 0)
		return UI_HANDLED | UI_BELL;
	const struct bo_staff *staff = &s->staff.row[s->shown[s->picker.list.row]];

	snprintf(s->name, sizeof s->name, "%s", staff->name);
	snprintf(s->title, sizeof s->title, "%s", staff->name);
	return staff->has_pin ? ask_pin(screen) : try_pin(screen, NULL);
}

static unsigned ask_leave(struct screen *screen)
{
	static const struct ui_dialog question = {
		.title = "Leave",
		.text = "Leave the program?",
		.answers = { { "l", "Leave" }, { "<Esc>", "Stay" } },
		.enter = 1,
	};

	return app_open(screen->app, &ask_screen, &question, TAG_LEAVE);
}

static unsigned sign_in_event(struct screen *screen, const struct ui_event *event)
{
	struct sign_in *s = screen->state;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (ui_key_is(event, UI_KEY_ESC, 0) && s->picker.query.len) {
		ui_lineedit_set(&s->picker.query, "");
		narrow(s);
		return UI_HANDLED | UI_REDRAW;
	}
	if (ui_key_is(event, UI_KEY_ESC, 0))
		return ask_leave(screen);
	if (ui_key_is(event, UI_KEY_ENTER, 0))
		return choose(screen);
	if (s->staff.n == 0)
		return UI_IGNORED;
	struct ui_event e = *event;
	struct ui_rect box = list_box(screen->rows, screen->cols);

	e.y -= box.y;
	e.x -= box.x;
	r = ui_picker_event(&s->picker, &e, s->nshown);
	if (r & UI_ACCEPTED)
		return choose(screen);
	if (r & UI_CHANGED)
		narrow(s);
	return r;
}

static unsigned sign_in_command(struct screen *screen, enum command command)
{
	return command == CMD_OPEN ? choose(screen) : UI_IGNORED;
}

static bool sign_in_may_close(struct screen *screen)
{
	const struct sign_in *s = screen->state;

	if (!s->leave)
		ask_leave(screen);
	return s->leave;
}

static unsigned sign_in_done(struct screen *screen, int tag, const void *result)
{
	struct sign_in *s = screen->state;

	if (tag == TAG_PIN)
		return result ? try_pin(screen, result) : UI_HANDLED | UI_REDRAW;
	if (tag == TAG_FIRST)
		return UI_RECALC | UI_REDRAW;
	if (tag == TAG_LEAVE) {
		s->leave = ask_yes(result);
		return s->leave ? UI_CLOSE : UI_HANDLED | UI_REDRAW;
	}
	bo_sign_out(session_bo(screen));
	return UI_RECALC | UI_REDRAW | UI_DROP_TYPEAHEAD;
}

const struct screen_ops sign_in_screen = {
	.name = "sign in",
	.title = "Sign in",
	.state_size = sizeof(struct sign_in),
	.commands = sign_in_commands,
	.open = sign_in_open,
	.recalc = sign_in_recalc,
	.layout = sign_in_layout,
	.draw = sign_in_draw,
	.event = sign_in_event,
	.command = sign_in_command,
	.may_close = sign_in_may_close,
	.done = sign_in_done,
	.close = sign_in_close,
};
