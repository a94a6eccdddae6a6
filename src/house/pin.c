/*
 * Hashing PINs: some twenty milliseconds each, which a clerk does not feel and
 * somebody who tries all ten thousand does.
 */
#include "house/pin.h"
#include "base/fail.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <sodium.h>
#include <string.h>

_Static_assert(PIN_HASH_SIZE >= crypto_pwhash_STRBYTES, "a hash must fit");

/* Source: the smallest setting that the OWASP password storage guidance names for Argon2id. */
enum { PASSES = 2, MEMORY = 19 * 1024 * 1024 };

enum bo_status pin_hash(struct bo *bo, const char *pin, char hash[PIN_HASH_SIZE])
{
	size_t n = strlen(pin);

	/* The PIN itself is never repeated in a sentence. */
	if (n < BO_PIN_MIN || n > BO_PIN_MAX || bo_text_fault(pin, BO_PIN_MAX, false))
		return fail_field(bo, BO_INVALID, "pin", "", "A PIN has %d to %d characters.",
				  BO_PIN_MIN, BO_PIN_MAX);
	if (crypto_pwhash_str(hash, pin, n, PASSES, MEMORY) != 0)
		return fail_memory(bo);
	return BO_OK;
}

bool pin_fits(const char *hash, const char *pin)
{
	return crypto_pwhash_str_verify(hash, pin, strlen(pin)) == 0;
}
