/*
 * Setup, printers: a folder that receives PDF files, or a queue of the print system.
 *
 * Asking the print system may take seconds, so a child process does it; a queue it does not name
 * can still be typed.
 */
#include "setup/setup.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TAG_KIND = 200, TAG_PICK, TAG_SAVED, TAG_DELETE };
enum { NAME, TARGET, MEDIA, OFF, DPI };

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct setup *s = screen->state;
	struct bo *bo = session_bo(screen);
	struct bo_printers list = { 0 };
	struct bo_printer mine;
	enum bo_status status = bo_printer_list(bo, rows->arena, &list);

	s->till_printer = 0;
	if (!status && bo_printer_of_till(bo, rows->arena, &mine) == BO_OK)
		s->till_printer = mine.id;
	return table_found(rows, status, list.row, list.n);
}

enum { COL_NAME, COL_KIND, COL_TARGET, COL_USE, COL_JOBS, COL_STATUS };

static const struct ui_column columns[] = {
	[COL_NAME] = { .title = "Printer", .width = 12, .grow = true },
	[COL_KIND] = { .title = "Kind", .width = 6, .drop = 3 },
	[COL_TARGET] = { .title = "Folder or queue", .width = 15, .grow = true, .drop = 1 },
	[COL_USE] = { .title = "Used by", .width = 18, .drop = 2 },
	[COL_JOBS] = { .title = "Jobs", .width = 4, .right = true },
	[COL_STATUS] = { .title = "Status", .width = 14, .grow = true },
};

static void say_status(const struct bo_printer *p, struct bo_buf *text)
{
	if (p->disabled)
		bo_buf_add(text, "switched off");
	else
		bo_buf_printf(text, "%s%s", p->stopped ? "stopped: " : "",
			      p->status && *p->status ? p->status : "not looked at yet");
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct setup *s = screen->state;
	const struct bo_printer *p = row;

	if (column == COL_NAME)
		bo_buf_add(text, p->name);
	else if (column == COL_KIND)
		bo_buf_add(text, bo_transport_code(p->transport));
	else if (column == COL_TARGET)
		bo_buf_add(text, p->target);
	else if (column == COL_USE)
		bo_buf_printf(text, "%s%s%s", p->id == s->till_printer ? "this till" : "",
			      p->id == s->till_printer && p->is_default ? ", " : "",
			      p->is_default ? "default" : "");
	else if (column == COL_JOBS)
		bo_buf_printf(text, "%" PRId64, p->waiting + p->unknown);
	else
		say_status(p, text);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	const struct bo_printer *p = row;

	(void)screen;
	if (p->disabled)
		return UI_ROLE_DISABLED;
	if (column == COL_STATUS && p->stopped)
		return UI_ROLE_ERROR;
	return column == COL_JOBS && p->unknown > 0 ? UI_ROLE_WARN : UI_ROLE_NORMAL;
}

static void note(const struct screen *screen, struct bo_buf *text)
{
	const struct setup *s = screen->state;
	const struct bo_printer *p = table_here(screen);

	if (child_runs(&s->asker))
		bo_buf_add(text, "Asking the print system for its queues ...");
	else if (p)
		bo_buf_printf(text,
			      "%s: %s %s%s%s. d makes it the default, t prints this till's "
			      "tickets there, p draws a specimen.",
			      p->name, p->transport == BO_TRANSPORT_CUPS ? "queue" : "folder",
			      p->target, *p->media ? ", " : "", p->media);
}

static bool works(const struct screen *screen, enum command command)
{
	const struct setup *s = screen->state;

	if (command == CMD_NEW)
		return !child_runs(&s->asker);
	if (command == CMD_TEST)
		return true;
	return (command == CMD_OPEN || command == CMD_DELETE || command == CMD_DEFAULT ||
		command == CMD_USE) &&
	       table_on_row(screen);
}

/* --- New ones --- */

/* Only a queue is asked for its media. */
static enum bo_status save_new(struct screen *screen, struct ui_form *form, void *arg)
{
	bool queue = form->n > MEDIA;
	int64_t made = 0;
	enum bo_status status = bo_printer_add(
		session_bo(screen), fill_text(form, NAME),
		queue ? BO_TRANSPORT_CUPS : BO_TRANSPORT_FOLDER, fill_text(form, TARGET),
		queue ? fill_text(form, MEDIA) : "", 0, false, &made);

	table_stand_on(arg, made);
	return status;
}

static void set_fields(struct fill_room *room, const char *name, bool queue, const char *target,
		       const char *media)
{
	room->field[NAME] = fill_line("Name", "name", 30, name, NULL);
	room->field[TARGET] =
		(struct fill_field){ .label = queue ? "Queue" : "Folder",
				     .name = "target",
				     .text = target,
				     .width = 50,
				     .limit = 1000,
				     .hint = queue ? "As the print system calls it."
						   : "Made if it is not there; without a / at the "
						     "front it lies beside the store." };
	room->field[MEDIA] =
		fill_line("Media", "media", 40, media,
			  "A PWG name such as om_ticket_55x140mm, or empty: the queue's own.");
	room->text[0] = '\0';
}

static unsigned make_new(struct screen *screen, bool queue, const char *name)
{
	struct fill_room *room = &table_view_of(screen)->room;

	set_fields(room, name, queue, name, NULL);
	snprintf(room->title, sizeof room->title, "New printer: a %s", queue ? "queue" : "folder");
	return fill_room_open(screen, room, queue ? MEDIA + 1 : MEDIA, save_new, screen, TAG_SAVED);
}

static unsigned ask_kind(struct screen *screen)
{
	static const struct ui_dialog question = {
		.title = "New printer",
		.text = "Where do its tickets go?",
		.answers = { { "q", "A queue of the print system" },
			     { "f", "A folder, as PDF" },
			     { "<Esc>", "Back" } },
	};

	if (session_allows(screen, BO_MAY_SET_UP_PRINTERS))
		app_push(screen->app, &ask_screen, &question, TAG_KIND);
	return UI_HANDLED | UI_REDRAW;
}

/* --- The queues that were found --- */

unsigned setup_show_queues(struct screen *screen)
{
	static const struct ui_column queue_columns[] = {
		{ .title = "Queue", .width = 16, .grow = true },
		{ .title = "State", .width = 15 },
		{ .title = "What it is", .width = 16, .grow = true, .drop = 1 },
		{ .title = NULL },
	};
	const struct setup *s = screen->state;
	struct choose c = { .title = "Queues of the print system",
			    .columns = queue_columns,
			    .empty = "The print system knows no queue. F6: type one.",
			    .new_label = "types the name" };

	for (size_t i = 0; i < s->queues.n; i++) {
		const struct bo_queue *q = &s->queues.row[i];

		choose_add(&c, (int64_t)i, "%s\t%s\t%s", q->name,
			   q->accepting ? q->state : "accepts no jobs", q->info);
	}
	return choose_open(screen, &c, BO_OK, TAG_PICK);
}

/* --- Changing --- */

static enum bo_status save_edit(struct screen *screen, struct ui_form *form, void *arg)
{
	const struct fill_room *room = arg;
	int64_t dpi = 0;
	enum bo_status status = fill_number(form, DPI, true, &dpi);

	if (status)
		return status;
	return bo_printer_edit(session_bo(screen), room->id, fill_text(form, NAME),
			       fill_text(form, TARGET), fill_text(form, MEDIA),
			       dpi > 0 ? (int)dpi : 0, -1, fill_choice(form, OFF));
}

static unsigned edit(struct screen *screen, const struct bo_printer *p)
{
	struct fill_room *room = &table_view_of(screen)->room;

	if (!session_allows(screen, BO_MAY_SET_UP_PRINTERS))
		return UI_HANDLED | UI_REDRAW;
	room->id = p->id;
	set_fields(room, p->name, p->transport == BO_TRANSPORT_CUPS, p->target, p->media);
	room->field[DPI] = fill_line(
		"Dots an inch", "dpi", 6, p->dpi ? bo_arena_printf(&room->lent, "%d", p->dpi) : "",
		"203, 300 or 600, so that bars are whole dots; empty: as its queue says.");
	room->field[OFF] = fill_switch("Switched off", NULL, p->disabled,
				       "Its jobs wait until it is switched on.");
	snprintf(room->title, sizeof room->title, "%s", p->name);
	return fill_room_open(screen, room, DPI + 1, save_edit, room, TAG_SAVED);
}

static unsigned ask_delete(struct screen *screen, const struct bo_printer *p)
{
	struct fill_room *room = &table_view_of(screen)->room;

	room->id = p->id;
	snprintf(room->text, sizeof room->text, "Delete the printer %s?", p->name);
	return fill_room_ask(screen, room, "Delete", "d", "Delete", TAG_DELETE);
}

unsigned setup_specimen(struct screen *screen)
{
	struct bo *bo = session_bo(screen);
	const char *path = bo_store_path(bo), *slash = strrchr(path, '/');
	char file[1200];

	snprintf(file, sizeof file, "%.*sspecimen.pdf", slash ? (int)(slash - path + 1) : 0, path);
	if (!session_failed(screen, bo_ticket_draw(bo, 0, file)))
		app_info(screen->app, "A specimen ticket lies in %s.", file);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned command(struct screen *screen, enum command c, const void *row)
{
	struct bo *bo = session_bo(screen);
	const struct bo_printer *p = row;

	if (c == CMD_NEW)
		return ask_kind(screen);
	if (c == CMD_TEST)
		return setup_specimen(screen);
	if (c == CMD_OPEN)
		return edit(screen, p);
	if (c == CMD_DELETE)
		return ask_delete(screen, p);
	if (c == CMD_DEFAULT)
		return session_printing(screen,
					bo_printer_edit(bo, p->id, NULL, NULL, NULL, -1, 1, -1),
					"Tills without a printer of their own print there.");
	if (c == CMD_USE)
		return session_printing(screen, bo_printer_use(bo, p->id),
					"This till prints there from now on.");
	return UI_IGNORED;
}

static unsigned picked(struct screen *screen, const struct chosen *chosen)
{
	const struct setup *s = screen->state;

	if (!chosen)
		return UI_HANDLED | UI_REDRAW;
	return make_new(screen, true, chosen->make_new ? NULL : s->queues.row[chosen->id].name);
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	const int *answer = result;

	if (tag == TAG_KIND && answer && *answer == 1)
		return make_new(screen, false, "tickets");
	if (tag == TAG_KIND && answer && *answer == 0)
		return setup_discover(screen) ? UI_HANDLED | UI_REDRAW
					      : make_new(screen, true, NULL);
	if (tag == TAG_PICK)
		return picked(screen, result);
	if (tag == TAG_DELETE && ask_yes(result))
		return session_printing(
			screen,
			bo_printer_delete(session_bo(screen), table_view_of(screen)->room.id),
			"Deleted.");
	return tag == TAG_SAVED && result ? session_printing(screen, BO_OK, "Saved.")
					  : UI_RECALC | UI_REDRAW;
}

const struct table setup_printers = {
	.label = "Printers",
	TABLE_COLUMNS(columns),
	TABLE_ROWS(struct bo_printer, id),
	.empty = "No printer is set up, so no ticket can be printed. F6 makes one: a folder that "
		 "receives PDF files, or a queue of the print system.",
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.works = works,
	.command = command,
	.done = done,
	.note = note,
};
