/*
 * The handle: made here with its clock and its randomness; the rooms hang their
 * state on it.  bo_free() is the store's, as it closes that first.
 */
#include "base/office.h"

#include "base/json_room.h"

#include <sodium.h>
#include <stdlib.h>
#include <time.h>

static int64_t system_clock(void *arg)
{
	(void)arg;
	return (int64_t)time(NULL);
}

static void system_random(void *arg, void *bytes, size_t n)
{
	(void)arg;
	randombytes_buf(bytes, n);
}

struct bo *bo_new(void)
{
	struct bo *bo = sodium_init() < 0 ? NULL : calloc(1, sizeof *bo);

	json_room_watch();
	if (bo) {
		bo->clock = system_clock;
		bo->random = system_random;
	}
	return bo;
}

void bo_set_clock(struct bo *bo, bo_clock clock, void *arg)
{
	bo->clock = clock ? clock : system_clock;
	bo->clock_arg = arg;
}

void bo_set_random(struct bo *bo, bo_random random, void *arg)
{
	bo->random = random ? random : system_random;
	bo->random_arg = arg;
}

int64_t bo_now(const struct bo *bo)
{
	return bo->clock(bo->clock_arg);
}

void bo_fill_random(struct bo *bo, void *bytes, size_t n)
{
	bo->random(bo->random_arg, bytes, n);
}

const struct bo_kept *bo_kept(const struct bo *bo)
{
	return &bo->kept;
}

void office_keeps_order(struct bo *bo, int64_t order_id)
{
	struct bo_kept *kept = &bo->keeping;

	for (size_t i = 0; i < kept->n_orders && i < BO_KEPT_ORDERS; i++)
		if (kept->order[i] == order_id)
			return;
	if (kept->n_orders < BO_KEPT_ORDERS)
		kept->order[kept->n_orders] = order_id;
	kept->n_orders++;
}

const struct bo_error *bo_error(const struct bo *bo)
{
	return &bo->error;
}

const struct bo_refusal *bo_refusal(const struct bo *bo)
{
	return &bo->refusal;
}

struct bo_currency bo_currency(const struct bo *bo)
{
	return bo->settings.currency;
}

const char *bo_zone(const struct bo *bo)
{
	return bo->settings.zone;
}

struct bo_typing bo_typing(const struct bo *bo, const char *zone)
{
	struct bo_typing typing = { .now = bo_now(bo),
				    .zone = zone ? zone : bo->settings.zone,
				    .order = bo->settings.date_order };

	if (typing.order == BO_ORDER_UNKNOWN)
		typing.order = bo_zone_order(typing.zone);
	return typing;
}
