/*
 * The fill form: seven fields, each with a box that keeps what stands there already.
 *
 * All boxes are ticked at the start, so what nobody types into stays as it is.  Typing in a field
 * means it, for those that exist as for the new ones, and unticks its box; ticked again, those that
 * exist keep theirs and only the new ones take what was typed.  Where one cell alone is filled, or
 * none of them exists yet, there is nothing to keep and there are no boxes.
 */
#include "redemptions/matrix.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { CAP, CODES, START, END, MIN, MAX, STEP, FIELDS };
enum { BOX_COLS = 76, LABEL_COLS = 18, TEXT_COLS = 32, CODES_MAX = 1000 };
enum { TAG_PREVIEW_FORM = 1 };

#define FIELD(text, of, field_bit, said)                                                           \
	{                                                                                          \
		(text), #of, (said), (field_bit), offsetof(struct bo_redemption, of),              \
			offsetof(struct bo_redemption_batch, of)                                   \
	}

static const struct {
	const char *label, *name, *hint;
	unsigned bit;
	size_t from, to; /* where it stands in a redemption, and in a batch */
} infos[FIELDS] = {
	[CAP] = FIELD("Max sales for type", cap, BO_FIELD_CAP,
		      "At a performance; none: no limit, 0: closed."),
	[CODES] = FIELD("Codes", codes, BO_FIELD_CODES,
			"One of these must be named: A, B. A:50: at most 50. Empty: anyone."),
	[START] = FIELD("On sale from", start, BO_FIELD_START,
			"none, a time, or before curtain: -30d, -3h, -90m."),
	[END] = FIELD("Until", end, BO_FIELD_END,
		      "none, a time, or before curtain: -3h; +30m is after it."),
	[MIN] = FIELD("At least", min, BO_FIELD_MIN, "How many one sale must take."),
	[MAX] = FIELD("At most", max, BO_FIELD_MAX, "How many one sale may take; none: no limit."),
	[STEP] = FIELD("In steps of", step, BO_FIELD_STEP,
		       "2: two, four, six ... from the least number on."),
};

static bool is_bound(int field)
{
	return field == START || field == END;
}

struct matrix_form {
	const char *title;
	char text[200], zone[BO_ZONE_MAX];
	const struct session *session;
	struct ui_form form;
	struct ui_field fields[2 * FIELDS]; /* a text and its box */
	bool boxes, all_exist, discard, touched[FIELDS];
	size_t n;
	struct bo_redemption_batch batch;
	char codes[CODES_MAX + 1];
	struct matrix_applied applied;
};

static const struct command_ref form_commands[] = {
	{ .command = CMD_SAVE },
	{ .command = CMD_NONE },
};

/* --- What stands in the fields at first --- */

/* What all that exist have; where they differ, nothing. */
static void put_value(const struct bo_redemption *r, int field, struct bo_buf *buf)
{
	const void *from = (const char *)r + infos[field].from;
	const int64_t *n = from;

	if (field == CODES)
		for (size_t i = 0; i < r->n_codes; i++)
			bo_buf_printf(buf, "%s%s", i ? ", " : "", r->codes[i]);
	else if (is_bound(field))
		bo_bound_say(buf, *(const struct bo_bound *)from, r->zone);
	else if (*n == BO_NONE)
		bo_buf_add(buf, "none");
	else
		bo_buf_printf(buf, "%" PRId64, *n);
}

static void set_field(struct matrix_form *f, const struct matrix_chosen *chosen, int i)
{
	char value[CODES_MAX + 1];
	struct bo_buf buf = BO_BUF(value);
	struct ui_field *text = &f->fields[2 * i], *box = &f->fields[2 * i + 1];

	*text = (struct ui_field){ .label = infos[i].label,
				   .hint = infos[i].hint,
				   .width = i == CODES || is_bound(i) ? TEXT_COLS : 8,
				   .limit = i == CODES ? CODES_MAX : 40 };
	*box = (struct ui_field){
		.label = "keep",
		.hint = "Ticked: those that exist keep theirs, new ones take this.",
		.kind = UI_FIELD_TOGGLE,
		.choice = f->boxes,
		.disabled = !f->boxes
	};
	ui_lineedit_init(&text->edit, text->limit);
	if (chosen->first && (chosen->same & infos[i].bit)) {
		put_value(chosen->first, i, &buf);
		ui_lineedit_prefill(&text->edit, value);
	}
}

static void set_text(struct matrix_form *f, const struct matrix_chosen *chosen)
{
	size_t fresh = chosen->n - chosen->existing;

	if (!chosen->existing)
		snprintf(f->text, sizeof f->text,
			 "New. What stays empty gets the usual: on sale at once until the house's "
			 "cutoff, no limits.");
	else if (!f->boxes)
		snprintf(f->text, sizeof f->text, "Exists; what is typed replaces what it has.");
	else if (!fresh)
		snprintf(f->text, sizeof f->text,
			 "All %zu exist. What is typed replaces theirs; the rest stays.",
			 chosen->existing);
	else
		snprintf(f->text, sizeof f->text,
			 "%zu exist, %zu are new. All take what is typed; where a box is ticked, "
			 "those "
			 "that exist keep theirs.",
			 chosen->existing, fresh);
}

static bool form_open(struct screen *screen, const void *args)
{
	struct matrix_form *f = screen->state;
	const struct matrix_fill *fill = args;

	f->session = session_of(screen);
	f->title = fill->title;
	f->n = fill->chosen.n;
	f->boxes = fill->chosen.n > 1 && fill->chosen.existing > 0;
	f->all_exist = fill->chosen.existing == fill->chosen.n;
	f->batch = fill->chosen.batch;
	snprintf(f->zone, sizeof f->zone, "%s", fill->zone);
	set_text(f, &fill->chosen);
	for (int i = 0; i < FIELDS; i++)
		set_field(f, &fill->chosen, i);
	ui_form_init(&f->form, f->fields, 2 * FIELDS);
	return true;
}

/* --- Drawing: a row for each field, its box at the end --- */

static int fault_rows(const struct matrix_form *f)
{
	int n = 0;

	for (int i = 0; i < FIELDS; i++)
		n += f->fields[2 * i].fault[0] != '\0';
	return n;
}

/* Where the boxes stand: with words after them if there is room. */
static int box_at(const struct ui_surface *s)
{
	int x = LABEL_COLS + 2 + TEXT_COLS + 2;

	if (x + 14 <= s->cols)
		return x;
	return s->cols > 4 ? s->cols - 3 : 0;
}

static void draw_box(const struct matrix_form *f, struct ui_surface *s, int y, int i)
{
	const struct ui_field *box = &f->fields[2 * i + 1];
	bool focus = f->form.at == 2 * i + 1;
	int x = box_at(s);

	if (!f->boxes)
		return;
	ui_put(s, y, x, focus ? UI_ROLE_ENTRY : UI_ROLE_ENTRY_OFF, box->choice ? "[x]" : "[ ]");
	ui_put_cut(s, y, x + 4, s->cols - x - 4, box->choice ? UI_ROLE_HINT : UI_ROLE_WARN,
		   box->choice ? "keep as is" : "overwrite");
	if (focus)
		ui_cursor_at(s, y, x + 1, true);
}

static void draw_fields(const struct matrix_form *f, struct ui_surface *s)
{
	int y = 0, at = f->form.at / 2, x = LABEL_COLS + 2;

	if (at + 1 + fault_rows(f) > s->rows)
		y = s->rows - (at + 1 + fault_rows(f));
	for (int i = 0; i < FIELDS; i++, y++) {
		const struct ui_field *text = &f->fields[2 * i];
		int room = (f->boxes ? box_at(s) - 1 : s->cols) - x;

		ui_put_right(s, y, 0, LABEL_COLS, UI_ROLE_NORMAL, text->label);
		if (y >= 0)
			ui_lineedit_draw(&text->edit, s, y, x,
					 text->width < room ? text->width : room,
					 f->form.at == 2 * i);
		draw_box(f, s, y, i);
		if (text->fault[0]) {
			y++;
			ui_put_cut(s, y, x, 2, UI_ROLE_ERROR, "! ");
			ui_put_cut(s, y, x + 2, room - 2, UI_ROLE_ERROR, text->fault);
		}
	}
}

/* Ticked again, what was typed changes nothing that exists: say so where it happens. */
static void draw_hint(const struct matrix_form *f, struct ui_surface *s, struct ui_rect at)
{
	int i = f->form.at / 2;
	bool idle = f->boxes && f->form.at % 2 == 0 && f->touched[i] && f->fields[2 * i + 1].choice;

	const struct fill_field bound = { .reads = FILL_READS_BOUND, .zone = f->zone };
	char said[FILL_UNDERSTOOD] = "";

	if (is_bound(i) && f->form.at % 2 == 0)
		fill_understood(f->session->bo, &bound, fill_text(&f->form, f->form.at), said);
	ui_put_cut(s, at.y, at.x, at.cols, idle ? UI_ROLE_WARN : UI_ROLE_HINT,
		   idle	   ? "Those that exist keep theirs: Tab, then Space overwrites them."
		   : *said ? said
			   : f->fields[f->form.at].hint);
}

static void form_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct matrix_form *f = screen->state;
	int width = s->cols < BOX_COLS ? s->cols : BOX_COLS;
	int text =
		ui_put_wrapped(NULL, (struct ui_rect){ 0, 0, 4, width - 4 }, UI_ROLE_HINT, f->text);
	int height = FIELDS + fault_rows(f) + text + 5;

	height = height < s->rows ? height : s->rows;
	struct ui_rect box = { (s->rows - height) / 3, (s->cols - width) / 2, height, width };
	struct ui_rect room = { box.y + 1, box.x + 2, height - 2, width - 4 };

	ui_fill(s, box, UI_ROLE_NORMAL);
	ui_box(s, box, UI_ROLE_BORDER, f->title);
	if (room.rows > FIELDS + text + 1) {
		ui_put_wrapped(s, room, UI_ROLE_HINT, f->text);
		room.y += text + 1;
		room.rows -= text + 1;
	}
	if (room.rows > 2) {
		draw_hint(f, s, (struct ui_rect){ room.y + room.rows - 1, room.x, 1, room.cols });
		room.rows--;
	}
	struct ui_surface in = ui_surface_part(s, room);

	draw_fields(f, &in);
}

/* --- What was typed --- */

static enum bo_status read_bound(struct matrix_form *f, int i, const char *text,
				 struct bo_bound *bound)
{
	struct bo_typing typing = bo_typing(f->session->bo, f->zone);
	const char *why = NULL;

	*bound = (struct bo_bound){ .anchor = BO_ANCHOR_OPEN };
	if (*text)
		why = bo_bound_typed(&typing, text, bound);
	return why ? fill_fault(&f->form, 2 * i, "That %s.", why) : BO_OK;
}

/* Empty is what a field has when nobody limits it. */
static enum bo_status read_number(struct matrix_form *f, int i, const char *text, int64_t *n)
{
	*n = 1;
	return *text || i == CAP || i == MAX ? fill_number(&f->form, 2 * i, i == CAP || i == MAX, n)
					     : BO_OK;
}

static enum bo_status read_field(struct matrix_form *f, int i, const char *text)
{
	void *to = (char *)&f->batch + infos[i].to;

	if (is_bound(i))
		return read_bound(f, i, text, to);
	if (i != CODES)
		return read_number(f, i, text, to);
	snprintf(f->codes, sizeof f->codes, "%s", text);
	f->batch.codes = f->codes;
	return BO_OK;
}

/* A ticked field without a value is not spoken of: new ones take the usual. */
static enum bo_status read_fields(struct matrix_form *f)
{
	enum bo_status status = BO_OK;

	f->batch.given = f->batch.keep = 0;
	f->batch.dry_run = false;
	for (int i = 0; i < FIELDS; i++) {
		const char *text = fill_text(&f->form, 2 * i);
		bool keep = f->boxes && f->fields[2 * i + 1].choice;
		bool fresh = !f->boxes && !f->all_exist; /* nothing that exists */

		if (!*text && (keep || fresh))
			continue;
		f->batch.given |= infos[i].bit;
		f->batch.keep |= keep ? infos[i].bit : 0;
		if (read_field(f, i, text))
			status = BO_INVALID;
	}
	return status;
}

static void blame(struct screen *screen, enum bo_status status)
{
	struct matrix_form *f = screen->state;
	const struct bo_error *error = bo_error(session_bo(screen));

	for (int i = 0; i < FIELDS; i++) {
		if (strcmp(infos[i].name, error->field) == 0) {
			ui_form_fault(&f->form, 2 * i, "%s", error->message);
			return;
		}
	}
	session_failed(screen, status);
}

static unsigned apply_one(struct screen *screen)
{
	struct matrix_form *f = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };
	enum bo_status status =
		bo_redemption_apply(session_bo(screen), &arena, &f->batch, &changes);

	if (status)
		blame(screen, status);
	else
		matrix_applied_of(&changes, &f->applied);
	bo_arena_clear(&arena);
	if (status)
		return UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
	screen->result = &f->applied;
	f->discard = true;
	return UI_HANDLED | UI_CLOSE;
}

static unsigned submit(struct screen *screen)
{
	struct matrix_form *f = screen->state;
	struct matrix_preview preview = { .title = f->title, .batch = &f->batch };

	ui_form_clear_faults(&f->form);
	if (read_fields(f))
		return UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
	if (f->n == 1)
		return apply_one(screen);
	if (!app_push(screen->app, &matrix_preview_screen, &preview, TAG_PREVIEW_FORM))
		blame(screen, BO_INVALID);
	return UI_HANDLED | UI_REDRAW;
}

/* Up, Down and Enter go from row to row; Tab also stops at the boxes. */
static unsigned go_row(struct matrix_form *f, int step)
{
	int row = (f->form.at / 2 + step + FIELDS) % FIELDS;

	ui_form_focus(&f->form, 2 * row + (f->boxes ? f->form.at % 2 : 0));
	return UI_HANDLED | UI_REDRAW;
}

static unsigned form_event(struct screen *screen, const struct ui_event *event)
{
	struct matrix_form *f = screen->state;
	int at = f->form.at;
	unsigned r;

	if (ui_key_is(event, UI_KEY_ENTER, 0)) {
		if (at / 2 == FIELDS - 1)
			return submit(screen);
		ui_form_focus(&f->form, 2 * (at / 2 + 1));
		return UI_HANDLED | UI_REDRAW;
	}
	if (ui_key_is(event, UI_KEY_DOWN, 0))
		return go_row(f, 1);
	if (ui_key_is(event, UI_KEY_UP, 0))
		return go_row(f, -1);
	r = ui_form_event(&f->form, event);
	if (r & UI_ACCEPTED)
		return submit(screen);
	if ((r & UI_CHANGED) && at % 2 == 0) {
		if (f->boxes && !f->touched[at / 2])
			f->fields[at + 1].choice = 0;
		f->touched[at / 2] = true;
	}
	return r;
}

static unsigned form_command(struct screen *screen, enum command command)
{
	return command == CMD_SAVE ? submit(screen) : UI_IGNORED;
}

static bool form_may_close(struct screen *screen)
{
	const struct matrix_form *f = screen->state;

	return ask_may_drop(screen, "Not applied", f->form.changed && !f->discard);
}

static unsigned form_done(struct screen *screen, int tag, const void *result)
{
	struct matrix_form *f = screen->state;

	if (tag == TAG_PREVIEW_FORM && result) {
		f->applied = *(const struct matrix_applied *)result;
		f->discard = true;
		screen->result = &f->applied;
		return UI_CLOSE;
	}
	return tag == ASK_TAG_DROP ? ask_dropped(result, &f->discard) : UI_HANDLED | UI_REDRAW;
}

const struct screen_ops matrix_form_screen = {
	.name = "matrix form",
	.title = "Fill",
	.state_size = sizeof(struct matrix_form),
	.commands = form_commands,
	.overlay = true,
	.open = form_open,
	.draw = form_draw,
	.event = form_event,
	.command = form_command,
	.may_close = form_may_close,
	.done = form_done,
};
