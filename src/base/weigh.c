#include "base/weigh.h"

#include <sodium.h>

__extension__ typedef unsigned __int128 wide;

void weigh_begin(struct weigh *weigh)
{
	randombytes_buf(weigh->secret, sizeof weigh->secret);
}

/* Both halves of the product, so that every bit of each depends on all. */
static uint64_t mix(uint64_t a, uint64_t b)
{
	wide product = (wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t weigh_row(const struct weigh *weigh, const int64_t *number, size_t n)
{
	uint64_t weight = weigh->secret[0];

	for (size_t i = 0; i < n; i++)
		weight = mix(weight ^ (uint64_t)number[i], weigh->secret[1] + i * 2);
	return mix(weight, weigh->secret[0] | 1);
}

uint64_t weigh_as(const struct weigh *weigh, int64_t as, int64_t id)
{
	const int64_t row[] = { as, id };

	return weigh_row(weigh, row, 2);
}
