/*
 * PINs are kept as salted, slow hashes (Argon2id), as the file may be copied.
 */
#ifndef HOUSE_PIN_H
#define HOUSE_PIN_H

#include "base/office.h"

enum { PIN_HASH_SIZE = 128 };

/* BO_INVALID unless 4 to 32 printable characters. */
enum bo_status pin_hash(struct bo *bo, const char *pin, char hash[PIN_HASH_SIZE]) BO_CHECKED;
bool pin_fits(const char *hash, const char *pin);

#endif
