/*
 * Self-service: somebody who works here is asked for a name, somebody who buys here
 * for a proof.
 *
 * After bo_act_as_patron() (staff.h) one reads what is on and what it costs, and buys
 * for oneself, within the options self-service-limit and self-service-share.  A proof
 * opens what belongs to it and nothing else.
 */
#ifndef BOXOFFICE_SELF_SERVICE_H
#define BOXOFFICE_SELF_SERVICE_H

#include <boxoffice/office.h>

bool bo_is_self_service(const struct bo *bo);
/* The code of a ticket in force, or the proof of an order or a hold as bo_order and bo_basket have
 * it.  A ticket opens its voucher, and its order unless the voucher was given to somebody else.
 * BO_REFUSED by permission for anything else. */
enum bo_status bo_prove(struct bo *bo, const char *proof) BO_CHECKED;

#endif
