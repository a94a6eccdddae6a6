/*
 * The form of a patron.  Only what was changed is given to the engine, so that two clerks who mend
 * different things of one person do not undo each other.
 */
#include "person/edit.h"

#include "person/form.h"

#include <stdio.h>
#include <string.h>

enum { NAME, EMAIL, PHONE, ADDRESS, ACCESS, LABELS, OPT_OUTS, NOTES = OPT_OUTS + BO_OPT_OUT_COUNT };
enum { COLS = 54, TALL = 34, LABELS_MAX = 1000 };

_Static_assert((int)PATRON_FIELDS == (int)NOTES + 1, "notes are the last field");

static const char *const names[PATRON_FIELDS] = {
	[NAME] = "name",     [EMAIL] = "email",	  [PHONE] = "phone", [ADDRESS] = "address",
	[ACCESS] = "access", [LABELS] = "labels", [NOTES] = "notes",
};

void patron_edit_clear(struct patron_work *w)
{
	bo_arena_clear(&w->lent);
	label_pick_clear(&w->labels);
}

/* --- Saving --- */

/* Without blanks and empty lines at its ends; NULL: no memory. */
static const char *value_of(const struct ui_form *form, int field, struct bo_arena *arena)
{
	const char *text = form->fields[field].edit.text;
	size_t n;
	char *copy;

	text += strspn(text, " \n");
	copy = bo_arena_copy(arena, text);
	for (n = copy ? strlen(copy) : 0; n > 0 && strchr(" \n", copy[n - 1]); n--)
		copy[n - 1] = '\0';
	return copy;
}

/* NULL stays NULL for what is as it was: the engine leaves that alone. */
static bool take_text(const struct patron_work *w, const struct ui_form *form, int field,
		      const char *was, struct bo_arena *arena, const char **value)
{
	const char *text = value_of(form, field, arena);

	if (!text)
		return false;
	/* what is too long to be edited here is only shown */
	if (form->fields[field].kind != UI_FIELD_SHOWN &&
	    strcmp(text, w->id && was ? was : "") != 0)
		*value = text;
	return true;
}

/* What stands between the commas. */
static bool take_labels(const struct ui_form *form, struct bo_arena *arena,
			struct bo_patron_fields *fields)
{
	const char *text = value_of(form, LABELS, arena);
	char *rest = text ? bo_arena_copy(arena, text) : NULL;
	const char **label = NULL;

	if (!rest)
		return false;
	if (form->fields[LABELS].kind == UI_FIELD_SHOWN)
		return true;
	for (char *part = strtok_r(rest, ",", &rest); part; part = strtok_r(NULL, ",", &rest)) {
		size_t n;

		part += strspn(part, " ");
		for (n = strlen(part); n > 0 && part[n - 1] == ' '; n--)
			part[n - 1] = '\0';
		if (!*part)
			continue;
		label = bo_arena_grow(arena, label, fields->n_labels, sizeof *label);
		if (!label)
			return false;
		label[fields->n_labels++] = part;
	}
	fields->label = label;
	fields->labels_given = true;
	return true;
}

static bool same_labels(const struct patron_work *w, const struct bo_patron_fields *fields)
{
	if (w->was.n_labels != fields->n_labels)
		return false;
	for (size_t i = 0; i < fields->n_labels; i++)
		if (strcmp(w->was.label[i], fields->label[i]) != 0)
			return false;
	return true;
}

static enum bo_status write(struct bo *bo, struct patron_work *w, struct ui_form *form,
			    struct bo_arena *arena)
{
	const struct bo_patron *was = &w->was;
	struct bo_patron_fields f = { .opt_outs_given = true };

	if (!take_text(w, form, NAME, was->name, arena, &f.name) ||
	    !take_text(w, form, EMAIL, was->email, arena, &f.email) ||
	    !take_text(w, form, PHONE, was->phone, arena, &f.phone) ||
	    !take_text(w, form, ADDRESS, was->address, arena, &f.address) ||
	    !take_text(w, form, ACCESS, was->access, arena, &f.access) ||
	    !take_text(w, form, NOTES, was->notes, arena, &f.notes) ||
	    !take_labels(form, arena, &f))
		return BO_NO_MEMORY;
	for (int i = 0; i < BO_OPT_OUT_COUNT; i++)
		f.opt_outs |= form->fields[OPT_OUTS + i].choice ? 1u << i : 0;
	if (!w->id)
		return bo_patron_create(bo, &f, &w->id);
	f.opt_outs_given = f.opt_outs != was->opt_outs;
	f.labels_given = f.labels_given && !same_labels(w, &f);
	if (!f.name && !f.email && !f.phone && !f.address && !f.access && !f.notes &&
	    !f.opt_outs_given && !f.labels_given)
		return BO_OK;
	return bo_patron_edit(bo, w->id, &f);
}

static enum bo_status save(struct screen *screen, struct ui_form *form, void *arg)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = write(session_bo(screen), arg, form, &arena);

	bo_arena_clear(&arena);
	return status;
}

/* --- The fields --- */

static void set_lines(struct fill_field *field, const char *text, int rows)
{
	field->kind = UI_FIELD_LINES;
	field->width = COLS;
	field->rows = rows;
	field->limit = BO_NOTE_MAX;
	field->text = text;
	field->hint = "Enter: a new line · Tab: the next field";
}

static const char *labels_text(struct patron_work *w)
{
	const char *text = "";

	for (size_t i = 0; i < w->was.n_labels && text; i++)
		text = bo_arena_printf(&w->lent, "%s%s%s", text, i ? ", " : "", w->was.label[i]);
	return text;
}

/* A text that is longer than the field can hold is shown and stays: nothing is cut silently. */
static void guard(struct fill_field *field)
{
	if (field->kind != UI_FIELD_TOGGLE && field->text &&
	    strlen(field->text) > (field->limit ? field->limit : (size_t)BO_NAME_MAX))
		field->kind = UI_FIELD_SHOWN;
}

static void set_fields(struct patron_work *w, const char *typed, int rows)
{
	static const int field_of[] = {
		[PATRON_PART_NAME] = NAME, [PATRON_PART_EMAIL] = EMAIL, [PATRON_PART_PHONE] = PHONE
	};
	const struct bo_patron *was = &w->was;
	struct fill_field *f = w->field;

	memset(f, 0, sizeof w->field);
	f[NAME] = (struct fill_field){ .label = "Name", .text = was->name };
	f[EMAIL] = (struct fill_field){ .label = "E-mail", .text = was->email };
	f[PHONE] = (struct fill_field){ .label = "Telephone", .text = was->phone };
	f[ADDRESS] = (struct fill_field){ .label = "Address" };
	f[ACCESS] =
		(struct fill_field){ .label = "Access needs",
				     .text = was->access,
				     .limit = BO_NOTE_MAX,
				     .hint = "What whoever sells must know: wheelchair, aisle" };
	f[LABELS] = (struct fill_field){
		.label = "Labels", .text = labels_text(w), .typing = true, .limit = LABELS_MAX
	};
	for (int i = 0; i < BO_OPT_OUT_COUNT; i++)
		f[OPT_OUTS + i] =
			fill_switch(bo_opt_out_label((enum bo_opt_out)i), NULL,
				    was->opt_outs >> i & 1, "Space: what the person does not want");
	f[NOTES] = (struct fill_field){ .label = "Notes" };
	set_lines(&f[ADDRESS], was->address, 3);
	set_lines(&f[NOTES], was->notes, rows >= TALL ? 10 : 4);
	if (typed && *typed) {
		struct fill_field *known = &f[field_of[patron_part_of(typed)]];

		known->text = bo_arena_copy(&w->lent, typed);
		known->typing = true;
	}
	for (int i = 0; i < PATRON_FIELDS; i++) {
		f[i].name = names[i];
		guard(&f[i]);
	}
}

unsigned patron_edit_open(struct screen *screen, struct patron_work *w, int64_t id,
			  const char *typed, int tag)
{
	struct bo *bo = session_bo(screen);
	enum bo_status status = bo_require(bo, BO_MAY_SELL);

	patron_edit_clear(w);
	w->id = id;
	w->was = (struct bo_patron){ 0 };
	w->labels.field = LABELS;
	w->labels.several = true;
	if (!status && id)
		status = bo_patron_get(bo, &w->lent, id, &w->was);
	if (!status)
		status = label_pick_fetch(bo, &w->labels);
	if (session_failed(screen, status))
		return UI_HANDLED | UI_REDRAW;
	snprintf(w->title, sizeof w->title, "%s", id ? w->was.name : "New person");
	set_fields(w, typed, screen->rows);
	const struct fill fill = { .title = w->title,
				   .fields = w->field,
				   .n = PATRON_FIELDS,
				   .save = save,
				   .changed = label_pick_changed,
				   .pick = label_pick_open,
				   .picked = label_pick_take,
				   .arg = w };

	return app_open(screen->app, &fill_screen, &fill, tag);
}
