/*
 * The form of a voucher type: a new one, a changed one, or a copy of another.
 */
#ifndef SCREENS_TYPES_TYPE_FORM_H
#define SCREENS_TYPES_TYPE_FORM_H

#include "kit/fill.h"

struct type_work {
	struct fill_room room;
	int64_t season_id;
	int64_t id;	 /* of what is changed; of what was made, once it is */
	int64_t copy_id; /* of what is copied, with all that is included; 0: nothing */
};

/* PART: a new one that bundles can include. */
enum type_act { TYPE_NEW, TYPE_EDIT, TYPE_CLONE, TYPE_PART };

/* type NULL for a new one.  Says why when it may not be; tag comes back in done(). */
unsigned type_form_open(struct screen *screen, struct type_work *work, enum type_act act,
			int64_t season_id, const struct bo_voucher_type *type, int tag);
void type_form_clear(struct type_work *work);

extern const char *const type_availability_labels[BO_AVAILABILITY_COUNT];

#endif
