/*
 * Options as numbers on the handle.
 */
#ifndef HOUSE_SETTINGS_H
#define HOUSE_SETTINGS_H

#include "base/office.h"

/* Reads every option of the open store into bo->settings. */
enum bo_status settings_load(struct bo *bo) BO_CHECKED;

#endif
