/*
 * The labels there are, to pick from in a form: F4 finishes the one that was begun, or lists them.
 */
#ifndef SCREENS_PERSON_LABEL_PICK_H
#define SCREENS_PERSON_LABEL_PICK_H

#include "kit/fill.h"

struct label_pick {
	struct bo_arena arena;
	struct bo_labels known;
	const struct bo_label **shown; /* those that begin so */
	size_t n_shown;
	int field;		      /* of the form */
	bool several;		      /* with commas between them */
	bool to_choose;		      /* one that is there; nothing new is made */
	char hint[200];		      /* of the field: what F4 would find */
	char before[UI_LINE_MAX + 1]; /* what the field names already */
};

enum bo_status label_pick_fetch(struct bo *bo, struct label_pick *pick);
void label_pick_clear(struct label_pick *pick);
/* The form's changed(), pick() and picked(); their argument begins with the struct label_pick. */
void label_pick_changed(struct screen *screen, struct ui_form *form, void *pick);
unsigned label_pick_open(struct screen *screen, struct ui_form *form, void *pick);
void label_pick_take(struct ui_form *form, const struct chosen *chosen, void *pick);

#endif
