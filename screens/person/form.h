/*
 * A new patron: name, e-mail, telephone.
 */
#ifndef SCREENS_PERSON_FORM_H
#define SCREENS_PERSON_FORM_H

#include "frame/app.h"

/* args: const char *, what was typed to find the person: it goes where it belongs.  Result: const
 * int64_t *, the patron's id. */
extern const struct screen_ops patron_form_screen;

/* What a text typed in search of somebody says of them. */
enum patron_part { PATRON_PART_NAME, PATRON_PART_EMAIL, PATRON_PART_PHONE };

enum patron_part patron_part_of(const char *typed);

#endif
