/*
 * What only this store knows.
 */
#ifndef HOUSE_SECRET_H
#define HOUSE_SECRET_H

#include "base/office.h"

/* Reads them into the handle; makes those that are not there yet. */
enum bo_status secrets_load(struct bo *bo) BO_CHECKED;

#endif
