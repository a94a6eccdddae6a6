/*
 * One member as it is about to be written: checked, trimmed, in the forms it is
 * compared in.  For adding one and for imports of many.
 */
#ifndef AUDIENCE_MEMBER_ENTRY_H
#define AUDIENCE_MEMBER_ENTRY_H

#include "audience/roll.h"
#include "people/write.h"

struct member_entry {
	char code[BO_MEMBER_CODE_MAX + 1], code_fold[BO_CODE_FOLD];
	char email[PATRON_EMAIL_MAX + 1], email_fold[NAME_FOLD];
	char name[BO_SHORT_NAME], category[BO_SHORT_NAME], location[BO_SHORT_NAME];
	int64_t quantity;
};

/* Takes over what is given; BO_INVALID names the field that is wrong, or that neither code nor
 * e-mail is left.  An entry of nothing is zeroed but for the quantity. */
enum bo_status member_entry_set(struct bo *bo, const struct bo_member_fields *fields,
				struct member_entry *entry) BO_CHECKED;

#endif
