/*
 * Reading a voucher type by its id alone, where a name of digits must not be tried first.
 */
#ifndef SEASON_VOUCHER_TYPE_H
#define SEASON_VOUCHER_TYPE_H

#include <boxoffice/voucher_type.h>

enum bo_status voucher_type_read(struct bo *bo, struct bo_arena *arena, int64_t id,
				 struct bo_voucher_type *type) BO_CHECKED;

#endif
