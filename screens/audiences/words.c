/*
 * What the screens of audiences say and ask alike.
 */
#include "audiences/audience.h"

#include <inttypes.h>
#include <stdio.h>

const char *audience_quantity(int64_t quantity, char text[32])
{
	if (quantity == BO_NONE)
		snprintf(text, 32, "no limit");
	else
		snprintf(text, 32, "%" PRId64, quantity);
	return text;
}

const char *audience_number(int64_t quantity, char text[32])
{
	return quantity == BO_NONE ? "-" : audience_quantity(quantity, text);
}

bool audience_may(const struct screen *screen)
{
	return session_allows(screen, BO_MAY_KEEP_AUDIENCES);
}

int64_t *audience_places(struct bo_arena *arena, const struct chosen *chosen, size_t *n)
{
	int64_t *id = bo_arena_alloc(arena, (chosen->n + 1) * sizeof *id);

	*n = 0;
	for (size_t i = 0; id && i < chosen->n; i++)
		if (chosen->all[i].marked)
			id[(*n)++] = chosen->all[i].id;
	return id;
}
