/*
 * Codes that we make: random characters without look-alikes behind a prefix, and
 * one that checks the others.
 */
#ifndef AUDIENCE_CODES_H
#define AUDIENCE_CODES_H

#include "audience/known.h"
#include "spelling/name.h"

enum { CODE_LETTERS = 23, CODE_LENGTH_MIN = 5, CODE_LENGTH_MAX = 32 };

/* length characters, the check character last, and a terminator, from two random bytes for each
 * that is not the last: some come more often than others by one in two thousand, which costs a
 * guesser nothing worth having, and no number can make this wait.  Pure. */
void code_make(const unsigned char *random, size_t length, char *code);

/* Could a folded text be a code of that prefix and length?  Pure. */
enum bo_code_shape code_shape(const char *fold, const char *prefix_fold, size_t length);

#endif
