/*
 * A training season around today's date, to learn and to show.
 */
#ifndef BOXOFFICE_DEMO_H
#define BOXOFFICE_DEMO_H

#include <boxoffice/office.h>

/* Fills a training store that is still empty: season, staff (PINs in src/demo), patrons, sales. */
enum bo_status bo_demo_fill(struct bo *bo) BO_CHECKED;

#endif
