/*
 * Options as numbers on the handle.
 */
#ifndef HOUSE_SETTINGS_H
#define HOUSE_SETTINGS_H

#include "base/office.h"

/* Reads every option of the open store into bo->settings. */
enum bo_status settings_load(struct bo *bo) BO_CHECKED;
/* The same for a store that was just opened, which is closed when it fails: without its options
 * nothing may be done with it. */
enum bo_status settings_begin(struct bo *bo) BO_CHECKED;

#endif
