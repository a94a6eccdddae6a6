/*
 * Between jansson and its memory.
 */
#include "base/json_room.h"

#include <jansson.h>

static json_malloc_t before;
static _Thread_local bool ran_out;

static void *give(size_t n)
{
	void *p = before(n);

	ran_out = ran_out || !p;
	return p;
}

void json_room_watch(void)
{
	json_malloc_t now;
	json_free_t release;

	json_get_alloc_funcs(&now, &release);
	if (now == give)
		return;
	before = now;
	json_set_alloc_funcs(give, release);
}

bool json_room_ran_out(void)
{
	bool since = ran_out;

	ran_out = false;
	return since;
}
