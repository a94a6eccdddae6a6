/*
 * The form as a screen: a box over the screen it was opened from, so that what one is filling in
 * for stays in sight.
 */
#include "kit/fill.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BOX_COLS = 76 };

struct filling {
	struct fill fill;
	struct ui_form form;
	struct ui_field fields[FILL_FIELDS];
	const char *names[FILL_FIELDS];
	bool saved, discard;
	char understood[FILL_UNDERSTOOD]; /* stands in place of the hint of the field with the focus
					   */
	int told;			  /* which one; -1: none */
};

struct fill_field fill_line(const char *label, const char *name, int width, const char *text,
			    const char *hint)
{
	return (struct fill_field){
		.label = label, .name = name, .width = width, .text = text, .hint = hint
	};
}

struct fill_field fill_read(const char *label, const char *name, enum fill_reads reads,
			    const char *zone, int width, const char *text, const char *hint)
{
	struct fill_field field = fill_line(label, name, width, text, hint);

	field.reads = reads;
	field.zone = zone;
	return field;
}

struct fill_field fill_words(const char *label, const char *name, size_t limit, const char *hint)
{
	return (struct fill_field){ .label = label, .name = name, .limit = limit, .hint = hint };
}

struct fill_field fill_pin(const char *label, const char *name, const char *hint)
{
	struct fill_field field = fill_line(label, name, 20, NULL, hint);

	field.kind = UI_FIELD_PIN;
	return field;
}

struct fill_field fill_list(const char *label, const char *name, const char *const *choices, int n,
			    int choice, const char *hint)
{
	return (struct fill_field){ .label = label,
				    .name = name,
				    .kind = UI_FIELD_CHOICE,
				    .choices = choices,
				    .nchoices = n,
				    .choice = choice,
				    .hint = hint };
}

struct fill_field fill_switch(const char *label, const char *name, int on, const char *hint)
{
	return (struct fill_field){
		.label = label, .name = name, .kind = UI_FIELD_TOGGLE, .choice = on, .hint = hint
	};
}

static void tell(struct screen *screen)
{
	struct filling *f = screen->state;
	int at = f->form.at;
	const struct fill_field *field = &f->fill.fields[at];

	if (f->told >= 0)
		f->fields[f->told].hint = f->fill.fields[f->told].hint;
	f->told = -1;
	if (field->reads == FILL_READS_TEXT || !f->fields[at].edit.len)
		return;
	if (!*fill_understood(session_bo(screen), field, fill_text(&f->form, at), f->understood))
		return;
	f->fields[at].hint = f->understood;
	f->told = at;
}

static bool can_pick(const struct screen *screen)
{
	const struct filling *f = screen->state;

	return f->fill.pick != NULL;
}

static const struct command_ref fill_commands[] = {
	{ CMD_SAVE, NULL, NULL, false, NULL },
	{ CMD_PICK, NULL, can_pick, COMMAND_SHY, "this field has no list" },
	{ CMD_BACK, NULL, NULL, false, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static void take_field(struct ui_field *field, const struct fill_field *from)
{
	*field = (struct ui_field){
		.label = from->label,
		.hint = from->hint,
		.kind = from->kind,
		.width = from->width,
		.rows = from->rows,
		.limit = from->limit,
		.choices = from->choices,
		.nchoices = from->nchoices,
		.choice = from->choice,
	};
	ui_lineedit_init(&field->edit, from->limit ? from->limit : BO_NAME_MAX);
	if (from->text && (from->typing || from->kind == UI_FIELD_LINES))
		ui_lineedit_set(&field->edit, from->text);
	else if (from->text)
		ui_lineedit_prefill(&field->edit, from->text);
}

static bool fill_open(struct screen *screen, const void *args)
{
	struct filling *f = screen->state;
	const struct fill *fill = args;

	f->fill = *fill;
	f->fill.n = fill->n < FILL_FIELDS ? fill->n : FILL_FIELDS;
	for (int i = 0; i < f->fill.n; i++) {
		take_field(&f->fields[i], &fill->fields[i]);
		f->names[i] = fill->fields[i].name;
	}
	ui_form_init(&f->form, f->fields, f->fill.n);
	ui_form_focus(&f->form, fill->first);
	if (fill->changed)
		fill->changed(screen, &f->form, fill->arg);
	f->form.changed = false;
	f->told = -1;
	return true;
}

static struct ui_rect box_of(const struct filling *f, int rows, int cols)
{
	int width = cols < BOX_COLS ? cols : BOX_COLS, height = ui_form_rows(&f->form) + 4;

	if (f->fill.text)
		height += 1 + ui_put_wrapped(NULL, (struct ui_rect){ 0, 0, rows, width - 4 },
					     UI_ROLE_NORMAL, f->fill.text);
	if (height > rows)
		height = rows;
	return (struct ui_rect){ (rows - height) / 3, (cols - width) / 2, height, width };
}

static void fill_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct filling *f = screen->state;
	struct ui_rect box = box_of(f, s->rows, s->cols);
	struct ui_rect room = { box.y + 1, box.x + 2, box.rows - 2, box.cols - 4 };

	ui_fill(s, box, UI_ROLE_NORMAL);
	ui_box(s, box, UI_ROLE_BORDER, f->fill.title);
	if (f->fill.text && room.rows > ui_form_rows(&f->form) + 1) {
		int used = 1 + ui_put_wrapped(s, room, UI_ROLE_HINT, f->fill.text);

		room.y += used;
		room.rows -= used;
	}
	struct ui_surface in = ui_surface_part(s, room);

	ui_form_draw(&f->form, &in, true);
}

/* The first field with a fault, or -1. */
static int first_fault(const struct filling *f)
{
	for (int i = 0; i < f->form.n; i++)
		if (f->fields[i].fault[0])
			return i;
	return -1;
}

static void blame(struct screen *screen, enum bo_status status)
{
	struct filling *f = screen->state;
	const struct bo_error *error = bo_error(session_bo(screen));

	for (int i = 0; i < f->form.n; i++) {
		if (f->names[i] && error->field[0] && strcmp(f->names[i], error->field) == 0) {
			ui_form_fault(&f->form, i, "%s", error->message);
			return;
		}
	}
	session_failed(screen, status);
}

static unsigned carry_out(struct screen *screen)
{
	struct filling *f = screen->state;
	enum bo_status status;

	ui_form_clear_faults(&f->form);
	status = f->fill.save(screen, &f->form, f->fill.arg);
	if (status == BO_OK) {
		f->saved = true;
		screen->result = &f->saved;
		return UI_HANDLED | UI_CLOSE;
	}
	if (first_fault(f) < 0)
		blame(screen, status);
	/* under a field in a narrow box it may be cut; on the message line less so */
	if (first_fault(f) >= 0 && screen->cols < BOX_COLS)
		app_error(screen->app, "%s", f->fields[first_fault(f)].fault);
	return UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
}

static unsigned fill_event(struct screen *screen, const struct ui_event *event)
{
	struct filling *f = screen->state;
	unsigned r = ui_form_event(&f->form, event);

	if (r & UI_ACCEPTED)
		return carry_out(screen);
	if ((r & UI_CHANGED) && f->fill.changed)
		f->fill.changed(screen, &f->form, f->fill.arg);
	tell(screen);
	return r;
}

static unsigned fill_command(struct screen *screen, enum command command)
{
	struct filling *f = screen->state;

	if (command == CMD_PICK && f->fill.pick)
		return f->fill.pick(screen, &f->form, f->fill.arg);
	return command == CMD_SAVE ? carry_out(screen) : UI_IGNORED;
}

static bool fill_may_close(struct screen *screen)
{
	const struct filling *f = screen->state;

	return ask_may_drop(screen, "Not saved", f->form.changed && !f->discard);
}

static unsigned fill_done(struct screen *screen, int tag, const void *result)
{
	struct filling *f = screen->state;

	if (tag == FILL_TAG_PICK && result && f->fill.picked) {
		f->fill.picked(&f->form, result, f->fill.arg);
		f->form.changed = true;
		if (f->fill.changed)
			f->fill.changed(screen, &f->form, f->fill.arg);
	}
	return tag == ASK_TAG_DROP ? ask_dropped(result, &f->discard) : UI_HANDLED | UI_REDRAW;
}

const struct screen_ops fill_screen = {
	.name = "fill",
	.title = "Form",
	.state_size = sizeof(struct filling),
	.commands = fill_commands,
	.overlay = true,
	.open = fill_open,
	.draw = fill_draw,
	.event = fill_event,
	.command = fill_command,
	.may_close = fill_may_close,
	.done = fill_done,
};

unsigned fill_room_open(struct screen *screen, struct fill_room *room, int n,
			enum bo_status (*save)(struct screen *, struct ui_form *, void *),
			void *arg, int tag)
{
	struct fill fill = { .title = room->title,
			     .text = room->text[0] ? room->text : NULL,
			     .fields = room->field,
			     .n = n,
			     .save = save,
			     .changed = room->changed,
			     .arg = arg };

	room->changed = NULL;
	return app_open(screen->app, &fill_screen, &fill, tag);
}

unsigned fill_room_ask(struct screen *screen, struct fill_room *room, const char *title,
		       const char *key, const char *label, int tag)
{
	struct ui_dialog question = {
		.title = title,
		.text = room->text,
		.role = UI_ROLE_WARN,
		.answers = { { key, label }, { "<Esc>", "Back" } },
	};

	return app_open(screen->app, &ask_screen, &question, tag);
}

const char *fill_text(const struct ui_form *form, int field)
{
	static char texts[FILL_FIELDS][UI_LINE_MAX + 1];
	const char *from = form->fields[field].edit.text;
	char *text = texts[field % FILL_FIELDS];
	size_t n;

	from += strspn(from, " ");
	n = strlen(from);
	while (n > 0 && from[n - 1] == ' ')
		n--;
	memcpy(text, from, n);
	text[n] = '\0';
	return text;
}

int fill_choice(const struct ui_form *form, int field)
{
	return form->fields[field].choice;
}

enum bo_status fill_fault(struct ui_form *form, int field, const char *format, ...)
{
	char text[UI_FAULT_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	ui_form_fault(form, field, "%s", text);
	return BO_INVALID;
}

enum bo_status fill_number(struct ui_form *form, int field, bool empty_ok, int64_t *number)
{
	const char *text = fill_text(form, field);
	long long value;
	char *end;

	if (empty_ok && (!*text || strcmp(text, "none") == 0)) {
		*number = BO_NONE;
		return BO_OK;
	}
	errno = 0;
	value = strtoll(text, &end, 10);
	if (!isdigit((unsigned char)*text) || *end || errno)
		return fill_fault(form, field,
				  empty_ok ? "A whole number, or none."
					   : "A whole number, please.");
	*number = value;
	return BO_OK;
}

enum bo_status fill_money(const struct session *session, struct ui_form *form, int field,
			  int64_t *amount)
{
	const char *why = bo_money_parse(fill_text(form, field), bo_currency(session->bo), amount);

	return why ? fill_fault(form, field, "That amount %s.", why) : BO_OK;
}

enum bo_status fill_when(struct bo *bo, struct ui_form *form, int field, const char *zone,
			 int64_t *when)
{
	struct bo_typing typing = bo_typing(bo, zone);
	const char *why = bo_typed_when(&typing, fill_text(form, field), when);

	return why ? fill_fault(form, field, "That time %s.", why) : BO_OK;
}

enum bo_status fill_date(struct bo *bo, struct ui_form *form, int field, char date[BO_DATE_SIZE])
{
	struct bo_typing typing = bo_typing(bo, NULL);
	const char *why = bo_typed_date(&typing, fill_text(form, field), date);

	return why ? fill_fault(form, field, "That day %s.", why) : BO_OK;
}

enum bo_status fill_when_on(struct bo *bo, struct ui_form *form, int field, int64_t there,
			    const char *zone, int64_t *when)
{
	struct bo_typing typing = bo_typing(bo, zone);
	char day[BO_DATE_SIZE];
	const char *why;

	bo_date_of(there, typing.zone, day);
	typing.day = day;
	why = bo_typed_when(&typing, fill_text(form, field), when);
	return why ? fill_fault(form, field, "That time %s.", why) : BO_OK;
}

static void put_date(struct bo_buf *say, const char *date, const char *zone)
{
	int64_t at = bo_date_begins(date, zone);

	bo_when_weekday(say, at, zone);
	bo_buf_add(say, " ");
	bo_when_day(say, at, zone, true);
}

static void understand(const struct bo_typing *typing, enum fill_reads reads, const char *text,
		       struct bo_buf *say)
{
	char date[BO_DATE_SIZE];
	struct bo_bound bound;
	int64_t when;
	int minutes;

	switch (reads) {
	case FILL_READS_WHEN:
		if (!bo_typed_when(typing, text, &when))
			bo_when_short(say, when, typing->zone, true);
		break;
	case FILL_READS_DATE:
		if (!bo_typed_date(typing, text, date))
			put_date(say, date, typing->zone);
		break;
	case FILL_READS_CLOCK:
		if (!bo_typed_clock(text, &minutes))
			bo_buf_printf(say, "%02d:%02d", minutes / 60, minutes % 60);
		break;
	case FILL_READS_BOUND:
		if (!bo_bound_typed(typing, text, &bound) && bound.anchor == BO_ANCHOR_TIME)
			bo_when_short(say, bound.value, typing->zone, true);
		break;
	case FILL_READS_TEXT:
		break;
	}
}

const char *fill_understood(const struct bo *bo, const struct fill_field *field, const char *text,
			    char said[FILL_UNDERSTOOD])
{
	struct bo_typing typing = bo_typing(bo, field->zone);
	struct bo_buf say = { said, 0, FILL_UNDERSTOOD, false };
	char day[BO_DATE_SIZE];

	said[0] = '\0';
	if (field->at) {
		bo_date_of(field->at, typing.zone, day);
		typing.day = day;
	}
	bo_buf_add(&say, "= ");
	understand(&typing, field->reads, text, &say);
	if (say.len <= 2)
		said[0] = '\0';
	return said;
}
