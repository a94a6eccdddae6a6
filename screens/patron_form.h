/*
 * A new patron: name, e-mail, telephone.
 */
#ifndef SCREENS_PATRON_FORM_H
#define SCREENS_PATRON_FORM_H

#include "app.h"

/* args: const char *, the name as far as it is known.  Result: const int64_t *, the patron's id. */
extern const struct screen_ops patron_form_screen;

#endif
