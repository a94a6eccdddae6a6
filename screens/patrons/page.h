/*
 * A patron's page.
 */
#ifndef SCREENS_PATRONS_PAGE_H
#define SCREENS_PATRONS_PAGE_H

#include "frame/app.h"

/* args: const int64_t *, the patron's id.  The walk-up patron has no page. */
extern const struct screen_ops patron_page_screen;

#endif
