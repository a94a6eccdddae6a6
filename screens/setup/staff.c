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

static enum bo_status fetch(struct screen *screen)
{
	struct setup *s = screen->state;

	return bo_staff_list(session_bo(screen), &s->arena, &s->staff);
}

static int rows(const void *arg)
{
	const struct setup *s = arg;

	return (int)s->staff.n;
}

static int64_t id_of(const struct setup *s, int row)
{
	return s->staff.row[row].id;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct setup *s = arg;
	const struct bo_staff *staff = &s->staff.row[row];

	if (column == 0)
		snprintf(text, size, "%s", staff->name);
	else if (column == 1)
		snprintf(text, size, "%s", bo_role_code(staff->role));
	else if (column == 2)
		snprintf(text, size, "%s", staff->has_pin ? "PIN" : "no PIN");
	else
		snprintf(text, size, "%s", staff->disabled ? "switched off" : "");
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct setup *s = arg;

	if (s->staff.row[row].disabled)
		return UI_ROLE_DISABLED;
	return column == 2 && !s->staff.row[row].has_pin ? UI_ROLE_WARN : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Name", .width = 16, .grow = true },
	{ .title = "Role", .width = 12 },
	{ .title = "Signs in with", .width = 13, .drop = 1 },
	{ .title = "", .width = 12 },
};

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = 4,
	.rows = rows,
	.cell = cell,
	.role = role,
	.empty = "Nobody works here yet. F6 makes the first one.",
};

static void note(const struct screen *screen, char *text, size_t size)
{
	const struct setup *s = screen->state;
	int row = setup_row(s, SETUP_STAFF);
	struct bo_buf buf = { .text = text, .size = size };

	if (row < 0)
		return;
	const struct bo_staff *staff = &s->staff.row[row];

	bo_buf_printf(&buf, "%s (%s) may: ", staff->name, bo_role_code(staff->role));
	for (int p = 0, n = 0; p < BO_PERMISSION_COUNT; p++)
		if (p != BO_MAY_WORK_HERE && bo_role_may(staff->role, (enum bo_permission)p))
			bo_buf_printf(&buf, "%s%s", n++ ? ", " : "",
				      bo_permission_words((enum bo_permission)p));
}

static bool works(const struct setup *s, enum command command)
{
	if (command == CMD_NEW)
		return true;
	return (command == CMD_OPEN || command == CMD_DELETE) && s->staff.n > 0;
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
	char name[BO_NAME_MAX + 1];
	struct setup *s = arg;

	if (read_pin(form, &pin))
		return BO_INVALID;
	snprintf(name, sizeof name, "%s", fill_text(form, NAME));
	return bo_staff_add(session_bo(screen), name, chosen_role(form), pin, &s->made);
}

static const struct bo_staff *staff_of(const struct setup *s, int64_t id)
{
	for (size_t i = 0; i < s->staff.n; i++)
		if (s->staff.row[i].id == id)
			return &s->staff.row[i];
	return NULL;
}

/* Only what has been changed is asked for: somebody may change just the own PIN. */
static enum bo_status save_edit(struct screen *screen, struct ui_form *form, void *arg)
{
	const struct setup *s = arg;
	const struct bo_staff *staff = staff_of(s, s->id);
	enum bo_role to = chosen_role(form);
	char name[BO_NAME_MAX + 1];
	const char *pin;

	if (!staff)
		return fill_fault(form, NAME, "There is nobody of that id any more.");
	if (read_pin(form, &pin))
		return BO_INVALID;
	if (form->fields[NO_PIN].choice && pin)
		return fill_fault(form, NO_PIN, "A new PIN, or none: not both.");
	if (form->fields[NO_PIN].choice && staff->has_pin)
		pin = "";
	snprintf(name, sizeof name, "%s", fill_text(form, NAME));
	if (strcmp(name, staff->name) == 0 && to == staff->role && !pin)
		return BO_OK;
	return bo_staff_edit(session_bo(screen), staff->id,
			     strcmp(name, staff->name) == 0 ? NULL : name,
			     to == staff->role ? BO_ROLE_NONE : to, pin, -1);
}

static void set_fields(struct setup *s, const struct bo_staff *staff)
{
	int role_at = 0;

	for (int i = 0; staff && i < ROLES; i++)
		if (strcmp(roles[i], bo_role_code(staff->role)) == 0)
			role_at = i;
	s->field[NAME] = (struct fill_field){
		.label = "Name", .name = "name", .text = staff ? staff->name : NULL, .width = 30
	};
	s->field[ROLE] = (struct fill_field){ .label = "Role",
					      .name = "role",
					      .kind = UI_FIELD_CHOICE,
					      .choices = roles,
					      .nchoices = ROLES,
					      .choice = role_at,
					      .hint = "Left and right, or the first letter." };
	s->field[PIN] = (struct fill_field){ .label = staff ? "New PIN" : "PIN",
					     .name = "pin",
					     .kind = UI_FIELD_PIN,
					     .width = 20,
					     .hint = staff ? "Empty: the PIN stays as it is."
							   : "Empty: signs in without a PIN." };
	s->field[AGAIN] =
		(struct fill_field){ .label = "PIN again", .kind = UI_FIELD_PIN, .width = 20 };
	s->field[NO_PIN] = (struct fill_field){ .label = "No PIN any more",
						.kind = UI_FIELD_TOGGLE,
						.hint = "Signs in by name alone." };
}

static unsigned make_new(struct screen *screen)
{
	struct setup *s = screen->state;

	if (s->staff.n > 0 &&
	    session_failed(screen, bo_require(session_bo(screen), BO_MAY_SET_UP_STAFF)))
		return UI_HANDLED | UI_REDRAW;
	set_fields(s, NULL);
	snprintf(s->title, sizeof s->title, "New staff");
	s->text[0] = '\0';
	return setup_fill(screen, NO_PIN, save_new, TAG_NEW);
}

static unsigned edit(struct screen *screen)
{
	struct setup *s = screen->state;

	const struct bo_staff *staff = &s->staff.row[setup_row(s, SETUP_STAFF)];

	s->id = staff->id;
	set_fields(s, staff);
	snprintf(s->title, sizeof s->title, "%s", staff->name);
	s->text[0] = '\0';
	return setup_fill(screen, NO_PIN + 1, save_edit, TAG_EDIT);
}

static unsigned ask_switch(struct screen *screen)
{
	struct setup *s = screen->state;
	const struct bo_staff *staff = &s->staff.row[setup_row(s, SETUP_STAFF)];

	s->id = staff->id;
	snprintf(s->text, sizeof s->text,
		 staff->disabled ? "Let %s sign in again?"
				 : "Switch %s off? What was done under that name stays, but nobody "
				   "signs in with it any more.",
		 staff->name);
	return setup_ask(screen, staff->disabled ? "Switch on" : "Switch off", "s",
			 staff->disabled ? "Switch on" : "Switch off", TAG_SWITCH);
}

static unsigned command(struct screen *screen, enum command c)
{
	if (c == CMD_NEW)
		return make_new(screen);
	if (c == CMD_OPEN)
		return edit(screen);
	return c == CMD_DELETE ? ask_switch(screen) : UI_IGNORED;
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	const struct setup *s = screen->state;
	const struct bo_staff *staff = tag == TAG_SWITCH ? staff_of(s, s->id) : NULL;
	const int *answer = result;

	if (tag == TAG_NEW && result)
		app_info(screen->app, "Added.");
	if (tag == TAG_EDIT && result)
		app_info(screen->app, "Saved.");
	if (staff && answer && *answer == 0)
		session_failed(screen, bo_staff_edit(session_bo(screen), s->id, NULL, BO_ROLE_NONE,
						     NULL, staff->disabled ? 0 : 1));
	return UI_RECALC | UI_REDRAW;
}

const struct setup_page setup_staff = {
	.label = "Staff",
	.model = &model,
	.fetch = fetch,
	.id = id_of,
	.works = works,
	.command = command,
	.done = done,
	.note = note,
};
