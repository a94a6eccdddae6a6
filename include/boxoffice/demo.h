/*
 * A training season around today's date, to learn and to show.
 */
#ifndef BOXOFFICE_DEMO_H
#define BOXOFFICE_DEMO_H

#include <boxoffice/office.h>

#define BO_DEMO_ZONE "America/New_York"

/* Who works in the training store, with the PINs everybody may know. */
struct bo_demo_person {
	const char *name, *pin;
	enum bo_role role;
};
const struct bo_demo_person *bo_demo_people(size_t *n);

/* Fills a training store that is still empty: season, prices, staff, patrons, sales already made.
 * Nobody is signed in afterwards. */
enum bo_status bo_demo_fill(struct bo *bo) BO_CHECKED;
/* Over that: two lists, a campaign for each that runs, some sales by them; a subscription and a
 * flex pass, each sold once; somebody who is among the patrons twice. */
enum bo_status bo_demo_offers(struct bo *bo) BO_CHECKED;

#endif
