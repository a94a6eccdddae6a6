/*
 * Picking labels.  The text of the field stays what was typed; only the label behind the last comma
 * is finished or replaced.
 */
#include "person/label_pick.h"

#include "kit/narrow.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FOLDED = BO_NAME_MAX + 1 };

enum bo_status label_pick_fetch(struct bo *bo, struct label_pick *pick)
{
	enum bo_status status;

	label_pick_clear(pick);
	status = bo_label_list(bo, &pick->arena, &pick->known);
	if (!status) {
		pick->shown =
			bo_arena_alloc(&pick->arena, (pick->known.n + 1) * sizeof *pick->shown);
		status = pick->shown ? BO_OK : BO_NO_MEMORY;
	}
	return status;
}

void label_pick_clear(struct label_pick *pick)
{
	bo_arena_clear(&pick->arena);
	pick->known = (struct bo_labels){ 0 };
	pick->shown = NULL;
	pick->n_shown = 0;
}

/* Where the last label begins; those before it are left out of the list. */
static size_t last_at(struct label_pick *pick, const char *text)
{
	const char *comma = pick->several ? strrchr(text, ',') : NULL;
	size_t at = comma ? (size_t)(comma - text) + 1 : 0;

	while (text[at] == ' ')
		at++;
	snprintf(pick->before, sizeof pick->before, "%.*s", (int)at, text);
	return at;
}

/* Does the field name it already, before the label that is being typed? */
static bool is_named(const struct label_pick *pick, const char *name_fold)
{
	char had[UI_LINE_MAX + 1], *rest = had;
	char fold[FOLDED];

	snprintf(had, sizeof had, "%s", pick->before);
	for (char *part = strtok_r(rest, ",", &rest); part; part = strtok_r(NULL, ",", &rest)) {
		bo_text_fold(part, fold, sizeof fold);
		if (strcmp(fold, name_fold) == 0)
			return true;
	}
	return false;
}

/* Those of which a word begins like this; the one that is exactly this, or NULL. */
static const struct bo_label *narrow_to(struct label_pick *pick, const char *begun)
{
	const struct bo_label *exact = NULL;
	char wanted[FOLDED], name[FOLDED];

	bo_text_fold(begun, wanted, sizeof wanted);
	pick->n_shown = 0;
	for (size_t i = 0; i < pick->known.n; i++) {
		const struct bo_label *label = &pick->known.row[i];

		bo_text_fold(label->name, name, sizeof name);
		if (strcmp(name, wanted) == 0)
			exact = label;
		if (!is_named(pick, name) && narrow_fits(label->name, begun))
			pick->shown[pick->n_shown++] = label;
	}
	return exact;
}

void label_pick_changed(struct screen *screen, struct ui_form *form, void *arg)
{
	struct label_pick *pick = arg;
	struct ui_field *field = &form->fields[pick->field];
	const char *text = field->edit.text, *begun = text + last_at(pick, text);
	struct bo_buf hint = BO_BUF(pick->hint);

	(void)screen;
	field->hint = pick->hint;
	if (pick->known.n == 0) {
		bo_buf_add(&hint, pick->to_choose
					  ? "There are no labels yet."
					  : "There are no labels yet: what is typed becomes one.");
		return;
	}
	if (narrow_to(pick, begun) || !*begun) {
		bo_buf_printf(&hint, "F4 lists the labels%s",
			      pick->to_choose ? "; empty: everybody"
			      : pick->several ? "; commas between them, new ones are made"
					      : "");
		return;
	}
	bo_buf_add(&hint, pick->n_shown	    ? "F4 takes: "
			  : pick->to_choose ? "No label begins like that."
					    : "A label that is not there yet");
	for (size_t i = 0; i < pick->n_shown && i < 6; i++)
		bo_buf_printf(&hint, "%s%s", i ? ", " : "", pick->shown[i]->name);
}

static void take(struct label_pick *pick, struct ui_form *form, const char *name)
{
	struct ui_lineedit *edit = &form->fields[pick->field].edit;
	size_t at = last_at(pick, edit->text);
	char text[UI_LINE_MAX + 1];
	struct bo_buf buf = BO_BUF(text);

	/* a label that is whole already is left alone, another one comes behind it */
	if (pick->several && narrow_to(pick, edit->text + at) && edit->text[at]) {
		bo_buf_printf(&buf, "%s, %s", edit->text, name);
	} else {
		bo_buf_addn(&buf, edit->text, at);
		bo_buf_add(&buf, name);
	}
	if (!buf.full && buf.len <= (edit->limit ? edit->limit : UI_LINE_MAX))
		ui_lineedit_set(edit, text);
	form->fields[pick->field].fault[0] = '\0';
}

/* --- The list --- */

static unsigned list(struct screen *screen, const struct label_pick *pick, const char *query)
{
	static const struct ui_column columns[] = {
		{ .title = "Label", .width = 20, .grow = true },
		{ .title = "Patrons", .width = 8, .right = true },
		{ .title = NULL },
	};
	struct choose c = { .title = "Which label?",
			    .columns = columns,
			    .query = query,
			    .empty = "No label like that." };
	char fold[FOLDED];

	for (size_t i = 0; i < pick->known.n; i++) {
		const struct bo_label *label = &pick->known.row[i];

		bo_text_fold(label->name, fold, sizeof fold);
		if (!is_named(pick, fold))
			choose_add(&c, (int64_t)i, "%s\t%" PRId64, label->name, label->patrons);
	}
	return choose_open(screen, &c, BO_OK, FILL_TAG_PICK);
}

unsigned label_pick_open(struct screen *screen, struct ui_form *form, void *arg)
{
	struct label_pick *pick = arg;
	const char *text = form->fields[pick->field].edit.text;
	const char *begun = text + last_at(pick, text);
	bool whole = narrow_to(pick, begun) != NULL;

	ui_form_focus(form, pick->field);
	if (pick->known.n == 0) {
		app_info(screen->app, "There are no labels yet%s",
			 pick->to_choose ? "." : ": type one, and it is made.");
		return UI_HANDLED | UI_REDRAW | UI_BELL;
	}
	if (*begun && !whole && pick->n_shown == 1) {
		take(pick, form, pick->shown[0]->name);
		form->changed = true;
		return UI_HANDLED | UI_REDRAW;
	}
	if (whole)
		snprintf(pick->before, sizeof pick->before, "%s", text);
	return list(screen, pick, whole ? NULL : begun);
}

void label_pick_take(struct ui_form *form, const struct chosen *chosen, void *arg)
{
	struct label_pick *pick = arg;

	take(pick, form, pick->known.row[chosen->id].name);
}
