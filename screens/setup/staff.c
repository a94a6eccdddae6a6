/*
 * Setup, staff: nobody is deleted, as the journal keeps their names; who leaves is switched off.
 */
#include "setup/setup.h"

#include <stdio.h>
#include <string.h>

enum { TAG_NEW = 100, TAG_EDIT, TAG_SWITCH };
enum { NAME, ROLE, PIN, AGAIN, NO_PIN };
enum { ROLES = BO_ROLE_COUNT - 1 };

static const char *const roles[ROLES] = {
	"clerk", "door", "reports", "supervisor", "manager", "admin",
};

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct bo_staff_list list = { 0 };
	enum bo_status status = bo_staff_list(session_bo(screen), rows->arena, &list);

	return table_found(rows, status, list.row, list.n);
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_staff *staff = row;

	(void)screen;
	bo_buf_add(text, column == 0   ? staff->name
			 : column == 1 ? bo_role_code(staff->role)
			 : column == 2 ? (staff->has_pin ? "PIN" : "no PIN")
				       : (staff->disabled ? "switched off" : ""));
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	const struct bo_staff *staff = row;

	(void)screen;
	if (staff->disabled)
		return UI_ROLE_DISABLED;
	return column == 2 && !staff->has_pin ? UI_ROLE_WARN : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Name", .width = 16, .grow = true },
	{ .title = "Role", .width = 12 },
	{ .title = "Signs in with", .width = 13, .drop = 1 },
	{ .title = "", .width = 12 },
};

static void note(const struct screen *screen, struct bo_buf *text)
{
	const struct bo_staff *staff = table_here(screen);

	if (!staff)
		return;
	bo_buf_printf(text, "%s (%s) may: ", staff->name, bo_role_code(staff->role));
	for (int p = 0, n = 0; p < BO_PERMISSION_COUNT; p++)
		if (p != BO_MAY_WORK_HERE && bo_role_may(staff->role, (enum bo_permission)p))
			bo_buf_printf(text, "%s%s", n++ ? ", " : "",
				      bo_permission_words((enum bo_permission)p));
}

static bool works(const struct screen *screen, enum command command)
{
	if (command == CMD_NEW)
		return true;
	return (command == CMD_OPEN || command == CMD_DELETE) && table_on_row(screen);
}

/* The two PINs must agree; *pin is NULL when none was typed. */
static enum bo_status read_pin(struct ui_form *form, const char **pin)
{
	const char *first = form->fields[PIN].edit.text, *again = form->fields[AGAIN].edit.text;

	if (strcmp(first, again) != 0)
		return fill_fault(form, AGAIN, "The two PINs are not the same.");
	*pin = *first ? first : NULL;
	return BO_OK;
}

static enum bo_role chosen_role(const struct ui_form *form)
{
	return bo_role_from_code(roles[fill_choice(form, ROLE)]);
}

static enum bo_status save_new(struct screen *screen, struct ui_form *form, void *arg)
{
	const char *pin = NULL;
	int64_t made = 0;
	enum bo_status status;

	if (read_pin(form, &pin))
		return BO_INVALID;
	status = bo_staff_add(session_bo(screen), fill_text(form, NAME), chosen_role(form), pin,
			      &made);
	table_stand_on(arg, made);
	return status;
}

/* Only what has been changed is asked for: somebody may change just the own PIN. */
static enum bo_status save_edit(struct screen *screen, struct ui_form *form, void *arg)
{
	const struct bo_staff *staff = table_find(arg, table_view_of(arg)->room.id);
	enum bo_role to = chosen_role(form);
	const char *name = fill_text(form, NAME), *pin;

	if (!staff)
		return fill_fault(form, NAME, "There is nobody of that id any more.");
	if (read_pin(form, &pin))
		return BO_INVALID;
	if (form->fields[NO_PIN].choice && pin)
		return fill_fault(form, NO_PIN, "A new PIN, or none: not both.");
	if (form->fields[NO_PIN].choice && staff->has_pin)
		pin = "";
	if (strcmp(name, staff->name) == 0 && to == staff->role && !pin)
		return BO_OK;
	return bo_staff_edit(session_bo(screen), staff->id,
			     strcmp(name, staff->name) == 0 ? NULL : name,
			     to == staff->role ? BO_ROLE_NONE : to, pin, -1);
}

static void set_fields(struct fill_room *room, const struct bo_staff *staff)
{
	int role_at = 0;

	for (int i = 0; staff && i < ROLES; i++)
		if (strcmp(roles[i], bo_role_code(staff->role)) == 0)
			role_at = i;
	room->field[NAME] = fill_line("Name", "name", 30, staff ? staff->name : NULL, NULL);
	room->field[ROLE] = fill_list("Role", "role", roles, ROLES, role_at,
				      "Left and right, or the first letter.");
	room->field[PIN] = fill_pin(staff ? "New PIN" : "PIN", "pin",
				    staff ? "Empty: the PIN stays as it is."
					  : "Empty: signs in without a PIN.");
	room->field[AGAIN] = fill_pin("PIN again", NULL, NULL);
	room->field[NO_PIN] =
		fill_switch("No PIN any more", NULL, false, "Signs in by name alone.");
}

static unsigned make_new(struct screen *screen)
{
	struct fill_room *room = &table_view_of(screen)->room;

	if (table_count(screen) > 0 && !session_allows(screen, BO_MAY_SET_UP_STAFF))
		return UI_HANDLED | UI_REDRAW;
	set_fields(room, NULL);
	snprintf(room->title, sizeof room->title, "New staff");
	room->text[0] = '\0';
	return fill_room_open(screen, room, NO_PIN, save_new, screen, TAG_NEW);
}

static unsigned edit(struct screen *screen, const struct bo_staff *staff)
{
	struct fill_room *room = &table_view_of(screen)->room;

	room->id = staff->id;
	set_fields(room, staff);
	snprintf(room->title, sizeof room->title, "%s", staff->name);
	room->text[0] = '\0';
	return fill_room_open(screen, room, NO_PIN + 1, save_edit, screen, TAG_EDIT);
}

static unsigned ask_switch(struct screen *screen, const struct bo_staff *staff)
{
	struct fill_room *room = &table_view_of(screen)->room;

	room->id = staff->id;
	snprintf(room->text, sizeof room->text,
		 staff->disabled ? "Let %s sign in again?"
				 : "Switch %s off? What was done under that name stays, but nobody "
				   "signs in with it any more.",
		 staff->name);
	return fill_room_ask(screen, room, staff->disabled ? "Switch on" : "Switch off", "s",
			     staff->disabled ? "Switch on" : "Switch off", TAG_SWITCH);
}

static unsigned command(struct screen *screen, enum command c, const void *row)
{
	if (c == CMD_NEW)
		return make_new(screen);
	if (c == CMD_OPEN)
		return edit(screen, row);
	return c == CMD_DELETE ? ask_switch(screen, row) : UI_IGNORED;
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	int64_t id = table_view_of(screen)->room.id;
	const struct bo_staff *staff = tag == TAG_SWITCH ? table_find(screen, id) : NULL;

	if (tag == TAG_NEW && result)
		app_info(screen->app, "Added.");
	if (tag == TAG_EDIT && result)
		app_info(screen->app, "Saved.");
	if (staff && ask_yes(result))
		session_failed(screen, bo_staff_edit(session_bo(screen), id, NULL, BO_ROLE_NONE,
						     NULL, staff->disabled ? 0 : 1));
	return UI_RECALC | UI_REDRAW;
}

const struct table setup_staff = {
	.label = "Staff",
	TABLE_COLUMNS(columns),
	TABLE_ROWS(struct bo_staff, id),
	.empty = "Nobody works here yet. F6 makes the first one.",
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.works = works,
	.command = command,
	.done = done,
	.note = note,
};
